"""What Word shows that the file does not hold as text, and what cannot be text and is named."""

import pytest

from indexer.documents.docx import read
from indexer.documents.page_text import UNREAD
from tests.checkout import SHARED
from tests.specimens import docx, para, part, run


def text_of(body: str, **parts) -> str:
    pages = read(docx(body, **parts))
    assert [page.reason for page in pages] == [None]
    return pages[0].text


# --- capitals -------------------------------------------------------------------------------------

CAPITALS = (
    '<w:style w:type="character" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Con"><w:basedOn w:val="Hoa"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ten"><w:rPr><w:smallCaps/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "style", "shown"),
    [
        ("<w:caps/>", "", "HUYỆN ỦY ĐƠN DƯƠNG"),
        ("<w:smallCaps/>", "", "HUYỆN ỦY ĐƠN DƯƠNG"),
        ('<w:caps w:val="true"/>', "", "HUYỆN ỦY ĐƠN DƯƠNG"),
        ('<w:caps w:val="0"/>', "", "Huyện ủy Đơn Dương"),
        ('<w:caps w:val="0"/><w:smallCaps/>', "", "HUYỆN ỦY ĐƠN DƯƠNG"),
        ('<w:rStyle w:val="Hoa"/>', "", "HUYỆN ỦY ĐƠN DƯƠNG"),
        ('<w:rStyle w:val="Con"/>', "", "HUYỆN ỦY ĐƠN DƯƠNG"),
        ('<w:rStyle w:val="Hoa"/><w:caps w:val="off"/>', "", "Huyện ủy Đơn Dương"),
        ("", "Ten", "HUYỆN ỦY ĐƠN DƯƠNG"),
        ('<w:smallCaps w:val="false"/>', "Ten", "Huyện ủy Đơn Dương"),
        ("<w:b/>", "", "Huyện ủy Đơn Dương"),
    ],
)
def test_letters_that_word_shows_as_capitals_are_capitals(properties, style, shown):
    of_paragraph = f'<w:pStyle w:val="{style}"/>' if style else ""
    body = para(run("Huyện ủy Đơn Dương", properties), properties=of_paragraph)
    assert text_of(body, styles=CAPITALS) == shown


def test_capitals_of_an_old_font_are_decoded_first():
    font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/><w:caps/>'
    assert text_of(para(run("®­îc", font))) == "ĐƯỢC"


# --- equations ------------------------------------------------------------------------------------


def equation(content: str) -> str:
    return f"<m:oMath>{content}</m:oMath>"


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def e(text: str) -> str:
    return f"<m:e>{m(text)}</m:e>"


SUM = '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (m("95%"), "95%"),
        (m("T = ") + m("5"), "T = 5"),
        (f"<m:f><m:num>{m('95')}</m:num><m:den>{m('100')}</m:den></m:f>", "95/100"),
        (f"<m:f><m:num>{m('a+b')}</m:num><m:den>{m('c d')}</m:den></m:f>", "(a+b)/(c d)"),
        (f"<m:sSup>{e('m')}<m:sup>{m('2')}</m:sup></m:sSup>", "m^2"),
        (f"<m:sSub>{e('x')}<m:sub>{m('n-1')}</m:sub></m:sSub>", "x_(n-1)"),
        (
            f"<m:sSubSup>{e('x')}<m:sub>{m('1')}</m:sub><m:sup>{m('2')}</m:sup></m:sSubSup>",
            "x_1^2",
        ),
        (f"<m:rad><m:deg/>{e('a+b')}</m:rad>", "√(a+b)"),
        (f"<m:rad><m:deg>{m('3')}</m:deg>{e('8')}</m:rad>", "√[3]8"),
        (f"<m:d>{e('a')}{e('b')}</m:d>", "(a|b)"),
        (
            '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr>' + e("x") + "</m:d>",
            "[x",
        ),
        (
            SUM + f"<m:sub>{m('i=1')}</m:sub><m:sup>{m('n')}</m:sup>{e('x')}</m:nary>",
            "∑_(i=1)^n x",
        ),
        (f"<m:func><m:fName>{m('log')}</m:fName>{e('x')}</m:func>", "log x"),
        (f"<m:m><m:mr>{e('1')}{e('2')}</m:mr><m:mr>{e('3')}{e('4')}</m:mr></m:m>", "1, 2; 3, 4"),
        (f"<m:eqArr>{e('a=1')}{e('b=2')}</m:eqArr>", "a=1; b=2"),
        (f"<m:acc><m:accPr/>{e('x')}</m:acc>", "x"),  # a form that has no line of its own
        (f"<w:ins>{m('9')}</w:ins><w:del>{m('8')}</w:del>", "9"),
    ],
)
def test_an_equation_stands_in_its_line(content, line):
    body = para(run("Tỷ lệ "), equation(content), run(" theo Quy định số 213-QĐ/TW"))
    assert text_of(body) == f"Tỷ lệ {line} theo Quy định số 213-QĐ/TW"


