"""Words as tesseract found them, and the signs that it made of specks, told by their boxes.

A letter or a figure is never as small as a speck of dirt, and a full stop stands at its word.
So a sign that is far smaller than the page's letters and stands apart is no text, nor is one that
no line of a paper begins or ends with.  What a paper does have is kept: marks of lists (a hyphen
is wider than a speck), the star under a letterhead, points that lead over a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from statistics import median
from typing import NamedTuple


class RecognisedWord(NamedTuple):
    """A word and its box, in pixels from the top left, and how sure tesseract is, up to 100."""

    text: str
    left: float
    top: float
    width: float
    height: float
    confidence: float = 100.0


# In heights of the page's letters.
_SPECK = 0.3
_HYPHEN_WIDE, _HYPHEN_LONG, _HYPHEN_HIGH = 0.19, 0.55, 0.2
_AT_ITS_WORD = 0.2
_RULE = 1.5
# The height of letters is told by words of so many signs.
_LONG = 3
_DOUBTFUL = 60.0
_MOST_DOUBTFUL = 0.015
# Printed figures come with 77 and more, misread ones and those in a hand mostly with 27 to 62.
_UNSURE, _MOST_UNSURE = 70.0, 200

_STAR = re.compile(r"\*+")
_POINTS = re.compile(r"[.…]+")
# Signs that stand for nothing at the end of a line, when they stand apart; hyphens and points are
# told by their boxes.
_DIRT = re.compile(r"[_ˆ¬`´'‘’‹›~^°¡.:,;\\„-]+")
_MARKS = re.compile(r"[-.:,;]+")
_NEVER_FIRST = re.compile(r"[.:,;]{1,2}")
# Specks that tesseract put before a word, or to a mark of a list.
_BEFORE_WORD = re.compile(r"^[.,:;_¬‹ˆ]+(?=[^\W\d_]{2}|[-+]$)")
_BEHIND_MARK = re.compile(r"(?<=^[-+])[_.¬ˆ]+$")


def letter_height(lines: Iterable[Sequence[RecognisedWord]]) -> float:
    """The height of the words on a page in pixels: the middle one; 0 where there are none."""
    heights = [
        word.height for line in lines for word in line if sum(map(str.isalnum, word.text)) >= _LONG
    ]
    return median(heights) if heights else 0.0


def is_speck(word: RecognisedWord, letter: float) -> bool:
    """Whether a box is that of a speck: too small for a letter, too narrow for a hyphen."""
    small = word.width < _SPECK * letter and word.height < _SPECK * letter
    return small and not (_is_hyphen(word, letter) or _STAR.fullmatch(word.text))


def is_worn(lines: Sequence[Sequence[RecognisedWord]], letter: float) -> bool:
    """Whether a page shows by its words that there is more on it than letters."""
    words = [word for line in lines for word in line]
    doubtful = sum(word.confidence < _DOUBTFUL for word in words)
    return doubtful > max(1, _MOST_DOUBTFUL * len(words)) or any(
        is_speck(word, letter) for word in words
    )


def unsure_figures(lines: Sequence[Sequence[RecognisedWord]]) -> tuple[str, ...]:
    """The words with figures of which tesseract is not sure, as in a hand or under a stamp.

    >>> unsure_figures([[RecognisedWord("623-TB/TU", 0, 0, 90, 30, 50.0)]])
    ('623-TB/TU',)
    """
    doubtful = (
        word.text
        for line in lines
        for word in line
        if word.confidence < _UNSURE and any(map(str.isdecimal, word.text))
    )
    return tuple(islice(dict.fromkeys(doubtful), _MOST_UNSURE))


def without_specks(line: Sequence[RecognisedWord], letter: float) -> list[RecognisedWord]:
    """The words of a line without those that are specks, and the specks at the others.

    >>> line = [RecognisedWord(".TỈNH", 0, 0, 90, 30), RecognisedWord("ỦY", 100, 0, 40, 30),
    ...         RecognisedWord("'", 300, 0, 3, 3)]
    >>> [word.text for word in without_specks(line, 30.0)]
    ['TỈNH', 'ỦY']
    """
    kept = [word for at, word in enumerate(line) if not _is_dirt(line, at, letter)]
    while kept and _is_dirt_at_edge(kept, len(kept) - 1, letter):
        kept.pop()
    while kept and _is_dirt_at_edge(kept, 0, letter):
        del kept[0]
    if kept:
        kept[0] = _first(kept[0], letter)
    return kept


def _first(word: RecognisedWord, letter: float) -> RecognisedWord:
    """The first word of a line as it stands on the paper: ``L`` as flat as a hyphen is one."""
    if len(word.text) == 1 and word.text.isalpha() and _is_hyphen(word, letter):
        return word._replace(text="-")
    return word._replace(text=_BEHIND_MARK.sub("", _BEFORE_WORD.sub("", word.text)))


def _is_hyphen(word: RecognisedWord, letter: float) -> bool:
    return (
        _HYPHEN_WIDE * letter <= word.width <= _HYPHEN_LONG * letter
        and word.height < _HYPHEN_HIGH * letter
    )


def _gap_before(line: Sequence[RecognisedWord], at: int) -> float:
    return line[at].left - line[at - 1].left - line[at - 1].width


def _is_dirt(line: Sequence[RecognisedWord], at: int, letter: float) -> bool:
    """Whether a word is a speck that belongs to none of its neighbours."""
    word = line[at]
    if not is_speck(word, letter):
        return False
    if any(map(str.isalnum, word.text)):
        return True
    beside = (*line[max(0, at - 1) : at], *line[at + 1 : at + 2])
    if _POINTS.fullmatch(word.text) and any(_POINTS.search(one.text) for one in beside):
        return False  # points that lead over a gap
    return not at or not 0 <= _gap_before(line, at) < _AT_ITS_WORD * letter


def _is_dirt_at_edge(line: Sequence[RecognisedWord], at: int, letter: float) -> bool:
    """Whether a sign at an edge of a line stands for nothing there, whatever its box."""
    word = line[at]
    if not _DIRT.fullmatch(word.text) or word.width > _RULE * letter:
        return False
    if not _MARKS.fullmatch(word.text):
        return True
    if not at:
        return bool(_NEVER_FIRST.fullmatch(word.text)) and len(line) > 1
    # tesseract gives a speck behind a line a box that lies over the last word.
    return _gap_before(line, at) < 0
