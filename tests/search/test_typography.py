"""How passages are set: ends of lines and pages, signs, numbers."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from indexer.model import Span
from search.typography import highlighted

BREAKS = [
    # A passage, and what is read of it; "·" is where a paragraph or an item ends.
    ("số 213-\n\nQĐ/TW của", "số 213-QĐ/TW của"),
    ("số 213\n\n-QĐ/TW của", "số 213-QĐ/TW của"),
    ("số 213-QĐ/\n\nTW của", "số 213-QĐ/TW của"),
    ("giao công\n\ntác cho xã", "giao công tác cho xã"),
    ("*giao công*\n\ntác cho xã", "giao công tác cho xã"),
    # What is none of these.
    ("hết câu.\n\nnội dung", "hết câu.·nội dung"),
    ("như sau:\n\nthu ngân sách", "như sau:·thu ngân sách"),
    ("hết câu\n\nCâu mới", "hết câu·Câu mới"),
    ("về xã\n\na) thu", "về xã·a) thu"),
    ("quý 3\n\n- Thu", "quý 3·- Thu"),
    ("xã hội -\n\nChủ nghĩa", "xã hội -·Chủ nghĩa"),
    ("gồm:\n- một\n- hai", "gồm:·- một·- hai"),
    ("a & b\n\n<c>", "a & b·<c>"),
]


@pytest.mark.parametrize(("text", "wanted"), BREAKS)
def test_the_end_of_a_page_is_told_from_that_of_a_paragraph(text, wanted):
    tree = LexborHTMLParser(str(highlighted(text, [])))
    for sign in tree.css(".sign"):
        sign.decompose()
    for end in tree.css("i"):
        end.replace_with("·")
    assert tree.body.text() == wanted


def test_a_symbol_is_one_within_a_mark_too():
    text = "số 213-\n\nQĐ/TW của"
    tree = LexborHTMLParser(str(highlighted(text, [Span(3, 14)])))
    assert tree.css_first("mark").text() == "213-QĐ/TW"
