"""Then and now on every page: what a place's number says is what its link shows."""

import csv
import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from app import create_app
from indexer.index.build import build
from indexer.model import UNKNOWN
from indexer.places import typed_places
from search.areas.then_and_now import expand_places, search_notices
from search.display.names import FacetLabels
from search.display.query_description import unparse
from search.display.results import labelled_results
from search.engine.backends import open_engine
from search.query.model import PlaceSynonyms, Query
from search.query.parser import parse
from tests.pages import show

KEY = "tw/k12/qdi-213"
HEIR, FORMER = "lam-dong/bao-lam-1", "lam-dong/bao-lam/loc-ngai"


def counted_places(page):
    """(address, number) of each place that a page lists with a number of notices."""
    for item in page.tree.css("li"):
        link, number = item.css_first("a[href^='/dia-ban/']"), item.css_first(".count")
        if link is not None and number is not None:
            yield page.link(link), int(re.sub(r"\D", "", number.text()))


def check_numbers(client, address):
    found = list(counted_places(show(client, address)))
    assert found
    for link, number in found:
        path, _, asked = link.partition("?")
        assert client.get(f"{path}.json?{asked}").json["total"] == number, link


@pytest.mark.parametrize(
    "address",
    [
        "/dia-ban", "/dia-ban?luc=truoc", "/dia-ban?q=bảo+lâm", "/dia-ban/bao-lam",
        "/dia-ban/lam-dong", "/dia-ban/lam-dong?luc=truoc", "/dia-ban/lam-dong/bao-lam",
        "/dia-ban/lam-dong/bao-lam-1", "/dia-ban/lam-dong/bao-lam/loc-quang", "/dia-ban/dong-nai",
        "/dia-ban/yen-bai", "/tim?q=xã+Bảo+Lâm+1&luc=nay",
    ],
)  # fmt: skip
def test_the_number_beside_a_place_is_that_of_the_page_it_leads_to(client, address):
    check_numbers(client, address)


NOTICE = """{above}
*
Số {number}

{place}, ngày {day}

THÔNG BÁO
kết luận về công tác xây dựng Đảng của xã {place}, tỉnh Lâm Đồng
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A notice of a unit of today, and one of a unit that it came from."""
    folder = tmp_path_factory.mktemp("both")
    (folder / "in").mkdir()
    texts = {
        "then": NOTICE.format(
            above="ĐẢNG BỘ TỈNH LÂM ĐỒNG\nHUYỆN ỦY BẢO LÂM", number="12-TB/HU",
            place="Lộc Ngãi", day="09 tháng 8 năm 2023",
        ),
        "now": NOTICE.format(
            above="TỈNH ỦY LÂM ĐỒNG\nĐẢNG ỦY XÃ BẢO LÂM 1", number="03-TB/ĐU",
            place="Bảo Lâm 1", day="10 tháng 12 năm 2025",
        ),
    }  # fmt: skip
    for name, text in texts.items():
        (folder / "in" / f"{name}.txt").write_text(text, "utf-8")
    build([folder / "in"], folder / "index")
    return create_app(folder / "index").test_client()


@pytest.mark.parametrize(
    "address",
    [
        "/dia-ban", "/dia-ban?q=bảo+lâm+1", "/dia-ban/lam-dong",
        f"/dia-ban/{FORMER}", "/tim?q=xã+Bảo+Lâm+1&luc=nay",
    ],
)  # fmt: skip
def test_a_unit_of_today_with_notices_of_its_own_counts_the_others_too(both, address):
    units = {hit["unit_key"] for hit in both.get("/tim.json").json["hits"]}
    assert units == {HEIR, FORMER}
    check_numbers(both, address)


def test_a_place_as_of_today_gathers_its_forerunners(client):
    now = client.get("/dia-ban/lam-dong.json?luc=nay").json
    assert now["gathered"] == ["binh-thuan", "dak-nong"]
    assert now["total"] == client.get("/dia-ban/lam-dong.json?gom=1").json["total"]
    assert now["total"] == client.get("/tim.json?unit=lam-dong&luc=nay").json["total"]
    assert client.get("/dia-ban/lam-dong.json?luc=nay&gom=0").json["gathered"] == []
    rows = client.get("/dia-ban/lam-dong.csv?luc=nay").get_data(as_text=True).splitlines()
    assert len(rows) == 1 + now["total"]
    page = show(client, "/dia-ban/lam-dong?luc=nay")
    assert page.links(".forms a") == [f"/dia-ban/lam-dong.{one}?gom=1" for one in FORMS]


