"""What a text says about itself: its day, its letterhead's end, its issuer's level.

The place of a dateline has the issuer's level: Tân Phú on the paper of an Đảng ủy xã is the
commune, on that of a Quận ủy the quận.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from indexer.gazetteer import KINDS, REFORM, Gazetteer
from indexer.model import Level, PartialDate, PlaceMention, Span
from indexer.places.words import LEVELS_OF_KIND, has_marks
from indexer.text import fold, unaccent

LATEST = date.max
"""The day asked for when a text tells none: what stands now."""

_OF_DISTRICTS = ("huyện", "quận", "thị xã", "thị trấn")
_DATELINE = re.compile(r"\s{0,3},\s{0,3}ngay\b")
_NUMBER_CODE = re.compile(r"[-/] ?(tu|hu|qu|thu|txu|du|vptu|vphu)(?!\w)")
_LEVEL_OF_CODE = {
    "tu": Level.PROVINCE, "vptu": Level.PROVINCE, "du": Level.COMMUNE,
    "hu": Level.DISTRICT, "qu": Level.DISTRICT, "thu": Level.DISTRICT, "txu": Level.DISTRICT,
    "vphu": Level.DISTRICT,
}  # fmt: skip
_SPEAKER = re.compile(
    r"(?:thuong truc|ban thuong vu|btv|ban chap hanh) (tinh|huyen|quan|thi) uy(?![a-z])"
)
_COMMITTEE = re.compile(
    r"(?<![a-z])(tinh|huyen|quan|thi) uy(?![a-z])|dang uy (?:xa|phuong|thi tran|dac khu)(?![a-z])"
)
_LEVEL_OF_COMMITTEE = {
    "tinh": Level.PROVINCE, "huyen": Level.DISTRICT, "quan": Level.DISTRICT, "thi": Level.DISTRICT,
}  # fmt: skip
_TYPE_LINE = re.compile(
    r"(?m)^[ *_#]{0,9}(?:thong bao|ket luan|nghi quyet|quyet dinh|quy dinh|chi thi|huong dan"
    r"|bao cao|ke hoach|chuong trinh|to trinh|quy che|thong tri|bien ban)[ *_#]{0,9}$"
)
_PAGE_ONE = 3000
_ZONE_LINES = 14
_LONGEST_LINE = 120
_READ = 4000
_NEAR = 200


def day_of(issued: PartialDate | None, mentions: list[PlaceMention], known: Gazetteer) -> date:
    """The day whose units are meant.

    Without a date (or with the year 2025 only) a text is of the time of districts when it names
    one, or when more of its names stood then than stand now.

    >>> from indexer.gazetteer import gazetteer
    >>> day_of(PartialDate(2022), [], gazetteer())
    datetime.date(2022, 12, 31)
    """
    day = issued.latest() if issued else LATEST
    loose = issued is None or (issued.exact() is None and issued.year == REFORM.year)
    if not loose or day < REFORM:
        return day
    eve = REFORM - timedelta(days=1)
    if any(mention.kind in _OF_DISTRICTS for mention in mentions):
        return eve
    names = {(m.name, m.kind) for m in mentions if m.kind in KINDS[Level.COMMUNE]}
    then = sum(bool(known.named(name, eve, kind, exact=True)) for name, kind in names)
    now = sum(bool(known.named(name, day, kind, exact=True)) for name, kind in names)
    return eve if then > now else day


def is_dateline(text: str, mention: PlaceMention) -> bool:
    """Whether the name is the place of ``Bảo Lâm, ngày 09 tháng 8 năm 2023``.

    It stands at the start of its line, or behind capitals of the other column; ``làm việc tại
    xã Lộc Quảng, ngày …`` is none.
    """
    if mention.kind or mention.organisation:
        return False
    start, end = mention.span
    before = text[max(text.rfind("\n", 0, start) + 1, start - _LONGEST_LINE) : start]
    if any(letter.islower() for letter in before):
        return False
    return _DATELINE.match(unaccent(text[end : end + 20])) is not None


def line_has_marks(text: str, span: Span) -> bool:
    """Whether the line of a span has any mark, as far as it is near."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _NEAR)
    end = text.find("\n", span.end, span.end + _NEAR)
    return has_marks(text[start : end if end >= 0 else span.end + _NEAR])


def letterhead_end(text: str) -> int:
    """Where the letterhead ends: at the type line (``THÔNG BÁO``) of page 1.

    Without one, at the first line that is neither in capitals nor a number or a dateline.
    """
    folded = fold(text[:_PAGE_ONE])
    for title in _TYPE_LINE.finditer(folded.text):
        if folded.span(*title.span()).of(text).isupper():
            return folded.span(*title.span()).start
    at = 0
    for _ in range(_ZONE_LINES):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].strip()
        if any(letter.islower() for letter in line) and not _belongs(line):
            return at
        if end == len(text):
            return end
        at = end + 1
    return at


def _belongs(line: str) -> bool:
    plain = unaccent(line[: _LONGEST_LINE + 1])
    return plain.startswith("so ") or (len(plain) <= _LONGEST_LINE and ", ngay" in plain)


def issuer_level(text: str, letterhead: list[PlaceMention], end: int) -> Level | None:
    """The level of who speaks: the letterhead's last unit, the number's code, the committee."""
    for mention in reversed(letterhead):
        levels = LEVELS_OF_KIND[mention.kind] if mention.kind else frozenset()
        if len(levels) == 1:
            return next(iter(levels))
        if levels:
            return None
    plain = unaccent(text[: end + _READ])
    code = _NUMBER_CODE.search(plain, 0, end)
    if code:
        return _LEVEL_OF_CODE[code[1]]
    committee = _SPEAKER.search(plain) or _COMMITTEE.search(plain)
    if committee is None:
        return None
    return _LEVEL_OF_COMMITTEE[committee[1]] if committee[1] else Level.COMMUNE
