"""The tree of places and the page of each, as a reader sees them."""

import pytest

from search.areas.counts import PlaceTreeNode
from search.pages.place import MAX_SHOWN, _levels_shown
from tests.pages import show


def test_a_place_that_does_not_exist_offers_the_nearest(client):
    page = show(client, "/tim?unit=lam-dong/bao-lan&year=2022")
    assert page.status == 200
    offered = page.links(".card .choices a")
    assert "/tim?unit=lam-dong%2Fbao-lam&year=2022" in offered or (
        "/tim?year=2022&unit=lam-dong%2Fbao-lam" in offered
    )


# Browsing.


def test_a_large_tree_leaves_its_lower_levels_to_the_provinces():
    def node(key, *children):
        return PlaceTreeNode(key, key, f"/dia-ban/{key}", 1, children=list(children))

    districts = [node(f"a/{number}") for number in range(MAX_SHOWN)]
    assert _levels_shown([node("a", node("a/b", node("a/b/c")))]) == 3
    assert _levels_shown([node("a", *districts)]) == 1
    assert _levels_shown([node(str(number)) for number in range(2 * MAX_SHOWN)]) == 1


def test_the_tree_of_then_leads_to_the_districts_of_then(client):
    page = show(client, "/dia-ban?luc=truoc")
    link = next(link for link in page.links(".tree > li > .leaf a") if "/lam-dong?" in link)
    assert "/dia-ban/lam-dong/bao-lam?luc=truoc" in show(client, link).links("#truc-thuoc a")


def test_bars_are_as_long_as_their_counts(client):
    counts = [one["count"] for one in client.get("/dia-ban.json").json["provinces"]]
    widths = [
        float(one.attributes["width"]) for one in show(client, "/dia-ban").tree.css(".share rect")
    ]
    assert widths == [round(100 * count / max(counts), 1) for count in counts]


@pytest.mark.parametrize("moment", ["truoc", "nay"])
def test_the_place_tree_counts_every_notice_with_a_place_once(client, moment):
    tree = client.get(f"/dia-ban.json?luc={moment}").json
    total = client.get("/tim.json").json["total"]
    of_no_province = tree["central"] + tree["unknown"]
    assert tree["central"] == client.get("/tim.json?unit=trung-uong").json["total"] == 1
    assert sum(one["count"] for one in tree["provinces"]) + of_no_province == total
    page = show(client, f"/dia-ban?luc={moment}")
    for address in page.links(".tree a"):
        assert client.get(address).status_code == 200


def test_the_place_tree_leads_down_to_the_notices(client):
    page = show(client, "/dia-ban?luc=truoc")
    for one in client.get("/dia-ban.json?luc=truoc").json["provinces"]:
        assert f"/dia-ban/{one['key']}?luc=truoc" in page.links(".tree > li > .leaf a")
        assert len(show(client, one["url"]).tree.css(".hit")) == one["count"]


def test_old_and_new_units_lead_to_each_other(client):
    old = show(client, "/dia-ban/lam-dong/bao-lam/loc-quang")
    assert "/dia-ban/lam-dong/bao-lam-1?gom=1" in old.links(".lead a")
    new = show(client, "/dia-ban/lam-dong/bao-lam-1")
    assert "/dia-ban/lam-dong/bao-lam/loc-quang?luc=truoc" in new.links("#qua-trinh a")


def test_a_former_unit_lists_what_lay_in_it_on_its_last_day(client):
    for moment in ("", "?luc=truoc"):
        told = client.get(f"/dia-ban/ha-tay.json{moment}").json
        assert "ha-tay/ha-dong" in [one["key"] for one in told["children"]]


def test_before_the_reform_no_relatives_are_gathered(client):
    by_itself = client.get("/dia-ban/hue.json").json
    assert (by_itself["total"], by_itself["gathered"]) == (1, ["thua-thien-hue"])
    then = client.get("/dia-ban/hue.json?luc=truoc").json
    assert (then["total"], then["gathered"]) == (0, [])
    assert client.get("/dia-ban/hue.json?luc=truoc&gom=1").json["total"] == 1