FORMS = ("xlsx", "docx", "csv", "atom", "json")


def test_citing_notices_are_filtered_by_the_places_of_today(client):
    then = client.get(f"/van-ban/{KEY}.json?unit={HEIR}").json
    now = client.get(f"/van-ban/{KEY}.json?unit={HEIR}&luc=nay").json
    assert (then["total"], now["total"]) == (0, 1)
    assert [one["unit_key"] for one in now["notices"]] == [FORMER]
    for form, count in (("csv", lambda text: len(list(csv.reader(io.StringIO(text)))) - 1),
                        ("atom", lambda text: text.count("<entry>"))):  # fmt: skip
        for asked, told in (("", then), ("&luc=nay", now)):
            response = client.get(f"/van-ban/{KEY}.{form}?unit={HEIR}{asked}")
            assert count(response.get_data(as_text=True)) == told["total"]
    feed = client.get(f"/van-ban/{KEY}.atom?unit={HEIR}&luc=nay").data
    assert ElementTree.fromstring(feed).find("{*}entry") is not None


def test_the_places_of_citing_notices_are_counted_as_those_of_today(client):
    told = client.get(f"/van-ban/{KEY}.json?luc=nay").json
    units = {one["value"]: one["count"] for one in told["facets"]["unit"]}
    assert HEIR in units
    assert FORMER not in units
    assert told["total"] == client.get(f"/van-ban/{KEY}.json").json["total"]
    for facet in ("unit", "province"):
        for one in told["facets"][facet]:
            asked = f"{facet}={one['value']}&luc=nay"
            assert client.get(f"/van-ban/{KEY}.json?{asked}").json["total"] == one["count"]
    filtered = client.get(f"/van-ban/{KEY}.json?luc=nay&unit={HEIR}").json
    cited = {one["key"] for one in filtered["together"]}
    (notice,) = filtered["notices"]
    citations = client.get(f"{notice['url']}.json").json["citations"]
    assert cited == {one["key"] for one in citations} - {KEY, None}


def test_the_page_of_a_directive_offers_both_moments_and_keeps_the_chosen(client):
    page = show(client, f"/van-ban/{KEY}")
    assert page.text(".facets .switch [aria-current]") == "lúc ban hành"
    (now,) = page.links(".facets .switch a")
    assert now == f"/van-ban/{KEY}?luc=nay"
    page = show(client, now)
    assert page.text(".facets .switch [aria-current]") == "hiện nay"
    kept = [*page.links(".facets li a"), *page.links(".forms a"), *page.links(".years a")]
    assert kept
    assert [link for link in kept if "luc=nay" not in link] == []
    assert page.tree.css_first("link[rel=canonical]").attributes["href"] == f"/van-ban/{KEY}"


def test_the_moment_of_a_search_goes_along_to_the_directive(client):
    for asked, link in (("", f"/van-ban/{KEY}"), ("&luc=nay", f"/van-ban/{KEY}?luc=nay")):
        assert set(show(client, f"/tim?q=213-QĐ/TW{asked}").links(".card a")) == {link}


def test_lists_without_a_moment_do_not_carry_one(client):
    page = show(client, "/van-ban?luc=nay&year=2020")
    assert [link for link in page.links("main a") if "luc=" in link or "year=" in link] == []


# What a unit gathers, and queries as of today.


def test_a_query_is_widened_only_when_today_is_meant(gazetteer):
    query = Query(filters={"unit": ("lam-dong/bao-lam-1", UNKNOWN), "year": ("2022",)})
    assert expand_places(query, gazetteer) == query
    wide = expand_places(replace(query, units_of_today=True), gazetteer)
    assert wide.filters["unit"][:2] == ("lam-dong/bao-lam-1", UNKNOWN)
    assert set(wide.added_values) == set(wide.filters["unit"][2:])
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
    then = client.get(address).json
    assert {hit["unit_key"] for hit in then["hits"]} == {HEIR}
    found = client.get(f"{address}&luc=nay").json
    assert {hit["unit_key"] for hit in found["hits"]} == {HEIR, FORMER}
    assert "Lộc Ngãi" in found["understood"]
    for form in ("csv", "atom"):
        listed = client.get(f"/tim.{form}?unit=lam-dong/bao-lam-1&luc=nay").text
        assert all(hit["url"] in listed for hit in found["hits"])


