"""Where else in a file a level of secrecy counts than in the head that was found.

Behind a portal's long menu or in a page of one line the head is not found; a file holds a second
paper behind the first, or an annex with a stamp of its own; a stamp lies below the addressee, and
a footer's at the end.  Whoever takes in the file takes in all of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from indexer.notices.blocks import LayoutLine, TextLayout
from indexer.notices.levels import Spoken, level_in_line, levels_in_head
from indexer.notices.number import is_number
from indexer.notices.zones import is_addressee, read_type_line

_BEFORE, _BEHIND = 6, 12  # lines of a letterhead around its motto or number
_NEAR = 3  # lines below the heading of an annex or below an addressee
_LABEL = "do mat"
_STAMP = 40  # letters; no stamp is longer
_PROSE = 150

_OPENING = re.compile(
    r"ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG HÒA XÃ HỘI CHỦ NGHĨA|(?P<first>PHỤ LỤC|Số\W{1,3}\d)"
)
_MARKS = re.compile(r"[^\w\n]{0,9}")  # before the first word of a line


def levels_elsewhere(layout: TextLayout, head: Sequence[LayoutLine], body: int) -> Iterator[Spoken]:
    """The levels at the other places of a file, of which ``head`` is the first letterhead; its
    ``body`` begins at that position of the folded text.
    """
    lines = layout.lines
    behind = head[-1].end if head else 0
    starts = [line.start for line in lines]
    for found in _openings(layout.cased, behind):
        at = max(0, bisect_right(starts, found.end() - 1) - 1)
        if found[0].endswith("LỤC"):
            yield from _stamps(lines[at + 1 : at + 1 + _NEAR])
        elif found[0].isupper() or is_number(lines[at]):
            first = max(0, at - _BEFORE)
            yield from levels_in_head(_letterhead(lines[first : at + _BEHIND], at - first))
    addressee = next((at for at, line in enumerate(lines[:_PROSE]) if is_addressee(line)), None)
    if addressee is not None:
        yield from _stamps(lines[addressee + 1 : addressee + 1 + _NEAR])
    foot = [line for line in lines[-2:] if line.start >= body]
    yield from (one for one in _stamps(foot) if one.line is lines[-1])


def _openings(text: str, behind: int) -> Iterator[re.Match[str]]:
    """Where another paper or an annex may begin; a number or an annex's name only in its line."""
    for found in _OPENING.finditer(text, behind):
        start = text.rfind("\n", 0, found.start()) + 1
        if not found["first"] or (
            found.start() - start < 10 and _MARKS.fullmatch(text, start, found.start())
        ):
            yield found


def _letterhead(lines: Sequence[LayoutLine], motto: int) -> Iterator[LayoutLine]:
    """The lines around a motto up to where the paper begins to speak."""
    for at, line in enumerate(lines):
        if at > motto and (len(line.folded) > _PROSE or is_addressee(line)):
            return
        yield line
        if at > motto and line.capitals and read_type_line(line):
            return


def _stamps(lines: Sequence[LayoutLine]) -> Iterator[Spoken]:
    """The lines that are a stamp and nothing more; none where they show what stamps there are."""
    found: dict[str, Spoken] = {}
    for line in lines:
        if len(line.folded) > _PROSE:
            break
        is_stamp = line.capitals or line.folded.startswith(_LABEL)
        level = level_in_line(line.cased) if is_stamp and len(line.folded) <= _STAMP else None
        if level:
            found[level] = Spoken(level, line)
    if len(found) == 1:
        yield from found.values()
