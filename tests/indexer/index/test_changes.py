"""An index follows its files: exactly what changed is done again, and nothing is lost."""

import os

import pytest

from indexer.index import fingerprints, plan, tasks
from indexer.index.build import build, is_stale
from indexer.index.fingerprints import StageFingerprints, current_fingerprints
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.opening import open_index
from search.engine.backends import open_engine
from search.query.model import Query
from tests.committed import of_another_version
from tests.notices import drop, notice


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "notices", a=notice(1), b=notice(2), c=notice(3))
    return tmp_path / "notices"


@pytest.fixture
def read_files(monkeypatch):
    """The sources of the files that are read."""
    sources = []

    def read(file, *how):
        sources.append(file.source)
        return real(file, *how)

    real = tasks.read_document
    monkeypatch.setattr(tasks, "read_document", read)
    return sources


@pytest.fixture
def understood(monkeypatch):
    """The sources of the documents that are understood."""
    sources = []

    def understand(document, *known):
        sources.append(document.source)
        return real(document, *known)

    real = tasks.understand
    monkeypatch.setattr(tasks, "understand", understand)
    return sources


def cards(index):
    hits = open_engine(index).search(Query(per_page=100)).hits
    return {hit.card.source: hit.card for hit in hits}


def segments(index):
    found = [files.info for files in open_index(index).segments]
    return {info.name: len(info.deleted) for info in found}


def test_only_what_changed_is_read(folder, index, read_files):
    drop(folder, e=notice(11), f=notice(12))
    build([folder], index)
    read_files.clear()
    before = segments(index)
    drop(folder, b=notice(2, "một phần"), d=notice(4))
    (folder / "c.txt").unlink()
    report = build([folder], index)
    assert (report.added, report.changed, report.removed) == (["d.txt"], ["b.txt"], ["c.txt"])
    assert report.unchanged == ["a.txt", "e.txt", "f.txt"]
    assert sorted(read_files) == ["b.txt", "d.txt"]
    assert sorted(cards(index)) == ["a.txt", "b.txt", "d.txt", "e.txt", "f.txt"]
    assert before.keys() < segments(index).keys()


def test_a_touched_file_is_unchanged(folder, index, read_files):
    build([folder], index)
    generation = read_manifest(index).generation
    os.utime(folder / "a.txt")
    read_files.clear()
    assert build([folder], index).nothing_new
    assert (read_files, read_manifest(index).generation) == ([], generation)


