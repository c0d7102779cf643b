"""Pictures of pages read upright, however they lie; what makes no sense in any way is named."""

import io
import math
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from indexer.documents import formats, turning, upright
from indexer.documents.detection import FileFormat
from indexer.documents.ocr import RecognisedPage
from indexer.documents.ocr_words import RecognisedWord
from indexer.documents.page_text import OCR, UNREAD, ExtractionError
from indexer.documents.pictures import is_turned
from tests.checkout import SHARED
from tests.indexer.documents.test_ocr import BODY, HEAD, MORE, drawn, needs_tesseract
from tests.specimens import scanned

WORDS = f"{HEAD} {BODY} {MORE}".split()
ORIENTATION = 0x112


def page_picture() -> Image.Image:
    width, height, grey = drawn()
    return Image.frombytes("L", (width, height), grey)


def as_file(picture: Image.Image, kind: str, **settings) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **settings)
    return file.getvalue()


# --- with tesseract -------------------------------------------------------------------------------


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_that_does_not_stand_is_turned(turn):
    data = as_file(page_picture().rotate(turn, expand=True), "PNG")
    (page,) = formats.read_pages(FileFormat.PNG, data)
    assert page.method == OCR
    assert page.text.split() == WORDS


@needs_tesseract
def test_a_page_of_a_pdf_that_stands_on_its_head_is_turned():
    width, height, grey = drawn()
    (page,) = formats.read_pages(FileFormat.PDF, scanned(width, height, grey[::-1]))
    assert page.text.split() == WORDS


@needs_tesseract
@pytest.mark.parametrize("degrees", [-6, 4])
def test_a_page_that_is_slightly_turned_is_straightened(degrees):
    data = as_file(page_picture().rotate(degrees, fillcolor=255), "PNG")
    (page,) = formats.read_pages(FileFormat.PNG, data)
    assert len(set(WORDS) - set(page.text.split())) <= 2  # letters drawn anew, of 150 dpi


@needs_tesseract
@pytest.mark.parametrize(
    ("orientation", "operation"),
    [(6, Image.Transpose.ROTATE_90)],
)
def test_a_photograph_is_read_as_its_camera_was_held(orientation, operation):
    held = page_picture().transpose(operation)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    (page,) = formats.read_pages(FileFormat.JPEG, as_file(held, "JPEG", exif=exif, quality=90))
    assert page.text.split() == WORDS


@needs_tesseract
@pytest.mark.parametrize("name", ["22-anh-dien-thoai-exif6.jpg", "23-quet-nguoc.jpg"])
def test_the_cases_of_practice(name):
    path = SHARED / "cases" / name
    if not path.is_file():
        pytest.skip(f"needs {path}")
    (page,) = formats.read_pages(FileFormat.JPEG, path.read_bytes())
    assert page.text.startswith("HUYỆN ỦY DI LINH\n*\nSố 55-TB/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n")
    assert "Quy định số 213-QĐ/TW" in page.text


# --- the choice of a turn, with a recogniser that reads a mark in the corner ----------------------

SENSE = ["Thông", "báo", "kết", "luận", "kiểm", "tra", "của", "Ban", "Thường", "vụ", "Tỉnh", "ủy"]
NONSENSE = ["qurs", "fuẻ", "đtr", "onud", "vAg", "ñAx", "upAz", "gẽz", "rouzt", "đpỉx"]


class Recogniser:
    """Reads sense where a picture has its mark at the top left, and nonsense where it has not."""

    def __init__(self, monkeypatch, likely=None, legible=True):
        self.seen = 0
        self._likely, self._legible = likely, legible
        monkeypatch.setattr(upright, "recognise", self.recognise)
        monkeypatch.setattr(upright, "turn_of", lambda _picture: self._likely)
        monkeypatch.setattr(turning, "skew", lambda _picture: 0.0)

    def recognise(self, picture, *_settings):
        self.seen += 1
        with Image.open(picture) as image:
            stands = image.getpixel((2, 2)) < 128 and image.getpixel((20, 20)) > 128
        words = SENSE if stands and self._legible else NONSENSE
        line = [RecognisedWord(word, 100.0 * at, 50.0, 90.0, 30.0) for at, word in enumerate(words)]
        return [RecognisedPage([line] if line else [], 1200.0)]


