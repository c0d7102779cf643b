"""Lists to take away, for programs and for people: what stands in which column, in each form."""

import csv
import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Reason, because
from search.forms import list_document, workbook
from search.forms.delimited import EXCEL_VI, csv_parts
from search.forms.tabular import FORMULA_SIGNS, Coded, ColumnKind, Table, TableColumn

MADE = date(2026, 11, 28)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODD = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=cmd|" /C calc"!A0',
    '=HYPERLINK("http://x","y")', "=DDE(a;b;c)", "{=1}", "https://x.vn", "mailto:a@b", "_x0041_",
)  # fmt: skip
"""What a spreadsheet might run, open or change when it reads it."""


def made(columns, rows, **told):
    return Table(because("Danh sách thông báo"), columns, rows, **told)


def column(name, kind=ColumnKind.TEXT, width=40):
    return TableColumn(name, Reason(name.capitalize()), kind, width)


def rows_of(text, delimiter=","):
    assert text.startswith("\ufeff")
    return list(
        csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    )


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return ElementTree.fromstring(archive.read(name))


def cells(data):
    """The cells of the first sheet by their names: texts, numbers, formulas."""
    found = {}
    for one in part(data, "xl/worksheets/sheet1.xml").iter(f"{SHEET}c"):
        assert one.find(f"{SHEET}f") is None
        value = one.find(f"{SHEET}v")
        inline = "".join(text.text or "" for text in one.iter(f"{SHEET}t"))
        found[one.get("r")] = inline if value is None else float(value.text)
    return found


def lines(data):
    """The rows of the table of a document, and the paragraphs around it."""
    body = part(data, "word/document.xml")[0]
    around = ["".join(one.itertext()) for one in body.findall(f"{WORD}p")]
    table = [
        ["".join(cell.itertext()) for cell in row.findall(f"{WORD}tc")]
        for row in body.iter(f"{WORD}tr")
    ]
    return table, around


@given(st.lists(st.lists(st.text(max_size=20) | st.integers() | st.none(), min_size=1, max_size=1)))
def test_csv_never_starts_a_cell_as_a_formula(rows):
    for dialect, delimiter in (("", ","), (EXCEL_VI, ";")):
        text = "".join(csv_parts(made([column("a")], rows), dialect=dialect))
        for (cell, *_), (value,) in zip(rows_of(text, delimiter)[1:], rows, strict=True):
            assert isinstance(value, int) or not cell.startswith(FORMULA_SIGNS)


@pytest.mark.parametrize("text", ODD)
def test_nothing_in_a_workbook_or_a_document_is_run(text):
    table = [column("a"), column("year", ColumnKind.YEAR), column("n", ColumnKind.COUNT)]
    row = [text, text, text]
    data = workbook.workbook(
        made(table, [row], subject=text, asked=(Reason("{text}", (("text", text),)),)), "vi", MADE
    )
    assert {cells(data)[name] for name in ("A2", "B2", "C2")} <= {
        text,
        text.replace("\r", "_x000D_"),
        text.replace("_x", "_x005F_x"),
    }
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    assert not [
        one for one in names if "externalLink" in one or "vba" in one or "_rels/sheet" in one
    ]
    data = list_document.list_document(made(table, [row]), "vi", MADE)
    (_, told), _ = lines(data)
    assert told[1:] == [" ".join(text.split())] * 3
    fields = {f"{WORD}{name}" for name in ("fldSimple", "instrText", "fldChar", "hyperlink")}
    assert not fields & {one.tag for one in part(data, "word/document.xml").iter()}


