"""Word files: what a person sees on the page, in the order it is read."""

import pytest

from indexer.documents.docx import read
from indexer.documents.docx_styles import written_number
from tests.specimens import docx, para, part, run, table


def text_of(body: str, **parts) -> str:
    return read(docx(body, **parts))[0].text


def numbered(level: int = 0, of: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'


def levels(*forms: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(forms)
    )


def numbering(*forms: tuple[str, str], more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{levels(*forms)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


# --- letterhead and tables --------------------------------------------------------------------


def test_a_letterhead_table_is_read_line_by_line_its_columns_apart():
    head = table(
        (para("TỈNH ỦY LÂM ĐỒNG") + para("HUYỆN ỦY BẢO LÂM"), para("ĐẢNG CỘNG SẢN VIỆT NAM")),
        (para("*") + para("Số 55-TB/HU"), para("Bảo Lâm, ngày 09 tháng 8 năm 2023")),
    )
    assert text_of(head + para("THÔNG BÁO")) == (
        "TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY BẢO LÂM\n*\nSố 55-TB/HU\n\n"
        "ĐẢNG CỘNG SẢN VIỆT NAM\nBảo Lâm, ngày 09 tháng 8 năm 2023\n\nTHÔNG BÁO"
    )


def test_a_table_of_figures_is_read_row_by_row():
    rows = [("STT", "Xã", "Đạt"), ("1", "Lộc Quảng", "74%"), ("2", "Lộc Thắng", "80%")]
    body = table(*([para(cell) for cell in row] for row in rows))
    assert text_of(body) == "STT\tXã\tĐạt\n1\tLộc Quảng\t74%\n2\tLộc Thắng\t80%"


def test_a_table_within_a_table_is_kept():
    assert "Hồ thôn 4" in text_of(table((para("a") + table((para("Hồ thôn 4"),)), para("b"))))


def test_line_breaks_tabs_and_hyphens_that_do_not_break():
    body = para(
        "<w:r><w:t>HUYỆN ỦY</w:t><w:br/><w:t>BẢO LÂM</w:t><w:tab/><w:t>213</w:t>"
        "<w:noBreakHyphen/><w:t>QĐ/TW</w:t></w:r>"
    )
    assert text_of(body) == "HUYỆN ỦY\nBẢO LÂM\t213\u2011QĐ/TW"


def test_words_cut_into_runs_stay_whole():
    assert text_of(para(run("Nghị qu"), run("yết", "<w:b/>"), run(" số 04"))) == "Nghị quyết số 04"


# --- changes and hidden text ------------------------------------------------------------------


def test_insertions_are_kept_and_deletions_dropped():
    body = para(
        run("Giao "),
        f"<w:ins>{run('Ban Tổ chức')}</w:ins>",
        "<w:del><w:r><w:delText>Ban Dân vận</w:delText></w:r></w:del>",
        f"<w:moveTo>{run(' Huyện ủy')}</w:moveTo><w:moveFrom>{run(' Tỉnh ủy')}</w:moveFrom>",
    )
    assert text_of(body) == "Giao Ban Tổ chức Huyện ủy"


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ("<w:vanish/>", False),
        ('<w:vanish w:val="1"/>', False),
        ('<w:vanish w:val="0"/>', True),
        ('<w:rStyle w:val="Secret"/>', False),
        ('<w:rStyle w:val="Child"/>', False),
        ('<w:rStyle w:val="Child"/><w:vanish w:val="false"/>', True),
        ("<w:webHidden/>", True),
    ],
)
def test_hidden_runs_are_dropped(properties, shown):
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Secret"/></w:style>'
    )
    text = text_of(para(run("a "), run("ẩn", properties)), styles=styles)
    assert text == ("a ẩn" if shown else "a")


def test_a_style_that_is_based_on_itself_ends():
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    assert text_of(para("chữ", properties='<w:pStyle w:val="A"/>'), styles=styles) == "chữ"