def test_an_equation_on_a_line_of_its_own_is_kept():
    body = para("Trong đó:") + para(f"<m:oMathPara>{equation(m('T=5'))}</m:oMathPara>")
    assert text_of(body) == "Trong đó:\n\nT=5"


# --- files that are taken in ----------------------------------------------------------------------

CHUNK = '<w:altChunk r:id="r0"/>'
MHTML = (
    b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
    b"Content-Transfer-Encoding: 8bit\n\n<p>theo Quy \xc4\x91\xe1\xbb\x8bnh 213</p>"
)


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.htm", "<html><body><p>theo Quy định 213</p></body></html>".encode(), None),
        ("a.htm", "<!DOCTYPE html><html><p>theo Quy định 213</p></html>".encode(), None),
        ("a.mht", MHTML, None),
        ("a.txt", "theo Quy định 213".encode("utf-16"), None),
        ("a.docx", docx(para("theo Quy định 213")), None),
        ("a.htm", b"<p>m\xe1\xbb\x99t<br>hai</p><p>ba&#11;</p>", "một\nhai\n\nba"),
    ],
)
def test_text_that_is_taken_in_stands_in_its_place(name, data, text):
    body = para("Căn cứ") + CHUNK + para("kết luận:")
    taken_in = text or "theo Quy định 213"
    assert text_of(body, chunks={name: data}) == f"Căn cứ\n\n{taken_in}\n\nkết luận:"


@pytest.mark.parametrize(
    ("name", "data", "named"),
    [
        ("a.rtf", b"{\\rtf1 theo}", "a.rtf"),
        ("a.docx", b"PK\x03\x04 broken word/document.xml", "a.docx"),
        ("a.docx", docx(para("a") + CHUNK, chunks={"b.docx": docx(para("b"))}), "b.docx"),
        ("a.bin", b"", "a.bin"),
    ],
)
def test_what_is_taken_in_and_cannot_be_read_is_named(name, data, named):
    text, lost = read(docx(para("Căn cứ") + CHUNK + para("kết luận:"), chunks={name: data}))
    assert text.text.startswith("Căn cứ")
    assert text.text.endswith("kết luận:")
    assert lost.method == UNREAD
    assert f"({named})" in str(lost.reason)


def test_what_is_taken_in_and_is_not_there_is_named():
    _, lost = read(docx(para("Căn cứ") + '<w:altChunk r:id="r9"/>'))
    assert "(altChunk)" in str(lost.reason)


@pytest.mark.parametrize(
    ("drawn", "name"),
    [
        ('<w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>', "Excel.Sheet.12"),
        ('<w:object><o:OLEObject ProgID="Equation.3"/></w:object>' * 2, "Equation.3"),
        ("<w:drawing><c:chart/></w:drawing>", "Chart"),
        ("<w:drawing><dgm:relIds/></w:drawing>", "SmartArt"),
    ],
)
def test_what_only_another_program_shows_is_named(drawn, name):
    text, lost = read(docx(para(run("Số liệu:"), f"<w:r>{drawn}</w:r>")))
    assert (text.text, text.reason) == ("Số liệu:", None)
    assert lost.method == UNREAD
    assert f"({name})" in str(lost.reason)


PICTURE = '<w:r><w:pict><v:shape><v:imagedata r:id="r78"/></v:shape></w:pict></w:r>'


def test_a_page_that_is_a_picture_pasted_into_word_is_named():
    text, picture = read(docx(para(PICTURE) + para("Trang 1")))
    assert text.text == "Trang 1"
    assert picture.method == UNREAD
    assert "PDF" in str(picture.reason)
    # A picture beside words is one of many: a coat of arms, a signature, a stamp.
    assert len(read(docx(para(PICTURE) + para("Thông báo kết luận " * 5)))) == 1
    assert len(read(docx(para("Trang 1")))) == 1


# --- forms and symbols ----------------------------------------------------------------------------


def box(checked: str, content: str) -> str:
    state = f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>'
    return f"<w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("checked", "content", "shown"),
    [
        ("1", run("☒"), "☒"),
        ("0", run("☐"), "☐"),
        ("1", run("R", '<w:rFonts w:ascii="Wingdings 2"/>'), "☒"),
        ("true", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☒"),
        ("0", "", "☐"),
    ],
)
def test_a_box_to_tick_is_a_sign(checked, content, shown):
    assert text_of(para(box(checked, content), run(" Đồng ý"))) == f"{shown} Đồng ý"


def test_a_box_that_holds_its_paragraph_is_a_sign():
    assert text_of(box("1", para("x")) + para("Đồng ý")) == "☒\n\nĐồng ý"


