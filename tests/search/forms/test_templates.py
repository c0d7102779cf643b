"""English pages: whatever is Vietnamese in them says so, for whoever listens to them."""

import re

import pytest

from search.forms.templates import format_sentence
from tests.pages import ids, show

VIETNAMESE = re.compile(r"[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*")
OURS = re.compile(r"Viện Dẫn|[\w.]*\d[\w.]*(?:[-/][\w-]+)+")
"""The name of the program, and symbols such as 213-QĐ/TW, which are read letter by letter."""

ADDRESSES = (
    "/", "/tim?q=đảng", "/tim?q=xã+Bảo+Lâm+1&luc=nay&explain=1", "/tim?q=35-CT/TW&type=thong-bao",
    "/tim?q=huyện+Bảo+Lâm&level=district&unit=lam-dong/bao-lam", '/tim?q="xây+dựng+nông+thôn+số"',
    "/tim?q=nôngn+thôn+-xã+nam:2020..2022", "/tim?unit=Bảo+Lẫmm", "/tim?lacks=mau", "/van-ban",
    "/van-ban?q=chỉ+thị+đảng+ủy+xã", "/van-ban/tw/k12/qdi-213", "/van-ban/tw/_/ct-35", "/dia-ban",
    "/dia-ban?q=bảo+lâm", "/dia-ban/lam-dong", "/dia-ban/lam-dong/bao-lam", "/dia-ban/bao-lam",
    "/dia-ban/lam-dong/bao-lam/loc-ngai", "/tra-cuu?q=213-QĐ/TW", "/khong-co-trang-này",
    "/tra-cuu?viec=kiem-tra&q=Quyết+định+213-QĐ/TW&ngay=hôm+qua", "/gioi-thieu", "/api",
    "/api/thu?duong_dan=/tra-cuu?q=213-QĐ/TW",
)  # fmt: skip


def unmarked(page):
    """The Vietnamese words of a page that are not said to be so."""
    # An address is what it is, and of the title of a picture no part can be marked.
    for one in page.tree.css(".permalink, #hinh"):
        one.decompose()
    for node in page.tree.body.traverse(include_text=True):
        if node.tag == "-text":
            above = node.parent
            while above is not None and "lang" not in above.attributes:
                above = above.parent
            if above is None or above.attributes["lang"] != "vi":
                text = OURS.sub("", node.text())
                yield from ((word, text.strip()) for word in VIETNAMESE.findall(text))


@pytest.mark.parametrize("address", ADDRESSES)
def test_vietnamese_words_of_an_english_page_are_marked(client, address):
    page = show(client, f"{address}{'&' if '?' in address else '?'}lang=en")
    assert list(unmarked(page)) == []


def test_those_of_a_notice_are_marked(client):
    for notice in ids(client):
        page = show(client, f"/thong-bao/{notice}?q=đảng+ủy&lang=en")
        assert list(unmarked(page)) == []


def test_a_value_is_marked_and_never_becomes_markup():
    said = format_sentence("Mọi nơi tên {name}", "en", {"name": "<b>Lộc"})
    assert said == 'All places called <span lang="vi">&lt;b&gt;Lộc</span>'
    assert format_sentence("Mọi nơi tên {name}", "vi", {"name": "Lộc"}) == "Mọi nơi tên Lộc"
