"""The picture of a directive in a browser: readable on the narrowest phone, and by keyboard."""

import pytest

from bench.screens import follow

PAGES = ("/van-ban/tw/k12/qdi-213", "/van-ban/tw/k12/ct-05", "/van-ban/tw/k12/qdi-213?lang=en")

# What sticks out of its card, or is stretched, and the height of each line.
LINES = """() => [...document.querySelectorAll('.hop a *, .hop p *')].flatMap((one) =>
  [...one.getClientRects()].filter((line) => line.width).map((line) => {
    const card = one.closest('a, p').getBoundingClientRect();
    const out = Math.max(card.left - line.left, line.right - card.right);
    return [one.textContent, out, parseFloat(getComputedStyle(one).fontSize)];
  }))"""
PLACES = """() => [...document.querySelectorAll('.hop > ul, .hop > p')].map((one) => {
  const {left, top, right, bottom} = one.getBoundingClientRect();
  return [left, top, right, bottom];
})"""


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_line_lies_in_its_card_and_is_large_enough(open_page, address, width):
    viewport = {"width": width, "height": 700}
    page = open_page(address, "phone, dark, no script", viewport=viewport)
    lines = page.evaluate(LINES)
    assert len(lines) > 20
    assert [text for text, out, _ in lines if out > 0] == []
    assert [text for text, _, size in lines if size < 13] == []


def test_at_a_desk_it_lies_on_its_side_and_on_a_phone_it_stands(open_page):
    before, middle, behind = open_page(PAGES[0], "desktop, dark").evaluate(PLACES)
    assert before[2] < middle[0] < middle[2] < behind[0]
    before, middle, behind = open_page(PAGES[0], "phone").evaluate(PLACES)
    assert before[3] < middle[1] < middle[3] < behind[1]


def test_the_citing_notices_come_before_it(open_page):
    for reader in ("phone", "desktop, dark"):
        page = open_page(PAGES[0], reader)
        last = page.locator(".hits .hit").last.bounding_box()
        assert last["y"] + last["height"] < page.locator(".hop").bounding_box()["y"]


def test_cards_are_walked_by_keyboard(open_page):
    page = open_page(PAGES[0], "desktop, no script")
    cards = page.locator(".hop a")
    page.locator("#ket-qua a").last.focus()
    for at in range(cards.count()):
        page.keyboard.press("Tab")
        assert cards.nth(at).evaluate("(card) => card === document.activeElement")
        assert cards.nth(at).evaluate("(card) => getComputedStyle(card).outlineStyle") == "solid"
    address = cards.last.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_a_notice_in_the_picture_leads_to_its_citing_place(open_page):
    page = open_page(PAGES[0], "phone")
    follow(page.locator(".hop a[href^='/thong-bao/']").first)
    assert "213" in page.locator(":target").inner_text()


def test_the_picture_is_on_paper_too(open_page):
    page = open_page(PAGES[0])
    page.emulate_media(media="print", color_scheme="light")
    assert page.locator(".hop").is_visible()
    colour = "(text) => getComputedStyle(text).color"
    assert page.locator(".hop a").first.evaluate(colour) == "rgb(0, 0, 0)"
