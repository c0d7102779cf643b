"""The text of a file of any format: which reader reads it, and what follows when one cannot.

Only plain text is read in this process; every other format is read in a child
(:mod:`indexer.documents.sandbox`).
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.documents import ocr, office, plain_text
from indexer.documents.detection import FileFormat
from indexer.documents.head_pictures import with_pictures_read
from indexer.documents.legacy import decode_legacy, encoding_of
from indexer.documents.mojibake import repaired
from indexer.documents.page_text import (
    TEXT,
    UNREAD,
    ExtractionError,
    PageText,
    normalize_text,
    timeout_reason,
)
from indexer.documents.sandbox import SECONDS, ReaderCrashed, read_confined
from indexer.documents.syllables import legal_share
from indexer.model import Reason, because
from indexer.text import unaccent

_RECOGNISERS = {
    FileFormat.PDF: "indexer.documents.pdf_scans:recognise",
    FileFormat.PNG: "indexer.documents.pictures:read",
    FileFormat.JPEG: "indexer.documents.pictures:read",
    FileFormat.TIFF: "indexer.documents.pictures:read",
}


def read_pages(
    file_format: FileFormat, data: bytes, seconds: float = SECONDS
) -> tuple[PageText, ...]:
    """The pages of a file as Unicode in NFC; raises :class:`ExtractionError` with a reason.

    A page that only OCR could read is ``unread``, with the reason, where tesseract is not
    installed, does not read it or has no time left of the file's ``seconds``; a file of such
    pages only is refused.
    """
    until = time.monotonic() + seconds
    pages = _extracted(file_format, data, seconds, until)
    passing: list[PageText] = []
    if any(page.method == UNREAD for page in pages):
        pages = tuple(_recognised(file_format, data, pages, seconds, until, passing))
    pages = with_pictures_read(pages, until)
    return _in_unicode(pages, is_passing=bool(passing))


def read_own_text(
    file_format: FileFormat, data: bytes, seconds: float = SECONDS
) -> tuple[PageText, ...]:
    """The same without OCR, by a child that reads no other file: pictures stay ``unread``, with no
    text and no reason."""
    return own_text(_extracted(file_format, data, seconds, time.monotonic() + seconds, alone=True))


def own_text(pages: tuple[PageText, ...]) -> tuple[PageText, ...]:
    """Pages as a reader gave them, as Unicode in NFC and without what OCR would have to tell."""
    if all(page.method == UNREAD for page in pages):
        return tuple(PageText("", UNREAD) for _ in pages)
    own = (PageText("", UNREAD) if page.method == UNREAD else page for page in pages)
    return _in_unicode(tuple(page._replace(pictures=()) for page in own), is_passing=False)


def _in_unicode(pages: tuple[PageText, ...], *, is_passing: bool) -> tuple[PageText, ...]:
    """Pages as Unicode, whatever their letters were kept in; some of them have to have a letter."""
    pages = tuple(page._replace(text=_decoded_once(page.text)) for page in pages)
    encoding = encoding_of("\n".join(page.text for page in pages))
    if encoding is not None:
        pages = tuple(page._replace(text=decode_legacy(page.text, encoding)) for page in pages)
    pages = tuple(page._replace(text=normalize_text(page.text)) for page in pages)
    if not any(letter.isalnum() for page in pages for letter in page.text):
        reasons = [page.reason for page in pages if page.reason]
        reason = reasons[0] if reasons else because("tệp không có chữ nào")
        raise ExtractionError(reason, passing=is_passing)
    return pages


def _decoded_once(text: str) -> str:
    mended = repaired(text)
    if mended is None:
        raise ExtractionError(
            because(
                "chữ bị vỡ: văn bản UTF-8 đã bị đọc nhầm bảng mã rồi lưu lại, có chữ đã mất; hãy "
                "lấy lại tệp gốc"
            )
        )
    return mended


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a reading could draw on: the optional ``programs`` installed, ``seconds`` a file."""

    programs: tuple[str, ...]
    seconds: float

    def exceed(self, before: Abilities) -> bool:
        """Whether a file that was not wholly read before may now be."""
        return self.seconds > before.seconds or not set(self.programs) <= set(before.programs)


def abilities(seconds: float) -> Abilities:
    """What can be read here, now."""
    programs = {
        "libreoffice": office.find_libreoffice() is not None,
        "tesseract": ocr.is_installed(),
    }
    return Abilities(tuple(name for name, installed in programs.items() if installed), seconds)


