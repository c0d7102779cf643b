"""What lies in what on a day: the questions that all evidence asks of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indexer.gazetteer import REFORM, Gazetteer
from indexer.model import Level

_ORDER = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}


@dataclass(frozen=True, slots=True)
class Ground:
    """The gazetteer as of a text's day."""

    known: Gazetteer
    on: date

    def label(self, key: str) -> str:
        """The full name as of the day."""
        return self.known.label(key, self.on)

    def within(self, key: str, scope: str) -> bool:
        """Whether a unit lies in another, also on the ground of a province of today."""
        if key == scope or key.startswith(f"{scope}/"):
            return True
        if "/" in scope or self.on < REFORM:
            return False
        return any(heir.startswith(f"{scope}/") for heir in self.known.today(key)[:1])

    def inside(self, keys: Iterable[str], scopes: Iterable[str]) -> tuple[str, ...]:
        """The units that lie in one of the scopes, and are not themselves it."""
        return tuple(k for k in keys if any(k != s and self.within(k, s) for s in scopes))

    def holding(self, keys: Iterable[str], below: Iterable[str]) -> tuple[str, ...]:
        """The units in which one of the others lies."""
        return tuple(k for k in keys if any(b != k and self.within(b, k) for b in below))

    def levels(self, keys: Iterable[str]) -> set[int]:
        """The levels of units, 0 for provinces to 2 for communes."""
        places = (self.known.place(key, self.on) for key in keys)
        return {_ORDER[place.level] for place in places if place}

    def is_district(self, key: str) -> bool:
        """Whether a unit is a district."""
        return self.levels([key]) == {1}

    def area(self, key: str) -> str:
        """The district of a unit (the province, for a commune of today)."""
        return key if self.is_district(key) else key.rpartition("/")[0]
