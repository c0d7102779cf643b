"""Recognition of pictures of pages (nhận dạng chữ, OCR) with tesseract, an optional program.

Measured: 200 dpi in grey is enough and better than 300, and the Vietnamese model alone is
better than with the English one.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from functools import cache
from pathlib import Path

from indexer.documents.layout import WIDE_GAP, PositionedRun, in_reading_order
from indexer.documents.page_text import ExtractionError
from indexer.documents.sandbox_child import ENDED_BY_OTHERS
from indexer.model import Reason, because
from indexer.numerals import read_number
from indexer.platforms import find_program

DPI = 200
MAX_PIXELS = 40_000_000
# How tesseract names the columns of its table.
_TABLE = "level page block paragraph line word left top width height confidence text"
_COLUMNS = _TABLE.split()
_WORD_LEVEL = "5"


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


def recognise(picture: Path, *settings: str) -> list[str]:
    """The text of each page in a picture file; raises :class:`ExtractionError` if unreadable.

    ``settings`` are further arguments of tesseract.
    """
    program = _program()
    if program is None:
        raise ExtractionError(not_installed_reason())
    run = subprocess.run(  # noqa: S603 - the picture's name is ours
        [program, str(picture), "stdout", "-l", "vie", "--psm", "3", *settings, "tsv"],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if run.returncode != 0:
        raise ExtractionError(
            because("tesseract không đọc được ảnh (mã lỗi {code})", code=run.returncode),
            passing=-run.returncode in ENDED_BY_OTHERS,
        )
    return read_table(run.stdout.decode("utf-8", "replace"))


def read_table(table: str) -> list[str]:
    """The text of each page from tesseract's table of words (TSV)."""
    pages: dict[int, dict[tuple[str, ...], list[dict[str, str]]]] = defaultdict(
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
        elif cells["level"] == _WORD_LEVEL and cells.get("text", "").strip():
            pages[page][cells["block"], cells["paragraph"], cells["line"]].append(cells)
    return [
        in_reading_order([run for line in lines.values() for run in _text_runs(line)], widths[page])
        for page, lines in sorted(pages.items())
    ]


def _text_runs(line: list[dict[str, str]]) -> list[PositionedRun]:
    """The words of one line, cut where a gap parts two columns."""
    boxes = [
        (float(word["left"]), float(word["top"]), float(word["width"]), float(word["height"]))
        for word in line
    ]
    # Marks above and below make boxes differ; the middle one is about the height of capitals.
    heights = sorted(box[3] for box in boxes)
    size = max(heights[len(heights) // 2] * 1.2, 1.0)
    baseline = sorted(top + height for _, top, _, height in boxes)[len(boxes) // 2]
    found: list[PositionedRun] = []
    for word, (left, _, width, _) in zip(line, boxes, strict=True):
        text = word["text"].strip()
        gap = (left - found[-1].right) / size if found else WIDE_GAP + 1
        if gap > WIDE_GAP:
            found.append(PositionedRun(left, left + width, baseline, size, text))
        else:
            last = found[-1]
            found[-1] = PositionedRun(
                last.left, left + width, baseline, size, f"{last.text} {text}"
            )
    return found
