"""What units became: the successions (kế thừa) across the changes since 2004.

Three sources, in this order:

* the table of 1 July 2025, commune by commune (and the island districts and the provinces);
* before and after that day, the code: a unit that keeps its code is the same under a new name
  or parent;
* a unit that ends without either passes to where its parts went: huyện Cẩm Mỹ to the communes
  of today that its communes became, tỉnh Hà Tây to Hà Nội with its districts.

A commune that was merged away before 2025 under another code has no successor here: the
records do not say which one took it in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from indexer.gazetteer.keys import PlaceKey
from indexer.gazetteer.records import REFORM, Enactment, SuccessionRecord
from indexer.model import Level, Place


@dataclass(frozen=True, slots=True)
class Succession:
    """One step of what became of a unit: ``old`` passed into ``new`` on ``date``.

    ``split``: the old unit went to several.  ``check``: the sources disagree, the resolution
    itself must settle it.  ``resolution`` names that resolution where the registry holds it.
    """

    old: str
    new: str
    split: bool
    check: bool
    date: date
    resolution: str = ""


_Versions = Mapping[str, list[Place]]
_Below = Mapping[str | None, list[Place]]


class SuccessionGraph:
    """The successions of all keys, worked out on first use."""

    def __init__(
        self,
        versions: _Versions,
        below: _Below,
        links: list[SuccessionRecord],
        enactments: list[Enactment],
    ) -> None:
        self._versions, self._below, self._links = versions, below, links
        self._enacted = {(e.level, e.province, e.date): e.resolution for e in enactments}
        self._today: dict[str, tuple[str, ...]] = {}

    def successors(self, key: str) -> tuple[Succession, ...]:
        """The steps that lead on from a key, by date, then the larger heir first."""
        steps = self._forward.get(key)
        if steps is None:
            steps = self._forward[key] = self._through_parts(key)
        return tuple(steps)

    def predecessors(self, key: str) -> tuple[Succession, ...]:
        """The steps that lead to a key."""
        return tuple(self._backward.get(key, ()))

    def resolution(self, place: Place) -> str:
        """The resolution that formed this version, or ''."""
        province = self._versions.get(PlaceKey.parse(place.key).province, ())
        began = place.valid_from
        codes = [p.code for p in province if p.valid_from <= began < (p.valid_to or date.max)]
        for area in (*codes, ""):
            found = self._enacted.get((place.level, area, began))
            if found:
                return found
        return ""

    def today(self, key: str) -> tuple[str, ...]:
        """The keys that stand today on the ground of a key."""
        if key not in self._versions:  # of what is typed nothing is kept
            return ()
        if key not in self._today:
            self._today[key] = self._follow(key)
        return self._today[key]

    def _follow(self, key: str) -> tuple[str, ...]:
        versions = self._versions.get(key)
        if not versions:
            return ()
        end = versions[-1].valid_to
        if end is None:
            return (key,)
        # Only the last step leads on: a name may be given up and taken again, which comes round.
        heirs = (step.new for step in self.successors(key) if step.date >= end)
        reached = dict.fromkeys(unit for heir in heirs for unit in self.today(heir))
        return tuple(reached)

    @cached_property
    def _backward(self) -> dict[str, list[Succession]]:
        found: dict[str, list[Succession]] = {}
        for key in self._versions:
            for step in self.successors(key):
                found.setdefault(step.new, []).append(step)
        return found

    @cached_property
    def _forward(self) -> dict[str, list[Succession]]:
        """The steps that the table and the codes tell; the others come by parts, on demand."""
        by_code: dict[tuple[Level, str], list[Place]] = {}
        for versions in self._versions.values():
            for place in versions:
                by_code.setdefault((place.level, place.code), []).append(place)
        found: dict[str, list[Succession]] = {}
        for line in by_code.values():
            line.sort(key=lambda place: place.valid_from)
            for before, after in pairwise(line):
                # Codes were dealt anew at the reform: there only the table counts.
                joined = before.valid_to == after.valid_from != REFORM
                if joined and before.key != after.key:
                    self._add(found, before, after, split=False, check=False)
        for link in self._links:
            old = self._at_reform(by_code, link.old, old=True)
            new = self._at_reform(by_code, link.new, old=False)
            if old and new and (old.key != new.key):
                self._add(found, old, new, link.split, link.check)
        return found

    def _add(
        self, found: dict[str, list[Succession]], old: Place, new: Place, split: bool, check: bool
    ) -> None:
        resolution = self.resolution(new)
        step = Succession(old.key, new.key, split, check, new.valid_from, resolution)
        steps = found.setdefault(old.key, [])
        if step not in steps:
            steps.append(step)

    def _at_reform(
        self, by_code: Mapping[tuple[Level, str], list[Place]], code: str, old: bool
    ) -> Place | None:
        level = {2: Level.PROVINCE, 3: Level.DISTRICT}.get(len(code), Level.COMMUNE)
        for place in by_code.get((level, code), ()):
            if (place.valid_to if old else place.valid_from) == REFORM:
                return place
        return None

    def _through_parts(self, key: str) -> list[Succession]:
        """Where the parts of a unit went on its last day, the heir of most parts first."""
        versions = self._versions.get(key)
        end = versions[-1].valid_to if versions else None
        if versions is None or end is None or versions[-1].level is Level.COMMUNE:
            return []
        heirs: Counter[str] = Counter()
        for part in self._below.get(key, ()):
            if part.valid_to == end:
                steps = [step for step in self.successors(part.key) if step.date == end]
                heirs.update({self._heir(step.new, versions[-1].level, end) for step in steps})
        heirs.pop(key, None)
        return [
            Succession(key, new, len(heirs) > 1, False, end, self._formed(new, end))
            for new, _ in sorted(heirs.items(), key=lambda item: (-item[1], item[0]))
        ]

    def _formed(self, key: str, on: date) -> str:
        return next((self.resolution(v) for v in self._versions[key] if v.valid_from == on), "")

    def _heir(self, new: str, level: Level, on: date) -> str:
        """What a part's new unit means for the whole: its parent of the whole's level, if any."""
        for key in (new, *PlaceKey.keys_above(new)):
            if any(v.level is level and v.valid_from <= on for v in self._versions[key]):
                return key
        return new
