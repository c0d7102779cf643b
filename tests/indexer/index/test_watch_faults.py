"""A fault at any call by which ``viendan watch`` changes the index costs it one attempt.

The watch says what is wrong and goes on, and the next attempt does what was left undone; killed or
stopped at any call it leaves the old state or a new one.  A sample of the calls of three changes in
a row, drawn by ``VIENDAN_SEED``; all with ``VIENDAN_WATCH_FAULTS=all``.
"""

import os
import shutil
import threading

import pytest

from indexer.index import watch as watching
from indexer.index.build import build
from tests.as_windows import needs_fork
from tests.committed import held, leftovers, wanted
from tests.indexer.index.system_calls import (
    DONE,
    STOPPED,
    calls_below,
    injected,
    needs_strace,
    sample,
    traced,
)
from tests.indexer.index.test_every_call import ERRORS, SIGNALS
from tests.notices import drop, notice
from viendan.indexing import _Update

FAULTS = os.environ.get("VIENDAN_WATCH_FAULTS", "20")

CHANGES = (
    lambda folder: drop(folder, b=notice(2, "khác"), c=notice(3)),
    lambda folder: (folder / "a.txt").rename(folder / "z.txt"),
    lambda folder: (folder / "c.txt").unlink(),
)


@pytest.fixture
def world(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "QUIET_SECONDS", 0.02)
    start = tmp_path / "start"
    drop(tmp_path / "before", a=notice(1), b=notice(2))
    (tmp_path / "before").rename(tmp_path / "notices")
    build([tmp_path / "notices"], start, jobs=1)
    shutil.copytree(tmp_path / "notices", tmp_path / "saved")
    return tmp_path


def watched(folder, index):
    """Watch a folder while it changes three times, and look once more."""
    stop, steps = threading.Event(), [*CHANGES]
    update = _Update([folder], index, 1, None)

    def act():
        update()
        if steps:
            steps.pop(0)(folder)
        else:
            stop.set()
        return 0.0

    watching.watch([folder], act, stop=stop)
    update()


def states(folder, index):
    """What the index may hold: after each change of the folder, and before."""
    found = [held(index)]
    for change in CHANGES:
        change(folder)
        found.append(wanted(folder))
    return found


@needs_fork
@needs_strace
def test_a_fault_at_any_call_of_a_watch(world):
    folder, index, log = world / "notices", world / "index", world / "log"
    allowed = states(folder, world / "start")

    def again():
        for place, saved in ((folder, world / "saved"), (index, world / "start")):
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(saved, place)

    def trial(*fault):
        again()
        return traced(lambda: watched(folder, index), log, fault)

    assert trial() == (DONE, "")
    assert held(index) == allowed[-1]
    calls = calls_below(index, log)
    assert {call.name for call in calls} <= ERRORS.keys()
    assert len(calls) > 60
    faults = [(call, fault) for call in calls for fault in (*ERRORS[call.name], *SIGNALS)]
    for call, fault in sample(faults, FAULTS, "11"):
        status, said = trial(f"{call.name}:{fault}:when={call.number}")
        what = (call, fault, status, said)
        if fault.startswith("error"):
            assert (status, held(index)) == (DONE, allowed[-1]), what
            assert injected(log), what
        elif fault == "signal=KILL":
            assert status == -9, what
        else:
            assert status in (STOPPED, DONE), what
        assert held(index) in allowed, what
        build([folder], index, jobs=1)
        assert (held(index), leftovers(index)) == (wanted(folder), []), what
