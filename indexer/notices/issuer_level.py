"""At which level (cấp) the organ stands that speaks in a notice.

Its own words tell, else the letterhead, the organ above it, the number, the archive copy.  A
Thành ủy is that of a city under the centre or under a province, which its name tells on the day of
the paper; TU is short for both.
"""

from __future__ import annotations

import re
from datetime import date

from indexer.knowledge import level_of_city, level_of_kind, others_signing
from indexer.model import Field, Level, Reason, Status, because
from indexer.notices.blocks import inferred, stated, unknown
from indexer.notices.closing import ClosingBlock
from indexer.notices.forms import issuer_of_code
from indexer.notices.heading import Heading, LetterheadOrgan
from indexer.notices.letterhead import Letterhead
from indexer.organs import level_of, unit_kind_in
from indexer.text import unaccent

# A congress is one of the organisation whose name stands above it.
_ITS_OWN = ("dai hoi", "ban can su dang", "dang doan")
_CITY_COMMITTEE = re.compile(r"\bthanh uy\b(?: (?:thanh pho |tp\.? ?)?(?P<city>[^;,]+))?")


def read_level(
    organ: Field[str], head: Letterhead, closing: ClosingBlock, on: date | None
) -> Field[Level]:
    """The level by the issuer's own words, else by the letterhead, the number or the archive."""
    words, issuer = organ.value or "", head.heading.issuer
    span = organ.evidence.span
    if central := _level_of_a_central_bloc(head.heading):
        return central
    if level := level_of(words):
        evidence = stated if organ.evidence.status is Status.STATED else inferred
        return evidence(level, because("tên cơ quan ban hành là {organ}", organ=words), span)
    if level := _of_city(words, on):
        return inferred(level, _because_of_city(level, words.split("ủy ", 1)[-1]), span)
    if by_letterhead := _level_by_letterhead(head.heading, words, on):
        return by_letterhead
    if issuer and (issuer.opening is None or issuer.opening.organisation):
        return unknown(because("tên cơ quan ban hành không cho biết cấp"), span)
    if told := _level_by_dateline_or_number(head, words, on):
        return told
    archived = closing.archive_organ
    if archived and (level := level_of(archived.words)):
        return inferred(level, because("nơi lưu {archive}", archive=archived.words), archived.span)
    return unknown(because("tên cơ quan ban hành không cho biết cấp"), span)


def _level_of_a_central_bloc(heading: Heading) -> Field[Level] | None:
    """That of an Đảng ủy Khối below the organisation of all the centre's offices or companies."""
    issuer, superior = heading.issuer, heading.superior
    if not (issuer and superior and "dang uy khoi" in unaccent(issuer.words)):
        return None
    if not unaccent(superior.words).endswith(" trung uong"):
        return None
    reason = because("cơ quan cấp trên ở tiêu đề trang 1 là {superior}", superior=superior.words)
    return stated(Level.CENTRAL, reason, superior.span)


def _level_by_letterhead(heading: Heading, words: str, on: date | None) -> Field[Level] | None:
    """The level that an organ of the letterhead tells, else the one above it."""
    for one in (heading.issuer, *heading.joint):
        if one and (level := _told_by(one, on)):
            reason = because("tiêu đề trang 1 ghi {committee}", committee=one.words)
            return stated(level, reason, one.span)
    return _level_by_superior(heading, words, on)


def _level_by_dateline_or_number(
    head: Letterhead, words: str, on: date | None
) -> Field[Level] | None:
    """The level of the organ whose code the number bears; of a Thành ủy that of the city where it
    was issued, since TU may stand for both."""
    issuer, place = head.heading.issuer, head.dateline
    named = unaccent(f"{words}; {issuer.words if issuer else ''}")
    of_a_city = _CITY_COMMITTEE.search(named) is not None
    if of_a_city and place.value and (level := level_of_city(place.value, on)):
        return inferred(level, _because_of_city(level, place.value), place.evidence.span)
    code = head.number and issuer_of_code(head.number.body_code)
    if code and of_a_city and others_signing(code.code):
        return None
    if code and head.number and code.level:
        reason = because("ký hiệu {code} trong số văn bản", code=code.code)
        return inferred(code.level, reason, head.number.field.evidence.span)
    return None


def _told_by(organ: LetterheadOrgan, on: date | None) -> Level | None:
    """The level that an organ of the letterhead tells: its word, or the unit it is named after."""
    if level := level_of(organ.words):
        return level
    if level := _of_city(organ.words, on):
        return level
    if organ.opening is None:
        return None
    row, kind = organ.opening.organisation, unit_kind_in(organ.words)
    if row and row.level:
        return row.level
    return level_of_kind(kind) if kind else None


def _level_by_superior(heading: Heading, words: str, on: date | None) -> Field[Level] | None:
    issuer, superior = heading.issuer, heading.superior
    if issuer is None or superior is None or issuer.opening is None:
        return None
    # A body is of the level of what it works under, a committee stands a level below another.
    level = _below(words, superior.words) if issuer.governs else None
    if issuer.opening.serves or issuer.opening.word in _ITS_OWN:
        level = _told_by(superior, on)
    if level is None:
        return None
    reason = because("cơ quan cấp trên ở tiêu đề trang 1 là {superior}", superior=superior.words)
    return inferred(level, reason, superior.span)


def _below(words: str, superior: str) -> Level | None:
    """The level of a Thành ủy or Đảng ủy by the body above it on the letterhead."""
    above = level_of(superior)
    if "thanh uy" in unaccent(words):
        return Level.DISTRICT if above is Level.PROVINCE else None
    return Level.COMMUNE if above is Level.DISTRICT else None


def _of_city(words: str, on: date | None) -> Level | None:
    """The level of the city after which a Thành ủy is named: ``Thành ủy Thủ Đức``."""
    found = _CITY_COMMITTEE.search(unaccent(words))
    return level_of_city(found["city"], on) if found and found["city"] else None


def _because_of_city(level: Level, city: str) -> Reason:
    if level is Level.PROVINCE:
        return because("{city} là thành phố trực thuộc trung ương", city=city)
    return because("{city} là thành phố cấp huyện, không trực thuộc trung ương", city=city)
