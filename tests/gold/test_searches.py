"""Searches and place pages: none is answered worse than it was, and what is wanted is there."""

import pytest

from tests.gold.place_pages import ListedPage, PlacePage, list_pages, place_pages
from tests.gold.searches import JudgedSearch, SearchCase, run_searches, search_cases

SEARCHES_RIGHT = 65
"""Open searches that are answered as a person wants it; it is not lowered."""
PAGES_RIGHT = 34
"""Open place pages that list what belongs there, and nothing else; it is not lowered."""

SEARCHES, HELD_OUT = search_cases(), search_cases(held_out=True)
PAGES, PAGES_HELD_OUT = place_pages(), place_pages(held_out=True)


def test_no_search_is_answered_worse_than_it_was(client):
    wrong = [(one.case.typed, one.faults) for one in run_searches(SEARCHES, client) if one.faults]
    assert len(SEARCHES) - len(wrong) >= SEARCHES_RIGHT, wrong


def test_no_place_page_lists_worse_than_it_did(client):
    wrong = [(one.page.path, one.faults) for one in list_pages(PAGES, client) if one.faults]
    assert len(PAGES) - len(wrong) >= PAGES_RIGHT, wrong


def test_what_is_wanted_is_among_the_sample_notices(client):
    answer = client.get("/tim.json", query_string={"per_page": 100})
    held = {hit["id"] for hit in answer.json["hits"]}
    for case in (*SEARCHES, *HELD_OUT):
        assert {*case.must, *case.must_not} <= held, case.typed
    for page in (*PAGES, *PAGES_HELD_OUT):
        assert page.about | page.issued | page.may <= held, page.path


@pytest.mark.parametrize("case", [*SEARCHES, *HELD_OUT])
def test_a_case_asks_for_nothing_that_cannot_be(case):
    assert not case.must_not & set(case.must)
    assert case.first is None or case.first in case.must
    assert case.most is None or case.most >= len(case.must)
    assert case.must or case.must_not or case.most is not None


def test_no_case_is_told_twice():
    typed = [case.typed for case in (*SEARCHES, *HELD_OUT)]
    paths = [page.path for page in (*PAGES, *PAGES_HELD_OUT)]
    assert len(set(typed)) == len(typed) >= 111
    assert len(set(paths)) == len(paths) >= 51


@pytest.mark.parametrize(
    ("case", "found", "faults"),
    [
        (SearchCase("a", ("x",)), "yx", ()),
        (SearchCase("a", ("x", "y")), "y", ("missing x",)),
        (SearchCase("a", ("x",)), "0123456789x", ("missing x",)),
        (SearchCase("a", ("x",), first="x"), "yx", ("not first x",)),
        (SearchCase("a", first="x"), "", ("not first x",)),
        (SearchCase("a", must_not=frozenset("xz")), "yx", ("wrong x",)),
        (SearchCase("a", most=1), "yx", ("2 hits",)),
        (SearchCase("a", most=0), "", ()),
    ],
)
def test_a_person_complains_of_what_is_missing_wrong_or_too_much(case, found, faults):
    assert JudgedSearch(case, tuple(found)).faults == faults


PAGE = PlacePage("/dia-ban/a", frozenset("x"), frozenset("xy"), may=frozenset("m"))


@pytest.mark.parametrize(
    ("listed", "faults"),
    [
        (ListedPage(PAGE, 200, tuple("xy"), tuple("x"), tuple("xy")), ()),
        (ListedPage(PAGE, 200, tuple("xym"), tuple("mx"), tuple("xy")), ()),
        (ListedPage(PAGE, 200, tuple("xy"), tuple("xy"), tuple("xy")), ("about: wrong y",)),
        (ListedPage(PAGE, 200, tuple("xy"), tuple("x"), tuple("x")), ("issued: missing y",)),
        (ListedPage(PAGE, 200, tuple("xxy"), tuple("x"), tuple("xy")), ("all: twice x",)),
        (ListedPage(PAGE, 404), ("status 404",)),
    ],
)
def test_a_page_has_to_list_each_notice_once_in_its_roles(listed, faults):
    assert listed.faults == faults
