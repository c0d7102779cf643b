"""The words in what is none: keys of Telex left as letters, and blanks left out."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from indexer.analysis import bigram

_LEAST_JOINED, _LONGEST_SYLLABLE = 5, 7
"""Letters of what may be several words, and of the longest of them: "nghiêng"."""


class Spelling:
    """Reads letters as words among the ``terms`` of an index."""

    def __init__(self, terms: Container[str]) -> None:
        self._terms = terms

    def words_in(self, letters: str) -> tuple[str, ...]:
        """The words in what is none: without the keys of Telex, or taken apart where no blank is.

        Of what is taken apart every two words stand so in a name.

        >>> known = Spelling({"luat", "dat", "dai", bigram("luat", "dat"), bigram("dat", "dai")})
        >>> [known.words_in(typed) for typed in ("luatdatdai", "ddaats", "luat")]
        [('luat', 'dat', 'dai'), ('dat',), ()]
        """
        if not letters.isalpha() or letters in self._terms:
            return ()
        for plain in map(self._spelled, _without_telex(letters)):
            if plain in self._terms:
                return (plain,)
        return self._cut(letters) if len(letters) >= _LEAST_JOINED else ()

    def _cut(self, letters: str) -> tuple[str, ...]:
        """The words that stand side by side in letters without blanks; none where these are one."""
        # The ways in which the first letters are words, each by its last word.
        ways: list[dict[str, tuple[str, ...]]] = [{} for _ in range(len(letters) + 1)]
        for end in range(2, len(letters) + 1):
            for start in range(max(0, end - _LONGEST_SYLLABLE), end - 1):
                word = self._spelled(letters[start:end])
                if word not in self._terms:
                    continue
                before = (
                    way for last, way in ways[start].items() if bigram(last, word) in self._terms
                )
                way = () if not start else next(before, None)
                if way is not None:
                    ways[end][word] = (*way, word)
        return next((way for way in ways[-1].values() if len(way) > 1), ())

    def _spelled(self, word: str) -> str:
        """A word as the index spells it: ``quy`` is ``qui``."""
        other = f"{word[:-1]}i" if word.endswith("y") else word
        return other if word not in self._terms and other in self._terms else word


_FINAL = "(?:ch|ng|nh|[cmnpt])?"
_TELEX = (
    (re.compile(rf"(?<=[aeiouyw])[sfrxj]+(?={_FINAL}$)"), ""),
    (re.compile(r"(?<=.{2})[sfrxj]+$"), ""),
    (re.compile(r"([aeod])\1"), r"\1"),
    (re.compile(r"(?<=[aou])(i|a|c|ng?|m|p|t|)w"), r"\1"),
    (re.compile(r"w"), "u"),
)
_LATE = (
    (re.compile(rf"([aeo])([aeiouy]+{_FINAL})\1$"), r"\1\2"),
    (re.compile(r"([aeo])((?:ch|ng|nh|[cmnpt]))\1$"), r"\1\2"),
    (re.compile(r"^d(.+)d$"), r"d\1"),
)
"""Keys of a letter that are typed behind the rest of the syllable: "dieue" for "điê"."""


def _without_telex(bare: str) -> Iterator[str]:
    """What a word may be if Telex (kiểu gõ) had not left its keys as letters, the likeliest first.

    >>> [next(_without_telex(typed)) for typed in ("quyeets", "ddaor", "mwcj", "luwowng")]
    ['quyet', 'dao', 'muc', 'luong']
    >>> list(_without_telex("dieuef"))
    ['dieue', 'dieu']
    """
    plain = bare
    for keys, letter in _TELEX:
        plain = keys.sub(letter, plain)
    yield plain
    if plain != bare:  # What has no other key left is a word: "data".
        for keys, letter in _LATE:
            plain = keys.sub(letter, plain)
        yield plain
