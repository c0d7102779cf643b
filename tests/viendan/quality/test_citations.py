"""The labelled passages: their floors hold, and the score sees what it must see."""

from dataclasses import replace

import pytest

from indexer.directives.registry import Registry
from indexer.model import Span
from viendan.quality.citations import gold_passages, score
from viendan.quality.gold import check_floors

REGISTRY = Registry.load()
PASSAGE = next(one for one in gold_passages() if one.id == "d001")
(LABEL,) = PASSAGE.labels


def test_gold_passages_reach_their_floors():
    reached = score(gold_passages(), REGISTRY)
    assert check_floors("citations", reached) == [], [str(one) for one in reached.pairs]
    assert reached.mistakes() == []


def test_gold_has_negatives_and_every_kind():
    passages = gold_passages()
    assert len(passages) >= 160
    assert sum(not passage.labels for passage in passages) >= 30
    kinds = {label.kind for passage in passages for label in passage.labels}
    assert kinds == {"full", "list", "range", "alias", "short", "law"}


def measured(*labels):
    return tuple(score([replace(PASSAGE, labels=labels)], REGISTRY).measures().values())


NEXT = replace(LABEL, span=Span(LABEL.span.start + 1, LABEL.span.end))
ELSEWHERE = replace(LABEL, span=Span(0, 1))
OTHER_TERM = replace(LABEL, key="tw/k99/" + LABEL.key.split("/")[-1])
OTHER = replace(LABEL, key="tw/k13/ct-1")


@pytest.mark.parametrize(
    ("labels", "span", "exact", "key", "key_without_term", "false_positives", "wrong_links"),
    [
        ([LABEL], 1, 1, 1, 1, 0, 0),
        ([NEXT], 1, 0, 1, 1, 0, 0),
        ([OTHER_TERM], 1, 1, 0, 1, 0, 1),
        ([OTHER], 1, 1, 0, 0, 0, 1),
        ([ELSEWHERE], 0, 0, 1, 1, 0, 1),
        ([LABEL, ELSEWHERE], 2 / 3, 2 / 3, 1, 1, 0, 0),
        ([], 0, 0, 1, 1, 1, 1),
    ],
    ids=["right", "other span", "other term", "other key", "not there", "one missed", "negative"],
)
def test_the_score_counts_spans_keys_and_mistakes(
    labels, span, exact, key, key_without_term, false_positives, wrong_links
):
    expected = (span, exact, key, key_without_term, false_positives, wrong_links)
    assert measured(*labels) == pytest.approx(expected)


def test_a_mistake_says_where_and_what():
    found = score([replace(PASSAGE, labels=())], REGISTRY).mistakes()
    assert [str(one).split(": ")[:2] for one in found] == [
        ["viện dẫn tìm nhầm", "d001"],
        ["liên kết sai", "d001"],
    ]
