"""Counting facets: whichever way is quicker, the counts are the same."""

import random
from collections import Counter

import numpy as np
import pytest

from indexer.schema import UNKNOWN
from search.columns import Column
from search.evaluate import Matches, best
from search.facets import Counted, FacetLists
from search.segments import Values

SIZE = 600


def column(several, seed=1):
    """A column with one value or several for each document, and the values by document."""
    chance = random.Random(seed)
    labels = ("a", "b", "c", UNKNOWN)
    held = [chance.sample(range(4), chance.randint(0, 3) if several else 1) for _ in range(SIZE)]
    pairs = sorted((code, number) for number, codes in enumerate(held) for code in codes)
    documents = np.array([number for _, number in pairs])
    codes = np.array([code for code, _ in pairs])
    made = Column("cites", [Values(labels, documents, codes)], np.array([0, SIZE]), SIZE)
    return made, [[labels[code] for code in codes] for codes in held]


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.9, 1.0])
def test_counts_are_those_of_the_documents(several, share):
    made, held = column(several)
    deleted = {3, 599}
    live = np.array([number for number in range(SIZE) if number not in deleted])
    chosen = live[np.random.default_rng(2).random(len(live)) < share]
    wanted = Counter(value for number in chosen.tolist() for value in held[number])
    counted = Counted(chosen, live).by_value(made)
    assert dict(zip(made.values, counted.tolist(), strict=True)) == {
        value: wanted[value] for value in made.values
    }


@pytest.mark.parametrize("several", [False, True])
def test_a_filter_passes_what_has_one_of_its_values(several):
    made, held = column(several)
    passing = made.having(["a", "c", "not there"])
    assert passing.tolist() == [bool({"a", "c"} & set(values)) for values in held]
    assert not made.having([]).any()
    known = made.between("b", "")
    assert known.tolist() == [bool({"b", "c"} & set(values)) for values in held]


def test_documents_that_share_values():
    made, held = column(several=True)
    shared = made.shared_with(7)
    own = set(held[7]) - {UNKNOWN}
    assert shared.tolist() == [len(own & set(values)) for values in held]


def test_values_stand_by_count_then_label_the_unknown_last_the_chosen_always():
    made, _ = column(several=False)
    lists = FacetLists(lambda _: made, lambda _, value: {"a": "Zeta", "b": "Ấp", "c": "Ân"}[value]
                       if value in "abc" else value)  # fmt: skip
    codes = {value: np.flatnonzero(made.having([value])) for value in made.values}
    ids = np.sort(np.concatenate([codes["a"][:3], codes["b"][:3], codes["c"][:5], codes["_"][:9]]))
    listed = lists.of("cites", Counted(ids, np.arange(SIZE)), ["b", "gone"])
    shown = [(one.value, one.count, one.selected) for one in listed]
    assert shown == [
        ("c", 5, False), ("b", 3, True), ("a", 3, False), ("gone", 0, True), ("_", 9, False),
    ]  # fmt: skip


@pytest.mark.parametrize("distinct", [3, 50, 100_000])
def test_the_best_are_the_best_also_of_long_lists(distinct):
    random_scores = np.random.default_rng(distinct).integers(1, distinct + 1, 20_000)
    found = Matches(np.arange(20_000) * 2, random_scores.astype(float))
    wanted = sorted(zip(-found.scores, found.ids, strict=True))[:50]
    for most in (1, 10, 50):
        assert best(found, most).tolist() == [number for _, number in wanted[:most]]
