"""A share that goes away in the middle of a build: all is kept, and it is said once."""

import os
import shutil
from dataclasses import replace

import pytest

from indexer import regular_file
from indexer.index import build as rounds
from indexer.index import fingerprints, plan, tasks
from indexer.index.away import SUSPICIOUS
from indexer.index.backends import open_store
from indexer.index.build import build
from indexer.index.export import export
from indexer.index.whoosh.contents import FolderContents
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import drop, notice

COUNT = 30


@pytest.fixture
def world(tmp_path):
    for folder, start in (("nhà", 0), ("ổ mạng/2022", 100), ("ổ mạng/2023", 200)):
        drop(tmp_path / folder, **{f"n{start + n:03}": notice(start + n) for n in range(COUNT)})
    return tmp_path


SOURCES = ("nhà", "ổ mạng")


class Disk:
    """Every file is opened by way of it; below ``away`` it fails once so many were opened there."""

    def __init__(self, monkeypatch, after=0, away=None, error=5):
        self.opened, self.after, self.away, self.error = 0, after, away, error
        real = regular_file._descriptor

        def descriptor(path):
            if self.away and path.startswith(str(self.away)):
                self.opened += 1
                if self.opened > self.after:
                    raise OSError(self.error, os.strerror(self.error), path)
            return real(path)

        monkeypatch.setattr(regular_file, "_descriptor", descriptor)


@pytest.fixture
def disk(monkeypatch):
    return Disk(monkeypatch)


def run(world, **options):
    return build([world / one for one in SOURCES], world / "index", jobs=1, **options)


def held(world):
    hits = open_engine(world / "index").search(Query(per_page=500)).hits
    counts = {}
    for hit in hits:
        folder = hit.card.path.removeprefix(f"{world}/").rpartition("/")[0]
        counts[folder] = counts.get(folder, 0) + 1
    assert not any(hit.card.stale_reason for hit in hits)
    return counts


WHOLE = {"nhà": COUNT, "ổ mạng/2022": COUNT, "ổ mạng/2023": COUNT}


@pytest.mark.parametrize("error", [2, 5, 107, 110, 116])  # ENOENT, EIO, ENOTCONN, ETIMEDOUT, ESTALE
@pytest.mark.parametrize("read_before", [0, 10])
def test_a_share_that_goes_while_it_is_read_for_the_first_time(world, disk, error, read_before):
    def cut(_report):
        disk.away, disk.error, disk.after = world / "ổ mạng", error, read_before

    report = run(world, announce=cut)
    assert list(report.failed) == report.away == [str(world / "ổ mạng")]
    assert "giữa chừng" in str(*report.failed.values())
    assert (report.passing, len(report.added)) == ({}, COUNT + read_before)
    assert disk.opened < read_before + 40  # of 60 files
    assert sum(held(world).values()) == COUNT + read_before
    assert held(world)["nhà"] == COUNT
    disk.away = None
    report = run(world)
    assert (report.failed, len(report.added)) == ({}, 2 * COUNT - read_before)
    assert held(world) == WHOLE
    assert run(world).nothing_new


def test_a_share_that_goes_while_its_changes_are_read(world, disk):
    run(world)
    for path in (world / "ổ mạng").rglob("*.txt"):
        path.write_text(path.read_text("utf-8").replace("đầy đủ", "một phần"), "utf-8")
    (world / "nhà" / "n000.txt").write_text(notice(0, "khác"), "utf-8")

    def cut(_report):
        disk.away = world / "ổ mạng"

    report = run(world, announce=cut)
    assert list(report.failed) == [str(world / "ổ mạng")]
    assert str(report.failed[str(world / "ổ mạng")]).endswith("giữ nguyên: 60")
    assert (report.changed, report.removed, report.passing) == (["n000.txt"], [], {})
    hits = open_engine(world / "index").search(Query(per_page=500)).hits
    assert len(hits) == 3 * COUNT
    disk.away = None
    report = run(world)
    assert (report.failed, len(report.changed)) == ({}, 2 * COUNT)
    assert held(world) == WHOLE


