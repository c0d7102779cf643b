"""What lies below a source: nothing is left out in silence, and nothing is found twice."""

import os
import sys
import zipfile

import pytest

from indexer.documents import finding
from indexer.documents.finding import find_files
from indexer.index.build import build
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import drop, notice


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "notices", a=notice(1), b=notice(2))
    return tmp_path / "notices"


def sources(found):
    return [file.source for file in found.files]


def indexed(index):
    return sorted(hit.card.source for hit in open_engine(index).search(Query()).hits)


@pytest.mark.parametrize("name", ["index", "2022/index"])
def test_an_index_inside_its_source_is_not_indexed(folder, name):
    index = folder / name
    (folder / "to-the-index").symlink_to(index)
    for _ in range(3):
        report = build([folder], index)
        assert report.failed == {}
        assert indexed(index) == ["a.txt", "b.txt"]
    assert report.nothing_new


def test_a_build_of_nothing_new_comes_to_rest(folder, monkeypatch):
    """Else a watched folder with the index in it would call for the next build for ever."""
    monkeypatch.setattr("indexer.index.records._YOUNG", 0)
    index = folder / "index"
    build([folder], index)
    build([folder], index)
    before = {path: path.stat().st_mtime_ns for path in (index, *index.iterdir())}
    build([folder], index)
    assert {path: path.stat().st_mtime_ns for path in (index, *index.iterdir())} == before


def close(monkeypatch, closed):
    real = os.scandir

    def scandir(path):
        if os.fspath(path) == str(closed):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_a_folder_that_cannot_be_entered_is_named_and_loses_nothing(folder, tmp_path, monkeypatch):
    drop(folder / "2022", c=notice(3), d=notice(4))
    index = tmp_path / "index"
    build([folder], index)
    (folder / "a.txt").unlink()
    with monkeypatch.context() as patched:
        close(patched, folder / "2022")
        report = build([folder], index)
    assert report.removed == ["a.txt"]
    assert list(report.failed) == ["2022"]
    assert "cấp quyền" in str(report.failed["2022"])
    assert str(report.failed["2022"]).endswith("giữ nguyên: 2")
    assert indexed(index) == ["2022/c.txt", "2022/d.txt", "b.txt"]
    (folder / "2022" / "d.txt").unlink()
    assert build([folder], index).removed == ["2022/d.txt"]


def test_a_source_that_cannot_be_entered_is_named(folder, tmp_path, monkeypatch):
    build([folder], tmp_path / "index")
    close(monkeypatch, folder)
    report = build([folder], tmp_path / "index")
    assert list(report.failed) == [str(folder)]
    assert indexed(tmp_path / "index") == ["a.txt", "b.txt"]


def test_links_are_followed_inside_the_source_and_named_outside(folder, tmp_path):
    drop(tmp_path / "other", x=notice(9))
    drop(folder / ".store", hidden=notice(5))
    drop(folder / ".store" / "more", m=notice(6))
    (folder / "shown.txt").symlink_to(folder / ".store" / "hidden.txt")
    (folder / "again.txt").symlink_to("a.txt")
    (folder / "more").symlink_to(".store/more")
    (folder / "out").symlink_to(tmp_path / "other")
    (folder / "out.txt").symlink_to(tmp_path / "other" / "x.txt")
    (folder / "broken.txt").symlink_to("nothing.txt")
    found = find_files([folder])
    assert sources(found) == ["a.txt", "b.txt", "more/m.txt", "shown.txt"]
    assert sorted(found.problems) == ["broken.txt", "out", "out.txt"]
    assert "không có tệp" in str(found.problems["broken.txt"])
    assert "ra ngoài thư mục nguồn" in str(found.problems["out"])
    # What another source holds is found there, and the link to it is no matter.
    both = find_files([folder, tmp_path / "other"])
    assert sources(both) == ["a.txt", "b.txt", "more/m.txt", "shown.txt", "x.txt"]
    assert list(both.problems) == ["broken.txt"]


def test_links_in_a_ring_come_to_an_end(folder):
    (folder / "up").symlink_to(folder)
    (folder / "2022").mkdir()
    (folder / "2022" / "up").symlink_to("..")
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    found = find_files([folder])
    assert sources(found) == ["a.txt", "b.txt"]
    assert sorted(found.problems) == ["one", "two"]


def test_a_link_out_of_a_source_is_reported_by_the_build(folder, tmp_path):
    (folder / "out.txt").symlink_to("/etc/hostname")
    report = build([folder], tmp_path / "index")
    assert list(report.failed) == ["out.txt"]
    assert indexed(tmp_path / "index") == ["a.txt", "b.txt"]


def test_a_pipe_in_a_folder_is_named_and_not_opened(folder):
    os.mkfifo(folder / "pipe.txt")
    found = find_files([folder])
    assert sources(found) == ["a.txt", "b.txt"]
    assert "ống" in str(found.problems["pipe.txt"])


def test_a_source_inside_another_is_found_once(folder):
    drop(folder / "2022", c=notice(3))
    files = find_files([folder, folder / "2022", folder / "a.txt"]).files
    assert [file.source for file in files] == ["2022/c.txt", "a.txt", "b.txt"]


