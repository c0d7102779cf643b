"""The three jobs, done as a person does them: phone or desk, without script, by keyboard."""

import pytest

from bench.screens import follow
from tests.browser.conftest import READERS

every_reader = pytest.mark.parametrize("reader", READERS)


@every_reader
def test_find_the_notices_that_cite_a_directive(open_page, reader):
    page = open_page("/", reader)
    page.locator(".hero input").fill("213-QĐ/TW")
    follow(page.locator(".hero button"))
    card = page.locator(".card h2 a")
    assert card.inner_text() == "Quy định 213-QĐ/TW"
    follow(card)
    assert page.locator("h1").inner_text().startswith("Quy định")
    sentence = page.locator(".snippet").first
    assert sentence.locator("mark").first.is_visible()
    follow(sentence.locator("a.there"))
    target = page.locator(":target")
    assert "213" in target.inner_text()
    assert target.is_visible()


@every_reader
def test_browse_by_district(open_page, reader):
    page = open_page("/dia-ban", reader)
    follow(page.locator(".switch a").first)
    follow(page.locator(".tree").get_by_role("link", name="huyện Bảo Lâm").first)
    assert page.locator("h1").inner_text() == "Huyện Bảo Lâm"
    follow(page.locator(".hit h3 a").first)
    assert page.locator("#van-ban").is_visible()
    assert "Bảo Lâm" in page.locator(".page-head .facts").inner_text()


@every_reader
def test_look_a_citation_up(open_page, reader):
    page = open_page("/tra-cuu", reader)
    page.get_by_label("Viện dẫn hoặc văn bản").fill("theo Chỉ thị số 05-CT/TW và 35-CT/TW")
    follow(page.get_by_role("button", name="Tra cứu", exact=True))
    assert page.locator(".chip").all_inner_texts() == [
        "đã xác định",
        "chưa phân định",
    ]
    follow(page.locator(".rows a").first)
    assert page.locator("h1").inner_text().startswith("Chỉ thị")


@every_reader
def test_other_spellings_are_one_link_away_and_back(open_page, reader):
    page = open_page("/tim?q=bàn+giao", reader)
    narrow = page.locator(".hit").count()
    follow(page.get_by_role("link", name="khi bỏ dấu"))
    assert "dau=bo" in page.url
    assert page.locator(".hit").count() > narrow > 0
    follow(page.get_by_role("link", name="Chỉ tìm đúng dấu đã gõ"))
    assert page.locator(".hit").count() == narrow


def test_what_an_office_copies_has_a_button(open_page):
    page = open_page("/tim?q=198-TB/HU", "phone")
    follow(page.locator(".hit h3 a").first)
    page.get_by_role("button", name="Sao chép").click()
    page.get_by_role("button", name="Đã sao chép").wait_for()
    assert page.locator("[data-copy]").inner_text().startswith("Thông báo số 198-TB/HU, ngày")


def test_an_address_is_tried_from_the_page_that_tells_of_it(open_page):
    page = open_page("/", "phone, dark, no script")
    follow(page.locator("footer a[href='/api']"))
    page.locator("#duong_dan").fill("/tra-cuu?q=213-QĐ/TW")
    follow(page.get_by_role("button", name="Xem JSON"))
    assert "/api/thu?" in page.url
    assert '"key": "tw/k12/qdi-213"' in page.locator("main pre").last.inner_text()
    link = page.locator("main h2 a").get_attribute("href")
    assert link == "/tra-cuu.json?q=213-Q%C4%90/TW"


def test_filters_unfold_on_a_phone_and_stand_open_at_a_desk(open_page):
    phone = open_page("/tim?q=đảng", "phone, dark, no script")
    link = phone.locator(".facets li a").first
    assert not link.is_visible()
    phone.locator(".tools a[href='#loc']").click()
    follow(link)
    assert phone.locator(".chosen-filters a").count() == 1
    desk = open_page("/tim?q=đảng", "desktop, no script")
    assert desk.locator(".facets li a").first.is_visible()


def test_reasons_unfold(open_page):
    page = open_page("/tim", "desktop, no script")
    follow(page.locator(".hit h3 a").first)
    why = page.locator(".fields .why").first
    assert not why.locator("p").is_visible()
    why.locator("summary").click()
    assert why.locator("p").is_visible()


def test_matches_are_stepped_through(open_page):
    page = open_page("/tim?q=đảng+viên")
    follow(page.locator(".hit h3 a").first)
    total = int(page.locator(".matches").get_attribute("data-matches"))
    # The place is told after the address has changed, so each is waited for.
    page.get_by_role("button", name="Chỗ tìm thấy sau").click()
    page.wait_for_url("**#m1")
    page.locator(".matches span", has_text=f"1/{total}").wait_for()
    assert not page.locator(".matches").locator("a, details").count()
    page.get_by_role("button", name="Chỗ tìm thấy sau").click()
    page.wait_for_url("**#m2")
    page.locator(".matches span", has_text=f"2/{total}").wait_for()
    page.get_by_role("button", name="Chỗ tìm thấy trước").click()
    page.wait_for_url("**#m1")
    page.get_by_role("button", name="Chỗ tìm thấy trước").click()
    page.wait_for_url(f"**#m{total}")


def test_every_match_is_reached_without_script(open_page):
    page = open_page("/tim?q=đảng+OR+xã+OR+ủy", "phone, dark, no script")
    follow(page.locator(".hit h3 a").first)
    bar = page.locator(".matches")
    total = int(bar.get_attribute("data-matches"))
    assert total > 20
    bar.locator("summary").click()
    last = bar.get_by_role("link", name=str(total), exact=True)
    last.click()
    page.wait_for_url(f"**#m{total}")
    assert page.locator(f"#m{total}").is_visible()


def test_a_search_by_keyboard_alone(open_page):
    page = open_page("/gioi-thieu", "desktop, no script")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.goto("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "tim":
            break
    page.keyboard.type("nông thôn mới")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim?q=*")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.hit h3')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/thong-bao/**")


def test_the_english_interface_is_remembered(open_page):
    page = open_page("/van-ban/tw/k12/ct-05")
    follow(page.get_by_role("link", name="English"))
    follow(page.get_by_role("link", name="Places", exact=True))
    assert page.locator("h1").inner_text() == "Browse by place"
