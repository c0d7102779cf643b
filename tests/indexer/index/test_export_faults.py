"""A fault at any call by which ``viendan export`` writes leaves no file that is taken for whole.

The file is written by whoever called the command (``viendan export > kho.jsonl``), so a part of it
stays; what counts is that the command says so, that who reads it back is told what is missing, and
that the index is as it was.
"""

import os
import shutil
import sys

import pytest

from indexer.index.build import build
from indexer.model import because
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from tests.as_windows import needs_fork
from tests.indexer.index.system_calls import (
    DONE,
    SAID,
    calls_below,
    forked,
    injected,
    needs_strace,
    sample,
    traced,
)
from tests.notices import drop, notice
from viendan.indexing import export_command

COUNT = 12
FAULTS = os.environ.get("VIENDAN_FAULTS", "24")

FAULTS_OF_A_WRITE = (
    *("error=EIO", "error=ENOSPC", "error=EDQUOT"),
    *("signal=KILL", "signal=INT"),
)


@pytest.fixture(scope="module")
def exporting(tmp_path_factory):
    """An index, and what writes it out into a file."""
    top = tmp_path_factory.mktemp("export")
    drop(top / "in", **{f"n{n:02}": notice(n) for n in range(COUNT)})
    build([top / "in"], top / "index", jobs=1)

    def write(path):
        with path.open("w", encoding="utf-8") as sys.stdout:
            try:
                export_command.main(["--index", str(top / "index")], standalone_mode=False)
            except SystemExit as ended:
                raise IndexProblem(because("{code}", code=ended.code)) from ended

    return top / "index", write


def contents(index):
    return {path.name: path.read_bytes() for path in index.iterdir()}


def read_back(path, index):
    """How many notices come of a file, and what is told as wrong with it."""
    report = build([path], index, jobs=1)
    count = open_engine(index).summary().notices
    shutil.rmtree(index)
    return count, report.failed


def is_known_to_be_cut(path, whole, index):
    """Whether a file is not the whole one, and whoever reads it back is told."""
    count, failed = read_back(path, index)
    return path.read_bytes() != whole and count < COUNT and bool(failed)


@needs_fork
@needs_strace
def test_a_fault_at_any_call_on_the_file(exporting, tmp_path):
    index, write = exporting
    path, log, again = tmp_path / "kho.jsonl", tmp_path / "log", tmp_path / "again"
    before = contents(index)
    forked(lambda: write(path))
    whole = path.read_bytes()
    assert read_back(path, again) == (COUNT, {})
    assert traced(lambda: write(path), log) == (DONE, "")
    calls = calls_below(path, log)
    writes = [call for call in calls if call.name == "write"]
    assert len(writes) > 3
    assert [call.name for call in calls if call not in writes] == ["openat"]  # the shell's work
    faults = [(call, fault) for call in writes for fault in FAULTS_OF_A_WRITE]
    for call, fault in sample(faults, FAULTS, "7"):
        path.unlink()
        status, said = traced(lambda: write(path), log, [f"{call.name}:{fault}:when={call.number}"])
        what = (call, fault, status, said)
        if fault.startswith("error"):
            assert injected(log), what
            assert (status, said) == (SAID, "1"), what
        elif fault == "signal=KILL":
            assert status == -9, what
        else:
            assert status == DONE or (status, said) == (SAID, "130"), what
        if status == DONE:
            assert path.read_bytes() == whole, what
        elif path.exists() and path.read_bytes() != whole:  # the last call may have been made
            assert is_known_to_be_cut(path, whole, again), what
        assert contents(index) == before, what


@needs_fork
def test_a_disk_that_is_full_in_the_middle(exporting, tmp_path):
    """What fits is written, at whatever byte of a line it ends."""
    index, write = exporting
    path, again = tmp_path / "kho.jsonl", tmp_path / "again"
    before = contents(index)
    forked(lambda: write(path))
    whole = path.read_bytes()
    second = whole.index(b"\n") + 1
    for most in (0, 1, second - 2, second - 1, second, second + 1, len(whole) // 2, len(whole) - 2):
        path.unlink()

        def work(most=most):
            import resource  # not on Windows

            with open(os.devnull, "w") as sys.stderr:  # which is a file under pytest
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
                write(path)

        assert forked(work) == (SAID, "1"), most
        assert path.stat().st_size <= most
        assert is_known_to_be_cut(path, whole, again), most
    assert contents(index) == before