# --- text boxes and controls ------------------------------------------------------------------


def box(text: str) -> str:
    return f"<w:txbxContent>{para(text)}</w:txbxContent>"


def either(choice: str, fallback: str = "") -> str:
    return f"<mc:AlternateContent><mc:Choice>{choice}</mc:Choice>{fallback}</mc:AlternateContent>"


@pytest.mark.parametrize(
    "drawing",
    [
        f"<w:pict><v:shape><v:textbox>{box('Số 5')}</v:textbox></v:shape></w:pict>",
        either(box("Số 5"), f"<mc:Fallback><w:pict>{box('Số 5')}</w:pict></mc:Fallback>"),
        either(box("Số 5"), "<mc:Fallback><w:pict/></mc:Fallback>"),
        either(box("Số 5")),
    ],
)
def test_a_text_box_is_kept_once(drawing):
    text = text_of(para(run("trước"), f"<w:r>{drawing}</w:r>"))
    assert text.count("Số 5") == 1
    assert "trước" in text


def test_content_controls_smart_tags_links_and_notes_are_kept():
    notes = part("footnotes", f'<w:footnote w:id="2">{para("chú thích")}</w:footnote>')
    body = para(
        f"<w:sdt><w:sdtContent>{run('một ')}</w:sdtContent></w:sdt>",
        f"<w:smartTag>{run('hai ')}</w:smartTag>",
        f"<w:hyperlink>{run('ba')}</w:hyperlink>",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
    )
    text = text_of(body, parts={"word/footnotes.xml": notes})
    assert text.startswith("một hai ba")
    assert "chú thích" in text


def test_simple_fields_and_directions_of_writing_are_kept():
    body = para(
        run("Số "),
        f'<w:fldSimple w:instr=" MERGEFIELD So ">{run("123-TB/HU")}</w:fldSimple>',
        f'<w:fldSimple w:instr="DATE"><w:bdo w:val="ltr">{run(", ngày 5")}</w:bdo></w:fldSimple>',
        f'<w:dir w:val="ltr">{run(" tháng 6")}</w:dir>',
        f'<w:fldSimple w:instr="SET">{run(" ẩn", "<w:vanish/>")}</w:fldSimple>',
        f"<w:fldSimple w:instr='QUOTE'>{run(' ®­îc', font('.VnTime'))}</w:fldSimple>",
    )
    assert text_of(body) == "Số 123-TB/HU, ngày 5 tháng 6 được"


@pytest.mark.parametrize(("properties", "shown"), [("", "một chữ hai"), ("<w:vanish/>", "một hai")])
def test_letters_with_a_reading_above_them_are_kept_without_it(properties, shown):
    ruby = f"<w:ruby><w:rt>{run('đọc')}</w:rt><w:rubyBase>{run('chữ ')}</w:rubyBase></w:ruby>"
    body = para(run("một "), f"<w:r><w:rPr>{properties}</w:rPr>{ruby}</w:r>", run("hai"))
    assert text_of(body) == shown


@pytest.mark.parametrize("look", ["", '<w:vertAlign w:val="superscript"/>'])
@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_read_without_signs_that_the_file_does_not_hold(kind, look):
    notes = part(f"{kind}s", f'<w:{kind} w:id="2">{para("<w:r><w:t>[1] ↑</w:t></w:r>")}</w:{kind}>')
    reference = f'<w:r><w:rPr>{look}</w:rPr><w:{kind}Reference w:id="2"/></w:r>'
    body = para(run("213"), reference, run("-QĐ/TW [2]"))
    assert text_of(body, parts={f"word/{kind}s.xml": notes}) == "213-QĐ/TW [2]\n\n[1] ↑"


# --- headers ----------------------------------------------------------------------------------

LETTERHEAD = para("HUYỆN ỦY CẨM MỸ") + para("Số 7-TB/HU")


