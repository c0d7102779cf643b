"""Papers that leave the index for their level of secrecy are told of, once."""

import pytest

from indexer.documents import document_id
from indexer.index.build import build
from indexer.index.export import export
from tests.notices import drop, notice

ADMITTED = ("Tuyệt mật",)


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1), b=notice(2), s=f"TUYỆT MẬT\n{notice(7)}")
    return tmp_path / "in"


@pytest.fixture
def held(folder, index, trust_young_files):
    """An index of a folder that holds its secret paper."""
    build([folder], index, jobs=1, admitted=ADMITTED)
    return index


def do_nothing(folder):
    return ADMITTED


def turn_off(folder):
    return ()


def remove(folder):
    (folder / "s.txt").unlink()
    return ADMITTED


def raise_the_level(folder):
    drop(folder, s=f"TỐI MẬT\n{notice(7)}")
    return ADMITTED


def mark_another(folder):
    drop(folder, b=f"MẬT\n{notice(2)}")
    return ADMITTED


def rename_and_turn_off(folder):
    (folder / "s.txt").rename(folder / "z.txt")
    return ()


@pytest.mark.parametrize(
    ("step", "withdrawn", "removed", "unchanged"),
    [
        (do_nothing, [], [], ["a.txt", "b.txt", "s.txt"]),
        (turn_off, ["s.txt"], [], ["a.txt", "b.txt"]),
        (remove, [], ["s.txt"], ["a.txt", "b.txt"]),
        (raise_the_level, ["s.txt"], [], ["a.txt", "b.txt"]),
        (mark_another, ["b.txt"], [], ["a.txt", "s.txt"]),
        (rename_and_turn_off, [], ["s.txt"], ["a.txt", "b.txt"]),
    ],
)
def test_what_leaves_is_told_once_to_have_left(held, folder, step, withdrawn, removed, unchanged):
    admitted = step(folder)
    report = build(None, held, jobs=1, admitted=admitted)
    assert (report.withdrawn, report.removed, report.unchanged) == (withdrawn, removed, unchanged)
    assert report.nothing_new == (step is do_nothing)
    again = build(None, held, jobs=1, admitted=admitted)
    assert (again.withdrawn, again.nothing_new) == ([], True)


def test_of_an_export_each_notice_is_told_that_leaves(held, tmp_path):
    lines, other = tmp_path / "kho.jsonl", tmp_path / "other"
    lines.write_bytes(b"".join(export(held)))
    build([lines], other, jobs=1, admitted=ADMITTED)
    report = build(None, other, jobs=1)
    assert report.withdrawn == [*report.refused] == [f"kho.jsonl: {document_id('s.txt')}"]
    assert report.unchanged == ["kho.jsonl"]
    assert not report.nothing_new
