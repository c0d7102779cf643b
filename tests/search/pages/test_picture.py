"""The picture of a directive among its neighbours: the facts of its page."""

import re
from dataclasses import replace

import pytest

from app import create_app
from indexer.directives.knowledge import Knowledge
from indexer.directives.registry import Registry
from indexer.index.build import build
from indexer.model import Directive
from search.display.results import FacetValue
from search.pages.directive import directive_page
from search.pages.listed import ListedDirective
from search.pages.picture import (
    MAX_CITING,
    MAX_RELATED,
    NeighbourKind,
    citation_picture,
)
from search.pages.relatives import Relatives, Supersession
from search.query.model import Query
from tests.notices import drop, notice
from tests.pages import show

CITED = (
    "tw/k12/qdi-213", "tw/k12/ct-05", "tw/k13/kl-21", "tw/k13/qdi-37", "tw/k12/qdi-30",
    "tw/_/ct-35",
)  # fmt: skip
DRAWN = {"figure", "figcaption", "ul", "li", "a", "b", "br", "span", "p"}
HOSTILE = '"><script>alert(1)</script>&<b>\x00'


def cards(page):
    """(address, visible words, words of its tip) of each card of a page's picture."""
    return [
        (
            one.attributes["href"],
            " ".join(one.text().split()),
            one.attributes.get("title") or "",
        )
        for one in page.tree.css(".hop a")
    ]


# The facts.


@pytest.mark.parametrize("key", CITED)
def test_directives_in_the_picture_are_those_of_the_lists(client, key):
    told = client.get(f"/van-ban/{key}.json").json
    page = show(client, f"/van-ban/{key}")
    tied = [
        *(one["url"] for name in ("supersedes", "candidates", "left_open") for one in told[name]),
        *(one["url"] for one in told["superseded_by"]),
    ]
    drawn = [link for link, _, _ in cards(page) if link.startswith("/van-ban/") and "#" not in link]
    assert drawn == (tied if told["total"] or told["supersedes"] or told["superseded_by"] else [])
    listed = page.links(".facts-table a, .choices a, .jumps a, .note > a")
    assert set(drawn) <= set(listed)


def test_few_citing_notices_stand_one_by_one_and_lead_to_the_citing_place(client):
    page = show(client, "/van-ban/tw/k12/qdi-213")
    drawn = [(link, words) for link, words, _ in cards(page) if link.startswith("/thong-bao/")]
    assert [link for link, _ in drawn] == [
        hit.css_first("a.there").attributes["href"] for hit in page.tree.css(".hit")
    ]
    for (_, words), line in zip(drawn, page.tree.css(".hit .line"), strict=True):
        number, day = [one.text() for one in line.iter()][:2]
        assert words.removesuffix(" · suy luận") == f"{number} {day}"


def test_an_inferred_year_says_so(client):
    told = client.get("/van-ban/tw/k11/qd-217.json").json["notices"]
    assert "inferred" in [one["year_status"] for one in told if not one["date"]]
    words = [said for _, said, _ in cards(show(client, "/van-ban/tw/k11/qd-217"))]
    assert [one for one in words if one.startswith("không số năm 2023 (suy luận)")]


@pytest.fixture(scope="module")
def of_many_years(tmp_path_factory):
    """A site whose notices cite 213-QĐ/TW in more years than a picture has room for."""
    folder = tmp_path_factory.mktemp("years")
    years = range(2020, 2021 + MAX_CITING)
    drop(
        folder / "in",
        **{f"of-{year}": notice(year).replace("năm 2022", f"năm {year}") for year in years},
    )
    assert build([folder / "in"], folder / "index").failed == {}
    return create_app(folder / "index").test_client()


def test_many_citing_notices_stand_by_their_years(of_many_years):
    client, address = of_many_years, "/van-ban/tw/k12/qdi-213"
    told = client.get(f"{address}.json").json
    counted = {one["value"]: one["count"] for one in told["facets"]["year"]}
    assert told["total"] > MAX_CITING
    drawn = [one for one in cards(show(client, address)) if "#" in one[0]]
    *years, (_, rest, _) = drawn
    assert [words.split()[0] for _, words, _ in years] == sorted(counted, reverse=True)[:5]
    for link, words, _ in years:
        year, number = words.split()[:2]
        assert int(number) == counted[year]
        found = client.get(link.partition("#")[0].replace("?", ".json?")).json
        assert found["total"] == counted[year]
    left_out = told["total"] - sum(int(words.split()[1]) for _, words, _ in years)
    assert rest == f"và {left_out} thông báo nữa"


