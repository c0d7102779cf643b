"""The fields of the index, and what a Reading puts into each of them.

This is the one place that says what is indexed, for any engine; how a store keeps a field of a
kind is its own affair.  ``VERSION`` changes with every change here, and an index of another version
is rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import partial
from typing import Annotated, get_type_hints

from indexer import analysis
from indexer.analysis import Token, number_terms
from indexer.directives import DirectiveKey
from indexer.gazetteer import CENTRE, Gazetteer, PlaceKey
from indexer.index.cited_as import NO_VALUE_IS_NONE, citation_fields
from indexer.index.issuing import (
    committee_labels,
    committee_terms,
    label_of_issuer,
    organs,
    speaker_labels,
)
from indexer.index.relations import relation_values
from indexer.index.stored import Card, Stored, encode
from indexer.index.unit_values import unit_values
from indexer.index.written_signs import written_signs
from indexer.knowledge import central_term
from indexer.missing_marks import unmarked_stretches
from indexer.model import UNKNOWN, Level, Notice, Reading, Status
from indexer.stages import NO_GUARD, NoticeStage, StageFailure, StageGuard
from indexer.text import blanked, slug

VERSION = 13

APART = "¶"
"""The term between two stretches of a text that do not touch."""

NOT_UNDERSTOOD = "chua-hieu"
"""What a notice lacks of which some stage failed, in the facet ``lacks``."""


class FieldKind(Enum):
    """What an index keeps of a field."""

    ID = "the one value by which a notice is replaced and deleted"
    TEXT = "terms with their positions, scored by the length of the field"
    WORDS = "terms and how often each stands there, scored by the length of the field"
    VALUES = "terms that are found whole, as the values of a facet"
    CARD = "bytes that are read for every notice in a list"
    DATA = "bytes that are read for one notice at a time"

    @property
    def is_scored(self) -> bool:
        """Whether the length of the field counts in the score of a term."""
        return self in (FieldKind.TEXT, FieldKind.WORDS)


Id = Annotated[str, FieldKind.ID]
Text = Annotated[list[str], FieldKind.TEXT]
Words = Annotated[list[str], FieldKind.WORDS]
Values = Annotated[list[str], FieldKind.VALUES]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What is entered of one notice: a value for every field of the index.

    Of title and body: the syllables as they are spelled, without marks (``bare``), and those of
    lines that were written without any (``unmarked``), each stretch apart.
    ``unit_about`` are the places that it is about, ``unit_issued`` that of its issuer, each with
    what it lies in; ``unit`` has both, and ``unit_pair`` the lowest of both roles in one value.
    ``issuer`` are the committees whose organs issued it, ``organ`` these without whose they are,
    and ``speaker`` is both as the notice has it.
    ``cites`` are the keys that it cites; ``infers`` those of them that only an inference ties it
    to; ``may_cite``, apart from them, the directives that its open citations may mean.
    ``cites_as``, ``infers_as`` and ``may_cite_as`` are the same with what each mention is cited
    for and the places that it points to; ``cite_role`` and ``dieu`` are these by themselves.
    ``own_key`` is the key under which others cite it, ``relations`` what it says that it replaces,
    amends or repeals.  ``written_signs`` are the signs of its type with which each directive is
    written.
    """

    id: Id
    title: Text
    title_bare: Text
    title_unmarked: Text
    body: Text
    body_bare: Text
    body_unmarked: Text
    pairs: Words
    pairs_bare: Words
    words: Words
    issuer_words: Text
    signatory: Text
    addressee: Text
    number: Values
    type: Values
    issuer: Values
    speaker: Values
    organ: Values
    level: Values
    province: Values
    year: Values
    date: Values
    unit: Values
    unit_about: Values
    unit_issued: Values
    unit_pair: Values
    cites: Values
    infers: Values
    may_cite: Values
    cites_as: Values
    infers_as: Values
    may_cite_as: Values
    cite_role: Values
    dieu: Values
    own_key: Values
    relations: Values
    written_signs: Values
    term: Values
    committee_term: Values
    date_precision: Values
    secrecy: Values
    lacks: Values
    card: Annotated[bytes, FieldKind.CARD]
    reading: Annotated[bytes, FieldKind.DATA]


