"""The words of an index: how often they occur, how they go on, and which are near another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from indexer.analysis import bigram
from indexer.text import unaccent
from search.engine.results import NearWord

MAX_WORDS = 200_000
"""Words that are looked at: all, but for a text that was written to have too many."""

_ONSET = re.compile("[bcdghklmnpqrstvx]*")
_MARKED_VOWELS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


class Lexicon:
    """The words of one generation.

    ``document_frequencies`` gives the first so many terms of a field that begin with a prefix, in
    order, and how many documents have each.
    """

    def __init__(self, document_frequencies: Callable[[str, str, int], Mapping[str, int]]) -> None:
        self._document_frequencies = document_frequencies

    def document_frequency(self, word: str) -> int:
        """How many documents have a word, given without marks."""
        return self._document_frequencies("body_bare", word, 1).get(word, 0)

    def completions(self, beginning: str, after: str, *, accented: bool) -> Mapping[str, int]:
        """The words that begin so, or those of them right behind another word."""
        bare = unaccent(beginning)
        if not after:
            return self._spelled.starting(bare)
        begun = spelled_prefixes(bare) if accented else (bare,)
        field = "pairs" if accented else "pairs_bare"
        pairs = (
            self._document_frequencies(field, bigram(after, one), MAX_WORDS).items()
            for one in begun
        )
        return _SortedTerms(
            {both.partition(" ")[2]: count for some in pairs for both, count in some}
        ).starting(bare)

    @cached_property
    def _spelled(self) -> _SortedTerms:
        return _SortedTerms(self._document_frequencies("body", "", MAX_WORDS))

    @cached_property
    def _bare(self) -> tuple[Mapping[str, int], list[str]]:
        """All words without marks, with their counts and without."""
        counted = self._document_frequencies("body_bare", "", MAX_WORDS)
        return counted, list(counted)

    def near(self, word: str, edits: int) -> Sequence[NearWord]:
        """The words without marks that are so many edits away at most (optimal string alignment
        distance, OSA)."""
        counted, words = self._bare
        found = extract_iter(word, words, scorer=OSA.distance, score_cutoff=edits)
        return [NearWord(one, int(distance), counted[one]) for one, distance, _ in found]


class _SortedTerms:
    """Words with their counts in the order of their letters, so that a beginning is one slice."""

    def __init__(self, words: Mapping[str, int]) -> None:
        bare = unaccent("\n".join(words)).split("\n")  # all at once, which is much quicker
        self._words = sorted(zip(bare, words.items(), strict=True)) if words else []
        self._bare: Sequence[str] = [one for one, _ in self._words]

    def starting(self, bare: str) -> Mapping[str, int]:
        """The words that begin so without their marks."""
        first, last = bisect_left(self._bare, bare), bisect_left(self._bare, bare + "\uffff")
        return dict(one for _, one in self._words[first:last])


def spelled_prefixes(bare: str) -> Sequence[str]:
    """The first consonants of a bare word, or its first vowel with all its marks: how the word may
    begin among spelled ones.

    >>> spelled_prefixes("thon"), spelled_prefixes("dang"), len(spelled_prefixes("an"))
    (('th',), ('d', 'đ'), 18)
    """
    onset = _ONSET.match(bare)
    if onset and onset.group():
        head = onset.group()
        return (head, f"đ{head[1:]}") if head[0] == "d" else (head,)
    return (bare[:1], *(one for one in _MARKED_VOWELS if unaccent(one) == bare[:1]))
