"""The two-label Viterbi against all labellings there are."""

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.segmentation.labels import ViterbiDecoder, tie_tolerance

# Multiples of 1/8, so that sums are exact and ties are real ties.
_WEIGHTS = st.integers(-24, 24).map(lambda eighths: eighths / 8)
_TRANSITION = st.tuples(*[st.tuples(_WEIGHTS, _WEIGHTS)] * 2)
_LINE = st.lists(_WEIGHTS, min_size=1, max_size=7)


Transition = Sequence[Sequence[float]]


def best_labels(scores: list[float], transition: Transition) -> list[bool] | None:
    """The one labelling with the highest sum; None if several have it."""

    def total(labels: tuple[int, ...]) -> float:
        states = sum(score for score, label in zip(scores, labels, strict=True) if label)
        return states + sum(transition[one][other] for one, other in pairwise(labels))

    ranked = sorted(product((0, 1), repeat=len(scores)), key=total, reverse=True)
    if len(ranked) > 1 and total(ranked[0]) == total(ranked[1]):
        return None
    return [label == 1 for label in ranked[0]]


@given(_LINE, _TRANSITION)
def test_one_line(scores: list[float], transition: Transition) -> None:
    want = best_labels(scores, transition)
    found = ViterbiDecoder(transition).decode(scores)
    assert found == want or (found is None and want is None)


@given(st.lists(_LINE, min_size=1, max_size=6), _TRANSITION)
def test_many_lines(lines: list[list[float]], transition: Transition) -> None:
    decoder = ViterbiDecoder(transition)
    flat = np.array([score for line in lines for score in (*line, 99.0)])
    breaks = flat == 99.0
    continues, may_tie = decoder.decode_lines(flat, breaks, tie_tolerance(7))
    assert not may_tie[breaks].any()
    start = 0
    for line in lines:
        end = start + len(line)
        want = best_labels(line, transition)
        if want is None:
            assert may_tie[start:end].any()
        elif not may_tie[start:end].any():  # it may doubt a label that no tie turns on
            assert continues[start:end].tolist() == want
        start = end + 1


def test_tolerance_covers_rounding() -> None:
    """The sums of 20,000 random scores, forwards and backwards, differ by less."""
    scores = np.random.default_rng(6).uniform(-50, 50, 20_000).tolist()
    assert abs(sum(scores) - sum(reversed(scores))) < tie_tolerance(len(scores))
    assert tie_tolerance(100) < 1e-8 < tie_tolerance(5000)


@pytest.mark.parametrize("transition", [[[0.0, 1.0], [1.0, 0.0]], [[1.0, 0.0], [0.0, 1.0]]])
def test_labels_depend_on_neighbours(transition: Transition) -> None:
    """With no scores of their own, transitions alone decide (alternating, or all alike)."""
    scores = [-4.0, 0.125, 0.125, 0.125]
    alike = transition[0][0] > 0
    assert ViterbiDecoder(transition).decode(scores) == (
        [False] * 4 if alike else [False, True, False, True]
    )
