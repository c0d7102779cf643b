"""The format of a file (định dạng tệp), told by its first bytes and never by its name.

Text of two or four bytes a letter (UTF-16, UTF-32) is full of zero bytes, as a program or a
picture is.  Without a byte order mark only what it says tells which it is, so it is taken for
text where no doubt is left.
"""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Iterable, Iterator
from enum import Enum

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# What a Vietnamese text is written with: Latin letters, tone marks, punctuation, bullets.
_WRITTEN = re.compile(
    "[\t\n\r\f -~\u00a0-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u22ff\u25a0-\u25ff\uf000-\uf0ff]*"
)
_LETTERS = re.compile(r"[^\W\d_]")
_SPACES = re.compile(r"\s+")
_SAMPLE = 4096
_FEWEST = 4


def wide_encoding(data: bytes) -> str | None:
    """The encoding of a text in UTF-16 or UTF-32; None if it is in another, or no text.

    >>> wide_encoding("Số 55-TB/TU".encode("utf-16-le")), wide_encoding("Số 55-TB/TU".encode())
    ('utf-16-le', None)
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked or b"\0" not in data[:_SAMPLE]:
        return marked
    for encoding in _UNMARKED:
        width = 4 if "32" in encoding else 2
        if len(data) % width == 0 and _is_written(data[:_SAMPLE], encoding):
            return encoding
    return None


def _is_written(sample: bytes, encoding: str) -> bool:
    """Whether a sample holds nothing but what is written, and a good part of it letters."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    if not _WRITTEN.fullmatch(text):
        return False
    signs = len(_SPACES.sub("", text))
    return signs >= _FEWEST and 3 * len(_LETTERS.findall(text)) >= signs


class FileFormat(Enum):
    """A file format: its media type, the name people know it by, and its reader's name.

    A reader is named ``module:function``, and loaded only in the process that may be lost to it.
    A format without one is plain text if its media type is ``text/plain``; else it is known
    only to be refused by its name.
    """

    TEXT = ("text/plain", "văn bản thuần", None)
    HTML = ("text/html", "HTML", "indexer.documents.html:read")
    MHTML = ("multipart/related", "trang web một tệp (.mht)", "indexer.documents.html:read_mhtml")
    PDF = ("application/pdf", "PDF", "indexer.documents.pdf:read")
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word (.docx)",
        "indexer.documents.docx:read",
    )
    DOC = ("application/msword", "Word (.doc)", "indexer.documents.office:read")
    RTF = ("application/rtf", "RTF", "indexer.documents.office:read")
    ODT = (
        "application/vnd.oasis.opendocument.text",
        "OpenDocument (.odt)",
        "indexer.documents.office:read",
    )
    PNG = ("image/png", "ảnh PNG", "indexer.documents.pictures:read")
    JPEG = ("image/jpeg", "ảnh JPEG", "indexer.documents.pictures:read")
    TIFF = ("image/tiff", "ảnh TIFF", "indexer.documents.pictures:read")

    LOCKED = ("application/x-encrypted", "Office có mật khẩu", None)
    SHEET = ("application/x-spreadsheet", "bảng tính (Excel)", None)
    SLIDES = ("application/x-slides", "trình chiếu (PowerPoint)", None)
    MAIL = ("application/vnd.ms-outlook", "thư Outlook (.msg)", None)
    LETTER = ("message/rfc822", "thư điện tử (.eml)", None)
    OLE = ("application/x-ole-storage", "Office đời cũ", None)
    ZIP = ("application/zip", "nén ZIP", None)
    ARCHIVE = ("application/x-archive", "nén", None)
    PICTURE = ("image/x-other", "ảnh", None)
    XML = ("application/xml", "XML", None)
    PROGRAM = ("application/x-executable", "chương trình", None)

    def __init__(self, media_type: str, label: str, reader: str | None) -> None:
        self.media_type = media_type
        self.label = label
        self.reader = reader


