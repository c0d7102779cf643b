"""What a notice's page shows: its text, its directives by type, and other notices."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from indexer.directives import Knowledge, Registry, key_label
from indexer.documents import ExtractionError, Takeout, outer_file, path_as_written
from indexer.index import Card, Copy, Intake, text_of_notice
from indexer.model import (
    Certainty,
    Citation,
    Directive,
    Outcome,
    PlaceResolution,
    Reading,
    Resolution,
)
from indexer.outline import Division, DivisionKind, Outline, outline_of
from indexer.regular_file import MAX_BYTES, read_named
from search.engine import (
    DocumentText,
    Engine,
    Highlighter,
    Hit,
    answering_spans,
    mentions_sought,
)
from search.held import HeldText, HeldTexts, held_passages
from search.pages.cited_places import cited_places
from search.pages.citing import CitedIn, cited_in, first_of_each_role
from search.pages.from_results import (
    FirstMatch,
    ListReference,
    ResultPosition,
    first_match,
    result_list,
    result_position,
)
from search.pages.paper import PaperPart, are_addressed, set_paper
from search.pages.place_marks import with_place_marks
from search.query import UNIT_ABOUT, Query

MAX_NEIGHBOURS = 3
"""Notices about the same unit that a page lists before it in time, and after it."""

MAX_SAME_NUMBER = 10
"""Notices of the same number that a page lists."""

MAX_CITED_IN = 5
"""Notices that cite this one that a page lists: the newest."""

MAX_DIVISIONS = 500
"""Parts of a paper that a page lists: of a long law the chapters and articles."""

_OUTCOMES = tuple(Outcome)
_FEWEST_DIVISIONS = 2
_MOST_UNFOLDED = 40
_WITHIN_ARTICLES = (DivisionKind.CLAUSE, DivisionKind.ITEM)

MAX_SIMILAR = 5
"""Notices that cite the same directives that a page lists."""

CardsByTime = tuple[tuple[str, tuple[Card, ...]], ...]
"""Notices by when they were issued: ``later``, ``earlier``, or empty where that is not known."""


@dataclass(frozen=True)
class DirectiveMentions:
    """A directive that a notice cites, with every mention of it in order."""

    key: str | None
    label: str
    mentions: tuple[Resolution, ...]
    directive: Directive | None

    @cached_property
    def outcome(self) -> Outcome:
        """The surest outcome among the mentions."""
        return self.reason.outcome

    @cached_property
    def reason(self) -> Resolution:
        """The mention whose reason is told: the surest, of those the first."""
        return min(self.mentions, key=_how_sure)

    @property
    def is_inferred(self) -> bool:
        """Whether no mention states that it is this directive."""
        return self.reason.certainty is Certainty.INFERRED

    @property
    def with_role(self) -> tuple[Citation, ...]:
        """The mentions that tell what it is cited for, the first of each role."""
        return first_of_each_role(one.citation for one in self.mentions)


def _how_sure(one: Resolution) -> tuple[int, bool]:
    """The surest is the least: by outcome, then what is stated before what is inferred."""
    return _OUTCOMES.index(one.outcome), one.certainty is Certainty.INFERRED


class ListedDivision(NamedTuple):
    """A part of a paper in the list of its page, with those that are folded into it."""

    division: Division
    folded: tuple[Division, ...] = ()


@dataclass(frozen=True)
class NoticePage:
    """One notice with its text ready to be written out.

    ``annex`` lists its directives as paper does, those first that ``footnotes`` number; ``result``
    is its place in the list that led to it; ``outline`` are the parts of the paper to be listed,
    ``unlisted`` is how many more of them there are.  ``is_long``: not all parts and paragraphs have
    addresses of their own.
    ``held`` are the texts that the index holds of what it cites, by key.
    """

    card: Card
    reading: Reading
    query: Query
    matches: int
    first_match: FirstMatch | None
    result: ResultPosition | None
    paper: tuple[PaperPart, ...]
    outline: tuple[ListedDivision, ...]
    unlisted: int
    is_long: bool
    directives: tuple[tuple[str, tuple[DirectiveMentions, ...]], ...]
    annex: tuple[DirectiveMentions, ...]
    footnotes: Mapping[str, int]
    held: Mapping[str, HeldText]
    places: tuple[PlaceResolution, ...]
    cited_in: CitedIn | None
    same_unit: CardsByTime
    same_unit_total: int
    similar: Sequence[tuple[Card, int]]
    copies: Sequence[Copy]
    same_number: Sequence[Card]
    received: tuple[date | None, date | None]
    """The days on which the index came to hold it, and on which its paper last changed."""

    @cached_property
    def listed_anchors(self) -> frozenset[str]:
        """The addresses to which the list of the parts leads."""
        every = (one for listed in self.outline for one in (listed.division, *listed.folded))
        return frozenset(one.anchor for one in every)


def notice_page(
    engine: Engine,
    knowledge: Knowledge,
    card: Card,
    reading: Reading,
    query: Query,
    came_from: ListReference,
) -> NoticePage:
    """The page of a notice; ``query`` holds the words to be marked in its text, and it answers
    the list that led to the notice."""
    listed = result_list(engine, knowledge, query, came_from)
    query = listed.query
    shown = text_of_notice(reading)
    sought = mentions_sought(query, reading.citations)
    words = answering_spans(query, Highlighter(query), DocumentText.of(*shown), sought)
    matches = with_place_marks(words, reading, query, knowledge.gazetteer)
    neighbours, total = _same_unit(engine, card)
    directives = _directives_by_type(reading.citations, knowledge)
    footnotes = _footnotes(reading.citations)
    passages = held_passages(engine, knowledge.registry)
    texts = passages.texts
    divided = outline_of(reading)
    places = cited_places(passages, knowledge, reading.document.text, reading.citations, card.date)
    paper = set_paper(reading, matches, divided, places)
    parts, unlisted = list_divisions(divided)
    return NoticePage(
        card=card,
        reading=reading,
        query=query,
        matches=len(matches),
        first_match=first_match(shown.text, shown.body, matches),
        result=result_position(engine, knowledge, listed, came_from.number, card.id),
        paper=paper,
        outline=parts,
        unlisted=unlisted,
        is_long=len(divided.addressed) < len(divided) or not are_addressed(paper),
        directives=directives,
        annex=_annex(directives, footnotes),
        footnotes=footnotes,
        held=texts.of(keys_cited(reading.citations), card.date),
        cited_in=cited_in(engine, texts, card, MAX_CITED_IN),
        places=_each_once(reading.places),
        same_unit=neighbours,
        same_unit_total=total,
        similar=engine.more_like_this(card.id, MAX_SIMILAR),
        copies=engine.copies(card.id),
        same_number=same_number(engine, texts, card),
        received=_received(engine.intake(card.id)),
    )


def keys_cited(citations: Sequence[Resolution]) -> list[str]:
    """The keys that citations mean or may mean, each once."""
    every = (key for one in citations for key in (one.key, *one.candidates) if key)
    return list(dict.fromkeys(every))


def same_number(engine: Engine, texts: HeldTexts, card: Card) -> Sequence[Card]:
    """The other notices that bear the number of one, or its key, however they name the issuer."""
    held = texts.get(card.own_key) if card.own_key else None
    found = (*engine.of_same_number(card, MAX_SAME_NUMBER), *(held.notices if held else ()))
    others = {one.id: one for one in found if one.id != card.id}
    return tuple(others.values())[:MAX_SAME_NUMBER]


def list_divisions(divided: Outline) -> tuple[tuple[ListedDivision, ...], int]:
    """The parts of a paper that its page lists, without khoản and what lies in them, and how many
    more of the same depth it has; of a long list all but the outermost is folded."""
    has_articles = any(one.kind is DivisionKind.ARTICLE for one in divided.divisions)
    without = (*_WITHIN_ARTICLES, DivisionKind.POINT) if has_articles else _WITHIN_ARTICLES
    listed = divided.outermost(MAX_DIVISIONS, without)
    if len(listed) < _FEWEST_DIVISIONS:
        return (), 0
    deepest = max(one.depth for one in listed)
    alike = sum(one.depth <= deepest and one.kind not in without for one in divided.divisions)
    unlisted = alike - len(listed)
    if len(listed) <= _MOST_UNFOLDED:
        return tuple(map(ListedDivision, listed)), unlisted
    outermost = [at for at, one in enumerate(listed) if one.depth == 1]
    ends = [*outermost[1:], len(listed)]
    folded = (
        ListedDivision(listed[at], listed[at + 1 : end])
        for at, end in zip(outermost, ends, strict=True)
    )
    return tuple(folded), unlisted


def _received(intake: Intake | None) -> tuple[date | None, date | None]:
    """The days of an intake; a change on the first day is none to be told."""
    first, changed = (
        date.fromtimestamp(at) if at is not None else None
        for at in (intake.first if intake else None, intake.changed if intake else None)
    )
    return first, changed if changed != first else None


def _footnotes(citations: Sequence[Resolution]) -> Mapping[str, int]:
    """The number under which paper tells a directive's address: as first mentioned, from 1."""
    ordered = sorted(citations, key=lambda one: one.citation.span)
    keys = dict.fromkeys(one.key for one in ordered if one.key)
    return {key: number for number, key in enumerate(keys, start=1)}


