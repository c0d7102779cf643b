"""Facets with many values, and the issuer in two steps, as a reader meets them."""

import tomllib

import pytest

from indexer.paths import GOLD
from tests.pages import show
from tests.search.pages.test_results import facet

BAO_LAM = "Huyện ủy Bảo Lâm, Lâm Đồng"
SAMPLES = tomllib.loads((GOLD / "notices" / "samples.toml").read_text("utf-8"))["notice"]
"""What the author of each sample meant."""


def issued(by: str = "", place: str = "") -> int:
    """How many samples an organ issued, or any body of a place."""
    return sum(one["issuer"].startswith(by) and place in one["issuer_place"] for one in SAMPLES)


HU_BAO_LAM = issued(place="huyện Bảo Lâm, Lâm Đồng")
BOTH_BAO_LAM = issued(place="huyện Bảo Lâm, ")
NGHE_AN = issued(place="tỉnh Nghệ An")
OF_2016 = sum(one["year"] == 2016 for one in SAMPLES)


@pytest.mark.parametrize(
    ("address", "total"),
    [
        # a committee, whichever of its organs speaks
        ("issuer=huyen-uy-bao-lam-lam-dong", HU_BAO_LAM),
        ("issuer=tinh-uy-nghe-an", NGHE_AN),
        # what the facet held before, one organ of a committee, goes on answering
        ("issuer=ban-thuong-vu-huyen-uy-bao-lam-lam-dong", HU_BAO_LAM),
        ("issuer=thuong-truc-huyen-uy-bao-lam-lam-dong", 0),
        ("issuer=thuong-truc-huyen-uy-bao-lam-cao-bang", 1),
        ("issuer=ban-thuong-vu-dang-uy-bao-lam-1-lam-dong", 1),
        (
            "issuer=ban-thuong-vu-huyen-uy-bao-lam-lam-dong&issuer=tinh-uy-nghe-an",
            HU_BAO_LAM + NGHE_AN,
        ),
        # by name, with or without its province
        ("issuer=Huyện ủy Bảo Lâm, Lâm Đồng", HU_BAO_LAM),
        ("issuer=Huyện ủy Bảo Lâm", BOTH_BAO_LAM),
        ('q=cap_uy:"Huyện ủy Bảo Lâm"', BOTH_BAO_LAM),
        ('q=cap_uy:"Thường trực Huyện ủy Bảo Lâm"', 1),
        ('q=-cap_uy:"Huyện ủy Bảo Lâm"', len(SAMPLES) - BOTH_BAO_LAM),
        ('q=(cap_uy:"Huyện ủy Bảo Lâm") OR nam:2016', BOTH_BAO_LAM + OF_2016),
        ('q=cap_uy:"Huyện ủy Bảo Lâm" dung_ten:"thường trực"', 1),
        ("issuer=huyen-uy-bao-lam-lam-dong&organ=thuong-truc", 0),
        ("organ=uy-ban-kiem-tra", issued("Ủy ban Kiểm tra")),
        ("q=dung_ten:BTV", issued("Ban Thường vụ")),
        ("q=nhiem_ky:2015", 6),
        ("q=nhiem_ky:2020-2025", 18),
        ("q=nhiem_ky:XIII", 1),
        ("committee_term=_", 4),
        ("q=ngay_ghi:thang", 1),
        ("date_precision=day", sum(len(one["date"]) == 10 for one in SAMPLES)),
        ("q=do_mat:khong", len(SAMPLES)),
        ("secrecy=toi-mat", 0),
    ],
)
def test_what_an_address_finds(client, address, total):
    assert client.get(f"/tim.json?per_page=100&{address}").json["total"] == total


def test_an_old_address_says_what_it_filters_by(client):
    page = show(client, "/tim?issuer=thuong-truc-huyen-uy-bao-lam-cao-bang")
    said = "Thường trực Huyện ủy Bảo Lâm, Cao Bằng"
    assert page.texts(".chosen-filters a") == [f"Bỏ lọc Cơ quan ban hành: {said}"]
    assert f"do {said} ban hành" in page.text(".total")
    assert facet(page, "Cơ quan ban hành")[said][0] == 1


def test_an_old_address_does_not_make_a_citation_uncertain(client):
    """Chỉ thị 40 is cited by Như Xuân; Phong Điền and Tam Nông may cite it."""
    of = "cites=tw/k11/ct-40&issuer=ban-thuong-vu-huyen-uy"
    for address, total, possible in (
        (f"{of}-nhu-xuan-thanh-hoa", 1, 0),
        (f"{of}-phong-dien-can-tho", 1, 1),
        (f"{of}-nhu-xuan-thanh-hoa&issuer=huyen-uy-phong-dien-can-tho", 2, 1),
    ):
        found = client.get(f"/tim.json?{address}").json
        assert (found["total"], found["possible"]) == (total, possible)


