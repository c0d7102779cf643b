"""Links of a list: bars of years, and pages."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.display.links import page_links
from search.display.years import year_band
from search.query.model import Query


def test_a_band_has_every_year_and_a_scale():
    band = year_band({"2020": 2, "2023": 4, "_": 9}, 10)
    assert [(bar.year, bar.count) for bar in band] == [(2020, 2), (2021, 0), (2022, 0), (2023, 4)]
    assert band[-1].height == 2 * band[0].height
    assert band[-1].address == "/tim?year=2023"
    assert [bar.year for bar in year_band({"1200": 1, "2020": 1, "2023": 1}, 3)] == [
        2021, 2022, 2023,
    ]  # fmt: skip


@pytest.mark.parametrize("counts", [{}, {"2020": 1}, {"_": 3}])
def test_no_band_where_there_is_nothing_to_compare(counts):
    assert year_band(counts, 10) == ()


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
