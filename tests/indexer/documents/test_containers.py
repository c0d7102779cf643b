"""Archives and letters among other files: opened, and what lies in them read as any other file."""

import os

import pytest

from indexer.documents import containers, inner_file, sandbox, takeout
from indexer.documents.containers import open_containers
from indexer.documents.reader import SourceFile, UnreadableDocument, read_document
from indexer.documents.sandbox_child import Member
from indexer.documents.takeout import Takeout
from tests.compound_file import attachment, msg
from tests.inner_files import PAPER, letter, zipped
from tests.notices import notice
from tests.specimens import docx, packed, para


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
    more = put(tmp_path, "c.msg", PAPER)
    assert open_containers([word, text, more], lambda _file: ()).files == [word, text, more]


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
    outlook = put(tmp_path, "c.msg", msg())
    within = put(tmp_path, "d.zip", zipped(("e.eml", bytes(letter())), ("f.msg", msg())))
    opened = open_containers([plain, junk, outlook, within], lambda _file: ())
    assert (opened.files, opened.problems) == ([], {})
    assert opened.passed_over == ["b.zip/Thumbs.db"]
    assert opened.bare_letters == ["a.eml", "c.msg", "d.zip/e.eml", "d.zip/f.msg"]


def test_what_is_known_of_an_archive_is_not_looked_for(tmp_path):
    file = put(tmp_path, "a.zip", b"changed behind our back")
    known = Member("b.txt", "5" * 64)
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
    assert [*opened.problems, *opened.bare_letters] == ["a.eml"]


@pytest.mark.parametrize(
    ("name", "data", "way_on"),
    [
        ("a.bin", zipped(("a.txt", PAPER)), r"\.zip"),
        ("a.txt", bytes(letter(("a.txt", PAPER))), r"\.eml"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4 ...", "giải nén"),
        ("a.rar", b"Rar!\x1a\x07\x01\0 ...", "giải nén"),
        ("a.doc", msg(attachment("a.txt", PAPER)), r"\.msg"),
    ],
)
def test_what_is_not_opened_is_refused_with_the_way_on(tmp_path, name, data, way_on):
    with pytest.raises(UnreadableDocument, match=way_on):
        read_document(put(tmp_path, name, data))


def test_a_file_larger_than_its_bound_is_refused_with_the_way_on(tmp_path, monkeypatch):
    monkeypatch.setattr(inner_file, "MAX_ARCHIVE", 100)
    monkeypatch.setattr(inner_file, "MAX_LETTER", 100)
    files = [
        put(tmp_path, "a.zip", zipped(("a.txt", PAPER))),
        put(tmp_path, "b.msg", msg(attachment("a.txt", PAPER))),
    ]
    opened = open_containers(files, lambda _file: ())
    assert opened.files == []
    assert "giải nén" in str(opened.problems["a.zip"])
    assert "lưu riêng" in str(opened.problems["b.msg"])


# --- several at once ------------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch):
    """The arguments of what is asked of children for members."""
    made = []
    real = sandbox.members_confined

    def counted(reader, location, argument="", seconds=60.0):
        made.append(argument.split("\n"))
        return real(reader, location, argument, seconds)

    monkeypatch.setattr(takeout, "members_confined", counted)
    return made


def test_an_archive_is_opened_once_for_the_papers_that_are_wanted_of_it(tmp_path, asked):
    data = zipped(*[(f"{at}.txt", b"%d" % at) for at in range(20)])
    location = put(tmp_path, "a.zip", data).location
    taking = Takeout((location, f"{at}.txt") for at in range(20))
    assert [taking.take(location, f"{at}.txt") for at in range(20)] == [
        b"%d" % at for at in range(20)
    ]
    assert len(asked) == 1


def test_what_was_not_foreseen_is_taken_out_by_itself(tmp_path, asked):
    location = put(tmp_path, "a.zip", zipped(("a.txt", b"a"), ("b.txt", b"b"))).location
    taking = Takeout([(location, "a.txt")])
    assert (taking.take(location, "b.txt"), taking.take(location, "a.txt")) == (b"b", b"a")
    assert asked == [["b.txt"], ["a.txt"]]


def test_what_ends_a_child_costs_no_other(tmp_path, monkeypatch):
    location = put(tmp_path, "a.zip", zipped(("a.txt", b"a"), ("b.txt", b"b"))).location

    def crashing(reader, location, argument="", seconds=60.0):
        if "b.txt" in argument:
            raise sandbox.ReaderCrashed(containers.because("dừng đột ngột"))
        return (Member("a.txt", "", b"a"),)

    monkeypatch.setattr(takeout, "members_confined", crashing)
    taking = Takeout([(location, "a.txt"), (location, "b.txt")])
    assert taking.take(location, "a.txt") == b"a"
    with pytest.raises(sandbox.ReaderCrashed):
        taking.take(location, "b.txt")


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (zipped(("b.txt", b"b")), "không còn"),
        (b"PK\x03\x04 cut off", "hỏng"),
        (PAPER, "không còn"),
        (None, "No such file"),
    ],
)
def test_an_archive_that_changes_before_it_is_read_is_named(tmp_path, after, said):
    file = put(tmp_path, "a.zip", zipped(("a.txt", PAPER)))
    (found,) = open_containers([file], lambda _file: ()).files
    file.path.unlink() if after is None else file.path.write_bytes(after)
    with pytest.raises(UnreadableDocument, match=said):
        read_document(found)


def test_what_has_another_content_by_then_is_told_by_its_own_digest(tmp_path):
    file = put(tmp_path, "a.zip", zipped(("a.txt", PAPER)))
    (found,) = open_containers([file], lambda _file: ()).files
    file.path.write_bytes(zipped(("a.txt", notice(8).encode())))
    document = read_document(found)
    assert document.text == notice(8)
    assert document.digest != found.digest


@pytest.mark.skipif(os.name == "nt", reason="Windows has no bound on files")
def test_a_link_in_the_place_of_an_archive_is_not_followed(tmp_path):
    elsewhere = put(tmp_path, "b.zip", zipped(("a.txt", PAPER)))
    file = put(tmp_path, "a.zip", zipped(("a.txt", PAPER)))
    (found,) = open_containers([file], lambda _file: ()).files
    file.path.unlink()
    file.path.symlink_to(elsewhere.path)
    with pytest.raises(UnreadableDocument, match="liên kết"):
        read_document(found)
