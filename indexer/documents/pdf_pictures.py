"""Pages of a PDF that have no legible text, drawn and recognised one by one."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.documents.ocr import DPI, MAX_PIXELS, recognise
from indexer.documents.page_text import OCR, PageText

_POINTS_AN_INCH = 72


def read(data: bytes, argument: str) -> tuple[PageText, ...]:
    """The recognised text of the page whose number, from 1, is the argument."""
    document = pypdfium2.PdfDocument(data)
    try:
        return (PageText(_recognised(document, int(argument) - 1), OCR),)
    finally:
        document.close()


def _recognised(document: pypdfium2.PdfDocument, index: int) -> str:
    picture = Path("page.pgm")
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return ""  # the file names the page and does not hold it
    try:
        bitmap = page.render(
            scale=scale_of(*page.get_size()), grayscale=True, draw_annots=True, prefer_bgrx=False
        )
        picture.write_bytes(grey_map(bitmap))
        bitmap.close()
    finally:
        page.close()
    return "\n\n".join(recognise(picture.resolve(), "--dpi", str(DPI)))


def scale_of(width: float, height: float) -> float:
    """Pixels a point for a page of this size: 200 dpi, or fewer where that passes the bound.

    >>> round(72 * scale_of(595, 842)), round(72 * scale_of(14400, 14400))
    (200, 32)
    """
    wanted = DPI / _POINTS_AN_INCH
    return float(min(wanted, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5))


def grey_map(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """A grey bitmap as a PGM file, the plainest that tesseract reads."""
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    start = pdfium.FPDFBitmap_GetBuffer(bitmap.raw)
    rows = memoryview(ctypes.string_at(start, stride * height))
    body = b"".join(rows[at : at + width] for at in range(0, stride * height, stride))
    return b"P5 %d %d 255\n" % (width, height) + body
