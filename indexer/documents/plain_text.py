"""Plain text (.txt, .md) in whatever encoding an office saved it.

Unicode is read as such.  Bytes that are no Unicode are read only if their words prove that they
are TCVN3, VNI or the Windows code page of Vietnamese; nothing is guessed.
"""

from __future__ import annotations

import re

from indexer.documents.detection import wide_encoding
from indexer.documents.legacy import LEAST_WORDS, decode_legacy, encoding_of
from indexer.documents.page_text import ExtractionError, PageText
from indexer.documents.syllables import legality
from indexer.model import because

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MARKDOWN = re.compile(r"^#{1,6} |\*\*[^*\n]+\*\*", re.MULTILINE)
# Words of a code page that is rightly read are nearly all legal.
_LEAST_LEGAL = 0.8
_SAMPLE = 4096


def read(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of a file, cut at form feeds, with which old printers ended a page.

    >>> read("Số 55-TB/TU".encode("utf-16"))[0].text
    'Số 55-TB/TU'
    """
    text = _unicode(data)
    if len(_CONTROL.findall(text, 0, _SAMPLE)) > _SAMPLE // 100:
        raise _binary()
    pages = text.rstrip("\f\n").split("\f") if "\f" in text else [text]
    return tuple(map(PageText, pages))


def is_markdown(text: str) -> bool:
    """Whether a text is marked up as Markdown.

    >>> is_markdown("## **THÔNG BÁO**"), is_markdown("THÔNG BÁO")
    (True, False)
    """
    return bool(_MARKDOWN.search(text))


def _unicode(data: bytes) -> str:
    try:
        return data.decode(wide_encoding(data) or "utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise _binary() from None
        text = _of_code_page(data)
        if text is None:
            raise ExtractionError(
                because(
                    "không phải UTF-8 hay UTF-16 (byte thứ {position}); hãy lưu lại bằng UTF-8",
                    position=error.start + 1,
                )
            ) from None
        return text


def _binary() -> ExtractionError:
    return ExtractionError(
        because("tệp nhị phân, không phải văn bản; nếu là văn bản, hãy lưu lại bằng UTF-8")
    )


def _of_code_page(data: bytes) -> str | None:
    """Text of one byte a letter, if its words tell which code page it is in."""
    text = data.decode("latin-1")
    encoding = encoding_of(text)
    if encoding is not None:
        return decode_legacy(text, encoding)
    try:
        text = data.decode("cp1258")  # Windows: letters with shapes, tones as marks after them
    except UnicodeDecodeError:
        return None
    words, share = legality(text)
    return text if words >= LEAST_WORDS and share >= _LEAST_LEGAL else None
