"""The letterhead (phần tiêu đề trang 1): its cells, and the organs in them.

36-HD/VPTW gives each its place on page 1: the issuing organ top left with its superior above,
the number below the star, motto and dateline on the right.  Conversion often merges the two
columns into one line, so lines are first cut into cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.model import Field, PartialDate, Span
from indexer.notices.blocks import COLUMN_GAP, LayoutLine, TextLayout, lay_out
from indexer.notices.dateline import (
    day_start,
    days_in,
    is_dateline,
    is_subject,
    place_start,
    read_dateline,
)
from indexer.notices.forms import ends_with_type, notice_forms
from indexer.notices.heading import Heading, read_heading
from indexer.notices.number import NumberLine, is_number, number_at, numbers_in, read_number_line
from indexer.organs import alternatives, opening_of

_TWICE = re.compile(
    r"(?<!\w)(?P<place>\w{1,9}(?:\s\w{1,9}){0,4})\s{1,9}(?P<again>(?P=place))\W{0,5}$"
)
_CAPITALS_RUN = re.compile(r"(?:[^\W\d_]{2,}[\s-]{1,9}){2,12}")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What page 1 says above the type line."""

    heading: Heading
    number: NumberLine | None
    dateline: Field[str]
    date: Field[PartialDate]


def read_letterhead(layout: TextLayout, head: Iterable[LayoutLine]) -> Letterhead:
    """Read the lines above the type line."""
    pieces = [piece for line in head if line.short for piece in cells(line)]
    number = next((found for piece in pieces if (found := read_number_line(layout, piece))), None)
    lines, numbered = _above_number(pieces)
    # A dispatch of the State names the department that wrote it behind who signs: "UBND-NV".
    code = number.body_code if number else ""
    code = code if number and number.type_code else code.partition("-")[0]
    heading = read_heading(layout, lines, numbered, code)
    if heading.issuer is None:
        heading = read_heading(layout, _above_body(pieces), numbered=False, code=code)
    place, date = read_dateline(layout, pieces)
    return Letterhead(
        heading=heading,
        number=number,
        dateline=place,
        date=date,
    )


# --- cells ------------------------------------------------------------------------------------


@cache
def _motto() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(notice_forms().mottoes)})")


def cells(line: LayoutLine) -> Iterator[LayoutLine]:
    """Cut a line where two columns of the letterhead ran together.

    ``HUYỆN ỦY BẢO LÂM Bảo Lâm, ngày 09 tháng 8 năm 2023`` gives the organ and the dateline;
    the motto of the right column is dropped.
    """
    # Blanks left for a number or a day to be filled in are no column gap.
    blanks = [*numbers_in(line), *days_in(line)]
    gaps = (
        gap
        for gap in COLUMN_GAP.finditer(line.cased)
        if not any(start < gap.start() < end for start, end in blanks)
    )
    for column in line.cut(gaps):
        for piece in column.cut(_motto().finditer(column.folded)):
            yield from _cut_dateline(piece)


def is_motto(line: LayoutLine) -> bool:
    """Whether a line is of the right column's heading: the Party's or the State's."""
    return _motto().match(line.folded) is not None


def has_motto(line: LayoutLine) -> bool:
    """Whether it stands anywhere in a line, as where the columns ran together."""
    return line.short and _motto().search(line.folded) is not None


def right_column(text: str, letterhead: Span) -> list[Span]:
    """The stretches of a letterhead that stand in its right column: motto and dateline, each to
    the end of its line, and the rule below them.

    >>> text = "HUYỆN ỦY DI LINH ĐẢNG CỘNG SẢN VIỆT NAM\\n*\\nDi Linh, ngày 3/4/2024\\n\\nTHÔNG BÁO"
    >>> [one.of(text) for one in right_column(text, Span(0, 66))]
    ['ĐẢNG CỘNG SẢN VIỆT NAM', 'Di Linh, ngày 3/4/2024']
    """
    layout = lay_out(text[: letterhead.end])
    found: list[Span] = []
    below = False
    for line in layout.lines:
        start = _right_start(line) if line.short else None
        if start is None and below and line.is_rule and len(line.folded) > 1:
            start = line.start
        below = start is not None
        if start is not None:
            found.append(layout.span(start, line.end))
    return found


def _right_start(line: LayoutLine) -> int | None:
    """Where the right column begins on a line, in the layout; None where none of it does."""
    motto = _motto().search(line.folded)
    dated = next((piece.start for piece in cells(line) if is_dateline(piece)), None)
    return line.start + motto.start() if motto else dated


