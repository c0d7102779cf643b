"""The fields of the index, and what a Reading puts into each of them.

This is the one place that says what is indexed.  ``VERSION`` changes with every change here,
and an index of another version is rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from whoosh.columns import CompressedBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, TEXT, Schema

from indexer import analysis
from indexer.analysis import number_terms
from indexer.gazetteer import Gazetteer, PlaceKey
from indexer.model import UNKNOWN, Outcome, Reading, Reason, Span, Status
from indexer.text import slug

VERSION = 5

FACETS = ("type", "issuer", "level", "province", "year", "unit", "cites", "lacks")

SCHEMA = Schema(
    id=ID(unique=True),
    title=TEXT(),
    title_bare=TEXT(),
    body=TEXT(),
    body_bare=TEXT(),
    pairs=TEXT(phrase=False),
    pairs_bare=TEXT(phrase=False),
    words=TEXT(phrase=False),
    issuer_words=TEXT(),
    signatory=TEXT(),
    number=KEYWORD(),
    type=KEYWORD(),
    issuer=KEYWORD(),
    level=KEYWORD(),
    province=KEYWORD(),
    year=KEYWORD(),
    date=KEYWORD(),
    unit=KEYWORD(),
    cites=KEYWORD(),
    lacks=KEYWORD(),
    card=STORED(),
    reading=COLUMN(CompressedBytesColumn(level=3)),
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a notice, and what it is sorted by; kept beside the full reading.

    ``date`` is ISO 8601 at the precision stated in the notice and empty when unknown; ``year``
    may be inferred, and ``year_status`` says so.  ``stale_reason`` says why this is not the
    newest version of the file: that one could not be read.
    """

    id: str
    source: str
    path: str
    title: str | None
    number: str | None
    date: str
    year: int | None
    year_status: str
    type: str | None
    issuer: str | None
    unit: str | None
    unit_key: str | None
    sample: bool
    stale_reason: Reason | None = None


def encode(value: Card | Reading) -> bytes:
    """A card or reading as JSON bytes, for storage."""
    return msgspec.json.encode(value)


def decode_card(data: bytes) -> Card:
    """The card that :func:`encode` wrote."""
    return msgspec.json.decode(data, type=Card)


def decode_reading(data: bytes) -> Reading:
    """The reading that :func:`encode` wrote."""
    return msgspec.json.decode(data, type=Reading)


@dataclass(frozen=True, slots=True)
class _Text:
    text: str


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span


@dataclass(frozen=True, slots=True)
class _Keyed:
    citation: _Mention
    key: str | None


@dataclass(frozen=True, slots=True)
class _TextOfReading:
    """The part of a reading that a list of hits needs; the rest is passed over unread."""

    document: _Text
    citations: tuple[_Keyed, ...]


def decode_text(data: bytes) -> tuple[str, list[tuple[str | None, Span]]]:
    """The verbatim text of a reading, and its citations by key and span."""
    part = msgspec.json.decode(data, type=_TextOfReading)
    return part.document.text, [(one.key, one.citation.span) for one in part.citations]


def make_card(reading: Reading, path: str, gazetteer: Gazetteer) -> Card:
    """The card of a reading; place names are those of the notice's own date."""
    notice = reading.notice
    on = _day(reading)
    issuer = _issuer_label(reading, gazetteer, on)
    unit_key = reading.unit_place.place
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
        issuer=issuer,
        unit=gazetteer.label(unit_key, on) if unit_key else notice.unit.value,
        unit_key=unit_key,
        sample=notice.sample,
    )


def make_entry(reading: Reading, card: Card, gazetteer: Gazetteer) -> dict[str, Any]:
    """The index entry of a notice: a value for every field of :data:`SCHEMA`."""
    notice = reading.notice
    title = list(analysis.tokens(card.title or ""))
    body = list(analysis.tokens(reading.document.text))
    signatory = notice.signatory.value
    signed = [signatory.name or "", signatory.position] if signatory else []
    return {
        "id": card.id,
        "title": [token.syllable for token in title],
        "title_bare": [token.bare for token in title],
        "body": [token.syllable for token in body],
        "body_bare": [token.bare for token in body],
        "pairs": analysis.pairs([token.syllable for token in body]),
        "pairs_bare": analysis.pairs([token.bare for token in body]),
        "words": analysis.words(reading.document.text),
        "issuer_words": [token.bare for token in analysis.tokens(card.issuer or "")],
        "signatory": [token.bare for token in analysis.tokens(" ".join(signed))],
        "number": number_terms(card.number or ""),
        "type": [card.type or UNKNOWN],
        "issuer": [card.issuer or UNKNOWN],
        "level": [notice.level.value or UNKNOWN],
        "province": [_province(reading)],
        "year": [str(card.year) if card.year else UNKNOWN],
        "date": [card.date or UNKNOWN],
        "unit": _unit_values(card, gazetteer),
        "cites": cited_keys(reading) or [UNKNOWN],
        "lacks": list(_lacks(reading)),
        "card": encode(card),
        "reading": encode(reading),
    }


def cited_keys(reading: Reading) -> list[str]:
    """The keys a notice cites, each once, in the order of their first mention.

    A citation that stays open still counts under its provisional key.
    """
    return list(
        dict.fromkeys(
            resolution.key
            for resolution in reading.citations
            if resolution.key and resolution.outcome is not Outcome.MALFORMED
        )
    )


def facet_value(field: str, label: str) -> str:
    """The value in addresses and filters of what the index holds for a facet.

    >>> facet_value("issuer", "Huyện ủy Bảo Lâm"), facet_value("year", "2022")
    ('huyen-uy-bao-lam', '2022')
    """
    if field in ("issuer", "type") and label != UNKNOWN:
        return slug(label)
    return label


def _province(reading: Reading) -> str:
    """The province that the issuer, or else the unit, lies in."""
    place = reading.issuer_place.place or reading.unit_place.place
    return PlaceKey.parse(place).province if place else UNKNOWN


def _lacks(reading: Reading) -> Iterator[str]:
    """What an archivist looks for: no number, no date, an inferred field, a sample."""
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


def _unit_values(card: Card, gazetteer: Gazetteer) -> list[str]:
    """The unit and the places above it, so that a province finds what lies below it."""
    if not card.unit_key:
        return [UNKNOWN]
    return [card.unit_key, *gazetteer.ancestors(card.unit_key)]


def _issuer_label(reading: Reading, gazetteer: Gazetteer, on: date | None) -> str | None:
    """The issuer with its place: ``Thường trực Huyện ủy Bảo Lâm, Lâm Đồng``."""
    issuer = reading.notice.issuer.value
    key = reading.issuer_place.place
    if issuer is None or key is None:
        return issuer
    place = gazetteer.place(key, on)
    if place is None:
        return issuer
    label = issuer if slug(place.name) in slug(issuer) else f"{issuer} {place.name}"
    above = [gazetteer.place(parent, on) for parent in gazetteer.ancestors(key, on)]
    return ", ".join([label, *(parent.name for parent in above if parent)])


def _day(reading: Reading) -> date | None:
    notice = reading.notice
    if notice.date.value:
        return notice.date.value.latest()
    return date(notice.year.value, 12, 31) if notice.year.value else None
