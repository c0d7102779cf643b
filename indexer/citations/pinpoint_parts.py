"""Parts of a document as a text names them: ``điểm b``, ``khoản 2``, ``Điều 7``, ``mục II.3``.

What each part is called and how its members are numbered stands in
``corpus/registry/pinpoints.toml``.  Here a text is read into parts; what several of them point to
together is told in :mod:`indexer.citations.pinpoints`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from indexer.numerals import read_number, read_roman, to_roman
from indexer.organs import GAP, SPACE, one_of
from indexer.paths import REGISTRY
from indexer.text import Folded, normal_syllable, unaccent

_NUMBER = r"\d{1,4}(?:[a-z](?![a-z0-9]))?(?![\d%]|[./,]\d|/)"
_VALUES = {
    "number": rf"{_NUMBER}",
    "letter": r"[a-z](?![a-z0-9])(?!\.\d)",
    "roman": r"[ivxl]{1,7}(?![a-z0-9])(?!\.[\da-z])",
    "ordinal": (
        rf"thu{SPACE}(?:nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)(?![a-z])"
    ),
    "path": r"(?:[ivxl]{1,7}|[a-z]|\d{1,3})(?:\.(?:\d{1,3}|[a-z]))+(?![a-z0-9%]|[/,]\d)",
}
_ORDINALS = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
             "chin": 9, "muoi": 10}  # fmt: skip
_MOST_OF_A_RANGE = 100
"""Members of a range: who writes of more names no place."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of part: ``field`` is its name in a pinpoint, ``rank`` how far out it stands."""

    field: str
    rank: int
    word: str
    not_behind: frozenset[str]
    alone: frozenset[str]
    values: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """How its members are numbered, on folded text: the longest way first."""
        order = ("path", "ordinal", "number", "roman", "letter")
        ways = "|".join(
            f"(?P<{way}>{_VALUES[way]})" for way in order if way in self.values
        )
        return f"(?:{ways})"


@dataclass(frozen=True, slots=True)
class Part:
    """A part, or a range of parts, as it is named at ``[start, end)`` of a folded text.

    ``values`` are its members: one, or those of a range; none in ``Điều này``.  ``way`` tells how
    they are numbered, ``is_headed`` that the word for the unit stands with it.
    """

    unit: Unit
    values: tuple[str, ...]
    way: str
    start: int
    end: int
    is_headed: bool = True

    @property
    def is_this(self) -> bool:
        """Whether it is a part of the document that speaks: ``khoản 2 Điều này``."""
        return not self.values


@cache
def _data() -> Mapping[str, object]:
    return tomllib.loads((REGISTRY / "pinpoints.toml").read_text("utf-8"))


@cache
def units() -> tuple[Unit, ...]:
    """The units from the innermost out.

    >>> [unit.word for unit in units()][:3]
    ['tiết', 'điểm', 'khoản']
    """
    rows = _data()["unit"]
    assert isinstance(rows, list)
    return tuple(
        Unit(
            row["name"],
            rank,
            row["word"],
            frozenset(map(unaccent, row["not_behind"])),
            frozenset(row["alone"]),
            tuple(row["values"]),
        )
        for rank, row in enumerate(rows)
    )


@cache
def _letters() -> tuple[str, ...]:
    letters = _data()["letters"]
    assert isinstance(letters, list)
    return tuple(letters)


@cache
def _counted() -> re.Pattern[str]:
    words = _data()["counted"]
    assert isinstance(words, list)
    return re.compile(rf"{SPACE}(?:{one_of(map(unaccent, words))})(?![a-z])")


@cache
def _opening() -> re.Pattern[str]:
    words = one_of(unaccent(unit.word) for unit in units())
    return re.compile(rf"(?<![a-z0-9])(?P<unit>{words})(?![a-z])")


@cache
def _by_word() -> dict[str, Unit]:
    return {unaccent(unit.word): unit for unit in units()}


_NUMBER_WORD = re.compile(rf"{SPACE}(?:so{SPACE})?|{GAP}(?=\d)")
_THIS = re.compile(rf"{SPACE}nay(?![a-z])")
_BEFORE = re.compile(r"(?P<word>[a-z]+)[\s*_]{1,9}\Z")
_TO = re.compile(rf"{GAP}(?:den(?:{SPACE}het)?{SPACE}|-{GAP})")


def parts_of(folded: Folded, text: str) -> Iterator[Part]:
    """The parts that a text names with their word, in order.

    >>> from indexer.text import fold
    >>> text = "điểm b khoản 2 Điều 7, quan điểm 2 bên"
    >>> [(one.unit.field, one.values) for one in parts_of(fold(text), text)]
    [('point', ('b',)), ('clause', ('2',)), ('article', ('7',))]
    """
    free = 0
    for word in _opening().finditer(folded.text):
        if word.start() < free:
            continue
        part = part_at(folded, text, word.start())
        if part:
            yield part
            free = part.end


