"""The words that govern a citation, as patterns on folded letters; the words are in
``corpus/registry/roles.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from indexer.knowledge import other_words, role_words
from indexer.model import CitationRole
from indexer.normalization import composed
from indexer.organs import SPACE, one_of, opening_a_word
from indexer.text import Folded, unaccent

_MOST_BETWEEN = 8
_COUNTED = r"\(?\d{1,4}(?: ?[-/] ?\d{1,4})?\)?"


@dataclass(frozen=True, slots=True)
class RoleCue:
    """Words at ``[start, end)`` of a folded text that may give a role, or keep one away.

    ``role`` is None of words that name who does it: ``thay thế bởi``.
    """

    start: int
    end: int
    role: CitationRole | None


@dataclass(frozen=True, slots=True)
class _Word:
    """How a word of the registry is written, and whether only so."""

    written: str
    role: CitationRole | None
    is_exact: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """A list of words as a pattern, and which word each folded form is."""

    pattern: re.Pattern[str]
    by_form: Mapping[str, _Word]

    def read(self, match: re.Match[str], folded: Folded, text: str) -> RoleCue | None:
        """The cue that a match is, None of other words and of others with the same letters."""
        letters = match.group()
        word = self.by_form.get(letters) or self.by_form.get(_spaced(letters))
        if word is None or (word.is_exact and not _is_so_written(match, word, folded, text)):
            return None
        return RoleCue(match.start(), match.end(), word.role)


def cues_before(folded: Folded, text: str, low: int, high: int) -> Iterator[RoleCue]:
    """The cues in a stretch of a folded text, in order.

    >>> from indexer.text import fold
    >>> text = "kèm theo hồ sơ, triển khai thực hiện theo đúng "
    >>> [text[one.start : one.end] for one in cues_before(fold(text), text, 0, len(text))]
    ['triển khai', 'thực hiện', 'theo']
    """
    words = _before()
    for match in words.pattern.finditer(folded.text, low, high):
        cue = words.read(match, folded, text)
        if cue:
            yield cue


def cue_behind(folded: Folded, text: str, position: int, *, is_passive: bool) -> RoleCue | None:
    """The cue at a position behind a citation; ``is_passive`` behind ``được`` or ``bị``."""
    words = _passive() if is_passive else _behind()
    match = words.pattern.match(folded.text, position)
    return words.read(match, folded, text) if match else None


@cache
def may_stand_between(role: CitationRole) -> re.Pattern[str]:
    """What may stand between the cue of a role and what it governs, from the end of the cue on."""
    own = role_words()[role].between
    words = one_of(map(unaccent, {*own, *other_words().between}))
    if role is CitationRole.REVIEWED:
        words += rf"|{_COUNTED}"
    # "sơ kết 3 năm triển khai, thực hiện", but "tổng kết năm, triển khai" are two things.
    pause = "(?:(?<!nam)(?<!thang)(?<!tac)(?<! ky),)?" if role is CitationRole.REVIEWED else ""
    return re.compile(
        rf"(?:{pause}{SPACE}(?:{words})(?![a-z0-9])){{0,{_MOST_BETWEEN}}}{SPACE}[\"“(\[]?"
    )


@cache
def _before() -> _Words:
    other = other_words()
    by_it = (_Word(word, None, False) for word in other.by_it)
    return _words([*_of_roles("before"), *by_it], other.not_cue)


@cache
def _behind() -> _Words:
    return _words(_of_roles("behind"))


@cache
def _passive() -> _Words:
    return _words(_of_roles("passive"))


def _of_roles(place: Literal["before", "behind", "passive"]) -> Iterator[_Word]:
    """The words of all roles that stand at a place of what is cited."""
    for row in role_words().values():
        yield from (_Word(word, row.role, word in row.exact) for word in getattr(row, place))


def _words(words: Iterable[_Word], passed_over: Iterable[str] = ()) -> _Words:
    by_form = {unaccent(word.written): word for word in words}
    forms = opening_a_word([*by_form, *map(unaccent, passed_over)], "[a-z0-9]", SPACE)
    return _Words(re.compile(rf"(?:{forms})(?![a-z0-9])"), by_form)


def _spaced(letters: str) -> str:
    return " ".join(letters.replace("*", " ").replace("_", " ").split())


def _is_so_written(match: re.Match[str], word: _Word, folded: Folded, text: str) -> bool:
    """Whether the marks are those of the word, or there are none."""
    written = _spaced(composed(folded.span(*match.span()).of(text)).lower())
    return written in (word.written, unaccent(word.written))
