"""What a place's page shows: its life, what lies in it, what it is today, and its notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from indexer.gazetteer import FIRST_DAY, REFORM, Gazetteer, Succession
from indexer.model import Level, Place
from indexer.text import slug
from search import addresses, charts
from search.choices import Chosen, Facet, Step, chosen, facets, steps
from search.engine import Engine
from search.labels import Labels
from search.place_tree import Counted, today_roots
from search.query import Query
from search.results import Results

_FIXED = ("unit",)
MOST_NAMESAKES = 12


@dataclass(frozen=True, slots=True)
class Stage:
    """One version of a place in its life line; ``began`` is None where records only begin.

    ``ended`` is the last day, None for a place that stands.
    """

    name: str
    began: date | None
    ended: date | None
    resolution: str


@dataclass(frozen=True, slots=True)
class Change:
    """A step of descent, seen from this place; ``in_part`` when a commune's ground was split."""

    key: str
    label: str
    count: int
    step: Succession
    in_part: bool


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place with its notices; ``gathered`` when those of its forerunners and heirs count.

    ``query`` is what the reader chose; ``asked`` the same with the place itself as a filter.
    """

    place: Place
    label: str
    above: tuple[tuple[str, str], ...]
    stages: tuple[Stage, ...]
    made_of: tuple[Change, ...]
    became: tuple[Change, ...]
    today: tuple[Counted, ...]
    children: tuple[Counted, ...]
    children_before: bool | None
    namesakes: tuple[Counted, ...]
    gathered: bool
    total_gathered: int
    relatives: tuple[str, ...]
    query: Query
    asked: Query
    here: str
    results: Results
    facets: tuple[Facet, ...]
    chosen: tuple[Chosen, ...]
    years: charts.Chart | None
    steps: tuple[Step, ...]


def place_page(
    engine: Engine,
    labels: Labels,
    gazetteer: Gazetteer,
    key: str,
    query: Query,
    *,
    gathered: bool | None = None,
    before: bool = False,
) -> PlacePage | None:
    """The page of a place, or None for an unknown key.

    ``gathered`` adds the notices of the units of the same level that it came from or became;
    left open, it does so where the place itself has none.
    ``before`` lists what lay in a province before 1 July 2025.
    """
    place = gazetteer.place(key)
    if place is None:
        return None
    counts = engine.counts("unit")
    relatives = _relatives(place, gazetteer)
    total_gathered = _total(engine, query, (key, *relatives)) if relatives else 0
    if gathered is None:
        gathered = total_gathered > 0 == _total(engine, query, (key,))
    units = (key, *relatives) if gathered else (key,)
    asked = replace(query, filters={**query.filters, "unit": units})
    found = engine.search(asked)

    def address(wanted: Query) -> str:
        return list_address(key, wanted, gathered=gathered, before=before)

    return PlacePage(
        place=place,
        label=gazetteer.label(key),
        above=tuple((one, _name(one, place, gazetteer)) for one in _above(place, gazetteer)),
        stages=tuple(_stage(one, gazetteer) for one in gazetteer.versions(key)),
        made_of=_changes(gazetteer.predecessors(key), gazetteer, counts, back=True),
        became=_changes(gazetteer.successors(key), gazetteer, counts, back=False),
        today=_today(place, gazetteer, counts),
        children=_children(place, gazetteer, counts, before=before),
        children_before=before if _changed_below(place, gazetteer) else None,
        namesakes=_namesakes(place, gazetteer, counts),
        gathered=gathered,
        total_gathered=total_gathered,
        relatives=relatives,
        query=query,
        asked=asked,
        here=address(query),
        results=found,
        facets=tuple(facets(found.facets, query, address, gazetteer, fixed=_FIXED)),
        chosen=chosen(query, labels.of, address, fixed=_FIXED),
        years=charts.years(
            found.facets["year"], lambda year: address(addresses.toggled(query, "year", year))
        ),
        steps=steps(query, found.page, found.pages, address),
    )


def list_address(key: str, query: Query, *, gathered: bool = False, before: bool = False) -> str:
    """The address of a place's page with a choice among its notices."""
    path = addresses.listing(addresses.place(key), query, default_sort="date", fixed=_FIXED)
    switches = [("gom", "1" if gathered else ""), ("luc", "truoc" if before else "")]
    asked = addresses.with_parameters("", switches)
    return path + (asked.replace("?", "&") if "?" in path else asked)


