"""Pages over 3,000 notices, where lists are full and facets are long: what they weigh, their width
and how many sheets of paper they take.  (``test_axe.py`` looks at all page types over them.)"""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from bench.screens import follow

MOST_BYTES = 45_000
MOST_SHEETS = 3
FULL = (
    "/tim", "/tim?q=thông+báo", "/tim?q=đảng&year=2022&year=2023", "/tim?q=đảng&sort=date",
    "/tim?q=đảng&lang=en", "/van-ban/tw/k4/ct-27", "/dia-ban/ha-noi", "/dia-ban/ha-noi?gom=1",
    "/dia-ban/ha-noi/ba-dinh",
)  # fmt: skip
"""Lists with at least the twenty hits that a page shows."""


@pytest.fixture
def page(chromium):
    """A reader of its own each time: a page remembers its language."""
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    yield page
    page.close()


@pytest.mark.parametrize("address", FULL)
def test_a_full_list_is_light_narrow_and_short_on_paper(page, large_site, address):
    assert len(page.goto(large_site + address).body()) <= MOST_BYTES
    assert page.locator(".hit").count() == 20
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    titles = page.locator(".hit h3 a").all_inner_texts()
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) <= MOST_SHEETS
    first = "".join(paper.pages[0].extract_text().split())
    assert all("".join(title.split()) in first for title in titles[:2])


def test_the_years_go_on_from_the_newest_and_counts_are_written_as_people_do(page, large_site):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{large_site}/tim")
    told = page.locator(".facets section", has_text="Năm").first.locator("li").all_inner_texts()
    years = [text[:4] for text in told]
    assert years[0] == "2026"
    assert years == sorted(years, reverse=True)
    assert re.match(r"3\.\d\d\d (?:thông báo|văn bản)", page.locator("h1").inner_text())


def test_one_of_many_issuers_is_sought_and_chosen(page, large_site):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{large_site}/tim?q=đảng")
    issuers = page.locator(".facets section", has_text="Cơ quan ban hành")
    issuers.get_by_role("searchbox").fill("bao lam lam dong")
    follow(issuers.get_by_role("button", name="Tìm"))
    follow(issuers.get_by_role("link", name="Huyện ủy Bảo Lâm, Lâm Đồng"))
    assert "Huyện ủy Bảo Lâm" in page.locator(".chosen-filters").inner_text()
    assert page.locator(".hit").count()
