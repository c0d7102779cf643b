"""What a name in a notice may mean, and what that lies in on the text's day.

A name is looked up as written, with its type, on the notice's date.  Only what is not found so
is looked up more freely: another type of the same level (a thị xã that has become a thành phố),
another time (a notice of 2026 that speaks of a former huyện), other marks (unaccented or damaged
text).  How freely is kept, since it lowers what a unique match is worth.

A :class:`Toponym` holds the units that a name may still mean, and what resolved it; of
:class:`DatedGazetteer` all evidence asks what lies in what on the text's day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from indexer.gazetteer import FIRST_DAY, REFORM, Gazetteer, is_in_force, marked_name, plain_name
from indexer.model import Level, Outcome, Place, PlaceMention, PlaceResolution, Reason, because
from indexer.places.former import Former
from indexer.places.lexicon import ALL_LEVELS, LEVELS_OF_KIND

GONE_AT_REFORM = ("huyện", "quận", "thị xã", "thị trấn")
"""Kinds of unit that there are no more since 1 July 2025."""


class MatchQuality(IntEnum):
    """How a name was found: each step is freer than the one before."""

    AS_WRITTEN = 0
    OTHER_TYPE = 1
    OTHER_TIME = 2
    LETTERS_ONLY = 3


_LETTERS = MatchQuality.LETTERS_ONLY


@dataclass(frozen=True, slots=True)
class Candidates:
    """Keys in the gazetteer's order, and how they were found."""

    keys: tuple[str, ...]
    match: MatchQuality


def candidates(
    name: str,
    kind: str | None,
    on: date,
    gazetteer: Gazetteer,
    unmarked: bool = False,
    former: Former = Former.NO,
) -> Candidates:
    """The units of a name; ``unmarked`` when it is written in a line without any marks,
    ``former`` when the text says of it that it is one of the past."""
    day = max(on, FIRST_DAY)
    levels = LEVELS_OF_KIND[kind] if kind else ALL_LEVELS
    alike = [place for place in gazetteer.by_plain_name(name) if place.level in levels]
    wanted = {marked_name(name), marked_name(gazetteer.official_name(name))}
    exact = [p for p in alike if marked_name(p.name) in wanted or name.isdecimal()]
    if former:
        keys = _once(alike if unmarked else exact, kind, day, former, gazetteer)
        if keys:
            return Candidates(keys, MatchQuality.OTHER_TIME)
    if unmarked:
        return _by_step(alike, kind, day, gazetteer, MatchQuality.AS_WRITTEN)
    begun = _begun(alike, day)
    # Of a unit still to come no text speaks, if one that was there is spelled much like it.
    is_to_come = begun and not _begun(exact, day)
    found = _by_step([] if is_to_come else exact, kind, day, gazetteer, MatchQuality.AS_WRITTEN)
    return found if found.keys else _by_step(begun or alike, kind, day, gazetteer, _LETTERS)


def _begun(places: list[Place], day: date) -> list[Place]:
    """The units that there were by a day, or had been."""
    return [place for place in places if place.valid_from <= day]


def _by_step(
    places: list[Place], kind: str | None, day: date, gazetteer: Gazetteer, floor: MatchQuality
) -> Candidates:
    now = [place for place in places if is_in_force(place, day)]
    of_kind = _of_kind(now, kind)
    if of_kind:
        return Candidates(_keys(of_kind), max(MatchQuality.AS_WRITTEN, floor))
    if kind and now and not (day >= REFORM and kind in GONE_AT_REFORM):
        keys = _of_another_kind(now, places, kind, day, gazetteer)
        if keys:
            return Candidates(keys, max(MatchQuality.OTHER_TYPE, floor))
    then = _of_kind(places, kind) or places
    return Candidates(_latest_of_line(_keys(then), gazetteer), max(MatchQuality.OTHER_TIME, floor))


