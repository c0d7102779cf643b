"""Runs of text on a page → lines and paragraphs, as a person reads them.

A page of a PDF, or one that was recognised, is a set of runs at places.  Here they become
rows, columns are kept apart (a letterhead's two organs stand side by side), and the lines that
only the margin broke become paragraphs again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# All in sizes of the type.  A wider gap than justified words have parts two runs.
WIDE_GAP = 1.6
NARROW_GAP = 0.12
_SAME_ROW = 0.5
_PARAGRAPH_GAP = 0.45
_INDENT = 1.2
# In widths of the page: the shortest line that a margin breaks, and where the middle of a run
# of the left or right column stands.
_NARROWEST = 0.4
_LEFT_SIDE, _RIGHT_SIDE, _RIGHT_STARTS = 0.44, 0.56, 0.33
# A column's next line stands so near; the other column begins within so many rows.
_COLUMN_ENDS = 7.0
_OTHER_SIDE_WITHIN = 3
# In sizes of the type: how far below the last row of a table its next one stands; in columns: what
# is wider is no table.
_ROWS_END = 4.0
_MOST_COLUMNS = 30

_MARK = re.compile(r"[-+*•–]\s|\(?(?:[a-zđ]|\d{1,3})[.)]\s|[IVX]{1,5}\s?[-.)]|Điều\s\d")
_HYPHENED = re.compile(r"\S[-/]$")
_PAGE_NUMBER = re.compile(r"(?:[-–—]\s?)?\d{1,4}(?:\s?[-–—])?")


@dataclass(frozen=True, slots=True)
class PositionedRun:
    """A run of words on one line; ``baseline`` grows downwards, ``size`` is that of the type.

    A ``stretched`` line was justified although a line end follows it.
    """

    left: float
    right: float
    baseline: float
    size: float
    text: str
    stretched: bool = False


def in_reading_order(runs: Sequence[PositionedRun], width: float) -> str:
    """The text of a page: an empty line between paragraphs, ``\\n`` between short lines.

    >>> left = PositionedRun(60, 200, 50, 12, "TỈNH ỦY X")
    >>> right = PositionedRun(300, 500, 50, 12, "ĐẢNG CỘNG SẢN")
    >>> in_reading_order([left, right, PositionedRun(90, 160, 65, 12, "Số 5-TB/TU")], 595)
    'TỈNH ỦY X\\nSố 5-TB/TU\\n\\nĐẢNG CỘNG SẢN'
    """
    rows = _rows(runs)
    parts: list[str] = []
    behind = 0
    for start, end in _tables(rows):
        parts += [*_flow(rows[behind:start], width), _table_text(rows[start:end])]
        behind = end
    return "\n\n".join(filter(None, [*parts, *_flow(rows[behind:], width)]))


def _flow(rows: list[list[PositionedRun]], width: float) -> list[str]:
    """The paragraphs and columns of rows between tables."""
    parts: list[str] = []
    body: list[PositionedRun] = []
    at = 0
    while at < len(rows):
        columns, after = _columns(rows, at, width)
        if columns:
            parts += [_paragraphs(body, width), *map(_column, columns)]
            body = []
        else:
            body.append(_joined(rows[at]))
        at = max(after, at + 1)
    return [*parts, _paragraphs(body, width)]


def _rows(runs: Sequence[PositionedRun]) -> list[list[PositionedRun]]:
    """Runs on one baseline, from left to right; rows from the top down."""
    rows: list[list[PositionedRun]] = []
    for run in sorted(runs, key=lambda run: run.baseline):
        if rows and run.baseline - rows[-1][0].baseline < _SAME_ROW * max(
            run.size, rows[-1][0].size
        ):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_gathered(sorted(row, key=lambda run: run.left)) for row in rows]


def _gathered(row: list[PositionedRun]) -> list[PositionedRun]:
    """A row of words at equal gaps as the one line that it is."""
    gaps = [after.left - before.right for before, after in pairwise(row)]
    even = len(gaps) > 1 and max(gaps) - min(gaps) < 0.4 * row[0].size
    if not even or any(" " in run.text for run in row):
        return row
    text = " ".join(run.text for run in row)
    return [
        PositionedRun(
            row[0].left, row[-1].right, row[0].baseline, row[0].size, text, stretched=True
        )
    ]


def _joined(row: list[PositionedRun]) -> PositionedRun:
    """A row as one line; cells of a table of figures are parted by tabs."""
    if len(row) == 1:
        return row[0]
    size = max(run.size for run in row)
    text = row[0].text
    for before, run in pairwise(row):
        gap = (run.left - before.right) / size
        text += ("\t" if gap > WIDE_GAP else " " if gap > NARROW_GAP else "") + run.text
    return PositionedRun(row[0].left, max(run.right for run in row), row[0].baseline, size, text)


# --- tables -----------------------------------------------------------------------------------

_Interval = tuple[float, float]


def _tables(rows: list[list[PositionedRun]]) -> Iterator[tuple[int, int]]:
    """The tables of a page: the first row of each, and the one behind it.

    A table has three columns or more in two rows or more, with blanks between them that no row
    crosses.  Rows with fewer cells belong to it where each stands in one column.
    """
    at = 0
    while at < len(rows):
        if not _is_row_of_cells(rows[at]):
            at += 1
            continue
        columns: list[_Interval] = [(run.left, run.right) for run in rows[at]]
        end, whole, behind = at + 1, 1, at + 1
        while end < len(rows) and not _is_apart(rows[end - 1], rows[end]):
            wider = _with_row(columns, rows[end])
            if wider is None:
                break
            columns = wider
            end += 1
            if len(rows[end - 1]) > 1:
                behind = end
            whole += _is_row_of_cells(rows[end - 1])
        if whole > 1:
            yield at, behind
        at = behind


def _is_row_of_cells(row: list[PositionedRun]) -> bool:
    return len(row) > 2 and all(
        after.left - before.right > WIDE_GAP * before.size for before, after in pairwise(row)
    )


def _is_apart(above: list[PositionedRun], row: list[PositionedRun]) -> bool:
    return row[0].baseline - above[0].baseline > _ROWS_END * row[0].size


def _with_row(columns: list[_Interval], row: list[PositionedRun]) -> list[_Interval] | None:
    """The columns of a table, as wide as one more row wants them; None where it crosses two."""
    wider = list(columns)
    for run in row:
        met = [
            at for at, (left, right) in enumerate(wider) if run.left < right and left < run.right
        ]
        if len(met) > 1:
            return None
        if met:
            left, right = wider[met[0]]
            wider[met[0]] = (min(left, run.left), max(right, run.right))
        else:
            wider.append((run.left, run.right))
    return sorted(wider) if len(wider) <= _MOST_COLUMNS else None


def _table_text(rows: list[list[PositionedRun]]) -> str:
    """The lines of a table, a tab between two cells, also around an empty one."""
    columns: list[_Interval] = [(run.left, run.right) for run in rows[0]]
    for row in rows[1:]:
        columns = _with_row(columns, row) or columns
    lines = []
    for row in rows:
        cells = [""] * len(columns)
        for run in row:
            at = next(at for at, (_, right) in enumerate(columns) if run.left < right)
            cells[at] = f"{cells[at]} {run.text}".strip()
        lines.append("\t".join(cells))
    return "\n".join(lines)


# --- columns ----------------------------------------------------------------------------------


def _columns(
    rows: list[list[PositionedRun]], first: int, width: float
) -> tuple[list[list[PositionedRun]], int]:
    """The two columns that begin at a row, and the row after them; none if none begin there.

    The lines of the two need not stand at one height.  Rows belong to them as long as each run
    is clearly of one side and a gutter stays free.
    """
    left: list[PositionedRun] = []  # one line a row
    right: list[PositionedRun] = []
    end, lines = first, 0  # behind the last row of the right column
    for at in range(first, len(rows)):
        row = rows[at]
        sides = _sides(row, width)
        apart = (
            at > first and row[0].baseline - rows[at - 1][0].baseline > _COLUMN_ENDS * row[0].size
        )
        if apart or sides is None or (at > first + _OTHER_SIDE_WITHIN and not (left and right)):
            break
        lefts, rights = sides
        inner = max((run.right for run in left + lefts), default=0.0)
        if inner >= min((run.left for run in right + rights), default=width):
            break
        left += [_joined(lefts)] if lefts else []
        right += [_joined(rights)] if rights else []
        if rights:
            end, lines = at + 1, len(left)
    if not lines:
        return [], first
    below = _lines_below(left, lines)
    return [left[: lines + below], right], end + below


def _lines_below(left: list[PositionedRun], count: int) -> int:
    """How many lines of the left column go on below the right one, as recipients do.

    They stand in line with those above, at the same distance; a body's short lines do not.
    """
    for at in range(count, len(left)):
        above = left[at - 1]
        pitch = above.baseline - left[at - 2].baseline if at > 1 else 2 * above.size
        if not _aligned(above, left[at]) or left[at].baseline - above.baseline > 1.3 * pitch:
            return at - count
    return len(left) - count


def _aligned(above: PositionedRun, line: PositionedRun) -> bool:
    """Whether two lines begin together, or have one middle."""
    begin = abs(line.left - above.left)
    middle = abs(line.left + line.right - above.left - above.right) / 2
    return min(begin, middle) < above.size


def _sides(
    row: list[PositionedRun], width: float
) -> tuple[list[PositionedRun], list[PositionedRun]] | None:
    """The runs of a row on the left and on the right; None where one is on neither side."""
    sides = [_side(run, width) for run in row]
    if None in sides:
        return None
    left, right = (
        [run for run, side in zip(row, sides, strict=True) if side == wanted]
        for wanted in ("left", "right")
    )
    return left, right


def _side(run: PositionedRun, width: float) -> str | None:
    """The side of the page on which a run stands; None in the middle, and for a full line."""
    middle = (run.left + run.right) / 2
    if middle < _LEFT_SIDE * width and run.right < _RIGHT_SIDE * width:
        return "left"
    if middle > _RIGHT_SIDE * width and run.left > _RIGHT_STARTS * width:
        return "right"
    return None


# --- paragraphs -------------------------------------------------------------------------------


def _paragraphs(lines: list[PositionedRun], width: float) -> str:
    """Lines from the top down as paragraphs, on a page of this width."""
    if len(lines) < 2:
        return "".join(line.text for line in lines)
    margin = _Margins.of(lines, _NARROWEST * width)
    parts = [lines[0].text]
    for above, line in pairwise(lines):
        parts += [margin.between(above, line), line.text]
    return "".join(parts)


def _column(lines: list[PositionedRun]) -> str:
    """The lines of a letterhead's or closing block's column, each for itself.

    Only a long item of a list is joined again.
    """
    margin = _Margins.of(lines, 0.0)
    parts = [lines[0].text]
    item = bool(_MARK.match(lines[0].text))
    for above, line in pairwise(lines):
        begins = bool(_MARK.match(line.text))
        runs_on = item and not begins and line.text[:1].islower() and margin.breaks(above, line)
        parts += [" " if runs_on else "\n", line.text]
        item = begins or runs_on
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Margins:
    """Where the lines of a column begin and end, and how far apart they stand.

    A line shorter than ``narrowest`` was not broken by the margin.
    """

    left: float
    right: float
    pitch: float
    narrowest: float

    @classmethod
    def of(cls, lines: list[PositionedRun], narrowest: float) -> _Margins:
        pitches = [
            (below.baseline - above.baseline) / below.size for above, below in pairwise(lines)
        ]
        starts = sorted(line.left for line in lines)
        right = max(line.right for line in lines)
        return cls(
            left=starts[len(starts) // 10],
            right=right,
            pitch=min(median(pitches or [0.0]), 2.2),
            narrowest=max(narrowest, 0.5 * (right - starts[0])),
        )

    def between(self, above: PositionedRun, line: PositionedRun) -> str:
        """What stands between two lines: a blank, a line end or an empty line."""
        apart = (line.baseline - above.baseline) / line.size > self.pitch + _PARAGRAPH_GAP
        if apart or _PAGE_NUMBER.fullmatch(above.text):
            return "\n\n"
        indented = line.left - self.left > _INDENT * line.size
        if self.breaks(above, line) and not (indented and _begins(above, line)):
            return "" if _HYPHENED.search(above.text) else " "
        return "\n\n" if indented and line.left > above.left + _INDENT * line.size else "\n"

    def breaks(self, above: PositionedRun, line: PositionedRun) -> bool:
        """Whether the margin broke the line above: the next word would not have fitted on it."""
        if above.stretched or not line.text or above.right - above.left < self.narrowest:
            return False
        first = line.text.split(None, 1)[0]
        wide = (line.right - line.left) * (len(first) + 1) / max(len(line.text), 1)
        return above.right + wide > self.right - 0.3 * line.size


def _begins(above: PositionedRun, line: PositionedRun) -> bool:
    """Whether an indented line below a full one begins a paragraph.

    A list item's next lines are indented too: they stand under its words, or under each other.
    """
    if _MARK.match(line.text):
        return True
    if abs(line.left - above.left) < 0.5 * line.size:
        return above.text.endswith((".", ";", ":"))
    return not (line.left > above.left and _MARK.match(above.text))
