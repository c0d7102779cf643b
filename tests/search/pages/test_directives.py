"""The list of directives: page by page for people, whole for programs."""

import csv
import io
from xml.etree import ElementTree

import pytest

from indexer.directives.knowledge import Knowledge
from indexer.directives.registry import Registry
from indexer.language import figures
from indexer.model import Directive
from tests.pages import Shown, show

ROWS = ".wide-table tbody th a, main section .choices li > a:first-child"


def listed(client, address="/van-ban"):
    """The addresses of all directives, walked page by page, and how often each page was as long."""
    seen, sizes = [], []
    while address:
        page = show(client, address)
        assert page.status == 200
        links = page.links(ROWS)
        sizes.append(len(links))
        seen += links
        steps = page.tree.css(".steps > *")
        current = [at for at, one in enumerate(steps) if one.attributes.get("aria-current")]
        after = steps[current[0] + 1 :] if current else []
        address = page.link(after[0]) if after else None
    return seen, sizes


@pytest.mark.parametrize(
    ("address", "size"),
    [("/van-ban", 20), ("/van-ban?per_page=50", 50), ("/van-ban?q=chi+thi", 20)],
)
def test_the_pages_together_are_the_whole_list_in_its_order(client, address, size):
    whole = client.get(address.replace("/van-ban", "/van-ban.json")).json["directives"]
    seen, sizes = listed(client, address)
    assert seen == [one["url"] for one in whole]
    assert set(sizes[:-1]) <= {size}
    assert 0 < sizes[-1] <= size


def test_the_forms_for_programs_are_whole_on_every_page(client, app):
    held = [one.key for one in app.extensions["viendan"].registry]
    for asked in ("", "?page=3&per_page=7"):
        told = client.get(f"/van-ban.json{asked}").json["directives"]
        assert {one["key"] for one in told if one["directive"]} == set(held)
        text = client.get(f"/van-ban.csv{asked}").get_data(as_text=True).removeprefix("\ufeff")
        assert [row["key"] for row in csv.DictReader(io.StringIO(text))] == [
            one["key"] for one in told
        ]
        feed = ElementTree.fromstring(client.get(f"/van-ban.atom{asked}").data)
        assert len(feed.findall("{*}entry")) == 50


def kind_of(one):
    """The heading under which a directive stands: the State's resolutions are not the Party's."""
    if one["directive"] is None:
        return "Chưa có trong danh mục"
    return one["directive"]["type"] + " của Nhà nước" * one["key"].startswith("nn.")


def test_the_state_stands_behind_the_party_and_before_what_is_not_held(client):
    whole = client.get("/van-ban.json").json["directives"]
    places = [(one["directive"] is None, one["key"].startswith("nn.")) for one in whole]
    assert [place for place in places if not place[0]] == sorted(
        place for place in places if not place[0]
    )
    assert sum(not loose and of_state for loose, of_state in places) > 1700
    assert [loose for loose, _ in places] == sorted(loose for loose, _ in places)


def test_the_types_lead_to_the_page_on_which_they_begin(client):
    page = show(client, "/van-ban")
    jumps = page.tree.css(".jumps a")
    assert len(jumps) > 5
    for jump in jumps:
        link, count = jump.attributes["href"], jump.css_first(".count").text()
        kind = jump.text().removesuffix(count).strip()
        address, _, anchor = link.partition("#")
        there = show(client, address)
        section = there.tree.css_first(f"section[id={anchor}]")
        assert section.css_first("h2").text().strip() == kind
        whole = client.get("/van-ban.json").json["directives"]
        first = section.css_first("a").attributes["href"]
        kinds = [kind_of(one) for one in whole]
        assert first == whole[kinds.index(kind)]["url"]
        assert int(count) == kinds.count(kind)


def test_an_old_anchor_still_leads_on(client):
    """Before there were pages, ``/van-ban#loai-3`` led to the third type."""
    page = show(client, "/van-ban")
    anchors = [f"loai-{number}" for number in range(1, len(page.tree.css(".jumps a")))]
    for anchor in (*anchors, "chua-co"):
        assert len(page.tree.css(f"[id={anchor}]")) == 1


