"""Evaluating a plan on arrays: boolean algebra and BM25F scores, whole lists at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from search.plan import Adjacent, AllOf, AnyOf, Everything, Plan, Preferring, Term, Without
from search.postings import Floats, Integers

DENSE_SHARE = 20
"""A list of more than 1/20 of all documents is also kept as an array over all of them."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Documents found, ascending, with their scores; ``dense`` has a score (or 0) for each
    document of the index where the list is long."""

    ids: Integers
    scores: Floats
    dense: Floats | None = None

    def __len__(self) -> int:
        return len(self.ids)


NOTHING = Matches(np.zeros(0, dtype=np.int64), np.zeros(0))

FindTerm = Callable[[Term], Matches]
FindAdjacent = Callable[[Adjacent], Matches]


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates plans over ``size`` documents, given how terms and phrases are found."""

    size: int
    live: Integers
    find_term: FindTerm
    find_adjacent: FindAdjacent

    def evaluate(self, plan: Plan) -> Matches:
        """The documents that a plan finds, with their scores."""
        match plan:
            case Term():
                return self.find_term(plan)
            case Adjacent():
                return self.find_adjacent(plan)
            case AllOf(parts):
                return intersection([self.evaluate(part) for part in parts])
            case AnyOf(parts):
                return self.union([self.evaluate(part) for part in parts])
            case Preferring(wanted, better):
                return self._prefer(self.evaluate(wanted), self.evaluate(better))
            case Without(wanted, unwanted):
                return _difference(self.evaluate(wanted), self.evaluate(unwanted))
            case Everything():
                return Matches(self.live, np.ones(len(self.live)))

    def union(self, parts: Sequence[Matches]) -> Matches:
        """Documents of any part; scores add up."""
        found = [part for part in parts if len(part)]
        if len(found) <= 1:
            return found[0] if found else NOTHING
        if sum(map(len, found)) * DENSE_SHARE < self.size:
            ids = np.concatenate([part.ids for part in found])
            scores = np.concatenate([part.scores for part in found])
            distinct, place = np.unique(ids, return_inverse=True)
            return Matches(distinct, np.bincount(place, weights=scores).astype(np.float64))
        total = np.zeros(self.size)
        for part in found:
            if part.dense is not None:
                total += part.dense
            else:
                total[part.ids] += part.scores
        ids = np.flatnonzero(total)
        return Matches(ids, total[ids], total)

    def _prefer(self, wanted: Matches, better: Matches) -> Matches:
        if not len(better):
            return wanted
        extra, present = _scores_at(better, wanted.ids)
        return Matches(wanted.ids, wanted.scores + np.where(present, extra, 0.0))


def _scores_at(matches: Matches, ids: Integers) -> tuple[Floats, np.ndarray]:
    """The scores of ``matches`` at given documents, and which of these it has."""
    if matches.dense is not None:
        scores = matches.dense[ids]
        return scores, scores > 0
    if not len(matches):
        return np.zeros(len(ids)), np.zeros(len(ids), dtype=bool)
    place = np.searchsorted(matches.ids, ids)
    place[place == len(matches.ids)] = 0
    return matches.scores[place], matches.ids[place] == ids


def intersection(parts: Sequence[Matches]) -> Matches:
    """Documents of every part, the shortest first; scores add up."""
    ordered = sorted(parts, key=len)
    found = ordered[0]
    for part in ordered[1:]:
        if not len(found):
            break
        scores, present = _scores_at(part, found.ids)
        found = Matches(found.ids[present], found.scores[present] + scores[present])
    return found


def _difference(wanted: Matches, unwanted: Matches) -> Matches:
    _, present = _scores_at(unwanted, wanted.ids)
    return Matches(wanted.ids[~present], wanted.scores[~present])


def best(matches: Matches, most: int) -> Integers:
    """The ``most`` best documents: by score, and by number where scores are equal."""
    ids, scores = matches.ids, matches.scores
    if len(ids) > max(4 * most, 400):
        threshold = np.partition(scores, len(ids) - most)[len(ids) - most]
        kept = scores >= threshold
        ids, scores = ids[kept], scores[kept]
    return ids[np.lexsort((ids, -scores))][:most]
