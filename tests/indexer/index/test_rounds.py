"""A long build commits in rounds: what one has done is there when the next is stopped."""

import pytest

from indexer.index import build as building
from indexer.index import build as rounds
from indexer.index.build import build, expected_seconds
from indexer.index.records import FileHead
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.store import FolderStore
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import drop, notice

COUNT = 12


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", **{f"n{number:02}": notice(number) for number in range(COUNT)})
    return tmp_path / "in"


@pytest.fixture
def rounds_of_five(monkeypatch):
    monkeypatch.setattr(rounds, "ROUND", 4.5 * rounds._QUICK)


def everything(index):
    found = open_engine(index).search(Query(per_page=100))
    return sorted((hit.card.id, hit.card.source) for hit in found.hits)


def test_rounds_make_the_index_that_one_commit_makes(folder, tmp_path, rounds_of_five, monkeypatch):
    shown = []
    report = build([folder], tmp_path / "rounds", lambda *progress: shown.append(progress))
    assert read_manifest(tmp_path / "rounds").number == 3
    assert len(report.added) == len(report.indexed) == COUNT
    assert shown == [(done, COUNT) for done in range(1, COUNT + 1)]
    assert build([folder], tmp_path / "rounds").nothing_new
    monkeypatch.setattr(rounds, "ROUND", 1e9)
    build([folder], tmp_path / "whole")
    assert read_manifest(tmp_path / "whole").number == 1
    assert everything(tmp_path / "whole") == everything(tmp_path / "rounds")
    assert (
        read_manifest(tmp_path / "whole").generation
        == read_manifest(tmp_path / "rounds").generation
    )


def test_what_earlier_rounds_have_done_outlives_a_stop(folder, tmp_path, rounds_of_five):
    index = tmp_path / "index"

    def stop(done, _total):
        if done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([folder], index, stop)
    assert len(everything(index)) == 5
    report = build([folder], index)
    assert (len(report.unchanged), len(report.added)) == (5, COUNT - 5)
    assert len(everything(index)) == COUNT


def test_what_the_index_holds_does_not_wait(folder, tmp_path, rounds_of_five):
    index = tmp_path / "index"
    build([folder], index)
    (folder / "n11.txt").write_text(notice(11, "khác"), "utf-8")
    (folder / "n00.txt").unlink()
    drop(folder, **{f"a{number:02}": notice(100 + number) for number in range(10)})
    carried = []
    commit = building._Building._commit

    def note(self, plan, *given):
        carried.append({one.record.source for one in plan.changes if one.jobs})
        return commit(self, plan, *given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building._Building, "_commit", note)
        report = build([folder], index)
    assert len(carried) == 2
    assert "n11.txt" in carried[0]
    assert (len(report.added), report.changed, report.removed) == (10, ["n11.txt"], ["n00.txt"])
    assert len(everything(index)) == COUNT - 1 + 10
    assert FolderStore(index).contents().count == COUNT - 1 + 10


@pytest.mark.parametrize(
    ("start", "size", "least", "most"),
    [
        (b"THONG BAO", 9_000, 0, 0.05),
        (b"PK\x03\x04", 40_000, 0, 0.05),
        (b"%PDF-1.7", 60_000, 0.1, 1),
        (b"%PDF-1.7", 3_000_000, 15, 60),
        (b"\xff\xd8\xff\xe0", 500_000, 1, 5),
        (b"II*\x00", 200_000, 2, 10),
        (b"{\\rtf1", 50_000, 1, 5),
    ],
)
def test_a_file_is_expected_to_take_as_long_as_its_kind_takes(start, size, least, most):
    assert least < expected_seconds(FileHead(start.ljust(32, b"x"), size)) <= most
