"""The picture of a directive among its neighbours: the facts of its page, and how it is drawn."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import create_app
from indexer.directives.knowledge import Knowledge
from indexer.directives.registry import Registry
from indexer.index.build import build
from indexer.model import Directive
from search.display.results import FacetValue
from search.pages.directive import ListedDirective, Supersession, directive_page
from search.pages.picture import (
    CARD,
    MAX_CITING,
    MAX_LINES,
    MAX_RELATED,
    WIDTH,
    Neighbour,
    NeighbourKind,
    citation_picture,
    draw_picture,
)
from search.query.model import Query
from tests.notices import drop, notice
from tests.pages import show

CITED = ("tw/k12/qdi-213", "tw/k12/ct-05", "tw/k13/kl-21", "tw/k13/qdi-37", "tw/_/ct-35")
DRAWN = {"figcaption", "svg", "title", "desc", "a", "rect", "path", "text", "g"}
HOSTILE = '"><script>alert(1)</script>&<b>\x00'


def cards(page):
    """(address, visible words, whole name) of each card of a page's picture."""
    return [
        (
            one.attributes["href"],
            " ".join(text.text() for text in one.css("text")),
            one.css_first("title").text(),
        )
        for one in page.tree.css(".hop a")
    ]


# The facts.


@pytest.mark.parametrize("key", CITED)
def test_directives_in_the_picture_are_those_of_the_lists(client, key):
    told = client.get(f"/van-ban/{key}.json").json
    page = show(client, f"/van-ban/{key}")
    tied = [
        *(one["url"] for name in ("superseded_by", "supersedes") for one in told[name]),
        *(one["url"] for name in ("candidates", "left_open") for one in told[name]),
    ]
    together = [one["url"] for one in told["together"] if one["url"] not in tied]
    drawn = [link for link, _, _ in cards(page) if link.startswith("/van-ban/") and "#" not in link]
    assert drawn == (tied + together)[: len(drawn)]
    assert len(drawn) == min(MAX_RELATED, len(tied) + len(together))
    listed = page.links(".facts-table a, .choices a, .counted a, .note > a")
    assert set(drawn) <= set(listed)


def test_few_citing_notices_stand_one_by_one_and_lead_to_the_citing_place(client):
    page = show(client, "/van-ban/tw/k12/qdi-213")
    drawn = [(link, words) for link, words, _ in cards(page) if link.startswith("/thong-bao/")]
    assert [link for link, _ in drawn] == [
        hit.css_first("a.there").attributes["href"] for hit in page.tree.css(".hit")
    ]
    lines = [hit.css(".line > *") for hit in page.tree.css(".hit")]
    for (_, words), (number, day, *_) in zip(drawn, lines, strict=True):
        assert words == f"{number.text()} {day.text()}"


def test_an_inferred_year_says_so(client):
    told = client.get("/van-ban/tw/k11/qd-217.json").json["notices"]
    assert "inferred" in [one["year_status"] for one in told if not one["date"]]
    words = [said for _, said, _ in cards(show(client, "/van-ban/tw/k11/qd-217"))]
    assert "không số năm 2023 (suy ra)" in words


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
    assert page.text(".hop .middle text:last-child") == f"{told['total']} thông báo viện dẫn"


def test_without_neighbours_there_is_no_picture(client):
    told = client.get("/van-ban/tw/k4/ct-100.json").json
    assert told["total"] == 0
    assert not show(client, "/van-ban/tw/k4/ct-100").has(".hop, .columns")


def test_the_picture_says_what_it_is_and_speaks_english(client):
    page = show(client, "/van-ban/tw/k12/qdi-213?lang=en")
    svg = page.tree.css_first(".hop svg")
    assert svg.attributes["role"] == "group"
    assert page.text(f"#{svg.attributes['aria-labelledby']}").startswith("Notices that cite Quy")
    assert page.text(f"#{svg.attributes['aria-describedby']}").startswith("Above are the notices")
    words = [said for _, said, _ in cards(page)]
    assert "Quy định 76-QĐ/TW (khóa VIII) replaced by it" in words
    assert not [said for said in words if "thông báo" in said]
    assert all(whole.startswith(said.split()[0]) for _, said, whole in cards(page))


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
    return fill(), fill(supersedes=relations, candidates=tuple(many), open_keys=tuple(many))


