"""Marks of foot notes (dấu cước chú): the small raised figures behind a word.

Written as a plain figure a mark becomes part of what it stands behind: ``213-QĐ/TW`` with note 1
reads ``213-QĐ/TW1``, a number that there is not.  So it is written as what it is: ``213-QĐ/TW¹``.
In a PDF the file also breaks the line behind a raised figure, though the sentence goes on.
"""

from __future__ import annotations

import re
from typing import Protocol

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", RAISED)
_FIGURES = re.compile(r"\s*\d{1,3}\s*", re.ASCII)
_UNIT = re.compile(r"(?:^|[\W\d_])[kcdm]?m$")


def raised(figures: str, before: str) -> str:
    """Raised figures as a mark; those behind a unit of length are a power, and stay plain.

    >>> raised("1", "Quy định số 213-QĐ/TW"), raised("2", "rộng 500 m"), raised("(1)", "TW")
    ('¹', '2', '(1)')
    """
    if not _FIGURES.fullmatch(figures) or _UNIT.search(before):
        return figures
    return figures.translate(_RAISED)


# --- in a PDF -----------------------------------------------------------------------------------


class LetterPlaces(Protocol):
    """Where the letters of a page stand, by index."""

    def sides(self, at: int) -> tuple[float, float]:
        """Where a letter begins and ends."""

    def origin(self, at: int) -> tuple[float, float]:
        """Where a letter stands on its baseline, measured from the top down."""

    def size(self, at: int) -> float:
        """The height of the type on the page."""


# A pattern that begins with a figure is looked for three times as fast as one with what is before.
_BEHIND = re.compile(r"[0-9]+(?=[\s,.;:)]|$)")
_YEAR_AND_MARK = 5
_BLANKS = re.compile(" {2,}")
_BLANKS_BEFORE_STOP = re.compile(f"(?<=[{RAISED}]) +(?=[,.;:)])")
_CLOSING = frozenset(')”"’.,;')
_BEFORE = re.compile(r"\n([0-9]{1,2})(?=\s)")
# In sizes of the type: how small a mark is, how high it stands, and how near to its word.
_SMALL = 0.8
_HIGH = 0.15
_NEAR = 0.6


def with_marks(places: LetterPlaces, text: str) -> str:
    """The text of a page with its marks raised, and no line end within a line because of one.

    Each character keeps its index.
    """
    written: list[str] = []
    for found in _BEHIND.finditer(text):
        end = found.end()
        start = _mark_in(places, text, found.start(), end)
        figures = text[start:end]
        mark = raised(figures, text[max(0, start - 4) : start]) if figures else ""
        if mark != figures:
            written = written or list(text)
            written[start:end] = mark
            _go_on(places, text, written, start - 1, end)
    for found in _BEFORE.finditer(text):
        start, end = found.span(1)
        word = _next_letter(text, end)
        if word < len(text) and _is_mark(places, start, word) and _is_near(places, end - 1, word):
            written = written or list(text)
            written[start:end] = raised(found[1], "")
            _blank_out(written, end, word)
    return "".join(written) if written else text


def _mark_in(places: LetterPlaces, text: str, start: int, end: int) -> int:
    """Where the mark begins at the end of a row of figures; its end, if there is none.

    Behind a word it is all of them, and behind a year (``20231``) the last.
    """
    if end - start < _YEAR_AND_MARK:
        before = text[start - 1 : start]
        behind = end - start < 3 and (before.isalpha() or before in _CLOSING)
        return start if behind and start and _is_mark(places, start, start - 1) else end
    if not _is_mark(places, end - 1, start):
        return end
    return end - 2 if _is_mark(places, end - 2, start) else end - 1


def tidied(text: str) -> str:
    """A line of which a mark was raised, with one blank, or none, where a line end was."""
    return _BLANKS.sub(" ", _BLANKS_BEFORE_STOP.sub("", text))


def _next_letter(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _is_mark(places: LetterPlaces, mark: int, word: int) -> bool:
    """Whether a figure is smaller than a letter of the word and stands higher."""
    size = places.size(word)
    if places.size(mark) > _SMALL * size:
        return False
    height = places.origin(word)[1] - places.origin(mark)[1]
    return _HIGH * size < height < size


def _is_near(places: LetterPlaces, left: int, right: int) -> bool:
    gap = places.sides(right)[0] - places.sides(left)[1]
    return abs(gap) < _NEAR * places.size(right)


def _go_on(places: LetterPlaces, text: str, written: list[str], word: int, end: int) -> None:
    """Take out a line end behind a mark whose line goes on at its height."""
    if not text.startswith(("\r\n", "\n"), end):
        return
    following = _next_letter(text, end)
    if following == len(text):
        return
    level = abs(places.origin(following)[1] - places.origin(word)[1]) < _HIGH
    if level and _is_near(places, end - 1, following):
        _blank_out(written, end, following)


def _blank_out(written: list[str], start: int, end: int) -> None:
    written[start:end] = " " * (end - start)
