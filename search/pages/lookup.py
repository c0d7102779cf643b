"""The pages of what is sent to be looked up or checked: the form again, and a draft with marks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.documents.detection import FileFormat
from search.lookup import (
    MAX_SHOWN,
    MAX_TEXT,
    AmendedDraft,
    CheckedDraft,
    ContextForm,
    DraftContext,
    DraftFinding,
    Gravity,
)


@dataclass(frozen=True, slots=True)
class LookupForm:
    """A text sent to be looked up or checked, with what its sender says of it; shown again."""

    text: str
    fields: ContextForm
    context: DraftContext
    limit: int = MAX_TEXT
    shown: int = MAX_SHOWN


@dataclass(frozen=True, slots=True)
class DraftPiece:
    """A stretch of a draft: a citation with its ``findings``, or what stands between two."""

    text: str
    findings: tuple[DraftFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A checked draft as people see it, and its Word file ``amended`` where it was read from one;
    ``unread`` are pages of its file that are pictures."""

    draft: CheckedDraft
    pieces: tuple[DraftPiece, ...]
    groups: tuple[tuple[Gravity, tuple[DraftFinding, ...]], ...]
    amended: AmendedDraft | None = None
    unread: tuple[int, ...] = ()

    @property
    def shown(self) -> int:
        """How many findings the page has."""
        return sum(len(found) for _, found in self.groups)

    @property
    def word_address(self) -> str:
        """The Word file within the page itself, since the site keeps none; empty without one."""
        if not (self.amended and self.amended.data):
            return ""
        held = b64encode(self.amended.data).decode()
        return f"data:{FileFormat.DOCX.media_type};base64,{held}"


def draft_page(
    draft: CheckedDraft, amended: AmendedDraft | None = None, unread: Sequence[int] = ()
) -> DraftPage:
    """The page of a draft, with its gravest findings where there are very many."""
    shown = draft.findings[:MAX_SHOWN]
    groups = tuple(
        (gravity, tuple(found)) for gravity, found in groupby(shown, key=lambda one: one.gravity)
    )
    pieces = tuple(_pieces(draft.text, shown))
    return DraftPage(draft, pieces, groups, amended, tuple(unread))


def _pieces(text: str, findings: Sequence[DraftFinding]) -> Iterator[DraftPiece]:
    """The text cut where citations stand; several of one span, as of a range, share a piece."""
    end = 0
    ordered = sorted(findings, key=lambda one: (one.span, one.mark))
    for span, found in groupby(ordered, key=lambda one: one.span):
        if span.start < end:  # within another one
            continue
        yield DraftPiece(text[end : span.start])
        yield DraftPiece(span.of(text), tuple(found))
        end = span.end
    yield DraftPiece(text[end:])
