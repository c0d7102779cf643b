"""A failure that may pass is tried again: at the next run, then ever more rarely."""

import errno
import json
import os
import time

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import Passing, reader
from indexer.documents.page_text import ExtractionError, timeout_reason
from indexer.documents.sandbox import ReaderCrashed
from indexer.index import comparison, tasks
from indexer.index.build import build
from indexer.index.retry import MOST_ATTEMPTS, PAUSES, Retry
from indexer.index.whoosh.manifest import read_manifest
from indexer.model import because
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import drop, notice
from viendan.commands import main

pytestmark = pytest.mark.usefixtures("trust_young_files")

moments = st.integers(0, 2**33)


@given(tried=moments, now=moments, attempts=st.integers(1, 50), cause=st.sampled_from(Passing))
def test_no_clock_makes_a_pause_endless(tried, now, attempts, cause):
    """Neither one that jumps back, nor one that comes from 2038."""
    retry = Retry(cause, attempts, tried)
    assert retry.is_given_up or retry.is_due(now) or retry.is_due(now + max(PAUSES))


@pytest.mark.parametrize(
    ("attempts", "pause"),
    [(1, 0), (2, 60), (3, 600), (4, 3_600), (5, 21_600), (50, 21_600)],
)
def test_the_pause_grows_to_a_bound(attempts, pause):
    retry = Retry(Passing.DISK, attempts, 1_000_000)
    assert not pause or not retry.is_due(1_000_000 + pause - 1)
    assert retry.is_due(1_000_000 + pause)


@pytest.mark.parametrize(
    ("cause", "given_up"),
    [(Passing.MACHINE, True), (Passing.ACCESS, False), (Passing.DISK, False)],
)
def test_only_what_was_read_is_given_up(cause, given_up):
    assert Retry(cause, MOST_ATTEMPTS, 0).is_given_up == given_up
    assert not Retry(cause, MOST_ATTEMPTS - 1, 0).is_given_up


# --- a build ------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1), b=notice(2))
    old = time.time() - 60
    for path in (tmp_path / "in").iterdir():
        os.utime(path, (old, old))
    return tmp_path / "in"


class Fault:
    """What goes wrong with the file ``a.txt``, as long as it does; how often it was tried."""

    def __init__(self, monkeypatch, error, where):
        self.error, self.tries, self._where = error, 0, where
        module, name = (reader, "read_regular") if where == "open" else (reader, "read_pages")
        real = getattr(module, name)

        def fault(*given):
            if self._is_meant(given):
                self.tries += 1
                if self.error:
                    raise self.error
            return real(*given)

        monkeypatch.setattr(module, name, fault)

    def _is_meant(self, given):
        if self._where == "open":
            return given[0].endswith("a.txt")
        return "Số 1-TB".encode() in given[1]


def sharing_violation():
    error = PermissionError(13, "Permission denied")
    error.winerror = 32
    return error


def failed(number):
    return OSError(number, os.strerror(number))


FAILURES = {
    "killed": (ReaderCrashed(because("tín hiệu 9"), passing=True), "read"),
    "out of memory": (MemoryError(), "read"),
    "too slow": (ExtractionError(timeout_reason(60), passing=True), "read"),
    "no process": (ReaderCrashed(because("không chạy được"), passing=True), "read"),
    "open elsewhere": (sharing_violation(), "open"),
    "no right": (PermissionError(13, "Permission denied"), "open"),
    **{
        errno.errorcode[one]: (failed(one), "open")
        for one in (
            errno.EIO,
            errno.ESTALE,
            errno.EAGAIN,
            errno.ENETDOWN,
            errno.ETIMEDOUT,
            errno.EMFILE,
            errno.EHOSTUNREACH,
        )
    },
}


def cards(index):
    hits = open_engine(index).search(Query()).hits
    return {hit.card.source: hit.card for hit in hits}


@pytest.mark.parametrize("name", FAILURES)
def test_what_passes_passes(folder, index, monkeypatch, name):
    fault = Fault(monkeypatch, *FAILURES[name])
    report = build([folder], index, jobs=1)
    assert (list(report.passing), report.failed) == (["a.txt"], {})
    assert list(cards(index)) == ["b.txt"]
    fault.error = None
    report = build([folder], index, jobs=1)
    assert (report.passing, report.changed) == ({}, ["a.txt"])
    assert sorted(cards(index)) == ["a.txt", "b.txt"]
    assert build([folder], index, jobs=1).nothing_new


