"""The place that a notice's issuer governs, and the place of the unit it is about.

Both are told from the names already resolved: stated where one of them is the issuer's own,
inferred where all that the notice speaks of lies in one unit of the issuer's level.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from indexer.gazetteer import FIRST_DAY, is_in_force, plain_name
from indexer.knowledge import committee_table, first_day, format_date
from indexer.model import (
    Level,
    Notice,
    Outcome,
    PartialDate,
    PlaceResolution,
    Reason,
    Status,
    because,
)
from indexer.organs import alternatives, governs_unit, seat_of
from indexer.places.candidates import DatedGazetteer, Toponym, place_resolution
from indexer.places.mentions import find_places
from indexer.text import unaccent

# How many communes of its ground tell where a commune's organ without a name is.
_VOICES = 2

# The levels of units below a local issuer's own.
_BELOW = {
    Level.PROVINCE: (Level.DISTRICT, Level.COMMUNE),
    Level.DISTRICT: (Level.COMMUNE,),
    Level.COMMUNE: (),
    Level.CELL: (),
}


@cache
def _words_below(level: Level) -> re.Pattern[str]:
    """Words of a level below the issuer's: a unit or committee that is named without its place."""
    rows = [row for row in committee_table().committees if row.level in _BELOW[level]]
    words = {kind for row in rows for kind in row.units}
    words |= {row.word for row in rows if row.units and row.alone}
    words |= {"cơ sở"} if rows else set()
    return re.compile(rf"\b(?:{alternatives(map(unaccent, words))})\b" if words else r"(?!)")


def province_key(province: str | None, dated: DatedGazetteer) -> str | None:
    """The key of a province given by key or name; None when there is no such province."""
    gazetteer = dated.gazetteer
    if not province or province in gazetteer:
        return province
    for place in (*gazetteer.named(province, dated.on), *gazetteer.ever_named(province)):
        if place.level is Level.PROVINCE:
            return place.key
    return None


def unit_place(notice: Notice, toponyms: list[Toponym], dated: DatedGazetteer) -> PlaceResolution:
    """The place of the body the notice is about, which is one of the mentions."""
    span, value = notice.unit.evidence.span, notice.unit.value
    if value is None:
        return _unknown(because("không rõ thông báo nói về đơn vị nào"))
    for toponym in toponyms:
        mention = toponym.mention.span
        # Without marks a name may stand right behind its organ: "Dang uy xa Loc Tan".
        if span and mention.start <= span.end + 1 and span.start < mention.end:
            return place_resolution(toponym, dated.label)
    for wanted in find_places(value, dated.gazetteer)[:1]:
        for toponym in toponyms:
            if toponym.word[0] == plain_name(wanted.name):
                return place_resolution(toponym, dated.label)
    return _unknown(because("{unit}: không nêu địa danh", unit=value))


def reconcile_with_issuer(
    unit: PlaceResolution, issuer: PlaceResolution, notice: Notice, dated: DatedGazetteer
) -> PlaceResolution:
    """The unit's place, seen with the issuer's.

    A unit without a place name, of no lower level than the issuer's own, lies where the issuer
    does (``Chi bộ thôn 4`` of an Đảng ủy xã).  One of another ground that only the opening names is
    spoken of in passing; one of another province that the title names is left open.
    A notice without a named unit is about the issuer's own.
    """
    value, level = notice.unit.value, notice.level.value
    if value is None:
        return _own_unit(issuer, notice, dated)
    if unit.mention is None and issuer.place:
        if level not in _BELOW or _words_below(level).search(unaccent(value)):
            return unit
        reason = because(
            "{unit} không nêu địa danh, thuộc cơ quan ban hành ({issuer})",
            unit=value, issuer=dated.label(issuer.place),
        )  # fmt: skip
        return PlaceResolution(None, issuer.place, Outcome.RESOLVED, (issuer.place,), reason)
    if not unit.place or not issuer.place:
        return unit
    if notice.unit.evidence.status is Status.INFERRED and not dated.within(
        unit.place, issuer.place
    ):
        reason = because(
            "{unit} chỉ được nói đến, ngoài địa bàn của cơ quan ban hành;"
            " phạm vi: nơi của cơ quan ban hành ({issuer})",
            unit=dated.label(unit.place), issuer=dated.label(issuer.place),
        )  # fmt: skip
        return PlaceResolution(None, issuer.place, Outcome.RESOLVED, (issuer.place,), reason)
    if dated.within(unit.place, issuer.place.partition("/")[0]):
        return unit
    reason = because(
        "{unit} không thuộc địa bàn của cơ quan ban hành ({issuer})",
        unit=dated.label(unit.place), issuer=dated.label(issuer.place),
    )  # fmt: skip
    return PlaceResolution(unit.mention, None, Outcome.AMBIGUOUS, unit.candidates, reason)


