"""Places in a notice: which unit each name means on the notice's date, and why.

:func:`find_places` finds the names, :func:`locate` settles them together with the place that
the issuer governs and the place of the unit that the notice is about.  What stays open keeps
its candidates; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indexer.gazetteer import Gazetteer, gazetteer, plain_name
from indexer.model import Level, Notice, PartialDate, PlaceMention, PlaceResolution
from indexer.places.candidates import Candidates, Claim, Ground, candidates, resolution
from indexer.places.issuer import against_issuer, issuer_place, province_key, unit_place
from indexer.places.mentions import find_places
from indexer.places.resolve import settle
from indexer.places.setting import day_of, is_dateline, issuer_level, letterhead_end, line_has_marks

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
    level = notice.level.value
    claims, ground = _settled(text, mentions, issued, default_province, known, level)
    unit = unit_place(notice, claims, ground)
    issuer = issuer_place(notice, claims, ground, unit, default_province)
    unit = against_issuer(unit, issuer, notice, ground)
    return Located(issuer, unit, _resolutions(claims, ground))


def find_and_resolve(
    text: str, issued: PartialDate | None = None, province: str | None = None
) -> tuple[PlaceResolution, ...]:
    """The places of any text: ``province`` names the default one of its collection.

    >>> [r.place for r in find_and_resolve("Đảng ủy xã Lộc Quảng", PartialDate(2023))]
    ['lam-dong/bao-lam/loc-quang']
    """
    known = gazetteer()
    return _resolutions(*_settled(text, find_places(text, known), issued, province, known))


def _resolutions(claims: list[Claim], ground: Ground) -> tuple[PlaceResolution, ...]:
    return tuple(resolution(claim, ground.label) for claim in claims)


# --- settling all names together --------------------------------------------------------------


def _settled(
    text: str,
    mentions: list[PlaceMention],
    issued: PartialDate | None,
    province: str | None,
    known: Gazetteer,
    level: Level | None = None,
) -> tuple[list[Claim], Ground]:
    on = day_of(issued, mentions, known)
    zone_end = letterhead_end(text)
    claims: list[Claim] = []
    for mention in mentions:
        zone, dateline = mention.span.start < zone_end, is_dateline(text, mention)
        unmarked = mention.name.isascii() and not line_has_marks(text, mention.span)
        found = candidates(mention.name, mention.kind, on, known, unmarked)
        if dateline:
            heads = [claim for claim in claims if claim.zone and not claim.dateline]
            own = level or issuer_level(text, [head.mention for head in heads], zone_end)
            found = _of_issuer(found, mention.name, heads, own, known, on)
        claims.append(Claim(mention, found, found.keys, zone or dateline, dateline, unmarked))
    ground = Ground(known, on)
    settle(text, claims, ground, province_key(province, ground))
    return claims, ground


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
