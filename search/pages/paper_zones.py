"""The zones of a paper: which of its lines are letterhead, title or foot, and on which side.

They are told by what the reader found.  What it did not find is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from indexer.model import Notice, Span
from indexer.notices import right_column
from indexer.text import unaccent
from search.pages.paper_tables import Line

SIGNS = "*_`#\\ \t"
"""Marks of Markdown and blanks, at the edges of a line."""

BULLET = re.compile(r"[ \t]*+[*_]{0,3}\\?(?:[-–•+*][ \t]++(?=\S)|[-•](?=[^\W\d_]))")
RULE = re.compile(r"[ \t]*+(?:[-–—=_~*][ \t]*+){3,}+\Z")
_RECIPIENTS = re.compile(r"[\W_]*noi nhan")

_ANNEX = re.compile(r"\W*(?:phu luc|danh sach|phu bieu|bieu)(?![a-z])")

_TITLE_NEAR = 200
"""Letters that may stand between the type and the title."""

_FOOT_LINE = 60
_FOOT_BEHIND = 5
"""Lines behind what was read of the foot that belong to it: a stamp's place, a name in full."""


class Zone(StrEnum):
    """The zones of a paper from top to bottom; what stands between two is text."""

    HEAD = "head"
    TITLE = "title"
    TEXT = "text"
    FOOT = "foot"


class Side(StrEnum):
    """The column in which something stands; none, over all of the width."""

    NONE = ""
    LEFT = "left"
    RIGHT = "right"


class Role(StrEnum):
    """What a paragraph is on paper."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    TYPE = "type"
    SUBJECT = "subject"
    RULE = "rule"
    BESIDE = "beside"
    """No text of the paper: a stamp, a running line, a portal's own."""
    CAPTION = "caption"
    ROW = "row"
    HEAD_ROW = "head-row"
    RULE_ROW = "rule-row"


class Placed(NamedTuple):
    """Where a line stands that is none of the text."""

    zone: Zone
    side: Side
    role: Role
    right: int = 0
    """Where the right column begins on it; 0 where it is all of one column."""


def placed_lines(text: str, lines: Sequence[Line], notice: Notice) -> dict[int, Placed]:
    """The lines of letterhead, title and foot, by their numbers."""
    placed = dict(_head(text, lines, notice))
    placed |= _title(text, lines, notice)
    placed |= _foot(text, lines, notice, max(placed, default=-1) + 1)
    return placed


def _over(lines: Sequence[Line], spans: Iterable[Span]) -> dict[int, Span]:
    """The lines that some spans, which lie apart, stand on: the first of each."""
    found: dict[int, Span] = {}
    at = 0
    for span in sorted(spans):
        while at < len(lines) and lines[at].span.end <= span.start:
            at += 1
        on = at
        while on < len(lines) and lines[on].span.start < span.end:
            found.setdefault(on, span)
            on += 1
    return found


def _overlaps(line: Line, span: Span | None) -> bool:
    return span is not None and line.span.start < span.end and span.start < line.span.end


def _head(text: str, lines: Sequence[Line], notice: Notice) -> Iterator[tuple[int, Placed]]:
    """The lines of the letterhead; none where nothing in it tells that it is one."""
    letterhead, number = notice.letterhead, notice.number.evidence.span
    if letterhead is None:
        return
    right = _over(lines, right_column(text, letterhead))
    if not right and not (number and number.end <= letterhead.end):
        return
    beside = _over(lines, notice.furniture).keys() | ({0} if notice.sample else set())
    for at, line in enumerate(lines):
        if _first_letter(text, line) >= letterhead.end:
            return
        role = Role.RULE if RULE.match(line.span.of(text)) else Role.TEXT
        if at in beside:
            yield at, Placed(Zone.HEAD, Side.NONE, Role.BESIDE)
        elif at in right:
            start = _before_signs(text, line, right[at].start)
            yield at, Placed(Zone.HEAD, Side.RIGHT, role, start)
        else:
            yield at, Placed(Zone.HEAD, Side.LEFT, role)


def _before_signs(text: str, line: Line, start: int) -> int:
    """Where the right column begins on a line, with its marks of Markdown; 0 at the line's own
    beginning."""
    while start > line.first and text[start - 1] in SIGNS:
        start -= 1
    return start if start > line.first else 0


def _first_letter(text: str, line: Line) -> int:
    """Where the first letter of a line stands, behind marks of Markdown."""
    words = line.span.of(text)
    return line.span.end - len(words.lstrip(SIGNS))


def _title(text: str, lines: Sequence[Line], notice: Notice) -> dict[int, Placed]:
    """The type line with what stands below it as the title."""
    kind, title = notice.type.evidence.span, notice.title.evidence.span
    if kind is None or notice.letterhead is None or kind.start != notice.letterhead.end:
        return {}
    if title is None or not 0 <= title.start - kind.start <= len(kind.of(text)) + _TITLE_NEAR:
        title = kind
    placed: dict[int, Placed] = {}
    for at, line in enumerate(lines):
        if line.span.end <= kind.start:
            continue
        runs_on = text[title.end : line.span.end].strip(f"{SIGNS}.;:")
        if line.span.start >= title.end or (runs_on and not _overlaps(line, kind)):
            break
        is_rule = RULE.match(line.span.of(text))
        role = Role.TYPE if _overlaps(line, kind) else Role.RULE if is_rule else Role.SUBJECT
        placed[at] = Placed(Zone.TITLE, Side.NONE, role)
    return placed


def _foot(text: str, lines: Sequence[Line], notice: Notice, first: int) -> dict[int, Placed]:
    """The lines of the foot with those between them, and a few behind."""
    read = _foot_sides(text, lines, notice)
    begins = min((at for at in read if at >= first), default=len(lines))
    last = max(read, default=0)
    placed: dict[int, Placed] = {}
    side, behind = Side.NONE, 0
    for at, line in enumerate(lines[begins:], start=begins):
        words = line.span.of(text)
        side, behind = (read[at], 0) if at in read else (side, behind + 1)
        is_annex = at > last and _opens_annex(words, is_apart=line.opens)
        if behind and (behind > _FOOT_BEHIND or len(words) > _FOOT_LINE or is_annex):
            break
        is_item = side is Side.LEFT and BULLET.match(words)
        placed[at] = Placed(Zone.FOOT, side, Role.ITEM if is_item else Role.TEXT)
    return placed


def _opens_annex(words: str, *, is_apart: bool) -> bool:
    """Whether what is annexed begins at a line behind the foot: a title, or a row of a table."""
    is_title = is_apart and (words.isupper() or _ANNEX.match(unaccent(words)))
    return bool(is_title) or words.strip().count("\t") > 1


def _foot_sides(text: str, lines: Sequence[Line], notice: Notice) -> dict[int, Side]:
    """The lines that were read: who receives on the left, who signs on the right.

    None where one line has both: it stays as it was received.
    """
    signed = notice.signatories.evidence.span
    signing = _over(lines, [signed] if signed else [])
    receiving = _over(lines, [*notice.recipients, *notice.archive])
    if signing.keys() & receiving.keys():
        return {}
    read = {**dict.fromkeys(receiving, Side.LEFT), **dict.fromkeys(signing, Side.RIGHT)}
    above = min(receiving, default=0) - 1
    if above >= 0 and _RECIPIENTS.match(unaccent(lines[above].span.of(text))):
        read[above] = Side.LEFT
    return read
