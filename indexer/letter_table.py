"""Each letter becomes the one it is compared as: no mark, no case, one dash, ASCII digits."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from indexer.normalization import decomposed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"
_SPACES = "\t\x0b\x0c\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SLASHES = "\u2044\u2215"
_WIDE = range(0xFF01, 0xFF5F)
"""Letters and signs as wide as a Chinese character, in the order of ASCII from ``!`` on."""
_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"}
_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0"
    "\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0"
    "\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10\U000104a0\U00010d30\U00011066\U000110f0\U00011136"
    "\U000111d0\U000112f0\U00011450\U000114d0\U00011650\U000116c0\U00011730\U000118e0\U00011950"
    "\U00011c50\U00011d50\U00011da0\U00016a60\U00016ac0\U00016b50\U0001d7ce\U0001d7d8\U0001d7e2"
    "\U0001d7ec\U0001d7f6\U0001e140\U0001e2f0\U0001e950\U0001fbf0\U00011f50\U0001e4f0"
)
"""The zeros of other scripts; their other digits follow each in order."""
# Ð U+00D0 (Icelandic eth) stands for Đ in older newspapers.
_STROKED = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "Ɖ": "d"}


def _folded_letter(letter: str) -> str:
    if letter in _DASHES:
        return "-"
    if letter in _SPACES:
        return " "
    if letter in _SLASHES:
        return "/"
    if ord(letter) in _WIDE:
        letter = chr(ord(letter) - _WIDE.start + ord("!"))
    plain = _STROKED.get(letter) or _QUOTES.get(letter)
    if plain is None:
        parts = decomposed(letter)
        plain = "".join(part for part in parts if not unicodedata.combining(part)).lower()
    return plain if len(plain) == 1 else letter


def _letter_table() -> dict[int, int]:
    """What each code point folds to; those that stay as they are have no entry."""
    signs = map(ord, _DASHES + _SPACES + _SLASHES)
    foldable = [*range(0x20, 0x250), *range(0x1E00, 0x1F00), *_WIDE, *signs]
    table = {
        code: ord(_folded_letter(chr(code))) for code in foldable + [ord(mark) for mark in _QUOTES]
    }
    for zero in map(ord, _ZEROS):
        table.update(zip(range(zero, zero + 10), range(ord("0"), ord("9") + 1), strict=True))
    return table


_LETTERS = _letter_table()

_FEW, _MANY = 64, 1 << 16
"""Characters up to which the table is as fast as an array, and from which the array is worth the
loading of numpy."""


def fold_letters(text: str) -> str:
    """Fold each code point to exactly one.

    Where numpy is there anyway, as in whoever segments, whole documents are folded by an array,
    twenty times as fast; a program that reads one paper ends sooner without it.
    """
    if len(text) <= _FEW or (len(text) < _MANY and "numpy" not in sys.modules):
        return text.translate(_LETTERS)
    return _folded_by_array(text)


def _folded_by_array(text: str) -> str:
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded: bytes = _letter_array()[codes].tobytes()
    return folded.decode("utf-32-le", "surrogatepass")


@cache
def _letter_array() -> npt.NDArray[np.uint32]:
    import numpy as np

    table = np.arange(0x110000, dtype=np.uint32)
    table[list(_LETTERS)] = list(_LETTERS.values())
    return table