def _last_day(place: Place) -> date | None:
    return place.valid_to - timedelta(days=1) if place.valid_to else None


def _above(place: Place, gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(reversed(gazetteer.ancestors(place.key, _last_day(place))))


def _name(key: str, below: Place, gazetteer: Gazetteer) -> str:
    above = gazetteer.place(key, _last_day(below))
    return above.full_name if above else key


def _stage(place: Place, gazetteer: Gazetteer) -> Stage:
    began = place.valid_from if place.valid_from > FIRST_DAY else None
    return Stage(place.full_name, began, _last_day(place), gazetteer.resolution(place))


def _changes(
    steps_of_descent: tuple[Succession, ...],
    gazetteer: Gazetteer,
    counts: Mapping[str, int],
    *,
    back: bool,
) -> tuple[Change, ...]:
    found = []
    for step in steps_of_descent:
        other = step.old if back else step.new
        label = gazetteer.label(other, None if back else step.date)
        old = gazetteer.place(step.old)
        in_part = step.split and old is not None and old.level is Level.COMMUNE
        found.append(Change(other, label, counts.get(other, 0), step, in_part))
    return tuple(found)


def _counted(
    keys: tuple[str, ...], gazetteer: Gazetteer, counts: Mapping[str, int]
) -> tuple[Counted, ...]:
    return tuple(Counted(key, gazetteer.label(key), counts.get(key, 0)) for key in keys)


def _today(place: Place, gazetteer: Gazetteer, counts: Mapping[str, int]) -> tuple[Counted, ...]:
    """The units on its ground today; empty for one that stands."""
    return () if place.valid_to is None else _counted(gazetteer.today(place.key), gazetteer, counts)


def _children(
    place: Place, gazetteer: Gazetteer, counts: Mapping[str, int], *, before: bool
) -> tuple[Counted, ...]:
    """What lies right below it: on its last day, today, or on the last day of the districts.

    Below a province of today, a unit counts the notices of the units that it was made of.
    """
    on = REFORM - timedelta(days=1) if before else _last_day(place) or date.max
    if place.parent is None and on == date.max:
        root = today_roots(counts, gazetteer).get(place.key)
        counts = {node.key: node.count for node in root.children} if root else {}
    below = gazetteer.children(place.key, on)
    return tuple(Counted(one.key, one.full_name, counts.get(one.key, 0)) for one in below)


def _changed_below(place: Place, gazetteer: Gazetteer) -> bool:
    """Whether it stood on both sides of 1 July 2025 with other units below it."""
    stood_before = gazetteer.versions(place.key)[0].valid_from < REFORM
    return place.parent is None and stood_before and place.valid_to is None


def _namesakes(
    place: Place, gazetteer: Gazetteer, counts: Mapping[str, int]
) -> tuple[Counted, ...]:
    others = tuple(one.key for one in gazetteer.ever_named(place.name) if one.key != place.key)
    return _counted(others[:MOST_NAMESAKES], gazetteer, counts)


def _relatives(place: Place, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Units of its own level that it came from or became; a district is no relative of a xã."""
    steps_back = [step.old for step in gazetteer.predecessors(place.key)]
    steps_on = [step.new for step in gazetteer.successors(place.key)]
    return tuple(
        key
        for key in dict.fromkeys([*steps_back, *steps_on])
        if (other := gazetteer.place(key)) and other.level is place.level
    )


def _total(engine: Engine, query: Query, units: tuple[str, ...]) -> int:
    filters = {**query.filters, "unit": units}
    return engine.search(replace(query, filters=filters, page=1, per_page=1)).total


@dataclass(frozen=True, slots=True)
class NamePage:
    """The places that share a name, each with what tells it from the others."""

    name: str
    places: tuple[tuple[Counted, tuple[Counted, ...]], ...]


def name_page(engine: Engine, gazetteer: Gazetteer, address_name: str) -> NamePage | None:
    """The places of a name as it stands in an address (``bao-lam``), or None."""
    places = gazetteer.ever_named(address_name.replace("-", " "))
    places = tuple(one for one in places if slug(one.name) == address_name)
    if not places:
        return None
    counts = engine.counts("unit")
    return NamePage(
        places[0].name,
        tuple(
            (
                Counted(one.key, gazetteer.label(one.key), counts.get(one.key, 0)),
                _today(one, gazetteer, counts),
            )
            for one in places
        ),
    )
