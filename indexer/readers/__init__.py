"""The text of a file of any kind: which reader reads it, and what follows when one cannot.

Only plain text is read in this process; every other kind is read in a child
(:mod:`indexer.readers.confine`).
"""

from __future__ import annotations

from indexer.model import because
from indexer.readers import ocr, office, plain_text
from indexer.readers.confine import Crashed, read_confined
from indexer.readers.kinds import Kind
from indexer.readers.legacy import decode, encoding_of
from indexer.readers.pagetext import TEXT, UNREAD, PageText, Refused, clean
from indexer.readers.syllables import legal_share

# So many pages are recognised in one child: each batch has the time of a file.
BATCH = 4

_RECOGNISERS = {
    Kind.PDF: "indexer.readers.pdf_pictures",
    Kind.PNG: "indexer.readers.pictures",
    Kind.JPEG: "indexer.readers.pictures",
    Kind.TIFF: "indexer.readers.pictures",
}


def read_pages(kind: Kind, data: bytes) -> tuple[PageText, ...]:
    """The pages of a file as Unicode in NFC; raises :class:`Refused` with a reason in words.

    A page that only OCR could read is ``unread`` when tesseract is not installed; a file of
    such pages only is refused.
    """
    pages = _extracted(kind, data)
    if any(page.method == UNREAD for page in pages):
        pages = _recognised(kind, data, pages)
    encoding = encoding_of("\n".join(page.text for page in pages))
    if encoding is not None:
        pages = tuple(PageText(decode(page.text, encoding), page.method) for page in pages)
    pages = tuple(PageText(clean(page.text), page.method) for page in pages)
    if not any(letter.isalnum() for page in pages for letter in page.text):
        unread = any(page.method == UNREAD for page in pages)
        raise Refused(ocr.missing() if unread else because("tệp không có chữ nào"))
    return pages


def abilities() -> tuple[str, ...]:
    """The optional programs that are installed: with another one, refused files may be read."""
    return tuple(
        name
        for name, installed in (
            ("libreoffice", office.program() is not None),
            ("tesseract", ocr.is_installed()),
        )
        if installed
    )


def _extracted(kind: Kind, data: bytes) -> tuple[PageText, ...]:
    if kind is Kind.TEXT:
        return plain_text.read(data)
    if kind is Kind.LOCKED:
        raise Refused(because("tệp Office có mật khẩu; hãy bỏ mật khẩu rồi lập chỉ mục lại"))
    if kind.module is None:
        raise Refused(
            because(
                "nội dung là tệp {kind}, không đọc được; hãy lưu thành .docx hoặc .pdf",
                kind=kind.label,
            )
        )
    try:
        return read_confined(kind.module, data)
    except Crashed as crash:
        if kind is not Kind.PDF:
            raise
        try:
            return read_confined("indexer.readers.pdf_fallback", data)
        except Refused:
            raise crash from None  # the first reason is the better one


# --- OCR --------------------------------------------------------------------------------------


def _recognised(kind: Kind, data: bytes, pages: tuple[PageText, ...]) -> tuple[PageText, ...]:
    """The pages with the unread ones recognised, as far as that is possible here."""
    recogniser = _RECOGNISERS.get(kind)
    if recogniser is None or not ocr.is_installed():
        return pages
    numbers = [number for number, page in enumerate(pages, start=1) if page.method == UNREAD]
    read = list(pages)
    problem: Refused | None = None
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        try:
            found = read_confined(recogniser, data, ",".join(map(str, batch)))
        except Refused as refused:
            problem = refused  # the other pages are still worth reading
            continue
        for number, page in zip(batch, found, strict=True):
            read[number - 1] = _better(pages[number - 1], page)
    if problem is not None and all(page.method == UNREAD for page in read):
        raise problem
    return tuple(read)


def _better(layer: PageText, recognised: PageText) -> PageText:
    """The recognised page, unless the text layer was no worse (a page in another language)."""
    if legal_share(recognised.text) > legal_share(layer.text) or not layer.text.strip():
        return recognised
    return PageText(layer.text, TEXT)
