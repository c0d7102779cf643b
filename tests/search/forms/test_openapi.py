"""The description of the addresses and the addresses themselves, both ways."""

import re
from contextlib import suppress

import jsonschema
import msgspec
import pytest

from search.display.addresses import in_form
from search.forms import lookup_answers, notice_answers, page_answers, routes
from search.query.fields import typed_names
from tests.pages import ids, show

DRAFT = (
    "Căn cứ Quyết định số 213-QĐ/TW, Chỉ thị số 05-CT/TW ngày 1/1/2001, Chỉ thị 35-CT/TW, "
    "999-QĐ/TW và Nghị quyết Trung ương 4 khóa XII"
)
ADDRESSES = {
    "/index.json": ["/index.json"],
    "/tim.json": [
        "/tim.json", "/tim.json?q=nông+thôn+mới&explain=1", "/tim.json?q=213-QĐ/TW&year=2022",
        "/tim.json?q=zzz", "/tim.json?q=xã+Bảo+Lâm+1&luc=nay", "/tim.json?page=99",
    ],
    "/thong-bao/{id}.json": ["/thong-bao/2022-07-tb-bao-lam-xa-ly-bon-6e46cb.json"],
    "/van-ban.json": ["/van-ban.json", "/van-ban.json?q=zzz"],
    "/van-ban/{key}.json": [
        "/van-ban/tw/k12/qdi-213.json", "/van-ban/tw/_/ct-35.json", "/van-ban/tw/k12/ct-05.json",
    ],
    "/dia-ban.json": ["/dia-ban.json", "/dia-ban.json?luc=truoc"],
    "/dia-ban/goi-y.json": ["/dia-ban/goi-y.json?q=bao+lam", "/dia-ban/goi-y.json"],
    "/dia-ban/{key}.json": [
        "/dia-ban/lam-dong.json", "/dia-ban/lam-dong/bao-lam.json?gom=1", "/dia-ban/bao-lam.json",
    ],
    "/tra-cuu.json": [
        "/tra-cuu.json", f"/tra-cuu.json?q={DRAFT}", "/tra-cuu.json?q=xin+chào&ngay=9/8/2023",
        f"/tra-cuu.json?viec=kiem-tra&q={DRAFT}&ngay=2020&co_quan=Huyện+ủy+Bảo+Lâm&tinh=Lâm+Đồng",
    ],
    "/du-thao.json": ["/du-thao.json"],
    "/goi-y.json": ["/goi-y.json?q=chi+thi", "/goi-y.json?q=zzz"],
    "/gioi-thieu.json": ["/gioi-thieu.json"],
    "/healthz": ["/healthz"],
}  # fmt: skip
"""Answers of every address that gives JSON, each of its alternatives among them."""


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


def test_every_answer_has_the_header_that_is_described(client):
    told = described(client)
    held = told["components"]["headers"]["Viendan-Index"]
    states = held["schema"]["enum"]
    for path, operations in told["paths"].items():
        for operation in operations.values():
            for answer in operation["responses"].values():
                assert answer["headers"] == {
                    "Viendan-Index": {"$ref": "#/components/headers/Viendan-Index"}
                }
        if "{" not in path:
            assert client.get(path).headers["Viendan-Index"] in states


def answered(client, address, language, **options):
    mark = "&" if "?" in address else "?"
    return client.open(f"{address}{mark}lang={language}", **options)


def conforms(client, answer, path, method="get", status="200"):
    """The answer of a path, held against the schema that the description gives it."""
    told = described(client)
    content = told["paths"][path][method]["responses"][status]["content"]
    schema = content[answer.mimetype]["schema"] | {"components": told["components"]}
    jsonschema.validate(answer.json, schema, jsonschema.Draft202012Validator)


def decoded(answer, types):
    """The one type that an answer is of; no key is lost on the way there and back."""
    found = {}
    for one in types:
        with suppress(msgspec.ValidationError):
            found[one] = msgspec.json.decode(answer.data, type=one)
    ((kind, value),) = found.items()
    assert msgspec.json.encode(value) == answer.data
    return kind


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "route", [one for one in routes.ROUTES if one.answers], ids=lambda one: one.path
)
def test_every_answer_is_of_its_type_and_as_described(client, route, language):
    kinds = set()
    for address in ADDRESSES[route.path_in("json")]:
        answer = answered(client, address, language)
        assert answer.status_code == 200
        conforms(client, answer, route.path_in("json"))
        kinds.add(decoded(answer, route.answers))
    assert kinds == set(route.answers)


