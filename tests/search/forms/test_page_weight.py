"""How much a result page weighs: the heaviest that people ask for, and the heaviest they can."""

from itertools import product
from urllib.parse import parse_qsl, urlsplit

import pytest

from search.display.addresses import percent_encoded, relative, search
from tests.pages import Shown, show

MOST = 45_000
MOST_FOR_LONG_QUERIES = 250_000
MOST_FOR_MANY_FILTERS = 110_000
FILTERS = {"year": ["2020..2026"], "level": ["district", "commune", "province"]}


def shown(client, **asked):
    return Shown(client.get("/tim", query_string=asked))


@pytest.mark.parametrize(
    ("words", "sort", "language", "filters", "more"),
    list(product(
        ("đảng", "tổ chức đảng xã nông thôn mới", "dang uy"),
        ("relevance", "date"),
        ("vi", "en"),
        ({}, FILTERS),
        ({}, {"luc": "nay"}, {"explain": "1"}),
    )),
)  # fmt: skip
def test_a_page_of_twenty_hits_is_light(client, words, sort, language, filters, more):
    page = shown(client, q=words, sort=sort, lang=language, **filters, **more)
    assert len(page.response.data) <= MOST
    if words == "đảng" and not more:
        assert len(page.tree.css(".hit")) >= 18
        assert len(page.tree.css(".snippet")) == len(page.tree.css(".hit"))
        assert len(page.tree.css(".facets li")) > 50
        assert len(page.tree.css(".chosen-filters li")) == (4 if filters else 0)


@pytest.mark.parametrize(
    "words",
    ["đảng ủy xã nông thôn mới " * 40, "ậ" * 1_000, "ậ ề ữ ộ " * 125, "(đảng -nghề) OR " * 62,
     "&" * 1_000],
)  # fmt: skip
def test_a_query_of_a_thousand_letters_still_has_a_page(client, words):
    for sort in ("relevance", "date"):
        page = shown(client, q=words[:1_000], sort=sort, lang="en")
        assert page.status == 200
        assert len(page.response.data) <= MOST_FOR_LONG_QUERIES


@pytest.mark.parametrize(
    "asked",
    [
        "q=" + "".join(f"unit:x{n}+" for n in range(1_000)),
        "q=đảng" + "".join(f"+cap_uy:x{n}" for n in range(100)),
        "q=đảng&" + "&".join(f"unit=x{n}" for n in range(1_000)),
        "&".join(f"cites=tw/k13/qdi-{n}&dieu={n}" for n in range(1, 400)),
        "q=đảng&" + "&".join(f"{f}=x{n}" for n in range(50) for f in ("unit", "issuer", "type")),
    ],
    ids=["places typed", "issuers typed", "places", "articles", "of all kinds"],
)  # fmt: skip
def test_a_query_of_a_thousand_filters_still_has_a_page(client, asked):
    page = show(client, f"/tim?{asked}")
    assert page.status == 200
    assert len(page.response.data) <= MOST_FOR_MANY_FILTERS
    assert "chỉ dùng" in page.text("main")


def test_a_long_query_can_be_narrowed_by_fewer_values(client):
    long = show(client, "/tim?q=" + "xã+OR+" * 150 + "xã")
    found = [len(one.css("li")) for one in long.tree.css(".facets > :is(section, details)")]
    assert all(found)
    assert max(found) <= 4
    assert any("Tìm trong" in one for one in long.texts(".facet-search"))


@pytest.mark.parametrize(
    ("typed", "short", "whole"),
    [
        ("đảng", "?q=đảng", "/tim?q=%C4%91%E1%BA%A3ng"),
        ("đảng 2", "?q=đảng+2", "/tim?q=%C4%91%E1%BA%A3ng+2"),
        ('a&b="+“#%', "?q=a%26b%3D%22%2B%E2%80%9C%23%25", "/tim?q=a%26b%3D%22%2B%E2%80%9C%23%25"),
        ("“đ”", "?q=%E2%80%9Cđ%E2%80%9D", "/tim?q=%E2%80%9C%C4%91%E2%80%9D"),
        ("\u202e\ufffd\0", "?q=%E2%80%AE%EF%BF%BD%00", "/tim?q=%E2%80%AE%EF%BF%BD%00"),
        ("e\u0323 ٣", "?q=e%CC%A3+%D9%A3", "/tim?q=e%CC%A3+%D9%A3"),
        ("", "/tim", "/tim"),
    ],
)
def test_a_link_is_as_short_as_it_may_be(typed, short, whole):
    link = search(typed)
    assert relative(link, "/tim") == short
    assert percent_encoded(link) == whole
    assert relative(link, "/dia-ban") == link
    assert parse_qsl(urlsplit(link).query) == parse_qsl(urlsplit(whole).query)
    assert dict(parse_qsl(urlsplit(whole).query)).get("q", "") == typed


def test_short_links_lead_where_they_should(client):
    page = show(client, "/tim?q=đảng&year=2022")
    for link in [*page.links(".facets a[href]")[::9], *page.links(".hit h3 a")[:3]]:
        assert link.isascii()
        assert client.get(link).status_code == 200
    without = page.links(".chosen-filters a")
    assert without == ["/tim?q=%C4%91%E1%BA%A3ng"]
