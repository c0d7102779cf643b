"""Web pages (.html), also those that a word processor saved or a file name hides.

One in a single file (MHTML, RFC 2557), which Word and browsers save as .mht or .doc, is a MIME
message, as a letter is: the page first, its pictures after it.
"""

from __future__ import annotations

import codecs
import email
import re

from indexer.documents.detection import wide_encoding
from indexer.documents.markup import html_text
from indexer.documents.page_text import ExtractionError, PageText
from indexer.model import because

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I
)


def read(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of a web page, as one page.

    >>> read("<html><body><p>Số 55-<i>TB</i>/TU".encode())[0].text
    'Số 55-TB/TU'
    """
    return (PageText(html_text(decode_html(data))),)


def read_mhtml(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of the page in a message, which is the first part that is HTML, as one page.

    >>> head = b"MIME-Version: 1.0\\nContent-Type: text/html\\nContent-Transfer-Encoding: "
    >>> read_mhtml(head + b"quoted-printable\\n\\n<p>S=E1=BB=91 55</p>")[0].text
    'Số 55'
    """
    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                charset = part.get_content_charset("")
                return (PageText(html_text(decode_html(page, charset))),)
    raise ExtractionError(
        because("trang web (.mht) không có phần HTML nào; hãy lưu lại thành .docx")
    )


def decode_html(data: bytes, charset: str = "") -> str:
    """The characters of a page: by its first bytes, else as it declares, else UTF-8.

    A ``charset`` declared outside the page, if there is one, goes before its own.
    A page that declares no encoding and is no UTF-8 is read as Windows-1252, as browsers do;
    the words then tell whether it is TCVN3 or VNI.
    """
    wide = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else wide_encoding(data)
    if wide is not None:
        return data.decode(wide, "replace")
    declared = _CHARSET.search(data, 0, 4096)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    for encoding in (charset or name, name, "utf-8", "cp1252"):
        try:
            return data.decode(_known(encoding))
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def _known(encoding: str) -> str:
    """The codec of a charset that is one of text; Latin-1 means Windows-1252, as in browsers."""
    name = codecs.lookup(encoding).name
    if not getattr(codecs.lookup(encoding), "_is_text_encoding", True) or name.startswith("utf-16"):
        raise LookupError(encoding)  # its tag could be read: it is no UTF-16
    return "cp1252" if name == "iso8859-1" else name
