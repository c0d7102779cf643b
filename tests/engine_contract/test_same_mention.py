"""What every engine answers about what a directive is cited for, and where in it."""

from dataclasses import replace

import pytest

from indexer.directives.knowledge import Knowledge
from search.display.names import FacetLabels
from search.display.results import labelled_results
from search.engine.results import mentions_within
from search.engine.seam import Engine
from search.query.model import SORTS
from search.query.parser import parse
from tests.engine_contract.conftest import ENGINES, backends
from tests.engine_contract.test_agreement import same
from tests.engine_contract.test_cases import ask
from tests.mentioning_notices import MENTIONING, mentioning_index

KNOWLEDGE = Knowledge.load()
QD_22, QD_213, NQ_20, OPEN_20 = "tw/k13/qdi-22", "tw/k12/qdi-213", "tw/k11/nq-20", "tw/_/nq-20"
_NAME_OF = {text.split("Số ")[1].split("\n")[0]: name for name, text in MENTIONING.items()}


@pytest.fixture(scope="module")
def mentioning(tmp_path_factory):
    return backends(mentioning_index(tmp_path_factory.mktemp("mentioning")))


@pytest.fixture(params=ENGINES)
def engine(request, mentioning):
    return Engine(mentioning[request.param])


def found(engine, chosen):
    answer = ask(engine, "", filters=chosen, per_page=50)
    return {_NAME_OF[hit.card.number] for hit in answer.hits}, answer.possible


CHOSEN = [
    # A place in one directive, not in another that the same notice cites.
    ({"cites": [QD_22], "dieu": ["7"]}, "one range inferred", 0),
    ({"cites": [QD_22], "dieu": ["Điều 7a"]}, "turned", 0),
    ({"cites": [QD_22], "dieu": ["9"]}, "", 0),
    ({"cites": [QD_213], "dieu": ["9"]}, "one turned", 0),
    ({"cites": [QD_22, QD_213], "dieu": ["9"]}, "one turned", 0),
    ({"cites": [QD_22], "dieu": ["7", "7a"]}, "one range inferred turned", 0),
    # A range has all that lie in it, and no others.
    ({"cites": [QD_22], "dieu": ["11"]}, "range", 0),
    ({"cites": [QD_22], "dieu": ["13"]}, "", 0),
    # What one directive is cited for, not another.
    ({"cites": [QD_22], "cite_role": ["can-cu"]}, "one range inferred", 0),
    ({"cites": [QD_22], "cite_role": ["thuc-hien"]}, "turned range", 0),
    ({"cites": [QD_22], "cite_role": ["thuc-hien", "nhac-den"]}, "turned range plain", 0),
    ({"cites": [QD_213], "cite_role": ["can-cu"]}, "turned", 0),
    ({"cite_role": ["can-cu"]}, "one turned range inferred open surely", 0),
    ({"cite_role": ["nhac-den"]}, "plain", 0),
    ({"cite_role": ["thay-the"]}, "", 0),
    # All three of one mention.
    ({"cites": [QD_22], "dieu": ["7"], "cite_role": ["can-cu"]}, "one inferred", 0),
    ({"cites": [QD_22], "dieu": ["7"], "cite_role": ["thuc-hien"]}, "range", 0),
    ({"cites": [QD_22], "dieu": ["10"], "cite_role": ["thuc-hien"]}, "", 0),
    # An inference counts as it does without a place; what only may be meant is told apart.
    ({"infers": [QD_22], "dieu": ["7"]}, "inferred", 0),
    ({"infers": [QD_22], "dieu": ["9"]}, "", 0),
    ({"cites": [NQ_20], "dieu": ["mục II.3"]}, "open surely", 1),
    ({"cites": [NQ_20], "dieu": ["mục II.3"], "cite_role": ["can-cu"]}, "open surely", 1),
    ({"cites": [NQ_20], "cite_role": ["thuc-hien"]}, "", 0),
    ({"may_cite": [NQ_20], "dieu": ["muc-ii-3"]}, "open", 0),
    ({"cites": [OPEN_20], "dieu": ["muc-ii-3"]}, "open", 0),
]


@pytest.mark.parametrize(("chosen", "names", "possible"), CHOSEN)
def test_directive_role_and_place_are_asked_of_one_mention(engine, chosen, names, possible):
    assert found(engine, chosen) == (set(names.split()), possible)


