"""The page about the API: what ``/openapi.json`` has, for people, and all of it true."""

import re

import pytest

from search.forms.limits import MAX_BODY, MAX_HEADER, MAX_TEXTS
from search.forms.page_answers import Problem
from search.forms.parameters import PARAMETERS, TEXT_FIELDS
from search.forms.problems import PROBLEMS
from search.forms.routes import ROUTES
from search.lookup import MAX_TEXT
from search.query import FACETS
from tests.pages import show


@pytest.fixture
def page(client):
    return show(client, "/api")


def heads(page, part):
    """What stands before the rows of the tables of a part."""
    return page.texts(f"#{part} tbody th")


def test_every_address_of_the_description_is_on_it(client, page):
    told = client.get("/openapi.json").json["paths"]
    shown = heads(page, "dia-chi")
    assert shown == [route.path for route in ROUTES]
    assert {route.path_in(form) for route in ROUTES for form in route.forms} == told.keys()


def test_every_parameter_of_the_description_is_on_it(client, page):
    shown = heads(page, "tham-so")
    assert shown == [*PARAMETERS, *FACETS]
    for operations in client.get("/openapi.json").json["paths"].values():
        for one in operations["get"]["parameters"]:
            assert one["in"] == "path" or one["name"] in shown


def test_every_field_of_a_posted_text_is_on_it(page):
    assert heads(page, "gui") == list(TEXT_FIELDS)
    example = page.text("#gui pre")
    assert set(re.findall(r'"(\w+)":', example)) == TEXT_FIELDS.keys() - {"viec"}


def test_every_problem_has_its_place_and_every_member_its_row(client, page):
    told = client.get("/dia-ban/loc-quanh.json").json
    assert heads(page, "loi")[: len(told)] == list(Problem.__struct_fields__) == list(told)
    for status in PROBLEMS:
        assert page.text(f"#loi-{status} th") == str(status)
    for address in ("/khong-co.json", "/dia-ban/loc-quanh.json"):
        path, mark, place = client.get(address).json["type"].partition("#")
        assert (path, mark) == ("/api", "#")
        assert page.has(f"#{place}")


@pytest.mark.parametrize("most", [MAX_TEXT, MAX_TEXTS, MAX_BODY, MAX_HEADER])
def test_limits_are_told_in_figures_as_they_are_written(page, client, most):
    assert f"{most:,}".replace(",", ".") in page.texts("#gioi-han .figure")
    assert f"{most:,}" in show(client, "/api?lang=en").texts("#gioi-han .figure")


def test_the_examples_on_it_answer(client, page):
    links = page.links("#dia-chi td a:not([href^='#'])")
    assert len(links) == sum(bool(route.example) for route in ROUTES)
    for link in links:
        assert client.get(link).status_code == 200


def test_it_is_found_from_every_page(client):
    for address in ("/", "/gioi-thieu", "/khong-co"):
        assert "/api" in show(client, address).links("footer a")
    assert "/api" in show(client, "/gioi-thieu").links("main a")
