"""A place's notices are those about it and those of its bodies: counted once, told apart."""

import csv
import io

import pytest

from tests.pages import show

NHU_XUAN = "thanh-hoa/nhu-xuan"
BAO_LAM, NGAI = "lam-dong/bao-lam", "lam-dong/bao-lam/loc-ngai"


def total(client, address):
    return client.get(address).json["total"]


@pytest.mark.parametrize(
    ("place", "every", "about", "issued"),
    [
        # A paper of the district committee that names no unit: of it, and about it.
        (NHU_XUAN, 1, 1, 1),
        # One about a commune is of the district, and about it as what lies in it is.
        (BAO_LAM, 4, 4, 4),
        (NGAI, 1, 1, 0),
        # A provincial committee's about a commune stands under both.
        ("gia-lai", 1, 1, 1),
        ("gia-lai/quy-nhon", 1, 1, 0),
        # A commune committee's own, a cell's and a school's stand on their commune's page.
        ("lam-dong/bao-lam-1", 2, 2, 2),
        ("nghe-an/quynh-luu-xa", 1, 1, 1),
        ("quang-nam/thang-binh/binh-tu", 1, 1, 1),
        ("nghe-an", 3, 3, 3),
        ("ha-noi", 1, 1, 1),
        ("hue", 0, 0, 0),
    ],
)
def test_each_role_has_its_notices_and_all_are_counted_once(client, place, every, about, issued):
    counts = every, about, issued
    told = client.get(f"/dia-ban/{place}.json?gom=0").json
    assert (told["total"], told["about"], told["issued"]) == counts
    roles = ("", "&unit_role=about", "&unit_role=issued")
    for path in (f"/tim.json?unit={place}", f"/dia-ban/{place}.json?gom=0"):
        assert tuple(total(client, path + role) for role in roles) == counts
    assert total(client, f"/tim.json?unit_about={place}") == about
    assert total(client, f"/tim.json?unit_issued={place}") == issued


def test_the_facet_tells_both_apart_and_its_counts_are_those_of_its_links(client):
    for moment in ("", "&luc=nay"):
        for one in client.get(f"/tim.json?{moment}").json["facets"]["unit"]:
            asked = f"/tim.json?unit={one['value']}{moment}"
            assert total(client, asked) == one["count"], asked
            assert total(client, f"{asked}&unit_role=about") == one.get("about", 0), asked
            assert total(client, f"{asked}&unit_role=issued") == one.get("issued", 0), asked


@pytest.mark.parametrize("moment", ["", "&luc=nay"])
@pytest.mark.parametrize("role", ["about", "issued"])
def test_in_a_role_the_facet_counts_that_role(client, role, moment):
    asked = f"/tim.json?unit_role={role}{moment}"
    values = client.get(asked).json["facets"]["unit"]
    assert values
    for one in values:
        assert total(client, f"{asked}&unit={one['value']}") == one["count"], one


def test_a_role_of_its_own_gathers_the_former_units_as_of_today(client):
    for role, count in (("about", 3), ("issued", 2)):
        asked = f"/tim.json?unit_{role}=lam-dong/bao-lam-1&luc=nay"
        assert total(client, asked) == count
        assert total(client, f"/tim.json?unit=lam-dong/bao-lam-1&luc=nay&unit_role={role}") == count


def test_the_switch_of_the_facet_leads_to_the_roles(client):
    page = show(client, f"/tim?unit={BAO_LAM}")
    texts = page.texts(".facets section .switch a")
    assert texts[:3] == ["tất cả", "nói về 4", "ở đây ban hành 4"]
    issued = show(client, page.links(".facets section .switch a[href]")[1])
    assert issued.text(".facets .switch [aria-current]") == "ở đây ban hành 4"
    assert "Quan hệ với địa bàn: ở đây ban hành" in issued.text(".chosen-filters")
    without = next(link for link in issued.links(".chosen-filters a") if "unit_role" not in link)
    assert f"unit={BAO_LAM.replace('/', '%2F')}" in without
    assert issued.has('.find input[name="unit_role"][value="issued"]')


def test_the_page_of_a_place_switches_between_the_roles(client):
    page = show(client, f"/dia-ban/{NGAI}")
    assert page.texts("main .switch a")[:3] == [
        "tất cả 1", "nói về 1", "ở đây ban hành 0",
    ]  # fmt: skip
    issued = show(client, page.links("main .switch a[href]")[1])
    assert issued.texts("main h2")[0] == "0 thông báo"
    assert f"/dia-ban/{NGAI}" in issued.links("main .switch a[href]")


