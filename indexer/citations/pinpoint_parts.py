"""Parts of a document as a text names them: ``điểm b``, ``khoản 2``, ``Điều 7``, ``mục II.3``.

What each part is called and how its members are numbered stands in
``corpus/registry/pinpoints.toml``.  Here a text is read into parts; what several of them point to
together is told in :mod:`indexer.citations.pinpoints`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indexer.citations.pinpoint_documents import pinpoint_data
from indexer.memory import remembered
from indexer.normalization import composed
from indexer.numerals import read_number, read_roman, to_roman
from indexer.organs import GAP, SPACE, WALL
from indexer.text import Folded, normal_syllable, unaccent

_NUMBER = r"\d{1,4}(?:[a-z](?![a-z0-9]))?(?![\d%]|[./,]\d|/)"
_VALUES = {
    "number": rf"{_NUMBER}",
    "letter": r"[a-z](?![a-z0-9])(?!\.\d)",
    "roman": r"[ivxl]{1,7}(?![a-z0-9])(?!\.[\da-z])",
    "ordinal": (rf"thu{SPACE}(?:nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)(?![a-z])"),
    "path": (
        r"(?:[ivxl]{1,7}|[a-z]|\d{1,3})(?:\.(?:\d{1,3}|[a-z]))+(?![a-z0-9%]|[/,]\d)"
        r"|[ivxl]{1,7}\. \d{1,2}(?= (?:cua|muc|phan|nghi quyet|ket luan|chi thi|huong dan|ke hoach)"
        r"(?![a-z]))"
    ),
}
_WAYS = ("path", "ordinal", "number", "roman", "letter")
"""The longest way first."""
_ORDINALS = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7,
             "tam": 8, "chin": 9, "muoi": 10}  # fmt: skip
_MOST_OF_A_RANGE = 100
"""Members of a range: who writes of more names no place."""


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A kind of part: ``field`` is its name in a pinpoint, ``rank`` how far out it stands."""

    field: str
    rank: int
    word: str
    is_arabic: bool
    not_behind: frozenset[str]
    plainly_not_behind: frozenset[str]
    alone: frozenset[str]
    values: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """How its members are numbered, on folded text."""
        ways = "|".join(f"(?P<{way}>{_VALUES[way]})" for way in _WAYS if way in self.values)
        return f"(?:{ways})"


@dataclass(slots=True)  # not frozen, which takes three times as long for so many fields
class Part:
    """A part, or a range of parts, as it is named at ``[start, end)`` of a folded text.

    ``values`` are its members: one, or those of a range; none in ``Điều này``, which ``is_this``
    tells, as long as nobody knows where it stands.  ``way`` tells how they are numbered,
    ``is_headed`` that the word for the unit stands with it.
    """

    unit: Subdivision
    values: tuple[str, ...]
    way: str
    start: int
    end: int
    is_headed: bool = True
    is_this: bool = False


@cache
def units() -> tuple[Subdivision, ...]:
    """The units from the innermost out.

    >>> [unit.word for unit in units()][:3]
    ['tiết', 'điểm', 'khoản']
    """
    return tuple(
        Subdivision(
            row["name"],
            rank,
            row["word"],
            row["arabic"],
            frozenset(map(normal_syllable, row["not_behind"])),
            frozenset(map(unaccent, row["not_behind"])),
            frozenset(row["alone"]),
            tuple(row["values"]),
        )
        for rank, row in enumerate(pinpoint_data()["unit"])
    )


FIELDS = tuple(unit.field for unit in units())
"""The fields of a pinpoint, from the innermost out."""

ARTICLE = FIELDS.index("article")
"""The rank of Điều."""


@cache
def point_letters() -> tuple[str, ...]:
    """The letters that number points, in their order: ``a b c d đ e``."""
    return tuple(pinpoint_data()["letters"])


@cache
def _counted() -> frozenset[str]:
    return frozenset(map(normal_syllable, pinpoint_data()["counted"]))


@cache
def _plainly_counted() -> frozenset[str]:
    return frozenset(map(unaccent, pinpoint_data()["counted"]))


def _spelt(unit: Subdivision) -> str:
    """The word of a unit; a bad layout parts its letters: "kh oản 2 Đ iều 45"."""
    return SPACE.join(" ?".join(syllable) for syllable in unaccent(unit.word).split())


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){_words()}")


