"""Evaluating a plan on arrays: boolean algebra and BM25F scores, whole lists at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from search.engine.embedded.postings import Floats, Integers
from search.engine.plan import (
    Adjacent,
    AllOf,
    AndMaybe,
    AndNot,
    AnyOf,
    AnyTerm,
    DateRange,
    LeafPlan,
    MatchAll,
    Plan,
    Term,
)

DENSE_SHARE = 8
"""A list of more than 1/8 of all documents is kept as an array over all of them."""


@dataclass(frozen=True, slots=True)
class SparseMatches:
    """Documents found, ascending, with their scores."""

    ids: Integers
    scores: Floats

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return int(self.ids.nbytes + self.scores.nbytes)

    def sparse(self) -> SparseMatches:
        """Themselves."""
        return self


@dataclass(frozen=True, slots=True)
class DenseMatches:
    """Documents found, as a score for each document of the index; 0 for those not found."""

    all_scores: Floats
    count: int

    def __len__(self) -> int:
        return self.count

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return int(self.all_scores.nbytes)

    def sparse(self) -> SparseMatches:
        """The same as a list."""
        ids = np.flatnonzero(self.all_scores)
        return SparseMatches(ids, self.all_scores[ids])


Matches = SparseMatches | DenseMatches
"""A short list of documents, or one so long that an array over all of them is quicker."""

NO_MATCHES = SparseMatches(np.zeros(0, dtype=np.int64), np.zeros(0))

FindLeaf = Callable[[LeafPlan], SparseMatches]
Memoize = Callable[[Plan, Callable[[], Matches]], Matches]
"""What was found before for a plan, or else what the function now finds."""


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates plans over ``size`` documents, given how their leaves are found."""

    size: int
    live: Integers
    find_leaf: FindLeaf
    memoize: Memoize

    def evaluate(self, plan: Plan) -> Matches:
        """The documents that a plan finds, with their scores."""
        match plan:
            case Term() | Adjacent() | AnyTerm() | DateRange():
                return self.memoize(plan, lambda: self._ready(self.find_leaf(plan)))
            case AllOf(parts):
                return intersection([self.evaluate(part) for part in parts])
            case AnyOf(parts) if terms := _terms_of_one_word(parts):
                # It returns in other queries, so it is kept whole, like a single term.
                return self.memoize(
                    plan, lambda: self._ready(self.union([self.find_leaf(one) for one in terms]))
                )
            case AnyOf(parts):
                return self.union([self.evaluate(part) for part in parts])
            case AndMaybe(required, optional):
                return _and_maybe(self.evaluate(required), self.evaluate(optional))
            case AndNot(required, excluded):
                return _and_not(self.evaluate(required).sparse(), self.evaluate(excluded))
            case MatchAll():
                return SparseMatches(self.live, np.ones(len(self.live)))

    def _ready(self, found: Matches) -> Matches:
        """In the form that is quicker to combine."""
        if isinstance(found, DenseMatches) or len(found) * DENSE_SHARE < self.size:
            return found
        scores = np.zeros(self.size)
        scores[found.ids] = found.scores
        return DenseMatches(scores, len(found))

    def union(self, parts: Sequence[Matches]) -> Matches:
        """Documents of any part; scores add up."""
        found = [part for part in parts if len(part)]
        if len(found) <= 1:
            return found[0] if found else NO_MATCHES
        short = [part for part in found if isinstance(part, SparseMatches)]
        if len(short) == len(found) and sum(map(len, short)) * DENSE_SHARE < self.size:
            ids = np.concatenate([part.ids for part in short])
            scores = np.concatenate([part.scores for part in short])
            distinct, place = np.unique(ids, return_inverse=True)
            return SparseMatches(distinct, np.bincount(place, weights=scores).astype(np.float64))
        total = np.zeros(self.size)
        for part in found:
            if isinstance(part, DenseMatches):
                total += part.all_scores
            else:
                total[part.ids] += part.scores
        return DenseMatches(total, int(np.count_nonzero(total)))


def _and_maybe(required: Matches, optional: Matches) -> Matches:
    """The required documents, with the scores of both."""
    if not len(optional):
        return required
    if isinstance(required, DenseMatches) and isinstance(optional, DenseMatches):
        scores = required.all_scores + optional.all_scores
        return DenseMatches(
            np.multiply(scores, required.all_scores > 0, out=scores), required.count
        )
    listed = required.sparse()
    extra, present = scores_at(optional, listed.ids)
    return SparseMatches(listed.ids, listed.scores + np.where(present, extra, 0.0))


def _terms_of_one_word(parts: Sequence[Plan]) -> list[Term]:
    """The terms, where a plan looks for one word in several fields; else none."""
    terms = [part for part in parts if isinstance(part, Term)]
    alone = len(terms) == len(parts) == len({term.field for term in terms})
    return terms if alone else []


def scores_at(found: Matches, ids: Integers) -> tuple[Floats, np.ndarray]:
    """The scores at given documents, and which of these were found."""
    if isinstance(found, DenseMatches):
        scores = found.all_scores[ids]
        return scores, scores > 0
    if not len(found):
        return np.zeros(len(ids)), np.zeros(len(ids), dtype=bool)
    place = np.searchsorted(found.ids, ids)
    place[place == len(found.ids)] = 0
    return found.scores[place], found.ids[place] == ids


def intersection(parts: Sequence[Matches]) -> SparseMatches:
    """Documents of every part, the shortest first; scores add up."""
    shortest, *others = sorted(parts, key=len)
    dense = [part.all_scores for part in parts if isinstance(part, DenseMatches)]
    if others and len(dense) == len(parts):
        return _all_dense(dense)
    found = shortest.sparse()
    for part in others:
        if not len(found):
            break
        scores, present = scores_at(part, found.ids)
        found = SparseMatches(found.ids[present], found.scores[present] + scores[present])
    return found


def _all_dense(parts: Sequence[Floats]) -> SparseMatches:
    """The intersection of long lists: over all documents at once, without looking anything up."""
    everywhere = parts[0] > 0
    for part in parts[1:]:
        everywhere &= part > 0
    ids = np.flatnonzero(everywhere)
    return SparseMatches(ids, np.sum([part[ids] for part in parts], axis=0))


def _and_not(required: SparseMatches, excluded: Matches) -> SparseMatches:
    _, present = scores_at(excluded, required.ids)
    return SparseMatches(required.ids[~present], required.scores[~present])


_BLOCK = 64
"""Scores of which only the best is compared at first."""


def top_documents(matches: SparseMatches, limit: int) -> Integers:
    """The ``limit`` best documents: by score, and by number where scores are equal."""
    ids, scores = matches.ids, matches.scores
    if len(ids) > max(_BLOCK * limit, 400):
        kept = np.flatnonzero(scores >= _score_threshold(scores, limit))
        ids, scores = ids[kept], scores[kept]
    return ids[np.lexsort((ids, -scores))][:limit]


def _score_threshold(scores: Floats, limit: int) -> float:
    """A score that at least ``limit`` documents reach: the best of so many runs do."""
    runs = len(scores) // _BLOCK
    tops = scores[: runs * _BLOCK].reshape(runs, _BLOCK).max(axis=1)
    return float(np.partition(tops, runs - limit)[runs - limit])
