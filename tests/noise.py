"""Hostile and odd Vietnamese text, the same at every run, to compare two segmenters on."""

import random
import unicodedata
from collections.abc import Iterator

_BLANKS = ["\t", "  ", "\u00a0", "\u2003", "\u3000", "\x0b", "\x1c", " \u200b"]
_MARKS = [*".,;:!?()[]{}\"'-–—/…%&*_+=<>|~^`$#@\\“”«»•\0", "...", "->", "==>", ">>", "://", "...."]
_ODD = [
    "213-QĐ/TW", "27.10.2023", "1.234,5", "12_5", "3.", "1.a", "2019/QH14", "²", "٣", "Ⅳ", "½",
    "Tp.HCM", "ThS.Mr.", "A.B.C.", "ĐCS.", "ĐẢNG.", "vp@x.gov.vn", "a@b", "a.b+c@d-e.vn.", "@a.b",
    "x@y.z@t.u", "Tp.a@b.vn", "http://x.vn/a?b=1", "ftp://a@b.vn", "x://", "://x", "a_b", "__",
    "ΑΣ", "ὈΔΥΣΣΕΎΣ", "İstanbul", "straße", "ǅ", "ﬁ", "ｈｏ", "中央", "😀", "\u0301", "_a",
    "e\u0301\u0323", "\ufeff", "\u00ad", "a\0b", "http://a\0b", "\u1fef", "\u037e",
    "Kitô", "tia", "X",
]  # fmt: skip


def lines(vocabulary: list[str], characters: int, seed: int) -> Iterator[str]:
    """Lines of about ``characters`` in all: shuffled words, in every case and odd company."""
    chance = random.Random(seed)
    written = 0
    while written < characters:
        size = chance.choice([1, 2, 3, 8, 20, 60, 150, 400])
        line = "".join(_word(vocabulary, chance) for _ in range(chance.randint(1, size)))
        if chance.random() < 0.1:
            line = unicodedata.normalize("NFD", line)
        written += len(line) + 1
        yield line


def _word(vocabulary: list[str], chance: random.Random) -> str:
    word = chance.choice(vocabulary)
    kind = chance.random()
    if kind < 0.3:
        word = chance.choice([str.upper, str.title, str.capitalize, str.swapcase])(word)
    elif kind < 0.36:
        word = chance.choice(_ODD)
    elif kind < 0.40:
        word = str(chance.randrange(10 ** chance.randrange(1, 8)))
    if chance.random() < 0.15:
        word = chance.choice(_MARKS) + word
    if chance.random() < 0.25:
        word += chance.choice(_MARKS)
    blank = chance.random()
    return word + (" " if blank < 0.9 else "" if blank < 0.95 else chance.choice(_BLANKS))
