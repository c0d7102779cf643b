"""The dateline of a letterhead (địa danh, ngày tháng): where and when a paper was issued.

Blanks are left for a day to be written in, and scanners misread digits: of such a date what is sure
is shown, as concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from indexer.knowledge import unit_kinds
from indexer.knowledge.document_types import document_types
from indexer.model import Field, PartialDate, Reason, Status, because
from indexer.notices.blocks import LayoutLine, TextLayout, inferred, stated, unknown
from indexer.notices.number import MISREAD_FIGURES
from indexer.numerals import read_number
from indexer.organs import alternatives
from indexer.text import unaccent

_SIGNS = "§$?~^*'\"!&#@%=+"
_SLOT = rf"[\d .…_ol|i/{re.escape(_SIGNS)}]{{0,20}}"
_DATE = re.compile(rf"ngay(?P<d>{_SLOT})thang(?P<m>{_SLOT})nam(?P<y>[\d .…_o]{{0,20}}(?!\w))")
_SLASHED_DATE = re.compile(
    r"ngay\s{0,9}(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})(?!\d)"
)
_DATE_START = re.compile(r"(?<!\w)ngay(?=[\d .…_]{0,20}(?:thang|[/.-]))")
_END = re.compile(r"[\s.,;)|]{0,9}$")
_GAP = re.compile(r"\d[ .…_]+\d")
_LONGEST_PLACE = 7  # words
_NEAR = 6  # letters between a number and its day

# Days of a draft, an approval, a print, a meeting that stand in a head beside the paper's own.
_OTHER_DAY = re.compile(
    r"\W{0,3}(?:(?P<draft>(?:ban\s)?du thao)|(?:ban\s|ngay\s)?in|cap nhat|(?:phe\s)?duyet|nhan|den"
    r"|gui|nop|ky|hop|khai mac|lap|soan|sua|ban hanh)(?!\w)[\s,.:(]{0,5}"
)
_HOUR = re.compile(r"(?<!\w)(?:truoc|luc|hoi)\s\d|\d\s?gio(?!\w)|\d\s?h\s?\d\d")
_HOUR_BEHIND = re.compile(
    r"(?<=\w),\s{1,5}(?:luc\s|hoi\s)?\d{1,2}\s?(?:gio|h|g|:)\s?(?:\d{2})?(?:\s?phut)?\s?,?$"
)
_APPROVED = re.compile(r"\W{0,3}(?:da\s)?(?:(?:phe\s)?duyet|thong qua|y duyet|xac nhan)\W{0,5}")
_DRAFT = re.compile(r"\W{0,3}(?:ban\s)?du thao\b.{0,20}")

SUBJECT = re.compile(r"(?P<mark>v\s?/\s?v|vv|v/w|vw|ve viec)\b\s{0,3}[:.]?\s{0,9}")
"""What opens the subject of a dispatch, and how scanners read it."""


def is_subject(piece: LayoutLine) -> bool:
    """Whether a line opens the subject of a dispatch: ``V/v …``."""
    return SUBJECT.match(piece.folded) is not None


def is_dateline(line: LayoutLine) -> bool:
    """Whether a line ends with the date of a dateline."""
    found = _day_in(line)
    return found is not None and _END.match(line.folded, found.end()) is not None


def is_place_and_day(line: LayoutLine) -> bool:
    """Whether a line is a dateline with its place, and no title that cites a day.

    >>> from indexer.notices.blocks import lay_out
    >>> lines = lay_out("Di Linh, ngày 3/4/2024\\nNghị quyết số 57, ngày 3/4/2024").lines
    >>> [is_place_and_day(line) for line in lines]
    [True, False]
    """
    found = _day_in(line)
    if found is None or not _END.match(line.folded, found.end()):
        return False
    before = line.part(0, found.start())
    return before.folded.endswith(",") and _is_place(before)


def days_in(line: LayoutLine) -> Iterator[tuple[int, int]]:
    """The stretches of a line that are a date, with the blanks left in it."""
    yield from (found.span() for found in _DATE.finditer(line.folded))


def day_start(piece: LayoutLine) -> int | None:
    """Where a date begins in a line."""
    found = _DATE_START.search(piece.folded)
    return found.start() if found else None


def place_start(piece: LayoutLine) -> int | None:
    """Where a place begins that a comma parts from its day, behind other words in small letters."""
    start = day_start(piece)
    before = piece.cased[:start].rstrip() if start is not None else ""
    if not before.endswith(","):
        return None
    at = len(before)
    for word in reversed(list(re.finditer(r"[^\s,]+", before))):
        if not word[0][0].isupper():
            break
        at = word.start()
    return at if 0 < at < len(before) else None


def read_dateline(
    layout: TextLayout, pieces: Sequence[LayoutLine]
) -> tuple[Field[str], Field[PartialDate]]:
    """The place and the date that the pieces of a letterhead give."""
    candidates = list(_candidates(pieces))
    # An approval, a draft and a meeting have days of their own; the paper's has a place.
    surely = (one for one in candidates if _is_place(one[2]) and not _is_heading(one[2]))
    best = next(surely, None)
    best = best or next(iter(candidates), None)
    if best is None:
        missing = because("trang 1 không có dòng địa danh, ngày tháng")
        return unknown(missing), unknown(missing)
    piece, found, before = best
    place, date = _place(layout, before), _date(layout, piece, found)
    if _is_heading(before) and place.value is not None and date.value is not None:
        doubt = because("dòng địa danh, ngày tháng viết chữ in hoa, không có dấu phẩy")
        place = inferred(place.value, doubt, place.evidence.span)
        date = inferred(date.value, doubt, date.evidence.span)
    return place, date


def read_dateline_below(
    layout: TextLayout, pieces: Sequence[LayoutLine], signed_at: int
) -> tuple[Field[str], Field[PartialDate]] | None:
    """The place and the date of a dateline above the signature, as old forms and minutes have it.

    ``pieces`` are those around the closing block, ``signed_at`` is where in the verbatim text who
    signs begins: what stands behind it is another's, of an appendix or a certificate.
    """
    dated = [piece for piece in pieces if is_place_and_day(piece)]
    dated = [piece for piece in dated if layout.line_span(piece).start < signed_at]
    found = _day_in(dated[0]) if len(dated) == 1 else None
    if found is None:
        return None
    place, date = _place(layout, dated[0].part(0, found.start())), _date(layout, dated[0], found)
    if date.value is None or date.evidence.status is not Status.STATED:
        return place, date
    reason = because("dòng địa danh, ngày tháng ngay trên chữ ký, ở cuối văn bản")
    return place, stated(date.value, reason, date.evidence.span)


def read_day(layout: TextLayout, piece: LayoutLine) -> Field[PartialDate] | None:
    """The whole day that words behind a number begin with, as concluded; None for no such day."""
    found = _day_in(piece)
    date = _date(layout, piece, found) if found and found.start() < _NEAR else None
    if date is None or date.value is None or date.value.exact() is None:
        return None
    return inferred(date.value, because("phụ lục ghi ngày của văn bản"), date.evidence.span)


def _candidates(
    pieces: Sequence[LayoutLine],
) -> Iterator[tuple[LayoutLine, re.Match[str], LayoutLine]]:
    """The days that may be the dateline's, each with its line and what stands before it."""
    in_subject = False
    for at, piece in enumerate(pieces):
        in_subject = is_subject(piece) or (in_subject and not piece.opens)
        found = _day_in(piece)
        if found is None:
            continue
        before = _without_hour(_before_day(pieces, at, found))
        # A day may be one of the subject, and words may follow it where two columns ran together.
        if in_subject and (is_subject(piece) or not before.folded):
            continue
        if not before.folded.endswith(",") and not _END.match(piece.folded, found.end()):
            continue
        if not _may_be_place(before) or _is_other_day(before) or _cites(before):
            continue
        if not before.folded and _is_of_block(piece, pieces[max(0, at - 2) : at]):
            continue
        yield piece, found, before


