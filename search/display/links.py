"""What a list offers to choose, as links: facet values, chosen filters, years, order and pages.

The years are a small bar chart (biểu đồ cột): plain numbers, which a template turns into SVG.  It
never stands alone: the page has the same figures as a list beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from indexer.gazetteer import Gazetteer, PlaceKey
from indexer.model import UNKNOWN
from indexer.numerals import read_year
from search.display import addresses
from search.display.addresses import relative, toggled
from search.display.results import FacetValue
from search.display.roles import ABOUT, RoleLink, role_links
from search.query import FACETS, UNIT, Query, year_ranges
from search.typography import day

SHOWN = 8
"""Values of a facet that are seen at once."""

FEW = 3
"""So many more are seen at once, too: to unfold them costs more than to see them."""

HIDDEN = 12
"""Further values that unfold; beyond them a list is no longer a choice."""

LINK_BYTES = 1_200
"""Bytes that the addresses of one facet may fill: a long query, which each of them repeats,
leaves room for fewer values."""

VALUE_BYTES = 40
"""Bytes that a value adds to an address, about."""

MIN_LINKS = 3
"""Values of a facet that are seen however long the query is."""

AddressOf = Callable[[Query], str]
"""The address of a list that answers a query."""


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A facet value as a link that adds it, or takes it away; ``depth`` indents a tree."""

    value: str
    label: str
    count: int
    selected: bool
    address: str
    depth: int = 0
    inferred: int = 0
    possible: int = 0


@dataclass(frozen=True, slots=True)
class FacetList:
    """The values of one facet: seen at once, unfolded on demand, and how many are left out.

    ``roles`` lead to the same list by why notices have the values, where that is told apart.
    """

    name: str
    shown: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    left_out: int
    roles: tuple[RoleLink, ...] = ()

    @property
    def is_told_apart(self) -> bool:
        """Whether a value is had by inference, or perhaps, by some of those that are counted."""
        return any(one.inferred or one.possible for one in (*self.shown, *self.more))

    @property
    def is_main(self) -> bool:
        """Whether it is seen at once, not only with the others that are unfolded."""
        return FACETS[self.name].is_main

    @property
    def is_chosen(self) -> bool:
        """Whether a value of it is chosen."""
        return any(one.selected for one in (*self.shown, *self.more))

    @property
    def is_tree(self) -> bool:
        """Whether its values are places, each below the one that it lies in."""
        return FACETS[self.name].is_tree


def facet_lists(
    counts: Mapping[str, Sequence[FacetValue]],
    query: Query,
    address: AddressOf,
    gazetteer: Gazetteer,
    fixed: Sequence[str] = (),
) -> Iterator[FacetList]:
    """The facets of a result in their usual order, places as a tree; without the ``fixed``."""
    linked = max_links(query, address)
    for name, values in counts.items():
        if name in fixed:
            continue
        if FACETS[name].is_tree:
            yield place_facet_list(name, values, query, address, gazetteer, linked)
        else:
            yield facet_list(name, values, query, address, linked)


def facet_list(
    name: str, values: Sequence[FacetValue], query: Query, address: AddressOf, linked: int
) -> FacetList:
    """A facet in the order it was counted; what is chosen or unknown is always seen."""

    def make_link(one: FacetValue) -> FacetLink:
        link = address(toggled(query, name, one.value))
        return FacetLink(
            one.value,
            one.label,
            one.count,
            one.selected,
            link,
            inferred=one.inferred,
            possible=one.possible,
        )

    return _folded(name, values, len(values), linked, make_link)


def place_facet_list(
    name: str,
    values: Sequence[FacetValue],
    query: Query,
    address: AddressOf,
    gazetteer: Gazetteer,
    linked: int,
) -> FacetList:
    """A facet of places as a tree: each place below the one it lies in, then or now."""
    held = {one.value for one in values}
    below: dict[str, list[FacetValue]] = {}
    for one in values:
        below.setdefault(_nearest(one.value, held, gazetteer), []).append(one)
    depths: dict[str, int] = {}

    def walk(above: str, depth: int) -> Iterator[FacetValue]:
        for one in below.get(above, ()):
            depths[one.value] = depth
            yield one
            yield from walk(one.value, depth + 1)

    def make_link(one: FacetValue) -> FacetLink:
        place = gazetteer.place(one.value)
        label = place.full_name if place else one.label
        link = address(toggled(query, name, one.value))
        return FacetLink(one.value, label, one.count, one.selected, link, depths[one.value])

    folded = _folded(name, walk("", 0), len(values), linked, make_link)
    if not FACETS[name].roles:
        return folded
    chosen = [one for one in values if one.selected]
    return replace(folded, roles=role_links(query, address, partial(_count_in_role, chosen)))


def _count_in_role(chosen: Sequence[FacetValue], role: str) -> int | None:
    """How many notices of the one chosen value are so in a role; of several, some are the same."""
    if len(chosen) != 1 or not role:
        return None
    return chosen[0].about if role == ABOUT else chosen[0].issued


def _nearest(key: str, held: set[str], gazetteer: Gazetteer) -> str:
    """The longest held key above a key, else the held province of today; or an empty text."""
    above = PlaceKey.keys_above(key)
    for one in above:
        if one in held:
            return one
    today = gazetteer.history(key).provinces_today if above else ()
    return next((one for one in today if one in held), "")


