"""Pages that are pictures: recognised where tesseract is installed, named where it is not."""

import os
import shutil

import pypdfium2
import pytest

from indexer import readers as formats
from indexer.model import because
from indexer.readers import ocr
from indexer.readers.kinds import Kind
from indexer.readers.ocr import read_table
from indexer.readers.pagetext import OCR, TEXT, UNREAD, PageText, Refused
from indexer.readers.pictures import check_size, sizes_of
from tests.specimens import png, scanned, tiff

needs_tesseract = pytest.mark.skipif(
    not ocr.is_installed(), reason="tesseract with its model is not installed (tesseract-ocr-vie)"
)

# Words that the Latin-1 letters of a built-in font can show.
HEAD = "THÔNG BÁO"
BODY = "Ban công tác nông thôn trong tháng"
MORE = "tình hình nhân dân tham gia xây nhà, quan tâm hành chính công"


def drawn(dpi: int = 150) -> tuple[int, int, bytes]:
    """A page with two lines as a grey picture: width, height, one byte a point."""
    lines = [(200, 100, HEAD), (72, 140, BODY), (72, 160, MORE)]
    shown = b" ".join(
        b"/F1 14 Tf 1 0 0 1 %d %d Tm <%s> Tj" % (x, 842 - y, text.encode("cp1252").hex().encode())
        for x, y, text in lines
    )
    from tests.specimens import pdf_of

    font = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
    document = pypdfium2.PdfDocument(pdf_of([b"BT " + shown + b" ET"], font))
    bitmap = document[0].render(scale=dpi / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    grey = b"".join(
        rows[at : at + bitmap.width]
        for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
    size = bitmap.width, bitmap.height
    document.close()
    return *size, grey


@needs_tesseract
@pytest.mark.parametrize(
    ("kind", "make"),
    [
        (Kind.PDF, scanned),
        (Kind.PNG, png),
        (Kind.TIFF, lambda width, height, grey: tiff([(width, height, grey)])),
    ],
)
def test_a_scanned_page_is_recognised_and_says_so(kind, make):
    (page,) = formats.read_pages(kind, make(*drawn()))
    assert page.method == OCR
    assert page.text.split() == f"{HEAD} {BODY} {MORE}".split()


@needs_tesseract
def test_every_page_of_a_tiff_is_recognised():
    picture = drawn()
    pages = formats.read_pages(Kind.TIFF, tiff([picture] * (formats.BATCH + 1)))
    assert [page.text.startswith(HEAD) for page in pages] == [True] * (formats.BATCH + 1)


def test_without_tesseract_a_picture_is_refused_with_the_way_on(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(Refused, match="tesseract-ocr-vie"):
        formats.read_pages(Kind.PNG, png(1, 1, b"\0"))


def test_without_tesseract_a_page_that_is_a_picture_is_marked(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    layers = (PageText("Nghị quyết của Tỉnh ủy"), PageText("", UNREAD))
    monkeypatch.setattr(formats, "read_confined", lambda *_: layers)
    assert formats.read_pages(Kind.PDF, b"") == layers


def test_pages_are_recognised_in_batches_and_one_that_fails_stays_unread(monkeypatch):
    asked = []

    def read(module, _data, argument="", _seconds=60):
        if module == "indexer.readers.pdf":
            return tuple(PageText("", UNREAD) for _ in range(6))
        asked.append(argument)
        if "5" in argument:
            raise Refused(because("đọc quá {seconds} giây, đã dừng", seconds=60))
        return tuple(PageText(f"trang {number}", OCR) for number in argument.split(","))

    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(formats, "read_confined", read)
    pages = formats.read_pages(Kind.PDF, b"")
    assert asked == ["1,2,3,4", "5,6"]
    assert [page.method for page in pages] == [OCR] * 4 + [UNREAD] * 2


@pytest.mark.parametrize(
    ("layer", "recognised", "kept"),
    [
        ("", "", OCR),
        ("", "Nghị quyết", OCR),
        ("Nghj quyét cùa", "Nghị quyết của", OCR),
        ("The quick brown fox", "The quíck browm fox", TEXT),
    ],
)
def test_the_better_of_text_layer_and_recognition_is_kept(layer, recognised, kept):
    assert formats._better(PageText(layer, UNREAD), PageText(recognised, OCR)).method == kept


def test_the_table_of_words_is_laid_out_in_columns():
    rows = ["level page block par line word left top width height conf text"]
    rows.append("1 1 0 0 0 0 0 0 1654 2339 -1 ")
    words = [
        ("TỈNH", 200, 100),
        ("ỦY", 300, 100),
        ("ĐẢNG", 1000, 101),
        ("Số", 220, 140),
        ("5", 260, 140),
    ]
    for at, (word, left, top) in enumerate(words, start=1):
        rows.append(f"5 1 1 1 {top // 20} {at} {left} {top} {20 * len(word)} 30 95 {word}")
    assert read_table("\n".join(row.replace(" ", "\t") for row in rows)) == [
        "TỈNH ỦY\nSố 5\n\nĐẢNG"
    ]


@pytest.mark.parametrize(
    "table", ["", "header", "header\n5\t1", "header\n1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t"]
)
def test_a_table_without_words(table):
    assert "".join(read_table(table)) == ""


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x0b\x08" + b"\x00\x10\x00\x20" + b"\x01"


def test_sizes_are_read_from_the_header():
    assert list(sizes_of(png(3, 2, b"\0" * 6))) == [(3, 2)]
    assert list(sizes_of(JPEG)) == [(32, 16)]
    assert list(sizes_of(tiff([(3, 2, b"\0" * 6), (5, 4, b"\0" * 20)]))) == [(3, 2), (5, 4)]
    with pytest.raises(Refused, match="triệu điểm ảnh"):
        check_size(10_000, 10_000)


@pytest.mark.parametrize(
    "data", [b"\x89PNG", JPEG[:9], b"\xff\xd8\xff\xe0\xff\xff", b"II*\0\xff\xff\xff\x7f"]
)
def test_broken_pictures_are_refused(data):
    with pytest.raises(Refused, match="hỏng"):
        list(sizes_of(data))


def test_a_tiff_whose_pages_run_in_a_circle_ends():
    data = bytearray(tiff([(1, 1, b"\0")]))
    data[8 + 2 + 12 * 9 : 8 + 2 + 12 * 9 + 4] = (8).to_bytes(4, "little")
    assert len(list(sizes_of(bytes(data)))) == 1


def test_without_the_program_its_model_is_not_asked_for(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    ocr.is_installed.cache_clear()
    try:
        assert not ocr.is_installed()
        assert "tesseract" not in formats.abilities()
        with pytest.raises(Refused, match="tesseract"):
            ocr.recognise(os.devnull)
    finally:
        ocr.is_installed.cache_clear()