CASES = [
    # (kind, value, plain CSV, excel-vi, workbook, document)
    (ColumnKind.DATE, "2023-08-09", "2023-08-09", "09/08/2023", 45147.0, "09/08/2023"),
    (ColumnKind.DATE, "2023-08", "2023-08", "tháng 8/2023", "tháng 8/2023", "tháng 8/2023"),
    (ColumnKind.DATE, "2023", "2023", "2023", "2023", "2023"),
    (ColumnKind.DATE, "1890-05-19", "1890-05-19", "19/05/1890", "19/05/1890", "19/05/1890"),
    (ColumnKind.DATE, "", "", "", None, ""),
    (ColumnKind.COUNT, 3028, "3028", "3028", 3028.0, "3.028"),
    (ColumnKind.COUNT, -5, "-5", "-5", -5.0, "-5"),
    (ColumnKind.YEAR, 2023, "2023", "2023", 2023.0, "2023"),
    (ColumnKind.YEAR, None, "", "", None, ""),
    (ColumnKind.TEXT, "213-QĐ/TW", "213-QĐ/TW", "213-QĐ/TW", "213-QĐ/TW", "213-QĐ/TW"),
    (ColumnKind.TEXT, "a;b, “c”\nd", "a;b, “c”\nd", "a;b, “c”\nd", "a;b, “c”\nd", "a;b, “c” d"),
    (ColumnKind.TEXT, "<b>&\x00\ud800", "<b>&\x00\ud800", "<b>&\x00\ud800", "<b>&", "<b>&"),
    (ColumnKind.TEXT, Coded("stated", {"vi": "ghi rõ"}.get), "stated", "ghi rõ", "ghi rõ",
     "ghi rõ"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "plain", "words", "cell", "printed"), CASES)
def test_a_value_in_every_form(kind, value, plain, words, cell, printed):
    table = [column("first"), column("second", kind)]
    rows = [["x", value]]
    assert rows_of("".join(csv_parts(made(table, rows)))) == [["first", "second"], ["x", plain]]
    told = "".join(csv_parts(made(table, rows), dialect=EXCEL_VI))
    assert rows_of(told, ";") == [["First", "Second"], ["x", words]]
    assert cells(workbook.workbook(made(table, rows), "vi", MADE)).get("B2") == cell
    data = list_document.list_document(made(table, rows), "vi", MADE)
    assert lines(data)[0] == [["STT", "First", "Second"], ["1", "x", printed]]


