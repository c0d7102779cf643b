"""A fault at every system call by which a build changes the disk leaves a whole state.

All calls, each with every fault, are tried with ``VIENDAN_FAULTS=all`` (some minutes); otherwise
a sample of so many, drawn by ``VIENDAN_SEED``.
"""

import os
import shutil

import pytest

from indexer.index.build import build
from tests.as_windows import needs_fork
from tests.committed import held, leftovers, wanted
from tests.indexer.index.system_calls import (
    DONE,
    SAID,
    STOPPED,
    calls_below,
    forked,
    injected,
    needs_strace,
    sample,
    traced,
)
from tests.notices import drop, notice
from tests.papers import put

FAULTS = os.environ.get("VIENDAN_FAULTS", "60")

ERRORS = {
    "openat": ("error=EIO", "error=ENOSPC", "error=EMFILE", "error=EACCES"),
    "mkdir": ("error=ENOSPC", "error=EACCES"),
    "write": ("error=EIO", "error=ENOSPC"),
    "fsync": ("error=EIO",),
    "ftruncate": ("error=EIO", "error=ENOSPC"),
    "rename": ("error=EIO", "error=EACCES"),
    "unlink": ("error=EIO", "error=EACCES"),
    "rmdir": ("error=EIO",),
}
"""How each call may fail.  A call that is not in this table makes the test fail."""

SIGNALS = ("signal=KILL", "signal=INT")


def first(folder, index):
    """There is no index yet."""
    drop(folder, a=notice(1), b=notice(2))


def following(folder, index):
    """One notice changed, one came, one moved; another is as it was."""
    drop(folder, a=notice(1), b=notice(2), d=notice(4))
    build([folder], index, jobs=1)
    drop(folder, b=notice(2, "khác"), c=notice(3))
    (folder / "a.txt").rename(folder / "z.txt")


def forbidding(folder, index):
    """A level of secrecy is not admitted any more; the other notices stand beside it."""
    drop(folder, a=notice(1), b=notice(2), s=f"MẬT\n{notice(7)}")
    build([folder], index, jobs=1, admitted=("Mật",))
    drop(folder, c=notice(3))


def gathering(folder, index):
    """A paper that is held comes as another file; one that is not held comes as two."""
    drop(folder, a=notice(1), b=notice(2))
    build([folder], index, jobs=1)
    put(folder, "a.docx", notice(1))
    put(folder, "c.txt", notice(3))
    put(folder, "d.docx", notice(3))


def admissible(folder):
    """What an index holds of a folder that admits no level."""
    return {source: digest for source, digest in wanted(folder).items() if source != "s.txt"}


@needs_fork
@needs_strace
@pytest.mark.parametrize("scene", [first, following, forbidding, gathering])
def test_a_fault_at_any_call_leaves_the_old_or_the_new_state(scene, tmp_path):
    folder, index, log = (tmp_path / name for name in ("notices", "index", "log"))
    start = tmp_path / "start"
    scene(folder, start)
    before, after = held(start), admissible(folder)

    def trial(*fault):
        shutil.rmtree(index, ignore_errors=True)
        if start.exists():
            shutil.copytree(start, index)
        return traced(lambda: build([folder], index, jobs=1), log, fault)

    build([folder], tmp_path / "another", jobs=1)  # so that all is loaded that is loaded once
    held(tmp_path / "another")
    assert trial() == (DONE, "")
    calls = calls_below(index, log)
    assert {call.name for call in calls} <= ERRORS.keys()
    assert len(calls) > 60
    faults = [(call, fault) for call in calls for fault in (*ERRORS[call.name], *SIGNALS)]
    faults = sample(faults, FAULTS, "7")
    for call, fault in faults:
        status, said = trial(f"{call.name}:{fault}:when={call.number}")
        what = (call, fault, status, said)
        if fault.startswith("error"):
            (line,) = injected(log)
            assert str(index) in line, what
            assert status in (DONE, SAID), what
        elif fault == "signal=KILL":
            assert status == -9, what
        else:
            assert status in (STOPPED, DONE), what
        assert held(index) in (before, after), what
        if status == DONE:
            assert held(index) == after, what
        build([folder], index, jobs=1)
        assert (held(index), leftovers(index)) == (after, []), what


@needs_fork
@pytest.mark.parametrize("scene", [first, following, forbidding, gathering])
def test_a_disk_that_is_full_in_the_middle_of_any_file_leaves_the_old_state(scene, tmp_path):
    """The system writes what fits, and only then fails: writes are cut short at every depth."""
    folder, index, start = (tmp_path / name for name in ("notices", "index", "start"))
    scene(folder, start)
    before, after = held(start), admissible(folder)
    build([folder], tmp_path / "another", jobs=1)
    sizes = sorted({path.stat().st_size for path in (tmp_path / "another").iterdir()})
    said = 0
    for most in sorted({0, 1, *(size - 1 for size in sizes if size), *sizes}):
        shutil.rmtree(index, ignore_errors=True)
        if start.exists():
            shutil.copytree(start, index)

        def work(most=most):
            import resource  # not on Windows

            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            build([folder], index, jobs=1)

        status, message = forked(work)
        assert status in (DONE, SAID), (most, message)
        assert held(index) == (after if status == DONE else before), most
        assert status == DONE or "Hết chỗ trên đĩa" in message, message
        said += status == SAID
        build([folder], index, jobs=1)
        assert (held(index), leftovers(index)) == (after, []), most
    assert said > 10
