"""Files that are broken, locked or made to harm, one of each: refused, and the rest goes on."""

import io
import os
import re
import zipfile
import zlib

import pypdf
import pytest

from indexer.documents import docx_package, pdf
from indexer.documents.docx_package import MAX_MEMBERS, open_package
from indexer.documents.page_text import ExtractionError
from indexer.documents.pdf_scans import scale_of
from indexer.documents.reader import SourceFile, UnreadableDocument, read_document
from tests.specimens import docx, flate_bomb, packed, para, part, pdf_objects, png
from tests.specimens import pdf as pdf_file

GOOD = docx(para("Số 55-TB/TU"))
GOOD_PDF = pdf_file([[(72, 100, "Nghị quyết của Tỉnh ủy")]])
MEGABYTE = 1024 * 1024


def read_bytes(folder, data: bytes, name: str = "thong-bao.docx") -> str:
    path = folder / name
    path.write_bytes(data)
    return read_document(SourceFile(name, path)).text


def reason(folder, data: bytes, name: str = "thong-bao.docx") -> str:
    with pytest.raises(UnreadableDocument) as problem:
        read_bytes(folder, data, name)
    return str(problem.value.reason)


# --- mislabelled ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", GOOD, "Số 55-TB/TU"),
        ("a.doc", GOOD, "Số 55-TB/TU"),
        ("a.docx", GOOD_PDF, "Nghị quyết của Tỉnh ủy"),
        ("a.doc", "<html><body>Số 5</body></html>".encode(), "Số 5"),
        ("a.pdf", "Số 55-TB/TU".encode(), "Số 55-TB/TU"),
        ("a", GOOD, "Số 55-TB/TU"),
    ],
)
def test_a_wrong_name_changes_nothing(tmp_path, name, data, text):
    assert read_bytes(tmp_path, data, name) == text


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (packed({"xl/workbook.xml": "x"}), "Excel"),
        (packed({"a.txt": "x"}), "ZIP"),
        (b"\x7fELF\x02\x01", "chương trình"),
        (b"GIF89a...", "ảnh"),
        (b'<?xml version="1.0"?><x/>', "XML"),
    ],
)
def test_a_kind_that_is_no_document_is_named(tmp_path, data, named):
    assert named in reason(tmp_path, data)


# --- empty and truncated ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "rỗng"),
        (docx(""), "không có chữ"),
        (docx(para("---")), "không có chữ"),
        (pdf_file([[]]), "không có chữ"),
        (pdf_file([]), "không có trang"),
        (b"<html><body></body></html>", "không có chữ"),
    ],
)
def test_empty_files(tmp_path, data, word):
    assert word in reason(tmp_path, data)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_word_file_is_named_as_broken(tmp_path, share):
    big = docx(para("Số 55") + para(os.urandom(4000).hex()))
    assert re.search("hỏng|ZIP", reason(tmp_path, big[: int(len(big) * share)]))


@pytest.mark.parametrize("length", [8, 60, 300])
def test_a_truncated_pdf_is_named_as_broken(tmp_path, length):
    assert "PDF" in reason(tmp_path, GOOD_PDF[:length])


def test_a_pdf_without_its_end_is_mended(tmp_path):
    assert (
        read_bytes(tmp_path, GOOD_PDF[: GOOD_PDF.index(b"startxref")]) == "Nghị quyết của Tỉnh ủy"
    )


def test_a_word_file_whose_part_is_damaged(tmp_path):
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document"}
    assert "hỏng" in reason(tmp_path, packed(members))


def test_rubbish_behind_a_signature(tmp_path):
    for signature in (
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"II*\0",
    ):
        assert reason(tmp_path, signature + os.urandom(64))


# --- encrypted --------------------------------------------------------------------------------


