"""The page of a notice in a browser: where it opens, its switches, its keyboard, its print."""

from io import BytesIO

import pypdf
import pytest

from bench.screens import follow, serving
from tests.browser.conftest import READERS
from tests.pages import ids

IN_VIEW = """one => {
  const box = one.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}"""

FOCUS = "document.activeElement !== document.body"

SMALL = """() => [...document.querySelectorAll(
    "nav a, nav button, summary, aside a, label:not(.unseen), .after a, .bar a")]
  .filter((one) => one.checkVisibility() && one.getClientRects()[0].height < 24)
  .map((one) => one.outerHTML.slice(0, 120))"""

# The words of a paper alone, as an office prints them.
BARE = "<style>@page{size:A4;margin:20mm 15mm 20mm 25mm} pre{white-space:pre-wrap;font:14pt/1.3"
BARE += ' "Times New Roman","Liberation Serif",serif}</style><pre></pre>'


def pages(page):
    return [one.extract_text() for one in pypdf.PdfReader(BytesIO(page.pdf())).pages]


def opened(open_page, reader="desktop, no script", **options):
    """A notice that a list of results led to."""
    page = open_page("/tim?q=đảng+viên", reader, **options)
    follow(page.locator(".hit h3 a").nth(1))
    return page


@pytest.mark.parametrize("reader", READERS)
def test_a_result_opens_at_its_head_with_the_first_match_in_view(open_page, reader):
    page = opened(open_page, reader)
    assert page.evaluate("scrollY") == 0
    for one in ("h1", ".way", ".first-match mark", ".page-head .facts"):
        assert page.locator(one).first.evaluate(IN_VIEW), one
    shown = page.locator(".first-match mark").first.inner_text()
    page.locator(".first-match a").click()
    place = page.locator("#van-ban mark:target")
    assert place.inner_text() == shown
    for _ in range(50):  # it may scroll there smoothly
        if place.evaluate(IN_VIEW):
            break
        page.wait_for_timeout(100)
    assert place.evaluate(IN_VIEW)
    assert page.evaluate(FOCUS)


def test_from_result_to_result_and_back_to_the_list_without_script(open_page):
    page = opened(open_page)
    titles = [page.locator("h1").inner_text()]
    for name in ("Kết quả sau", "Kết quả trước", "Kết quả trước"):
        follow(page.get_by_role("link", name=name))
        titles.append(page.locator("h1").inner_text())
    assert titles[0] == titles[2]
    assert len(set(titles)) == 3
    assert not page.get_by_role("link", name="Kết quả trước").count()
    follow(page.get_by_role("link", name="Về danh sách"))
    assert page.locator(".hit h3").first.inner_text() == titles[3]


def test_signs_are_hidden_and_shown_as_in_the_file_without_script(open_page):
    page = open_page("/tim?q=phú+quý", "desktop, no script")
    page.locator(".hit h3 a").first.click()
    signs = page.locator("#van-ban .sign")
    assert signs.count()
    assert not any(one.is_visible() for one in signs.all())
    page.get_by_label("Như trong tệp").check()
    assert all(one.is_visible() for one in signs.all())


def test_the_letterhead_and_the_foot_stand_in_two_columns(open_page):
    page = open_page("/tim?q=phú+quý", "desktop, no script")
    page.locator(".hit h3 a").first.click()
    for zone in ("head", "foot"):
        left, right = (
            page.locator(f".{zone} .{side}").first.bounding_box() for side in ("left", "right")
        )
        assert left["x"] + left["width"] <= right["x"]
        assert left["y"] == right["y"]


def test_on_a_phone_the_letterhead_is_its_left_column_then_its_right(open_page):
    page = open_page("/tim?q=287-TB/HU", "phone")
    page.locator(".hit h3 a").first.click()
    left, right = (
        [one.bounding_box()["y"] for one in page.locator(f".head .{side} p").all()]
        for side in ("left", "right")
    )
    assert len(left) > 1
    assert len(right) > 1
    assert max(left) < min(right)


@pytest.mark.parametrize("reader", ["phone", "desktop, dark"])
def test_each_part_of_the_column_has_a_link_above_the_text(open_page, reader):
    page = opened(open_page, reader)
    for part in ("#vien-dan", "#thong-tin"):
        page.evaluate("scrollTo(0, 0)")
        page.locator(f".jumps a[href='{part}']").click()
        page.wait_for_timeout(1000)  # it may scroll there smoothly
        assert page.locator(f"{part} h2").first.evaluate(IN_VIEW), part


def test_the_column_stays_beside_the_text(open_page):
    page = opened(open_page)
    page.locator("#van-ban p").last.scroll_into_view_if_needed()
    assert page.locator("#muc-luc, #vien-dan").first.evaluate(
        "one => one.closest('aside').getBoundingClientRect().bottom > 200"
    )
    lines = page.locator(".fields > div").all()
    assert all(one.bounding_box()["height"] < 60 for one in lines)


def test_the_keyboard_never_falls_to_the_body(open_page):
    page = opened(open_page, "desktop, dark")
    for name in ("Chỗ tìm thấy sau", "Chỗ tìm thấy trước"):
        page.get_by_role("button", name=name).press("Enter")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
    for link in page.locator("aside a[href^='#'], .first-match a").all():
        link.press("Enter")
        assert page.evaluate(FOCUS), link.get_attribute("href")


@pytest.mark.parametrize("reader", ["phone, dark, no script", "desktop, dark"])
def test_what_is_pressed_is_large_enough(open_page, reader):
    page = opened(open_page, reader)
    small = page.evaluate(SMALL)
    assert not small, "\n".join(small)


def test_a_notice_prints_on_one_page_more_than_its_words_at_most(chromium, open_page, client):
    page, bare = open_page("/"), chromium.new_page()
    bare.set_content(BARE)
    for notice_id in ids(client):
        told = client.get(f"/thong-bao/{notice_id}.json").json
        bare.locator("pre").evaluate("(one, text) => { one.textContent = text }", told["text"])
        page.goto(f"/thong-bao/{notice_id}?q=đảng")
        printed = pages(page)
        assert len(printed) <= len(pages(bare)) + 1, told["source"]
        assert "Mục lục" not in "".join(printed)
    bare.close()


def test_the_real_notices_print_on_three_pages_and_on_nine(chromium, real_client):
    page, counted = chromium.new_page(), {}
    with serving(real_client.application) as address:
        for hit in real_client.get("/tim.json").json["hits"]:
            page.goto(f"{address}{hit['url']}?q=đảng")
            counted[hit["source"][:3]] = len(pages(page))
    page.close()
    assert counted["004"] <= 3
    assert counted["003"] <= 9


def test_what_is_printed_is_the_paper_or_the_paper_with_its_reasons(open_page):
    page = open_page("/tim?cites=tw/k12/qdi-213", "desktop, no script")
    page.locator(".hit h3 a").first.click()
    plain = "".join(pages(page))
    assert "/van-ban/tw/k12/qdi-213" not in plain
    assert "[1]" not in plain
    page.get_by_label("In kèm căn cứ").check()
    told = "".join(pages(page))
    assert "/van-ban/tw/k12/qdi-213" in "".join(told.split())
    assert "[1]" in told
