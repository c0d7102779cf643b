"""A notice: its text with what lies over it, its fields, and its neighbours in time."""

from itertools import pairwise

import pytest

from app import create_app
from indexer.index.build import build
from tests.pages import ids, show

MONTHS = range(1, 13)


def text(month):
    return (
        "HUYỆN ỦY BẢO LÂM\n*\n"
        f"Số {month:02d}-TB/HU\n\nBảo Lâm, ngày 15 tháng {month} năm 2022\n\n"
        f"THÔNG BÁO\nkết quả làm việc với Đảng ủy xã Lộc Quảng tháng {month}\n\n"
        "Thường trực Huyện ủy Bảo Lâm, tỉnh Lâm Đồng thông báo như sau.\n"
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    (folder / "in").mkdir()
    for month in MONTHS:
        (folder / "in" / f"thang-{month:02d}.txt").write_text(text(month), "utf-8")
    assert build([folder / "in"], folder / "index").failed == {}
    return create_app(folder / "index").test_client()


@pytest.mark.parametrize("month", MONTHS)
def test_the_notices_before_and_after_are_the_nearest_in_time(office, month):
    found = office.get("/tim.json?per_page=100").json["hits"]
    by_month = {int(one["date"][5:7]): one for one in found}
    assert {one["unit"] for one in found} == {"xã Lộc Quảng, huyện Bảo Lâm, Lâm Đồng"}
    page = show(office, by_month[month]["url"])
    later = [n for n in (month + 3, month + 2, month + 1) if n in MONTHS]
    earlier = [n for n in (month - 1, month - 2, month - 3) if n in MONTHS]
    panel = next(one for one in page.tree.css(".panel") if one.css_first(".others"))
    assert [one.attributes["href"] for one in panel.css(".others a")] == [
        by_month[one]["url"] for one in (*later, *earlier)
    ]
    headings = ["Sau văn bản này"] * bool(later) + ["Trước văn bản này"] * bool(earlier)
    assert [one.text() for one in panel.css("h3")] == headings
    assert panel.css("p a")[-1].text() == "Tất cả 12 văn bản"


def test_every_match_of_a_notice_is_linked_without_script(client):
    most = 0
    for link in show(client, "/tim?q=đảng+OR+xã+OR+ủy").links(".hit h3 a"):
        notice = show(client, link)
        marks = [f"#{one.attributes['id']}" for one in notice.tree.css("#van-ban mark[id]")]
        steps = [one.attributes["href"] for one in notice.tree.css(".matches a")]
        assert steps == marks
        first = notice.tree.css_first(".first-match a").attributes["href"]
        assert first in marks
        assert len(notice.tree.css(".matches > a")) == min(20, len(marks))
        most = max(most, len(marks))
    assert most > 20


def test_notice_fields_say_how_they_are_known(client):
    for notice_id in ids(client)[:6]:
        page = show(client, f"/thong-bao/{notice_id}")
        told = client.get(f"/thong-bao/{notice_id}.json").json["fields"]
        assert page.text(".fields .reason") == told["type"]["reason"]
        rows = page.tree.css(".fields > div")
        names = [one.text() for one in page.tree.css(".fields .why summary")]
        assert len(rows) == len(names) == len(set(names))
        for row, name in zip(rows, names, strict=True):
            called = row.css_first("dt").text(deep=False).strip().lower()
            assert f"lý do của {called}" in name.lower()


def test_samples_say_that_they_are_samples(client):
    told = client.get("/tim.json?per_page=100").json["hits"]
    for hit in told:
        assert show(client, hit["url"]).has(".banner") == hit["sample"]
    assert any(hit["sample"] for hit in told)


def test_every_citation_is_linked_where_it_stands(client):
    for notice_id in ids(client):
        page = show(client, f"/thong-bao/{notice_id}")
        for one in client.get(f"/thong-bao/{notice_id}.json").json["citations"]:
            anchor = page.tree.css_first(f"#vd-{one['start']}")
            assert anchor is not None, one
            assert anchor.attributes["title"]
            if one["key"]:
                assert page.has(f'#van-ban a[href="/van-ban/{one["key"]}"]')


def test_the_real_notices_show_what_is_inferred(real_client):
    found = real_client.get("/tim.json?sort=date").json["hits"]
    assert [hit["unit_key"] for hit in found] == ["lam-dong/bao-lam/loc-quang", "dong-nai/cam-my"]
    page = show(real_client, found[1]["url"])
    assert "2022 (suy luận)" in page.text(".page-head .facts")
    assert page.has(".fields .status.inferred")
    assert len(page.tree.css("#vien-dan .cited > li")) == 12


def test_the_headings_of_a_notice_descend_one_by_one(any_client):
    for notice_id in ids(any_client):
        page = show(any_client, f"/thong-bao/{notice_id}?q=đảng")
        levels = [int(one.tag[1]) for one in page.tree.css("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise([0, *levels])), notice_id


@pytest.mark.parametrize("address", ["/thong-bao/{id}", "/thong-bao/{id}?q=Lộc+Quảng"])
def test_a_paragraph_is_linked_to_by_where_its_first_letter_stands(office, address):
    for notice_id in ids(office):
        told = office.get(f"/thong-bao/{notice_id}.json").json["text"]
        page = show(office, address.format(id=notice_id))
        paragraphs = page.tree.css("#van-ban [id^=doan-]")
        assert len(paragraphs) > 3
        for one in paragraphs:
            start = int(one.attributes["id"].removeprefix("doan-"))
            assert told[start:].split()[:2] == one.text().split()[:2]
        marks = page.links("#van-ban a.pilcrow")
        assert {mark.partition("#doan-")[2] for mark in marks} <= {
            one.attributes["id"].removeprefix("doan-") for one in paragraphs
        }
        assert marks