@pytest.mark.parametrize("name", FAILURES)
def test_the_last_good_version_is_kept_and_marked_meanwhile(folder, index, monkeypatch, name):
    build([folder], index, jobs=1)
    before = cards(index)["a.txt"]
    fault = Fault(monkeypatch, *FAILURES[name])
    drop(folder, a=notice(1, "khác"))
    report = build([folder], index, jobs=1)
    assert (list(report.passing), report.kept) == (["a.txt"], ["a.txt"])
    kept = cards(index)["a.txt"]
    assert (kept.id, str(kept.stale_reason)) == (before.id, str(report.passing["a.txt"].reason))
    fault.error = None
    build([folder], index, jobs=1)
    assert cards(index)["a.txt"].stale_reason is None


@pytest.mark.parametrize(
    ("name", "first_day", "second_day"), [("too slow", 5, 0), ("EIO", 7, 4), ("no right", 7, 4)]
)
def test_what_does_not_pass_costs_ever_less(
    folder, index, clock, monkeypatch, name, first_day, second_day
):
    fault = Fault(monkeypatch, *FAILURES[name])
    build([folder], index, jobs=1)
    states = [read_manifest(index).number]
    # An hour of builds a minute, and what is left of two days in steps of an hour.
    for step, count in ((60, 60), (3_600, 23)):
        for _ in range(count):
            clock.now += step
            build([folder], index, jobs=1)
    assert fault.tries - 1 == first_day
    fault.tries = 0
    for _ in range(24):
        clock.now += 3_600
        build([folder], index, jobs=1)
    assert fault.tries == second_day
    assert read_manifest(index).number == states[0]  # a try in vain changes nothing in the index


def test_what_is_given_up_is_a_failure_of_the_file_until_it_is_another(
    folder, index, clock, monkeypatch
):
    fault = Fault(monkeypatch, *FAILURES["out of memory"])
    for _ in range(MOST_ATTEMPTS + 3):
        report = build([folder], index, jobs=1)
        clock.now += max(PAUSES)
    assert fault.tries == MOST_ATTEMPTS
    assert (list(report.failed), report.passing) == (["a.txt"], {})
    build([folder], index, jobs=1, seconds=120)  # more time is another ability
    assert fault.tries == MOST_ATTEMPTS + 1
    build([folder], index, jobs=1, retry=True)
    assert fault.tries == MOST_ATTEMPTS + 2
    drop(folder, a=notice(1, "khác"))
    fault.tries = 0
    clock.now += 5
    build([folder], index, jobs=1)
    clock.now += 5
    report = build([folder], index, jobs=1)
    assert fault.tries == 2  # the count begins anew
    assert list(report.passing) == ["a.txt"]


def test_a_failure_of_the_file_itself_is_not_tried_again(folder, index, clock, monkeypatch):
    fault = Fault(monkeypatch, ExtractionError(because("tệp nén hỏng hoặc bị cắt cụt")), "read")
    build([folder], index, jobs=1)
    for _ in range(3):
        clock.now += 10 * max(PAUSES)
        report = build([folder], index, jobs=1, retry=True)
    assert (fault.tries, list(report.failed), report.passing) == (1, ["a.txt"], {})


def test_a_touched_file_is_tried_before_its_pause_is_over(folder, index, clock, monkeypatch):
    fault = Fault(monkeypatch, *FAILURES["EIO"])
    for _ in range(4):
        build([folder], index, jobs=1)
    assert fault.tries == 2  # at once, and again at the next run
    os.utime(folder / "a.txt")
    build([folder], index, jobs=1)
    assert fault.tries == 3


def test_a_long_build_does_not_try_in_each_round(folder, index, monkeypatch):
    from indexer.index import build as rounds

    monkeypatch.setattr(rounds, "ROUND", 1.5 * rounds._QUICK)
    drop(folder, **{f"n{n}": notice(n) for n in range(10, 20)})
    fault = Fault(monkeypatch, *FAILURES["EIO"])
    report = build([folder], index, jobs=1)
    assert read_manifest(index).number > 3
    assert (fault.tries, list(report.passing)) == (1, ["a.txt"])


