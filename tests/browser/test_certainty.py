"""The mark of an inferred link, and what is only possible, as people see, hear and print them."""

import pytest

from app import create_app
from bench.screens import serving
from indexer.index.build import build
from tests.browser.conftest import READERS
from tests.browser.test_looks import FAINT_TEXT
from tests.notices import drop
from tests.tied_notices import TIED

NQ_20, CT_05 = "tw/k11/nq-20", "tw/k12/ct-05"
LISTS = (
    "/tim", f"/tim?cites={NQ_20}", f"/tim?cites={CT_05}&cites={NQ_20}", f"/van-ban/{NQ_20}",
    f"/van-ban/{CT_05}", "/van-ban/tw/_/nq-20", "/tra-cuu?q=05-CT/TW&ngay=3/6/2018",
    "/tra-cuu?viec=kiem-tra&q=Chỉ thị số 05-CT/TW của Bộ Chính trị&ngay=3/6/2018",
)  # fmt: skip
SIGN = "element => getComputedStyle(element, '::after').content"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tied")
    drop(folder / "in", **TIED)
    assert build([folder / "in"], folder / "index").failed == {}
    with serving(create_app(folder / "index")) as address:
        yield address


def inferred(open_page, reader="desktop, dark", **options):
    """The notice that cites a directive by inference alone."""
    page = open_page(f"/tim?infers={CT_05}", reader, **options)
    page.goto(page.locator(".hit h3 a").first.get_attribute("href"))
    return page


@pytest.mark.parametrize("reader", READERS)
def test_marks_stand_out_and_nothing_runs_over(open_page, reader):
    page = open_page("/", reader)
    for address in LISTS:
        page.goto(address)
        assert page.evaluate(FAINT_TEXT) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        for mark in page.locator(".sure").all():
            assert mark.is_visible(), address


def test_an_inferred_link_is_heard_as_one_and_copied_without_its_sign(open_page):
    page = inferred(open_page)
    link = page.locator("#van-ban a.cite")
    assert 'link "Chỉ thị số 05-CT/TW suy luận"' in link.aria_snapshot()
    assert link.inner_text() == "Chỉ thị số 05-CT/TW"
    assert "◦" in link.evaluate(SIGN)
    assert link.get_attribute("title").startswith("suy luận: ")
    assert "◦" in page.locator(".legend [data-sure]").evaluate(SIGN)
    # Its line differs too, so that the sign is not all that tells it apart.
    styles = [
        page.locator(one).first.evaluate("element => getComputedStyle(element).textDecorationStyle")
        for one in ("#van-ban a.cite", ".legend .resolved:not([data-sure])")
    ]
    assert styles == ["dotted", "solid"]


def test_an_english_reader_hears_it_in_english(open_page):
    page = inferred(open_page)
    page.goto(f"{page.url.partition('#')[0].partition('?')[0]}?lang=en")
    assert 'suy luận"' not in page.locator("#van-ban a.cite").aria_snapshot()
    assert 'inferred"' in page.locator("#van-ban a.cite").aria_snapshot()


def test_on_paper_the_sign_stands_with_the_number_of_the_note(open_page):
    page = inferred(open_page)
    page.get_by_label("In kèm căn cứ").check()
    page.emulate_media(media="print", color_scheme="light")
    link = page.locator("#van-ban a.cite")
    shown = link.evaluate(SIGN)
    assert shown.startswith('"◦[')
    assert "suy luận" in page.locator(".annex li").first.inner_text()
    page.goto(f"/van-ban/{NQ_20}")
    assert page.locator("#co-the .sure").first.is_visible()


def test_what_is_possible_is_reached_from_the_count(open_page):
    page = open_page(f"/van-ban/{NQ_20}", "phone")
    page.locator("#thong-bao a").click()
    assert page.url.endswith("#co-the")
    assert page.locator("#co-the h2").inner_text() == "1 thông báo có thể viện dẫn"
