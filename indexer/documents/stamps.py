"""Framed stamps (dấu đóng khung) on the picture of a page, which tesseract takes for drawings.

Its layout analysis drops most words that have a frame or a ring around them, that are turned, or
that lie over a letterhead's lines: four of five stamps MẬT.  So the closed lines of a stamp's size
in the upper part of a page are looked for, on a grid of 0.4 mm; each is cut out, levelled, its
frame wiped away, and what is left read as one line.  Looking takes a hundredth of the time that
tesseract takes for the page, and reading is needed where there is something that a frame is around.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from indexer.documents import ocr
from indexer.documents.page_text import PageText
from indexer.documents.turning import UNREADABLE

_Mask = npt.NDArray[np.bool_]
_Grey = npt.NDArray[np.uint8]

_A4, _INCH = 210, 25.4  # millimetres
_CELL = 0.4  # millimetres
_WIDEST = 185  # millimetres of a picture that is not the page
_MOST_POINTS = 4_000_000
_UPPER = 0.36  # of a page, where stamps of a head stand
# A stamp's width and height in millimetres, and how wide it is for its height; its frame covers
# few of the cells within, words written close cover more.
_WIDTH, _HEIGHT = (9, 70), (5, 33)
_LEAST_ASPECT = 1.05
_MOST_INK = 0.42
# So much of its box lies within it; letters of lines that touch each other are around little.
_LEAST_ENCLOSED = 0.2
_FAINT = 45  # shades of grey between the paper and the palest ink
_RED = 40  # by how much red ink is redder than it is green or blue
_SECOND_LINE = 0.7  # how wide and high the inner of two lines is, in parts of the outer
_MOST_STAMPS = 3
_MOST_RUNS = 40_000  # of ink in the rows of the grid; a photograph has more
_STEEPEST = 17  # degrees by which a hand may turn a stamp
_MARGIN = 10  # white points around the words, which tesseract wants


def stamped_words(picture: Path, frame: int = 0) -> tuple[str, ...]:
    """The words in the stamps of the upper part of a page, in a picture file or one of its pages.

    Each stamp is one text; none where the picture is not read.
    """
    try:
        with Image.open(picture) as image:
            if image.format == "JPEG":  # half as large it is unpacked in a fourth of the time
                image.draft(image.mode, (image.width // 2, image.height // 2))
                if not any(sheet.frames() for sheet in _sheets(*_head_of(image))):
                    return ()
        with Image.open(picture) as image:
            image.seek(frame)
            return _words_of_frames(*_head_of(image))
    except UNREADABLE:
        return ()


def _head_of(page: Image.Image) -> tuple[Image.Image, float]:
    """The upper part of a page, and how many points of it are a millimetre."""
    upper = page.crop((0, 0, page.width, math.ceil(page.height * _UPPER)))
    return upper, page.width / _A4


def read(data: bytes, argument: str) -> tuple[PageText, ...]:
    """The words of a small picture that is so many millimetres wide: of its frames, and of all.

    Such a picture stands at the head of a page that has its own text, or is that head: then its
    other words are the page's own.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            if width * height > _MOST_POINTS:
                return (PageText(""),)
            scale = int(argument) / _INCH * ocr.DPI / width
            size = max(1, round(width * scale)), max(1, round(height * scale))
            picture = _on_white(image).resize(size, Image.Resampling.LANCZOS)
    except UNREADABLE:
        return (PageText(""),)
    page = Image.new("RGB", (picture.width + 6 * _MARGIN, picture.height + 6 * _MARGIN), "white")
    page.paste(picture, (3 * _MARGIN, 3 * _MARGIN))
    path = Path("picture.ppm")
    page.save(path)
    framed = _words_of_frames(page, ocr.DPI / _INCH)
    all_words = ocr.recognise_block(path.resolve()) if int(argument) <= _WIDEST else []
    return (PageText("\n".join([*framed, *all_words])),)


def _on_white(image: Image.Image) -> Image.Image:
    """A picture on white paper, where it lets through what is behind it."""
    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")


