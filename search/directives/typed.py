"""What was typed of a directive → the parts that can be meant, each in every reading of it.

``qđ 213 bct khóa 12`` has four parts: a type (Quy định or Quyết định), a number, a body, a term.
Whatever is no such part is a word of the subject.  A part may be read in several ways, for a year
may stand in a title, and 12 after "khóa" is XII; a directive has a part if it has one reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from indexer.analysis import Token, tokens
from indexer.citations import ordinal
from indexer.knowledge import term_number, term_numeral, type_words
from indexer.knowledge.abbreviations import abbreviations
from indexer.knowledge.document_types import document_types
from indexer.model import PartialDate
from indexer.numerals import read_number
from indexer.text import toneless, unaccent

MAX_TYPED = 200
"""Characters of a typed line that are looked at: no name of a directive needs more."""

MAX_PARTS = 32
"""Parts of a typed line that are looked for."""

DAY, MONTH, YEAR, NUMBER, TERM, PLENUM, TYPE, BODY = (
    "day:", "month:", "year:", "number:", "term:", "plenum:", "type:", "body:",
)  # fmt: skip
"""What stands before the terms of an index that are no words."""

NEWEST = "newest:"
"""The reading of "mới" and "hiện hành" at the end of a line: the later a directive, the better."""

_DAY = re.compile(
    r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d\d)(?!\d)"
    r"|ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})(?!\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_GLUED = re.compile(r"(?P<first>[a-z]+)?(?P<number>\d{1,4}[a-h]?)(?P<last>[a-z]{2,})?")
_TERM = re.compile(r"k(?:hoa)?(\d{1,2})")
_ROMAN = re.compile(r"x?(?:ix|iv|vi{1,3}|i{2,3}|xi{0,3}|xiv)")
_LAST_PLENUM = 20
_ASKS_FOR_NEWEST = ("moi", "moi nhat", "hien hanh", "hien nay", "con hieu luc")


@dataclass(frozen=True, slots=True)
class TypedPart:
    """One part of what was typed: the terms that it may mean, each with how well it is met.

    ``is_word`` for a word of the subject, whose neighbours count, ``bare`` without its marks;
    ``is_sign`` for what tells of itself that a directive is meant: a type, a number, a term.
    What ``is_last`` may yet go on.
    """

    readings: Mapping[str, float]
    written: str
    is_word: bool = False
    is_sign: bool = False
    is_last: bool = False
    bare: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it may be the number of a directive."""
        return any(term.startswith(NUMBER) for term in self.readings)

    @property
    def is_name(self) -> bool:
        """Whether it is a part of a number as such: the number itself, its type, its body."""
        return any(term.startswith((NUMBER, TYPE, BODY)) for term in self.readings) and not any(
            term.startswith(YEAR) for term in self.readings
        )


def typed_parts(
    text: str, bodies: Mapping[tuple[str, ...], Sequence[str]], *, goes_on: bool = False
) -> list[TypedPart]:
    """The parts of a typed line; ``bodies`` are the names of those that issue directives.

    Where the line ``goes_on``, its last word is yet the beginning of one.

    >>> [part.written for part in typed_parts("qđ213 khóa mười hai đảng viên", {})]
    ['qd', '213', 'khoa muoi hai', 'đảng', 'viên']
    """
    return list(islice(_Reader(text[:MAX_TYPED], bodies, goes_on).parts(), MAX_PARTS))


