"""The date at a position, and the date that a row of a table gives a citation in it.

``18-NQ/TW | 25/10/2017``: a citation alone in its cell has the date alone in the next, or the one
below "Ngày ban hành".  A cell with more in it names a matter, whose day may be that of a meeting or
a deadline: ``Sơ kết Nghị quyết số 18-NQ/TW | 30/11/2022``.
"""

from __future__ import annotations

import re

from indexer.citations.patterns import joined_type_words, pattern
from indexer.citations.symbols import MISREAD
from indexer.knowledge import type_words
from indexer.model import PartialDate
from indexer.numerals import read_number, read_year
from indexer.organs import WALL
from indexer.text import Folded

_EDGE = re.compile(rf"[ *_]{{0,12}}(?:(?P<bar>\|)|(?P<tab>{WALL}))[ *_]{{0,12}}")
_CELL_ENDS = re.compile(rf"[ *_.]{{0,12}}(?:[|\n{WALL}]|\Z)")
_BEFORE_NUMBER = re.compile(r"[ *_(-]*(?:\d{1,3}[.)] ?)?(?P<words>[a-z. ]*?)[ :]*(?=\d)")
_NUMBER_WORD = re.compile(r"(?:\A| )so\Z")
_ISSUED = ("ngay ban hanh", "ngay ky", "ngay thang")
_DUE = ("han ", "thoi gian", "thoi han", "hoan thanh", "ngay hop", "ngay hoc")
_CELL, _ROW, _TABLE = 160, 2_000, 4_000
"""So many characters away a cell, a row and a table are taken to open at the most."""


def date_at(folded: str, position: int) -> tuple[PartialDate, int] | None:
    """The date that stands at a folded position, and where it ends."""
    match = pattern("date").match(folded, position)
    if not match:
        return None
    day, month, year = next(
        parts
        for parts in (
            (match["d"], match["m"], match["y"]),
            (match["d2"], match["m2"], match["y2"]),
            (match["d5"], match["m5"], match["y5"]),
            (None, match["m3"], match["y3"]),
            (None, None, match["y4"]),
        )
        if parts[2]
    )
    year, month, day = (part and part.translate(MISREAD) for part in (year, month, day))
    return PartialDate(read_year(year) or 1, read_number(month), read_number(day)), match.end()


def date_in_row(folded: Folded, text: str, position: int) -> tuple[PartialDate, int] | None:
    """The date that a row gives what ends at a folded position, and up to where it is read."""
    letters = folded.text
    edge = _EDGE.match(letters, position)
    if edge is None or not _is_alone(letters, position):
        return None
    if edge["tab"]:
        is_tab = "\t" in folded.span(*edge.span("tab")).of(text)
        return _whole_cell(letters, edge.end()) if is_tab else None
    low = _line_start(letters, position)
    high = letters.find("\n", position, position + _ROW)
    row = letters[low : high if high >= 0 else position + _ROW]
    column = letters.count("|", low, position)
    if issued := _columns(letters, low, row.count("|"), _ISSUED):
        cell = row.split("|")[issued[0]]
        dated = _whole_cell(cell, len(cell) - len(cell.lstrip(" *_")))
        if dated is None:
            return None
        return dated[0], edge.end() + dated[1] if issued[0] == column + 1 else position
    dated = _whole_cell(letters, edge.end())
    if dated and column + 1 in _columns(letters, low, row.count("|"), _DUE):
        return None
    return dated


def _is_alone(letters: str, position: int) -> bool:
    """Whether a cell holds nothing before a symbol but its type word: ``| Chỉ thị 35-CT/TW |``."""
    low = max(0, position - _CELL)
    start = 1 + max(letters.rfind(edge, low, position) for edge in ("|", "\n", WALL))
    opening = _BEFORE_NUMBER.match(letters, start, position) if start or not low else None
    if opening is None:
        return False
    words = _NUMBER_WORD.sub("", opening["words"].strip()).strip()
    return not words or words in type_words() or words in joined_type_words()


def _whole_cell(letters: str, position: int) -> tuple[PartialDate, int] | None:
    """The day that a cell consists of."""
    dated = date_at(letters, position)
    return dated if dated and dated[0].day and _CELL_ENDS.match(letters, dated[1]) else None


def _columns(letters: str, row: int, bars: int, labels: tuple[str, ...]) -> list[int]:
    """The columns of a table that have such a label above a row with as many bars."""
    found = list[int]()
    for label in labels:
        at = letters.rfind(label, max(0, row - _TABLE), row)
        if at < 0:
            continue
        low, high = _line_start(letters, at), letters.find("\n", at, row)
        if letters.count("|", low, high) == bars:
            found.append(letters.count("|", low, at))
    return found


def _line_start(letters: str, position: int) -> int:
    low = max(0, position - _ROW)
    return max(low, letters.rfind("\n", low, position) + 1)
