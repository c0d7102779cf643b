"""A fault at every call by which builder and workers change the disk leaves a whole state.

So it is in builds with worker processes and in the import of an export.  Each fault is put into all
processes that get so far.  All are tried with ``VIENDAN_WORKER_FAULTS=all`` (half an hour);
otherwise a sample of so many, drawn by ``VIENDAN_SEED``.
"""

import os
import shutil
import time
from collections import Counter

import pytest

from indexer.index.build import build
from indexer.index.export import export
from indexer.index.stored import decode_card
from indexer.index.whoosh.opening import open_index
from tests.as_windows import needs_fork
from tests.committed import held, leftovers, wanted
from tests.indexer.index.system_calls import (
    CHANGING,
    DONE,
    SAID,
    STOPPED,
    calls_below,
    needs_strace,
    sample,
    traced,
)
from tests.indexer.index.test_every_call import ERRORS
from tests.notices import drop, notice

FAULTS = os.environ.get("VIENDAN_WORKER_FAULTS", "8")
MANY = 61
"""Notices that are worth processes."""


def notices(folder, more=""):
    drop(folder, **{f"n{number}": notice(number, more) for number in range(MANY)})


def exported(path, **texts):
    """Write an export of some notices, and give what it holds."""
    made = path.with_name("made")
    shutil.rmtree(made, ignore_errors=True)
    drop(made / "in", **texts)
    build([made / "in"], made / "index", jobs=1)
    path.write_bytes(b"".join(export(made / "index")))
    return wanted(made / "in")


def stale(index):
    """The files of which an index holds an earlier version, and says so."""
    cards = (
        decode_card(files.card(number))
        for files in open_index(index).segments
        for _, number in files.notices()
    )
    return {card.source for card in cards if card.stale_reason}


def with_workers(source, start):
    """All notices change; the processes to build with, and what is held then."""
    notices(source, "cũ")
    build([source], start, jobs=1)
    notices(source, "mới")
    return 2, wanted(source)


def of_an_export(source, start):
    """One notice changes, one goes, one comes, and all of them in one file."""
    source.mkdir()
    path = source.with_name("kho.jsonl")
    exported(path, a=notice(1), b=notice(2))
    shutil.copy(path, source)
    build([source], start, jobs=1)
    after = exported(path, a=notice(1, "khác"), c=notice(3))
    shutil.copy(path, source)
    return 1, after


@needs_fork
@needs_strace
@pytest.mark.parametrize("scene", [with_workers, of_an_export])
def test_a_fault_in_any_process_leaves_the_old_or_the_new_state(scene, tmp_path):
    source, index, log = (tmp_path / name for name in ("source", "index", "log"))
    start = tmp_path / "start"
    jobs, after = scene(source, start)
    before = held(start)
    assert before != after

    def trial(*fault):
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(start, index)
        return traced(
            lambda: build([source], index, jobs=jobs), log, fault, CHANGING, with_children=True
        )

    build([source], tmp_path / "another", jobs=1)  # so that all is loaded that is loaded once
    held(tmp_path / "another")
    assert trial() == (DONE, "")
    calls = calls_below(index, log)
    assert {call.name for call in calls} <= ERRORS.keys()
    assert len(calls) > 40
    faults = [
        (call, fault)
        for call in calls
        for fault in (*ERRORS[call.name], "signal=KILL", "signal=INT")
    ]
    faults = sample(faults, FAULTS, "9")
    outcomes = Counter()
    for call, fault in faults:
        status, said = trial(f"{call.name}:{fault}:when={call.number}")
        what = (call, fault, status, said)
        assert status in (DONE, SAID, STOPPED, -9), what
        now = held(index)
        if now == before:
            assert status != DONE, what
        elif jobs > 1:  # a worker that is killed, or cannot read a file, costs that file
            failed = stale(index)
            assert now == {one: (before if one in failed else after)[one] for one in after}, what
        else:
            assert now == after, what
        outcomes[status, "new" if now == after else "old" if now == before else "both"] += 1
        for path in source.iterdir():
            os.utime(path, (time.time() - 100,) * 2)
        build([source], index, jobs=1)  # no worker of a dead builder holds the lock
        assert (held(index), leftovers(index)) == (after, []), what
    print(scene.__name__, len(calls), "calls", len(faults), "faults", dict(outcomes))