def test_a_page_says_where_it_stands_and_what_it_continues(client):
    total = len(client.get("/van-ban.json").json["directives"])
    page = show(client, "/van-ban?page=2")
    assert page.text(".page-head .note") == f"21–40 trong {figures(total)} văn bản"
    assert page.text("h2").endswith("(tiếp)")
    assert not show(client, "/van-ban").text("h2").endswith("(tiếp)")
    alone = show(client, "/van-ban?q=217-QĐ/TW&lang=en").text(".page-head .note")
    assert alone == "1–1 of 1 directive"


@pytest.mark.parametrize("asked", ["page=99999", "page=1000000&per_page=100", "q=zzzz&page=3"])
def test_beyond_the_end_there_is_a_way_back(client, asked):
    page = show(client, f"/van-ban?{asked}")
    assert page.status == 200
    assert not page.links(ROWS)
    assert "/van-ban" in [link.partition("?")[0] for link in page.links("main > p a")]


def test_the_page_is_light_however_long_the_list(app, client, monkeypatch):
    site = app.extensions["viendan"]
    more = [
        Directive(f"tw/k1/ct-{n}", "Chỉ thị", f"{n}-CT/TW", "Ban Bí thư", "I", None, "tên " * 30)
        for n in range(1, 3000)
    ]
    longer = Knowledge(Registry([*site.registry, *more]), site.places)
    monkeypatch.setattr(site, "knowledge", longer)
    assert len(client.get("/van-ban?q=chi+thi").data) < 30_000
    assert len(client.get("/van-ban.json?q=chi+thi").json["directives"]) > 2999


def test_a_choice_among_many_is_bounded_and_leads_on(app, client, monkeypatch):
    site = app.extensions["viendan"]
    more = [
        Directive(f"tw/k{n}/ct-777", "Chỉ thị", "777-CT/TW", "Ban Bí thư", str(n), None, "tên")
        for n in range(20, 120)
    ]
    longer = Knowledge(Registry([*site.registry, *more]), site.places)
    monkeypatch.setattr(site, "knowledge", longer)
    page = show(client, "/van-ban/tw/_/ct-777")
    links = page.links("#co-the-la .choices a")
    assert len(links) == 61
    assert page.texts("#co-the-la .choices li")[-1] == "và 40 văn bản nữa"
    assert len(listed(client, f"{links[-1]}&per_page=100")[0]) == 100
    assert len(client.get("/van-ban/tw/_/ct-777.json").json["candidates"]) == 100


@pytest.mark.parametrize("task", ["tra", "kiem-tra"])
def test_a_page_of_look_ups_is_bounded_and_says_so(client, task):
    sent = {"text": "Chỉ thị số 05-CT/TW;\n" * 400, "viec": task}
    page = Shown(client.post("/tra-cuu", data=sent))
    rows = {"tra": ".rows > li", "kiem-tra": ".findings > li"}
    assert len(page.tree.css(rows[task])) == 300
    assert page.text(".caution") == "Trang này hiện 300 viện dẫn đầu; CSV và JSON có đủ 400."
    told = client.post("/tra-cuu.json", data=sent).json
    assert len(told["rows" if task == "tra" else "findings"]) == 400
    sent["text"] = "Chỉ thị số 05-CT/TW;\n" * 300
    assert not Shown(client.post("/tra-cuu", data=sent)).has(".caution")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("quy chế dân vận", "tw/k13/qd-23"),
        ("NĐ 30/2020", "nn.cp/y2020/nd-30"),
        ("chuân mưc đạo đưc", "tw/k13/qdi-144"),
        ("nghề cá voi xanh", None),
    ],
)
def test_the_filter_searches_as_the_look_up_does(client, asked, first):
    told = client.get("/van-ban.json", query_string={"q": asked}).json["directives"]
    assert [one["key"] for one in told][:1] == ([first] if first else [])