def _unless_empty(piece: LayoutLine) -> Iterator[LayoutLine]:
    if piece.folded:
        yield piece


def _cut_dateline(piece: LayoutLine) -> Iterator[LayoutLine]:
    number = number_at(piece)
    if number and number.end() < len(piece.folded):
        yield piece.part(0, number.end())
        yield from _unless_empty(piece.part(number.end(), len(piece.folded)))
        return
    behind = next((start for start, _ in numbers_in(piece) if start), 0)
    if behind and _ends_before_number(piece, behind):
        yield from _cut_dateline(piece.part(0, behind))
        yield from _cut_dateline(piece.part(behind, len(piece.folded)))
        return
    if is_subject(piece) and (end := place_start(piece)):
        yield piece.part(0, end)
        yield piece.part(end, len(piece.folded))
        return
    day = day_start(piece)
    if day is not None and _CAPITALS_RUN.match(piece.cased):
        end = _organ_end(piece, day)
        yield from _unless_empty(piece.part(0, end))
        yield from _unless_empty(piece.part(end, len(piece.folded)))
        return
    yield piece


def _ends_before_number(piece: LayoutLine, number: int) -> bool:
    """Whether what stands before a number on its line is something else of the head.

    So it is in ``HUYỆN ỦY DI LINH SỐ 12-TB/HU``, and not in ``THEO QUYẾT ĐỊNH SỐ 15-QĐ/HU``.
    """
    before = piece.part(0, number)
    if not before.capitals:
        return is_dateline(before)
    if piece.cased[number + 1].islower() or is_dateline(before):
        return True
    return opens_organ(before) and not ends_with_type(before)


def _organ_end(piece: LayoutLine, day: int) -> int:
    """Where the organ ends that a dateline follows on its line; 0 where there is none."""
    end = 0
    for word in re.finditer(r"\S+", piece.cased[:day]):
        if not word[0].isupper() or len(word[0]) < 2:
            break
        end = word.end()
    between = piece.cased[end:day].strip(" ,.;(")
    if between:
        return end if between[0].isalpha() else 0  # "DỰ THẢO LẦN 2 (ngày 12/3/2026)"
    if not piece.cased[day].isupper():
        return end
    # All in capitals: "HUYỆN ỦY DI LINH DI LINH, NGÀY …" has the place twice.
    twice = _TWICE.search(piece.folded[:end])
    return twice.start("again") if twice else 0


# --- organs -----------------------------------------------------------------------------------

_NUMBER_BEGINS = re.compile(r"so\s{0,9}(?::|[:.]?(?:\s{0,9}[\d._…§/-]|\s{0,9}$))")
_BEHIND_ORGANS = re.compile(r"(?:v/v|ve viec|kinh gui|kinh trinh|noi nhan)(?!\w)")


def _above_number(pieces: list[LayoutLine]) -> tuple[list[LayoutLine], bool]:
    """The lines above the number, or what stands for it, and whether a number is there."""
    above = _above_body(pieces)
    at = next((i for i, piece in enumerate(above) if _begins_number(piece)), None)
    return (above, False) if at is None else (above[:at], True)


def _above_body(pieces: list[LayoutLine]) -> list[LayoutLine]:
    """The lines above the subject and the addressee."""
    others = (i for i, piece in enumerate(pieces) if _BEHIND_ORGANS.match(piece.folded))
    return pieces[: next(others, len(pieces))]


def _begins_number(piece: LayoutLine) -> bool:
    return is_number(piece) or _NUMBER_BEGINS.match(piece.folded) is not None


def opens_organ(piece: LayoutLine) -> bool:
    """Whether a line begins with the name of an organ; a common word does so in capitals alone."""
    opening = opening_of(piece.folded, piece.cased)
    row = opening and opening.organisation
    return opening is not None and (piece.capitals or not (row and row.named))


def head_start(lines: Sequence[LayoutLine], at: int) -> int:
    """Where the letterhead begins of which one line stands at ``at``: at the organ on its top."""
    start = at
    for above in range(at - 1, max(-1, at - 12), -1):
        if not _is_head_line(lines[above]):
            break
        if lines[above].opens and opens_organ(lines[above]):
            start = above
    return start


def _is_head_line(line: LayoutLine) -> bool:
    letters = any(map(str.isalpha, line.folded))
    return line.capitals or not letters or is_number(line) or is_motto(line) or is_dateline(line)
