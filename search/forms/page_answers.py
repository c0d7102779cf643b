"""The pages as plain data: what ``.json`` behind an address gives, and the rows of ``.csv``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from indexer.language import say_reason
from search.areas import Node
from search.display import FacetValue, addresses
from search.engine import Engine, Hit, Summary
from search.forms import answers
from search.forms.feeds import NOTICE_COLUMNS, Entry, notice_row
from search.pages.citing import citing_sentences
from search.pages.directive import Counted, DirectivePage, Relation
from search.pages.directives import DirectiveList
from search.pages.place import Change, MostCited, NamePage, PlacePage, PlaceTree
from search.pages.place import Counted as CountedPlace
from search.query import Query

Json = dict[str, Any]

MAX_ENTRIES = 50
"""Notices of one feed: the newest."""


def home(summary: Summary, newest: Sequence[Hit]) -> Json:
    """The home page."""
    return {"summary": asdict(summary), "newest": [answers.hit(one) for one in newest]}


def facets(counted: dict[str, tuple[FacetValue, ...]]) -> Json:
    """Every facet's values."""
    return {name: [answers.facet(one) for one in values] for name, values in counted.items()}


def counted_directive(one: Counted) -> Json:
    """A directive in a list, held or not."""
    return {
        "key": one.key,
        "url": addresses.directive(one.key),
        "label": one.label,
        "notices": one.count,
        "directive": answers.directive(one.directive) if one.directive else None,
    }


def directive(page: DirectivePage) -> Json:
    """A directive's page."""
    cited = page.cited
    return {
        "key": page.key,
        "url": addresses.directive(page.key),
        "label": page.label,
        "directive": answers.directive(page.directive) if page.directive else None,
        "candidates": [counted_directive(one) for one in page.candidates],
        "other_terms": list(page.other_terms),
        "left_open": [counted_directive(one) for one in page.left_open],
        "supersedes": [_relation(one) for one in page.supersedes],
        "superseded_by": [_relation(one) for one in page.superseded_by],
        "total": cited.total,
        "page": cited.page,
        "pages": cited.pages,
        "notices": [answers.citing(one) for one in cited.notices],
        "facets": facets(cited.facets),
        "together": [counted_directive(one) for one in page.together],
        "written": [{"text": text, "count": number} for text, number in cited.written],
    }


def _relation(one: Relation) -> Json:
    """What a directive replaced, or what replaced it, with the source that says so."""
    return {**counted_directive(one.other), "source": one.source, "doubtful": one.is_doubtful}


def directives(listed: DirectiveList) -> Json:
    """The list of directives."""
    return {"directives": [counted_directive(one) for one in listed.all]}


DIRECTIVE_COLUMNS = (
    "key", "type", "number", "body", "term", "date", "title", "confidence", "doubt", "notices",
)  # fmt: skip


def directive_rows(listed: DirectiveList) -> Iterator[list[object]]:
    """The list of directives as rows under :data:`DIRECTIVE_COLUMNS`."""
    for counted in listed.all:
        one = counted.directive
        if one is None:
            yield [counted.key, "", counted.label, "", "", "", "", "not_held", "", counted.count]
        else:
            yield [
                one.key, one.type, one.number, one.body, one.term,
                one.date.iso if one.date else "", one.title, one.confidence, one.doubt,
                counted.count,
            ]  # fmt: skip


def directive_entries(listed: DirectiveList) -> list[Entry]:
    """The held directives as entries of a feed, the newest first."""
    dated = [one for one in listed.all if one.directive and one.directive.date]
    entries = [
        Entry(addresses.directive(one.key), one.label, one.directive.date.iso, one.directive.title)
        for one in dated
        if one.directive and one.directive.date
    ]
    return sorted(entries, key=lambda entry: entry.date, reverse=True)[:MAX_ENTRIES]


CITING_COLUMNS = (*NOTICE_COLUMNS, "sentences")


def citing_rows(engine: Engine, key: str, query: Query, origin: str) -> Iterator[list[object]]:
    """The citing notices with their citing sentences under :data:`CITING_COLUMNS`."""
    for card in engine.scan(query):
        found = engine.notice(card.id)
        cited = citing_sentences(found[1], key) if found else ()
        sentences = (" ".join(sentence.text.split()) for sentence in cited)
        yield [*notice_row(card, origin), " | ".join(sentences)]


