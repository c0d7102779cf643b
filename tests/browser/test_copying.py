"""A part of a notice copied with its source, as an office pastes it into a paper of its own."""

import re

import pytest

from bench.screens import follow

SOURCE = "Thông báo số 198-TB/HU, ngày 15/12/2022 của "
QUOTE = "Sao chép kèm nguồn"
MAY_COPY = {"permissions": ["clipboard-read", "clipboard-write"]}
WITHOUT_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
"""As on a page of another machine that is not served over HTTPS."""


@pytest.fixture
def notice(open_page):
    """A notice; ``secure`` as on this machine, else as a page of the office's network."""

    def opening(*, secure=True, reader="desktop, dark"):
        page = open_page("/tim?q=198-TB/HU", reader, **MAY_COPY)
        if not secure:
            page.add_init_script(WITHOUT_CLIPBOARD)
        follow(page.locator(".hit h3 a").first)
        return page

    return opening


def pasted(page):
    """What the clipboard holds, by way of a field that takes lines."""
    page.evaluate(
        "() => { const field = document.createElement('textarea'); field.id = 'pasted';"
        " document.querySelector('main').append(field); field.focus(); }"
    )
    page.keyboard.press("Control+V")
    text = page.locator("#pasted").input_value()
    page.locator("#pasted").evaluate("field => field.remove()")
    return text


def select(page, selector):
    page.evaluate(
        "selector => getSelection().selectAllChildren(document.querySelector(selector))", selector
    )


@pytest.mark.parametrize("secure", [True, False])
def test_a_paragraph_is_copied_with_its_source(notice, secure):
    page = notice(secure=secure)
    paragraph = page.locator("#van-ban p", has=page.locator(".cite")).first
    mark = paragraph.get_by_role("link", name=QUOTE)
    mark.focus()
    page.keyboard.press("Enter")
    page.locator("output", has_text="Đã sao chép kèm nguồn").wait_for(state="attached")
    words, source = pasted(page).rsplit("\n", 1)
    assert words.split() == paragraph.inner_text().split()
    address = page.url.split("?")[0].split("#")[0] + "#" + paragraph.get_attribute("id")
    assert source.startswith(f"({SOURCE}")
    assert source.endswith(f"; {address})")


@pytest.mark.parametrize("secure", [True, False])
def test_keys_alone_copy_what_is_selected_across_links(notice, secure):
    page = notice(secure=secure)
    select(page, chosen := "#van-ban > p:has(.cite)")
    page.locator("output", has_text="Ctrl+Alt+C").wait_for(state="attached")
    button = page.get_by_role("button", name=QUOTE)
    assert button.get_attribute("aria-keyshortcuts") == "Control+Alt+C"
    page.keyboard.press("Control+Alt+C")
    page.locator("output", has_text="Đã sao chép kèm nguồn").wait_for(state="attached")
    words, source = pasted(page).rsplit("\n", 1)
    assert words.split() == page.locator(chosen).first.inner_text().split()
    assert source.startswith(f"({SOURCE}")


def test_the_keys_do_nothing_where_nothing_is_selected(notice):
    page = notice()
    page.evaluate("navigator.clipboard.writeText('as before')")
    page.keyboard.press("Control+Alt+C")
    assert pasted(page) == "as before"


@pytest.mark.parametrize("secure", [True, False])
def test_what_is_selected_is_copied_with_its_source(notice, secure):
    page = notice(secure=secure)
    chosen = "#van-ban > p:not([class], :has(.cite))"
    select(page, chosen)
    button = page.get_by_role("button", name=QUOTE)
    button.wait_for()
    button.focus()
    page.keyboard.press("Enter")
    page.locator("output", has_text="Đã sao chép kèm nguồn").wait_for(state="attached")
    words, source = pasted(page).rsplit("\n", 1)
    assert words.split() == page.locator(chosen).first.inner_text().split()
    assert source.startswith(f"({SOURCE}")
    assert source.endswith(f"#{page.locator(chosen).first.get_attribute('id')})")


def test_the_button_goes_when_nothing_is_selected_or_something_else_is(notice):
    page = notice()
    select(page, "#van-ban p")
    button = page.get_by_role("button", name=QUOTE)
    button.wait_for()
    select(page, "h1")
    button.wait_for(state="detached")
    select(page, "#van-ban p")
    button.wait_for()
    page.evaluate("getSelection().removeAllRanges()")
    button.wait_for(state="detached")


def test_without_script_a_paragraph_has_its_address(notice):
    page = notice(reader="desktop, no script")
    mark = page.locator("#van-ban > p .pilcrow").last
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"#doan-\d+$"))
    assert page.locator(":target").is_visible()
    assert page.locator("#van-ban p:target .pilcrow").count() == 1
    assert not page.get_by_role("button", name=QUOTE).count()