class _Reader:
    """Reads a line from left to right, the longest part first."""

    def __init__(
        self, text: str, bodies: Mapping[tuple[str, ...], Sequence[str]], goes_on: bool
    ) -> None:
        self._bodies = bodies
        self._longest = max((len(name) for name in bodies), default=0)
        self._goes_on = goes_on and text[-1:].isalnum()
        self._days: list[TypedPart] = []
        self._words = list(islice(self._read(self._without_days(text)), 2 * MAX_PARTS))
        self._bare = [word.bare for word in self._words]
        self._is_marked = any(word.syllable != word.bare for word in self._words)

    def _without_days(self, text: str) -> str:
        plain = unaccent(text)
        if len(plain) != len(text):
            return text
        for found in _DAY.finditer(plain):
            day, month, year = (read_number(one) for one in found.groups() if one)
            if day and month and year and day <= 31 and month <= 12:
                self._days.append(_day(PartialDate(year, month, day), found.group()))
                text = text[: found.start()] + " " * len(found.group()) + text[found.end() :]
        return text

    def _read(self, text: str) -> Iterator[Token]:
        """The tokens, numbers apart from the letters they are glued to, abbreviations as words."""
        for token in tokens(text):
            for part in _taken_apart(token):
                yield from self._symbol(part)

    def _symbol(self, token: Token) -> Iterator[Token]:
        """``qđtw`` as its type and its body; any other token as it is."""
        letters = token.bare
        for end in range(2, min(5, len(letters) - 1)):
            if letters[:end] in _sigil_types() and (letters[end:],) in self._bodies:
                yield from (_token(letters[:end]), _token(letters[end:]))
                return
        yield token

    def parts(self) -> Iterator[TypedPart]:
        """All parts in order, days first."""
        yield from self._days
        at = 0
        while at < len(self._words):
            found = (
                self._newest(at)
                or self._term(at)
                or self._plenum(at)
                or self._type(at)
                or self._body(at)
            )
            part, length = found or (self._number(at) or self._word(at), 1)
            at += length
            if part.is_word and (words := self._written_out(at - 1)):
                yield from words
            else:
                yield part

    def _newest(self, at: int) -> tuple[TypedPart, int] | None:
        """The newest is asked for, or the words belong to a subject: "nông thôn mới"."""
        last = " ".join(self._bare[at:])
        if not at or last not in _ASKS_FOR_NEWEST:
            return None
        return TypedPart({NEWEST: 1.0, f"{self._bare[at - 1]} {last}": 1.0}, last), len(
            self._bare
        ) - at

    def _term(self, at: int) -> tuple[TypedPart, int] | None:
        word = self._bare[at]
        if glued := _TERM.fullmatch(word):
            number = term_number(glued[1])
            return (_term(number, word), 1) if number else None
        if word == "khoa" or (word == "k" and self._bare[at + 1 : at + 2]):
            number, length = self._ordinal(at + 1)
            if number and length:
                return _term(number, " ".join(self._bare[at : at + 1 + length])), 1 + length
        if _ROMAN.fullmatch(word) and (number := term_number(word)):
            return _term(number, word), 1
        return None

    def _ordinal(self, at: int) -> tuple[int, int]:
        """A number in figures or words, and of how many words it is made."""
        for length in (2, 1):
            words = self._bare[at : at + length]
            if len(words) == length and (number := ordinal(" ".join(words))):
                return number, length
        return 0, 0

    def _plenum(self, at: int) -> tuple[TypedPart, int] | None:
        """``Trung ương 4``, ``TW 4``, ``lần thứ tư``: the name of a plenum."""
        opening = 1 if self._bare[at] == "tw" else 2
        first = " ".join(self._bare[at : at + opening])
        if first not in ("tw", "trung uong", "lan thu"):
            return None
        number, length = self._ordinal(at + opening)
        if not 0 < number <= _LAST_PLENUM or self._symbol_before(at):
            return None
        written = " ".join(self._bare[at : at + opening + length])
        readings = {f"{PLENUM}{number}": 1.0}
        if first == "lan thu":
            readings |= {f"{TERM}k{number}": 0.8}
        return TypedPart(readings, written, is_sign=True), opening + length

    def _symbol_before(self, at: int) -> bool:
        """Whether the letters here end a symbol: in ``213-QĐ/TW 2 tháng 1`` TW 2 is no plenum."""
        sigil = at > 1 and self._bare[at - 1] in _sigil_types()
        return sigil and self._bare[at - 2][:1].isdecimal()

    def _type(self, at: int) -> tuple[TypedPart, int] | None:
        for length in range(min(4, len(self._bare) - at), 0, -1):
            name = " ".join(self._bare[at : at + length])
            codes = _type_codes().get(name) or (_sigil_types().get(name) if length == 1 else None)
            if codes:
                # A wrong type is often one of the same sigil: Quyết định, where QĐ is a Quy định.
                readings = {f"{TYPE}{code}": 0.6 for code in _mistaken_for(codes)}
                readings |= {f"{TYPE}{code}": 1.0 for code in codes}
                # The type may stand in the name of what another type issues: "ban hành Quy chế".
                readings[name] = 0.9
                is_sign = length > 1 or name in _abbreviations() or not at
                return TypedPart(readings, name, is_sign=is_sign), length
        return None

    def _body(self, at: int) -> tuple[TypedPart, int] | None:
        for length in range(min(self._longest, len(self._bare) - at), 0, -1):
            bodies = self._bodies.get(tuple(self._bare[at : at + length]))
            if bodies:
                readings = {f"{BODY}{body}": 1.0 for body in bodies}
                name = " ".join(self._bare[at : at + length])
                return TypedPart(readings | {name: 0.7}, name), length
        return None

    def _number(self, at: int) -> TypedPart | None:
        token = self._words[at]
        if not token.bare[:1].isdecimal():
            return None
        last = self._is_last(at)
        if _YEAR.fullmatch(token.bare):
            readings = {f"{YEAR}{token.bare}": 1.0, token.bare: 0.8}
            return TypedPart(readings | {f"{NUMBER}{token.bare}": 0.9}, token.bare, is_last=last)
        number = token.bare.lstrip("0") or "0"
        readings = {f"{NUMBER}{number}": 1.0, token.bare: 0.5}
        return TypedPart(readings, token.bare, is_sign=True, is_last=last)

    def _word(self, at: int) -> TypedPart:
        token = self._words[at]
        return replace(_word(token, self._is_marked), is_last=self._is_last(at))

    def _is_last(self, at: int) -> bool:
        return self._goes_on and at == len(self._words) - 1

    def _written_out(self, at: int) -> list[TypedPart]:
        """The words that an abbreviation stands for; none for any other word."""
        meant = abbreviations().expansion(self._words[at].syllable)
        return [_word(one, is_marked=True) for one in meant]


