"""The description of the addresses and the addresses themselves, both ways."""

import re

from search.forms import openapi
from search.query.fields import FIELDS
from tests.pages import show


def described(client):
    return client.get("/openapi.json").json


def test_every_route_is_described_and_every_description_is_a_route(app, client):
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule).replace("{notice_id}", "{id}"), method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    told = {
        (path, method.upper())
        for path, operations in described(client)["paths"].items()
        for method in operations
    }
    assert told == routes


def test_the_description_is_whole(client):
    told = described(client)
    assert told["openapi"].startswith("3.1")
    schemas = told["components"]["schemas"]
    references = set(re.findall(r"#/components/schemas/(\w+)", client.get("/openapi.json").text))
    assert references <= schemas.keys()
    for path, operations in told["paths"].items():
        for operation in operations.values():
            in_path = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert in_path == set(re.findall(r"{(\w+)}", path))
            assert operation["summary"]


def test_answers_hold_what_their_schemas_promise(client):
    told = described(client)["components"]["schemas"]
    notice = client.get("/tim.json").json["hits"][0]
    examples = {
        "Home": "/index.json", "Results": "/tim.json", "Reading": f"/thong-bao/{notice['id']}.json",
        "Directives": "/van-ban.json", "Directive": "/van-ban/tw/k12/ct-05.json",
        "Places": "/dia-ban.json", "Lookup": "/tra-cuu.json?q=05-CT/TW", "Health": "/healthz",
        "About": "/gioi-thieu.json",
    }  # fmt: skip
    for schema, address in examples.items():
        assert set(told[schema]["required"]) <= client.get(address).json.keys(), schema
    assert set(told["Hit"]["required"]) <= notice.keys()
    one_place, names = told["Place"]["oneOf"]
    assert set(one_place["required"]) <= client.get("/dia-ban/lam-dong.json").json.keys()
    assert set(names["required"]) <= client.get("/dia-ban/bao-lam.json").json.keys()


def test_the_examples_on_the_page_answer(client):
    page = show(client, "/gioi-thieu")
    links = page.links(".wide-table a")
    assert len(links) == sum(bool(route.example) for route in openapi.ROUTES)
    for link in links:
        assert client.get(link).status_code == 200


def test_every_field_is_told_by_an_example_that_finds_something(client):
    told = client.get("/gioi-thieu.json").json["queries"]
    links = show(client, "/gioi-thieu").links(".prose li a")
    for one in told:
        assert one["url"] in links
        found = client.get(one["url"].replace("/tim?", "/tim.json?")).json
        assert found["total"] > 0, one["query"]
        assert not found["partial"]
    text = " ".join(one["query"] + one["finds"] for one in told)
    assert {name for name in FIELDS if name not in text} == {"trich_yeu"}
