"""To whom a paper is addressed (Kính gửi, Kính trình): behind these words or in a list below.

A công văn has them above its body, a tờ trình or an invitation between title and body; a công điện
says ``CHỦ TỊCH … điện:`` over its list.  Further down the words stand in forms and appendices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.model import Field, Span, because
from indexer.notices.blocks import COLUMN_GAP, LayoutLine, TextLayout, stated, unknown
from indexer.notices.body import is_basis
from indexer.notices.forms import is_stamp
from indexer.organs import opening_of

_FIRST_LINES = 60
_MOST_LINES = 40
_PROSE = 200  # letters; a longer line is none of a list of addressees
_LONGEST_WRAP = 60
_LONGEST_BULLET = 42  # letters with the blanks around it

_OPENING = re.compile(
    r"[-+•*]?\s{0,3}(?:dong\s{1,3})?kinh\s{1,3}(?:gui|trinh)(?!\w)\s{0,9}(?P<colon>[:;.]?)\s{0,9}"
)
_TELEGRAM = re.compile(r".{3,120}\sdien\s{0,3}:")
_BULLET = re.compile(r"[-+•*–]\s{0,9}(?=\w)")
_INNER_BULLET = re.compile(r"(?<=[;,.])\s{1,9}[-–+•]\s{0,9}(?=\w)|;\s{0,9}(?=\w)")
_HEADING = re.compile(r"(?:dieu\s\d|\d{1,2}[.)]|[ivx]{1,4}[-.]\s?|[a-z][.)])\s{0,3}\w")
_NUMBER = re.compile(r"(?P<number>\d{1,2})[.)]\s{0,9}(?=\w)")
_STAR = re.compile(r"(?:^|\n)[ \t\u00a0]{0,20}[*][ \t\u00a0]{1,20}$")
_WANTING = (",", ".", ":", "-", " va", " cua", " voi", " cac")  # behind which a name goes on
_BLANK = " \t.,;:/…_-–"


def read_addressees(layout: TextLayout, lines: Sequence[LayoutLine]) -> Field[tuple[str, ...]]:
    """The addressees in the lines from the letterhead on."""
    for at, line in enumerate(lines[:_FIRST_LINES]):
        start = _opening_end(line)
        if start is not None:
            return _addressees(layout, line, start, lines[at + 1 : at + _MOST_LINES])
        if _HEADING.match(line.folded):
            break
    return unknown(because("văn bản không ghi nơi kính gửi"))


def from_addressee(lines: Sequence[LayoutLine]) -> Sequence[LayoutLine]:
    """The lines from the first addressee on; none where nobody is addressed."""
    first = (at for at, line in enumerate(lines[:_FIRST_LINES]) if opens_addressees(line))
    at = next(first, None)
    return () if at is None else lines[at : at + _MOST_LINES]


def opens_addressees(line: LayoutLine) -> bool:
    """Whether addressees begin in a line: behind *Kính gửi*, below ``CHỦ TỊCH … điện:``."""
    return _opening_end(line) is not None


def _opening_end(line: LayoutLine) -> int | None:
    """Where in a line the addressees begin; None where it does not open them."""
    found = _OPENING.match(line.folded)
    if found:
        # "Kính gửi các đồng chí để theo dõi." is a sentence.
        named = line.cased[found.end() : found.end() + 1]
        return found.end() if found["colon"] or not named.islower() else None
    telegram = _TELEGRAM.fullmatch(line.folded)
    sender = line.cased.rpartition(" ")[0]
    return len(line.folded) if telegram and sender.isupper() else None


def _addressees(
    layout: TextLayout, line: LayoutLine, start: int, below: Sequence[LayoutLine]
) -> Field[tuple[str, ...]]:
    items = _items(layout, _without_stamp(line).part(start, len(line.folded)), below)
    words = tuple(name for item in items if (name := _name(layout, item)))
    if not words:
        return unknown(because("dòng kính gửi để trống"), layout.line_span(line))
    span = Span(layout.line_span(line).start, layout.line_span(items[-1][-1]).end)
    return stated(words, because("dòng kính gửi"), span)


def _without_stamp(line: LayoutLine) -> LayoutLine:
    """A line without the mark of urgency or secrecy that stands behind a gap at its end."""
    *_, gap = [None, *COLUMN_GAP.finditer(line.cased)]
    stamp = line.part(gap.end(), len(line.folded)) if gap else None
    return line.part(0, gap.start()) if gap and stamp and is_stamp(stamp) else line


def _items(
    layout: TextLayout, first: LayoutLine, below: Sequence[LayoutLine]
) -> list[list[LayoutLine]]:
    """The addressees, each in its lines: those of the opening line, and the list below it."""
    items = list(_cut(first))
    # Behind an addressee on the line itself a list with dashes is the body's own.
    closed = bool(items) and not _BULLET.match(first.folded)
    for at, one in enumerate(below):
        item = _item_start(layout, one, len(items))
        also = _opening_end(one)
        if also is not None:
            items += _cut(one.part(also, len(one.folded)))
        elif item is not None:
            if is_basis(layout, one) or (closed and _is_over(items[-1][-1], one)):
                break
            items += _cut(one.part(item, len(one.folded)))
        elif not items or _is_listed(items[-1], one):
            if _is_body(layout, one):
                break
            items += _cut(one)
        elif _runs_on(layout, items[-1][-1], one, below[at + 1 : at + 2]):
            items[-1].append(one)
        else:
            break
    return items


def _item_start(layout: TextLayout, line: LayoutLine, before: int) -> int | None:
    """Where the item behind a dash or a star, or behind the number that comes next, begins."""
    start = layout.line_span(line).start
    if _STAR.search(layout.text, max(0, start - _LONGEST_BULLET), start):
        return 0  # the layout takes it for a mark of Markdown
    bullet = _BULLET.match(line.folded)
    if bullet:
        return bullet.end()
    number = _NUMBER.match(line.folded)
    return number.end() if number and number["number"] == str(before + 1) else None


def _is_over(last: LayoutLine, line: LayoutLine) -> bool:
    return line.opens and not last.folded.endswith((";", ","))


def _cut(piece: LayoutLine) -> Iterator[list[LayoutLine]]:
    """The items that stand in one line, each as a list that its further lines may join."""
    at = 0
    for mark in _INNER_BULLET.finditer(piece.folded):
        yield [piece.part(at, mark.start() + (mark[0][0] == ";"))]
        at = mark.end()
    rest = piece.part(at, len(piece.folded))
    if rest.folded.strip(_BLANK):
        yield [rest]


def _is_listed(item: list[LayoutLine], line: LayoutLine) -> bool:
    """Whether a line without a bullet is the next item of a list: behind a semicolon, or an organ
    under one whose name is whole."""
    if line.opens:
        return False
    last = item[-1]
    if last.folded.endswith(";"):
        return True
    if last.folded.endswith(_WANTING) or line.folded.endswith((".", ":")):
        return False
    above = opening_of(item[0].folded, item[0].cased)
    named = above is not None and (len(item) > 1 or above.end < len(item[0].folded))
    below = opening_of(line.folded, line.cased)
    return named and below is not None and (line.cased[:1].isupper() and " " in below.word)


def _runs_on(
    layout: TextLayout, last: LayoutLine, line: LayoutLine, behind: Sequence[LayoutLine]
) -> bool:
    """Whether a line is the rest of the item above, that was too long for one."""
    if line.opens or last.folded.endswith(".") or is_stamp(line) or _is_body(layout, line):
        return False
    if line.cased[:1].islower() or last.folded.endswith(","):
        return True
    closed = not behind or behind[0].opens
    return closed and len(line.folded) <= _LONGEST_WRAP and not line.folded.endswith((".", ":"))


def _is_body(layout: TextLayout, line: LayoutLine) -> bool:
    return len(line.folded) > _PROSE or is_basis(layout, line) or bool(_HEADING.match(line.folded))


def _name(layout: TextLayout, item: list[LayoutLine]) -> str:
    return layout.line_text(item[0], item[-1]).strip(_BLANK)
