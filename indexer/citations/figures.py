"""Figures as scanners read them: letters that stand for them, and numbers in their normal form."""

from __future__ import annotations

import re

from indexer.numerals import read_number, read_year

MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1", "|": "1"})
"""The figures for which scanners read a letter or a bar."""

UNREAD = "?"
"""The figures of a symbol that cannot be read."""

SUFFIXES = "abcdefgh"
"""Letters that may stand behind a number: 01a-QĐ/TW."""


def padded_number(digits: str) -> str:
    """A number with at least two places, its letter kept: ``5`` gives ``05``, ``1a`` ``01a``.

    >>> padded_number("007b")
    '07b'
    """
    figures = digits.rstrip(SUFFIXES)
    if figures == UNREAD:
        return UNREAD
    return f"{read_number(figures) or 0:02d}{digits[len(figures) :]}"


def figure_of(number: str) -> int:
    """The figure of a number without the letter behind it; 0 where it has none.

    >>> figure_of("01a"), figure_of("?")
    (1, 0)
    """
    return read_number(number.rstrip(SUFFIXES)) or 0


def mended(number: str, is_told: bool = False) -> str | None:
    """The figures of the number slot, OCR letters mended; None when there is no true figure.

    Where what stands around it tells that it is a number (``is_told``), it may be letters alone.

    >>> mended("2l3"), mended("lol"), mended("lol", is_told=True)
    ('213', None, '101')
    """
    figures = number.translate(MISREAD)
    has_figure = re.search(r"\d", number) or (is_told and len(figures) > 1 and figures[0] != "0")
    return figures if has_figure and len(figures) <= 5 else None


def has_letters(figures: str | None) -> bool:
    """Whether letters stand among figures that are there."""
    return figures is not None and not figures.isdecimal()


def year_of(written: str | None) -> int | None:
    """The year, letters read as figures; None where none is written.

    >>> year_of("2o2o"), year_of("20l9")
    (2020, 2019)
    """
    return read_year(written.translate(MISREAD)) if written else None


_LEGISLATURE = re.compile(r"(?P<letters>(?:ubtv)?qh) ?(?P<number>[\dil]{1,2})")


def mended_legislature(code: str) -> str:
    """The code of a legislature with its number in figures: ``qhl5`` gives ``qh15``.

    Any other code stays what it is.
    """
    found = _LEGISLATURE.fullmatch(code)
    return found["letters"] + found["number"].translate(MISREAD) if found else code