def field(data: str, instruction: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


CHOICES = '<w:listEntry w:val="Đạt"/><w:listEntry w:val="Chưa đạt"/>'


@pytest.mark.parametrize(
    ("data", "instruction", "result", "shown"),
    [
        ("<w:checkBox><w:checked/></w:checkBox>", "FORMCHECKBOX", "", "☒"),
        ('<w:checkBox><w:checked w:val="0"/></w:checkBox>', "FORMCHECKBOX", "", "☐"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "FORMCHECKBOX", "", "☒"),
        ("<w:checkBox/>", "FORMCHECKBOX", "", "☐"),
        (f'<w:ddList><w:result w:val="1"/>{CHOICES}</w:ddList>', "FORMDROPDOWN", "", "Chưa đạt"),
        (f"<w:ddList>{CHOICES}</w:ddList>", "FORMDROPDOWN", "", "Đạt"),
        (f'<w:ddList><w:result w:val="9"/>{CHOICES}</w:ddList>', "FORMDROPDOWN", "", ""),
        ("<w:textInput/>", "FORMTEXT", "12/9/2023", "12/9/2023"),
    ],
)
def test_fields_of_a_form_show_what_was_filled_in(data, instruction, result, shown):
    body = para(run("Kết quả: "), field(data, instruction, result), run(" ."))
    assert text_of(body) == f"Kết quả: {shown} ."


def test_a_chosen_value_and_a_date_are_kept():
    def control(kind: str, text: str) -> str:
        return (
            f"<w:sdt><w:sdtPr><w:{kind}/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
        )

    body = para(control("dropDownList", "Thông báo"), run(", "), control("date", "12/9/2023"))
    assert text_of(body) == "Thông báo, 12/9/2023"


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "FC", "✓"),
        ("Symbol", "F0B3", "≥"),
        ("MS Gothic", "2612", "☒"),
        (".VnTime", "F0B8", "á"),
        ("Trang trí", "F041", "•"),
        ("Wingdings", "không", "•"),
    ],
)
def test_a_symbol_is_the_character_that_its_font_shows(font, char, shown):
    body = para(run("a "), f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>', run(" b"))
    assert text_of(body) == f"a {shown} b"


def test_letters_of_a_symbol_font_are_what_it_shows():
    body = para(run("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>'), run(" Đạt \uf0fc"))
    assert text_of(body) == "✓ Đạt \uf0fc"


def test_writing_across_the_page_is_kept():
    shape = '<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'
    head = part("hdr", para(shape))
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r0"/></w:sectPr>'
    body = para("THÔNG BÁO") + section
    assert text_of(body, parts={"word/header1.xml": head}).split() == ["DỰ", "THẢO", "THÔNG", "BÁO"]
    assert text_of(para(shape, run("THÔNG BÁO"))).split() == ["THÔNG", "BÁO", "DỰ", "THẢO"]


# --- footers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("foot", "added"),
    [
        (para("Gửi kèm Phụ lục 1"), "\n\nGửi kèm Phụ lục 1"),
        (para("Trang 1/2"), ""),
        (para("kết quả"), ""),  # the body says so already
        (para(), ""),
        (para('<w:r><w:sym w:font="Wingdings" w:char="F028"/></w:r>', run(" 0263 1")), ""),
    ],
)
def test_the_footer_of_the_first_page_comes_last(foot, added):
    section = (
        '<w:sectPr><w:titlePg/><w:footerReference w:type="first" r:id="r0"/>'
        '<w:footerReference w:type="default" r:id="r1"/></w:sectPr>'
    )
    footers = {"word/footer1.xml": part("ftr", foot), "word/footer2.xml": part("ftr", para("sau"))}
    assert text_of(para("THÔNG BÁO kết quả") + section, parts=footers) == (
        f"THÔNG BÁO kết quả{added}"
    )


# --- the cases of practice ------------------------------------------------------------------------

CASES = [
    (
        "17-chu-hoa-cua-word.docx",
        ["HUYỆN ỦY DI LINH", "\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nNguyễn Văn An"],
    ),
    ("18-cong-thuc-word.docx", ["Tỷ lệ 95% theo Quy định số 213-QĐ/TW"]),
    ("19-altchunk.docx", ["-----\n\ntheo Quy định số 213-QĐ/TW\n\nNơi nhận:"]),
]


@pytest.mark.parametrize(("name", "parts"), CASES)
def test_the_cases_of_practice(name, parts):
    path = SHARED / "cases" / name
    if not path.is_file():
        pytest.skip(f"needs {path}")
    (page,) = read(path.read_bytes())
    for text in parts:
        assert text in page.text


def test_a_chunk_outside_the_package_is_not_sought():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r0" Target="../../../etc/hostname" TargetMode="External" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"/>'
        "</Relationships>"
    )
    _, lost = read(docx(para("a") + CHUNK, parts={"word/_rels/document.xml.rels": relations}))
    assert "(altChunk)" in str(lost.reason)
