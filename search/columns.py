"""Facets as columns: the values of every document as codes, counted by ``bincount``.

OR within a facet, AND between facets; a facet's own filter is left out of its own counts, so
that a second value can be added.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from indexer.schema import UNKNOWN, facet_value
from search.postings import Integers
from search.segments import Values

Mask = npt.NDArray[np.bool_]


class Column:
    """The values of a facet over all documents.

    ``values[code]`` is a value and ``labels[value]`` what the index calls it; the codes of
    document ``d`` are ``codes[first[d]:first[d + 1]]``.  Codes follow the order of values.
    """

    def __init__(self, field: str, parts: Sequence[Values], bases: Integers, size: int) -> None:
        self.size = size
        self.labels: dict[str, str] = {}
        for label in sorted({label for part in parts for label in part.labels}):
            self.labels.setdefault(facet_value(field, label), label)
        self.values = tuple(sorted(self.labels))
        code_of = {value: code for code, value in enumerate(self.values)}
        owners, codes = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for part, base in zip(parts, bases, strict=False):
            recoded = [code_of[facet_value(field, label)] for label in part.labels]
            owners.append(part.documents + base)
            codes.append(np.array(recoded, dtype=np.int64)[part.codes])
        self._owners = np.concatenate(owners)
        order = np.argsort(self._owners, kind="stable")
        self._owners = self._owners[order]
        self.codes: Integers = np.concatenate(codes)[order]
        self.first = np.searchsorted(self._owners, np.arange(size + 1))
        self._code_of = code_of

    def having(self, values: Sequence[str]) -> Mask:
        """Which documents have one of the values."""
        wanted = np.zeros(len(self.values) + 1, dtype=bool)
        wanted[[self._code_of[value] for value in values if value in self._code_of]] = True
        return self._marked(wanted[self.codes])

    def between(self, first: str, last: str) -> Mask:
        """Which documents have a known value from ``first`` to ``last``, as text."""
        wanted = np.array(
            [
                value != UNKNOWN and (not first or value >= first) and (not last or value <= last)
                for value in (*self.values, UNKNOWN)
            ]
        )
        return self._marked(wanted[self.codes])

    def _marked(self, wanted: Mask) -> Mask:
        marked = np.zeros(self.size, dtype=bool)
        marked[self._owners[wanted]] = True
        return marked

    def count(self, documents: Integers) -> Integers:
        """How many of the documents have each value, by code."""
        first, last = self.first[documents], self.first[documents + 1]
        lengths = last - first
        total = int(lengths.sum())
        if total == len(documents) and bool((lengths == 1).all()):
            codes = self.codes[first]
        else:
            ends = np.cumsum(lengths)
            codes = self.codes[np.arange(total) + np.repeat(first - (ends - lengths), lengths)]
        return np.bincount(codes, minlength=len(self.values))

    @cached_property
    def rank(self) -> Integers:
        """The place of each document in the order of values; -1 for those without."""
        ranks = np.full(self.size, -1, dtype=np.int64)
        known = np.array([value != UNKNOWN for value in (*self.values, "")])[self.codes]
        ranks[self._owners[known]] = self.codes[known]
        return ranks
