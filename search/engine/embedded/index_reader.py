"""One generation of the index, point in time: immutable, shared by all threads.

Postings are decoded once for each term, into arrays with their BM25F score already worked out,
and kept in a cache bounded in bytes.  Facets are columns of codes, counted by ``bincount``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from indexer.analysis import bigram
from indexer.index import FIELDS, Card, decode_card, decode_citations, decode_reading, decode_text
from indexer.model import Reading, Resolution
from search.engine.embedded.boolean import (
    NO_MATCHES,
    Evaluator,
    Matches,
    SparseMatches,
    intersection,
)
from search.engine.embedded.cache import ByteCache
from search.engine.embedded.facets import FacetColumn
from search.engine.embedded.postings import POSITION_BITS, Floats, Integers, Mask
from search.engine.embedded.segment_reader import SegmentReader
from search.engine.highlight import DocumentText
from search.engine.plan import Adjacent, AnyTerm, DateRange, LeafPlan, Plan, Term
from search.engine.ranking import K1, B
from search.engine.searcher import CacheUse

_PAIRS = {"body": "pairs", "body_bare": "pairs_bare"}
"""The fields that hold the neighbours of a field."""

_FEW = 8
"""Where less than an eighth of all documents is in question, positions are read for those."""

_MOST_MET = 20_000
"""Terms of which is known that they were met once."""

POSTINGS_BUDGET = 128 * 1024 * 1024
POSITIONS_BUDGET = 64 * 1024 * 1024
TEXTS_BUDGET = 24 * 1024 * 1024
CITATIONS_BUDGET = 4 * 1024 * 1024
_CITATION_BYTES = 1_900
"""What a resolved citation takes, as measured over the sample notices."""


class IndexReader:
    """The documents of all segments under one numbering, and how plans find them."""

    def __init__(self, segments: Sequence[SegmentReader], generation: str) -> None:
        self.generation = generation
        self.segments = tuple(segments)
        self._bases = np.concatenate([[0], np.cumsum([s.size for s in segments], dtype=np.int64)])
        self.size = int(self._bases[-1])
        self._postings = ByteCache[Matches](POSTINGS_BUDGET, lambda found: found.nbytes)
        self._positions = ByteCache[Integers](POSITIONS_BUDGET, lambda ids: int(ids.nbytes))
        self._texts = ByteCache[DocumentText](TEXTS_BUDGET, lambda text: text.nbytes)
        self._citations = ByteCache[tuple[Resolution, ...]](
            CITATIONS_BUDGET, lambda cited: _CITATION_BYTES * len(cited)
        )
        self._met: set[tuple[str, str]] = set()
        self._columns: dict[str, FacetColumn] = {}
        self._norms: dict[str, Floats] = {}

    def caches(self) -> list[CacheUse]:
        """What is kept of answers, each cache with its bound."""
        masks = [column.masks("masks") for column in list(self._columns.values())]
        return [
            self._postings.use("matches"),
            self._positions.use("positions"),
            self._texts.use("texts"),
            self._citations.use("citations"),
            CacheUse(
                "masks",
                sum(one.entries for one in masks),
                sum(one.bytes for one in masks),
                sum(one.max_bytes for one in masks),
            ),
        ]

    @cached_property
    def _alive(self) -> np.ndarray | None:
        """Which documents are not deleted; None when all are there."""
        if not any(len(segment.deleted) for segment in self.segments):
            return None
        alive = np.ones(self.size, dtype=bool)
        for base, segment in zip(self._bases, self.segments, strict=False):
            alive[base + segment.deleted] = False
        return alive

    @cached_property
    def live(self) -> Integers:
        """The numbers of all documents that are not deleted."""
        if self._alive is None:
            return np.arange(self.size)
        return np.flatnonzero(self._alive)

    def find(self, plan: Plan) -> SparseMatches:
        """The documents that a plan finds, with their scores."""
        return self.evaluate(plan).sparse()

    def evaluate(self, plan: Plan) -> Matches:
        """The same, in the form that is quicker to combine further."""
        # Made for each question: one that is kept would keep its reader in a circle, and so the
        # files of an old state open, until the interpreter looks for circles.
        evaluator = Evaluator(self.size, self.live, self._leaf, self._postings.get)
        return evaluator.evaluate(plan)

    def _leaf(self, plan: LeafPlan) -> SparseMatches:
        match plan:
            case Term():
                return self._term(plan)
            case Adjacent():
                return self._adjacent(plan)
            case AnyTerm():
                return self._any(plan)
            case DateRange():
                return self._between(plan)

    def _term(self, term: Term) -> SparseMatches:
        """A term's documents with BM25F scores, by Whoosh's formula and statistics.

        Deleted documents count in the statistics until their segment is merged.
        """
        if not self.segments:
            return NO_MATCHES
        field = term.field
        lists = [segment.postings(field, term.text) for segment in self.segments]
        ids = np.concatenate(
            [one.ids + base for one, base in zip(lists, self._bases, strict=False)], dtype=np.int64
        )
        if not len(ids):
            return NO_MATCHES
        frequencies = np.concatenate([one.frequencies for one in lists], dtype=np.float64)
        if FIELDS[field].is_scored:
            weight = term.boost * (math.log(self.size / (len(ids) + 1)) + 1)
            scores = (frequencies * (weight * (K1 + 1))) / (frequencies + self._norm(field)[ids])
        else:
            scores = frequencies * term.boost
        if self._alive is not None:
            kept = self._alive[ids]
            ids, scores = ids[kept], scores[kept]
        return SparseMatches(ids, scores)

    def _any(self, plan: AnyTerm) -> SparseMatches:
        """The documents of any of the terms; when all have been found, no more is looked for."""
        found = np.zeros(self.size, dtype=bool)
        for base, segment in zip(self._bases.tolist(), self.segments, strict=False):
            own = found[base : base + segment.size]
            for text in plan.texts:
                own[segment.postings(plan.field, text).ids] = True
                if own.all():
                    break
        if self._alive is not None:
            found &= self._alive
        ids = np.flatnonzero(found)
        return SparseMatches(ids, np.full(len(ids), plan.score))

    def _between(self, plan: DateRange) -> SparseMatches:
        """The documents with a date in a range, by the column of the field."""
        found = self.column(plan.field).between(plan.first, plan.last)
        ids = np.flatnonzero(found if self._alive is None else found & self._alive)
        return SparseMatches(ids, np.full(len(ids), plan.score))

    def _norm(self, field: str) -> Floats:
        """What a document's length makes of its frequencies, for every document."""
        if field not in self._norms:
            lengths = np.concatenate([segment.lengths(field) for segment in self.segments])
            total = sum(segment.field_length(field) for segment in self.segments)
            average = total / self.size or 1.0
            self._norms[field] = K1 * ((1 - B) + B * lengths / average)
        return self._norms[field]

    def _adjacent(self, phrase: Adjacent) -> SparseMatches:
        """A phrase scores as its terms do, in the documents in which they follow each other."""
        ids = self._side_by_side(phrase)
        if not len(ids):
            return NO_MATCHES
        terms = [self.evaluate(Term(phrase.field, text, phrase.boost)) for text in phrase.texts]
        return intersection([SparseMatches(ids, np.zeros(len(ids))), *terms])

    def _side_by_side(self, phrase: Adjacent) -> Integers:
        """The documents in which the terms follow each other.

        The text's neighbours are terms themselves, so that two words need no positions, and
        more words only in the documents that have all their neighbours.
        """
        pairs = _PAIRS.get(phrase.field)
        terms = [Term(phrase.field, text) for text in phrase.texts]
        if pairs:
            terms = [Term(pairs, bigram(one, other)) for one, other in pairwise(phrase.texts)]
        ids = intersection([self.evaluate(term) for term in terms]).ids
        if not len(ids) or (pairs and len(terms) == 1):
            return ids
        return self._in_order(phrase, ids)

    def _in_order(self, phrase: Adjacent, ids: Integers) -> Integers:
        """Those of the documents that hold the terms in order, the rarest term leading."""
        among = np.zeros(self.size, dtype=bool)
        among[ids] = True
        few = len(ids) * _FEW < self.size
        occurrences = [
            (self._occurrences(phrase.field, text, among if few else None), place)
            for place, text in enumerate(phrase.texts)
        ]
        occurrences.sort(key=lambda found: len(found[0]))
        first, place = occurrences[0]
        starts = first[among[first >> POSITION_BITS]] - place
        for found, place in occurrences[1:]:
            expected = starts + place
            at = np.searchsorted(found, expected)
            at[at == len(found)] = 0
            starts = starts[found[at] == expected] if len(found) else starts[:0]
        return np.unique(starts >> POSITION_BITS)

    def _occurrences(self, field: str, text: str, among: Mask | None) -> Integers:
        """The occurrences of a term: at first those in a few documents, which is quick; all of
        them, which are kept, for a term that returns."""
        kept = self._positions.peek((field, text))
        if kept is not None:
            return kept
        if among is not None and (field, text) not in self._met:
            if len(self._met) >= _MOST_MET:
                self._met.clear()
            self._met.add((field, text))
            return self._read_occurrences(field, text, among)
        return self._positions.get((field, text), lambda: self._read_occurrences(field, text))

    def _read_occurrences(self, field: str, text: str, among: Mask | None = None) -> Integers:
        return np.concatenate(
            [
                segment.positions(
                    field, text, None if among is None else among[base : base + segment.size]
                )
                + (base << POSITION_BITS)
                for base, segment in zip(self._bases.tolist(), self.segments, strict=False)
            ]
        )

    def column(self, field: str) -> FacetColumn:
        """The values of a facet, or of any field of few values, over all documents."""
        if field not in self._columns:
            parts = [segment.values(field) for segment in self.segments]
            self._columns[field] = FacetColumn(field, parts, self._bases, self.size)
        return self._columns[field]

    def document_frequencies(self, field: str, prefix: str, limit: int) -> dict[str, int]:
        """The first ``limit`` terms that begin with a prefix, in order, and in how many documents
        each occurs; deleted ones count until their segment is merged."""
        counted: dict[str, int] = {}
        for segment in self.segments:
            for term, count in segment.terms(field, prefix, limit):
                counted[term] = counted.get(term, 0) + count
        return dict(sorted(counted.items())[:limit])

    def number_of(self, notice_id: str) -> int | None:
        """The number of the document with an id."""
        ids = self._term(Term("id", notice_id)).ids
        return int(ids[-1]) if len(ids) else None

    def _local(self, number: int) -> tuple[SegmentReader, int]:
        place = int(np.searchsorted(self._bases, number, side="right")) - 1
        return self.segments[place], number - int(self._bases[place])

    def card(self, number: int) -> Card:
        """The card of a document."""
        segment, local = self._local(number)
        return decode_card(segment.card(local))

    def reading(self, number: int) -> Reading:
        """The full reading of a document."""
        segment, local = self._local(number)
        return decode_reading(segment.reading(local))

    def citations(self, number: int) -> tuple[Resolution, ...]:
        """The citations of a document, kept as its text is."""
        segment, local = self._local(number)
        return self._citations.get(number, lambda: decode_citations(segment.reading(local)))

    def text(self, number: int) -> DocumentText:
        """The text of a document; those shown lately are kept, since they return on other pages
        and under other filters."""
        return self._texts.get(number, lambda: self._text(number))

    def _text(self, number: int) -> DocumentText:
        segment, local = self._local(number)
        return DocumentText.of(*decode_text(segment.reading(local)))
