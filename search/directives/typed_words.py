"""What people call a directive that no paper calls so: questions, short forms, other names.

They are data in ``corpus/registry/typed_words.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from indexer.analysis import Token, query_tokens
from indexer.knowledge import law_data
from indexer.paths import REGISTRY

SAME = "same:"
"""What stands before the term of a subject that goes by several names."""

_Words = tuple[str, ...]


class Phrases:
    """Runs of words without marks, each with what it stands for.

    >>> Phrases({("so", "may"): "?", ("so",): "#"}).longest_at(["so", "may", "nhi"], 0)
    ('?', 2)
    """

    def __init__(self, meanings: Mapping[_Words, str]) -> None:
        self._meanings = meanings
        self._longest: dict[str, int] = {}
        for words in meanings:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def longest_at(self, bare: Sequence[str], at: int) -> tuple[str, int]:
        """What the longest run that begins at a word stands for, and its length; 0 for none."""
        longest = self._longest.get(bare[at], 0)
        for length in range(min(longest, len(bare) - at), 0, -1):
            meant = self._meanings.get(tuple(bare[at : at + length]))
            if meant is not None:
                return meant, length
        return "", 0


@dataclass(frozen=True, slots=True)
class TypedWords:
    """The words that are typed of directives.

    ``asking`` and ``opening`` say nothing of one, ``asking_which`` that one is meant; ``shorts``
    are written out as ``written_out``; ``typed`` are other names of subjects, and ``meant`` what
    papers call those, both by the term that they share.  ``nicknames`` are further names of single
    directives, by key.  ``linking`` are single words that tell nothing, ``joining`` those between
    one number and the next, ``replacing`` what stands between a directive and the one in whose
    place it is.  ``newest`` ask for the last of several, the
    phrases of ``newest_at_the_end`` there alone; with ``issuing`` a title opens that goes by the
    name of what it issues, with ``about`` one before its subject.
    """

    asking: Phrases
    asking_which: Phrases
    opening: Phrases
    shorts: Phrases
    written_out: Mapping[str, tuple[Token, ...]]
    typed: Phrases
    meant: Phrases
    meant_words: Mapping[str, frozenset[str]]
    nicknames: Mapping[str, tuple[str, ...]]
    linking: frozenset[str]
    joining: frozenset[str]
    replacing: Phrases
    newest: Phrases
    newest_at_the_end: Phrases
    issuing: Phrases
    about: Phrases

    def asked_at(self, words: Sequence[Token], bare: Sequence[str], at: int) -> int:
        """How many words from one on only ask for a directive; a line may open with more."""
        length = _spelled(self.asking, words, bare, at)
        return length if length or at else _spelled(self.opening, words, bare, at)

    def asked_which_at(self, words: Sequence[Token], bare: Sequence[str], at: int) -> int:
        """How many words from one on ask which directive is meant."""
        return _spelled(self.asking_which, words, bare, at)

    def replacing_at(self, words: Sequence[Token], bare: Sequence[str], at: int) -> int:
        """How many words from one on say that one directive took the place of another."""
        return _spelled(self.replacing, words, bare, at)

    def tells_of_replacing(self, words: Sequence[Token]) -> bool:
        """Whether words say that one directive took the place of another: "thay", and no "thầy"."""
        bare = [word.bare for word in words]
        return any(self.replacing_at(words, bare, at) for at in range(len(bare)))

    def same_subjects(self, bare: Sequence[str]) -> Iterator[str]:
        """The terms of the subjects that a title names in one of the ways of papers.

        >>> list(typed_words().same_subjects(["vi", "pham", "nong", "thon"]))
        []
        """
        for at in range(len(bare)):
            term, _ = self.meant.longest_at(bare, at)
            if term:
                yield term


def _spelled(phrases: Phrases, words: Sequence[Token], bare: Sequence[str], at: int) -> int:
    """The length of the phrase at a word if it is spelled so; ``bare`` are words without marks.

    A single word without marks may be another: "cán bộ" is not "cần", and in "thuoc la" nobody asks
    what something is.
    """
    phrase, length = phrases.longest_at(bare, at)
    if not length:
        return 0
    typed = " ".join(word.syllable for word in words[at : at + length])
    is_bare = length > 1 and typed == " ".join(bare[at : at + length])
    return length if typed == phrase or is_bare else 0


@cache
def typed_words() -> TypedWords:
    """The words of the registry."""
    data = tomllib.loads((REGISTRY / "typed_words.toml").read_text("utf-8"))
    shorts = {short: long for group in data["short"].values() for short, long in group.items()}
    shorts |= {one: f"Bộ luật {law}" for one, law in law_data()["whole"].items()}
    groups = [(f"{SAME}{place}", row) for place, row in enumerate(data["same"])]
    return TypedWords(
        asking=_as_spelled(data["asking"]),
        asking_which=_as_spelled(data["asking_which"]),
        opening=_as_spelled(data["opening"]),
        shorts=_alike(shorts),
        written_out={_line(short): query_tokens(long) for short, long in shorts.items()},
        typed=Phrases({_bare(one): term for term, row in groups for one in row["typed"]}),
        meant=Phrases({_bare(one): term for term, row in groups for one in row["means"]}),
        meant_words={
            term: frozenset(word for one in row["means"] for word in _bare(one))
            for term, row in groups
        },
        nicknames=_nicknames(data["nickname"]),
        linking=frozenset(map(_line, data["linking"])),
        joining=frozenset(map(_line, data["joining"])),
        replacing=_as_spelled(data["replacing"]),
        newest=_alike(data["newest"]),
        newest_at_the_end=_alike(data["newest_at_the_end"]),
        issuing=_alike(data["issuing"]),
        about=_alike(data["about"]),
    )


def _nicknames(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for key in row["directives"]:
            names[key] = (*names.get(key, ()), row["name"])
    return names


def says_something(bare: str) -> bool:
    """Whether a word beside a citation says more of what is meant: "của" and "số" do not."""
    return bare not in typed_words().linking


def _as_spelled(phrases: Iterable[str]) -> Phrases:
    """Phrases by their words without marks, each standing for itself with them."""
    return Phrases({_bare(one): " ".join(t.syllable for t in query_tokens(one)) for one in phrases})


def _alike(phrases: Iterable[str]) -> Phrases:
    return Phrases({_bare(one): _line(one) for one in phrases})


def _bare(phrase: str) -> _Words:
    return tuple(token.bare for token in query_tokens(phrase))


def _line(phrase: str) -> str:
    return " ".join(_bare(phrase))