def _own_unit(issuer: PlaceResolution, notice: Notice, dated: DatedGazetteer) -> PlaceResolution:
    """The place of a notice that names no unit: that of its issuer, all of it where the issuer
    governs it."""
    level = notice.level.value
    if level is Level.CENTRAL:
        return _unknown(because("không nêu đơn vị nào; cơ quan Trung ương: phạm vi cả nước"))
    place = dated.gazetteer.place(issuer.place, dated.on) if issuer.place else None
    if place is None:
        return _unknown(because("không rõ thông báo nói về đơn vị nào"))
    issuer_words = (notice.issuer.value or "").removesuffix(f" {place.name}")
    reason = because(
        "không nêu đơn vị nào; phạm vi: nơi của cơ quan ban hành ({issuer})",
        issuer=dated.label(place.key),
    )
    if level in (None, place.level) and governs_unit(issuer_words):
        reason = because(
            "không nêu đơn vị nào; phạm vi: toàn {kind} ({issuer})",
            kind=place.kind, issuer=dated.label(place.key),
        )  # fmt: skip
    return PlaceResolution(None, place.key, Outcome.RESOLVED, (place.key,), reason)


def _unknown(reason: Reason) -> PlaceResolution:
    return PlaceResolution(None, None, Outcome.NOT_HELD, (), reason)


def issuer_place(
    notice: Notice,
    toponyms: list[Toponym],
    dated: DatedGazetteer,
    unit: PlaceResolution,
    province: str | None,
) -> PlaceResolution:
    """The place that the issuing committee governs: stated, inferred, or unknown."""
    found = _issuer_place(notice, toponyms, dated, unit, province)
    issued = notice.date.value or (PartialDate(notice.year.value) if notice.year.value else None)
    doubt = _doubt_of_day(found, issued, dated) if issued else None
    if doubt is None:
        return found
    return PlaceResolution(None, found.place, found.outcome, found.candidates, doubt)


def _doubt_of_day(
    found: PlaceResolution, issued: PartialDate, dated: DatedGazetteer
) -> Reason | None:
    """Why the unit that a paper names as its issuer's is not sure, though the name is: it was not
    there on the day of the paper, or not of this type."""
    place = dated.gazetteer.place(found.place, dated.on) if found.place else None
    if place is None or found.mention is None:
        return None
    first, last = (max(day, FIRST_DAY) for day in (first_day(issued), issued.latest()))
    label, day = dated.label(place.key), format_date(issued)
    if place.valid_from > last:
        return because(
            "{place}: đến {start} mới có, văn bản đề {day}; tên hoặc ngày có thể sai",
            place=label, start=_figures(place.valid_from), day=day,
        )  # fmt: skip
    if place.valid_to and place.valid_to <= first:
        return because(
            "{place}: không còn từ {end}, văn bản đề {day}; tên hoặc ngày có thể sai",
            place=label, end=_figures(place.valid_to), day=day,
        )  # fmt: skip
    kind = found.mention.kind
    if kind and kind != place.kind:
        return because(
            "{place}: văn bản đề {day} ghi là {kind}; tên hoặc ngày có thể sai",
            place=label, day=day, kind=kind,
        )  # fmt: skip
    return None


def _figures(day: date) -> str:
    return format_date(PartialDate.parse(day.isoformat()))


