"""Links of a list to its pages."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from search.display.links import page_links
from search.query.model import Query


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
