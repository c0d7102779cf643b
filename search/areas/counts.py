"""How many notices are about a place, counted under the units of then and of now.

The index counts a notice under its unit and all that this lay in.  Under the names of now it
counts in the unit of today on the same ground, or, for a former district that became several
units, right below the province.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.gazetteer import REFORM, Gazetteer, PlaceKey, is_in_force
from indexer.memory import remembered
from indexer.model import UNKNOWN
from indexer.text import collation_key
from search.display import FacetValue
from search.engine import Engine
from search.query import UNIT


@dataclass(slots=True)
class PlaceTreeNode:
    """A place in the tree.

    ``standing`` is False for one that is not of the time shown: ``ended`` before it, or later.
    """

    key: str
    label: str
    count: int = 0
    standing: bool = True
    ended: bool = False
    children: list[PlaceTreeNode] = field(default_factory=list)

    def walk(self) -> Iterator[PlaceTreeNode]:
        """The node and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """The notices of each place: ``as_indexed`` as the index counts them, ``today`` as of today.

    ``former_districts`` gives the former districts that count right below a province of today.
    """

    as_indexed: Mapping[str, int]
    today: Mapping[str, int]
    former_districts: Mapping[str, tuple[str, ...]]

    def about(self, key: str) -> int:
        """Notices about a place and what lies in it; a unit of today gathers what it came from."""
        return max(self.today.get(key, 0), self.as_indexed.get(key, 0))


def place_counts(engine: Engine, gazetteer: Gazetteer) -> PlaceCounts:
    """The counts of the newest generation; counted once for each."""
    return engine.cached(
        (PlaceCounts, gazetteer), lambda: _count_places(engine.counts(UNIT.name), gazetteer)
    )


def _count_places(as_indexed: Mapping[str, int], gazetteer: Gazetteer) -> PlaceCounts:
    roots = tree_of_today(as_indexed, gazetteer)
    today = {node.key: node.count for root in roots.values() for node in root.walk()}
    former_districts = {
        root.key: tuple(node.key for node in root.children if node.ended) for root in roots.values()
    }
    return PlaceCounts(as_indexed, today, former_districts)


def tree_before_reform(counts: Mapping[str, int], gazetteer: Gazetteer) -> dict[str, PlaceTreeNode]:
    """Each counted key below the nearest one above it; the counts already include what lies in."""
    eve = REFORM - REFORM.resolution
    nodes: dict[str, PlaceTreeNode] = {}
    roots: dict[str, PlaceTreeNode] = {}
    for key in sorted(counts):
        place = gazetteer.place(key, eve)
        if place is None:
            continue
        node = nodes[key] = PlaceTreeNode(
            key, place.full_name, counts[key], is_in_force(place, eve), place.valid_from < eve
        )
        above = next((one for one in gazetteer.ancestors(key) if one in nodes), None)
        if above:
            nodes[above].children.append(node)
        else:
            roots[key] = node
    return roots


def tree_of_today(counts: Mapping[str, int], gazetteer: Gazetteer) -> dict[str, PlaceTreeNode]:
    """Each notice under today's unit, in today's provinces.

    A commune whose ground was split counts in each of its heirs, and once in their province.  A
    notice counts in the province that its own became, too: of huyện Mê Linh while it lay in Vĩnh
    Phúc, in Hà Nội, where it lies today, and in Phú Thọ, whose page gathers those of Vĩnh Phúc.
    """
    roots: dict[str, PlaceTreeNode] = {}
    below: dict[tuple[str, str], PlaceTreeNode] = {}
    for key, own in _own_counts(counts, gazetteer).items():
        spots = gazetteer.history(key).spots_today
        own_province = gazetteer.history(PlaceKey.parse(key).province).provinces_today[0]
        for province in dict.fromkeys([*(province for province, _ in spots), own_province]):
            root = roots.setdefault(province, PlaceTreeNode(province, _name(province, gazetteer)))
            root.count += own
        for province, unit in spots:
            if unit == province:
                continue
            if (province, unit) not in below:
                below[province, unit] = _unit_node(unit, gazetteer)
                roots[province].children.append(below[province, unit])
            below[province, unit].count += own
    return roots


def _unit_node(key: str, gazetteer: Gazetteer) -> PlaceTreeNode:
    place = gazetteer.place(key)
    standing = place is not None and place.valid_to is None
    return PlaceTreeNode(key, _name(key, gazetteer), 0, standing, not standing)


def _name(key: str, gazetteer: Gazetteer) -> str:
    place = gazetteer.place(key)
    return place.full_name if place else key


def _own_counts(counts: Mapping[str, int], gazetteer: Gazetteer) -> Counter[str]:
    """The notices about each unit itself, without what lies below it."""
    own = Counter({key: number for key, number in counts.items() if key != UNKNOWN})
    for key, number in counts.items():
        above = _parent(key, gazetteer)
        if above:
            own[above] -= number
    return +own


@remembered(32_768, is_short=True)
def _parent(key: str, gazetteer: Gazetteer) -> str | None:
    place = gazetteer.place(key)
    return place.parent if place else None


def unit_facet_of_today(
    values: Sequence[FacetValue], chosen: Sequence[str], gazetteer: Gazetteer
) -> tuple[FacetValue, ...]:
    """The unit facet counted under the units of today; what is chosen is always there."""
    counts = {one.value: one.count for one in values if one.count}
    roots = tree_of_today(counts, gazetteer)
    today = {node.key: node.count for root in roots.values() for node in root.walk()}
    return _facet_of_today(today, values, counts, chosen, gazetteer)


def province_facet_of_today(
    values: Sequence[FacetValue], chosen: Sequence[str], gazetteer: Gazetteer
) -> tuple[FacetValue, ...]:
    """The provinces of the issuers as those of today."""
    counts = {one.value: one.count for one in values if one.count}
    today: Counter[str] = Counter()
    for key, number in counts.items():
        if key != UNKNOWN:
            today[gazetteer.history(key).provinces_today[0]] += number
    return _facet_of_today(today, values, counts, chosen, gazetteer)


def _facet_of_today(
    today: Mapping[str, int],
    values: Iterable[FacetValue],
    as_indexed: Mapping[str, int],
    chosen: Sequence[str],
    gazetteer: Gazetteer,
) -> tuple[FacetValue, ...]:
    chosen_counts = {key: as_indexed.get(key, 0) for key in chosen if key != UNKNOWN}
    known = [
        FacetValue(key, _facet_label(key, gazetteer), number, key in chosen)
        for key, number in sorted(
            {**chosen_counts, **today}.items(),
            key=lambda item: (-item[1], _facet_order(item[0], gazetteer), item[0]),
        )
    ]
    return (*known, *(one for one in values if one.value == UNKNOWN))


@remembered(32_768, is_short=True)
def _facet_order(key: str, gazetteer: Gazetteer) -> tuple[object, ...]:
    return collation_key(_facet_label(key, gazetteer))


@remembered(32_768, is_short=True)
def _facet_label(key: str, gazetteer: Gazetteer) -> str:
    place = gazetteer.place(key)
    return place.name if place and not place.parent else gazetteer.label(key)
