"""The date that a row of a table gives a citation in it.

``18-NQ/TW | 25/10/2017``: a citation alone in its cell has the date alone in the next, or the one
below "Ngày ban hành".  Every other column of days is another matter's: a deadline, a meeting, the
day on which the paper came.  So where a table has a heading, only few labels make a date the
paper's own; an undated citation is the lesser fault.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from indexer.citations.dates import MisreadDate, UnlabelledDate, date_at
from indexer.citations.patterns import joined_type_words
from indexer.citations.words import citation_words
from indexer.knowledge import type_words
from indexer.memory import remembered
from indexer.model import PartialDate
from indexer.organs import WALL, last_organ_in
from indexer.text import Folded, unaccent

_EDGE = re.compile(rf"[ *_]{{0,12}}(?:(?P<bar>\|)|(?P<tab>{WALL}))[ *_]{{0,12}}")
_CELL_OPENS = re.compile(r"[ *_]{0,12}")
_CELL_ENDS = re.compile(rf"[ *_.]{{0,12}}(?:[|\n\t{WALL}]|\Z)")
_BEFORE_NUMBER = re.compile(r"[ *_(-]*(?:\d{1,3}[.)] ?)?(?P<words>[a-z. ]*?)[ :]*(?=\d)")
_NUMBER_WORD = re.compile(r"(?:\A| )so\Z")
_SYMBOL = re.compile(r"(?<![a-z0-9])[\doil]{1,5}[a-h]? ?[-/.] ?(?:\d{4} ?[-/] ?)?[a-z]{2}|so \d")
_DATE = re.compile(r"\d ?[-/.] ?\d")
_BLANK = " *_.:-|\t"
_ROW, _CELL = 2_000, 160
"""Longer rows and cells than so many characters are none of a table's."""
_BETWEEN = 3  # lines without cells may stand between two rows of one table

_Heading = tuple[str, ...]


class Tables:
    """The tables of one text, whose headings are read when a row first asks for them."""

    def __init__(self, folded: Folded, text: str) -> None:
        self._folded, self._text = folded, text

    def date_in_row(self, position: int) -> tuple[PartialDate, int] | None:
        """The date that a row gives what ends at a folded position, and up to where it is read."""
        folded, text, letters = self._folded, self._text, self._folded.text
        edge = _EDGE.match(letters, position)
        if edge is None or not _is_alone(letters, position):
            return None
        at = folded.span(*edge.span("bar" if edge["bar"] else "tab")).start
        low = text.rfind("\n", max(0, at - _ROW), at) + 1
        high = text.find("\n", at, at + _ROW)
        high = high if high >= 0 else len(text)
        sign = text[at : at + 1]
        if sign not in ("|", "\t") or high - low > _ROW:
            return None
        cells, own = text[low:high].split(sign), text.count(sign, low, at)
        heading = self._heading(low)
        column = _column([_plain(cell) for cell in cells], own, heading)
        if column is None:
            return None
        if column == own + 1:
            dated = _whole_cell(letters, edge.end())
            return dated if heading or dated is None else _unlabelled(*dated)
        opening = low + sum(len(cell) + 1 for cell in cells[:column])
        dated = _whole_cell(letters, folded.position(opening))
        return (dated[0], position) if dated else None

    def may_send(self, position: int) -> bool:
        """Whether the organ at a folded position may be who issued what stands beside it.

        Not in a column of receivers, or of those who shall carry it out; in a table without a
        heading nothing tells.
        """
        at = self._folded.span(position, position + 1).start
        low = self._text.rfind("\n", max(0, at - _ROW), at) + 1
        high = self._text.find("\n", at, at + _ROW)
        row = self._text[low : high if high >= 0 else len(self._text)]
        sign = "|" if "|" in row else "\t"
        heading = self._heading(low) if sign in row else ()
        if not heading or _names_an_organ(heading):
            return True
        own = self._text.count(sign, low, at)
        return len(heading) == len(row.split(sign)) and _is_sender(heading[own])

    def _heading(self, row: int) -> _Heading:
        """The labels of the table to which the row at a position belongs; empty without any."""
        starts, headings = self._headings
        found = bisect_right(starts, row) - 1
        return headings[found] if found >= 0 else ()

    @cached_property
    def _headings(self) -> tuple[list[int], list[_Heading]]:
        """Where the headings of all tables begin to hold, and their labels."""
        starts, headings = list[int](), list[_Heading]()
        gap, heading = 0, _Heading()
        for start, line in _lines(self._text):
            sign = "|" if "|" in line else "\t"
            if sign not in line or len(line) > _ROW:
                gap += 1
                continue
            kept = heading if gap <= _BETWEEN else ()
            labels, gap = _labels(line, sign), 0
            if labels and (not kept or any(map(citation_words().of_days.match, labels))):
                kept = labels
            if kept != heading:
                heading = kept
                starts.append(start)
                headings.append(heading)
        return starts, headings


