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
    [
        ("/van-ban?sort=date", 20),
        ("/van-ban?per_page=50", 50),
        ("/van-ban?q=chi+thi", 20),
    ],
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


def test_the_list_begins_with_what_most_notices_cite_and_says_so(client):
    page = show(client, "/van-ban")
    counts = [int(one.replace("–", "0")) for one in page.texts(".wide-table td.figure")]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 1
    assert page.text(".sorts b") == "Được viện dẫn nhiều nhất"
    assert page.texts(".wide-table tbody th")[0] == "Chỉ thị 05-CT/TW"
    (by_type,) = page.links(".sorts a")
    there = show(client, by_type)
    assert there.text(".sorts b") == "Loại, mới nhất trước"
    assert there.links(".sorts a") == ["/van-ban"]
    assert there.text("section h2") == "Quy định"
    assert there.texts(".wide-table tbody th")[0] == "212-QĐ/TW"


def test_what_was_asked_for_stands_in_its_own_order(client):
    page = show(client, "/van-ban?q=quy+chế+dân+vận&sort=date")
    assert not page.has(".sorts")
    assert page.links(ROWS) == show(client, "/van-ban?q=quy+chế+dân+vận").links(ROWS)


@pytest.mark.parametrize("kind", ["Nghị quyết", "Quyết định", "Chỉ thị"])
def test_only_a_type_of_both_says_that_it_is_the_states(client, kind):
    jumps = show(client, "/van-ban").tree.css(".jumps a")
    (of_party, of_state) = (
        one.attributes["href"] for one in jumps if one.text().strip().startswith(f"{kind} ")
        and one.text().strip().removeprefix(f"{kind} ").isdecimal()
    )  # fmt: skip
    headings = [
        show(client, link).tree.css_first(f"section[id={link.partition('#')[2]}] h2").text().strip()
        for link in (of_party, of_state)
    ]
    assert headings == [kind, f"{kind} của cơ quan nhà nước"]


def kind_of(one):
    """Its type, and whether it is the State's: the State's resolutions are not the Party's."""
    if one["directive"] is None:
        return ("Chưa có trong danh mục", False)
    return (one["directive"]["type"], one["key"].startswith("nn."))


def test_the_state_stands_behind_the_party_and_before_what_is_not_held(client):
    whole = client.get("/van-ban.json?sort=date").json["directives"]
    places = [(one["directive"] is None, one["key"].startswith("nn.")) for one in whole]
    assert [place for place in places if not place[0]] == sorted(
        place for place in places if not place[0]
    )
    assert sum(not loose and of_state for loose, of_state in places) > 1700
    assert [loose for loose, _ in places] == sorted(loose for loose, _ in places)


@pytest.mark.parametrize("order", ["", "?sort=date"])
def test_the_types_lead_to_the_page_on_which_they_begin(client, order):
    page = show(client, f"/van-ban{order}")
    jumps = page.tree.css(".jumps a")
    assert len(jumps) > 5
    whole = client.get("/van-ban.json?sort=date").json["directives"]
    kinds = list(map(kind_of, whole))
    of_state = False
    for jump in jumps:
        link, count = jump.attributes["href"], jump.css_first(".count").text()
        kind = jump.text().removesuffix(count).strip()
        of_state = of_state or kind == "Nghị định"
        address, _, anchor = link.partition("#")
        section = show(client, address).tree.css_first(f"section[id={anchor}]")
        assert section.css_first("h2").text().strip().startswith(kind)
        first = section.css_first("a").attributes["href"]
        told = (kind, of_state and kind != "Chưa có trong danh mục")
        assert first == whole[kinds.index(told)]["url"]
        assert int(count) == kinds.count(told)


def test_an_old_anchor_still_leads_on(client):
    """Before there were pages, ``/van-ban#loai-3`` led to the third type."""
    page = show(client, "/van-ban")
    anchors = [f"loai-{number}" for number in range(1, len(page.tree.css(".jumps a")))]
    for anchor in (*anchors, "chua-co"):
        assert len(page.tree.css(f"[id={anchor}]")) == 1


def test_a_page_says_where_it_stands_and_what_it_continues(client):
    total = len(client.get("/van-ban.json").json["directives"])
    page = show(client, "/van-ban?page=2")
    assert page.text(".bar .note") == f"21–40 trong {figures(total)} văn bản"
    assert show(client, "/van-ban?sort=date&page=2").text("section h2").endswith("(tiếp)")
    assert not show(client, "/van-ban?sort=date").text("section h2").endswith("(tiếp)")
    alone = show(client, "/van-ban?q=217-QĐ/TW&lang=en").text(".bar .note")
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
    monkeypatch.setattr(site, "_knowledge", longer)
    assert len(client.get("/van-ban?q=chi+thi").data) < 30_000
    assert len(client.get("/van-ban.json?q=chi+thi").json["directives"]) > 2999


def test_a_choice_among_many_is_bounded_and_leads_on(app, client, monkeypatch):
    site = app.extensions["viendan"]
    more = [
        Directive(f"tw/k{n}/ct-777", "Chỉ thị", "777-CT/TW", "Ban Bí thư", str(n), None, "tên")
        for n in range(20, 120)
    ]
    longer = Knowledge(Registry([*site.registry, *more]), site.places)
    monkeypatch.setattr(site, "_knowledge", longer)
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
