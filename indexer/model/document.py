"""A file as received, and its pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indexer.model.evidence import Reason, Span


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: its span in the text, how the text was got, or why it was not.

    ``unsure`` are words on it with figures that a recogniser was not sure of.
    """

    number: int
    span: Span
    method: str = "text"
    reason: Reason | None = None
    unsure: tuple[str, ...] = ()


class Beside(StrEnum):
    """Where on its pages a file has words that are no part of its text."""

    PICTURE = "picture"
    """In a picture or a frame at the head of a page, or what is told of a picture there."""
    NOTE = "note"
    """In a stamp, a note or a field that was put upon a page afterwards."""
    MARGIN = "margin"
    """In a header or footer of other pages than the first."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """Words of a page that are no part of its text and may be the mark of a level of secrecy."""

    words: str
    beside: Beside


@dataclass(frozen=True, slots=True)
class Document:
    """A file as received (tài liệu gốc).

    ``id`` is the permanent address of the notice made from it; ``source`` is its path below
    the folder it was found in; ``digest`` is the SHA-256 of its bytes; ``media_type`` is told
    by content, not by name; ``marks`` are words that stand beside the text.
    """

    id: str
    source: str
    digest: str
    media_type: str
    text: str
    pages: tuple[Page, ...] = ()
    marks: tuple[PageMark, ...] = ()

    @property
    def is_scan(self) -> bool:
        """Whether OCR has read some of it."""
        return any(page.method == "ocr" for page in self.pages)
