"""Evaluating a plan on arrays: boolean algebra and BM25F scores, whole lists at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from search.engine.embedded.postings import Floats, Integers
from search.engine.plan import (
    Adjacent,
    AllOf,
    AnyOf,
    AnyTerm,
    Between,
    Everything,
    Leaf,
    Plan,
    Preferring,
    Term,
    Without,
)

DENSE_SHARE = 8
"""A list of more than 1/8 of all documents is kept as an array over all of them."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Documents found, ascending, with their scores."""

    ids: Integers
    scores: Floats

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return int(self.ids.nbytes + self.scores.nbytes)

    def listed(self) -> Matches:
        """Themselves."""
        return self


@dataclass(frozen=True, slots=True)
class Dense:
    """Documents found, as a score for each document of the index; 0 for those not found."""

    all_scores: Floats
    count: int

    def __len__(self) -> int:
        return self.count

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return int(self.all_scores.nbytes)

    def listed(self) -> Matches:
        """The same as a list."""
        ids = np.flatnonzero(self.all_scores)
        return Matches(ids, self.all_scores[ids])


Found = Matches | Dense
"""A short list of documents, or one so long that an array over all of them is quicker."""

NOTHING = Matches(np.zeros(0, dtype=np.int64), np.zeros(0))

Find = Callable[[Leaf], Matches]
Recall = Callable[[Plan, Callable[[], Found]], Found]
"""What was found before for a plan, or else what the function now finds."""


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates plans over ``size`` documents, given how their leaves are found."""

    size: int
    live: Integers
    find: Find
    recall: Recall

    def evaluate(self, plan: Plan) -> Found:
        """The documents that a plan finds, with their scores."""
        match plan:
            case Term() | Adjacent() | AnyTerm() | Between():
                return self.recall(plan, lambda: self._ready(self.find(plan)))
            case AllOf(parts):
                return intersection([self.evaluate(part) for part in parts])
            case AnyOf(parts) if terms := _one_word(parts):
                # It returns in other queries, so it is kept whole, like a single term.
                return self.recall(
                    plan, lambda: self._ready(self.union([self.find(one) for one in terms]))
                )
            case AnyOf(parts):
                return self.union([self.evaluate(part) for part in parts])
            case Preferring(wanted, better):
                return _prefer(self.evaluate(wanted), self.evaluate(better))
            case Without(wanted, unwanted):
                return _difference(self.evaluate(wanted).listed(), self.evaluate(unwanted))
            case Everything():
                return Matches(self.live, np.ones(len(self.live)))

    def _ready(self, found: Found) -> Found:
        """In the form that is quicker to combine."""
        if isinstance(found, Dense) or len(found) * DENSE_SHARE < self.size:
            return found
        scores = np.zeros(self.size)
        scores[found.ids] = found.scores
        return Dense(scores, len(found))

    def union(self, parts: Sequence[Found]) -> Found:
        """Documents of any part; scores add up."""
        found = [part for part in parts if len(part)]
        if len(found) <= 1:
            return found[0] if found else NOTHING
        short = [part for part in found if isinstance(part, Matches)]
        if len(short) == len(found) and sum(map(len, short)) * DENSE_SHARE < self.size:
            ids = np.concatenate([part.ids for part in short])
            scores = np.concatenate([part.scores for part in short])
            distinct, place = np.unique(ids, return_inverse=True)
            return Matches(distinct, np.bincount(place, weights=scores).astype(np.float64))
        total = np.zeros(self.size)
        for part in found:
            if isinstance(part, Dense):
                total += part.all_scores
            else:
                total[part.ids] += part.scores
        return Dense(total, int(np.count_nonzero(total)))


def _prefer(wanted: Found, better: Found) -> Found:
    """The wanted documents, with the scores of both."""
    if not len(better):
        return wanted
    if isinstance(wanted, Dense) and isinstance(better, Dense):
        scores = wanted.all_scores + better.all_scores
        return Dense(np.multiply(scores, wanted.all_scores > 0, out=scores), wanted.count)
    listed = wanted.listed()
    extra, present = scores_at(better, listed.ids)
    return Matches(listed.ids, listed.scores + np.where(present, extra, 0.0))


def _one_word(parts: Sequence[Plan]) -> list[Term]:
    """The terms, where a plan looks for one word in several fields; else none."""
    terms = [part for part in parts if isinstance(part, Term)]
    alone = len(terms) == len(parts) == len({term.field for term in terms})
    return terms if alone else []


def scores_at(found: Found, ids: Integers) -> tuple[Floats, np.ndarray]:
    """The scores at given documents, and which of these were found."""
    if isinstance(found, Dense):
        scores = found.all_scores[ids]
        return scores, scores > 0
    if not len(found):
        return np.zeros(len(ids)), np.zeros(len(ids), dtype=bool)
    place = np.searchsorted(found.ids, ids)
    place[place == len(found.ids)] = 0
    return found.scores[place], found.ids[place] == ids


def intersection(parts: Sequence[Found]) -> Matches:
    """Documents of every part, the shortest first; scores add up."""
    shortest, *others = sorted(parts, key=len)
    dense = [part.all_scores for part in parts if isinstance(part, Dense)]
    if others and len(dense) == len(parts):
        return _all_dense(dense)
    found = shortest.listed()
    for part in others:
        if not len(found):
            break
        scores, present = scores_at(part, found.ids)
        found = Matches(found.ids[present], found.scores[present] + scores[present])
    return found


def _all_dense(parts: Sequence[Floats]) -> Matches:
    """The intersection of long lists: over all documents at once, without looking anything up."""
    everywhere = parts[0] > 0
    for part in parts[1:]:
        everywhere &= part > 0
    ids = np.flatnonzero(everywhere)
    return Matches(ids, np.sum([part[ids] for part in parts], axis=0))


def _difference(wanted: Matches, unwanted: Found) -> Matches:
    _, present = scores_at(unwanted, wanted.ids)
    return Matches(wanted.ids[~present], wanted.scores[~present])


_RUN = 64
"""Scores of which only the best is compared at first."""


def best(matches: Matches, most: int) -> Integers:
    """The ``most`` best documents: by score, and by number where scores are equal."""
    ids, scores = matches.ids, matches.scores
    if len(ids) > max(_RUN * most, 400):
        kept = np.flatnonzero(scores >= _reached(scores, most))
        ids, scores = ids[kept], scores[kept]
    return ids[np.lexsort((ids, -scores))][:most]


def _reached(scores: Floats, most: int) -> float:
    """A score that at least ``most`` documents reach: the best of so many runs do."""
    runs = len(scores) // _RUN
    tops = scores[: runs * _RUN].reshape(runs, _RUN).max(axis=1)
    return float(np.partition(tops, runs - most)[runs - most])
