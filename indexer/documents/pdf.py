"""PDF files (.pdf): their text layer page by page; pages that need OCR are marked unread.

pdfium is fast and exact, but may crash on a hostile file: it runs in a child process only
(:mod:`indexer.documents.sandbox`).  A file that it cannot open is tried with pypdf, which is slower
and mends broken files.  Pages without legible text are left to
:mod:`indexer.documents.pdf_scans`.
"""

from __future__ import annotations

import io
import logging
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.documents import pdf_letters as pdf_text
from indexer.documents.layout import in_reading_order
from indexer.documents.legacy import decode_legacy, encoding_of
from indexer.documents.mojibake import repaired
from indexer.documents.page_text import (
    LEAST_CHARACTERS,
    TEXT,
    UNREAD,
    ExtractionError,
    PageText,
    password_reason,
)
from indexer.documents.pdf_marks import with_marks
from indexer.documents.syllables import legal_share, syllables
from indexer.model import because

MAX_PAGES = 5000
# A page with so few legal syllables was badly recognised, or its font does not say what its letters
# are.
LEAST_LEGAL = 0.6
_IMAGE = b"/Image"  # as every file says that holds a picture
syllables()  # made once, before the server forks for each file

# Letters drawn as outlines: so many shapes stand for no ruled lines.
_OUTLINES = 200


def read(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of each page.

    Raises :class:`ExtractionError` for a file with a password or no page at all.

    A page whose text layer is missing or illegible comes back as ``unread``, with what it has.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ExtractionError(password_reason()) from None
        return read_with_pypdf(data)
    try:
        check_pages(len(document))
        pictured = _IMAGE in data
        return tuple(
            _read_page(document, number, pictured=pictured and number == 0)
            for number in range(len(document))
        )
    finally:
        document.close()


def read_with_pypdf(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The same as pypdf finds it; raises :class:`ExtractionError` where there is none."""
    import pypdf  # rarely wanted, and slow to load
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # the refusal says what matters
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ExtractionError(password_reason())
        check_pages(len(reader.pages))
        return tuple(
            checked_layer(page.extract_text(), pictured=bool(page.images)) for page in reader.pages
        )
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExtractionError(
            because(
                "tệp PDF hỏng hoặc bị cắt cụt ({error}); hãy in lại ra PDF từ bản gốc",
                error=type(error).__name__,
            )
        ) from None


def check_pages(count: int) -> None:
    """Refuse a document without pages, or with too many."""
    if count == 0:
        raise ExtractionError(because("tệp PDF không có trang nào"))
    if count > MAX_PAGES:
        raise ExtractionError(
            because("tệp PDF có {n} trang, quá giới hạn {limit}", n=count, limit=MAX_PAGES)
        )


def checked_layer(text: str, pictured: bool) -> PageText:
    """A page by its text layer: read, or to be read by OCR; legacy letters are decoded first."""
    if len(text) > 2 * LEAST_CHARACTERS and legal_share(text) >= LEAST_LEGAL:
        return PageText(text)
    text = repaired(text) or text
    encoding = encoding_of(text)
    if encoding is not None:
        text = decode_legacy(text, encoding)
    if len("".join(text.split())) < LEAST_CHARACTERS:
        return PageText(text, UNREAD if pictured else TEXT)
    return PageText(text, TEXT if legal_share(text) >= LEAST_LEGAL else UNREAD)


def _read_page(document: pypdfium2.PdfDocument, number: int, *, pictured: bool) -> PageText:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return PageText("", UNREAD)  # a page that the file names and does not hold
    try:
        box = page.get_bbox()
        text_page = page.get_textpage()
        try:
            turns = page.get_rotation() // 90
            runs = pdf_text.positioned_runs(text_page, box, turns)
            if runs is None:
                text = pdf_text.in_file_order(text_page)
            else:
                width = box[3] - box[1] if turns % 2 else box[2] - box[0]
                text = in_reading_order(runs, width)
        finally:
            text_page.close()
        sparse = len(text) < 2 * LEAST_CHARACTERS
        read = checked_layer(text, pictured=sparse and _is_pictured(page))
        return with_marks(read, page, pictured=pictured and read.method == TEXT)
    finally:
        page.close()


def _is_pictured(page: pypdfium2.PdfPage) -> bool:
    shapes = 0
    for one in islice(page.get_objects(max_depth=1), 10_000):
        if one.type in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            return True
        shapes += one.type == pdfium.FPDF_PAGEOBJ_PATH
    return shapes > _OUTLINES
