"""Lines that open like a part and are none: quoted articles, tables of contents, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.notices.blocks import LayoutLine
from indexer.outline.marks import DivisionMark, Style

_LONGEST_QUOTE = 400
"""Lines after which a quote that nobody closed is over at its first line."""

_OPENS_QUOTE = re.compile(r"[:;.]\s{0,9}[\"“«'‘]{1,2}\s{0,9}(?=[^\W_])")
_QUOTED_LINE = re.compile(r"[-+•]?\s{0,9}[\"“«]")
_LEADER = re.compile(r"(?:[.…·_]\s?){4,}\s*\d{0,4}$|…\s*\d{1,4}$|\t\s*\d{1,4}$| {3,}\d{1,4}$")
_PAGE = re.compile(r"[\s.…·_]*\d{0,4}$")
# A rule of underscores is gone with the marks of Markdown, so that a note is told by its number.
_NOTE = re.compile(r"\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]")
_NOTE_BELOW_RULE = re.compile(r"\(\d{1,3}\)\s|\d{1,3}\s(?=[^\W\d])|\*{1,3}\s")
_FEWEST_LISTED = 3
"""Headings that follow each other without any text between, as they do in a table of contents."""

_FEWEST_ARTICLES = 2
"""Articles that do, where their numbers begin again behind them."""


def set_aside(lines: Sequence[LayoutLine], marks: Sequence[Sequence[DivisionMark]]) -> set[int]:
    """The lines whose marks make no part, by their numbers.

    >>> from indexer.notices.blocks import lay_out
    >>> from indexer.outline.marks import marks_of
    >>> text = "Điều 1. Sửa đổi Điều 5 như sau:\\n“Điều 5. Hồ sơ\\n1. Đơn.”\\nĐiều 2. Thi hành"
    >>> lines = lay_out(text).lines
    >>> sorted(set_aside(lines, [list(marks_of(line)) for line in lines]))
    [1, 2]
    """
    found = {at for at, line in enumerate(lines) if marks[at] and _is_listed(line)}
    found.update(_contents(lines, marks))
    found.update(_listed_articles(lines, marks))
    found.update(_quoted(lines))
    return found


def notes(lines: Sequence[LayoutLine], marks: Sequence[Sequence[DivisionMark]]) -> list[int]:
    """Of each line, where the footnotes begin that it belongs to; -1 for any other.

    They go on to the next part of the paper.
    """
    found, begun = list[int](), -1
    for at, line in enumerate(lines):
        if marks[at]:
            begun = -1
        elif begun < 0 and (
            _NOTE.match(line.folded)
            or (at and lines[at - 1].is_rule and _NOTE_BELOW_RULE.match(line.folded))
        ):
            begun = at
        found.append(begun)
    return found


def _is_listed(line: LayoutLine) -> bool:
    """Whether a line is a row of a table, or of contents with the number of a page."""
    if "|" in line.cased or line.cased.rstrip().count("\t") > 1:
        return True
    return _LEADER.search(line.cased) is not None


def _contents(
    lines: Sequence[LayoutLine], marks: Sequence[Sequence[DivisionMark]]
) -> Iterator[int]:
    """The headings of a table of contents: no text between them, and each again further on."""
    last = {_heading(line): at for at, line in enumerate(lines) if marks[at]}
    run = list[int]()
    for at, line in enumerate(lines):
        if marks[at] and last[_heading(line)] > at:
            run.append(at)
            continue
        if not marks[at] and run and _is_rest_of_title(line):
            continue
        if len(run) >= _FEWEST_LISTED and marks[run[0]][0].style <= Style.ARTICLE:
            yield from run
        run = []


def _listed_articles(
    lines: Sequence[LayoutLine], marks: Sequence[Sequence[DivisionMark]]
) -> Iterator[int]:
    """The articles of a table of contents, in whatever words: titles without text, each number
    again further on, the first of them at once."""
    last = {_number(one): at for at, one in enumerate(marks) if one}
    run = list[int]()
    for at, line in enumerate(lines):
        # What opens with capitals may be another paper.
        if not marks[at] and _is_rest_of_title(line) and not line.capitals:
            continue
        if run and _number(marks[at]) == _number(marks[run[0]]):
            if len(run) >= _FEWEST_ARTICLES and _has_words(lines, marks, at):
                yield from run
            run = []
        if _is_title_alone(line, marks[at]) and last[_number(marks[at])] > at:
            run.append(at)
        else:
            run = []


def _number(marks: Sequence[DivisionMark]) -> tuple[Style, str] | None:
    return (marks[0].style, marks[0].number) if marks else None


def _is_title_alone(line: LayoutLine, marks: Sequence[DivisionMark]) -> bool:
    """Whether a line is an article's number and title, and no sentence."""
    is_article = bool(marks) and marks[0].style is Style.ARTICLE
    return is_article and marks[0].end < len(line.folded) and line.folded[-1] not in ".;:,"


def _has_words(
    lines: Sequence[LayoutLine], marks: Sequence[Sequence[DivisionMark]], at: int
) -> bool:
    """Whether text or a khoản follows the heading of an article."""
    below = at + 1
    while below < len(lines) and not marks[below] and _is_rest_of_title(lines[below]):
        below += 1
    return below < len(lines) and not any(one.style <= Style.ARTICLE for one in marks[below])


def _heading(line: LayoutLine) -> str:
    return _PAGE.sub("", line.folded[:200])


def _is_rest_of_title(line: LayoutLine) -> bool:
    return line.capitals or line.cased[:1].islower() or line.is_rule


def _quoted(lines: Sequence[LayoutLine]) -> Iterator[int]:
    """The lines of quotes that go over several, and those that open with a quote."""
    ends = _quote_ends(lines)
    at = 0
    while at < len(lines):
        cased = lines[at].cased
        opens = _QUOTED_LINE.match(cased) is not None
        may_go_on = opens or _OPENS_QUOTE.search(cased)
        end = ends[at] if may_go_on and ends[at] - at < _LONGEST_QUOTE else at
        if opens or end > at:
            yield from range(at if opens else at + 1, end + 1)
        at = end + 1


def _quote_ends(lines: Sequence[LayoutLine]) -> list[int]:
    """Where what each line leaves quoted ends: the line itself where it leaves nothing open."""
    depths = [0]
    for line in lines:
        opened = line.cased.count("“") + line.cased.count("«")
        depths.append(depths[-1] + opened - line.cased.count("”") - line.cased.count("»"))
    ends = list(range(len(lines)))
    waiting = list[int]()  # depths that are not come back to yet, the deepest last
    for at, depth in enumerate(depths):
        while waiting and depths[waiting[-1]] >= depth:
            opener = waiting.pop()  # what stands before the line that opened
            if depths[opener + 1] > depths[opener]:
                ends[opener] = at - 1
        waiting.append(at)
    straight = [at for at, line in enumerate(lines) if line.cased.count('"') % 2]
    for at, following in pairwise(straight):
        ends[at] = max(ends[at], following)
    return ends
