"""What others put on a paper: the arrival stamp (dấu đến) and the mark of a copy (sao y, sao lục).

Both are furniture and no text of the paper (:mod:`indexer.notices.furniture`); here their lines
are read for what they say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from indexer.model import Arrival, Field, PartialDate, Span, because
from indexer.notices.blocks import LayoutLine, TextLayout, inferred, stated, unknown
from indexer.notices.furniture_words import furniture_words
from indexer.notices.mark_words import mark_table, ways_to_write
from indexer.numerals import read_number
from indexer.organs import spell_organ

_BETWEEN = " -–—;,:|/"
_NUMBER = re.compile(
    r"(?<!\w)so(?:\s{1,3}(?:cv|vb|cong van|van ban))?(?:\s{1,3}den)?[\s:.…_]{0,30}"
    r"(?P<number>\d{1,7})(?!\d|\s?[/-]\s?(?!ngay|gio|luc|chuyen|kinh|luu|nguoi|don vi)[a-z])"
)
_DAY = re.compile(
    r"(?<!\w)(?:ngay(?:\s{1,3}(?:den|nhan))?)?[\s:.…_]{0,20}(?P<d>\d{1,2})"
    r"\s?(?:[/.-]|thang[\s:.…_]{0,9})\s?(?P<m>\d{1,2})\s?(?:[/.-]|nam[\s:.…_]{0,9})\s?"
    r"(?P<y>(?:19|20)\d{2}|\d{2})(?!\d)"
)


# "ĐẢNG ỦY XÃ TÂN VĂN - CÔNG VĂN ĐẾN - Số: 481 - Ngày 12/5/2026"
_PARTED = r"(?:\s{0,9}[-–—;,:|/)\]]\s{0,9}|\s{2,99})"
_LONGEST_STAMP = 200


@cache
def _anchor() -> re.Pattern[str]:
    return re.compile(rf"{furniture_words().arrived}(?=$|[\s:.])")


@cache
def _in_line() -> re.Pattern[str]:
    return re.compile(
        rf"[^\W\d].{{3,80}}?{_PARTED}(?P<anchor>[(\[]?{furniture_words().arrived})(?!\w)"
        rf"(?:{_PARTED}|\s)(?=(?:so|ngay)(?:\s{{1,3}}den)?[\s:.…_]{{0,30}}\d)"
    )


def stamp_in_line(line: LayoutLine) -> tuple[LayoutLine, ...]:
    """The parts of an arrival stamp that stands in one line, number and day in it: the office
    that received, and what follows it; none where a line is no such stamp."""
    found = _in_line().match(line.folded[:_LONGEST_STAMP]) if "den" in line.folded else None
    if found is None or not line.cased[: found.end("anchor")].isupper():
        return ()
    if not (_NUMBER.search(line.folded) and _DAY.search(line.folded)):
        return ()
    at = found.start("anchor")
    return line.part(0, at), line.part(at, len(line.folded))


def read_arrival(
    layout: TextLayout, stamp: Sequence[LayoutLine], recognised: bool
) -> Field[Arrival]:
    """Number, day and office of an arrival stamp; ``recognised`` where the text is OCR's."""
    if not stamp:
        return unknown(because("văn bản không có dấu đến"))
    words = "\n".join(line.folded for line in stamp)
    number = _NUMBER.search(words)
    arrival = Arrival(number["number"] if number else None, _day(words), _office(layout, stamp))
    span = _span(layout, stamp)
    if arrival == Arrival(None, None, None):
        return unknown(because("dấu đến không đọc được"), span)
    if recognised:
        # Red ink over print and by hand: what is read of it needs a look at the paper.
        return inferred(arrival, because("dấu đến trên bản quét, đọc bằng OCR"), span)
    return stated(arrival, because("dấu đến trên văn bản"), span)


def _day(words: str) -> PartialDate | None:
    for found in _DAY.finditer(words):
        day, month, year = (read_number(found[part]) or 0 for part in "dmy")
        date = PartialDate(year if year > 99 else 2000 + year, month, day)
        if date.exact():
            return date
    return None


def _office(layout: TextLayout, stamp: Sequence[LayoutLine]) -> str | None:
    """The capitals above the stamp's own words."""
    above: list[str] = []
    for line in stamp:
        if (
            _anchor().match(line.folded)
            or not line.capitals
            or any(map(str.isdecimal, line.folded))
        ):
            break
        above.append(layout.line_text(line).strip(_BETWEEN))
    return spell_organ(" ".join(above)) or None


def read_copy(layout: TextLayout, lines: Sequence[LayoutLine]) -> Field[str]:
    """As what kind of copy a paper is certified."""
    for line in lines:
        for written, mark in ways_to_write(mark_table()["copy"]):
            if line.folded.startswith(written):
                return stated(mark, because("văn bản ghi là bản sao"), layout.line_span(line))
    return unknown(because("văn bản không ghi là bản sao"))


def _span(layout: TextLayout, stamp: Sequence[LayoutLine]) -> Span:
    spans = [layout.line_span(line) for line in stamp]
    return Span(min(one.start for one in spans), max(one.end for one in spans))
