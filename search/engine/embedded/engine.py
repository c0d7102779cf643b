"""The embedded engine: a Whoosh index on local disk, searched as arrays.

Whoosh writes and keeps the index; this engine reads its segments.  Stock Whoosh's own searching
is not used: its limited searches return wrong hits, its counts lie under a filter, and one
searcher cannot be shared by threads.  The tests hold the two against each other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_
from pathlib import Path

import numpy as np

from indexer.directives import Registry
from indexer.gazetteer import gazetteer
from indexer.index import FACETS, UNKNOWN, Card
from indexer.index.whoosh.manifest import MANIFEST, read_manifest
from indexer.index.whoosh.opening import open_index
from indexer.model import Reading
from indexer.paths import REGISTRY, changed_at
from indexer.problems import IndexProblem
from search.display import Labels, understood
from search.engine.embedded.boolean import Found, Matches, best, scores_at
from search.engine.embedded.explain import Explainer
from search.engine.embedded.facets import Column, Counted, FacetLists
from search.engine.embedded.postings import Integers
from search.engine.embedded.searcher import Expander, Snapshot
from search.engine.embedded.segment import Segment, postings_cache
from search.engine.highlight import Highlighter, snippets
from search.engine.planner import Expand, is_question, partial_plan, plan
from search.engine.results import Hit, Results, Summary
from search.engine.seam import EVERYTHING
from search.query import Query

_TICK = 50_000_000
"""Nanoseconds after which a change of the directory surely has a time of its own."""


class EmbeddedEngine:
    """An index directory behind the engine seam; see :class:`search.engine.Engine`."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._registry = Registry.load(REGISTRY)
        self._opening = threading.Lock()
        self._decoded = postings_cache()
        self._seen: tuple[int, str] = (0, "")
        self._snapshot = self._open({})
        self._facets = _facet_lists(self._snapshot, self._registry)

    def _open(self, known: Mapping[tuple[str, int], Segment]) -> Snapshot:
        """A snapshot of the finished index; segments read before are taken over."""
        generation = self._generation()
        segments = []
        for files in open_index(self._directory).segments:
            segment = Segment(files, self._decoded)
            segments.append(known.get(segment.identity, segment))
        return Snapshot(segments, generation)

    def _current(self) -> Snapshot:
        """The snapshot of the newest finished generation."""
        snapshot = self._snapshot
        if self._generation() in (snapshot.generation, ""):
            return snapshot
        with self._opening:
            if self._generation() != self._snapshot.generation:
                known = {segment.identity: segment for segment in self._snapshot.segments}
                self._snapshot = self._open(known)
            return self._snapshot

    def _generation(self) -> str:
        """A name for what the manifest says is finished; read again when the directory changed."""
        changed = self._directory.stat().st_mtime_ns if self._directory.is_dir() else 0
        if changed != self._seen[0]:
            try:
                manifest = read_manifest(self._directory)
            except IndexProblem:  # what was good before is served on
                manifest = None
            generation = manifest.generation if manifest else ""
            # A second change may fall on the same tick of the clock.
            settled = time.time_ns() - changed > _TICK
            self._seen = (changed if settled else 0, generation)
        return self._seen[1]

    def _facets_of(self, snapshot: Snapshot) -> FacetLists:
        if self._facets[0] is not snapshot:
            self._facets = _facet_lists(snapshot, self._registry)
        return self._facets[1]

    @property
    def generation(self) -> str:
        """Changes whenever the index does."""
        return self._current().generation

    @property
    def changed(self) -> float:
        """When it last did, in seconds since 1970."""
        return changed_at(self._directory / MANIFEST)

    def search(self, query: Query) -> Results:
        """The page of hits that a query asks for, with the counts of every facet."""
        snapshot = self._current()
        expand = Expander(snapshot)
        matches, partial = _find(snapshot, query, expand)
        told = replace(query, notes=(*query.notes, *expand.notes()))
        masks = _masks(snapshot, query)
        found = passing(matches, masks)
        first = (query.page - 1) * query.per_page
        ordered = _order(snapshot, found, query, first + query.per_page)
        labels = _labels(snapshot, self._registry)
        lists, counted = self._facets_of(snapshot), Counted(found.ids, snapshot.live)
        return Results(
            understood=tuple(understood(told, labels, partial and bool(len(found)))),
            total=len(found),
            page=query.page,
            pages=max(1, -(-len(found) // query.per_page)),
            per_page=query.per_page,
            hits=tuple(_hits(snapshot, ordered[first:], found, query)),
            facets={
                name: lists.of(
                    name,
                    Counted(passing(matches, masks, name).ids, snapshot.live)
                    if name in masks
                    else counted,
                    query.filters.get(name, ()),
                )
                for name in FACETS
            },
            partial=partial and bool(len(found)),
        )

    def notice(self, notice_id: str) -> tuple[Card, Reading] | None:
        """One notice with everything understood of it, or None."""
        snapshot = self._current()
        number = snapshot.number_of(notice_id)
        return None if number is None else (snapshot.card(number), snapshot.reading(number))

    def every(self, query: Query) -> Iterator[Card]:
        """All the notices that a query finds, in its order, whatever page it asks for."""
        snapshot = self._current()
        matches, _ = _find(snapshot, query, Expander(snapshot))
        found = passing(matches, _masks(snapshot, query))
        for number in _order(snapshot, found, query, len(found)).tolist():
            yield snapshot.card(number)

    def counts(self, facet: str, query: Query = EVERYTHING) -> Mapping[str, int]:
        """How many of the notices that a query finds have each value of a facet."""
        snapshot = self._current()
        matches, _ = _find(snapshot, query, Expander(snapshot))
        found = passing(matches, _masks(snapshot, query))
        return _counts(snapshot.column(facet), found.ids)

    def terms(self, field: str, prefix: str, most: int) -> Mapping[str, int]:
        """The terms of a field that begin with a prefix, and how many notices have each."""
        return self._current().frequencies(field, prefix, most)

    def alike(self, notice_id: str, most: int) -> Sequence[tuple[Card, int]]:
        """The notices that cite the most of the same directives, and how many they share."""
        snapshot = self._current()
        number = snapshot.number_of(notice_id)
        if number is None:
            return ()
        shared = snapshot.column("cites").shared_with(number)
        shared[number] = 0
        live = snapshot.live[shared[snapshot.live] > 1]
        nearest = live[np.lexsort((live, -shared[live]))][:most]
        return tuple((snapshot.card(one), int(shared[one])) for one in nearest.tolist())

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


def _labels(snapshot: Snapshot, registry: Registry) -> Labels:
    written = {name: snapshot.column(name).labels for name in ("issuer", "type")}
    return Labels(registry, gazetteer(), written)


def _facet_lists(snapshot: Snapshot, registry: Registry) -> tuple[Snapshot, FacetLists]:
    return snapshot, FacetLists(snapshot.column, _labels(snapshot, registry).of)


def _find(snapshot: Snapshot, query: Query, expand: Expand) -> tuple[Found, bool]:
    """What meets the whole query; for a question, or when nothing does, what meets a part."""
    if not is_question(query):
        whole = snapshot.found(plan(query, expand))
        if len(whole) or len(query.required) < 2:
            return whole, False
    return snapshot.found(partial_plan(query, expand)), True


def _masks(snapshot: Snapshot, query: Query) -> dict[str, np.ndarray]:
    """Which documents pass each filter."""
    masks = {name: snapshot.column(name).having(values) for name, values in query.filters.items()}
    for name, values in query.without.items():
        masks[f"-{name}"] = ~snapshot.column(name).having(values)
    if query.since or query.until:
        masks["date"] = snapshot.column("date").between(query.since, query.until)
    return masks


def passing(
    found: Found, masks: Mapping[str, np.ndarray], leaving_out: str | None = None
) -> Matches:
    """The matches that pass every filter, except the one left out."""
    chosen = [mask for name, mask in masks.items() if name != leaving_out]
    if not chosen:
        return found.listed()
    passing = np.flatnonzero(reduce(and_, chosen))
    scores, present = scores_at(found, passing)
    return Matches(passing[present], scores[present])


def _order(snapshot: Snapshot, found: Matches, query: Query, most: int) -> Integers:
    """Best first, or newest first with the undated last."""
    if query.sort == "relevance" and query.required:
        return best(found, most)
    ranks = snapshot.column("date").rank[found.ids]
    return best(Matches(found.ids, ranks.astype(np.float64)), most)


def _hits(snapshot: Snapshot, numbers: Integers, found: Matches, query: Query) -> Iterator[Hit]:
    explainer = Explainer(snapshot, query, Expander(snapshot)) if query.explain else None
    highlighter = Highlighter(query)
    for number in numbers.tolist():
        text = snapshot.text(number)
        yield Hit(
            snapshot.card(number),
            float(found.scores[np.searchsorted(found.ids, number)]),
            snippets(text.verbatim, highlighter.spans(text)),
            explainer.reasons(number) if explainer else (),
        )


def _counts(column: Column, documents: Integers) -> dict[str, int]:
    counted = column.count(documents)
    return {column.values[code]: int(counted[code]) for code in np.flatnonzero(counted)}