def test_the_organ_is_the_second_step(client):
    headings = show(client, "/tim").texts(".facets > section h3")
    assert headings == ["Năm", "Địa bàn", "Cơ quan ban hành", "Văn bản được viện dẫn"]
    chosen = show(client, "/tim?issuer=huyen-uy-bao-lam-lam-dong")
    assert chosen.texts(".facets > section > h3")[2:4] == ["Cơ quan ban hành", "Cơ quan đứng tên"]
    assert facet(chosen, "Cơ quan đứng tên").keys() == {"Ban Thường vụ"}
    assert chosen.texts(".facets > section.depth-1 > h3") == ["Cơ quan đứng tên"]
    # Without a committee it is folded, and stands behind the committees all the same.
    shown = show(client, "/tim").texts(".facets > section, .facets > details > summary")
    at = next(n for n, text in enumerate(shown) if text.startswith("Cơ quan ban hành"))
    assert shown[at + 1] == "Cơ quan đứng tên"


def test_an_organ_that_is_not_named_is_said_so(client):
    counts = facet(show(client, "/tim"), "Cơ quan đứng tên")
    assert counts["chỉ ghi tên cấp ủy, cơ quan"][0] == 2
    assert "only" in " ".join(facet(show(client, "/tim?lang=en"), "Organ that speaks"))


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("bảo lâm", {"Huyện ủy Bảo Lâm, Cao Bằng", BAO_LAM, "Đảng ủy xã Bảo Lâm 1, Lâm Đồng"}),
        ("bao lam", {"Huyện ủy Bảo Lâm, Cao Bằng", BAO_LAM, "Đảng ủy xã Bảo Lâm 1, Lâm Đồng"}),
        ("LAM huyen", {"Huyện ủy Bảo Lâm, Cao Bằng", BAO_LAM}),
        ("không có nơi này", set()),
    ],
)
def test_the_values_of_a_facet_are_searched_whatever_their_marks(client, sought, found):
    page = show(client, "/tim", query_string={"tim_issuer": sought, "q": "đảng OR thông"})
    assert facet(page, "Cơ quan ban hành").keys() == found
    (field,) = page.tree.css('.facet-search input[name="tim_issuer"]')
    assert field.attributes["value"] == sought
    assert (f"Không có tên nào chứa “{sought}”." in page.texts(".facets .note")) is not found


def test_a_search_among_values_keeps_the_query_and_leaves_the_hits(client):
    asked = {"q": "đảng", "level": ["district", "commune"], "page": "2", "per_page": "5"}
    before = show(client, "/tim", query_string=asked)
    form = before.tree.css_first("#gia-tri")
    assert form.attributes["action"].startswith("/tim")
    kept = [(one.attributes["name"], one.attributes["value"]) for one in form.css("input")]
    assert kept == [
        ("q", "đảng"), ("level", "district"), ("level", "commune"), ("per_page", "5"),
    ]  # fmt: skip
    for one in before.tree.css(".facet-search input"):
        assert one.attributes["form"] == "gia-tri"
    first = show(client, "/tim", query_string=asked | {"page": "1"})
    sought = show(client, "/tim", query_string=asked | {"page": "1", "tim_unit": "lâm"})
    assert sought.texts(".hit h3") == first.texts(".hit h3")
    assert sought.texts(".total") == first.texts(".total")


def test_a_value_that_was_sought_is_chosen_by_its_link(client):
    page = show(client, "/tim?tim_issuer=bao+lam")
    count, address = facet(page, "Cơ quan ban hành")[BAO_LAM]
    assert "tim_issuer" not in address
    assert client.get(address.replace("/tim", "/tim.json")).json["total"] == count


def test_what_is_chosen_stays_though_it_is_not_sought(client):
    page = show(client, "/tim?issuer=huyen-uy-bao-lam-lam-dong&tim_issuer=tinh+uy+nghe")
    assert facet(page, "Cơ quan ban hành").keys() == {BAO_LAM, "Tỉnh ủy Nghệ An"}


def test_a_place_that_was_sought_is_told_with_what_it_lies_in(client):
    found = facet(show(client, "/tim?tim_unit=bao+lam"), "Địa bàn")
    assert "huyện Bảo Lâm, Cao Bằng" in found


def test_a_facet_of_few_values_has_no_search(client):
    page = show(client, "/tim?year=2022")
    assert not page.has('.facet-search input[name="tim_level"]')


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '" onfocus="x', "đ" * 3_000, "\0"])
def test_words_that_are_sought_are_shown_as_text(client, words):
    page = show(client, "/tim", query_string={"tim_issuer": words})
    assert page.status == 200
    assert not page.tree.css(".facets script, .facets [onfocus]")
    assert len(page.response.data) < 60_000


@pytest.mark.parametrize("path", ["/van-ban/tw/k12/qdi-213", "/dia-ban/lam-dong"])
def test_other_lists_have_the_same_search(client, path):
    page = show(client, path, query_string={"tim_issuer": "lam", "year": "2022"})
    form = page.tree.css_first("#gia-tri")
    assert form.attributes["action"].partition("#")[0] == path
    assert page.tree.css('.facet-search input[name="tim_issuer"]')


@pytest.mark.parametrize(
    ("path", "fixed"), [("/van-ban/tw/k12/qdi-213", "cites"), ("/dia-ban/lam-dong", "unit")]
)
def test_every_facet_of_a_page_in_json_narrows_its_list(client, path, fixed):
    told = client.get(f"{path}.json").json
    assert fixed not in told["facets"]
    assert told["facets"].keys() | {fixed} == client.get("/tim.json").json["facets"].keys()
    for name, values in told["facets"].items():
        for one in values[:3]:
            found = client.get(f"{path}.json", query_string={name: one["value"]}).json
            assert found["total"] == one["count"], (name, one)
