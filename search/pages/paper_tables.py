"""The tables of a text: rows of Markdown, and of cells that tabs part, as readers write them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from indexer.model import Span
from search.pages.annotated_text import Stretch
from search.pages.table_words import CAPTION_LINES, caption_lines, head_rows

_PIPE = re.compile(r"(?<!\\)\|")
_PIPED_RULE = re.compile(r"[\s|:-]*-[\s|:-]*\Z")
_TAB, _TABS = re.compile(r"\t"), re.compile(r"\t+")
_MARK = re.compile(r"[ \t]*+[*_]{0,2}(?:\d{1,2}[.)]|[A-Za-zĐđ][.)]|[IVXLC]{1,6}[.-]|[-–•+*])\Z")
_LONGEST_CELL = 400


class Line(NamedTuple):
    """A line with letters or signs; ``first`` is where its first one stands, ``opens`` says that
    an empty line stands above."""

    span: Span
    first: int
    opens: bool


class TableLine(NamedTuple):
    """A row: its cells, of which an empty one has no stretches; whether it only rules off, or heads
    the columns.  ``widths`` are given where cells of a heading go over several columns."""

    cells: list[list[Stretch]]
    is_rule: bool = False
    is_head: bool = False
    widths: tuple[int, ...] = ()


class PaperTable(NamedTuple):
    """So many lines of caption, and behind them a row for each line."""

    caption: int
    rows: list[TableLine]


Cells = list[Span | None]
"""Where the cells of a row stand; None for an empty one."""


def tables(
    text: str, lines: Sequence[Line], apart: Container[int] = (), *, typed: bool = True
) -> Iterator[tuple[int, PaperTable]]:
    """The tables of a text, each with the line at which it begins.

    Rows of a table have equally many cells, else nobody could tell what stands under what.  The
    lines ``apart`` are in none.  ``typed`` says that a person may have put in tabs to move a word
    into line; where it is not known which of them part cells there is no table.

    >>> lines = [Line(Span(0, 9), 0, True), Line(Span(10, 16), 10, False)]
    >>> [(at, len(table.rows)) for at, table in tables("Thu\\t12 tỷ\\nChi\\t9", lines)]
    [(0, 2)]
    """
    behind = 0
    for start, end in _runs(text, lines, apart):
        run = lines[start:end]
        is_piped = text.startswith("|", run[0].first)
        for at, rows in _piped(text, run) if is_piped else _tabbed(text, run, typed=typed):
            first = start + at
            above = range(first - 1, max(behind, first - CAPTION_LINES) - 1, -1)
            own = takewhile(lambda one: one not in apart, above)
            caption = caption_lines([lines[one].span.of(text) for one in own])
            behind = first + len(rows)
            yield first - caption, PaperTable(caption, rows)


def _runs(text: str, lines: Sequence[Line], apart: Container[int]) -> Iterator[tuple[int, int]]:
    """Lines that follow each other and have bars, or tabs: the first, and the one behind them."""
    at = 0
    while at < len(lines):
        sign = "|" if text.startswith("|", lines[at].first) else "\t"
        end = at
        while end < len(lines) and end not in apart and (end == at or not lines[end].opens):
            line = lines[end]
            if sign == "|" and not text.startswith("|", line.first):
                break
            if sign == "\t" and text.find(sign, *_whole(text, line)) < 0:
                break
            end += 1
        if end - at > 1:
            yield at, end
        at = max(end, at + 1)


def _whole(text: str, line: Line) -> Span:
    """A line with the blanks at its end."""
    end = text.find("\n", line.span.end)
    return Span(line.span.start, end if end >= 0 else len(text))


def _with_heads(text: str, rows: Sequence[Cells]) -> list[TableLine]:
    """The rows of a table, the first of them as headings where they name its columns."""
    heads = head_rows([[cell.of(text) if cell else "" for cell in row] for row in rows])
    made = [
        TableLine([[Stretch(cell)] if cell else [] for cell in row], is_head=at < heads)
        for at, row in enumerate(rows)
    ]
    if heads > 1:
        made[0] = _grouped(made[0], made[1])
    return made


def _grouped(above: TableLine, below: TableLine) -> TableLine:
    """The first row of a heading, each group over all columns that are named below it."""
    cells: list[list[Stretch]] = []
    widths: list[int] = []
    for upper, lower in zip(above.cells, below.cells, strict=True):
        if cells and lower and not upper:
            widths[-1] += 1
        else:
            cells.append(upper)
            widths.append(1)
    return above._replace(cells=cells, widths=tuple(widths))


def barred(text: str, span: Span) -> list[Stretch]:
    """A part of a row of Markdown that is no table on paper, its bars and rules as signs.

    >>> [one.sign for one in barred("| HUYỆN ỦY |", Span(0, 12))]
    [True, False, True]
    """
    bars = {found.start() for found in _PIPE.finditer(text, *span)}
    edges = sorted({span.start, span.end, *bars, *(bar + 1 for bar in bars)})
    return [
        Stretch(Span(start, end), sign=start in bars or not text[start:end].strip(" \t:-"))
        for start, end in pairwise(edges)
    ]


def _piped(text: str, lines: Sequence[Line]) -> list[tuple[int, list[TableLine]]]:
    """The table of Markdown that some lines are; behind a heading that is ruled off rows may be
    short."""
    rows = [_piped_row(text, line) for line in lines]
    is_ruled = len(rows) > 2 and rows[1].is_rule and not rows[0].is_rule
    widths = [len(row.cells) for row in rows if not row.is_rule]
    full = max(widths, default=0)
    may_be_short = is_ruled and widths[0] == full
    if len(widths) < 2 or not full or (min(widths) < full and not may_be_short):
        return []
    for at, row in enumerate(rows):
        if not row.is_rule:
            short: list[list[Stretch]] = [[] for _ in range(full - len(row.cells))]
            rows[at] = row._replace(cells=row.cells + short, is_head=is_ruled and at == 0)
    return [(0, rows)]


def _piped_row(text: str, line: Line) -> TableLine:
    """A row of Markdown: ``| a | b |``; its bars are signs."""
    if _PIPED_RULE.match(line.span.of(text)):
        return TableLine([[Stretch(line.span, sign=True)]], is_rule=True)
    bars = [found.start() for found in _PIPE.finditer(text, line.first, line.span.end)]
    closed = bars[-1] + 1 == line.span.end
    ends = bars if closed else [*bars, line.span.end]
    cells = [
        [Stretch(Span(start, start + 1), sign=True), Stretch(Span(start + 1, end))]
        for start, end in pairwise(ends)
    ]
    if closed and cells:
        cells[-1].append(Stretch(Span(bars[-1], line.span.end), sign=True))
    return TableLine(cells)


def _tabbed(
    text: str, lines: Sequence[Line], *, typed: bool
) -> Iterator[tuple[int, list[TableLine]]]:
    """The tables that are in some lines with tabs: at which of them, and the rows.

    A tab parts two cells, also empty ones; where that makes no table, any number of them does.
    """
    exact, loose = _exact(text, lines), list(_loose(text, lines))
    if exact is None:
        for at, rows in loose:
            yield at, _with_heads(text, rows)
        return
    may_be_either = typed and any(len(rows) == len(lines) for _, rows in loose)
    if not (may_be_either and any(None in row for row in exact)):
        yield 0, _with_heads(text, exact)


def _exact(text: str, lines: Sequence[Line]) -> list[Cells] | None:
    """The rows of a table in which each tab parts two cells; a column without words is none."""
    rows = [_cells(text, _whole(text, line), _TAB) for line in lines]
    if len(set(map(len, rows))) != 1:
        return None
    columns = [column for column in zip(*rows, strict=True) if any(column)]
    rows = [list(row) for row in zip(*columns, strict=True)]
    whole = sum(sum(map(bool, row)) > 1 for row in rows)
    if len(columns) < 2 or whole < 2 or (len(columns) == 2 and _may_be_prose(text, rows)):
        return None
    return rows


def _may_be_prose(text: str, rows: Sequence[Cells]) -> bool:
    """Whether rows of two cells may be text with tabs: long, marked, or whole in few rows."""
    if any(_is_long(row) or _is_item(text, row) for row in rows):
        return True
    return None in rows[0] or 2 * sum(None not in row for row in rows) < len(rows)


def _loose(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, list[Cells]]]:
    """The tables in which any number of tabs parts two cells, and no cell is empty."""
    rows: list[Cells] = []
    for at, line in enumerate(lines):
        row = _cells(text, Span(line.first, line.span.end), _TABS)
        is_row = len(row) > 1 and not _is_long(row) and not _is_item(text, row)
        if is_row:
            rows.append(row)
        if rows and (not is_row or at + 1 == len(lines)):
            if len(rows) > 1 and len(set(map(len, rows))) == 1:
                yield at + is_row - len(rows), rows
            rows = []


def _cells(text: str, span: Span, gap: re.Pattern[str]) -> Cells:
    gaps = [found.span() for found in gap.finditer(text, *span)]
    edges = [span.start, *(edge for one in gaps for edge in one), span.end]
    cells = (Span(*edges[at : at + 2]) for at in range(0, len(edges), 2))
    return [cell if cell.of(text).strip() else None for cell in cells]


def _is_long(row: Cells) -> bool:
    return any(cell and cell.end - cell.start > _LONGEST_CELL for cell in row)


def _is_item(text: str, row: Cells) -> bool:
    """Whether a row is a mark with its item."""
    return len(row) == 2 and row[0] is not None and bool(_MARK.match(row[0].of(text)))
