"""Which law's name stands here: names as clerks write them, read word by word.

Signs between words are free where the name has one: ``Luật Phòng, chống tham nhũng`` is written
without its comma, ``Luật Hôn nhân và gia đình`` without its "và".  Where the name has none there
must be none: "Luật Đầu tư, công chứng" is no ``Luật Đầu tư công``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from indexer.knowledge import LawName, law_names
from indexer.normalization import composed
from indexer.organs import GAP
from indexer.text import Folded, normal_syllable, unaccent

_AND = "va"
_SIGN = r"[,;()/&-]"
_NEXT = re.compile(rf"(?P<gap>{GAP}(?:{_SIGN}{GAP}){{0,2}})(?P<word>[a-z0-9]+)")
_WORDS = re.compile(r"(?P<gap>[^\w]*)(?P<word>\w+)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class WrittenLawName:
    """A law's name in a text, and where it ends in the folded text."""

    law: LawName
    end: int


@dataclass(slots=True)
class _Node:
    """A word of names: what may follow it, and the names that end with it."""

    following: dict[str, _Node] = field(default_factory=dict)
    names: list[_Spelling] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A name with its syllables, "và" left out, and before which of them it has a sign."""

    law: LawName
    syllables: tuple[str, ...]
    signs: frozenset[int]


@cache
def _tree() -> _Node:
    root = _Node()
    for law in law_names():
        spelling = _spelling(law)
        node = root
        for syllable in spelling.syllables:
            node = node.following.setdefault(unaccent(syllable), _Node())
        node.names.append(spelling)
    return root


def _spelling(law: LawName) -> _Spelling:
    syllables: list[str] = []
    signs: set[int] = set()
    for part in _WORDS.finditer(composed(law.written)):
        if part["gap"].strip() or unaccent(part["word"]) == _AND:
            signs.add(len(syllables))
        if unaccent(part["word"]) != _AND:
            syllables.append(normal_syllable(part["word"]))
    return _Spelling(law, tuple(syllables), frozenset(signs))


def law_name_at(folded: Folded, text: str, position: int, kind: str) -> WrittenLawName | None:
    """The longest name that stands at a folded position behind a type word."""
    node, found = _tree(), None
    words: list[tuple[int, int]] = []
    signs: set[int] = set()
    at = position
    while step := _NEXT.match(folded.text, at):
        at = step.end()
        if step["gap"].strip(" \n*_0123456789"):
            signs.add(len(words))
        if step["word"] == _AND:
            signs.add(len(words))
            continue
        following = node.following.get(normal_syllable(step["word"]))
        if following is None:
            break
        node = following
        words.append(step.span("word"))
        if signs_fit := [one for one in node.names if signs <= one.signs]:
            stretch = folded.span(position, step.end()).of(text)
            found = _named(signs_fit, words, kind, composed(stretch), folded.text) or found
    return found


def _named(
    spellings: list[_Spelling], words: list[tuple[int, int]], kind: str, written: str, letters: str
) -> WrittenLawName | None:
    for spelling in spellings:
        law = spelling.law
        if not (_goes_with(kind, law.kind) and _is_spelt(written, spelling)):
            continue
        if _breaks_off(written):
            continue
        end = words[-1][1]
        closes = law.written.endswith(")") and letters.startswith(")", end)
        return WrittenLawName(law, end + closes)
    return None


def _goes_with(written: str, kind: str) -> bool:
    """A code is called a law as well: "Luật Lao động"."""
    return written == kind or (written, kind) == ("Luật", "Bộ luật")


def _is_spelt(written: str, spelling: _Spelling) -> bool:
    """Whether a name has its marks, or none at all; of four syllables one may be misread.

    Folded, Luật Giá is luật gia (jurist) and Luật Dược is luật được (the law was …).
    """
    syllables = [
        normal_syllable(word) for word in re.findall(r"\w+", written) if unaccent(word) != _AND
    ]
    syllables = [word for word in syllables if not word.isdecimal()] or syllables
    if len(syllables) != len(spelling.syllables):
        return False
    if len(syllables) > 1 and written.isascii():
        return True
    apart = sum(one != other for one, other in zip(syllables, spelling.syllables, strict=True))
    return apart * 4 <= len(syllables)


def _breaks_off(written: str) -> bool:
    """Whether a paragraph ends within a name; a page break goes on in small letters."""
    gap = _PARAGRAPH.search(written)
    return gap is not None and not written[gap.end() :].lstrip(" *_0123456789\n")[:1].islower()
