"""The letters of a PDF page at their places, as runs of lines.

pdfium gives the letters in the order of the file.  Where that is the order of reading, only the
ends of words are located; where it is not (a letter that its font lacks is drawn from another
font, after the line), every letter of the line is located, or of the page where lines have run
together, and the lines are put together by place.

The places of letters are asked for in buffers made once: with pypdfium2's own functions, which make
new ones for every letter, a page takes 3 % longer.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

from indexer.documents.layout import NARROW_GAP, WIDE_GAP, PositionedRun
from indexer.documents.legacy import capitals_font, decode_legacy, encoding_of_font
from indexer.documents.note_marks import RAISED, tidied, with_marks

Box = tuple[float, float, float, float]

_LINE = re.compile(r"[^\s](?:[^\r\n]*[^\s])?")
_SPACE = re.compile(r"\s+")
# pdfium's sign for a hyphen at the end of a line; here it always was a hyphen (213-|QĐ/TW).
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_MAX_FONT_NAME = 256
_OVERLAP = 0.4
_LONG_LINE = 70
# In sizes of the type: letters of one row stand so near to its baseline.
_SAME_BASE = 0.35
# With more lines out of order than a letterhead has, the whole page is.
_MENDED = 6
_BLANK = 0x20


def in_file_order(page: PdfTextPage) -> str:
    """The text as the file has it, line by line."""
    return _text(page).replace("\r\n", "\n").translate(_HYPHENS)


def positioned_runs(page: PdfTextPage, box: Box, turns: int = 0) -> list[PositionedRun] | None:
    """The runs of a page's lines; None when its text does not run from left to right.

    ``turns`` counts the quarter turns by which the page is shown, clockwise.
    """
    text = _text(page)
    count = page.count_chars()
    if not count:
        return []
    if round(pdfium.FPDFText_GetCharAngle(page, 0) / (math.pi / 2)) % 4 != -turns % 4:
        return None
    letters = _RotatedLetters(page, turns) if turns else _Letters(page)
    box = letters.shown(box)
    marked = with_marks(letters, text) if len(text) == count else text
    found = _by_line(letters, marked) if len(text) == count else None
    if found is None:
        found = _by_place(letters, 0, count)
    left, bottom, right, top = box
    return [
        PositionedRun(
            run.left - left,
            run.right - left,
            run.baseline,
            run.size,
            run.text if marked is text else tidied(run.text),
        )
        for run in found
        if run.right > left and run.left < right and bottom - 2 <= -run.baseline <= top + 2
    ]


def _text(page: PdfTextPage) -> str:
    text: str = page.get_text_range(errors="replace")
    return text


class _Letters:
    """Places of letters by index, with the buffers that pdfium writes to made once."""

    def __init__(self, page: PdfTextPage) -> None:
        self.page = page.raw
        self._box = pdfium.FS_RECTF()
        self._at_box = ctypes.byref(self._box)
        self._locate = pdfium.FPDFText_GetLooseCharBox
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def shown(self, box: Box) -> Box:
        """Where a box of the page stands as it is shown."""
        return box

    def left(self, at: int) -> float:
        """Where a letter begins."""
        self._locate(self.page, at, self._at_box)
        return float(self._box.left)

    def right(self, at: int) -> float:
        """Where a letter ends."""
        self._locate(self.page, at, self._at_box)
        return float(self._box.right)

    def sides(self, at: int) -> tuple[float, float]:
        """Where a letter begins and ends."""
        return self.left(at), float(self._box.right)

    def origin(self, at: int) -> tuple[float, float]:
        """Where a letter stands on its baseline, measured from the top down."""
        pdfium.FPDFText_GetCharOrigin(self.page, at, self._x, self._y)
        return self._x.value, -self._y.value

    def size(self, at: int) -> float:
        """The height of the type on the page, in points."""
        matrix = pdfium.FS_MATRIX()
        scale = 1.0
        if pdfium.FPDFText_GetMatrix(self.page, at, matrix):
            scale = abs(matrix.d) or abs(matrix.b) or 1.0
        return max(float(pdfium.FPDFText_GetFontSize(self.page, at)) * scale, 1.0)

    def font(self, at: int) -> str:
        """The name of a letter's font."""
        buffer = ctypes.create_string_buffer(_MAX_FONT_NAME)
        length = pdfium.FPDFText_GetFontInfo(self.page, at, buffer, _MAX_FONT_NAME, None)
        return buffer.raw[: max(min(length, _MAX_FONT_NAME) - 1, 0)].decode("utf-8", "replace")

    def written(self, start: int, end: int) -> str:
        """The letters from ``start`` to ``end`` as they are, soft hyphens too."""
        codes = (pdfium.FPDFText_GetUnicode(self.page, at) for at in range(start, end))
        return "".join(chr(code) if code else "" for code in codes)


class _RotatedLetters(_Letters):
    """Letters of a page that is shown turned, at the places where they are shown."""

    def __init__(self, page: PdfTextPage, turns: int) -> None:
        super().__init__(page)
        self._turns = turns

    def shown(self, box: Box) -> Box:
        first, second = self._turned(box[0], box[1]), self._turned(box[2], box[3])
        (left, right), (bottom, top) = (sorted(pair) for pair in zip(first, second, strict=True))
        return left, bottom, right, top

    def left(self, at: int) -> float:
        return self._shown_letter(at)[0]

    def right(self, at: int) -> float:
        return self._shown_letter(at)[2]

    def sides(self, at: int) -> tuple[float, float]:
        left, _, right, _ = self._shown_letter(at)
        return left, right

    def _shown_letter(self, at: int) -> Box:
        self._locate(self.page, at, self._at_box)
        box = self._box
        return self.shown((box.left, box.bottom, box.right, box.top))

    def origin(self, at: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self.page, at, self._x, self._y)
        x, y = self._turned(self._x.value, self._y.value)
        return x, -y

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        match self._turns:
            case 1:
                return y, -x
            case 2:
                return -x, -y
            case _:
                return -y, x