def test_other_words_still_have_to_be_met(gazetteer):
    query = Query(text="xã Bảo Lâm 1", units_of_today=True)
    assert expand_places(query, gazetteer).required == ()
    assert typed_places("xã hội chủ nghĩa", gazetteer) == ()
    assert typed_places("x" * 5_000, gazetteer) == ()
    assert typed_places("xã " * 66, gazetteer) == ()


def test_a_homonym_is_looked_for_with_what_it_lay_in(gazetteer, client):
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
    kept = page.links(".facets a[href]") + page.links(".sorts a") + page.links(".forms a")
    (before,) = page.links(".facets .switch a")
    assert "luc=" not in before
    assert all("luc=nay" in link for link in kept if link != before)
    assert page.tree.css_first("form.find input[name=luc]").attributes["value"] == "nay"


def test_a_typed_place_shows_what_its_former_units_have(client):
    page = show(client, "/tim?q=xã+Bảo+Lâm+1")
    link = next(link for link in page.links(".card .choices a") if "gom=1" in link)
    shown = client.get(link.replace("?", ".json?&per_page=100&")).json
    assert {hit["unit_key"] for hit in shown["hits"]} == {HEIR, FORMER}


def test_the_facets_of_then_are_those_of_the_engine(sample_index, knowledge):
    engine = open_engine(sample_index)
    labels = FacetLabels(knowledge)
    query = Query(text="")
    assert search_notices(engine, labels, query) == labelled_results(
        engine, engine.search(query), labels
    )


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("Đắc Lắc", "“Đắk Lắk”"),
        ('"TX An Nhơn"', "“thị xã An Nhơn”"),
        ('"H. Bảo Lâm"', "“huyện Bảo Lâm”"),
    ],
)
def test_a_name_alone_and_a_quoted_place_in_short_are_met_by_its_name_in_full_too(
    knowledge, typed, full
):
    (clause,) = expand_places(parse(typed, knowledge), knowledge.gazetteer).required
    assert isinstance(clause, PlaceSynonyms)
    assert [unparse(one) for one in clause.parts[1:]] == [full]
    words = typed.strip('"')
    assert unparse(clause) == f"“{words}”"


@pytest.mark.parametrize(
    "typed",
    [
        "huyện Bảo Lâm",
        "huyen bao lam",
        "H. Bảo Lâm",
        "Huyện ủy Bảo Lâm",
        "Bảo Lâm",
        "an ninh",
        "thông báo số 5",
    ],
)
def test_other_words_are_left_as_they_are(knowledge, typed):
    query = parse(typed, knowledge)
    assert expand_places(query, knowledge.gazetteer) == query


def test_what_a_place_in_short_means_is_said_and_found(client):
    asked = {"q": "kiểm tra H. Bảo Lâm"}
    told = client.get("/tim.json", query_string=asked).json
    assert "thuộc huyện Bảo Lâm, Cao Bằng; huyện Bảo Lâm, Lâm Đồng, hoặc" in told["understood"]
    in_full = client.get("/tim.json", query_string={"q": "kiểm tra huyện Bảo Lâm"}).json
    assert {hit["id"] for hit in told["hits"]} == {hit["id"] for hit in in_full["hits"]} != set()
    now = client.get("/tim.json?q=x.+Bảo+Lâm+1&luc=nay").json["understood"]
    assert "thuộc xã Bảo Lâm 1, Lâm Đồng" in now
    assert "“x. Bảo Lâm 1”, hoặc tên cũ" in now
    quoted = client.get("/tim.json", query_string={"q": '"H. Bảo Lâm"'}).json
    assert quoted["total"] == client.get('/tim.json?q="huyện+Bảo+Lâm"').json["total"]
