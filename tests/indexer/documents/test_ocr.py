"""Pages that are pictures: recognised where tesseract is installed, named where it is not."""

import os
import shutil
from pathlib import Path

import pypdfium2
import pytest

from indexer.documents import formats, ocr
from indexer.documents.detection import FileFormat
from indexer.documents.ocr import read_table
from indexer.documents.page_text import OCR, TEXT, UNREAD, ExtractionError, PageText, timeout_reason
from indexer.documents.pictures import check_size, sizes_of
from indexer.model import because
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
        (FileFormat.PDF, scanned),
        (FileFormat.PNG, png),
        (FileFormat.TIFF, lambda width, height, grey: tiff([(width, height, grey)])),
    ],
)
def test_a_scanned_page_is_recognised_and_says_so(kind, make):
    (page,) = formats.read_pages(kind, make(*drawn()))
    assert page.method == OCR
    assert page.text.split() == f"{HEAD} {BODY} {MORE}".split()


@needs_tesseract
def test_every_page_of_a_tiff_is_recognised():
    picture = drawn()
    pages = formats.read_pages(FileFormat.TIFF, tiff([picture] * 3))
    assert [page.text.startswith(HEAD) for page in pages] == [True] * 3


def test_without_tesseract_a_picture_is_refused_with_the_way_on(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(ExtractionError, match="tesseract-ocr-vie"):
        formats.read_pages(FileFormat.PNG, png(1, 1, b"\0"))


def test_without_tesseract_a_page_that_is_a_picture_is_marked_with_the_way_on(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    layers = (PageText("Nghị quyết của Tỉnh ủy"), PageText("", UNREAD))
    monkeypatch.setattr(formats, "read_confined", lambda *_, **__: layers)
    read, picture = formats.read_pages(FileFormat.PDF, b"")
    assert (read, picture.method) == (layers[0], UNREAD)
    assert "tesseract-ocr-vie" in str(picture.reason)


class Recogniser:
    """Reads a page in ``takes`` seconds of a clock of its own; page 2 cannot be read."""

    def __init__(self, pages, takes):
        self.pages, self.takes, self.now, self.asked = pages, takes, 0.0, []

    def read(self, module, _data, argument="", seconds=60.0, *, alone=False):
        if module == "indexer.documents.pdf:read":
            return (PageText("", UNREAD),) * self.pages
        assert alone  # it starts a program
        self.asked.append(int(argument))
        self.now += min(self.takes, seconds)
        if self.takes > seconds:
            raise ExtractionError(timeout_reason(seconds))
        if argument == "2":
            raise ExtractionError(because("tệp rỗng"))
        return (PageText(f"trang {argument}", OCR),)


@pytest.mark.parametrize(
    ("takes", "asked", "late"),
    [(1, [1, 2, 3, 4, 5, 6], []), (20, [1, 2, 3], [4, 5, 6]), (25, [1, 2, 3], [3, 4, 5, 6])],
)
def test_pages_are_recognised_as_long_as_the_file_has_time(monkeypatch, takes, asked, late):
    machine = Recogniser(6, takes)
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(formats, "read_confined", machine.read)
    monkeypatch.setattr(formats.time, "monotonic", lambda: machine.now)
    pages = formats.read_pages(FileFormat.PDF, b"", seconds=60)
    assert machine.asked == asked
    unread = {at: str(page.reason) for at, page in enumerate(pages, 1) if page.method == UNREAD}
    assert unread == {2: "tệp rỗng", **dict.fromkeys(late, str(timeout_reason(60)))}
    assert all(page.text == f"trang {at}" for at, page in enumerate(pages, 1) if at not in unread)


def test_a_scan_of_which_no_page_could_be_read_in_time_is_refused(monkeypatch):
    machine = Recogniser(6, 100)
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(formats, "read_confined", machine.read)
    monkeypatch.setattr(formats.time, "monotonic", lambda: machine.now)
    with pytest.raises(ExtractionError, match=r"60 giây.*--seconds"):
        formats.read_pages(FileFormat.PDF, b"", seconds=60)


ENGLISH = "The quick brown fox jumps over the lazy dog, and every other animal looks at it"
ENGLISH_SEEN = "The quíck browm fox jumps ovèr the lazy dog, amd every other animal looks ạt ít"
LAO = "ພັກປະຊາຊົນປະຕິວັດລາວ ແຈ້ງການ ຂອງ ຄະນະພັກແຂວງ"
BROKEN = "ùÿþ ¤¶¸ qdw prl xkc vbn wsz fgh jkl rtp zxv"


@pytest.mark.parametrize(
    ("layer", "recognised", "legible", "kept"),
    [
        ("", "", True, ""),
        ("", "Nghị quyết", True, "Nghị quyết"),
        ("Nghj quyét cùa", "Nghị quyết của", True, "Nghị quyết của"),
        # In another language the layer knows better, whatever was made of the picture.
        ("The quick brown fox", "The quíck browm fox", True, "The quick brown fox"),
        (ENGLISH, ENGLISH_SEEN, False, ENGLISH),
        (LAO, "wugjzjßgWugfwo", False, LAO),
        # What is legible nowhere is no text.
        (BROKEN, "ữq wẩ ũp zxx ôqư", False, None),
        ("", "ữq wẩ ũp zxx ôqư", False, None),
    ],
)
def test_the_better_of_text_layer_and_recognition_is_kept(layer, recognised, legible, kept):
    found = PageText(recognised, OCR if legible else UNREAD, None if legible else because("mờ"))
    page = formats._better(PageText(layer, UNREAD), found)
    if kept is None:
        assert (page.text, page.method, str(page.reason)) == ("", UNREAD, "mờ")
    else:
        assert page == PageText(kept, TEXT if layer and kept == layer else OCR)


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
    (page,) = read_table("\n".join(row.replace(" ", "\t") for row in rows))
    assert page.text == "TỈNH ỦY\nSố 5\n\nĐẢNG"


@pytest.mark.parametrize(
    "table", ["", "header", "header\n5\t1", "header\n1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t"]
)
def test_a_table_without_words(table):
    assert "".join(page.text for page in read_table(table)) == ""


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x0b\x08" + b"\x00\x10\x00\x20" + b"\x01"


def test_sizes_are_read_from_the_header():
    assert list(sizes_of(png(3, 2, b"\0" * 6))) == [(3, 2)]
    assert list(sizes_of(JPEG)) == [(32, 16)]
    assert list(sizes_of(tiff([(3, 2, b"\0" * 6), (5, 4, b"\0" * 20)]))) == [(3, 2), (5, 4)]
    with pytest.raises(ExtractionError, match="triệu điểm ảnh"):
        check_size(10_000, 10_000)


@pytest.mark.parametrize(
    "data", [b"\x89PNG", JPEG[:9], b"\xff\xd8\xff\xe0\xff\xff", b"II*\0\xff\xff\xff\x7f"]
)
def test_broken_pictures_are_refused(data):
    with pytest.raises(ExtractionError, match="hỏng"):
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
        assert "tesseract" not in formats.abilities(60).programs
        with pytest.raises(ExtractionError, match="tesseract"):
            ocr.recognise(Path(os.devnull))
    finally:
        ocr.is_installed.cache_clear()
