"""What a list offers to choose, as links: facet values, chosen filters, order and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from indexer.gazetteer import REFORM, Gazetteer, PlaceKey
from indexer.model import UNKNOWN
from indexer.places import place_typed
from search.display import addresses
from search.display.addresses import relative, toggled
from search.display.results import FacetValue
from search.display.roles import ABOUT, RoleLink, role_links
from search.display.value_search import values_with
from search.query import FACETS, SOUGHT, UNIT, Query, year_ranges
from search.typography import day

SHOWN = 8
"""Values of a facet that are seen at once."""

FEW = 3
"""So many more are seen at once, too: to unfold them costs more than to see them."""

HIDDEN = 12
"""Further values that unfold; where there are more, none does, for they are searched instead."""

LINK_BYTES = 760
"""Bytes that the addresses of one facet may fill: a long query, which each of them repeats,
leaves room for fewer values."""

FILTER_BYTES = 4_000
"""Bytes that the addresses without each of the filters in force may fill."""

VALUE_BYTES = 40
"""Bytes that a value adds to an address, about."""

MIN_LINKS = 3
"""Values of a facet that are seen however long the query is."""

MIN_FOLDED = 5
"""Values that a facet seen at once has room for where those that are folded are there as well."""

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
    ``total`` counts them all.  With ``sought`` words they are those that have them, and the chosen
    ones.  ``divides``: it tells apart what a chosen value of another facet holds.
    """

    name: str
    shown: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    left_out: int
    total: int
    sought: str = ""
    divides: bool = False
    roles: tuple[RoleLink, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether there is something to choose, or was looked for."""
        return bool(self.shown or self.sought)

    @property
    def is_searched(self) -> bool:
        """Whether its values can be searched: there are more than its links, and they are names."""
        return bool(self.left_out or self.sought) and not FACETS[self.name].is_time

    @property
    def parameter(self) -> str:
        """The parameter of an address in which words are sought among its values."""
        return f"{SOUGHT}{self.name}"

    @property
    def is_told_apart(self) -> bool:
        """Whether a value is had by inference, or perhaps, by some of those that are counted."""
        return any(one.inferred or one.possible for one in (*self.shown, *self.more))

    @property
    def is_main(self) -> bool:
        """Whether it is seen at once, not only with the others that are unfolded."""
        return FACETS[self.name].is_main or self.divides

    @property
    def above(self) -> str:
        """The facet whose values this one divides further, behind which it stands."""
        return FACETS[self.name].below

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
    """The facets of a result in their usual order, places as a tree; without the ``fixed``.

    Where addresses are so long that few values have room, a facet that is folded is left out, but
    for one that is chosen.
    """
    most = max_links(query, address)
    for name, values in counts.items():
        if name in fixed:
            continue
        facet = FACETS[name]
        is_seen = facet.is_main or query.sought.get(name)
        if most < MIN_FOLDED and not is_seen and name not in query.filters:
            continue
        linked = most if is_seen else min(most // 2, SHOWN)
        if (facet.is_time or facet.order) and most > SHOWN:
            linked = SHOWN + HIDDEN
        if facet.is_tree:
            yield place_facet_list(name, values, query, address, gazetteer, linked)
        else:
            yield facet_list(name, values, query, address, linked)


def facet_list(
    name: str, values: Sequence[FacetValue], query: Query, address: AddressOf, linked: int
) -> FacetList:
    """A facet in the order it was counted; what is chosen or unknown is seen, too."""

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

    listed = values_with(values, query.sought.get(name, ""))
    return _folded(name, listed, values, linked, query, make_link)


def place_facet_list(
    name: str,
    values: Sequence[FacetValue],
    query: Query,
    address: AddressOf,
    gazetteer: Gazetteer,
    linked: int,
) -> FacetList:
    """A facet of places as a tree: each place below the one it lies in, then or now."""
    sought = query.sought.get(name, "")
    listed = values_with(values, sought, {one.key for one in place_typed(sought, gazetteer)})
    held = {one.value for one in listed}
    below: dict[str, list[FacetValue]] = {}
    for one in listed:
        below.setdefault(_nearest(one.value, held, gazetteer), []).append(one)
    depths: dict[str, int] = {}
    # As papers of before call what was there: tỉnh Đồng Nai is thành phố Đồng Nai today.
    on = None if query.units_of_today else REFORM - REFORM.resolution

    def walk(above: str, depth: int) -> Iterator[FacetValue]:
        for one in below.get(above, ()):
            depths[one.value] = depth
            yield one
            yield from walk(one.value, depth + 1)

    def make_link(one: FacetValue) -> FacetLink:
        place = gazetteer.place(one.value, on)
        # What it lies in stands above it, but for a place that alone was sought.
        label = place.full_name if place and (depths[one.value] or not sought) else one.label
        link = address(toggled(query, name, one.value))
        return FacetLink(one.value, label, one.count, one.selected, link, depths[one.value])

    folded = _folded(name, list(walk("", 0)), values, linked, query, make_link)
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
    (17, 3)
    """
    here = address(query)
    linked = LINK_BYTES // (len(relative(here, here.partition("?")[0]).encode()) + VALUE_BYTES)
    if query.explain:  # The reasons of the hits take half of the room.
        linked = min(linked // 2, SHOWN)
    return min(max(linked, MIN_LINKS), SHOWN + HIDDEN)


def _folded(
    name: str,
    listed: Sequence[FacetValue],
    values: Sequence[FacetValue],
    linked: int,
    query: Query,
    make_link: Callable[[FacetValue], FacetLink],
) -> FacetList:
    """The values that are seen and those that unfold; only they are made into links."""
    sought, above = query.sought.get(name, ""), FACETS[name].below
    shown: list[FacetLink] = []
    more: list[FacetLink] = []
    at_once = len(listed) if len(listed) <= SHOWN + FEW else SHOWN
    seen = linked if sought else min(at_once, linked)
    unfolds = len(listed) <= linked
    for place, one in enumerate(listed):
        told_apart = one.selected or one.value == UNKNOWN
        if place < seen or (told_apart and len(shown) < seen + linked):
            shown.append(make_link(one))
        elif unfolds:
            more.append(make_link(one))
    return FacetList(
        name,
        tuple(shown),
        tuple(more),
        left_out=len(listed) - len(shown) - len(more),
        total=len(values),
        sought=sought,
        divides=above in query.filters,
    )


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter in force, and the address of the list without it; where there are too many, the last
    ``stands_for`` those that are left, and leads to the list without any."""

    facet: str
    value: str
    label: str
    address: str
    stands_for: int = 1


def active_filters(
    query: Query, label: Callable[[str, str], str], address: AddressOf, fixed: Sequence[str] = ()
) -> tuple[ActiveFilter, ...]:
    """Every filter in force, except those that the page is about: each by itself as far as there is
    room for their addresses, which repeat all others."""
    found = tuple(_each_filter(query, label, address, fixed))
    longest = max((len(one.address) for one in found), default=1)
    room = max(FILTER_BYTES // longest, MIN_LINKS)
    if len(found) <= room + 1:
        return found
    kept = {name: values for name, values in query.filters.items() if name in fixed}
    without = replace(query, filters=kept, unit_role="", since="", until="", page=1)
    return (*found[:room], ActiveFilter("", "", "", address(without), len(found) - room))


def _each_filter(
    query: Query, label: Callable[[str, str], str], address: AddressOf, fixed: Sequence[str]
) -> Iterator[ActiveFilter]:
    for name, values in query.filters.items():
        if name in fixed:
            continue
        if FACETS[name].is_time:
            yield from _active_years(name, values, query, address)
            continue
        for value in values:
            shown = "" if value == UNKNOWN else label(name, value)
            yield ActiveFilter(name, value, shown, address(toggled(query, name, value)))
    yield from _active_role(query, address, fixed)
    yield from _active_days(query, address)


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
