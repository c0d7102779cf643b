"""The index is replaced, removed or spoilt under a running site, and comes back.

After each mishap the last good state is served on, and every page says so, or where its own files
were cut off 503 is said; nothing is a 500, a trace or silence.  When a good index is there again it
is served, without a restart.
"""

import gc
import json
import os
import shutil
import time
import weakref

import pytest

from app import create_app
from indexer.index.build import build
from indexer.index.whoosh.manifest import MANIFEST
from indexer.index.whoosh.opening import open_index
from search.engine.embedded.segment_reader import SegmentReader
from search.forms import delimited
from tests.notices import drop, notice
from tests.pages import show

PAGES = ("/", "/tim?q=thôn", "/van-ban", "/dia-ban", "/tra-cuu?q=213-QĐ/TW", "/gioi-thieu")
PROGRAMS = ("/index.json", "/tim.json?q=thôn", "/goi-y.json?q=thôn", "/openapi.json")
ALWAYS = ("/static/style.css", "/robots.txt")
PATIENT = 20


@pytest.fixture
def index(tmp_path):
    drop(tmp_path / "one", a=notice(1))
    build([tmp_path / "one"], tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def other(tmp_path):
    """Another good index, of two notices."""
    drop(tmp_path / "two", a=notice(1), b=notice(2))
    build([tmp_path / "two"], tmp_path / "other")
    return tmp_path / "other"


@pytest.fixture
def client(index):
    client = create_app(index).test_client()
    show(client, "/tim?q=thôn")
    return client


def removed(index):
    shutil.rmtree(index)


def emptied(index):
    removed(index)
    index.mkdir()


def a_file_in_its_place(index):
    removed(index)
    index.write_text("x")


def somebody_elses_folder(index):
    emptied(index)
    (index / "luong.xlsx").write_bytes(b"PK")


def of_another_version(index):
    manifest = index / MANIFEST
    told = json.loads(manifest.read_text("utf-8")) | {"schema": 999, "generation": "x"}
    write_anew(manifest, json.dumps(told).encode())


def of_a_damaged_manifest(index):
    write_anew(index / MANIFEST, b"{")


def of_no_rights(index):
    """A manifest that the system does not let be read; root may read any file, but no folder."""
    (index / MANIFEST).unlink()
    (index / MANIFEST).mkdir()


def without_its_segments(index):
    told = json.loads((index / MANIFEST).read_text("utf-8"))
    write_anew(index / MANIFEST, json.dumps(told | {"generation": "x"}).encode())
    for path in index.glob("MAIN_*"):
        path.unlink()


def cut_off_and_copied(index):
    """A copy that was not finished, in another folder of the same name."""
    told = json.loads((index / MANIFEST).read_text("utf-8"))
    shutil.copytree(index, index.parent / "copy")
    removed(index)
    os.rename(index.parent / "copy", index)
    for path in index.glob("MAIN_*"):
        os.truncate(path, path.stat().st_size // 2)
    write_anew(index / MANIFEST, json.dumps(told | {"generation": "x"}).encode())


def write_anew(path, data):
    path.with_name("new").write_bytes(data)
    os.replace(path.with_name("new"), path)


MISHAPS = (
    removed, emptied, a_file_in_its_place, somebody_elses_folder, of_another_version,
    of_a_damaged_manifest, of_no_rights, without_its_segments, cut_off_and_copied,
)  # fmt: skip


def put(good, index):
    """Another index in the place of what lies there, as ``mv`` does."""
    if index.is_dir():
        shutil.rmtree(index)
    else:
        index.unlink(missing_ok=True)
    shutil.copytree(good, index)


def in_time(condition):
    until = time.monotonic() + PATIENT
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


def status(client, address):
    with client.get(address) as response:
        return response.status_code


def health(client):
    response = client.get("/healthz")
    return response.status_code, response.json["status"], response.json["notices"]


@pytest.mark.parametrize("mishap", MISHAPS)
def test_the_last_good_state_is_served_on_and_pages_say_so(index, other, client, mishap, caplog):
    assert health(client) == (200, "ok", 1)
    copy = client.get("/tim").headers["ETag"]
    mishap(index)
    in_time(lambda: health(client) == (200, "stale", 1))
    assert client.get("/tim", headers={"If-None-Match": copy}).status_code == 200
    for address in PAGES:
        for language, said in (("vi", "Kho dữ liệu hiện không đọc được"), ("en", "cannot be read")):
            mark = "&" if "?" in address else "?"
            page = show(client, f"{address}{mark}lang={language}")
            assert page.status == 200
            assert said in page.text("main .caution")
    assert client.get("/tim.json").json["total"] == 1
    for address in (*PROGRAMS, *ALWAYS):
        assert status(client, address) == 200
    assert len(caplog.records) == 1  # one line, however often it was asked
    assert caplog.records[0].exc_info is None
    put(other, index)
    in_time(lambda: health(client) == (200, "ok", 2))
    assert not show(client, "/tim").has("main .caution")
    assert client.get("/tim.json").json["total"] == 2


LISTS = (
    "/tim?q=thôn",
    "/tim.json?q=thôn",
    "/tim.csv?q=thôn",
    "/tim.atom?q=thôn",
    "/goi-y.json?q=t",
)


def states(client):
    """How the index is, by every form of a list and by what watches over the site."""
    told = {client.get(address).headers["Viendan-Index"] for address in (*LISTS, "/healthz")}
    return told | {client.get("/healthz").json["status"]}


def test_every_form_of_an_answer_says_how_the_index_is(index, other, client):
    assert states(client) == {"ok"}
    emptied(index)
    in_time(lambda: health(client)[1] == "stale")
    assert states(client) == {"stale"}
    old = client.get("/tim.csv").headers["ETag"]
    again = client.get("/tim.csv", headers={"If-None-Match": old})
    assert (again.status_code, again.headers["Viendan-Index"]) == (304, "stale")
    put(other, index)
    in_time(lambda: health(client)[1] == "ok")
    assert states(client) == {"ok"}


def test_what_was_cut_off_under_the_site_is_not_read_on(index, other, client, caplog):
    """To read what is mapped beyond its end is the end of the process."""
    saved = shutil.copytree(index, index.parent / "saved")
    for path in index.glob("MAIN_*"):
        os.truncate(path, 0)
    in_time(lambda: health(client)[:2] == (503, "unavailable"))
    for address in PAGES:
        page = show(client, address)
        assert page.status == 503
        assert page.text("h1").startswith("Chỉ mục đang được thay hoặc bị hỏng")
        assert int(page.response.headers["Retry-After"]) > 0
    for address in ("/index.json", "/tim.json?q=thôn"):
        response = client.get(address)
        assert response.status_code == 503
        assert response.json["error"].startswith("Chỉ mục đang được thay")
        assert int(response.headers["Retry-After"]) > 0
    for address in ALWAYS:
        assert status(client, address) == 200
    assert not any(one.exc_info for one in caplog.records)
    for path in saved.glob("MAIN_*"):  # back in place, as cp writes
        (index / path.name).write_bytes(path.read_bytes())
    in_time(lambda: health(client) == (200, "ok", 1))
    assert client.get("/tim.json").json["total"] == 1
    put(other, index)
    in_time(lambda: health(client) == (200, "ok", 2))


def test_rights_that_are_given_back_are_noticed(index, client, monkeypatch):
    """They change nothing in the folder."""
    from indexer.index.whoosh import manifest

    def refused(_path):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(manifest, "read_file", refused)
        (index / "viendan-files-999.json").write_text("[]")
        in_time(lambda: health(client) == (200, "stale", 1))
    in_time(lambda: health(client) == (200, "ok", 1))


def test_a_mishap_is_told_without_a_path(index, client):
    removed(index)
    in_time(lambda: health(client)[1] == "stale")
    for address in ("/healthz", "/", "/tim.json"):
        assert str(index.parent) not in client.get(address).get_data(as_text=True)


def test_a_notice_that_is_damaged_is_503_and_no_trace(index, client, caplog):
    """Bits that turned in a place that is read for some pages only."""
    notice_id = client.get("/tim.json").json["hits"][0]["id"]
    for path in index.glob("MAIN_*.reading.col"):
        with path.open("r+b") as file:
            file.write(bytes(20))
    page = show(client, f"/thong-bao/{notice_id}")
    assert page.status == 503
    assert page.text("h1").startswith("Chỉ mục đang được thay hoặc bị hỏng")
    assert status(client, "/van-ban") == 200
    assert not any(one.exc_info for one in caplog.records)


def test_a_backup_that_is_put_back_is_read(index, client, tmp_path):
    """Its segments have the names of those that are damaged, and are other files."""
    notice_id = client.get("/tim.json").json["hits"][0]["id"]
    shutil.copytree(index, tmp_path / "backup")
    for path in index.glob("MAIN_*.reading.col"):
        with path.open("r+b") as file:
            file.write(bytes(20))
    assert status(client, f"/thong-bao/{notice_id}") == 503
    removed(index)
    in_time(lambda: health(client)[1] == "stale")
    shutil.copytree(tmp_path / "backup", index)
    in_time(lambda: status(client, f"/thong-bao/{notice_id}") == 200)


def test_a_damaged_index_that_is_built_again_is_taken_up(index, client):
    """It has the same notices, and so the same generation."""
    notice_id = client.get("/tim.json").json["hits"][0]["id"]
    for path in index.glob("MAIN_*.reading.col"):
        with path.open("r+b") as file:
            file.write(bytes(20))
    assert health(client)[1] == "ok"  # nobody has met it yet
    assert status(client, f"/thong-bao/{notice_id}") == 503
    assert health(client) == (200, "damaged", 1)
    assert states(client) == {"damaged"}
    build(None, index)
    in_time(lambda: status(client, f"/thong-bao/{notice_id}") == 200)
    assert states(client) == {"ok"}


@pytest.fixture
def long_list(tmp_path, monkeypatch):
    """A site over so many notices that their table comes in parts, and the files of their cards."""
    drop(tmp_path / "in", **{f"n{n:03}": notice(n) for n in range(200)})
    build([tmp_path / "in"], tmp_path / "many", jobs=1)
    monkeypatch.setattr(delimited, "_PART_BYTES", 1_000)
    return create_app(tmp_path / "many"), sorted((tmp_path / "many").glob("MAIN_*._stored.col"))


def test_a_table_that_meets_a_damaged_card_ends_with_a_sentence(long_list, caplog):
    site, (*_, cards) = long_list
    with cards.open("r+b") as file:
        file.seek(cards.stat().st_size // 2)
        file.write(bytes(100))
    with site.test_client().get("/tim.csv?sort=date") as response:
        rows = response.get_data(as_text=True).splitlines()
    assert response.status_code == 200
    assert 1 < len(rows) < 201
    assert rows[-1].startswith("Danh sách chưa hết")
    assert all(row.count(",") >= 11 for row in rows[:-1])
    (record,) = caplog.records
    assert (record.exc_info, record.levelname) == (None, "ERROR")
    assert cards.name in record.getMessage()
    assert site.test_client().get("/healthz").json["status"] == "damaged"


def test_a_table_that_cannot_begin_is_503(long_list):
    site, files = long_list
    for cards in files:
        with cards.open("r+b") as file:
            file.write(bytes(cards.stat().st_size))
    with site.test_client().get("/tim.csv") as response:
        assert response.status_code == 503


def test_the_files_of_an_old_state_are_let_go_at_once(index, client, monkeypatch):
    """A busy watch makes states faster than the interpreter looks for what is kept in circles."""
    gc.collect()
    monkeypatch.setattr("search.engine.embedded.engine._LOOK", 0)
    names = {one.info.name for one in open_index(index).segments}
    readers = [one for one in gc.get_objects() if isinstance(one, SegmentReader)]
    old = [weakref.ref(one) for one in readers if one.name in names]
    del readers
    gc.disable()
    try:
        for number in range(2, 4):
            drop(index.parent / "one", a=notice(number))
            build(None, index)
            in_time(
                lambda number=number: (
                    client.get("/tim.json").json["hits"][0]["number"].startswith(f"{number}-")
                )
            )
            client.get("/tim?q=thôn&unit=lam-dong")
        assert not any(one() for one in old)
    finally:
        gc.enable()