@pytest.mark.parametrize("read_before", [3, 45])
def test_a_share_that_goes_in_the_middle_of_an_export(world, tmp_path, disk, read_before):
    """What was read of it is in the index, and known to be from there."""
    run(world)
    share, index = tmp_path / "khác", tmp_path / "restored"
    share.mkdir()
    (share / "kho.jsonl").write_bytes(b"".join(export(world / "index")))

    def cut(_report):
        disk.away, disk.after = share, read_before

    report = build([share], index, jobs=1, announce=cut)
    assert list(report.failed) == [str(share)]
    assert open_engine(index).search(Query()).total == read_before
    assert sum(len(one.notices) for one in open_store(index).records(read_before)) == read_before
    disk.away = None
    report = build([share], index, jobs=1)
    assert not report.failed
    assert open_engine(index).search(Query()).total == 3 * COUNT
    assert build([share], index, jobs=1).nothing_new


def test_only_the_folder_that_is_away_is_left(world, disk):
    """As a mount below a source is."""

    def cut(_report):
        disk.away = world / "ổ mạng" / "2022"

    report = run(world, announce=cut)
    assert list(report.failed) == [str(world / "ổ mạng" / "2022")]
    assert held(world) == {"nhà": COUNT, "ổ mạng/2023": COUNT}


def test_a_bad_spot_of_a_disk_is_not_a_folder_that_is_away(world, monkeypatch, disk):
    bad = {str(world / "ổ mạng" / "2022" / f"n1{n:02}.txt") for n in range(2 * SUSPICIOUS + 1)}
    real = regular_file._descriptor

    def descriptor(path):
        if path in bad:
            raise OSError(5, "Input/output error", path)
        return real(path)

    monkeypatch.setattr(regular_file, "_descriptor", descriptor)
    report = run(world)
    assert (len(report.passing), report.failed) == (len(bad), {})
    assert sum(held(world).values()) == 3 * COUNT - len(bad)


def test_files_without_a_right_are_not_a_folder_that_is_away(world, disk):
    def cut(_report):
        disk.away, disk.error = world / "ổ mạng" / "2022", 13

    report = run(world, announce=cut)
    assert (len(report.passing), report.failed) == (COUNT, {})


def test_a_share_that_is_taken_away_between_two_rounds(world, monkeypatch):
    from indexer.index import build as rounds

    monkeypatch.setattr(rounds, "ROUND", (2 * COUNT + 0.5) * rounds._QUICK)
    share = world / "ổ mạng"

    def cut(done, _total):
        if done == 2 * COUNT + 1:
            shutil.rmtree(share)
            share.mkdir()

    build([world / "nhà", share], world / "index", cut, jobs=1)
    assert (list(share.iterdir()), held(world)) == ([], WHOLE)


def test_a_new_program_reads_again_what_was_away(world, disk, monkeypatch):
    """The state says that it was made by the new program; the files that were away were not."""
    run(world)
    now = fingerprints.current_fingerprints()
    other = fingerprints.StageFingerprints("another", now.understanding, now.entry)
    monkeypatch.setattr(plan, "current_fingerprints", lambda: other)

    def cut(_report):
        disk.away = world / "ổ mạng"

    run(world, announce=cut)
    disk.away = None
    report = run(world)
    assert len(report.changed) == 2 * COUNT
    assert held(world) == WHOLE


@pytest.mark.parametrize(
    ("part", "understood", "read_when_back"),
    [("reading", 1, 1), ("understanding", 1, 0), ("entry", 0, 0)],
)
def test_what_is_away_is_brought_up_to_date_all_the_same(
    tmp_path, monkeypatch, part, understood, read_when_back
):
    """Else the state would say of it that it is."""
    here, share, index = tmp_path / "nhà", tmp_path / "ổ mạng", tmp_path / "index"
    drop(here, a=notice(1))
    drop(share, b=notice(2))
    build([here, share], index, jobs=1)
    share.rename(tmp_path / "away")
    now = fingerprints.current_fingerprints()
    other = replace(now, **{part: "another"})
    monkeypatch.setattr(plan, "current_fingerprints", lambda: other)
    sources, real = [], tasks.understand
    monkeypatch.setattr(
        tasks, "understand", lambda one, *known: (sources.append(one.source), real(one, *known))[1]
    )
    report = build(None, index, jobs=1)
    assert "b.txt" in report.refreshed
    assert sources.count("b.txt") == understood
    assert build(None, index, jobs=1).nothing_new
    sources.clear()
    (tmp_path / "away").rename(share)
    report = build(None, index, jobs=1)
    assert (report.changed, report.failed) == (["b.txt"] * read_when_back, {})
    assert sources.count("b.txt") == read_when_back


