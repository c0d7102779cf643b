"""Requests answered by one index reader: filters as masks, facets as counts, the best as a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, reduce
from operator import and_, or_

import numpy as np

from indexer.index import Card, Holdings
from indexer.model import Reading, Resolution
from search.engine.embedded.boolean import Matches, SparseMatches, scores_at, top_documents
from search.engine.embedded.facets import FacetCounter, Mask
from search.engine.embedded.index_reader import IndexReader
from search.engine.embedded.lexicon import Lexicon
from search.engine.embedded.postings import Integers
from search.engine.highlight import DocumentText
from search.engine.plan import DateRange, Plan
from search.engine.results import NearWord
from search.engine.searcher import Filter, SearchRequest, TopDocs


class EmbeddedSearcher:
    """One generation of an index on disk; a :class:`search.engine.searcher.Searcher`."""

    def __init__(
        self,
        index_reader: IndexReader,
        holdings: Callable[[], Holdings] = Holdings,
    ) -> None:
        self.index_reader = index_reader
        self._read_holdings = holdings
        self._words = Lexicon(index_reader.document_frequencies)

    @property
    def generation(self) -> str:
        """The name of this state of the index."""
        return self.index_reader.generation

    @cached_property
    def holdings(self) -> Holdings:
        """Read when first asked for: a list of many files takes a while."""
        return self._read_holdings()

    @cached_property
    def _arrivals(self) -> Mapping[int, int]:
        found = {}
        for notice_id, intake in self.holdings.intakes.items():
            number = self.number_of(notice_id) if intake.first is not None else None
            if number is not None and intake.first is not None:
                found[number] = intake.first
        return found

    def arrivals(self) -> Mapping[int, int]:
        """When each document was first held."""
        return self._arrivals

    def search(self, request: SearchRequest) -> TopDocs:
        """The documents that a plan finds and that pass the filters."""
        index_reader = self.index_reader
        matches = index_reader.evaluate(request.plan)
        masks = [(one, self._mask(one)) for one in request.filters]
        found = filtered(matches, [mask for _, mask in masks])
        counted = FacetCounter(found.ids, index_reader.live)
        counts = {}
        grouped = {one.facet: one for one in request.groupings}
        for facet in request.facets:
            others = [mask for one, mask in masks if _narrows(one, facet)]
            own = counted
            if len(others) < len(masks):
                own = FacetCounter(filtered(matches, others).ids, index_reader.live)
            if facet in grouped:
                columns = map(index_reader.column, grouped[facet].fields)
                counts[facet] = own.grouped(tuple(columns), grouped[facet].groups)
            else:
                counts[facet] = own.named(index_reader.column(facet))
        page = self._ordered(found, request)
        scores = found.scores[np.searchsorted(found.ids, page)]
        return TopDocs(
            matched=len(matches),
            total=len(found),
            documents=tuple(zip(page.tolist(), scores.tolist(), strict=True)),
            counts=counts,
        )

    def _mask(self, one: Filter | DateRange) -> Mask:
        """Which documents pass a filter."""
        column = self.index_reader.column
        if isinstance(one, DateRange):
            return column(one.field).between(one.first, one.last)
        mask = reduce(or_, (column(field).documents_with(one.values) for field in one.fields))
        return ~mask if one.excluded else mask

    def _ordered(self, found: SparseMatches, request: SearchRequest) -> Integers:
        """The page of a request: best first, or newest first with the undated last."""
        limit = len(found) if request.limit is None else request.offset + request.limit
        if not limit:
            return found.ids[:0]
        if request.by_date:
            ranks = self.index_reader.column("date").rank[found.ids]
            found = SparseMatches(found.ids, ranks.astype(np.float64))
        return top_documents(found, limit)[request.offset :]

    def scores(self, plan: Plan, documents: Sequence[int]) -> Sequence[float]:
        """What a plan gives to each of some documents; 0 where it does not find one."""
        found, present = scores_at(
            self.index_reader.evaluate(plan), np.array(documents, dtype=np.int64)
        )
        scores: list[float] = np.where(present, found, 0.0).tolist()
        return scores

    def number_of(self, notice_id: str) -> int | None:
        """The document of a notice, or None."""
        return self.index_reader.number_of(notice_id)

    def card(self, document: int) -> Card:
        """The card of a document."""
        return self.index_reader.card(document)

    def reading(self, document: int) -> Reading:
        """Everything understood of it."""
        return self.index_reader.reading(document)

    def citations(self, document: int) -> Sequence[Resolution]:
        """Its citations alone."""
        return self.index_reader.citations(document)

    def text(self, document: int) -> DocumentText:
        """Its text with its citations."""
        return self.index_reader.text(document)

    def sharing(self, field: str, document: int, limit: int) -> Sequence[tuple[int, int]]:
        """The documents that share two or more known values of a field with one, and how many."""
        live = self.index_reader.live
        shared = self.index_reader.column(field).shared_with(document)
        shared[document] = 0
        live = live[shared[live] > 1]
        nearest = live[np.lexsort((live, -shared[live]))][:limit]
        return list(zip(nearest.tolist(), shared[nearest].tolist(), strict=True))

    def values(self, facet: str) -> Mapping[str, str]:
        """Every value of a facet, with what the notices call it."""
        return self.index_reader.column(facet).labels

    def expansions(self, field: str, prefix: str, limit: int) -> Mapping[str, int]:
        """The first ``limit`` terms of a field that begin with a prefix."""
        return self.index_reader.document_frequencies(field, prefix, limit)

    def document_frequency(self, word: str) -> int:
        """How many documents have a word, given without marks."""
        return self._words.document_frequency(word)

    def completions(
        self, beginning: str, after: str = "", *, accented: bool = True
    ) -> Mapping[str, int]:
        """The words that begin so, or those of them right behind another word."""
        return self._words.completions(beginning, after, accented=accented)

    def near_words(self, word: str, edits: int) -> Sequence[NearWord]:
        """The words without marks that differ from one by so many edits at most."""
        return self._words.near(word, edits)


def _narrows(one: Filter | DateRange, facet: str) -> bool:
    return isinstance(one, DateRange) or facet not in one.facets


def filtered(found: Matches, masks: Sequence[Mask]) -> SparseMatches:
    """The matches that pass every mask."""
    if not masks:
        return found.sparse()
    passing = np.flatnonzero(reduce(and_, masks))
    scores, present = scores_at(found, passing)
    return SparseMatches(passing[present], scores[present])
