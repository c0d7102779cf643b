"""What an office put on a paper is shown in every form of its page, and found."""

import json

import pytest
from click.testing import CliRunner

from app import create_app
from indexer.index.build import build
from tests.notices import drop, notice
from tests.pages import show
from viendan.commands import main

MARKED = """HUYỆN ỦY BẢO LÂM
*
Số 12-CV/HU
V/v rà soát hồ sơ đảng viên

ĐẢNG ỦY XÃ LỘC NGÃI
CÔNG VĂN ĐẾN
Số: 302
Ngày 08/7/2022

ĐẢNG CỘNG SẢN VIỆT NAM
Bảo Lâm, ngày 05 tháng 7 năm 2022

HỎA TỐC
LƯU HÀNH NỘI BỘ
DỰ THẢO LẦN 2

Kính gửi:
- Các chi bộ, đảng bộ cơ sở;
- Ban Tổ chức Tỉnh ủy.

Thực hiện Quy định số 213-QĐ/TW của Bộ Chính trị (khóa XII), Ban Thường vụ Huyện ủy đề nghị rà soát.

THƯ KÝ
Thượng tá Siu Ví Dụ

CHỦ TRÌ
Trần Văn Hai
"""

ROWS = {
    "Người ký": "Thư ký, Thượng tá Siu Ví Dụ; Chủ trì, Trần Văn Hai",
    "Độ khẩn": "Hỏa tốc",
    "Phạm vi lưu hành": "Lưu hành nội bộ",
    "Dự thảo": "Dự thảo lần 2",
    "Kính gửi": "Các chi bộ, đảng bộ cơ sở; Ban Tổ chức Tỉnh ủy",
    "Dấu đến": "số đến 302; ngày đến 08/7/2022; Đảng ủy xã Lộc Ngãi",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("marked")
    drop(folder / "in", marked=MARKED, plain=notice(1))
    assert build([folder / "in"], folder / "index").failed == {}
    return folder


@pytest.fixture(scope="module")
def site(folder):
    return create_app(folder / "index").test_client()


def fields(site, address):
    return {
        row.css_first("dt").text(): row.css_first(".value").text().strip()
        for row in show(site, address).tree.css(".fields > div")
    }


def test_the_page_shows_them_with_their_evidence(site):
    (link,) = show(site, "/tim?q=kinh_gui:tỉnh-ủy").links(".hit h3 a")
    shown = fields(site, link)
    assert shown | ROWS == shown
    assert "Độ mật" not in shown
    page = show(site, link)
    row = next(one for one in page.tree.css(".fields > div") if one.text().startswith("Dấu đến"))
    assert "CÔNG VĂN ĐẾN" in row.css_first("blockquote").text()


def test_a_paper_without_them_has_no_rows_for_them(site):
    (link,) = show(site, '/tim?q=tieu_de:"Lộc Ngãi"').links(".hit h3 a")
    assert not (ROWS.keys() - {"Người ký"}) & fields(site, link).keys()


def test_the_json_has_them_and_keeps_the_first_signatory(site):
    (hit,) = site.get("/tim.json?q=kinh_gui:chi-bộ").json["hits"]
    read = site.get(f"{hit['url']}.json").json["fields"]
    first, second = read["signatories"]["value"]
    assert read["signatory"]["value"] == first
    assert first == {
        "authority": "",
        "position": "Thư ký",
        "name": "Siu Ví Dụ",
        "rank": "Thượng tá",
    }
    assert second["name"] == "Trần Văn Hai"
    assert read["addressees"]["value"] == ["Các chi bộ, đảng bộ cơ sở", "Ban Tổ chức Tỉnh ủy"]
    assert read["received"]["value"] == {
        "number": "302",
        "day": "2022-07-08",
        "office": "Đảng ủy xã Lộc Ngãi",
    }
    assert (read["secrecy"]["value"], read["secrecy"]["status"]) == (None, "unknown")


def test_all_who_signed_are_found(site):
    for words in ("trần văn hai", "siu ví dụ", "thượng tá", "chủ trì"):
        assert site.get(f'/tim.json?q=nguoi_ky:"{words}"').json["total"] == 1
    assert site.get('/tim.json?q=kinh_gui:"lộc ngãi"').json["total"] == 0


def test_the_terminal_shows_them(folder):
    done = CliRunner().invoke(main, ["read", str(folder / "in" / "marked.txt")])
    assert done.exit_code == 0, done.output
    said = done.stdout
    assert "Người ký: Thư ký, Thượng tá Siu Ví Dụ; Chủ trì, Trần Văn Hai" in said
    for name in ROWS.keys() - {"Người ký"}:
        assert f"{name}: {ROWS[name]}" in said
    assert "Độ mật" not in said
    told = CliRunner().invoke(main, ["read", "--json", str(folder / "in" / "marked.txt")])
    assert json.loads(told.stdout)["fields"]["urgency"]["value"] == "Hỏa tốc"