def encrypted_pdf(user: str, owner: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD_PDF))
    writer.encrypt(user, owner, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_pdf_with_a_password_is_refused(tmp_path):
    assert "mật khẩu" in reason(tmp_path, encrypted_pdf("mở", "chủ"))


def test_a_pdf_that_only_forbids_printing_is_read(tmp_path):
    assert read_bytes(tmp_path, encrypted_pdf("", "chủ")) == "Nghị quyết của Tỉnh ủy"


def test_office_files_with_a_password_are_refused(tmp_path):
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert "mật khẩu" in reason(tmp_path, locked)
    flagged = bytearray(GOOD)
    for entry in re.finditer(b"PK\x01\x02", GOOD):
        flagged[entry.start() + 8] |= 1
    assert "mật khẩu" in reason(tmp_path, bytes(flagged))


# --- bombs ------------------------------------------------------------------------------------


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path):
    bomb = docx("", parts={"word/media/zeros.bin": b"\0" * (101 * MEGABYTE)})
    assert len(bomb) < MEGABYTE
    assert "quá giới hạn 100 MB" in reason(tmp_path, bomb)


def test_a_zip_that_unpacks_beyond_the_ratio_is_refused(tmp_path):
    bomb = docx("", parts={"word/media/zeros.bin": b"\0" * (20 * MEGABYTE)})
    assert "quá giới hạn 200 lần" in reason(tmp_path, bomb)


def test_a_zip_whose_directory_lies_unpacks_no_more_than_it_says():
    data = bytearray(docx("", parts={"word/styles.xml": b"\0" * MEGABYTE}))
    real, told = (MEGABYTE).to_bytes(4, "little"), (100).to_bytes(4, "little")
    assert data.count(real) == 2, "the size stands before the member and in the directory"
    with pytest.raises(ExtractionError):
        open_package(bytes(data.replace(real, told)))


def test_a_zip_with_too_many_members_is_refused(tmp_path):
    bomb = docx("", parts={f"word/{at}.bin": b"" for at in range(MAX_MEMBERS)})
    assert f"quá giới hạn {MAX_MEMBERS}" in reason(tmp_path, bomb)


def test_a_pdf_stream_bomb_is_stopped_and_the_next_file_is_read(tmp_path):
    bomb = flate_bomb(460)
    assert len(bomb) < 4 * MEGABYTE
    assert re.search("1,5 GB|giây|hỏng|không có chữ", reason(tmp_path, bomb))
    assert read_bytes(tmp_path, GOOD) == "Số 55-TB/TU"


def test_a_pdf_with_too_many_pages_is_refused(tmp_path):
    kids = b"3 0 R " * (pdf.MAX_PAGES + 1)
    many = pdf_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pdf.MAX_PAGES + 1),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ]
    )
    assert "quá giới hạn 5000" in reason(tmp_path, many)


def test_a_giant_page_is_drawn_smaller_and_a_giant_picture_refused(tmp_path):
    scale = scale_of(14_400, 14_400)
    assert (14_400 * scale) ** 2 <= 40_000_001
    header = png(1, 1, b"\0").replace(b"\0\0\0\1\0\0\0\1", b"\0\0\x7f\xff\0\0\x7f\xff")
    assert "triệu điểm ảnh" in reason(tmp_path, header)


# --- entities and nesting ---------------------------------------------------------------------

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("dtd", [LAUGHS, OUTSIDE, '<!DOCTYPE x SYSTEM "http://example.invalid/x">'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_encoding(tmp_path, dtd, encoding):
    document = part("document", f"<w:body>{para('&a;')}</w:body>", prolog=dtd)
    data = docx("", parts={"word/document.xml": document.encode(encoding)})
    assert "DTD" in reason(tmp_path, data)


@pytest.mark.parametrize("name", ["word/styles.xml", "[Content_Types].xml", "word/footnotes.xml"])
def test_entities_are_refused_in_every_part(tmp_path, name):
    assert "DTD" in reason(tmp_path, docx(para("x"), parts={name: f"{LAUGHS}<x/>"}))


def test_very_deep_markup_is_refused(tmp_path):
    deep = "<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000
    assert reason(tmp_path, docx(deep))
    tables = b"<table><tr><td>" * 20_000 + "chữ".encode()
    assert "RecursionError" in reason(tmp_path, tables)


def test_a_pdf_whose_pages_contain_themselves_ends(tmp_path):
    circle = pdf_objects(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]
    )
    assert reason(tmp_path, circle)


def test_a_zip_of_overlapping_members_is_measured_by_its_sums():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", zlib.compress(b"x"))
        archive.filelist += [archive.filelist[0]] * docx_package.MAX_MEMBERS
    with pytest.raises(ExtractionError, match="thành phần"):
        open_package(file.getvalue())
