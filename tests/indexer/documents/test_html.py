"""Web pages: words whole, blocks apart, tables in the order a person reads them."""

import pytest

from indexer.documents.html import read
from indexer.documents.markup import html_text


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
        ("<p>một<textarea>hai  ba\nbốn</textarea>năm", "một\n\nhai  ba\nbốn\n\nnăm"),
        ("Xã <select><option>A<option selected>B</select> nay", "Xã B nay"),
        ("Xã <select><optgroup><option>A<option>B</select> nay", "Xã A nay"),
        ("Xã <select></select>nay", "Xã nay"),
        ("<nav>Trang chủ</nav><p>một</p><aside>Tin liên quan</aside><footer>©</footer>", "một"),
        ("<aside>TUYỆT MẬT</aside><p>một</p>", "TUYỆT MẬT\n\nmột"),
        ("<div role=navigation>Trang chủ</div><p>một<div role=complementary>Tin khác</div>", "một"),
        ("<p>một</p><div id=comments>Hay quá</div><ul class='x related-news'><li>a</ul>", "một"),
        ("<div class='content related-content'><p class=related>một</p></div>", "một"),
        ("<header>HUYỆN ỦY</header><main role=main>một</main>", "HUYỆN ỦY\n\nmột"),
        ("", ""),
    ],
)
def test_blocks_and_words(html, text):
    assert html_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ol><li>một<li><p>hai</p><p>ba</p></ol>bốn", "1. một\n\n2. hai\n\nba\n\nbốn"),
        ("<ol start=3><li>một<li>hai</ol>", "3. một\n4. hai"),
        ("<ol start=x><li>một<li value=7>hai<li>ba</ol>", "1. một\n7. hai\n8. ba"),
        ("<ol type=a><li>một<li>hai</ol>", "a. một\nb. hai"),
        ("<ol type=I start=4><li>một</ol>", "IV. một"),
        ("<ol type=I start=0><li>một</ol>", "0. một"),
        ("<ol reversed><li>một<li>hai</ol>", "2. một\n1. hai"),
        ("<ol><li>một<ol type=a><li>hai</ol><li>ba</ol>", "1. một\n\na. hai\n\n2. ba"),
        ("<ol>\n<li>\n<ol type=a>\n<li>một</ol></ol>", "1. a. một"),
        ("<ol><li><ul><li>một</ul><li>hai</ol>", "1. một\n\n2. hai"),
        ("<ol><li></li><li>hai</ol>ba", "2. hai\n\nba"),
        ("<ol><li hidden>ẩn<li><table><tr><td>hai</table></ol>", "1. hai"),
        ("<ol reversed><li hidden value=9>ẩn<li>một<li>hai</ol>", "2. một\n1. hai"),
        ("<ol style='list-style: none'><li>1- một</ol>", "1- một"),
        ("<ol><li style='list-style-type:none'>một<li>hai</ol>", "một\n2. hai"),
    ],
)
def test_numbers_of_lists_are_written(html, text):
    assert html_text(html) == text


@pytest.mark.parametrize("columns", [2, 3])
def test_the_caption_of_a_table_stands_before_it(columns):
    row = "".join(f"<td>{cell}</td>" for cell in "abc"[:columns])
    html = f"<table><caption>Biểu <b>số</b> 1</caption><tr>{row}</tr><tr>{row}</tr></table>x"
    assert html_text(html).startswith("Biểu số 1\n\na")
    assert html_text(html).endswith("\n\nx")


def test_columns_of_a_letterhead_are_apart():
    html = (
        "<table><tr><td><p>TỈNH ỦY</p><p>*</p><p>Số 55-TB/TU</p></td>"
        "<td><p>ĐẢNG CỘNG SẢN VIỆT NAM</p><p>Biên Hòa, ngày 6 tháng 2 năm 2023</p></td></tr>"
        "</table>"
    )
    assert html_text(html) == (
        "TỈNH ỦY\n*\nSố 55-TB/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nBiên Hòa, ngày 6 tháng 2 năm 2023"
    )


def test_a_row_across_both_columns_keeps_its_place():
    html = (
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>"
        "<tr><td colspan=2>THÔNG BÁO</td></tr><tr><td>Nơi nhận</td><td>T/M</td></tr></table>"
    )
    assert html_text(html) == "a\nc\n\nb\nd\n\nTHÔNG BÁO\n\nNơi nhận\n\nT/M"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ("", "utf-16"),
        ("", "utf-16-le"),
        ("", "utf-32-be"),
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
    assert "sâu" in html_text("<div>" * 20_000 + "sâu")