def headed(body: str, header1: str, header2: str = "", section: str = "", **parts) -> str:
    """The text of a file whose relations r0 and r1 are these headers."""
    members = {"word/header1.xml": part("hdr", header1), "word/header2.xml": part("hdr", header2)}
    return text_of(body + f"<w:sectPr>{section}</w:sectPr>", parts=members | parts)


def header(at: int, form: str) -> str:
    return f'<w:headerReference w:type="{form}" r:id="r{at}"/>'


@pytest.mark.parametrize(
    ("section", "shown"),
    [
        (header(0, "first") + header(1, "default") + "<w:titlePg/>", True),
        (header(0, "first") + header(1, "default") + '<w:titlePg w:val="0"/>', False),
        (header(0, "first") + header(1, "default"), False),
        (header(0, "default"), True),
        (header(0, "even"), False),
        (header(0, "default") + "<w:titlePg/>", False),
        (header(9, "default"), False),
        ("", False),
    ],
)
def test_the_header_of_the_first_page_comes_first(section, shown):
    text = headed(para("THÔNG BÁO"), LETTERHEAD, para("2"), section)
    assert text == ("HUYỆN ỦY CẨM MỸ\n\nSố 7-TB/HU\n\n" if shown else "") + "THÔNG BÁO"


def test_the_header_of_the_first_section_counts():
    first = para("THÔNG BÁO", properties=f"<w:sectPr>{header(0, 'default')}</w:sectPr>")
    text = headed(first + para("Phụ lục"), LETTERHEAD, para("PHỤ LỤC 1"), header(1, "default"))
    assert text == "HUYỆN ỦY CẨM MỸ\n\nSố 7-TB/HU\n\nTHÔNG BÁO\n\nPhụ lục"


@pytest.mark.parametrize(
    "numbers",
    [
        para('<w:fldSimple w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'),
        para("- 2 -"),
        para("Trang 1/3"),
        para("Page ", "1", " of ", "3"),
        para("") + para(),
        para("<w:del><w:r><w:t>cũ</w:t></w:r></w:del>"),
    ],
)
def test_a_header_of_page_numbers_is_left_out(numbers):
    assert headed(para("THÔNG BÁO"), numbers, "", header(0, "default")) == "THÔNG BÁO"


def test_a_header_with_which_the_body_begins_is_not_read_twice():
    text = headed(LETTERHEAD + para("THÔNG BÁO"), para("Huyện ủy"), "", header(0, "default"))
    assert text.startswith("Huyện ủy\n\nHUYỆN ỦY")
    text = headed(LETTERHEAD + para("a"), para("HUYỆN  ỦY CẨM"), "", header(0, "default"))
    assert text == "HUYỆN ỦY CẨM MỸ\n\nSố 7-TB/HU\n\na"


def test_a_header_with_a_table_a_link_and_a_picture_is_read():
    head = table(
        (LETTERHEAD, para('<w:hyperlink r:id="r77"><w:r><w:t>ĐẢNG</w:t></w:r></w:hyperlink>'))
    )
    picture = '<w:r><w:pict><v:shape><v:imagedata r:id="r78"/></v:shape></w:pict></w:r>'
    text = headed(para("THÔNG BÁO"), head + para(picture), "", header(0, "default"))
    assert text == "HUYỆN ỦY CẨM MỸ\nSố 7-TB/HU\n\nĐẢNG\n\nTHÔNG BÁO"


# --- list numbers -----------------------------------------------------------------------------


def test_list_numbers_are_written_in_their_form():
    forms = [("upperRoman", "%1-"), ("decimal", "%2."), ("lowerLetter", "%3)")]
    body = "".join(
        para(text, properties=numbered(level))
        for level, text in [
            (0, "Kết quả"),
            (1, "Đạt"),
            (2, "x"),
            (2, "y"),
            (1, "Hạn chế"),
            (0, "Nhiệm vụ"),
            (1, "z"),
        ]
    )
    assert text_of(body, numbering=numbering(*forms)).split("\n\n") == [
        "I- Kết quả", "1. Đạt", "a) x", "b) y", "2. Hạn chế", "II- Nhiệm vụ", "1. z",
    ]  # fmt: skip


