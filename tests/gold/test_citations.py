"""Citations in passages by someone who has not seen the rules: none is read worse than it was.

``python -m tests.gold citations --each`` lists what is not right yet.
"""

import tomllib

import pytest

from indexer.directives.registry import Registry
from indexer.model import Certainty, Citation, Outcome, Resolution, Span, because
from tests.gold.citation_scoring import (
    GROUPS,
    MEASURES,
    UNSEEN,
    JudgedCitation,
    Passage,
    citation_figures,
    judge_citations,
    passages,
)
from viendan.quality.gold import fingerprint

FLOORS = tomllib.loads((UNSEEN / "floors.toml").read_text("utf-8"))
AT_LEAST, AT_MOST = ("span_f1", "keys"), ("wrong_stated", "over_confident")


def test_no_group_is_read_worse_than_it_was():
    judged = list(judge_citations(passages(), Registry.load()))
    print(*(one for one in judged if not one.is_exact or not one.is_right), sep="\n")
    reached = citation_figures(judged)
    for group in GROUPS:
        for measure in AT_LEAST:
            assert reached[group][measure] >= FLOORS[group][measure], (group, measure)
        for measure in AT_MOST:
            assert reached[group][measure] <= FLOORS[group][measure], (group, measure)


def test_the_figures_are_those_of_these_passages():
    assert fingerprint(sorted(UNSEEN.glob("*.jsonl"))) == FLOORS["fingerprint"]
    assert all(FLOORS[group].keys() == set(MEASURES) for group in GROUPS)


@pytest.mark.parametrize(
    "passage", [*passages(), *passages(held_out=True)], ids=lambda p: p.row["id"]
)
def test_every_label_stands_where_it_says(passage):
    for one in passage.row["citations"]:
        assert passage.text[one["start"] : one["end"]] == one["span_text"]
    assert passage.row["group"] in GROUPS


# --- the score sees what it must see -----------------------------------------------------------

TEXT = "theo Chỉ thị số 05-CT/TW"
LABEL = {"span_text": TEXT[5:], "start": 5, "end": len(TEXT), "key": "tw/k12/ct-05"}
PASSAGE = Passage({"id": "x", "group": "term", "text": TEXT, "citations": [LABEL]})


def found(key, certainty=Certainty.STATED, outcome=Outcome.RESOLVED):
    citation = Citation(Span(5, len(TEXT)), TEXT[5:], "full")
    return Resolution(citation, key, outcome, (), because(""), certainty=certainty)


@pytest.mark.parametrize(
    ("label", "resolution", "right", "wrong_stated", "over_confident"),
    [
        ({}, found("tw/k12/ct-05"), True, False, False),
        ({}, found("tw/k13/ct-05"), False, True, False),
        ({}, found("tw/k13/ct-05", Certainty.INFERRED), False, False, False),
        ({}, found("tw/k13/ct-05", Certainty.STATED, Outcome.NOT_HELD), False, False, False),
        ({"also_right": ["tw/_/ct-05"]}, found("tw/_/ct-05", None), True, False, False),
        ({"also_right": ["tw/k13/ct-05"]}, found("tw/k13/ct-05"), True, True, False),
        ({"must_not_be": ["tw/k13/ct-05"]}, found("tw/k13/ct-05"), False, True, False),
        ({"key_scored": False}, found("tw/k13/ct-05"), False, False, False),
        ({"certainty": "inferred"}, found("tw/k12/ct-05"), True, False, True),
        ({"certainty": "stated|inferred"}, found("tw/k12/ct-05"), True, False, False),
        ({"certainty": "open"}, found("tw/k12/ct-05"), True, False, True),
    ],
)  # fmt: skip
def test_a_link_is_judged_by_its_label(label, resolution, right, wrong_stated, over_confident):
    judged = JudgedCitation(PASSAGE, {**LABEL, **label}, resolution)
    assert (judged.is_right, judged.is_wrong_stated, judged.is_over_confident) == (
        right,
        wrong_stated,
        over_confident,
    )


def test_what_is_optional_is_no_mistake_either_way():
    free = Passage({**PASSAGE.row, "citations": [{**LABEL, "optional": True}]})
    assert list(judge_citations([free], Registry.load())) == []


def test_a_span_that_is_longer_is_none():
    longer = {**LABEL, "start": 0, "span_text": TEXT}
    judged = list(
        judge_citations([Passage({**PASSAGE.row, "citations": [longer]})], Registry.load())
    )
    assert [one.is_exact for one in judged] == [False, False]
    assert citation_figures(judged)["term"]["span_f1"] == 0
