"""Web pages in a single file: the page is read, whatever way it is packed."""

import base64
import quopri

import pytest

from indexer.documents.html import read_mhtml as read
from indexer.documents.page_text import ExtractionError
from indexer.documents.reader import SourceFile, UnreadableDocument
from indexer.documents.reader import read_document as read_file

WORD = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=_Next"\r\n\r\n'
    b"This document is a Single File Web Page.\r\n\r\n"
)
TEXT = "TỈNH ỦY LÂM ĐỒNG\n\nSố 55-TB/TU"
HTML = "<html><body><p>TỈNH ỦY <b>LÂM</b> ĐỒNG</p><p>Số 55-TB/TU</body></html>"


def page(html: bytes, how: str, content_type: str = 'text/html; charset="utf-8"') -> bytes:
    """A part in a transfer encoding."""
    encode = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "8bit": bytes}
    fields = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {how}\r\n\r\n"
    return b"--=_Next\r\n" + fields.encode() + encode[how](html) + b"\r\n"


PICTURE = page(b"\x89PNG", "base64", "image/png")


@pytest.mark.parametrize("how", ["quoted-printable", "base64", "8bit"])
def test_the_page_is_read_and_its_pictures_are_not(tmp_path, how):
    path = tmp_path / "thong-bao.doc"
    path.write_bytes(WORD + page(HTML.encode(), how) + PICTURE + b"--=_Next--\r\n")
    notice = read_file(SourceFile("thong-bao.doc", path))
    assert notice.text == TEXT


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("us-ascii", "ascii"),
        ("windows-1258", "cp1258"),
        ("unicode", "utf-16"),
        ("no-such", "utf-8"),
    ],
)
def test_the_encoding_is_that_of_the_part(charset, encoding):
    words = "&#7888; &#272;" if encoding == "ascii" else "tháng năm"
    html = f"<html><meta charset=utf-8><body>{words}".encode(encoding)
    text = read(WORD + page(html, "base64", f"text/html; charset={charset}"))[0].text
    assert text == ("Ố Đ" if encoding == "ascii" else words)


def test_a_cut_file_is_read_as_far_as_it_goes():
    whole = WORD + page(HTML.encode(), "8bit")
    assert read(whole[: whole.index("Số".encode())])[0].text == "TỈNH ỦY LÂM ĐỒNG"


def test_a_message_without_a_page_is_refused_with_the_way_on():
    with pytest.raises(ExtractionError, match="lưu lại thành"):
        read(WORD + PICTURE)


def test_a_letter_is_refused_by_its_name(tmp_path):
    path = tmp_path / "thu.eml"
    path.write_bytes(b"To: a\r\n" + WORD + page(HTML.encode(), "8bit"))
    with pytest.raises(UnreadableDocument, match="eml"):
        read_file(SourceFile("thu.eml", path))


def test_parts_within_parts_end(tmp_path):
    path = tmp_path / "sau.mht"
    parts = b"".join(
        b"--%d\nContent-Type: multipart/related; boundary=%d\n\n" % (at, at + 1)
        for at in range(20_000)
    )
    path.write_bytes(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=0\n\n" + parts)
    with pytest.raises(UnreadableDocument):
        read_file(SourceFile("sau.mht", path))
