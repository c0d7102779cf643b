"""From "khoản 2 Điều 4" to the words, as a person goes there in a browser."""

import threading
import time

import pytest

from app import create_app
from bench.screens import follow, serving
from indexer.documents import document_id
from indexer.index.build import build
from indexer.index.watch import watch
from tests.browser.conftest import READERS
from tests.browser.test_copying import pasted, select
from tests.browser.test_notice import IN_VIEW
from tests.notices import drop
from tests.placed_papers import CLAUSE, KEY, pointing, regulation

ASKED = '/tim?q="gấp hơn hai lần"'
WORDS = "2. Mỗi tháng dự sinh hoạt ít nhất một chi bộ thôn, tổ dân phố"
PATIENT = 60
"""Seconds: a loaded machine may take long."""


def opened(open_page, reader, **options):
    """The sample notice that points to the regulation, from a list."""
    page = open_page(ASKED, reader, **options)
    follow(page.locator(".hit h3 a").first)
    return page


@pytest.mark.parametrize("reader", READERS)
def test_a_place_is_followed_to_its_words(open_page, reader):
    page = opened(open_page, reader)
    follow(page.locator("#van-ban a", has_text="khoản 2 Điều 4").first)
    place = page.locator("#van-ban p", has=page.locator("span:target"))
    assert place.inner_text().startswith(WORDS)
    for _ in range(50):  # it may scroll there smoothly
        if place.evaluate(IN_VIEW):
            break
        page.wait_for_timeout(100)
    assert place.evaluate(IN_VIEW)


@pytest.mark.parametrize("reader", READERS)
def test_the_words_unfold_where_the_notice_points_to_them(open_page, reader):
    page = opened(open_page, reader)
    told = page.locator("#van-ban .passage").first
    words = told.locator("blockquote")
    assert not words.is_visible()
    told.locator("summary").click()
    assert words.inner_text().startswith(WORDS)
    page.locator("label", has_text="Như trong tệp").click()
    assert not told.is_visible()


def test_the_words_of_another_paper_are_not_copied_as_those_of_this_one(open_page):
    page = opened(open_page, "desktop, dark", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#van-ban .passage summary").first.click()
    select(page, "#van-ban .passage blockquote")
    page.wait_for_timeout(200)
    assert page.locator("button.quote").count() == 0
    select(page, "#van-ban")
    page.locator("button.quote").wait_for()
    page.keyboard.press("Control+Alt+C")
    page.locator("output", has_text="Đã sao chép kèm nguồn").wait_for(state="attached")
    copied = pasted(page)
    assert "khoản 2 Điều 4 Quy định số 07-QĐi/HU" in " ".join(copied.split())
    assert WORDS not in copied


def test_a_regulation_dropped_into_a_watched_folder_gets_the_link_and_gives_it_back(
    chromium, tmp_path
):
    folder, index, stop = tmp_path / "in", tmp_path / "index", threading.Event()
    drop(folder, tb=pointing("khoản 2 Điều 4"))
    build([folder], index, jobs=1)

    def act():
        build([folder], index, jobs=1)

    watcher = threading.Thread(target=watch, args=([folder], act), kwargs={"stop": stop})
    watcher.start()
    try:
        with serving(create_app(index)) as site:
            page = chromium.new_context(base_url=site).new_page()
            place = page.locator("#van-ban a", has_text="khoản 2 Điều 4")
            page.goto(f"/thong-bao/{document_id('tb.txt')}")
            assert place.count() == 0
            drop(folder, qd=regulation())
            assert comes(page, lambda: place.count() == 1)
            page.locator(".passage summary").click()
            assert page.locator(".passage blockquote").inner_text() == CLAUSE
            (folder / "qd.txt").unlink()
            assert comes(page, lambda: place.count() == 0)
            cite = page.locator("#van-ban a.cite")
            assert cite.get_attribute("href") == f"/van-ban/{KEY}"
            follow(cite)
            assert "Chưa có trong danh mục" in page.locator(".page-head").inner_text()
            page.context.close()
    finally:
        stop.set()
        watcher.join()


def comes(page, is_there):
    """Whether a page that is opened again and again comes to show something."""
    until = time.monotonic() + PATIENT
    while time.monotonic() < until:
        if is_there():
            return True
        page.wait_for_timeout(500)
        page.reload()
    return False
