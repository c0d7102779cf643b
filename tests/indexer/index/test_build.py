"""Corpus → index: everything readable goes in, everything else is named, nothing is lost."""

import pytest
from whoosh.filedb.filestore import FileStorage

from indexer.gazetteer.records import GazetteerError
from indexer.index import build as build_module
from indexer.index.build import build, is_stale
from indexer.index.whoosh import opening
from indexer.index.whoosh.manifest import read_manifest
from indexer.model import because
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.query.model import Query

NOTICE = """HUYỆN ỦY BẢO LÂM
*
Số 12-TB/HU
Bảo Lâm, ngày 05 tháng 7 năm 2022

THÔNG BÁO
kết quả làm việc với Đảng ủy xã Lộc Ngãi

Thực hiện Quy định số 213-QĐ/TW của Bộ Chính trị (khóa XII), xã đã triển khai.
"""


@pytest.fixture
def folder(tmp_path):
    notices = tmp_path / "notices"
    (notices / "2022").mkdir(parents=True)
    (notices / "2022" / "tb-12.txt").write_text(NOTICE, "utf-8")
    (notices / "tb-13.txt").write_text(NOTICE.replace("Số 12", "Số 13"), "utf-8")
    return notices


def test_readable_files_go_in_and_the_others_are_named(folder, index):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    report = build([folder], index)
    assert sorted(report.indexed) == ["2022/tb-12.txt", "tb-13.txt"]
    assert sorted(report.failed) == ["binary.txt", "empty.txt"]
    assert "rỗng" in str(report.failed["empty.txt"])
    assert open_engine(index).search(Query()).total == 2


def test_an_unchanged_corpus_is_left_alone(folder, index):
    build([folder], index)
    before = read_manifest(index)
    assert not is_stale([folder], index)
    assert build([folder], index).unchanged
    assert read_manifest(index) == before


def test_changes_are_followed(folder, index):
    build([folder], index)
    (folder / "tb-13.txt").unlink()
    (folder / "tb-14.txt").write_text(NOTICE.replace("213-QĐ/TW", "37-QĐ/TW"), "utf-8")
    assert is_stale([folder], index)
    build([folder], index)
    found = open_engine(index).search(Query()).hits
    assert sorted(hit.card.source for hit in found) == ["2022/tb-12.txt", "tb-14.txt"]


def test_the_same_corpus_gives_the_same_index(folder, tmp_path):
    build([folder], tmp_path / "one")
    build([folder], tmp_path / "two")
    one, two = open_engine(tmp_path / "one"), open_engine(tmp_path / "two")
    assert one.generation == two.generation
    assert one.search(Query()) == two.search(Query())


def test_a_serving_engine_follows_a_new_generation(folder, index):
    build([folder], index)
    engine = open_engine(index)
    before = engine.generation
    (folder / "tb-15.txt").write_text(NOTICE.replace("Số 12", "Số 15"), "utf-8")
    build([folder], index)
    assert engine.search(Query()).total == 3
    assert engine.generation != before


def test_a_build_that_is_interrupted_leaves_the_old_index(folder, index, monkeypatch):
    build([folder], index)
    (folder / "tb-16.txt").write_text(NOTICE.replace("Số 12", "Số 16"), "utf-8")

    def interrupt(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([folder], index, interrupt)
    assert open_engine(index).search(Query()).total == 2
    build([folder], index)
    assert open_engine(index).search(Query()).total == 3


def test_two_builders_at_once(folder, index):
    build([folder], index)
    (folder / "tb-17.txt").write_text(NOTICE.replace("Số 12", "Số 17"), "utf-8")
    lock = FileStorage(str(index)).lock("MAIN_WRITELOCK")
    assert lock.acquire()
    try:
        with pytest.raises(IndexProblem, match="đang lập chỉ mục"):
            build([folder], index)
    finally:
        lock.release()


def test_a_missing_index_names_the_command(tmp_path):
    with pytest.raises(IndexProblem, match="viendan index"):
        open_engine(tmp_path / "nothing")


def test_a_foreign_directory_is_neither_read_nor_written(tmp_path, folder):
    foreign = tmp_path / "photos"
    foreign.mkdir()
    (foreign / "a.jpg").write_bytes(b"x")
    with pytest.raises(IndexProblem, match="không phải là chỉ mục"):
        open_engine(foreign)
    with pytest.raises(IndexProblem, match="dữ liệu khác"):
        build([folder], foreign)
    assert [path.name for path in foreign.iterdir()] == ["a.jpg"]


def test_a_damaged_index_says_how_to_rebuild_it(folder, index):
    build([folder], index)
    for path in index.glob("viendan-segments-*.json"):
        path.write_bytes(b"no list of segments")
    with pytest.raises(IndexProblem, match="bị hỏng"):
        open_engine(index)


def test_an_index_of_another_version_says_so(folder, index, monkeypatch):
    build([folder], index)
    monkeypatch.setattr(opening, "VERSION", 999)
    with pytest.raises(IndexProblem, match="phiên bản khác"):
        open_engine(index)


def test_an_index_of_nothing_answers(tmp_path):
    (tmp_path / "none").mkdir()
    build([tmp_path / "none"], tmp_path / "index")
    engine = open_engine(tmp_path / "index")
    assert engine.search(Query()).total == 0
    assert engine.summary().notices == 0
    assert engine.notice("x") is None


def test_a_registry_that_cannot_be_read_stops_a_build(folder, index, monkeypatch):
    build([folder], index)
    before = read_manifest(index)
    (folder / "tb-18.txt").write_text(NOTICE, "utf-8")

    def broken():
        raise GazetteerError([because("aliases.csv:17: cần 2 cột, có 3")])

    monkeypatch.setattr(build_module.Knowledge, "load", broken)
    with pytest.raises(GazetteerError, match=r"aliases\.csv:17"):
        build([folder], index)
    assert read_manifest(index) == before
