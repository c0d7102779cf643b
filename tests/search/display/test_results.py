"""The values of a facet as they are shown: their order, their labels, and those chosen."""

from types import SimpleNamespace

import pytest

from search.display.names import FacetLabels
from search.display.results import FacetLabeller

ISSUERS = {"a": "Đak", "b": "Du", "c": "Ân", "d": "Dak", "_": "_"}
SPEAKERS = {"a": "Đak", "ban-a": "Ban Đak", "ban-b": "Ban Du"}
YEARS = {year: year for year in ("2019", "2020", "2021", "_")}


@pytest.fixture(scope="module")
def lists(knowledge):
    written = {"issuer": ISSUERS, "speaker": SPEAKERS, "year": YEARS}.__getitem__
    labels = FacetLabels(knowledge, written)
    return FacetLabeller(labels, SimpleNamespace(values=written))


@pytest.mark.parametrize(
    ("counts", "chosen", "shown"),
    [
        # By count, then by the alphabet; the unknown last.
        ({"a": 3, "b": 3, "c": 5, "_": 9}, [], "Ân 5, Du 3, Đak 3,  9"),
        # What is chosen is always there, also what the index has not.
        ({"c": 5, "_": 9}, ["b", "gone"], "Ân 5, Du 0!, gone 0!,  9"),
        ({"c": 5}, ["_"], "Ân 5,  0!"),
        ({"c": 5}, ["c", "c"], "Ân 5!"),
        ({}, [], ""),
    ],
)
def test_values_stand_by_count_then_alphabet_the_unknown_last(lists, counts, chosen, shown):
    assert said(lists.of("issuer", {"issuer": counts}, chosen)) == shown


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        # An organ with its committee is no value that is offered, but one that addresses have.
        ([], "Đak 3, Du 1"),
        (["a"], "Đak 3!, Du 1"),
        (["ban-a"], "Đak 3, Ban Đak 2!, Du 1"),
        (["ban-b"], "Đak 3, Du 1, Ban Du 0!"),
    ],
)
def test_a_finer_value_stands_only_where_it_was_chosen(lists, chosen, shown):
    counts = {"issuer": {"a": 3, "b": 1}, "speaker": {"a": 1, "ban-a": 2}}
    assert said(lists.of("issuer", counts, chosen)) == shown


@pytest.mark.parametrize(
    ("counts", "chosen", "shown"),
    [
        ({"2021": 1, "2019": 5, "_": 2}, [], "2021 1, 2019 5,  2"),
        ({"2021": 1}, ["1999"], "2021 1, 1999 0!"),
        # Of a range only the years with notices, and those that the index has elsewhere.
        ({"2021": 1}, ["2018", "2019", "2021"], "2021 1!, 2019 0!"),
    ],
)
def test_years_stand_in_the_order_of_time(lists, counts, chosen, shown):
    assert said(lists.of("year", {"year": counts}, chosen)) == shown


def test_a_few_of_many_values_stand_in_the_same_order(knowledge):
    many = {f"{number:02}": f"Chi bộ {number:02}" for number in range(40)} | ISSUERS
    labels = FacetLabels(knowledge, lambda _: many)
    found = FacetLabeller(labels, SimpleNamespace(values=lambda _: many))
    assert said(found.of("issuer", {"issuer": {"a": 1, "c": 1, "b": 2}}, ())) == "Du 2, Ân 1, Đak 1"


def said(values):
    return ", ".join(f"{one.label} {one.count}{'!' * one.selected}" for one in values)
