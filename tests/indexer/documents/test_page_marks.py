"""Marks of secrecy that are no text: pictures and what is told of them, headers, notes on a PDF."""

import base64
import io
import zipfile
import zlib

import pypdf
import pytest
from PIL import Image
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject as Numbers
from pypdf.generic import DictionaryObject, FloatObject, NameObject, TextStringObject

from indexer.documents import formats, head_pictures, ocr
from indexer.documents import pdf as pdf_reader
from indexer.documents.detection import FileFormat
from indexer.documents.head_pictures import may_be_stamp
from indexer.model import Beside, PageMark
from tests.specimens import docx, packed, para, part, pdf, run
from tests.stamps import RED, needs_stamps, page, png, stamp

HEAD = ["HUYỆN ỦY BẢO LÂM", "*", "Số 12-BC/HU", "BÁO CÁO", "tình hình an ninh"]
LINES = [*HEAD, *["Nội dung của báo cáo này rất dài và nói về tình hình."] * 40]
BODY = "".join(map(para, LINES))
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
EMBLEM = png(Image.new("RGB", (60, 60), (218, 37, 29)))


def marks_of(kind: FileFormat, data: bytes) -> list[tuple[str, Beside]]:
    return [(one.words, one.beside) for one in formats.read_pages(kind, data)[0].marks]


# --- Word -----------------------------------------------------------------------------------------


def drawing(width: float, height: float, told: str = "") -> str:
    """A picture of so many millimetres; ``told`` are its attributes."""
    return (
        f'<w:r><w:drawing><wp:inline {_DRAWING}><wp:extent cx="{width * 36000:.0f}" '
        f'cy="{height * 36000:.0f}"/><wp:docPr id="1" name="Picture 1" {told}/><a:graphic>'
        '<a:blip r:embed="p1"/></a:graphic></wp:inline></w:drawing></w:r>'
    )


def shape(width: float, height: float, told: str = "") -> str:
    """The same as Word 97 had it."""
    return (
        f'<w:r><w:pict><v:shape style="width:{width}mm;height:{height}mm" {told}>'
        '<v:imagedata r:id="p1"/></v:shape></w:pict></w:r>'
    )


def alternative(content: str) -> str:
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{content[5:-6]}</mc:Choice>'
        "<mc:Fallback/></mc:AlternateContent></w:r>"
    )


