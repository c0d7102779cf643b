"""axe-core finds no violation of WCAG 2.2 AA on any page type, on phones and at a desk, in both
colours."""

import pytest

from bench.screens import NOTICE, PAGES, SCHEMES, notice_address

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

WIDTHS = (320, 390, 1280)
RULES = {"light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
RULES["dark"] = {"type": "rule", "values": ["color-contrast"]}  # all that colours can change
RUN = """async (rules) => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return found.violations.map((one) => [one.id, one.nodes[0].html.slice(0, 200)]);
}"""


@pytest.fixture(scope="module")
def page(chromium):
    page = chromium.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_violation(page, site, name):
    check(page, site + PAGES[name])


@pytest.mark.parametrize("name", [*PAGES, NOTICE])
def test_no_violation_among_three_thousand_notices(page, large_app, large_site, name):
    check(page, large_site + (PAGES[name] if name in PAGES else notice_address(large_app)))


def test_a_notice_folded_and_unfolded(page, site, client):
    first = client.get("/tim.json?q=213-QĐ/TW").json["hits"][0]
    check(page, f"{site}{first['url']}?q=213-QĐ/TW&tu=1")
    assert page.locator(".way").count()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.locator("#tep").check()
    check_shown(page)


def check(page, address):
    """Every width and colour of one page, which is loaded once."""
    page.goto(address)
    page.evaluate(axe.Axe().axe_script)
    check_shown(page)


def check_shown(page):
    """The same of what is shown now."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(RUN, RULES[scheme]) == [], (width, scheme)
