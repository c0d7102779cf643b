"""Where the lines of a paper stand on its pages, as an office prints them.

A source is the text of a paper with four marks of its own:

======  ============================================================================================
``‖``   parts a row into a left and a right column: letterhead and closing
``␌``   alone on a line: the next page
``▣``   in front of a line of an arrival stamp (dấu đến), which is drawn in a frame
``◉``   in front of the words of a seal (con dấu), which is drawn around the signature
======  ============================================================================================
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import NamedTuple

COLUMNS = "‖"
PAGE_BREAK = "␌"
ARRIVAL, SEAL = "▣", "◉"

_LEFT, _RIGHT, _MIDDLE = 160, 425, 297
"""The middles of the left column, the right one and the page, in points."""

_MARGIN, _TOP, _LEADING = 57, 60, 16
_LONG = 70
"""Characters from which on a line is one of the body, which stands at the margin."""


class Row(NamedTuple):
    """What stands side by side in one line of a letterhead or closing."""

    left: str
    right: str


class Placed(NamedTuple):
    """A line and where it begins, in points from the left and from the top."""

    x: float
    y: float
    text: str


def blocks(source: str) -> Iterator[str | list[Row]]:
    """The lines of a source in order; rows that follow each other are one block.

    >>> list(blocks("HUYỆN ỦY DI LINH ‖ ĐẢNG CỘNG SẢN VIỆT NAM\\n* ‖\\n\\nTHÔNG BÁO"))[1:]
    ['', 'THÔNG BÁO']
    """
    rows: list[Row] = []
    for line in source.splitlines():
        if COLUMNS in line:
            left, _, right = line.partition(COLUMNS)
            rows.append(Row(left.strip(), right.strip()))
            continue
        if rows:
            yield rows
            rows = []
        yield line
    if rows:
        yield rows


def lay_out(source: str, width_of: Callable[[str], float]) -> list[list[Placed]]:
    """The pages of a paper, each the lines on it.

    Columns, type line and title are centred; the body begins with the first long line, the first
    list item or the first heading, and is broken where the page ends.
    """
    pages: list[list[Placed]] = [[]]
    y, in_body = float(_TOP), False

    def centred(text: str, middle: float) -> None:
        if text:
            pages[-1].append(Placed(middle - width_of(text) / 2, y, text))

    for block in blocks(source):
        if isinstance(block, list):
            for row in block:
                centred(row.left, _LEFT)
                centred(row.right, _RIGHT)
                y += _LEADING
        elif block == PAGE_BREAK:
            pages.append([])
            y = _TOP
        elif block.startswith(ARRIVAL):
            centred(block, _LEFT)
            y += _LEADING
        else:
            in_body = in_body or len(block) >= _LONG or block[:1] == "-" or block[:1].isdigit()
            for line in _broken(block, width_of) if in_body else [block]:
                if in_body:
                    pages[-1].append(Placed(_MARGIN, y, line))
                else:
                    centred(line, _MIDDLE)
                y += _LEADING
    return pages


def _broken(line: str, width_of: Callable[[str], float]) -> list[str]:
    """A line of the body in lines that fit between the margins."""
    characters = int(2 * (_MIDDLE - _MARGIN) / (width_of(line) / len(line))) if line else 1
    return textwrap.wrap(line, characters) or [""]
