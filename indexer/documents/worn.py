"""Worn pages: the streaks and the specks of an old copier, taken off before a page is read.

A speck of dust on the glass is a streak as high as the page, which tesseract takes for the border
between two columns: it reads the halves of each line apart.  Specks on the paper become signs at
the ends of the lines.  Both are told by measure, in heights of the page's letters: a streak goes
from edge to edge, as no ruled line does; a speck is smaller than a hyphen, has nothing near it, as
no dot of a letter has, and is not at the foot of a word, where a typewriter puts its full stops.
And there are many of them: a page with few has none.

Whoever needs this imports it then, for numpy takes a tenth of a second to load.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from indexer.documents.ocr_words import RecognisedWord
from indexer.documents.turning import Picture

Grey = npt.NDArray[np.uint8]

MOST_PIXELS = 16_000_000
"""A4 at 400 dpi; the sums over a larger picture would take too much memory."""

# Darker by so much than what is beside it is a streak; darker than this is ink; paper is lighter.
_DARKER = 18
_INK, _PAPER = 200, 235
# In heights of the letters: how far beside a streak the paper is looked at, the half of a speck's
# width and height, and how far around it there is nothing.
_BESIDE = 0.14
_WIDE, _HIGH, _AROUND = 0.07, 0.1, 0.28
# So far below a word a full stop may lie.  Pages drawn as worn have 70 to 600 specks; those that
# are clean, of a typewriter's letters too, up to 41 lone signs.
_BELOW, _LEAST_SPECKS = 0.3, 60
# A streak is followed from band to band of the page; it is there in nearly all, leans little and
# fills most of the rows of each.
_BANDS, _LEAST_BANDS = 24, 22
_LEANS = np.arange(-4, 4.1, 0.25)
_FILLED = 0.75
_MOST_STREAKS = 6


def mended(picture: Picture, letter: float, words: Iterable[RecognisedWord] = ()) -> Picture | None:
    """A grey picture without its streaks and specks; None where it has none.

    ``letter`` is the height of its letters in pixels, ``words`` are those recognised on it.
    """
    from PIL import Image

    if picture.width * picture.height > MOST_PIXELS:
        return None
    grey = np.asarray(picture)
    clean = _without_streaks(grey, letter)
    clean = _without_specks(clean, letter, _stops(clean, letter, words))
    return None if clean is grey else Image.fromarray(clean)


def _without_streaks(grey: Grey, letter: float) -> Grey:
    beside = max(2, round(_BESIDE * letter))
    for _ in range(_MOST_STREAKS):
        middle = _streak(grey, beside)
        if middle is None:
            break
        grey = _filled(grey, middle, beside)
    return grey


def _streak(grey: Grey, beside: int) -> npt.NDArray[np.intp] | None:
    """The column in which the darkest streak stands in each row; None where there is none."""
    high, wide = grey.shape
    if high < _BANDS or wide <= 2 * beside:
        return None
    level = grey.astype(np.int16)
    lightest = np.minimum(level[:, : -2 * beside], level[:, 2 * beside :])
    thin = np.zeros(grey.shape, bool)
    thin[:, beside:-beside] = lightest - level[:, beside:-beside] > _DARKER
    edges = np.linspace(0, high, _BANDS + 1).astype(np.intp)
    filled = np.add.reduceat(thin, edges[:-1], dtype=np.float32) / np.diff(edges)[:, None]
    filled[:, 1:-1] += filled[:, :-2] + filled[:, 2:]  # it leans within a band too
    bands = [np.flatnonzero(row >= _FILLED) for row in filled]
    reach = round(float(_LEANS[-1]) * _BANDS)
    found, lean, column = 0, 0.0, 0
    for slope in _LEANS:
        hits = np.zeros(wide + 2 * reach, np.intp)
        for at, columns in enumerate(bands):
            hits[np.round(columns + slope * (at - _BANDS / 2)).astype(np.intp) + reach] += 1
        if hits.max() > found:
            found, lean, column = hits.max().item(), slope.item(), hits.argmax().item() - reach
    if found < _LEAST_BANDS:
        return None
    places = []
    for at, columns in enumerate(bands):
        expected = column - lean * (at - _BANDS / 2)
        near = columns[np.abs(columns - expected) <= beside]
        if not len(near) and at in (0, _BANDS - 1):
            return None  # a ruled line, which ends on the page
        places.append(near.mean() if len(near) else expected)
    curve = np.polynomial.Polynomial.fit((edges[:-1] + edges[1:]) / 2, places, 2)
    rows = np.round(curve(np.arange(high))).astype(np.intp)
    return np.clip(rows, beside, wide - beside - 1)


def _filled(grey: Grey, middle: npt.NDArray[np.intp], beside: int) -> Grey:
    """A picture with a streak made as light as what is on both sides of it, row by row.

    Letters that cross it stay: there both sides are dark.
    """
    clean, rows = grey.copy(), np.arange(len(grey))
    left, right = grey[rows, middle - beside], grey[rows, middle + beside]
    for off in range(1 - beside, beside):
        share = (off + beside) / (2 * beside)
        between = (left * (1 - share) + right * share).astype(np.uint8)
        clean[rows, middle + off] = np.maximum(clean[rows, middle + off], between)
    return clean


def _stops(grey: Grey, letter: float, words: Iterable[RecognisedWord]) -> npt.NDArray[np.bool_]:
    """Where full stops may stand: behind each word, at its foot."""
    found = np.zeros(grey.shape, bool)
    for word in words:
        top, right = word.top + word.height / 2, word.left + word.width
        bottom = word.top + word.height + _BELOW * letter
        found[max(0, int(top)) : int(bottom), max(0, int(right)) : int(right + letter)] = True
    return found


def _without_specks(grey: Grey, letter: float, stops: npt.NDArray[np.bool_]) -> Grey:
    high, wide = grey.shape
    half_high, half_wide = round(_HIGH * letter), round(_WIDE * letter)
    around = round(_AROUND * letter)
    ink = grey < _INK
    sums = np.zeros((high + 1, wide + 1), np.int32)
    sums[1:, 1:] = ink.cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32)
    ys, xs = np.nonzero(ink)

    def inked(up: int, out: int) -> npt.NDArray[np.int32]:
        """How many points of ink there are so near to each of those looked at."""
        top, bottom = np.maximum(ys - up, 0), np.minimum(ys + up + 1, high)
        left, right = np.maximum(xs - out, 0), np.minimum(xs + out + 1, wide)
        found: npt.NDArray[np.int32] = (
            sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        )
        return found

    near = inked(half_high + around, half_wide + around)
    few = near <= (2 * half_high + 1) * (2 * half_wide + 1)
    ys, xs, near = ys[few], xs[few], near[few]
    alone = (inked(half_high, half_wide) == near) & ~stops[ys, xs]
    side = max(1, around)
    places = set(zip((ys[alone] // side).tolist(), (xs[alone] // side).tolist(), strict=True))
    if len(places) < _LEAST_SPECKS:
        return grey
    clean = grey.copy()
    for y, x in zip(ys[alone].tolist(), xs[alone].tolist(), strict=True):
        spot = clean[
            max(0, y - half_high - 1) : y + half_high + 2,
            max(0, x - half_wide - 1) : x + half_wide + 2,
        ]
        np.maximum(spot, _PAPER, out=spot)
    return clean
