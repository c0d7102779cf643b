"""How text becomes terms: the same functions serve the index and the query.

Three views of one text, each with a field of its own in the index:

- *syllables* (tiếng), spelled one way but with their marks: ``chỉnh đốn`` is not ``chính đồn``;
- *bare* syllables, without marks: what a person finds who types ``chinh don``;
- *words* (từ), as pyvi segments them: they sharpen the ranking and are never the only way in,
  since pyvi segments by case and context and cannot segment text without marks.

A notice's own number as terms: ``287-TB/HU`` is found as 287, 287-TB and 287-TB/HU.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.memory import remembered
from indexer.text import MARKS, UNSEEN, normal_beginnings, normal_syllable, unaccent

# Combining marks belong to the letter before them; the underscore is a Markdown mark.  What no
# reader sees parts no word: "th\u00adôn" is found by "thôn".
TOKEN = re.compile(rf"[^\W_]+(?:[{MARKS}]+[^\W_]*|[{UNSEEN}]+(?:[^\W_]|[{MARKS}])[^\W_]*)*")
_HIDDEN = re.compile(f"[{UNSEEN}]+")

LONGEST = 64
"""Letters of a term; no syllable or number is that long."""


class Token(NamedTuple):
    """A syllable or number: its normal spelling, its bare form, its verbatim position."""

    syllable: str
    bare: str
    start: int
    end: int


@remembered(1 << 15, is_short=True)
def _forms(written: str) -> tuple[str, str]:
    syllable = normal_syllable(_HIDDEN.sub("", written))
    return syllable, unaccent(syllable)


def tokens(text: str) -> Iterator[Token]:
    """The syllables and numbers of a text, in order; punctuation separates.

    >>> [(t.syllable, t.bare) for t in tokens("Đảng uỷ 213-QĐ/TW")]
    [('đảng', 'dang'), ('ủy', 'uy'), ('213', '213'), ('qđ', 'qd'), ('tw', 'tw')]
    """
    for found in TOKEN.finditer(text):
        written = found.group()
        if len(written) > LONGEST:
            written = _HIDDEN.sub("", written)
            if len(written) > LONGEST:
                continue  # hostile text stays out of the terms
        yield Token(*_forms(written), found.start(), found.end())


def query_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text without their places, so that a word typed twice is one."""
    return tuple(token._replace(start=0, end=0) for token in tokens(text))


def beginnings(written: str) -> tuple[str, ...]:
    """How the syllables of an index may begin that begin as a token is written.

    >>> beginnings("Toà")
    ('toà', 'tòa')
    """
    return normal_beginnings(_HIDDEN.sub("", written))


def bigram(one: str, other: str) -> str:
    """The term of two syllables side by side."""
    return f"{one} {other}"


def bigrams(syllables: Sequence[str]) -> list[str]:
    """Every two syllables that stand side by side: words of two syllables, mostly.

    >>> bigrams(["nông", "thôn", "mới"])
    ['nông thôn', 'thôn mới']
    """
    return [bigram(one, other) for one, other in pairwise(syllables)]


@remembered(1 << 14)
def _normal_word(word: str) -> str:
    """A word of several syllables, each in its normal spelling; empty for a single one."""
    syllables = [token.syllable for token in tokens(word.replace("_", " "))]
    return "_".join(syllables) if len(syllables) > 1 else ""


def compound_words(text: str) -> list[str]:
    """The words of several syllables that pyvi finds, each syllable in its normal spelling.

    Line by line, because over a whole text pyvi can glue a word across a line break.

    >>> compound_words("Kiểm tra tổ chức đảng")
    ['kiểm_tra', 'tổ_chức']
    """
    from indexer.segmentation import segmenter  # with numpy: whoever segments nothing does without

    lines = segmenter().tokenize_lines(_HIDDEN.sub("", text))
    joined = (word for line in lines for word in line.split() if "_" in word)
    return [normal for normal in map(_normal_word, joined) if normal]


_NUMBER = re.compile(r"0*(\d{1,6}[a-z]?)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def number_terms(symbol: str) -> list[str]:
    """The terms of a number or symbol, from the number alone to the whole; none without number.

    A number below 10 is written with a zero, with or without one (36-HD/VPTW II.1.3); the year
    within a State symbol says nothing of the number.

    >>> number_terms("6-TB/UBKTĐU"), number_terms("30/2018/QĐ-UBND"), number_terms("-TB/TU")
    (['06', '06 tb', '06 tb ubktdu'], ['30', '30 qd', '30 qd ubnd'], [])
    """
    first, *rest = [token.bare for token in tokens(symbol)] or [""]
    number = _NUMBER.fullmatch(first)
    if number is None:
        return []
    if rest and _YEAR.fullmatch(rest[0]):
        rest = rest[1:]
    parts = [number[1].zfill(3 if number[1][-1].isalpha() else 2), *rest]
    ends = dict.fromkeys((1, min(2, len(parts)), len(parts)))
    return [" ".join(parts[:end]) for end in ends]
