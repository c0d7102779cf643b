"""Tables as lines of text: every column keeps its place, and a letterhead is none."""

import pytest

from indexer.documents.docx import read
from indexer.documents.markup import html_text
from tests.kept_tables import cell, word_table
from tests.specimens import docx

# The rows of a table in HTML, and the lines of the text.
ROWS = [
    # An empty cell keeps its place: first, in the middle, last.
    ("<tr><td>a<td><td>c<tr><td><td>b<td>", ["a\t\tc", "\tb\t"]),
    ("<tr><td><td>2023<td>2024<tr><td>Thu<td>1<td>2", ["\t2023\t2024", "Thu\t1\t2"]),
    # Merged cells: what they say stands in the first place.
    ("<tr><th colspan=2>Năm<th>x<tr><td>1<td>2<td>3", ["Năm\t\tx", "1\t2\t3"]),
    ("<tr><td rowspan=2>A<td>1<td>2<tr><td>3<td>4", ["A\t1\t2", "\t3\t4"]),
    ("<tr><td>a<td rowspan=2 colspan=2>B<tr><td>c<tr><td>d<td>e<td>f",
     ["a\tB\t", "c\t\t", "d\te\tf"]),
    ("<tr><td rowspan=9>A<td>1<td>2<tr><td>3<td>4", ["A\t1\t2", "\t3\t4"]),
    # A column or a row in which nothing stands goes; a short row is filled up.
    ("<tr><td>a<td><td>b<td>c<tr><td>d<td><td>e<td>f", ["a\tb\tc", "d\te\tf"]),
    ("<tr><td>a<td>b<td>c<tr><td><td><td><tr><td>d", ["a\tb\tc", "d\t\t"]),
    ("<tr><td>a<td>b<tr><td colspan=2>c<tr><td colspan=2>d<tr><td>e<td>f<td>g",
     ["a\tb\t", "c\t\t", "d\t\t", "e\tf\tg"]),
    # Lines, tabs and tables within a cell are blanks: a tab parts cells and nothing else.
    ("<tr><td><p>a<p>b<td>c<td>d<tr><td>x\ty<td>e<td>f", ["a b\tc\td", "x y\te\tf"]),
    ("<tr><td>a<td>b<td><table><tr><td>1<td>2<td>3<tr><td>4<td>5<td>6</table><tr><td>c<td>d<td>e",
     ["a\tb\t1 2 3 4 5 6", "c\td\te"]),
    # Two columns: headings, a column of figures.
    ("<tr><th>Việc<th>Ai<tr><td>Họp<td>An", ["Việc\tAi", "Họp\tAn"]),
    ("<tr><td>TT<td>Tên<tr><td>1<td>An<tr><td>2<td>Bình", ["TT\tTên", "1\tAn", "2\tBình"]),
    ("<tr><td>Xã<td>Đạt<tr><td>A<td>75,5%<tr><td>B<td>(9)", ["Xã\tĐạt", "A\t75,5%", "B\t(9)"]),
    # Nonsense in a number of columns.
    ("<tr><td colspan=x>a<td colspan=0>b<td rowspan=-1>c<tr><td>d<td>e<td>f",
     ["a\tb\tc", "d\te\tf"]),
    ("<tr><td colspan=999>a<td>b<td>c<tr><td>d<td>e<td>f", ["a\tb\tc", "d\te\tf"]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "lines"), ROWS)
def test_each_column_of_a_table_keeps_its_place(rows, lines):
    assert html_text(f"x<table>{rows}</table>y") == "\n".join(["x\n", *lines, "\ny"])


# The rows of a table that only lays out, and the text.
LAYOUTS = [
    ("<tr><td>HUYỆN ỦY<td>ĐẢNG CỘNG SẢN<tr><td>*<td><tr><td>Số 5<td>Di Linh, ngày 3",
     "HUYỆN ỦY\n*\nSố 5\n\nĐẢNG CỘNG SẢN\nDi Linh, ngày 3"),
    ("<tr><td>HUYỆN ỦY<td><td>ĐẢNG CỘNG SẢN<tr><td>Số 5<td><td>Di Linh, ngày 3",
     "HUYỆN ỦY\nSố 5\n\nĐẢNG CỘNG SẢN\nDi Linh, ngày 3"),
    ("<tr><td>Nơi nhận:<td>T/M BAN<tr><td>- Tỉnh ủy<td>BÍ THƯ<tr><td><td>Mẫu",
     "Nơi nhận:\n- Tỉnh ủy\n\nT/M BAN\nBÍ THƯ\nMẫu"),
    # One figure below another is no column of figures.
    ("<tr><td>HUYỆN ỦY<td>ĐẢNG<tr><td>15 ngày<td>*", "HUYỆN ỦY\n15 ngày\n\nĐẢNG\n*"),
    ("<tr><td>a<tr><td>b", "a\n\nb"),
    ("<tr><td>a<td>b<td>c", "a\n\nb\n\nc"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "text"), LAYOUTS)
def test_a_table_that_only_lays_out_is_read_column_by_column(rows, text):
    assert html_text(f"<table>{rows}</table>") == text


def test_merged_and_empty_cells_of_word_keep_their_places():
    body = word_table(
        (cell("TT", down="restart"), cell("Năm 2024", across=2), cell("Ghi chú", down="restart")),
        (cell(down="continue"), "KH", "TH", cell(down="continue")),
        ("1", "", cell("9", "(ước)"), ""),
    )
    assert read(docx(body))[0].text == "TT\tNăm 2024\t\tGhi chú\n\tKH\tTH\t\n1\t\t9 (ước)\t"


@pytest.mark.parametrize(
    "rows",
    ["<tr><td colspan=40>a<tr><td>b<td>c" * 3_000, "<tr><td rowspan=1000>a<td>b<td>c" * 3_000,
     "<tr>" + "<td colspan=1000>a" * 5_000 + "<tr><td>b"],
)  # fmt: skip
def test_merged_cells_make_no_text_much_longer(rows):
    html = f"<table>{rows}</table>"
    assert len(html_text(html)) < 3 * len(html)
