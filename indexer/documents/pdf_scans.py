"""Pages of a PDF without legible text: each is drawn, and recognised as a picture.

Apart from :mod:`indexer.documents.pdf`, for what reads pictures takes a tenth of a second to load,
and few files need it.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from indexer.documents import ocr
from indexer.documents.page_text import OCR, PageText
from indexer.documents.upright import read_upright

_POINTS_AN_INCH = 72


def recognise(data: bytes, argument: str) -> tuple[PageText, ...]:
    """The recognised text of the page whose number, from 1, is the argument."""
    document = pypdfium2.PdfDocument(data)
    try:
        return (_recognised(document, int(argument) - 1),)
    finally:
        document.close()


def _recognised(document: pypdfium2.PdfDocument, index: int) -> PageText:
    picture = Path("page.pgm")
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return PageText("", OCR)  # the file names the page and does not hold it
    try:
        bitmap = page.render(
            scale=scale_of(*page.get_size()), grayscale=True, draw_annots=True, prefer_bgrx=False
        )
        picture.write_bytes(_grey_map(bitmap))
        bitmap.close()
    finally:
        page.close()
    return read_upright(picture.resolve(), "--dpi", str(ocr.DPI))


def scale_of(width: float, height: float) -> float:
    """Pixels a point for a page of this size: 200 dpi, or fewer where that passes the bound.

    >>> round(72 * scale_of(595, 842)), round(72 * scale_of(14400, 14400))
    (200, 32)
    """
    wanted = ocr.DPI / _POINTS_AN_INCH
    return float(min(wanted, (ocr.MAX_PIXELS / max(width * height, 1.0)) ** 0.5))


def _grey_map(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """A grey bitmap as a PGM file, the plainest that tesseract reads."""
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = memoryview(bitmap.buffer)
    body = b"".join(rows[at : at + width] for at in range(0, stride * height, stride))
    return b"P5 %d %d 255\n" % (width, height) + body
