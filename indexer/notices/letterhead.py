"""The letterhead (phần tiêu đề trang 1): organs, number, place and date.

36-HD/VPTW gives each its place on page 1: the issuing organ top left with its superior above,
the number below the star, motto and dateline on the right.  Conversion often merges the two
columns into one line, so lines are first cut into cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.model import Field, PartialDate, Span, because
from indexer.notices.blocks import LayoutLine, TextLayout, inferred, stated, unknown
from indexer.notices.forms import is_stamp, notice_forms
from indexer.notices.number import (
    NumberLine,
    is_number,
    number_at,
    numbers_in,
    read_number_line,
)
from indexer.numerals import read_number
from indexer.organs import alternatives, organ_lexicon, spell_organ

_COLUMN_GAP = re.compile(r"\t+|[ \u00a0]{3,}|[|]")
_BLANK_OR_DIGITS = r"[\d .…_ol/]{0,20}"
_DATE = re.compile(
    rf"ngay(?P<d>{_BLANK_OR_DIGITS})thang(?P<m>{_BLANK_OR_DIGITS})nam(?P<y>[\d .…_]{{0,20}})"
    r"[\s.,;)]{0,9}$"
)
_SLASHED_DATE = re.compile(
    r"ngay\s{0,9}(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})[\s.]{0,9}$"
)
_DATE_START = re.compile(r"(?<!\w)ngay(?=[\d .…_]{0,20}(?:thang|[/.-]))")
_LOOK_ALIKES = str.maketrans("oil|", "0111")
SUBJECT = re.compile(r"(?P<mark>v\s?/\s?v|vv|v/w|vw|ve viec)\b\s{0,3}[:.]?\s{0,9}")
"""What opens the subject of a dispatch, and how scanners read it."""

_CAPITALS_RUN = re.compile(r"(?:[^\W\d_]{2,}[\s-]{1,9}){2,12}")


@dataclass(frozen=True, slots=True)
class LetterheadOrgan:
    """An organ of the letterhead in canonical spelling, and where it stands."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What page 1 says above the type line; ``superior`` is the body above the issuer."""

    issuer: LetterheadOrgan | None
    superior: LetterheadOrgan | None
    number: NumberLine | None
    dateline: Field[str]
    date: Field[PartialDate]


