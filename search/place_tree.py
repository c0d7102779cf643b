"""Browsing by place: the units that have notices as a tree, by the names of then or of now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from indexer.gazetteer import REFORM, Gazetteer, stands
from indexer.model import Level
from indexer.schema import UNKNOWN
from search.engine import Engine


@dataclass(frozen=True, slots=True)
class Counted:
    """A place with the number of notices about it and what lies in it."""

    key: str
    label: str
    count: int


@dataclass(slots=True)
class Node:
    """A place in the tree.

    ``standing`` is False for one that is not of the time shown: ``ended`` before it, or later.
    """

    key: str
    label: str
    count: int = 0
    standing: bool = True
    ended: bool = False
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterable[Node]:
        """The node and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class PlaceTree:
    """Provinces with notices, those without, and how many notices have no known place."""

    before: bool
    provinces: tuple[Node, ...]
    empty: tuple[Counted, ...]
    unknown: int
    most: int


def place_tree(engine: Engine, gazetteer: Gazetteer, *, before: bool) -> PlaceTree:
    """The tree as it stood before 1 July 2025 (``before``) or as it stands now."""
    counts = engine.counts("unit")
    roots = roots_before(counts, gazetteer) if before else today_roots(counts, gazetteer)
    on = REFORM - timedelta(days=1) if before else date.max
    empty = [
        Counted(place.key, place.full_name, 0)
        for place in gazetteer.children(None, on)
        if place.key not in roots
    ]
    ordered = sorted(roots.values(), key=_most_first)
    for root in ordered:
        _sort(root)
    return PlaceTree(
        before=before,
        provinces=tuple(ordered),
        empty=tuple(empty),
        unknown=counts.get(UNKNOWN, 0),
        most=max((root.count for root in ordered), default=0),
    )


def named(engine: Engine, gazetteer: Gazetteer, text: str, limit: int = 24) -> tuple[Counted, ...]:
    """Places whose names begin with a text, else those spelled much like it."""
    found = gazetteer.search_names(text, limit) or gazetteer.nearest_names(text, limit // 3)
    counts = engine.counts("unit") if found else {}
    return tuple(
        Counted(one.key, gazetteer.label(one.key), counts.get(one.key, 0)) for one in found
    )


def roots_before(counts: Mapping[str, int], gazetteer: Gazetteer) -> dict[str, Node]:
    """Each counted key below the nearest one above it; the counts already include what lies in."""
    eve = REFORM - timedelta(days=1)
    nodes: dict[str, Node] = {}
    roots: dict[str, Node] = {}
    for key in sorted(counts):
        place = gazetteer.place(key, eve)
        if place is None:
            continue
        node = nodes[key] = Node(
            key, place.full_name, counts[key], stands(place, eve), place.valid_from < eve
        )
        above = next((one for one in gazetteer.ancestors(key) if one in nodes), None)
        if above:
            nodes[above].children.append(node)
        else:
            roots[key] = node
    return roots


def today_roots(counts: Mapping[str, int], gazetteer: Gazetteer) -> dict[str, Node]:
    """Each notice under today's unit; one about a former district right under its province.

    A commune whose ground was split counts in each of its heirs, and once in their province.
    """
    roots: dict[str, Node] = {}
    below: dict[tuple[str, str], Node] = {}
    for key, own in _own_counts(counts, gazetteer).items():
        spots = _spots_today(key, gazetteer)
        for province in dict.fromkeys(province for province, _ in spots):
            root = roots.setdefault(province, Node(province, _name(province, gazetteer)))
            root.count += own
        for province, unit in spots:
            if unit == province:
                continue
            if (province, unit) not in below:
                below[province, unit] = _leaf(unit, gazetteer)
                roots[province].children.append(below[province, unit])
            below[province, unit].count += own
    return roots


def _spots_today(key: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """Where the notices of a unit stand today: pairs of a province and a unit in it."""
    place, heirs = gazetteer.place(key), gazetteer.today(key)
    if place is None or place.valid_to is None or not heirs:
        return [(key.partition("/")[0], key)]
    if place.level is Level.DISTRICT:
        return [(heirs[0].partition("/")[0], key)]
    return [(heir.partition("/")[0], heir) for heir in heirs]


def _leaf(key: str, gazetteer: Gazetteer) -> Node:
    place = gazetteer.place(key)
    standing = place is not None and place.valid_to is None
    return Node(key, _name(key, gazetteer), 0, standing, not standing)


def _name(key: str, gazetteer: Gazetteer) -> str:
    place = gazetteer.place(key)
    return place.full_name if place else key


def _own_counts(counts: Mapping[str, int], gazetteer: Gazetteer) -> Counter[str]:
    """The notices about each unit itself, without what lies below it."""
    own = Counter({key: number for key, number in counts.items() if key != UNKNOWN})
    for key, number in counts.items():
        above = gazetteer.ancestors(key)
        if above:
            own[above[0]] -= number
    return +own


def _sort(node: Node) -> None:
    node.children.sort(key=_most_first)
    for child in node.children:
        _sort(child)


def _most_first(node: Node) -> tuple[bool, int, str]:
    return (not node.standing, -node.count, node.key)
