"""The picture of a directive in a browser: readable on the narrowest phone, and by keyboard."""

import pytest

PAGES = ("/van-ban/tw/k12/qdi-213", "/van-ban/tw/k12/ct-05", "/van-ban/tw/k12/qdi-213?lang=en")

# Each line of a card with the pixels by which it sticks out of the card, and its height.
LINES = """() => [...document.querySelectorAll('.hop text')].map((text) => {
  const line = text.getBoundingClientRect();
  const box = text.parentElement.querySelector('rect').getBoundingClientRect();
  return [text.textContent, Math.max(box.left - line.left, line.right - box.right), line.height];
})"""


@pytest.mark.parametrize("address", PAGES)
def test_every_line_lies_in_its_card_and_is_large_enough(open_page, address):
    page = open_page(address, "phone, dark, no script", viewport={"width": 320, "height": 700})
    lines = page.evaluate(LINES)
    assert len(lines) > 20
    assert [text for text, out, _ in lines if out > 0] == []
    assert [text for text, _, height in lines if height < 10] == []


def test_cards_are_walked_by_keyboard(open_page):
    page = open_page(PAGES[0], "desktop, no script")
    cards = page.locator(".hop a")
    page.locator(".facts-table a").last.focus()
    for at in range(cards.count()):
        page.keyboard.press("Tab")
        assert cards.nth(at).evaluate("(card) => card === document.activeElement")
        assert cards.nth(at).evaluate("(card) => getComputedStyle(card).outlineStyle") == "solid"
    address = cards.last.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_a_notice_in_the_picture_leads_to_its_citing_place(open_page):
    page = open_page(PAGES[0], "phone")
    page.locator(".hop a").first.click()
    assert "213" in page.locator(":target").inner_text()


def test_the_picture_is_on_paper_too(open_page):
    page = open_page(PAGES[0])
    page.emulate_media(media="print", color_scheme="light")
    assert page.locator(".hop svg").is_visible()
    fill = "(text) => getComputedStyle(text).fill"
    assert page.locator(".hop .name").first.evaluate(fill) == "rgb(0, 0, 0)"
