"""What goes wrong while papers are told what the others tell is told, tried again, and in the end
what a new index has."""

import time

import pytest

from indexer import understanding
from indexer.directives import resolver
from indexer.index import records, tasks
from indexer.index.build import build, is_stale
from indexer.index.export import export
from indexer.index.retry import MOST_ATTEMPTS, PAUSES
from indexer.index.stored import decode_reading
from indexer.index.whoosh.store import FolderStore
from indexer.stages import NoticeStage
from tests.neighbours import ASKING, FILES, NEW, cited, lines, paper
from tests.notices import drop
from tests.papers import is_settled

ASKS = paper("31-TB/HU", "2020-08-25", ASKING)
LATE = paper("36-CV/HU", "2020-08-27", "Thực hiện Thông báo số 25-TB/HU, xã đã triển khai.")
"""A paper that asks tells its own number, too, which this one is told."""


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", **FILES)
    return tmp_path / "in"


@pytest.fixture
def read(monkeypatch):
    """The names of the files that are read."""
    names, real = [], tasks.read_document

    def note(file, *given):
        names.append(file.source)
        return real(file, *given)

    monkeypatch.setattr(tasks, "read_document", note)
    return names


def record_of(index, name="asks.txt"):
    return next(one for one in FolderStore(index).records(None) if one.source == name)


def fail_again(monkeypatch, error, name="asks.txt"):
    """A paper cannot be resolved again by what the others tell."""
    real = tasks.resolve_again

    def again(reading, *given):
        if reading.document.source == name:
            raise error
        return real(reading, *given)

    monkeypatch.setattr(tasks, "resolve_again", again)


def spin_again(monkeypatch):
    real = tasks.resolve_again

    def again(reading, *given):
        until = time.monotonic() + 30
        while reading.document.source == "asks.txt" and time.monotonic() < until:
            pass
        return real(reading, *given)

    monkeypatch.setattr(tasks, "resolve_again", again)


def enter_never(monkeypatch):
    real = tasks.make_entry

    def enter(reading, *given):
        until = time.monotonic() + 30
        while "trong kho" in str(reading.citations) and time.monotonic() < until:
            pass
        return real(reading, *given)

    monkeypatch.setattr(tasks, "make_entry", enter)


@pytest.mark.parametrize("error", [ValueError("x"), MemoryError()])
def test_what_can_never_be_renewed_is_told_and_tried_ever_more_rarely(
    error, folder, index, clock, trust_young_files, monkeypatch, read
):
    fail_again(monkeypatch, error)
    tries, reports = [], []
    for _ in range(MOST_ATTEMPTS + 2):
        read.clear()
        reports.append(build([folder], index, jobs=1))
        tries.append("asks.txt" in read)
        read.clear()
        if len(tries) > 1:  # a second try comes at once
            assert is_settled(index)
            assert read == []
        clock.now += max(PAUSES)
    assert tries == [True] * MOST_ATTEMPTS + [False] * 2
    assert cited(index)[0] == "_"
    for report in reports:
        assert report.kept == ["asks.txt"]
        assert report.failed.keys() | report.passing.keys() == {"asks.txt"}
    assert list(reports[0].passing) == list(reports[-1].failed) == ["asks.txt"]
    monkeypatch.undo()
    monkeypatch.setattr(records, "_YOUNG", 0)
    report = build([folder], index, jobs=1, retry=True)
    assert (report.changed, report.failed, report.passing) == (["asks.txt"], {}, {})
    assert cited(index)[0] == "nk2015"
    assert record_of(index).failure is None


@pytest.mark.parametrize("slow", [spin_again, enter_never])
def test_what_takes_too_long_to_be_renewed_is_told(
    slow, folder, index, trust_young_files, monkeypatch
):
    with monkeypatch.context() as patched:
        slow(patched)
        report = build([folder], index, jobs=1, seconds=1)
    assert "quá 1 giây" in str(report.passing["asks.txt"].reason)
    assert "asks.txt" in report.kept
    assert cited(index)[0] == "_"
    assert is_stale(None, index)
    assert "asks.txt" in build([folder], index, jobs=1).changed
    assert cited(index)[0] == "nk2015"
    assert is_settled(index)


def test_what_cannot_be_renewed_names_no_paper_that_tells_no_more(
    folder, index, trust_young_files, monkeypatch
):
    build([folder], index, jobs=1)
    assert cited(index)[0] == "nk2015"
    drop(folder, new=NEW.replace("12-TB/HU", "13-TB/HU"))
    real = tasks.resolve_again

    def again(reading, knowledge, collection):
        if any(map(collection.of, list(collection.told))):
            raise MemoryError
        return real(reading, knowledge, collection)

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "resolve_again", again)
        report = build([folder], index, jobs=1)
    assert report.passing.keys() == {"asks.txt", "late.txt"}
    assert cited(index)[0] == "_"
    assert not any("12-TB/HU" in one for one in lines(index))
    build([folder], index, jobs=1)
    assert "13-TB/HU" in cited(index)[1]
    assert is_settled(index)