def with_picture(data: bytes, picture: bytes, name: str = "document") -> bytes:
    """A Word file whose part shows this picture as ``p1``."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    path, kind = f"word/_rels/{name}.xml.rels", b"http://schemas.openxmlformats.org"
    relations = members.get(
        path,
        b'<Relationships xmlns="%b/package/2006/relationships"></Relationships>' % kind,
    )
    one = (
        b'<Relationship Id="p1" Target="media/a.png" '
        b'Type="%b/officeDocument/2006/relationships/image"/>' % kind
    )
    members[path] = relations.replace(b"</Relationships>", one + b"</Relationships>")
    return packed(members | {"word/media/a.png": picture})


def under_header(content: str, *, first: bool = True, kind: str = "default") -> bytes:
    """A Word file with a header, which is that of the first page or of others."""
    title = "" if first else "<w:titlePg/>"
    section = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="r0"/>{title}</w:sectPr>'
    return docx(BODY + section, parts={"word/header1.xml": part("hdr", content)})


@needs_stamps
@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("MẬT", {}),
        ("MẬT", {"lines": 0, "ink": RED}),
        ("TỐI MẬT", {"lines": 2, "ink": RED}),
        ("TUYỆT MẬT", {"turn": 8, "ink": RED}),
    ],
)
@pytest.mark.parametrize("put", [drawing, shape, lambda *size: alternative(drawing(*size))])
def test_a_stamp_that_is_a_picture_in_word_is_read(text, look, put):
    picture = stamp(text, **look)
    data = docx(para(put(picture.width / 8, picture.height / 8)) + BODY)
    assert (text, Beside.PICTURE) in marks_of(FileFormat.DOCX, with_picture(data, png(picture)))


@needs_stamps
@pytest.mark.parametrize("first", [True, False])
def test_a_stamp_in_a_header_is_read_whatever_page_shows_it(first):
    data = under_header(para(drawing(26, 14)), first=first)
    data = with_picture(data, png(stamp("MẬT", ink=RED)), "header1")
    assert ("MẬT", Beside.PICTURE) in marks_of(FileFormat.DOCX, data)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ('descr="MẬT"', "MẬT"),
        ('title="Dấu tối mật"', "Dấu tối mật"),
        ('descr="Con dấu độ mật" title=""', "Con dấu độ mật"),
        ('descr="Quốc huy"', None),
        ('descr="' + "MẬT " * 60 + '"', None),
    ],
)
def test_what_is_told_of_a_picture_is_a_mark(told, expected):
    data = with_picture(docx(para(drawing(18, 18, told)) + BODY), EMBLEM)
    found = [] if expected is None else [(expected, Beside.PICTURE)]
    assert marks_of(FileFormat.DOCX, data) == found
    data = with_picture(docx(para(shape(18, 18, told.replace("descr", "alt"))) + BODY), EMBLEM)
    assert [words for words, _ in marks_of(FileFormat.DOCX, data)] == [one for one, _ in found]


def test_a_picture_behind_the_head_is_none_of_it():
    assert marks_of(FileFormat.DOCX, docx(BODY + para(drawing(26, 14, 'descr="MẬT"')))) == []


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (para("MẬT"), {"first": False}),
        (para(run("M"), run("ẬT")), {"kind": "even"}),
        (
            para('<w:r><w:pict><v:shape><v:textpath string="TỐI MẬT"/></v:shape></w:pict></w:r>'),
            {"first": False},
        ),
    ],
)
def test_a_header_of_other_pages_is_a_mark_and_no_text(content, where):
    (read,) = formats.read_pages(FileFormat.DOCX, under_header(content, **where))
    assert [one.beside for one in read.marks] == [Beside.MARGIN]
    assert "MẬT" not in read.text


def test_pictures_of_one_letterhead_are_recognised_once(monkeypatch):
    asked = []

    def recognise(reader, data, *rest, **options):
        if reader != "indexer.documents.stamps:read":
            return read_confined(reader, data, *rest, **options)
        asked.append(data)
        return (formats.PageText("MẬT"),)

    read_confined = formats.read_confined
    monkeypatch.setattr(head_pictures, "read_confined", recognise)
    monkeypatch.setattr(head_pictures, "_recognised", head_pictures._Recognised())
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    data = with_picture(docx(para(drawing(40, 12)) + BODY), png(Image.new("L", (40, 12), 9)))
    for _ in range(3):
        assert marks_of(FileFormat.DOCX, data) == [("MẬT", Beside.PICTURE)]
    assert len(asked) == 1
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    assert marks_of(FileFormat.DOCX, data) == []


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((24, 9), True),
        ((45, 14), True),
        ((160, 30), True),  # a letterhead that is a picture
        ((18, 18), False),  # an emblem
        ((120, 90), False),  # a photograph
        ((60, 0.5), False),  # a rule
        ((0, 0), False),
    ],
)
def test_of_which_size_a_stamp_may_be(size, expected):
    assert may_be_stamp(*size) is expected


def test_what_is_broken_beside_the_text_costs_no_text():
    data = docx(
        para(drawing(40, 12)) + BODY,
        parts={
            "word/header1.xml": "<w:hdr \u1eac",
            "word/header2.xml": part("hdr", para("MẬT")),
            "word/_rels/header2.xml.rels": "<Relationships",
        },
    )
    whole = with_picture(data, picture := b"picture" * 9)
    packed_picture = zlib.compress(picture)[2:-4]
    assert packed_picture in whole
    broken = whole.replace(packed_picture, bytes(len(packed_picture)))
    for each in (whole, broken):
        (read,) = formats.read_pages(FileFormat.DOCX, each)
        assert read.text.startswith("HUYỆN ỦY BẢO LÂM")
        assert read.marks == (PageMark("MẬT", Beside.MARGIN),)


# --- PDF ------------------------------------------------------------------------------------------


def changed(change) -> bytes:
    """A page of text in a PDF that a program changed afterwards."""
    source = pdf([[(72, 60 + 18 * at, line) for at, line in enumerate(LINES)]])
    writer, file = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(source))), io.BytesIO()
    change(writer)
    writer.write(file)
    return file.getvalue()


def noted(kind: str, key: str, text: str) -> bytes:
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): Numbers(map(FloatObject, (50, 700, 150, 730))),
            NameObject(key): TextStringObject(text),
        }
    )
    return changed(lambda writer: writer.add_annotation(0, note))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            changed(
                lambda writer: writer.add_annotation(
                    0, FreeText(text="TỐI MẬT", rect=(50, 700, 150, 730))
                )
            ),
            "TỐI MẬT",
        ),
        (noted("/Stamp", "/Contents", "TUYỆT MẬT"), "TUYỆT MẬT"),
        (noted("/Text", "/Contents", "Dấu mật"), "Dấu mật"),
        (noted("/Widget", "/V", "Mật"), "Mật"),
        (noted("/Text", "/Contents", "Đã duyệt, đề nghị phát hành"), None),
        (noted("/Link", "/Contents", "MẬT"), None),
    ],
)
def test_a_note_upon_a_page_is_a_mark(data, expected):
    found = [] if expected is None else [(expected, Beside.NOTE)]
    assert marks_of(FileFormat.PDF, data) == found


def put_on(picture: Image.Image, x: float, y: float, width: float) -> bytes:
    """A page of text with a picture on it, so many points wide."""
    white, file = Image.new("RGB", picture.size, "white"), io.BytesIO()
    white.paste(picture, mask=picture)
    white.save(file, "PDF", resolution=72)
    other = pypdf.PdfReader(io.BytesIO(file.getvalue())).pages[0]
    place = pypdf.Transformation().scale(width / picture.width).translate(x, y)
    return changed(lambda writer: writer.pages[0].merge_transformed_page(other, place))


@needs_stamps
@pytest.mark.parametrize(("y", "expected"), [(700, [("MẬT", Beside.PICTURE)]), (300, [])])
def test_a_picture_of_a_stamp_at_the_head_of_a_page_with_text_is_read(y, expected):
    data = put_on(stamp("MẬT", ink=RED, turn=5), 60, y, 80)
    assert marks_of(FileFormat.PDF, data) == expected


@needs_stamps
def test_the_head_of_a_scan_with_recognised_letters_below_is_looked_at():
    file, hidden = io.BytesIO(), pdf([[(72, 400 + 18 * at, line) for at, line in enumerate(HEAD)]])
    page((stamp("TỐI MẬT", lines=2), (280, 400))).save(file, "PDF", resolution=200)
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(file.getvalue())))
    writer.pages[0].merge_page(pypdf.PdfReader(io.BytesIO(hidden)).pages[0])
    file = io.BytesIO()
    writer.write(file)
    (read,) = formats.read_pages(FileFormat.PDF, file.getvalue())
    assert (read.method, read.marks) == ("text", (PageMark("TỐI MẬT", Beside.PICTURE),))


@pytest.mark.parametrize(("scale", "drawn"), [(1, 1), (20, 0)])
def test_the_head_of_a_page_larger_than_any_paper_is_not_drawn(scale, drawn):
    file = io.BytesIO()
    Image.new("L", (595, 842), 200).save(file, "PDF", resolution=72)
    under = pypdf.PdfReader(io.BytesIO(file.getvalue())).pages[0]

    def put_under(writer):
        writer.pages[0].merge_page(under, over=False)
        writer.pages[0].scale_by(scale)

    (read,) = pdf_reader.read(changed(put_under))
    assert (read.method, len(read.pictures)) == ("text", drawn)


# --- web pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<img src="a.png" alt="MẬT">', "MẬT"),
        ("<IMG ALT='T&#7888;I M&#7852;T' src=a.png>", "TỐI MẬT"),
        ('<img title="Dấu tuyệt mật">', "Dấu tuyệt mật"),
        ('<img alt="Quốc huy">', None),
    ],
)
def test_what_a_web_page_tells_of_a_picture_is_a_mark(tag, expected):
    data = f"<html><body>{tag}<p>{'</p><p>'.join(HEAD)}</p></body></html>".encode()
    found = [] if expected is None else [(expected, Beside.PICTURE)]
    assert marks_of(FileFormat.HTML, data) == found


@needs_stamps
def test_a_picture_within_a_web_page_is_read():
    packed_picture = base64.b64encode(png(stamp("MẬT", ink=RED))).decode()
    size = 'width="90" height="48"'
    tag = f'<img {size} src="data:image/png;base64,{packed_picture}">'
    page_within = f"<html><body>{tag}<p>{'</p><p>'.join(HEAD)}</p></body></html>"
    assert marks_of(FileFormat.HTML, page_within.encode()) == [("MẬT", Beside.PICTURE)]
    message = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        "Content-Type: text/html; charset=utf-8\n\n"
        f"<html><body><img {size} src='cid:a@b'><p>So 12</p></body></html>\n--x\n"
        "Content-Type: image/png\nContent-ID: <a@b>\nContent-Transfer-Encoding: base64\n\n"
        f"{packed_picture}\n--x--\n"
    )
    assert marks_of(FileFormat.MHTML, message.encode()) == [("MẬT", Beside.PICTURE)]