def test_the_number_of_cards_is_bounded(crowded):
    for drawn in crowded:
        assert len(drawn.above) == MAX_CITING
        assert len(drawn.below) == MAX_RELATED
        rest = drawn.above[-1].neighbour
        assert (rest.kind, rest.count) == (NeighbourKind.MORE_NOTICES, 379 - 5 * 3)
        assert drawn.height < 1000
    rest = crowded[1].below[-1].neighbour
    assert (rest.kind, rest.count) == (NeighbourKind.MORE_DIRECTIVES, 120 - 7)


def test_hostile_names_stay_text_and_the_picture_small(app, client, monkeypatch):
    site = app.extensions["viendan"]
    rows = [
        Directive(one.key, HOSTILE, HOSTILE, HOSTILE, HOSTILE, one.date, HOSTILE * 40)
        for one in site.registry
    ]
    changed = Knowledge(Registry(rows, site.registry.plenums), site.places)
    monkeypatch.setattr(site, "knowledge", changed)
    page = show(client, f"/van-ban/{CITED[1]}")
    assert page.status == 200
    assert any("script" in words for _, words, _ in cards(page))
    assert {one.tag for one in page.tree.css(".hop *")} == DRAWN
    (drawn,) = re.findall(r'<figure class="hop">.*?</figure>', page.response.text, re.DOTALL)
    assert len(drawn.encode()) < 40_000


# The drawing.


def test_a_word_without_spaces_is_never_broken():
    name = "Kế hoạch liên tịch 1234-KHLT/BTGTU-BTCTU (Thành phố Hồ Chí Minh)"
    drawn = draw_picture(name, [Neighbour(NeighbourKind.YEAR, name, "/")] * 2, ())
    for box in (drawn.middle, drawn.above[0].box):
        words = " ".join(line.text for line in box.lines).rstrip("…").split()
        assert words == name.split()[: len(words)]
        assert "1234-KHLT/BTGTU-BTCTU" in words
    (squeezed,) = [line for line in drawn.above[0].box.lines if "1234" in line.text]
    assert squeezed.squeezed <= CARD


def test_what_stands_in_brackets_begins_a_line():
    name = "Hướng dẫn 42-HD/BTCTW (khóa XIII)"
    drawn = draw_picture(name, [Neighbour(NeighbourKind.YEAR, name, "/")] * 2, ())
    assert [line.text for line in drawn.above[0].box.lines][-1] == "(khóa XIII)"


neighbours = st.lists(
    st.builds(Neighbour, st.sampled_from(NeighbourKind), st.text(max_size=60), st.just("/")),
    max_size=9,
)


@given(st.text(max_size=80), neighbours, neighbours)
def test_boxes_lie_apart_inside_the_picture_and_are_joined_to_the_middle(name, citing, related):
    drawn = draw_picture(name, citing, related)
    if len(citing) + len(related) < 2:
        assert drawn is None
        return
    placed = [*drawn.above, *drawn.below]
    assert [one.neighbour for one in placed] == [*citing, *related]
    boxes = [drawn.middle, *(one.box for one in placed)]
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert 0 < box.y < box.foot < drawn.height
        assert 1 <= len(box.lines) <= MAX_LINES
        assert all(box.y < line.y < box.foot for line in box.lines)
    for one, other in combinations(boxes, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        above = one.foot <= other.y or other.foot <= one.y
        assert beside or above
    sides = {drawn.middle.y: drawn.above, drawn.middle.foot: drawn.below}
    for side, joined in sides.items():
        for one in joined:
            assert one.edge.startswith(f"M{WIDTH // 2} {side}V")


def test_a_name_is_measured_in_linear_time():
    for name in ("ậ" * 300_000, "a " * 150_000, "(" * 300_000):
        assert (
            len(draw_picture(name, [Neighbour(NeighbourKind.YEAR, name, "/")] * 2, ()).above) == 2
        )
