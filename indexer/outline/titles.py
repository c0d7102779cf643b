"""The words of a heading: on the line of its mark, on the next one, or over several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.notices.blocks import LayoutLine, TextLayout
from indexer.notices.dateline import is_dateline
from indexer.notices.letterhead import has_motto, head_start
from indexer.notices.zones import read_type_line
from indexer.outline.marks import DivisionMark, Style

_LONGEST = 200
"""Letters of a title; what is longer is the text itself."""

_LONGEST_CLOSED = 100
_LONGEST_OPENING = 60
"""Letters of a title that ends like a sentence, and of one that ends with a colon."""

_MOST_LINES = 4
_LONGEST_HEAD = 8
"""Lines from the first of a letterhead to its motto, or to the place and day."""

_RUN_IN = re.compile(r"[*_]{1,3}(?P<title>[^*_\n]{2,200})[*_]{1,3}")
_SENTENCE = re.compile(r"[^.;:!?…]{0,600}(?:[.;:!?…](?!\s|$)[^.;:!?…]{0,600}){0,20}")
_ENDS = (".", ";", ",", "!", "?", "…")

Title = tuple[int, int]
"""Where a title begins and ends in the folded text; equal where there is none."""


def title_of(
    lines: Sequence[LayoutLine],
    marked: Sequence[Sequence[DivisionMark]],
    at: int,
    mark: DivisionMark,
    stop: int,
) -> Title:
    """The title behind a mark on a line; ``stop`` is the line before which its paper ends.

    >>> from indexer.notices.blocks import lay_out
    >>> from indexer.outline.marks import marks_of
    >>> layout = lay_out("Chương II\\nTỔ CHỨC BỘ MÁY\\nĐiều 4. Ban này họp mỗi tháng một lần.")
    >>> marked = [list(marks_of(line)) for line in layout.lines]
    >>> for at, marks in enumerate(marked):
    ...     if marks:
    ...         print(layout.show(*title_of(layout.lines, marked, at, marks[0], 3)))
    TỔ CHỨC BỘ MÁY
    <BLANKLINE>
    """
    line = lines[at]
    start = line.start + mark.end
    if start >= line.end:
        return _below(lines, marked, at, mark.style)
    if mark.style is Style.ARTICLE:
        return _of_article(lines, marked, at, start, stop)
    if mark.style < Style.ARTICLE or line.cased[mark.end :].isupper():
        return _over_capitals(lines, marked, at, start)
    sentence = _SENTENCE.match(line.folded, mark.end)
    end = line.start + (sentence.end() if sentence else len(line.folded))
    return (start, end) if end - start <= _LONGEST else (start, start)


def _over_capitals(
    lines: Sequence[LayoutLine], marked: Sequence[Sequence[DivisionMark]], at: int, start: int
) -> Title:
    """A title that goes on over the lines in capitals below it."""
    last = lines[at]
    is_capital = last.cased[start - last.start :].isupper()
    for following in range(at + 1, min(len(lines), at + _MOST_LINES)):
        line = lines[following]
        goes_on = line.capitals if is_capital else line.cased[:1].islower()
        if line.opens or marked[following] or not goes_on:
            break
        last = line
    end = last.end
    return (start, end) if end - start <= 2 * _LONGEST else (start, start)


def _below(
    lines: Sequence[LayoutLine],
    marked: Sequence[Sequence[DivisionMark]],
    at: int,
    style: Style,
) -> Title:
    """The title of a mark that has its line to itself: the next line, unless that is text."""
    end, following = lines[at].end, at + 1
    if following >= len(lines) or marked[following]:
        return end, end
    if style <= Style.APPENDIX and _is_letterhead(lines, marked, following):
        return end, end
    line = lines[following]
    is_brief = len(line.folded) <= _LONGEST and not line.folded.endswith((*_ENDS, ":"))
    may_be_small = style is Style.ATTACHMENT
    begins = line.cased[:1].isupper() or (may_be_small and line.cased[:1].isalpha())
    is_title = line.capitals or (begins and is_brief)
    if not is_title or line.is_rule:
        return end, end
    return _over_capitals(lines, marked, following, line.start)


def _is_letterhead(
    lines: Sequence[LayoutLine], marked: Sequence[Sequence[DivisionMark]], at: int
) -> bool:
    """Whether the head of another paper begins here, whose motto or place and day follow."""
    for below in range(at, min(len(lines), at + _LONGEST_HEAD)):
        if marked[below] or read_type_line(lines[below]):
            return False
        if has_motto(lines[below]) or is_dateline(lines[below]):
            return head_start(lines, below) == at
    return False


def _of_article(
    lines: Sequence[LayoutLine],
    marked: Sequence[Sequence[DivisionMark]],
    at: int,
    start: int,
    stop: int,
) -> Title:
    """The title of an article; where it has none, its text begins there."""
    below = at + 1
    while below < min(stop, at + _MOST_LINES):
        line = lines[below]
        if line.opens or marked[below] or not line.cased[:1].islower():
            break
        below += 1
    last = lines[below - 1]
    length, closing = last.end - start, last.folded[-1:]
    if closing in _ENDS:
        is_last = below >= stop or any(mark.rank <= Style.ARTICLE for mark in marked[below])
        is_title = closing == "." and length <= _LONGEST_CLOSED and not is_last
    else:
        is_title = length <= (_LONGEST_OPENING if closing == ":" else _LONGEST)
    return (start, last.end) if is_title else (start, start)


def run_in_end(layout: TextLayout, line: LayoutLine) -> int:
    """Where an emphasised heading with a colon ends behind a dash; 0 without one."""
    start = layout.folded.span(line.start, line.start + 1).end
    words = layout.text[start : start + 260].lstrip(" \t\u00a0")
    run = _RUN_IN.match(words)
    if run is None:
        return 0
    closes = run["title"].rstrip().endswith(":") or words[run.end() :].lstrip().startswith(":")
    colon = line.folded.find(":")
    return colon if closes and colon > 0 else 0
