"""Draws the long, bad scans: ``python -m tests.gold.draw_bad_scans [NAME …]``, as draw_scans does.

Pages as an old copier gives them: grey and compressed, askew, specked, the toner faded in bands,
the back of the sheet shining through, punched, folded; a seal over the signature, an arrival stamp
over the letterhead, the number and the day in a hand.  What of this a paper suffers follows from
its name, so that it is drawn alike each time.

Cells of a table are parted by ``¦`` in a source.
"""

from __future__ import annotations

import io
import random
import re
import sys
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from tests.gold.forms import SCANS
from tests.gold.layout import ARRIVAL, SEAL, Placed, lay_out
from tests.gold.scoring import papers

CELLS = "¦"

_FONTS = "/usr/share/fonts/truetype/dejavu"
_FACES = {
    "body": "DejaVuSerifCondensed.ttf",
    "bold": "DejaVuSerifCondensed-Bold.ttf",
    "italic": "DejaVuSerifCondensed-Italic.ttf",
    "hand": "DejaVuSans.ttf",
    "stamp": "DejaVuSans.ttf",
}
_SIZES = {"body": 11, "bold": 11, "italic": 11, "hand": 13, "stamp": 8}
_FOOT = 775
_DPI = 150, 150, 150, 140, 125, 118, 112, 106
"""By the number of pages, lest the file become too large."""

_NUMBER, _DAY = re.compile(r"^Số\b"), re.compile(r"\bngày\b.*\btháng\b")
_SECTION = re.compile(r"[IVX]+[-.]|[-\d]|\(")
_LARGEST, _WORST = 400_000, 30
_WHEN = time.gmtime(0)


class Wear(NamedTuple):
    """What became of the sheets of one paper."""

    dpi: int
    quality: int
    ink: int
    specks: int
    bands: int
    turn: float
    shine: bool
    holes: bool
    fold: bool
    hand: bool
    streak: bool
    spine: bool

    @classmethod
    def of(cls, chance: random.Random, pages: int) -> Wear:
        """Drawn by lot; long papers are scanned more coarsely."""
        return cls(
            dpi=_DPI[min(pages, len(_DPI)) - 1],
            quality=chance.randrange(40, 60) if pages < 4 else 40,
            ink=chance.randrange(20, 125),
            specks=chance.randrange(60, 600),
            bands=chance.randrange(5),
            turn=chance.uniform(0.3, 2.0),
            shine=chance.random() < 0.6,
            holes=chance.random() < 0.6,
            fold=chance.random() < 0.5,
            hand=chance.random() < 0.6,
            streak=chance.random() < 0.4,
            spine=chance.random() < 0.4,
        )


