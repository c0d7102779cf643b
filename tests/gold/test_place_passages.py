"""Places as they are really written: the floors of the figures, and that the labels are sound."""

import tomllib

import pytest

from indexer.model import Outcome
from tests.gold.place_passages import PLACES, passage_files, place_figures, place_passages
from viendan.quality.gold import fingerprint
from viendan.quality.places import PlaceScore, score

PINNED = tomllib.loads((PLACES / "floors.toml").read_text("utf-8"))
OPEN, HELD_OUT = place_passages(), place_passages(held_out=True)

every_passage = pytest.mark.parametrize("passage", [*OPEN, *HELD_OUT], ids=lambda one: one.id)


def test_no_place_is_read_worse_than_it_was(gazetteer):
    reached = score(OPEN, gazetteer)
    figures = place_figures(reached)
    assert figures["precision"] >= PINNED["floors"]["precision"], reached.mismatches
    assert figures["recall"] >= PINNED["floors"]["recall"], reached.mismatches
    assert figures["wrong"] <= PINNED["ceilings"]["wrong"], reached.mismatches


def test_the_figures_are_those_of_these_passages():
    assert fingerprint(passage_files()) == PINNED["fingerprint"], (
        "pin figures and fingerprint together"
    )
    assert len(OPEN) >= 70


def test_a_place_that_is_wrong_is_counted():
    assert place_figures(PlaceScore(8, 10, 16, 0, ())) == {
        "precision": 0.8, "recall": 0.5, "wrong": 2,
    }  # fmt: skip


def test_no_passage_stands_twice():
    texts = [passage.text for passage in [*OPEN, *HELD_OUT]]
    assert len(set(texts)) == len(texts)


@every_passage
def test_a_label_names_units_of_the_gazetteer(passage, gazetteer):
    spans = [label.span for label in passage.labels]
    assert all(0 <= span.start < span.end <= len(passage.text) for span in spans)
    assert len(set(spans)) == len(spans)
    for label in passage.labels:
        named = [label.place] if label.place else label.candidates
        assert all(key in gazetteer for key in named)
        assert (label.place is not None) == (label.status is Outcome.RESOLVED)
        assert not (named and label.status is Outcome.NOT_HELD)


@pytest.mark.parametrize("passage", OPEN, ids=lambda one: one.id)
def test_what_may_be_meant_stood_on_the_day_or_before(passage, gazetteer):
    on = passage.issued.latest()
    for label in passage.labels:
        for key in [label.place] if label.place else label.candidates:
            began = gazetteer.versions(key)[0].valid_from
            assert began <= on, key
