"""What a reader of one format gives back: the text of each page, or a refusal in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from indexer.model import Beside, PageMark, Reason, because
from indexer.normalization import composed
from indexer.text import TONES, unaccent

TEXT = "text"
"""The page had its own text."""
OCR = "ocr"
"""The page was a picture and was recognised (đọc bằng OCR)."""
UNREAD = "unread"
"""The page is a picture, and was not recognised; its reason says why."""

LEAST_CHARACTERS = 50
"""A page with fewer characters is a picture if it has one on it."""


class PageText(NamedTuple):
    """One page as a reader gives it: its text, how the text was got, or why it was not.

    ``unsure`` are words with figures that a recogniser was not sure of.  ``marks`` are words beside
    its text; ``pictures`` are those at its head that may hold such
    words, for a reader of pictures: each with its width on the page in millimetres.
    """

    text: str
    method: str = TEXT
    reason: Reason | None = None
    marks: tuple[PageMark, ...] = ()
    pictures: tuple[tuple[int, bytes], ...] = ()
    unsure: tuple[str, ...] = ()


_LONGEST_MARK = 100
_MAY_MARK = re.compile(r"m\W{0,3}a\W{0,3}t(?![a-z])|tuyet|^\W*toi\W*$|secret|confidential")


def page_marks(pieces: Iterable[str], beside: Beside) -> tuple[PageMark, ...]:
    """Those of some short texts beside a page's own that may be the mark of a level of secrecy.

    >>> [one.words for one in page_marks(["Quốc huy", " MẬT\\n", "Ảnh 1"], Beside.PICTURE)]
    ['MẬT']
    """
    short = (" ".join(composed(_whole(one[: 2 * _LONGEST_MARK])).split()) for one in pieces)
    return tuple(
        PageMark(one, beside)
        for one in dict.fromkeys(short)
        if len(one) <= _LONGEST_MARK and _MAY_MARK.search(unaccent(one))
    )


def _whole(text: str) -> str:
    """Text without halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode()


def timeout_reason(seconds: float) -> Reason:
    """Why a file that takes longer than it is given is not read to its end, and what to do."""
    return because(
        "đọc quá {n} giây, đã dừng; hãy chạy viendan index với --seconds lớn hơn",
        n=round(seconds),
    )


def password_reason() -> Reason:
    """Why an encrypted PDF is refused."""
    return because("tệp PDF có mật khẩu mở; hãy bỏ mật khẩu rồi lập chỉ mục lại")


class ExtractionError(Exception):
    """A file that a reader cannot turn into text; ``reason`` is a sentence for people.

    ``passing`` says that the machine may be to blame, and not the file: another time the reader may
    get the memory or the time that it wanted.
    """

    def __init__(self, reason: Reason, *, passing: bool = False) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.passing = passing


# The tone marks and the marks of ă, â, ơ when they stand alone.
_MARKS = TONES + "\u0302\u0306\u031b"
_SPLIT_MARK = re.compile(rf"(?<=[^\W\d_])([ \u00a0])([{_MARKS}]{{1,3}})[ \u00a0]?")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def normalize_text(text: str) -> str:
    """Text in NFC, with ``\\n`` for every line end, and marks put back on their letters.

    A combining mark that a conversion split from its letter by a space stands over that space;
    composing alone does not mend it.

    >>> normalize_text("Chi bô \u0323Sinh viên")
    'Chi bộ Sinh viên'
    """
    lines = _CONTROL.sub("", _LINE_ENDS.sub("\n", text))
    return composed(_SPLIT_MARK.sub(r"\2\1", lines))