def _issuer_place(
    notice: Notice,
    toponyms: list[Toponym],
    dated: DatedGazetteer,
    unit: PlaceResolution,
    province: str | None,
) -> PlaceResolution:
    if notice.level.value is Level.CENTRAL:
        return _unknown(because("cơ quan Trung ương không gắn với một địa bàn"))
    own = _own_level(notice)
    heads = list(_heads(notice, toponyms))
    stated = _stated_issuer(heads, dated, own)
    if stated:
        return _said_below(stated, dated) or place_resolution(stated, dated.label)
    inferred = _held_by_head(heads, dated, own) if own else None
    owner = _owner(notice.issuer.value, heads) if inferred is None else None
    if owner:
        return place_resolution(owner, dated.label)
    if own is None:
        return _unknown(because("không rõ cấp của cơ quan ban hành"))
    inferred = inferred or _inferred_issuer(*_vouching(toponyms, unit), dated, own)
    if inferred and _within_head(inferred, heads, dated):
        return inferred
    default = province_key(province, dated)
    if default and own is Level.PROVINCE:
        reason = because("{place}: theo tỉnh mặc định của nguồn", place=dated.label(default))
        return PlaceResolution(None, default, Outcome.RESOLVED, (default,), reason)
    return _unknown(because("văn bản không cho biết địa bàn của cơ quan ban hành"))


def _said_below(stated: Toponym, dated: DatedGazetteer) -> PlaceResolution | None:
    """The issuer's place where its head leaves it open and the text below tells: inferred."""
    if not (stated.borrowed and stated.reason):
        return None
    key = stated.keys[0]
    return PlaceResolution(None, key, Outcome.RESOLVED, (key,), stated.reason)


def _own_level(notice: Notice) -> Level | None:
    """The level of the unit that the issuer governs or has its seat in: the commune for a cell."""
    level = notice.level.value
    own = Level.COMMUNE if level is Level.CELL else level
    return seat_of(notice.issuer.value or "") or own


def _owner(issuer: str | None, heads: list[Toponym]) -> Toponym | None:
    """The unit to which an issuer that governs none belongs: letterhead or dateline names it."""
    if not issuer or governs_unit(issuer):
        return None
    return next((head for head in heads if head.resolved), None)


def _held_by_head(
    heads: list[Toponym], dated: DatedGazetteer, own: Level
) -> PlaceResolution | None:
    """The unit of the issuer's level in which its dateline lies: Đà Lạt is in Lâm Đồng."""
    for head in heads:
        holder = _holder(head.keys[0], own, dated) if head.resolved else None
        if holder:
            reason = because(
                "{place}: nơi có {seat} ghi ở tiêu đề hoặc địa danh",
                place=dated.label(holder), seat=head.mention.text,
            )  # fmt: skip
            return PlaceResolution(None, holder, Outcome.RESOLVED, (holder,), reason)
    return None


def _within_head(found: PlaceResolution, heads: list[Toponym], dated: DatedGazetteer) -> bool:
    """Whether a place lies in a province that letterhead or dateline may mean."""
    provinces = {key.partition("/")[0] for head in heads for key in head.keys}
    return not provinces or not found.place or found.place.partition("/")[0] in provinces


def _stated_issuer(
    heads: list[Toponym], dated: DatedGazetteer, own: Level | None
) -> Toponym | None:
    """The mention that names the issuer's own unit: its words, the letterhead, the dateline."""
    own_ones = list(_of_level(heads, dated, own))
    first = next(iter(own_ones), None)
    # A name that a recogniser damaged may stand undamaged in the dateline.
    sure = (one for one in own_ones if first and one.resolved and set(one.keys) & set(first.keys))
    return next(sure, first)


def _of_level(heads: list[Toponym], dated: DatedGazetteer, own: Level | None) -> Iterator[Toponym]:
    for toponym in heads:
        places = (dated.gazetteer.place(key, dated.on) for key in toponym.keys)
        levels = {place.level for place in places if place}
        if levels == {own} or (own is None and toponym.zone and toponym.resolved):
            yield toponym


