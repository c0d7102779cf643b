"""The closing block's two columns, cell by cell in the order in which they are read.

The recipients stand bottom left and the signature bottom right; conversion may put both columns
into one line, with a gap between them or without.  Two who sign side by side are read one after
the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.notices.blocks import COLUMN_GAP, LayoutLine, TextLayout
from indexer.notices.signer_words import read_name
from indexer.notices.signing import is_position, opens_signing, signs_column

# A wide gap or a mark of authority behind it is the right column of the page.
HEADING = re.compile(r"noi nhan(?:\s{0,9}(?:[:.]|$)|(?=\s{3,9}|\s(?:t/m|k/t|t/l|tm\.|kt\.|tl\.)))")
BULLET = re.compile(r"[-+•]\s{0,9}(?=\S)")
_INNER_BULLET = re.compile(r"(?<=[;,.:])\s{1,9}-\s{0,9}(?=\S)")
_ARCHIVED = re.compile(r"[-+•]?\s{0,9}luu\b[^.;]{1,80}[.;]\s{1,9}(?=\S)")

_LONGEST_TABLE = 14
"""Rows of signers who stand side by side."""

_LONGEST_CELL = 80
_HALVES = ("pho", "chanh", "quyen", "q")
"""What begins a position and is none alone."""


def closing_cells(layout: TextLayout, lines: Sequence[LayoutLine]) -> Iterator[LayoutLine]:
    """The cells of a closing block; where two sign side by side, first all of the left one."""
    rows = [list(_cells(line)) for line in lines if line.short]
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end > at:
            yield from _by_column(layout, rows[at:end])
            at = end
        else:
            for cell in rows[at]:
                yield from _cut(cell)
            at += 1


def _cells(line: LayoutLine) -> Iterator[LayoutLine]:
    """The cells of a line; where a gap tore a position apart (``PHÓ    BÍ THƯ``), that is one."""
    half = None
    for cell in line.cut(COLUMN_GAP.finditer(line.cased)):
        if cell.folded.strip("_ .") in _HALVES and cell.capitals and half is None:
            half = cell
            continue
        yield cell if half is None else line.part(half.start - line.start, cell.end - line.start)
        half = None
    if half is not None:
        yield half


def _table_end(rows: Sequence[list[LayoutLine]], at: int) -> int:
    """Where the rows end in which two or more sign side by side; ``at`` when none does."""
    if len(rows[at]) < 2 or not all(map(_may_sign, rows[at])):
        return at
    end = at
    while end < min(len(rows), at + _LONGEST_TABLE) and all(map(_may_sign, rows[end])):
        end += 1
    table = rows[at:end]
    signing = [sum(map(_signs, row)) for row in table]
    return end if max(signing) > 1 else at


def _may_sign(cell: LayoutLine) -> bool:
    return len(cell.folded) <= _LONGEST_CELL and not (
        BULLET.match(cell.folded) or HEADING.match(cell.folded)
    )


def _signs(cell: LayoutLine) -> bool:
    return opens_signing(cell) or is_position(cell)


def _by_column(layout: TextLayout, rows: Sequence[list[LayoutLine]]) -> Iterator[LayoutLine]:
    middles = [_middle(layout, cell) for cell in rows[0]]
    columns: list[list[LayoutLine]] = [[] for _ in middles]
    for row in rows:
        for place, cell in enumerate(row):
            if len(row) != len(middles):
                middle = _middle(layout, cell)
                place = min(range(len(middles)), key=lambda i: abs(middles[i] - middle))
            columns[place].append(cell)
    for column in columns:
        yield from column


def _middle(layout: TextLayout, cell: LayoutLine) -> float:
    """The middle of a cell, in letters from the left."""
    line = layout.folded.text.rfind("\n", 0, cell.start) + 1
    return (cell.start + cell.end) / 2 - line


def _cut(piece: LayoutLine) -> Iterator[LayoutLine]:
    """Cut ``- Lưu VPTU. PHÓ BÍ THƯ`` before its capitals, and ``- A; - B`` between its items."""
    if not piece.folded:
        return
    at = _right_column(piece)
    left = piece.part(0, at) if at else piece
    ends = [bullet.start() for bullet in _INNER_BULLET.finditer(left.folded)]
    for start, end in zip([0, *ends], [*ends, len(left.folded)], strict=True):
        part = left.part(start, end)
        if part.folded:
            yield part
    if at:
        yield piece.part(at, len(piece.folded))


def _right_column(piece: LayoutLine) -> int | None:
    """Where a run of capitals that signs begins inside a line of the recipients."""
    if not (BULLET.match(piece.folded) or HEADING.match(piece.folded)):
        return None
    for word in re.finditer(r"(?<=\s)\S", piece.cased):
        rest = piece.cased[word.start() :]
        if rest.isupper() and len(rest) > 4:
            folded = piece.folded[word.start() :]
            if signs_column(folded, rest):
                return word.start()
    archived = _ARCHIVED.match(piece.folded)
    if archived and read_name(piece.cased[archived.end() :]):
        return archived.end()
    return None
