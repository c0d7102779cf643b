"""What is marked in a notice that a place led to."""

from itertools import pairwise

import pytest

from indexer.model import Document
from indexer.understanding import understand
from search.engine import DocumentText, Highlighter
from search.pages.place_marks import with_place_marks
from search.query import parse
from tests.pages import show

PAPER = """HUYỆN ỦY DI LINH
*
Số 5-TB/HU

Di Linh, ngày 5 tháng 5 năm 2022

THÔNG BÁO
về công tác cán bộ
-----

Thường trực Huyện ủy làm việc với xã Tam Bố, xã Gung Ré và thành phố Đà Lạt.
"""
NONE = """ĐẢNG ỦY XÃ TAM BỐ
*
Số 5-TB/ĐU

Tam Bố, ngày 5 tháng 5 năm 2022

THÔNG BÁO
về công tác cán bộ
-----

Đảng ủy xã thống nhất.
"""

# The paper, what is typed, the filters → what is marked.
MARKS = [
    # a place that is written without its kind, or with it
    (PAPER, "huyện Di Linh", {}, ["DI LINH", "Di Linh"]),
    (PAPER, "xã Tam Bố", {}, ["xã Tam Bố"]),
    (PAPER, "cán bộ huyện Di Linh", {}, ["DI LINH", "Di Linh", "cán", "bộ"]),
    # only a filter: where nothing else is marked
    (PAPER, "", {"unit": ["lam-dong/di-linh/tam-bo"]}, ["xã Tam Bố"]),
    (PAPER, "", {"unit_issued": ["lam-dong/di-linh"]}, ["DI LINH", "Di Linh"]),
    (PAPER, "cán bộ", {"unit": ["lam-dong/di-linh"]}, ["cán", "bộ"]),
    # the province is not written: the names of its issuer's unit and of those it is about
    (PAPER, "", {"province": ["lam-dong"]}, ["DI LINH", "xã Tam Bố", "xã Gung Ré"]),
    (NONE, "huyện Di Linh", {}, ["XÃ TAM BỐ"]),
    # a place that the paper has nothing of
    (PAPER, "", {"unit": ["nghe-an"]}, []),
    (PAPER, "huyện Cẩm Mỹ", {}, []),
    (PAPER, "", {"year": ["2022"]}, []),
]


@pytest.mark.parametrize(("paper", "typed", "filters", "marked"), MARKS)
def test_what_a_place_marks(knowledge, paper, typed, filters, marked):
    reading = understand(Document("a", "a.txt", "", "text/plain", paper), knowledge)
    query = parse(typed, knowledge, filters)
    words = Highlighter(query).spans(DocumentText.of(paper))
    found = with_place_marks(words, reading, query, knowledge.gazetteer)
    assert [one.of(paper) for one in found] == marked
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("q=huyện+Bảo+Lâm", "chỗ có “huyện Bảo Lâm”"),
        ("unit=lam-dong/bao-lam", "chỗ có “huyện Bảo Lâm, Lâm Đồng”"),
    ],
)
def test_every_notice_of_a_place_shows_where_it_is_of_it(client, address, said):
    links = show(client, f"/tim?{address}").links(".hit h3 a")
    assert links
    for link in links:
        page = show(client, link)
        count = int(page.tree.css_first(".matches").attributes["data-matches"])
        assert page.text(".matches span") == f"{count} {said}"
        numbers = {one.attributes["id"] for one in page.tree.css("#van-ban mark[id]")}
        assert numbers == {f"m{number}" for number in range(1, count + 1)}
        assert page.has(".first-match")
