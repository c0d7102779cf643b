"""Web pages: words whole, blocks apart, tables in the order a person reads them."""

import pytest

from indexer.readers.html import read
from indexer.readers.markup import lines_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hu<b>yện ủ</b>y <i>Cẩm Mỹ</i></p>", "Huyện ủy Cẩm Mỹ"),
        ("<p>213<span>-</span>QĐ/TW</p>", "213-QĐ/TW"),
        ("<p>một\n   hai\t ba</p>", "một hai ba"),
        ("<p>một<br>hai<br/>ba</p>", "một\nhai\nba"),
        ("<p>một</p><p>hai</p>", "một\n\nhai"),
        ("<div>một<div>hai</div>ba</div>", "một\n\nhai\n\nba"),
        ("<ul><li>- một</li><li>- hai</li></ul>ba", "- một\n- hai\n\nba"),
        ("<h1>THÔNG BÁO</h1>về việc", "THÔNG BÁO\n\nvề việc"),
        ("một<p></p><p> </p><p>hai</p>", "một\n\nhai"),
        ("<pre>một\nhai</pre>", "một\nhai"),
        ("Đ&agrave;o t&#7841;o", "Đào tạo"),
        ("<p>một<script>x()</script><style>p{}</style><!-- ghi chú --> hai</p>", "một hai"),
        ("<p>một <span style='DISPLAY: none'>ẩn</span><b hidden>ẩn</b>hai</p>", "một hai"),
        ("<title>tên</title><p>một", "một"),
        ("", ""),
    ],
)
def test_blocks_and_words(html, text):
    assert lines_of(html) == text


def test_columns_of_a_letterhead_are_apart():
    html = (
        "<table><tr><td><p>TỈNH ỦY</p><p>*</p><p>Số 55-TB/TU</p></td>"
        "<td><p>ĐẢNG CỘNG SẢN VIỆT NAM</p><p>Biên Hòa, ngày 6 tháng 2 năm 2023</p></td></tr>"
        "</table>"
    )
    assert lines_of(html) == (
        "TỈNH ỦY\n*\nSố 55-TB/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nBiên Hòa, ngày 6 tháng 2 năm 2023"
    )


def test_a_row_across_both_columns_keeps_its_place():
    html = (
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>"
        "<tr><td colspan=2>THÔNG BÁO</td></tr><tr><td>Nơi nhận</td><td>T/M</td></tr></table>"
    )
    assert lines_of(html) == "a\nc\n\nb\nd\n\nTHÔNG BÁO\n\nNơi nhận\n\nT/M"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1258">', "cp1258"),
        ('<meta charset="no-such-thing">', "utf-8"),
        ('<meta charset="base64">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_the_encoding_is_found(declared, encoding):
    words = "Công tác tháng năm" if encoding == "cp1258" else "Nghị quyết của Tỉnh ủy"
    html = f"<html><head>{declared}</head><body><p>{words}</p></body></html>"
    assert read(html.encode(encoding))[0].text == words


def test_very_deep_nesting_ends():
    assert "sâu" in lines_of("<div>" * 20_000 + "sâu")