def max_links(query: Query, address: AddressOf) -> int:
    """How many values a facet may have as links in a list whose addresses are so long.

    >>> max_links(Query(), lambda _: "/tim"), max_links(Query(), lambda _: "/tim?q=" + 300 * "x")
    (20, 3)
    """
    here = address(query)
    linked = LINK_BYTES // (len(relative(here, here.partition("?")[0]).encode()) + VALUE_BYTES)
    if query.explain:  # The reasons of the hits take half of the room.
        linked = min(linked // 2, SHOWN)
    return min(max(linked, MIN_LINKS), SHOWN + HIDDEN)


def _folded(
    name: str,
    values: Iterable[FacetValue],
    count: int,
    linked: int,
    make_link: Callable[[FacetValue], FacetLink],
) -> FacetList:
    """The values that are seen and those that unfold; only they are made into links."""
    shown: list[FacetLink] = []
    more: list[FacetLink] = []
    seen = min(SHOWN + FEW if count <= SHOWN + FEW else SHOWN, linked)
    for place, one in enumerate(values):
        if place < seen or one.selected or one.value == UNKNOWN:
            shown.append(make_link(one))
        elif len(more) < linked - seen:
            more.append(make_link(one))
    return FacetList(name, tuple(shown), tuple(more), count - len(shown) - len(more))


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter in force, and the address of the list without it."""

    facet: str
    value: str
    label: str
    address: str


def active_filters(
    query: Query, label: Callable[[str, str], str], address: AddressOf, fixed: Sequence[str] = ()
) -> tuple[ActiveFilter, ...]:
    """Every filter in force, except those that the page is about."""
    facets = tuple(
        one
        for name, values in query.filters.items()
        if name not in fixed
        for one in (
            _active_years(name, values, query, address)
            if FACETS[name].is_time
            else (
                ActiveFilter(
                    name,
                    value,
                    "" if value == UNKNOWN else label(name, value),
                    address(toggled(query, name, value)),
                )
                for value in values
            )
        )
    )
    return (*facets, *_active_role(query, address, fixed), *_active_days(query, address))


def _active_role(query: Query, address: AddressOf, fixed: Sequence[str]) -> Iterator[ActiveFilter]:
    """The role in which notices have to stand under the places, where one is given."""
    if query.unit_role and UNIT.name not in fixed:
        without = address(replace(query, unit_role="", page=1))
        yield ActiveFilter(addresses.UNIT_ROLE, query.unit_role, query.unit_role, without)


def _active_days(query: Query, address: AddressOf) -> Iterator[ActiveFilter]:
    """The first and the last day, where they are given."""
    if query.since:
        without = address(replace(query, since="", page=1))
        yield ActiveFilter("since", query.since, day(query.since), without)
    if query.until:
        without = address(replace(query, until="", page=1))
        yield ActiveFilter("until", query.until, day(query.until), without)


def _active_years(
    name: str, values: Sequence[str], query: Query, address: AddressOf
) -> Iterator[ActiveFilter]:
    """The chosen years; three and more in a row are one filter."""
    for run in year_ranges(values):
        ranges = [run] if len(run) > 2 else [[year] for year in run]
        for years in ranges:
            label = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
            without = query
            for year in years:
                without = toggled(without, name, year)
            yield ActiveFilter(name, years[0], "" if label == UNKNOWN else label, address(without))


@dataclass(frozen=True, slots=True)
class PageLink:
    """One link between pages; ``number`` is 0 for pages left out."""

    number: int
    address: str
    current: bool


def page_links(query: Query, page: int, pages: int, address: AddressOf) -> tuple[PageLink, ...]:
    """Links to the first, the last and the nearest pages.

    >>> [step.number for step in page_links(Query(), 5, 9, lambda query: str(query.page))]
    [1, 0, 4, 5, 6, 0, 9]
    """
    if pages < 2:
        return ()
    near = {1, pages, page - 1, page, page + 1}
    numbers = sorted(number for number in near if 1 <= number <= pages)
    found: list[PageLink] = []
    for number in numbers:
        if found and number > found[-1].number + 1:
            found.append(PageLink(0, "", current=False))
        found.append(PageLink(number, address(replace(query, page=number)), number == page))
    return tuple(found)


HEIGHT = 60
STEP = 30
GAP = 8
LABELS = 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in the chart's own units, from the top left, and where it leads."""

    label: str
    count: int
    x: int
    y: float
    height: float
    address: str
    selected: bool
    labelled: bool


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from left to right in a box of ``width`` by ``height``; ``base`` is their foot."""

    bars: tuple[Bar, ...]
    width: int
    height: int = HEIGHT + LABELS
    base: int = HEIGHT
    bar_width: int = STEP - GAP


def year_chart(values: Sequence[FacetValue], address: Callable[[str], str]) -> BarChart | None:
    """The notices of each year from the first to the last, empty years too.

    None where there are fewer than two years to compare, or they lie a century apart.
    """
    counts = {year: one for one in values if (year := read_year(one.value)) is not None}
    if len(counts) < 2 or max(counts) - min(counts) > 100:
        return None
    every = range(min(counts), max(counts) + 1)
    most = max(1, *(one.count for one in counts.values()))
    apart = 1 if len(every) <= 12 else 5
    bars = []
    for position, year in enumerate(every):
        one = counts.get(year)
        height = round((HEIGHT - 4) * one.count / most, 1) if one else 0
        bars.append(
            Bar(
                label=str(year),
                count=one.count if one else 0,
                x=position * STEP + GAP // 2,
                y=round(HEIGHT - height, 1),
                height=height,
                address=address(str(year)),
                selected=bool(one and one.selected),
                labelled=year % apart == 0,
            )
        )
    return BarChart(tuple(bars), width=max(len(every), 8) * STEP)
