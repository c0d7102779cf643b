"""Draws the scans among the papers: ``python -m tests.gold.draw_scans``, after a source changed.

Needs Pillow and the DejaVu fonts, which nothing else of the project does.  A page is what a
scanner in an office makes of a signed paper: two colours, not quite straight, specks, an arrival
stamp in its frame, a seal over the signature.
"""

from __future__ import annotations

import random
from typing import Any

from tests.gold.forms import SCANS
from tests.gold.layout import ARRIVAL, SEAL, Placed, lay_out
from tests.gold.scoring import papers

_DPI = 200
_POINT = _DPI / 72
_WIDTH, _HEIGHT = round(595 * _POINT), round(842 * _POINT)
_FONTS = "/usr/share/fonts/truetype/dejavu"
_SPECKS, _TURN = 400, 0.4


def draw(source: str, seed: str) -> Any:
    """The first page of a paper as a picture in two colours."""
    from PIL import Image, ImageDraw, ImageFont

    type_face = ImageFont.truetype(f"{_FONTS}/DejaVuSerifCondensed.ttf", round(11 * _POINT))
    stamp_face = ImageFont.truetype(f"{_FONTS}/DejaVuSans.ttf", round(8 * _POINT))
    page = Image.new("L", (_WIDTH, _HEIGHT), 255)
    pen = ImageDraw.Draw(page)
    (lines,) = lay_out(source, lambda text: type_face.getlength(text) / _POINT)
    for line in lines:
        at = line.x * _POINT, line.y * _POINT
        if line.text.startswith(SEAL):
            _seal(pen, line, stamp_face)
        elif line.text.startswith(ARRIVAL):
            pen.text(at, line.text[2:], 60, stamp_face)
        else:
            pen.text(at, line.text, 0, type_face)
    _frame(pen, [line for line in lines if line.text.startswith(ARRIVAL)], stamp_face)
    page = page.rotate(_TURN, Image.Resampling.BICUBIC, fillcolor=255)
    pen, chance = ImageDraw.Draw(page), random.Random(seed)
    for _ in range(_SPECKS):
        pen.point((chance.randrange(_WIDTH), chance.randrange(_HEIGHT)), 0)
    return page.point(lambda grey: 255 * (grey > 128), "1")


def _seal(pen: Any, line: Placed, face: Any) -> None:
    """Two rings and the office's name, over what stands left of the signature."""
    x, y, ray = line.x * _POINT + 60, line.y * _POINT + 30, 36 * _POINT
    for less in (0, 8):
        pen.ellipse((x - ray + less, y - ray + less, x + ray - less, y + ray - less), outline=90)
    pen.multiline_text((x, y), "\n".join(line.text[2:].split(maxsplit=2)), 110, face, "mm")


def _frame(pen: Any, lines: list[Placed], face: Any) -> None:
    if lines:
        left = min(line.x for line in lines) * _POINT - 12
        right = max(line.x * _POINT + face.getlength(line.text[2:]) for line in lines) + 12
        top, bottom = lines[0].y * _POINT - 6, (lines[-1].y + 14) * _POINT
        pen.rectangle((left, top, right, bottom), outline=60, width=2)


if __name__ == "__main__":
    SCANS.mkdir(exist_ok=True)
    for paper in papers() + papers(held_out=True):
        if "scan" in paper.forms:
            draw(paper.source, paper.name).save(SCANS / f"{paper.name}.png", optimize=True)
