"""Places on the site and in search: as they were then and as they are now."""

from dataclasses import replace

import pytest

from indexer.directives.registry import Registry
from indexer.gazetteer.units import gazetteer
from indexer.index.build import build
from indexer.index.entry import UNKNOWN
from indexer.model import Level
from search.areas.counts import Node, place_counts, today_roots
from search.areas.named import places_asked
from search.areas.then_and_now import answer, forerunners, heirs, kin, widened
from search.display.names import Labels
from search.display.results import results
from search.engine.seam import open_engine
from search.pages.place import MOST_SHOWN, _levels
from search.query.model import Query
from tests.pages import show


@pytest.fixture(scope="module")
def places():
    return gazetteer()


@pytest.fixture(scope="module")
def engine(sample_index):
    return open_engine(sample_index)


# What a unit gathers.


@pytest.mark.parametrize(
    ("key", "former"),
    [
        ("lam-dong/bao-lam-1", {"lam-dong/bao-lam/loc-thang", "lam-dong/bao-lam/loc-ngai",
                                "lam-dong/bao-lam/loc-quang"}),
        ("lam-dong", {"binh-thuan", "dak-nong"}),
        ("ho-chi-minh/con-dao", {"ba-ria-vung-tau/con-dao"}),
        ("lam-dong/bao-lam/loc-quang", set()),
        ("khong-co", set()),
    ],
)  # fmt: skip
def test_a_unit_gathers_those_it_came_from(places, key, former):
    assert set(forerunners(key, places)) == former


def test_a_district_is_no_forerunner_of_a_commune_that_is_a_part_of_it(places):
    assert "dong-nai/cam-my" not in forerunners("dong-nai/cam-my-xa", places)
    assert "dong-nai/cam-my/long-giao" in forerunners("dong-nai/cam-my-xa", places)


def test_a_former_district_goes_on_as_the_communes_on_its_ground(places):
    assert set(heirs("dong-nai/cam-my", places)) == {
        "dong-nai/cam-my-xa", "dong-nai/song-ray", "dong-nai/xuan-dong", "dong-nai/xuan-duong",
        "dong-nai/xuan-que", "dong-nai/xuan-dinh",
    }  # fmt: skip
    assert heirs("lam-dong/bao-lam-1", places) == ()
    assert "lam-dong/bao-lam-1" in kin("lam-dong/bao-lam/loc-quang", places)


def test_every_unit_of_today_gathers_all_former_units_that_became_it(places):
    """The filter finds what the facet and the tree count."""
    for key in places:
        level = places.place(key).level
        whole = len(places.today(key)) == 1
        for heir in heirs(key, places):
            if places.place(heir).level is level or whole:
                assert key in forerunners(heir, places), (key, heir)


def test_what_changed_its_province_is_gathered_by_the_new_one(places):
    assert "vinh-phuc/me-linh" in forerunners("ha-noi", places)
    assert places.provinces_today("vinh-phuc/me-linh") == ("ha-noi",)


# Queries as of today.


def test_a_query_is_widened_only_when_today_is_meant(places):
    query = Query(filters={"unit": ("lam-dong/bao-lam-1", UNKNOWN), "year": ("2022",)})
    assert widened(query, places) == query
    wide = widened(replace(query, now=True), places)
    assert wide.filters["unit"][:2] == ("lam-dong/bao-lam-1", UNKNOWN)
    assert set(wide.gathered) == set(wide.filters["unit"][2:])
    assert wide.filters["year"] == ("2022",)


@pytest.mark.parametrize("typed", ["Xã Bảo Lâm 1", "xã bảo lâm 1", "xa bao lam 1", "Bảo Lâm 1"])
def test_the_name_of_today_finds_the_notices_of_the_former_units(real_client, typed):
    then, now = (
        real_client.get("/tim.json", query_string={"q": typed, "luc": moment}).json
        for moment in ("", "nay")
    )
    assert [hit["unit_key"] for hit in now["hits"]] == ["lam-dong/bao-lam/loc-quang"]
    assert "Lộc Quảng" in now["understood"]
    assert "Lộc Quảng" not in then["understood"]


def test_the_name_of_today_as_a_filter(client):
    address = "/tim.json?unit=lam-dong/bao-lam-1"
    assert client.get(address).json["total"] == 0
    found = client.get(f"{address}&luc=nay").json
    assert [hit["unit_key"] for hit in found["hits"]] == ["lam-dong/bao-lam/loc-ngai"]
    assert "Lộc Ngãi" in found["understood"]
    for form in ("csv", "atom"):
        listed = client.get(f"/tim.{form}?unit=lam-dong/bao-lam-1&luc=nay").text
        assert found["hits"][0]["url"] in listed