def _annex(
    directives: Sequence[tuple[str, Sequence[DirectiveMentions]]], footnotes: Mapping[str, int]
) -> tuple[DirectiveMentions, ...]:
    """Each directive once, in the order of its number; behind them what has no page to lead to."""
    every = [one for _, ones in directives for one in ones]
    return tuple(sorted(every, key=lambda one: footnotes.get(one.key or "", len(footnotes) + 1)))


def _each_once(places: Sequence[PlaceResolution]) -> tuple[PlaceResolution, ...]:
    """The places that a notice names, each by its first mention."""
    first: dict[object, PlaceResolution] = {}
    for one in places:
        if one.mention:
            first.setdefault(one.place or (one.candidates, one.mention.name), one)
    return tuple(first.values())


def _same_unit(engine: Engine, card: Card) -> tuple[CardsByTime, int]:
    """Other notices about the same unit, those next to this one in time, and how many in all."""
    if not card.unit_key:
        return (), 0
    about = {UNIT_ABOUT.name: (card.unit_key,)}
    query = Query(filters=about, sort="date", per_page=MAX_NEIGHBOURS + 1)
    newest = engine.search(query)
    if not card.date:
        groups = {"": _others(newest.hits, card)}
    else:
        later = _others(_oldest(engine, replace(query, since=card.date)), card)
        before = engine.scan(replace(query, until=card.date))
        earlier = list(islice((one for one in before if one.id != card.id), MAX_NEIGHBOURS))
        after = [one for one in later if (one.date or "") > card.date]
        groups = {"later": after[-MAX_NEIGHBOURS:], "earlier": earlier}
    shown = tuple((when, tuple(ones[:MAX_NEIGHBOURS])) for when, ones in groups.items() if ones)
    return shown, newest.total - 1


