"""What was typed of a directive → the parts that can be meant, each in every reading of it.

``qđ 213 bct khóa 12`` has four parts: a type (Quy định or Quyết định), a number, a body, a term.
Whatever is no such part is a word of the subject.  A part may be read in several ways, for a year
may stand in a title, and 12 after "khóa" is XII; a directive has a part if it has one reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from rapidfuzz.distance import OSA

from indexer.analysis import tokens
from indexer.citations import ordinal
from indexer.knowledge import term_number
from indexer.knowledge.abbreviations import abbreviations
from search.directives.days import YEAR, typed_days
from search.directives.line_words import GLUED_TERM, WordsIn, line_words, without_surroundings
from search.directives.parts import (
    NEWEST,
    WHICH,
    TypedPart,
    congress_readings,
    term_part,
    word_part,
)
from search.directives.terms import BODY, NUMBER, PLENUM, TYPE
from search.directives.typed_words import typed_words
from search.directives.types import mistaken_for, sigil_types, type_abbreviations, type_names

MAX_TYPED = 200
"""Characters of a typed line that are looked at: no name of a directive needs more."""

MAX_PARTS = 32
"""Parts of a typed line that are looked for."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = re.compile(r"x?(?:ix|iv|vi{2,3}|i{2,3}|xi{0,3}|xiv)")
"""A numeral that stands alone; "vi" is a word as well: "vi phạm", "vì"."""

_OF_PLENUMS = ("nq", "kl")
"""The sigils of what plenums pass."""

_MOST_PLENUMS, _MOST_CONGRESSES = 20, 99
"""No Central Committee has had more; a number above is one of a directive, or a year."""

_MISTYPED_WORDS = 2
"""Words of a type that is read through a slip: of one word each slip is another word."""


def typed_parts(
    text: str,
    bodies: Mapping[tuple[str, ...], Sequence[str]],
    *,
    goes_on: bool = False,
    words_in: WordsIn = lambda letters: (),
) -> list[TypedPart]:
    """The parts of a typed line; ``bodies`` are the names of those that issue directives.

    Where the line ``goes_on``, its last word is yet the beginning of one.

    >>> [part.written for part in typed_parts("qđ213 khóa mười hai đảng viên", {})]
    ['qd', '213', 'khoa muoi hai', 'đảng', 'viên']
    """
    reader = _Reader(text[:MAX_TYPED], bodies, goes_on, words_in)
    return list(islice(reader.parts(), MAX_PARTS))


