"""Copies that a reader keeps: what tells a good one from an old one, and what is then sent."""

from datetime import UTC, datetime, timedelta
from time import time

import pytest
from werkzeug.http import http_date, parse_date

from app import create_app
from indexer.index.build import build
from indexer.paths import changed_at
from search import version
from tests.pages import ids

FORMS = (
    "/", "/tim?q=đảng", "/tim.json", "/tim.csv", "/tim.atom?sort=date", "/van-ban", "/van-ban.csv",
    "/van-ban/tw/k12/ct-05", "/van-ban/tw/k12/ct-05.atom", "/dia-ban.json", "/dia-ban/lam-dong",
    "/tra-cuu?q=213-QĐ/TW", "/gioi-thieu", "/api", "/openapi.json",
)  # fmt: skip


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """The hour after everything was built."""
    monkeypatch.setattr(version, "time", lambda: time() + 3600)


def since(client, address):
    return parse_date(client.get(address).headers["Last-Modified"])


@pytest.mark.parametrize("address", FORMS)
def test_every_form_says_since_when_and_is_not_sent_twice(client, sample_index, address):
    first = client.get(address)
    written = max(changed_at(sample_index / "viendan.json"), changed_at(version.REGISTRY.parent))
    assert int(written) <= parse_date(first.headers["Last-Modified"]).timestamp() <= time()
    again = client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    head = client.head(address)
    for name in ("ETag", "Last-Modified"):
        assert head.headers[name] == first.headers[name]


def test_notices_in_all_their_forms_say_since_when(client):
    for form in ("", ".json", ".bib", ".ris", "/goc"):
        with client.get(f"/thong-bao/{ids(client)[0]}{form}") as response:
            assert "Last-Modified" in response.headers


def test_an_older_copy_is_replaced(client):
    before = since(client, "/tim") - timedelta(seconds=1)
    assert client.get("/tim", headers={"If-Modified-Since": http_date(before)}).status_code == 200
    assert client.get("/tim", headers={"If-Modified-Since": "hôm qua"}).status_code == 200


def test_the_name_of_a_copy_goes_before_its_time(client):
    """RFC 9110, 13.1.3: with If-None-Match, If-Modified-Since is not considered."""
    now = {"If-Modified-Since": http_date(datetime.now(UTC))}
    assert client.get("/tim", headers=now).status_code == 304
    assert client.get("/tim", headers={**now, "If-None-Match": 'W/"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [("/thong-bao/khong-co", 404), ("/khong-co", 404), ("/van-ban/tw/_/qd-399", 301)],
)
@pytest.mark.parametrize(
    "copy", [{"If-Modified-Since": http_date(datetime(2200, 1, 1, tzinfo=UTC))},
             {"If-None-Match": "*"}]
)  # fmt: skip
def test_what_is_no_page_stays_none(client, address, status, copy):
    response = client.get(address, headers=copy)
    assert response.status_code == status
    assert "Last-Modified" not in response.headers


def test_a_posted_text_is_always_answered(client):
    now = {"If-Modified-Since": http_date(datetime.now(UTC))}
    response = client.post("/tra-cuu", data={"text": "213-QĐ/TW"}, headers=now)
    assert response.status_code == 200
    assert "Last-Modified" not in response.headers


def test_a_new_generation_is_a_new_version(tmp_path, monkeypatch):
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text("THÔNG BÁO\nvề việc họp chi bộ\n", "utf-8")
    build([source], tmp_path / "index")
    client = create_app(tmp_path / "index").test_client()
    first = client.get("/tim")
    built = changed_at(tmp_path / "index" / "viendan.json")
    assert parse_date(first.headers["Last-Modified"]).timestamp() == int(built)
    while time() < int(built) + 1:
        pass
    (source / "b.txt").write_text("THÔNG BÁO\nvề đại hội chi bộ\n", "utf-8")
    build([source], tmp_path / "index")
    second = client.get("/tim", headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert second.status_code == 200
    assert second.headers["ETag"] != first.headers["ETag"]
    assert since(client, "/tim") > parse_date(first.headers["Last-Modified"])


def test_a_time_that_may_yet_mean_another_state_is_not_told(client, monkeypatch):
    """Two commits in one second have the same time, told in whole seconds."""
    moment = since(client, "/tim").timestamp()
    for now, told in ((moment + 1, False), (moment - 3600, False), (moment + 4, True)):
        monkeypatch.setattr(version, "time", lambda now=now: now)
        response = client.get("/tim")
        assert ("Last-Modified" in response.headers) is told
        assert "ETag" in response.headers


def test_whatever_a_page_is_made_of_makes_another_version(app, tmp_path, monkeypatch):
    for name in ("_PROGRAM", "TEMPLATES", "STATIC", "LOCALE", "REGISTRY"):
        monkeypatch.setattr(version, name, tmp_path / name)
    made = app.extensions["viendan"]
    names = []
    for file in (
        "_PROGRAM/app.py", "_PROGRAM/search/a.py", "_PROGRAM/indexer/text.py",
        "TEMPLATES/a.html", "STATIC/a.css", "LOCALE/en/a.mo",
        "REGISTRY/d.csv", "REGISTRY/places/p.csv",
    ):  # fmt: skip
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(file, "utf-8")
        names.append(version.ProgramVersion().with_index(made.engine, "vi").name)
    assert len(set(names)) == len(names)
