"""Addresses tried on a page: what is asked, what is shown of it, and what is not asked."""

import json

import pytest

from indexer.problems import IndexProblem
from search.web import trial
from tests.pages import ids, show


def tried(client, typed, **more):
    return show(client, "/api/thu", query_string={"duong_dan": typed, **more})


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("/tim.json?q=rừng", "/tim.json?q=r%E1%BB%ABng"),
        ("/tim?q=rừng&year=2022", "/tim.json?q=r%E1%BB%ABng&year=2022"),
        ("  /tra-cuu?q=213-QĐ/TW#dau ", "/tra-cuu.json?q=213-Q%C4%90/TW"),
        ("http://localhost/dia-ban", "/dia-ban.json"),
        ("/", "/index.json"),
        ("/goi-y.json?q=chi+thi", "/goi-y.json?q=chi+thi"),
        ("/van-ban/tw/k12/qdi-213", "/van-ban/tw/k12/qdi-213.json"),
        ("/openapi.json", "/openapi.json"),
    ],
)
def test_the_json_of_any_page_is_shown(client, typed, asked):
    page = tried(client, typed)
    assert page.links("main h2 a") == [asked]
    shown = page.tree.css("main pre")[-1].text()
    answer = client.get(asked)
    assert answer.status_code == 200
    if len(shown) < trial.MAX_CHARACTERS:
        assert json.loads(shown) == answer.json
        assert len(shown.splitlines()) > 3
    assert page.tree.css_first("#duong_dan").attributes["value"] == typed.strip()


def test_what_is_asked_now_is_not_answered_with_what_was_known_before(client):
    page = tried(client, "/healthz")
    memory = json.loads(page.tree.css("main pre")[-1].text())["memory"]
    assert memory > 0
    assert "ETag" not in page.response.headers


def test_a_page_that_has_moved_is_followed(client):
    page = tried(client, "/van-ban/tw/_/qd-399")
    (link,) = page.links("main h2 a")
    assert link == client.get("/van-ban/tw/_/qd-399.json").location
    assert client.get(link).json == json.loads(page.tree.css("main pre")[-1].text())


@pytest.mark.parametrize("typed", ["/khong-co", "/api/thu?duong_dan=/tim", "/static/style.css"])
def test_what_is_wrong_is_shown_as_programs_get_it(client, typed):
    page = tried(client, typed)
    assert page.status == 200
    assert json.loads(page.tree.css("main pre")[-1].text())["status"] == 404


@pytest.mark.parametrize(
    "typed",
    ["tim", "//evil.example/tim", "http://evil.example/", "http://localhost.evil.example/tim",
     "javascript:alert(1)", "/tim.csv", "/tim.atom?q=a", "/robots.txt", "/x.bib", "\0", "a" * 3_000,
     "/tim?q=" + "a" * 3_000]
)  # fmt: skip
def test_nothing_else_is_asked(client, monkeypatch, typed):
    monkeypatch.setattr(trial, "_answer", None)
    page = tried(client, typed)
    assert page.status == 200
    assert page.has("main .caution")
    assert not page.has("main h2")


def test_originals_are_not_handed_out(client):
    page = tried(client, f"/thong-bao/{ids(client)[0]}/goc")
    assert json.loads(page.tree.css("main pre")[-1].text())["status"] == 404


@pytest.mark.parametrize(
    "typed", ["/tim?q=<script>alert(1)</script>", '/"><img src=x>?q=', "/{{7*7}}"]
)
def test_what_is_typed_and_answered_stays_text(client, typed):
    page = tried(client, typed)
    assert not page.has("main script, main img")
    assert page.tree.css_first("#duong_dan").attributes["value"] == typed
    assert "49" not in page.text("main h2")


def test_a_long_answer_is_cut_and_says_so(client, monkeypatch):
    monkeypatch.setattr(trial, "MAX_CHARACTERS", 100)
    page = tried(client, "/tim.json")
    assert len(page.tree.css("main pre")[-1].text()) == 100
    assert "100 ký tự đầu" in page.text("main .caution")


def test_sentences_are_in_the_language_of_the_page(client):
    page = tried(client, "/tim.json?q=rừng", lang="en")
    told = json.loads(page.tree.css("main pre")[-1].text())
    assert told == client.get("/tim.json?q=rừng&lang=en").json
    assert page.tree.css_first("html").attributes["lang"] == "en"


def test_nothing_of_the_answer_is_said_of_the_page(client):
    """Its language, its cookie and its status are those of what was tried."""
    page = tried(client, "/khong-co.json?lang=en")
    assert page.status == 200
    assert "Set-Cookie" not in page.response.headers
    assert page.tree.css_first("html").attributes["lang"] == "vi"


def test_a_failure_is_told_as_programs_are_told(app, client, monkeypatch):
    def fail(*_):
        raise IndexProblem("secret")

    monkeypatch.setattr(app.extensions["viendan"], "home", fail)
    page = tried(client, "/")
    assert json.loads(page.tree.css("main pre")[-1].text())["status"] == 503
    assert "secret" not in page.response.text


def test_an_empty_form_is_only_a_form(client):
    page = show(client, "/api/thu")
    assert page.has("#duong_dan")
    assert not page.has("main h2, main pre, main .caution")
    assert "/api/thu" in client.get("/robots.txt").text
