"""Abbreviations (chữ viết tắt) of office papers: BTV is Ban Thường vụ, and the other way round.

They are data in ``corpus/registry/abbreviations.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice, product
from pathlib import Path
from typing import NamedTuple

from indexer.analysis import Token, query_tokens
from indexer.paths import REGISTRY
from indexer.text import unaccent

MAX_VARIANTS = 8
"""Ways to write a run of words that are looked for: three abbreviations in it, or not."""


class AbbreviationMatch(NamedTuple):
    """An abbreviation that stands for the ``length`` words it was found at."""

    token: Token
    length: int


class Abbreviations:
    """Expansions by abbreviation, and abbreviations by the words they stand for.

    What is typed without marks means the same: ``HDND`` is HĐND, and so is "hoi dong nhan dan".
    """

    def __init__(self, rows: Sequence[dict[str, str]]) -> None:
        self._expansions: dict[str, tuple[Token, ...]] = {}
        self._shorts: dict[tuple[str, ...], list[tuple[tuple[Token, ...], Token]]] = {}
        for row in rows:
            (short,) = query_tokens(row["short"])
            expansion = query_tokens(row["long"])
            self._expansions[short.syllable] = expansion
            self._expansions.setdefault(short.bare, expansion)
            bare = tuple(token.bare for token in expansion)
            self._shorts.setdefault(bare, []).append((expansion, short))
        self._longest = max((len(words) for words in self._shorts), default=0)

    def expansion(self, syllable: str) -> tuple[Token, ...]:
        """The words that an abbreviation stands for; empty for any other syllable.

        >>> [token.syllable for token in abbreviations().expansion("btv")]
        ['ban', 'thường', 'vụ']
        """
        return self._expansions.get(syllable, ())

    def longest_at(self, syllables: Sequence[str]) -> AbbreviationMatch | None:
        """The abbreviation of the most words at the start of ``syllables``, if there is one.

        >>> abbreviations().longest_at(["ban", "thuong", "vụ", "huyện"]).token.syllable
        'btv'
        """
        bare = [unaccent(syllable) for syllable in syllables[: self._longest]]
        for length in range(len(bare), 1, -1):
            for expansion, short in self._shorts.get(tuple(bare[:length]), ()):
                meant = (token.syllable for token in expansion)
                sides = zip(syllables, bare, meant, strict=False)
                if all(one in (plain, whole) for one, plain, whole in sides):
                    return AbbreviationMatch(short, length)
        return None

    def variants(self, run: Sequence[Token]) -> list[tuple[Token, ...]]:
        """A run of words in all its variants, the one given first.

        Each abbreviation in it may be written out, and words that have one may be abbreviated.

        >>> found = abbreviations().variants(query_tokens("BTV xã"))
        >>> [" ".join(token.syllable for token in run) for run in found]
        ['btv xã', 'ban thường vụ xã']
        """
        return [tuple(chain(*one)) for one in islice(product(*self._choices(run)), MAX_VARIANTS)]

    def _choices(self, run: Sequence[Token]) -> Iterator[tuple[tuple[Token, ...], ...]]:
        at = 0
        while at < len(run):
            expansion = self.expansion(run[at].syllable)
            short = self.longest_at([one.syllable for one in run[at : at + self._longest]])
            length = short.length if short and not expansion else 1
            as_given = tuple(run[at : at + length])
            if expansion:
                yield as_given, expansion
            elif short:
                yield as_given, (short.token,)
            else:
                yield (as_given,)
            at += length


@cache
def abbreviations(folder: Path = REGISTRY) -> Abbreviations:
    """The abbreviations of the registry."""
    rows = tomllib.loads((folder / "abbreviations.toml").read_text("utf-8"))["abbreviation"]
    return Abbreviations(rows)