def _words() -> str:
    return rf"(?:{'|'.join(map(_spelt, units()))})(?![a-z])"


def part_pattern() -> str:
    """What may be a part with its word, on folded text; :func:`part_at` tells what is one."""
    return rf"{_words()}(?:{SPACE}nay(?![a-z])|(?:{_NUMBER_WORD.pattern}){value_pattern()})"


def value_pattern() -> str:
    """What may be a number, or a range of numbers, without a word."""
    every = "|".join(_VALUES[way] for way in _WAYS)
    to = rf"{_TO.pattern}(?:{_words()}(?:{_NUMBER_WORD.pattern})|(?!(?<![a-z0-9]){_words()}))"
    return rf"(?:{every})(?:{to}(?:{every}))?"


def counted_pattern() -> str:
    """What may be counted by the number before it, on folded text."""
    words = "|".join(SPACE.join(word.split()) for word in sorted(_plainly_counted()))
    return rf"{SPACE}(?:{words})(?![a-z])"


@cache
def _by_letters() -> dict[str, Subdivision]:
    return {_letters_of(unaccent(unit.word)): unit for unit in units()}


def _letters_of(word: str) -> str:
    return re.sub(r"[\W\d_]+", "", word)


@remembered(1024, is_short=True)
def _unit_written(letters: str, written: str) -> Subdivision | None:
    """The unit of a folded word, where it has its marks, or none: "diều 7" is a kite."""
    unit, written = _by_letters()[_letters_of(letters)], composed(written)
    is_spelt = written.isascii() or normal_syllable(_letters_of(written)) == normal_syllable(
        _letters_of(unit.word)
    )
    return unit if is_spelt else None


# A page break between a word and its number is no wall, unless an item of a list stands behind it.
_NUMBER_WORD = re.compile(
    rf"{SPACE}(?:so{SPACE})?|{GAP}(?=\d)|{GAP}{WALL}{GAP}(?=\d{{1,4}}[a-z]?[\s,])"
)
_THIS = re.compile(rf"{SPACE}nay(?![a-z])")
_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)[\s*_]{1,9}\Z")
_BEHIND = re.compile(rf"{SPACE}(?P<word>[a-z]{{1,7}})(?:{SPACE}(?P<next>[a-z]{{1,7}}))?(?![a-z])")
_TO = re.compile(rf"{GAP}(?:(?:den|toi)(?:{SPACE}het)?{SPACE}|-{GAP})")


def parts_of(folded: Folded, text: str) -> Iterator[Part]:
    """The parts that a text names with their word, in order.

    >>> from indexer.text import fold
    >>> text = "điểm b khoản 2 Điều 7, quan điểm 2 bên"
    >>> [(one.unit.field, one.values) for one in parts_of(fold(text), text)]
    [('point', ('b',)), ('clause', ('2',)), ('article', ('7',))]
    """
    free = 0
    for word in unit_words(folded):
        part = part_of_word(folded, text, word) if word.start() >= free else None
        if part:
            yield part
            free = part.end


def unit_words(folded: Folded) -> Iterator[re.Match[str]]:
    """The words that may open a part, in order; :func:`part_of_word` tells which do."""
    return _opening().finditer(folded.text)


def unit_word(folded: Folded, position: int) -> re.Match[str] | None:
    """The word of a unit at a folded position."""
    return _opening().match(folded.text, position)


def part_at(folded: Folded, text: str, position: int) -> Part | None:
    """The part whose word stands at a folded position, with its number."""
    word = _opening().match(folded.text, position)
    return part_of_word(folded, text, word) if word else None


def part_of_word(folded: Folded, text: str, word: re.Match[str]) -> Part | None:
    """The part that the word of a unit opens."""
    position = word.start()
    unit = _unit_written(word.group(), verbatim(folded, text, *word.span()))
    if unit is None or is_end_of_another(folded, text, position, unit):
        return None
    if this := _THIS.match(folded.text, word.end()):
        return Part(unit, (), "this", position, this.end(), is_this=True)
    number = _NUMBER_WORD.match(folded.text, word.end())
    return value_at(folded, text, number.end(), unit, position) if number else None


