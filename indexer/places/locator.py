"""Places in a notice: which unit each name means on the notice's date, and why.

:func:`find_places` finds the names, :func:`locate` resolves them together with the place that
the issuer governs and the place of the unit that the notice is about.  What stays open keeps
its candidates; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from indexer.gazetteer import KINDS, REFORM, Gazetteer, plain_name
from indexer.model import Document, Level, Notice, PartialDate, PlaceMention, PlaceResolution
from indexer.notices import parse_notice
from indexer.places.candidates import (
    GONE_AT_REFORM,
    Candidates,
    DatedGazetteer,
    Toponym,
    candidates,
    place_resolution,
)
from indexer.places.former import former_units
from indexer.places.issuer import issuer_place, province_key, reconcile_with_issuer, unit_place
from indexer.places.lexicon import line_has_marks
from indexer.places.listed_units import further_units
from indexer.places.mentions import find_places, stands_in_dateline
from indexer.places.resolve import resolve_all

__all__ = ["NoticePlaces", "find_places", "locate", "resolve_places"]


@dataclass(frozen=True, slots=True)
class NoticePlaces:
    """The places of a notice: of its issuer, of its unit and those listed with it, and all that it
    names, in order."""

    issuer_place: PlaceResolution
    unit_place: PlaceResolution
    further_units: tuple[PlaceResolution, ...]
    places: tuple[PlaceResolution, ...]


def locate(
    text: str,
    notice: Notice,
    mentions: list[PlaceMention],
    gazetteer: Gazetteer,
    default_province: str | None = None,
) -> NoticePlaces:
    """Resolve the places of a parsed notice."""
    issued = notice.date.value
    if issued is None and notice.year.value is not None:
        issued = PartialDate(notice.year.value)
    toponyms, dated = _resolved(text, notice, mentions, issued, default_province, gazetteer)
    unit = unit_place(notice, toponyms, dated)
    issuer = issuer_place(notice, toponyms, dated, unit, default_province)
    unit = reconcile_with_issuer(unit, issuer, notice, dated)
    further = further_units(text, notice, toponyms, unit, issuer, dated)
    return NoticePlaces(issuer, unit, further, _resolutions(toponyms, dated))


def resolve_places(
    text: str,
    gazetteer: Gazetteer,
    issued: PartialDate | None = None,
    province: str | None = None,
) -> tuple[PlaceResolution, ...]:
    """The places of any text: ``province`` names the default one of its collection.

    >>> found = resolve_places("Đảng ủy xã Lộc Quảng", Gazetteer.load(), PartialDate(2023))
    >>> [one.place for one in found]
    ['lam-dong/bao-lam/loc-quang']
    """
    notice = parse_notice(Document("", "", "", "text/plain", text))
    return _resolutions(
        *_resolved(text, notice, find_places(text, gazetteer), issued, province, gazetteer)
    )


def _resolutions(toponyms: list[Toponym], dated: DatedGazetteer) -> tuple[PlaceResolution, ...]:
    return tuple(place_resolution(toponym, dated.label) for toponym in toponyms)


# --- resolving all names together --------------------------------------------------------------


def _resolved(
    text: str,
    notice: Notice,
    mentions: list[PlaceMention],
    issued: PartialDate | None,
    province: str | None,
    gazetteer: Gazetteer,
) -> tuple[list[Toponym], DatedGazetteer]:
    on = day_of(issued, mentions, gazetteer)
    zone_end = notice.letterhead.end if notice.letterhead else 0
    toponyms: list[Toponym] = []
    dated = DatedGazetteer(gazetteer, on)
    for mention, former in zip(mentions, former_units(text, mentions), strict=True):
        zone, dateline = mention.span.start < zone_end, stands_in_dateline(mention, text)
        unmarked = mention.name.isascii() and not line_has_marks(text, mention.span)
        found = candidates(mention.name, mention.kind, on, gazetteer, unmarked, former)
        if dateline:
            heads = [toponym for toponym in toponyms if toponym.zone and not toponym.dateline]
            found = _of_issuer(found, mention.name, heads, notice.level.value, dated)
        toponyms.append(Toponym(mention, found, found.keys, zone or dateline, dateline, unmarked))
    resolve_all(text, toponyms, dated, province_key(province, dated))
    return toponyms, dated


def day_of(issued: PartialDate | None, mentions: list[PlaceMention], gazetteer: Gazetteer) -> date:
    """The day whose units are meant; without any, what stands now.

    Without a date (or with the year 2025 only) a text is of the time of districts when it names
    one, or when more of its names stood then than stand now.

    >>> day_of(PartialDate(2022), [], Gazetteer.load())
    datetime.date(2022, 12, 31)
    """
    day = issued.latest() if issued else date.max
    loose = issued is None or (issued.exact() is None and issued.year == REFORM.year)
    if not loose or day < REFORM:
        return day
    eve = REFORM - timedelta(days=1)
    if any(mention.kind in GONE_AT_REFORM for mention in mentions):
        return eve
    names = {(m.name, m.kind) for m in mentions if m.kind in KINDS[Level.COMMUNE]}
    then, now = (
        sum(bool(gazetteer.named(name, on, kind, exact=True)) for name, kind in names)
        for on in (eve, day)
    )
    return eve if then > now else day


def _of_issuer(
    found: Candidates,
    name: str,
    heads: list[Toponym],
    level: Level | None,
    dated: DatedGazetteer,
) -> Candidates:
    """The place of a dateline: the letterhead's unit of that name, else one in the province that it
    names, else one of its level."""
    for head in reversed(heads):
        if head.word[0] == plain_name(name):
            # Where a recogniser lost marks of one of the two, the other has them.
            both = tuple(key for key in head.keys if key in found.keys)
            better = both and found.match < head.found.match
            return Candidates(both, found.match) if better else head.found
    found = _in_province_of(heads, found, dated)
    places = (dated.gazetteer.place(key, dated.on) for key in found.keys)
    keys = tuple(place.key for place in places if place and place.level is level)
    return Candidates(keys, found.match) if keys else found


def _in_province_of(heads: list[Toponym], found: Candidates, dated: DatedGazetteer) -> Candidates:
    """Those candidates that lie in a province of the letterhead's names, if any does."""
    named = {head.keys[0].partition("/")[0] for head in heads if len(head.keys) == 1}
    inside = tuple(key for key in found.keys if any(dated.within(key, one) for one in named))
    return Candidates(inside, found.match) if inside else found