def test_a_workbook_is_easy_to_read_and_to_filter():
    table = [column("title"), column("url", ColumnKind.ADDRESS)]
    links = [
        "http://x.vn/a?b=1&c=<d>#e",
        "/thong-bao/a",
        "javascript:alert(1)",
        "http://x/" + "a" * 3_000,
    ]
    rows = [["=a", link] for link in links]
    asked = (because("có đủ các chữ {words}", words="rừng"),)
    data = workbook.workbook(made(table, rows, total=4, asked=asked, as_of=MADE), "vi", MADE)
    sheet = part(data, "xl/worksheets/sheet1.xml")
    pane = next(sheet.iter(f"{SHEET}pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert sheet.find(f"{SHEET}autoFilter").get("ref") == "A1:B5"
    widths = [float(one.get("width")) for one in sheet.iter(f"{SHEET}col")]
    assert len(widths) == 2
    assert min(widths) > 15
    assert [one.get("ref") for one in sheet.iter(f"{SHEET}hyperlink")] == ["B2"]
    target = part(data, "xl/worksheets/_rels/sheet1.xml.rels")[0].get("Target")
    assert target.lower() == "http://x.vn/a?b=1&c=%3cd%3e"
    notes = part(data, "xl/worksheets/sheet2.xml")
    assert [one.text for one in notes.iter(f"{SHEET}t")] == [
        "Danh sách thông báo", "Có đủ các chữ rừng", "Lập ngày 28/11/2026; dữ liệu ngày 28/11/2026",
    ]  # fmt: skip


def test_what_is_too_much_for_a_cell_ends_in_dots():
    for text in ("đ" * 40_000, "😀" * 30_000):
        told = cells(workbook.workbook(made([column("a")], [[text]]), "vi", MADE))["A2"]
        assert told.endswith("…")
        assert 32_000 < len(told.encode("utf-16-le")) / 2 <= 32_767
        data = list_document.list_document(made([column("a")], [[text]]), "vi", MADE)
        assert len(lines(data)[0][1][1]) < 1_600


def test_a_document_is_set_as_an_office_encloses_it():
    narrow, wide = [column("a"), column("b")], [column(name) for name in "abcde"]
    for columns, landscape in ((narrow, False), (wide, True)):
        rows = [["x"] * len(columns)] * 3
        table = made([*columns, column("left out", width=0)], [[*row, "y"] for row in rows])
        data = list_document.list_document(table, "vi", MADE)
        told, around = lines(data)
        assert around[:2] == ["DANH SÁCH THÔNG BÁO", "Lập ngày 28/11/2026"]
        assert [row[0] for row in told] == ["STT", "1", "2", "3"]
        assert {len(row) for row in told} == {len(columns) + 1}
        body = part(data, "word/document.xml")
        assert len(list(body.iter(f"{WORD}tblHeader"))) == 1
        size = next(body.iter(f"{WORD}pgSz"))
        assert (int(size.get(f"{WORD}w")) > int(size.get(f"{WORD}h"))) is landscape
        grid = [int(one.get(f"{WORD}w")) for one in body.iter(f"{WORD}gridCol")]
        margins = next(body.iter(f"{WORD}pgMar"))
        room = int(size.get(f"{WORD}w")) - sum(
            int(margins.get(f"{WORD}{x}")) for x in ("left", "right")
        )
        assert abs(sum(grid) - room) < 10


def test_days_and_counts_have_the_room_that_they_need_however_many_columns_there_are():
    kinds = (ColumnKind.DATE, ColumnKind.COUNT)
    for texts in range(1, 9):
        columns = [column("d", kinds[0], 24), column("n", kinds[1], 20)]
        columns += [column("t", width=50)] * texts
        data = list_document.list_document(made(columns, [["x"] * len(columns)]), "vi", MADE)
        grid = [
            int(one.get(f"{WORD}w"))
            for one in part(data, "word/document.xml").iter(f"{WORD}gridCol")
        ]
        assert grid[1:3] == [1361, 1134]
        assert len(set(grid[3:])) == 1
        assert min(grid) > 600


def test_a_form_that_holds_only_the_first_rows_says_so(monkeypatch):
    rows = [[str(number)] for number in range(2_100)]
    table = made([column("a")], rows, total=len(rows))
    told, around = lines(list_document.list_document(table, "vi", MADE))
    assert len(told) == 1 + 2_000
    assert "Chỉ có 2.000 dòng đầu trong 2.100; danh sách đầy đủ có ở dạng XLSX." in around
    whole = made([column("a")], rows[:2_000], total=2_000)
    assert not [
        line for line in lines(list_document.list_document(whole, "vi", MADE))[1] if "đầu" in line
    ]
    monkeypatch.setattr(workbook, "MAX_ROWS", 10)
    data = workbook.workbook(table, "vi", MADE)
    assert max(int(name[1:]) for name in cells(data)) == 11
    notes = part(data, "xl/worksheets/sheet2.xml")
    assert any("10 dòng đầu" in one.text for one in notes.iter(f"{SHEET}t"))
    assert any(one.text.endswith("dạng CSV.") for one in notes.iter(f"{SHEET}t"))
    longer = "".join(lines(list_document.list_document(table, "vi", MADE))[1])
    assert "danh sách đầy đủ có ở dạng CSV." in longer


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("", "danh-sach-thong-bao.csv"),
        ("huyện Bảo Lâm, Lâm Đồng", "danh-sach-thong-bao-huyen-bao-lam-lam-dong.csv"),
        ('"; rm -rf\r\nx: y/../..', "danh-sach-thong-bao-rm-rf-x-y.csv"),
        ("đ " * 200, f"danh-sach-thong-bao{'-d' * 30}.csv"),
    ],
)
def test_a_file_is_named_in_vietnamese_without_marks(subject, name):
    assert made((), (), subject=subject).file_name("csv") == name