def test_other_words_still_have_to_be_met(places):
    query = Query(text="xã Bảo Lâm 1", now=True)
    assert widened(query, places).required == ()
    assert places_asked("xã hội chủ nghĩa", places) == ()
    assert places_asked("x" * 5_000, places) == ()
    assert places_asked("xã " * 66, places) == ()


def test_a_homonym_is_looked_for_with_what_it_lay_in(places, client):
    """Thị trấn Tân Phú of Đồng Nai is not the notices about the one of Đồng Xoài."""
    asked = {"q": "xã Tân Phú", "luc": "nay"}
    assert client.get("/tim.json", query_string=asked).status_code == 200
    found = client.get("/tim.json", query_string={"q": "xã Lý Bôn", "luc": "nay"}).json
    assert found["hits"][0]["unit_key"] == "cao-bang/bao-lam/ly-bon"


def test_the_unit_facet_of_today_counts_what_its_links_find(client):
    facet = client.get("/tim.json?luc=nay").json["facets"]["unit"]
    assert [one for one in facet if one["value"] == "lam-dong/bao-lam-1"]
    for one in facet:
        found = client.get("/tim.json", query_string={"unit": one["value"], "luc": "nay"}).json
        assert found["total"] == one["count"], one
        again = {row["value"]: row for row in found["facets"]["unit"]}
        assert again[one["value"]]["selected"]
        assert again[one["value"]]["count"] == one["count"]


def test_the_unit_facet_of_today_is_a_tree(client):
    page = show(client, "/tim?luc=nay")
    section = next(
        one for one in page.tree.css(".facets section") if one.css_first("h3").text() == "Địa bàn"
    )
    rows = section.css("ul li")
    assert {one.attributes.get("class") for one in rows} == {None, "depth-1"}
    provinces = [one.css_first("span").text() for one in rows if "class" not in one.attributes]
    assert all(name.startswith(("tỉnh", "thành phố", "không rõ")) for name in provinces)


def test_today_is_remembered_in_every_link(client):
    page = show(client, "/tim?q=thông+báo&luc=nay")
    kept = page.links(".facets a") + page.links(".sorts a") + page.links(".forms a")
    before, after = page.links(".facets .switch a")
    assert "luc=" not in before
    assert "luc=nay" in after
    assert all("luc=nay" in link for link in kept if link != before)
    assert page.tree.css_first("form.search input[name=luc]").attributes["value"] == "nay"


def test_a_typed_place_shows_what_its_former_units_have(client):
    page = show(client, "/tim?q=xã+Bảo+Lâm+1")
    link = next(link for link in page.links(".card .choices a") if "luc=nay" in link)
    assert client.get(link.replace("/tim?", "/tim.json?")).json["total"] == 1


def test_a_place_that_does_not_exist_offers_the_nearest(client):
    page = show(client, "/tim?unit=lam-dong/bao-lan&year=2022")
    assert page.status == 200
    offered = page.links(".card .choices a")
    assert "/tim?unit=lam-dong%2Fbao-lam&year=2022" in offered or (
        "/tim?year=2022&unit=lam-dong%2Fbao-lam" in offered
    )


def test_the_facets_of_then_are_those_of_the_engine(engine, places):
    labels = Labels(Registry.load(), places)
    query = Query(text="")
    assert answer(engine, labels, query) == results(engine, engine.search(query), labels)


# Browsing.


def test_the_tree_of_today_holds_every_notice_once(engine, places):
    counts = engine.counts("unit")
    roots = today_roots(counts, places)
    notices = sum(number for key, number in counts.items() if "/" not in key and key != UNKNOWN)
    assert sum(root.count for root in roots.values()) == notices
    for root in roots.values():
        assert places.place(root.key).valid_to is None
        assert places.place(root.key).level is Level.PROVINCE


def test_a_province_counts_every_notice_that_its_page_gathers(places):
    """Of huyện Mê Linh while it lay in Vĩnh Phúc: in Hà Nội, and in Phú Thọ with Vĩnh Phúc's."""
    provinces = [key for key in places if "/" not in key and places.place(key).valid_to is None]
    gathered = {key: {key, *kin(key, places)} for key in provinces}
    assert len(provinces) == 34
    for key in places:
        above = {key, *places.ancestors(key)}
        counted = today_roots(dict.fromkeys(above, 1), places)
        assert set(counted) == {one for one in provinces if gathered[one] & above}, key
    both = today_roots({"vinh-phuc": 5, "vinh-phuc/me-linh": 5}, places)
    assert {key: root.count for key, root in both.items()} == {"ha-noi": 5, "phu-tho": 5}