def _column(cells: list[str], own: int, heading: _Heading) -> int | None:
    """The column of a row in which the date of the citation in column ``own`` stands."""
    if not heading:
        # Between two days nobody knows which is the paper's.
        return None if own and _DATE.search(cells[own - 1]) else own + 1
    if len(heading) != len(cells):
        return None
    symbols = [at for at, cell in enumerate(cells) if at == own or _SYMBOL.search(cell)]
    days = citation_words().issued
    issued = [at for at, label in enumerate(heading) if at != own and _without_signs(label) in days]
    mine = [at for at in issued if _owner(symbols, at) == own]
    return mine[0] if len(mine) == 1 else None


@remembered(256)
def _names_an_organ(heading: _Heading) -> bool:
    """Whether what was taken for a heading names an organ in a cell, as the rows of a table do."""
    return any(last_organ_in(Folded(label), label, 0, len(label)) for label in heading)


def _is_sender(label: str) -> bool:
    return _without_signs(label) in citation_words().senders


def _without_signs(label: str) -> str:
    return " ".join(re.split(r"[ ,/]+", label))


def _owner(symbols: list[int], column: int) -> int:
    """The symbol to which a column belongs: the nearest before it, else the first."""
    return max((one for one in symbols if one < column), default=symbols[0])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        yield at, text[at:end]
        at = end + 1


def _plain(cell: str) -> str:
    return " ".join(unaccent(cell).strip(_BLANK).split())


def _labels(line: str, sign: str) -> _Heading:
    """The cells of a row that can be a heading: words without a date, a symbol or a row number."""
    cells = tuple(map(_plain, line.split(sign)))
    worded = [cell for cell in cells if cell]
    if not worded or worded[0].isdecimal():
        return ()
    return () if any(_DATE.search(cell) or _SYMBOL.search(cell) for cell in worded) else cells


def _is_alone(letters: str, position: int) -> bool:
    """Whether a cell holds nothing before a symbol but its type word: ``| Chỉ thị 35-CT/TW |``."""
    low = max(0, position - _CELL)
    start = 1 + max(letters.rfind(edge, low, position) for edge in ("|", "\n", WALL))
    opening = _BEFORE_NUMBER.match(letters, start, position) if start or not low else None
    if opening is None:
        return False
    words = _NUMBER_WORD.sub("", opening["words"].strip()).strip()
    return not words or words in type_words() or words in joined_type_words()


def _unlabelled(date: PartialDate, end: int) -> tuple[PartialDate, int]:
    """The same date and end; one that was misread stays so, which is no surer."""
    is_plain = not isinstance(date, MisreadDate)
    return UnlabelledDate(date.year, date.month, date.day) if is_plain else date, end


def _whole_cell(letters: str, position: int) -> tuple[PartialDate, int] | None:
    """The day that a cell consists of."""
    opening = _CELL_OPENS.match(letters, position)
    dated = date_at(letters, opening.end() if opening else position)
    return dated if dated and dated[0].day and _CELL_ENDS.match(letters, dated[1]) else None