def test_each_hit_says_who_issued_it_and_what_it_is_about(client):
    hits = show(client, f"/dia-ban/{BAO_LAM}").texts(".hit .line")
    (hit,) = (one for one in hits if "Lộc Ngãi" in one)
    assert hit.partition(" do ")[2].startswith(
        "Ban Thường vụ Huyện ủy Bảo Lâm, Lâm Đồng ban hành nói về xã Lộc Ngãi"
    )
    assert "suy luận" not in hit
    (hit,) = show(client, f"/dia-ban/{NHU_XUAN}").tree.css(".hit")
    assert "do Ban Thường vụ Huyện ủy Như Xuân, Thanh Hóa ban hành" in hit.css_first(".line").text()
    assert "nói về" not in hit.css_first(".line").text()
    assert "phạm vi: toàn huyện" in hit.css_first(".note").text()


def test_the_page_of_a_place_tells_why_each_notice_stands_there(client):
    (hit,) = client.get(f"/dia-ban/{NGAI}.json").json["hits"]
    assert (hit["roles"], hit["issuer_reason"]) == (["about"], None)
    (hit,) = client.get(f"/dia-ban/{NHU_XUAN}.json").json["hits"]
    assert hit["roles"] == ["about", "issued"]
    assert "toàn huyện" in hit["unit_reason"]
    note = show(client, f"/dia-ban/{NHU_XUAN}").text(".hit .note")
    assert "Nói về nơi này – không nêu đơn vị nào; phạm vi: toàn huyện" in note
    assert "Do cơ quan ở đây ban hành – " in note


def test_an_inferred_place_is_never_shown_as_stated(client):
    (hit,) = client.get(f"/dia-ban/{NHU_XUAN}.json").json["hits"]
    assert (hit["unit_key"], hit["unit_status"]) == (NHU_XUAN, "inferred")
    page = show(client, hit["url"])
    place = client.get(f"{hit['url']}.json").json["unit_place"]
    assert (place["place"], place["evidence"], place["text"]) == (NHU_XUAN, "inferred", None)
    assert "phạm vi: toàn huyện (huyện Như Xuân, Thanh Hóa)" in page.text(".fields")
    assert "suy luận" in page.texts(".fields .status.inferred")
    data = page.tree.css_first('script[type="application/ld+json"]').text()
    assert "spatialCoverage" not in data


def test_a_central_paper_stands_under_the_centre_and_under_no_province(client):
    told = client.get("/tim.json?unit=trung-uong").json
    (hit,) = told["hits"]
    assert (hit["issuer_key"], hit["unit_key"]) == ("trung-uong", "trung-uong")
    (value,) = (one for one in told["facets"]["unit"] if one["value"] == "trung-uong")
    assert (value["label"], value["count"]) == ("Trung ương", 1)
    assert client.get("/tim.json?q=dia_ban:%22trung+ương%22").json["total"] == 1
    assert total(client, "/tim.json?province=trung-uong") == 1
    for page in ("/dia-ban", "/dia-ban?luc=truoc"):
        assert "/tim?unit=trung-uong" in show(client, page).links("main a")
    assert client.get("/dia-ban.json").json["central"] == 1
    assert client.get("/dia-ban/trung-uong?page=1").location == "/tim?unit=trung-uong&page=1"
    rows = list(csv.DictReader(io.StringIO(client.get("/dia-ban.csv").text.lstrip("\ufeff"))))
    assert [row["notices"] for row in rows if row["key"] == "trung-uong"] == ["1"]
    assert show(client, "/tim?unit=trung-uong").text("main").count("Không có nơi nào") == 0


def test_what_is_known_of_the_samples_is_nowhere_unknown(client):
    assert total(client, "/tim.json?unit=_") == 0
    assert client.get("/dia-ban.json").json["unknown"] == 0


def test_tables_and_feeds_follow(client):
    for role, count in (("", 1), ("&unit_role=issued", 0)):
        rows = client.get(f"/dia-ban/{NGAI}.csv?gom=0{role}").text.splitlines()
        assert len(rows) == 1 + count
        feed = client.get(f"/dia-ban/{NGAI}.atom?gom=0{role}").text
        assert feed.count("<entry>") == count
    feed = client.get(f"/dia-ban/{NHU_XUAN}.atom").text
    assert "do Ban Thường vụ Huyện ủy Như Xuân, Thanh Hóa ban hành" in feed
    (row,) = csv.DictReader(
        io.StringIO(client.get(f"/dia-ban/{NGAI}.csv?gom=0").text.lstrip("\ufeff"))
    )
    assert (row["unit_key"], row["unit_status"], row["issuer_place_key"]) == (
        NGAI,
        "stated",
        BAO_LAM,
    )


def test_hints_count_what_the_page_lists(client):
    hints = client.get("/dia-ban/goi-y.json?q=như+xuân").json
    counts = {one["address"]: one["count"] for one in hints}
    assert counts[f"/dia-ban/{NHU_XUAN}"] == 1
    (hint,) = (
        one for one in client.get("/goi-y.json?q=huyện+như+xuân").json if one["kind"] == "place"
    )
    assert hint["count"] == 1
