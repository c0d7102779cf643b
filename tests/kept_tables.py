"""Papers with tables as offices write them, each as the file that it is in."""

import io
import zipfile

from tests.specimens import docx, para, pdf


def cell(*lines, across=0, down=""):
    """A cell of Word with a paragraph a line; ``across`` so many columns, ``down`` as vMerge."""
    span = f'<w:gridSpan w:val="{across}"/>' if across else ""
    merge = f'<w:vMerge w:val="{down}"/>' if down else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{''.join(map(para, lines or ('',)))}</w:tc>"


def word_table(*rows):
    """A table of Word; a cell that is no markup is one paragraph."""
    made = ("".join(one if one.startswith("<") else cell(one) for one in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def _space(name):
    return f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'


def odt(content):
    """An OpenDocument text with this content."""
    spaces = "".join(map(_space, ("office", "text", "table")))
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    kind = "application/vnd.oasis.opendocument.text"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f"<manifest:manifest{_space('manifest')}>{entry.format('/', kind)}"
            f"{entry.format('content.xml', 'text/xml')}</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content{spaces} office:version="1.2"><office:body><office:text>'
            f"{content}</office:text></office:body></office:document-content>",
        )
    return file.getvalue()


def _odt_row(*texts):
    """A row of OpenDocument; before a None a cell goes over two columns."""
    made = ""
    for text, after in zip(texts, [*texts[1:], ""], strict=True):
        over = ' table:number-columns-spanned="2"' if after is None else ""
        if text is None:
            made += "<table:covered-table-cell/>"
        else:
            made += f"<table:table-cell{over}><text:p>{text}</text:p></table:table-cell>"
    return f"<table:table-row>{made}</table:table-row>"


def _pdf_row(y, *texts):
    """A row of a table on a page of a PDF, its columns at their places."""
    return [(x, y, text) for x, text in zip((60, 100, 260, 400), texts, strict=True) if text]


HEAD = word_table(
    ("HUYỆN ỦY DI LINH", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ("*", ""),
    ("Số 5-TB/HU", "Di Linh, ngày 03 tháng 4 năm 2024"),
)
TITLE = para("THÔNG BÁO") + para("về công tác cán bộ") + para("Hội nghị thống nhất như sau:")
FOOT = word_table(
    ("Nơi nhận:", "T/M BAN THƯỜNG VỤ"),
    ("- Thường trực Tỉnh ủy,", "BÍ THƯ"),
    ("- Lưu Văn phòng.", ""),
    ("", "Nguyễn Văn Mẫu"),
)
PEOPLE = word_table(
    ("TT", "Họ và tên", "Chức vụ", "Ghi chú"),
    ("1", "Nguyễn Văn An", "Bí thư Đảng ủy", ""),
    ("2", "Trần Thị Bình", "", "Nghỉ hưu"),
    ("", "Cộng: 02 đồng chí", "", ""),
)
ANNEX = para("DANH SÁCH") + para("(Kèm theo Thông báo số 5-TB/HU, ngày 03/4/2024)") + PEOPLE

STOREYS = word_table(
    (
        cell("TT", down="restart"),
        cell("Đơn vị", down="restart"),
        cell("Năm 2024", across=2),
        cell("Ghi chú", down="restart"),
    ),
    (cell(down="continue"), cell(down="continue"), "KH", "TH", cell(down="continue")),
    ("I", cell("Khối xã", across=4)),
    ("1", "Xã Gung Ré", "12", "", "Chưa đạt"),
    ("2", "Xã Đinh Lạc", "", "9", ""),
)
FIGURES = para("Biểu số 02: Kết quả phát triển đảng viên") + para("Đơn vị tính: đồng chí") + STOREYS

LONG = "Chủ trì, phối hợp với các cơ quan tham mưu Ban Thường vụ Huyện ủy." + " Đôn đốc." * 50
TASKS = word_table(
    ("NỘI DUNG", "CHỦ TRÌ", "PHỐI HỢP", "THỜI HẠN"),
    (cell(LONG, "- Việc hai;", "- Việc ba."), "Ban Tổ chức", "", "Tháng 6"),
    ("Sơ kết", cell("Văn phòng", "Huyện ủy"), "Ủy ban Kiểm tra", ""),
)
FEW = word_table(
    ("Chỉ tiêu", "Kết quả"),
    ("Thu ngân sách", "120 tỷ đồng"),
    ("Chi ngân sách", ""),
    ("Hộ nghèo", "2,5%"),
)
SMALL = word_table(("Xã", "Đạt", "Tỷ lệ"), ("Gung Ré", "", "74%"))
FRAME = word_table((f"<w:tc>{para('Kết quả:')}{SMALL}{para('Trên đây là kết quả.')}</w:tc>",))
SIGNERS = word_table(
    ("BAN TỔ CHỨC", "BAN DÂN VẬN", "VĂN PHÒNG"),
    ("TRƯỞNG BAN", "", "CHÁNH VĂN PHÒNG"),
    ("Nguyễn Văn An", "", "Trần Thị Bình"),
)

NESTED = (
    "<table><tr><th>Xã<th>Thôn<th>Số hộ</tr><tr><td>Gung Ré<td><table><tr><td>Thôn 1<td>Thôn 2"
    "<tr><td>Thôn 3<td></table><td>120</tr><tr><td>Đinh Lạc<td><td>98</tr></table>"
)
MERGED = (
    "<table><caption>Bảng 1. Đảng viên</caption><tr><th rowspan=2>Đảng bộ<th colspan=2>Năm"
    "<tr><th>2023<th>2024<tr><td rowspan=2>Gung Ré<td>10<td>12<tr><td><td>9"
    "<tr><td>Đinh Lạc<td colspan=2>chưa báo cáo</table>"
)
LEFT_OUT = (
    "TT\tHọ và tên\tChức vụ\tGhi chú\n1\tNguyễn Văn An\t\tNghỉ hưu\n2\tTrần Thị Bình\tBí thư\t\n"
    "\tCộng\t\t\n"
)
ALIGNED = "Xã\t\t\tSố hộ\nGung Ré\t\t120\nĐinh Lạc Thượng\t98\n"
MARKDOWN = (
    "**Bảng 2: Thu, chi**\n\n| Chỉ tiêu | Năm 2023 | Năm 2024 |\n|---|---:|---:|\n| Thu | 10 |\n"
    "| Chi | | 9 |\n"
)
OVER_TWO_PAGES = (
    [
        (60, 60, "Kết quả cụ thể ở các đảng bộ trực thuộc như sau:"),
        *_pdf_row(80, "TT", "Đảng bộ", "Kế hoạch", "Thực hiện"),
        *_pdf_row(96, "1", "Gung Ré", "", "9"),
        *_pdf_row(112, "2", "Đinh Lạc", "12", "10"),
    ],
    [
        *_pdf_row(60, "3", "Hòa Nam", "8", "8"),
        *_pdf_row(76, "4", "Bảo Thuận", "7", ""),
        (60, 110, "Trên đây là kết quả của các đảng bộ."),
    ],
)
ODT = odt(
    "<text:p>Phân công như sau:</text:p><table:table>"
    '<table:table-column table:number-columns-repeated="3"/>'
    f"{_odt_row('STT', 'Đồng chí', 'Phụ trách')}{_odt_row('1', 'Nguyễn Văn An', '')}"
    f"{_odt_row('2', 'Trần Thị Bình', None)}</table:table>"
)

PAPERS = {
    "a list of people, some without a note": ("docx", docx(HEAD + TITLE + FOOT + ANNEX)),
    "figures below a heading in two storeys": ("docx", docx(FIGURES)),
    "tasks, with cells of several paragraphs": ("docx", docx(TASKS)),
    "letterhead and foot in tables": ("docx", docx(HEAD + TITLE + FOOT)),
    "four rows of figures": ("docx", docx(FEW)),
    "a table in a frame": ("docx", docx(FRAME)),
    "a table within a cell": ("html", NESTED.encode()),
    "a page with merged cells and a caption": ("html", MERGED.encode()),
    "text with cells left out": ("txt", LEFT_OUT.encode()),
    "text with several tabs between": ("txt", ALIGNED.encode()),
    "people of another word processor": ("odt", ODT),
    "a table over the end of a page": ("pdf", pdf(OVER_TWO_PAGES)),
    "Markdown with short rows": ("md", MARKDOWN.encode()),
    "three who sign side by side": ("docx", docx(TITLE + SIGNERS)),
}
"""By what is hard in each: the ending of the file's name, and the file."""


def paper_file(folder, name):
    """The paper of this name as a file in a folder."""
    ending, held = PAPERS[name]
    path = folder / f"van-ban.{ending}"
    path.write_bytes(held)
    return path
