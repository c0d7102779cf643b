"""Walls: where no name and no citation goes on, whatever stands behind.

A page break leaves a blank line within a sentence, so blank lines may stand between any two words
of a citation; a new paragraph, a heading, an item of a list and a table cell look almost alike.
They are told apart by what stands on both sides, and :func:`walled` puts a sign that no pattern
steps over where the words really end.
"""

from __future__ import annotations

import re

from indexer.text import Folded, unaccent

WALL = "¶"
"""What stands for the end of a line, or for the tab of a cell, over which nothing goes on."""

_ITEM = (
    r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[.)](?!\d)|[IVX]{1,5}[.)]|[a-zđ]\)|[(\[]\d{1,2}[)\]]"
    r"|(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN)\s(?:\d|[IVX])|[-+•●▪](?=\s)(?!\s[A-ZĐ]{2,6}i?\s?/))"
)
_PAGE_NUMBER = r"(?:(?:- ?)?\d{1,4}(?: ?-)?[ \t]*+\n[\s*_]++)?"
_BREAK = re.compile(
    rf"(?P<cell>\t)|\n[ \t*_]*+(?:(?P<item>(?={_ITEM}))|(?P<blank>\n)[\s*_]*+{_PAGE_NUMBER})"
)
_ITEM_BEHIND = re.compile(_ITEM)
# What goes on behind a blank line: a small letter, a bracket with words, a symbol.
_GOES_ON = re.compile(
    r"[\"“'(]{0,2}(?:(?P<letter>[^\W\d_])|\d{1,5}[a-h]?\s?[-–/]\s?[^\W\d_])|[-/.,;]"
)
# In a passage of capitals only these tell that it goes on.
_GOES_ON_IN_CAPITALS = re.compile(r"(?:khoa|ngay|nam|cua|so|nhiem ky|va)(?![a-z])")
# After these a name or a number must follow, so what stands before is not at its end.
_LEAVES_OPEN = re.compile(
    r"(?:[-/,(&]|(?<![^\W\d_])(?:so|co|cua|do|tai|theo|ve|va|voi|hoac|cac|ngay|thang|nam|khoa|thu|lan|ky|tu|den)"
    r"[ :]{0,2})\Z"
)
# The first words of an organ's name, parted by a page break from the rest of it.
_OPENS_A_NAME = re.compile(
    r"(?<![^\W\d_])(?:bo|ban|uy ban|ban chap hanh|ban thuong vu|thuong truc|dai hoi|hoi dong)\Z"
)


def walled(folded: Folded, text: str) -> Folded:
    """The folded copy of a text with walls in it; positions stay what they are.

    >>> from indexer.text import fold
    >>> text = "của Đảng ủy phường\\n\\n3. Tổ chức, của Tỉnh\\n\\nủy"
    >>> walled(fold(text), text).text
    'cua dang uy phuong¶\\n3. to chuc, cua tinh\\n\\nuy'
    """
    parts, at = list[str](), 0
    for found in _BREAK.finditer(text):
        if not _is_wall(text, found):
            continue
        wall = folded.position(found.start())
        parts += [folded.text[at:wall], WALL]
        at = wall + 1
    if not parts:
        return folded
    return Folded("".join([*parts, folded.text[at:]]), folded.offsets)


def _is_wall(text: str, found: re.Match[str]) -> bool:
    start, end = found.start(), found.end()
    before = unaccent(text[max(0, start - 24) : start].rstrip(" *_\n\t"))
    if _LEAVES_OPEN.search(before):
        return False
    if found["blank"] is None:
        return True
    behind = text[end : end + 24]
    goes_on = _GOES_ON.match(behind)
    if goes_on is None or _ITEM_BEHIND.match(behind):
        return True
    letter = goes_on["letter"] or ""
    if not letter.isupper() or "(" in goes_on[0] or _OPENS_A_NAME.search(before):
        return False
    return not (behind[:2].isupper() and _GOES_ON_IN_CAPITALS.match(unaccent(behind)))
