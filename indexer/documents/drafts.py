"""A draft (dự thảo) that is handed over as a file: its text, or why there is none.

It is read as any paper, in a child of its own that goes with its folder, and from memory: nothing
of it is stored.  Nothing is recognised: a scan is refused, for what OCR misreads would be told to
its writer as a slip.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from indexer.documents.amendment import AmendedFile, Amendment, Rewording
from indexer.documents.detection import FileFormat, detect_format, wide_encoding
from indexer.documents.formats import read_own_text
from indexer.documents.page_text import (
    UNREAD,
    ExtractionError,
    password_reason,
    timeout_reason,
)
from indexer.documents.reader import lay_pages
from indexer.documents.sandbox import amended_confined
from indexer.model import Reason, because

MAX_DRAFT_BYTES = 10 * 1024 * 1024
DRAFT_SECONDS = 20.0
"""How large a draft may be, and how long its reading may take."""

_READ = (FileFormat.DOCX, FileFormat.PDF, FileFormat.TEXT)
_PICTURES = (FileFormat.PNG, FileFormat.JPEG, FileFormat.TIFF, FileFormat.PICTURE)
_LONGEST_NAME = 100
_PROGRAM = b"MZ"  # no Vietnamese text begins so
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
_MOST_CONTROLS = 100  # letters for each


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft that was read from a file; ``unread`` are its pages that are pictures, from 1, and
    ``word`` is the file where it is one of Word, in which changes can be tracked."""

    text: str
    unread: tuple[int, ...] = ()
    word: bytes = b""


class DraftFileProblem(StrEnum):
    """What is wrong with a file that is to be a draft."""

    SIZE = "size"
    FORMAT = "format"
    CONTENT = "content"
    MACHINE = "machine"
    """Nothing is: the machine has no memory or time for it now."""


class UnreadableDraft(Exception):
    """A file that is no draft; ``reason`` names it, and says what its writer can do."""

    def __init__(self, problem: DraftFileProblem, reason: Reason) -> None:
        super().__init__()  # no words: they would be in the log
        self.problem, self.reason = problem, reason


def read_draft(data: bytes, name: str, seconds: float = DRAFT_SECONDS) -> DraftFile:
    """The draft in a Word file, a PDF or a text file of that name, read in so many seconds.

    Raises :class:`UnreadableDraft`.

    >>> read_draft("theo Quy định 213-QĐ/TW".encode(), "du-thao.txt").text
    'theo Quy định 213-QĐ/TW'
    """
    name = name.replace("\\", "/").rpartition("/")[2].strip()[:_LONGEST_NAME] or "tệp"
    if len(data) > MAX_DRAFT_BYTES:
        raise UnreadableDraft(DraftFileProblem.SIZE, too_large(name))
    file_format = detect_format(data)
    if file_format not in _READ:
        raise _refused(file_format, name)
    if file_format is FileFormat.TEXT and not _is_written(data):
        reason = because(
            "{name} không phải là văn bản; hãy gửi tệp .docx, .pdf có chữ hay .txt, hoặc chép phần "
            "chữ rồi dán vào ô.",
            name=name,
        )
        raise UnreadableDraft(DraftFileProblem.FORMAT, reason)
    try:
        pages = read_own_text(file_format, data, seconds)
    except ExtractionError as error:
        raise _unread(error, file_format, name, seconds) from None
    unread = tuple(number for number, page in enumerate(pages, 1) if page.method == UNREAD)
    if len(unread) == len(pages):
        raise UnreadableDraft(DraftFileProblem.CONTENT, _scan(name))
    word = data if file_format is FileFormat.DOCX else b""
    return DraftFile(lay_pages(pages)[0], unread, word)


def _is_written(data: bytes) -> bool:
    """Whether a file of no known format is something written, and no program or other data."""
    if wide_encoding(data):
        return True
    if data.startswith(_PROGRAM) or b"\0" in data:
        return False
    return _MOST_CONTROLS * len(_CONTROL.findall(data)) <= len(data)


def amend_draft(
    draft: DraftFile,
    rewordings: Sequence[Rewording],
    moment: datetime,
    seconds: float = DRAFT_SECONDS,
) -> AmendedFile:
    """The Word file of a draft with tracked changes of that moment, and those it cannot have.

    It is made as it was read: within bounds, in a child of its own, from memory.
    """
    asked = Amendment(draft.text, tuple(rewordings), f"{moment:%Y-%m-%dT%H:%M:%SZ}")
    try:
        return amended_confined("indexer.documents.docx_changes:amend", draft.word, asked, seconds)
    except ExtractionError as error:
        reason = error.reason
        if reason.template == timeout_reason(seconds).template:
            reason = because("sửa tệp quá {n} giây nên đã dừng", n=round(seconds))
        return AmendedFile(b"", tuple((at, reason) for at in range(len(rewordings))))


def too_large(name: str) -> Reason:
    """Why a file with too many bytes is refused."""
    return because(
        "{name} lớn quá {limit} MB; hãy bỏ bớt ảnh, hoặc chép phần chữ rồi dán vào ô.",
        name=name,
        limit=MAX_DRAFT_BYTES // 1024**2,
    )


def _scan(name: str) -> Reason:
    return because("{name} là bản chụp: hãy nhận dạng chữ trước.", name=name)


def _locked(name: str) -> Reason:
    return because("{name} có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.", name=name)


def _refused(file_format: FileFormat, name: str) -> UnreadableDraft:
    """Why a file of another format is no draft."""
    if file_format in _PICTURES:
        return UnreadableDraft(DraftFileProblem.FORMAT, _scan(name))
    if file_format is FileFormat.LOCKED:
        return UnreadableDraft(DraftFileProblem.CONTENT, _locked(name))
    reason = because(
        "{name} là tệp {kind}, không phải .docx hay .pdf; hãy lưu thành .docx, hoặc chép phần chữ "
        "rồi dán vào ô.",
        name=name,
        kind=file_format.label,
    )
    return UnreadableDraft(DraftFileProblem.FORMAT, reason)


def _unread(
    error: ExtractionError, file_format: FileFormat, name: str, seconds: float
) -> UnreadableDraft:
    """Why a file of a known format gave no text."""
    if error.reason.template == password_reason().template:
        return UnreadableDraft(DraftFileProblem.CONTENT, _locked(name))
    if error.reason.template == timeout_reason(seconds).template:
        reason = because(
            "Đọc {name} quá {n} giây nên đã dừng; hãy chép phần chữ rồi dán vào ô.",
            name=name, n=round(seconds),
        )  # fmt: skip
        return UnreadableDraft(DraftFileProblem.CONTENT, reason)
    if error.passing:
        reason = because("Máy đang bận, chưa đọc được {name}; hãy gửi lại sau ít phút.", name=name)
        return UnreadableDraft(DraftFileProblem.MACHINE, reason)
    if file_format is FileFormat.TEXT:
        reason = because(
            "{name} không phải văn bản UTF-8, UTF-16 hay TCVN3; hãy lưu lại bằng UTF-8.", name=name
        )
        return UnreadableDraft(DraftFileProblem.CONTENT, reason)
    reason = because(
        "{name} hỏng hoặc không có chữ nào; hãy mở, lưu lại rồi gửi lại, hoặc chép phần chữ rồi "
        "dán vào ô.",
        name=name,
    )
    return UnreadableDraft(DraftFileProblem.CONTENT, reason)
