"""Readings and citations as data: the one JSON that the site and the commands give.

An answer is a type, made from what a page shows by the function of its name; ``/openapi.json``
describes it by the same type.  Keys are English ``snake_case``; sentences are in the person's
language; a field that is not known is null and says why beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from msgspec import UNSET, Struct, UnsetType

from indexer import model
from indexer.directives import known_validity
from indexer.language import reason_text
from indexer.model import Level, Outcome, Signatory, Span, Status
from indexer.numerals import read_number
from indexer.outline import DivisionKind, outline_of
from indexer.stages import NoticeStage, StageFailure
from search.forms.role_answers import (
    ChangedBy,
    GoverningWords,
    Keys,
    changed_by,
    governing_words,
    keys_of,
)
from search.wording import not_understood

T = TypeVar("T")
A = TypeVar("A", bound=Struct)


def from_attributes(answer: type[A], source: object, /, **others: Any) -> A:
    """An answer of what ``source`` has under the same names, and of what ``others`` give.

    >>> section = model.Section("I", 1, "Tình hình", Span(12, 24))
    >>> from_attributes(NoticeSection, section, start=section.span.start)
    NoticeSection(mark='I', depth=1, title='Tình hình', start=12)
    """
    same = [name for name in answer.__struct_fields__ if name not in others]
    return answer(**{name: getattr(source, name) for name in same}, **others)


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


class CitationColumns(Struct, Generic[T], frozen=True):
    """A citation: where it stands, what it says, and the key that it was resolved to.

    ``certainty`` is null where the key leaves the term or the body open.
    """

    start: int
    end: int
    text: str
    kind: str
    type: str | None
    number: str | None
    body: str | None
    date: str | None
    term: str | None
    key: str | None
    status: T
    certainty: model.Certainty | None
    candidates: tuple[str, ...]
    reason: str


class CitedPinpoint(Struct, frozen=True):
    """A place in a document that a text points to: "điểm b khoản 2 Điều 7".

    What is a number is one; "7a" is a string, and so are points, mục and tiết.
    """

    article: int | str | None
    clause: int | str | None
    point: str | None
    item: str | None
    section: str | None
    chapter: int | str | None
    part: int | str | None
    appendix: int | str | None
    start: int
    end: int
    text: str


class FreePinpoint(CitedPinpoint, frozen=True):
    """A place that belongs to no citation: in the paper itself (``self``), or untied (null)."""

    target: str | None


_NUMBERED = ("article", "clause", "chapter", "part", "appendix")


def pinpoint(answer: type[A], one: model.Pinpoint) -> A:
    """A place that a text points to, its numbers as numbers."""
    numbers = {
        name: read_number(value) or value for name in _NUMBERED for value in (getattr(one, name),)
    }
    return from_attributes(answer, one, start=one.span.start, end=one.span.end, **numbers)


class ResolvedCitation(CitationColumns[Outcome], frozen=True):
    """A citation as found and resolved, with the places in it that the text points to, and what it
    is cited for (``nhắc đến`` where no ``cue`` says so): the columns of ``viendan cite``."""

    pinpoints: tuple[CitedPinpoint, ...]
    role: str
    cue: GoverningWords | None
    relation: ChangedBy | None


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


class FailedStage(Struct, frozen=True):
    """A stage on which the program failed: what is missing for it, and where the fault lies.

    ``partly``: only some of the mentions are concerned.
    """

    stage: NoticeStage
    partly: bool
    error: str
    reason: str


def failed_stages(found: Iterable[StageFailure], language: str) -> tuple[FailedStage, ...]:
    """The stages on which the program failed."""
    return tuple(
        from_attributes(FailedStage, one, reason=reason_text(not_understood(one), language))
        for one in found
    )


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
        pinpoints=tuple(pinpoint(FreePinpoint, one) for one in read.pinpoints),
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


def citations(
    found: Sequence[model.Resolution], language: str = "vi"
) -> tuple[ResolvedCitation, ...]:
    """The citations of one text."""
    keys = keys_of(found)
    return tuple(citation(one, language, keys) for one in found)


def citation(
    one: model.Resolution, language: str = "vi", keys: Keys | None = None
) -> ResolvedCitation:
    """A citation as found and resolved; ``keys`` are those of all the citations of its text."""
    found = one.citation
    return ResolvedCitation(
        start=found.span.start,
        end=found.span.end,
        text=found.text,
        kind=found.kind,
        type=one.type or found.type,
        number=one.number or found.number,
        body=one.body or found.body,
        date=found.date.iso if found.date else None,
        term=found.term,
        key=one.key,
        status=one.outcome,
        candidates=one.candidates,
        certainty=one.certainty,
        reason=reason_text(one.reason, language),
        pinpoints=tuple(pinpoint(CitedPinpoint, at) for at in found.pinpoints),
        role=found.role.words,
        cue=governing_words(found.cue),
        relation=changed_by(found.relation, keys or {}),
    )


class TextAddress(Struct, frozen=True):
    """A notice that is the text of a directive.

    ``inferred`` where the key that was asked for leaves the term open; ``secrecy`` is the level
    that it has to show.
    """

    id: str
    url: str
    source: str
    inferred: bool | UnsetType = UNSET
    secrecy: str | UnsetType = UNSET


class HeldDirective(Struct, frozen=True):
    """A row of the registry, with its doubt; ``held`` are the notices that are its text, told where
    an index was asked."""

    key: str
    url: str
    type: str
    number: str | None
    body: str
    term: str
    date: str | None
    title: str | None
    aliases: tuple[str, ...]
    supersedes: tuple[str, ...]
    superseded_by: tuple[str, ...]
    source: str | None
    confidence: str
    doubt: str | None
    effective: str | None
    status: str
    held: tuple[TextAddress, ...] | UnsetType = UNSET


def directive(
    one: model.Directive, held: tuple[TextAddress, ...] | UnsetType = UNSET
) -> HeldDirective:
    """A row of the registry."""
    return from_attributes(
        HeldDirective,
        one,
        url=f"/van-ban/{one.key}",
        number=one.number or None,
        date=one.date.iso if one.date else None,
        title=one.title or None,
        source=one.source or None,
        doubt=one.doubt or None,
        effective=one.effective.iso if one.effective else None,
        status=known_validity(one),
        held=held,
    )