def test_a_digest_that_cannot_be_taken_is_no_unchanged_file(folder, index, monkeypatch):
    build([folder], index, jobs=1)
    drop(folder, a=notice(1, "khác"))
    fault = Fault(monkeypatch, failed(errno.EIO), "open")

    def none(_file):
        return ""

    with monkeypatch.context() as patched:
        patched.setattr(comparison, "digest_of", none)
        report = build([folder], index, jobs=1)
        assert list(report.passing) == ["a.txt"]
    fault.error = None
    assert build([folder], index, jobs=1).changed == ["a.txt"]


def test_an_export_that_cannot_be_opened_keeps_its_notices(folder, index, tmp_path, monkeypatch):
    from indexer.index.export import export

    build([folder], index, jobs=1)
    (tmp_path / "kho").mkdir()
    lines = list(export(index))
    path = tmp_path / "kho" / "kho.jsonl"
    path.write_bytes(b"".join(lines))
    restored = tmp_path / "restored"
    build([tmp_path / "kho"], restored, jobs=1)

    def fail(_path):
        raise failed(errno.EIO)

    for module in ("records", "export"):  # when its beginning is looked at, and when all of it is
        with monkeypatch.context() as patched:
            lines.reverse()
            path.write_bytes(b"".join(lines))
            patched.setattr(f"indexer.index.{module}.open_regular", fail)
            report = build([tmp_path / "kho"], restored, jobs=1)
        assert (list(report.passing), report.failed) == (["kho.jsonl"], {})
        assert sorted(cards(restored)) == ["a.txt", "b.txt"]
        assert not build([tmp_path / "kho"], restored, jobs=1).passing


def test_a_worker_that_dies_is_no_fault_of_the_file(folder, index, monkeypatch):
    from indexer.index.workers import SerialPool, WorkerLost

    real = SerialPool.next_result

    def next_result(pool):
        task, answer = real(pool)
        dies = getattr(task, "jobs", ()) and any(one.source == "a.txt" for one in task.jobs)
        return task, WorkerLost() if dies else answer

    with monkeypatch.context() as patched:
        patched.setattr(SerialPool, "next_result", next_result)
        report = build([folder], index, jobs=1)
    assert list(report.passing) == ["a.txt"]
    assert build([folder], index, jobs=1).passing == {}
    assert sorted(cards(index)) == ["a.txt", "b.txt"]


def test_what_cannot_be_understood_is_not_tried_again(folder, index, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(tasks, "understand", fail)
    report = build([folder], index, jobs=1)
    assert (len(report.failed), report.passing) == (2, {})


# --- what the command says ----------------------------------------------------------------------


def test_the_command_tells_it_apart_and_says_when_and_how(folder, index, clock, monkeypatch):
    (folder / "empty.txt").write_bytes(b"")
    fault = Fault(monkeypatch, *FAILURES["EIO"])
    command = ["index", str(folder), "--index", str(index), "--jobs", "1"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "Không đọc được empty.txt: tệp rỗng" in done.stderr
    assert "Tạm thời chưa đọc được a.txt: hệ thống không đọc được tệp" in done.stderr
    assert "lần chạy sau sẽ thử lại" in done.stderr
    assert "--retry" in done.stderr
    assert "không đọc được 1, tạm thời chưa đọc được 1" in done.stderr
    done = CliRunner().invoke(main, [*command, "--json", "--lang", "en"])
    said = json.loads(done.stdout)
    assert list(said["failed"]) == ["empty.txt"]
    assert list(said["passing"]["a.txt"]) == ["reason", "again"]
    assert "tried again from" in done.stderr
    fault.tries = 0
    done = CliRunner().invoke(main, command)
    assert (fault.tries, done.exit_code) == (0, 1)
    fault.error = None
    done = CliRunner().invoke(main, [*command, "--retry"])
    assert fault.tries == 1
    assert "Tạm thời" not in done.stderr


def test_a_failure_is_told_also_when_the_last_version_is_understood_anew(
    folder, index, monkeypatch
):
    from dataclasses import replace

    from indexer.index import plan

    build([folder], index, jobs=1)
    (folder / "a.txt").write_bytes(b"")
    assert "a.txt" in build(None, index, jobs=1).failed
    now = plan.current_fingerprints()
    new = replace(now, understanding="of another")
    monkeypatch.setattr(plan, "current_fingerprints", lambda: new)
    report = build(None, index, jobs=1)
    assert (list(report.failed), sorted(report.refreshed)) == (["a.txt"], ["a.txt", "b.txt"])