def is_end_of_another(folded: Folded, text: str, position: int, unit: Subdivision) -> bool:
    """Whether the word at a position ends another: "tài khoản 12", but not "tại khoản 1"."""
    low = max(0, position - 16)
    last = folded.text[low:position].rsplit(None, 1)[-1:]
    if not last or last[0].strip("*_") not in unit.plainly_not_behind:
        return False
    word = _word_before(verbatim(folded, text, low, position))
    return bool(word) and (text.isascii() or word in unit.not_behind)


@remembered(1024)
def _word_before(written: str) -> str:
    """The last word of some letters, where nothing but blanks stands behind it."""
    before = _BEFORE.search(composed(written))
    return normal_syllable(before["word"]) if before else ""


def value_at(
    folded: Folded, text: str, position: int, unit: Subdivision, start: int | None = None
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
    folded: Folded, text: str, position: int, unit: Subdivision
) -> tuple[str, str, int] | None:
    """The end of a range, with its word or without."""
    word = _opening().match(folded.text, position)
    if word is None:
        return _value(folded, text, position, unit)
    if _by_letters()[_letters_of(word.group())] is not unit:
        return None
    number = _NUMBER_WORD.match(folded.text, word.end())
    return _value(folded, text, number.end(), unit) if number else None


@cache
def _pattern(unit: Subdivision) -> re.Pattern[str]:
    return re.compile(unit.pattern)


def _value(
    folded: Folded, text: str, position: int, unit: Subdivision
) -> tuple[str, str, int] | None:
    """A value in its normal form, how it is numbered, and where it ends."""
    found = _pattern(unit).match(folded.text, position)
    if found is None or _is_counted(folded, text, found.end()):
        return None
    way = found.lastgroup or ""
    written = verbatim(folded, text, *found.span())
    value = _normal(found.group(), written, way, unit)
    return (value, way, found.end()) if value else None


def _is_counted(folded: Folded, text: str, position: int) -> bool:
    """Whether a number counts what stands behind it: "5 triệu", "3 ngày", not "32 ngay sau"."""
    behind = _BEHIND.match(folded.text, position)
    if behind is None:
        return False
    if _plainly_counted().isdisjoint((behind["word"], f"{behind['word']} {behind['next']}")):
        return False
    words = re.split(r"[\s*_]+", composed(verbatim(folded, text, *behind.span())).strip(" \n*_"))
    first, *more = map(normal_syllable, words)
    return text.isascii() or not _counted().isdisjoint((first, " ".join([first, *more[:1]])))


def _normal(letters: str, written: str, way: str, unit: Subdivision) -> str:
    """One way to write a number of a part; empty for what is none.

    Chapters mean the same in Roman and in Arabic figures, and so do parts and appendices.
    """
    write = str if unit.is_arabic else to_roman
    if way == "number":
        figures = letters.rstrip("abcdefghijklmnopqrstuvwxyz")
        value = figures.lstrip("0")
        if figures == letters or not value:
            return value
        return f"{value}{written[-1] if unit.is_arabic else _letter(written[-1])}"
    if way == "roman":
        number = read_roman(letters)
        return write(number) if number else ""
    if way == "ordinal":
        return write(_ORDINALS[letters.split()[-1].strip("*_")])
    if way == "letter":
        return _letter(written)
    first, *rest = written.replace(" ", "").split(".")
    number = read_roman(first) if re.fullmatch(r"[IVXLivxl]+", first) else None
    return ".".join([write(number) if number else first, *rest])


def _letter(written: str) -> str:
    """A letter that numbers a part, in lower case; empty for a word of one letter ("ở", "ạ")."""
    letter = written.lower().replace("ð", "đ")
    return letter if letter in point_letters() else ""


def _between(first: str, last: str, way: str) -> tuple[str, ...]:
    """The members of a range; none where it runs backwards or is no range."""
    way = "number" if first.isdecimal() else way
    if way == "letter":
        order = point_letters()
        low, high = order.index(first), order.index(last)
        return order[low : high + 1] if low < high else ()
    read, write = (read_roman, to_roman) if way == "roman" else (read_number, str)
    start, end = read(first), read(last)
    if start is None or end is None or not start < end <= start + _MOST_OF_A_RANGE:
        return ()
    return tuple(write(number) for number in range(start, end + 1))


def verbatim(folded: Folded, text: str, start: int, end: int) -> str:
    """What a text writes at a stretch of its folded copy."""
    return text[start:end] if folded.offsets is None else folded.span(start, end).of(text)
