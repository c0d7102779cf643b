"""A notice is about all the units that are listed with the first, and about none behind."""

import pytest

from app import create_app
from indexer.index.build import build
from indexer.model import Document
from indexer.understanding import understand
from tests.pages import show

NOTICE = """ĐẢNG BỘ TỈNH LÂM ĐỒNG
HUYỆN ỦY BẢO LÂM
*
Số 12-TB/HU

Bảo Lâm, ngày 09 tháng 8 năm 2023

THÔNG BÁO
{title}
-----

Ngày 03 tháng 8 năm 2023, Thường trực Huyện ủy họp và kết luận như sau:

1. Giao các xã thực hiện.
"""
AN, DUC, TAN = (f"lam-dong/bao-lam/{one}" for one in ("loc-an", "loc-duc", "loc-tan"))


def about(title, knowledge, text=NOTICE):
    document = Document("a", "a.txt", "", "text/plain", text.format(title=title))
    reading = understand(document, knowledge)
    return [one.place for one in (reading.unit_place, *reading.further_units)]


@pytest.mark.parametrize(
    ("title", "units"),
    [
        ("Kết luận kiểm tra đối với Đảng ủy các xã Lộc An, Lộc Đức và Lộc Tân", [AN, DUC, TAN]),
        ("Kết luận kiểm tra đối với Đảng ủy xã Lộc An, Lộc Đức và Lộc Tân", [AN, DUC, TAN]),
        ("Kết quả giám sát đối với Đảng ủy xã Lộc An và Đảng ủy xã Lộc Đức", [AN, DUC]),
        ("Kết luận về công tác cán bộ của các xã Lộc An; Lộc Đức; Lộc Tân", [AN, DUC, TAN]),
        ("Kết quả làm việc với Đảng ủy xã Lộc An cùng Đảng ủy các xã Lộc Đức, Lộc Tân",
         [AN, DUC, TAN]),
        ("Kế hoạch phát triển cây chè tại xã Lộc An, xã Lộc Đức năm 2024", [AN, DUC]),
        # What the first lies in is no unit of the list.
        ("Kết quả kiểm tra tại xã Lộc An, huyện Bảo Lâm và thị trấn Lộc Thắng",
         [AN, "lam-dong/bao-lam/loc-thang"]),
        ("Kết quả kiểm tra đối với Đảng ủy xã Lộc An, huyện Bảo Lâm, tỉnh Lâm Đồng", [AN]),
        # What stands behind other words is named in passing.
        ("Kết quả kiểm tra đối với Đảng ủy xã Lộc An theo đề nghị của xã Lộc Đức", [AN]),
        ("Kết quả kiểm tra đối với Đảng ủy xã Lộc An và đơn thư tại xã Lộc Đức", [AN]),
        ("Kết quả kiểm tra tại xã Lộc An, giáp xã Lộc Đức", [AN]),
        ("Kết quả kiểm tra đối với Đảng ủy xã Lộc An, Ủy ban nhân dân xã Lộc Đức", [AN]),
        # Of another level, or of another province.
        ("Kết quả kiểm tra tại xã Lộc An và huyện Di Linh", [AN]),
        ("Kết quả làm việc với xã Lộc An và xã Vĩnh Hảo, huyện Tuy Phong", [AN]),
        # The same one twice; none at all.
        ("Kết quả kiểm tra tại xã Lộc An, xã Lộc An", [AN]),
        ("Kết quả kiểm tra của các chi bộ trực thuộc", ["lam-dong/bao-lam"]),
    ],
)  # fmt: skip
def test_all_that_are_listed_and_nothing_else(knowledge, title, units):
    assert about(title, knowledge) == units


def test_of_a_central_body_provinces_are_listed_too(knowledge):
    text = """BAN CHẤP HÀNH TRUNG ƯƠNG
ỦY BAN KIỂM TRA
*
Số 112-TB/UBKTTW

Hà Nội, ngày 20 tháng 10 năm 2021

THÔNG BÁO
{title}
"""
    title = "kết quả giám sát đối với Ban Thường vụ Tỉnh ủy Hà Nam và Ban Thường vụ Tỉnh ủy Gia Lai"
    assert about(title, knowledge, text) == ["ha-nam", "gia-lai"]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("listed")
    (folder / "in").mkdir()
    title = "Kết luận kiểm tra đối với Đảng ủy các xã Lộc An, Lộc Đức và Lộc Tân"
    (folder / "in" / "a.txt").write_text(NOTICE.format(title=title), "utf-8")
    build([folder / "in"], folder / "index")
    return create_app(folder / "index").test_client()


@pytest.mark.parametrize("place", [AN, DUC, TAN, "lam-dong/bao-lam", "lam-dong"])
def test_each_of_them_has_the_notice_and_what_holds_them_has_it_once(client, place):
    told = client.get(f"/dia-ban/{place}.json").json
    assert (told["total"], told["about"]) == (1, 1)
    (hit,) = told["hits"]
    assert hit["unit_keys"] == [AN, DUC, TAN]
    assert hit["unit_status"] == "stated"
    assert "about" in hit["roles"]
    name = told["label"] if place in (AN, DUC, TAN) else "xã Lộc An"
    assert name in hit["unit_reason"]


def test_all_of_them_are_said(client):
    page = show(client, "/tim")
    assert "nói về xã Lộc An, xã Lộc Đức, xã Lộc Tân" in page.text(".hit .line")
    assert "huyện Bảo Lâm" not in page.text(".hit .line")
    (hit,) = client.get("/tim.json").json["hits"]
    notice = show(client, hit["url"])
    assert {f"/dia-ban/{one}" for one in (AN, DUC, TAN)} <= set(notice.links(".facts a"))
    read = client.get(f"{hit['url']}.json").json
    assert [one["place"] for one in read["further_units"]] == [DUC, TAN]
    assert "; ".join((AN, DUC, TAN)) in client.get("/tim.csv").text
