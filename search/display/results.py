"""SearchResults → LabelledResults: what an engine counted, with labels, as it is shown.

What a value is called and where it stands among values of the same count does not depend on the
query, so both are worked out once for each generation of the index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec

from indexer.model import UNKNOWN, Reason
from indexer.text import collation_key
from search.display.names import FacetLabels
from search.display.query_description import describe_query
from search.engine import Engine, Hit, SearchResults
from search.query import FACETS, TYPE

_FEW = 8
"""Where fewer than an eighth of the values are counted, these are put in order by themselves."""


NOTICE_TYPE = "thong-bao"
"""The value of a type of papers after which lists are called (Thông báo)."""


class FacetValue(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One value of a facet with the number of notices that have it; made by the thousand.

    Of these, ``inferred`` cite a directive by inference, and ``possible`` only may cite it;
    ``about`` are about a place, and ``issued`` are of its bodies: some notices are both.
    """

    value: str
    label: str
    count: int
    selected: bool
    inferred: int = 0
    possible: int = 0
    about: int = 0
    issued: int = 0


@dataclass(frozen=True, slots=True)
class LabelledResults:
    """A page of hits, and the counts of each facet over all of them.

    ``partial`` when the hits meet only a part of the query, the best first.  Of ``total``,
    ``possible`` only may cite the directives that are filtered by; ``without_marks`` more would be
    found if the marks that were typed did not count, and ``marks_ignored`` says that they do not.
    """

    understood: tuple[Reason, ...]
    total: int
    page: int
    pages: int
    per_page: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    partial: bool = False
    possible: int = 0
    without_marks: int = 0
    marks_ignored: bool = False


def labelled_results(engine: Engine, found: SearchResults, labels: FacetLabels) -> LabelledResults:
    """Search results in words, for the person who asked."""
    # It lives as long as the lists, which hold it, so its id is its own.
    key = FacetLabeller, id(labels.knowledge)
    lists = engine.cached(
        key, lambda: FacetLabeller(replace(labels, written=engine.values), engine)
    )
    return LabelledResults(
        understood=tuple(describe_query(found, lists.labels)),
        total=found.total,
        page=found.page,
        pages=found.pages,
        per_page=found.per_page,
        hits=found.hits,
        facets={
            name: lists.of(
                name, found.counts, found.query.filters.get(name, ()), found.query.unit_role
            )
            for name in found.counts
            if not FACETS[name].part_of
        },
        partial=found.partial,
        possible=found.possible,
        without_marks=found.without_marks,
        marks_ignored=found.marks_ignored,
    )


@dataclass(frozen=True, slots=True)
class _LabelledValues:
    """The known values of a facet with their labels, in the order in which equals stand."""

    labels: Mapping[str, str]
    places: Mapping[str, int]

    def ordered(self, counts: Mapping[str, int]) -> list[str]:
        """The counted values in that order."""
        if len(counts) * _FEW < len(self.labels):
            return sorted(counts.keys() & self.places.keys(), key=self.places.__getitem__)
        return [value for value in self.labels if value in counts]

    def values(
        self, order: Sequence[str], counts: Mapping[str, int], chosen: Collection[str]
    ) -> list[FacetValue]:
        """The values in an order, each with its count; there may be thousands."""
        labels = self.labels
        if not chosen:
            return [FacetValue(one, labels[one], counts[one], False) for one in order]
        return [FacetValue(one, labels[one], counts[one], one in chosen) for one in order]