def _of_another_kind(
    now: list[Place], places: list[Place], kind: str, day: date, gazetteer: Gazetteer
) -> tuple[str, ...]:
    """What a name with a type may mean that nothing of this type bears on the day: a unit that
    has had the type at some time, or one that never had it.

    Where another unit of this type is gone, that one is likelier: since the reform it alone, as
    papers speak of former communes all the time; before it the text has to tell which.
    """
    once = {place.key for place in _of_kind(places, kind)}
    once_so = [place for place in now if place.key in once]
    past = [place for place in _of_kind(places, kind) if place.valid_from <= day]
    if once_so or not past:
        return _keys(once_so or now)
    return () if day >= REFORM else _latest_of_line(_keys([*now, *past]), gazetteer)


def _once(
    places: list[Place], kind: str | None, day: date, former: Former, gazetteer: Gazetteer
) -> tuple[str, ...]:
    """The units that a name said to be of the past may mean: of its type, else of another."""
    gone = _gone(places, kind, day) or _gone(places, None, day)
    keys = _latest_of_line(_keys(gone), gazetteer)
    if former is Former.YES:
        return keys
    present = (place for place in _of_kind(places, kind) if is_in_force(place, day))
    return tuple(dict.fromkeys([*keys, *_keys(present)]))


def _gone(places: list[Place], kind: str | None, day: date) -> list[Place]:
    """The units of a type that had ended by a day, and are not there under the same type."""
    there = {place.key for place in _of_kind(places, kind) if is_in_force(place, day)}
    ended = [place for place in places if place.valid_to and place.valid_to <= day]
    return [place for place in _of_kind(ended, kind) if place.key not in there]


def _of_kind(places: list[Place], kind: str | None) -> list[Place]:
    return [place for place in places if kind is None or place.kind == kind]


def candidates_of_any_time(name: str, kind: str | None, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The units of any time with a name, for a text that tells the unit above."""
    levels = LEVELS_OF_KIND[kind] if kind else ALL_LEVELS
    return _keys(place for place in gazetteer.by_plain_name(name) if place.level in levels)


def _keys(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.key for place in places))


def _latest_of_line(keys: tuple[str, ...], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Leave out a unit that lives on among the candidates: Ứng Hòa of Hà Tây is that of Hà Nội."""
    if len(keys) < 2:
        return keys
    return tuple(
        key for key in keys if not any(step.new in keys for step in gazetteer.successors(key))
    )


NameAndKind = tuple[str, str | None]
"""What counts as one name in a vote: its plain form and its type."""

Label = Callable[[str], str]
"""The full name of a key as of the text's date."""


@dataclass(slots=True)
class Toponym:
    """One mention, what it may still mean, and what resolved it.

    ``outside``: the province of the text, in which no unit of the name lies.  ``namesake``: named
    with what it lies in, as one names another unit that is called as the issuer's own.
    ``borrowed``: a name of the head that only the text below resolved.
    """

    mention: PlaceMention
    found: Candidates
    keys: tuple[str, ...]
    zone: bool = False
    dateline: bool = False
    unmarked: bool = False
    above: Toponym | None = None
    beside_above: bool = False
    reason: Reason | None = None
    contradiction: bool = False
    outside: str = ""
    namesake: bool = False
    borrowed: bool = False
    list_members: list[Toponym] = field(default_factory=list)

    @property
    def resolved(self) -> bool:
        """Whether one unit is left and something vouches for it."""
        return len(self.keys) == 1 and self.reason is not None

    @property
    def word(self) -> NameAndKind:
        """What counts as one name in a vote."""
        return plain_name(self.mention.name), self.mention.kind

    @property
    def outcome(self) -> Outcome:
        """Resolved, ambiguous, or not held at all."""
        if self.resolved and not self.contradiction:
            return Outcome.RESOLVED
        return Outcome.AMBIGUOUS if self.keys else Outcome.NOT_HELD


def place_resolution(toponym: Toponym, label: Label) -> PlaceResolution:
    """What is handed on of a toponym."""
    outcome = toponym.outcome
    return PlaceResolution(
        mention=toponym.mention,
        place=toponym.keys[0] if outcome is Outcome.RESOLVED else None,
        outcome=outcome,
        candidates=toponym.keys,
        reason=explain_resolution(toponym, label),
    )


def explain_resolution(toponym: Toponym, label: Label) -> Reason:
    """The reason of a toponym, also where it stays open."""
    name = toponym.mention.name
    if toponym.contradiction and toponym.above:
        return because(
            "không có {name} nào trong {above} như văn bản ghi",
            name=toponym.mention.text, above=toponym.above.mention.text,
        )  # fmt: skip
    if toponym.resolved and toponym.reason:
        return toponym.reason
    if not toponym.keys:
        return because("danh mục không có đơn vị nào tên {name}", name=name)
    if toponym.outside:
        return because(
            "{home} không có đơn vị nào tên {name}, văn bản không nói đến địa bàn khác",
            home=toponym.outside, name=name,
        )  # fmt: skip
    if len(toponym.keys) == 1:
        near = label(toponym.keys[0])
        return because("{place} có tên gần giống, nhưng văn bản không xác nhận", place=near)
    return because(
        "{n} đơn vị cùng mang tên {name}, văn bản không cho biết là đơn vị nào",
        n=len(toponym.keys), name=name,
    )  # fmt: skip


_ORDER = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}


