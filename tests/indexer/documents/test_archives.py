"""Archives and letters: what lies inside is found by its way there, within every bound."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from indexer.documents import archives, docx_package
from indexer.documents.archives import MAX_DEPTH, member, members
from indexer.documents.containers import open_containers
from indexer.documents.page_text import ExtractionError
from indexer.documents.reader import SourceFile, UnreadableDocument, read_document
from tests.notices import notice
from tests.specimens import docx, packed, para

PAPER = notice(7).encode()


def zipped(*files, **settings):
    """A ZIP file of names and bytes, in their order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data, **settings)
    return file.getvalue()


def letter(*attached, subject="Gửi văn bản", body="Kính gửi các đồng chí."):
    """A letter as bytes; what is attached is a name and bytes, or another letter."""
    message = EmailMessage()
    message["Subject"] = subject
    message["To"] = "vanphong@example.org"
    message.set_content(body)
    for one in attached:
        if isinstance(one, EmailMessage):
            message.add_attachment(one)
        else:
            name, data = one
            message.add_attachment(
                data, maintype="application", subtype="octet-stream", filename=name
            )
    return message


def ways(data):
    return [one.way for one in members(bytes(data)) if one.is_paper]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (zipped(("a.txt", PAPER), ("2023/b.docx", b"b")), ["a.txt", "2023/b.docx"]),
        (zipped(("2023/", b""), ("2023/a.txt", PAPER)), ["2023/a.txt"]),
        (letter(("Thông báo 55.docx", b"b")), ["Thông báo 55.docx"]),
        (letter(("a.txt", b"1"), ("a.txt", b"2")), ["a.txt", "a (2).txt"]),
        (letter(), []),
        (
            zipped(("thư.eml", bytes(letter(("b.zip", zipped(("c.txt", PAPER))))))),
            ["thư.eml/b.zip/c.txt"],
        ),
        (letter(letter(("a.txt", PAPER), subject="Chuyển tiếp")), ["Chuyển tiếp.eml/a.txt"]),
        # Not every ZIP is an archive, and not every file by the name of one is a ZIP.
        (zipped(("a.docx", docx(para("a"))), ("b.zip", b"text")), ["a.docx", "b.zip"]),
    ],
)
def test_what_lies_inside_is_told_by_its_way_there(data, found):
    assert ways(data) == found


def test_what_is_no_paper_is_told_apart():
    data = zipped(
        ("a.txt", b"a"),
        ("2023.1/b.txt", b"b"),
        ("Thumbs.db", b"x"),
        ("__MACOSX/._a.txt", b"x"),
        ("~$a.docx", b""),
        (".cũ/c.txt", b"c"),  # as on a disk, where nothing in a hidden folder is looked at
        ("2023/.cũ/2022/c.txt", b"c"),
        (".cũ/d.zip", zipped(("d.txt", b"d"))),
    )
    told = members(data)
    assert [one.way for one in told if one.is_paper] == ["a.txt", "2023.1/b.txt"]
    assert [one.way for one in told if not one.is_paper] == [
        "Thumbs.db",
        "__MACOSX/._a.txt",
        "~$a.docx",
        ".cũ/c.txt",
        "2023/.cũ/2022/c.txt",
        ".cũ/d.zip",
    ]


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
    told = members(bytes(message))
    assert [(one.way, one.is_paper) for one in told] == [(name, is_paper)]


def test_a_picture_in_a_letter_without_a_web_page_is_a_paper():
    message = letter()
    message.add_attachment(LOGO, maintype="image", subtype="png", filename="a.png", cid="<1>")
    assert ways(bytes(message)) == ["a.png"]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\Windows\\a.txt",
        "..\\a.txt",
        "a\0b.txt",
        "..",
        "a//b",
    ],
)
def test_no_way_leads_out_of_the_file(name):
    file = zipped((name, PAPER))
    for one in members(file):
        steps = one.way.split("/")
        assert all(step.strip(".") for step in steps)
        assert not set(one.way) & set("\\:\0")
        assert member(file, one.way)[0].data == PAPER


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258", "cp1252"])
def test_names_in_an_old_encoding_are_read(encoding):
    name = "Thông báo công tác tháng.txt"
    data = bytearray(zipped(("x" * len(name.encode(encoding)), PAPER)))
    found = bytes(data).replace(b"x" * len(name.encode(encoding)), name.encode(encoding))
    assert ways(found) == [name]
    assert member(found, name)[0].data == PAPER


def test_a_name_in_no_known_encoding_is_shown_as_the_archive_has_it():
    data = zipped(("xxxx", PAPER)).replace(b"xxxx", b"\x8f\x9d\x81.")
    (one,) = members(data)
    assert one.way == b"\x8f\x9d\x81.".decode("cp437")
    assert member(data, one.way)[0].data == PAPER


