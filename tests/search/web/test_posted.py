"""Texts that programs post as JSON: the fields of ``viendan cite --jsonl``, and what is refused."""

import json

import pytest

from search.forms.limits import MAX_TEXTS
from search.lookup import MAX_TEXT
from tests.pages import show

ADDRESS = "/tra-cuu.json"
TEXT = "Căn cứ Quy định số 213-QĐ/TW và Chỉ thị số 05-CT/TW"
FIELDS = "các trường: text, issued, issuer_unit, issuer_province, viec."
OWN = "Căn cứ Nghị quyết số 12-NQ/HU"


def post(client, sent, address=ADDRESS, kind="application/json", **headers):
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return client.post(address, data=body, content_type=kind, headers=headers)


@pytest.mark.parametrize(
    ("sent", "form"),
    [
        ({"text": TEXT}, {"text": TEXT}),
        ({"text": ""}, {"text": ""}),
        ({"text": TEXT, "issued": "2023-08-09"}, {"text": TEXT, "ngay": "9/8/2023"}),
        ({"text": TEXT, "issued": "2023"}, {"text": TEXT, "ngay": "2023"}),
        ({"text": OWN, "issuer_unit": "Huyện ủy Bảo Lâm", "issuer_province": "Lâm Đồng"},
         {"text": OWN, "co_quan": "Huyện ủy Bảo Lâm", "tinh": "Lâm Đồng"}),
        ({"text": OWN, "issuer_unit": "hu.bao-lam.lam-dong"},
         {"text": OWN, "co_quan": "Huyện ủy Bảo Lâm", "tinh": "Lâm Đồng"}),
        ({"text": TEXT, "issued": None, "issuer_unit": None, "issuer_province": None, "viec": None},
         {"text": TEXT}),
        ({"text": TEXT, "viec": "tra"}, {"text": TEXT}),
        ({"text": TEXT, "viec": "kiem-tra"}, {"text": TEXT, "viec": "kiem-tra"}),
    ],
)  # fmt: skip
def test_json_is_answered_as_the_form_with_the_same_is(client, sent, form):
    answer, by_form = post(client, sent).json, client.post(ADDRESS, data=form).json
    assert ("findings" in answer) is (form.get("viec") == "kiem-tra")
    for one in (answer, by_form):  # a key has its province, which the form has by itself
        assert one["context"].pop("issuer_province") in (None, "Lâm Đồng")
    assert answer == by_form


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "application/vnd.x+json"])
def test_json_is_known_by_any_of_its_types(client, kind):
    assert len(post(client, {"text": TEXT}, kind=kind).json["rows"]) == 2


def test_what_is_asked_for_may_stand_in_the_address(client):
    assert "findings" in post(client, {"text": TEXT}, f"{ADDRESS}?viec=kiem-tra").json
    assert "rows" in post(client, {"text": TEXT, "viec": "tra"}, f"{ADDRESS}?viec=kiem-tra").json


def test_the_other_forms_take_json_too(client):
    page = client.post("/tra-cuu", json={"text": TEXT})
    assert (page.mimetype, "213-QĐ/TW" in page.text) == ("text/html", True)
    table = client.post("/tra-cuu.csv", json={"text": TEXT})
    assert (table.mimetype, table.text.count("\r\n")) == ("text/csv", 3)


def test_several_texts_are_answered_in_their_order(client):
    sent = [{"text": TEXT}, {"text": ""}, {"text": TEXT, "viec": "kiem-tra"}]
    answers = post(client, sent).json
    assert answers == [post(client, one).json for one in sent]
    assert post(client, []).json == []


