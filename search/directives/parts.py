"""A part of a typed line, with the terms that it may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.analysis import Token
from indexer.knowledge import term_numeral
from indexer.text import toneless
from search.directives.days import DAY, DAY_OF_YEAR, MONTH, YEAR
from search.directives.terms import BODY, NUMBER, TERM, TYPE, accented, any_tone

NEWEST, WHICH = "newest:", "which:"
"""The readings of "mới" at the end of a line and of "là số mấy": wishes, which no directive has."""

_DECIDING = (NUMBER, TERM, BODY, DAY, MONTH, YEAR, DAY_OF_YEAR)


@dataclass(frozen=True, slots=True)
class TypedPart:
    """One part of what was typed: the terms that it may mean, each with how well it is met.

    ``is_word`` for a word of the subject, whose neighbours count, ``bare`` without its marks;
    ``is_sign`` for what tells of itself that a directive is meant: a type, a number, a term.
    What ``is_last`` may yet go on; ``is_other_name`` for a subject by a name of the office.
    """

    readings: Mapping[str, float]
    written: str
    is_word: bool = False
    is_sign: bool = False
    is_last: bool = False
    is_other_name: bool = False
    bare: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it may be the number of a directive."""
        return any(term.startswith(NUMBER) for term in self.readings)

    @property
    def figures(self) -> tuple[str, ...]:
        """The numbers that it may be: "66" and "68" of "nq 66 68"."""
        return tuple(t.removeprefix(NUMBER) for t in self.readings if t.startswith(NUMBER))

    @property
    def is_list(self) -> bool:
        """Whether it is several numbers, each of a directive: "nq 66 68"."""
        return len(self.figures) > 1

    @property
    def is_type(self) -> bool:
        """Whether it may be the type of a directive."""
        return any(term.startswith(TYPE) for term in self.readings)

    def may_be(self, figure: str) -> bool:
        """Whether it may be the number of this figure: "5" for 05."""
        return f"{NUMBER}{figure}" in self.readings

    @property
    def is_subject(self) -> bool:
        """Whether it tells what a directive is about."""
        return self.is_word or self.is_other_name

    @property
    def decides(self) -> bool:
        """Whether a directive that does not have it is hardly meant."""
        return any(term.startswith(_DECIDING) for term in self.readings)

    @property
    def is_name(self) -> bool:
        """Whether it is a part of a number as such: the number itself, its type, its body."""
        is_part = any(term.startswith((NUMBER, TYPE, BODY)) for term in self.readings)
        return is_part and not self.is_year

    @property
    def is_year(self) -> bool:
        """Whether it may be a year, as 2020 is before it is a number."""
        return any(term.startswith(YEAR) for term in self.readings)


def word_part(token: Token, is_marked: bool) -> TypedPart:
    """A word with its marks, and less well with others; who types no marks means all."""
    plain = toneless(token.syllable)
    readings = {token.bare: 1.0}
    if is_marked and token.syllable == token.bare:
        readings = {accented(token.bare): 1.0, any_tone(plain): 0.9, token.bare: 0.85}
    elif is_marked:
        # A tone is often left out; another one than the right one is rarer.
        other_tone = 0.85 if plain == token.syllable else 0.7
        readings = {accented(token.syllable): 1.0, any_tone(plain): other_tone, token.bare: 0.6}
    return TypedPart(readings, token.syllable, is_word=True, bare=token.bare)


def term_part(number: int, written: str) -> TypedPart:
    """A term of congress, by which titles may be told as well: "khóa XII", "Đại hội XII"."""
    numeral = term_numeral(number).lower()
    return TypedPart({f"{TERM}k{number}": 1.0, numeral: 0.9}, written, is_sign=True)


def congress_readings(number: int) -> dict[str, float]:
    """What bears the number of a congress: titles, and what its Central Committee issues."""
    return {term_numeral(number).lower(): 1.0, f"{TERM}k{number}": 0.8}
