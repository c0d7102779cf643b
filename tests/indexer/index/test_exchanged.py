"""A file that is exchanged between the listing of its folder and its reading."""

import os
import shutil
from pathlib import Path

import pytest

from indexer.documents import reader
from indexer.index.build import build
from indexer.index.export import export
from search.engine.backends import open_engine
from search.query.model import Query
from tests.exported import numbered
from tests.notices import drop, notice


@pytest.fixture
def world(tmp_path):
    drop(tmp_path / "in" / "2022", a=notice(1), b=notice(2))
    drop(tmp_path / "out" / "2022", a=notice(8, "mật"), b=notice(9, "mật"))
    return tmp_path


def held(index):
    """The sources of an index, and what is found of the word that stands only outside."""
    engine = open_engine(index)
    cards = [hit.card for hit in engine.search(Query()).hits]
    secret = [one.id for one in cards if "mật" in engine.notice(one.id)[1].document.text]
    return sorted(card.source for card in cards), secret


def exchanged(world, exchange, **options):
    """Build, and let something happen after the listing and before the first file is read."""
    return build(
        [world / "in"], world / "index", jobs=1, announce=lambda _: exchange(world), **options
    )


def put_in_place(path, make):
    new = path.with_name("new")
    make(new)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    new.rename(path)


def file_for_link(world):
    put_in_place(
        world / "in/2022/b.txt", lambda new: new.symlink_to(world / "out" / "2022" / "b.txt")
    )


def folder_for_link(world):
    put_in_place(world / "in/2022", lambda new: new.symlink_to(world / "out" / "2022"))


def file_for_pipe(world):
    put_in_place(world / "in/2022/b.txt", os.mkfifo)


def file_for_folder(world):
    put_in_place(world / "in/2022/b.txt", Path.mkdir)


@pytest.mark.parametrize(
    ("exchange", "refused", "said"),
    [
        (file_for_link, ["2022/b.txt"], "liên kết"),
        (folder_for_link, ["2022/a.txt", "2022/b.txt"], "liên kết"),
        (file_for_pipe, ["2022/b.txt"], "ống, thiết bị"),
        (file_for_folder, ["2022/b.txt"], "ống, thiết bị"),
    ],
)
@pytest.mark.parametrize("indexed_before", [False, True])
def test_nothing_else_is_read(world, exchange, refused, said, indexed_before):
    if indexed_before:
        build([world / "in"], world / "index", jobs=1)
        drop(world / "in" / "2022", a=notice(1, "khác"), b=notice(2, "khác"))
    report = exchanged(world, exchange)
    assert (sorted(report.passing), report.failed) == (refused, {})
    assert all(said in str(one.reason) for one in report.passing.values())
    sources, secret = held(world / "index")
    assert secret == []
    kept = ["2022/a.txt", "2022/b.txt"]
    assert sources == (kept if indexed_before else sorted({*kept} - {*refused}))
    assert sorted(report.kept) == (refused if indexed_before else [])


def test_a_file_that_grows_is_refused_at_the_bound(world, monkeypatch):
    monkeypatch.setattr(reader, "MAX_BYTES", 1_000)
    big = "x" * 5_000
    report = exchanged(world, lambda world: drop(world / "in" / "2022", b=big))
    assert list(report.failed) == ["2022/b.txt"]
    assert "quá giới hạn" in str(report.failed["2022/b.txt"])


def test_a_link_inside_the_source_is_read_where_it_led_when_it_was_listed(world):
    (world / "in" / ".kho").mkdir()
    (world / "in" / "2022" / "b.txt").rename(world / "in" / ".kho" / "b.txt")
    link = world / "in" / "2022" / "b.txt"
    link.symlink_to("../.kho/b.txt")
    report = exchanged(
        world,
        lambda world: put_in_place(
            link, lambda new: new.symlink_to(world / "out" / "2022" / "b.txt")
        ),
    )
    assert not report.failed
    assert held(world / "index") == (["2022/a.txt", "2022/b.txt"], [])


def test_a_line_of_an_export_that_was_exchanged_is_no_other_notice(world):
    build([world / "out"], world / "other", jobs=1)
    first, second = (numbered([line])[0] for line in export(world / "other"))
    shutil.rmtree(world / "in")
    (world / "in").mkdir()
    path = world / "in" / "kho.jsonl"
    path.write_bytes(first)

    def exchange(_world):
        path.write_bytes(second.ljust(len(first)))

    report = exchanged(world, exchange)
    (failure,) = report.passing.values()
    assert "đã đổi trong khi đọc" in str(failure.reason)
    assert held(world / "index") == ([], [])
    assert build([world / "in"], world / "index", jobs=1).failed == {}
    assert len(held(world / "index")[0]) == 1
