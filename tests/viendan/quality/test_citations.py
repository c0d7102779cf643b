"""The labelled passages: their floors hold, and the score sees what it must see."""

from indexer.directives.registry import Registry
from viendan.quality.citations import check_gold, gold_files, load_passages, score

REGISTRY = Registry.load()


def test_gold_passages_reach_their_floors():
    assert [str(problem) for problem in check_gold(REGISTRY)] == []


def test_gold_has_negatives_and_every_kind():
    passages = load_passages(gold_files())
    assert len(passages) >= 160
    assert sum(not passage.labels for passage in passages) >= 30
    kinds = {label.kind for passage in passages for label in passage.labels}
    assert kinds == {"full", "list", "range", "alias", "short", "law"}


def test_the_score_sees_misses_false_positives_and_wrong_links():
    passages = load_passages(gold_files())
    positive = next(p for p in passages if p.id == "d001")
    without = type(positive)(positive.id, positive.text, positive.context, ())
    result = score([without], REGISTRY)
    assert result.false_positives
    assert result.wrong_links
    assert result.overall.overlap_f1 == 0