def _before_day(pieces: Sequence[LayoutLine], at: int, found: re.Match[str]) -> LayoutLine:
    """What stands before the day in the line at ``at``, or the line above that ended the place."""
    before = pieces[at].part(0, found.start())
    if not before.folded and at and pieces[at - 1].folded.endswith(","):
        return pieces[at - 1]
    return before


def _without_hour(before: LayoutLine) -> LayoutLine:
    """The place before a day between which an hour stands: ``Phan Thiết, 10 giờ 00, ngày …``."""
    hour = _HOUR_BEHIND.search(before.folded)
    place = before.part(0, hour.start()) if hour else before
    return place if hour and _is_place(place) else before


def _is_other_day(before: LayoutLine) -> bool:
    """Whether the words before a day tell that it is none of the paper's; "Kỳ Anh" does not."""
    if _HOUR.search(before.folded):
        return True
    found = _OTHER_DAY.match(before.folded)
    return found is not None and bool(
        found["draft"] or not before.cased[found.end() :][:1].isupper()
    )


_SYMBOL = re.compile(r"(?P<lead>.*?)(?<!\w)\d+\w{0,2}\s?[-/][\w/-]*/[\w-]+[\s,.;]*")
# "QĐ/TW, ngày …" where the end of a page has broken 213-QĐ/TW.
_SYMBOL_REST = re.compile(r"(?P<type>[^\W\d_]+)[-/][\w-]+[\s,.;]*")
_OWN_NUMBER = re.compile(r"(?:.*\W)?so\W*")


def _cites(before: LayoutLine) -> bool:
    """Whether a directive is named before a day: the day is that one's, and none of the paper's.

    A place may stand behind the directive where two columns ran together.
    """
    rest = _SYMBOL_REST.fullmatch(before.folded)
    if rest and rest["type"] in _abbreviations():
        return True
    if before.capitals:
        return _ends_in_cited_symbol(before)
    if _is_place(before):
        return False
    named = list(_named_type().finditer(before.folded))
    if named and not _is_place(before.part(named[-1].end(), len(before.folded))):
        return True
    return _ends_in_cited_symbol(before)


