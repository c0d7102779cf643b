"""The arrival stamp (dấu đến) among the lines of a head: whose it is, and where it ends.

It stands anywhere beside or below the letterhead: an office, an anchor in capitals (CÔNG VĂN ĐẾN),
and fields for the number, the day and whom the paper went to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.notices.arrival import stamp_in_line
from indexer.notices.blocks import LayoutLine, TextLayout
from indexer.notices.dateline import is_dateline
from indexer.notices.furniture_words import furniture_words
from indexer.notices.letterhead import cells, is_motto, opens_organ
from indexer.notices.number import is_number

_HEAD = 60
"""Lines of the first page among which a stamp stands."""

_LABEL = 48  # letters, with the widest blanks; no label is longer

_BARCODE = re.compile(r"\*\s?[\da-z-]{6,24}\s?\*|\d{10,24}")
_STAMP_NUMBER = re.compile(r"so\s{0,9}[:.]?[\s\d.…_-]{0,20}(?=$|ngay|gio)")
_STAMP_DAY = re.compile(
    r"(?:ngay\s{0,9}[:.]?)?[\s\d.…_/-]{2,20}(?:thang[\s\d.…_]{1,12}nam[\s\d.…_]{1,12})?$"
    r"|ngay\s{0,9}[:.]?\s{0,9}(?:\d|$).{0,30}"
)
_MOST_STAMP_LINES = 8
_MOST_OFFICE_LINES = 3


def arrival_stamp(layout: TextLayout) -> tuple[LayoutLine, ...]:
    """The lines of the stamp: the office that received, the anchor, and the fields below it."""
    head = layout.lines[:_HEAD]
    if not head or not _may_have_one(layout, head[-1].end):
        return ()
    if in_line := next(filter(None, map(stamp_in_line, head)), None):
        return in_line
    rows = [list(cells(line)) for line in head if line.short]
    pieces = [piece for row in rows for piece in row]
    at = next((i for i in range(len(pieces)) if _anchors_arrival(pieces, i)), None)
    if at is None:
        return ()
    column = _column(rows, pieces[at])
    at, end = column.index(pieces[at]), column.index(pieces[at]) + 1
    while end < min(len(column), at + _MOST_STAMP_LINES) and _is_stamp_field(column[end]):
        end += 1
    stamp = column[_office_start(column, at) : end]
    return tuple(piece for piece in stamp if not _is_place_and_day(piece))


def _may_have_one(layout: TextLayout, end: int) -> bool:
    text, words = layout.folded.text, furniture_words()
    return any(
        layout.cased[found.start() : found.end()].isupper()
        or words.arrival_label_end.search(text, max(0, found.start() - _LABEL), found.end())
        for found in words.arrival_hint.finditer(text, 0, end)
    )


def _column(rows: Sequence[list[LayoutLine]], anchor: LayoutLine) -> list[LayoutLine]:
    """The pieces among which a stamp stands: of a stamp beside the number and the subject those of
    its own column, and the fields that stand alone in their row."""
    beside = next(row for row in rows if anchor in row)
    if len(beside) == 1:
        return [piece for row in rows for piece in row]
    place = -1 if beside[-1] == anchor else beside.index(anchor)
    return [
        row[place] if len(row) > 1 else row[0]
        for row in rows
        if len(row) > 1 or (row and (row[0].start < beside[0].start or _is_stamp_field(row[0])))
    ]


def _anchors_arrival(pieces: Sequence[LayoutLine], at: int) -> bool:
    piece, words = pieces[at], furniture_words()
    if words.arrival_label.match(piece.folded):
        return True
    anchor = words.arrival.match(piece.folded)
    if anchor is None or not piece.cased[: anchor.end()].isupper():
        return False
    rest = piece.part(anchor.end(), len(piece.folded))
    if rest.folded and not _is_stamp_field(rest):
        return False
    # "ĐẾN" alone may also be the last word of a title in capitals.
    fields = [
        one for one in (rest, *pieces[at + 1 : at + 3]) if one.folded and _is_stamp_field(one)
    ]
    return " den" in anchor[0] or any(map(_is_no_day, fields))


def _is_no_day(field: LayoutLine) -> bool:
    return bool(
        _STAMP_NUMBER.match(field.folded) or furniture_words().arrival_field.match(field.folded)
    )


def _is_stamp_field(piece: LayoutLine) -> bool:
    return bool(
        _STAMP_NUMBER.fullmatch(piece.folded)
        or _STAMP_DAY.fullmatch(piece.folded)
        or _BARCODE.fullmatch(piece.folded)
        or furniture_words().arrival_field.match(piece.folded)
        or (piece.capitals and furniture_words().arrival.fullmatch(piece.folded))
        or (_STAMP_NUMBER.match(piece.folded) and not is_number(piece) and len(piece.folded) < 40)
    )


def _office_start(pieces: Sequence[LayoutLine], at: int) -> int:
    """Where the name of the office that received begins: the capitals above the anchor.

    One blank may part the two, where the paper has an organ of its own elsewhere; of a stamp
    that a reader put right under the letterhead the last organ is the receiver's.
    """
    start = _capitals_start(pieces, at)
    opening = [i for i in range(start, at) if opens_organ(pieces[i])]
    if not opening:  # an organ that nobody knows, in a block of its own
        return start if pieces[start].opens and start < at else at
    others = [i for i, one in enumerate(pieces) if i < start and opens_organ(one)]
    if pieces[at].opens and not others:
        return at
    return opening[0] if others else opening[-1]


def _capitals_start(pieces: Sequence[LayoutLine], at: int) -> int:
    """Where the block of lines above the anchor begins that may name an office."""
    start = at
    while start and _is_place_and_day(pieces[start - 1]):
        start -= 1  # of the other column
    while start and at - start < _MOST_OFFICE_LINES and _may_be_office(pieces[start - 1]):
        if pieces[start].opens and start != at:
            break
        start -= 1
    return start


def _is_place_and_day(piece: LayoutLine) -> bool:
    return is_dateline(piece) and not piece.folded.startswith("ngay")


def _may_be_office(piece: LayoutLine) -> bool:
    return piece.capitals and not (is_number(piece) or is_motto(piece) or is_dateline(piece))
