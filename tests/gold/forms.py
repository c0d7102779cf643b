"""A paper as the files in which offices hold it: its text in three orders, Word, PDF, a scan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from tests.gold.layout import PAGE_BREAK, Row, blocks, lay_out
from tests.specimens import docx, para, pdf, table

SCANS = Path(__file__).parent / "papers" / "scans"
"""The scans as they were drawn once (tests/gold/draw_scans.py, draw_bad_scans.py), so that all
machines read the same pictures, whatever fonts they have."""

_TYPE_SIZE, _LETTER_WIDTH = 11.0, 0.5


class Form(NamedTuple):
    """A kind of file: the ending of its name, and its bytes for a paper's name and source."""

    ending: str
    make: Callable[[str, str], bytes]


def _stacked(rows: list[Row]) -> list[str]:
    """First the left column, then the right one, as Word's text export has them."""
    left, right = ([cell for cell in column if cell] for column in zip(*rows, strict=True))
    return [*left, "", *right]


def _beside(rows: list[Row]) -> list[str]:
    """Both columns, each centred in its half of the line, as pdftotext -layout has them."""
    return [f"{row.left:^46}{row.right:^40}".rstrip() for row in rows]


def _merged(rows: list[Row]) -> list[str]:
    """A line across both columns with no gap to tell them apart, as pdfplumber has them."""
    return [line for row in rows if (line := f"{row.left} {row.right}".strip())]


def _text(columns: Callable[[list[Row]], list[str]]) -> Form:
    def make(_name: str, source: str) -> bytes:
        lines: list[str] = []
        for block in blocks(source):
            lines += columns(block) if isinstance(block, list) else [block]
        return "\n".join([*lines, ""]).replace(f"{PAGE_BREAK}\n", "\f").encode()

    return Form("txt", make)


def _docx(_name: str, source: str) -> bytes:
    def cell(lines: tuple[str, ...]) -> str:
        return "".join(para(escape(line)) for line in lines)

    return docx(
        "".join(
            table([cell(column) for column in zip(*block, strict=True)])
            if isinstance(block, list)
            else para(escape(block))
            for block in blocks(source)
        )
    )


def _pdf(_name: str, source: str) -> bytes:
    pages = lay_out(source, lambda text: len(text) * _TYPE_SIZE * _LETTER_WIDTH)
    return pdf(pages, size=_TYPE_SIZE, width=_LETTER_WIDTH)


def _scan(name: str, _source: str) -> bytes:
    return (SCANS / f"{name}.png").read_bytes()


def _scan_pdf(name: str, _source: str) -> bytes:
    return (SCANS / f"{name}.pdf").read_bytes()


FORMS = {
    "text": _text(_stacked),
    "stacked": _text(_stacked),
    "beside": _text(_beside),
    "merged": _text(_merged),
    "docx": Form("docx", _docx),
    "pdf": Form("pdf", _pdf),
    "scan": Form("png", _scan),
    "scan_pdf": Form("pdf", _scan_pdf),
}
"""By the names that labels give them; ``text`` is for sources without columns."""

DRAWN = {"scan", "scan_pdf"}
"""The forms that are pictures: one page in two colours, or all pages in worn grey."""
