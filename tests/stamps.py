"""Stamps and pages drawn for tests: what lies framed, turned, red or faint upon a scan."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from indexer.documents import ocr

_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")
needs_stamps = pytest.mark.skipif(
    not (ocr.is_installed() and _FONT.is_file()),
    reason="tesseract and the DejaVu fonts are not installed",
)
RED = (205, 30, 45)
WIDTH, HEIGHT = 1654, 2339  # A4 at 200 dpi


def font(size: int) -> ImageFont.FreeTypeFont:
    """A font with all Vietnamese letters."""
    return ImageFont.truetype(str(_FONT), size)


def stamp(
    text: str,
    *,
    lines: int = 1,
    turn: float = 0,
    ink: tuple[int, int, int] = (0, 0, 0),
    ring: bool = False,
    strength: float = 1,
    size: int = 40,
) -> Image.Image:
    """A stamp on nothing: with so many lines around it, or a ring, and turned to the left."""
    face = font(size)
    width, height = int(face.getlength(text)) + size, int(size * 1.8)
    picture = Image.new("RGBA", (width + 80, height + 80), (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    for at in range(lines):
        apart = 40 - 12 * at
        pen.rectangle((apart, apart, width + 80 - apart, height + 80 - apart), None, ink, 3)
    if ring:
        pen.ellipse((28, 26, width + 52, height + 54), None, ink, 4)
    pen.text((width / 2 + 40, height / 2 + 40), text, ink, face, anchor="mm")
    picture.putalpha(picture.getchannel("A").point(lambda alpha: int(alpha * strength)))
    return picture.rotate(turn, Image.Resampling.BICUBIC, expand=True)


def page(*stamps: tuple[Image.Image, tuple[int, int]]) -> Image.Image:
    """A page of 200 dpi with a letterhead, a few lines, and stamps around these places."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen, face = ImageDraw.Draw(picture), font(28)

    def centred(x: int, y: int, text: str) -> None:
        pen.text((x, y), text, "black", face, anchor="mm")

    centred(430, 170, "TỈNH ỦY LÂM ĐỒNG")
    centred(430, 215, "BAN TỔ CHỨC")
    centred(430, 300, "Số 12-BC/BTCTU")
    centred(1150, 170, "ĐẢNG CỘNG SẢN VIỆT NAM")
    pen.line((920, 200, 1380, 200), "black", 2)
    centred(1150, 300, "Đà Lạt, ngày 12 tháng 9 năm 2023")
    centred(827, 520, "BÁO CÁO")
    centred(827, 570, "tình hình an ninh quý III")
    for at in range(8):
        pen.text((200, 700 + 52 * at), "Ban Tổ chức báo cáo tình hình như sau", "black", face)
    for one, (x, y) in stamps:
        picture.paste(one, (x - one.width // 2, y - one.height // 2), one)
    return picture


def png(picture: Image.Image) -> bytes:
    """A picture as a PNG file."""
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