def test_a_failure_of_a_file_that_is_away_comes_to_rest(tmp_path):
    """Though more could be read now, if it were there."""
    share, index = tmp_path / "ổ mạng", tmp_path / "index"
    drop(share, a=notice(1))
    build([share], index, jobs=1)
    drop(share, a="")
    build([share], index, jobs=1)
    share.rename(tmp_path / "away")
    build(None, index, jobs=1, seconds=120)
    assert build(None, index, jobs=1).nothing_new
    drop(tmp_path / "away", a=notice(1, "lại"))
    (tmp_path / "away").rename(share)
    assert build(None, index, jobs=1).changed == ["a.txt"]
    assert not open_engine(index).search(Query()).hits[0].card.stale_reason


def test_a_folder_that_cannot_be_read_does_not_keep_later_rounds_from_the_others(
    world, disk, monkeypatch
):
    """New files in rounds of five, of which those of one folder fail for good."""
    monkeypatch.setattr(rounds, "ROUND", 4.5 * rounds._QUICK)

    def cut(_report):
        disk.away = world / "ổ mạng" / "2022"

    report = run(world, announce=cut)
    assert held(world) == {"nhà": COUNT, "ổ mạng/2023": COUNT}
    assert list(report.failed) == report.away == [str(world / "ổ mạng" / "2022")]
    assert (len(report.added), report.passing) == (2 * COUNT, {})
    assert disk.opened < COUNT
    disk.away = None
    assert len(run(world).added) == COUNT
    assert held(world) == WHOLE


def test_of_a_share_that_goes_in_an_early_round_no_later_one_is_told_as_done(
    world, disk, monkeypatch
):
    monkeypatch.setattr(rounds, "ROUND", 4.5 * rounds._QUICK)

    def cut(_report):
        disk.away = world / "ổ mạng"

    report = run(world, announce=cut)
    assert sorted(report.added) == sorted(report.indexed)
    assert held(world) == {"nhà": COUNT}
    assert disk.opened < COUNT


@pytest.mark.parametrize("renamed", ["card", "reading", "both"])
def test_a_share_that_goes_while_the_index_of_an_older_version_is_taken_over(
    world, disk, monkeypatch, renamed
):
    """Whose cards and readings had other names for things."""
    run(world)
    real = FolderContents.stored
    names = {"card": (b'"title":', b'"heading":'), "reading": (b'"notice":', b'"paper":')}

    def stored(self, notice_id):
        held = real(self, notice_id)
        if held is None:
            return None
        kinds = ("card", "reading")
        return tuple(
            data.replace(*names[kind], 1) if renamed in (kind, "both") else data
            for kind, data in zip(kinds, held, strict=True)
        )

    now = fingerprints.current_fingerprints()
    other = fingerprints.StageFingerprints("another", "another", "another")
    assert other != now
    monkeypatch.setattr(plan, "current_fingerprints", lambda: other)

    def cut(_report):
        disk.away = world / "ổ mạng"

    with monkeypatch.context() as patch:
        patch.setattr(FolderContents, "stored", stored)
        report = run(world, announce=cut)
    assert list(report.failed) == [str(world / "ổ mạng")]
    assert open_engine(world / "index").search(Query()).total == 3 * COUNT
    disk.away = None
    report = run(world)
    assert (len(report.changed), report.failed) == (2 * COUNT, {})
    assert held(world) == WHOLE
