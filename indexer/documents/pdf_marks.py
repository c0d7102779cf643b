"""What a page of a PDF has beside its text layer that may be the mark of a level of secrecy.

A stamp that was put upon the page afterwards is a note (ISO 32000-1, 12.5) whose words are no text
of it, and a picture of a stamp has none.  Of the notes the words are read; a picture of a stamp's
size at the head of the first page, and the head itself where all of the page is a picture below
letters that a scanner's program recognised, are drawn for whoever reads pictures.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.documents.head_pictures import MOST_PICTURES, may_be_stamp
from indexer.documents.page_text import PageText, page_marks
from indexer.model import Beside

_HEAD = 0.36  # of a page from its top
_MOST_NOTES, _MOST_OBJECTS = 50, 2_000
_LARGEST = 1_250  # points of a page that is drawn: A3
_MILLIMETRES = 25.4 / 72
_SCALE = 200 / 72
_NOTES = frozenset(
    (
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_WATERMARK,
        pdfium.FPDF_ANNOT_WIDGET,
    )
)
_DRAWN = frozenset((pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_FREETEXT))
_PICTURES = frozenset((pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM))
_SAID = (b"Contents", b"Subj", b"V")

_Box = tuple[float, float, float, float]


def with_marks(read: PageText, page: pypdfium2.PdfPage, *, pictured: bool) -> PageText:
    """A page with the words of its notes and, where the file has pictures, those of its head."""
    notes = list(_notes(page))
    if not notes and not pictured:
        return read
    marks = page_marks((text for _, texts in notes for text in texts), Beside.NOTE)
    boxes = [box for box, texts in notes if box is not None and not any(texts)]
    if pictured:
        boxes += _pictures(page)
    drawn = tuple(_drawn(page, boxes)) if boxes and not page.get_rotation() else ()
    return read._replace(marks=marks, pictures=drawn)


def _notes(page: pypdfium2.PdfPage) -> Iterator[tuple[_Box | None, list[str]]]:
    """The words of each note upon a page, and where it stands if it is drawn."""
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not note:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        if kind in _NOTES:
            box = pdfium.FS_RECTF()
            is_placed = kind in _DRAWN and pdfium.FPDFAnnot_GetRect(note, box)
            place = (box.left, box.bottom, box.right, box.top) if is_placed else None
            yield place, [text for key in _SAID if (text := _said(note, key))]
        pdfium.FPDFPage_CloseAnnot(note)


def _said(note: object, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    if length <= 2:
        return ""
    letters = ctypes.create_string_buffer(length)
    pointer = ctypes.cast(letters, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(note, key, pointer, length)
    return letters.raw[: length - 2].decode("utf-16-le", "replace")


def _pictures(page: pypdfium2.PdfPage) -> Iterator[_Box]:
    """Where the pictures of a page stand, those in its forms among them."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for at in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        one = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(one) in _PICTURES and pdfium.FPDFPageObj_GetBounds(
            one, left, bottom, right, top
        ):
            yield left.value, bottom.value, right.value, top.value


def _drawn(page: pypdfium2.PdfPage, boxes: list[_Box]) -> Iterator[tuple[int, bytes]]:
    """The places at the head of a page that may hold a stamp, drawn, with their widths."""
    x, y, end, height = page.get_bbox()
    head = height - _HEAD * (height - y)
    wanted: dict[_Box, None] = {}
    for left, bottom, right, top in boxes:
        covers = right - left >= 0.8 * (end - x) and top - bottom >= 0.8 * (height - y)
        size = (right - left) * _MILLIMETRES, (top - bottom) * _MILLIMETRES
        if covers and max(end - x, height - y) <= _LARGEST:
            wanted[x, head, end, height] = None
        elif (top + bottom) / 2 >= head and may_be_stamp(*size):
            wanted[max(left, x), max(bottom, y), min(right, end), min(top, height)] = None
    for left, bottom, right, top in list(wanted)[:MOST_PICTURES]:
        if right - left >= 1 and top - bottom >= 1:
            margins = (left - x, bottom - y, end - right, height - top)
            yield round((right - left) * _MILLIMETRES), _colour_map(page, margins)


def _colour_map(page: pypdfium2.PdfPage, margins: _Box) -> bytes:
    """A part of a page as a PPM file."""
    bitmap = page.render(
        scale=_SCALE, crop=margins, draw_annots=True, prefer_bgrx=False, rev_byteorder=True
    )
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = memoryview(bitmap.buffer)
    body = b"".join(rows[at : at + 3 * width] for at in range(0, stride * height, stride))
    bitmap.close()
    return b"P6 %d %d 255\n" % (width, height) + body
