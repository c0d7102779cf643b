"""The kind of a file is told by its content."""

import pytest

from indexer.documents.kinds import Kind, tell
from tests.specimens import docx, packed, para, pdf, png, tiff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("Số 55-TB/TU".encode(), Kind.TEXT),
        ("\ufeffSố 55".encode("utf-16"), Kind.TEXT),
        (b"< 5 > 3", Kind.TEXT),
        (b"BM la Bac Me", Kind.TEXT),
        (b"MZ", Kind.TEXT),
        (b"<!DOCTYPE html><html>", Kind.HTML),
        (b"\xef\xbb\xbf\n <HTML><body>", Kind.HTML),
        (b'<?xml version="1.0"?><!-- x --><html xmlns="y">', Kind.HTML),
        ("<html><body>".encode("utf-16"), Kind.HTML),
        ("<html><body>".encode("utf-16-le"), Kind.HTML),
        ("Số 55-TB/TU".encode("utf-16-be"), Kind.TEXT),
        (b"<p>mot</p>", Kind.HTML),
        (b"<b>mot</b>", Kind.HTML),
        (b"<SPAN class='x'>mot</span> hai", Kind.HTML),
        (b"<section>mot", Kind.HTML),
        (b"<ul><li>mot", Kind.HTML),
        (b"<style>p {}</style><p>mot", Kind.HTML),
        (b"<link rel=stylesheet href=x><p>mot", Kind.HTML),
        (b"<br/>mot", Kind.HTML),
        (b"<b>mot hai", Kind.TEXT),
        (b"<bo sung> mot </b>", Kind.TEXT),
        (b"<a-b> mot </a>", Kind.TEXT),
        (b"<sectional> mot", Kind.TEXT),
        (b"mot <b>hai</b> ba", Kind.TEXT),
        (b"so 5 <p>mot</p>", Kind.TEXT),
        (b'<?xml version="1.0"?><w:wordDocument/>', Kind.XML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", Kind.MHTML),
        (
            b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tx",
            Kind.MHTML,
        ),
        (b"Received: a\n b\nMIME-Version: 1.0\nContent-Type: text/html\nTo: c\n\nx", Kind.LETTER),
        (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", Kind.LETTER),
        (b"Subject: a\n\nMIME-Version: 1.0\nContent-Type: text/html", Kind.TEXT),
        (b"Thong bao\nMIME-Version: 1.0\nContent-Type: text/html", Kind.TEXT),
        (pdf([[]]), Kind.PDF),
        (b"\n\n%PDF-1.4", Kind.PDF),
        (docx(para("x")), Kind.DOCX),
        (packed({"word/document2.xml": "x"}), Kind.DOCX),
        (packed({"xl/workbook.xml": "x"}), Kind.SHEET),
        (packed({"ppt/presentation.xml": "x"}), Kind.SLIDES),
        (packed({"a.txt": "x"}), Kind.ZIP),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", Kind.ODT),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", Kind.ZIP),
        (stream("WordDocument"), Kind.DOC),
        (stream("EncryptedPackage"), Kind.LOCKED),
        (stream("Workbook"), Kind.SHEET),
        (stream("PowerPoint Document"), Kind.SLIDES),
        (stream("__substg1.0_0037001F"), Kind.MAIL),
        (OLE, Kind.OLE),
        (b"{\\rtf1\\ansi}", Kind.RTF),
        (png(1, 1, b"\0"), Kind.PNG),
        (tiff([(1, 1, b"\0")]), Kind.TIFF),
        (b"MM\0*\0\0\0\x08", Kind.TIFF),
        (b"\xff\xd8\xff\xe0", Kind.JPEG),
        (b"GIF89a", Kind.PICTURE),
        (b"\x7fELF\x02", Kind.PROGRAM),
        (b"MZ\x90\0\x03", Kind.PROGRAM),
        (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    ],
)
def test_kinds(data, kind):
    assert tell(data) is kind


@pytest.mark.parametrize(
    "opening", [b"<!-- -->", b"<!-- ", b"-- ", b" ", b"<?xml ", b"<b ", b"<b>"]
)
def test_a_long_opening_is_read_in_one_pass(opening):
    assert tell(opening * 100_000) in (Kind.TEXT, Kind.XML)
