"""Pinpoints, roles and own keys of the labelled passages and papers: none is read worse than it
was.

``python -m tests.gold pinpoints --each``, ``roles-of-citations --each`` and ``own-keys --each``
list what is not right yet.
"""

import tomllib

import pytest

from indexer.directives import Knowledge
from tests.gold.own_key_scoring import (
    OWN_KEYS,
    JudgedKey,
    headed_papers,
    judge_own_keys,
    own_key_figures,
)
from tests.gold.pinpoint_scoring import (
    PINPOINTS,
    judge_pinpoints,
    pinpoint_figures,
    pinpoint_passages,
)
from tests.gold.role_scoring import cited_role_figures, judge_cited_roles


def floors(folder):
    return tomllib.loads((folder / "floors.toml").read_text("utf-8"))


@pytest.mark.parametrize("more", [False, True])
def test_no_pinpoint_is_read_worse_than_it_was(more):
    judged = list(judge_pinpoints(pinpoint_passages(more=more)))
    print(*(one for one in judged if not (one.has_parts and one.has_owner)), sep="\n")
    reached, least = pinpoint_figures(judged), floors(PINPOINTS / ("more" if more else ""))
    least.pop("roles", None)
    assert reached.keys() == least.keys()
    assert [name for name, figure in reached.items() if figure < least[name]] == []


def test_no_role_is_told_worse_than_it_was():
    passages = [*pinpoint_passages(), *pinpoint_passages(more=True)]
    judged = list(judge_cited_roles(passages))
    print(*(one for one in judged if not one.is_exact), sep="\n")
    reached, least = cited_role_figures(judged), floors(PINPOINTS)["roles"]
    assert reached.keys() == least.keys()
    assert [name for name, figure in reached.items() if figure < least[name]] == []


def test_no_own_key_is_told_worse_than_it_was():
    judged = list(judge_own_keys(headed_papers(), Knowledge.load()))
    print(*(one for one in judged if not (one.is_right and one.has_status)), sep="\n")
    reached, bounds = own_key_figures(judged), floors(OWN_KEYS)
    assert reached["right"] >= bounds["right"]
    assert reached["status"] >= bounds["status"]
    assert reached["wrong"] <= bounds["wrong"]


# --- the scores see what they must see ----------------------------------------------------------

TEXT = "theo khoản 2 Điều 7 Quy định số 22-QĐ/TW"
NO_PARTS = dict.fromkeys(("point", "item", "section", "chapter", "part", "appendix"))
LABEL = {"article": 7, "clause": 2, **NO_PARTS, "start": 5, "end": 19}


@pytest.mark.parametrize(
    ("label", "span_f1", "parts"),
    [
        (LABEL, 1.0, 1.0),
        ({**LABEL, "clause": 3}, 1.0, 0.0),
        ({**LABEL, "point": "a"}, 1.0, 0.0),
    ],
)
def test_what_of_a_pinpoint_is_right(label, span_f1, parts):
    passage = {"id": "x", "text": TEXT, "citations": [{"start": 20, "pinpoints": [label]}]}
    figures = pinpoint_figures(judge_pinpoints([{**passage, "pinpoints": []}]))
    assert (figures["span_f1"], figures["parts"]) == (span_f1, parts)


def test_a_span_beside_the_label_is_none():
    elsewhere = {**LABEL, "start": 13}
    passage = {"id": "x", "text": TEXT, "citations": [{"start": 20, "pinpoints": [elsewhere]}]}
    judged = list(judge_pinpoints([{**passage, "pinpoints": []}]))
    assert [one.is_found for one in judged] == [False, False]


@pytest.mark.parametrize(
    ("found", "is_right", "is_wrong"),
    [("tu.x/nk2020/nq-01", True, False), ("tu.y/nk2020/nq-01", False, True), (None, False, False)],
)
def test_a_key_is_right_wrong_or_missing(found, is_right, is_wrong):
    one = JudgedKey("x", ("tu.x/nk2020/nq-01", "stated"), (found, "stated"), "")
    assert (one.is_right, one.is_wrong) == (is_right, is_wrong)


CUE = {"start": 0, "end": 8}
REPLACED = {"start": 9, "key": "x", "role": "thay thế", "cue": CUE}
BY_NOBODY = {"agent": None, "makes_relation": True}


@pytest.mark.parametrize(
    ("label", "figures"),
    [
        ({"relation": {"agent": "self", "makes_relation": True}}, (1.0, 1.0, 1.0, 1.0)),
        ({"relation": BY_NOBODY}, (1.0, 1.0, 1.0, 0.0)),
        ({"relation": BY_NOBODY, "cue": {"start": 0, "end": 4}}, (1.0, 1.0, 0.0, 0.0)),
    ],
)
def test_what_of_a_role_is_right(label, figures):
    passage = {"id": "x", "text": "Thay thế Quy định số 30-QĐ/TW", "citations": [REPLACED | label]}
    assert tuple(cited_role_figures(judge_cited_roles([passage])).values()) == figures


def test_a_role_where_there_is_none_costs_precision_and_one_not_found_recall():
    cited = [{"start": 9, "key": "x", "role": "nhắc đến", "cue": None, "relation": None}]
    passage = {"id": "x", "text": "Thay thế Quy định số 30-QĐ/TW", "citations": cited}
    text = "Thực hiện Nghị quyết số 18-NQ/TW. Đọc Quy định số 22-QĐ/TW."
    basis = {"role": "căn cứ", "cue": CUE, "relation": None, "key": "x"}
    missed = {"id": "y", "text": text, "citations": [{"start": 38, **basis}]}
    right = {"id": "z", "text": "Căn cứ Quy định số 22-QĐ/TW", "citations": [{"start": 7, **basis}]}
    figures = cited_role_figures(judge_cited_roles([passage, missed, right]))
    assert (figures["precision"], figures["recall"]) == (1 / 3, 1 / 2)