def _ends_in_cited_symbol(before: LayoutLine) -> bool:
    """Whether a line ends in a symbol, and other words than "Số" lead up to it."""
    found = _SYMBOL.fullmatch(before.folded)
    lead = found["lead"].strip() if found else ""
    if not lead or before.capitals:
        return lead in _abbreviations()
    return _named_type().search(lead) is not None or _OWN_NUMBER.fullmatch(lead) is None


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(unaccent(word) for kind in document_types() for word in kind.abbreviations)


@cache
def _named_type() -> re.Pattern[str]:
    """A type of document by its own name, with its number."""
    names = alternatives(unaccent(kind.name) for kind in document_types())
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)(?:\s+so(?!\w))?(?:\W*\d[\w/-]*)?")


def _is_of_block(piece: LayoutLine, above: Sequence[LayoutLine]) -> bool:
    """Whether a day without a place stands under the mark of an approval or a draft, or under the
    directive whose day it is."""
    if any(_APPROVED.fullmatch(one.folded) for one in above):
        return True
    if not above:
        return False
    if _ends_in_cited_symbol(above[-1]):
        return True
    return not piece.opens and _DRAFT.fullmatch(above[-1].folded) is not None


def _day_in(piece: LayoutLine) -> re.Match[str] | None:
    return _DATE.search(piece.folded) or _SLASHED_DATE.search(piece.folded)


def _may_be_place(before: LayoutLine) -> bool:
    """Whether what stands before a day can be a place: names in capitals, not "họp ngày"."""
    words = [word for word in before.cased.split() if word[:1].isalpha()]
    small = sum(word[0].islower() for word in words)
    return len(words) <= _LONGEST_PLACE and small * 2 <= len(words)


def _is_place(before: LayoutLine) -> bool:
    """Whether what stands before a day is surely a place: a name, or one behind its kind."""
    if len(before.folded.split()) > _LONGEST_PLACE or "/" in before.folded:
        return False
    kind = next((one for one in _kinds() if before.folded.startswith(one + " ")), "")
    words = re.findall(r"[^\W_][^\s,]*", before.cased[len(kind) :])
    return bool(words) and not any(word[0].islower() for word in words)


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(sorted(map(unaccent, unit_kinds()), key=len, reverse=True))


def _is_heading(before: LayoutLine) -> bool:
    """Whether what stands before a day may be a heading too, in capitals and without a comma."""
    return before.capitals and before.folded[-1:] not in ",.;"


def _place(layout: TextLayout, before: LayoutLine) -> Field[str]:
    end = len(before.folded.rstrip(" ,.:;"))
    name = before.part(len(before.folded) - len(before.folded.lstrip(" (")), end)
    if not name.folded or not any(letter.isalpha() for letter in name.folded):
        return unknown(because("dòng ngày tháng không ghi địa danh"))
    return stated(
        layout.line_text(name),
        because("dòng địa danh, ngày tháng ở trang 1"),
        layout.line_span(name),
    )


def _date(layout: TextLayout, piece: LayoutLine, found: re.Match[str]) -> Field[PartialDate]:
    span = layout.span(piece.start + found.start(), piece.start + found.end())
    day, month, year = (_number_in(found[part]) for part in "dmy")
    if year is None or not 1930 <= year <= 2100:
        return unknown(because("dòng ngày tháng không ghi đủ năm"), span)
    doubt = next((why for part in "dmy" if (why := _doubt(found[part]))), None)
    if month is None or not 1 <= month <= 12:
        whole, reason = PartialDate(year), because("dòng ngày tháng ở trang 1 chỉ ghi đủ năm")
        blank = not found["m"].strip(" .…_")
    elif day is None or not 1 <= day <= 31:
        whole = PartialDate(year, month)
        reason = because("dòng ngày tháng ở trang 1 chỉ ghi đủ tháng, năm")
        blank = not found["d"].strip(" .…_")
    elif PartialDate(year, month, day).exact() is None:
        whole, blank = PartialDate(year, month), False
    else:
        whole, blank = PartialDate(year, month, day), True
        reason = because("dòng địa danh, ngày tháng ở trang 1")
    if not blank:
        doubt = doubt or because("ngày ghi ở trang 1 không có trong lịch, chỉ lấy tháng, năm")
    return inferred(whole, doubt, span) if doubt else stated(whole, reason, span)


def _doubt(written: str) -> Reason | None:
    """Why a part of a date is not sure: a scanner's sign, letter or gap in it."""
    core = written.strip(" .…_/")
    if any(sign in core for sign in _SIGNS):
        return because("ngày ghi ở trang 1 không đọc rõ: {written}", written=core)
    if core != core.translate(MISREAD_FIGURES):
        return because("ngày ghi ở trang 1, chữ lẫn trong số được đọc là chữ số")
    if _GAP.search(core):
        return because("ngày ghi ở trang 1 có khoảng trống trong số")
    return None


def _number_in(written: str) -> int | None:
    """The number of a slot; None where a sign stands for one of its digits."""
    if any(sign in written for sign in _SIGNS):
        return None
    return read_number("".join(filter(str.isdecimal, written.translate(MISREAD_FIGURES))))