class FacetLabeller:
    """Makes the facets of results over one generation of the index."""

    def __init__(self, labels: FacetLabels, engine: Engine) -> None:
        self.labels = labels
        self._engine = engine
        self._named: dict[str, _LabelledValues] = {}

    def of(
        self,
        name: str,
        counted: Mapping[str, Mapping[str, int]],
        selected: Sequence[str],
        role: str = "",
    ) -> tuple[FacetValue, ...]:
        """The values that some notice has or may have, and the selected ones.

        Years stand in the order of time, the newest first, articles in that of the text, other
        values by their counts and then by the alphabet; notices without data come last.
        """
        facet = FACETS[name]
        possible = counted.get(facet.possible, {})
        counts = counted[facet.in_role(role)]
        counts = _sums(counts, possible) if possible else counts
        finer = counted.get(facet.finer, {})
        named = {one: finer[one] for one in selected if one in finer and one not in counts}
        if named:
            counts = {**counts, **named}
        values = self._ordered(name, counts, selected)
        apart = _Parts(
            counted.get(facet.inferred, {}),
            possible,
            *(counted.get(part, {}) for part in facet.roles.values()),
        )
        if not any(apart):
            return values
        every = set().union(*apart) - {UNKNOWN} if facet.roles else set().union(*apart)
        return tuple(_told_apart(one, apart) if one.value in every else one for one in values)

    def _ordered(
        self, name: str, counts: Mapping[str, int], selected: Sequence[str]
    ) -> tuple[FacetValue, ...]:
        names, chosen = self._names(name), dict.fromkeys(selected)
        held = [one for one in chosen if one in names.labels and one not in counts]
        if held:
            counts = {**counts, **dict.fromkeys(held, 0)}
        gone = [one for one in chosen if one not in names.labels and one != UNKNOWN]
        missing = [FacetValue(one, self.labels.of(name, one), 0, True) for one in gone]
        order = names.ordered(counts)
        if FACETS[name].is_time:
            # Of a range of years only those with notices are listed.
            alone = missing if len(selected) == 1 else []
            years = [*names.values(order, counts, chosen), *alone]
            known = sorted(years, key=lambda one: one.value, reverse=True)
        else:
            if not FACETS[name].order:
                order.sort(key=counts.__getitem__, reverse=True)
            known = [*names.values(order, counts, chosen), *missing]
        return (*known, *_unknown(counts, chosen))

    def _names(self, name: str) -> _LabelledValues:
        if name not in self._named:
            facet = FACETS[name]
            fields = filter(None, (name, facet.possible, facet.finer))
            every = dict.fromkeys(value for one in fields for value in self._engine.values(one))
            values = [value for value in every if value != UNKNOWN]
            labels = {value: self.labels.of(name, value) for value in values}
            by_name = facet.order or (lambda value: (collation_key(labels[value]), value))
            order = sorted(values, key=by_name)
            places = {value: place for place, value in enumerate(order)}
            self._named[name] = _LabelledValues({value: labels[value] for value in order}, places)
        return self._named[name]


def _sums(counts: Mapping[str, int], more: Mapping[str, int]) -> Mapping[str, int]:
    """The counts of what has a value or may have it; no notice is in both."""
    return {**counts, **{value: counts.get(value, 0) + more[value] for value in more}}


class _Parts(NamedTuple):
    """What the counts of a facet are told apart by, each counted by value."""

    inferred: Mapping[str, int]
    possible: Mapping[str, int]
    about: Mapping[str, int] = {}
    issued: Mapping[str, int] = {}


def _told_apart(one: FacetValue, apart: _Parts) -> FacetValue:
    value, (inferred, possible, about, issued) = one.value, apart
    return FacetValue(
        value,
        one.label,
        one.count,
        one.selected,
        inferred.get(value, 0),
        possible.get(value, 0),
        about.get(value, 0),
        issued.get(value, 0),
    )


def _unknown(counts: Mapping[str, int], chosen: Collection[str]) -> Iterator[FacetValue]:
    """The notices without data, where there are some or they were chosen."""
    if UNKNOWN in counts or UNKNOWN in chosen:
        yield FacetValue(UNKNOWN, "", counts.get(UNKNOWN, 0), UNKNOWN in chosen)


def are_notices(facets: Mapping[str, Sequence[FacetValue]]) -> bool:
    """Whether all papers of a list are thông báo, and may be called so; else they are văn bản.

    >>> types = [FacetValue("thong-bao", "Thông báo", 3, False), FacetValue("_", "", 1, False)]
    >>> are_notices({"type": types[:1]}), are_notices({"type": types})
    (True, False)
    """
    types = facets.get(TYPE.name, ())
    chosen = [one for one in types if one.selected] or types
    return all(one.value == NOTICE_TYPE for one in chosen)
