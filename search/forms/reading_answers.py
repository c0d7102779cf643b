"""A whole reading as data: the fields, parts and places of a paper beside its citations.

It is apart from the other answers, as whoever asks for citations alone need not load how papers are
divided.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from msgspec import Struct

from indexer import model
from indexer.language import reason_text
from indexer.model import Level, Outcome, Signatory, Span, Status
from indexer.outline import DivisionKind, outline_of
from search.forms.answers import (
    FailedStage,
    FreePinpoint,
    ResolvedCitation,
    citations,
    failed_stages,
    free_pinpoint,
    from_attributes,
)

T = TypeVar("T")


class DocumentPage(Struct, frozen=True):
    """A page of a document: where its text starts, and how it was got."""

    number: int
    start: int
    method: str


class NoticeSection(Struct, frozen=True):
    """A heading of a notice; ``depth`` counts from 1."""

    mark: str
    depth: int
    title: str
    start: int


class NoticeField(Struct, Generic[T], frozen=True):
    """A field of a notice: its value, how it is known, why, and the words it was read from."""

    value: T | None
    status: Status
    reason: str
    span: Span | None
    quote: str | None


class NoticeFieldOfMany(Struct, Generic[T], frozen=True):
    """The same of a field that may have several values."""

    value: tuple[T, ...] | None
    status: Status
    reason: str
    span: Span | None
    quote: str | None


class ArrivalStamp(Struct, frozen=True):
    """The stamp of the office that received a paper; ``day`` is ISO 8601."""

    number: str | None
    day: str | None
    office: str | None


class NoticeFields(Struct, frozen=True):
    """The fields of a notice; dates are ISO 8601 at the precision known.

    ``signatory`` is the first of the ``signatories``, who stand in reading order.
    """

    type: NoticeField[str]
    title: NoticeField[str]
    number: NoticeField[str]
    issuer: NoticeField[str]
    level: NoticeField[Level]
    dateline: NoticeField[str]
    date: NoticeField[str]
    year: NoticeField[int]
    unit: NoticeField[str]
    signatory: NoticeField[Signatory]
    signatories: NoticeFieldOfMany[Signatory]
    addressees: NoticeFieldOfMany[str]
    secrecy: NoticeField[str]
    urgency: NoticeField[str]
    circulation: NoticeField[str]
    received: NoticeField[ArrivalStamp]
    draft: NoticeField[str]
    copy: NoticeField[str]


class ResolvedPlace(Struct, frozen=True):
    """A place as resolved; ``text`` is null where it was inferred and nowhere named.

    ``evidence`` says whether the text names it, as of a field.
    """

    text: str | None
    start: int | None
    end: int | None
    organisation: str | None
    place: str | None
    status: Outcome
    evidence: Status
    candidates: tuple[str, ...]
    reason: str


MAX_DIVISIONS = 2000
"""Parts of a paper that an answer tells: whole levels, from the outside in."""


class OutlineDivision(Struct, frozen=True):
    """A part of a paper (Chương, Điều, khoản), in the order of the text, and its anchor there."""

    kind: DivisionKind
    number: str
    title: str
    anchor: str
    start: int
    end: int


class OwnKey(Struct, frozen=True):
    """The key under which others cite a paper; null where the reason says why."""

    value: str | None
    status: Status
    reason: str


class NoticeReading(Struct, frozen=True):
    """How a notice was understood, stage by stage; positions count characters of ``text``."""

    id: str
    url: str
    source: str
    digest: str
    media_type: str
    pages: tuple[DocumentPage, ...]
    sample: bool
    fields: NoticeFields
    recipients: tuple[str, ...]
    archive: tuple[str, ...]
    basis: tuple[str, ...]
    sections: tuple[NoticeSection, ...]
    issuer_place: ResolvedPlace
    unit_place: ResolvedPlace
    further_units: tuple[ResolvedPlace, ...]
    places: tuple[ResolvedPlace, ...]
    citations: tuple[ResolvedCitation, ...]
    pinpoints: tuple[FreePinpoint, ...]
    outline: tuple[OutlineDivision, ...]
    own_key: OwnKey
    failures: tuple[FailedStage, ...]
    text: str


def reading(read: model.Reading, language: str = "vi") -> NoticeReading:
    """How a notice was understood."""
    text, notice = read.document.text, read.notice
    fields: dict[str, Any] = {
        name: _field(getattr(notice, name), text, language)
        for name in NoticeFields.__struct_fields__
    }
    return from_attributes(
        NoticeReading,
        read.document,
        url=f"/thong-bao/{read.document.id}",
        pages=tuple(
            from_attributes(DocumentPage, one, start=one.span.start) for one in read.document.pages
        ),
        sample=notice.sample,
        fields=NoticeFields(**fields),
        recipients=tuple(span.of(text) for span in notice.recipients),
        archive=tuple(span.of(text) for span in notice.archive),
        basis=tuple(span.of(text) for span in notice.basis),
        sections=tuple(
            from_attributes(NoticeSection, one, start=one.span.start) for one in notice.sections
        ),
        issuer_place=_place(read.issuer_place, language),
        unit_place=_place(read.unit_place, language),
        further_units=tuple(_place(one, language) for one in read.further_units),
        places=tuple(_place(one, language) for one in read.places),
        citations=citations(read.citations, language),
        pinpoints=tuple(map(free_pinpoint, read.pinpoints)),
        outline=tuple(
            from_attributes(OutlineDivision, one, start=one.span.start, end=one.span.end)
            for one in outline_of(read).outermost(MAX_DIVISIONS)
        ),
        own_key=OwnKey(
            read.own_key.value,
            read.own_key.evidence.status,
            reason_text(read.own_key.evidence.reason, language),
        ),
        failures=failed_stages(read.failures, language),
    )


def _field(one: model.Field[Any], text: str, language: str) -> NoticeField[Any]:
    known = one.evidence
    return NoticeField(
        value=_plain(one.value),
        status=known.status,
        reason=reason_text(known.reason, language),
        span=known.span or None,
        quote=known.span.of(text) if known.span else None,
    )


def _plain(value: object) -> object:
    """The value of a field with its dates in ISO 8601."""
    if isinstance(value, model.PartialDate):
        return value.iso
    if isinstance(value, model.Arrival):
        return ArrivalStamp(value.number, value.day.iso if value.day else None, value.office)
    return value


def _place(one: model.PlaceResolution, language: str) -> ResolvedPlace:
    mention = one.mention
    return ResolvedPlace(
        text=mention.text if mention else None,
        start=mention.span.start if mention else None,
        end=mention.span.end if mention else None,
        organisation=mention.organisation if mention else None,
        place=one.place,
        status=one.outcome,
        evidence=one.status,
        candidates=one.candidates,
        reason=reason_text(one.reason, language),
    )
