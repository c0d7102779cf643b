"""Lines of an export that are not read, and exports: what is kept, and tried again."""

import errno
import os
from dataclasses import replace
from itertools import pairwise

import pytest

from indexer.index import comparison, plan, records, tasks
from indexer.index.build import build
from indexer.index.export import export
from indexer.index.retry import MOST_ATTEMPTS, PAUSES
from search.engine.backends import open_engine
from tests.notices import drop, notice

pytestmark = pytest.mark.usefixtures("trust_young_files")


@pytest.fixture
def file(tmp_path, index):
    """Two exported notices, which alone are in the index."""
    drop(tmp_path / "in", a=notice(1), b=notice(2))
    build([tmp_path / "in"], tmp_path / "first", jobs=1)
    found = tmp_path / "out" / "all.jsonl"
    found.parent.mkdir()
    found.write_bytes(b"".join(export(tmp_path / "first")))
    build([found.parent], index, jobs=1)
    return found


def held_count(index):
    return open_engine(index).summary().notices


def test_the_attempts_at_a_line_of_an_export_count_together(index, file, clock, monkeypatch):
    """A line for which the memory never suffices is not read for ever, at every run."""
    file.write_bytes(file.read_bytes() + b"\n")
    tries = []

    def fail(*_):
        tries.append(clock.now)
        raise MemoryError

    monkeypatch.setattr(tasks, "read_line_at", fail)
    for _ in range(MOST_ATTEMPTS + 3):
        build(None, index, jobs=1)
        clock.now += max(PAUSES) + 1
    assert len(set(tries)) == MOST_ATTEMPTS
    assert held_count(index) == 2


def test_a_line_that_fails_for_good_takes_no_other_line_its_next_try(
    index, file, clock, monkeypatch
):
    file.write_bytes(file.read_bytes() + b"\n")
    real, errors = tasks.read_line_at, [OSError(errno.EIO, "I/O"), KeyError("x")]

    def fail(*given):
        if errors:
            raise errors.pop(0)
        return real(*given)

    monkeypatch.setattr(tasks, "read_line_at", fail)
    assert build(None, index, jobs=1).failed
    clock.now += max(PAUSES) + 1
    report = build(None, index, jobs=1)
    assert (report.failed, report.passing, len(report.changed)) == ({}, {}, 1)


@pytest.mark.parametrize("part", ["understanding", "entry"])
def test_an_export_that_cannot_be_opened_is_brought_up_to_date(index, file, monkeypatch, part):
    """A part of an index of another version is none of this one."""
    now = plan.current_fingerprints()
    monkeypatch.setattr(plan, "current_fingerprints", lambda: replace(now, **{part: "of another"}))
    real, before = records.open_regular, {one.name for one in index.glob("MAIN_*.trm")}

    def refused(path):
        if path == str(file):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(records, "open_regular", refused)
    os.utime(file, (1_000_000_000, 1_000_000_000))
    report = build(None, index, jobs=1)
    assert (report.refreshed, list(report.passing)) == (["all.jsonl"], ["all.jsonl"])
    assert held_count(index) == 2
    if part == "entry":
        assert before.isdisjoint(one.name for one in index.glob("MAIN_*.trm"))


def test_an_export_that_cannot_be_opened_is_tried_ever_more_rarely(index, file, clock, monkeypatch):
    real, tries = comparison.file_head, []

    def refused(found):
        if found.source == "all.jsonl":
            tries.append(clock.now)
            raise OSError(errno.EIO, "Input/output error", str(found.path))
        return real(found)

    monkeypatch.setattr(comparison, "file_head", refused)
    file.write_bytes(file.read_bytes() + b"\n")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    begun = clock.now
    for _ in range(4 * 24 * 4):  # every quarter of an hour, for four days
        report = build(None, index, jobs=1)
        assert list(report.passing) == report.kept == ["all.jsonl"]
        clock.now += 900
    pauses = [later - one for one, later in pairwise(tries)]
    assert pauses == sorted(pauses)
    assert (tries[0], pauses[-1]) == (begun, max(PAUSES))
    monkeypatch.undo()
    monkeypatch.setattr("indexer.index.records._YOUNG", 0)
    assert build(None, index, jobs=1, retry=True).failed == {}
    assert build(None, index, jobs=1).nothing_new
    assert held_count(index) == 2


def test_a_file_is_told_once_as_kept_however_many_of_its_lines_fail(index, file, monkeypatch):
    def fail(*_):
        raise KeyError("x")

    monkeypatch.setattr(tasks, "read_line_at", fail)
    file.write_bytes(file.read_bytes() + b"\n")
    report = build(None, index, jobs=1)
    assert (len(report.failed), report.kept) == (2, ["all.jsonl"])
