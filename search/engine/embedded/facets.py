"""Facets as columns: the values of every document as codes, counted by ``bincount``.

OR within a facet, AND between facets; a facet's own filter is left out of its own counts, so
that a second value can be added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from indexer.model import UNKNOWN
from search.engine.embedded.cache import ByteCache
from search.engine.embedded.postings import Integers
from search.engine.embedded.segment_reader import DocValues
from search.engine.searcher import CacheUse
from search.query import facet_value

Mask = npt.NDArray[np.bool_]

MASKS_BUDGET = 2 * 1024 * 1024
_MANY = 4
"""From a quarter of all documents on, a pass over all values is quicker than picking."""


class FacetColumn:
    """The values of a facet over all documents.

    ``values[code]`` is a value and ``labels[value]`` what the index calls it; the codes of
    document ``d`` are ``codes[first[d]:first[d + 1]]``.  Codes follow the order of values.
    """

    def __init__(self, field: str, parts: Sequence[DocValues], bases: Integers, size: int) -> None:
        self.size = size
        self.labels: dict[str, str] = {}
        for label in sorted({label for part in parts for label in part.labels}):
            self.labels.setdefault(facet_value(field, label), label)
        self.values = tuple(sorted(self.labels))
        self._code_of = {value: code for code, value in enumerate(self.values)}
        owners, codes = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for part, base in zip(parts, bases, strict=False):
            recoded = [self._code_of[facet_value(field, label)] for label in part.labels]
            owners.append(part.documents + base)
            codes.append(np.array(recoded, dtype=np.int64)[part.codes])
        self._owners = np.concatenate(owners)
        order = np.argsort(self._owners, kind="stable")
        self._owners = self._owners[order]
        self.codes: Integers = np.concatenate(codes)[order]
        self.first = np.searchsorted(self._owners, np.arange(size + 1))
        self._masks = ByteCache[Mask](MASKS_BUDGET, lambda mask: mask.nbytes)
        self._single = len(self.codes) == size and bool((self._owners == np.arange(size)).all())

    def codes_of(self, values: Iterable[str]) -> list[int]:
        """The codes of those values that some document has."""
        return [self._code_of[value] for value in values if value in self._code_of]

    def masks(self, name: str) -> CacheUse:
        """How many masks are kept."""
        return self._masks.use(name)

    @cached_property
    def _by_code(self) -> tuple[Integers, Integers]:
        """The documents of each code: ``documents[bounds[code]:bounds[code + 1]]``."""
        order = np.argsort(self.codes, kind="stable")
        bounds = np.searchsorted(self.codes[order], np.arange(len(self.values) + 1))
        return self._owners[order], bounds

    def documents_with(self, values: Sequence[str]) -> Mask:
        """Which documents have one of the values; a filter returns with every page and refinement,
        so its mask is kept."""
        return self._masks.get(tuple(values), lambda: self._mask_of(values))

    def _mask_of(self, values: Sequence[str]) -> Mask:
        documents, bounds = self._by_code
        marked = np.zeros(self.size, dtype=bool)
        for code in self.codes_of(values):
            marked[documents[bounds[code] : bounds[code + 1]]] = True
        marked.flags.writeable = False
        return marked

    def between(self, first: str, last: str) -> Mask:
        """Which documents have a known date that may lie from ``first`` to ``last``.

        A month or a year may lie in a range that begins within it: 2021-06 from 2021-06-15 on.
        ISO dates stand in the order of time, and a month begins the text of each of its days.
        """
        return self._mask_of(
            [
                value
                for value in self.values
                if value != UNKNOWN
                and (value >= first or first.startswith(value))
                and (not last or value <= last)
            ]
        )

    def groups_of(self, numbers: Mapping[str, int]) -> tuple[Integers, Integers]:
        """The documents that have one of the values, each with the number of that; all in the order
        of documents, one for each such value."""
        by_code = np.full(len(self.values), -1, dtype=np.int64)
        for value, number in numbers.items():
            if value in self._code_of:
                by_code[self._code_of[value]] = number
        groups = by_code[self.codes]
        return self._owners[groups >= 0], groups[groups >= 0]

    def count(self, documents: Integers) -> Integers:
        """How many of the documents have each value, by code."""
        return np.bincount(self._codes_at(documents), minlength=len(self.values))

    def _codes_at(self, documents: Integers) -> Integers:
        """The codes of all the documents, one after the other."""
        if self._single:
            single: Integers = self.codes[documents]
            return single
        if len(documents) * _MANY > self.size:
            among = np.zeros(self.size, dtype=bool)
            among[documents] = True
            passed: Integers = self.codes[among[self._owners]]
            return passed
        first = self.first[documents]
        lengths = self.first[documents + 1] - first
        ends = np.cumsum(lengths)
        places = np.arange(lengths.sum()) + np.repeat(first - (ends - lengths), lengths)
        picked: Integers = self.codes[places]
        return picked

    def total(self, live: Integers) -> Integers:
        """How many of all documents that are not deleted have each value; always the same."""
        if self._total is None:
            self._total = self.count(live)
        return self._total

    _total: Integers | None = None

    def shared_with(self, document: int) -> Integers:
        """How many of the known values of a document each document has, itself included."""
        own = self.codes[self.first[document] : self.first[document + 1]]
        shared = np.zeros(len(self.values), dtype=bool)
        shared[own] = True
        shared[self.codes_of([UNKNOWN])] = False
        return np.bincount(self._owners[shared[self.codes]], minlength=self.size)

    @cached_property
    def rank(self) -> Integers:
        """The place of each document in the order of values; -1 for those without."""
        ranks = np.full(self.size, -1, dtype=np.int64)
        known = np.array([value != UNKNOWN for value in (*self.values, "")])[self.codes]
        ranks[self._owners[known]] = self.codes[known]
        return ranks


_COMPLEMENT_SHARE = 0.6
"""From this share of all documents on, it is quicker to count those that are left out."""


class FacetCounter:
    """Some documents, to be counted in several columns."""

    def __init__(self, documents: Integers, live: Integers) -> None:
        self._documents = documents
        self._live = live
        self._others: Integers | None = None
        if len(documents) > _COMPLEMENT_SHARE * len(live):
            others = np.zeros(int(live[-1]) + 1, dtype=bool)
            others[live] = True
            others[documents] = False
            self._others = np.flatnonzero(others)

    def by_value(self, column: FacetColumn) -> Integers:
        """How many of the documents have each value, by code."""
        if self._others is None:
            return column.count(self._documents)
        counted: Integers = column.total(self._live) - column.count(self._others)
        return counted

    def grouped(self, columns: Sequence[FacetColumn], groups: Mapping[str, str]) -> dict[str, int]:
        """How many of the documents have a value of each group in one of the columns."""
        names = tuple(dict.fromkeys(groups.values()))
        if not (names and columns and len(self._documents)):
            return {}
        number_of = {name: number for number, name in enumerate(names)}
        numbers = {value: number_of[name] for value, name in groups.items()}
        found = np.zeros((0,), dtype=np.int64)
        among = np.zeros(max(column.size for column in columns), dtype=bool)
        among[self._documents] = True
        for column in columns:
            owners, of_group = column.groups_of(numbers)
            counted = among[owners]
            found = np.append(found, owners[counted] * len(names) + of_group[counted])
        found.sort()
        once = np.append(found[:1], found[1:][found[1:] != found[:-1]])
        times = np.bincount(once % len(names), minlength=len(names))
        return {name: count for name, count in zip(names, times.tolist(), strict=True) if count}

    def named(self, column: FacetColumn) -> dict[str, int]:
        """The same by name, of the values that some document has."""
        counts = self.by_value(column)
        codes = np.flatnonzero(counts)
        if 2 * len(codes) > len(counts):
            both = zip(column.values, counts.tolist(), strict=True)
            return {value: count for value, count in both if count}
        values = map(column.values.__getitem__, codes.tolist())
        return dict(zip(values, counts[codes].tolist(), strict=True))
