"""Lists on paper: how many pages they take, and that they begin on the first."""

from io import BytesIO

import pytest
from pypdf import PdfReader

# Address, the most pages that it may take.
LISTS = [
    ("/tim?q=đảng&per_page=20", 3),
    ("/van-ban/tw/k12/ct-05", 3),
    ("/van-ban/tw/k12/qdi-30", 2),
    ("/van-ban/tw/k12/qdi-213", 3),
    ("/dia-ban/lam-dong/bao-lam", 2),
    ("/dia-ban/lam-dong?gom=1", 2),
    ("/dia-ban/ho-chi-minh", 2),
]


@pytest.mark.parametrize(("address", "most"), LISTS)
def test_a_list_takes_few_pages_and_begins_on_the_first(open_page, address, most):
    page = open_page(address, "desktop, dark")
    titles = page.locator(".hit h3 a").all_inner_texts()
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) <= most
    first = "".join(paper.pages[0].extract_text().split())
    for title in titles[:2]:
        assert "".join(title.split()) in first


@pytest.mark.parametrize("address", ["/tim?q=đảng", "/van-ban/tw/k12/ct-05", "/dia-ban/lam-dong"])
def test_what_can_only_be_pressed_stays_away(open_page, address):
    page = open_page(address)
    page.emulate_media(media="print")
    for one in (".top", ".facets", ".tools", ".jumps", ".skip"):
        assert not any(found.is_visible() for found in page.locator(one).all()), one
