"""What is packed on its way, for whom, and what stays as it was: copies, lists, files, lengths."""

import gzip
import zlib

import pytest
from flask import Response

from indexer.model import because
from indexer.paths import STATIC
from search.forms import delimited
from search.forms.tabular import Table, TableColumn
from search.web import compression, static_files
from tests.pages import ids, show

PACKED = {"Accept-Encoding": "gzip, deflate, br"}
TEXTS = (
    "/", "/tim?q=đảng", "/tim.json", "/tim.csv", "/tim.atom", "/van-ban.json", "/openapi.json",
    "/gioi-thieu", "/api/thu?duong_dan=/tim", "/tra-cuu?q=213-QĐ/TW", "/khong-co",
)  # fmt: skip


@pytest.mark.parametrize("address", TEXTS)
def test_texts_are_packed_for_those_who_take_it_and_are_the_same(client, address):
    plain, packed = client.get(address), client.get(address, headers=PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < 0.6 * len(plain.data)
    for one in (plain, packed):
        assert {"Accept-Encoding", "Cookie"} <= set(one.headers["Vary"].split(", "))
        if "Content-Length" in one.headers:
            assert int(one.headers["Content-Length"]) == len(one.data)
    assert packed.headers["Content-Type"] == plain.headers["Content-Type"]


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        (None, False), ("", False), ("identity", False), ("br", False), ("deflate", False),
        ("gzip", True), ("GZIP", True), ("deflate, gzip;q=1.0, *;q=0.5", True), ("*", True),
        ("gzip;q=0", False), ("gzip;q=0, *", False), ("*;q=0", False), ("identity;q=0, *", True),
        ("gzip;q=0.5, identity", False), ("gzip, identity;q=0.5", True), ("gzip;q=x", None),
        ("gzip, gzip;q=0", None), (",;=", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/tim", "/static/style.css"])
def test_who_takes_it_says_so(client, address, accepted, is_packed):
    headers = {} if accepted is None else {"Accept-Encoding": accepted}
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    if is_packed is not None:
        assert ("Content-Encoding" in answer.headers) is is_packed


@pytest.mark.parametrize("address", [*TEXTS, "/static/style.css"])
def test_the_head_is_that_of_the_answer(client, address):
    answer, head = (client.open(address, method=one, headers=PACKED) for one in ("GET", "HEAD"))
    assert head.data == b""
    assert {name: value for name, value in head.headers if name != "Date"} == {
        name: value for name, value in answer.headers if name != "Date"
    }


@pytest.mark.parametrize("kept", [{}, PACKED])
@pytest.mark.parametrize("now", [{}, PACKED])
@pytest.mark.parametrize("address", ["/tim?q=đảng", "/tim.csv", "/tim.json", "/static/style.css"])
def test_a_copy_is_good_however_it_was_packed(client, address, kept, now):
    first = client.get(address, headers=kept)
    assert first.headers["ETag"].startswith("W/")
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"], **now})
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Encoding" not in again.headers
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Accept-Encoding" in again.headers["Vary"]


def test_a_list_is_sent_as_it_comes(app, monkeypatch):
    """Each part can be read before the next has been made."""
    made = []

    def rows():
        for number in range(5):
            made.append(number)
            yield (f"dòng {number}", "x" * delimited._PART_BYTES)

    table = Table(
        because("Danh sách"), [TableColumn(name, because("Cột")) for name in "ab"], rows()
    )
    with app.test_request_context("/tim.csv", headers=PACKED):
        parts = delimited.csv_parts(table)
        response = compression.compress(Response(parts, mimetype="text/csv"))
        assert "Content-Length" not in response.headers
        parts, reader, text = iter(response.response), zlib.decompressobj(wbits=31), b""
        for number in range(5):
            text += reader.decompress(next(parts))
            assert f"dòng {number}".encode() in text
            assert len(made) <= number + 2
        text += b"".join(map(reader.decompress, parts))
        assert reader.eof
    assert text.count(b"\r\n") == 6


def test_files_and_short_answers_stay_as_they_are(client):
    for address in (f"/thong-bao/{ids(client)[0]}/goc", "/robots.txt", "/tim.xlsx", "/tim.docx"):
        with client.get(address, headers=PACKED) as answer:
            assert "Content-Encoding" not in answer.headers


def test_a_posted_text_is_answered_packed(client):
    sent = {"text": "Quy định số 213-QĐ/TW, Chỉ thị số 05-CT/TW"}
    plain = client.post("/tra-cuu.json", json=sent)
    packed = client.post("/tra-cuu.json", json=sent, headers=PACKED)
    assert gzip.decompress(packed.data) == plain.data


def test_every_static_file_has_a_type_and_an_address_by_its_content(app, client, tmp_path):
    for file in STATIC.iterdir():
        files = static_files.StaticFiles(STATIC)
        address = files.address(file.name)
        plain, packed = client.get(address), client.get(address, headers=PACKED)
        assert plain.data == gzip.decompress(packed.data) == file.read_bytes()
        assert plain.mimetype == static_files.MEDIA_TYPES[file.suffix]
        for one in (plain, packed):
            assert one.headers["Cache-Control"] == "public, immutable, max-age=31536000"
        (tmp_path / file.name).write_bytes(file.read_bytes() + b"\n")
    changed = static_files.StaticFiles(tmp_path)
    for file in STATIC.iterdir():
        other = changed.address(file.name)
        assert other != files.address(file.name)
        assert client.get(other).headers["Cache-Control"] == "no-cache"


def test_pages_take_their_files_by_these_addresses(client):
    files = static_files.StaticFiles(STATIC)
    page = show(client, "/")
    shown = {
        node.attributes.get("href") or node.attributes.get("src")
        for node in page.tree.css("link[rel=stylesheet], link[rel=icon], script[src]")
    }
    assert shown <= {files.address(file.name) for file in STATIC.iterdir()}
    assert files.address("style.css") in shown


@pytest.mark.parametrize("name", ["khong-co.css", "..%2Fapp.py", "%2e%2e/app.py", "", "a/b.css"])
def test_nothing_else_is_a_static_file(client, name):
    answer = client.get(f"/static/{name}", headers=PACKED)
    assert answer.status_code == 404
    assert "max-age" not in answer.headers.get("Cache-Control", "")
