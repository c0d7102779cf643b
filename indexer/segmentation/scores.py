"""What speaks for each token continuing a word, without the labels around it.

That is what the token and its two neighbours weigh by themselves, and what is added where they are
one of pyvi's listed words of two or three syllables.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from indexer.segmentation.labels import Floats
from indexer.segmentation.pyvi_model import PyviModel
from indexer.segmentation.vocabulary import TokenTable, WeightedToken

Integers = npt.NDArray[np.int64]


class WordLists:
    """Which neighbouring syllables are a listed word.

    ``numbers`` gives each syllable that occurs in a list its number; every other syllable has
    the number 0, which is part of no word.

    >>> lists = WordLists({("tổ", "chức")}, {("ban", "thường", "vụ")})
    >>> [lists.numbers.get(s, 0) for s in "tổ chức x".split()]
    [4, 2, 0]
    >>> lists.pairs(np.array([4, 2, 0, 4, 2])).tolist()
    [0, 3]
    """

    def __init__(
        self, bigrams: Iterable[tuple[str, ...]], trigrams: Iterable[tuple[str, ...]]
    ) -> None:
        bigrams, trigrams = sorted(bigrams), sorted(trigrams)
        syllables = sorted({syllable for gram in (*bigrams, *trigrams) for syllable in gram})
        self.numbers = {syllable: number for number, syllable in enumerate(syllables, 1)}
        self._size = len(syllables) + 1
        self._pairs = frozenset(self._key(gram) for gram in bigrams)
        self._triples = frozenset(self._key(gram) for gram in trigrams)
        self._pair_bits = self._bits(self._pairs)
        self._sorted_triples = np.array(sorted(self._triples), dtype=np.int64)
        # Whether a syllable is the first, second, third of any triple: few pass all three tests.
        self._first, self._second, self._third = np.zeros((3, self._size), dtype=bool)
        for first, second, third in trigrams:
            self._first[self.numbers[first]] = True
            self._second[self.numbers[second]] = True
            self._third[self.numbers[third]] = True

    def _key(self, gram: tuple[str, ...]) -> int:
        key = 0
        for syllable in gram:
            key = key * self._size + self.numbers[syllable]
        return key

    def _bits(self, keys: Iterable[int]) -> npt.NDArray[np.uint8]:
        """A set of pairs as one bit for each possible pair: 4 MB, and no search."""
        bits = np.zeros((self._size * self._size + 7) // 8, dtype=np.uint8)
        members = np.fromiter(keys, dtype=np.int64)
        np.bitwise_or.at(bits, members >> 3, (1 << (members & 7)).astype(np.uint8))
        return bits

    def is_pair(self, first: int, second: int) -> bool:
        """Whether two syllables, by number, are a listed word."""
        return first * self._size + second in self._pairs

    def is_triple(self, first: int, second: int, third: int) -> bool:
        """Whether three syllables, by number, are a listed word."""
        return (first * self._size + second) * self._size + third in self._triples

    def pairs(self, numbers: Integers) -> Integers:
        """The positions at which a listed word of two syllables begins."""
        keys = numbers[:-1] * self._size + numbers[1:]
        found = (self._pair_bits[keys >> 3] >> (keys & 7).astype(np.uint8)) & 1
        return _positions(found)

    def triples(self, numbers: Integers) -> Integers:
        """The positions at which a listed word of three syllables begins."""
        if not self._triples:
            return np.zeros(0, dtype=np.int64)
        first, second, third = numbers[:-2], numbers[1:-1], numbers[2:]
        maybe = _positions(self._first[first] & self._second[second] & self._third[third])
        keys = (first[maybe] * self._size + second[maybe]) * self._size + third[maybe]
        nearest = self._sorted_triples.searchsorted(keys)
        nearest[nearest == len(self._sorted_triples)] = 0
        found: Integers = maybe[self._sorted_triples[nearest] == keys]
        return found


def _positions(found: npt.NDArray[np.uint8] | npt.NDArray[np.bool_]) -> Integers:
    return found.nonzero()[0]


class Scorer:
    """The scores of a model: for a line in plain Python, or for a text with arrays."""

    def __init__(self, model: PyviModel, lists: WordLists) -> None:
        self._lists = lists
        flags = model.flags
        self._ends_pair, self._opens_pair = flags["-1:word.bi_gram()"], flags["+1:word.bi_gram()"]
        self._ends_triple = flags["-2:word.tri_gram()"]
        self._opens_triple = flags["+2:word.tri_gram()"]

    def score_text(self, ids: Integers, table: TokenTable) -> Floats:
        """The scores of the tokens with these ids."""
        scores = table.current.take(ids)
        scores[1:] += table.previous.take(ids[:-1])
        scores[:-1] += table.following.take(ids[1:])
        numbers = table.number.take(ids)
        pairs, triples = self._lists.pairs(numbers), self._lists.triples(numbers)
        scores[pairs] += self._opens_pair
        scores[pairs + 1] += self._ends_pair
        scores[triples] += self._opens_triple
        scores[triples + 2] += self._ends_triple
        return scores

    def score_line(self, tokens: list[WeightedToken]) -> list[float]:
        """The same for the tokens of one line; there must be one."""
        scores = [token.current for token in tokens]
        left = tokens[0]
        before = 0  # the number of the token before ``left``
        for i in range(1, len(tokens)):
            here = tokens[i]
            scores[i - 1] += here.following
            scores[i] += left.previous
            if here.number and left.number:
                if self._lists.is_pair(left.number, here.number):
                    scores[i - 1] += self._opens_pair
                    scores[i] += self._ends_pair
                if before and self._lists.is_triple(before, left.number, here.number):
                    scores[i - 2] += self._opens_triple
                    scores[i] += self._ends_triple
            before, left = left.number, here
        return scores
