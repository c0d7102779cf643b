"""A fault at every call by which a build reads its sources and the old index removes nothing.

All calls, each with every fault, are tried with ``VIENDAN_READ_FAULTS=all`` (some minutes);
otherwise a sample of so many, drawn by ``VIENDAN_SEED``.
"""

import os
import shutil
import time

import pytest

from indexer.index.build import build
from tests.as_windows import needs_fork
from tests.committed import held, leftovers, wanted
from tests.indexer.index.system_calls import (
    DONE,
    READING,
    SAID,
    calls_below,
    injected,
    needs_strace,
    sample,
    traced,
)
from tests.notices import drop, notice

FAULTS = os.environ.get("VIENDAN_READ_FAULTS", "20")

ERRORS = {
    "openat": ("error=EIO", "error=EMFILE", "error=EACCES"),
    "read": ("error=EIO",),
    "mmap": ("error=EIO", "error=ENOMEM"),
    "getdents64": ("error=EIO",),
    "lseek": ("error=EIO",),
    "fstat": ("error=EIO",),
    "newfstatat": ("error=EIO", "error=EACCES"),
    "statx": ("error=EIO",),
    "lstat": ("error=EIO",),
    "readlink": ("error=EIO",),
}
"""How each call may fail.  A call that is not in this table makes the test fail."""


@needs_fork
@needs_strace
@pytest.mark.parametrize("where", ["notices", "index"])
def test_a_fault_at_any_reading_removes_nothing(where, tmp_path):
    folder, index, log = (tmp_path / name for name in ("notices", "index", "log"))
    start = tmp_path / "start"
    drop(folder, a=notice(1), b=notice(2), e=notice(5))
    drop(folder / "sub", f=notice(6))
    build([folder], start, jobs=1)
    before = held(start)
    drop(folder, b=notice(2, "khác"), c=notice(3))
    (folder / "a.txt").rename(folder / "z.txt")
    (folder / "e.txt").unlink()
    for path in folder.rglob("*.txt"):
        os.utime(path, (time.time() - 100,) * 2)
    after = wanted(folder)

    def trial(*fault):
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(start, index)
        return traced(lambda: build([folder], index, jobs=1), log, fault, READING)

    build([folder], tmp_path / "another", jobs=1)  # so that all is loaded that is loaded once
    held(tmp_path / "another")
    assert trial() == (DONE, "")
    calls = calls_below(tmp_path / where, log, reading=True)
    assert {call.name for call in calls} <= ERRORS.keys()
    assert len(calls) > 20
    faults = [(call, fault) for call in calls for fault in ERRORS[call.name]]
    faults = sample(faults, FAULTS, "8")
    outcomes = {}
    for call, fault in faults:
        status, said = trial(f"{call.name}:{fault}:when={call.number}")
        what = (call, fault, status, said)
        (line,) = injected(log)
        assert str(tmp_path) in line, what
        assert status in (DONE, SAID), what
        now = held(index)
        outcomes[status] = outcomes.get(status, 0) + 1
        # Each file in its old or its new version, and gone only what is gone.
        assert now.keys() >= before.keys() & after.keys(), what
        digests = {*before.values(), *after.values()}
        assert set(now.values()) <= digests, what
        assert before["a.txt"] in now.values(), what  # under the one name or the other
        if status == SAID:
            assert now in (before, after), what
        for path in folder.rglob("*.txt"):
            os.utime(path, (time.time() - 50,) * 2)
        build([folder], index, jobs=1)
        assert (held(index), leftovers(index)) == (after, []), what
    print(where, len(calls), len(faults), outcomes)