def test_the_picture_follows_the_filters_of_the_list(client):
    told = client.get("/van-ban/tw/k12/ct-05.json?year=2022&year=2016&per_page=1").json
    page = show(client, "/van-ban/tw/k12/ct-05?year=2022&year=2016&per_page=1")
    years = [words for link, words, _ in cards(page) if "year=" in link]
    assert years == ["2022 2 thông báo", "2016 1 thông báo"]
    assert page.text(".hop p > .kicker") == page.text("#thong-bao").partition(",")[0]
    assert page.text(".hop p > .kicker").startswith(f"{told['total']} ")


def test_without_neighbours_there_is_no_picture(client):
    told = client.get("/van-ban/tw/k4/ct-100.json").json
    assert told["total"] == 0
    assert not show(client, "/van-ban/tw/k4/ct-100").has(".hop, #so-do")


def test_the_picture_says_what_it_is_and_speaks_english(client):
    page = show(client, "/van-ban/tw/k12/qdi-213?lang=en")
    assert page.text(".hop figcaption").startswith("In the middle stands this directive")
    words = [said for _, said, _ in cards(page)]
    assert "Quy định 76-QĐ/TW (khóa VIII) replaced by it" in words
    assert not [said for said in words if "thông báo" in said]


def test_the_directives_stand_before_the_middle_and_what_cites_it_behind(client):
    page = show(client, "/van-ban/tw/k12/qdi-213")
    before, middle, behind = [one for one in page.tree.css(".hop > *") if one.tag != "figcaption"]
    assert {one.attributes["href"][:9] for one in before.css("a")} == {"/van-ban/"}
    assert {one.attributes["href"][:11] for one in behind.css("a")} == {"/thong-bao/"}
    assert middle.css_first("b").text().replace("\xa0", " ") == "Quy định 213-QĐ/TW (khóa XII)"


# Bounds, and names that mean harm.


@pytest.fixture
def crowded(app):
    """A page with far more of everything than a picture can hold, every name of it hostile."""
    site = app.extensions["viendan"]
    page = directive_page(site.engine, site.knowledge, CITED[0], Query())
    row = Directive("tw/k1/ct-01", HOSTILE, HOSTILE, HOSTILE, "I", None, HOSTILE * 40)
    many = [ListedDirective(f"tw/k1/ct-{n}", HOSTILE * 40, row, n) for n in range(40)]

    def fill(**others):
        cited = page.cited_by
        years = [FacetValue(str(n), str(n), 3, False) for n in range(1900, 2025)]
        years.append(FacetValue("_", "", 4, False))
        fields = {name: getattr(cited, name) for name in cited.__slots__}
        fields.update(total=379, facets={**cited.facets, "year": tuple(years)})
        values = {name: getattr(page, name) for name in page.__slots__}
        values.update(cited_by=type(cited)(**fields), co_cited=tuple(many), **others)
        return citation_picture(type(page)(**values))

    relations = tuple(Supersession(one, "a source", True) for one in many)
    return fill(), fill(
        relatives=Relatives(relations), candidates=tuple(many), open_keys=tuple(many)
    )


def test_the_number_of_cards_is_bounded(crowded):
    for drawn in crowded:
        assert len(drawn.after) == MAX_CITING
        rest = drawn.after[-1]
        assert (rest.kind, rest.count) == (NeighbourKind.MORE_NOTICES, 379 - 5 * 3)
    assert len(crowded[1].before) == MAX_RELATED
    rest = crowded[1].before[-1]
    assert (rest.kind, rest.count) == (NeighbourKind.MORE_DIRECTIVES, 120 - 7)


def test_hostile_names_stay_text_and_the_picture_small(app, client, monkeypatch):
    site = app.extensions["viendan"]
    rows = [
        replace(one, type=HOSTILE, number=HOSTILE, body=HOSTILE, title=HOSTILE * 40)
        for one in site.registry
    ]
    changed = Knowledge(Registry(rows, site.registry.plenums), site.places)
    monkeypatch.setattr(site, "_knowledge", changed)
    page = show(client, f"/van-ban/{CITED[1]}")
    assert page.status == 200
    assert any("script" in words + tip for _, words, tip in cards(page))
    assert all(len(words) < 200 and len(tip) <= 160 for _, words, tip in cards(page))
    assert {one.tag for one in page.tree.css(".hop, .hop *")} == DRAWN
    (drawn,) = re.findall(r'<figure class="hop">.*?</figure>', page.response.text, re.DOTALL)
    assert len(drawn.encode()) < 40_000
