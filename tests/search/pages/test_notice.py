"""Notices about the same unit: those next to a notice in time, on either side of it."""

import pytest

from app import create_app
from indexer.index.build import build
from tests.pages import show

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
    headings = ["Sau thông báo này"] * bool(later) + ["Trước thông báo này"] * bool(earlier)
    assert [one.text() for one in panel.css("h3")] == headings
    assert panel.css("p a")[-1].text() == "Tất cả 12 thông báo"
