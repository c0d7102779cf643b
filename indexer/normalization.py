"""Composed and decomposed letters (NFC, NFD), in time that grows as the text.

Unicode puts the combining marks behind a letter in order, and ``unicodedata`` does so in the square
of their number: 200 KB of two marks in turn take it a quarter of a minute, 2 MB half an hour.  So
before a text is composed or decomposed, long runs of marks are parted as the Stream-Safe Text
Format does (UAX #15, 13): U+034F, the combining grapheme joiner, stands behind every 30th.  It has
no place in the order and no look, so nothing of the text is lost and nothing seems changed; to
leave marks out would be to correct what a person wrote.

No language comes near 30: Vietnamese puts two behind a letter, Tibetan eight.  A text without such
a run passes as it is.

The whole program normalises here, so no text gets past: not a document's, not a request's, not an
argument's.  ``tests/indexer/test_normalization.py`` looks for whoever asks ``unicodedata`` itself.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize

LONGEST_RUN = 30
"""Marks that may stand in a row; those that a letter is itself composed of come on top."""

_JOINER = "\u034f"

# Mostly false of a text at its first letter, and true of every run that is too long; also of some
# that hold no marks, as 31 lines of a drawn table.
_MAY_BE_LONG = re.compile(
    rf"[^\x00-\u02ff\u1e00-\u20cf][^\w\s\x00-\u02ff\u1e00-\u20cf]{{{LONGEST_RUN}}}"
)
_TWO_IN_ONE = "\u0f73\u0f75\u0f81"
"""Vowels of Tibetan that have no place in the order before they are decomposed."""


@cache
def _long_run() -> re.Pattern[str]:
    """Made when first needed: to ask for every character of Unicode takes a while."""
    marks = "".join(filter(combining, map(chr, range(0x110000)))) + _TWO_IN_ONE
    return re.compile(f"[{marks}]{{{LONGEST_RUN}}}(?=[{marks}])")


def bound_marks(text: str) -> str:
    """The text with no more than 30 combining marks in a row; mostly the very text.

    >>> [len(part) for part in bound_marks("a" + 70 * "\\u0301").split("\\u034f")]
    [31, 30, 10]
    """
    if not _MAY_BE_LONG.search(text):
        return text
    return _long_run().sub(rf"\g<0>{_JOINER}", text)


def composed(text: str) -> str:
    """The text in NFC, each letter one with its marks.

    >>> composed("a\\u0309") == "ả"
    True
    """
    return normalize("NFC", text if len(text) <= LONGEST_RUN else bound_marks(text))


def decomposed(text: str) -> str:
    """The text in NFD, marks behind their letters.

    >>> len(decomposed("ể"))
    3
    """
    return normalize("NFD", text if len(text) <= LONGEST_RUN else bound_marks(text))