def _by_line(letters: _Letters, text: str) -> list[PositionedRun] | None:
    """Pieces of the lines as the file has them; None if lines have run into one another."""
    lines = [line.span() for line in _LINE.finditer(text)]
    found = [_in_order(letters, text, *line) for line in lines]
    if None not in found:
        return [run for runs in found if runs for run in runs]
    return _mended(letters, text, lines)


def _mended(
    letters: _Letters, text: str, lines: list[tuple[int, int]]
) -> list[PositionedRun] | None:
    """Pieces of the lines where few are out of order, as in a letterhead; else None."""
    found: list[PositionedRun] = []
    mended = 0
    for line in lines:
        runs = _in_order(letters, text, *line, thorough=True)
        if runs is None:
            runs = _by_place(letters, *line)
            mended += 1
            if mended > _MENDED or len({run.baseline for run in runs}) > 1:
                return None
        found += runs
    # Letters that stand between those of another run are no line of their own.
    rows = sorted(found, key=lambda run: (run.baseline, run.left))
    return None if any(map(_meet, rows, rows[1:])) else found


def _in_order(
    letters: _Letters, text: str, start: int, end: int, thorough: bool = False
) -> list[PositionedRun] | None:
    """Pieces of a line, which ends at ``end``; None if its letters are out of order."""
    found: list[PositionedRun] = []
    word = start  # a mark of a note at its head is no measure of a line
    while text[word] in RAISED and word < end - 1:
        word += 1
    size = letters.size(word)
    baseline = letters.origin(word)[1]
    left, right = letters.left(start), letters.right(end - 1)
    cut = start
    spaces = list(_SPACE.finditer(text, start, end))
    # A long line has no room for a gutter; letters out of order stand at its end.
    for space in spaces if thorough or end - start <= _LONG_LINE else spaces[-3:]:
        before, after = letters.right(space.start() - 1), letters.left(space.end())
        if after < before - _OVERLAP * size:
            return None
        if after - before > WIDE_GAP * size:
            found.append(_text_run(letters, text, cut, space.start(), left, before, baseline, size))
            cut, left = space.end(), after
    if right < left:
        return None
    found.append(_text_run(letters, text, cut, end, left, right, baseline, size))
    return found


def _meet(one: PositionedRun, other: PositionedRun) -> bool:
    """Whether two runs, the second not before the first in its row, overlap."""
    near = other.baseline - one.baseline < _SAME_BASE * max(one.size, other.size)
    return near and other.left < one.right - _OVERLAP * one.size and one.left < other.right


def _text_run(
    letters: _Letters,
    text: str,
    start: int,
    end: int,
    left: float,
    right: float,
    baseline: float,
    size: float,
) -> PositionedRun:
    words = text[start:end]
    font = letters.font(start)
    encoding = encoding_of_font(font)
    if encoding is not None and max(words) < "\u0102":
        words = decode_legacy(letters.written(start, end), encoding)
        words = words.upper() if capitals_font(font) else words
    return PositionedRun(left, right, baseline, size, words.translate(_HYPHENS))


# --- letters out of order -----------------------------------------------------------------------


def _by_place(letters: _Letters, start: int, end: int) -> list[PositionedRun]:
    """Pieces put together from letters of a page by their places."""
    rows: list[tuple[float, float, list[tuple[float, float, str]]]] = []
    placed = sorted(_placed(letters, start, end), key=lambda letter: letter[0])
    for baseline, size, left, right, letter in placed:
        if not rows or baseline - rows[-1][0] > _SAME_BASE * max(size, rows[-1][1]):
            rows.append((baseline, size, []))
        rows[-1][2].append((left, right, letter))
    found: list[PositionedRun] = []
    for baseline, size, row in rows:
        found += _split(sorted(row, key=lambda place: place[0]), baseline, size)
    return found


def _placed(
    letters: _Letters, start: int, end: int
) -> list[tuple[float, float, float, float, str]]:
    """Base line, size, left, right and letter of every letter that the file draws."""
    placed: list[tuple[float, float, float, float, str]] = []
    size, line = 0.0, None
    for at in range(start, end):
        code = pdfium.FPDFText_GetUnicode(letters.page, at)
        # pdfium makes blanks and line ends of its own between what the file draws
        if code < _BLANK or (code == _BLANK and pdfium.FPDFText_IsGenerated(letters.page, at) == 1):
            continue
        letter = chr(code)
        baseline = letters.origin(at)[1]
        if baseline != line:  # letters on one line have one size, near enough
            size, line = letters.size(at), baseline
        left, right = letters.sides(at)
        if unicodedata.combining(letter) and placed:
            left = right = placed[-1][2] + 0.01  # stays behind its letter
            baseline = placed[-1][0]
        placed.append((baseline, size, left, right, letter))
    return placed


def _split(
    row: list[tuple[float, float, str]], baseline: float, size: float
) -> list[PositionedRun]:
    found: list[PositionedRun] = []
    words, start, end = "", 0.0, 0.0
    for left, right, letter in row:
        if not words.strip():
            words, start, end = "", left, left
        gap = left - end
        if words and letter != " " and gap > WIDE_GAP * size:
            found.append(PositionedRun(start, end, baseline, size, words.strip()))
            words, start = "", left
        elif words and gap > NARROW_GAP * size and not words.endswith(" "):
            words += " "
        words += letter
        end = max(end, right) if letter != " " else end
    if words.strip():
        found.append(PositionedRun(start, end, baseline, size, words.strip()))
    return found
