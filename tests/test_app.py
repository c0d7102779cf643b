"""HTTP: every address in every form, errors as pages, headers, and hostile input."""

import csv
import hashlib
import io
import logging
import os
from datetime import datetime
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from app import create_app
from indexer.problems import IndexProblem
from search.engine.seam import Engine
from search.pages import notice as notice_page
from tests.pages import ids, show

LISTS = (
    "/tim", "/van-ban", "/van-ban/tw/k12/ct-05", "/dia-ban", "/dia-ban/lam-dong",
    "/dia-ban/bao-lam",
)  # fmt: skip
PAGES = (
    "/", *LISTS, "/van-ban/tw/_/ct-35", "/tra-cuu", "/tra-cuu?q=213-QĐ/TW", "/gioi-thieu", "/api",
    "/api/thu", "/api/thu?duong_dan=/tim",
)  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = (
    '"', '""', '"chưa đóng', "AND", "NOT OR AND", "-", "--", "*", "?*~^", "()", "(((", "]", ":",
    "a:b", "\\", "%", "'", ";--", "\x00", "\x01\x02\x1f", "\ud800", "…—–‘’“”", "х" * 10_000,
    "đ " * 5_000, "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "{n}",
    "%(x)s", "\u202e", "²", "m²", "phường ²", "½ ª ① 漢 ٣", "Nghị quyết Trung ương 1 khóa 99",
    "Quy định số 213-QĐ/TW khóa IIX", "Nghị quyết Đại hội VV",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_pages_answer_in_both_languages(client, address):
    mark = "&" if "?" in address else "?"
    for language in ("vi", "en"):
        page = show(client, f"{address}{mark}lang={language}")
        assert page.status == 200
        assert page.tree.css_first("html").attributes["lang"] == language
        assert len(page.tree.css("h1")) == 1


def test_the_language_is_remembered(client):
    assert show(client, "/gioi-thieu?lang=en").text("h1") == "What Viện Dẫn is"
    assert show(client, "/gioi-thieu").text("h1") == "What Viện Dẫn is"
    assert show(client, "/gioi-thieu?lang=vi").text("h1") == "Viện Dẫn là gì"
    assert show(client, "/gioi-thieu?lang=xx").text("h1") == "Viện Dẫn là gì"


@pytest.mark.parametrize("address", LISTS)
def test_lists_have_all_their_forms(client, address):
    assert isinstance(client.get(f"{address}.json").json, dict)
    table = client.get(f"{address}.csv")
    assert table.data.startswith(b"\xef\xbb\xbf")
    assert table.headers["Content-Disposition"].isascii()
    rows = list(csv.reader(io.StringIO(table.get_data(as_text=True).removeprefix("\ufeff"))))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    feed = ElementTree.fromstring(client.get(f"{address}.atom").data)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findall(f"{ATOM}entry")
    for entry in feed.findall(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}id").text.startswith("http://localhost/")


def test_result_json_has_the_promised_keys(client):
    found = client.get("/tim.json?q=đảng").json
    assert {"understood", "total", "page", "pages", "hits", "facets"} <= found.keys()
    promised = {
        "id", "url", "source", "title", "number", "date", "year", "issuer", "unit", "score",
        "snippets", "unit_key", "unit_status", "issuer_key",
    }  # fmt: skip
    assert all(promised <= hit.keys() for hit in found["hits"])
    for values in found["facets"].values():
        apart = {"inferred", "possible", "about", "issued"}
        assert all(one.keys() - apart == {"value", "label", "count", "selected"} for one in values)


def test_every_notice_answers_under_its_own_id(client):
    for notice_id in ids(client):
        assert show(client, f"/thong-bao/{notice_id}?q=đảng").status == 200
        assert client.get(f"/thong-bao/{notice_id}.json").json["id"] == notice_id


@pytest.mark.parametrize("form", ["", ".json"])
@pytest.mark.parametrize(
    "address", ["/khong-co", "/thong-bao/khong-co", "/van-ban/tw/k12/khong-co", "/dia-ban/qqq-zzz"]
)
def test_unknown_addresses_are_pages_with_a_way_on(client, address, form):
    response = client.get(address + form)
    assert response.status_code == 404
    if form:
        assert response.mimetype == "application/problem+json"
        assert response.json["error"] == "Không có trang này."
    else:
        assert "/tra-cuu" in show(client, address).links("main a")


def test_an_unknown_place_offers_the_nearest_names(client):
    offered = show(client, "/dia-ban/loc-quanh").links("main a")
    assert "/dia-ban/lam-dong/bao-lam/loc-quang" in offered


def test_an_unknown_directive_offers_the_same_number(client):
    page = show(client, "/van-ban/tw/k9/ct-05")
    assert "/van-ban/tw/k12/ct-05" in page.links("main a")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("path", ["/tim", "/tra-cuu", "/van-ban", "/dia-ban"])
def test_no_text_is_an_error_or_reaches_a_page_as_markup(client, path, text):
    sent = {"q": text.encode("utf-8", "replace").decode()}
    page = show(client, path, query_string=sent)
    assert page.status == 200
    assert not page.has("main script, main img")
    for form in ("json", "csv"):
        assert client.get(f"{path}.{form}", query_string=sent).status_code == 200


@pytest.mark.parametrize(
    "asked", ["page=0", "page=-3", "page=x", "page=" + "9" * 30, "per_page=0", "per_page=9999",
              "year=²", "tu_ngay=²", "page=²",
              "sort=đảo", "year=x", "unit=<b>", "cites=///", "type=&type=&year=_", "lang=zz"]
)  # fmt: skip
def test_odd_parameters_still_answer(client, asked):
    for path in ("/tim", "/van-ban/tw/k12/ct-05", "/dia-ban/lam-dong"):
        assert client.get(f"{path}?{asked}").status_code == 200
        # What means nothing is refused there: tests/search/web/test_parameters.py
        assert client.get(f"{path}.json?{asked}").status_code in (200, 400)


def test_per_page_is_honoured_up_to_its_limit(client):
    assert len(client.get("/tim.json?per_page=3").json["hits"]) == 3
    assert client.get("/tim.json?per_page=5000").json["per_page"] == 100


def test_posted_text_is_looked_up_and_bounded(client):
    text = "Căn cứ Quy định số 213-QĐ/TW và Chỉ thị số 05-CT/TW."
    by_form = client.post("/tra-cuu.json", data={"text": text}).json
    by_body = client.post("/tra-cuu.json", data=text.encode(), content_type="text/plain").json
    found = [row["text"] for row in by_form["rows"]]
    assert found == ["Quy định số 213-QĐ/TW", "Chỉ thị số 05-CT/TW"]
    assert by_body == by_form
    long = client.post("/tra-cuu.json", data={"text": "ậ" * 64_001}).json
    assert long["cut"] is True
    assert long["limit"] == 64_000
    assert client.post("/tra-cuu", data={"text": "a" * 1_100_000}).status_code == 413


def test_methods_that_a_page_does_not_take(client):
    response = client.post("/tim")
    assert response.status_code == 405
    assert "Allow" in response.headers


def test_the_original_is_downloaded_as_it_was_indexed(client, app):
    notice_id = ids(client)[0]
    card, _ = app.extensions["viendan"].get_notice(notice_id)
    response = client.get(f"/thong-bao/{notice_id}/goc")
    with open(card.path, "rb") as original:
        assert response.data == original.read()
    assert response.headers["Content-Disposition"].startswith("attachment")
    response.close()


def test_only_a_regular_file_within_bounds_is_read_as_the_original(tmp_path, monkeypatch):
    """The path may have come in with an export."""
    sound, text = tmp_path / "a.txt", b"xyz"
    sound.write_bytes(text)
    os.mkfifo(tmp_path / "pipe")
    digest = hashlib.sha256(text).hexdigest()

    def read(path):
        return notice_page.original_file(SimpleNamespace(path=str(path)), digest)

    assert read(sound) == text
    for path in ("/dev/zero", tmp_path / "pipe", tmp_path, "a\0b", "", tmp_path / "b.txt"):
        assert read(path) is None
    monkeypatch.setattr(notice_page, "MAX_BYTES", 2)
    assert read(sound) is None


def test_a_changed_original_is_not_handed_out(tmp_path):
    from app import create_app
    from indexer.index.build import build

    source = tmp_path / "in" / "thong-bao.txt"
    source.parent.mkdir()
    source.write_text("THÔNG BÁO\nvề việc họp chi bộ theo Quy định số 213-QĐ/TW\n", "utf-8")
    build([source.parent], tmp_path / "index")
    client = create_app(tmp_path / "index").test_client()
    address = f"/thong-bao/{ids(client)[0]}/goc"
    with client.get(address) as response:
        assert response.data == source.read_bytes()
    source.write_text("một tệp khác", "utf-8")
    assert show(client, address).text("h1") == "Bản gốc đã đổi hoặc không còn"
    source.unlink()
    assert client.get(address).status_code == 404


def test_security_headers_stand_on_every_answer(client):
    for address in ("/", "/khong-co", "/tim.json", "/static/style.css"):
        with client.get(address) as response:
            headers = response.headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", PAGES)
def test_pages_keep_to_their_own_policy(client, address):
    page = show(client, address)
    assert not page.has('[style], style, script:not([src]):not([type="application/ld+json"])')
    fetched = page.tree.css("link[rel=stylesheet], link[rel=icon], script[src], img")
    sources = [one.attributes.get("src") or one.attributes.get("href") for one in fetched]
    assert all(source.startswith("/static/") for source in sources)


def test_an_unchanged_page_is_not_sent_twice(client):
    first = client.get("/tim?q=đảng")
    again = client.get("/tim?q=đảng", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    in_english = client.get("/tim?q=đảng&lang=en", headers={"If-None-Match": first.headers["ETag"]})
    assert in_english.status_code == 200


def test_result_pages_are_kept_out_of_search_engines(client):
    robots = show(client, "/tim").tree.css_first("meta[name=robots]")
    assert robots.attributes["content"] == "noindex"
    assert "Disallow: /thong-bao/*/goc" in client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /tim" in client.get("/robots.txt").get_data(as_text=True)


@pytest.mark.parametrize(("setting", "is_kept_out"), [(None, True), ("0", True), ("1", False)])
def test_a_notice_is_kept_out_of_search_engines_unless_it_is_let_in(
    sample_index, monkeypatch, setting, is_kept_out
):
    if setting is not None:
        monkeypatch.setenv("VIENDAN_SEARCH_ENGINES", setting)
    client = create_app(sample_index).test_client()
    (first, *_) = client.get("/tim.json?q=").json["hits"]
    assert show(client, first["url"]).has("meta[name=robots]") is is_kept_out
    for form in ("", ".json", ".txt", ".bib", ".ris", "/goc"):
        told = client.get(first["url"] + form).headers.get("X-Robots-Tag")
        assert told == ("noindex" if is_kept_out else None)
    assert "X-Robots-Tag" not in client.get("/van-ban.json").headers


def test_a_failure_shows_no_trace(app, client, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(app.extensions["viendan"], "home", fail)
    with caplog.at_level(logging.CRITICAL):
        response = client.get("/")
    assert response.status_code == 500
    assert "secret" not in response.get_data(as_text=True)


def test_a_missing_index_names_the_command(tmp_path):
    from app import create_app

    with pytest.raises(IndexProblem, match="viendan index"):
        create_app(tmp_path / "none")


def test_foreign_hosts_are_refused_when_hosts_are_named(sample_index, monkeypatch):
    from app import create_app

    monkeypatch.setenv("VIENDAN_HOSTS", "viendan.example")
    client = create_app(sample_index).test_client()
    assert client.get("/", headers={"Host": "viendan.example"}).status_code == 200
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_a_notice_whose_file_fails_now_is_marked_among_the_hits(tmp_path):
    from app import create_app
    from indexer.index.build import build
    from tests.notices import drop, notice
    from viendan.commands import main

    index, folder = tmp_path / "index", tmp_path / "in"
    drop(folder, a=notice(1), b=notice(2))
    build([folder], index)
    (folder / "a.txt").write_bytes(b"")
    build([folder], index)
    client = create_app(index).test_client()
    hits = client.get("/tim.json").json["hits"]
    assert {hit["source"]: hit["stale"] for hit in hits} == {"a.txt": True, "b.txt": False}
    assert client.get("/tim").text.count("bản đọc trước") == 1
    assert client.get("/tim?lang=en").text.count("read earlier") == 1
    said = CliRunner().invoke(main, ["search", "--index", str(index)]).output
    assert said.count("tệp hiện không đọc được: tệp rỗng") == 1


def test_paper_tells_the_day_of_the_data_and_not_that_of_the_copy(client, monkeypatch):
    then = datetime(2024, 3, 9, 12).timestamp()
    monkeypatch.setattr(Engine, "changed_at", then)
    assert "dữ liệu ngày 09/3/2024" in show(client, "/tim?q=đảng").text(".permalink")
    assert "data as of 09/3/2024" in show(client, "/dia-ban?lang=en").text(".permalink")
    monkeypatch.setattr(Engine, "changed_at", 0.0)
    assert "ngày" not in show(client, "/van-ban?lang=vi").text(".permalink")
