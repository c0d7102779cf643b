"""Text that was decoded twice: put right to the letter, or refused; nothing else is touched."""

import unicodedata
from pathlib import Path

import pytest

from indexer.documents.detection import FileFormat
from indexer.documents.formats import read_pages
from indexer.documents.mojibake import repaired
from indexer.documents.page_text import ExtractionError
from indexer.documents.pdf import checked_layer
from tests.checkout import SHARED
from tests.indexer.documents.test_legacy import in_tcvn3, in_viqr, in_vni

CORPUS = sorted(Path("corpus/notices").rglob("*.txt"))
CODE_PAGES = ("latin-1", "cp1252", "cp1258", "cp1250", "mac_roman", "cp437")
HEAD = """HUYỆN ỦY DI LINH
*
Số 55-TB/HU

ĐẢNG CỘNG SẢN VIỆT NAM
Di Linh, ngày 12 tháng 9 năm 2023

THÔNG BÁO
kết luận kiểm tra việc “học tập” và làm theo – là các nội dung…
"""


def misread(text, code_page, errors="C1"):
    """UTF-8 taken for a code page; bytes unknown to it stand for themselves, or are lost."""
    if errors == "C1":
        return "".join(
            bytes((byte,)).decode(code_page, "ignore") or chr(byte) for byte in text.encode()
        )
    return text.encode().decode(code_page, errors)


@pytest.mark.parametrize("code_page", CODE_PAGES)
@pytest.mark.parametrize("times", [1, 2])
def test_a_text_decoded_twice_is_what_it_was(code_page, times):
    broken = HEAD
    for _ in range(times):
        broken = misread(broken, code_page)
    assert broken != HEAD
    assert repaired(broken) == HEAD


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_marks_of_their_own_come_back_too(code_page):
    apart = unicodedata.normalize("NFD", HEAD)
    mixed = apart + HEAD  # a text that is taken apart has no pair that gives it away
    assert repaired(misread(mixed, code_page)) == mixed


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_whole_notices_come_back(path):
    text = path.read_text("utf-8")
    assert repaired(text) == text
    for code_page in CODE_PAGES:
        assert repaired(misread(text, code_page)) == text


@pytest.mark.parametrize(
    ("written", "right"),
    [
        # The second half of à is a blank that does not break, for which editors put another.
        ("NgÃ y 12 thÃ¡ng 9, vÃ  lÃ  má»™t", "Ngày 12 tháng 9, và là một"),
        ("cÃ¡c xÃ£ vÃ phÆ°á»\x9dng lÃ Ä‘áº£ng viÃªn", "các xã và phường là đảng viên"),
        # One line of a letter that is right else.
        (
            "Kính gửi Huyện ủy\nThÃ´ng bÃ¡o cá»§a Tá»‰nh á»§y",
            "Kính gửi Huyện ủy\nThông báo của Tỉnh ủy",
        ),
        ("Tá»‰nh á»§y\nNGÃ\u00a0BA Dầu Giây", "Tỉnh ủy\nNGÃ\u00a0BA Dầu Giây"),
        # Nothing of this was decoded twice.
        ("NGÃ BA, XÃ £ Ã¡", "NGÃ BA, XÃ £ Ã¡"),
        ("Ã\u00a0la carte, «voilà»", "Ã\u00a0la carte, «voilà»"),
        ("đồng chí nói: «sửa đá».", "đồng chí nói: «sửa đá»."),
        ("", ""),
    ],
)
def test_what_is_put_right_and_what_is_left(written, right):
    assert repaired(written) == right


@pytest.mark.parametrize("errors", ["ignore", "replace"])
@pytest.mark.parametrize("code_page", ["cp1252", "cp1250"])
def test_where_letters_are_lost_nothing_is_guessed(code_page, errors):
    broken = misread(HEAD, code_page, errors)
    assert repaired(broken) is None
    with pytest.raises(ExtractionError, match=r"chữ bị vỡ.*lấy lại tệp gốc"):
        read_pages(FileFormat.TEXT, broken.encode())


@pytest.mark.parametrize("encode", [in_tcvn3, in_vni, in_viqr])
def test_text_before_unicode_is_another_matter(encode):
    for path in CORPUS:
        text = encode(path.read_text("utf-8"))
        assert repaired(text) == text


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_every_reader_gives_the_text_as_it_was(code_page):
    broken = misread(HEAD, code_page)
    (page,) = read_pages(FileFormat.TEXT, broken.encode())
    assert page.text == HEAD
    (page,) = read_pages(FileFormat.HTML, f"<meta charset=utf-8><p>{broken}".encode())
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in page.text
    assert checked_layer(broken, pictured=True).text == HEAD


def test_a_page_that_declares_a_code_page_and_is_utf_8_is_read():
    page = f"<html><head><meta charset='iso-8859-1'></head><body><p>{HEAD}</p></body></html>"
    (read,) = read_pages(FileFormat.HTML, page.encode())
    assert "kết luận kiểm tra" in read.text


def test_the_case_of_practice():
    path = SHARED / "cases" / "14-mojibake.txt"
    if not path.is_file():
        pytest.skip(f"needs {path}")
    (page,) = read_pages(FileFormat.TEXT, path.read_bytes())
    assert "HUYỆN ỦY DI LINH" in page.text
    assert "Ban Thường vụ Huyện ủy kết luận như sau:" in page.text
