"""Citations and directives as data: the one JSON that the site and the commands give.

An answer is a type, made from what a page shows by the function of its name; ``/openapi.json``
describes it by the same type.  Keys are English ``snake_case``; sentences are in the person's
language; a field that is not known is null and says why beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

from indexer import model
from indexer.directives import known_validity
from indexer.language import reason_text
from indexer.model import Outcome
from indexer.numerals import read_number
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

    >>> cue = model.Cue(model.Span(0, 6), "Căn cứ")
    >>> from_attributes(GoverningWords, cue, start=cue.span.start, end=cue.span.end)
    GoverningWords(start=0, end=6, text='Căn cứ')
    """
    same = [name for name in answer.__struct_fields__ if name not in others]
    return answer(**{name: getattr(source, name) for name in same}, **others)


OF_THE_REGISTRY = Meta(
    description="Whether the registry of directives has what is meant, and which: `not_held` is "
    "not in the registry. Whether the index has its text is told by `held`, and may be so "
    "in any case."
)
"""What the description of the API says of a citation's ``status``."""

OF_THE_INDEX = Meta(
    description="The notices of the index that are the text of the directive, whether the registry "
    "has it or not; empty where the index has none."
)
"""What the description of the API says of ``held``."""


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
    status: Annotated[T, OF_THE_REGISTRY]
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


def pinpoint(answer: type[A], one: model.Pinpoint, **others: Any) -> A:
    """A place that a text points to, its numbers as numbers, and what ``others`` give."""
    numbers = {
        name: read_number(value) or value for name in _NUMBERED for value in (getattr(one, name),)
    }
    span = {"start": one.span.start, "end": one.span.end}
    return from_attributes(answer, one, **span, **numbers, **others)


def free_pinpoint(one: model.Pinpoint) -> FreePinpoint:
    """A place that belongs to no citation."""
    return pinpoint(FreePinpoint, one)


class ResolvedCitation(CitationColumns[Outcome], frozen=True):
    """A citation as found and resolved, with the places in it that the text points to, and what it
    is cited for (``nhắc đến`` where no ``cue`` says so): the columns of ``viendan cite``."""

    pinpoints: tuple[CitedPinpoint, ...]
    role: str
    cue: GoverningWords | None
    relation: ChangedBy | None


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
    """A row of the registry, with its doubt; ``held`` are the notices that are its text, where an
    index has any."""

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
    held: Annotated[tuple[TextAddress, ...] | UnsetType, OF_THE_INDEX] = UNSET


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
