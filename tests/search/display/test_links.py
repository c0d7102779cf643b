"""Links of a list to its pages."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from search.display import addresses
from search.display.links import MIN_LINKS, active_filters, page_links
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


def removable(count, text=""):
    query = replace(Query(text=text), filters={"unit": tuple(f"x{n}" for n in range(count))})
    return query, active_filters(query, lambda _, value: value, addresses.results)


def test_each_of_a_few_filters_is_removed_by_itself():
    query, found = removable(10)
    assert [(one.facet, one.value, one.stands_for) for one in found] == [
        ("unit", value, 1) for value in query.filters["unit"]
    ]


def test_of_many_filters_the_last_removes_all():
    _, found = removable(50, "xã " * 300)
    assert MIN_LINKS < len(found) < 10
    assert sum(one.stands_for for one in found) == 50
    assert "unit=" not in found[-1].address
    assert "q=" in found[-1].address
    _, found = removable(MIN_LINKS + 1, "xã " * 300)  # none stands for one alone
    assert [one.stands_for for one in found] == [1] * (MIN_LINKS + 1)
