"""Browsing by place: the units that have notices as a tree, by the names of then or of now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from indexer.alphabet import alphabetical
from indexer.gazetteer import REFORM, Gazetteer
from indexer.schema import UNKNOWN
from search.engine import Engine
from search.place_counts import Node, place_counts, roots_before, today_roots
from search.places_asked import starting

MOST_SHOWN = 400
"""Places on one page; where there are more, the lower levels stand on their provinces' pages."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A place with the number of notices about it and what lies in it."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class PlaceTree:
    """Provinces with notices, those without, and how many notices have no known place.

    ``most`` is the count of the first province, ``levels`` how many levels one page can show.
    """

    before: bool
    provinces: tuple[Node, ...]
    empty: tuple[Counted, ...]
    unknown: int
    most: int
    levels: int


def place_tree(engine: Engine, gazetteer: Gazetteer, *, before: bool) -> PlaceTree:
    """The tree as it stood before 1 July 2025 (``before``) or as it stands now."""
    counts = place_counts(engine, gazetteer).then
    roots = roots_before(counts, gazetteer) if before else today_roots(counts, gazetteer)
    on = REFORM - timedelta(days=1) if before else date.max
    empty = [
        Counted(place.key, place.full_name, 0)
        for place in gazetteer.children(None, on)
        if place.key not in roots
    ]
    ordered = _sorted(list(roots.values()), gazetteer)
    return PlaceTree(
        before=before,
        provinces=tuple(ordered),
        empty=tuple(empty),
        unknown=counts.get(UNKNOWN, 0),
        most=max((root.count for root in ordered), default=0),
        levels=_levels(ordered),
    )


def named(engine: Engine, gazetteer: Gazetteer, text: str, limit: int = 24) -> tuple[Counted, ...]:
    """Places whose names begin with a text, else those spelled much like it."""
    found = starting(gazetteer, text, limit) or gazetteer.nearest_names(text, limit // 3)
    counts = place_counts(engine, gazetteer)
    return tuple(Counted(one.key, gazetteer.label(one.key), counts.about(one.key)) for one in found)


def _levels(provinces: Iterable[Node]) -> int:
    """How many levels of the tree together stay below :data:`MOST_SHOWN` places."""
    level, shown, levels = list(provinces), 0, 0
    while level and (shown := shown + len(level)) <= MOST_SHOWN:
        levels += 1
        level = [child for node in level for child in node.children]
    return max(1, levels)


def _sorted(nodes: list[Node], gazetteer: Gazetteer) -> list[Node]:
    """Standing units first, then those of most notices, then by the alphabet; all levels."""

    def order(node: Node) -> tuple[object, ...]:
        place = gazetteer.place(node.key)
        name = alphabetical(place.name if place else node.label)
        return not node.standing, -node.count, name, node.key

    nodes.sort(key=order)
    for node in nodes:
        _sorted(node.children, gazetteer)
    return nodes
