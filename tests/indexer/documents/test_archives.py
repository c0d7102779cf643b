"""Archives: what lies in one is found by its way there, however the archive was made or damaged."""

import io
import stat
import struct
import zipfile
import zlib

import pytest

from indexer.documents import docx_package
from indexer.documents.page_text import ExtractionError
from tests.inner_files import (
    PAPER,
    content,
    locked,
    members,
    passed_over,
    ways,
    why_refused,
    zipped,
)
from tests.specimens import docx, para


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (zipped(("a.txt", PAPER), ("2023/b.docx", b"b")), ["a.txt", "2023/b.docx"]),
        (zipped(("2023/", b""), ("2023/a.txt", PAPER)), ["2023/a.txt"]),
        # Two of one name, as an archive has them to which a new version was added.
        (zipped(("a.txt", b"1"), ("b.txt", b"2")).replace(b"b.t", b"a.t"), ["a.txt", "a (2).txt"]),
        # Not every ZIP is an archive, and not every file by the name of one is a ZIP.
        (zipped(("a.docx", docx(para("a"))), ("b.zip", b"text")), ["a.docx", "b.zip"]),
        (docx(para("a")), [""]),
        (docx(para("a"))[:-30], [""]),
        (b"PK 55: a text", [""]),
    ],
)
def test_what_lies_inside_is_told_by_its_way_there(data, found):
    assert ways(data) == found


def test_of_two_members_of_one_name_each_is_given():
    data = zipped(("a.txt", b"old"), ("b.txt", b"new")).replace(b"b.txt", b"a.txt")
    assert [content(data, way) for way in ways(data)] == [b"old", b"new"]


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
    assert ways(data) == ["a.txt", "2023.1/b.txt"]
    assert passed_over(data) == [
        "Thumbs.db",
        "__MACOSX/._a.txt",
        "~$a.docx",
        ".cũ/c.txt",
        "2023/.cũ/2022/c.txt",
        ".cũ/d.zip",
    ]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (stat.S_IFREG | 0o644, "paper"),
        (0, "paper"),  # made where files have no kind
        (stat.S_IFLNK | 0o777, "passed over"),
        (stat.S_IFIFO | 0o644, "passed over"),
        (stat.S_IFDIR | 0o755, "nothing"),
    ],
)
def test_a_link_in_an_archive_is_no_paper_and_leads_nowhere(kind, found):
    one = zipfile.ZipInfo("a.txt")
    one.create_system, one.external_attr = 3, kind << 16
    data = zipped((one, b"../../etc/passwd"), ("b.txt", PAPER))
    assert ways(data) == (["a.txt", "b.txt"] if found == "paper" else ["b.txt"])
    assert passed_over(data) == (["a.txt"] if found == "passed over" else [])


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\Windows\\a.txt",
        "..\\a.txt",
        "a\0b.txt",
        "a\nb.txt",
        "..",
        "a//b",
    ],
)
def test_no_way_leads_out_of_the_file(name):
    file = zipped((name, PAPER))
    for one in members(file):
        steps = one.way.split("/")
        assert all(step.strip(".") for step in steps)
        assert not set(one.way) & set("\\:\0\n")
        assert content(file, one.way) == PAPER


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258", "cp1252"])
def test_names_in_an_old_encoding_are_read(encoding):
    name = "Thông báo công tác tháng.txt"
    data = zipped(("x" * len(name.encode(encoding)), PAPER))
    found = data.replace(b"x" * len(name.encode(encoding)), name.encode(encoding))
    assert ways(found) == [name]
    assert content(found, name) == PAPER


def test_a_name_in_no_known_encoding_is_shown_as_the_archive_has_it():
    data = zipped(("xxxx", PAPER)).replace(b"xxxx", b"\x8f\x9d\x81.")
    (way,) = ways(data)
    assert way == b"\x8f\x9d\x81.".decode("cp437")
    assert content(data, way) == PAPER


def test_a_name_that_is_said_to_be_utf_8_and_is_not_costs_no_other():
    name = "Thông báo.txt"
    data = zipped(("ngày.txt", PAPER), ("ồ" + "x" * (len(name) - 3), b"2"))
    data = data.replace("ồ".encode() + b"x" * (len(name) - 3), name.encode("cp1252"))
    assert ways(data) == ["ngày.txt", name]
    assert content(data, "ngày.txt") == PAPER
    assert content(data, name) == b"2"


def with_name_beside(shown, name, of=None):
    """An archive whose member has a name in UTF-8 beside that which every program shows."""
    one = zipfile.ZipInfo(shown)
    checksum = zlib.crc32((of or shown).encode())
    body = struct.pack("<BI", 1, checksum) + name
    one.extra = struct.pack("<HHH", 0x9999, 2, 7) + struct.pack("<HH", 0x7075, len(body)) + body
    return zipped((one, PAPER))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (with_name_beside("Th_ng b_o.txt", "Thông báo.txt".encode()), "Thông báo.txt"),
        (with_name_beside("a.txt", "Thông báo.txt".encode(), of="b.txt"), "a.txt"),
        (with_name_beside("a.txt", b"\xff\xfe.txt"), "a.txt"),
        (with_name_beside("a.txt", b"../../a.txt"), "a.txt"),
    ],
)
def test_a_name_in_utf_8_beside_another_is_the_name(data, name):
    assert ways(data) == [name]
    assert content(data, name) == PAPER