def test_a_former_unit_as_of_today_counts_for_itself(client):
    told = client.get("/dia-ban/lam-dong/bao-lam.json?luc=nay").json
    assert (told["gathered"], told["total"]) == (
        [],
        client.get("/dia-ban/lam-dong/bao-lam.json").json["total"],
    )


def test_a_shared_name_is_told_apart_and_a_single_one_leads_on(client):
    page = show(client, "/dia-ban/bao-lam")
    assert {"/dia-ban/cao-bang/bao-lam", "/dia-ban/lam-dong/bao-lam"} <= set(page.links("main a"))
    alone = client.get("/dia-ban/loc-thang")
    assert alone.status_code == 302
    assert alone.location == "/dia-ban/lam-dong/bao-lam/loc-thang"


def test_the_place_search_knows_old_and_new_names(client):
    found = show(client, "/dia-ban?q=bao lam 1").links(".card a")
    assert "/dia-ban/lam-dong/bao-lam-1?gom=1" in found
    assert "/dia-ban/dong-nai/cam-my" in show(client, "/dia-ban?q=Cẩm Mỹ").links(".card a")


def test_a_new_unit_without_notices_shows_those_of_its_forerunners(client):
    by_itself = client.get("/dia-ban/cao-bang/ly-bon.json?gom=0").json
    gathered = client.get("/dia-ban/cao-bang/ly-bon.json").json
    assert by_itself["total"] == 0
    assert gathered["total"] > 0
    assert "cao-bang/bao-lam/ly-bon" in gathered["gathered"]
    assert "cao-bang/bao-lam" not in gathered["gathered"]


# The page of a place.


def test_a_place_page_switches_its_relatives_and_keeps_what_is_chosen(client):
    page = show(client, "/dia-ban/cao-bang/ly-bon?year=2022")
    assert page.texts("main h2")[0] == "1 thông báo"
    alone = next(link for link in page.links("main p a") if "gom=0" in link)
    assert "year=2022" in alone
    assert show(client, alone).texts("main h2")[0] == "0 thông báo"


def test_a_former_unit_gathers_what_it_became(client):
    assert client.get("/dia-ban/dong-nai/cam-my.json?gom=1").json["gathered"]


def test_a_place_page_says_why_each_notice_is_there(client):
    hit = client.get("/dia-ban/lam-dong/bao-lam/loc-ngai.json").json["hits"][0]
    assert hit["unit_reason"].startswith("xã Lộc Ngãi, huyện Bảo Lâm, Lâm Đồng: ")
    page = show(client, "/dia-ban/lam-dong/bao-lam/loc-ngai")
    assert hit["unit_reason"] in page.text(".hit .note")
    told = client.get("/dia-ban/lam-dong/bao-lam/loc-ngai.json?lang=en").json["hits"][0]
    assert told["unit_reason"] != hit["unit_reason"]


def test_a_place_page_counts_the_directives_cited_there(client):
    told = client.get("/dia-ban/lam-dong/bao-lam.json").json
    counts = [one["notices"] for one in told["cited"]]
    assert counts == sorted(counts, reverse=True)
    for one in told["cited"]:
        asked = {"unit": "lam-dong/bao-lam", "cites": one["key"]}
        assert client.get("/tim.json", query_string=asked).json["total"] == one["notices"]
    page = show(client, "/dia-ban/lam-dong/bao-lam")
    assert {one["url"] for one in told["cited"]} <= set(page.links(".leaves a"))


def test_a_life_line_names_the_resolution(client):
    told = client.get("/dia-ban/lam-dong/bao-lam/loc-quang.json").json
    (step,) = told["became"]
    assert step["key"] == "lam-dong/bao-lam-1"
    assert (step["date"], step["resolution"]) == ("2025-07-01", "1671/NQ-UBTVQH15")
    new = client.get("/dia-ban/lam-dong/bao-lam-1.json").json
    assert "lam-dong/bao-lam/loc-quang" in [one["key"] for one in new["made_of"]]


