"""axe-core finds no violation of WCAG 2.2 AA on any page type, on phones and at a desk, in both
colours."""

import pytest

from bench.screens import PAGES, SCHEMES, notice_address

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


def test_a_notice_has_none(page, site, app):
    check(page, site + notice_address(app))


def check(page, address):
    """Every width and colour of one page, which is loaded once."""
    page.goto(address)
    page.evaluate(axe.Axe().axe_script)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(RUN, RULES[scheme]) == [], (width, scheme)
