"""Marks of foot notes: never a part of what they stand behind, and no end of a line."""

import pytest

from indexer.documents import html, pdf
from indexer.documents.docx import read as read_docx
from tests.checkout import SHARED
from tests.specimens import docx, para, pdf_of, run

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"


def line(y: float, *pieces: str | tuple[str, float, float], x: float = 72) -> bytes:
    """A line of pieces in 14 points; a piece may have a size and a rise of its own."""
    shown = [b"1 0 0 1 %d %d Tm" % (x, y)]
    for piece in pieces:
        text, size, rise = piece if isinstance(piece, tuple) else (piece, 14, 0)
        code = text.encode("cp1252").hex().encode()
        shown.append(b"/F1 %f Tf %f Ts <%s> Tj" % (size, rise, code))
    return b" ".join(shown)


def text_of(*lines: bytes) -> str:
    (page,) = pdf.read(pdf_of([b"BT " + b" ".join(lines) + b" ET"], FONT))
    return page.text


MARK, SECOND = ("1", 8, 5), ("12", 9, 4)


@pytest.mark.parametrize(
    ("pieces", "read"),
    [
        (("theo Quy dinh 213-QD/TW", MARK, " ngay 5"), "theo Quy dinh 213-QD/TW¹ ngay 5"),
        (("213-QD/TW", MARK, ", ngay 5"), "213-QD/TW¹, ngay 5"),
        (("213-QD/TW", SECOND, " ngay 5"), "213-QD/TW¹² ngay 5"),
        (("213-QD/TW", MARK), "213-QD/TW¹"),
        (("ngay 02/01/2020", MARK, " cua"), "ngay 02/01/2020¹ cua"),
        (("nam 2020", SECOND, ", cua"), "nam 2020¹², cua"),
        (("nam 20201, cua",), "nam 20201, cua"),
        (("ngay 5 thang 6.", MARK, " Sau"), "ngay 5 thang 6.¹ Sau"),
        # Figures that are no marks: of one height with the word, lowered, or a power.
        (("213-QD/TW1 ngay 5",), "213-QD/TW1 ngay 5"),
        (("thôn", ("1", 8, 0), " ngay 5"), "thôn1 ngay 5"),
        (("H", ("2", 8, -3), " ngay 5"), "H2 ngay 5"),
        (("500 m", ("2", 8, 5), " ngay 5"), "500 m2 ngay 5"),
        (("500 km", ("2", 8, 5)), "500 km2"),
    ],
)
def test_a_raised_figure_is_a_mark_and_the_line_goes_on(pieces, read):
    assert " ".join(text_of(line(700, *pieces)).split()) == read


def test_a_line_that_ends_in_a_mark_goes_on_below():
    words = "nghi quyet cua ban chap hanh trung uong dang ve cong tac xay dung"
    read = text_of(line(700, words + " TW", MARK), line(684, words), line(668, words))
    assert read == f"{words} TW¹ {words} {words}"


def test_a_note_begins_with_its_mark():
    above = line(200, "213-QD/TW")
    assert text_of(above, line(100, ("1", 7, 4), (" Xem muc 2", 10, 0))).split("\n\n") == [
        "213-QD/TW",
        "¹ Xem muc 2",
    ]


def test_the_number_of_a_page_is_no_mark_of_the_line_below():
    assert text_of(line(800, ("2", 9, 0), x=290), line(760, "Tiep theo trang")).split("\n\n") == [
        "2",
        "Tiep theo trang",
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("213-QĐ/TW<sup>1</sup> của", "213-QĐ/TW¹ của"),
        ("213-QĐ/TW<sup><a href='#n'>12</a></sup> của", "213-QĐ/TW¹² của"),
        ("<i>213-QĐ/TW</i><sup> 1 </sup>, ngày", "213-QĐ/TW¹, ngày"),
        ("500 m<sup>2</sup> đất", "500 m2 đất"),
        ("213-QĐ/TW<sup>(1)</sup> của", "213-QĐ/TW(1) của"),
        ("điểm a<sup>*</sup> của", "điểm a* của"),
    ],
)
def test_a_raised_figure_of_a_web_page_is_a_mark(written, read):
    assert html.read(f"<p>{written}</p>".encode())[0].text == read


def test_a_raised_figure_of_word_is_a_mark():
    mark = run("1", '<w:vertAlign w:val="superscript"/>')
    assert read_docx(docx(para(run("213-QĐ/TW"), mark, run(" của"))))[0].text == "213-QĐ/TW¹ của"


def test_the_case_of_practice():
    path = SHARED / "cases" / "20-cuoc-chu.pdf"
    if not path.is_file():
        pytest.skip(f"needs {path}")
    (page,) = pdf.read(path.read_bytes())
    assert "Quy định số 213-QĐ/TW¹ của Bộ Chính trị về trách nhiệm của đảng viên" in page.text
    assert "tổ chức đảng và nhân dân nơi cư trú, Ban Thường vụ Huyện ủy kết luận" in page.text
