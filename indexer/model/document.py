"""A file as received, and its pages."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model.evidence import Reason, Span


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: its span in the text, how the text was got, or why it was not."""

    number: int
    span: Span
    method: str = "text"
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as received (tài liệu gốc).

    ``id`` is the permanent address of the notice made from it; ``source`` is its path below
    the folder it was found in; ``digest`` is the SHA-256 of its bytes; ``media_type`` is told
    by content, not by name.
    """

    id: str
    source: str
    digest: str
    media_type: str
    text: str
    pages: tuple[Page, ...] = ()

    @property
    def is_scan(self) -> bool:
        """Whether OCR has read some of it."""
        return any(page.method == "ocr" for page in self.pages)