def test_a_change_within_the_same_second_and_size_is_seen(folder, index):
    build([folder], index)
    times = (folder / "a.txt").stat()
    drop(folder, a=notice(9))
    os.utime(folder / "a.txt", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert build([folder], index).changed == ["a.txt"]


def test_old_files_are_not_even_opened(folder, index, trust_young_files, monkeypatch):
    build([folder], index)
    monkeypatch.setattr("indexer.index.comparison.digest_of", None)
    assert not is_stale([folder], index)


def test_a_renamed_file_keeps_its_address(folder, index, read_files):
    build([folder], index)
    address = cards(index)["a.txt"].id
    read_files.clear()
    (folder / "2022").mkdir()
    (folder / "a.txt").rename(folder / "2022" / "z.txt")
    report = build([folder], index)
    assert report.renamed == {"2022/z.txt": "a.txt"}
    card = cards(index)["2022/z.txt"]
    assert (card.id, card.path) == (address, str(folder / "2022" / "z.txt"))
    assert read_files == []
    # A new file under the old name gets another address, and each keeps its own.
    drop(folder, a=notice(7))
    build([folder], index)
    assert cards(index)["a.txt"].id not in (address, "")
    assert cards(index)["2022/z.txt"].id == address
    assert build([folder], index).nothing_new


def test_a_moved_folder_keeps_all_addresses(folder, index, tmp_path):
    build([folder], index)
    addresses = {source: card.id for source, card in cards(index).items()}
    folder.rename(tmp_path / "moved")
    report = build([tmp_path / "moved"], index)
    assert len(report.renamed) == 3
    assert {source: card.id for source, card in cards(index).items()} == addresses


def test_files_of_one_name_in_two_folders_both_go_in(folder, index, tmp_path):
    drop(tmp_path / "other", a=notice(8))
    report = build([folder, tmp_path / "other"], index)
    assert not report.failed
    found = [hit.card for hit in open_engine(index).search(Query()).hits]
    assert len({card.id for card in found}) == len(found) == 4
    assert build([folder, tmp_path / "other"], index).nothing_new


def test_a_failed_file_keeps_its_last_good_version_marked(folder, index):
    build([folder], index)
    (folder / "a.txt").write_bytes(b"")
    report = build([folder], index)
    assert (list(report.failed), report.kept) == (["a.txt"], ["a.txt"])
    card = cards(index)["a.txt"]
    assert str(card.stale_reason) == "tệp rỗng"
    assert cards(index)["b.txt"].stale_reason is None
    again = build([folder], index)
    assert again.nothing_new
    assert (list(again.failed), again.kept) == (["a.txt"], ["a.txt"])
    drop(folder, a=notice(1, "lại"))
    assert not build([folder], index).failed
    assert cards(index)["a.txt"].stale_reason is None


def test_a_folder_that_is_not_there_today_loses_nothing(folder, index, tmp_path):
    build([folder], index)
    folder.rename(tmp_path / "away")
    drop(tmp_path / "new", n=notice(5))
    report = build([tmp_path / "new"], index, keep_others=True)
    assert (report.added, report.removed) == (["n.txt"], [])
    assert list(report.failed) == [str(folder)]  # once, and not for each of its files
    assert str(report.failed[str(folder)]).endswith("giữ nguyên: 3")
    assert sorted(cards(index)) == ["a.txt", "b.txt", "c.txt", "n.txt"]
    (tmp_path / "away").rename(folder)
    assert not build(None, index).failed
    with pytest.raises(FileNotFoundError):
        build([tmp_path / "nowhere"], index)


def test_sources_are_remembered(folder, index, tmp_path):
    build([folder], index)
    drop(folder, d=notice(4))
    assert is_stale(None, index)
    assert build(None, index).added == ["d.txt"]
    assert not is_stale(None, index)
    drop(tmp_path / "other", o=notice(6))
    assert build([tmp_path / "other"], index, keep_others=True).removed == []
    report = build([tmp_path / "other"], index)
    assert report.removed == ["a.txt", "b.txt", "c.txt", "d.txt"]


def made_by(monkeypatch, **parts):
    now = current_fingerprints()
    changed = StageFingerprints(
        **{name: getattr(now, name) for name in StageFingerprints.__slots__} | parts
    )
    monkeypatch.setattr(plan, "current_fingerprints", lambda: changed)


def test_a_new_registry_understands_again_without_reading(
    folder, index, read_files, understood, monkeypatch
):
    build([folder], index)
    before = segments(index)
    read_files.clear()
    understood.clear()
    made_by(monkeypatch, understanding="another")
    report = build([folder], index)
    assert (len(report.refreshed), read_files, len(understood)) == (3, [], 3)
    assert report.indexed == {}  # nothing came out otherwise, so nothing is written
    assert segments(index) == before
    assert build([folder], index).nothing_new


def test_a_new_analyzer_enters_again_without_understanding(
    folder, index, read_files, understood, monkeypatch
):
    build([folder], index)
    before = segments(index)
    read_files.clear()
    understood.clear()
    made_by(monkeypatch, entry="another")
    report = build([folder], index)
    assert (len(report.indexed), read_files, understood) == (3, [], [])
    assert not before.keys() & segments(index).keys()


def test_a_new_reader_reads_again(folder, index, read_files, monkeypatch):
    build([folder], index)
    read_files.clear()
    made_by(monkeypatch, reading="another")
    build([folder], index)
    assert sorted(read_files) == ["a.txt", "b.txt", "c.txt"]


def test_another_version_is_taken_over_without_reading(folder, index, read_files, monkeypatch):
    build([folder], index)
    address = cards(index)["a.txt"].id
    of_another_version(index)
    assert is_stale([folder], index)
    read_files.clear()
    build([folder], index)
    assert read_files == []
    assert cards(index)["a.txt"].id == address


def test_the_province_of_the_collection_is_remembered(folder, index, understood):
    build([folder], index, default_province="Lâm Đồng")
    understood.clear()
    assert build(None, index).nothing_new
    assert build([folder], index, default_province="Đồng Nai").refreshed
    assert len(understood) == 3


def test_many_small_commits_are_merged(folder, index):
    for number in range(10, 40):
        drop(folder, **{f"n{number}": notice(number)})
        build([folder], index)
    assert len(segments(index)) < 16
    assert open_engine(index).search(Query()).total == 33
    fresh = index.with_name("fresh")
    build([folder], fresh)
    assert cards(fresh) == cards(index)


def test_a_segment_of_which_most_is_deleted_is_written_again(folder, index):
    drop(folder, **{f"n{number}": notice(number) for number in range(10, 20)})
    build([folder], index)
    (before,) = segments(index)
    for number in range(10, 20):
        (folder / f"n{number}.txt").unlink()
    build([folder], index)
    assert before not in segments(index)
    assert sorted(cards(index)) == ["a.txt", "b.txt", "c.txt"]


def test_a_corpus_can_become_empty_and_full_again(folder, index):
    build([folder], index)
    for path in folder.iterdir():
        path.unlink()
    assert len(build([folder], index, confirm_removals=True).removed) == 3
    assert segments(index) == {}
    drop(folder, a=notice(1))
    build([folder], index)
    assert list(cards(index)) == ["a.txt"]


def test_fingerprints_follow_the_imports():
    reading = {path.name for path in fingerprints.import_closure("indexer.documents.reader")}
    understanding = {path.name for path in fingerprints.import_closure("indexer.understanding")}
    entry = {path.name for path in fingerprints.import_closure("indexer.index.entry")}
    assert {"reader.py", "pdf.py", "docx.py", "office.py", "text.py"} <= reading
    assert {"numbered.py", "mentions.py", "letterhead.py", "text.py"} <= understanding
    assert {"analysis.py", "entry.py", "pyvi_model.py"} <= entry
    for builders in ("build.py", "store.py", "workers.py", "writer.py"):
        assert builders not in reading | understanding | entry