def test_a_notice_of_an_export_is_told_by_its_own_name(folder, index, tmp_path, monkeypatch):
    build([folder], index, jobs=1)
    (tmp_path / "all.jsonl").write_bytes(b"".join(export(index)))
    with monkeypatch.context() as patched:
        fail_again(patched, MemoryError())
        report = build([tmp_path / "all.jsonl"], tmp_path / "restored", jobs=1)
    ((name, _),) = report.passing.items()
    assert name.startswith("all.jsonl: asks-")
    assert is_stale(None, tmp_path / "restored")
    build([tmp_path / "all.jsonl"], tmp_path / "restored", jobs=1)
    assert lines(tmp_path / "restored") == lines(index)


def fail_once(monkeypatch, stage, error):
    """The paper that asks, or what of it is concerned, fails the first time."""
    module, name = {
        NoticeStage.FIELDS: (understanding.notices, "parse_notice"),
        NoticeStage.PLACES: (understanding.places, "locate"),
        NoticeStage.CITATIONS: (resolver, "follow_companions"),
        NoticeStage.CARD: (tasks, "number_told"),
    }[stage]
    real, tries = getattr(module, name), []

    def once(*given):
        if "31-TB/HU" in str(given[0]) or "90-TB/HU" in str(given[0]):
            tries.append(given)
            if len(tries) == 1:
                raise error
        return real(*given)

    monkeypatch.setattr(module, name, once)


@pytest.mark.parametrize(
    "stage",
    [NoticeStage.FIELDS, NoticeStage.PLACES, NoticeStage.CITATIONS, NoticeStage.CARD],
)
def test_a_stage_that_has_failed_at_first_loses_nothing(
    stage, index, tmp_path, trust_young_files, monkeypatch
):
    drop(tmp_path / "in", asks=ASKS, new=NEW, late=LATE)
    with monkeypatch.context() as patched:
        fail_once(patched, stage, MemoryError())
        report = build([tmp_path / "in"], index, jobs=1)
    held = record_of(index)
    failures = decode_reading(FolderStore(index).contents().stored(held.notices[0])[1]).failures
    assert held.not_understood.get(held.notices[0], ()) == failures
    assert bool(report.not_understood) == bool(failures) == is_stale(None, index)
    build([tmp_path / "in"], index, jobs=1)
    build([tmp_path / "in"], tmp_path / "new", jobs=1)
    assert [one.number for one in record_of(index).tells.values()] == ["31-TB/HU"]
    assert record_of(index).not_understood == {}
    assert lines(index) == lines(tmp_path / "new")
    assert is_settled(index)


@pytest.mark.parametrize(("error", "passes"), [(MemoryError(), True), (IndexError("x"), False)])
def test_a_stage_that_fails_when_it_is_renewed_is_told_like_others(
    error, passes, folder, index, trust_young_files, monkeypatch, read
):
    """Also of a file that is as it was."""
    (folder / "new.txt").unlink()
    build([folder], index, jobs=1)
    drop(folder, new=NEW)
    with monkeypatch.context() as patched:
        fail_once(patched, NoticeStage.CITATIONS, error)
        report = build([folder], index, jobs=1)
    assert list(report.not_understood) == ["asks.txt"]
    assert report.failed == {}
    assert bool(record_of(index).retry) == is_stale(None, index) == passes
    read.clear()
    build([folder], index, jobs=1)
    assert read == (["asks.txt"] if passes else [])
    assert cited(index)[0] == "nk2015"
    (folder / "new.txt").unlink()
    build([folder], index, jobs=1)
    assert cited(index)[0] == "_"
    assert is_settled(index)


@pytest.mark.parametrize(("error", "passes"), [(MemoryError(), True), (IndexError("x"), False)])
def test_what_fails_while_the_old_parts_are_cleared_is_told_like_others(
    error, passes, tmp_path, index, trust_young_files, monkeypatch
):
    """A secret paper leaves, and what was beside it is entered again."""
    names = [f"n{at}" for at in range(5)]
    papers = {name: paper(f"{at + 20}-TB/HU", "2022-07-05") for at, name in enumerate(names)}
    drop(tmp_path / "in", **papers, secret="MẬT\n" + paper("10-TB/HU", "2022-07-05"))
    build([tmp_path / "in"], index, jobs=1, admitted=("Mật",))
    real = tasks.make_entry

    def fail():
        raise error

    def enter(reading, card, gazetteer, stored, guard):
        guard.run(NoticeStage.WORDS, fail, lambda: None)
        return real(reading, card, gazetteer, stored, guard)

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "make_entry", enter)
        report = build([tmp_path / "in"], index, jobs=1)
    assert sorted(report.not_understood) == [f"{name}.txt" for name in names]
    contents = FolderStore(index).contents()
    for name in names:
        held = record_of(index, f"{name}.txt")
        (id_,) = held.notices
        failures = decode_reading(contents.stored(id_)[1]).failures
        assert [one.stage for one in failures] == [NoticeStage.WORDS]
        assert held.not_understood == {id_: failures}
    assert is_stale(None, index) == passes
    report = build([tmp_path / "in"], index, jobs=1)
    assert bool(report.not_understood) != passes