class Sheet:
    """One page while it is drawn."""

    def __init__(self, wear: Wear, chance: random.Random) -> None:
        from PIL import Image, ImageDraw, ImageFont

        self.wear, self.chance, self.point = wear, chance, wear.dpi / 72
        self.size = round(595 * self.point), round(842 * self.point)
        self.picture: Any = Image.new("L", self.size, 250)
        self.pen: Any = ImageDraw.Draw(self.picture)
        self.face = {
            name: ImageFont.truetype(f"{_FONTS}/{file}", round(_SIZES[name] * self.point))
            for name, file in _FACES.items()
        }

    def write(self, lines: Sequence[Placed], number: int) -> None:
        """The lines of a page; its number stands at the top from the second page on."""
        if number > 1:
            self.pen.text((self.size[0] / 2, 32 * self.point), str(number), 60, self.face["body"])
        stamp = [line for line in lines if line.text.startswith(ARRIVAL)]
        head = number == 1
        for line in lines:
            at = line.x * self.point, line.y * self.point
            if line in stamp:
                continue
            if line.text.startswith(SEAL):
                self._seal(*at, line.text[2:])
            elif CELLS in line.text:
                self._row(line)
            elif head and self.wear.hand and (_NUMBER.match(line.text) or _DAY.search(line.text)):
                self._by_hand(*at, line.text)
            else:
                self._print(line)
            head = head and not (line.x > 150 and line.text.isupper() and line.y > 150)
        if stamp:
            self._stamp(stamp)

    def _print(self, line: Placed) -> None:
        """Headings in the body, which the layout puts at the margin, are centred like others."""
        style = self._style(line.text)
        x = line.x * self.point
        if x < 58 * self.point and style == "bold" and not _SECTION.match(line.text):
            x = (self.size[0] - self.face[style].getlength(line.text)) / 2
        self.pen.text((x, line.y * self.point), line.text, self.wear.ink, self.face[style])

    @staticmethod
    def _style(text: str) -> str:
        if text.isupper() and len(text) > 3:
            return "bold"
        return "italic" if _DAY.search(text) and len(text) < 60 and "," in text else "body"

    def _by_hand(self, x: float, y: float, text: str) -> None:
        from PIL import Image, ImageDraw

        for part in re.split(r"(\d)", text):
            if not part.isdigit():
                self.pen.text((x, y), part, self.wear.ink, self.face["body"])
                x += self.face["body"].getlength(part)
                continue
            side = round(17 * self.point)
            cell = Image.new("L", (side, side), 0)
            ImageDraw.Draw(cell).text(
                (side / 2, side / 2), part, 255, self.face["hand"], anchor="mm", stroke_width=0
            )
            lean = self.chance.uniform(0.1, 0.35)
            cell = cell.transform(
                cell.size, Image.Transform.AFFINE, (1, lean, -lean * side / 2, 0, 1, 0)
            ).rotate(self.chance.uniform(-9, 9), Image.Resampling.BICUBIC)
            place = round(x - 4 * self.point), round(y - self.chance.uniform(1, 5) * self.point)
            self.picture.paste(50, place, cell)
            x += 8.6 * self.point

    def _row(self, line: Placed) -> None:
        cells = [cell.strip() for cell in line.text.split(CELLS)]
        left, right = 57 * self.point, 545 * self.point
        widths = [28.0] + [(488.0 - 28) / (len(cells) - 1)] * (len(cells) - 1)
        top, bottom = (line.y - 2) * self.point, (line.y + 14) * self.point
        self.pen.rectangle((left, top, right, bottom), outline=self.wear.ink)
        x = left
        for cell, width in zip(cells, widths, strict=True):
            self.pen.text((x + 4, line.y * self.point), cell, self.wear.ink, self.face["body"])
            self.pen.line((x, top, x, bottom), self.wear.ink)
            x += width * self.point

    def _seal(self, x: float, y: float, words: str) -> None:
        """A red seal, which a grey scan shows as grey rings through the letters."""
        ray = 38 * self.point
        x, y = x + 45, y + 22
        for less, width in ((0, 3), (7, 1), (ray * 0.5, 1)):
            around = x - ray + less, y - ray + less, x + ray - less, y + ray - less
            self.pen.ellipse(around, outline=130, width=width)
        lines = "\n".join(words.split(maxsplit=3))
        self.pen.multiline_text((x, y), lines, 140, self.face["stamp"], "mm", align="center")

    def _stamp(self, lines: Sequence[Placed]) -> None:
        """The frame of an arrival stamp, put down askew and partly over what stands there."""
        from PIL import Image, ImageDraw

        face, step = self.face["stamp"], round(12 * self.point)
        texts = [line.text[2:] for line in lines]
        width = round(max(map(face.getlength, texts))) + 24
        mark = Image.new("L", (width, step * len(texts) + 16), 0)
        pen = ImageDraw.Draw(mark)
        pen.rectangle((1, 1, width - 2, mark.height - 2), outline=255, width=2)
        for row, text in enumerate(texts):
            pen.text((width / 2, 8 + row * step), text, 255, face, "ma")
        mark = mark.rotate(self.chance.uniform(-4, 4), Image.Resampling.BICUBIC, expand=True)
        up = self.chance.uniform(2, 20)
        place = round(60 * self.point), round((lines[0].y - up) * self.point)
        self.picture.paste(85, place, mark)

    def worn(self, behind: Any) -> Any:
        """The page as it was scanned; ``behind`` is what stands on the back of the sheet."""
        from PIL import Image, ImageChops, ImageDraw, ImageFilter

        page, wear, chance = self.picture, self.wear, self.chance
        wide, high = self.size
        for _ in range(wear.bands):
            left = chance.randrange(wide)
            band = page.crop((left, 0, min(wide, left + chance.randrange(20, 90)), high))
            page.paste(band.point(lambda grey: round(grey * 0.55 + 112)), (left, 0))
        if wear.shine and behind is not None:
            back = behind.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
            back = back.filter(ImageFilter.GaussianBlur(1.2)).point(lambda g: 225 + g // 10)
            page = ImageChops.darker(page, back)
        pen = ImageDraw.Draw(page)
        if wear.fold:
            y = high // 2 + chance.randrange(-12, 12)
            pen.line((0, y, wide, y + chance.randrange(-4, 4)), 175, 2)
        if wear.streak:
            x = chance.randrange(wide)
            pen.line((x, 0, x, high), 120, 1)
        page = page.rotate(
            chance.choice((-1, 1)) * wear.turn * chance.uniform(0.5, 1),
            Image.Resampling.BICUBIC,
            fillcolor=235,
        )
        pen = ImageDraw.Draw(page)
        if wear.spine:
            for x in range(wide // 18):
                pen.line((x, 0, x, high), 40 + 190 * 18 * x // wide)
        if wear.holes:
            for y in (0.36, 0.64):
                x, ray = 0.035 * wide, 0.011 * wide
                pen.ellipse((x - ray, y * high - ray, x + ray, y * high + ray), fill=40)
        for _ in range(wear.specks):
            x, y = chance.randrange(wide), chance.randrange(high)
            ray = chance.choice((0, 0, 1, 1, 2))
            pen.ellipse((x, y, x + ray, y + ray), fill=chance.randrange(30, 150))
        return page.filter(ImageFilter.GaussianBlur(0.5))


def flow(pages: Sequence[Sequence[Placed]]) -> list[list[Placed]]:
    """Pages that run over at the foot go on on the next one."""
    flowed: list[list[Placed]] = []
    for page in pages:
        flowed.append([])
        up = 0.0
        for line in page:
            if line.y - up > _FOOT:
                flowed.append([])
                up = line.y - 60
            flowed[-1].append(line._replace(y=line.y - up))
    return flowed


def draw(source: str, seed: str) -> tuple[list[Any], Wear]:
    """All pages of a paper."""
    from PIL import ImageFont

    chance = random.Random(seed)
    measure = ImageFont.truetype(f"{_FONTS}/{_FACES['body']}", 44)
    pages = flow(lay_out(source, lambda text: measure.getlength(text) / 4))
    wear = Wear.of(chance, len(pages))
    sheets = [Sheet(wear, chance) for _ in pages]
    for number, (sheet, lines) in enumerate(zip(sheets, pages, strict=True), 1):
        sheet.write(lines, number)
    clean = [sheet.picture.copy() for sheet in sheets]
    backs = [*clean[1:], None]
    return [sheet.worn(back) for sheet, back in zip(sheets, backs, strict=True)], wear


def main() -> None:
    SCANS.mkdir(exist_ok=True)
    for paper in papers() + papers(held_out=True):
        if "scan_pdf" in paper.forms and (not sys.argv[1:] or paper.name in sys.argv[1:]):
            pages, wear = draw(paper.source, paper.name)
            (SCANS / f"{paper.name}.pdf").write_bytes(_file(pages, wear))


def _file(pages: Sequence[Any], wear: Wear) -> bytes:
    """The pages in one file, compressed as far as a repository wants it."""
    first, *others = pages
    for quality in range(wear.quality, _WORST, -3):
        file = io.BytesIO()
        first.save(
            file,
            "PDF",
            save_all=True,
            append_images=others,
            resolution=wear.dpi,
            quality=quality,
            creationDate=_WHEN,
            modDate=_WHEN,
        )
        if file.tell() <= _LARGEST:
            break
    return file.getvalue()


if __name__ == "__main__":
    main()
