"""Pictures turned and straightened: the work on the pixels, which few pages need.

Whoever needs it imports it then, for the two libraries take a tenth of a second to load.
"""

from __future__ import annotations

import math
import struct
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter, ImageOps

Picture = Image.Image

UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    LookupError,
    ArithmeticError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
"""What Pillow raises for a picture that it does not read."""

_STRAIGHT_DEGREES = 0.3
# How far a page may be turned, in degrees, and how finely that is looked for.
_MOST_DEGREES = 8.0
_COARSE, _FINE = 0.5, 0.1
# The longer side of the small picture on which is looked for it, and what is ink there.
_SMALL = 1000
_INK = 160
_LEAST_INK = 0.0005
_WHITE = 255


def _small(picture: Picture) -> npt.NDArray[np.uint8]:
    return np.asarray(picture.reduce(max(1, round(max(picture.size) / _SMALL))))


def load(picture: Path, frame: int = 0) -> Picture:
    """A page of a picture file in grey, turned as its camera says; raises :data:`UNREADABLE`."""
    with Image.open(picture) as image:
        image.seek(frame)
        return ImageOps.exif_transpose(image).convert("L")


def turned(picture: Picture, degrees: int) -> Picture:
    """A picture turned to the right by right angles."""
    return picture.rotate(-degrees, expand=True) if degrees else picture


def straightened(picture: Picture) -> Picture | None:
    """A picture with its lines level; None where they are."""
    degrees = skew(picture)
    if abs(degrees) < _STRAIGHT_DEGREES:
        return None
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_WHITE)


def cleaned(picture: Picture) -> Picture:
    """A picture without the specks of a bad copy, of which one in ten points hides every word."""
    return picture.filter(ImageFilter.MedianFilter(3))


def is_blank(picture: Picture) -> bool:
    """Whether there is hardly any ink on a page: less than a line of writing."""
    return float((_small(picture) < _INK).mean()) < _LEAST_INK


def skew(picture: Picture) -> float:
    """By how many degrees to the left a page must be turned for its lines to be level.

    Where they are, rows of letters and rows of paper alternate most sharply: the squares of the
    ink in each row have the greatest sum.
    """
    rows, columns = np.nonzero(_small(picture) < _INK)
    if not len(rows):
        return 0.0

    def sharpness(degrees: float) -> float:
        level = rows - columns * math.tan(math.radians(degrees))
        counts = np.bincount((level - level.min()).astype(np.intp))
        return float(np.square(counts, dtype=np.float64).sum())

    def best(around: float, reach: float, step: float) -> float:
        count = round(reach / step)
        return max((around + at * step for at in range(-count, count + 1)), key=sharpness)

    return best(best(0.0, _MOST_DEGREES, _COARSE), _COARSE, _FINE)