_SIGNATURES = (
    (b"{\\rtf", FileFormat.RTF),
    (b"\x89PNG\r\n\x1a\n", FileFormat.PNG),
    (b"\xff\xd8\xff", FileFormat.JPEG),
    (b"II*\x00", FileFormat.TIFF),
    (b"MM\x00*", FileFormat.TIFF),
    (b"GIF8", FileFormat.PICTURE),
    (b"BM", FileFormat.PICTURE),
    (b"7z\xbc\xaf\x27\x1c", FileFormat.ARCHIVE),
    (b"Rar!\x1a\x07", FileFormat.ARCHIVE),
    (b"\x1f\x8b\x08", FileFormat.ARCHIVE),
    (b"MZ", FileFormat.PROGRAM),
    (b"\x7fELF", FileFormat.PROGRAM),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|style|script|table|tbody|tr|td|div|p"
    r"|h[1-6]|center|font|section|article|header|main|nav|aside|footer|figure|blockquote|pre"
    r"|form|ul|ol|li|dl|br|hr|img)[\s/>]",
    re.IGNORECASE,
)
# A tag within a line may stand before a word of a plain text; its end shows that it is one.
_INLINE = re.compile(
    r"<(span|a|b|i|u|em|strong|small|big|sub|sup|label)(?:\s[^<>]{0,2000})?>", re.IGNORECASE
)
_XML = "<?xml"
_ENVELOPE = re.compile(r"From .*\n")
"""The line above a letter in a mailbox (RFC 4155)."""

_FIELD = re.compile(r"([!-9;-~]{1,64}):")
_OF_LETTERS = frozenset(
    ("to", "cc", "bcc", "received", "delivered-to", "return-path", "message-id")
)
_WEB_PAGES = ("multipart/related", "text/html")
_HEAD = 32 * 1024  # the fields of a letter that passed many servers
_PDF_WITHIN = 1024  # a reader may meet a few bytes before the header (ISO 32000, annex H)


def detect_format(data: bytes) -> FileFormat:
    """The format of a file that begins with, or consists of, ``data``.

    >>> starts = b"%PDF-1.7 ...", b"{\\\\rtf1\\\\ansi ...", b"so 55"
    >>> [detect_format(data).label for data in starts]
    ['PDF', 'RTF', 'văn bản thuần']
    """
    if data.startswith(_ZIPS):  # before all others: what it holds may stand uncompressed in it
        return _package(data)
    if data.startswith(_OLE[:4]):
        return _storage(data)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return FileFormat.PDF
    for signature, file_format in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or b"\x00" in data[:64]):
            return file_format
    return _markup(data)


def _package(data: bytes) -> FileFormat:
    return package_format(data[:_PACKAGE_START], _names(data))


def package_format(start: bytes, names: Iterable[bytes]) -> FileFormat:
    """The format of a ZIP file by its first bytes and the names of its own members, not of what
    these hold themselves.

    >>> package_format(b"", [b"[Content_Types].xml", b"word/document.xml"]).label
    'Word (.docx)'
    """
    if start[30:38] == b"mimetype":
        return (
            FileFormat.ODT
            if start[38:].startswith(b"application/vnd.oasis.opendocument.text")
            else FileFormat.ZIP
        )
    for name in names:
        for pattern, file_format in _MAIN_PARTS:
            if pattern.fullmatch(name):
                return file_format
    return FileFormat.ZIP


_PACKAGE_START = 128
_MAIN_PARTS = (
    (re.compile(rb"word/document\d{0,3}\.xml"), FileFormat.DOCX),
    (re.compile(rb"xl/workbook\..*", re.DOTALL), FileFormat.SHEET),
    (re.compile(rb"ppt/presentation\..*", re.DOTALL), FileFormat.SLIDES),
)
_PARTS = re.compile(rb"\[Content_Types\]\.xml|(?:_rels|docProps|word|xl|ppt|customXml)/")
_LOCAL = struct.Struct("<26xH2x")
_CENTRAL = struct.Struct("<4s24xHHH12x")
_END = struct.Struct("<12xII")


def _names(data: bytes) -> Iterator[bytes]:
    """The names of the members of a ZIP file, from the directory at its end.

    One that is cut off has none left; where its first member is a part of an Office file, so are
    the others whose names can be found.
    """
    end = data.rfind(b"PK\x05\x06")
    size, at = _END.unpack_from(data, end) if 0 <= end <= len(data) - _END.size else (0, 0)
    if size and at == end - size:  # else it is the end of one that lies within
        while at + _CENTRAL.size <= end:
            signature, name, extra, comment = _CENTRAL.unpack_from(data, at)
            if signature != b"PK\x01\x02":
                return
            at += _CENTRAL.size
            yield data[at : at + name]
            at += name + extra + comment
    elif len(data) > _LOCAL.size and _PARTS.match(data, _LOCAL.size):
        for found in re.finditer(rb"PK\x03\x04", data):
            if found.start() + _LOCAL.size <= len(data):
                (name,) = _LOCAL.unpack_from(data, found.start())
                at = found.start() + _LOCAL.size
                yield data[at : at + name]


_STREAMS = (
    ("EncryptedPackage", FileFormat.LOCKED),
    ("WordDocument", FileFormat.DOC),
    ("Workbook", FileFormat.SHEET),
    ("PowerPoint Document", FileFormat.SLIDES),
    ("__substg1.0_", FileFormat.MAIL),
)