def _word(token: Token, is_marked: bool) -> TypedPart:
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


def accented(syllable: str) -> str:
    """The term of a syllable with its marks."""
    return f"={syllable}"


def any_tone(plain: str) -> str:
    """The term of a syllable whatever its tone."""
    return f"~{plain}"


def _day(day: PartialDate, written: str) -> TypedPart:
    readings = {f"{DAY}{day.iso}": 1.0, f"{MONTH}{day.iso[:7]}": 0.6, f"{YEAR}{day.year}": 0.3}
    return TypedPart(readings, written)


def _term(number: int, written: str) -> TypedPart:
    numeral = term_numeral(number).lower()
    return TypedPart({f"{TERM}k{number}": 1.0, numeral: 0.9}, written, is_sign=True)


def _taken_apart(token: Token) -> Iterator[Token]:
    """``ct05`` and ``213qđ`` as their letters and numbers; any other token as it is."""
    found = _GLUED.fullmatch(token.bare)
    if found is None or not (found["first"] or found["last"]) or _TERM.fullmatch(token.bare):
        yield token
    else:
        yield from (_token(part) for part in found.groups() if part)


def _token(letters: str) -> Token:
    return Token(letters, letters, 0, 0)


@cache
def _type_codes() -> dict[str, tuple[str, ...]]:
    """The types by their names of several words, spelled as words of a text are."""
    return {
        name: (kind.code,)
        for word, kind in type_words().items()
        if " " in word and (name := _spelled(word))
    }


@cache
def _sigil_types() -> dict[str, tuple[str, ...]]:
    """The types that a sigil, an abbreviation or a single word may stand for: QĐ for two."""
    found: dict[str, dict[str, None]] = {}
    for kind in document_types():
        for written in (*kind.sigils, *kind.abbreviations, *_single_word(kind.name)):
            found.setdefault(_spelled(written), {})[kind.code] = None
    return {written: tuple(codes) for written, codes in found.items()}


def _spelled(words: str) -> str:
    return " ".join(token.bare for token in tokens(words))


def _single_word(name: str) -> tuple[str, ...]:
    return () if " " in name else (name,)


@cache
def _abbreviations() -> frozenset[str]:
    """What is short for a type and for nothing else: NQ, but not ĐA, which is a word as well."""
    return frozenset(_spelled(short) for kind in document_types() for short in kind.abbreviations)


def _mistaken_for(codes: Sequence[str]) -> list[str]:
    """The types that have a sigil in common with one of these."""
    meant = {sigil for code in codes for sigil in _sigils().get(code, ())}
    return [code for code, sigils in _sigils().items() if not meant.isdisjoint(sigils)]


@cache
def _sigils() -> dict[str, tuple[str, ...]]:
    """The sigils of each type by its code."""
    return {kind.code: kind.sigils for kind in document_types()}
