"""Tables in notices: which lines are one, what heads it, what is its caption, and its HTML."""

import tomllib

import pytest
from flask import render_template_string
from selectolax.lexbor import LexborHTMLParser

from indexer.documents import SourceFile, read_document
from indexer.documents.office import find_libreoffice
from indexer.paths import REGISTRY
from indexer.understanding import understand
from search.pages.paper import set_paper
from search.pages.table_words import caption_lines, head_rows, table_words
from tests.kept_tables import PAPERS, paper_file
from tests.set_papers import KNOWLEDGE, bare, outline, paragraphs, reading, written_out

# The name of a paper, and what is set of its tables.
TABLES = {
    "a list of people, some without a note": """
        caption: DANH SÁCH
        caption: (Kèm theo Thông báo số 5-TB/HU, ngày 03/4/2024)
        head-row: TT | Họ và tên | Chức vụ | Ghi chú
        row: 1 | Nguyễn Văn An | Bí thư Đảng ủy |
        row: 2 | Trần Thị Bình |  | Nghỉ hưu
        row:  | Cộng: 02 đồng chí |  |""",
    "figures below a heading in two storeys": """
        caption: Biểu số 02: Kết quả phát triển đảng viên
        caption: Đơn vị tính: đồng chí
        head-row: TT | Đơn vị | Năm 2024 | Ghi chú
        head-row:  |  | KH | TH |
        row: I | Khối xã |  |  |
        row: 1 | Xã Gung Ré | 12 |  | Chưa đạt
        row: 2 | Xã Đinh Lạc |  | 9 |""",
    "letterhead and foot in tables": "",
    "four rows of figures": """
        head-row: Chỉ tiêu | Kết quả
        row: Thu ngân sách | 120 tỷ đồng
        row: Chi ngân sách |
        row: Hộ nghèo | 2,5%""",
    "a table in a frame": """
        head-row: Xã | Đạt | Tỷ lệ
        row: Gung Ré |  | 74%""",
    "a table within a cell": """
        head-row: Xã | Thôn | Số hộ
        row: Gung Ré | Thôn 1 Thôn 3 Thôn 2 | 120
        row: Đinh Lạc |  | 98""",
    "a page with merged cells and a caption": """
        caption: Bảng 1. Đảng viên
        head-row: Đảng bộ | Năm
        head-row:  | 2023 | 2024
        row: Gung Ré | 10 | 12
        row:  |  | 9
        row: Đinh Lạc | chưa báo cáo |""",
    "text with cells left out": """
        head-row: TT | Họ và tên | Chức vụ | Ghi chú
        row: 1 | Nguyễn Văn An |  | Nghỉ hưu
        row: 2 | Trần Thị Bình | Bí thư |
        row:  | Cộng |  |""",
    "text with several tabs between": """
        head-row: Xã | Số hộ
        row: Gung Ré | 120
        row: Đinh Lạc Thượng | 98""",
    "people of another word processor": """
        head-row: STT | Đồng chí | Phụ trách
        row: 1 | Nguyễn Văn An |
        row: 2 | Trần Thị Bình |""",
    "a table over the end of a page": """
        head-row: TT | Đảng bộ | Kế hoạch | Thực hiện
        row: 1 | Gung Ré |  | 9
        row: 2 | Đinh Lạc | 12 | 10
        row: 3 | Hòa Nam | 8 | 8
        row: 4 | Bảo Thuận | 7 |""",
    "Markdown with short rows": """
        caption: Bảng 2: Thu, chi
        head-row: Chỉ tiêu | Năm 2023 | Năm 2024
        rule-row:
        row: Thu | 10 |
        row: Chi |  | 9""",
    "three who sign side by side": "",
}


def read_paper(folder, name):
    if name == "people of another word processor" and not find_libreoffice():
        pytest.skip("LibreOffice is not installed")
    path = paper_file(folder, name)
    return understand(read_document(SourceFile(path.name, path)), KNOWLEDGE)


def table_lines(read):
    return [line.partition(" t ")[2].rstrip() for line in outline(read) if " t " in line]


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_set_as_they_stand_in_the_file(name, tmp_path):
    read = read_paper(tmp_path, name)
    wanted = [line.strip() for line in TABLES[name].strip().splitlines()]
    assert table_lines(read) == wanted
    assert bare("".join(written_out(paragraphs(read)))) == bare(read.document.text)


