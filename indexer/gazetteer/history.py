"""The life of a unit (đời của một đơn vị): what it was, what it came from, what it became.

:class:`indexer.gazetteer.succession.SuccessionGraph` tells single steps; here they are followed
from one unit to all that concern whoever asks for it under its name of then or of now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from indexer.gazetteer.keys import PlaceKey
from indexer.gazetteer.records import FIRST_DAY, REFORM
from indexer.gazetteer.succession import Succession
from indexer.model import Level, Place

if TYPE_CHECKING:
    from indexer.gazetteer.units import Gazetteer


@dataclass(frozen=True, slots=True)
class UnitVersion:
    """One version of a unit; ``began`` is None where the records only begin, ``ended`` the last
    day, None for a unit that stands."""

    name: str
    began: date | None
    ended: date | None
    resolution: str


@dataclass(frozen=True, slots=True)
class RelatedUnit:
    """A step of history seen from one of its ends: the unit at the other end, by its label.

    ``in_part`` says that what passed on was a part of the old unit.
    """

    key: str
    label: str
    step: Succession
    in_part: bool


class UnitHistory:
    """What a unit was, came from and became; each part is worked out when first asked for.

    >>> from indexer.gazetteer import Gazetteer
    >>> history = Gazetteer.load().history("lam-dong/bao-lam-1")
    >>> "lam-dong/bao-lam/loc-quang" in history.forerunners, history.heirs
    (True, ())
    """

    def __init__(self, key: str, gazetteer: Gazetteer) -> None:
        self._key, self._gazetteer = key, gazetteer
        self._place = gazetteer.place(key)

    @property
    def has_ended(self) -> bool:
        """Whether the unit was, and is no more."""
        return self._place is not None and self._place.valid_to is not None

    @property
    def last_day(self) -> date | None:
        """Its last day; None for a unit that stands."""
        return last_day(self._place) if self._place else None

    @cached_property
    def versions(self) -> tuple[UnitVersion, ...]:
        """Its versions, oldest first."""
        return tuple(
            UnitVersion(
                one.full_name,
                one.valid_from if one.valid_from > FIRST_DAY else None,
                last_day(one),
                self._gazetteer.resolution(one),
            )
            for one in self._gazetteer.versions(self._key)
        )

    @property
    def spans_the_reform(self) -> bool:
        """Whether it stood before 1 July 2025 and stands today."""
        versions = self._gazetteer.versions(self._key)
        return bool(versions) and versions[0].valid_from < REFORM and not self.has_ended

    @cached_property
    def above(self) -> tuple[Place, ...]:
        """The units that it lies in, or lay in on its last day, the province first."""
        keys = reversed(self._gazetteer.ancestors(self._key, self.last_day))
        return tuple(one for key in keys if (one := self._gazetteer.place(key, self.last_day)))

    @cached_property
    def made_of(self) -> tuple[RelatedUnit, ...]:
        """The units that it came from."""
        return tuple(
            RelatedUnit(step.old, self._gazetteer.label(step.old), step, step.split)
            for step in self._gazetteer.predecessors(self._key)
        )

    @cached_property
    def became(self) -> tuple[RelatedUnit, ...]:
        """The units that it passed into, by their names of that day."""
        is_commune = self._place is not None and self._place.level is Level.COMMUNE
        return tuple(
            RelatedUnit(
                step.new,
                self._gazetteer.label(step.new, step.date),
                step,
                step.split and is_commune,
            )
            for step in self._gazetteer.successors(self._key)
        )

    @cached_property
    def heirs(self) -> tuple[str, ...]:
        """The units of today on the ground of a former unit, the largest heir first."""
        return tuple(one for one in self._gazetteer.today(self._key) if one != self._key)

    @cached_property
    def provinces_today(self) -> tuple[str, ...]:
        """The provinces of today that its ground lies in, that of its largest heir first.

        Where the records do not say what became of it, those of what it lay in.
        """
        today, parent = self._gazetteer.today(self._key), PlaceKey.parse(self._key).parent
        if today:
            return tuple(dict.fromkeys(PlaceKey.parse(one).province for one in today))
        return self._gazetteer.history(parent).provinces_today if parent else (self._key,)

    @cached_property
    def spots_today(self) -> tuple[tuple[str, str], ...]:
        """Where its notices stand under the names of now: pairs of a province and a unit in it.

        A former district that became several units stands by itself, right below the province.
        """
        if not self.has_ended:
            return ((PlaceKey.parse(self._key).province, self._key),)
        today = self._gazetteer.today(self._key)
        is_district = self._place is not None and self._place.level is Level.DISTRICT
        if not today or (is_district and len(today) > 1):
            return ((self.provinces_today[0], self._key),)
        return tuple((PlaceKey.parse(one).province, one) for one in today)

    @cached_property
    def forerunners(self) -> tuple[str, ...]:
        """The former units that it gathers: those it was made of, and those these were made of.

        A unit of a higher level counts where it became this one alone (huyện Côn Đảo, now đặc
        khu Côn Đảo); huyện Cẩm Mỹ, of which xã Cẩm Mỹ is a part, does not.
        """
        if self._place is None:
            return ()
        found: dict[str, None] = {}
        after = [self._key]
        for one in after:
            for step in self._gazetteer.predecessors(one):
                if step.old != self._key and step.old not in found and self._gathers(step.old):
                    found[step.old] = None
                    after.append(step.old)
        if self._place.level is Level.PROVINCE and not self.has_ended:
            found.update(dict.fromkeys(self._gazetteer.moved_into(self._key)))
        return tuple(found)

    def _gathers(self, key: str) -> bool:
        former, today = self._gazetteer.place(key), self._gazetteer.today(key)
        if former is None or self._place is None:
            return False
        if today and not self.has_ended and self._key not in today:
            return False
        return former.level is self._place.level or len(today) == 1

    @property
    def gathered_today(self) -> tuple[str, ...]:
        """The former units whose notices are counted with its own as of today: none of a unit
        that is no more, which counts for itself."""
        return () if self.has_ended else self.forerunners

    @cached_property
    def kin(self) -> tuple[str, ...]:
        """What it came from and became: whose notices its page can gather.

        A province that stood before takes in others and keeps its name: Lâm Đồng is on the ground
        of Bình Thuận, and most of its notices are not about that.  So for such an heir stand the
        units of today that lie there.
        """
        heirs = (
            one
            for heir in self.heirs
            for one in (self._on_its_ground if self._took_it_in(heir) else (heir,))
        )
        return tuple(dict.fromkeys([*self.forerunners, *heirs]))

    def _took_it_in(self, heir: str) -> bool:
        versions = self._gazetteer.versions(heir)
        is_province = bool(versions) and versions[0].level is Level.PROVINCE
        return is_province and self.has_ended and versions[0].valid_from < (self.last_day or REFORM)

    @cached_property
    def _on_its_ground(self) -> tuple[str, ...]:
        """The units of today that came from what lay in it on its last day."""
        found, within = dict[str, None](), [self._key]
        for one in within:
            for child in self._gazetteer.children(one, self.last_day or REFORM):
                within.append(child.key)
                found |= dict.fromkeys(self._gazetteer.today(child.key))
        return tuple(found)


def last_day(place: Place) -> date | None:
    """The last day of a version of a unit; None for the one that stands."""
    return place.valid_to - timedelta(days=1) if place.valid_to else None
