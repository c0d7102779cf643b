"""The embedded engine: a Whoosh index on local disk, searched as arrays.

Whoosh writes and keeps the index; this engine reads its segments.  Stock Whoosh's own searching
is not used: its limited searches return wrong hits, its counts lie under a filter, and one
searcher cannot be shared by threads.  The tests hold the two against each other.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from indexer.directives import Registry
from indexer.gazetteer import gazetteer
from indexer.model import Reading
from indexer.project import REGISTRY
from indexer.schema import FACETS, UNKNOWN, Card
from indexer.storage import open_index, read_manifest
from search.columns import Column
from search.engine import EVERYTHING
from search.evaluate import Matches, best
from search.highlight import highlight
from search.labels import Labels
from search.planning import MAX_EXPANSIONS, is_question, partial_plan, plan
from search.postings import Integers
from search.query import Query
from search.results import FacetValue, Hit, Results, Summary
from search.segments import Segment
from search.snapshot import Snapshot
from search.snippets import snippets
from search.understood import understood


class EmbeddedEngine:
    """An index directory behind the engine seam; see :class:`search.engine.Engine`."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._registry = Registry.load(REGISTRY)
        self._opening = threading.Lock()
        self._snapshot = self._open({})

    def _open(self, known: Mapping[tuple[str, int], Segment]) -> Snapshot:
        """A snapshot of the finished index; segments read before are taken over."""
        generation = _generation(self._directory)
        reader = open_index(self._directory).reader()
        segments = []
        for leaf, _ in reader.leaf_readers():
            segment = Segment(leaf)
            segments.append(known.get(segment.identity, segment))
        return Snapshot(segments, generation)

    def _current(self) -> Snapshot:
        """The snapshot of the newest finished generation."""
        snapshot = self._snapshot
        if _generation(self._directory) in (snapshot.generation, ""):
            return snapshot
        with self._opening:
            if _generation(self._directory) != self._snapshot.generation:
                known = {segment.identity: segment for segment in self._snapshot.segments}
                self._snapshot = self._open(known)
            return self._snapshot

    @property
    def generation(self) -> str:
        """Changes whenever the index does."""
        return self._current().generation

    def search(self, query: Query) -> Results:
        """The page of hits that a query asks for, with the counts of every facet."""
        snapshot = self._current()
        matches, partial = _find(snapshot, query)
        masks = _masks(snapshot, query)
        found = _passing(matches, masks)
        first = (query.page - 1) * query.per_page
        ordered = _order(snapshot, found, query, first + query.per_page)
        written = {name: snapshot.column(name).labels for name in ("issuer", "type")}
        labels = Labels(self._registry, gazetteer(), written)
        return Results(
            understood=tuple(understood(query, labels, partial)),
            total=len(found),
            page=query.page,
            pages=max(1, -(-len(found) // query.per_page)),
            per_page=query.per_page,
            hits=tuple(_hit(snapshot, int(number), found, query) for number in ordered[first:]),
            facets={
                name: _facet(snapshot, name, _passing(matches, masks, name), query, labels)
                for name in FACETS
            },
            partial=partial,
        )

    def notice(self, notice_id: str) -> tuple[Card, Reading] | None:
        """One notice with everything understood of it, or None."""
        snapshot = self._current()
        number = snapshot.number_of(notice_id)
        return None if number is None else (snapshot.card(number), snapshot.reading(number))

    def counts(self, facet: str, query: Query = EVERYTHING) -> Mapping[str, int]:
        """How many of the notices that a query finds have each value of a facet."""
        snapshot = self._current()
        matches, _ = _find(snapshot, query)
        found = _passing(matches, _masks(snapshot, query))
        return _counts(snapshot.column(facet), found.ids)

    def terms(self, field: str, prefix: str, most: int) -> Mapping[str, int]:
        """The terms of a field that begin with a prefix, and how many notices have each."""
        return self._current().frequencies(field, prefix, most)

    def summary(self) -> Summary:
        """What the index holds and what its notices lack."""
        snapshot = self._current()
        lacks = _counts(snapshot.column("lacks"), snapshot.live)
        years = [int(year) for year in snapshot.column("year").values if year != UNKNOWN]
        return Summary(
            notices=len(snapshot.live),
            samples=lacks.get("mau", 0),
            first_year=min(years, default=None),
            last_year=max(years, default=None),
            without_number=lacks.get("so", 0),
            without_date=lacks.get("ngay", 0),
        )


def _generation(directory: Path) -> str:
    """A name for what the manifest says is finished."""
    manifest = read_manifest(directory)
    return manifest.generation if manifest else ""


def _find(snapshot: Snapshot, query: Query) -> tuple[Matches, bool]:
    """What meets the whole query; for a question, or when nothing does, what meets a part."""

    def expand(field: str, prefix: str) -> Sequence[str]:
        return snapshot.terms(field, prefix, MAX_EXPANSIONS)

    if not is_question(query):
        whole = snapshot.find(plan(query, expand))
        if len(whole) or len(query.required) < 2:
            return whole, False
    return snapshot.find(partial_plan(query, expand)), True


def _masks(snapshot: Snapshot, query: Query) -> dict[str, np.ndarray]:
    """Which documents pass each filter."""
    masks = {name: snapshot.column(name).having(values) for name, values in query.filters.items()}
    if query.since or query.until:
        masks["date"] = snapshot.column("date").between(query.since, query.until)
    return masks


def _passing(
    matches: Matches, masks: Mapping[str, np.ndarray], leaving_out: str | None = None
) -> Matches:
    """The matches that pass every filter, except the one left out."""
    chosen = [mask for name, mask in masks.items() if name != leaving_out]
    if not chosen:
        return matches
    passes = np.logical_and.reduce([mask[matches.ids] for mask in chosen])
    return Matches(matches.ids[passes], matches.scores[passes])


def _order(snapshot: Snapshot, found: Matches, query: Query, most: int) -> Integers:
    """Best first, or newest first with the undated last."""
    if query.sort == "relevance" and query.required:
        return best(found, most)
    ranks = snapshot.column("date").rank[found.ids]
    return found.ids[np.lexsort((found.ids, -ranks))][:most]


def _hit(snapshot: Snapshot, number: int, found: Matches, query: Query) -> Hit:
    text, cited = snapshot.text(number)
    score = float(found.scores[np.searchsorted(found.ids, number)])
    return Hit(snapshot.card(number), score, snippets(text, highlight(text, query, cited)))


def _facet(
    snapshot: Snapshot, name: str, found: Matches, query: Query, labels: Labels
) -> tuple[FacetValue, ...]:
    selected = query.filters.get(name, ())
    counts = dict.fromkeys(selected, 0) | _counts(snapshot.column(name), found.ids)
    values = [
        FacetValue(value, labels.of(name, value), number, value in selected)
        for value, number in counts.items()
    ]
    return labels.sort(name, values)


def _counts(column: Column, documents: Integers) -> dict[str, int]:
    counted = column.count(documents)
    return {column.values[code]: int(counted[code]) for code in np.flatnonzero(counted)}