def _heads(notice: Notice, toponyms: list[Toponym]) -> Iterator[Toponym]:
    """The mentions at the head of a notice: in the issuer's words, the letterhead, the dateline."""
    span = notice.issuer.evidence.span
    if span:
        yield from (c for c in toponyms if span.start <= c.mention.span.start < span.end)
    yield from (c for c in reversed(toponyms) if c.zone and not c.dateline)
    yield from (c for c in toponyms if c.dateline)


def _vouching(
    toponyms: list[Toponym], unit: PlaceResolution
) -> tuple[list[Toponym], PlaceResolution]:
    """The names and the unit that tell where an issuer is: none that is told apart from its own."""
    vouching = [toponym for toponym in toponyms if not toponym.namesake]
    if any(one.namesake and one.mention is unit.mention for one in toponyms):
        unit = _unknown(unit.reason)
    return vouching, unit


def _inferred_issuer(
    toponyms: list[Toponym], unit: PlaceResolution, dated: DatedGazetteer, own: Level
) -> PlaceResolution | None:
    """The unit of the issuer's level that holds what the notice is about and names."""
    holders: Counter[str] = Counter()
    for toponym in {toponym.word: toponym for toponym in toponyms if toponym.resolved}.values():
        holder = _holder(toponym.keys[0], own, dated)
        if holder:
            holders[holder] += 1
    first = _holder(unit.place, own, dated) if unit.place else None
    if first is None:
        # One commune that a text names may be anybody's home.
        if len(holders) != 1 or (own is Level.COMMUNE and holders.total() < _VOICES):
            return None
        first = next(iter(holders))
    elif len(holders) > 1 and holders[first] < 2 * max(n for h, n in holders.items() if h != first):
        keys = tuple(sorted(holders))
        reason = because("các địa danh được nêu thuộc nhiều địa bàn khác nhau")
        return PlaceResolution(None, None, Outcome.AMBIGUOUS, keys, reason)
    reason = _inference(first, unit, toponyms, dated, holders[first])
    return PlaceResolution(None, first, Outcome.RESOLVED, (first,), reason)


def _holder(key: str, level: Level, dated: DatedGazetteer) -> str | None:
    """The unit of a level on whose ground a unit lies; of one that is gone, the one where all of
    today's units on its ground lie."""
    place = dated.gazetteer.place(key, dated.on)
    gone = place is not None and not is_in_force(place, dated.on)
    today = dated.gazetteer.today(key) if gone else ()
    holders = {_holding(one, level, dated) for one in today or (key,)}
    return holders.pop() if len(holders) == 1 else None


def _holding(key: str, level: Level, dated: DatedGazetteer) -> str | None:
    for holder in (key, *dated.gazetteer.ancestors(key, dated.on)):
        place = dated.gazetteer.place(holder, dated.on)
        if place and place.level is level:
            return holder
    return None


def _inference(
    place: str, unit: PlaceResolution, toponyms: list[Toponym], dated: DatedGazetteer, count: int
) -> Reason:
    inside = (c for c in toponyms if c.resolved and dated.within(c.keys[0], place))
    communes = {toponym.word for toponym in inside if dated.levels(toponym.keys) == {2}}
    label = dated.label(place)
    about = dated.gazetteer.place(unit.place, dated.on) if unit.place else None
    if about is None:
        return because("{place}: nơi có {n} đơn vị được nêu tên", place=label, n=count)
    alone = len(dated.gazetteer.named(about.name, dated.on, about.kind, exact=True)) == 1
    if about.level is Level.COMMUNE or not communes:
        if alone:
            return because(
                "{place}: suy ra từ {unit} (chỉ có một {kind} mang tên này)",
                place=label, unit=about.full_name, kind=about.kind,
            )  # fmt: skip
        return because("{place}: suy ra từ {unit}", place=label, unit=about.full_name)
    if alone:
        return because(
            "{place}: suy ra từ {unit} (chỉ có một {kind} mang tên này)"
            " và {n} đơn vị cấp xã được nêu tên",
            place=label, unit=about.full_name, kind=about.kind, n=len(communes),
        )  # fmt: skip
    return because(
        "{place}: suy ra từ {unit} và {n} đơn vị cấp xã được nêu tên",
        place=label, unit=about.full_name, n=len(communes),
    )  # fmt: skip
