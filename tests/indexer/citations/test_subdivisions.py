"""Codes of the places within a document: from a pinpoint, from what is typed, and back to words."""

import pytest

from indexer.citations import (
    parse_citation,
    subdivision_code,
    subdivision_name,
    subdivision_order,
    subdivision_typed,
)


def codes(text):
    return [subdivision_code(one) for cited in parse_citation(text) for one in cited.pinpoints]


WRITTEN = [
    ("Điều 7 Quy định số 22-QĐ/TW", ["dieu-7"]),
    ("điểm đ khoản 2 Điều 7a Quy định số 22-QĐ/TW", ["dieu-7a"]),
    ("các khoản 1, 3 Điều 5 và Điều 9 Quy định số 22-QĐ/TW", ["dieu-5", "dieu-5", "dieu-9"]),
    ("từ Điều 5 đến Điều 7 Quy định số 22-QĐ/TW", ["dieu-5", "dieu-6", "dieu-7"]),
    ("mục II.3 Nghị quyết số 18-NQ/TW", ["muc-ii-3"]),
    ("mục III Nghị quyết số 18-NQ/TW", ["muc-iii"]),
    ("Chương III Quy định số 22-QĐ/TW", ["chuong-iii"]),
    ("Phụ lục 2 Hướng dẫn số 03-HD/BTCTW", ["phu-luc-2"]),
    ("Phụ lục II Hướng dẫn số 03-HD/BTCTW", ["phu-luc-2"]),
    # A clause alone may be of any article.
    ("khoản 2 Quy định số 22-QĐ/TW", [""]),
    ("Quy định số 22-QĐ/TW", []),
]


@pytest.mark.parametrize(("text", "found"), WRITTEN)
def test_a_pinpoint_lies_in_an_article_or_a_section(text, found):
    assert codes(text) == found


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7", "dieu-7"), ("07", "dieu-7"), ("7a", "dieu-7a"), ("7A", "dieu-7a"), ("7đ", "dieu-7dd"),
        ("Điều 7", "dieu-7"), ("điều 7đ", "dieu-7dd"), ("dieu 7", "dieu-7"),
        ("dieu-7dd", "dieu-7dd"),
        ("mục II.3", "muc-ii-3"), ("muc-ii-3", "muc-ii-3"), ("mục đ", "muc-dd"),
        ("chương 3", "chuong-iii"), ("Chương III", "chuong-iii"), ("chuong-iii", "chuong-iii"),
        ("phụ lục II", "phu-luc-2"), ("phu-luc-2", "phu-luc-2"), ("Phần II", "phan-2"),
        # None of these is one place.
        ("", ""), ("abc", ""), ("khoản 2", ""), ("7-9", ""), ("Điều", ""), ("12345", ""),
        ("7" * 500, ""), ("mục " + "1." * 30, ""), ("<b>", ""), ("7|8", ""),
    ],
)  # fmt: skip
def test_what_is_typed_is_one_place_or_none(typed, code):
    assert subdivision_typed(typed) == code
    if code:
        assert subdivision_typed(subdivision_name(code)) == code


def test_places_stand_in_the_order_of_the_text():
    in_order = [
        "dieu-2", "dieu-7", "dieu-7a", "dieu-7d", "dieu-7dd", "dieu-7e", "dieu-10",
        "muc-1", "muc-ii", "muc-ii-3", "muc-iii", "chuong-ii", "chuong-ix", "phan-1", "phu-luc-2",
    ]  # fmt: skip
    listed = in_order[::-1]
    listed.sort(key=subdivision_order)
    assert listed == in_order
