"""The Vietnamese alphabet (bảng chữ cái): the order in which lists of names stand.

Letters are compared first, ``a ă â b c d đ e ê …``, then the tone of each syllable: ngang,
huyền, hỏi, ngã, sắc, nặng; numbers by their value.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from indexer.text import TONES, old_style, toneless

_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {tone: rank for rank, tone in enumerate(TONES, start=1)}
_SYLLABLES = re.compile(r"\d+|[^\W\d_]+")

Place = tuple[int, tuple[int, ...], int]


def alphabetical(name: str) -> tuple[Place, ...]:
    """Where a name stands in the alphabet; a key for sorting.

    >>> names = ["Đà Nẵng", "Ân Thi", "Phường 10", "An Giang", "Du Già", "Phường 9", "Ăn"]
    >>> sorted(names, key=alphabetical)
    ['An Giang', 'Ăn', 'Ân Thi', 'Du Già', 'Đà Nẵng', 'Phường 9', 'Phường 10']
    >>> sorted(["má", "mạ", "ma", "mã", "mà", "mả"], key=alphabetical)
    ['ma', 'mà', 'mả', 'mã', 'má', 'mạ']
    """
    text = unicodedata.normalize("NFC", name.lower())
    return tuple(map(_place, _SYLLABLES.findall(text)))


@lru_cache(maxsize=1 << 14)
def _place(syllable: str) -> Place:
    if syllable.isdecimal():
        return 0, (len(syllable.lstrip("0")), *map(ord, syllable.lstrip("0"))), 0
    decomposed = unicodedata.normalize("NFD", old_style(syllable))
    tone = max((_TONES.get(mark, 0) for mark in decomposed), default=0)
    letters = toneless(decomposed)
    return 1, tuple(_LETTERS.get(letter, ord(letter)) for letter in letters), tone