@pytest.mark.parametrize(
    ("route", "form"),
    [(one, form) for one in routes.ROUTES if one.answers for form in one.forms],
    ids=lambda part: getattr(part, "path", part),
)
def test_every_form_is_what_it_is_called(client, route, form):
    """What a route promises and the site does not make would be the page for people."""
    address = ADDRESSES[route.path_in("json")][0].partition("?")[0]
    if form != "json":
        page = address.removesuffix(".json").replace("/index", "/")
        address = page if form == "html" else in_form(page, form)
    told = described(client)["paths"][route.path_in(form)]["get"]["responses"]["200"]
    assert [client.get(address).mimetype] == list(told["content"])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_notice_is_of_its_type_and_as_described(client, language):
    for notice in ids(client):
        answer = answered(client, f"/thong-bao/{notice}.json", language)
        conforms(client, answer, "/thong-bao/{id}.json")
        assert decoded(answer, [notice_answers.HeldNotice])


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("purpose", "kind"), [("tra", lookup_answers.Lookup), ("kiem-tra", lookup_answers.Draft)]
)
def test_posted_texts_are_answered_as_described(client, purpose, kind, language):
    sent = {"text": DRAFT, "viec": purpose, "ngay": "hôm qua", "tinh": "Lâm Đồng"}
    answer = answered(client, "/tra-cuu.json", language, method="POST", data=sent)
    conforms(client, answer, "/tra-cuu.json", "post")
    assert decoded(answer, [lookup_answers.Lookup, lookup_answers.Draft]) is kind


@pytest.mark.parametrize("language", ["vi", "en"])
def test_posted_json_and_its_answer_are_as_described(client, language):
    told = described(client)["paths"]["/tra-cuu.json"]["post"]["requestBody"]["content"]
    one = {"text": DRAFT, "issued": "2020", "issuer_unit": "Huyện ủy Bảo Lâm", "viec": "kiem-tra"}
    for sent in (one, {"text": "213-QĐ/TW"}, [one, {"text": ""}], []):
        jsonschema.validate(sent, told["application/json"]["schema"])
        answer = answered(client, "/tra-cuu.json", language, method="POST", json=sent)
        conforms(client, answer, "/tra-cuu.json", "post")
    for sent in ({}, {"text": "x", "viec": "y"}, "213-QĐ/TW", [["213-QĐ/TW"]]):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(sent, told["application/json"]["schema"])
        answer = answered(client, "/tra-cuu.json", language, method="POST", json=sent)
        assert answer.status_code == 400
        conforms(client, answer, "/tra-cuu.json", "post", "default")


def test_parameters_and_fields_are_told_in_the_language_asked_for(client):
    for language, first, field in (
        ("vi", "trang thứ mấy", "ngôn ngữ"),
        ("en", "which page", "lang"),
    ):
        told = client.get(f"/openapi.json?lang={language}").json["paths"]["/tim.json"]["get"]
        named = {one["name"]: one for one in told["parameters"]}
        assert named["page"]["schema"]["description"] == first
        assert named["lang"]["schema"]["description"].startswith(field)
        assert named["per_page"]["schema"]["maximum"] == 100
        assert named["sort"]["schema"]["enum"] == ["relevance", "date", "arrival"]
        assert named["year"]["description"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("path", "address", "status"),
    [
        ("/van-ban/{key}.json", "/van-ban/tw/k12/khong-co.json", 404),
        ("/thong-bao/{id}.json", "/thong-bao/khong-co.json", 404),
        ("/dia-ban/{key}.json", "/dia-ban/qqq-zzz.json", 404),
        ("/dia-ban/{key}.json", "/dia-ban/loc-quanh.json", 404),
    ],
)
def test_errors_are_as_described(client, path, address, status, language):
    answer = answered(client, address, language)
    assert answer.status_code == status
    conforms(client, answer, path, status="default")
    assert decoded(answer, [page_answers.Problem])
    assert ("nearest" in answer.json) is (address == "/dia-ban/loc-quanh.json")


def test_what_is_too_long_to_look_up_is_an_error_as_described(client):
    answer = client.post("/tra-cuu.json", data={"text": "a" * 1_100_000})
    conforms(client, answer, "/tra-cuu.json", "post", "default")
    assert decoded(answer, [page_answers.Problem])


def test_every_schema_is_one_and_says_what_it_is(client):
    for name, schema in described(client)["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["description"], name
        for key, told in schema.get("properties", {}).items():
            assert told, (name, key)


def test_every_field_is_told_by_an_example_that_finds_something(client):
    told = client.get("/gioi-thieu.json").json["queries"]
    links = show(client, "/gioi-thieu").links(".prose li a")
    for one in told:
        assert one["url"] in links
        found = client.get(one["url"].replace("/tim?", "/tim.json?")).json
        # The samples are notices, which are addressed to nobody: test_notice_marks.py has one.
        assert found["total"] > 0 or "kinh_gui" in one["query"], one["query"]
        assert not found["partial"]
    text = " ".join(one["query"] + one["finds"] for one in told)
    assert {name for _, names in typed_names() for name in names if name not in text} == {
        "trich_yeu"
    }


def test_what_is_in_the_registry_and_what_in_the_index_are_told_apart(client):
    schemas = described(client)["components"]["schemas"].values()
    told = [one["properties"] for one in schemas if "held" in one.get("properties", {})]
    lists = [one["held"] for one in told if one["held"]["type"] == "array"]
    cited = [one["status"] for one in told if "status" in one and "certainty" in one]
    assert len(lists) > len(cited) > 2
    assert all("index" in one["description"] for one in lists)
    assert all("registry" in one["description"] for one in cited)