# --- how it was made ------------------------------------------------------------------------------


class _Pipe(io.BytesIO):
    """A file that cannot be gone back in, so that sizes stand behind the data."""

    def seek(self, *_):
        raise io.UnsupportedOperation

    def tell(self):
        raise io.UnsupportedOperation


def streamed():
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", PAPER)
    return pipe.getvalue()


def large():
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w") as archive,
        archive.open("a.txt", "w", force_zip64=True) as member,
    ):
        member.write(PAPER)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        zipped(("a.txt", PAPER), compress_type=zipfile.ZIP_STORED),
        zipped(("a.txt", PAPER), compress_type=zipfile.ZIP_BZIP2),
        zipped(("a.txt", PAPER), compress_type=zipfile.ZIP_LZMA),
        streamed(),
        large(),
        zipped(("a.txt", PAPER)) + b"more",
    ],
    ids=["stored", "bzip2", "lzma", "data descriptor", "zip64", "something behind it"],
)
def test_an_archive_is_read_however_it_was_made(data):
    assert ways(data) == ["a.txt"]
    assert content(data, "a.txt") == PAPER


def of_method(data, name, method):
    """A ZIP file in which the member of this name is said to be packed in another way."""
    changed = bytearray(data)
    struct.pack_into("<H", changed, changed.rindex(name.encode()) - 46 + 10, method)
    return bytes(changed)


@pytest.mark.parametrize(
    ("method", "said"), [(9, "Deflate64"), (98, "PPMd"), (93, "Zstandard"), (77, "77")]
)
def test_a_way_of_packing_that_is_not_read_is_named_and_costs_no_other(method, said):
    data = of_method(zipped(("a.txt", PAPER), ("b.txt", PAPER)), "a.txt", method)
    assert ways(data) == ["a.txt", "b.txt"]
    assert said in why_refused(data, "a.txt")
    assert "giải nén" in why_refused(data, "a.txt")
    assert content(data, "b.txt") == PAPER


# --- what is hostile or damaged -------------------------------------------------------------------


def test_a_bomb_is_refused_before_it_is_unpacked():
    alone = zipped(("a.txt", b"\0" * 50_000_000))
    assert [one.digest for one in members(alone)] == [""]
    assert "gấp" in why_refused(alone, "a.txt")
    outer = zipped(("b.zip", zipped(("a.txt", b"\0" * 50_000_000))), ("c.txt", PAPER))
    bomb, paper = members(outer)
    assert (bomb.digest, paper.way) == ("", "c.txt")
    assert "gấp" in why_refused(outer, bomb.way)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_gives_no_more_than_it_says(method):
    bomb = zipped(("a.txt", b"\0" * 50_000_000), ("b.txt", PAPER), compress_type=method)
    lying = bytearray(bomb)
    at = bomb.rindex(b"a.txt") - 46 + 24  # its size, in the directory
    struct.pack_into("<I", lying, at, 1000)
    assert ways(lying) == ["a.txt", "b.txt"]
    assert "hỏng" in why_refused(lying, "a.txt")
    assert content(lying, "b.txt") == PAPER


def test_an_archive_may_hold_more_than_a_word_file(monkeypatch):
    monkeypatch.setattr(docx_package, "MAX_UNPACKED", 1000)
    monkeypatch.setattr(docx_package, "MAX_MEMBERS", 2)
    data = zipped(*[(f"{at}.txt", b"ab" * 1000) for at in range(3)])
    assert all(one.digest for one in members(data))


def test_an_archive_with_a_password_says_so():
    data = zipped(("a.txt", PAPER), ("b.txt", PAPER))
    with pytest.raises(ExtractionError, match="mật khẩu"):
        members(locked(locked(data, "a.txt"), "b.txt"))
    assert "mật khẩu" in why_refused(locked(data, "a.txt"), "a.txt")
    assert content(locked(data, "a.txt"), "b.txt") == PAPER


def test_an_archive_that_is_cut_off_says_so():
    with pytest.raises(ExtractionError, match="hỏng"):
        members(zipped(("a.txt", PAPER))[:-10])


@pytest.mark.parametrize("at", [0, 30, 60])
def test_a_member_that_is_damaged_costs_no_other(at):
    broken = bytearray(zipped(("x.txt", PAPER), ("a.txt", PAPER), ("b.txt", PAPER)))
    second = broken.index(b"PK\x03\x04", 4)
    broken[second + at] ^= 0xFF
    assert ways(broken) == ["x.txt", "a.txt", "b.txt"]
    assert "hỏng" in why_refused(broken, "a.txt")
    assert [content(broken, way) for way in ("x.txt", "b.txt")] == [PAPER, PAPER]


def test_a_member_that_lies_nowhere_costs_no_other():
    data = bytearray(zipped(("a.txt", PAPER), ("b.txt", PAPER)))
    struct.pack_into("<I", data, data.rindex(b"a.txt") - 46 + 42, 0xFFFFFFF0)
    assert "hỏng" in why_refused(data, "a.txt")
    assert content(data, "b.txt") == PAPER
