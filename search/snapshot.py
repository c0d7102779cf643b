"""One generation of the index in memory: immutable, shared by all threads.

Postings are decoded once for each term, into arrays with their BM25F score already worked out,
and kept in a cache bounded in bytes.  Facets are columns of codes, counted by ``bincount``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from indexer.model import Reading, Span
from indexer.schema import SCHEMA, Card, decode_card, decode_reading, decode_text
from search.cache import ByteCache
from search.columns import Column
from search.evaluate import DENSE_SHARE, NOTHING, Evaluator, Matches, intersection
from search.plan import Adjacent, Plan, Term
from search.postings import POSITION_BITS, Floats, Integers
from search.ranking import K1, B
from search.segments import Segment

POSTINGS_BUDGET = 128 * 1024 * 1024
POSITIONS_BUDGET = 64 * 1024 * 1024


def _matches_bytes(matches: Matches) -> int:
    dense = 0 if matches.dense is None else matches.dense.nbytes
    return int(matches.ids.nbytes + matches.scores.nbytes + dense)


class Snapshot:
    """The documents of all segments under one numbering, and how plans find them."""

    def __init__(self, segments: Sequence[Segment], generation: str) -> None:
        self.generation = generation
        self.segments = tuple(segments)
        self._bases = np.concatenate([[0], np.cumsum([s.size for s in segments], dtype=np.int64)])
        self.size = int(self._bases[-1])
        self._postings = ByteCache[Matches](POSTINGS_BUDGET, _matches_bytes)
        self._positions = ByteCache[Integers](POSITIONS_BUDGET, lambda ids: int(ids.nbytes))
        self._columns: dict[str, Column] = {}
        self._norms: dict[str, Floats] = {}

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

    def find(self, plan: Plan) -> Matches:
        """The documents that a plan finds, with their scores."""
        return Evaluator(self.size, self.live, self._term, self._adjacent).evaluate(plan)

    def _term(self, term: Term) -> Matches:
        found = self._postings.get(
            (term.field, term.text), lambda: self._scored(term.field, term.text)
        )
        if term.boost == 1.0:
            return found
        dense = None if found.dense is None else found.dense * term.boost
        return Matches(found.ids, found.scores * term.boost, dense)

    def _scored(self, field: str, text: str) -> Matches:
        """A term's documents with BM25F scores, by Whoosh's formula and statistics.

        Deleted documents count in the statistics until their segment is merged.
        """
        lists = [segment.postings(field, text) for segment in self.segments]
        ids = np.concatenate(
            [one.ids + base for one, base in zip(lists, self._bases, strict=False)]
        )
        if not len(ids):
            return NOTHING
        frequencies = np.concatenate([one.frequencies for one in lists])
        if SCHEMA[field].scorable:
            idf = math.log(self.size / (len(ids) + 1)) + 1
            scores = idf * ((frequencies * (K1 + 1)) / (frequencies + self._norm(field)[ids]))
        else:
            scores = frequencies
        if self._alive is not None:
            kept = self._alive[ids]
            ids, scores = ids[kept], scores[kept]
        dense = None
        if len(ids) * DENSE_SHARE > self.size:
            dense = np.zeros(self.size)
            dense[ids] = scores
        return Matches(ids, scores, dense)

    def _norm(self, field: str) -> Floats:
        """What a document's length makes of its frequencies, for every document."""
        if field not in self._norms:
            lengths = np.concatenate([segment.lengths(field) for segment in self.segments])
            total = sum(segment.field_length(field) for segment in self.segments)
            average = total / self.size or 1.0
            self._norms[field] = K1 * ((1 - B) + B * lengths / average)
        return self._norms[field]

    def _adjacent(self, phrase: Adjacent) -> Matches:
        terms = [self._term(Term(phrase.field, text)) for text in phrase.texts]
        together = intersection(terms)
        if len(together):
            together = self._keep(together, self._side_by_side(phrase))
        return Matches(together.ids, together.scores * phrase.boost)

    def _keep(self, matches: Matches, ids: Integers) -> Matches:
        kept = np.isin(matches.ids, ids, assume_unique=True)
        return Matches(matches.ids[kept], matches.scores[kept])

    def _side_by_side(self, phrase: Adjacent) -> Integers:
        """The documents in which the terms follow each other, the rarest term leading."""
        occurrences = [
            (self._occurrences(phrase.field, text), place)
            for place, text in enumerate(phrase.texts)
        ]
        occurrences.sort(key=lambda pair: len(pair[0]))
        first, place = occurrences[0]
        starts = first - place
        for found, place in occurrences[1:]:
            wanted = starts + place
            at = np.searchsorted(found, wanted)
            at[at == len(found)] = 0
            starts = starts[found[at] == wanted] if len(found) else starts[:0]
        return np.unique(starts >> POSITION_BITS)

    def _occurrences(self, field: str, text: str) -> Integers:
        return self._positions.get((field, text), lambda: self._all_positions(field, text))

    def _all_positions(self, field: str, text: str) -> Integers:
        return np.concatenate(
            [
                segment.positions(field, text) + (int(base) << POSITION_BITS)
                for base, segment in zip(self._bases, self.segments, strict=False)
            ]
        )

    def column(self, field: str) -> Column:
        """The values of a facet, or of any field of few values, over all documents."""
        if field not in self._columns:
            parts = [segment.values(field) for segment in self.segments]
            self._columns[field] = Column(field, parts, self._bases, self.size)
        return self._columns[field]

    def terms(self, field: str, prefix: str, most: int) -> list[str]:
        """The first ``most`` terms of a field that begin with a prefix, in order."""
        found: set[str] = set()
        for segment in self.segments:
            found.update(segment.terms(field, prefix, most))
        return sorted(found)[:most]

    def frequencies(self, field: str, prefix: str, most: int) -> dict[str, int]:
        """The first terms that begin with a prefix, and in how many documents each occurs."""
        return {
            text: len(self._term(Term(field, text))) for text in self.terms(field, prefix, most)
        }

    def number_of(self, notice_id: str) -> int | None:
        """The number of the document with an id."""
        ids = self._term(Term("id", notice_id)).ids
        return int(ids[-1]) if len(ids) else None

    def _local(self, number: int) -> tuple[Segment, int]:
        place = int(np.searchsorted(self._bases, number, side="right")) - 1
        return self.segments[place], number - int(self._bases[place])

    def card(self, number: int) -> Card:
        """The card of a document."""
        segment, local = self._local(number)
        return decode_card(segment.stored(local))

    def reading(self, number: int) -> Reading:
        """The full reading of a document."""
        segment, local = self._local(number)
        return decode_reading(segment.reading(local))

    def text(self, number: int) -> tuple[str, list[tuple[str | None, Span]]]:
        """The verbatim text of a document, and its citations by key and span."""
        segment, local = self._local(number)
        return decode_text(segment.reading(local))
