"""Text without diacritics (không dấu): lines that were written without their marks.

Telexes, old files and forms filled in a hurry have lines, or all lines, without marks:
``Thong bao ve viec giai quyet don``.  Of running Vietnamese some four syllables in five bear a
mark, so a line of seven syllables and more that has none was written without.  A shorter one
goes by the lines about it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby

from indexer.analysis import Token

_SYLLABLE = re.compile(
    r"(?:ngh?|[gkpt]h|ch|nh|tr|gi|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|n[gh]?|[cmpt])?"
)
"""What a Vietnamese syllable looks like without marks; codes and foreign words seldom do."""

_ENOUGH = 7
"""Syllables without any mark of which one can say that they lack it.  Of running text one line in
ten thousand is so by chance; a list of names (Kon Tum, Gia Lai, Nha Trang) may have six."""

_STRAY = 0.04
"""So few marks among many syllables are slips of the pen."""


class _Line(Enum):
    MARKED = "marked"
    UNMARKED = "unmarked"
    SHORT = "short"


def is_syllable(bare: str) -> bool:
    """Whether something may be a syllable of Vietnamese, told by its form without marks.

    >>> [is_syllable(one) for one in ("nghiem", "uy", "qd", "ubkt", "congress")]
    [True, True, False, False, False]
    """
    return _SYLLABLE.fullmatch(bare) is not None


def is_marked(token: Token) -> bool:
    """Whether a token is a syllable with marks; ``HĐND`` has none that a text has to have.

    >>> from indexer.analysis import tokens
    >>> [is_marked(token) for token in tokens("hòa giai HĐND")]
    [True, False, False]
    """
    return token.syllable != token.bare and is_syllable(token.bare)


def unmarked_stretches(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of lines that lack their marks, those of neighbouring lines together.

    >>> from indexer.analysis import tokens
    >>> text = "Kính gửi: Huyện ủy\\nThong bao ve viec giai quyet don thu\\nso 12"
    >>> [[one.bare for one in run] for run in unmarked_stretches(text, list(tokens(text)))]
    [['thong', 'bao', 've', 'viec', 'giai', 'quyet', 'don', 'thu', 'so', '12']]
    """
    if not tokens:
        return
    ends = [found.start() for found in re.finditer("\n", text)]
    lines = [list(run) for _, run in groupby(tokens, lambda one: bisect_right(ends, one.start))]
    kinds = _settled([_kind(line) for line in lines], tokens)
    pairs = zip(lines, kinds, strict=True)
    for is_unmarked, group in groupby(pairs, lambda pair: pair[1] is _Line.UNMARKED):
        if is_unmarked:
            yield [token for line, _ in group for token in line]


def _kind(line: Sequence[Token]) -> _Line:
    syllables = [one for one in line if is_syllable(one.bare)]
    marked = sum(one.syllable != one.bare for one in syllables)
    if marked > _STRAY * len(syllables):
        return _Line.MARKED
    return _Line.UNMARKED if len(syllables) >= _ENOUGH else _Line.SHORT


def _settled(kinds: Sequence[_Line], tokens: Sequence[Token]) -> list[_Line]:
    """The same, each short line as the nearest others before and behind it are, if both are so."""
    if _Line.MARKED not in kinds and _Line.UNMARKED not in kinds:
        enough = sum(is_syllable(one.bare) for one in tokens) >= _ENOUGH
        return [_Line.UNMARKED if enough else _Line.MARKED] * len(kinds)
    before, behind = list(_last_told(kinds)), list(_last_told(kinds[::-1]))[::-1]
    about = zip(kinds, before, behind, strict=True)
    return [_Line.MARKED if _Line.MARKED in three else _Line.UNMARKED for three in about]


def _last_told(kinds: Sequence[_Line]) -> Iterator[_Line]:
    """For each line the last one up to it that is not short."""
    last = _Line.SHORT
    for kind in kinds:
        last = last if kind is _Line.SHORT else kind
        yield last
