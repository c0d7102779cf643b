"""Several processes do the same as one; Ctrl-C ends all of them; a terminal sees a bar."""

import os
import pty
import re
import signal
import subprocess
import sys
import time

import pytest

from indexer.index.build import build
from indexer.index.lock import LOCK
from indexer.index.whoosh.opening import open_index
from search.engine.backends import open_engine
from search.query.model import Query
from tests.checkout import ROOT
from tests.committed import held, leftovers, wanted
from tests.notices import drop, notice
from tests.said import is_about_the_system

COMMAND = [sys.executable, "-m", "viendan"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus") / "in"
    drop(folder, **{f"n{number}": notice(number, "từng việc " * number) for number in range(230)})
    (folder / "rong.txt").write_bytes(b"")
    return folder


def in_order(index):
    """The sources of each segment, in the order of their documents."""
    return [
        [files.card(number) for number in range(files.info.size)]
        for files in open_index(index).segments
    ]


def test_two_processes_make_the_same_index_as_one(folder, tmp_path):
    alone, together = tmp_path / "one", tmp_path / "two"
    reports = [build([folder], alone, jobs=1), build([folder], together, jobs=2)]
    assert reports[0] == reports[1]
    assert list(reports[0].failed) == ["rong.txt"]
    assert in_order(alone) == in_order(together)
    assert len(in_order(alone)) > 1
    one, two = open_engine(alone), open_engine(together)
    assert one.generation == two.generation
    assert one.search(Query()) == two.search(Query())


def test_ctrl_c_stops_cleanly(folder, tmp_path):
    index = tmp_path / "index"
    small = tmp_path / "small"
    drop(small, a=notice(1))
    build([small], index)
    before = held(index)
    process = subprocess.Popen(
        [*COMMAND, "index", str(folder), "--index", str(index), "--jobs", "2"],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True,
        # A shell has what it runs in the background ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    first = process.stderr.readline()
    if is_about_the_system(first):
        first = process.stderr.readline()
    assert "Sẽ làm: thêm 231" in first
    while not list(index.glob(f"{LOCK}.[0-9]*")):  # no worker has begun
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    said = process.communicate(timeout=120)[1]
    assert process.returncode == 130
    assert said.strip() == "Đã dừng theo yêu cầu; những gì đã ghi vào chỉ mục còn nguyên."
    assert held(index) == before
    assert leftovers(index) == []
    build([folder], index, jobs=1)
    assert held(index).keys() == wanted(folder).keys() - {"rong.txt"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # forkpty beside numpy's threads
def test_a_terminal_sees_a_bar_and_a_file_none(folder, tmp_path):
    arguments = ["index", str(folder), "--jobs", "1", "--index"]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments, str(tmp_path / "seen")], cwd=ROOT, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
    os.close(ours)
    assert process.wait() == 1
    assert re.search(r"231/231.*thông báo/giây", shown.decode())
    done = subprocess.run(
        [*COMMAND, *arguments, str(tmp_path / "unseen")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "thông báo/giây" not in done.stderr
    assert done.stdout == ""