def test_what_is_excluded_as_possible_is_so_at_that_place(engine):
    for chosen in ({"dieu": ["muc-ii-3"]}, {"cite_role": ["can-cu"]}):
        query = parse("", KNOWLEDGE, {"cites": [NQ_20], **chosen})
        without = replace(query, excluded_filters={"may_cite": (NQ_20,)})
        assert (engine.search(query).total, engine.search(without).total) == (2, 1)


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"cites": [QD_22]},
        {"cites": [QD_22, QD_213]},
        {"cites": [NQ_20]},
        {"cites": [QD_22], "dieu": ["7"]},
        {"cites": [QD_22], "cite_role": ["can-cu"]},
        {"cites": [QD_22, NQ_20], "cite_role": ["can-cu", "thuc-hien"], "dieu": ["7", "muc-ii-3"]},
        {"cite_role": ["can-cu"]},
        {"cite_role": ["can-cu", "nhac-den"]},
        {"infers": [QD_22]},
        {"infers": [QD_22], "cite_role": ["can-cu"]},
        {"infers": [QD_22], "cites": [QD_22], "dieu": ["7"]},
        {"may_cite": [NQ_20], "cite_role": ["can-cu"]},
        {"cites": [QD_22], "dieu": ["7"], "year": ["2022"]},
    ],
)
def test_each_facet_counts_what_a_click_gives(engine, chosen):
    shown = labelled_results(engine, ask(engine, "", filters=chosen), FacetLabels(KNOWLEDGE)).facets
    for name in ("cites", "cite_role", "dieu"):
        for one in shown[name]:
            answer = ask(engine, "", filters={**chosen, name: [one.value]})
            assert answer.total == one.count, (chosen, name, one)
            if name == "cites":
                assert answer.possible == one.possible
                inferred = {**chosen, name: [one.value], "infers": [one.value]}
                assert ask(engine, "", filters=inferred).total == one.inferred
    if not {"cites", "infers", "may_cite"} & chosen.keys():
        assert shown["dieu"] == ()


def test_articles_stand_in_the_order_of_the_text(engine):
    shown = labelled_results(
        engine, ask(engine, "", filters={"cites": [QD_22]}), FacetLabels(KNOWLEDGE)
    ).facets["dieu"]
    assert [(one.label, one.count) for one in shown] == [
        ("Điều 7", 3), ("Điều 7a", 1), ("Điều 10", 1), ("Điều 11", 1), ("Điều 12", 1),
    ]  # fmt: skip


SHOWN = [
    # what is asked | of which notice | what is marked | the roles beside its passages
    (
        {"cites": [QD_22], "cite_role": ["thuc-hien"], "dieu": ["7"]},
        "range", "thực hiện | Điều 7 | Quy định số 22-QĐ/TW", "thuc-hien",
    ),
    (
        {"cites": [QD_22], "dieu": ["10"]},
        "range", "Điều 10 đến Điều 12 | Quy định số 22-QĐ/TW", "can-cu",
    ),
    # A role by itself, of whatever is cited so.
    (
        {"cite_role": ["thuc-hien"]},
        "one", "thực hiện | Quy định số 213-QĐ/TW", "thuc-hien",
    ),
    ({"cite_role": ["thuc-hien"]}, "turned", "thực hiện | Quy định số 22-QĐ/TW", "thuc-hien"),
    ({"cite_role": ["can-cu"]}, "one", "Căn cứ | Quy định số 22-QĐ/TW", "can-cu"),
    # Nothing says that it is only mentioned.
    ({"cite_role": ["nhac-den"]}, "plain", "Quy định số 22-QĐ/TW", "nhac-den"),
    # No role is asked for.
    ({"cites": [QD_22], "year": ["2022"]}, "turned", "Quy định số 22-QĐ/TW", "thuc-hien"),
    ({"year": ["2022"]}, "one", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("chosen", "name", "marked", "roles"), SHOWN)
def test_a_hit_shows_the_mentions_that_were_asked_for(engine, chosen, name, marked, roles):
    hits = ask(engine, "", filters=chosen, per_page=50).hits
    (only,) = (one for one in hits if _NAME_OF[one.card.number] == name)
    marks = [" ".join(mark.of(one.text).split()) for one in only.snippets for mark in one.marks]
    assert " | ".join(marks) == marked
    beside = [tag.role for one in only.snippets for tag in mentions_within(only.mentions, one)]
    assert " | ".join(beside) == roles


def test_the_passage_is_that_of_the_role_whatever_else_is_looked_for(engine):
    hits = ask(engine, "căn cứ", filters={"cite_role": ["thuc-hien"]}, per_page=50).hits
    assert len(hits) == 3
    for hit in hits:
        (role,) = mentions_within(hit.mentions, hit.snippets[0])
        assert role.role == "thuc-hien"


def test_the_engines_agree(mentioning):
    quick, plain = (Engine(mentioning[name]) for name in ENGINES)
    for chosen, _, _ in CHOSEN:
        for sort in SORTS:
            query = parse("", KNOWLEDGE, chosen, sort=sort, per_page=2)
            same(quick.search(query), plain.search(query))
