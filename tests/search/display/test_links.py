"""Links of a list: bars of years, and pages."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.display.links import page_links
from search.display.results import FacetValue
from search.display.years import year_chart
from search.query.model import Query


def year(value, count, selected=False):
    return FacetValue(value, value, count, selected)


def test_a_chart_has_every_year_and_a_scale():
    chart = year_chart(
        [year("2020", 2), year("2023", 4, True), year("_", 9)], "/tim?year={}".format
    )
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("2020", 2), ("2021", 0), ("2022", 0), ("2023", 4),
    ]  # fmt: skip
    low, high = chart.bars[0], chart.bars[-1]
    assert high.height == 2 * low.height
    assert all(bar.y + bar.height == chart.base for bar in chart.bars)
    assert high.selected
    assert high.address == "/tim?year=2023"


@pytest.mark.parametrize("values", [[], [("2020", 1)], [("1200", 1), ("2020", 1)], [("_", 3)]])
def test_no_chart_where_there_is_nothing_to_compare(values):
    assert year_chart([year(*one) for one in values], str) is None


@given(st.integers(1, 40), st.integers(1, 40))
def test_steps_name_first_last_and_current(page, pages):
    found = page_links(Query(), page, pages, lambda query: str(query.page))
    numbers = [one.number for one in found]
    if pages == 1:
        assert numbers == []
    elif page <= pages:
        assert {1, pages, page} <= set(numbers)
        assert sum(one.current for one in found) == 1
    assert all(one.address == str(one.number) for one in found if one.number)


def test_steps_keep_the_query():
    query = replace(Query(text="a"), page=2)
    assert page_links(query, 2, 3, lambda wanted: wanted.text)[0].address == "a"
