"""What is dropped into a folder is indexed within seconds, and a message says so."""

import shutil
import threading
import time
from itertools import pairwise

import pytest
from click.testing import CliRunner

from indexer.directives.rows import RegistryError
from indexer.gazetteer.records import GazetteerError
from indexer.index import watch as watching
from indexer.index.build import build
from indexer.index.report import PassingFailure, Report
from indexer.model import because
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import drop, notice
from tests.said import lines
from viendan import indexing

PATIENT = 60
"""Seconds: a loaded machine may take long, and only what never comes is waited for as long."""


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1))
    return tmp_path / "in"


def test_what_is_dropped_in_is_indexed_within_seconds(folder, tmp_path):
    index, stop = tmp_path / "index", threading.Event()

    def act():
        build([folder], index)

    watcher = threading.Thread(target=watching.watch, args=([folder], act), kwargs={"stop": stop})
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
    until = time.monotonic() + PATIENT
    while time.monotonic() < until:
        try:
            if open_engine(index).search(Query()).total == total:
                return True
        except indexing.IndexProblem:
            pass  # not built yet
        time.sleep(0.1)
    return False


def test_the_command_says_what_it_does(folder, tmp_path, monkeypatch):
    def once(folders, act, tell):
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


@pytest.mark.parametrize("way", ["deleted", "moved"])
def test_a_folder_that_goes_away_is_waited_for(folder, tmp_path, way):
    index, stop, told = tmp_path / "index", threading.Event(), []

    def act():
        if folder.is_dir():
            build([folder], index, keep_others=True)

    watcher = threading.Thread(
        target=watching.watch,
        args=([folder], act, lambda path, is_away: told.append((path, is_away)), stop),
    )
    watcher.start()
    try:
        assert appears(index, 1)
        if way == "deleted":
            shutil.rmtree(folder)
        else:
            folder.rename(tmp_path / "elsewhere")
        assert comes(lambda: told == [(folder, True)])
        drop(folder, b=notice(2), c=notice(3))
        assert comes(lambda: told == [(folder, True), (folder, False)])
        assert appears(index, 2)
        drop(folder, d=notice(4))
        assert appears(index, 3)
    finally:
        stop.set()
        watcher.join()


def comes(true):
    until = time.monotonic() + PATIENT
    while time.monotonic() < until and not true():
        time.sleep(0.05)
    return true()


def test_what_stands_in_the_way_is_said_and_the_watch_goes_on(folder, tmp_path, monkeypatch):
    problems = [
        RegistryError(because("Không có thư mục {path}", path="sổ")),
        GazetteerError([because("Không có thư mục {path}", path="tỉnh")]),
        PermissionError(13, "Permission denied", "cấm"),
        FileNotFoundError("a.txt"),
    ]

    def fails(*given, **named):
        raise problems[0]

    def once(folders, act, tell):
        while problems:
            act()
            del problems[0]
        shutil.rmtree(folder)
        act()  # with nothing to build from
        tell(folder, True)
        raise KeyboardInterrupt

    monkeypatch.setattr(indexing, "build", fails)
    monkeypatch.setattr(watching, "watch", once)
    done = CliRunner().invoke(indexing.watch, [str(folder), "--index", str(tmp_path / "index")])
    assert done.exit_code == 0
    _, registry, places, forbidden, away = lines(done.stderr)
    assert "sổ" in registry
    assert "tỉnh" in places
    assert "cấm" in forbidden
    assert "đợi nó trở lại" in away


def test_what_may_be_read_another_time_is_tried_without_a_change(folder, tmp_path, monkeypatch):
    """As soon as its pause is over, and no more often."""
    calls, stop = [], threading.Event()

    def act():
        calls.append(time.monotonic())
        if len(calls) == 3:
            stop.set()
        return 1.0

    watching.watch([folder], act, stop=stop)
    assert len(calls) == 3
    assert all(after - before >= 1.0 for before, after in pairwise(calls))


@pytest.mark.parametrize(
    ("passing", "away", "least", "most"),
    [
        ([], False, None, None),
        ([-5], False, 30, 30),  # at the next run, but not in a circle
        ([100, 50], False, 45, 50),
        ([90_000], False, 290, 300),
        ([], True, 290, 300),
    ],
)
def test_when_a_watch_looks_again(passing, away, least, most):
    report = Report(away=["kho"] if away else [])
    for number, seconds in enumerate(passing):
        again = int(time.time() + seconds)
        report.passing[f"{number}.txt"] = PassingFailure(because("tệp rỗng"), again)
    seconds = indexing._seconds_to_next_try(report)
    assert seconds is least is None or least <= seconds <= most


def test_what_was_not_read_is_said_once(folder, tmp_path, monkeypatch):
    (folder / "empty.txt").write_bytes(b"")

    def once(folders, act, tell):
        for _ in range(3):
            act()
        drop(folder, empty=notice(5))
        act()
        (folder / "empty.txt").write_bytes(b"")
        act()
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "watch", once)
    done = CliRunner().invoke(indexing.watch, [str(folder), "--index", str(tmp_path / "index")])
    assert done.stderr.count("Không đọc được empty.txt") == 2


def test_what_stood_in_the_way_of_a_build_is_looked_at_again(folder, tmp_path, monkeypatch):
    """Another program may build when a file comes, and no other file comes after it."""
    waits = []

    def busy(*_, **__):
        raise IndexProblem(because("Chỉ mục lại đọc được"))

    def once(folders, act, tell):
        waits.append(act())

    monkeypatch.setattr(watching, "watch", once)
    monkeypatch.setattr(indexing, "build", busy)
    CliRunner().invoke(indexing.watch, [str(folder), "--index", str(tmp_path / "index")])
    assert waits == [indexing._LOOK_AGAIN]
