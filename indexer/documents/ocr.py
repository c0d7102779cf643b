"""Recognition of pictures of pages (nhận dạng chữ, OCR) with tesseract, an optional program.

Measured: 200 dpi in grey is enough and better than 300, and the Vietnamese model alone is
better than with the English one.
"""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from statistics import median

from indexer.documents.layout import WIDE_GAP, PositionedRun, in_reading_order
from indexer.documents.ocr_words import (
    RecognisedWord,
    is_worn,
    letter_height,
    unsure_figures,
    without_specks,
)
from indexer.documents.page_text import ExtractionError
from indexer.documents.sandbox_child import ENDED_BY_OTHERS
from indexer.documents.syllables import Legality, legality
from indexer.model import Reason, because
from indexer.numerals import read_number
from indexer.platforms import find_program

DPI = 200
MAX_PIXELS = 40_000_000
# How tesseract names the columns of its table.
_TABLE = "level page block paragraph line word left top width height confidence text"
_COLUMNS = _TABLE.split()
_BOX = "left", "top", "width", "height", "confidence"
_WORD_LEVEL = "5"
# A line tells how far a page is turned if it is so long, in widths of the page; below the least
# slope (a sixth of a degree) a page is straight.
_LONG_LINE = 0.3
_LEAST_LINES = 3
_LEAST_SLOPE = 0.003
# Words of fewer letters are often as high as they are wide.
_LONG_WORD = 4


def _program() -> str | None:
    return find_program("tesseract", r"C:\Program Files\Tesseract-OCR\tesseract.exe")


