"""Letters of Outlook (.msg): what is attached to one is a paper, what its words show is not."""

import pytest

from indexer.documents import inner_file
from indexer.documents.detection import FileFormat, detect_format
from tests.compound_file import attachment, compound_file, msg, outlook
from tests.inner_files import (
    PAPER,
    content,
    letter,
    members,
    members_or_refusal,
    passed_over,
    ways,
    why_refused,
    zipped,
)

LARGE = bytes(range(256)) * 400  # in sectors of its own, as what is small is not


def test_what_is_attached_is_told_and_given():
    data = msg(attachment("Thông báo 55.docx", LARGE), attachment("a.txt", PAPER))
    assert ways(data) == ["Thông báo 55.docx", "a.txt"]
    assert content(data, "Thông báo 55.docx") == LARGE
    assert content(data, "a.txt") == PAPER


def test_a_letter_of_many_megabytes_is_read():
    many = [attachment(f"{number}.bin", LARGE * 40) for number in range(4)]
    data = msg(*many, attachment("a.txt", PAPER))
    assert len(data) > 109 * 128 * 512  # its table of sectors has a table of its own
    assert detect_format(data) is FileFormat.MAIL
    assert content(data, "a.txt") == PAPER
    assert content(data, "3.bin") == LARGE * 40


@pytest.mark.parametrize(
    ("one", "settings", "name"),
    [
        (attachment("Thông báo.docx", b"a", short="THNGBO~1.DOC"), {}, "Thông báo.docx"),
        (attachment(data=b"a", short="THNGBO~1.DOC"), {}, "THNGBO~1.DOC"),
        (attachment(data=b"a", shown="Thông báo 5", ending=".pdf"), {}, "Thông báo 5.pdf"),
        (attachment(data=b"a"), {}, "tệp"),
        (attachment("../../a.txt", b"a"), {}, "a.txt"),
        # Of before Unicode: in the code page of the letter, or whichever it was.
        (attachment("Thông báo.docx", b"a", encoding="cp1258"), {"code_page": 1258}, None),
        (attachment("Thông báo.docx", b"a", encoding="cp1258"), {}, None),
        (attachment("Thông báo.docx", b"a", encoding="cp1252"), {"code_page": 1252}, None),
        (attachment("Thông báo.docx", b"a", encoding="utf-8"), {"code_page": 65001}, None),
        (attachment("документ.doc", b"a", encoding="cp1251"), {"code_page": 1251}, "документ.doc"),
        (attachment("a.doc", b"a", encoding="ascii"), {"code_page": 99999}, "a.doc"),
    ],
)
def test_the_name_of_an_attachment_is_read_however_it_is_written(one, settings, name):
    assert ways(msg(one, **settings)) == [name or "Thông báo.docx"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (
            msg(
                attachment(
                    shown="Chuyển tiếp", inner=outlook(attachment("a.txt", PAPER), where="inner")
                )
            ),
            "Chuyển tiếp.msg/a.txt",
        ),
        (
            msg(
                attachment(inner=outlook(attachment("a.txt", PAPER), where="inner", subject="TB 5"))
            ),
            "TB 5.msg/a.txt",
        ),
        (
            msg(attachment("thư.msg", msg(attachment("hồ sơ.zip", zipped(("a.txt", PAPER)))))),
            "thư.msg/hồ sơ.zip/a.txt",
        ),
        (msg(attachment("thư.eml", bytes(letter(("a.txt", PAPER))))), "thư.eml/a.txt"),
        (zipped(("thư.msg", msg(attachment("a.txt", PAPER)))), "thư.msg/a.txt"),
        (letter(("thư.msg", msg(attachment("a.txt", PAPER)))), "thư.msg/a.txt"),
    ],
)
def test_what_lies_deeper_is_found_by_its_way_there(data, found):
    assert ways(data) == [found]
    assert content(data, found) == PAPER


def test_letters_within_letters_are_opened_as_deep_as_any_file():
    one = outlook(attachment("a.txt", PAPER), where="inner")
    for _ in range(3):
        one = outlook(attachment(shown="thư", inner=one), where="inner")
    (way,) = ways(compound_file(one | {"__properties_version1.0": bytes(32)}))
    assert way == "thư.msg/thư.msg/thư.msg"


def test_a_letter_to_which_nothing_is_attached_has_no_paper():
    assert members(msg()) == ()
    data = msg(attachment(shown="Xin ý kiến", inner=outlook(where="inner")))
    assert (ways(data), passed_over(data)) == ([], ["Xin ý kiến.msg"])


LOGO, SCAN = b"\x89PNG" + b"x" * 9000, b"\x89PNG" + b"x" * 300_000
HTML = '<p>Kính gửi <img src="cid:logo@a"></p>'
RENDERED, HIDDEN = {0x37140003: 4}, {0x7FFE000B: 1}


