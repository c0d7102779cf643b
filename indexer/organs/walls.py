"""Walls: where no name and no citation goes on, whatever stands behind.

A page break leaves a blank line within a sentence, so blank lines may stand between any two words
of a citation; a new paragraph, a heading, an item of a list and a table cell look almost alike.
They are told apart by what stands on both sides, and :func:`walled` puts a sign that no pattern
steps over where the words really end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from indexer.text import MARKS, Folded, unaccent

WALL = "¶"
"""What stands for the end of a line, or for the tab of a cell, over which nothing goes on."""

# "Điều", "Chương", "Mục", "Phần", composed or not, in capitals or not.
_DIVISION = "|".join(
    rf"{word[0]}[\w{MARKS}]{{1,5}}{word[1]}"
    for one in (("Đi", "u"), ("Ch", "ng"), ("M", "c"), ("Ph", "n"))
    for word in (one, tuple(map(str.upper, one)))
)
_ITEM = (
    r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[.)](?![\d.;,]|[ \t*_]*(?:\n|\Z))"
    r"|\d{1,2}/(?=[ \t][^\W\d_a-z][^\W\d_A-Z])|[IVX]{1,5}[.)]|[a-zđ]\)|[(\[]\d{1,2}[)\]]"
    rf"|(?:{_DIVISION})\s(?:\d|[IVX])"
    r"|[-+•●▪](?=\s)(?!\s(?:[A-ZĐ]{2,6}i?\s?/|(?:19|20)\d\d(?!\d))))"
)
_PAGE_NUMBER = r"(?:(?:- ?)?\d{1,4}(?: ?-)?[ \t]*+\n[\s*_]++)?"
# No pattern steps over the end of a sentence, but over the stop of "TP." and "T.Ư.".  The class of
# characters before the choice lets a search pass over all others at once.
_BREAK = re.compile(
    r"[\t\n](?<![;!?][\t\n])(?<![^pPuUưƯwW]\.[\t\n])"
    rf"(?:(?<=\t)|[ \t*_]*+(?:(?P<blank>\n)[\s*_]*+{_PAGE_NUMBER}|(?={_ITEM})))"
)
_CLOSES = re.compile(r"[\s*_]{0,9}(?:\d{1,3}|[IVX]{1,5})\)")
_ITEM_BEHIND = re.compile(_ITEM)
# What goes on behind a blank line: a small letter, a bracket with words, a symbol.
_GOES_ON = re.compile(
    r"[\"“'(]{0,2}(?:(?P<letter>[^\W\d_])|\d{1,5}[a-h]?\s?[-–/]\s?(?:[^\W\d_]|(?:19|20)\d\d\s?/))|[-/.,;]"
)
# In a passage of capitals only these tell that it goes on.
_GOES_ON_IN_CAPITALS = re.compile(r"(?:khoa|ngay|nam|cua|so|nhiem ky|va)(?![a-z])")
# After these a name or a number must follow, so what stands before is not at its end.
_OPEN_SIGNS = frozenset("-/,([&")
_LEAVE_OPEN = frozenset(
    ("so", "(so", "(khoa", "co", "cua", "do", "tai", "theo", "ve", "va", "voi", "hoac", "cac", "tu",
     "den", "ngay", "thang", "nam", "khoa", "thu", "lan", "ky")
)  # fmt: skip
# The first words of an organ's name, parted by a page break from the rest of it.
_OPEN_A_NAME = frozenset(
    ("bo", "ban", "uy ban", "ban chap hanh", "ban thuong vu", "thuong truc", "dai hoi", "hoi dong")
)


def walled(folded: Folded, text: str) -> Folded:
    """The folded copy of a text with walls in it; positions stay what they are.

    >>> from indexer.text import fold
    >>> text = "của Đảng ủy phường\\n\\n3. Tổ chức, của Tỉnh\\n\\nủy"
    >>> walled(fold(text), text).text
    'cua dang uy phuong¶\\n3. to chuc, cua tinh\\n\\nuy'
    """
    letters, parts, at = folded.text, list[str](), 0
    for wall in _walls(folded, text, _BREAK.finditer(text)):
        parts += (letters[at:wall], WALL)
        at = wall + 1
    return Folded("".join([*parts, letters[at:]]), folded.offsets) if parts else folded


def ends_between(folded: Folded, text: str, start: int, end: int) -> bool:
    """Whether a wall stands between two folded positions, in a copy without walls or with them.

    >>> from indexer.text import fold
    >>> text = "của Đảng ủy phường\\n\\n3. Tổ chức"
    >>> ends_between(fold(text), text, 17, 20)
    True
    """
    between = folded.text[start:end]
    if WALL in between:
        return True
    if "\n" not in between:
        return False
    at = folded.span(start, end)
    breaks = (
        found for found in _BREAK.finditer(text, at.start, at.end + 12) if found.start() < at.end
    )
    return next(_walls(folded, text, breaks), None) is not None


def _walls(folded: Folded, text: str, breaks: Iterable[re.Match[str]]) -> Iterator[int]:
    """Where walls stand among the breaks of a text, as folded positions."""
    letters = folded.text
    for found in breaks:
        start, end = found.span()
        if found["blank"] and text[end : end + 1].islower() and text[end + 1 : end + 2] != ")":
            continue
        wall = start if folded.offsets is None else folded.position(start)
        before = letters[max(0, wall - 24) : wall].rstrip(" *_\n\t:")
        if before[-1:] in _OPEN_SIGNS or _last_word(before) in _LEAVE_OPEN:
            continue
        if _CLOSES.match(text, end) and _is_in_bracket(letters, wall):
            continue
        if not (found["blank"] and _goes_on(before, text[end : end + 24])):
            yield wall


def _is_in_bracket(letters: str, position: int) -> bool:
    """Whether a bracket is open at a position: "(viết tắt là Quy định⏎58)" is no item."""
    low = max(0, position - 120)
    return letters.rfind("(", low, position) > letters.rfind(")", low, position)


def _last_word(letters: str) -> str:
    return letters[max(letters.rfind(" "), letters.rfind("\n")) + 1 :]


def _goes_on(before: str, behind: str) -> bool:
    """Whether a sentence goes on behind a blank line, as a page break leaves one."""
    goes_on = None if _ITEM_BEHIND.match(behind) else _GOES_ON.match(behind)
    if goes_on is None:
        return False
    letter = goes_on["letter"] or ""
    if not letter.isupper() or "(" in goes_on[0]:
        return True
    if behind[:2].isupper() and _GOES_ON_IN_CAPITALS.match(unaccent(behind)):
        return True
    words = before.rsplit(None, 3)
    return any(" ".join(words[-n:]) in _OPEN_A_NAME for n in (1, 2, 3))
