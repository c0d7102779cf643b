"""How many notices stand under a place: the one number that is told of it, and where it leads.

A notice stands under the places that it is about and under that of its issuer, and under all that
these lay in; where several lie in one, it counts there once.

*As of today*, which is meant wherever nothing else is said (the tree, hints, lists of places, cards
of ``luc=nay``), a place that stands counts its own notices and those of the units that it came
from; its address then has ``gom=1``.  A former unit counts its own, or where it has none those of
the units that it came from and became, as its page shows by itself.  In the tree, a former
district that became several units stands right below the province.

*Then* (``luc=truoc``, what lay in a former unit, what a unit was made of, and lists of notices
without ``luc``), every place counts its own notices alone, and its address has ``luc=truoc``.

The address of a place without ``gom`` and ``luc`` is permanent: it shows the place's own notices,
or where it has none those of its relatives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from indexer.gazetteer import CENTRE, REFORM, Gazetteer, PlaceKey, is_in_force
from indexer.index import UNIT_PAIR, unit_pair, units_of_pair
from indexer.memory import remembered
from indexer.model import UNKNOWN
from indexer.text import collation_key
from search.display import ABOUT, ISSUED, FacetValue, addresses
from search.engine import Engine
from search.query import UNIT, Query

PairCounts = Mapping[str, int]
"""How many notices have each pair: of places that they are about, and of their issuer's place."""

