"""What is wrong, as an object for programs (RFC 9457) and as a page for people."""

import pytest

from indexer.problems import IndexProblem
from search.forms.problems import PROBLEMS
from tests.pages import show

PROBLEM, PAGE = "application/problem+json", "text/html"


@pytest.mark.parametrize(
    ("method", "address", "sent", "status"),
    [
        ("GET", "/khong-co.json", {}, 404),
        ("GET", "/thong-bao/khong-co.json", {}, 404),
        ("GET", "/van-ban/tw/k12/khong-co.json", {}, 404),
        ("GET", "/dia-ban/loc-quanh.json", {}, 404),
        ("POST", "/tim.json", {}, 405),
        ("POST", "/tra-cuu.json", {"data": b"a" * 1_100_000}, 413),
        ("POST", "/tra-cuu.json", {"data": {"text": "a" * 1_100_000}}, 413),
        ("POST", "/tra-cuu.json", {"data": b"<a/>", "content_type": "application/xml"}, 415),
        ("POST", "/tra-cuu.json", {"json": ""}, 400),
    ],
)
def test_an_address_of_json_answers_with_a_problem(client, method, address, sent, status):
    answer = client.open(address, method=method, **sent)
    assert answer.status_code == status
    told = answer.json
    assert answer.mimetype == PROBLEM
    assert told["status"] == status
    assert told["type"] == f"/api#loi-{status}"
    assert told["title"] == told["error"] == str(PROBLEMS[status])
    assert told["instance"] == address
    assert told["detail"]
    assert ("nearest" in told) is ("loc-quanh" in address)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, PAGE), ("", PAGE), ("*/*", PAGE), ("text/html", PAGE), ("image/png", PAGE),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", PAGE),
        ("application/json;q=0.5, text/html", PAGE),
        ("application/json", PROBLEM), ("application/problem+json", PROBLEM),
        ("application/json, */*;q=0.1", PROBLEM), ("text/html;q=0.2, application/json", PROBLEM),
        ("application/json, text/plain, */*", PROBLEM),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/khong-co", "/dia-ban/khong-co-dau", "/khong-co.csv"])
def test_elsewhere_programs_get_one_that_ask_for_json(client, address, accept, kind):
    answer = client.get(address, headers={} if accept is None else {"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (404, kind)
    assert "Accept" in answer.headers["Vary"]


def test_what_is_no_error_is_as_before_whatever_is_accepted(client):
    assert client.get("/van-ban", headers={"Accept": "application/json"}).mimetype == PAGE


def test_the_words_are_in_the_language_asked_for(client):
    told = client.get("/khong-co.json?lang=en").json
    assert told["title"] == "There is no such page."
    assert told["detail"].isascii()


def test_an_address_is_told_in_letters_that_an_address_has(client):
    told = client.get("/van-ban/ố <b>.json").json
    assert told["instance"] == "/van-ban/%E1%BB%91%20%3Cb%3E.json"


def test_what_fails_says_when_to_come_again_and_nothing_of_the_program(app, client, monkeypatch):
    for error, status in ((RuntimeError("secret"), 500), (IndexProblem("secret"), 503)):

        def fail(*_, error=error):
            raise error

        monkeypatch.setattr(app.extensions["viendan"], "home", fail)
        answer = client.get("/index.json")
        assert (answer.status_code, answer.mimetype) == (status, PROBLEM)
        assert "secret" not in answer.text
        assert ("Retry-After" in answer.headers) is (status == 503)


def test_a_page_says_why_a_text_was_refused(client):
    page = client.post("/tra-cuu", data=b"<a/>", content_type="application/xml")
    assert "Content-Type phải là một trong các kiểu" in page.text
    assert show(client, "/khong-co").text("h1") == "Không có trang này."
