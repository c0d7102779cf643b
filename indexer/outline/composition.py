"""Marks put together into the parts of a paper: which of them open one, and what lies in what.

A mark opens a part where its number goes on with those before it (or begins again) and nothing
tells that it is the rest of a sentence, a quote or a row of a table.  What is doubtful is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.model import Reading
from indexer.notices.blocks import LayoutLine, TextLayout, lay_out
from indexer.outline.anchors import Addresses
from indexer.outline.attached import PaperExtent, extents
from indexer.outline.divisions import DivisionKind, Outline
from indexer.outline.marks import DASH, STEP, DivisionMark, Style, marks_of
from indexer.outline.open_division import OpenDivision, anchor_of, division, kind_of
from indexer.outline.set_aside import notes, set_aside
from indexer.outline.titles import run_in_end, title_of
from indexer.text import blanked

_MOST = 50_000
"""Parts of one paper: a law of ten thousand articles has as many."""

_MOST_BETWEEN = 6
"""Lines of rules and page numbers between one part and the next."""

_PAGE_NUMBER = re.compile(r"[-(~]{0,2}\s?\d{1,4}\s?[-)~]{0,2}")
_SKIPPED = 2 * STEP
"""How far a number may be from the one before: scanners lose a line."""

_GOES_ON = re.compile(
    r"(?:[,(]|(?<!\w)(?:khoản|điểm|mục|điều|chương|phần|tại|theo|của|và|đến|hoặc|ở|số"
    r"|(?:khoản|điểm)\s\w{1,3}|tại\scác))$"
)
_COUNTED = re.compile(r"(?<!\w)(?:điều|khoản|điểm|mục|số|ngày|tháng|năm|quý|quyết định|nghị định)$")
_AMENDS = re.compile(r"(?:sua doi|bo sung|thay the|thay bang|nhu sau).{0,400}:$")


def outline(text: str) -> Outline:
    """The parts of a paper, from its verbatim text alone.

    >>> found = outline("Điều 7. Hồ sơ\\n1. Đơn:\\na) Bản gốc.\\nĐiều 7a. Thời hạn\\nMột năm.")
    >>> [one.anchor for one in found.divisions]
    ['dieu-7', 'dieu-7-khoan-1', 'dieu-7-khoan-1-diem-a', 'dieu-7a']
    >>> [one.title for one in found.divisions if one.title]
    ['Hồ sơ', 'Thời hạn']
    """
    layout = _with_whole_marks(lay_out(text))
    lines = layout.lines
    marked = [list(marks_of(line)) for line in lines]
    for at in set_aside(lines, marked):
        marked[at] = []
    composer = _Composer(layout, marked)
    for extent in extents(lines, marked):
        composer.read(extent)
    return composer.done()


_WORD_ALONE = ("dieu", "chuong")


def _with_whole_marks(layout: TextLayout) -> TextLayout:
    """The lines of a text, of which "Điều" ⏎ "7. Hồ sơ" is one."""
    lines = list[LayoutLine]()
    for line in layout.lines:
        before = lines[-1] if lines else None
        if before and before.folded in _WORD_ALONE and not line.opens:
            whole = replace(layout.between(before.start, line.end), opens=before.opens)
            if any(mark.is_sure and mark.style <= Style.ARTICLE for mark in marks_of(whole)):
                lines[-1] = whole
                continue
        lines.append(line)
    return replace(layout, lines=tuple(lines))


def outline_of(reading: Reading) -> Outline:
    """The parts of a paper that was read, page numbers and stamps passed over."""
    return outline(blanked(reading.document.text, reading.notice.furniture))


class _Composer:
    """The parts made so far, and those that are still open, the outermost first."""

    def __init__(self, layout: TextLayout, marked: Sequence[Sequence[DivisionMark]]) -> None:
        self._layout, self._lines, self._marked = layout, layout.lines, marked
        self._parts: list[OpenDivision] = []
        self._notes = notes(self._lines, marked)
        self._open: list[int] = []
        self._addresses = Addresses()
        self._outermost: dict[Style, int] = {}
        self._latest: dict[Style, int] = {}
        self._articles_ahead: list[bool] = []
        self._stop = 0
        self._has_articles = self._is_amending = self._is_closed = False

    def read(self, extent: PaperExtent) -> None:
        """The lines of one paper."""
        self._close(0, extent.start)
        self._begin_scope()
        self._is_closed = False
        self._stop = extent.closing
        if extent.name:
            name = DivisionMark(Style.ATTACHMENT, extent.name, STEP, 0, extent.name_end)
            self._add(name, extent.start, -1)
        self._articles_ahead = _articles_ahead(self._marked, extent)
        for at in range(extent.start, extent.end):
            if at == extent.closing:
                self._close(Style.APPENDIX, at)
                self._is_closed = True
            if len(self._parts) < _MOST:
                self._read_line(at, extent)

    def _begin_scope(self) -> None:
        """Numbers begin again."""
        self._outermost, self._latest = {}, {}
        self._has_articles = self._is_amending = False

    def done(self) -> Outline:
        """All parts."""
        self._close(0, len(self._lines))
        return Outline(tuple(division(part, self._layout) for part in self._parts))

    def _read_line(self, at: int, extent: PaperExtent) -> None:
        line = self._lines[at]
        for mark in map(self._mended, self._marked[at]):
            parent = self._parent(mark, at, extent)
            if parent is not None:
                self._add(mark, at, parent)
                self._read_behind(mark, at, extent)
                return
        dash = DASH.match(line.folded)
        if dash and not self._is_closed and self._open:
            self._read_dash(at, dash.end())

    def _read_behind(self, mark: DivisionMark, at: int, extent: PaperExtent) -> None:
        """What opens on the line of another part: ``Điều 7. 1. Tổ chức đảng``, ``1. a) Hồ sơ``."""
        if mark.style not in (Style.ARTICLE, Style.ARABIC):
            return
        for inner in marks_of(self._lines[at], mark.end):
            is_inner = inner.style in (Style.ARABIC, Style.LETTER) and inner.rank > mark.rank
            if is_inner and inner.order == STEP and inner.end > inner.start:
                parent = self._parent(inner, at, extent)
                if parent is not None:
                    self._add(inner, at, parent)
                    self._read_behind(inner, at, extent)
                return

    def _read_dash(self, at: int, behind: int) -> None:
        """A dash that opens with an emphasised heading; all of them are counted."""
        line = self._lines[at]
        mark = DivisionMark(Style.DASH, "", 0, 0, behind)
        parent = self._innermost(mark.rank)
        last = self._parts[parent].last if parent >= 0 else self._outermost
        count = last[Style.DASH] = last.get(Style.DASH, 0) + 1
        end = run_in_end(self._layout, line)
        if end:
            dash = DivisionMark(Style.DASH, str(count), count, 0, behind)
            self._add(dash, at, parent, (line.start + behind, line.start + end))

    # --- which mark opens a part ----------------------------------------------------------------

    def _innermost(self, rank: int) -> int:
        """The innermost open part that stands further out than a rank; -1 where none does."""
        return next((at for at in reversed(self._open) if self._parts[at].rank < rank), -1)

    def _in_article(self) -> bool:
        return any(self._parts[at].style is Style.ARTICLE for at in self._open)

    def _parent(self, mark: DivisionMark, at: int, extent: PaperExtent) -> int | None:
        """The part in which a mark opens one, -1 for the paper itself; None where it opens none."""
        if self._is_closed and (mark.style is not Style.APPENDIX or not mark.is_sure):
            return None
        if mark.style is Style.ARTICLE:
            return self._parent_of_article(mark, at)
        if mark.style <= Style.SUBSECTION:
            return self._parent_of_worded(mark, at)
        has_articles = self._has_articles or self._articles_ahead[at - extent.start]
        may_open = self._may_head if mark.style <= Style.ROMAN else self._may_number
        if not may_open(mark, at, has_articles=has_articles):
            return None
        if mark.style is Style.DECIMAL:
            return self._parent_of_decimal(mark)
        parent = self._innermost(mark.rank)
        return parent if self._is_next(mark, parent) else None

    def _may_head(self, mark: DivisionMark, at: int, *, has_articles: bool) -> bool:
        """Whether A. or I. may head a section: above articles in capitals only."""
        if has_articles and not self._is_in_capitals(mark, at):
            return False
        return mark.style is not Style.LETTERED or self._may_be_lettered(mark, at)

    def _may_number(self, mark: DivisionMark, at: int, *, has_articles: bool) -> bool:
        """Whether 1. or a) may number a part here, and is neither of the basis nor of a date."""
        if self._is_amending or (has_articles and not self._in_article()):
            return False
        is_first = mark.order == STEP and at > 0 and bool(self._marked[at - 1])
        return mark.style is not Style.ARABIC or is_first or not self._goes_on(at, _COUNTED)

    def _mended(self, mark: DivisionMark) -> DivisionMark:
        """A second d as the đ that a scanner lost."""
        if mark.style is not Style.LETTER or mark.number != "d":
            return mark
        last = self._last_in(self._innermost(mark.rank)).get(Style.LETTER)
        is_second = last == mark.order
        return replace(mark, number="đ", order=mark.order + STEP) if is_second else mark

    def _parent_of_article(self, mark: DivisionMark, at: int) -> int | None:
        last = self._latest.get(Style.ARTICLE, 0)
        follows = last < mark.order < (last // STEP + 2) * STEP
        before = self._lines[self._text_before(at) - 1].folded if at else ""
        if self._goes_on(at, _GOES_ON) or not (mark.is_sure or follows):
            return None
        if not follows and last and _AMENDS.search(before[-420:]):
            self._is_amending = True
            return None
        if mark.order <= last and mark.order != STEP:
            return None
        return self._innermost(mark.rank)

    def _parent_of_worded(self, mark: DivisionMark, at: int) -> int | None:
        """The part that holds a Phần, a Chương, a Mục or a Phụ lục."""
        if self._goes_on(at, _GOES_ON) and not self._lines[at].capitals:
            return None
        parent = self._innermost(mark.rank)
        last = self._last_in(parent).get(mark.style, 0)
        if not mark.is_sure and mark.order != last + STEP:
            return None
        return parent if mark.order > last or mark.order == STEP else None

    def _parent_of_decimal(self, mark: DivisionMark) -> int | None:
        """The part whose number a decimal goes on: 1.2 lies in 1."""
        outer = mark.path[:-1]
        for at in reversed(self._open):
            part = self._parts[at]
            if part.rank >= mark.rank:
                continue
            if part.path == outer:
                return at if self._is_next(mark, at) else None
        return None

    def _goes_on(self, at: int, ends: re.Pattern[str]) -> bool:
        """Whether the line before breaks off within a sentence that goes on here."""
        before = self._text_before(at)
        return before > 0 and ends.search(self._lines[before - 1].cased[-40:].lower()) is not None

    def _text_before(self, at: int) -> int:
        """The line behind the last one above a line that is no rule, note or number of a page."""
        if at and self._notes[at - 1] >= 0:
            at = self._notes[at - 1]
        lowest = max(0, at - _MOST_BETWEEN)
        while at > lowest and (
            self._lines[at - 1].is_rule or _PAGE_NUMBER.fullmatch(self._lines[at - 1].folded)
        ):
            at -= 1
        return at

    def _is_in_capitals(self, mark: DivisionMark, at: int) -> bool:
        rest = self._lines[at].cased[mark.end :]
        if rest:
            return rest.isupper()
        return at + 1 < len(self._lines) and self._lines[at + 1].capitals

    def _may_be_lettered(self, mark: DivisionMark, at: int) -> bool:
        """Whether "A." heads a part; whoever is called A. is none."""
        if self._is_in_capitals(mark, at):
            return True
        line = self._lines[at]
        return line.opens and len(line.folded) <= 120 and not line.folded.endswith((".", ";", ","))

    def _is_next(self, mark: DivisionMark, parent: int) -> bool:
        """Whether a number goes on with those before it, or begins again."""
        last = self._last_in(parent).get(mark.style, 0)
        if last < mark.order <= last + _SKIPPED or mark.order == STEP:
            return True
        latest = self._latest.get(mark.style, 0)
        return mark.style in (Style.ROMAN, Style.ARABIC) and mark.order == latest + STEP

    def _last_in(self, parent: int) -> dict[Style, int]:
        return self._parts[parent].last if parent >= 0 else self._outermost

    # --- a part made ----------------------------------------------------------------------------

    def _add(
        self, mark: DivisionMark, at: int, parent: int, title: tuple[int, int] | None = None
    ) -> None:
        line = self._lines[at]
        outer = self._parts[parent] if parent >= 0 else None
        kind = kind_of(mark, outer, in_article=self._in_article())
        if mark.style is Style.APPENDIX:
            self._begin_scope()
            self._is_closed = False
            self._stop = len(self._lines)
        else:
            self._last_in(parent)[mark.style] = self._latest[mark.style] = mark.order
        if mark.style is Style.ARTICLE:
            self._has_articles, self._is_amending = True, False
        elif mark.style < Style.ARTICLE:
            self._is_amending = False
        start = line.start + mark.start
        self._close(mark.rank, at, before=start if mark.start else None)
        if title is None:
            title = self._title(mark, at, kind)
        self._parts.append(
            OpenDivision(
                kind=kind,
                style=mark.style,
                rank=mark.rank,
                number="" if mark.style is Style.ATTACHMENT else mark.number,
                path=mark.path or (_in_figures(mark),),
                anchor=self._addresses.give(anchor_of(mark, kind, outer, self._scope(parent))),
                depth=outer.depth + 1 if outer else 1,
                parent=parent,
                start=start,
                heading_end=max(title[1], line.start + len(line.folded[: mark.end].rstrip())),
                title=title,
                is_inline=mark.start > 0,
            )
        )
        self._open.append(len(self._parts) - 1)

    def _title(self, mark: DivisionMark, at: int, kind: DivisionKind) -> tuple[int, int]:
        start = self._lines[at].start + mark.end
        if self._in_article() and kind is not DivisionKind.ARTICLE and mark.style > Style.ARTICLE:
            return start, start
        if mark.style is Style.ARTICLE and any(
            one.order == STEP and one.style is Style.ARABIC
            for one in marks_of(self._lines[at], mark.end)
        ):
            return start, start
        return title_of(self._lines, self._marked, at, mark, self._stop)

    def _scope(self, parent: int) -> OpenDivision | None:
        """The attachment or appendix in which numbers are by themselves."""
        while parent >= 0:
            part = self._parts[parent]
            if part.style <= Style.APPENDIX:
                return part
            parent = part.parent
        return None

    def _close(self, rank: int, at: int, *, before: int | None = None) -> None:
        """End the open parts that do not stand further out than a rank, before a line."""
        if not (self._open and self._parts[self._open[-1]].rank >= rank):
            return
        end = before if before is not None else self._lines[self._text_before(at) - 1].end
        while self._open and self._parts[self._open[-1]].rank >= rank:
            part = self._parts[self._open.pop()]
            part.end = max(part.end, end, part.heading_end)
            if part.parent >= 0:
                outer = self._parts[part.parent]
                outer.end = max(outer.end, part.end)


def _in_figures(mark: DivisionMark) -> str:
    """The number of a mark as a decimal goes on with it: 2.1 lies in II as in 2."""
    return str(mark.order // STEP) if mark.style is Style.ROMAN else mark.number


def _articles_ahead(marked: Sequence[Sequence[DivisionMark]], extent: PaperExtent) -> list[bool]:
    """Of each line of a paper, whether an article follows before the next appendix."""
    found, is_ahead = list[bool](), False
    for at in range(extent.end - 1, extent.start - 1, -1):
        for mark in marked[at]:
            if mark.is_sure and mark.style is Style.ARTICLE:
                is_ahead = True
            elif mark.is_sure and mark.style is Style.APPENDIX:
                is_ahead = False
        found.append(is_ahead)
    return found[::-1]
