"""A notice cut into paragraphs, lines of the text put together and told apart.

Headings are sections that have lines of their own, items begin with a dash, each part of the
outline begins a paragraph, and a sentence that the end of a page cuts is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.model import Reading, Span
from indexer.outline import DivisionKind, Outline
from indexer.text import page_break_joins
from search.pages.annotated_text import Seam, Stretch
from search.pages.paper_tables import Line, PaperTable, barred, tables
from search.pages.paper_zones import BULLET, RULE, SIGNS, Placed, Role, Side, Zone, placed_lines
from search.typography import TORN_SYMBOL

_LINE = re.compile(r"[^\n]+")

_TYPED = ("text/plain", "text/markdown")

_LONGEST_HEADING = 160
"""Letters of a section that may be a heading; a longer one is prose."""


@dataclass(slots=True)
class Cut:
    """What one paragraph holds, or one row of a table in its cells.

    ``depth`` is a heading's; ``table`` counts the tables, from 1, for all that is part of one, and
    ``widths`` are columns over which cells go, where that is more than one for any.
    """

    role: Role
    stretches: list[Stretch] = field(default_factory=list)
    cells: list[list[Stretch]] = field(default_factory=list)
    zone: Zone = Zone.TEXT
    side: Side = Side.NONE
    depth: int = 0
    table: int = 0
    widths: tuple[int, ...] = ()

    @property
    def opening(self) -> Span:
        """Its first stretch of the text."""
        return next(filter(None, self.cells or [self.stretches]))[0].span

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return next(filter(None, reversed(self.cells or [self.stretches])))[-1].span.end


_WITH_ARTICLES = frozenset({DivisionKind.PART, DivisionKind.CHAPTER, DivisionKind.ARTICLE})
_NO_HEADING = frozenset(
    {DivisionKind.CLAUSE, DivisionKind.POINT, DivisionKind.ITEM, DivisionKind.DASH}
)


class _Heading(NamedTuple):
    """A heading in the text, and how deep it lies, from 1."""

    span: Span
    depth: int


def cut_paper(
    reading: Reading, is_cited_across: Callable[[int], bool], divided: Outline | None = None
) -> list[Cut]:
    """All paragraphs of a notice, in the order of its text.

    ``is_cited_across`` tells whether one citation stands on both sides of a position: an empty
    line there ends no paragraph.
    """
    text, notice = reading.document.text, reading.notice
    lines = list(_lines(text))
    placed = placed_lines(text, lines, notice)
    divided = divided or Outline()
    headings = _headed(reading, divided)
    begun = {one.span.start for one in divided.divisions}
    body = _Body(reading, lines, placed, is_cited_across, headings, begun)
    at = 0
    while at < len(lines):
        if at in placed:
            body.place(lines[at], placed[at])
            at += 1
        else:
            at = body.read(at)
    return body.done()


def _lines(text: str) -> Iterator[Line]:
    before = 0
    for found in _LINE.finditer(text):
        if not (line := found[0].rstrip()):
            continue
        start = found.start()
        opens = before == 0 or text.count("\n", before, start) > 1
        first = start + len(line) - len(line.lstrip())
        yield Line(Span(start, start + len(line)), first, opens)
        before = start + len(line)


class _Body:
    """The cuts made so far; pages' furniture waits until it is known whether a paragraph goes on
    behind it."""

    def __init__(
        self,
        reading: Reading,
        lines: Sequence[Line],
        placed: Mapping[int, Placed],
        is_cited_across: Callable[[int], bool],
        headings: Sequence[_Heading],
        begun: Collection[int],
    ) -> None:
        text, notice = reading.document.text, reading.notice
        self._text, self._lines = text, lines
        self._is_cited_across = is_cited_across
        self._begun = begun
        gaps = page_break_joins(text)
        self._joined = {one.end for one in (*gaps, *notice.furniture)}
        self._beside = _covered(lines, [*notice.furniture, *gaps])
        typed = reading.document.media_type in _TYPED
        self._tables = dict(tables(text, lines, self._beside | placed.keys(), typed=typed))
        self._count = 0
        self._headings = dict(_headings(text, lines, headings))
        self._cuts: list[Cut] = []
        self._waiting: list[Cut] = []

    def done(self) -> list[Cut]:
        """All cuts."""
        self._flush()
        return self._cuts

    def _flush(self) -> None:
        self._cuts += self._waiting
        self._waiting = []

    def place(self, line: Line, where: Placed) -> None:
        """A line of the letterhead, the title or the foot."""
        self._flush()
        start, end = line.span
        if where.right:
            left = self._placed_stretches(Span(start, where.right), where)
            self._add(Cut(where.role, left, [], where.zone, Side.LEFT))
            start = where.right
        stretches = self._placed_stretches(Span(start, end), where)
        goes_on = not (line.opens or where.right or where.role is Role.ITEM)
        cut = Cut(where.role, stretches, [], where.zone, where.side)
        self._add(cut, goes_on=goes_on and len(stretches) == 1)

    def _placed_stretches(self, span: Span, where: Placed) -> list[Stretch]:
        sign = where.role is Role.RULE
        if "|" in span.of(self._text) and not sign:
            return barred(self._text, span)
        return [Stretch(span, sign=sign)]

    def read(self, at: int) -> int:
        """The paragraph or table that begins at a line of the text; the line behind it."""
        line = self._lines[at]
        if at in self._beside:
            self._waiting.append(Cut(Role.BESIDE, [Stretch(line.span, beside=True)]))
            return at + 1
        if table := self._tables.get(at):
            return self._set_table(at, table)
        if self._joins(line):
            return at + 1
        self._flush()
        end, depth = self._headings.get(at, (0, 0))
        if end and not self._is_cut_at(end):
            span = Span(line.span.start, self._lines[end - 1].span.end)
            self._add(Cut(Role.HEADING, [Stretch(span)], depth=depth))
            return end
        words = line.span.of(self._text)
        if RULE.match(words):
            self._add(Cut(Role.RULE, [Stretch(line.span, sign=True)]))
        elif BULLET.match(words):
            self._add(Cut(Role.ITEM, [Stretch(line.span)]))
        else:
            goes_on = not line.opens and line.first not in self._begun
            self._add(Cut(Role.TEXT, [Stretch(line.span)]), goes_on=goes_on)
        return at + 1

    def _set_table(self, at: int, table: PaperTable) -> int:
        self._flush()
        self._count += 1
        behind = at + table.caption
        for line in self._lines[at:behind]:
            self._add(Cut(Role.CAPTION, [Stretch(line.span)], table=self._count))
        for row in table.rows:
            role = Role.RULE_ROW if row.is_rule else Role.HEAD_ROW if row.is_head else Role.ROW
            self._add(Cut(role, cells=row.cells, table=self._count, widths=row.widths))
        return behind + len(table.rows)

    def _goes_on(self, line: Line) -> bool:
        """Whether a line goes on with what stands before the end of a page."""
        return line.first in self._joined or self._is_cited_across(line.first)

    def _is_cut_at(self, at: int) -> bool:
        """Whether the end of a page stands before a line, and a sentence goes on behind it."""
        while at in self._beside:
            at += 1
        return at < len(self._lines) and self._goes_on(self._lines[at])

    def _joins(self, line: Line) -> bool:
        """Put a line to the paragraph that the end of a page cut before it, if one did."""
        if not (line.opens or self._waiting) or not self._cuts:
            return False
        last = self._cuts[-1]
        if last.zone is not Zone.TEXT or last.role not in (Role.TEXT, Role.ITEM):
            return False
        if not self._goes_on(line):
            return False
        before = self._text[max(0, last.end - 2) : last.end]
        after = self._text[line.first : line.first + 2]
        torn = TORN_SYMBOL.match(before + after[:1]) or TORN_SYMBOL.match(before[-1:] + after[:2])
        last.stretches += [one for cut in self._waiting for one in cut.stretches]
        self._waiting = []
        seam = Seam.SYMBOL if torn else Seam.BLANK
        last.stretches.append(Stretch(Span(line.first, line.span.end), seam))
        return True

    def _add(self, cut: Cut, *, goes_on: bool = False) -> None:
        """A cut, or the rest of the last one, where that has the same place and ``goes_on``."""
        last = self._cuts[-1] if self._cuts else None
        if last and goes_on and _may_go_on(last, cut):
            stretch = last.stretches[-1]
            whole = Span(stretch.span.start, cut.end)
            last.stretches[-1] = stretch._replace(span=whole)
        else:
            self._cuts.append(cut)


def _may_go_on(cut: Cut, rest: Cut) -> bool:
    """Whether a line may be the rest of the paragraph before it; an item has lines of text."""
    if (cut.zone, cut.side) != (rest.zone, rest.side) or not cut.stretches:
        return False
    if cut.stretches[-1].sign != rest.stretches[0].sign:
        return False
    return cut.role is rest.role or (cut.role is Role.ITEM and rest.role is Role.TEXT)


def _covered(lines: Sequence[Line], spans: Sequence[Span]) -> set[int]:
    """The lines that lie in some spans."""
    found: set[int] = set()
    at = 0
    for span in sorted(spans):
        while at < len(lines) and lines[at].span.end <= span.start:
            at += 1
        inside = at
        while inside < len(lines) and lines[inside].span.end <= span.end:
            if lines[inside].first >= span.start:
                found.add(inside)
            inside += 1
    return found


def _headed(reading: Reading, divided: Outline) -> list[_Heading]:
    """The headings of a paper: of chapters and articles, else of the sections that were read."""
    if any(one.kind in _WITH_ARTICLES for one in divided.divisions):
        return [
            _Heading(one.heading, one.depth)
            for one in divided.divisions
            if one.kind not in _NO_HEADING
        ]
    found = sorted(reading.notice.sections, key=lambda section: section.span)
    return [_Heading(one.span, one.depth) for one in found if one.mark != "-"]


def _headings(
    text: str, lines: Sequence[Line], headings: Sequence[_Heading]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Those that have lines of their own: the first line, the one behind, the depth."""
    at = 0
    for one in headings:
        while at < len(lines) and lines[at].span.end <= one.span.start:
            at += 1
        if at == len(lines):
            return
        end = at + 1
        while end < len(lines) and lines[end].span.start < one.span.end and not lines[end].opens:
            end += 1
        above = text[lines[at].span.start : one.span.start]
        below = text[one.span.end : lines[end - 1].span.end]
        is_brief = one.span.end - one.span.start <= _LONGEST_HEADING
        if is_brief and not (above.strip(SIGNS) or below.strip(f"{SIGNS}:")):
            yield at, (end, one.depth)
