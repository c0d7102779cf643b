"""Files → Documents: reading each file that was found, or saying why not.

The format of a file is told by its content, never by its name.  Nothing is skipped in silence:
whatever cannot be read raises :class:`UnreadableDocument` with a sentence that says why.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from indexer.documents.detection import FileFormat, detect_format
from indexer.documents.formats import read_pages
from indexer.documents.page_text import ExtractionError, PageText
from indexer.documents.plain_text import is_markdown
from indexer.documents.sandbox import SECONDS
from indexer.documents.takeout import Takeout
from indexer.documents.ways import outer_file
from indexer.model import Document, Page, Reason, Span, because
from indexer.platforms import is_sharing_violation
from indexer.regular_file import MAX_BYTES, FileTooLarge, LinkInPath, NotRegularFile, read_regular
from indexer.text import slug


class Passing(StrEnum):
    """What keeps a file from being read and may be over though the file is as it was."""

    MACHINE = "machine"
    """Its reader was ended: for want of memory or time, or of a process to run it."""
    ACCESS = "access"
    """It may not be opened: for want of a right, or because another program holds it."""
    DISK = "disk"
    """The disk or the share does not give it."""


class UnreadableDocument(Exception):
    """A file that cannot become a document; ``reason`` is a sentence for people.

    ``digest`` is that of the bytes that were read of it, empty where none were; ``passing`` is what
    may be over another time, None where it is the file that is wrong.
    """

    def __init__(
        self, source: str, reason: Reason, digest: str = "", passing: Passing | None = None
    ) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason
        self.digest = digest
        self.passing = passing


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A file to be read: ``source`` is its path below the folder it was found in, with ``/`` on
    every system.

    ``real`` is where it lay when it was found, all links followed; empty where a person named it.
    That of a file inside another is where the outer one lies.  ``digest`` is the SHA-256 of its
    bytes, ``start`` how it begins and ``size`` their number, where somebody has told it.
    """

    source: str
    path: Path
    real: str = ""
    digest: str = ""
    start: bytes = b""
    size: int = 0

    @property
    def location(self) -> str:
        """The path by which it is opened."""
        return self.real or os.path.realpath(self.path)


def document_id(source: str) -> str:
    """The permanent address of a document: its file name, and a mark of its path.

    >>> document_id("dong-nai/Thông báo 55.txt")
    'thong-bao-55-6db5f2'
    """
    stem = slug(PurePosixPath(source).stem)[:80].strip("-")
    mark = hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return f"{stem}-{mark}" if stem else mark


def read_document(
    file: SourceFile, seconds: float = SECONDS, takeout: Takeout | None = None
) -> Document:
    """The document that a file holds, as far as it is read in so many seconds.

    What lies in another file is taken out by ``takeout``, which may do this for several at once.
    Raises :class:`UnreadableDocument` when there is none.
    """
    try:
        inside = outer_file(str(file.path))[1]
        if inside:
            data = (takeout or Takeout()).take(file.location, inside, seconds)
        else:
            data = read_regular(file.location, MAX_BYTES)
    except OSError as error:
        raise UnreadableDocument(
            file.source, unread_reason(error), passing=passing_cause(error)
        ) from None
    except ExtractionError as error:
        passing = Passing.MACHINE if error.passing else None
        raise UnreadableDocument(file.source, error.reason, file.digest, passing) from None
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip():
        raise UnreadableDocument(file.source, because("tệp rỗng"), digest)
    file_format = detect_format(data)
    try:
        read = read_pages(file_format, data, seconds)
    except ExtractionError as error:
        passing = Passing.MACHINE if error.passing else None
        raise UnreadableDocument(file.source, error.reason, digest, passing) from None
    except MemoryError:
        reason = because("máy thiếu bộ nhớ khi đọc tệp này")
        raise UnreadableDocument(file.source, reason, digest, Passing.MACHINE) from None
    text, pages = lay_pages(read)
    return Document(
        id=document_id(file.source),
        source=file.source,
        digest=digest,
        media_type="text/markdown"
        if file_format is FileFormat.TEXT and is_markdown(text)
        else file_format.media_type,
        text=text,
        pages=pages,
        marks=tuple(dict.fromkeys(mark for page in read for mark in page.marks)),
    )


def lay_pages(pages: Sequence[PageText]) -> tuple[str, tuple[Page, ...]]:
    """One text of all pages, an empty line between them, and where each page stands in it.

    >>> lay_pages([PageText("Tỉnh"), PageText("ủy", "ocr")])[0]
    'Tỉnh\\n\\nủy'
    """
    parts: list[str] = []
    placed: list[Page] = []
    end = 0
    for number, page in enumerate(pages, start=1):
        gap = "\n\n" if end and page.text else ""
        parts += [gap, page.text]
        start, end = end + len(gap), end + len(gap) + len(page.text)
        placed.append(Page(number, Span(start, end), page.method, page.reason, page.unsure))
    return "".join(parts), tuple(placed)


def unread_reason(error: OSError) -> Reason:
    """Why the bytes of a file could not be had, and what to do."""
    if isinstance(error, FileTooLarge):
        return because(
            "tệp lớn {size} MB, quá giới hạn {limit} MB",
            size=error.size // 1024**2,
            limit=MAX_BYTES // 1024**2,
        )
    if isinstance(error, NotRegularFile):
        return because("không phải là tệp thường mà là ống, thiết bị hay ổ cắm")
    if isinstance(error, LinkInPath):
        return because("đường dẫn tới tệp vừa bị thay bằng một liên kết; không theo liên kết đó")
    if is_sharing_violation(error):
        return because("chương trình khác đang mở tệp; hãy đóng tệp rồi lập chỉ mục lại")
    if isinstance(error, PermissionError):
        return because("không có quyền đọc tệp; hãy cấp quyền rồi lập chỉ mục lại")
    return because("hệ thống không đọc được tệp ({error})", error=error.strerror or error)


def passing_cause(error: OSError) -> Passing | None:
    """What may be over when the bytes of a file could not be had; None where it is too large."""
    if isinstance(error, FileTooLarge):
        return None
    access = isinstance(error, NotRegularFile | LinkInPath | PermissionError)
    return Passing.ACCESS if access or is_sharing_violation(error) else Passing.DISK
