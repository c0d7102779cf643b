"""Since when a notice is held: told on its page and in its JSON, and what feeds go by."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from app import create_app
from indexer.documents import document_id
from indexer.index.build import build
from indexer.index.records import Intake
from indexer.index.whoosh.store import FolderStore
from tests.notices import drop, notice
from tests.pages import show

DAYS = {"old.txt": (1, 1), "changed.txt": (2, 9), "new.txt": (5, 5)}
"""Days of November 2026 on which a notice came and changed; of another nobody knows."""


def at(day):
    return int(datetime(2026, 11, day, 12, tzinfo=UTC).timestamp())


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    home = tmp_path_factory.mktemp("arrivals")
    drop(home / "in", old=notice(1), changed=notice(2), new=notice(3), unknown=notice(4))
    build([home / "in"], home / "index", jobs=1)
    store = FolderStore(home / "index")

    def known(record):
        days = DAYS.get(record.source)
        intake = {record.notices[0]: Intake(*map(at, days))} if days else {}
        return replace(record, intakes=intake)

    store.update_records([known(one) for one in store.records(None)])
    return create_app(home / "index").test_client()


def feed(client, path):
    return LexborHTMLParser(client.get(path).get_data(as_text=True))


def test_a_feed_has_what_came_last_first(client):
    entries = feed(client, "/tim.atom").css("entry")
    order = [one.css_first("id").text().rpartition("/")[2] for one in entries]
    sources = ("new.txt", "changed.txt", "old.txt", "unknown.txt")
    assert order == [document_id(one) for one in sources]
    updated = [one.css_first("updated").text()[:10] for one in entries]
    assert updated == ["2026-11-05", "2026-11-09", "2026-11-01", "2022-07-05"]
    published = [one.css_first("published") for one in entries]
    assert [one and one.text()[:10] for one in published] == [
        *("2026-11-05", "2026-11-02", "2026-11-01"),
        None,
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("old.txt", "Đưa vào kho ngày 01/11/2026."),
        ("changed.txt", "Đưa vào kho ngày 02/11/2026. Tệp đổi lần cuối ngày 09/11/2026."),
        ("unknown.txt", None),
    ],
)
def test_a_page_says_when_and_nothing_where_nobody_knows(client, source, told):
    notes = show(client, f"/thong-bao/{document_id(source)}").texts("#thong-tin > .note")
    assert notes == ([told] if told else [])


def test_the_json_of_a_notice_says_it(client):
    told = client.get(f"/thong-bao/{document_id('changed.txt')}.json").json
    assert (told["indexed_at"][:10], told["changed_at"][:10]) == ("2026-11-02", "2026-11-09")
    assert "indexed_at" not in client.get(f"/thong-bao/{document_id('unknown.txt')}.json").json


def test_a_list_may_stand_in_the_order_of_arrival(client):
    hits = client.get("/tim.json?sort=arrival").json["hits"]
    assert [one["source"] for one in hits][:2] == ["new.txt", "changed.txt"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/tim.atom", "Mọi thông báo"),
        ("/tim.atom?year=2022", "Thông báo: năm 2022"),
        ("/tim.atom?q=xã", "Thông báo: xã"),
        ("/tim.atom?q=xã&year=2022", "Thông báo: xã; năm 2022"),
        ("/tim.atom?tu_ngay=2022-01-01", "Thông báo: từ ngày 01/01/2022"),
    ],
)
def test_the_feed_of_a_list_is_called_by_what_was_asked(client, path, title):
    assert feed(client, path).css_first("title").text() == title


@pytest.mark.parametrize(
    "path", ["/dia-ban.atom", "/dia-ban.atom?luc=truoc", "/dia-ban/lam-dong.atom"]
)
def test_the_time_of_a_place_is_that_of_its_own_feed(client, path):
    assert feed(client, path).css_first("updated").text()[:10] == "2026-11-09"
    for entry in feed(client, "/dia-ban.atom").css("entry"):
        own = entry.css_first("id").text().partition("//")[2].partition("/")[2]
        updated = feed(client, f"/{own}.atom").css_first("updated").text()
        assert entry.css_first("updated").text() == updated == "2026-11-09T12:00:00Z"


def test_where_nobody_knows_when_notices_came_a_place_has_their_dates(tmp_path):
    drop(tmp_path / "in", one=notice(1))
    build([tmp_path / "in"], tmp_path / "index", jobs=1)
    store = FolderStore(tmp_path / "index")
    store.update_records([replace(one, intakes={}) for one in store.records(None)])
    client = create_app(tmp_path / "index").test_client()
    updated = feed(client, "/dia-ban.atom").css("entry updated")
    assert [one.text() for one in updated] == ["2022-07-05T00:00:00Z"]
    named = feed(client, "/dia-ban/bao-lam.atom").css("entry updated")
    assert "2022-07-05T00:00:00Z" in [one.text() for one in named]
