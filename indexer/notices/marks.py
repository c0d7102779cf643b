"""What an office marks a paper with: secrecy, urgency, circulation, that it is a draft.

36-HD/VPTW gives these marks their place in the head: a line of their own, in capitals, mostly as
a stamp.  The body may speak of secrets and of haste as it likes; it marks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.model import Beside, Field, PageMark, Reason, Span, because
from indexer.notices.blocks import COLUMN_GAP, LayoutLine, TextLayout, inferred, stated, unknown
from indexer.notices.letterhead import cells
from indexer.notices.levels import (
    Spoken,
    goes_on_about_secrecy,
    level_in_line,
    level_of_mark,
    levels_in_head,
    levels_in_title,
)
from indexer.notices.mark_words import mark_table, ways_to_write
from indexer.notices.zones import TypeLine
from indexer.text import unaccent

_LONGEST_HEAD = 60  # lines
_PROSE = 100  # letters; no line of a head or a title is longer
_EDGES = " .,;:!*|()[]{}<>«»\"'“”-–—_=~"
_JOINED = 3  # cells within which the second line of a stamp follows
_AMONG = 16  # lines of addressees and what stands below them
_HALF_STAMP = 12  # letters in a line of it
_BULLET = re.compile(r"[-+•]\s{0,9}\w|\d{1,2}[.)]\s")
_NUMBERED = re.compile(r"(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)-]\s{0,3}\w")
_BRACKETED = re.compile(r"(?<=\S\s)[(\[][^()\[\]]{3,30}[)\]]$")
_DRAFT_DAY = r"[\s,(]{1,3}ngay\s{1,3}(?:[\d/.-]{1,12}|\d{1,2}\sthang\s\d{1,2}(?:\snam\s\d{4})?)"
_DRAFT_REST = re.compile(
    r"[\s(]{0,5}(?:lan\s{1,3}thu|lan|so|ban)?\s{0,3}(?P<number>\d{1,2}|[ivx]{1,4}|cuoi)"
    rf"(?:{_DRAFT_DAY})?[\s)]{{0,5}}|{_DRAFT_DAY}[\s)]{{0,5}}"
    r"|\s{1,3}(?:trinh|xin y kien|lay y kien|gui lay y kien|de lay y kien)(?!\w)[^.;:]{0,60}"
)


# By when a hasty paper has to arrive: "HẸN GIỜ 16 GIỜ 00", "(trước 16h00 ngày 13/10/2023)".
_HOUR = (
    r"[\s,;:.(–-]{1,6}(?:hen gio\b[\s,:(–-]{0,5})?(?:(?:gui |den |truoc |luc ){1,3})?"
    r"\d{1,2}\s?(?:gio|h|:)(?:\s?\d{2}(?:\sphut)?)?(?:[\s,]{1,3}ngay[\s\d/.-]{1,14}"
    r"(?:thang[\s\d]{1,5}(?:nam[\s\d]{1,6})?)?)?[\s).]{0,4}"
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a paper; unknown where its head shows none."""

    secrecy: Field[str]
    urgency: Field[str]
    circulation: Field[str]
    draft: Field[str]


SECRECY = tuple(one.mark for one in mark_table()["secrecy"])
"""The degrees of secrecy, from the lowest up."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A mark that a head shows, and where its stamp stands."""

    value: str
    span: Span