def counted_place(one: CountedPlace) -> Json:
    """A place with its notices."""
    return {
        "key": one.key,
        "url": addresses.place(one.key),
        "label": one.label,
        "count": one.count,
    }


def place(page: PlacePage, language: str = "vi") -> Json:
    """A place's page."""
    found = page.results
    return {
        **counted_place(CountedPlace(page.place.key, page.label, found.total)),
        "name": page.place.name,
        "kind": page.place.kind,
        "level": page.place.level.value,
        "code": page.place.code,
        "above": [key for key, _ in page.above],
        "versions": [
            {
                "name": one.name,
                "from": one.began.isoformat() if one.began else None,
                "to": one.ended.isoformat() if one.ended else None,
                "resolution": one.resolution or None,
            }
            for one in page.stages
        ],
        "today": [counted_place(one) for one in page.today],
        "children": [counted_place(one) for one in page.children],
        "namesakes": [counted_place(one) for one in page.namesakes],
        "gathered": list(page.relatives) if page.gathered else [],
        "made_of": [_change(one) for one in page.made_of],
        "became": [_change(one) for one in page.became],
        "cited": [_most_cited(one) for one in page.cited],
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "hits": [
            {**answers.hit(one), "unit_reason": say_reason(reason, language) if reason else None}
            for one in found.hits
            for reason in (page.reasons.get(one.card.id),)
        ],
        "facets": facets(found.facets),
    }


def _change(one: Change) -> Json:
    """What a place was made of or became, and by which resolution."""
    step = one.step
    return {
        "key": one.key,
        "url": addresses.place(one.key),
        "label": one.label,
        "date": step.date.isoformat(),
        "resolution": step.resolution or None,
        "in_part": one.in_part,
        "sources_disagree": step.check,
    }


def _most_cited(one: MostCited) -> Json:
    """A directive that notices of a place cite."""
    return {
        "key": one.key,
        "url": addresses.directive(one.key),
        "label": one.label,
        "notices": one.count,
    }


def names(page: NamePage) -> Json:
    """The places of one name."""
    return {
        "name": page.name,
        "places": [
            {**counted_place(one), "today": [counted_place(heir) for heir in today]}
            for one, today in page.places
        ],
    }


def places(tree: PlaceTree) -> Json:
    """The tree of places."""
    return {
        "at": "truoc" if tree.before else "nay",
        "provinces": [_node(one) for one in tree.provinces],
        "without_notices": [counted_place(one) for one in tree.empty],
        "unknown": tree.unknown,
    }


def _node(node: Node) -> Json:
    return {
        "key": node.key,
        "url": addresses.place(node.key),
        "label": node.label,
        "count": node.count,
        "standing": node.standing,
        "children": [_node(child) for child in node.children],
    }


PLACE_COLUMNS = ("key", "label", "standing", "notices")


def place_rows(tree: PlaceTree) -> Iterator[list[object]]:
    """The tree of places as rows under :data:`PLACE_COLUMNS`, each below what it lies in."""
    for root in tree.provinces:
        for node in root.walk():
            yield [node.key, node.label, node.standing, node.count]


def place_entries(tree: PlaceTree) -> list[Entry]:
    """The provinces with notices as entries of a feed; places have no date."""
    return [Entry(addresses.place(one.key), one.label, "") for one in tree.provinces]


def name_rows(page: NamePage) -> Iterator[list[object]]:
    """The places of one name as rows under :data:`PLACE_COLUMNS`."""
    for one, today in page.places:
        yield [one.key, one.label, not today, one.count]


def name_entries(page: NamePage) -> list[Entry]:
    """The places of one name as entries of a feed."""
    return [Entry(addresses.place(one.key), one.label, "") for one, _ in page.places]


def problem(status: int, error: str, places: Sequence[CountedPlace] = ()) -> Json:
    """What went wrong, for a program, and the places that may have been meant."""
    told: Json = {"status": status, "error": error}
    if places:
        told["nearest"] = [counted_place(one) for one in places]
    return told