def _words_of_frames(image: Image.Image, millimetre: float) -> tuple[str, ...]:
    """The words in the frames on a picture, read one by one."""
    for sheet in _sheets(image, millimetre):
        if found := _words(list(_stamps(sheet))):
            return tuple(found)  # what is red is on the grey picture too, below all that is black
    return ()


def _sheets(image: Image.Image, millimetre: float) -> Iterator[_Sheet]:
    """The red ink of a picture alone, where there is some, and all ink."""
    if image.mode not in ("1", "L"):
        yield from (_Sheet(red, millimetre) for red in _red_ink(image))
    yield _Sheet(np.asarray(image.convert("L")), millimetre)


def _words(stamps: Sequence[Image.Image]) -> list[str]:
    paths = [Path(f"stamp-{at}.pgm").resolve() for at in range(len(stamps))]
    for stamp, path in zip(stamps, paths, strict=True):
        stamp.save(path)
    return ocr.recognise_lines(paths) if paths else []


def _red_ink(image: Image.Image) -> Iterator[_Grey]:
    """The red ink of a picture alone, black on white; nothing where there is none."""
    small = np.asarray(image.convert("RGB").reduce(4)).astype(np.int16)
    if (_redness(small) > _RED).any():
        red = _redness(np.asarray(image.convert("RGB")).astype(np.int16))
        yield (255 - np.clip(3 * (red - _RED // 2), 0, 255)).astype(np.uint8)


def _redness(colours: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
    redness: npt.NDArray[np.int16] = colours[..., 0] - colours[..., 1:].max(axis=-1)
    return redness


# --- the frames on a page -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ink:
    """A connected piece of ink: the runs in the rows of the grid, each with both its ends."""

    rows: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]
    ends: npt.NDArray[np.intp]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, in cells."""
        return (
            int(self.starts.min()),
            int(self.rows.min()),
            int(self.ends.max()),
            int(self.rows.max()) + 1,
        )

    def is_frame(self, millimetre: float) -> bool:
        """Whether it has the size of a stamp, and is a line around something."""
        left, top, right, bottom = self.box
        width, height = right - left, bottom - top
        if not (
            _WIDTH[0] <= width / millimetre <= _WIDTH[1]
            and _HEIGHT[0] <= height / millimetre <= _HEIGHT[1]
            and width >= _LEAST_ASPECT * height
        ):
            return False
        if int((self.ends - self.starts).sum()) > _MOST_INK * width * height:
            return False
        return self._enclosed() >= _LEAST_ENCLOSED * width * height

    def _enclosed(self) -> int:
        """The cells around which it is, also of what stands within; gaps of a cell are no gaps."""
        left, top, right, bottom = self.box
        cells = Image.new("L", (right - left + 4, bottom - top + 4), 255)
        pen = ImageDraw.Draw(cells)
        for row, start, end in zip(
            (self.rows - top + 2).tolist(),
            (self.starts - left + 2).tolist(),
            (self.ends - left + 1).tolist(),
            strict=True,
        ):
            pen.line((start, row, end, row), 0)
        cells = cells.filter(ImageFilter.MinFilter(3))
        ImageDraw.floodfill(cells, (0, 0), 128)
        return int(np.count_nonzero(np.asarray(cells) == 255))

    @property
    def degrees(self) -> int:
        """By how many degrees to the right it is turned: then its box is the smallest."""
        x = np.concatenate((self.starts, self.ends - 1)).astype(float)
        y = np.concatenate((self.rows, self.rows)).astype(float)

        def area(degrees: int) -> float:
            cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            across, down = x * cos + y * sin, y * cos - x * sin
            return float(np.ptp(across) * np.ptp(down))

        return min(range(-_STEEPEST, _STEEPEST + 1), key=area)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A picture in grey of which so many points are a millimetre."""

    grey: _Grey
    millimetre: float

    @property
    def cell(self) -> int:
        """The points in the side of a cell of the grid: as many as half a millimetre has."""
        return max(1, int(_CELL * self.millimetre))

    def frames(self) -> list[_Ink]:
        """The lines around something that have the size of a stamp, the highest first."""
        if min(self.grey.shape) < self.cell:
            return []
        ink = _darkest(self.grey, self.cell) < int(np.median(self.grey[::8, ::8])) - _FAINT
        cells = self.millimetre / self.cell
        return [one for one in _pieces(ink, _HEIGHT[0] * cells) if one.is_frame(cells)]


def _stamps(sheet: _Sheet) -> Iterator[Image.Image]:
    """The stamps on a picture in grey, levelled and without their frames, the highest first."""
    grey, cell, frames = sheet.grey, sheet.cell, sheet.frames()
    outer = [one for one in frames if not any(_holds(other, one) for other in frames)]
    for frame in outer[:_MOST_STAMPS]:
        left, top, right, bottom = (side * cell for side in frame.box)
        cut = grey[top:bottom, left:right].copy()
        for one in frames:
            if one is frame or (_holds(frame, one) and _is_double(frame, one)):
                _wipe(cut, one, (left, top), cell)
        words = Image.fromarray(cut).rotate(
            frame.degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255
        )
        framed = Image.new("L", (words.width + 2 * _MARGIN, words.height + 2 * _MARGIN), 255)
        framed.paste(words, (_MARGIN, _MARGIN))
        yield framed


def _darkest(grey: _Grey, cell: int) -> _Grey:
    """The darkest point of each cell of the grid."""
    height, width = (side // cell for side in grey.shape)
    cells = grey[: height * cell, : width * cell].reshape(height, cell, width, cell)
    darkest: _Grey = cells.min(axis=(1, 3))
    return darkest


def _holds(outer: _Ink, inner: _Ink) -> bool:
    """Whether a frame has another within."""
    left, top, right, bottom = outer.box
    x, y, end, below = inner.box
    return outer is not inner and left <= x and top <= y and end <= right and below <= bottom


def _is_double(outer: _Ink, inner: _Ink) -> bool:
    """Whether what lies within a frame is its second line, and no word."""
    left, top, right, bottom = outer.box
    x, y, end, below = inner.box
    return end - x >= _SECOND_LINE * (right - left) and below - y >= _SECOND_LINE * (bottom - top)


def _wipe(cut: _Grey, ink: _Ink, corner: tuple[int, int], cell: int) -> None:
    """Wipe a piece of ink off a cutting of the page, whose upper left corner is there."""
    left, top = corner
    for row, start, end in zip(
        ink.rows * cell - top, ink.starts * cell - left, ink.ends * cell - left, strict=True
    ):
        if row >= 0 and end > 0:
            cut[row : row + cell, max(start, 0) : end] = 255


def _pieces(ink: _Mask, least: float) -> list[_Ink]:
    """The connected pieces of ink of so many rows at least, from the top down."""
    height, width = ink.shape
    edges = np.zeros((height, width + 2), np.int8)
    edges[:, 1:-1] = ink
    steps = np.diff(edges, axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    if not 0 < len(rows) <= _MOST_RUNS:
        return []
    piece = _connected(rows, starts, ends, width + 2)
    order = np.argsort(piece, kind="stable")
    cuts = np.nonzero(np.diff(piece[order]))[0] + 1
    return [
        _Ink(rows[runs], starts[runs], ends[runs])
        for runs in np.split(order, cuts)
        if len(runs) >= least
    ]


def _connected(
    rows: npt.NDArray[np.intp],
    starts: npt.NDArray[np.intp],
    ends: npt.NDArray[np.intp],
    width: int,
) -> npt.NDArray[np.intp]:
    """The number of the piece that each run belongs to: the first of its runs.

    A run goes with those of the row above that touch it, by a corner too.
    """
    above = (rows - 1) * width
    first = np.searchsorted(rows * width + ends, above + starts)
    behind = np.searchsorted(rows * width + starts, above + ends, side="right")
    root = list(range(len(rows)))

    def find(run: int) -> int:
        while root[run] != run:
            root[run] = root[root[run]]
            run = root[run]
        return run

    for run in np.nonzero(behind > first)[0].tolist():
        for other in range(int(first[run]), int(behind[run])):
            one, two = find(run), find(other)
            root[max(one, two)] = min(one, two)
    return np.array([find(run) for run in range(len(root))], np.intp)
