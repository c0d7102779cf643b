"""A table of cells → what it is for, and its lines of text.

A table of figures or of a list is read row by row, with a tab between two cells: also around a cell
that is empty, so that what stands in a column is read under its heading.  A letterhead or a closing
stands in a table too, which a person reads column by column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# A layout table has at most so many rows; a cell of figures at most so many characters.
_LAYOUT_ROWS = 6
_SHORT_CELL = 60
_LONGEST_FIGURE = 20
_FIGURE = re.compile(r"[-+(]?\d[^\n]*\Z")
_MOST_COLUMNS = 40
"""A wider table is no office's: its cells are only put one after the other."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")


class Cell(NamedTuple):
    """The text of a cell, over how many columns and rows it goes, and whether it is a heading."""

    text: str
    columns: int = 1
    rows: int = 1
    is_head: bool = False


def filled(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows with any text; a column that only keeps two others apart is left out.

    >>> filled([[Cell("HUYỆN ỦY"), Cell(""), Cell("ĐẢNG CỘNG SẢN")], [Cell("")] * 3])[0][1].text
    'ĐẢNG CỘNG SẢN'
    """
    some = [list(row) for row in rows if any(cell.text for cell in row)]
    if len(set(map(len, some))) != 1 or any(cell[1:3] != (1, 1) for row in some for cell in row):
        return some
    columns = [column for column in zip(*some, strict=True) if any(cell.text for cell in column)]
    return [list(row) for row in zip(*columns, strict=True)]


def is_grid(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table holds figures or a list: many rows or columns of short cells.

    ``rows`` are :func:`filled`.  One of two columns and few rows is a letterhead, unless a
    row of headings or a column of figures says otherwise.

    >>> is_grid([[Cell("HUYỆN ỦY"), Cell("ĐẢNG CỘNG SẢN")], [Cell("*"), Cell("")]])
    False
    >>> is_grid([[Cell("Xã"), Cell("Đạt")], [Cell("A"), Cell("7%")], [Cell("B"), Cell("9%")]])
    True
    """
    widest = max(map(len, rows), default=0)
    if widest < 2 or len(rows) < 2:
        return False
    if widest > 2 or all(cell.is_head for cell in rows[0]):
        return True
    if len(rows) <= _LAYOUT_ROWS:
        return all(len(row) == 2 for row in rows) and any(map(_is_counted, zip(*rows, strict=True)))
    cells = [cell.text for row in rows for cell in row if cell.text]
    short = sum(len(cell) <= _SHORT_CELL and cell.count("\n") < 3 for cell in cells)
    return short >= 0.8 * len(cells)


def _is_counted(column: Sequence[Cell]) -> bool:
    """Whether a column has nothing but figures, two or more, below its first cell."""
    filled = [cell.text for cell in column[1:] if cell.text]
    return len(filled) > 1 and all(
        len(one) <= _LONGEST_FIGURE and _FIGURE.match(one) for one in filled
    )


def grid_lines(rows: Sequence[Sequence[Cell]], tab: str) -> Iterator[str]:
    """The lines of a grid, equally many cells in each, with a ``tab`` between two.

    What a merged cell says stands in the first of its places; the others are empty.  A row or a
    column in which nothing stands is left out.

    >>> merged = [[Cell("Xã"), Cell("Năm", columns=2)], [Cell("A"), Cell(""), Cell("9")]]
    >>> list(grid_lines(merged, "|"))
    ['Xã|Năm|', 'A||9']
    """
    placed = _placed(rows)
    if placed is None:
        lines = [[cell.text for cell in row if cell.text] for row in rows]
    else:
        used = sorted({at for row in placed for at, text in row.items() if text})
        lines = [[row.get(at, "") for at in used] for row in placed]
    for line in lines:
        if any(line):
            yield tab.join(_BLANKS.sub(" ", text.replace(tab, " ")).strip() for text in line)


def _placed(rows: Sequence[Sequence[Cell]]) -> list[dict[int, str]] | None:
    """What stands in the columns of each row, when merged cells take all of their places.

    None where the table is too wide.
    """
    placed: list[dict[int, str]] = []
    taken: dict[int, int] = {}
    for row in rows:
        texts: dict[int, str] = {}
        at = 0
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        for cell in row:
            while at in taken:
                at += 1
            if at >= _MOST_COLUMNS:
                return None
            texts[at] = cell.text
            end = min(at + cell.columns, _MOST_COLUMNS)
            if cell.rows > 1:
                below |= dict.fromkeys(range(at, end), cell.rows - 1)
            at = end
        taken = below
        placed.append(texts)
    return placed