@dataclass(frozen=True, slots=True)
class DatedGazetteer:
    """The gazetteer as of a text's day."""

    gazetteer: Gazetteer
    on: date

    def label(self, key: str) -> str:
        """The full name as of the day."""
        return self.gazetteer.label(key, self.on)

    def within(self, key: str, scope: str) -> bool:
        """Whether a unit lies in another, also on the ground of a province of today."""
        if key == scope or key.startswith(f"{scope}/"):
            return True
        if "/" in scope or self.on < REFORM:
            return False
        return any(heir.startswith(f"{scope}/") for heir in self.gazetteer.today(key)[:1])

    def inside(self, keys: Iterable[str], scopes: Iterable[str]) -> tuple[str, ...]:
        """The units that lie in one of the scopes, and are not themselves it."""
        return tuple(k for k in keys if any(k != s and self.within(k, s) for s in scopes))

    def on_ground_of(self, keys: Iterable[str], former: Iterable[str]) -> tuple[str, ...]:
        """The units that stand today on the ground of others: communes of a former district."""
        if self.on < REFORM:
            return ()
        heirs = {heir for unit in former for heir in self.gazetteer.today(unit)}
        return tuple(key for key in keys if key in heirs)

    def holding(self, keys: Iterable[str], below: Iterable[str]) -> tuple[str, ...]:
        """The units in which one of the others lies."""
        return tuple(k for k in keys if any(b != k and self.within(b, k) for b in below))

    def once_holding(self, name: str, below: Iterable[str]) -> tuple[str, ...]:
        """The province of that name, gone since the reform, in which one of the others lay, or
        what it is made of: ``xã Lệ Thủy (Quảng Bình cũ)``."""
        if self.on < REFORM:
            return ()
        grounds = {old for key in below for old in (key, *self.gazetteer.history(key).forerunners)}
        return tuple(
            place.key
            for place in self.gazetteer.by_plain_name(name)
            if place.level is Level.PROVINCE
            and marked_name(place.name) == marked_name(name)
            and not is_in_force(place, self.on)
            and any(ground.startswith(f"{place.key}/") for ground in grounds)
        )

    def levels(self, keys: Iterable[str]) -> set[int]:
        """The levels of units, 0 for provinces to 2 for communes."""
        places = (self.gazetteer.place(key, self.on) for key in keys)
        return {_ORDER[place.level] for place in places if place}

    def is_district(self, key: str) -> bool:
        """Whether a unit is a district."""
        return self.levels([key]) == {1}

    def area(self, key: str) -> str:
        """The district of a unit (the province, for a commune of today)."""
        return key if self.is_district(key) else key.rpartition("/")[0]
