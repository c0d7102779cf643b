"""The values of each facet with their counts, as a page lists them.

What a value is called and where it stands among values of the same count does not depend on the
query, so both are worked out once for each generation of the index.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.alphabet import alphabetical
from indexer.schema import UNKNOWN
from search.columns import Column
from search.postings import Integers
from search.results import FacetValue

_MOST = 0.6
"""From this share of all documents on, it is quicker to count those that are left out."""

Label = Callable[[str, str], str]
"""What a person reads for a value of a facet."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The labels of a facet's values by code, and their order where counts are equal."""

    labels: tuple[str, ...]
    order: Integers


class Counted:
    """Some documents, to be counted in several columns."""

    def __init__(self, documents: Integers, live: Integers) -> None:
        self._documents = documents
        self._live = live
        self._others: Integers | None = None
        if len(documents) > _MOST * len(live):
            others = np.zeros(int(live[-1]) + 1, dtype=bool)
            others[live] = True
            others[documents] = False
            self._others = np.flatnonzero(others)

    def by_value(self, column: Column) -> Integers:
        """How many of the documents have each value, by code."""
        if self._others is None:
            return column.count(self._documents)
        counted: Integers = column.total(self._live) - column.count(self._others)
        return counted


class FacetLists:
    """Makes the facets of results over one generation of the index."""

    def __init__(self, column: Callable[[str], Column], label: Label) -> None:
        self._column = column
        self._label = label
        self._named: dict[str, _Names] = {}

    def of(self, name: str, counted: Counted, selected: Sequence[str]) -> tuple[FacetValue, ...]:
        """The values that some document has, and the selected ones.

        Years stand in the order of time, other values by their counts and then by the
        alphabet; documents without data come last.
        """
        column, names = self._column(name), self._names(name)
        counts = counted.by_value(column)
        wanted = counts > 0
        wanted[column.codes_of(selected)] = True
        codes = np.flatnonzero(wanted)
        if name != "year":
            codes = codes[np.lexsort((names.order[codes], -counts[codes]))]
        without = np.isin(codes, column.codes_of([UNKNOWN]))
        chosen, values = frozenset(selected), column.values
        known, unknown = (
            [
                FacetValue(values[code], names.labels[code], count, values[code] in chosen)
                for code, count in zip(part.tolist(), counts[part].tolist(), strict=True)
            ]
            for part in (codes[~without], codes[without])
        )
        missing = [
            FacetValue(value, self._label(name, value), 0, True)
            for value in dict.fromkeys(selected)
            if value not in column.labels
        ]
        if name == "year":
            # Of a range of years only those with notices are listed.
            alone = missing if len(selected) == 1 else []
            known = sorted([*known, *alone], key=lambda one: one.value)
            missing = []
        return (*known, *missing, *unknown)

    def _names(self, name: str) -> _Names:
        if name not in self._named:
            values = self._column(name).values
            labels = tuple(self._label(name, value) for value in values)
            places = [alphabetical(label) for label in labels]
            order = np.empty(len(values), dtype=np.int64)
            ranked = sorted(range(len(values)), key=lambda code: (places[code], values[code]))
            order[ranked] = np.arange(len(values))
            self._named[name] = _Names(labels, order)
        return self._named[name]