def part_at(folded: Folded, text: str, position: int) -> Part | None:
    """The part whose word stands at a folded position, with its number."""
    word = _opening().match(folded.text, position)
    if word is None or not _is_spelt(folded, text, word):
        return None
    unit = _by_word()[" ".join(word["unit"].replace("*", " ").replace("_", " ").split())]
    before = _BEFORE.search(folded.text, max(0, position - 16), position)
    if before and before["word"] in unit.not_behind:
        return None
    if this := _THIS.match(folded.text, word.end()):
        return Part(unit, (), "this", position, this.end())
    number = _NUMBER_WORD.match(folded.text, word.end())
    return value_at(folded, text, number.end(), unit, position) if number else None


def value_at(
    folded: Folded, text: str, position: int, unit: Unit, start: int | None = None
) -> Part | None:
    """The number of a unit, or the range of numbers, at a folded position.

    ``start`` is where the part begins, before its word; None where it has none.
    """
    first = _value(folded, text, position, unit)
    if first is None:
        return None
    value, way, end = first
    start, is_headed = (position, False) if start is None else (start, True)
    to = _TO.match(folded.text, end)
    if to is not None:
        last = _last_of_range(folded, text, to.end(), unit)
        between = _between(value, last[0], way) if last and last[1] == way else ()
        if last and between:
            return Part(unit, between, way, start, last[2], is_headed)
    return Part(unit, (value,), way, start, end, is_headed)


def _last_of_range(
    folded: Folded, text: str, position: int, unit: Unit
) -> tuple[str, str, int] | None:
    """The end of a range, with its word or without."""
    word = _opening().match(folded.text, position)
    if word is None:
        return _value(folded, text, position, unit)
    if word["unit"] != unaccent(unit.word):
        return None
    number = _NUMBER_WORD.match(folded.text, word.end())
    return _value(folded, text, number.end(), unit) if number else None


@cache
def _pattern(unit: Unit) -> re.Pattern[str]:
    return re.compile(unit.pattern)


def _value(folded: Folded, text: str, position: int, unit: Unit) -> tuple[str, str, int] | None:
    """A value in its normal form, how it is numbered, and where it ends."""
    found = _pattern(unit).match(folded.text, position)
    if found is None or _counted().match(folded.text, found.end()):
        return None
    way = found.lastgroup or ""
    written = folded.span(*found.span()).of(text)
    value = _normal(found.group(), written, way)
    return (value, way, found.end()) if value else None


def _normal(letters: str, written: str, way: str) -> str:
    """One way to write a number of a part; empty for what is none.

    Chapters mean the same in Roman and in Arabic figures, and so do parts and appendices.
    """
    if way == "number":
        figures, suffix = re.fullmatch(r"(\d+)([a-z]?)", letters).groups()  # type: ignore[union-attr]
        number = read_number(figures)
        return f"{number}{_letter(written[-1]) if suffix else ''}" if number else ""
    if way == "roman":
        return to_roman(read_roman(letters) or 0)
    if way == "ordinal":
        return to_roman(_ORDINALS[letters.split()[-1].strip("*_")])
    if way == "letter":
        return _letter(written)
    first, *rest = written.split(".")
    number = read_roman(first) if re.fullmatch(r"[IVXLivxl]+", first) else None
    return ".".join([to_roman(number) if number else first, *rest])


def _letter(written: str) -> str:
    """A letter that numbers a part, in lower case; empty for a word of one letter ("ở", "ạ")."""
    letter = written.lower().replace("ð", "đ")
    return letter if letter in _letters() else ""


def _between(first: str, last: str, way: str) -> tuple[str, ...]:
    """The members of a range; none where it runs backwards or is no range."""
    if way == "letter":
        order = _letters()
        low, high = order.index(first), order.index(last)
        return order[low : high + 1] if low < high else ()
    read, write = (read_roman, to_roman) if way == "roman" else (read_number, str)
    start, end = read(first), read(last)
    if start is None or end is None or not start < end <= start + _MOST_OF_A_RANGE:
        return ()
    return tuple(write(number) for number in range(start, end + 1))


def _is_spelt(folded: Folded, text: str, word: re.Match[str]) -> bool:
    """Whether the word of a unit has its marks, or none: "diều 7" is a kite."""
    written = folded.span(*word.span()).of(text)
    if written.isascii():
        return True
    unit = _by_word().get(" ".join(word["unit"].split()))
    syllables = re.findall(r"[^\W\d_]+", written)
    return unit is not None and [normal_syllable(one) for one in syllables] == [
        normal_syllable(one) for one in unit.word.split()
    ]