def test_a_cell_of_several_paragraphs_is_one_cell(tmp_path):
    lines = table_lines(read_paper(tmp_path, "tasks, with cells of several paragraphs"))
    assert lines[0] == "head-row: NỘI DUNG | CHỦ TRÌ | PHỐI HỢP | THỜI HẠN"
    assert lines[1].endswith("Đôn đốc. - Việc hai; - Việc ba. | Ban Tổ chức |  | Tháng 6")
    assert lines[2:] == ["row: Sơ kết | Văn phòng Huyện ủy | Ủy ban Kiểm tra |"]


def test_all_papers_are_looked_at():
    assert {*TABLES, "tasks, with cells of several paragraphs"} == set(PAPERS)


# Lines with tabs, and the tables that they are.
LINES = [
    ("\t2023\t2024\nThu\t10\t12", ["head-row:  | 2023 | 2024", "row: Thu | 10 | 12"]),
    ("\tThu\t10\n\tChi\t8", ["row: Thu | 10", "row: Chi | 8"]),
    ("Thu\t10\nChi\t\nNợ\t7", ["row: Thu | 10", "row: Chi |", "row: Nợ | 7"]),
    ("a\tb\tc\n\t\tC\nd\t\te", ["row: a | b | c", "row:  |  | C", "row: d |  | e"]),
    # Tabs that only move words into line, one or several, and nobody can tell: no table.
    ("Thu\t120\t\tđạt\nChi\t\t90\tvượt", []),
    # Prose with tabs: indents, marks, too few whole rows, long cells.
    ("\tHội nghị họp.\n\tHội nghị thống nhất.", []),
    ("\tHội nghị họp:\n1.\tThu\n2.\tChi", []),
    ("\t1.\tThu\n\t2.\tChi", []),
    ("Kính gửi:\t- Tỉnh ủy;\n\t- Huyện ủy;\n\t- Đảng ủy.", []),
    (f"Điều 1\t{'dài ' * 101}\nĐiều 2\t{'dài ' * 101}", []),
    ("a\tb\nc\td\te", []),
    # An empty line parts two tables.
    ("a\tb\nc\td\n\ne\tf\ng\th", ["row: a | b", "row: c | d", "row: e | f", "row: g | h"]),
    # Short rows of Markdown, only behind a heading that is ruled off, and never longer ones.
    ("| a | b |\n|---|---|\n| c |", ["head-row: a | b", "rule-row:", "row: c |"]),
    ("| A | B |\n|---|---|\n| c |\n| d | e |",
     ["head-row: A | B", "rule-row:", "row: c |", "row: d | e"]),
    ("| A | B |\n|---|---|\n| c | d | e |\n| f | g |", []),
    ("| A | B |\n| c |\n| d | e |", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LINES)
def test_lines_with_tabs_are_a_table_where_columns_are_known(text, wanted):
    assert table_lines(reading(text)) == wanted


# Rows, and how many of the first name the columns.
HEADS = [
    ("TT|Tên|2023 / 1|An|5", 1),
    ("Xã|Đạt / Gung Ré|74% / Lạc|", 1),
    ("Họ và tên|Chức vụ / An|Bí thư", 1),
    ("HỘI NGHỊ|NGÀY HỌP / Tổng kết|tháng 6", 1),
    ("Chỉ tiêu|2023|2024 / Thu|10|12", 1),
    ("|2024 / Thu|12", 1),
    ("TT|Năm||Ghi chú / |KH|TH| / 1|9|8|", 2),
    ("Chỉ tiêu|Năm 2023|Năm 2024 / |10|12 / Thu|1|2", 1),
    # Nobody says so.
    ("An|Bí thư / Bình|Phó Bí thư", 0),
    ("Thu|10 / Chi|8", 0),
    ("Gung Ré|chưa có / Lạc|12", 0),
    ("AN|BÍ THƯ / BÌNH|PHÓ BÍ THƯ", 0),
    ("Thu|2023 / Chi|2024", 0),
    ("Tên|Số / ", 0),
    ("Thu ngân sách tăng.|Đạt / Chi|9", 0),
    ("Xã||Đạt / A|x|9", 0),
]


@pytest.mark.parametrize(("rows", "heads"), HEADS)
def test_what_heads_a_table_is_told_by_words_and_figures(rows, heads):
    assert head_rows([row.split("|") for row in rows.split(" / ") if row]) == heads


# The lines above a table from the top down, and how many are its caption.
CAPTIONS = [
    ("Bảng 1", 1),
    ("Bảng 1. kết quả", 1),
    ("Bảng 1 Kết quả", 1),
    ("**Biểu số 02/TH: Đảng viên**", 1),
    ("PHỤ BIỂU 3A / KẾT QUẢ THU, CHI / (Kèm theo Thông báo số 5) / ĐVT: đồng", 4),
    ("DANH SÁCH / TRÍCH NGANG", 2),
    ("LỊCH KIỂM TRA", 1),
    # No caption: prose, what stands too far above, other capitals.
    ("Bảng 1 cho thấy kết quả như sau:", 0),
    ("Biểu 2 và biểu 3", 0),
    ("Danh sách cụ thể như sau:", 0),
    ("Mẫu số liệu", 0),
    ("DANH SÁCH / Hội nghị thống nhất:", 0),
    ("HUYỆN ỦY DI LINH", 0),
    ("DANH SÁCH / A / B / C / D", 0),
    (f"Bảng 1: {'dài ' * 60}", 0),
    ("", 0),
]


@pytest.mark.parametrize(("lines", "count"), CAPTIONS)
def test_a_caption_is_numbered_or_a_title_in_capitals(lines, count):
    assert caption_lines(reversed(lines.split(" / "))) == count


def test_a_caption_is_of_the_table_below_it_alone():
    text = "Bảng 1\n\nThu\t10\nChi\t9\n\nBảng 2\n\nNợ\t3\nVay\t4"
    assert [line for line in table_lines(reading(text)) if "caption" in line] == [
        "caption: Bảng 1",
        "caption: Bảng 2",
    ]


def test_the_words_are_told_once():
    data = tomllib.loads((REGISTRY / "table_words.toml").read_text("utf-8"))
    assert set(data) == {"heading", "caption"}
    labels = data["heading"]["labels"]
    assert len(table_words().labels) == len(labels) == len(set(labels))
    assert not table_words().first & table_words().labels


# --- its HTML ----------------------------------------------------------------------------------


def page_of(app, text):
    """The text of a paper as its page has it."""
    with app.test_request_context():
        page = {"paper": set_paper(reading(text)), "footnotes": {}}
        made = render_template_string(
            "{% import 'paper.html' as papers with context %}{{ papers.paper() }}", page=page
        )
    return LexborHTMLParser(made)


def test_headings_are_scoped_and_a_group_goes_over_its_columns(app):
    tree = page_of(app, "TT\tXã\tNăm 2024\t\n\t\tKH\tTH\n1\tGung Ré\t\t9")
    heads = [(one.text(), one.attributes) for one in tree.css("thead th")]
    assert heads == [
        ("TT", {"scope": "col"}),
        ("Xã", {"scope": "col"}),
        ("Năm 2024", {"scope": "colgroup", "colspan": "2"}),
        ("KH", {"scope": "col"}),
        ("TH", {"scope": "col"}),
    ]
    assert [one.text() for one in tree.css("tbody td")] == ["1", "Gung Ré", "", "9"]


NAMES = [
    ("Biểu 1\n\nTT\tA\tB\tC\n1\tx\ty\tz", "aria-labelledby", "doan-0"),
    ("TT\tA\tB\tC\n1\tx\ty\tz", "aria-label", "Bảng thứ 1 trong văn bản"),
    ("TT\tA\tB\n1\tx\ty", "role", None),
]


@pytest.mark.parametrize(("text", "attribute", "value"), NAMES)
def test_a_wide_table_is_a_region_with_a_name_that_can_be_scrolled(app, text, attribute, value):
    tree = page_of(app, text)
    region = tree.css_first(".table-box").attributes
    assert region.get(attribute) == value
    assert region.get("tabindex") == (None if value is None else "0")
    if attribute == "aria-labelledby":
        assert tree.css_first(f"caption #{value}").text() == "Biểu 1"


def test_a_table_without_headings_has_none(app):
    tree = page_of(app, "An\tBí thư\nBình\tPhó Bí thư")
    assert tree.css("th, thead, caption") == []
    assert [len(row.css("td")) for row in tree.css("tbody tr")] == [2, 2]