def _storage(data: bytes) -> FileFormat:
    """An OLE compound file by what lies in its root: an attached file or an object in it is one
    too.  Of one that is damaged, by whatever names stand in it, which are UTF-16."""
    try:
        names = _root_names(data)
    except (struct.error, IndexError):
        names = set()
    for stream, file_format in _STREAMS:
        if any(name.startswith(stream) for name in names):
            return file_format
    for stream, file_format in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return file_format
    return FileFormat.OLE


_NO_ENTRY, _LAST_SECTOR = 0xFFFFFFFF, 0xFFFFFFFA
_ENTRY_SIZE = 128
_SIBLINGS = struct.Struct("<68xII")


def _root_names(data: bytes) -> set[str]:
    """The names of what lies in the root storage of an OLE compound file ([MS-CFB] 2.6).

    Raises ``struct.error`` or ``IndexError`` for one that is damaged.
    """
    directory = b"".join(_directory_sectors(data))
    (first,) = struct.unpack_from("<76xI", directory)
    names: set[str] = set()
    waiting, seen = [first], {_NO_ENTRY}
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        entry = directory[number * _ENTRY_SIZE : (number + 1) * _ENTRY_SIZE]
        waiting += _SIBLINGS.unpack_from(entry)
        (length,) = struct.unpack_from("<64xH", entry)
        names.add(entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"))
    return names


def _directory_sectors(data: bytes) -> Iterator[bytes]:
    """The sectors of the directory of an OLE compound file, in their order ([MS-CFB] 2.2, 2.5)."""
    shift, sector, table = struct.unpack_from("<30xH16xI16xI", data)
    if shift not in (9, 12):
        raise struct.error
    size = 1 << shift
    words, most = size // 4, len(data) // size
    tables = list(struct.unpack_from("<109I", data, 76))
    while table < _LAST_SECTOR and len(tables) <= most:  # else they follow each other in a ring
        *more, table = struct.unpack_from(f"<{words}I", data, (table + 1) * size)
        tables += more
    for _ in range(most):
        if sector >= _LAST_SECTOR:
            break
        at = (sector + 1) * size
        yield data[at : at + size]
        (sector,) = struct.unpack_from(
            "<I", data, (tables[sector // words] + 1) * size + sector % words * 4
        )


def _markup(data: bytes) -> FileFormat:
    start = data[:_HEAD]
    encoding = wide_encoding(start)
    if encoding is not None:
        head = start.decode(encoding, "replace")
    else:
        head = start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    if _is_html(_after_prolog(head)):
        return FileFormat.HTML
    fields = _message_fields(head)
    if "mime-version" in fields:
        web = fields.get("content-type", "").startswith(_WEB_PAGES)
        return (
            FileFormat.MHTML if web and fields.keys().isdisjoint(_OF_LETTERS) else FileFormat.LETTER
        )
    return FileFormat.XML if head.lstrip().startswith(_XML) else FileFormat.TEXT


def is_plain_letter(data: bytes) -> bool:
    """Whether a text is a letter of before MIME (RFC 822), to which no file can be attached.

    >>> is_plain_letter(b"From: a@b\\nTo: c@d\\n\\nKinh gui"), is_plain_letter(b"so 55")
    (True, False)
    """
    fields = _message_fields(data[:_HEAD].decode("latin-1"))
    return "from" in fields and not fields.keys().isdisjoint(_OF_LETTERS)


def _is_html(start: str) -> bool:
    """Whether a text begins with a tag of HTML, as a page or a piece of one."""
    tag = _INLINE.match(start)
    return bool(_HTML.match(start)) or (tag is not None and f"</{tag[1].lower()}>" in start.lower())


def _after_prolog(head: str) -> str:
    """What follows the XML declaration and the comments at the start of a page."""
    head = head.lstrip()
    for opening, closing in ((_XML, ">"), *[("<!--", "-->")] * 5):
        if head.startswith(opening):
            head = head.partition(closing)[2].lstrip()
    return head


def _message_fields(head: str) -> dict[str, str]:
    """The fields with which a MIME message begins; none if a line before them is something else.

    A saved web page and a letter are both such messages; only a letter was sent to someone.
    """
    fields: dict[str, str] = {}
    head = _ENVELOPE.sub("", head.lstrip("\r\n"))
    for line in head.split("\n")[:-1]:  # the last one may be cut
        line = line.rstrip("\r")
        if line[:1] in (" ", "\t") and fields:
            continue
        field = _FIELD.match(line)
        if field is None:
            return {} if line else fields
        fields[field[1].lower()] = line[field.end() :].strip().lower()
    return fields
