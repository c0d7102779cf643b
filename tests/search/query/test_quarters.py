"""Quarters in a query: what is dated in one, or writes it; without a year ``Q1`` is a district."""

from dataclasses import replace

import pytest

from search.areas.then_and_now import expand_places
from search.display.query_description import unparse
from search.query import PlaceClause, TypedQuarter
from search.query.parser import parse


@pytest.mark.parametrize(
    ("typed", "quarter", "days"),
    [
        ("Q1 2023", "I/2023", ("2023-01", "2023-03-31")),
        ("Q.1/2023", "I/2023", ("2023-01", "2023-03-31")),
        ("q1/2023", "I/2023", ("2023-01", "2023-03-31")),
        ("quý 1 năm 2023", "I/2023", ("2023-01", "2023-03-31")),
        ("Quý II năm 2023", "II/2023", ("2023-04", "2023-06-30")),
        ("quy iii/2021", "III/2021", ("2021-07", "2021-09-30")),
        ("Q4/2022", "IV/2022", ("2022-10", "2022-12-31")),
    ],
)
def test_a_quarter_with_its_year_is_one_clause(knowledge, typed, quarter, days):
    (clause,) = parse(typed, knowledge).required
    assert isinstance(clause, TypedQuarter)
    since, until = clause.parts[0].parts
    assert clause.quarter == quarter
    assert (since.name, *since.values, until.name, *until.values) == (
        "since", days[0], "until", days[1],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "places", "words"),
    [
        ("Q1", ["Q1"], []),
        ("Q. 3", ["Q. 3"], []),
        ("P. 5 Q. 3 2023", ["P. 5 Q. 3"], ["2023"]),
        ("Q5 2023", ["Q5"], ["2023"]),
        ("quỹ 1 2023", [], ["quỹ", "1", "2023"]),
        ("quý này năm 2023", [], ["quý", "này", "năm", "2023"]),
        ("12-TB/Q1 2023", [], ["12", "TB", "Q1", "2023"]),
    ],
)
def test_what_is_no_quarter_stays_a_district_or_words(knowledge, typed, places, words):
    required = parse(typed, knowledge).required
    assert not any(isinstance(one, TypedQuarter) for one in required)
    assert [one.written for one in required if isinstance(one, PlaceClause)] == places
    assert [unparse(one) for one in required if not isinstance(one, PlaceClause)] == words


def test_a_quarter_is_the_same_with_the_places_of_today(knowledge):
    query = replace(parse("kết luận Q1 2023", knowledge), units_of_today=True)
    assert expand_places(query, knowledge.gazetteer).required == query.required


def test_a_quarter_stands_among_operators_as_a_word_does(knowledge):
    query = parse("kết luận (Q4/2022 OR quý 1 năm 2023) -Q2/2023", knowledge)
    assert [unparse(one) for one in query.required] == [
        "kết", "luận", "(“Q4/2022” OR “quý 1 năm 2023”)",
    ]  # fmt: skip
    assert [unparse(one) for one in query.excluded] == ["“Q2/2023”"]


def test_a_quarter_finds_what_is_dated_in_it_and_what_writes_it(find):
    dated = find("tu_ngay:01/2023 den_ngay:31/03/2023")
    assert dated
    assert find("Q1 2023") == dated | find('"quý I/2023"') | find('"quý 1 năm 2023"')
