"""The tables of a text: rows of Markdown, and of cells that tabs part, as readers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.model import Span
from search.pages.annotated_text import Stretch

_PIPE = re.compile(r"(?<!\\)\|")
_PIPED_RULE = re.compile(r"[\s|:-]*-[\s|:-]*\Z")
_TAB = re.compile(r"\t+")
_MARK = re.compile(r"[ \t]*+[*_]{0,2}(?:\d{1,2}[.)]|[A-Za-zĐđ][.)]|[IVXLC]{1,6}[.-]|[-–•+*])\Z")
_LONGEST_CELL = 400


class Line(NamedTuple):
    """A line with letters or signs; ``first`` is where its first one stands, ``opens`` says that
    an empty line stands above."""

    span: Span
    first: int
    opens: bool


TableLine = tuple[list[list[Stretch]], bool]
"""The cells of a row, and whether it only rules off."""


def tables(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, list[TableLine]]]:
    """The tables of a text: the line at which each begins, and its rows, one for each line.

    Rows of a table have equally many cells, else nobody could tell what stands under what.

    >>> lines = [Line(Span(0, 9), 0, True), Line(Span(10, 16), 10, False)]
    >>> [(at, len(rows)) for at, rows in tables("Thu\\t12 tỷ\\nChi\\t9", lines)]
    [(0, 2)]
    """
    at = 0
    while at < len(lines):
        read = _piped if text.startswith("|", lines[at].first) else _tabbed
        rows: list[TableLine] = []
        while at + len(rows) < len(lines):
            line = lines[at + len(rows)]
            row = read(text, line) if not rows or not line.opens else None
            if row is None:
                break
            rows.append(row)
        widths = {len(cells) for cells, is_rule in rows if not is_rule}
        if len(widths) == 1 and sum(not is_rule for _, is_rule in rows) > 1:
            yield at, rows
        at += max(1, len(rows))


def barred(text: str, span: Span) -> list[Stretch]:
    """A part of a row of Markdown that is no table on paper, its bars and rules as signs.

    >>> [one.sign for one in barred("| HUYỆN ỦY |", Span(0, 12))]
    [True, False, True]
    """
    bars = {found.start() for found in _PIPE.finditer(text, *span)}
    edges = sorted({span.start, span.end, *bars, *(bar + 1 for bar in bars)})
    return [
        Stretch(Span(start, end), sign=start in bars or not text[start:end].strip(" \t:-"))
        for start, end in pairwise(edges)
    ]


def _piped(text: str, line: Line) -> TableLine | None:
    """A row of Markdown: ``| a | b |``; its bars are signs."""
    if not text.startswith("|", line.first):
        return None
    if _PIPED_RULE.match(line.span.of(text)):
        return [[Stretch(line.span, sign=True)]], True
    bars = [found.start() for found in _PIPE.finditer(text, line.first, line.span.end)]
    closed = bars[-1] + 1 == line.span.end
    ends = bars if closed else [*bars, line.span.end]
    cells = [
        [Stretch(Span(start, start + 1), sign=True), Stretch(Span(start + 1, end))]
        for start, end in pairwise(ends)
    ]
    if closed and cells:
        cells[-1].append(Stretch(Span(bars[-1], line.span.end), sign=True))
    return (cells, False) if cells else None


def _tabbed(text: str, line: Line) -> TableLine | None:
    """Cells with tabs between; a mark with its item is no row."""
    gaps = [found.span() for found in _TAB.finditer(text, line.first, line.span.end)]
    if not gaps:
        return None
    edges = [line.first, *(edge for gap in gaps for edge in gap), line.span.end]
    spans = [Span(*edges[at : at + 2]) for at in range(0, len(edges), 2)]
    if max(span.end - span.start for span in spans) > _LONGEST_CELL:
        return None
    if len(spans) == 2 and _MARK.match(spans[0].of(text)):
        return None
    return [[Stretch(span)] for span in spans], False