@pytest.mark.parametrize("name", ["Thông báo.txt", "báo cáo quý.docx"])
def test_the_name_of_an_attachment_is_read_however_it_is_written(name):
    raw = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\ntext\r\n--x--\r\n'
    )
    assert ways(raw.encode()) == [name]


# --- bounds ---------------------------------------------------------------------------------------


def nested(depth):
    data = zipped(("a.txt", PAPER))
    for _ in range(depth - 1):
        data = zipped(("b.zip", data))
    return data


def test_what_lies_too_deep_is_refused_and_named():
    (found,) = members(nested(MAX_DEPTH))
    assert member(nested(MAX_DEPTH), found.way)[0].data == PAPER
    (deep,) = members(nested(MAX_DEPTH + 1))
    assert deep.digest == ""
    with pytest.raises(ExtractionError, match="quá 3 lớp"):
        member(nested(MAX_DEPTH + 1), deep.way)


@pytest.mark.parametrize(
    ("bound", "most", "data", "said"),
    [
        ("MAX_FILES", 2, zipped(*[(f"{at}.txt", b"a") for at in range(3)]), "hơn 2 tệp"),
        (
            "MAX_FILES",
            4,
            zipped(*[(f"{at}.zip", zipped(("a.txt", b"a"))) for at in range(3)]),
            "hơn 4 tệp",
        ),
        ("MAX_UNPACKED", 5000, zipped(("a.txt", b"ab" * 2000), ("b.txt", b"cd" * 2000)), "đủ giới"),
    ],
)
def test_no_more_is_taken_out_than_is_allowed(monkeypatch, bound, most, data, said):
    monkeypatch.setattr(archives, bound, most)
    told = ""
    try:
        for one in members(data):
            if not one.digest:
                member(data, one.way)
    except ExtractionError as error:
        told = str(error.reason)
    assert said in told


def test_a_bomb_is_refused_before_it_is_unpacked():
    alone = zipped(("a.txt", b"\0" * 50_000_000))
    assert [one.digest for one in members(alone)] == [""]
    with pytest.raises(ExtractionError, match="gấp"):
        member(alone, "a.txt")
    outer = zipped(("b.zip", zipped(("a.txt", b"\0" * 50_000_000))), ("c.txt", PAPER))
    bomb, paper = members(outer)
    assert (bomb.digest, paper.way) == ("", "c.txt")
    with pytest.raises(ExtractionError, match="gấp"):
        member(outer, bomb.way)


def test_a_member_that_is_too_large_is_refused_by_itself(monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBER", 100)
    data = zipped(("a.txt", bytes(range(256))), ("b.txt", b"b"))
    assert [one.digest != "" for one in members(data)] == [False, True]
    with pytest.raises(ExtractionError, match="quá giới hạn"):
        member(data, "a.txt")


def locked(data, name):
    """A ZIP file in which the member of this name is said to have a password."""
    changed = bytearray(data)
    at = changed.rindex(name.encode())  # in the directory at its end
    changed[at - 46 + 8] |= 1
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "lost", "said"),
    [
        (zipped(("a.txt", PAPER), ("b.bin", b"\0" * 5_000_000), ("c.txt", b"c")), "b.bin", "gấp"),
        (
            locked(zipped(("a.txt", PAPER), ("b.txt", b"b"), ("c.txt", b"c")), "b.txt"),
            "b.txt",
            "mật",
        ),
        (zipped(("a.txt", PAPER), ("b.bin", bytes(range(256)) * 999)), "b.bin", "đủ giới hạn"),
        (
            zipped(("a.txt", PAPER), ("b.zip", zipped(("c.bin", bytes(range(256)) * 999)))),
            "b.zip/c.bin",
            "đủ giới hạn",
        ),
    ],
)
def test_a_bound_that_is_passed_costs_what_lies_beyond_it(monkeypatch, data, lost, said):
    monkeypatch.setattr(archives, "MAX_UNPACKED", 100_000)
    assert [one.way for one in members(data) if not one.digest] == [lost]
    assert member(data, "a.txt")[0].data == PAPER
    with pytest.raises(ExtractionError, match=said):
        member(data, lost)


