"""What a line opens with that may number a part: ``Điều 7.``, ``Chương II``, ``1.``, ``a)``.

A mark alone makes no part: whether one does is told by what stands around it, in
:mod:`indexer.outline.composition`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from indexer.citations.pinpoint_parts import point_letters
from indexer.notices.blocks import LayoutLine
from indexer.notices.forms import type_names, without_blanks
from indexer.numerals import read_number, read_roman, to_roman


class Style(IntEnum):
    """How a part is numbered, from the outside in; a decimal lies the deeper the longer it is."""

    ATTACHMENT = 0
    APPENDIX = 1
    PART = 2
    CHAPTER = 3
    SECTION = 4
    SUBSECTION = 5
    LETTERED = 6  # A.
    ROMAN = 7
    ARTICLE = 8
    ARABIC = 9
    DECIMAL = 10
    LETTER = 80
    BRACKETED = 81  # 1)
    DASH = 82


@dataclass(frozen=True, slots=True)
class DivisionMark:
    """A mark at ``[start, end)`` of a line, with the blanks behind it.

    ``order`` is where its number stands in its row: a hundred for each, with the letters of 7a, 7b
    between.  ``path`` holds the numbers of a decimal.  ``is_sure`` tells that the mark is set off
    by a sign, by capitals or by its line; what is not may be the beginning of a sentence.
    """

    style: Style
    number: str
    order: int
    start: int
    end: int
    path: tuple[str, ...] = ()
    is_sure: bool = True

    @property
    def rank(self) -> int:
        """How far in it stands."""
        return self.style + max(0, len(self.path) - 2)


STEP = 100
"""Between a number and the next in ``order``."""

_NOTE = r"(?:\s?\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]{1,3})?"
_SIGN = rf"{_NOTE}(?:\s?(?P<sign>[.:-](?!\d)))?{_NOTE}\s*"
_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_FIGURES = r"[ivxl]{1,7}|\d{1,3}"
_COUNTS = rf"thu\s(?:{'|'.join(_ORDINALS)})|{_FIGURES}"
_APART = r"(?![a-z\d])"

# On folded letters: a scanner's "Điêu 7", "Ðiều l." and "CHƯƠNG Il" are read as well.
_WORDED = {
    Style.ARTICLE: (
        r"d ?i ?e ?u\s{0,4}(?P<n>\d{1,4}|[\dlio]{1,4}(?=\s?[.:]))(?P<letter>[a-z](?![a-z]))?"
    ),
    Style.CHAPTER: rf"c ?h ?u ?o ?n ?g\s{{1,4}}(?P<n>{_COUNTS}){_APART}",
    Style.PART: rf"phan\s{{1,4}}(?P<n>{_COUNTS}|[a-h]){_APART}",
    Style.SUBSECTION: rf"tieu\s{{1,4}}muc\s{{1,4}}(?P<n>{_FIGURES}){_APART}",
    Style.SECTION: rf"muc\s{{1,4}}(?P<n>{_FIGURES}|[a-h]){_APART}",
    Style.APPENDIX: (
        r"phu\s{1,4}luc(?:\s{1,4}(?:so\s{1,4})?"
        rf"(?P<n>{_FIGURES}|[a-h])(?P<letter>[a-z])?{_APART})?"
    ),
}
_WORDED_MARKS = tuple(
    (style, re.compile(f"{pattern}{_SIGN}")) for style, pattern in _WORDED.items()
)
_OPENS_WORD = ("d", "c", "p", "m", "t")

_ROMAN = re.compile(
    rf"(?P<n>[ivxl1]{{1,7}}){_NOTE}\s?(?:\./|[-.)/:]){_NOTE}[-\s]*(?=[^\W\d_]|[\"(]|$)"
)
_LETTERED = re.compile(rf"(?P<n>[a-h])\s?[-.)/:]{_NOTE}\s*(?=[^\W\d_]|[\"(]|$)")
_ARABIC = re.compile(
    rf"(?P<n>\d{{1,3}}|[li](?=\.\s))(?P<letter>[a-z])?{_NOTE}\s?(?P<sign>\./|[.)/-]){_NOTE}"
    r"(?P<gap>[-\s]*)(?P<next>[^\W\d_]|[\"(\[]|\d{1,4}(?![\d.)/-])|[a-z]\)|$)"
)
_DECIMAL = re.compile(
    rf"(?P<n>\d{{1,3}}(?:\.\d{{1,3}}){{1,59}}){_NOTE}(?P<sign>[.)/-]?){_NOTE}"
    r"(?P<gap>\s*)(?P<next>[^\W\d_]|[\"(]|$)"
)
_LETTER = re.compile(rf"(?P<n>[a-z]){_NOTE}\s?(?P<sign>[.)/]){_NOTE}\s*(?=[^\W_]|[\"(]|$)")
DASH = re.compile(r"[-+•]\s{0,9}(?=[^\W_]|[\"(])")

_LONGEST_UNSURE = 120
_OF_ANOTHER = ("cua", "nay", "boluat", "hienphap", "dieule", "neutren", "noitren")


def marks_of(line: LayoutLine, at: int = 0) -> Iterator[DivisionMark]:
    """The marks that a line, or its rest, may open with; the likeliest first.

    >>> from indexer.notices.blocks import lay_out
    >>> text = "Điều 7a. Trách nhiệm\\nII- KẾT QUẢ\\n1.2. Về tổ chức\\nđ) Hồ sơ"
    >>> for line in lay_out(text).lines:
    ...     print([(mark.style.name, mark.number) for mark in marks_of(line)])
    [('ARTICLE', '7a')]
    [('ROMAN', 'II')]
    [('DECIMAL', '1.2')]
    [('LETTER', 'đ')]
    """
    folded, first = line.folded, line.cased[at : at + 1]
    if first.isupper():
        yield from _worded(line, at)
        yield from _capital(line, at)
        return
    found = _DECIMAL.match(folded, at)
    if found and _follows(line, found) and (found["sign"] or found["gap"]):
        path = tuple(str(read_number(part)) for part in found["n"].split("."))
        yield DivisionMark(
            Style.DECIMAL, ".".join(path), STEP * int_of(path[-1]), at, _behind(found), path
        )
        return
    found = _ARABIC.match(folded, at)
    if found and (found["gap"] or found["next"] in ("", '"', "(") or _follows(line, found)):
        yield from _arabic(line, found)
    found = _LETTER.match(folded, at) if first.islower() else None
    if found and (letter := first.lower().replace("ð", "đ")) in point_letters():
        order = STEP * (point_letters().index(letter) + 1)
        yield DivisionMark(Style.LETTER, letter, order, at, found.end())


def int_of(figures: str) -> int:
    """The value of figures, 0 for anything else."""
    return read_number(figures) or 0


def _behind(found: re.Match[str]) -> int:
    return found.start("next")


def _follows(line: LayoutLine, found: re.Match[str]) -> bool:
    """Whether a capital, a quote or a bracket stands behind a mark: "8.0 tỷ đồng" is an amount."""
    behind = line.cased[found.start("next") : found.start("next") + 1]
    return not behind or behind.isupper() or not behind.isalnum()


def _arabic(line: LayoutLine, found: re.Match[str]) -> Iterator[DivisionMark]:
    style = Style.BRACKETED if found["sign"] == ")" else Style.ARABIC
    letter = line.cased[slice(*found.span("letter"))].lower() if found["letter"] else ""
    value = 1 if found["n"] in ("l", "i") else read_number(found["n"])
    if value and (not letter or letter in point_letters()):
        yield DivisionMark(
            style, f"{value}{letter}", _order(value, letter), found.start(), _behind(found)
        )


def _order(value: int, letter: str) -> int:
    return STEP * value + (point_letters().index(letter) + 1 if letter in point_letters() else 0)


def _capital(line: LayoutLine, at: int) -> Iterator[DivisionMark]:
    """Marks in capital letters: ``II-``, ``A.``; what may be either is both."""
    found = _LETTERED.match(line.folded, at)
    if found:
        order = STEP * (ord(found["n"]) - ord("a") + 1)
        yield DivisionMark(Style.LETTERED, found["n"].upper(), order, at, found.end())
    found = _ROMAN.match(line.folded, at)
    if found and line.cased[at : found.end("n")].replace("l", "I").isupper():
        value = read_roman(_roman_letters(found["n"]))
        if value:
            yield DivisionMark(Style.ROMAN, to_roman(value), STEP * value, at, found.end())
            if value == 1:  # a scanner's "I. Tổ chức đảng" for "1. Tổ chức đảng"
                yield DivisionMark(Style.ARABIC, "1", STEP, at, found.end())


def _roman_letters(figures: str) -> str:
    """Roman figures as a scanner misreads them: "Il", "1I"."""
    if figures.isdecimal():
        return ""
    plain = figures.replace("1", "i")
    return plain if "x" in plain else plain.replace("l", "i")


def _worded(line: LayoutLine, at: int) -> Iterator[DivisionMark]:
    if line.folded[at] not in _OPENS_WORD:
        return
    for style, pattern in _WORDED_MARKS:
        found = pattern.match(line.folded, at)
        if found is None:
            continue
        rest = line.folded[found.end() :]
        letter = found.groupdict().get("letter") or ""
        if letter:
            letter = line.cased[found.start("letter")].lower()
        number, value = _number(style, found["n"], letter)
        is_set_off = not rest or found["sign"] is not None or line.cased[found.end() :].isupper()
        if style is Style.APPENDIX:
            is_set_off = is_set_off or rest.startswith(("(", "kem theo", "ban hanh kem"))
        if number is not None and (is_set_off or _may_be_title(line, found.end())):
            order = _order(value, letter) if style is Style.ARTICLE else STEP * value
            yield DivisionMark(style, number, order, at, found.end(), is_sure=is_set_off)
        return


def _number(style: Style, figures: str | None, letter: str) -> tuple[str | None, int]:
    """The number of a part with its word in its normal form, and its value."""
    if figures is None:
        return "", 1
    if style is Style.ARTICLE:
        value = read_number(figures.translate(_MISREAD))
        return (f"{value}{letter}", value) if value else (None, 0)
    if figures.startswith("thu"):
        value = _ORDINALS.index(figures.split()[-1]) + 1
        return str(value), value
    value = read_number(figures) or read_roman(_roman_letters(figures))
    if value:
        is_roman = style is Style.SECTION and not figures.isdecimal()
        return (to_roman(value) if is_roman else f"{value}{letter}"), value
    if len(figures) == 1 and style is not Style.CHAPTER:
        return figures.upper(), ord(figures) - ord("a") + 1
    return None, 0


_MISREAD = str.maketrans("lio", "110")


@cache
def _other_papers() -> tuple[str, ...]:
    return (*type_names(), *_OF_ANOTHER)


def _may_be_title(line: LayoutLine, at: int) -> bool:
    """Whether what stands behind a number without a sign may be a title: "Điều 7 Trách nhiệm", but
    not "Điều 7 Luật Đất đai", "Điều 7 quy định rằng"."""
    if not line.cased[at : at + 1].isupper() or len(line.folded) > _LONGEST_UNSURE:
        return False
    if line.folded.endswith((".", ";", ",", ":")):
        return False
    return not without_blanks(line.folded[at : at + 40]).startswith(_other_papers())
