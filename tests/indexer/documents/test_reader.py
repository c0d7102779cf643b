"""Reading files: what is read, and how everything else is named and refused."""

from pathlib import Path

import pytest

from indexer.documents import reader as documents
from indexer.documents.finding import find_files
from indexer.documents.reader import SourceFile, UnreadableDocument, document_id, read_document

NOTICE = "THÔNG BÁO\nKết quả làm việc\n"


def written(folder: Path, name: str, data: bytes) -> SourceFile:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return SourceFile(name, path)


@pytest.mark.parametrize(
    "data",
    [
        NOTICE.encode(),
        b"\xef\xbb\xbf" + NOTICE.encode(),
        NOTICE.encode("utf-16"),
        b"\xfe\xff" + NOTICE.encode("utf-16-be"),
        NOTICE.replace("\n", "\r\n").encode(),
        NOTICE.encode("utf-16-le"),
        NOTICE.encode("utf-16-be"),
        NOTICE.encode("utf-32"),
        NOTICE.encode("utf-32-le"),
        NOTICE.encode("utf-32-be"),
    ],
)
def test_text_is_read_in_every_unicode_encoding(tmp_path, data):
    assert read_document(written(tmp_path, "a.txt", data)).text == NOTICE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "rỗng"),
        (b" \n\t ", "rỗng"),
        (b"\x00\x01\x02\xff" * 100, "nhị phân"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 100, "nhị phân"),
        ("Đảng ủy".encode("utf-16")[2:] + b"\xff", "nhị phân"),
        ("Đảng ủy".encode("utf-16")[2:] + b"\xff", "hãy lưu lại bằng UTF-8"),
        (NOTICE.encode("utf-16-le") * 200 + b"\x00\xd8", "hãy lưu lại bằng UTF-8"),
        ("1 2 3 4 5 6 7 8 9 ".encode("utf-16-le") * 9, "nhị phân"),
        (bytes(range(0, 128, 2)) * 50, "nhị phân"),
        (NOTICE.encode() + b"\0" * 200, "nhị phân"),
        ("THÔNG BÁO".encode("cp1258", "replace") + b"\xd0\xc6", "UTF-8"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "docx"),
        (b"\xd0\xcf\x11\xe0....", "doc"),
        (b"... --- ...", "không có chữ"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, data, reason):
    with pytest.raises(UnreadableDocument) as problem:
        read_document(written(tmp_path, "thong-bao.txt", data))
    assert reason in str(problem.value.reason)
    assert problem.value.source == "thong-bao.txt"


def test_a_file_over_the_limit_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "MAX_BYTES", 10)
    with pytest.raises(UnreadableDocument, match="quá giới hạn"):
        read_document(written(tmp_path, "a.txt", b"x" * 11))


def test_a_file_without_permission_says_so(tmp_path, monkeypatch):
    file = written(tmp_path, "a.txt", NOTICE.encode())

    def refuse(_path, _most):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(documents, "read_regular", refuse)
    with pytest.raises(UnreadableDocument, match="quyền"):
        read_document(file)


def test_a_file_that_word_has_open_is_to_be_closed(tmp_path, monkeypatch):
    file = written(tmp_path, "a.docx", b"x")

    def refuse(_path, _most):
        error = PermissionError(13, "Permission denied")
        error.winerror = 32  # ERROR_SHARING_VIOLATION
        raise error

    monkeypatch.setattr(documents, "read_regular", refuse)
    with pytest.raises(UnreadableDocument, match="đóng tệp"):
        read_document(file)


def test_files_are_found_in_order_each_once(tmp_path):
    for name in ("b/2.txt", "a/1.txt", ".hidden/x.txt", "a/~$1.docx", "c.txt"):
        written(tmp_path, name, b"x")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    found = [file.source for file in find_files([tmp_path, tmp_path / "c.txt"]).files]
    assert found == ["a/1.txt", "b/2.txt", "c.txt"]


def test_a_source_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        find_files([tmp_path / "missing"])


def test_an_address_is_the_same_on_every_system():
    """A source has slashes everywhere, so a backslash is a letter of a name everywhere."""
    assert document_id("2022\\Thông báo.txt") == "2022-thong-bao-3fe2c5"
    assert document_id("2022/Thông báo.txt") == "thong-bao-cc6342"


@pytest.mark.parametrize(
    "source",
    ["Thông báo số 55.txt", "dir/Thông báo số 55.txt", "*** .txt", "x" * 300 + ".txt", "../a.txt"],
)
def test_addresses_are_plain_and_differ_by_path(source):
    assert document_id(source) == document_id(source)
    assert document_id(source) != document_id("other/" + source)
    assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789-" for letter in document_id(source))