def _oldest(engine: Engine, query: Query) -> list[Hit]:
    """The last hits of a list, newest first: one page of them at least, where there are so many."""
    first = engine.search(query)
    if first.pages == 1:
        return list(first.hits)
    last_pages = (first.pages - 1, first.pages)
    return [hit for page in last_pages for hit in engine.search(replace(query, page=page)).hits]


def _others(hits: Sequence[Hit], card: Card) -> list[Card]:
    return [hit.card for hit in hits if hit.card.id != card.id]


def _directives_by_type(
    citations: Sequence[Resolution], knowledge: Knowledge
) -> tuple[tuple[str, tuple[DirectiveMentions, ...]], ...]:
    """Each cited directive once, under its type; types and directives as first mentioned."""
    mentions: dict[tuple[str, str], list[Resolution]] = {}
    for one in citations:
        kind = _type(one, knowledge.registry)
        mentions.setdefault((kind, one.key or one.citation.text), []).append(one)
    grouped: dict[str, list[DirectiveMentions]] = {}
    for (kind, _), ones in mentions.items():
        key = ones[0].key
        grouped.setdefault(kind, []).append(
            DirectiveMentions(
                key=key,
                label=key_label(key, knowledge) if key else ones[0].citation.text,
                mentions=tuple(ones),
                directive=knowledge.registry.get(key) if key else None,
            )
        )
    return tuple((kind, tuple(ones)) for kind, ones in grouped.items())


def _type(one: Resolution, registry: Registry) -> str:
    """The directive's own type: "Nghị quyết Trung ương 4 (khóa XIII)" is a Kết luận."""
    held = registry.get(one.key) if one.key else None
    return held.type if held else one.type or one.citation.type or ""


def original_file(card: Card, digest: str) -> bytes | None:
    """The file a notice was made from, whose bytes have a SHA-256; None once it is another or gone.

    The path may have come in with an export: what is no regular file (a device, a pipe) or is
    larger than any original is not read.
    """
    try:
        path, inside = outer_file(card.path)
        path = path if os.path.lexists(path) else path_as_written(path)
        if inside:
            data = Takeout().take(os.path.realpath(path), inside)
        else:
            data = read_named(path, MAX_BYTES)
    except (OSError, ValueError, ExtractionError):  # a NUL in the name is a ValueError
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None