def test_a_text_that_is_too_long_is_cut_as_in_the_form(client):
    answer = post(client, {"text": "ậ" * (MAX_TEXT + 1)}).json
    assert answer["cut"] is True


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "JSON sai ở dòng 1, cột 1."),
        (b'{"text": "a"', "JSON sai ở dòng 1, cột 13."),
        (b'{"text":\n  nul}', "JSON sai ở dòng 2, cột 3."),
        (b'{"text": "a"} {}', "JSON sai ở dòng 1, cột 15."),
        (b'{"text": "\xff"}', "JSON không phải UTF-8 ở byte 10."),
        ('{"text": "a"}'.encode("utf-16"), "JSON không phải UTF-8 ở byte 0."),
        (b"[" * 500_000, "JSON lồng nhau quá sâu."),
        (b'{"text":' * 100_000, "JSON lồng nhau quá sâu."),
        (b"1" * 10_000, "JSON có một số quá dài."),
        (b'"213"', "$ phải là một đối tượng JSON có trường text."),
        (b"NaN", "$ phải là một đối tượng JSON có trường text."),
        (b"{}", "$ không có trường text."),
        (b'[{"text": ""}, {"issued": ""}]', "$[1] không có trường text."),
        (b'[{"text": ""}, ["text"]]', "$[1] phải là một đối tượng JSON có trường text."),
        (b'{"text": null}', "$.text phải là một chuỗi chữ."),
        (b'{"text": 213}', "$.text phải là một chuỗi chữ."),
        (b'{"text": "", "issued": 2023}', "$.issued phải là một chuỗi chữ."),
        (b'[{"text": "", "viec": []}]', "$[0].viec phải là một chuỗi chữ."),
        (b'{"text": "", "viec": "xem"}', "$.viec phải là tra hoặc kiem-tra."),
        (b'{"text": "", "issued": "2023-02-31"}', "$.issued không phải một ngày như 2023-08-09."),
        (b'{"text": "", "date": "2023-08-09"}',
         "$.date không phải là trường; có lẽ là issued."),
        (b'[{"text": ""}, {"text": "", "issuer_provinc": ""}]',
         "$[1].issuer_provinc không phải là trường; có lẽ là issuer_province."),
        (b'{"noi_dung": ""}', "$.noi_dung không phải là trường; có lẽ là text."),
        (b'{"text": "", "why": null}',
         f"$.why không phải là trường; {FIELDS}"),
        (b'{"text": "", "\\ud800": ""}',
         f"$.\ufffd không phải là trường; {FIELDS}"),
        (b'{"text": "", "issued": "mai"}', "$.issued không phải một ngày như 2023-08-09."),
    ],
)  # fmt: skip
def test_what_is_no_such_json_is_refused_with_its_place(client, body, said):
    answer = post(client, body)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json["detail"] == said


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ([{"text": ""}] * MAX_TEXTS, 200),
        ([{"text": ""}] * (MAX_TEXTS + 1), 413),
        ([{"text": "a" * (MAX_TEXT - 1)}, {"text": "b"}], 200),
        ([{"text": "a" * MAX_TEXT}, {"text": "b"}], 413),
    ],
)
def test_lists_are_bounded(client, sent, status):
    assert post(client, sent).status_code == status


@pytest.mark.parametrize("address", ["/tra-cuu", "/tra-cuu.csv"])
def test_a_list_has_no_page_and_no_table(client, address):
    answer = post(client, [{"text": TEXT}], address)
    assert answer.status_code == 400
    assert answer.json["detail"] == "Danh sách nhiều văn bản chỉ gửi được đến /tra-cuu.json."


def test_letters_that_are_none_and_a_byte_order_mark_do_no_harm(client):
    answer = post(client, b'\xef\xbb\xbf{"text": "\\ud800 213-Q\\u0110/TW \\u0000"}')
    assert [row["text"] for row in answer.json["rows"]] == ["213-QĐ/TW"]


@pytest.mark.parametrize("kind", ["application/xml", "text/html", "image/png", "x", None])
def test_other_types_are_refused_with_those_that_are_taken(client, kind):
    answer = post(client, b"213", kind=kind)
    assert answer.status_code == 415
    for taken in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
        assert taken in answer.json["detail"]
        assert taken in answer.headers["Accept-Post"]
    page = client.post("/tra-cuu", data=b"213", content_type=kind)
    assert page.status_code == 415
    assert "application/json" in page.text


@pytest.mark.parametrize("kind", [None, "application/json", "application/xml"])
def test_what_is_asked_by_the_address_needs_no_type(client, kind):
    answer = client.get(f"{ADDRESS}?q=213-QĐ/TW", content_type=kind)
    assert [row["text"] for row in answer.json["rows"]] == ["213-QĐ/TW"]
    assert client.post(f"{ADDRESS}?q=213-QĐ/TW").json == answer.json


def test_the_form_on_the_page_is_answered_as_before(client):
    sent = {"text": TEXT, "ngay": "hôm qua"}
    assert client.post("/tra-cuu", data=sent, content_type="multipart/form-data").status_code == 200
    assert client.post(ADDRESS, data=sent).json["context"]["issued_misread"] == "hôm qua"
    assert show(client, "/tra-cuu").has('form[method="post"] textarea')