def read_marks(
    layout: TextLayout,
    head: Sequence[LayoutLine],
    below: Sequence[LayoutLine],
    elsewhere: Iterable[Spoken] = (),
    furniture: Iterable[tuple[Span, LayoutLine]] = (),
    addressed: Sequence[LayoutLine] = (),
    beside: Iterable[PageMark] = (),
    type_line: TypeLine | None = None,
    running: Iterable[tuple[Span, LayoutLine]] = (),
) -> Marks:
    """The marks in the lines of the head and around the title, which stands ``below`` it.

    A mark of urgency may stand among those that are ``addressed`` too, beside or below them.

    The type line, which may itself say that it is a draft, is the head's last; so may a ``running``
    line of the pages.  Levels of secrecy may stand ``elsewhere`` too, and in
    ``furniture`` above the title's end: in a running line, in what a portal tells of the paper;
    and ``beside`` the text, in a picture or in what was put upon a page.
    """
    shown = _shown(layout, list(_places(head, list(_stamps(below)))))
    shown["secrecy"] += [
        *(
            _Shown(one.level, layout.line_span(one.line))
            for one in (
                *levels_in_head(head),
                *levels_in_title(below),
                *elsewhere,
            )
        ),
        *(_Shown(level, span) for span, line in furniture if (level := level_in_line(line.cased))),
    ]
    shown["urgency"] += _urgency_among(layout, addressed)
    pieces = (type_line.lead, type_line.rest) if type_line else ()
    named = ((layout.line_span(piece), piece) for piece in pieces)
    shown["draft"] += _drafts_among((*named, *running))
    return Marks(
        secrecy=_higher(
            _field(
                shown, "secrecy",
                because("dấu chỉ mức độ mật ở đầu văn bản"),
                because("đầu văn bản không có dấu chỉ mức độ mật"),
            ),
            beside,
        ),
        urgency=_field(
            shown, "urgency",
            because("dấu chỉ mức độ khẩn ở đầu văn bản"),
            because("đầu văn bản không có dấu chỉ mức độ khẩn"),
        ),
        circulation=_field(
            shown, "circulation",
            because("dấu chỉ phạm vi lưu hành ở đầu văn bản"),
            because("đầu văn bản không có dấu chỉ phạm vi lưu hành"),
        ),
        draft=_field(
            shown, "draft",
            because("đầu văn bản ghi là dự thảo"),
            because("đầu văn bản không ghi là dự thảo"),
        ),
    )  # fmt: skip


def _field(shown: dict[str, list[_Shown]], kind: str, why: Reason, why_not: Reason) -> Field[str]:
    """The highest mark of a kind that the head shows."""
    order = [one.mark for one in mark_table()[kind]]
    found = max(shown[kind], key=lambda one: _place_in(order, one.value), default=None)
    if found is None:
        return unknown(why_not)
    return stated(found.value, why, found.span)


def _higher(written: Field[str], beside: Iterable[PageMark]) -> Field[str]:
    """The level in the text of a paper, or the one beside it where that is higher."""
    found = ((level, one) for one in beside if (level := level_of_mark(one.words)))
    level, mark = max(found, key=lambda one: SECRECY.index(one[0]), default=(None, None))
    if level is None or mark is None:
        return written
    if written.value and SECRECY.index(written.value) >= SECRECY.index(level):
        return written
    return inferred(level, why_marked(level, mark.beside))


def why_marked(level: str, beside: Beside) -> Reason:
    """Where the mark of a level stands that is no text of its paper."""
    match beside:
        case Beside.PICTURE:
            return because("dấu độ mật {level} trong ảnh ở đầu trang", level=level)
        case Beside.NOTE:
            return because("dấu độ mật {level} đóng hay ghi thêm lên trang PDF", level=level)
        case Beside.MARGIN:
            return because("dấu độ mật {level} ở lề đầu hay lề cuối các trang Word", level=level)


def _place_in(order: list[str], value: str) -> int:
    return next((at for at, mark in enumerate(order) if value.startswith(mark)), -1)


def _places(head: Sequence[LayoutLine], below: Sequence[LayoutLine]) -> Iterator[LayoutLine]:
    """Where a mark may stand: the cells of the head, and what lies around the title."""
    for lines in (head[:_LONGEST_HEAD], below[:_LONGEST_HEAD]):
        for line in lines:
            if len(line.folded) > 2 * _PROSE or _BULLET.match(line.folded):
                break
            if lines is not head and len(line.folded) > _PROSE:
                break
            if len(line.folded) <= _HALF_STAMP or _marks_of(line.folded, line.cased):
                yield line
            elif _anywhere().search(line.folded):  # to cut a line into its cells takes time
                stamp = _BRACKETED.search(line.cased) if lines is head else None
                yield from (
                    (line.part(*stamp.span()),) if stamp and stamp[0].isupper() else cells(line)
                )


def _urgency_among(layout: TextLayout, addressed: Sequence[LayoutLine]) -> Iterator[_Shown]:
    """The marks of urgency from the addressee's line to the first prose."""
    for line in addressed[:_AMONG]:
        if len(line.folded) > _PROSE or _NUMBERED.match(line.folded):
            return
        for cell in line.cut(COLUMN_GAP.finditer(line.cased)):
            if cell.capitals or cell.folded.startswith("do khan"):
                for kind, value in _marks_of(cell.folded, cell.cased):
                    if kind == "urgency":
                        yield _Shown(value, layout.line_span(cell))


