"""What is kept of each notice as bytes: its catalogue card, and everything understood of it.

A list reads the cards; of a reading, a hit reads its text and citations only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from indexer.directives import possible_keys
from indexer.model import Outcome, Reading, Reason, Resolution, Span, Status

Stored = tuple[bytes, bytes]
"""The card and the reading of a notice as :func:`encode` writes them."""


@dataclass(frozen=True, slots=True)
class CardFile:
    """What any version's card says of the file, and the reading does not."""

    path: str
    stale_reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """The catalogue card of a notice (phiếu): what a list shows of it, and what it is sorted by.

    It is kept beside the full reading.

    ``date`` is ISO 8601 at the precision stated in the notice and empty when unknown; ``year``
    may be inferred, and ``year_status`` says so.  ``unit_key`` is the place that it is about,
    ``further_units`` those that are listed with it, ``unit_status`` how that is known,
    ``issuer_key`` the place of its issuer, or
    :data:`~indexer.gazetteer.CENTRE`.  ``secrecy`` is the level that it has to show
    wherever it is shown.  ``stale_reason`` says why this is not the
    newest version of the file: that one could not be read.  ``own_key`` is the key under which
    others cite it, None where that is not known; ``is_signed`` whether somebody signs it.
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
    secrecy: str | None = None
    unit_status: str = Status.UNKNOWN
    issuer_key: str | None = None
    further_units: tuple[str, ...] = ()
    own_key: str | None = None
    is_signed: bool = False

    @property
    def unit_keys(self) -> tuple[str, ...]:
        """All the places that it is about, the first of them first."""
        return (self.unit_key, *self.further_units) if self.unit_key else ()


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
    outcome: Outcome
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Spanned:
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class _Evidenced:
    evidence: _Spanned


@dataclass(frozen=True, slots=True)
class _LaidOut:
    title: _Evidenced
    letterhead: Span | None = None
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _TextOfReading:
    """The part of a reading that a list of hits needs; the rest is passed over unread."""

    document: _Text
    notice: _LaidOut
    citations: tuple[_Keyed, ...]


@dataclass(frozen=True, slots=True)
class _CitationsOfReading:
    citations: tuple[Resolution, ...]


class TextOfNotice(NamedTuple):
    """What a hit shows passages of: the verbatim text, its citations by key and span (an open one
    under each key that it may mean, too), its furniture, and where its body begins, behind
    letterhead and title."""

    text: str
    citations: Sequence[tuple[str | None, Span]]
    furniture: tuple[Span, ...]
    body: int


def decode_text(data: bytes) -> TextOfNotice:
    """The part of a stored reading that a hit shows."""
    return text_of_notice(msgspec.json.decode(data, type=_TextOfReading))


def text_of_notice(reading: Reading | _TextOfReading) -> TextOfNotice:
    """The part of a reading that a hit shows."""
    notice = reading.notice
    above = (notice.letterhead, notice.title.evidence.span)
    body = max((span.end for span in above if span), default=0)
    cited = list(spans_by_key(reading.citations))
    return TextOfNotice(reading.document.text, cited, notice.furniture, body)


def spans_by_key(
    citations: Iterable[_Keyed | Resolution],
) -> Iterator[tuple[str | None, Span]]:
    """Where each directive is cited, or may be."""
    for one in citations:
        for key in dict.fromkeys((one.key, *possible_keys(one))):
            yield key, one.citation.span


def decode_citations(data: bytes) -> tuple[Resolution, ...]:
    """The citations of a reading alone."""
    return msgspec.json.decode(data, type=_CitationsOfReading).citations
