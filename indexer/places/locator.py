"""Places in a notice: which unit each name means on the notice's date, and why.

:func:`find_places` finds the names, :func:`locate` settles them together with the place that
the issuer governs and the place of the unit that the notice is about.  What stays open keeps
its candidates; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from indexer.gazetteer import KINDS, REFORM, Gazetteer, plain_name
from indexer.model import Document, Level, Notice, PartialDate, PlaceMention, PlaceResolution
from indexer.notices import parse
from indexer.places.candidates import (
    GONE_AT_REFORM,
    Candidates,
    Claim,
    Ground,
    candidates,
    resolution,
)
from indexer.places.issuer import against_issuer, issuer_place, province_key, unit_place
from indexer.places.mentions import find_places, stands_in_dateline
from indexer.places.resolve import settle
from indexer.places.words import line_has_marks

__all__ = ["Located", "find_and_resolve", "find_places", "locate"]


@dataclass(frozen=True, slots=True)
class Located:
    """The places of a notice: of its issuer, of its unit, and all that it names, in order."""

    issuer_place: PlaceResolution
    unit_place: PlaceResolution
    places: tuple[PlaceResolution, ...]


def locate(
    text: str,
    notice: Notice,
    mentions: list[PlaceMention],
    known: Gazetteer,
    default_province: str | None = None,
) -> Located:
    """Settle the places of a parsed notice."""
    issued = notice.date.value
    if issued is None and notice.year.value is not None:
        issued = PartialDate(notice.year.value)
    claims, ground = _settled(text, notice, mentions, issued, default_province, known)
    unit = unit_place(notice, claims, ground)
    issuer = issuer_place(notice, claims, ground, unit, default_province)
    unit = against_issuer(unit, issuer, notice, ground)
    return Located(issuer, unit, _resolutions(claims, ground))


def find_and_resolve(
    text: str,
    known: Gazetteer,
    issued: PartialDate | None = None,
    province: str | None = None,
) -> tuple[PlaceResolution, ...]:
    """The places of any text: ``province`` names the default one of its collection.

    >>> found = find_and_resolve("Đảng ủy xã Lộc Quảng", Gazetteer.load(), PartialDate(2023))
    >>> [one.place for one in found]
    ['lam-dong/bao-lam/loc-quang']
    """
    notice = parse(Document("", "", "", "text/plain", text))
    return _resolutions(*_settled(text, notice, find_places(text, known), issued, province, known))


def _resolutions(claims: list[Claim], ground: Ground) -> tuple[PlaceResolution, ...]:
    return tuple(resolution(claim, ground.label) for claim in claims)


# --- settling all names together --------------------------------------------------------------


def _settled(
    text: str,
    notice: Notice,
    mentions: list[PlaceMention],
    issued: PartialDate | None,
    province: str | None,
    known: Gazetteer,
) -> tuple[list[Claim], Ground]:
    on = day_of(issued, mentions, known)
    zone_end = notice.letterhead.end if notice.letterhead else 0
    claims: list[Claim] = []
    for mention in mentions:
        zone, dateline = mention.span.start < zone_end, stands_in_dateline(mention, text)
        unmarked = mention.name.isascii() and not line_has_marks(text, mention.span)
        found = candidates(mention.name, mention.kind, on, known, unmarked)
        if dateline:
            heads = [claim for claim in claims if claim.zone and not claim.dateline]
            found = _of_issuer(found, mention.name, heads, notice.level.value, known, on)
        claims.append(Claim(mention, found, found.keys, zone or dateline, dateline, unmarked))
    ground = Ground(known, on)
    settle(text, claims, ground, province_key(province, ground))
    return claims, ground


def day_of(issued: PartialDate | None, mentions: list[PlaceMention], known: Gazetteer) -> date:
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
        sum(bool(known.named(name, on, kind, exact=True)) for name, kind in names)
        for on in (eve, day)
    )
    return eve if then > now else day


def _of_issuer(
    found: Candidates,
    name: str,
    heads: list[Claim],
    level: Level | None,
    known: Gazetteer,
    on: date,
) -> Candidates:
    """The place of a dateline: the letterhead's unit of that name, else one of its level."""
    for head in reversed(heads):
        if head.word[0] == plain_name(name):
            return head.found
    places = (known.place(key, on) for key in found.keys)
    keys = tuple(place.key for place in places if place and place.level is level)
    return Candidates(keys, found.match) if keys else found
