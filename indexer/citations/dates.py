"""The date at a position, and the date that follows a citation as its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.citations.figures import MISREAD
from indexer.citations.patterns import pattern
from indexer.model import PartialDate
from indexer.numerals import read_number, read_year
from indexer.organs import GAP, SPACE, WALL
from indexer.text import Folded

_BEFORE_DATE = re.compile(
    rf"{GAP}(?:[,(]|-{SPACE})?{GAP}(?:(?:duoc|deu|cung){SPACE}){{0,2}}(?:(?:ban{SPACE}hanh|ky|de){SPACE})?"
    rf"(?:(?:deu|cung){SPACE}){{0,2}}"
)
_ENDS = re.compile(rf"[ *_]{{0,12}}(?:[.;)\]{WALL}]|\s*\Z|\n\s*\n|,?{SPACE}cua{SPACE})")
_ENDS_OR_PAUSES = re.compile(rf"[ *_]{{0,12}}(?:[.,;()\[\]|\n{WALL}]|\Z)")
_OLDEST_YEAR = 1930  # the Party was founded


@dataclass(frozen=True, slots=True)
class MisreadDate(PartialDate):
    """A date of which letters were read as figures, and where it stands in the folded text."""

    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class UnlabelledDate(PartialDate):
    """A date of a cell in a table that does not say what it is the date of."""


def date_at(folded: str, position: int) -> tuple[PartialDate, int] | None:
    """The date that stands at a folded position, and where it ends."""
    match = pattern("date").match(folded, position)
    if not match:
        return None
    if match["y5"]:
        misread = _misread(match)
        return (misread, match.end()) if misread else None
    day, month, year = next(
        parts
        for parts in (
            (match["d"], match["m"], match["y"]),
            (match["d2"], match["m2"], match["y2"]),
            (None, match["m3"], match["y3"]),
            (None, None, match["y4"]),
        )
        if parts[2]
    )
    return PartialDate(read_year(year) or 1, read_number(month), read_number(day)), match.end()


def _misread(match: re.Match[str]) -> MisreadDate | None:
    """The day of ``25/1O/20l8``; none where a part has no true figure, or there is no such day."""
    written = match["y5"], match["m5"], match["d5"]
    if not all(any(map(str.isdecimal, part)) for part in written):
        return None
    year, month, day = (part.translate(MISREAD) for part in written)
    if year[:2] not in ("19", "20"):
        return None
    found = MisreadDate(
        read_year(year) or 1, read_number(month), read_number(day), match.start("d5"), match.end()
    )
    return found if found.exact() and found.year >= _OLDEST_YEAR else None


def date_behind(letters: str, position: int) -> tuple[PartialDate, int] | None:
    """The date that follows a citation as its own, and where it ends.

    The narrator's day is none: "…, cùng ngày 15/2/2025, Đoàn kiểm tra làm việc", "… - Năm 2025".
    """
    before = _BEFORE_DATE.match(letters, position)
    dated = date_at(letters, before.end()) if before else None
    if before is None or dated is None:
        return None
    words = before.group()
    if "," in words and words.strip(" *_\n").endswith("cung"):
        return dated if _ENDS.match(letters, dated[1]) else None
    if "-" in words and not (dated[0].day and _ENDS_OR_PAUSES.match(letters, dated[1])):
        return None
    return dated


def as_read(date: PartialDate | None, folded: Folded, text: str) -> tuple[PartialDate | None, str]:
    """A date alone, and how it is written where letters were read as figures."""
    if date is None:
        return None, ""
    plain = PartialDate(date.year, date.month, date.day)
    if not isinstance(date, MisreadDate):
        return plain, ""
    return plain, folded.span(date.start, date.end).of(text)
