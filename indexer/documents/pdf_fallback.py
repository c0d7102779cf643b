"""PDF files that pdfium cannot open, read with pypdf: slower, and it mends broken files."""

from __future__ import annotations

import io
import logging

import pypdf
from pypdf.errors import PdfReadError, PyPdfError

from indexer.documents import pdf
from indexer.documents.page_text import PageText, Refused
from indexer.model import because


def read(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of each page; raises :class:`Refused` where there is none."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # the refusal says what matters
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(pdf.locked())
        pdf.check_pages(len(reader.pages))
        return tuple(
            pdf.judged(page.extract_text(), pictured=bool(page.images)) for page in reader.pages
        )
    except (PdfReadError, PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(
            because(
                "tệp PDF hỏng hoặc bị cắt cụt ({error}); hãy in lại ra PDF từ bản gốc",
                error=type(error).__name__,
            )
        ) from None