@pytest.mark.parametrize(
    ("one", "html", "is_paper"),
    [
        (attachment("image001.png", LOGO, html_id="logo@a"), HTML, False),
        (attachment("image001", LOGO, html_id="<logo@a>", kind="image/png"), HTML, False),
        (attachment("image001.png", SCAN, html_id="logo@a"), HTML, True),
        (attachment("image001.png", LOGO, html_id="other", numbers=RENDERED), HTML, True),
        (attachment("image001.png", LOGO), HTML, True),
        (attachment("a.pdf", b"%PDF-1.7", html_id="logo@a"), HTML, True),
        # Where the words are not HTML, Outlook says what is shown among them.
        (attachment("image001.png", LOGO, html_id="logo@a", numbers=RENDERED), "", False),
        (attachment("image001.png", LOGO, html_id="logo@a", numbers=HIDDEN), "", False),
        (attachment("image001.png", LOGO, html_id="logo@a"), "", True),
        (attachment("image001.png", LOGO, numbers=HIDDEN), "", True),
        (attachment("a.docx", LOGO, html_id="logo@a", numbers=RENDERED), "", True),
    ],
)
def test_what_is_shown_in_a_letter_is_a_paper_unless_its_words_refer_to_it(one, html, is_paper):
    (told,) = members(msg(one, html=html))
    assert told.is_paper == is_paper


def test_an_attachment_without_bytes_of_its_own_is_named_and_costs_no_other():
    data = msg(
        attachment("a.txt", PAPER),
        attachment("Bảng 1", object={"CONTENTS": LARGE, "WordDocument": b"x"}),
        attachment("b.docx", numbers={0x37050003: 7}),
    )
    assert ways(data) == ["a.txt", "Bảng 1", "b.docx"]
    assert content(data, "a.txt") == PAPER
    assert "Outlook" in why_refused(data, "Bảng 1")
    assert "tải tệp về" in why_refused(data, "b.docx")


def test_an_attachment_that_is_too_large_is_refused_by_itself(monkeypatch):
    monkeypatch.setattr(inner_file, "MAX_MEMBER", 50_000)
    data = msg(attachment("a.bin", LARGE), attachment("b.txt", PAPER))
    assert "quá giới hạn" in why_refused(data, "a.bin")
    assert content(data, "b.txt") == PAPER


# --- content decides ------------------------------------------------------------------------------

WORD = {"WordDocument": LARGE, "1Table": LARGE}


@pytest.mark.parametrize(
    ("data", "file_format"),
    [
        (compound_file(WORD), FileFormat.DOC),
        (compound_file({"Workbook": LARGE}), FileFormat.SHEET),
        (compound_file({"EncryptedPackage": LARGE}), FileFormat.LOCKED),
        (compound_file({"VisioDocument": LARGE}), FileFormat.OLE),
        # What lies in it is another matter.
        (msg(attachment("a.doc", compound_file(WORD))), FileFormat.MAIL),
        (msg(attachment("Bảng", object=WORD)), FileFormat.MAIL),
        (compound_file(WORD | {"ObjectPool": {"_1": outlook()}}), FileFormat.DOC),
        (compound_file(WORD | {"Data": msg()}), FileFormat.DOC),
        (compound_file(WORD)[:3000], FileFormat.OLE),
        (compound_file(WORD)[: -512 * 2], FileFormat.DOC),  # its tables are cut off
    ],
)
def test_a_word_file_and_a_letter_are_told_apart_by_their_own_streams(data, file_format):
    assert detect_format(data) is file_format


def test_a_file_of_word_by_the_name_of_a_letter_is_a_file():
    assert ways(compound_file(WORD)) == [""]


def test_a_paper_of_word_in_a_letter_is_given_whole():
    data = msg(attachment("a.doc", compound_file(WORD)))
    assert content(data, "a.doc") == compound_file(WORD)


@pytest.mark.parametrize("cut", [1, 2, 5, 50])
def test_a_letter_that_is_cut_off_is_refused_or_gives_what_is_whole(cut):
    data = msg(attachment("a.txt", PAPER), attachment("b.bin", LARGE))
    shorter = data[: len(data) - cut * 512]
    told, refusal = members_or_refusal(shorter)
    assert told or "hỏng" in refusal
    whole = [one.way for one in told if one.digest]
    assert all(content(shorter, way) in (PAPER, LARGE) for way in whole)


@pytest.mark.parametrize("seed", range(40))
def test_a_letter_that_was_tampered_with_ends_in_words(seed):
    data = bytearray(msg(attachment("a.txt", PAPER), attachment("b.bin", LARGE)))
    for step in range(30):
        data[(seed * 7919 + step * 104729) % (len(data) - 8) + 8] ^= 1 << (seed + step) % 8
    told, refusal = members_or_refusal(data)
    assert all(one.way for one in told)
    assert not (told and refusal)


def test_tables_that_follow_each_other_in_a_ring_end():
    data = bytearray(compound_file(WORD))
    data[68:72] = (0).to_bytes(4, "little")  # the first sector tells of more tables
    data[512:1024] = bytes(512)  # and so does it itself
    assert detect_format(bytes(data)) is FileFormat.DOC


def test_a_ring_in_the_table_of_sectors_ends():
    data = bytearray(msg(attachment("a.txt", PAPER), attachment("b.bin", LARGE)))
    table = (int.from_bytes(data[76:80], "little") + 1) * 512
    for at in range(table, table + 400, 4):
        data[at : at + 4] = (0).to_bytes(4, "little")
    assert detect_format(bytes(data)) is FileFormat.MAIL
    told, refusal = members_or_refusal(data)
    assert refusal or all(one.way for one in told)
