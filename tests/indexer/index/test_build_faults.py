"""Whatever fails in a build, a committed state stays, and the next run completes the work."""

import errno
import os
import shutil
import subprocess
import sys
import threading
import warnings

import pytest

from indexer.index import durable
from indexer.index.build import build
from indexer.index.export import export
from indexer.index.lock import build_lock
from indexer.index.store import DamagedContents
from indexer.index.whoosh import store as storage
from indexer.index.whoosh import writer
from indexer.index.whoosh.opening import open_index
from indexer.model import because
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.query.model import Query
from tests.as_windows import needs_fork
from tests.checkout import ROOT
from tests.committed import FILE_EVENTS, held, leftovers, wanted
from tests.notices import drop, notice

KILLS = int(os.environ.get("VIENDAN_KILLS", "40"))


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "notices", a=notice(1), b=notice(2))
    return tmp_path / "notices"


def test_everything_is_on_the_disk_before_the_switch(folder, index, monkeypatch):
    """A kill cannot show this, since the system still writes what a dead process has written."""
    build([folder], index)
    before = {path.name for path in index.iterdir()}
    synced, at_switch = set(), []
    fsync, replace = os.fsync, type(index).replace

    def note_fsync(descriptor):
        synced.add(os.readlink(f"/proc/self/fd/{descriptor}").removesuffix(".new"))
        fsync(descriptor)

    def note_replace(path, target):
        if target.name == "viendan.json":
            at_switch.append((set(synced), {one.name for one in index.iterdir()}))
            synced.clear()
        return replace(path, target)

    monkeypatch.setattr(durable.os, "fsync", note_fsync)
    monkeypatch.setattr(type(index), "replace", note_replace)
    drop(folder, c=notice(3))
    build([folder], index)
    ((safe, present),) = at_switch
    new = {name.removesuffix(".new") for name in present} - before
    new -= {"MAIN.tmp", "MAIN_WRITELOCK.holder"}
    assert len(new) > 10
    assert {str(index / name) for name in new} <= safe
    assert str(index) in safe  # the new names, too
    assert str(index) in synced  # and after the switch its own


def test_readers_keep_what_they_have_open(folder, index):
    build([folder], index)
    opened = open_index(index)
    drop(folder, a=notice(1, "khác"), b=notice(2, "khác"))
    build([folder], index)
    names = {path.name.split(".")[0] for path in index.iterdir()}
    (files,) = opened.segments
    assert files.info.name not in names
    assert "đầy đủ" in files.notice(0).decode()
    assert files.length_bytes("body")[0] > 20


def test_readers_never_fail_while_commits_go_on(folder, index):
    build([folder], index)
    wrong, done = [], threading.Event()

    def read():
        while not done.is_set():
            try:
                total = open_engine(index).search(Query()).total
                if total not in (2, 3):
                    wrong.append(total)
            except Exception as error:  # shown by the assertion
                wrong.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(12):
        path = folder / "c.txt"
        path.unlink() if path.exists() else drop(folder, c=notice(number))
        build([folder], index)
    done.set()
    reader.join()
    assert wrong == []