@cache
def is_installed() -> bool:
    """Whether tesseract and its Vietnamese model can be used here."""
    program = _program()
    if program is None:
        return False
    try:
        listed = subprocess.run(  # noqa: S603 - no part of the command comes from a file
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "vie" in listed.stdout.split()


def not_installed_reason() -> Reason:
    """Why a picture cannot be read here, and what to do."""
    return because(
        "là ảnh chụp, cần tesseract với tiếng Việt để đọc; hãy cài tesseract "
        "(trên Debian, Ubuntu: gói tesseract-ocr-vie) rồi lập chỉ mục lại"
    )


@dataclass(frozen=True)
class RecognisedPage:
    """The words of a page as tesseract found them, by its lines, on a picture of this width."""

    lines: Sequence[Sequence[RecognisedWord]]
    width: float

    @cached_property
    def text(self) -> str:
        """The words in the order in which a person reads them."""
        slope = self.slope
        level = 0.0 if abs(slope) < _LEAST_SLOPE else slope
        lines = (without_specks(line, self.letter) for line in self.lines)
        runs = [run for line in lines if line for run in _text_runs(line, level)]
        return in_reading_order(runs, self.width)

    @property
    def unsure(self) -> tuple[str, ...]:
        """The words with figures that tesseract was not sure of."""
        return unsure_figures(self.lines)

    @cached_property
    def letter(self) -> float:
        """How high the letters are, in pixels; 0 where there are none."""
        return letter_height(self.lines)

    @property
    def is_worn(self) -> bool:
        """Whether there is more on the page than letters: specks, streaks, seals."""
        return is_worn(self.lines, self.letter)

    @cached_property
    def slope(self) -> float:
        """How far a line falls for each pixel to the right: the middle one of the long lines."""
        slopes = [
            _slope(line)
            for line in self.lines
            if len(line) > 2 and line[-1].left - line[0].left > _LONG_LINE * self.width
        ]
        return median(slopes) if len(slopes) >= _LEAST_LINES else 0.0

    @property
    def stands(self) -> bool:
        """Whether the lines run from left to right, and not up or down."""
        long = [word for line in self.lines for word in line if len(word.text) >= _LONG_WORD]
        return not long or 2 * sum(word.width > word.height for word in long) >= len(long)

    @cached_property
    def legality(self) -> Legality:
        """How many words there are, and how many of them are legal Vietnamese syllables."""
        return legality(self.text)


def _slope(line: Sequence[RecognisedWord]) -> float:
    """The slope of the straight line that comes nearest to the middles of the words."""
    places = [(one.left + one.width / 2, one.top + one.height / 2) for one in line]
    mean_x = sum(x for x, _ in places) / len(places)
    mean_y = sum(y for _, y in places) / len(places)
    spread = sum((x - mean_x) ** 2 for x, _ in places)
    return sum((x - mean_x) * (y - mean_y) for x, y in places) / spread if spread else 0.0


def recognise(picture: Path, *settings: str) -> list[RecognisedPage]:
    """Each page in a picture file; raises :class:`ExtractionError` if unreadable.

    ``settings`` are further arguments of tesseract.
    """
    run = _run(picture, "-l", "vie", "--psm", "3", *settings, "tsv")
    if run.returncode != 0:
        raise ExtractionError(
            because("tesseract không đọc được ảnh (mã lỗi {code})", code=run.returncode),
            passing=-run.returncode in ENDED_BY_OTHERS,
        )
    return read_table(run.stdout.decode("utf-8", "replace"))


def recognise_lines(pictures: Sequence[Path]) -> list[str]:
    """The words of some pictures that hold a line each; none where tesseract does not read them.

    All in one run, since most of its time goes into loading the model.
    """
    listed = Path("lines.txt")
    listed.write_text("".join(f"{one}\n" for one in pictures), "utf-8")
    run = _run(listed.resolve(), "-l", "vie", "--psm", "7")
    pages = run.stdout.decode("utf-8", "replace").split("\f") if run.returncode == 0 else []
    return list(filter(None, (" ".join(one.split()) for one in pages)))


def recognise_block(picture: Path) -> list[str]:
    """The lines of a picture that holds a few, one below the other."""
    run = _run(picture, "-l", "vie", "--psm", "6")
    lines = run.stdout.decode("utf-8", "replace").splitlines() if run.returncode == 0 else []
    return list(filter(None, map(str.strip, lines)))


def turn_of(picture: Path) -> int | None:
    """By how many degrees to the right a picture is to be turned to stand upright.

    None where tesseract cannot tell: for want of letters, or of its model of orientations.
    """
    run = _run(picture, "--psm", "0")
    found = _ROTATE.search(run.stdout) if run.returncode == 0 else None
    return read_number(found[1].decode()) if found else None


_ROTATE = re.compile(rb"^Rotate: (0|90|180|270)\s*$", re.MULTILINE)


def _run(picture: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = _program()
    if program is None:
        raise ExtractionError(not_installed_reason())
    return subprocess.run(  # noqa: S603 - the picture's name is ours
        [program, str(picture), "stdout", *arguments],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def read_table(table: str) -> list[RecognisedPage]:
    """Each page of tesseract's table of words (TSV)."""
    pages: dict[int, dict[tuple[str, ...], list[RecognisedWord]]] = defaultdict(
        lambda: defaultdict(list)
    )
    widths: dict[int, float] = {}
    for row in table.splitlines()[1:]:
        cells = dict(zip(_COLUMNS, row.split("\t"), strict=False))
        if len(cells) < len(_COLUMNS) - 1:
            continue
        page = read_number(cells["page"])
        if page is None:
            continue
        if cells["level"] == "1":
            widths[page] = float(cells["width"])
            pages[page] = defaultdict(list)
        elif cells["level"] == _WORD_LEVEL and (text := cells.get("text", "").strip()):
            box = (float(cells[name]) for name in _BOX)
            line = cells["block"], cells["paragraph"], cells["line"]
            pages[page][line].append(RecognisedWord(text, *box))
    return [
        RecognisedPage(list(lines.values()), widths[page]) for page, lines in sorted(pages.items())
    ]


def _text_runs(line: Sequence[RecognisedWord], slope: float) -> list[PositionedRun]:
    """The words of one line, cut where a gap parts two columns; the page made level."""
    # Marks above and below make boxes differ; the middle one is about the height of capitals.
    heights = sorted(word.height for word in line)
    size = max(heights[len(heights) // 2] * 1.2, 1.0)
    bottoms = sorted(word.top + word.height - slope * word.left for word in line)
    baseline = bottoms[len(line) // 2]
    found: list[PositionedRun] = []
    for word in line:
        right = word.left + word.width
        gap = (word.left - found[-1].right) / size if found else WIDE_GAP + 1
        if gap > WIDE_GAP:
            found.append(PositionedRun(word.left, right, baseline, size, word.text))
        else:
            last = found[-1]
            found[-1] = PositionedRun(last.left, right, baseline, size, f"{last.text} {word.text}")
    return found
