"""Letters (.eml): what is attached to one is a paper, what its words show is not."""

import pytest

from tests.inner_files import PAPER, content, letter, members, passed_over, ways, zipped


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (letter(("Thông báo 55.docx", b"b")), ["Thông báo 55.docx"]),
        (letter(("a.txt", b"1"), ("a.txt", b"2")), ["a.txt", "a (2).txt"]),
        (letter(), []),
        (letter(letter(("a.txt", PAPER), subject="Chuyển tiếp")), ["Chuyển tiếp.eml/a.txt"]),
        (letter(("b.zip", zipped(("c.txt", PAPER)))), ["b.zip/c.txt"]),
        (PAPER, [""]),
        # As it lies in a mailbox, and as letters were before files could be attached to them.
        (b"From a@b Fri Nov 27 2026\n" + bytes(letter(("a.txt", PAPER))), ["a.txt"]),
        (b"From: a@b\nTo: c@d\nSubject: hop\n\n" + PAPER, []),
        (b"From: a@b\r\nReceived: by c\r\n by d\r\n\r\n" + PAPER, []),
        (b"From: a@b\nToi: c@d\n\n" + PAPER, [""]),
        (b"So: 55\nNgay: 5\n\n" + PAPER, [""]),
    ],
)
def test_what_is_attached_is_told_by_its_way_there(data, found):
    assert ways(data) == found


def test_a_letter_to_which_nothing_is_attached_is_passed_over_within_another():
    data = letter(letter(subject="Xin ý kiến"), ("a.txt", PAPER))
    assert (ways(data), passed_over(data)) == (["a.txt"], ["Xin ý kiến.eml"])


LOGO, SCAN = b"\x89PNG" + b"x" * 9000, b"\x89PNG" + b"x" * 300_000


@pytest.mark.parametrize(
    ("kind", "name", "data", "settings", "is_paper"),
    [
        # What the words refer to is a part of them, however it is to be shown.
        ("image/png", "logo.png", LOGO, {"disposition": "inline", "cid": "<logo@a>"}, False),
        ("image/png", "logo.png", LOGO, {"cid": "<logo@a>"}, False),
        ("image/jpeg", "logo.jpg", LOGO, {"disposition": "inline", "cid": "<logo 2>"}, False),
        ("text/css", "a.css", b"p {}", {"disposition": "inline", "cid": "<logo@a>"}, False),
        # A page that was scanned is a paper also where it is shown among them,
        ("image/png", "Trang 1.png", SCAN, {"disposition": "inline", "cid": "<logo@a>"}, True),
        # and so is any file that they do not refer to.
        ("image/png", "Trang 1.png", LOGO, {"disposition": "inline"}, True),
        ("image/jpeg", "Trang 1.jpg", LOGO, {"disposition": "inline", "cid": "<other>"}, True),
        ("image/png", "Trang 1.png", LOGO, {"cid": "<other>"}, True),
        ("image/png", "Trang 1.png", LOGO, {}, True),
        ("text/plain", "tb.txt", PAPER, {"disposition": "inline"}, True),
        ("text/html", "tb.html", b"<p>a", {"disposition": "inline"}, True),
        ("application/pdf", "a.pdf", b"%PDF-1.7", {"disposition": "inline"}, True),
        ("application/pdf", "a.pdf", b"%PDF-1.7", {"cid": "<logo@a>"}, True),
    ],
)
def test_what_is_shown_in_a_letter_is_a_paper_unless_its_words_refer_to_it(
    kind, name, data, settings, is_paper
):
    message = letter()
    words = '<p>Kính gửi <img src="cid:logo@a"> <img src=CID:logo%202></p>'
    message.add_alternative(words, subtype="html")
    maintype, _, subtype = kind.partition("/")
    message.add_attachment(data, maintype=maintype, subtype=subtype, filename=name, **settings)
    told = members(message)
    assert [(one.way, one.is_paper) for one in told] == [(name, is_paper)]


def test_a_picture_in_a_letter_without_a_web_page_is_a_paper():
    message = letter()
    message.add_attachment(LOGO, maintype="image", subtype="png", filename="a.png", cid="<1>")
    assert ways(message) == ["a.png"]


@pytest.mark.parametrize("name", ["Thông báo.txt", "báo cáo quý.docx"])
def test_the_name_of_an_attachment_is_read_however_it_is_written(name):
    raw = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\ntext\r\n--x--\r\n'
    )
    assert ways(raw.encode()) == [name]
    assert content(raw.encode(), name) == b"text"
