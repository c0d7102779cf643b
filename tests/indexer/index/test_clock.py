"""A clock that is wrong, is set back or goes on beyond 2038 hides no change and stops nothing."""

import os
import time
from email.utils import parsedate_to_datetime

import pytest

from app import create_app
from indexer.documents.reader import SourceFile
from indexer.index import comparison
from indexer.index.build import build
from indexer.index.lock import build_lock
from indexer.index.records import file_stamp
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.engine.embedded import engine as embedded
from search.query.model import Query
from tests.committed import held, wanted
from tests.notices import drop, notice

HOUR, DAY, YEAR = 3_600, 86_400, 31_557_600
NOW = time.time()

CLOCKS = {
    "as it was": NOW + 3 * DAY,
    "set back a day": NOW - DAY,
    "set back to 1970": 5.0,
    "before 1970": -3.0 * YEAR,
    "after January 2038": 2.0**31 + DAY,
    "in 2106": 2.0**32 + DAY,
}

TIMES = {
    "1901": -(2.0**31),
    "before 1970": -DAY,
    "1970": 0.0,
    "long ago": NOW - YEAR,
    "tomorrow": NOW + DAY,
    "the last second of 2038": 2.0**31 - 1,
    "the next one": 2.0**31,
    "2200": NOW + 175 * YEAR,
}


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1), b=notice(2))
    return tmp_path / "in"


@pytest.fixture
def hashed(monkeypatch):
    """The names of the files that are read only to see whether they have changed."""
    names, real = [], comparison.digest_of
    monkeypatch.setattr(
        comparison, "digest_of", lambda file: names.append(file.path.name) or real(file)
    )
    return names


def set_clock(monkeypatch, seconds):
    monkeypatch.setattr(time, "time", lambda: seconds)
    monkeypatch.setattr(time, "time_ns", lambda: int(seconds * 1e9))


def write_at(path, text, seconds):
    path.write_text(text, "utf-8")
    os.utime(path, (seconds, seconds))


@pytest.mark.parametrize("when", TIMES)
@pytest.mark.parametrize("clock", CLOCKS)
def test_a_change_is_seen_and_nothing_else(folder, index, hashed, monkeypatch, clock, when):
    """Whatever the time that a file is said to have, and that of the day."""
    write_at(folder / "a.txt", notice(1), TIMES[when])
    set_clock(monkeypatch, CLOCKS[clock])
    build([folder], index, jobs=1)
    hashed.clear()
    for _ in range(2):
        assert build([folder], index, jobs=1).nothing_new
    assert hashed == []
    write_at(folder / "a.txt", notice(1, "được khác"), TIMES[when])
    assert build([folder], index, jobs=1).changed == ["a.txt"]
    assert held(index) == wanted(folder)


@pytest.mark.parametrize(
    ("seconds", "trusted"),
    [(-HOUR, True), (-3, True), (-1, False), (0, False), (60, False), (2 * HOUR, True)],
)
def test_what_may_change_again_without_a_trace_is_not_trusted(
    folder, monkeypatch, seconds, trusted
):
    """By how much a file is older or newer than the moment."""
    path = folder / "a.txt"
    set_clock(monkeypatch, path.stat().st_ctime - seconds)
    stamp = file_stamp(SourceFile("a.txt", path, str(path)))
    assert (stamp is not None) == trusted


def test_a_young_file_is_looked_at_again_until_it_is_older(folder, index, hashed, monkeypatch):
    set_clock(monkeypatch, NOW)
    for path in folder.iterdir():
        os.utime(path, (NOW, NOW))
    build([folder], index, jobs=1)
    build([folder], index, jobs=1)
    assert sorted(hashed) == ["a.txt", "b.txt"]
    set_clock(monkeypatch, NOW + DAY)
    build([folder], index, jobs=1)
    hashed.clear()
    assert build([folder], index, jobs=1).nothing_new
    assert hashed == []


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_holder_of_the_lock_is_told_with_its_time(folder, index, monkeypatch, clock):
    build([folder], index, jobs=1)
    drop(folder, c=notice(3))
    real = time.strftime
    told = time.localtime(CLOCKS[clock])
    monkeypatch.setattr(time, "strftime", lambda form: real(form, told))
    with build_lock(index), pytest.raises(IndexProblem, match=rf"từ {told.tm_year}-"):
        build([folder], index, jobs=1)


@pytest.mark.parametrize("clock", CLOCKS)
def test_pages_say_when_they_changed_and_never_in_the_future(folder, index, monkeypatch, clock):
    build([folder], index, jobs=1)
    client = create_app(index).test_client()
    set_clock(monkeypatch, CLOCKS[clock])
    for when in (*TIMES.values(), 2.0**33):
        os.utime(index / "viendan.json", (when, when))
        answer = client.get("/")
        assert (answer.status_code, bool(answer.headers["ETag"])) == (200, True)
        changed = answer.headers.get("Last-Modified")
        assert changed is None or parsedate_to_datetime(changed).timestamp() <= CLOCKS[clock]
        kept = {"If-None-Match": answer.headers["ETag"]}
        assert client.get("/", headers=kept).status_code == 304


def test_a_clock_set_back_makes_no_request_dearer(folder, index, monkeypatch):
    build([folder], index, jobs=1)
    engine, read = open_engine(index), []
    real = embedded.read_manifest
    monkeypatch.setattr(embedded, "read_manifest", lambda path: read.append(path) or real(path))
    set_clock(monkeypatch, NOW - DAY)
    for _ in range(5):
        assert engine.search(Query()).total == 2
    assert len(read) <= 1
    drop(folder, c=notice(3))
    build([folder], index, jobs=1)
    assert engine.search(Query()).total == 3
