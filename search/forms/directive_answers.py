"""The pages of directives as data: the list of them, and one with the notices that cite it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from indexer.index import Card
from indexer.language import reason_text
from search.display import FacetValue, addresses
from search.forms.answers import HeldDirective, TextAddress, from_attributes
from search.forms.answers import directive as row_of
from search.forms.held_answers import text_addresses
from search.forms.hit_answers import CitingNotice, citing_notice
from search.held import HeldText, HeldTexts, TextElsewhere
from search.pages.citing import CitingPassages
from search.pages.directive import DirectivePage, ListedDirective, Supersession
from search.pages.directives import DirectiveList
from search.pages.held import HeldPart
from search.query import CITES

Facets = dict[str, tuple[FacetValue, ...]]


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
    held: tuple[TextAddress, ...]


class Directives(Struct, frozen=True):
    """The directives that the registry has or notices cite.

    ``availabilities`` tells how many of all have their text in the index (``co-toan-van``), else a
    row (``chi-thong-tin``), else neither (``chi-nhac-den``).
    """

    directives: tuple[CountedDirective, ...]
    availabilities: dict[str, int]


class Replacement(CountedDirective, frozen=True):
    """What a directive replaced, or what replaced it, with the source that says so."""

    source: str
    doubtful: bool


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
    a text that is not held.
    """

    directive: HeldDirective | None
    held: tuple[TextAddress, ...]
    card: TextCard | None
    differences: tuple[TextDifference, ...]
    elsewhere: tuple[TextElsewhere, ...]
    candidates: tuple[CountedDirective, ...]
    other_terms: tuple[str, ...]
    left_open: tuple[CountedDirective, ...]
    supersedes: tuple[Replacement, ...]
    superseded_by: tuple[Replacement, ...]
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
        supersedes=tuple(_replacement(one, texts) for one in page.supersedes),
        superseded_by=tuple(_replacement(one, texts) for one in page.superseded_by),
        total=found.total,
        inferred=found.inferred,
        possible=found.possible,
        page=found.page,
        pages=found.pages,
        notices=listed(found.notices),
        possible_notices=listed(found.possible_notices),
        facets={name: one for name, one in found.facets.items() if name != CITES.name},
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


def _replacement(one: Supersession, texts: HeldTexts) -> Replacement:
    other = _counted_directive(one.other, texts.get(one.other.key))
    return from_attributes(Replacement, other, source=one.source, doubtful=one.is_doubtful)