FIELDS: Mapping[str, FieldKind] = {
    name: hint.__metadata__[0]
    for name, hint in get_type_hints(IndexEntry, include_extras=True).items()
}
"""The kind of each field of an :class:`IndexEntry`."""


def make_card(reading: Reading, path: str, gazetteer: Gazetteer) -> Card:
    """The card of a reading; place names are those of the notice's own date."""
    on = _day(reading)
    card, unit_key = plain_card(reading, path), _unit_key(reading)
    further = tuple(one.place for one in reading.further_units if one.place)
    return replace(
        card,
        issuer=label_of_issuer(card.issuer, reading.issuer_place, gazetteer, on)
        if card.issuer
        else None,
        unit=gazetteer.label_of_several((unit_key, *further), on) if unit_key else card.unit,
        unit_key=unit_key,
        further_units=further,
        unit_status=_unit_status(reading, unit_key).value,
        issuer_key=_issuer_key(reading),
    )


def plain_card(reading: Reading, path: str) -> Card:
    """The card of a reading with what the notice itself says, and no place."""
    notice = reading.notice
    return Card(
        id=reading.document.id,
        source=reading.document.source,
        path=path,
        title=notice.title.value,
        number=notice.number.value,
        date=notice.date.value.iso if notice.date.value else "",
        year=notice.year.value,
        year_status=notice.year.evidence.status.value,
        type=notice.type.value,
        issuer=notice.issuer.value,
        unit=notice.unit.value,
        unit_key=None,
        sample=notice.sample,
        secrecy=notice.secrecy.value,
        unit_status=notice.unit.evidence.status.value,
        own_key=reading.own_key.value,
        is_signed=bool(notice.signatories.value),
    )


def make_entry(
    reading: Reading,
    card: Card,
    gazetteer: Gazetteer,
    stored: Stored | None = None,
    guard: StageGuard = NO_GUARD,
) -> IndexEntry:
    """The index entry of a notice; ``stored`` are its card and reading where they are encoded.

    With a ``guard``, a notice whose words cannot be told is found by what stands between blanks,
    and one without facets by its words alone.
    """
    card_data, data = stored or (encode(card), encode(reading))
    text = blanked(reading.document.text, reading.notice.furniture)
    stage = NoticeStage.WORDS
    texts = guard.run(stage, partial(_texts, text, reading, card), partial(_plain_texts, text))
    words = guard.run(stage, partial(analysis.compound_words, text), list[str])
    facets = guard.run(NoticeStage.FACETS, partial(_facets, reading, card, gazetteer), _no_facets)
    lacks = list(_lacks(reading, guard.failures or reading.failures))
    return IndexEntry(
        id=card.id, **texts, words=words, **facets, lacks=lacks, card=card_data, reading=data
    )


def _texts(text: str, reading: Reading, card: Card) -> dict[str, list[str]]:
    """The fields of terms, but for the words of several syllables."""
    headline = card.title or ""
    title = list(analysis.tokens(headline))
    body = list(analysis.tokens(text))
    syllables, bare = [one.syllable for one in body], [one.bare for one in body]
    return {
        "title": [token.syllable for token in title],
        "title_bare": [token.bare for token in title],
        "title_unmarked": _unmarked(headline, title),
        "body": syllables,
        "body_bare": bare,
        "body_unmarked": _unmarked(text, body),
        "pairs": analysis.bigrams(syllables),
        "pairs_bare": analysis.bigrams(bare),
        "issuer_words": _bare(card.issuer),
        "signatory": _bare(_signed(reading)),
        "addressee": _bare("; ".join(reading.notice.addressees.value or ())),
    }


def _unmarked(text: str, tokens: Sequence[Token]) -> list[str]:
    """The syllables of what lacks its marks; between two stretches stands what no one types."""
    return [
        one
        for stretch in unmarked_stretches(text, tokens)
        for one in (*(token.bare for token in stretch), APART)
    ]


def _plain_texts(text: str) -> dict[str, list[str]]:
    """The same as far as it can be told without looking into the words."""
    body = [one[: analysis.LONGEST] for one in text.casefold().split()]
    pairs = analysis.bigrams(body)
    found = {"body": body, "body_bare": body, "pairs": pairs, "pairs_bare": pairs}
    empty = ("title", "title_bare", "title_unmarked", "body_unmarked")
    of_fields = (*empty, "issuer_words", "signatory", "addressee")
    return found | {one: [] for one in of_fields}