def test_a_full_disk_is_said_and_the_old_index_serves(folder, index):
    build([folder], index)
    before = held(index)
    drop(folder, c=notice(3))
    code = (
        "import sys, resource; from pathlib import Path; from indexer.index.build import build\n"
        "from indexer.problems import IndexProblem\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, resource.RLIM_INFINITY))\n"
        "try: build([Path(sys.argv[1])], Path(sys.argv[2]))\n"
        "except IndexProblem as problem: sys.exit(str(problem))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(index)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Hết chỗ trên đĩa" in done.stderr
    assert held(index) == before
    assert leftovers(index) == []
    build([folder], index)
    assert held(index) == wanted(folder)


@pytest.mark.parametrize(
    ("module", "step"),
    [
        (writer, "sync_file"),
        (storage, "write_file_list"),
        (storage, "write_segments"),
        (durable, "sync_directory"),
        (storage, "write_manifest"),
    ],
)
def test_any_step_of_the_commit_may_fail(folder, index, module, step, monkeypatch):
    build([folder], index)
    before = held(index)
    drop(folder, c=notice(3))

    def fail(*_):
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(module, step, fail)
        with pytest.raises(IndexProblem, match="chỉ mục cũ còn nguyên"):
            build([folder], index)
    assert held(index) == before
    assert leftovers(index) == []
    build([folder], index)
    assert held(index) == wanted(folder)


FAULTS = {
    "ctrl-c": KeyboardInterrupt(),
    "signal": SystemExit(143),
    "disk": OSError(errno.EIO, "Input/output error"),
}
DONE, SAID, STOPPED, WRONG = range(4)


def faulted(work, fault=None, at=None):
    """Run ``work`` in a fork in which the ``at``-th file event after the switch raises ``fault``.

    Gives the number of events, how it ended, and what was said.
    """
    counted, said = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # numpy may have threads
        child = os.fork()
    if child == 0:
        status = WRONG
        try:
            _fault_after_the_switch(said, fault, at)
            work()
            status = DONE
        except IndexProblem as problem:
            os.write(said, str(problem).encode())
            status = SAID
        except (KeyboardInterrupt, SystemExit):
            status = STOPPED
        finally:
            os._exit(status)
    os.close(said)
    _, status = os.waitpid(child, 0)
    with os.fdopen(counted, "rb") as lines:
        events, _, message = lines.read().decode().rpartition("\n")
    return events.count("."), os.waitstatus_to_exitcode(status), message


def _fault_after_the_switch(said, fault, at):
    seen, switched, fsync = 0, False, os.fsync

    def synced(descriptor):
        sys.audit("os.fsync")  # of itself it is no event
        fsync(descriptor)

    def hook(name, arguments):
        nonlocal seen, switched
        if switched and name in {*FILE_EVENTS, "os.fsync", "os.listdir", "os.truncate"}:
            os.write(said, b".\n")
            seen += 1
            if seen == at:
                raise fault
        # The event comes before the rename itself, which is done once the next one comes.
        switched = switched or (name == "os.rename" and str(arguments[1]).endswith("viendan.json"))

    os.fsync = synced
    sys.addaudithook(hook)


@needs_fork
@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_fails_after_the_switch_the_new_state_is_whole(folder, index, tmp_path, fault):
    old, syncing = tmp_path / "old", 2
    build([folder], old, jobs=1)
    before, switch = held(old), (old / "viendan.json").read_bytes()
    drop(folder, b=notice(2, "khác"), c=notice(3))
    (folder / "a.txt").rename(folder / "z.txt")

    def trial(at=None):
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(old, index)
        return faulted(lambda: build([folder], index, jobs=1), FAULTS[fault], at)

    events, status, _ = trial()
    assert (status, events > 20) == (DONE, True)
    for at in range(1, events + 1):
        _, status, message = trial(at)
        assert held(index) == wanted(folder), at
        if at <= syncing:  # a loss of power might undo the switch
            switched = (index / "viendan.json").read_bytes()
            (index / "viendan.json").write_bytes(switch)
            assert held(index) == before
            (index / "viendan.json").write_bytes(switched)
        if fault == "disk":
            assert status == (SAID if at <= syncing else DONE), at
            assert ("chỉ mục cũ có thể trở lại" in message) == (status == SAID)
            assert "còn nguyên" not in message
        else:
            assert status == STOPPED, at
        assert build([folder], index, jobs=1).nothing_new
        assert (held(index), leftovers(index)) == (wanted(folder), [])


def test_a_failure_before_the_switch_keeps_its_cause(folder, index, monkeypatch):
    """Though nothing can be removed then."""
    build([folder], index)
    before = held(index)
    drop(folder, c=notice(3))

    def fail(*_):
        raise OSError(errno.EROFS, "Read-only file system")

    def stop(_done, _total):
        monkeypatch.setattr(type(index), "unlink", fail)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([folder], index, stop)
    monkeypatch.undo()
    assert held(index) == before
    build([folder], index)
    assert (held(index), leftovers(index)) == (wanted(folder), [])


def test_an_index_that_cannot_be_opened_outlives_a_stop(folder, index, monkeypatch):
    """What the manifest names is not removed before the switch."""
    build([folder], index)
    before = held(index)

    def refuse(directory, **_):
        raise DamagedContents(because("bị hỏng"))

    def stop(_done, _total):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(storage, "open_index", refuse)
        with pytest.raises(KeyboardInterrupt):
            build([folder], index, stop)
    assert (held(index), leftovers(index)) == (before, [])


def test_the_second_builder_is_told_who_builds(folder, index):
    build([folder], index)
    drop(folder, c=notice(3))
    with build_lock(index):
        with pytest.raises(IndexProblem, match=rf"Tiến trình {os.getpid()} đang.*từ 20\d\d-"):
            build([folder], index)
        drop(folder)
        assert open_engine(index).search(Query()).total == 2
    assert build([folder], index).added == ["c.txt"]


def test_nothing_to_do_needs_no_lock(folder, index):
    build([folder], index)
    with build_lock(index):
        assert build([folder], index).nothing_new


def test_a_damaged_index_is_built_anew(folder, index):
    build([folder], index)
    for path in index.glob("*.trm"):
        path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(IndexProblem, match="bị hỏng"):
        open_index(index)
    build([folder], index)
    assert held(index) == wanted(folder)
    assert leftovers(index) == []
    assert len(list(export(index))) == 2


def test_a_worker_that_dies_costs_one_file(folder, index, begin_workers_with):
    """The pool replaces the dead child and gives each file of its batch a turn of its own."""
    drop(folder, **{f"n{number}": notice(100 + number) for number in range(70)})
    begin_workers_with(
        "import os, sys\n"
        "def hook(name, arguments):\n"
        "    if name == 'open' and str(arguments[0]).endswith('n33.txt'): os._exit(9)\n"
        "sys.addaudithook(hook)\n"
    )
    report = build([folder], index, jobs=2)
    assert (list(report.passing), report.failed) == (["n33.txt"], {})
    assert "dừng đột ngột" in str(report.passing["n33.txt"].reason)
    assert len(report.indexed) == 71