def test_once_too_much_is_taken_out_nothing_more_is(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED", 5000)
    data = zipped(*[(f"{at}.txt", b"ab" * 1000) for at in range(5)], ("Thumbs.db", b"x"))
    assert [one.digest != "" for one in members(data)] == [True, True, *[False] * 4]
    assert ways(data) == [f"{at}.txt" for at in range(5)]


def test_an_archive_may_hold_more_than_a_word_file(monkeypatch):
    monkeypatch.setattr(docx_package, "MAX_UNPACKED", 1000)
    monkeypatch.setattr(docx_package, "MAX_MEMBERS", 2)
    data = zipped(*[(f"{at}.txt", b"ab" * 1000) for at in range(3)])
    assert all(one.digest for one in members(data))


def test_an_archive_with_a_password_or_broken_says_so():
    data = bytearray(zipped(("a.txt", PAPER)))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    with pytest.raises(ExtractionError, match="mật khẩu"):
        members(bytes(data))
    with pytest.raises(ExtractionError, match="hỏng"):
        members(zipped(("a.txt", PAPER))[:-10])
    broken = bytearray(zipped(("a.txt", PAPER)))
    broken[60] ^= 0xFF
    (one,) = members(bytes(broken))
    with pytest.raises(ExtractionError, match="hỏng"):
        member(bytes(broken), one.way)


# --- read as any other file -----------------------------------------------------------------------


def put(folder, name, data):
    path = folder / name
    path.write_bytes(bytes(data))
    return SourceFile(name, path, str(path))


def test_a_paper_in_a_letter_is_read_as_a_file(tmp_path):
    data = letter(("a.docx", docx(para("Số 55-TB/TU"))), ("b.exe", b"MZ\0\0"), ("c.txt", PAPER))
    opened = open_containers([put(tmp_path, "thư.eml", data)], lambda _file: ())
    first, second, third = opened.files
    assert [one.source for one in opened.files] == [
        "thư.eml/a.docx",
        "thư.eml/b.exe",
        "thư.eml/c.txt",
    ]
    document = read_document(first)
    assert (document.source, document.text) == ("thư.eml/a.docx", "Số 55-TB/TU")
    assert document.digest == first.digest
    assert read_document(third).text == notice(7)
    with pytest.raises(UnreadableDocument, match="chương trình"):
        read_document(second)


def test_a_file_that_only_bears_the_name_of_an_archive_is_a_file(tmp_path):
    word = put(tmp_path, "a.zip", docx(para("Số 55-TB/TU")))
    text = put(tmp_path, "b.eml", PAPER)
    assert open_containers([word, text], lambda _file: ()).files == [word, text]


def test_an_archive_that_cannot_be_opened_is_named_and_left(tmp_path):
    file = put(tmp_path, "a.zip", b"PK\x03\x04 cut off")
    gone = SourceFile("b.zip", tmp_path / "b.zip", str(tmp_path / "b.zip"))
    opened = open_containers([file, gone], lambda _file: ())
    assert opened.files == []
    assert list(opened.problems) == ["a.zip", "b.zip"]
    assert opened.unopened == [file.path, gone.path]


def test_a_letter_without_papers_is_passed_over(tmp_path):
    plain = put(tmp_path, "a.eml", letter())
    junk = put(tmp_path, "b.zip", packed({"Thumbs.db": b"x"}))
    opened = open_containers([plain, junk], lambda _file: ())
    assert (opened.files, opened.problems) == ([], {})
    assert opened.passed_over == ["a.eml", "b.zip/Thumbs.db"]


def test_what_is_known_of_an_archive_is_not_looked_for(tmp_path):
    file = put(tmp_path, "a.zip", b"changed behind our back")
    known = archives.Member("b.txt", "5" * 64)
    (found,) = open_containers([file], lambda _file: [known]).files
    assert (found.source, found.digest) == ("a.zip/b.txt", "5" * 64)


def test_a_letter_of_endless_parts_is_named_and_ends(tmp_path):
    parts = b"".join(
        b"--%d\nContent-Type: multipart/mixed; boundary=%d\n\n" % (at, at + 1)
        for at in range(20_000)
    )
    data = b"To: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=0\n\n" + parts
    opened = open_containers([put(tmp_path, "a.eml", data)], lambda _file: ())
    assert opened.files == []
    assert [*opened.problems, *opened.passed_over] == ["a.eml"]


@pytest.mark.parametrize(
    ("name", "data", "way_on"),
    [
        ("a.bin", zipped(("a.txt", PAPER)), r"\.zip"),
        ("a.txt", bytes(letter(("a.txt", PAPER))), r"\.eml"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4 ...", "giải nén"),
        ("a.msg", b"\xd0\xcf\x11\xe0" + "__substg1.0_".encode("utf-16-le"), r"\.eml"),
    ],
)
def test_what_is_not_opened_is_refused_with_the_way_on(tmp_path, name, data, way_on):
    with pytest.raises(UnreadableDocument, match=way_on):
        read_document(put(tmp_path, name, data))