def test_what_a_word_processor_has_open_is_told(folder, tmp_path):
    drop(folder / "2022", **{"Thông báo": notice(3), "b": notice(4), "c": notice(5)})
    for owner in ("~$ông báo.txt", "~$b.txt", ".~lock.c.txt#", "~$gone.txt"):
        (folder / "2022" / owner).write_bytes(b"")
    report = build([folder], tmp_path / "index")
    assert report.being_written == ["2022/Thông báo.txt", "2022/b.txt", "2022/c.txt"]
    assert report.failed == {}
    assert len(report.indexed) == 5


@pytest.mark.parametrize(
    ("name", "said"),
    [("con.txt", "dành riêng"), ("NUL", "dành riêng"), ("x" * 250 + ".txt", "dài hơn 259")],
)
def test_a_name_that_windows_does_not_open_is_told(tmp_path, monkeypatch, name, said):
    folder = tmp_path / "notices"
    drop(folder, a=notice(1))
    (folder / name).write_text("Số 5-TB/TU", "utf-8")
    assert sources(find_files([folder])) == sorted(["a.txt", name])
    monkeypatch.setattr(finding, "WINDOWS", True)
    found = find_files([folder])
    assert sources(found) == ["a.txt"]
    assert said in str(found.problems[name])


NO_PAPERS = (
    "desktop.ini", "Desktop.ini", "Thumbs.db", "ehthumbs.db", "Cổng thông tin.url", "Văn bản.lnk",
    "~WRL0001.tmp", "TB 55.pdf.part", "TB 55.pdf.crdownload", "~$ong bao.docx", ".DS_Store",
    "._Thông báo 55.docx", "Icon\r", "TB 55.download", "Kế hoạch.gdoc",
)  # fmt: skip
PAPERS = ("tmp.txt", "part.txt", "Thumbs.txt", "$55.txt", "TB 55.tmp.txt", "url", "~Dự thảo.txt")


def test_what_is_no_paper_is_passed_over_and_counted(folder, tmp_path):
    for number, name in enumerate((*NO_PAPERS, *PAPERS), start=7):
        (folder / name).write_text(notice(number), "utf-8")
    (folder / "linked.tmp").symlink_to("a.txt")
    found = find_files([folder])
    assert sources(found) == sorted(["a.txt", "b.txt", *PAPERS])
    assert found.passed_over == sorted([*NO_PAPERS, "linked.tmp"])
    report = build([folder], tmp_path / "index")
    assert report.failed == {}
    assert report.passed_over == found.passed_over
    assert indexed(tmp_path / "index") == sources(found)


def test_an_archive_with_nothing_in_it_is_passed_over(folder):
    with zipfile.ZipFile(folder / "Trống.zip", "w"):
        pass
    (folder / "rỗng.7z").write_bytes(b"7z\xbc\xaf\x27\x1c".ljust(32, b"\0"))
    with zipfile.ZipFile(folder / "Văn bản.zip", "w") as archive:
        archive.writestr("a.txt", notice(1))
    found = find_files([folder])
    assert found.passed_over == ["Trống.zip", "rỗng.7z"]
    assert sources(found) == ["Văn bản.zip", "a.txt", "b.txt"]


def test_a_folder_is_no_file_whatever_its_name(folder):
    drop(folder / "Đợt 1.tmp", c=notice(3))
    (folder / "cũ.tmp").symlink_to("Đợt 1.tmp")
    found = find_files([folder])
    assert sources(found) == ["a.txt", "b.txt", "Đợt 1.tmp/c.txt"]
    assert found.passed_over == []


def test_a_file_that_somebody_names_is_read_whatever_its_name(folder):
    (folder / "c.tmp").write_text(notice(3), "utf-8")
    found = find_files([folder / "c.tmp"])
    assert sources(found) == ["c.tmp"]
    assert found.passed_over == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs names of any bytes")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Thông báo công tác.txt".encode("cp1258"), "Thông báo công tác.txt"),
        ("Ba\u0301o ca\u0301o cu\u0309a Đa\u0309ng.txt".encode("cp1258"), "Báo cáo của Đảng.txt"),
        ("Thông báo hành chính.txt".encode("latin-1"), "Thông báo hành chính.txt"),
        (b"\x8f\x9d 55.txt", "\\x8f\\x9d 55.txt"),
        (b"n\xe3m/a.txt", "năm/a.txt"),  # a folder
    ],
)
def test_a_name_that_is_not_utf_8_is_read_and_shown_legibly(folder, tmp_path, name, shown):
    path = os.path.join(os.fsencode(folder), name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(notice(3).encode())
    index = tmp_path / "index"
    report = build([folder], index, jobs=1)
    assert report.failed == {}
    assert indexed(index) == sorted(["a.txt", "b.txt", shown])
    assert build([folder], index, jobs=1).added == []
    os.rename(path, os.path.join(os.fsencode(folder), b"c.txt"))
    assert build([folder], index, jobs=1).renamed == {"c.txt": shown}
