"""What is dropped into a folder is indexed within seconds, and a message says so."""

import threading
import time

import pytest
from click.testing import CliRunner

from indexer.build import build
from indexer.building import watching
from search.engine import open_engine
from search.query import Query
from tests.notices import drop, notice
from viendan import indexing


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1))
    return tmp_path / "in"


def test_what_is_dropped_in_is_indexed_within_seconds(folder, tmp_path):
    index, stop = tmp_path / "index", threading.Event()

    def act():
        build([folder], index)

    watcher = threading.Thread(target=watching.watch, args=([folder], act, stop))
    watcher.start()
    try:
        assert appears(index, 1)
        drop(folder / "2024", b=notice(2))
        assert appears(index, 2)
        (folder / "a.txt").unlink()
        assert appears(index, 1)
    finally:
        stop.set()
        watcher.join()


def appears(index, total):
    until = time.monotonic() + 8
    while time.monotonic() < until:
        try:
            if open_engine(index).search(Query()).total == total:
                return True
        except indexing.IndexProblem:
            pass  # not built yet
        time.sleep(0.1)
    return False


def test_the_command_says_what_it_does(folder, tmp_path, monkeypatch):
    def once(folders, act):
        act()
        drop(folder, b=notice(2))
        act()
        act()
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "watch", once)
    done = CliRunner().invoke(indexing.watch, [str(folder), "--index", str(tmp_path / "index")])
    assert done.exit_code == 0
    assert done.stderr.count("thêm 1") == 2
    done = CliRunner().invoke(indexing.watch, [str(tmp_path / "nowhere")])
    assert done.exit_code == 2
