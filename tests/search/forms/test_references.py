"""A notice as a reference: one line, BibTeX, RIS, schema.org."""

import json
from dataclasses import replace

import pytest

from indexer.index.stored import Card
from search.forms.references import bibtex, legislation, party_form, ris
from tests.pages import ids, show

CARD = Card(
    id="tb-12-0a1b2c",
    source="tb-12.txt",
    path="",
    title="kết quả {50%} & việc khác",
    number="12-TB/HU",
    date="2022-07-05",
    year=2022,
    year_status="stated",
    type="Thông báo",
    issuer="Huyện ủy Bảo Lâm, Lâm Đồng",
    unit=None,
    unit_key=None,
    sample=False,
)
ADDRESS = "http://localhost/thong-bao/tb-12-0a1b2c"


NAMED = "Thông báo số 12-TB/HU, ngày 05/7/2022 của {}"


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        (
            {},
            "Thông báo số 12-TB/HU, ngày 05/7/2022 của {} về kết quả {50%} & việc khác",
        ),
        ({"title": "Về rừng"}, "Thông báo số 12-TB/HU, ngày 05/7/2022 của {} về rừng"),
        ({"title": "V/v rừng"}, "Thông báo số 12-TB/HU, ngày 05/7/2022 của {} về việc rừng"),
        # The organ stands in the title, or the title is what the paper does.
        (
            {"type": "Kết luận", "title": "của Ban Thường vụ về rừng"},
            "Kết luận số 12-TB/HU, ngày 05/7/2022 của Ban Thường vụ về rừng",
        ),
        (
            {"type": "Kế hoạch", "title": "thực hiện Kết luận 06"},
            "Kế hoạch số 12-TB/HU, ngày 05/7/2022 của {} thực hiện Kết luận 06",
        ),
        ({"title": "Thực hiện Kết luận 5"}, f"{NAMED} thực hiện Kết luận 5"),
        ({"title": "Việc kiểm tra"}, f"{NAMED} về việc kiểm tra"),
        # What says itself what it is about has no second "về".
        ({"title": "Kết luận về kiểm tra"}, f"{NAMED} kết luận về kiểm tra"),
        ({"title": "Kết luận kiểm tra"}, f"{NAMED} về kết luận kiểm tra"),
        # A title in capitals, or one that names the type, is quoted as it stands.
        ({"title": "KẾT LUẬN KIỂM TRA"}, f"{NAMED} “KẾT LUẬN KIỂM TRA”"),
        ({"title": "Thông báo kết luận"}, f"{NAMED} “Thông báo kết luận”"),
        ({"title": "   "}, NAMED),
        # What is not known is not said.
        ({"number": None, "date": "", "title": None}, "Thông báo năm 2022 của {}"),
        ({"number": None, "title": None}, "Thông báo ngày 05/7/2022 của {}"),
        (
            {"number": None, "date": "2022-07", "issuer": None, "type": None, "title": "về rừng"},
            "Văn bản năm 2022 về rừng",
        ),
        (
            {"secrecy": "Mật", "title": "về rừng", "issuer": None},
            "[MẬT] Thông báo số 12-TB/HU, ngày 05/7/2022 về rừng",
        ),
    ],
)  # fmt: skip
def test_a_notice_is_named_as_another_paper_cites_it(changed, wanted):
    wanted = wanted.replace("{}", CARD.issuer)
    assert party_form(replace(CARD, **changed)) == wanted


@pytest.mark.parametrize(
    ("issuer", "key", "named"),
    [
        ("Ban Thường vụ Huyện ủy Bảo Lâm, Lâm Đồng", "lam-dong/bao-lam",
         "Ban Thường vụ Huyện ủy Bảo Lâm"),
        ("Đảng ủy xã Lộc Ngãi, Bảo Lâm, Lâm Đồng", "lam-dong/bao-lam/loc-ngai",
         "Đảng ủy xã Lộc Ngãi"),
        ("Đảng ủy xã Bảo Lâm 1, Lâm Đồng", "lam-dong/bao-lam-1", "Đảng ủy xã Bảo Lâm 1"),
        # nothing is cut where nothing was put behind
        ("Tỉnh ủy Lâm Đồng", "lam-dong", "Tỉnh ủy Lâm Đồng"),
        ("Đảng ủy Trường Đại học Vinh, Nghệ An", "nghe-an",
         "Đảng ủy Trường Đại học Vinh, Nghệ An"),
        ("Chi bộ thôn 4, Bảo Lâm, Lâm Đồng", "lam-dong/bao-lam", "Chi bộ thôn 4, Bảo Lâm"),
        ("Huyện ủy Bảo Lâm", None, "Huyện ủy Bảo Lâm"),
        ("Bộ Chính trị", "trung-uong", "Bộ Chính trị"),
    ],
)  # fmt: skip
def test_an_issuer_is_named_without_what_its_place_lies_in(issuer, key, named):
    card = replace(CARD, issuer=issuer, issuer_key=key, title=None)
    assert party_form(card) == NAMED.format(named)


def test_bibtex_is_escaped():
    entry = bibtex(CARD, ADDRESS)
    assert entry.startswith("@misc{tb-12-0a1b2c,")
    assert r"title = {kết quả \{50\%\} \& việc khác}," in entry
    assert "year = {2022}," in entry


def test_ris_lines():
    lines = ris(CARD, ADDRESS).split("\r\n")
    assert lines[0] == "TY  - GOVDOC"
    assert "DA  - 2022/07/05" in lines
    assert lines[-1] == "ER  - "


def test_what_is_not_known_is_left_out():
    described = legislation(CARD, ADDRESS)
    assert described["legislationPassedBy"]["name"] == "Huyện ủy Bảo Lâm, Lâm Đồng"
    assert "spatialCoverage" not in described


def test_the_page_gives_them(client):
    one = ids(client)[0]
    page = show(client, f"/thong-bao/{one}")
    described = json.loads(page.tree.css_first('script[type="application/ld+json"]').text())
    assert described["@type"] == "Legislation"
    for form in ("bib", "ris"):
        answer = client.get(f"/thong-bao/{one}.{form}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert client.get("/thong-bao/khong-co.bib").status_code == 404


def test_a_directive_describes_itself(client):
    page = show(client, "/van-ban/tw/k12/qdi-213")
    described = json.loads(page.tree.css_first('script[type="application/ld+json"]').text())
    assert described["legislationIdentifier"] == "213-QĐ/TW"
    assert described["legislationDate"] == "2020-01-02"