def _facets(reading: Reading, card: Card, gazetteer: Gazetteer) -> dict[str, list[str]]:
    """The fields of values, but for what the notice lacks."""
    notice, cited = reading.notice, citation_fields(reading.citations)
    return {
        "number": number_terms(card.number or ""),
        "type": _value(card.type),
        "issuer": committee_labels(reading, gazetteer, _day(reading)),
        "speaker": speaker_labels(reading, gazetteer, _day(reading)),
        "organ": organs(notice),
        "level": _value(notice.level.value),
        "province": [_province(reading)],
        "year": _value(card.year),
        "date": _value(card.date),
        **unit_values(card, gazetteer),
        **cited,
        "own_key": _value(card.own_key),
        "relations": relation_values(reading),
        "written_signs": written_signs(reading),
        "term": _terms_of(cited["cites"]),
        "committee_term": committee_terms(notice),
        "date_precision": [_date_precision(notice)],
        "secrecy": [slug(card.secrecy) if card.secrecy else "none"],
    }


def _no_facets() -> dict[str, list[str]]:
    return {
        name: [] if name in NO_VALUE_IS_NONE else [UNKNOWN]
        for name, kind in FIELDS.items()
        if kind is FieldKind.VALUES and name != "lacks"
    }


def _bare(text: str | None) -> list[str]:
    return [token.bare for token in analysis.tokens(text or "")]


def _signed(reading: Reading) -> str:
    signed = reading.notice.signatories.value or ()
    return " ".join(f"{one.full_name} {one.position}" for one in signed)


def _value(value: object) -> list[str]:
    """The one value of a facet, or that there is none."""
    return [str(value)] if value else [UNKNOWN]


def _province(reading: Reading) -> str:
    """The province that the issuer, or else the unit, lies in."""
    place = _issuer_key(reading) or reading.unit_place.place
    return PlaceKey.parse(place).province if place else UNKNOWN


def _lacks(reading: Reading, failures: Sequence[StageFailure]) -> Iterator[str]:
    """What an archivist looks for: no number or date, an inferred field, a sample, a fault."""
    notice = reading.notice
    if notice.number.value is None:
        yield "so"
    if notice.date.value is None:
        yield "ngay"
    fields = (notice.type, notice.title, notice.issuer, notice.level, notice.year, notice.unit)
    if any(field.evidence.status is Status.INFERRED for field in fields):
        yield "suy-luan"
    if notice.sample:
        yield "mau"
    if failures:
        yield NOT_UNDERSTOOD


def _issuer_key(reading: Reading) -> str | None:
    """The place of the issuer; a central body's is the whole country."""
    is_central = reading.notice.level.value is Level.CENTRAL
    return CENTRE if is_central else reading.issuer_place.place


def _unit_key(reading: Reading) -> str | None:
    """The place that a notice is about; of a central paper that names no unit, the country."""
    is_for_all = reading.notice.unit.value is None and _issuer_key(reading) == CENTRE
    return CENTRE if is_for_all else reading.unit_place.place


def _unit_status(reading: Reading, unit_key: str | None) -> Status:
    """How it is known what a notice is about: stated where its unit and the place of that are."""
    unit, place = reading.notice.unit.evidence.status, reading.unit_place.status
    if unit_key is None:
        return unit
    return Status.STATED if unit is place is Status.STATED else Status.INFERRED


def _terms_of(cited: Iterable[str]) -> list[str]:
    """The khóa of the central directives among those that a notice cites, by their numerals."""
    keys = [key for key in cited if DirectiveKey.is_key(key)]
    terms = [central_term(DirectiveKey.parse(key).term) for key in keys]
    return list(dict.fromkeys(one.term for one in terms if one)) or [UNKNOWN]


def _date_precision(notice: Notice) -> str:
    """How much of its date a notice states: day, month, year; inferred or none of it."""
    stated = notice.date.value if notice.date.evidence.status is Status.STATED else None
    if stated:
        return stated.precision
    if notice.date.value or notice.year.evidence.status is Status.INFERRED:
        return "inferred"
    return "year" if notice.year.value else "none"


def _day(reading: Reading) -> date | None:
    notice = reading.notice
    if notice.date.value:
        return notice.date.value.latest()
    return date(notice.year.value, 12, 31) if notice.year.value else None
