"""The letterhead (phần tiêu đề trang 1): organs, number, place and date.

36-HD/VPTW gives each its place on page 1: the issuing organ top left with its superior above,
the number below the star, motto and dateline on the right.  Conversion often merges the two
columns into one line, so lines are first cut into cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from indexer.model import Field, PartialDate, Span, because
from indexer.notices.blocks import LayoutLine, TextLayout, display_text, inferred, stated, unknown
from indexer.notices.forms import issuer_of_code, notice_forms, type_of_code
from indexer.numerals import read_number
from indexer.organs import alternatives, organ_lexicon, spell_organ
from indexer.text import unaccent

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
_NUMBER = re.compile(
    r"(?<!\w)so\s{0,9}[:.]?(?P<digits>[\s\d._…ol|i]{0,20})(?P<suffix>[a-h]?)"
    r"\s{0,20}(?P<first>[-/])\s{0,9}(?P<type>[a-z]{1,6})\s{0,9}(?P<second>[-/])\s{0,9}"
    r"(?P<body>[a-z]{1,14}(?:-[a-z]{1,14}){0,2})(?![\w/-])"
)
_STATE_NUMBER = re.compile(
    r"so\s{0,9}[:.]?\s{0,9}(?P<symbol>\d{1,5}/(?:\d{4}/)?[a-z]{1,6}-[a-z]{1,14}\d{0,2})(?![\w/-])"
)
_LOOK_ALIKES = str.maketrans("oil|", "0111")
_CAPITALS_RUN = re.compile(r"(?:[^\W\d_]{2,}[\s-]{1,9}){2,12}")


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The number line: symbol or None when the digits are blank, with its two codes."""

    field: Field[str]
    type_code: str
    body_code: str


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
    number = next((found for piece in pieces if (found := _number(layout, piece))), None)
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
    blanks = [found.span() for form in (_NUMBER, _DATE) for found in form.finditer(line.folded)]
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
    number = _NUMBER.match(piece.folded) or _STATE_NUMBER.match(piece.folded)
    if number and number.end() < len(piece.folded):
        yield piece.part(0, number.end())
        yield from _unless_empty(piece.part(number.end(), len(piece.folded)))
        return
    run = _CAPITALS_RUN.match(piece.cased)
    if run and _DATE_START.search(piece.folded):
        end = _end_of_capitals(piece)
        yield from _unless_empty(piece.part(0, end))
        yield from _unless_empty(piece.part(end, len(piece.folded)))
        return
    yield piece


def _end_of_capitals(piece: LayoutLine) -> int:
    end = 0
    for word in re.finditer(r"\S+", piece.cased):
        if not word[0].isupper() or len(word[0]) < 2:
            break
        end = word.end()
    return end


# --- number -----------------------------------------------------------------------------------


def is_number(line: LayoutLine) -> bool:
    """Whether a line opens with a number and symbol (số và ký hiệu), blank or not."""
    return bool(_NUMBER.match(line.folded) or _STATE_NUMBER.match(line.folded))


def _number(layout: TextLayout, piece: LayoutLine) -> NumberLine | None:
    found = _NUMBER.match(piece.folded)
    # State papers run the other way (slash, then hyphen), but so do Party symbols by mistake:
    # the body code tells the two apart.
    if found and (issuer_of_code(found["body"]) or found["first"] == "-"):
        return _party_number(layout, piece, found)
    state = _STATE_NUMBER.match(piece.folded)
    if state is None:
        return None
    span = layout.span(piece.start + state.start("symbol"), piece.start + state.end("symbol"))
    symbol = display_text(span.of(layout.text))
    type_code, _, body_code = symbol.rpartition("/")[2].partition("-")
    return NumberLine(stated(symbol, because("dòng số ở trang 1"), span), type_code, body_code)


def _party_number(layout: TextLayout, piece: LayoutLine, found: re.Match[str]) -> NumberLine:
    def written(group: str) -> str:
        return layout.show(piece.start + found.start(group), piece.start + found.end(group))

    issuer = issuer_of_code(found["body"])
    type_code = type_of_code(written("type")) or written("type").upper()
    body_code = issuer.code if issuer else written("body").upper().replace("Ð", "Đ")
    span = layout.span(piece.start + found.start(), piece.start + found.end())
    digits = re.sub(r"[\s._…]", "", found["digits"])
    if not digits:
        reason = because(
            "dòng số để trống phần số, chỉ có ký hiệu {code}", code=f"{type_code}/{body_code}"
        )
        return NumberLine(unknown(reason, span), type_code, body_code)
    mended = digits.translate(_LOOK_ALIKES)
    symbol = f"{mended}{found['suffix']}-{type_code}/{body_code}"
    if mended != digits:
        reason = because("dòng số ở trang 1, chữ lẫn trong số được đọc là chữ số")
        return NumberLine(inferred(symbol, reason, span), type_code, body_code)
    return NumberLine(stated(symbol, because("dòng số ở trang 1"), span), type_code, body_code)


# --- place and date ---------------------------------------------------------------------------


def is_dateline(line: LayoutLine) -> bool:
    """Whether a line ends with the date of a dateline (địa danh, ngày tháng)."""
    return bool(_DATE.search(line.folded) or _SLASHED_DATE.search(line.folded))


def _dateline(
    layout: TextLayout, pieces: list[LayoutLine]
) -> tuple[Field[str], Field[PartialDate]]:
    for at, piece in enumerate(pieces):
        found = _DATE.search(piece.folded) or _SLASHED_DATE.search(piece.folded)
        if found is None or len(piece.folded[: found.start()].split()) > 7:
            continue
        before = piece.part(0, found.start())
        if not before.folded and at and pieces[at - 1].folded.endswith(","):
            before = pieces[at - 1]  # the place ended the line above
        return _place(layout, before), _date(layout, piece, found)
    missing = because("trang 1 không có dòng địa danh, ngày tháng")
    return unknown(missing), unknown(missing)


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
        if _DATE_START.search(piece.folded) or _NUMBER.match(piece.folded) or words > 16:
            continue
        if opens_organ(piece):
            yield from _organ(layout, group)
            group = [piece]
        elif group and _continues(piece):
            group.append(piece)
    yield from _organ(layout, group)


def _continues(piece: LayoutLine) -> bool:
    letters = sum(letter.isalpha() for letter in piece.folded)
    stamped = unaccent(piece.folded).strip(" .!:()[]") in notice_forms().stamps
    return piece.capitals and not piece.opens and letters >= 4 and not stamped


def _organ(layout: TextLayout, group: list[LayoutLine]) -> Iterator[LetterheadOrgan]:
    if group:
        words = " ".join(layout.line_text(line) for line in group)
        first, last = layout.line_span(group[0]), layout.line_span(group[-1])
        yield LetterheadOrgan(spell_organ(words), Span(first.start, last.end))
