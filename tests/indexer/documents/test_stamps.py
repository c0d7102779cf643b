"""Framed stamps on scans, which tesseract's layout takes for drawings."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from indexer.documents import formats, ocr, stamps
from indexer.documents.detection import FileFormat
from indexer.model import Beside
from tests.stamps import RED, needs_stamps, page, png, stamp

UPPER_LEFT = (280, 400)


def words_on(picture: Image.Image) -> list[str]:
    (read,) = formats.read_pages(FileFormat.PNG, png(picture))
    assert {one.beside for one in read.marks} <= {Beside.PICTURE}
    return [one.words for one in read.marks]


@needs_stamps
@pytest.mark.parametrize(
    ("text", "look", "place"),
    [
        ("MẬT", {}, UPPER_LEFT),
        ("TỐI MẬT", {"lines": 2}, UPPER_LEFT),
        ("TUYỆT MẬT", {"turn": 6}, (320, 400)),
        ("MẬT", {"turn": -10, "ink": RED}, UPPER_LEFT),
        ("TUYỆT MẬT", {"turn": 12, "ink": RED}, (320, 410)),
        ("MẬT", {"ink": RED, "strength": 0.35}, UPPER_LEFT),
        ("TỐI MẬT", {"ink": (120, 120, 120), "strength": 0.6}, UPPER_LEFT),
        ("MẬT", {"lines": 0, "ring": True}, UPPER_LEFT),
        ("MẬT", {"turn": 4, "ink": RED}, (330, 300)),  # over the number
        ("TỐI MẬT", {"ink": RED}, (1450, 80)),
        ("MẬT", {"size": 30}, UPPER_LEFT),
        ("MẬT", {"size": 64, "lines": 2}, UPPER_LEFT),
    ],
)
def test_a_framed_stamp_is_read_beside_the_text(text, look, place):
    assert words_on(page((stamp(text, **look), place))) == [text]


@needs_stamps
@pytest.mark.parametrize("text", ["HỎA TỐC", "KHẨN", "DỰ THẢO", "ĐẾN Số: 145"])
def test_other_stamps_are_no_marks(text):
    assert words_on(page((stamp(text), UPPER_LEFT))) == []


@needs_stamps
def test_a_scan_of_two_colours_and_one_on_its_head_are_looked_at_as_they_stand():
    marked = page((stamp("TỐI MẬT", lines=2), UPPER_LEFT))
    assert words_on(marked.convert("L").point(lambda grey: 255 * (grey > 150), "1")) == ["TỐI MẬT"]
    assert words_on(marked.rotate(180)) == ["TỐI MẬT"]


def framed(monkeypatch, tmp_path, picture):
    """How many places of a picture are taken for a stamp."""
    monkeypatch.chdir(tmp_path)
    seen = []
    monkeypatch.setattr(ocr, "recognise_lines", lambda paths: seen.extend(paths) or ["MẬT"])
    picture.save("page.png")
    stamps.stamped_words(Path("page.png"))
    return len(seen)


def drawn(draw) -> Image.Image:
    picture = Image.new("L", (1654, 2339), 255)
    draw(ImageDraw.Draw(picture))
    return picture


def table(pen):
    for y in range(100, 700, 100):
        pen.line((100, y, 1500, y), 0, 3)
    for x in range(100, 1600, 350):
        pen.line((x, 100, x, 600), 0, 3)


def letters_that_touch(pen):
    """As the descenders of one line of text and the marks of the next do."""
    for x in range(200, 400, 24):
        pen.line((x, 380, x, 450), 0, 6)
        pen.line((x, 415, x + 24, 415), 0, 3)


def broken_frame(pen):
    pen.rectangle((200, 380, 380, 450), None, 0, 3)
    pen.rectangle((300, 376, 303, 384), 255)


@pytest.mark.parametrize(
    ("draw", "expected"),
    [
        (lambda pen: pen.rectangle((200, 380, 380, 450), None, 0, 3), 1),
        (lambda pen: pen.rectangle((200, 1200, 380, 1270), None, 0, 3), 0),  # below the head
        (lambda pen: pen.rectangle((200, 380, 1400, 450), None, 0, 3), 0),  # as wide as a title
        (lambda pen: pen.rectangle((200, 380, 380, 450), 0), 0),  # a blot
        (lambda pen: pen.ellipse((200, 300, 480, 580), None, 0, 4), 0),  # a seal
        (lambda pen: pen.line((200, 380, 380, 380), 0, 3), 0),
        (table, 0),
        (letters_that_touch, 0),
        (broken_frame, 1),
        (lambda pen: None, 0),
    ],
)
def test_only_a_frame_of_a_stamps_size_is_read(monkeypatch, tmp_path, draw, expected):
    assert framed(monkeypatch, tmp_path, drawn(draw)) == expected


def test_a_double_frame_is_one_stamp_and_of_many_some_are_read(monkeypatch, tmp_path):
    def double(pen):
        pen.rectangle((188, 368, 392, 462), None, 0, 3)
        pen.rectangle((200, 380, 380, 450), None, 0, 3)

    def many(pen):
        for at in range(9):
            pen.rectangle((100 + 150 * at, 380, 220 + 150 * at, 450), None, 0, 3)

    assert framed(monkeypatch, tmp_path, drawn(double)) == 1
    assert framed(monkeypatch, tmp_path, drawn(many)) == 3


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"BM" + b"\0" * 60])
def test_a_picture_that_is_none_has_no_words(monkeypatch, tmp_path, data):
    monkeypatch.chdir(tmp_path)
    Path("page.png").write_bytes(data)
    assert stamps.stamped_words(Path("page.png")) == ()
    assert stamps.read(data, "40")[0].text == ""
