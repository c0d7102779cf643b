"""What every page keeps at any width, in both colours and on paper."""

from datetime import date
from itertools import pairwise

import pytest

from bench.screens import follow
from tests.pages import show

PAGES = (
    "/", "/tim?q=đảng", "/tim?q=05-CT/TW", '/tim?q="không đâu có câu này"', "/van-ban",
    "/van-ban/tw/k12/qdi-213", "/van-ban/tw/_/ct-35", "/dia-ban", "/dia-ban?luc=truoc",
    "/dia-ban/lam-dong/bao-lam", "/dia-ban/lam-dong", "/dia-ban/bao-lam", "/gioi-thieu",
    "/api", "/api/thu?duong_dan=/tim",
    "/tra-cuu?q=Nghị quyết Trung ương 4 (khóa XII, XIII)", "/tra-cuu?q=kỷ luật đảng viên",
    "/tra-cuu?q=chỉ thị 05", "/tra-cuu?q=chỉ thị nuôi cá voi", "/tim?q=kỷ luật đảng viên",
    "/van-ban?q=quy chế dân vận",
)  # fmt: skip

# Each text against the first opaque background behind it, by WCAG 2's formula.
FAINT_TEXT = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = channels(colour).slice(0, 3).map((c) => {
      c /= 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0.99) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const text = element.closest("svg") ? style.fill : style.color;
    const [a, b] = [light(text), light(behind(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) found.add(`${element.outerHTML.slice(0, 90)} ${text}`);
  }
  return [...found];
}"""

UNNAMED = """() => [...document.querySelectorAll(
    "a, button, input:not([type=hidden]), textarea, nav")]
  .filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim()
    || [...(one.labels || [])].some((label) => label.textContent.trim())
    || one.getAttribute("aria-labelledby")))
  .map((one) => one.outerHTML.slice(0, 120))"""

HEADINGS = (
    "() => [...document.querySelectorAll('h1,h2,h3,h4,h5')].map((one) => Number(one.tagName[1]))"
)


def addresses(page):
    """All page types, with a notice found through the site itself."""
    page.goto("/tim?q=đảng")
    return (*PAGES, page.locator(".hit h3 a").first.get_attribute("href"))


def test_no_page_scrolls_sideways_on_the_narrowest_phone(open_page):
    page = open_page("/", "phone", viewport={"width": 320, "height": 700})
    for address in addresses(page):
        page.goto(address)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, address


@pytest.mark.parametrize("reader", ["phone", "desktop, dark"])
def test_all_text_stands_out_from_its_ground(open_page, reader):
    page = open_page("/", reader)
    for address in addresses(page):
        page.goto(address)
        assert page.evaluate(FAINT_TEXT) == [], address


def test_everything_has_a_name_and_headings_descend_one_by_one(open_page):
    page = open_page("/")
    for address in addresses(page):
        page.goto(address)
        assert page.evaluate(UNNAMED) == [], address
        levels = page.evaluate(HEADINGS)
        assert levels[0] == 1, address
        assert all(b - a <= 1 for a, b in pairwise(levels)), address
        repeated = page.evaluate(
            "() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);"
            " return ids.filter((id, at) => ids.indexOf(id) !== at); }"
        )
        assert repeated == [], address


def test_zoomed_to_twice_the_size_the_content_is_all_there(open_page):
    near, far = (
        open_page("/tim?q=đảng", "desktop, no script", viewport={"width": width, "height": 450})
        for width in (1280, 640)
    )
    assert far.locator(".hit").count() == near.locator(".hit").count()
    assert far.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_a_notice_is_its_text_and_where_it_came_from(open_page):
    page = open_page("/tim")
    follow(page.locator(".hit h3 a").first)
    page.emulate_media(media="print", color_scheme="light")
    assert page.locator("#van-ban p").first.is_visible()
    assert not page.locator(".top nav").is_visible()
    assert not page.locator(".quick").is_visible()
    assert page.locator("footer .permalink span").inner_text() == page.url.split("?")[0]
    assert not page.locator(".annex").is_visible()
    page.locator("#kem").evaluate("one => one.click()")
    note = page.locator("#van-ban [data-note]").first
    number, link = note.get_attribute("data-note"), note.get_attribute("href")
    sign = "element => getComputedStyle(element, '::after').content"
    assert number in note.evaluate(sign).replace("attr(data-note)", number)
    told = page.locator(".annex li").nth(int(number) - 1)
    assert told.is_visible()
    assert told.inner_text().endswith(link)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_a_printed_list_says_what_was_asked_and_when(open_page):
    page = open_page("/tim?q=đảng&year=2022")
    page.emulate_media(media="print")
    said = page.locator("footer .permalink").inner_text()
    assert "/tim?q=%C4%91%E1%BA%A3ng&year=2022" in said
    assert f"dữ liệu ngày {date.today().strftime('%d/%m/%Y')}" in said
    link = page.locator(".hit h3 a").first
    told = link.evaluate("element => getComputedStyle(element, '::after').content")
    assert "attr(href)" in told or link.get_attribute("href") in told


# As many words as the longest titles that a list shows have.
LENGTHEN = """() => document.querySelectorAll('.hit h3 a').forEach((one) => {
  one.textContent = one.textContent.trim().padEnd(168, ' về xây dựng nông thôn mới');
})"""
# All that is pressed, and has no label that is pressed instead.
SMALL = """() => [...document.querySelectorAll(
    "main a, main button, main summary, input:not([type=hidden], [type=checkbox])")]
  .filter((one) => one.checkVisibility() && !one.closest("#van-ban"))
  .filter((one) => Math.min(
    one.getClientRects()[0].height, one.getBoundingClientRect().width) < 24)
  .map((one) => one.outerHTML.slice(0, 120))"""
# What a page may load of each kind, in bytes before compression.
LOADED = (("link[rel=stylesheet]", "href", 20_000), ("script[src]", "src", 8_000))
WHOLE = """(selector) => [...document.querySelectorAll(selector)]
  .filter((one) => one.getBoundingClientRect().bottom <= innerHeight).length"""
CUT = """() => [...document.querySelectorAll('.hit')].filter((hit) => {
  const said = hit.querySelector('.snippet').getBoundingClientRect();
  const mark = hit.querySelector('mark').getBoundingClientRect();
  return mark.bottom > said.bottom + 1;
}).length"""


@pytest.mark.parametrize("long_titles", [False, True])
def test_ten_hits_are_seen_on_a_laptop_each_with_its_match(open_page, long_titles):
    page = open_page("/tim?q=đảng", viewport={"width": 1280, "height": 800})
    if long_titles:
        page.evaluate(LENGTHEN)
    assert page.evaluate(WHOLE, ".hit") >= 10
    assert page.evaluate(CUT) == 0


def test_ten_hits_are_seen_below_an_offer_of_more(open_page):
    page = open_page("/tim?q=đảng+viên", viewport={"width": 1280, "height": 800})
    assert page.get_by_text("khi bỏ dấu").is_visible()
    assert page.evaluate(WHOLE, ".hit") >= 10


@pytest.mark.parametrize("reader", ["phone", "desktop, dark"])
def test_what_is_pressed_is_large_enough(open_page, reader):
    page = open_page("/", reader)
    for address in addresses(page):
        page.goto(address)
        assert page.evaluate(SMALL) == [], address


def test_a_list_has_its_tools_on_one_line_of_a_phone(open_page):
    page = open_page("/tim?q=đảng", "phone")
    tops = page.locator(".tools > *").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect())"
        ".map((box) => Math.round((box.top + box.bottom) / 20))"
    )
    assert len(set(tops)) == 1


def test_the_roles_of_a_place_stand_on_one_line(open_page):
    page = open_page("/tim?q=đảng&unit=lam-dong")
    switch = page.locator(".facets .switch").first
    assert switch.locator("a").count() == 3
    assert switch.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert switch.bounding_box()["height"] < 40


def test_the_home_page_begins_at_its_top(open_page):
    page = open_page("/", viewport={"width": 1280, "height": 800})
    assert page.locator("h1").bounding_box()["y"] < 120
    assert page.locator(".tasks").bounding_box()["y"] < 400


def test_pages_are_light(client):
    notice = client.get("/tim.json?q=đảng").json["hits"][0]["id"]
    for address in (*PAGES, f"/thong-bao/{notice}?q=đảng", "/du-thao"):
        page = show(client, address)
        for selector, source, most in LOADED:
            parts = [one.attributes[source] for one in page.tree.css(selector)]
            size = sum(len(client.get(part).data) for part in parts)
            assert 0 < size <= most, (address, selector)
    assert len(client.get("/tim?q=đảng&per_page=20").data) <= 45 * 1024
