"""What pages of places show: one with its notices, all as a tree, those that share a name.

Of one place: its life, what lies in it, what it is today; the tree has the names of then or of now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from indexer.directives import Knowledge
from indexer.gazetteer import (
    CENTRE,
    REFORM,
    Gazetteer,
    RelatedUnit,
    Succession,
    UnitHistory,
    UnitVersion,
)
from indexer.model import UNKNOWN, Place, Reason
from indexer.text import collation_key, slug
from search.areas import (
    ListedPlace,
    PlaceCounts,
    PlaceTreeNode,
    place_counts,
    places_near,
    places_starting_with,
    tree_before_reform,
    tree_of_today,
)
from search.display import (
    ActiveFilter,
    AddressOf,
    FacetLabels,
    FacetList,
    LabelledResults,
    PageLink,
    RoleLink,
    active_filters,
    addresses,
    facet_lists,
    labelled_results,
    page_links,
    role_links,
    role_reason,
    roles_of,
)
from search.engine import Engine
from search.pages.guessed import places_meant
from search.pages.place_list import counted_place_list
from search.query import CITES, UNIT, Query

MAX_SHOWN = 400
"""Places on one page; where there are more, the lower levels stand on their provinces' pages."""


@dataclass(frozen=True, slots=True)
class PlaceTree:
    """Provinces with notices, those without, and how many notices have no known place.

    ``central`` counts those of central bodies, or about the whole country.  ``most`` is the count
    of the first province, ``levels`` how many levels one page can show.
    """

    before: bool
    provinces: tuple[PlaceTreeNode, ...]
    empty: tuple[ListedPlace, ...]
    central: int
    unknown: int
    most: int
    levels: int


def place_tree(engine: Engine, gazetteer: Gazetteer, *, before: bool) -> PlaceTree:
    """The tree as it stood before 1 July 2025 (``before``) or as it stands now."""
    places = place_counts(engine, gazetteer)
    counts = places.as_indexed
    roots = (
        tree_before_reform(counts, gazetteer) if before else tree_of_today(places.pairs, gazetteer)
    )
    on = REFORM - timedelta(days=1) if before else date.max
    empty = [
        ListedPlace(
            place.key,
            place.full_name,
            0,
            addresses.place_before_reform(place.key) if before else addresses.place(place.key),
        )
        for place in gazetteer.children(None, on)
        if place.key not in roots
    ]
    ordered = _sorted(list(roots.values()), gazetteer)
    return PlaceTree(
        before=before,
        provinces=tuple(ordered),
        empty=tuple(empty),
        central=counts.get(CENTRE, 0),
        unknown=counts.get(UNKNOWN, 0),
        most=max((root.count for root in ordered), default=0),
        levels=_levels_shown(ordered),
    )


