"""axe-core finds no violation of WCAG 2.2 AA on any page type, in light and dark."""

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

PAGES = {
    "home": "/",
    "results": "/tim?q=nông+thôn+mới",
    "results explained": "/tim?q=nông+thôn+213-QĐ/TW&explain=1",
    "no results": "/tim?q=zzzz&year=1999",
    "directives": "/van-ban",
    "directive": "/van-ban/tw/k12/qdi-213",
    "choice": "/van-ban/tw/_/ct-05",
    "places": "/dia-ban",
    "places before": "/dia-ban?luc=truoc",
    "place": "/dia-ban/lam-dong/bao-lam",
    "names": "/dia-ban/bao-lam",
    "look-up": "/tra-cuu?q=213-QĐ/TW;+35-CT/TW;+999-QĐ/TW",
    "draft": "/tra-cuu?viec=kiem-tra&q=Quyết+định+số+213-QĐ/TW",
    "about": "/gioi-thieu",
    "not found": "/thong-bao/khong-co",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_violation(chromium, site, name, scheme):
    page = chromium.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    try:
        page.goto(site + PAGES[name])
        check(page)
    finally:
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_notice_folded_and_unfolded(chromium, site, client, scheme, width):
    first = client.get("/tim.json?q=213-QĐ/TW").json["hits"][0]
    page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 844})
    try:
        page.goto(f"{site}{first['url']}?q=213-QĐ/TW&tu=1")
        assert page.locator(".way").count()
        check(page)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        page.locator("#tep").check()
        check(page)
    finally:
        page.close()


def check(page):
    found = axe.Axe().run(page, options=RULES)
    violations = [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}"
        for one in found.response["violations"]
    ]
    assert violations == []
