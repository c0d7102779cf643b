"""Unicode text of two or four bytes a letter (UTF-16, UTF-32), also without a byte order mark.

Such a text is full of zero bytes, as a program or a picture is; only what it says tells which
it is, so a file without the mark is taken for text where no doubt is left.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# What a Vietnamese text is written with: Latin letters, tone marks, punctuation, bullets.
_WRITTEN = re.compile(
    "[\t\n\r\f -~\u00a0-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u22ff\u25a0-\u25ff\uf000-\uf0ff]*"
)
_LETTERS = re.compile(r"[^\W\d_]")
_SPACES = re.compile(r"\s+")
_SAMPLE = 4096
_FEWEST = 4


def wide_encoding(data: bytes) -> str | None:
    """The encoding of a text in UTF-16 or UTF-32; None if it is in another, or no text.

    >>> wide_encoding("Số 55-TB/TU".encode("utf-16-le")), wide_encoding("Số 55-TB/TU".encode())
    ('utf-16-le', None)
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked or b"\0" not in data[:_SAMPLE]:
        return marked
    for encoding in _UNMARKED:
        width = 4 if "32" in encoding else 2
        if len(data) % width == 0 and _is_written(data[:_SAMPLE], encoding):
            return encoding
    return None


def _is_written(sample: bytes, encoding: str) -> bool:
    """Whether a sample holds nothing but what is written, and a good part of it letters."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    if not _WRITTEN.fullmatch(text):
        return False
    signs = len(_SPACES.sub("", text))
    return signs >= _FEWEST and 3 * len(_LETTERS.findall(text)) >= signs
