"""The kind of a file is told by its content."""

import io
import zipfile

import pytest

from indexer.documents.detection import FileFormat, detect_format
from tests.specimens import docx, packed, para, pdf, png, tiff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("Số 55-TB/TU".encode(), FileFormat.TEXT),
        ("\ufeffSố 55".encode("utf-16"), FileFormat.TEXT),
        (b"< 5 > 3", FileFormat.TEXT),
        (b"BM la Bac Me", FileFormat.TEXT),
        (b"MZ", FileFormat.TEXT),
        (b"<!DOCTYPE html><html>", FileFormat.HTML),
        (b"\xef\xbb\xbf\n <HTML><body>", FileFormat.HTML),
        (b'<?xml version="1.0"?><!-- x --><html xmlns="y">', FileFormat.HTML),
        ("<html><body>".encode("utf-16"), FileFormat.HTML),
        ("<html><body>".encode("utf-16-le"), FileFormat.HTML),
        ("Số 55-TB/TU".encode("utf-16-be"), FileFormat.TEXT),
        (b"<p>mot</p>", FileFormat.HTML),
        (b"<b>mot</b>", FileFormat.HTML),
        (b"<SPAN class='x'>mot</span> hai", FileFormat.HTML),
        (b"<section>mot", FileFormat.HTML),
        (b"<ul><li>mot", FileFormat.HTML),
        (b"<style>p {}</style><p>mot", FileFormat.HTML),
        (b"<link rel=stylesheet href=x><p>mot", FileFormat.HTML),
        (b"<br/>mot", FileFormat.HTML),
        (b"<b>mot hai", FileFormat.TEXT),
        (b"<bo sung> mot </b>", FileFormat.TEXT),
        (b"<a-b> mot </a>", FileFormat.TEXT),
        (b"<sectional> mot", FileFormat.TEXT),
        (b"mot <b>hai</b> ba", FileFormat.TEXT),
        (b"so 5 <p>mot</p>", FileFormat.TEXT),
        (b'<?xml version="1.0"?><w:wordDocument/>', FileFormat.XML),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
            FileFormat.MHTML,
        ),
        (
            b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tx",
            FileFormat.MHTML,
        ),
        (
            b"Received: a\n b\nMIME-Version: 1.0\nContent-Type: text/html\nTo: c\n\nx",
            FileFormat.LETTER,
        ),
        (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", FileFormat.LETTER),
        (b"Subject: a\n\nMIME-Version: 1.0\nContent-Type: text/html", FileFormat.TEXT),
        (b"Thong bao\nMIME-Version: 1.0\nContent-Type: text/html", FileFormat.TEXT),
        (pdf([[]]), FileFormat.PDF),
        (b"\n\n%PDF-1.4", FileFormat.PDF),
        (docx(para("x")), FileFormat.DOCX),
        (packed({"word/document2.xml": "x"}), FileFormat.DOCX),
        (packed({"xl/workbook.xml": "x"}), FileFormat.SHEET),
        (packed({"ppt/presentation.xml": "x"}), FileFormat.SLIDES),
        (packed({"a.txt": "x"}), FileFormat.ZIP),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            FileFormat.ODT,
        ),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", FileFormat.ZIP),
        (stream("WordDocument"), FileFormat.DOC),
        (stream("EncryptedPackage"), FileFormat.LOCKED),
        (stream("Workbook"), FileFormat.SHEET),
        (stream("PowerPoint Document"), FileFormat.SLIDES),
        (stream("__substg1.0_0037001F"), FileFormat.MAIL),
        (OLE, FileFormat.OLE),
        (b"{\\rtf1\\ansi}", FileFormat.RTF),
        (png(1, 1, b"\0"), FileFormat.PNG),
        (tiff([(1, 1, b"\0")]), FileFormat.TIFF),
        (b"MM\0*\0\0\0\x08", FileFormat.TIFF),
        (b"\xff\xd8\xff\xe0", FileFormat.JPEG),
        (b"GIF89a", FileFormat.PICTURE),
        (b"\x7fELF\x02", FileFormat.PROGRAM),
        (b"MZ\x90\0\x03", FileFormat.PROGRAM),
        (b"7z\xbc\xaf\x27\x1c", FileFormat.ARCHIVE),
    ],
)
def test_kinds(data, kind):
    assert detect_format(data) is kind


def stored(*members) -> bytes:
    """A ZIP file whose members stand in it uncompressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


WORD = packed({"[Content_Types].xml": "x", "word/document.xml": "x"})
SHEET = stored(("[Content_Types].xml", "x"), ("xl/workbook.xml", "x"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (stored(("a.pdf", b"%PDF-1.7"), ("b.txt", b"b")), FileFormat.ZIP),
        (stored(("a.txt", b"a"), ("b.pdf", b"%PDF-1.7")), FileFormat.ZIP),
        (stored(("a.docx", WORD)), FileFormat.ZIP),
        (stored(("a.txt", b"a"), ("b.docx", docx(para("b"))), ("c.docx", WORD)), FileFormat.ZIP),
        (stored(("a.xlsx", SHEET)), FileFormat.ZIP),
        (stored(("a.zip", stored(("b.docx", WORD)))), FileFormat.ZIP),
        (stored(("ghi word/document.xml", b"x")), FileFormat.ZIP),
        (stored(("a.txt", b"word/document.xml, xl/workbook.xml")), FileFormat.ZIP),
        (stored(("a.msg", OLE), ("b.eml", b"To: a\nMIME-Version: 1.0\n\n")), FileFormat.ZIP),
        (stored(), FileFormat.ZIP),
        # An Office file is one however it is packed, with whatever behind it, and also cut off.
        (stored(("word/document.xml", b"%PDF-1.7 PK\x05\x06")), FileFormat.DOCX),
        (stored(("[Content_Types].xml", b"x"), ("word/document.xml", b"x")), FileFormat.DOCX),
        (SHEET, FileFormat.SHEET),
        (WORD + b"\0" * 20, FileFormat.DOCX),
        (WORD[:-40], FileFormat.DOCX),
        (stored(("a.docx", WORD), ("b.txt", b"b"))[:-150], FileFormat.ZIP),
        (b"PK\x03\x04", FileFormat.ZIP),
        (b"PK\x05\x06", FileFormat.ZIP),
        (b"PK\x03\x04" + b"\0" * 26 + b"word/", FileFormat.ZIP),
    ],
)
def test_a_zip_is_told_by_its_own_members_and_not_by_theirs(data, kind):
    assert detect_format(data) is kind


@pytest.mark.parametrize(
    "opening", [b"<!-- -->", b"<!-- ", b"-- ", b" ", b"<?xml ", b"<b ", b"<b>"]
)
def test_a_long_opening_is_read_in_one_pass(opening):
    assert detect_format(opening * 100_000) in (FileFormat.TEXT, FileFormat.XML)