@pytest.fixture
def picture(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def put(turn):
        marked = Image.new("L", (40, 60), 255)
        marked.paste(0, (0, 0, 6, 6))
        marked.rotate(turn, expand=True).save("page.pgm")
        return Path("page.pgm").resolve()

    return put


@pytest.mark.parametrize(
    ("lies", "likely", "seen"),
    [
        (0, None, 1),  # what stands is read once, and never decoded
        (180, 180, 2),
        (180, None, 3),
        (90, 90, 2),
        (270, 270, 2),
        (270, None, 5),
        (90, 180, 4),  # tesseract was mistaken
    ],
)
def test_a_page_is_turned_until_it_makes_sense(picture, monkeypatch, lies, likely, seen):
    machine = Recogniser(monkeypatch, likely)
    page = upright.read_upright(picture(lies))
    assert (page.method, page.text, machine.seen) == (OCR, " ".join(SENSE), seen)


def test_a_bad_copy_is_read_without_its_specks(picture, monkeypatch):
    machine = Recogniser(monkeypatch)
    path = picture(0)
    with Image.open(path) as image:
        image.putpixel((20, 20), 0)
        image.save(path)
    page = upright.read_upright(path)
    assert (page.text, machine.seen) == (" ".join(SENSE), 2)


def test_specks_are_taken_away_and_letters_stay():
    whole = np.asarray(page_picture())
    specks = np.random.default_rng(5).random(whole.shape)
    copy = np.where(specks < 0.05, 0, np.where(specks > 0.95, 255, whole)).astype(np.uint8)
    cleaned = np.asarray(turning.cleaned(Image.fromarray(copy)))

    def wrong(picture):
        return int(((picture < 128) != (whole < 128)).sum())

    assert wrong(cleaned) * 4 < wrong(copy)


def test_a_page_without_sense_is_named_after_every_turn(picture, monkeypatch):
    machine = Recogniser(monkeypatch, legible=False)
    page = upright.read_upright(picture(0))
    assert (page.method, machine.seen) == (UNREAD, 5)
    assert "quét lại" in str(page.reason)


def test_a_blank_page_is_not_turned(picture, monkeypatch):
    machine = Recogniser(monkeypatch, legible=False)
    monkeypatch.setattr(f"{__name__}.NONSENSE", [])
    path = picture(0)
    Image.new("L", (40, 60), 250).save(path)
    page = upright.read_upright(path)
    assert (page.method, page.text, machine.seen) == (OCR, "", 1)


def test_few_words_prove_nothing(picture, monkeypatch):
    monkeypatch.setattr(f"{__name__}.NONSENSE", ["BIÊU", "SÔ0"])
    Recogniser(monkeypatch, legible=False)
    assert upright.read_upright(picture(0)).method == OCR


def test_a_picture_that_cannot_be_decoded_is_left_as_it_was_read(picture, monkeypatch):
    def load(_picture, _frame):
        raise OSError("no such decoder")

    Recogniser(monkeypatch, legible=False)
    monkeypatch.setattr(turning, "load", load)
    assert upright.read_upright(picture(0)).method == UNREAD


def test_a_scan_without_sense_is_refused_by_its_reason(monkeypatch):
    unread = upright.illegible_reason()

    def read_confined(module, _data, argument="", *_, **__):
        page = formats.PageText("", UNREAD)
        return (page._replace(text="ữq wẩ", reason=unread),) if argument else (page,)

    monkeypatch.setattr(formats.ocr, "is_installed", lambda: True)
    monkeypatch.setattr(formats, "read_confined", read_confined)
    with pytest.raises(ExtractionError, match="không đọc ra tiếng Việt"):
        formats.read_pages(FileFormat.PNG, b"")


# --- how a page lies, by its words ----------------------------------------------------------------


def lines(degrees: float, count: int = 6) -> list[list[RecognisedWord]]:
    fall = math.tan(math.radians(degrees))
    return [
        [
            RecognisedWord("chữ", 100.0 * at, 50.0 * row + 100 * at * fall, 90, 30)
            for at in range(10)
        ]
        for row in range(count)
    ]


@pytest.mark.parametrize("degrees", [-4, -0.5, 0, 0.5, 4])
def test_the_slope_of_a_page_is_that_of_its_lines(degrees):
    found = RecognisedPage(lines(degrees), 1200.0).slope
    assert math.degrees(math.atan(found)) == pytest.approx(degrees, abs=0.01)


def test_few_or_short_lines_tell_no_slope():
    assert RecognisedPage(lines(4, count=2), 1200.0).slope == 0
    assert RecognisedPage(lines(4), 12000.0).slope == 0
    assert RecognisedPage((), 1.0).slope == 0


@pytest.mark.parametrize("degrees", [-2.5, -1, 1, 2.5])
def test_columns_of_a_turned_page_stay_side_by_side(degrees):
    """Its rows are those of the page, not those of the picture: the same as if it lay level."""

    def page(turn):
        fall = math.tan(math.radians(turn))

        def line(words, left, top):
            placed = [(word, left + 75.0 * at) for at, word in enumerate(words.split())]
            return [RecognisedWord(word, x, top + x * fall, 70, 30) for word, x in placed]

        head = [
            line("TỈNH ỦY X", 100, 100), line("ĐẢNG CỘNG SẢN VIỆT NAM", 900, 100),
            line("Số 5-TB/TU", 100, 150), line("ngày 5 tháng 6 năm 2023", 900, 150),
        ]  # fmt: skip
        body = [line(" ".join(["chữ"] * 16), 100, 250 + 50 * at) for at in range(6)]
        return RecognisedPage([*head, *body], 1400.0).text

    assert page(degrees) == page(0)
    assert page(0).startswith("TỈNH ỦY X\nSố 5-TB/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nngày 5 tháng 6")


@pytest.mark.parametrize(("width", "height", "stands"), [(90, 30, True), (30, 90, False)])
def test_a_page_whose_words_run_up_or_down_does_not_stand(width, height, stands):
    word = RecognisedWord("tháng", 100, 100, width, height)
    assert RecognisedPage([[word], [word]], 1200.0).stands is stands
    assert RecognisedPage([[word._replace(text="Số")]], 1200.0).stands


@pytest.mark.parametrize("degrees", [-7, -2.5, 0, 0.7, 4])
def test_the_turn_of_a_picture_is_seen_from_its_rows(degrees):
    picture = Image.new("L", (800, 1100), 255)
    for row in range(100, 1000, 40):
        picture.paste(0, (100, row, 700, row + 16))
    found = turning.skew(picture.rotate(degrees, fillcolor=255))
    assert found == pytest.approx(-degrees, abs=0.15)


def test_an_empty_picture_is_level():
    assert turning.skew(Image.new("L", (80, 110), 255)) == 0
    assert turning.straightened(Image.new("L", (80, 110), 255)) is None


# --- what a camera says ---------------------------------------------------------------------------


@pytest.mark.parametrize(("orientation", "turned"), [(1, False), (3, True), (6, True), (8, True)])
@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_says_how_its_camera_was_held(orientation, turned, order):
    exif = Image.Exif()
    exif.endian = order
    exif[ORIENTATION] = orientation
    assert is_turned(as_file(Image.new("L", (8, 8)), "JPEG", exif=exif)) is turned


@pytest.mark.parametrize(
    "data",
    [
        as_file(Image.new("L", (8, 8)), "JPEG"),
        as_file(Image.new("L", (8, 8)), "PNG"),
        b"\xff\xd8\xff\xe1\x00\x10Exif\0\0II*\0\xff\xff\xff\x7f",
        b"\xff\xd8\xff\xe1",
        b"\xff\xd8",
    ],
)
def test_a_picture_that_does_not_say_so_is_not_turned(data):
    assert not is_turned(data)
