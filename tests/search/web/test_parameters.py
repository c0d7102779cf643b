"""Values of parameters that mean nothing: refused for programs, said and passed over on pages."""

from io import BytesIO

import pytest

from tests.pages import show

PROBLEM = "application/problem+json"
KEY = "/van-ban/tw/k12/qdi-213"

# path, parameter, value that means nothing → what the sentence names of those it takes
MEANINGLESS = [
    ("/tim", "sort", "nonsense", "relevance, date"),
    ("/tim", "unit_role", "nonsense", "about, issued"),
    ("/tim", "year", "abc", "2020..2023"),
    ("/tim", "year", "20222", "2022"),
    ("/tim", "term", "abc", "XII"),
    ("/tim", "committee_term", "abc", "2020"),
    ("/tim", "level", "abc", "district"),
    ("/tim", "secrecy", "abc", "toi-mat"),
    ("/tim", "date_precision", "abc", "month"),
    ("/tim", "lacks", "abc", "so, ngay"),
    ("/tim", "page", "abc", "từ 1"),
    ("/tim", "page", "0", "từ 1"),
    ("/tim", "per_page", "-5", "từ 1"),
    ("/tim", "tu_ngay", "hôm qua", "31/01/2022"),
    ("/tim", "den_ngay", "32/13/2022", "31/01/2022"),
    ("/tim", "luc", "mai", "truoc, nay"),
    ("/tim", "dau", "abc", "bo"),
    ("/tim", "lang", "fr", "vi, en"),
    ("/dia-ban", "luc", "mai", "truoc, nay"),
    ("/dia-ban/lam-dong/bao-lam", "gom", "2", "0, 1"),
    ("/van-ban", "page", "abc", "từ 1"),
    (KEY, "year", "abc", "2022"),
    ("/tra-cuu", "viec", "abc", "tra, kiem-tra"),
]

# addresses with values that mean something, or that leave a parameter out
MEANT = [
    "/tim?sort=date&unit_role=about&year=2022&year=2020..2023&year=_&page=2&per_page=5",
    "/tim?sort=&unit_role=&year=&page=&tu_ngay=&luc=&level=",
    "/tim?tu_ngay=2022&den_ngay=31/12/2023&term=12&term=XIII&committee_term=2020",
    "/tim?level=district&secrecy=mat&date_precision=thang&lacks=so",
    "/tim?per_page=5000",  # more than a page may have is the most
    "/tim?unit=khong-co-noi-nay&issuer=khong-co",  # names: whatever is not there has no notices
    "/tim?utm_source=x",  # no parameter of ours
    "/gioi-thieu?sort=nonsense",  # none of this page
]


@pytest.mark.parametrize(("path", "name", "value", "taken"), MEANINGLESS)
def test_a_program_is_told_which_value_means_nothing(client, path, name, value, taken):
    for form in ("json", "csv"):
        answer = client.get(f"{path}.{form}", query_string={name: value, "q": "rừng"})
        assert (answer.status_code, answer.mimetype) == (400, PROBLEM)
        told = answer.json["detail"]
        if name != "lang":
            assert f"“{name}”" in told
        assert value in told
        assert taken in told


@pytest.mark.parametrize(("path", "name", "value", "taken"), MEANINGLESS)
def test_a_page_says_it_and_shows_what_it_can(client, path, name, value, taken):
    page, without = show(client, f"{path}?{name}={value}"), show(client, path)
    assert page.status == 200
    said = page.text("main > .caution")
    assert taken in said
    assert value in said
    assert page.text("h1") == without.text("h1")
    assert not without.has("main > .caution")


@pytest.mark.parametrize("address", MEANT)
def test_what_means_something_is_answered(client, address):
    assert not show(client, address).has("main > .caution")
    assert client.get(address.replace("?", ".json?")).status_code == 200


def test_the_list_is_that_without_the_value(client):
    page = show(client, "/tim?year=abc&year=2022&sort=nonsense")
    assert page.texts(".hit h3") == show(client, "/tim?year=2022").texts(".hit h3") != []


def test_atom_and_the_dialect_of_csv_are_asked_too(client):
    assert client.get("/tim.atom?sort=nonsense").status_code == 400
    told = client.get("/tim.csv?dialect=nonsense")
    assert (told.status_code, told.mimetype) == (400, PROBLEM)
    assert "excel-vi" in told.json["detail"]
    assert client.get("/tim.csv?dialect=excel-vi").status_code == 200


def test_few_of_many_are_said_and_no_value_at_length(client):
    years = "&".join(f"year={'a' * 60}{n}" for n in range(50))
    page = show(client, f"/tim?{years}")
    said = page.texts("main > .caution")
    assert len(said) == 3
    assert max(map(len, said)) < 200


def test_a_value_is_shown_as_text(client):
    page = show(client, "/tim?sort=<b>x</b>")
    assert "<b>x</b>" in page.text("main > .caution")


@pytest.mark.parametrize(
    ("address", "field", "status", "said"),
    [
        ("/tra-cuu.json", "tep", 415, "/du-thao"),
        ("/tra-cuu.csv", "text", 415, "/du-thao"),
        ("/tra-cuu", "tep", 415, "/du-thao"),
        ("/du-thao.json", "file", 400, "trường tep"),
    ],
)
def test_a_file_that_nothing_reads_is_refused(client, address, field, status, said):
    sent = {field: (BytesIO("Quy định số 213-QĐ/TW".encode()), "a.txt")}
    answer = client.post(address, data=sent, content_type="multipart/form-data")
    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)


def test_a_form_of_parts_without_a_file_is_read(client):
    sent = {"text": "Quy định số 213-QĐ/TW"}
    answer = client.post("/tra-cuu.json", data=sent, content_type="multipart/form-data")
    assert len(answer.json["rows"]) == 1


def test_it_is_said_in_english_too(client):
    told = client.get("/tim.json?year=abc&lang=en").json["detail"]
    assert told.startswith("“year” has no value “abc”: it takes a year such as 2022, or a range")
    said = show(client, "/tim?sort=abc&lang=en").text("main > .caution")
    assert said.startswith("“sort” has no value “abc”: it takes relevance, date")
    assert said.endswith("This page does without that value.")
