"""One builder at a time, and none as long as a worker of a dead one may write."""

import os
import subprocess
import sys
import time

import pytest

from indexer.index.lock import LOCK, build_lock, worker_lock
from indexer.problems import IndexProblem
from tests.checkout import ROOT

HOLD = """
import sys, time
from pathlib import Path
from indexer.index.lock import {held}
with {held}(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def holding(held, directory):
    """A process that holds a lock until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(held=held), str(directory)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "held\n"
    return process


def killed(process):
    process.kill()
    process.wait()
    process.stdout.close()


def test_who_holds_the_lock_and_since_when_is_told(tmp_path):
    process = holding("build_lock", tmp_path)
    since = rf"Tiến trình {process.pid} đang lập chỉ mục ở .* từ {time.strftime('%Y-')}"
    with pytest.raises(IndexProblem, match=since), build_lock(tmp_path):
        pass
    killed(process)


def test_the_lock_of_a_killed_builder_is_free(tmp_path):
    killed(holding("build_lock", tmp_path))
    with build_lock(tmp_path):
        assert (tmp_path / f"{LOCK}.holder").read_text().startswith(f"{os.getpid()} ")


def test_nobody_builds_before_the_workers_of_a_dead_builder_have_ended(tmp_path):
    worker = holding("worker_lock", tmp_path)
    with (
        pytest.raises(IndexProblem, match="Một chương trình khác"),
        build_lock(tmp_path, patience=0.1),
    ):
        pass
    killed(worker)
    with build_lock(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


def test_workers_do_not_keep_each_other_out_nor_wait_for_their_builder(tmp_path):
    with build_lock(tmp_path), worker_lock(tmp_path):
        other = holding("worker_lock", tmp_path)
        killed(other)


def test_what_is_told_of_the_holder_may_be_anything(tmp_path):
    process = holding("build_lock", tmp_path)
    for written in (b"", b"\xff\xfe", b"12", b"x y"):
        (tmp_path / f"{LOCK}.holder").write_bytes(written)
        with pytest.raises(IndexProblem, match="Một chương trình khác"), build_lock(tmp_path):
            pass
    killed(process)


def test_a_lock_that_cannot_be_had_for_another_reason_is_an_error_of_the_system(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"), build_lock(tmp_path / "file"):
        pass
