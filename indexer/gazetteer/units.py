"""The gazetteer: every administrative unit from 31/08/2004 to today, and what it became.

A unit has one key and one or more dated versions (:mod:`indexer.gazetteer.keys` gives the rule of
the keys); ``at a date`` means the version that stood then.

>>> Gazetteer.load().label("dong-nai/cam-my/song-ray")
'xã Sông Ray, huyện Cẩm Mỹ, Đồng Nai'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.gazetteer.history import UnitHistory, last_day
from indexer.gazetteer.keys import CENTRE, CENTRE_NAME, PlaceKey, keyed_places
from indexer.gazetteer.records import FIRST_DAY, REFORM, Enactment, SuccessionRecord, read_records
from indexer.gazetteer.spelling import marked_name, plain_name
from indexer.gazetteer.succession import Succession, SuccessionGraph
from indexer.memory import Remembered, tell_of
from indexer.model import Place
from indexer.paths import REGISTRY
from indexer.text import collation_key, i_for_y, unaccent

if TYPE_CHECKING:
    from indexer.gazetteer.names import NameIndex

__all__ = ["FIRST_DAY", "REFORM", "Gazetteer", "Succession", "is_in_force"]

_FOLDER = REGISTRY / "places"
_KINDS_KEPT = 100_000


def is_in_force(place: Place, on: date) -> bool:
    """Whether this version of a unit is in force on the day."""
    return place.valid_from <= on and (place.valid_to is None or on < place.valid_to)


class Gazetteer:
    """All versions of all units, by key, name and parent."""

    def __init__(
        self,
        keyed: Iterable[tuple[str, Place]],
        links: Iterable[SuccessionRecord] = (),
        enactments: Iterable[Enactment] = (),
        aliases: dict[str, str] | None = None,
    ) -> None:
        self._versions: dict[str, list[Place]] = {}
        self._by_name: dict[str, list[Place]] = {}
        self._below: dict[str | None, list[Place]] = {}
        for segment, place in keyed:
            plain = place.name if place.name.isdecimal() else segment
            if "'" in place.name:
                plain = plain_name(place.name)
            elif "y" in plain:
                plain = i_for_y(plain)
            self._versions.setdefault(place.key, []).append(place)
            self._by_name.setdefault(plain, []).append(place)
            self._below.setdefault(place.parent, []).append(place)
        for versions in self._versions.values():
            if len(versions) > 1:
                versions.sort(key=lambda place: place.valid_from)
        self._kinds: dict[str, frozenset[str]] = {}
        self._histories: dict[str, UnitHistory] = {}
        tell_of("indexer.gazetteer.units.Gazetteer.history", self._histories_kept)
        self._links, self._enactments = list(links), list(enactments)
        self._spellings: dict[str, list[str]] = {}
        for alias, name in (aliases or {}).items():
            self._spellings.setdefault(name, []).append(alias)
        self._aliases = {plain_name(alias): name for alias, name in (aliases or {}).items()}

    @classmethod
    def load(cls, folder: Path = _FOLDER) -> Gazetteer:
        """Read the registry's files; raises ``GazetteerError`` on a broken row."""
        records = read_records(folder)
        return cls(keyed_places(records), records.links, records.enactments, records.aliases)

    def __contains__(self, key: str) -> bool:
        return key in self._versions

    def __iter__(self) -> Iterator[str]:
        return iter(self._versions)

    def versions(self, key: str) -> tuple[Place, ...]:
        """All versions of a key, oldest first; empty for an unknown key."""
        return tuple(self._versions.get(key, ()))

    def place(self, key: str, on: date | None = None) -> Place | None:
        """The version in force on the day, else the latest; None for an unknown key."""
        versions = self._versions.get(key)
        if not versions:
            return None
        if on is not None:
            for place in versions:
                if is_in_force(place, on):
                    return place
        return versions[-1]

    def named(
        self,
        name: str,
        on: date,
        kind: str | None = None,
        within: str | None = None,
        exact: bool = False,
    ) -> tuple[Place, ...]:
        """The units of a name on a day, those spelled exactly so before the others.

        With marks, a name finds what has these marks (wherever the tone is placed), and only
        when there is none, what has the same letters; ``exact`` leaves that second pass out.
        Without marks it finds both.  ``within`` keeps what lies below that key.

        >>> [place.key for place in Gazetteer.load().named("Cẩm Mỹ", date(2023, 1, 1), "huyện")]
        ['dong-nai/cam-my']
        """
        day = max(on, FIRST_DAY)
        found = [
            place
            for place in self.by_plain_name(name)
            if is_in_force(place, day)
            and (kind is None or place.kind == kind)
            and (within is None or PlaceKey.lies_in(place.key, within))
        ]
        return self._marked_first(name, found, exact)

    def ever_named(self, name: str, kind: str | None = None) -> tuple[Place, ...]:
        """The latest version of every unit that ever bore a name, as :meth:`named` finds it."""
        found = {p.key: p for p in self.by_plain_name(name) if kind is None or p.kind == kind}
        return self._marked_first(name, list(found.values()), exact=False)

    def kinds_named(self, plain: str) -> frozenset[str]:
        """The types of all units, of any time, with a name in its plain form (or an alias)."""
        kinds = self._kinds.get(plain)
        if kinds is None:
            alias = self._aliases.get(plain)
            places = self._by_name.get(plain) or self._by_name.get(plain_name(alias or ""), [])
            kinds = self._kinds[plain] = frozenset(place.kind for place in places)
            if len(self._kinds) > _KINDS_KEPT:
                self._kinds.clear()
        return kinds

    def spelled(self, name: str) -> bool:
        """Whether a unit of any time bears this name with these marks (or is known by it)."""
        marked = marked_name(name)
        return plain_name(name) in self._aliases or any(
            marked_name(place.name) == marked or name.isdecimal()
            for place in self.by_plain_name(name)
        )

    def by_plain_name(self, name: str) -> list[Place]:
        """All versions of all units whose names have the same letters, marks aside."""
        plain = plain_name(name)
        return self._by_name.get(plain) or self._by_name.get(
            plain_name(self.official_name(name)), []
        )

    def official_name(self, name: str) -> str:
        """The registry's spelling of a name known by another one: Đắc Lắc is Đắk Lắk."""
        return self._aliases.get(plain_name(name), name)

    def _marked_first(self, name: str, found: list[Place], exact: bool) -> tuple[Place, ...]:
        wanted = {marked_name(name), marked_name(self.official_name(name))}
        marked = [p for p in found if marked_name(p.name) in wanted or name.isdecimal()]
        if exact or (marked and unaccent(name) != name.lower()):
            return tuple(marked)
        return (*marked, *(place for place in found if place not in marked))

    def children(self, key: str | None, on: date) -> tuple[Place, ...]:
        """The units right below a key on a day, by name; the provinces below None."""
        day = max(on, FIRST_DAY)
        below = [place for place in self._below.get(key, ()) if is_in_force(place, day)]
        return tuple(sorted(below, key=_by_name))

    def ancestors(self, key: str, on: date | None = None) -> tuple[str, ...]:
        """The keys above a key, nearest first."""
        above = []
        place = self.place(key, on)
        while place and place.parent:
            above.append(place.parent)
            place = self.place(place.parent, on)
        return tuple(above)

    def lies_in(self, key: str, units: Collection[str]) -> bool:
        """Whether a unit is one of some units, or lies in one.

        >>> Gazetteer.load().lies_in("lam-dong/bao-lam/loc-quang", {"lam-dong", "cao-bang"})
        True
        """
        return not {key, *self.ancestors(key)}.isdisjoint(units)

    def label(self, key: str, on: date | None = None) -> str:
        """The full name with what it lies in; a unit's own last day is meant without a date.

        >>> Gazetteer.load().label("dong-nai/song-ray")
        'xã Sông Ray, Đồng Nai'
        """
        place = self.place(key, on)
        if place is None:
            return CENTRE_NAME if key == CENTRE else key
        on = on or last_day(place)
        names = [place.full_name]
        for above in self.ancestors(key, on):
            parent = self.place(above, on)
            if parent:
                names.append(parent.full_name if parent.parent else parent.name)
        return ", ".join(names)

    def label_of_several(self, keys: Sequence[str], on: date | None = None) -> str:
        """The label of some units together, which tells once what all of them lie in.

        >>> three = ("lam-dong/bao-lam/loc-an", "lam-dong/bao-lam/loc-duc")
        >>> Gazetteer.load().label_of_several(three)
        'xã Lộc An, xã Lộc Đức, huyện Bảo Lâm, Lâm Đồng'
        """
        labels = [self.label(key, on) for key in keys]
        parted = [label.partition(", ") for label in labels]
        if len({above for _, _, above in parted}) > 1:
            return "; ".join(labels)
        if not parted:
            return ""
        (*others, last) = parted
        return ", ".join([*(name for name, _, _ in others), "".join(last)])

    def names_above(self, key: str, on: date | None = None) -> tuple[str, ...]:
        """The bare names of what a unit lies in, the nearest first.

        >>> Gazetteer.load().names_above("lam-dong/bao-lam/loc-quang")
        ('Bảo Lâm', 'Lâm Đồng')
        """
        above = (self.place(parent, on) for parent in self.ancestors(key, on))
        return tuple(one.name for one in above if one)

    @cached_property
    def _lineage(self) -> SuccessionGraph:
        return SuccessionGraph(self._versions, self._below, self._links, self._enactments)

    def successors(self, key: str) -> tuple[Succession, ...]:
        """What a unit became, where the records say so."""
        return self._lineage.successors(key)

    def predecessors(self, key: str) -> tuple[Succession, ...]:
        """What a unit was made of, where the records say so."""
        return self._lineage.predecessors(key)

    def today(self, key: str) -> tuple[str, ...]:
        """The keys of today's units on a unit's ground, the largest heir first.

        >>> Gazetteer.load().today("dong-nai/cam-my/long-giao")
        ('dong-nai/cam-my-xa',)
        """
        return self._lineage.today(key)

    def _histories_kept(self) -> Remembered:
        return Remembered(len(self._histories), len(self._versions))

    def history(self, key: str) -> UnitHistory:
        """The life of a unit in one answer: what it was, came from and became.

        >>> Gazetteer.load().history("vinh-phuc/me-linh").provinces_today
        ('ha-noi',)
        """
        found = self._histories.get(key)
        if found is None:
            found = UnitHistory(key, self)
            if key in self:
                self._histories[key] = found
        return found

    def moved_into(self, province: str) -> tuple[str, ...]:
        """Units that lie in a province today, while what became of their own province does not.

        >>> "vinh-phuc/me-linh" in Gazetteer.load().moved_into("ha-noi")
        True
        """
        return tuple(self._moved.get(province, ()))

    @cached_property
    def _moved(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self:
            above = PlaceKey.parse(key).parent
            stayed = self.history(above or key).provinces_today
            for province in self.history(key).provinces_today:
                if province not in stayed:
                    found.setdefault(province, []).append(key)
        return found

    def resolution(self, place: Place) -> str:
        """The resolution by which this version began, where the registry holds it, else ''."""
        return self._lineage.resolution(place)

    @cached_property
    def _names(self) -> NameIndex:
        from indexer.gazetteer.names import NameIndex  # with numpy: only for who asks by name

        return NameIndex(self._versions, self._spellings)

    def nearest_names(self, text: str, limit: int = 5) -> tuple[Place, ...]:
        """Units whose names are spelled much like a text or an unknown key."""
        return self._names.nearest(text, limit)

    def search_names(self, prefix: str, limit: int = 10) -> tuple[Place, ...]:
        """Units, old and new, whose name begins with what is typed, with or without marks."""
        return self._names.starting(prefix, limit)


def _by_name(place: Place) -> tuple[object, str]:
    return collation_key(place.name), place.key
