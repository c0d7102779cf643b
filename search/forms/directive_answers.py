"""The pages of directives as data: the list of them, and one with the notices that cite it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Struct

from indexer.index import Card
from indexer.language import reason_text
from search.display import addresses
from search.forms.answers import OF_THE_INDEX, HeldDirective, TextAddress, from_attributes
from search.forms.answers import directive as row_of
from search.forms.held_answers import text_address, text_addresses
from search.forms.hit_answers import CitingNotice, Facets, citing_notice, facets_in_words
from search.held import HeldText, HeldTexts, TextElsewhere
from search.pages.citing import CitingPassages
from search.pages.directive import DirectivePage
from search.pages.directives import DirectiveList
from search.pages.held import HeldPart
from search.pages.listed import ListedDirective
from search.pages.relatives import RelationEvidence, Relatives, Supersession
from search.query import CITES


class LabelledKey(Struct, frozen=True):
    """A directive or place by its key, with its page and what it is called."""

    key: str
    url: str
    label: str


class CitedDirective(LabelledKey, frozen=True):
    """A directive with the number of notices that cite it."""

    notices: int


class CountedDirective(CitedDirective, frozen=True):
    """A directive in a list; ``directive`` is null while the registry does not hold it.

    ``held`` are the notices that are its text, the one that stands for it first.
    """

    directive: HeldDirective | None
    held: Annotated[tuple[TextAddress, ...], OF_THE_INDEX]


class Directives(Struct, frozen=True):
    """The directives that the registry has or notices cite.

    ``availabilities`` tells how many of all have their text in the index (``co-toan-van``), else a
    row (``chi-thong-tin``), else neither (``chi-nhac-den``).
    """

    directives: tuple[CountedDirective, ...]
    availabilities: dict[str, int]


class RelationText(Struct, frozen=True):
    """The sentence of a held text that says what it replaced, amended or repealed; ``since`` is the
    day that it names for it, empty where it names none, and ``start`` where it names the other."""

    id: str
    url: str
    source: str
    secrecy: str | None
    sentence: str
    start: int
    since: str
    inferred: bool


class Replacement(CountedDirective, frozen=True):
    """What a directive replaced, amended or repealed, or what did so to it, with who says so: the
    ``source`` of the registry, empty where it does not, and the held texts."""

    source: str
    doubtful: bool
    evidence: tuple[RelationText, ...]


class WrittenForm(Struct, frozen=True):
    """A form in which notices write a citation."""

    text: str
    count: int


class TextCard(Struct, frozen=True):
    """What the text of a directive says of itself, for what the registry does not hold; the date is
    ISO 8601 as far as it is known."""

    type: str | None
    number: str | None
    date: str | None
    title: str | None
    issuer: str | None
    secrecy: str | None


class TextDifference(Struct, frozen=True):
    """Where a notice that is the text of a directive says otherwise than the registry, or, with
    ``of_texts``, than the first such notice; dates are ISO 8601."""

    id: str
    field: str
    here: str
    there: str
    of_texts: bool
    because: str


class DirectiveDetail(LabelledKey, frozen=True):
    """One directive with its citing notices, or the choice that its key leaves.

    Of the ``total`` notices, ``inferred`` cite it by inference; another ``possible`` may cite it,
    the newest of which are the ``possible_notices``.  ``held`` are the notices that are its text,
    the one that stands for it first, ``card`` is what that one says of itself, ``differences`` are
    where they say otherwise than the registry or one another; ``elsewhere`` are pages that may have
    a text that is not held.  ``is_contradicted``: the registry and a held text name different
    directives as what replaced it; ``guided_by`` are the newest papers that guide how it is
    carried out.
    """

    directive: HeldDirective | None
    held: Annotated[tuple[TextAddress, ...], OF_THE_INDEX]
    card: TextCard | None
    differences: tuple[TextDifference, ...]
    elsewhere: tuple[TextElsewhere, ...]
    candidates: tuple[CountedDirective, ...]
    other_terms: tuple[str, ...]
    left_open: tuple[CountedDirective, ...]
    supersedes: tuple[Replacement, ...]
    superseded_by: tuple[Replacement, ...]
    amends: tuple[Replacement, ...]
    amended_by: tuple[Replacement, ...]
    repeals: tuple[Replacement, ...]
    repealed_by: tuple[Replacement, ...]
    is_contradicted: bool
    guided_by: tuple[TextAddress, ...]
    total: int
    inferred: int
    possible: int
    page: int
    pages: int
    notices: tuple[CitingNotice, ...]
    possible_notices: tuple[CitingNotice, ...]
    facets: Facets
    together: tuple[CountedDirective, ...]
    written: tuple[WrittenForm, ...]


def directives(listed: DirectiveList, texts: HeldTexts) -> Directives:
    """The list of directives."""
    availabilities = {
        one.availability: one.count for one in listed.availabilities if one.availability
    }
    return Directives(_directives(listed.all, texts), availabilities)


def directive(page: DirectivePage, texts: HeldTexts, language: str = "vi") -> DirectiveDetail:
    """A directive's page."""
    found = page.cited_by

    def listed(ones: Sequence[CitingPassages]) -> tuple[CitingNotice, ...]:
        return tuple(citing_notice(one, language) for one in ones)

    return from_attributes(
        DirectiveDetail,
        page,
        url=addresses.directive(page.key),
        directive=row_of(page.directive) if page.directive else None,
        held=text_addresses(page.held.text if page.held else None),
        card=_card(page.held.first) if page.held else None,
        differences=tuple(_differences(page.held, language)) if page.held else (),
        candidates=_directives(page.candidates, texts),
        left_open=_directives(page.open_keys, texts),
        **_relatives(page.relatives, texts),
        is_contradicted=page.relatives.is_contradicted,
        guided_by=tuple(map(text_address, page.relatives.guided_by)),
        total=found.total,
        inferred=found.inferred,
        possible=found.possible,
        page=found.page,
        pages=found.pages,
        notices=listed(found.notices),
        possible_notices=listed(found.possible_notices),
        facets=facets_in_words(found.facets, language, without=CITES.name),
        together=_directives(page.co_cited, texts),
        written=tuple(WrittenForm(text, number) for text, number in found.written),
    )


