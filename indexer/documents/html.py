"""Web pages (.html), also those that a word processor saved or a file name hides.

One in a single file (MHTML, RFC 2557), which Word and browsers save as .mht or .doc, is a MIME
message, as a letter is: the page first, its pictures after it.
"""

from __future__ import annotations

import base64
import codecs
import email
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from email.message import Message
from html import unescape
from itertools import islice

from indexer.documents.detection import wide_encoding
from indexer.documents.head_pictures import MOST_BYTES, MOST_PICTURES, may_be_stamp
from indexer.documents.markup import html_text
from indexer.documents.page_text import ExtractionError, PageText, page_marks
from indexer.model import Beside, because
from indexer.numerals import read_number

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I
)
# What is shown at the head of a page stands among its first letters; a picture within its tag may
# be as long as two megabytes.
_HEAD, _MOST_SHOWN = 6_000_000, 12
_PICTURE = re.compile(r"<img\b[^>]*+>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\s(alt|title|src|width|height)\s*=\s*(\"[^\"]*+\"|'[^']*+'|[^\s>\"']++)", re.I
)
_INLINE = re.compile(r"data:image/[\w.+-]{1,20};base64,")
_MILLIMETRES = 25.4 / 96


def read(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of a web page, as one page.

    >>> read("<html><body><p>Số 55-<i>TB</i>/TU".encode())[0].text
    'Số 55-TB/TU'
    """
    return (_page(decode_html(data), {}),)


def read_mhtml(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of the page in a message, which is the first part that is HTML, as one page.

    >>> head = b"MIME-Version: 1.0\\nContent-Type: text/html\\nContent-Transfer-Encoding: "
    >>> read_mhtml(head + b"quoted-printable\\n\\n<p>S=E1=BB=91 55</p>")[0].text
    'Số 55'
    """
    parts = list(email.message_from_bytes(data).walk())
    for part in parts:
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                charset = part.get_content_charset("")
                return (_page(decode_html(page, charset), _pictures(parts)),)
    raise ExtractionError(
        because("trang web (.mht) không có phần HTML nào; hãy lưu lại thành .docx")
    )


def _page(html: str, pictures: Mapping[str, bytes]) -> PageText:
    """The text of a page with the marks in what it tells of its pictures, and those themselves."""
    text = html_text(html)
    shown = [_attributes(one[0]) for one in islice(_PICTURE.finditer(html, 0, _HEAD), _MOST_SHOWN)]
    told = (told for one in shown for key in ("alt", "title") if (told := one.get(key)))
    marks = page_marks(told, Beside.PICTURE)
    held = filter(None, (_held(one, pictures) for one in shown))
    return PageText(text, marks=marks, pictures=tuple(islice(held, MOST_PICTURES)))


def _attributes(tag: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(tag)
    return {one[1].lower(): unescape(one[2].strip("\"'")) for one in found}


def _held(shown: Mapping[str, str], pictures: Mapping[str, bytes]) -> tuple[int, bytes] | None:
    """A picture that the page has within it and that may be a stamp, with its width."""
    sides = [read_number(shown.get(side, "").removesuffix("px")) for side in ("width", "height")]
    width, height = (0 if side is None else side * _MILLIMETRES for side in sides)
    if not may_be_stamp(width, height):
        return None
    source = shown.get("src", "")
    picture = pictures.get(source.removeprefix("cid:"), b"")
    if found := _INLINE.match(source):
        with suppress(ValueError):
            picture = base64.b64decode(source[found.end() :][: 2 * MOST_BYTES])
    return (round(width), picture) if 0 < len(picture) <= MOST_BYTES else None


def _pictures(parts: Iterable[Message]) -> dict[str, bytes]:
    """The pictures of a message, by the names that its page has for them."""
    found: dict[str, bytes] = {}
    for part in parts:
        data = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
        if isinstance(data, bytes):
            for name in (part.get("Content-Location", ""), part.get("Content-ID", "").strip("<>")):
                found[name] = data
    return found


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