class _Reader:
    """Reads a line from left to right, the longest part first."""

    def __init__(
        self,
        text: str,
        bodies: Mapping[tuple[str, ...], Sequence[str]],
        goes_on: bool,
        words_in: WordsIn,
    ) -> None:
        self._bodies = bodies
        self._longest = max((len(name) for name in bodies), default=0)
        self._goes_on = goes_on and text[-1:].isalnum()
        self._days, rest = typed_days(without_surroundings(text))
        self._words = line_words(rest, bodies, words_in, 2 * MAX_PARTS)
        self._bare = [word.bare for word in self._words]
        self._is_marked = any(word.syllable != word.bare for word in self._words)

    def parts(self) -> Iterator[TypedPart]:
        """All parts in order, days first."""
        for readings, written in self._days:
            yield TypedPart(readings, written)
        at = 0
        while at < len(self._words):
            if words := self._asked(at) or self._short(at) or self._congress(at):
                parts, length = words
                yield from parts
            else:
                part, length = self._sign(at) or self._numbers(at) or (self._word(at), 1)
                yield part
            at += length

    def _sign(self, at: int) -> tuple[TypedPart, int] | None:
        """What is no word of a subject, or the name of one that no paper uses."""
        return (
            self._newest(at)
            or self._same(at)
            or self._term(at)
            or self._plenum(at)
            or self._type(at)
            or self._body(at)
        )

    def _asked(self, at: int) -> tuple[list[TypedPart], int] | None:
        """The words here that only ask for a directive, or for what replaced it."""
        words = typed_words()
        which = words.asked_which_at(self._words, self._bare, at)
        length = max(
            words.asked_at(self._words, self._bare, at),
            words.replacing_at(self._words, self._bare, at),
        )
        if max(which, length) in (0, len(self._bare)):
            return None
        if which < length:
            return [], length
        asked = " ".join(self._bare[at : at + which])
        return [TypedPart({WHICH: 1.0}, asked, is_sign=True)], which

    def _short(self, at: int) -> tuple[list[TypedPart], int] | None:
        """The words that stand here in a short form."""
        words = typed_words()
        short, length = words.shorts.longest_at(self._bare, at)
        meant = words.written_out.get(short, ()) if length else ()
        if (
            not meant
            and self._bare[at] not in sigil_types()
            and (self._bare[at],) not in self._bodies
        ):
            meant, length = abbreviations().expansion(self._words[at].syllable), 1
        return ([word_part(one, is_marked=True) for one in meant], length) if meant else None

    def _same(self, at: int) -> tuple[TypedPart, int] | None:
        """A subject by another name than papers give it."""
        term, length = typed_words().typed.longest_at(self._bare, at)
        if not length:
            return None
        written = " ".join(self._bare[at : at + length])
        # The very words typed, if they are in a title, are met best.
        return TypedPart({written: 1.0, term: 0.95}, written, is_other_name=True), length

    def _congress(self, at: int) -> tuple[list[TypedPart], int] | None:
        """``đh 13``, ``đại hội XIII``: a congress, by which its papers and its term are named."""
        opening = 1 if self._bare[at] == "dh" else 2
        if opening == 2 and self._bare[at : at + 2] != ["dai", "hoi"]:
            return None
        after = at + opening
        number, length = self._ordinal(after)
        if not 0 < number <= _MOST_CONGRESSES or not length:
            return None
        said = " ".join(self._bare[after : after + length])
        which = replace(term_part(number, said), readings=congress_readings(number))
        words = [word_part(one, is_marked=True) for one in tokens("đại hội")]
        return [*words, which], opening + length

    def _newest(self, at: int) -> tuple[TypedPart, int] | None:
        """The newest is asked for, or the words belong to a subject: "nông thôn mới"."""
        words = typed_words()
        asked, length = words.newest.longest_at(self._bare, at)
        if not length:
            asked, length = words.newest_at_the_end.longest_at(self._bare, at)
            length = length if at + length == len(self._bare) else 0
        if not at or not length:
            return None
        before = f"{self._bare[at - 1]} {asked}"
        return TypedPart({NEWEST: 1.0, before: 1.0}, asked), length

    def _term(self, at: int) -> tuple[TypedPart, int] | None:
        word = self._bare[at]
        if glued := GLUED_TERM.fullmatch(word):
            number = term_number(glued[1])
            return (term_part(number, word), 1) if number else None
        if word == "khoa" or (word == "k" and self._bare[at + 1 : at + 2]):
            number, length = self._ordinal(at + 1)
            if number and length:
                return term_part(number, " ".join(self._bare[at : at + 1 + length])), 1 + length
        is_plain = self._words[at].syllable == word
        if is_plain and _ROMAN.fullmatch(word) and (number := term_number(word)):
            return term_part(number, word), 1
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
        if first not in ("tw", "trung uong", "lan thu", "hoi nghi"):
            return None
        number, length = self._ordinal(at + opening)
        is_symbol = opening == 1 and self._ends_symbol(at)
        if not 0 < number <= _MOST_PLENUMS or is_symbol:
            return None
        written = " ".join(self._bare[at : at + opening + length])
        readings = {f"{PLENUM}{number}": 1.0}
        if first == "lan thu":
            readings |= congress_readings(number)
        return TypedPart(readings, written, is_sign=True), opening + length

    def _ends_symbol(self, at: int) -> bool:
        """Whether "tw" ends a symbol: in ``213-QĐ/TW 2 tháng 1`` and ``CT/TW 05`` is no plenum."""
        sigil = self._bare[at - 1] if at else ""
        is_numbered = at > 1 and self._bare[at - 2][:1].isdecimal()
        return sigil in sigil_types() and (is_numbered or sigil not in _OF_PLENUMS)

    def _type(self, at: int) -> tuple[TypedPart, int] | None:
        for length in range(min(4, len(self._bare) - at), 0, -1):
            name = " ".join(self._bare[at : at + length])
            codes = type_names().get(name) or (sigil_types().get(name) if length == 1 else None)
            if not codes and length > 1 and (meant := self._mistyped(at, length)):
                name, codes = meant, type_names()[meant]
            if codes:
                # A wrong type is often one of the same sigil: Quyết định, where QĐ is a Quy định.
                readings = {f"{TYPE}{code}": 0.6 for code in mistaken_for(codes)}
                readings |= {f"{TYPE}{code}": 1.0 for code in codes}
                # The type may stand in the name of what another type issues: "ban hành Quy chế".
                readings[name] = 0.9
                is_sign = length > 1 or name in type_abbreviations() or not at
                return TypedPart(readings, name, is_sign=is_sign), length
        return None

    def _mistyped(self, at: int, length: int) -> str | None:
        """The type of which the name is a slip away before a number: ``quuy dinh 144``."""
        after = self._bare[at + length : at + length + 2]
        if length != _MISTYPED_WORDS or not any(word[:1].isdecimal() for word in after):
            return None
        typed = _with_i(" ".join(self._bare[at : at + length]))
        return next(
            (name for name in type_names() if OSA.distance(typed, _with_i(name)) == 1), None
        )

    def _body(self, at: int) -> tuple[TypedPart, int] | None:
        for length in range(min(self._longest, len(self._bare) - at), 0, -1):
            bodies = self._bodies.get(tuple(self._bare[at : at + length]))
            if bodies:
                readings = {f"{BODY}{body}": 1.0 for body in bodies}
                name = " ".join(self._bare[at : at + length])
                return TypedPart(readings | {name: 0.7}, name), length
        return None

    def _numbers(self, at: int) -> tuple[TypedPart, int] | None:
        """A number, with those beside it, of which a directive bears one: "nq 66, 68"."""
        part = self._number(at)
        end = at + 1
        while part and not part.is_year:
            after = end + (self._bare[end : end + 1] == ["va"])
            other = self._number(after) if after < len(self._bare) else None
            # The 19 of "quy định 37, 19 điều" is a word of its subject.
            if other is None or other.is_year or self._same(after):
                break
            written = f"{part.written} {other.written}"
            readings = {**part.readings, **other.readings}
            part = replace(part, readings=readings, written=written, is_last=other.is_last)
            end = after + 1
        return (part, end - at) if part else None

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
        return replace(word_part(token, self._is_marked), is_last=self._is_last(at))

    def _is_last(self, at: int) -> bool:
        return self._goes_on and at == len(self._words) - 1


def _with_i(words: str) -> str:
    return words.replace("y", "i")