def read_letterhead(layout: TextLayout, head: Iterable[LayoutLine]) -> Letterhead:
    """Read the lines above the type line."""
    pieces = [piece for line in head if line.short for piece in cells(line)]
    number = next((found for piece in pieces if (found := read_number_line(layout, piece))), None)
    organs = list(_organs(layout, pieces))
    place, date = _dateline(layout, pieces)
    return Letterhead(
        issuer=organs[-1] if organs else None,
        superior=organs[-2] if len(organs) > 1 else None,
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
    blanks = [*numbers_in(line), *(found.span() for found in _DATE.finditer(line.folded))]
    gaps = (
        gap
        for gap in _COLUMN_GAP.finditer(line.cased)
        if not any(start < gap.start() < end for start, end in blanks)
    )
    for column in _split(line, gaps):
        for piece in _split(column, _motto().finditer(column.folded)):
            yield from _cut_dateline(piece)


def is_motto(line: LayoutLine) -> bool:
    """Whether a line is of the right column's heading: the Party's or the State's."""
    return _motto().match(line.folded) is not None


def has_motto(line: LayoutLine) -> bool:
    """Whether it stands anywhere in a line, as where the columns ran together."""
    return line.short and _motto().search(line.folded) is not None


def _split(line: LayoutLine, gaps: Iterable[re.Match[str]]) -> Iterator[LayoutLine]:
    start = 0
    for gap in gaps:
        yield from _unless_empty(line.part(start, gap.start()))
        start = gap.end()
    yield from _unless_empty(line.part(start, len(line.folded)))


def _unless_empty(piece: LayoutLine) -> Iterator[LayoutLine]:
    if piece.folded:
        yield piece


def _cut_dateline(piece: LayoutLine) -> Iterator[LayoutLine]:
    number = number_at(piece)
    if number and number.end() < len(piece.folded):
        yield piece.part(0, number.end())
        yield from _unless_empty(piece.part(number.end(), len(piece.folded)))
        return
    if is_subject(piece) and (end := _place_start(piece)):
        yield piece.part(0, end)
        yield piece.part(end, len(piece.folded))
        return
    run = _CAPITALS_RUN.match(piece.cased)
    if run and _DATE_START.search(piece.folded):
        end = _end_of_capitals(piece)
        yield from _unless_empty(piece.part(0, end))
        yield from _unless_empty(piece.part(end, len(piece.folded)))
        return
    yield piece


def _place_start(piece: LayoutLine) -> int | None:
    """Where a place begins that a comma parts from its day, behind other words in small letters."""
    dated = _DATE_START.search(piece.folded)
    before = piece.cased[: dated.start()].rstrip() if dated else ""
    if not before.endswith(","):
        return None
    start = len(before)
    for word in reversed(list(re.finditer(r"[^\s,]+", before))):
        if not word[0][0].isupper():
            break
        start = word.start()
    return start if 0 < start < len(before) else None


def _end_of_capitals(piece: LayoutLine) -> int:
    end = 0
    for word in re.finditer(r"\S+", piece.cased):
        if not word[0].isupper() or len(word[0]) < 2:
            break
        end = word.end()
    return end


# --- place and date ---------------------------------------------------------------------------


def is_dateline(line: LayoutLine) -> bool:
    """Whether a line ends with the date of a dateline (địa danh, ngày tháng)."""
    return bool(_DATE.search(line.folded) or _SLASHED_DATE.search(line.folded))


def _dateline(
    layout: TextLayout, pieces: list[LayoutLine]
) -> tuple[Field[str], Field[PartialDate]]:
    in_subject = False
    for at, piece in enumerate(pieces):
        in_subject = is_subject(piece) or (in_subject and not piece.opens)
        found = _DATE.search(piece.folded) or _SLASHED_DATE.search(piece.folded)
        if found is None:
            continue
        before = piece.part(0, found.start())
        if not before.folded and at and pieces[at - 1].folded.endswith(","):
            before = pieces[at - 1]  # the place ended the line above
        if _may_be_place(before) and not (in_subject and (is_subject(piece) or not before.folded)):
            return _place(layout, before), _date(layout, piece, found)
    missing = because("trang 1 không có dòng địa danh, ngày tháng")
    return unknown(missing), unknown(missing)


def is_subject(piece: LayoutLine) -> bool:
    """Whether a line opens the subject of a dispatch: ``V/v …``."""
    return SUBJECT.match(piece.folded) is not None


def _may_be_place(before: LayoutLine) -> bool:
    """Whether what stands before a day can be a place: names in capitals, not "họp ngày"."""
    words = [word for word in before.cased.split() if word[:1].isalpha()]
    return len(words) <= 7 and sum(word[0].islower() for word in words) * 2 <= len(words)


def _place(layout: TextLayout, before: LayoutLine) -> Field[str]:
    name = before.part(0, len(before.folded.rstrip(" ,.:;")))
    if not name.folded or not any(letter.isalpha() for letter in name.folded):
        return unknown(because("dòng ngày tháng không ghi địa danh"))
    return stated(
        layout.line_text(name),
        because("dòng địa danh, ngày tháng ở trang 1"),
        layout.line_span(name),
    )


def _date(layout: TextLayout, piece: LayoutLine, found: re.Match[str]) -> Field[PartialDate]:
    span = layout.span(piece.start + found.start(), piece.start + found.end())
    day, month, year = (_number_in(found[part]) for part in "dmy")
    if year is None or not 1930 <= year <= 2100:
        return unknown(because("dòng ngày tháng không ghi đủ năm"), span)
    if month is None or not 1 <= month <= 12:
        return stated(PartialDate(year), because("dòng ngày tháng ở trang 1 chỉ ghi đủ năm"), span)
    if day is None or not 1 <= day <= 31:
        return stated(
            PartialDate(year, month),
            because("dòng ngày tháng ở trang 1 chỉ ghi đủ tháng, năm"),
            span,
        )
    if PartialDate(year, month, day).exact() is None:
        return inferred(
            PartialDate(year, month),
            because("ngày ghi ở trang 1 không có trong lịch, chỉ lấy tháng, năm"),
            span,
        )
    return stated(
        PartialDate(year, month, day), because("dòng địa danh, ngày tháng ở trang 1"), span
    )


def _number_in(written: str) -> int | None:
    return read_number("".join(filter(str.isdecimal, written.translate(_LOOK_ALIKES))))


# --- organs -----------------------------------------------------------------------------------


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(organ_lexicon().openers)})(?!\w)")


def opens_organ(piece: LayoutLine) -> bool:
    """Whether a line begins with the name of an organ."""
    return _opener().match(piece.folded) is not None


def _organs(layout: TextLayout, pieces: list[LayoutLine]) -> Iterator[LetterheadOrgan]:
    """The organs from the top down; a capital line that opens none continues the one above."""
    group: list[LayoutLine] = []
    for piece in pieces:
        words = len(piece.folded.split())
        if _DATE_START.search(piece.folded) or is_number(piece) or words > 16:
            continue
        if opens_organ(piece):
            yield from _organ(layout, group)
            group = [piece]
        elif group and _continues(piece):
            group.append(piece)
    yield from _organ(layout, group)


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


def _continues(piece: LayoutLine) -> bool:
    letters = sum(letter.isalpha() for letter in piece.folded)
    return piece.capitals and not piece.opens and letters >= 4 and not is_stamp(piece)


def _organ(layout: TextLayout, group: list[LayoutLine]) -> Iterator[LetterheadOrgan]:
    if group:
        words = " ".join(layout.line_text(line) for line in group)
        first, last = layout.line_span(group[0]), layout.line_span(group[-1])
        yield LetterheadOrgan(spell_organ(words), Span(first.start, last.end))