def _extracted(
    file_format: FileFormat, data: bytes, seconds: float, until: float, *, alone: bool = False
) -> tuple[PageText, ...]:
    if file_format is FileFormat.TEXT:
        return plain_text.read(data)
    if file_format.reader is None:
        raise ExtractionError(_refusal(file_format))
    try:
        alone = alone or file_format.reader.startswith(office.__name__)
        return read_confined(file_format.reader, data, seconds=seconds, alone=alone)
    except ReaderCrashed as crash:
        if file_format is not FileFormat.PDF:
            raise
        try:
            left = max(0.0, until - time.monotonic())
            pypdf = "indexer.documents.pdf:read_with_pypdf"
            return read_confined(pypdf, data, seconds=left, alone=alone)
        except ExtractionError:
            raise crash from None  # the first reason is the better one


def _refusal(file_format: FileFormat) -> Reason:
    """Why a file of a kind that is not read is none, and what to do."""
    kind = file_format.label
    match file_format:
        case FileFormat.LOCKED:
            return because("tệp Office có mật khẩu; hãy bỏ mật khẩu rồi lập chỉ mục lại")
        case FileFormat.ZIP:
            return because(
                "nội dung là tệp {kind}, hay tệp Word bị cắt cụt; hãy lưu lại thành .docx, hoặc "
                "đổi đuôi tên tệp thành .zip để đọc các tệp bên trong",
                kind=kind,
            )
        case FileFormat.LETTER | FileFormat.MAIL:
            return because(
                "nội dung là tệp {kind}; hãy đổi đuôi tên tệp thành {ending} để đọc các tệp đính "
                "kèm",
                kind=kind,
                ending=".eml" if file_format is FileFormat.LETTER else ".msg",
            )
        case FileFormat.ARCHIVE:
            return because(
                "nội dung là tệp {kind}, không đọc được; hãy giải nén, hoặc nén lại thành .zip",
                kind=kind,
            )
    return because(
        "nội dung là tệp {kind}, không đọc được; hãy lưu thành .docx hoặc .pdf", kind=kind
    )


# --- OCR --------------------------------------------------------------------------------------


def _recognised(
    file_format: FileFormat,
    data: bytes,
    pages: Sequence[PageText],
    seconds: float,
    until: float,
    passing: list[PageText],
) -> Iterator[PageText]:
    """The pages with the unread ones recognised, as far as that is possible here.

    Each page is recognised in a child of its own, so that none is lost with another.  Those that
    may be recognised another time are put into ``passing``, too.
    """
    for number, page in enumerate(pages, start=1):
        recogniser = _RECOGNISERS.get(file_format)
        left = until - time.monotonic()
        if page.method != UNREAD or recogniser is None:
            yield page
        elif not ocr.is_installed():
            yield page._replace(reason=ocr.not_installed_reason())
        elif left <= 0:
            passing.append(page)
            yield page._replace(reason=timeout_reason(seconds))
        else:
            try:
                (found,) = read_confined(recogniser, data, str(number), left, alone=True)
                yield _better(page, found)
            except ExtractionError as error:
                over = time.monotonic() >= until
                if over or error.passing:
                    passing.append(page)
                yield page._replace(reason=timeout_reason(seconds) if over else error.reason)


def _better(layer: PageText, recognised: PageText) -> PageText:
    """The recognised page, unless the text layer is the better one (a page in another language).

    Of a page that is legible in neither no text is kept.
    """
    recognised = recognised._replace(marks=layer.marks + recognised.marks)
    is_legible = recognised.method != UNREAD
    if is_legible and legal_share(recognised.text) > legal_share(layer.text):
        return recognised
    if layer.text.strip() and (is_legible or _says(layer.text, recognised.text)):
        return PageText(layer.text, TEXT, marks=recognised.marks)
    return recognised if is_legible else recognised._replace(text="")


def _says(layer: str, picture: str) -> bool:
    """Whether a text layer says what its picture shows, as far as that can be told.

    Letters of another script tell it by themselves: broken fonts give Latin ones and signs.
    """
    words = set(_WORD.findall(unaccent(layer.lower())))
    if not words:
        return len(_OTHER_SCRIPT.findall(layer)) >= _FEWEST_LETTERS
    seen = set(_WORD.findall(unaccent(picture.lower())))
    return 2 * len(words & seen) >= len(words)


_WORD = re.compile(r"[a-z]{3,}")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\ud7ff]")
_FEWEST_LETTERS = 20
