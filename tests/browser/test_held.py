"""A person at a citing notice follows the mark to the text that is held, and sees it go again."""

import pytest

from app import create_app
from bench.screens import serving
from indexer.documents import document_id
from indexer.index.build import build
from tests.browser.test_axe import check
from tests.held_papers import DONG_NAI, HELD, KH_196, QDI_213, paper
from tests.notices import drop

OTHER = paper(
    "196-KH/TU", "trồng hoa ở công sở", "1. Mỗi xã trồng hoa.", day="06/01/2022", **DONG_NAI
)
CITING = f"/thong-bao/{document_id('tb-198.txt')}"
ADDRESSES = (
    CITING,
    f"/van-ban/{QDI_213}",
    f"/van-ban/{KH_196}",
    "/van-ban/tw/k12/ct-05",
    "/van-ban?kho=co-toan-van",
    "/tra-cuu?text=Kế hoạch 196-KH/TU",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("held")
    drop(folder / "in", **HELD, other=OTHER)
    build([folder / "in"], folder / "index", jobs=1)
    return folder


@pytest.fixture(scope="module")
def held_site(folder):
    with serving(create_app(folder / "index")) as address:
        yield address


@pytest.fixture
def page(chromium):
    page = chromium.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_violation_on_pages_of_what_is_held(page, held_site, address):
    check(page, held_site + address)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_mark_leads_to_the_text_and_a_hint_says_that_it_is_held(page, held_site):
    page.goto(held_site + CITING)
    page.locator("#vien-dan .tag.held").first.click()
    assert page.locator("h1").inner_text().startswith("Kế hoạch trồng")
    page.goto(held_site)
    page.locator("#tim").press_sequentially("196-KH/TU")
    hint = page.locator("#tim-hints [role=option]").first
    hint.wait_for()
    assert "toàn văn" in hint.inner_text()


def test_a_link_falls_back_when_its_text_is_taken_out_of_the_folder(page, held_site, folder):
    page.goto(held_site + CITING)
    assert page.locator("#van-ban a[data-held]").count() == 2
    (folder / "in" / "qd-213.txt").unlink()
    build([folder / "in"], folder / "index", jobs=1)
    page.reload()
    assert page.locator("#van-ban a[data-held]").count() == 1
    page.goto(f"{held_site}/van-ban/{QDI_213}")
    assert page.locator(".page-head .button").count() == 0
