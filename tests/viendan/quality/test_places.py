"""The labelled passages about places, and the floors that they hold."""

from indexer.gazetteer.units import gazetteer
from viendan.quality.places import GOLD_FOLDER, fingerprint, read_floors, read_passages, score


def test_the_gold_passages_reach_their_floors():
    floors = read_floors(GOLD_FOLDER)
    passages = read_passages(GOLD_FOLDER)
    reached = score(passages)
    assert len(passages) >= 120
    assert fingerprint(GOLD_FOLDER) == floors.fingerprint, "passages changed: pin their floors anew"
    assert reached.precision >= floors.precision, reached.misses
    assert reached.recall >= floors.recall, reached.misses
    assert reached.persons <= floors.persons, reached.misses


def test_the_floors_are_not_lowered():
    floors = read_floors(GOLD_FOLDER)
    assert (floors.precision, floors.recall, floors.persons) >= (0.99, 0.95, 0)
    assert floors.persons == 0


def test_gold_spans_are_those_of_the_text():
    for passage in read_passages(GOLD_FOLDER):
        for label in passage.labels:
            assert 0 <= label.span.start < label.span.end <= len(passage.text), passage.id
            assert label.place is None or label.place in gazetteer(), passage.id
