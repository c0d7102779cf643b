"""The search-as-you-type box for places, by keyboard, by pointer, and without script."""

from bench.screens import follow

BOX = "main [data-hints]"


def offered(page):
    return page.locator("main [role=listbox] [role=option]")


def test_a_place_is_chosen_by_keyboard(open_page):
    page = open_page("/dia-ban")
    box = page.locator(BOX)
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "false"
    box.press_sequentially("bao lam 1")
    offered(page).first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    active = page.locator("#" + box.get_attribute("aria-activedescendant"))
    assert active.get_attribute("aria-selected") == "true"
    assert "Bảo Lâm 1" in active.inner_text()
    box.press("Enter")
    page.wait_for_url("**/dia-ban/lam-dong/bao-lam-1?gom=1")
    assert page.locator("h1").inner_text() == "Xã Bảo Lâm 1"


def test_a_place_is_chosen_by_pointer_by_its_former_name(open_page):
    page = open_page("/dia-ban")
    page.locator(BOX).press_sequentially("lộc ngãi")
    option = offered(page).filter(has_text="xã Lộc Ngãi, huyện Bảo Lâm")
    option.wait_for()
    assert "xã Bảo Lâm 1, Lâm Đồng" in option.inner_text()
    option.click()
    page.wait_for_url("**/dia-ban/lam-dong/bao-lam/loc-ngai")


def test_escape_closes_the_list_and_enter_asks_as_without_it(open_page):
    page = open_page("/dia-ban")
    box = page.locator(BOX)
    box.press_sequentially("bao lam")
    offered(page).first.wait_for()
    box.press("Escape")
    assert not offered(page).first.is_visible()
    assert box.input_value() == "bao lam"
    box.press("Enter")
    page.wait_for_url("**/dia-ban?q=bao+lam")
    assert page.locator(".card .choices a").count() > 1


def test_an_answer_that_comes_after_escape_opens_no_list(open_page):
    page = open_page("/dia-ban")
    asked = []
    page.route("**/goi-y.json?q=bao%20lam", lambda route: asked.append(route))
    box = page.locator(BOX)
    box.press_sequentially("bao la")
    offered(page).first.wait_for()
    with page.expect_request("**/goi-y.json?q=bao%20lam"):
        box.press("m")
    box.press("Escape")
    with page.expect_response("**/goi-y.json?q=bao%20lam") as response:
        asked[0].continue_()
    assert response.value.json()
    page.evaluate("new Promise(done => setTimeout(done, 100))")
    assert not offered(page).first.is_visible()


def test_the_list_stays_within_a_phone(open_page):
    page = open_page("/dia-ban", "phone", viewport={"width": 320, "height": 700})
    page.locator(BOX).press_sequentially("tan thanh")
    offered(page).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_place_is_found_without_script(open_page):
    page = open_page("/dia-ban", "phone, dark, no script")
    page.locator(BOX).fill("bao lam 1")
    follow(page.get_by_role("button", name="Tìm nơi"))
    follow(page.locator(".card .choices a").first)
    assert page.locator("h1").inner_text() == "Xã Bảo Lâm 1"


def test_a_search_is_switched_to_the_places_of_today(open_page):
    page = open_page("/tim?q=xã+Bảo+Lâm+1", "desktop, no script")
    follow(page.locator(".card .switch a").last)
    assert page.locator(".hit").filter(has_text="nói về xã Lộc Ngãi").count() == 1
    assert "tên cũ" in page.locator("h1").inner_text()


def test_the_script_is_light(client):
    with client.get("/static/hints.js") as script:
        assert len(script.data) <= 4 * 1024