def places_named(
    engine: Engine, gazetteer: Gazetteer, text: str, limit: int = 24
) -> tuple[ListedPlace, ...]:
    """Places whose names begin with a text, else those spelled much like it."""
    found = places_starting_with(gazetteer, text, limit) or places_near(gazetteer, text, limit // 3)
    counts = place_counts(engine, gazetteer)
    return tuple(counts.listed(one.key) for one in found)


def _levels_shown(provinces: Iterable[PlaceTreeNode]) -> int:
    """How many levels of the tree together stay below :data:`MAX_SHOWN` places."""
    level, shown, levels = list(provinces), 0, 0
    while level and (shown := shown + len(level)) <= MAX_SHOWN:
        levels += 1
        level = [child for node in level for child in node.children]
    return max(1, levels)


def _sorted(nodes: list[PlaceTreeNode], gazetteer: Gazetteer) -> list[PlaceTreeNode]:
    """Standing units first, then those of most notices, then by the alphabet; all levels."""

    def order(node: PlaceTreeNode) -> tuple[object, ...]:
        place = gazetteer.place(node.key)
        name = collation_key(place.name if place else node.label)
        return not node.standing, -node.count, name, node.key

    nodes.sort(key=order)
    for node in nodes:
        _sorted(node.children, gazetteer)
    return nodes


_FIXED = (UNIT.name, CITES.name)
MAX_NAMESAKES = 12
MAX_CITED = 8


@dataclass(frozen=True, slots=True)
class PlaceSuccession:
    """A step of history, seen from this place; ``in_part`` when the other's ground was split."""

    key: str
    label: str
    count: int
    address: str
    step: Succession
    in_part: bool


@dataclass(frozen=True, slots=True)
class MostCited:
    """A directive that the notices of a place cite, and the address of those that do."""

    key: str
    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place with its notices; ``with_relatives`` when those of its forerunners and heirs count.

    ``query`` is what the reader chose; ``place_query`` the same with the place itself as a filter;
    ``relatives_switch`` leads to the same list with or without these, ``roles`` to what is about
    the place or of its bodies alone.  ``reasons`` say of each notice, by its id, in which roles it
    stands there, and why.
    """

    place: Place
    label: str
    above: tuple[tuple[str, str], ...]
    versions: tuple[UnitVersion, ...]
    made_of: tuple[PlaceSuccession, ...]
    became: tuple[PlaceSuccession, ...]
    today: tuple[ListedPlace, ...]
    children: tuple[ListedPlace, ...]
    children_before: bool | None
    as_of_links: tuple[tuple[bool, str], ...]
    namesakes: tuple[ListedPlace, ...]
    with_relatives: bool
    total_with_relatives: int
    relatives: tuple[str, ...]
    relatives_switch: str
    roles: tuple[RoleLink, ...]
    query: Query
    place_query: Query
    here: str
    results: LabelledResults
    reasons: Mapping[str, Mapping[str, Reason]]
    most_cited: tuple[MostCited, ...]
    facets: tuple[FacetList, ...]
    active_filters: tuple[ActiveFilter, ...]
    page_links: tuple[PageLink, ...]


def place_page(
    engine: Engine,
    knowledge: Knowledge,
    key: str,
    query: Query,
    *,
    with_relatives: bool | None = None,
    before: bool = False,
) -> PlacePage | None:
    """The page of a place, or None for an unknown key.

    ``with_relatives`` adds the notices of the units that it came from or became; left open, that is
    as :class:`PlaceList` tells.
    ``before`` is as of the time before 1 July 2025: what lay in a province then, and no relatives.
    """
    gazetteer, labels = knowledge.gazetteer, FacetLabels(knowledge, engine.values)
    place = gazetteer.place(key)
    if place is None:
        return None
    counts = place_counts(engine, gazetteer)
    history = gazetteer.history(key)
    relatives = history.kin
    total_with_relatives = _total(engine, query, (key, *relatives)) if relatives else 0
    listed = counted_place_list(counts, history, key, query, with_relatives, before=before)
    place_query, with_relatives = listed.query, listed.with_relatives
    found = labelled_results(engine, engine.search(place_query), labels)

    def count(role: str) -> int:
        if role == query.unit_role:
            return found.total
        return engine.total(replace(place_query, unit_role=role))

    return PlacePage(
        place=place,
        label=gazetteer.label(key),
        above=tuple((one.key, one.full_name) for one in history.above),
        versions=history.versions,
        made_of=_place_successions(history.made_of, counts.listed_then),
        became=_place_successions(history.became, counts.listed),
        today=tuple(map(counts.listed, history.heirs)),
        children=_children(place, history, gazetteer, counts, before=before),
        children_before=before if history.spans_the_reform and place.parent is None else None,
        as_of_links=tuple((one, listed.address(query, before=one)) for one in (True, False)),
        namesakes=_namesakes(place, gazetteer, counts),
        with_relatives=with_relatives,
        total_with_relatives=total_with_relatives,
        relatives=relatives,
        relatives_switch=listed.address(replace(query, page=1), with_relatives=not with_relatives),
        roles=role_links(query, listed.address, count),
        query=query,
        place_query=place_query,
        here=listed.address(query),
        results=found,
        reasons=dict(_reasons(engine, found, (key,), gazetteer)),
        most_cited=tuple(_most_cited(found, query, listed.address)),
        facets=tuple(facet_lists(found.facets, query, listed.address, gazetteer, fixed=_FIXED)),
        active_filters=active_filters(query, labels.of, listed.address, fixed=(UNIT.name,)),
        page_links=page_links(query, found.page, found.pages, listed.address),
    )


def _place_successions(
    units: Iterable[RelatedUnit], listed: Callable[[str], ListedPlace]
) -> tuple[PlaceSuccession, ...]:
    counted = ((one, listed(one.key)) for one in units)
    return tuple(
        PlaceSuccession(one.key, one.label, place.count, place.address, one.step, one.in_part)
        for one, place in counted
    )


def _children(
    place: Place, history: UnitHistory, gazetteer: Gazetteer, counts: PlaceCounts, *, before: bool
) -> tuple[ListedPlace, ...]:
    """What lies right below it: on its last day, today, or on the last day of the districts.

    Below what is no more, and ``before``, each counts its own notices; below a province of today
    the former districts that became several units, and have notices, stand below the others.
    """
    on = history.last_day or date.max
    if before:
        on = min(on, REFORM - timedelta(days=1))
    keys = [one.key for one in gazetteer.children(place.key, on)]
    if on == date.max:
        keys += counts.former_districts.get(place.key, ())
    named = ((key, one.full_name) for key in keys if (one := gazetteer.place(key, on)))
    listed = counts.listed if on == date.max else counts.listed_then
    found = [replace(listed(key), label=name) for key, name in named]
    return tuple(sorted(found, key=lambda one: -one.count))


def _most_cited(found: LabelledResults, query: Query, address: AddressOf) -> Iterator[MostCited]:
    """The directives that most of the notices found cite."""
    for one in found.facets[CITES.name][:MAX_CITED]:
        if one.value != UNKNOWN and one.count:
            link = address(addresses.toggled(query, CITES.name, one.value))
            yield MostCited(one.value, one.label, one.count, link)


def _reasons(
    engine: Engine, found: LabelledResults, units: Sequence[str], gazetteer: Gazetteer
) -> Iterator[tuple[str, Mapping[str, Reason]]]:
    """Why each notice found stands under one of some places, by role; nothing of one that stands
    there for a unit that came before or after."""
    for hit in found.hits:
        if notice := engine.notice(hit.card.id):
            roles = roles_of(hit.card, units, gazetteer)
            why = {role: role_reason(role, notice[1], units, gazetteer) for role in roles}
            yield hit.card.id, why


def _namesakes(place: Place, gazetteer: Gazetteer, counts: PlaceCounts) -> tuple[ListedPlace, ...]:
    others = tuple(one.key for one in gazetteer.ever_named(place.name) if one.key != place.key)
    return tuple(map(counts.listed, others[:MAX_NAMESAKES]))


def _total(engine: Engine, query: Query, units: tuple[str, ...]) -> int:
    return engine.total(replace(query, filters={**query.filters, UNIT.name: units}))


@dataclass(frozen=True, slots=True)
class DisambiguationPage:
    """The places that share a name, each with what tells it from the others."""

    name: str
    places: tuple[tuple[ListedPlace, tuple[ListedPlace, ...]], ...]


def disambiguation_page(
    engine: Engine, gazetteer: Gazetteer, address: str
) -> DisambiguationPage | None:
    """The places that an address (``bao-lam``, ``huyen-bao-lam``) may mean, or None."""
    places = places_meant(gazetteer, address)
    if not places:
        return None
    counts, first = place_counts(engine, gazetteer), places[0]
    named = first.name if slug(first.name) == slug(address) else first.full_name
    is_shared = all(named in (one.name, one.full_name) for one in places)
    return DisambiguationPage(
        named if is_shared else first.name,
        tuple(
            (
                counts.listed(one.key),
                tuple(map(counts.listed, gazetteer.history(one.key).heirs)),
            )
            for one in places
        ),
    )