def test_what_the_records_lose_stands_under_the_province_of_today(places):
    lost = next(
        key for key in places if key.startswith("quang-binh/") and places.place(key).valid_to
        and not places.today(key)
    )  # fmt: skip
    assert places.provinces_today(lost) == ("quang-tri",)
    assert set(today_roots({lost: 2, "quang-binh": 2}, places)) == {"quang-tri"}


def test_a_large_tree_leaves_its_lower_levels_to_the_provinces():
    def node(key, *children):
        return Node(key, key, 1, children=list(children))

    districts = [node(f"a/{number}") for number in range(MOST_SHOWN)]
    assert _levels([node("a", node("a/b", node("a/b/c")))]) == 3
    assert _levels([node("a", *districts)]) == 1
    assert _levels([node(str(number)) for number in range(2 * MOST_SHOWN)]) == 1


def test_the_tree_of_then_leads_to_the_districts_of_then(client):
    page = show(client, "/dia-ban?luc=truoc")
    link = next(link for link in page.links(".tree > li > .leaf a") if "/lam-dong?" in link)
    assert "/dia-ban/lam-dong/bao-lam" in show(client, link).links(".below .tree a")


def test_bars_are_as_long_as_their_counts(client):
    counts = [one["count"] for one in client.get("/dia-ban.json").json["provinces"]]
    widths = [
        float(one.attributes["width"]) for one in show(client, "/dia-ban").tree.css(".share rect")
    ]
    assert widths == [round(100 * count / max(counts), 1) for count in counts]


# The page of a place.


def test_a_place_page_switches_its_relatives_and_keeps_what_is_chosen(client):
    page = show(client, "/dia-ban/lam-dong/bao-lam-1?year=2022")
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
    assert {one["url"] for one in told["cited"]} <= set(page.links("aside .counted a"))


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
def test_an_unknown_place_is_not_found_and_offers_names(client, address):
    page = show(client, address)
    assert page.status == 404
    assert [link for link in page.links("main .choices a") if link.startswith("/dia-ban/")]
    told = client.get(f"{address}.json")
    assert told.status_code == 404
    assert all(one["key"] in gazetteer() for one in told.json["nearest"])
    assert told.json["nearest"]


CONTRADICTION = """ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY BẢO LÂM
*
Số 12-TB/HU                 Bảo Lâm, ngày 09 tháng 8 năm 2023

THÔNG BÁO
Kết quả làm việc với Đảng bộ huyện Bảo Lâm

Ngày 03 tháng 8 năm 2023, Đoàn làm việc với xã Lý Bôn và xã Lộc Quảng.
"""


def test_places_that_contradict_each_other_are_kept_as_candidates(tmp_path):
    (tmp_path / "a.txt").write_text(CONTRADICTION, "utf-8")
    build([tmp_path / "a.txt"], tmp_path / "index")
    engine = open_engine(tmp_path / "index")
    (hit,) = engine.search(Query()).hits
    assert hit.card.unit_key is None
    unit = engine.notice(hit.card.id)[1].unit_place
    assert set(unit.candidates) >= {"cao-bang/bao-lam", "lam-dong/bao-lam"}
    assert engine.counts("unit") == {UNKNOWN: 1}
    assert place_counts(engine, gazetteer()).about("lam-dong/bao-lam") == 0


def test_provinces_stand_by_the_vietnamese_alphabet(client):
    tree = client.get("/dia-ban.json?luc=truoc").json
    empty = [one["label"] for one in tree["without_notices"]]
    order = ["tỉnh Bạc Liêu", "tỉnh Bắc Giang", "tỉnh Bắc Kạn", "tỉnh Bến Tre", "tỉnh Bình Định"]
    assert [one for one in empty if one in order] == order
    once = [one["label"].split(" ", 1)[1] for one in tree["provinces"] if one["count"] == 1]
    standing = [one for one in once if "Thừa Thiên" not in one]
    assert "thành phố" in {one["label"][:9] for one in tree["provinces"]}
    assert standing.index("Cao Bằng") < standing.index("Đắk Lắk") < standing.index("Đồng Tháp")
    assert standing.index("Phú Thọ") < standing.index("Quảng Trị")