def test_numbers_of_several_levels_and_of_articles():
    forms = [("decimal", "Điều %1."), ("decimal", "%1.%2.")]
    body = "".join(para("x", properties=numbered(level)) for level in (0, 1, 1, 0, 1))
    assert text_of(body, numbering=numbering(*forms)).split("\n\n") == [
        "Điều 1. x", "1.1. x", "1.2. x", "Điều 2. x", "2.1. x",
    ]  # fmt: skip


def test_a_list_that_begins_anew_and_one_that_goes_on():
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(para("x", properties=numbered(0, of)) for of in (1, 2, 3, 3))
    text = text_of(body, numbering=numbering(("decimal", "%1."), more=more))
    assert text.split("\n\n") == ["1. x", "2. x", "5. x", "6. x"]


def test_numbers_that_a_style_gives():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = para("Kết quả", properties='<w:pStyle w:val="Heading1"/>')
    assert text_of(body, styles=styles, numbering=numbering(("decimal", "%1."))) == "1. Kết quả"


def test_a_deleted_or_hidden_paragraph_takes_no_number():
    gone = para(
        "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>",
        properties=numbered() + "<w:rPr><w:del/></w:rPr>",
    )
    hidden = para(run("ẩn", "<w:vanish/>"), properties=numbered() + "<w:rPr><w:vanish/></w:rPr>")
    body = para("x", properties=numbered()) + gone + hidden + para("y", properties=numbered())
    text = text_of(body, numbering=numbering(("decimal", "%1.")))
    assert text.split() == ["1.", "x", "2.", "y"]


@pytest.mark.parametrize(("mark", "written"), [("-", "- x"), ("\uf0b7", "• x"), ("+", "+ x")])
def test_marks_of_lists_without_numbers(mark, written):
    body = para("x", properties=numbered())
    assert text_of(body, numbering=numbering(("bullet", mark))) == written


@pytest.mark.parametrize(
    ("count", "form", "written"),
    [
        (1, "decimal", "1"), (9, "decimalZero", "09"), (1949, "upperRoman", "MCMXLIX"),
        (14, "lowerRoman", "xiv"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C"),
        (3, "none", ""), (3, "vietnameseCounting", "3"), (10**9, "upperRoman", "M" * 5),
    ],
)  # fmt: skip
def test_forms_of_numbers(count, form, written):
    assert written_number(count, form) == written


# --- legacy fonts -----------------------------------------------------------------------------


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_runs_in_legacy_fonts_are_decoded_each_by_its_font():
    body = para(
        run("®­îc ", font(".VnTime")),
        run("th«ng b¸o", font(".VnTimeH")),
        run(" ñöô", font("VNI-Times")),
        run("ïc", font("VNI-Times") + "<w:b/>"),
        run(" được", font("Times New Roman")),
    )
    assert text_of(body) == "được THÔNG BÁO được được"


def test_a_legacy_font_that_a_style_or_the_document_gives():
    styles = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>"
        f'<w:style w:type="paragraph" w:styleId="U"><w:rPr>{font("Arial")}</w:rPr></w:style>'
    )
    body = para("NghÞ quyÕt") + para("Þ", properties='<w:pStyle w:val="U"/>')
    assert text_of(body, styles=styles) == "Nghị quyết\n\nÞ"


def test_unicode_text_in_a_legacy_font_is_left_alone():
    assert text_of(para(run("Nghị quyết của Tỉnh ủy", font(".VnTime")))) == "Nghị quyết của Tỉnh ủy"


# --- other makes of the format ----------------------------------------------------------------


def test_the_strict_form_and_another_name_of_the_document():
    strict = part("document", f"<w:body>{para('Số 5', properties=numbered())}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert text_of("", parts={"word/document.xml": strict}) == "Số 5"