def _card(first: Card) -> TextCard:
    return from_attributes(TextCard, first, date=first.date or None)


def _differences(held: HeldPart, language: str) -> Iterator[TextDifference]:
    """Where the texts of a directive say otherwise than the registry, and than one another."""
    for card, differences in ((held.first, held.against_registry), *held.others):
        for one in differences:
            said = reason_text(one.reason, language)
            yield TextDifference(
                card.id, one.field, one.here, one.there, one.is_of_texts, because=said
            )


def _directives(ones: Sequence[ListedDirective], texts: HeldTexts) -> tuple[CountedDirective, ...]:
    held = texts.of(one.key for one in ones)
    return tuple(_counted_directive(one, held.get(one.key)) for one in ones)


def _counted_directive(one: ListedDirective, text: HeldText | None) -> CountedDirective:
    row = row_of(one.directive) if one.directive else None
    return CountedDirective(one.key, one.address, one.label, one.count, row, text_addresses(text))


def _relatives(found: Relatives, texts: HeldTexts) -> dict[str, tuple[Replacement, ...]]:
    """What a directive did to others, and others to it."""
    every = {
        "supersedes": found.supersedes,
        "superseded_by": found.superseded_by,
        "amends": found.amends,
        "amended_by": found.amended_by,
        "repeals": found.repeals,
        "repealed_by": found.repealed_by,
    }
    return {name: tuple(_replacement(one, texts) for one in ones) for name, ones in every.items()}


def _replacement(one: Supersession, texts: HeldTexts) -> Replacement:
    other = _counted_directive(one.other, texts.get(one.other.key))
    evidence = tuple(map(_relation_text, one.evidence))
    return from_attributes(
        Replacement, other, source=one.source, doubtful=one.is_doubtful, evidence=evidence
    )


def _relation_text(one: RelationEvidence) -> RelationText:
    card, said = one.card, one.sentence.text
    url = addresses.notice(card.id, at=one.start)
    return RelationText(
        card.id, url, card.source, card.secrecy, said, one.start, one.day, one.is_inferred
    )
