"""What every engine answers about directives that are stated, inferred, or only possible."""

from types import SimpleNamespace

import pytest

from indexer.directives.knowledge import Knowledge
from indexer.directives.ties import Tie
from indexer.index.build import build
from search.display.names import FacetLabels
from search.display.results import labelled_results
from search.engine.results import MatchKind
from search.engine.seam import Engine
from search.query.model import SORTS
from search.query.parser import parse
from tests.engine_contract.conftest import ENGINES, backends
from tests.engine_contract.test_agreement import same
from tests.engine_contract.test_cases import ask, names
from tests.notices import drop
from tests.tied_notices import TIED

KNOWLEDGE = Knowledge.load()
NQ_20, CT_05, OPEN_20 = "tw/k11/nq-20", "tw/k12/ct-05", "tw/_/nq-20"


@pytest.fixture(scope="module")
def tied(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tied")
    drop(folder / "in", **TIED)
    assert build([folder / "in"], folder / "index").failed == {}
    return backends(folder / "index")


@pytest.fixture(params=ENGINES)
def engine(request, tied):
    return Engine(tied[request.param])


CHOSEN = [
    ({"cites": [NQ_20]}, "both stated open", 1),
    ({"cites": ["tw/k12/nq-20"]}, "open", 1),
    ({"cites": [OPEN_20]}, "open", 0),
    ({"cites": [CT_05]}, "both inferred dated", 0),
    ({"cites": [NQ_20, CT_05]}, "both inferred dated stated open", 1),
    # What surely cites one of two does not merely may cite.
    ({"cites": [NQ_20, OPEN_20]}, "both stated open", 0),
    ({"may_cite": [NQ_20]}, "open", 0),
    ({"infers": [CT_05]}, "inferred", 0),
    ({"cites": [NQ_20], "year": ["2015"]}, "stated", 0),
    ({"cites": [NQ_20], "year": ["_"]}, "open", 1),
]


@pytest.mark.parametrize(("chosen", "found", "possible"), CHOSEN)
def test_an_open_citation_is_found_by_what_it_may_mean_and_counted_apart(
    engine, chosen, found, possible
):
    answer = ask(engine, "", filters=chosen, sort="date")
    assert names(answer) == found
    assert (answer.total, answer.possible) == (len(found.split()), possible)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # What may cite a directive stands behind what does.
        ("20-NQ/TW khóa XI", "stated both open"),
        ("vien_dan:(20-NQ/TW khóa XI) OR rừng", "both stated open"),
        ("-vien_dan:tw/k11/nq-20 họp", "inferred dated"),
    ],
)
def test_possible_citations_are_asked_for_in_words_too(engine, typed, found):
    assert set(names(ask(engine, typed)).split()) == set(found.split())
    assert names(ask(engine, typed)).split()[-1] == found.split()[-1]


def test_each_hit_tells_how_it_is_tied_to_what_was_asked_for(engine):
    ties = {
        hit.card.number: [(one.key, one.tie, str(one.mention.reason) != "") for one in hit.cites]
        for hit in ask(engine, "", filters={"cites": [NQ_20, CT_05]}).hits
    }
    assert ties == {
        "31-TB/HU": [(NQ_20, Tie.STATED, True)],
        "32-TB/HU": [(NQ_20, Tie.POSSIBLE, True)],
        "33-TB/HU": [(CT_05, Tie.STATED, True)],
        "34-TB/HU": [(CT_05, Tie.INFERRED, True)],
        "35-TB/HU": [(CT_05, Tie.STATED, True), (NQ_20, Tie.STATED, True)],
    }
    assert [hit.cites for hit in ask(engine, "họp").hits] == [()] * 5


def test_a_facet_counts_what_a_click_gives_and_tells_it_apart(engine):
    for chosen in ({}, {"year": ["2018", "_"]}, {"cites": [CT_05]}, {"may_cite": [NQ_20]}):
        shown = labelled_results(
            engine, ask(engine, "", filters=chosen), FacetLabels(KNOWLEDGE)
        ).facets
        assert not {"infers", "may_cite"} & shown.keys()
        for one in shown["cites"]:
            clicked = {**chosen, "cites": [one.value]}
            found = ask(engine, "", filters=clicked)
            assert (found.total, found.possible) == (one.count, one.possible), (chosen, one)
            inferred = ask(engine, "", filters={**clicked, "infers": [one.value]})
            assert inferred.total == one.inferred
    whole = {one.value: one for one in labelled_results(
        engine, ask(engine, ""), FacetLabels(KNOWLEDGE)
    ).facets["cites"]}  # fmt: skip
    assert (whole[NQ_20].count, whole[NQ_20].inferred, whole[NQ_20].possible) == (3, 0, 1)
    assert (whole[CT_05].count, whole[CT_05].inferred, whole[CT_05].possible) == (3, 1, 0)


def test_the_words_of_an_open_citation_are_marked(engine):
    (only,) = ask(engine, "", filters={"may_cite": [NQ_20]}).hits
    marked = [span.of(one.text) for one in only.snippets for span in one.marks]
    assert marked == ["Nghị quyết số 20-NQ/TW"]


def test_why_a_possible_citation_is_there_is_explained(engine):
    query = parse("vien_dan:tw/k11/nq-20 OR rừng", KNOWLEDGE, explain=True)
    kinds = {hit.card.number: hit.explanation[0].kind for hit in engine.search(query).hits}
    assert kinds["32-TB/HU"] is MatchKind.POSSIBLE_CITATION
    assert kinds["31-TB/HU"] is MatchKind.CITATION


def test_the_engines_agree(tied):
    found, plain = (Engine(tied[name]) for name in ENGINES)
    for chosen, _, _ in CHOSEN:
        for sort in SORTS:
            query = parse("", KNOWLEDGE, chosen, sort=sort, per_page=2)
            same(found.search(query), plain.search(query))
    held = SimpleNamespace(**{one: found.values(one) for one in ("cites", "infers", "may_cite")})
    assert set(held.infers) <= set(held.cites)
    assert NQ_20 in held.may_cite
    assert "_" not in held.may_cite