def test_a_type_that_changed_is_told(client):
    names = [
        one["name"] for one in client.get("/dia-ban/dong-nai/trang-bom-xa.json").json["versions"]
    ]
    assert names == ["xã Trảng Bom", "phường Trảng Bom"]


# Bad input.


@pytest.mark.parametrize("address", ["/dia-ban/lam-dong/bao-lan", "/dia-ban/loc-quanh"])
def test_an_unknown_place_is_not_found_and_offers_names(client, gazetteer, address):
    page = show(client, address)
    assert page.status == 404
    assert [link for link in page.links("main .choices a") if link.startswith("/dia-ban/")]
    told = client.get(f"{address}.json")
    assert told.status_code == 404
    assert all(one["key"] in gazetteer for one in told.json["nearest"])
    assert told.json["nearest"]


def test_provinces_stand_by_the_vietnamese_alphabet(client):
    tree = client.get("/dia-ban.json?luc=truoc").json
    empty = [one["label"] for one in tree["without_notices"]]
    order = ["tỉnh Bạc Liêu", "tỉnh Bắc Giang", "tỉnh Bắc Kạn", "tỉnh Bến Tre", "tỉnh Bình Dương"]
    assert [one for one in empty if one in order] == order
    once = [one["label"].split(" ", 1)[1] for one in tree["provinces"] if one["count"] == 1]
    standing = [one for one in once if "Thừa Thiên" not in one]
    assert "thành phố" in {one["label"][:9] for one in tree["provinces"]}
    assert standing.index("Cao Bằng") < standing.index("Đắk Lắk") < standing.index("Đồng Tháp")
    assert standing.index("Lạng Sơn") < standing.index("Quảng Trị")


# The life line: when, what, by which resolution.

LIVES = [
    (
        "dong-nai",
        [
            "trước 31/8/2004 – 30/6/2025 tỉnh Đồng Nai",
            (
                "01/7/2025 – 29/4/2026 tỉnh Đồng Nai , hình thành từ tỉnh Bình Phước "
                "theo 202/2025/QH15"
            ),
            "30/4/2026 – nay thành phố Đồng Nai theo 30/2026/QH16",
        ],
    ),
    (
        "lam-dong/bao-lam/loc-quang",
        [
            "trước 31/8/2004 – 30/6/2025 xã Lộc Quảng",
            "01/7/2025 Trở thành xã Bảo Lâm 1, Lâm Đồng 3 thông báo theo 1671/NQ-UBTVQH15",
        ],
    ),
]


@pytest.mark.parametrize(("place", "life"), LIVES)
def test_a_life_is_told_in_the_order_of_its_days(client, place, life):
    told = show(client, f"/dia-ban/{place}").tree.css("#qua-trinh .life > li")
    assert [" ".join(one.text(separator=" ").split()) for one in told] == life


def test_of_many_units_of_today_three_are_named_above_and_all_in_the_life(client):
    today = client.get("/dia-ban/lam-dong/bao-lam.json").json["today"]
    page = show(client, "/dia-ban/lam-dong/bao-lam")
    above = page.links(".lead a")
    assert len(today) > 3
    assert above[:3] == [one["url"] for one in today[:3]]
    assert [link.partition("#")[2] for link in above[3:]] == ["qua-trinh"]
    assert {one["key"] for one in today} <= {
        link.removeprefix("/dia-ban/").partition("?")[0] for link in page.links(".life a")
    }


def test_namesakes_are_folded(client):
    page = show(client, "/dia-ban/lam-dong/bao-lam")
    assert "/dia-ban/cao-bang/bao-lam" in page.links("main details .many a")
    assert "/dia-ban/lam-dong" not in page.links("main details .many a")
