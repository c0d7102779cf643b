"""Nothing that happens to a file takes longer than it is given, in whatever process it happens."""

import re
import threading
import time

import pytest

from indexer.index import tasks, workers
from indexer.index.build import build
from indexer.index.stored import decode_card
from indexer.index.whoosh.opening import open_index
from indexer.problems import IndexProblem
from tests.committed import held, wanted
from tests.notices import drop, notice

SLOW = "rất chậm"
"""What a text says on which a step of the program takes long."""


def spin():
    while True:
        pass


def sleep():
    time.sleep(1000)


def match():
    re.match("(a+)+$", "a" * 60 + "b")


WAITS = [spin, sleep, match]


@pytest.fixture(autouse=True)
def no_grace(monkeypatch):
    monkeypatch.setattr(workers, "_GRACE", 0.2)


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1), b=notice(2, SLOW), c=notice(3), d=notice(4))
    return tmp_path / "in"


def read_slowly(monkeypatch, wait):
    real = tasks.read_document

    def read(file, *how):
        document = real(file, *how)
        if SLOW in document.text:
            wait()
        return document

    monkeypatch.setattr(tasks, "read_document", read)


def understand_slowly(monkeypatch, wait):
    real = tasks.understand

    def understand(document, *known):
        if SLOW in document.text:
            wait()
        return real(document, *known)

    monkeypatch.setattr(tasks, "understand", understand)


def enter_slowly(monkeypatch, wait):
    real = tasks.make_entry

    def enter(reading, *known):
        if SLOW in reading.document.text:
            wait()
        return real(reading, *known)

    monkeypatch.setattr(tasks, "make_entry", enter)


STEPS = [read_slowly, understand_slowly, enter_slowly]


def cards(index):
    return [
        decode_card(files.card(number))
        for files in open_index(index).segments
        for _, number in files.notices()
    ]


def is_late(report, name):
    told = report.passing.get(name)
    return report.failed == {} and told is not None and "quá 1 giây" in str(told.reason)


@pytest.mark.parametrize("wait", WAITS)
@pytest.mark.parametrize("step", STEPS)
def test_alone(folder, index, monkeypatch, step, wait):
    step(monkeypatch, wait)
    report = build([folder], index, jobs=1, seconds=1)
    assert is_late(report, "b.txt")
    assert held(index).keys() == wanted(folder).keys() - {"b.txt"}
    assert sorted(report.indexed) == ["a.txt", "c.txt", "d.txt"]


@pytest.mark.parametrize("step", STEPS[:2])
def test_the_last_good_version_is_kept(folder, index, monkeypatch, step):
    drop(folder, b=notice(2))
    build([folder], index, jobs=1, seconds=1)
    drop(folder, b=notice(2, SLOW))
    step(monkeypatch, spin)
    report = build([folder], index, jobs=1)
    assert is_late(report, "b.txt")
    assert report.kept == ["b.txt"]
    (kept,) = (card for card in cards(index) if card.source == "b.txt")
    assert "quá 1 giây" in str(kept.stale_reason)
    assert len(cards(index)) == 4


def test_what_cannot_be_entered_any_more_stays_as_it_was(folder, index, monkeypatch):
    drop(folder, b=notice(2))
    build([folder], index, jobs=1, seconds=1)
    before = held(index)["b.txt"]
    drop(folder, b=notice(2, SLOW))
    enter_slowly(monkeypatch, spin)
    for _ in range(2):
        report = build([folder], index, jobs=1, retry=True)
        assert is_late(report, "b.txt")
        assert report.kept == ["b.txt"]
        assert held(index)["b.txt"] == before
        assert len(held(index)) == 4


def test_more_time_is_another_try(folder, index, monkeypatch):
    with monkeypatch.context() as patched:
        understand_slowly(patched, spin)
        build([folder], index, jobs=1, seconds=1)
    assert build([folder], index, jobs=1, seconds=2).failed == {}
    assert held(index) == wanted(folder)


def test_the_alarm_of_others_is_theirs_again(folder, index):
    before = workers.signal.getsignal(workers.signal.SIGALRM)
    build([folder], index, jobs=1)
    assert workers.signal.getsignal(workers.signal.SIGALRM) is before
    assert workers.signal.getitimer(workers.signal.ITIMER_REAL) == (0.0, 0.0)


# --- in a process of its own --------------------------------------------------------------------

HANG = """
import ctypes, sys
def hook(name, arguments):
    if name == "open" and str(arguments[0]).endswith("b.txt"):
        ctypes.PyDLL(None).sleep(1000)  # with the lock of the interpreter, as another call to C
sys.addaudithook(hook)
"""


@pytest.fixture
def hanging(begin_workers_with):
    """Every worker hangs on one file, and can be interrupted by nothing."""
    begin_workers_with(HANG)


def test_in_workers(folder, index, hanging):
    drop(folder, **{f"n{number}": notice(100 + number) for number in range(70)})
    report = build([folder], index, jobs=2, seconds=1)
    assert is_late(report, "b.txt")
    assert held(index).keys() == wanted(folder).keys() - {"b.txt"}


def test_a_worker_that_never_starts_is_not_waited_for(
    folder, index, monkeypatch, begin_workers_with
):
    monkeypatch.setattr(workers, "_START", 1.0)
    begin_workers_with("import time; time.sleep(1000)\n")
    drop(folder, **{f"n{number}": notice(number) for number in range(70)})
    with pytest.raises(IndexProblem, match="Không chạy được tiến trình phụ"):
        build([folder], index, jobs=2)


@pytest.mark.parametrize("where", ["no alarm", "in a thread"])
def test_where_nothing_can_be_interrupted_a_worker_does_it(
    folder, index, hanging, monkeypatch, where
):
    reports = []

    def work():
        reports.append(build([folder], index, jobs=1, seconds=1))

    if where == "no alarm":
        monkeypatch.setattr(workers, "can_be_interrupted", lambda: False)
        work()
    else:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert is_late(reports[0], "b.txt")
    assert held(index).keys() == wanted(folder).keys() - {"b.txt"}
