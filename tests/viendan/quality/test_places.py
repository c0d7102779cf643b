"""The labelled passages about places: their floors hold, and their labels are sound."""

from viendan.quality.gold import check_floors
from viendan.quality.places import gold_passages, score


def test_the_gold_passages_reach_their_floors(gazetteer):
    passages = gold_passages()
    assert len(passages) >= 120
    reached = score(passages, gazetteer)
    assert check_floors("places", reached) == [], reached.mismatches


def test_gold_spans_are_those_of_the_text(gazetteer):
    for passage in gold_passages():
        for label in passage.labels:
            assert 0 <= label.span.start < label.span.end <= len(passage.text), passage.id
            assert label.place is None or label.place in gazetteer, passage.id
