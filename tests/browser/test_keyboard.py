"""What is reached by keyboard: the first hit soon, the filters and back, never nothing."""

import pytest

LISTS = (
    "/tim?q=đảng", "/tim?q=05-CT/TW&year=2022", "/van-ban/tw/k12/ct-05", "/van-ban/tw/k12/qdi-30",
    "/dia-ban/lam-dong/bao-lam", "/dia-ban/lam-dong?gom=1",
    "/tim?q=huyện Bảo Lâm&year=2022&type=Thông báo",
)  # fmt: skip
FILTERED = ("/tim?q=đảng", "/van-ban/tw/k12/ct-05", "/dia-ban/can-tho?gom=1")
MOST = 20
OF_SEVERAL_HEIRS = {"/dia-ban/lam-dong/bao-lam": 22}
"""Places whose heirs are links above the list, which has filters too."""


@pytest.mark.parametrize("reader", ["phone", "desktop, no script"])
@pytest.mark.parametrize("address", LISTS)
def test_the_first_hit_is_reached_in_a_few_steps(open_page, address, reader):
    page = open_page(address, reader)
    most = OF_SEVERAL_HEIRS.get(address, MOST)
    # A page that was only just opened may not hear its first key.
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body"):
            break
    for _ in range(most - 1):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.hit h3')"):
            break
    else:
        pytest.fail(f"not within {most} steps")


@pytest.mark.parametrize("address", FILTERED)
def test_the_sheet_holds_the_focus_and_gives_it_back(open_page, address):
    page = open_page(address, "phone")
    opener = page.locator(".tools a[href='#loc']")
    for close in ("link", "Escape"):
        opener.focus()
        page.keyboard.press("Enter")
        page.locator(".facets").wait_for()
        for step in range(14):
            page.keyboard.press("Tab")
            # Behind its last link comes the browser itself, for which the page has no element.
            if step < 5 or page.evaluate("document.activeElement !== document.body"):
                assert page.evaluate("!!document.activeElement.closest('.facets')")
        if close == "Escape":
            page.keyboard.press("Escape")
            assert opener.evaluate("(one) => one === document.activeElement")
        else:
            page.locator(".sheet a").first.focus()
            page.keyboard.press("Enter")
            page.wait_for_url("**#ket-qua")
            assert page.evaluate("document.activeElement.id") == "ket-qua"
        assert not page.locator(".facets").is_visible()


def test_without_script_the_sheet_is_an_address(open_page):
    page = open_page("/tim?q=đảng#loc", "phone, dark, no script")
    assert page.locator(".facets").is_visible()
    assert not page.locator(".hit").first.is_visible()
    page.locator(".sheet a").last.click()
    assert page.locator(".hit").first.is_visible()


def test_the_filters_are_skipped_to(open_page):
    page = open_page("/tim?q=đảng", "desktop, no script")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.facets')")


def test_counts_are_read_aloud(open_page):
    page = open_page("/tim?q=đảng", "phone")
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { const one = document.querySelector('h1 b');"
        " new MutationObserver(() => { window.told = one.textContent; })"
        ".observe(one, { childList: true }); })"
    )
    page.reload()
    page.wait_for_timeout(1500)  # counts are put in again half a second after the page
    assert page.evaluate("told") == page.locator("h1 b[role=status]").inner_text()
    page.locator("#tim").fill("bảo lâm")
    page.locator("[role=option]").first.wait_for()
    many = page.locator("[role=option]").count()
    assert page.locator("#tim ~ output").inner_text() == f"Gợi ý: {many}"
    page.locator("#tim").press("Escape")
    assert page.locator("#tim ~ output").inner_text() == ""