def _drafts_among(pieces: Iterable[tuple[Span, LayoutLine]]) -> Iterator[_Shown]:
    """The marks of a draft of which some pieces consist, in capitals or not."""
    for span, piece in pieces:
        for kind, value in _marks_of(piece.folded, piece.cased.upper()):
            if kind == "draft":
                yield _Shown(value, span)


def _stamps(title: Sequence[LayoutLine]) -> Iterator[LayoutLine]:
    """The lines of a title but those that only go on with what it says of such papers."""
    before = ""
    for line in title:
        if not before or not goes_on_about_secrecy(line.cased, before):
            yield line
        before = f"{before} {line.cased.lower()}".strip()


def _shown(layout: TextLayout, pieces: list[LayoutLine]) -> dict[str, list[_Shown]]:
    """The marks of each kind that some pieces show."""
    shown: dict[str, list[_Shown]] = {kind: [] for kind in mark_table()}
    taken: set[int] = set()
    for at, piece in enumerate(pieces):
        if at in taken:
            continue
        last = at
        found = _marks_of(piece.folded, piece.cased)
        if not found and len(piece.folded) <= _HALF_STAMP:
            last, found = _stamp_of_two_lines(pieces, at)
            taken.add(last)
        for kind, value in found:
            shown[kind].append(_Shown(value, layout.line_span(piece, pieces[last])))
    return shown


def _stamp_of_two_lines(pieces: list[LayoutLine], at: int) -> tuple[int, list[tuple[str, str]]]:
    """TUYỆT over MẬT, between which a cell of the other column may lie."""
    first = pieces[at]
    for after in range(at + 1, min(at + 1 + _JOINED, len(pieces))):
        last = pieces[after]
        if len(last.folded) <= _HALF_STAMP:
            found = _marks_of(f"{first.folded} {last.folded}", f"{first.cased} {last.cased}")
            if found:
                return after, found
    return at, []


def _marks_of(folded: str, cased: str) -> list[tuple[str, str]]:
    """The kinds and values of the marks that a piece consists of; none if it says more."""
    start = len(folded) - len(folded.lstrip(_EDGES))
    end = len(folded.rstrip(_EDGES))
    if end - start > _PROSE or not cased[start : start + 1].isupper():
        return []
    found = _line().fullmatch(folded, start, end)
    if found is None:
        return []
    marks: list[tuple[str, str]] = []
    for one in _one().finditer(found["marks"]):
        kind, value = _known()[re.sub(r"\s", "", one["mark"])]
        if kind == "draft" and one["rest"]:
            rest = _DRAFT_REST.fullmatch(one["rest"])
            if rest and (written := rest["number"]):
                value = f"{value} lần {'cuối' if written == 'cuoi' else written.upper()}"
        marks.append((kind, value))
    return marks


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Every way to write a mark, folded and without blanks, with its kind and spelling."""
    return {
        written.replace(" ", ""): (kind, mark)
        for kind, marks in mark_table().items()
        for written, mark in ways_to_write(marks)
    }


def _written() -> str:
    """A mark in a pattern, also with blanks between its letters."""
    either = sorted(_known(), key=lambda one: (-len(one), one))
    return "|".join(r"\s{0,3}".join(map(re.escape, one)) for one in either)


@cache
def _anywhere() -> re.Pattern[str]:
    """What a line has that holds a mark, or the half of one, in some cell."""
    degrees = [*mark_table()["secrecy"], *mark_table()["urgency"]]
    halves = sorted({unaccent(word) for one in degrees for word in one.mark.split()})
    return re.compile(rf"(?<!\w)(?:{_written()}|{'|'.join(halves)})(?!\w)")


@cache
def _one() -> re.Pattern[str]:
    rest = _DRAFT_REST.pattern.replace("?P<number>", "?:")
    return re.compile(rf"(?P<mark>{_written()})(?P<rest>{rest})?(?!\w)")


@cache
def _line() -> re.Pattern[str]:
    one = _one().pattern.replace("?P<mark>", "?:").replace("?P<rest>", "?:")
    return re.compile(
        rf"(?:(?:muc\s)?(?:do\s)?(?:mat|khan)\s{{0,3}}:\s{{0,3}})?"
        rf"(?P<marks>(?:{one})(?:[\s,;/&)(–-]{{1,6}}(?:{one})){{0,3}})"
        rf"(?:(?<=khan|.toc|.gio){_HOUR})?"
        rf"(?:\s{{0,5}}(?:ban\s(?:so|thu)|so\sban)\b.{{0,20}})?"
    )
