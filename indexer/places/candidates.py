"""The units that a name in a notice may mean, before its context is asked.

A name is looked up as written, with its type, on the notice's date.  Only what is not found so
is looked up more freely: another type of the same level (a thị xã that has become a thành phố),
another time (a notice of 2026 that speaks of a former huyện), other marks (unaccented or damaged
text).  How freely is kept, since it lowers what a unique match is worth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from indexer.gazetteer import FIRST_DAY, REFORM, Gazetteer, marked_name, stands
from indexer.model import Level, Place
from indexer.places.words import ALL_LEVELS, LEVELS_OF_KIND

_GONE_AT_REFORM = ("huyện", "quận", "thị xã", "thị trấn")


class Match(IntEnum):
    """How a name was found: each step is freer than the one before."""

    AS_WRITTEN = 0
    OTHER_TYPE = 1
    OTHER_TIME = 2
    LETTERS_ONLY = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """Keys in the gazetteer's order, and how they were found."""

    keys: tuple[str, ...]
    match: Match


def candidates(
    name: str,
    kind: str | None,
    on: date,
    known: Gazetteer,
    unmarked: bool = False,
    levels: frozenset[Level] | None = None,
) -> Candidates:
    """The units of a name; ``unmarked`` when it is written in a line without any marks."""
    day = max(on, FIRST_DAY)
    levels = levels or (LEVELS_OF_KIND[kind] if kind else ALL_LEVELS)
    alike = [place for place in known.alike(name) if place.level in levels]
    wanted = {marked_name(name), marked_name(known.proper(name))}
    exact = [p for p in alike if marked_name(p.name) in wanted or name.isdigit()]
    if unmarked:
        return _by_step(alike, kind, day, known, Match.AS_WRITTEN)
    found = _by_step(exact, kind, day, known, Match.AS_WRITTEN)
    if found.keys:
        return found
    return _by_step(alike, kind, day, known, Match.LETTERS_ONLY)


def _by_step(
    places: list[Place], kind: str | None, day: date, known: Gazetteer, floor: Match
) -> Candidates:
    now = [place for place in places if stands(place, day)]
    of_kind = [place for place in now if kind is None or place.kind == kind]
    if of_kind:
        return Candidates(_keys(of_kind), max(Match.AS_WRITTEN, floor))
    if now and not (day >= REFORM and kind in _GONE_AT_REFORM):
        once = {place.key for place in places if place.kind == kind}
        once_so = [place for place in now if place.key in once]
        return Candidates(_keys(once_so or now), max(Match.OTHER_TYPE, floor))
    then = [place for place in places if kind is None or place.kind == kind] or places
    return Candidates(_latest_of_line(_keys(then), known), max(Match.OTHER_TIME, floor))


def anytime(
    name: str, kind: str | None, known: Gazetteer, levels: frozenset[Level] | None = None
) -> tuple[str, ...]:
    """The units of any time with a name, for a text that tells the unit above."""
    levels = levels or (LEVELS_OF_KIND[kind] if kind else ALL_LEVELS)
    return _keys(place for place in known.alike(name) if place.level in levels)


def _keys(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.key for place in places))


def _latest_of_line(keys: tuple[str, ...], known: Gazetteer) -> tuple[str, ...]:
    """Leave out a unit that lives on among the candidates: Ứng Hòa of Hà Tây is that of Hà Nội."""
    if len(keys) < 2:
        return keys
    return tuple(key for key in keys if not any(step.new in keys for step in known.successors(key)))