_NOWHERE = (CENTRE, UNKNOWN)
"""What is no unit: the same then and now."""


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place with the number of notices that ``address`` shows."""

    key: str
    label: str
    count: int
    address: str


@dataclass(slots=True)
class PlaceTreeNode:
    """A place in the tree, with the number of notices that ``address`` shows.

    ``standing`` is False for one that is not of the time shown: ``ended`` before it, or later.
    """

    key: str
    label: str
    address: str
    count: int = 0
    standing: bool = True
    ended: bool = False
    children: list[PlaceTreeNode] = field(default_factory=list)

    def walk(self) -> Iterator[PlaceTreeNode]:
        """The node and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class PlaceCounts:
    """The notices of each place: ``as_indexed`` its own, and as of today :meth:`of` it.

    ``pairs`` counts them by both places; ``today`` has those of the tree of today, and
    ``former_districts`` the former districts that count there right below a province.
    """

    as_indexed: Mapping[str, int]
    pairs: PairCounts
    today: Mapping[str, int]
    former_districts: Mapping[str, tuple[str, ...]]
    gazetteer: Gazetteer

    def of(self, key: str) -> int:
        """The number of a place as of today."""
        own, history = self.as_indexed.get(key, 0), self.gazetteer.history(key)
        if not history.has_ended:
            return self.today.get(key, own)
        return own or self._gathered(history.kin)

    def listed(self, key: str) -> ListedPlace:
        """A place with its number as of today, and the address that shows so many."""
        return ListedPlace(
            key, self.gazetteer.label(key), self.of(key), address_of_today(key, self.gazetteer)
        )

    def listed_then(self, key: str) -> ListedPlace:
        """A place with the number of its own notices alone, and the address that shows these."""
        own, address = self.as_indexed.get(key, 0), addresses.place_before_reform(key)
        return ListedPlace(key, self.gazetteer.label(key), own, address)

    def _gathered(self, keys: Sequence[str]) -> int:
        pairs = {pair for key in keys for pair in self._pairs_under.get(key, ())}
        return sum(self.pairs[pair] for pair in pairs)

    @cached_property
    def _pairs_under(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for pair in self.pairs:
            for key in {one for ground in _grounds(pair, self.gazetteer) for one in ground.chain}:
                found.setdefault(key, []).append(pair)
        return found


def address_of_today(key: str, gazetteer: Gazetteer) -> str:
    """The page of a place with the notices that count for it as of today.

    >>> address_of_today("lam-dong/bao-lam-1", Gazetteer.load())
    '/dia-ban/lam-dong/bao-lam-1?gom=1'
    >>> address_of_today("lam-dong/bao-lam", Gazetteer.load())
    '/dia-ban/lam-dong/bao-lam'
    """
    history = gazetteer.history(key)
    gathers = not history.has_ended and bool(history.kin)
    return addresses.place_with_predecessors(key) if gathers else addresses.place(key)


def place_counts(engine: Engine, gazetteer: Gazetteer) -> PlaceCounts:
    """The counts of the newest generation; counted once for each."""
    return engine.cached(
        (PlaceCounts, gazetteer),
        lambda: _count_places(engine.counts(UNIT.name), engine.counts(UNIT_PAIR), gazetteer),
    )


def _count_places(
    as_indexed: Mapping[str, int], pairs: PairCounts, gazetteer: Gazetteer
) -> PlaceCounts:
    roots = tree_of_today(pairs, gazetteer)
    today = {node.key: node.count for root in roots.values() for node in root.walk()}
    former_districts = {
        root.key: tuple(node.key for node in root.children if node.ended) for root in roots.values()
    }
    return PlaceCounts(as_indexed, pairs, today, former_districts, gazetteer)


def tree_before_reform(counts: Mapping[str, int], gazetteer: Gazetteer) -> dict[str, PlaceTreeNode]:
    """Each counted key below the nearest one above it; the counts already include what lies in."""
    eve = REFORM - REFORM.resolution
    nodes: dict[str, PlaceTreeNode] = {}
    roots: dict[str, PlaceTreeNode] = {}
    for key in sorted(counts):
        place = gazetteer.place(key, eve)
        if place is None:
            continue
        address, count = addresses.place_before_reform(key), counts[key]
        standing, ended = is_in_force(place, eve), place.valid_from < eve
        node = nodes[key] = PlaceTreeNode(key, place.full_name, address, count, standing, ended)
        above = next((one for one in gazetteer.ancestors(key) if one in nodes), None)
        if above:
            nodes[above].children.append(node)
        else:
            roots[key] = node
    return roots


def tree_of_today(pairs: PairCounts, gazetteer: Gazetteer) -> dict[str, PlaceTreeNode]:
    """Each notice under today's units, in today's provinces.

    A commune whose ground was split counts in each of its heirs, and once in their province.  A
    notice counts in the province that its own became, too: of huyện Mê Linh while it lay in Vĩnh
    Phúc, in Hà Nội, where it lies today, and in Phú Thọ, whose page gathers those of Vĩnh Phúc.
    """
    counts = _counts_today(pairs, _former_districts(pairs, gazetteer), gazetteer)
    roots = {
        key: _unit_node(key, number, gazetteer)
        for (province, key), number in counts.items()
        if province == key
    }
    for (province, key), number in counts.items():
        if province != key:
            roots[province].children.append(_unit_node(key, number, gazetteer))
    return roots


class _Ground(NamedTuple):
    """Where a unit's notices stand today: provinces as pairs of a key with itself, units each with
    its province; and the unit with all that it lay in."""

    spots: tuple[tuple[str, str], ...]
    chain: tuple[str, ...]


@remembered(32_768, is_short=True)
def _ground(key: str, gazetteer: Gazetteer) -> _Ground:
    chain = (key, *gazetteer.ancestors(key))
    # What became one unit alone counts there with all that lay in it, also what had gone before.
    spots = dict.fromkeys(gazetteer.history(key).spots_today)
    for above in chain[1:]:
        spots |= dict.fromkeys(
            spot for spot in gazetteer.history(above).spots_today if spot[1] != above
        )
    own_province = gazetteer.history(PlaceKey.parse(key).province).provinces_today[0]
    provinces = dict.fromkeys([*(province for province, _ in spots), own_province])
    return _Ground((*((one, one) for one in provinces), *spots), chain)


def _grounds(pair: str, gazetteer: Gazetteer) -> list[_Ground]:
    about, issued = units_of_pair(pair)
    keys = {key for key in (*about, issued) if key and key not in _NOWHERE}
    return [_ground(key, gazetteer) for key in keys]


_Spots = Mapping[str, tuple[str, str]]


def _former_districts(pairs: PairCounts, gazetteer: Gazetteer) -> _Spots:
    """The former units that stand by themselves today, each with its province."""
    return {
        unit: (province, unit)
        for pair in pairs
        for ground in _grounds(pair, gazetteer)
        for province, unit in ground.spots
        if unit != province and gazetteer.history(unit).has_ended
    }


def _counts_today(
    pairs: PairCounts, former: _Spots, gazetteer: Gazetteer
) -> Counter[tuple[str, str]]:
    """How many notices each unit of today has, by its province: each notice once, whatever it
    stands there for.

    A ``former`` district that stands by itself has all that it had, also of the communes in it.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for pair, number in pairs.items():
        ones = _grounds(pair, gazetteer)
        spots = {spot for ground in ones for spot in ground.spots}
        spots |= {former[key] for ground in ones for key in ground.chain if key in former}
        for spot in spots:
            counts[spot] += number
    return counts


def _unit_node(key: str, count: int, gazetteer: Gazetteer) -> PlaceTreeNode:
    place = gazetteer.place(key)
    standing = place is not None and place.valid_to is None
    name, address = _name(key, gazetteer), address_of_today(key, gazetteer)
    return PlaceTreeNode(key, name, address, count, standing, not standing)


def _name(key: str, gazetteer: Gazetteer) -> str:
    place = gazetteer.place(key)
    return place.full_name if place else key


def unit_facet_of_today(
    values: Sequence[FacetValue], pairs: PairCounts, query: Query, gazetteer: Gazetteer
) -> tuple[FacetValue, ...]:
    """The unit facet counted under the units of today; what is chosen is always there.

    ``values`` are those as indexed, and ``pairs`` count the same notices by both places.
    """
    former = _former_districts(pairs, gazetteer)

    def counted(of_role: PairCounts) -> Mapping[str, int]:
        found = _counts_today(of_role, former, gazetteer)
        return {unit: number for (_, unit), number in found.items()}

    by_role = {role: counted(_in_role(pairs, role)) for role in UNIT.roles}
    about, issued = by_role[ABOUT], by_role[ISSUED]
    today = by_role[query.unit_role] if query.unit_role else counted(pairs)
    facet = _facet_of_today(today, values, query.filters.get(UNIT.name, ()), gazetteer)
    return tuple(
        FacetValue(
            one.value,
            one.label,
            one.count,
            one.selected,
            about=about.get(one.value, one.about),
            issued=issued.get(one.value, one.issued),
        )
        for one in facet
    )


def _in_role(pairs: PairCounts, role: str) -> PairCounts:
    """The same notices, each with the places alone that it has in a role."""
    counts: Counter[str] = Counter()
    for pair, number in pairs.items():
        about, issued = units_of_pair(pair)
        counts[unit_pair(about, None) if role == ABOUT else unit_pair((), issued)] += number
    return counts


def province_facet_of_today(
    values: Sequence[FacetValue], chosen: Sequence[str], gazetteer: Gazetteer
) -> tuple[FacetValue, ...]:
    """The provinces of the issuers as those of today."""
    today: Counter[str] = Counter()
    for one in values:
        if one.count and one.value not in _NOWHERE:
            today[gazetteer.history(one.value).provinces_today[0]] += one.count
    return _facet_of_today(today, values, chosen, gazetteer)


def _facet_of_today(
    today: Mapping[str, int],
    values: Iterable[FacetValue],
    chosen: Sequence[str],
    gazetteer: Gazetteer,
) -> tuple[FacetValue, ...]:
    as_indexed = {one.value: one for one in values}
    counts = {key: as_indexed[key].count for key in chosen if key in as_indexed}
    every = {**counts, **today}
    known = [
        FacetValue(key, _facet_label(key, gazetteer), number, key in chosen)
        for key, number in sorted(
            every.items(),
            key=lambda item: (-item[1], _facet_order(item[0], gazetteer), item[0]),
        )
        if key not in _NOWHERE
    ]
    return (*known, *(as_indexed[key] for key in _NOWHERE if key in as_indexed))


@remembered(32_768, is_short=True)
def _facet_order(key: str, gazetteer: Gazetteer) -> tuple[object, ...]:
    return collation_key(_facet_label(key, gazetteer))


@remembered(32_768, is_short=True)
def _facet_label(key: str, gazetteer: Gazetteer) -> str:
    place = gazetteer.place(key)
    return place.name if place and not place.parent else gazetteer.label(key)
