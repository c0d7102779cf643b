"""The notices of a place as a list: what they answer, and the address of its page for a choice."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.gazetteer import Gazetteer, UnitHistory
from search.areas import PlaceCounts, place_counts
from search.display import addresses
from search.engine import Engine
from search.query import UNIT, Query


@dataclass(frozen=True, slots=True)
class PlaceList:
    """The notices of a place as a list: the query that they answer, and how it is addressed.

    ``with_relatives`` when those of its forerunners and heirs count, which they do ``by_default``
    where the place itself has none (:mod:`search.areas.counts`); ``before`` is as of the time
    before 1 July 2025.
    """

    key: str
    query: Query
    with_relatives: bool
    by_default: bool
    before: bool

    def address(
        self, changed: Query, *, with_relatives: bool | None = None, before: bool | None = None
    ) -> str:
        """The address of the list for what is chosen on the place's page, or of another one."""
        chosen = self.with_relatives if with_relatives is None else with_relatives
        return place_address(
            self.key,
            changed,
            with_relatives=chosen if chosen is not self.by_default else None,
            before=self.before if before is None else before,
        )


def place_list(
    engine: Engine,
    gazetteer: Gazetteer,
    key: str,
    query: Query,
    with_relatives: bool | None,
    *,
    before: bool,
) -> PlaceList | None:
    """The notices of a place under the filters of a query, or None for an unknown key."""
    if gazetteer.place(key) is None:
        return None
    counts, history = place_counts(engine, gazetteer), gazetteer.history(key)
    return counted_place_list(counts, history, key, query, with_relatives, before=before)


def counted_place_list(
    counts: PlaceCounts,
    history: UnitHistory,
    key: str,
    query: Query,
    with_relatives: bool | None,
    *,
    before: bool,
) -> PlaceList:
    """The same of a place whose history and counts are at hand."""
    own = counts.as_indexed
    by_default = not before and key not in own and any(one in own for one in history.kin)
    if with_relatives is None:
        with_relatives = by_default
    units = (key, *history.kin) if with_relatives else (key,)
    place_query = replace(query, filters={**query.filters, UNIT.name: units})
    return PlaceList(key, place_query, with_relatives, by_default, before)


def place_address(
    key: str, query: Query, *, with_relatives: bool | None = None, before: bool = False
) -> str:
    """The address of a place's page with a choice among its notices; None is the usual one."""
    more = [
        ("gom", {True: "1", False: "0", None: ""}[with_relatives]),
        ("luc", "truoc" if before else ""),
    ]
    path = addresses.place(key)
    return addresses.list_address(path, query, default_sort="date", fixed=(UNIT.name,), more=more)
