"""Files that are gone: which of their notices leave the index, and which are kept until confirmed.

Each situation is a folder ``kho`` with 30 notices below ``2022``, 30 below ``2023`` and 5 of its
own, of which something becomes.
"""

import os
import shutil

import pytest
from click.testing import CliRunner

from indexer.documents import finding
from indexer.index import plan
from indexer.index.build import build, is_stale
from indexer.index.export import export
from indexer.index.removals import MANY
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import drop, notice
from viendan.commands import main


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    top = tmp_path_factory.mktemp("removals")
    for folder, start, count in (("2022", 100, 30), ("2023", 200, 30), (".", 300, 5)):
        texts = {f"n{start + n}": notice(start + n) for n in range(count)}
        drop(top / "kho" / folder, **texts)
    build([top / "kho"], top / "index", jobs=1)
    return top


@pytest.fixture
def world(built, tmp_path):
    """The folder and its index; both under the paths that the index knows."""
    shutil.copytree(built, tmp_path / "copy")
    yield built
    shutil.rmtree(built)
    (tmp_path / "copy").rename(built)


def held(index):
    """How many notices are in the index, and how many of them below each folder."""
    hits = open_engine(index).search(Query(per_page=200)).hits
    counts = {}
    for hit in hits:
        folder = hit.card.source.rpartition("/")[0]
        counts[folder] = counts.get(folder, 0) + 1
    return counts


def unlink(folder, count):
    paths = sorted(path for path in folder.glob("*.txt"))[:count]
    for path in paths:
        path.unlink()


def one_file(kho):
    unlink(kho / "2022", 1)


def all_but_one(kho):
    unlink(kho / "2022", 29)


def unmounted_subfolder(kho):
    unlink(kho / "2022", 30)


def deleted_subfolder(kho):
    shutil.rmtree(kho / "2022")


def unmounted_source(kho):
    shutil.rmtree(kho)
    kho.mkdir()


def another_disk(kho):
    unmounted_source(kho)
    drop(kho, other=notice(1))


def taken_away_source(kho):
    shutil.rmtree(kho)


def half_listed(kho):
    unlink(kho / "2022", 20)
    unlink(kho / "2023", 20)


def last_of_a_small_folder(kho):
    unlink(kho, 5)


def moved(kho):
    (kho / "2022").rename(kho / "lưu")
    (kho / "2022").mkdir()


def moved_and_some_deleted(kho):
    moved(kho)
    unlink(kho / "lưu", 10)


def put_into_an_export(kho):
    lines = b"".join(export(kho.parent / "index"))
    unmounted_source(kho)
    (kho / "tất cả.jsonl").write_bytes(lines)


def hidden_files_only(kho):
    unlink(kho / "2022", 30)
    (kho / "2022" / ".DS_Store").write_bytes(b"x")


ALL = {"2022": 30, "2023": 30, "": 5}

SITUATIONS = [
    (one_file, {**ALL, "2022": 29}, None),
    (all_but_one, {**ALL, "2022": 1}, None),
    (last_of_a_small_folder, {"2022": 30, "2023": 30}, None),
    (deleted_subfolder, {"2023": 30, "": 5}, None),
    (unmounted_subfolder, ALL, "2022"),
    (hidden_files_only, ALL, "2022"),
    (unmounted_source, ALL, "kho"),
    (another_disk, {**ALL, "": 6}, "kho"),
    (taken_away_source, ALL, "kho"),
    (half_listed, ALL, "kho"),
    (moved, {"lưu": 30, "2023": 30, "": 5}, None),
    (moved_and_some_deleted, {"lưu": 20, "2023": 30, "": 5}, None),
    (put_into_an_export, ALL, None),
]


@pytest.mark.parametrize(("happens", "kept", "said"), SITUATIONS)
def test_what_is_kept_and_what_is_said(world, happens, kept, said):
    index = world / "index"
    happens(world / "kho")
    for _ in range(2):  # what is held back once stays held back
        report = build(None, index, jobs=1)
        assert held(index) == kept
        named = str(world / "kho" / ("" if said == "kho" else str(said)))
        assert list(report.failed) == report.away == ([named] if said else [])
    assert not is_stale(None, index)


@pytest.mark.parametrize("happens", [happens for happens, _, said in SITUATIONS if said])
def test_what_comes_back_is_unchanged(world, tmp_path, happens):
    """Nothing is read again, and nothing is left of what was said."""
    index = world / "index"
    happens(world / "kho")
    build(None, index, jobs=1)
    shutil.rmtree(world / "kho", ignore_errors=True)
    shutil.copytree(tmp_path / "copy" / "kho", world / "kho")
    report = build(None, index, jobs=1)
    assert (report.failed, report.added, report.changed) == ({}, [], [])
    assert held(index) == ALL


@pytest.mark.parametrize(
    ("happens", "left"),
    [
        (unmounted_subfolder, {"2023": 30, "": 5}),
        (unmounted_source, {}),
        (another_disk, {"": 1}),
        (half_listed, {"2022": 10, "2023": 10, "": 5}),
    ],
)
def test_what_is_confirmed_is_removed(world, happens, left):
    index = world / "index"
    happens(world / "kho")
    build(None, index, jobs=1)
    report = build(None, index, jobs=1, confirm_removals=True)
    assert report.failed.keys() <= {str(world / "kho")}  # that there is no file at all
    assert (held(index), report.withheld) == (left, [])


def test_a_source_that_is_not_asked_for_any_more_needs_no_confirmation(world, tmp_path):
    drop(tmp_path / "other", a=notice(1))
    build([tmp_path / "other"], world / "index", jobs=1)
    assert held(world / "index") == {"": 1}


@pytest.mark.parametrize(("count", "asks"), [(MANY - 1, False), (MANY, True)])
def test_few_are_removed_from_a_source_that_has_others(tmp_path, count, asks):
    folder, index = tmp_path / "kho", tmp_path / "index"
    drop(folder, z=notice(100), **{f"n{n:02}": notice(n) for n in range(count)})
    build([folder], index, jobs=1)
    unlink(folder, count)
    report = build([folder], index, jobs=1)
    assert len(report.withheld) == (count if asks else 0)
    assert held(index) == ({"": count + 1} if asks else {"": 1})


def emptied(folder):
    unlink(folder, 5)


def replaced_by_a_file(folder):
    shutil.rmtree(folder)
    folder.write_text(notice(9), "utf-8")


@pytest.mark.parametrize(("count", "asks"), [(1, False), (2, True)])
@pytest.mark.parametrize("happens", [emptied, replaced_by_a_file])
def test_what_a_source_held_that_has_nothing_left_is_asked_for(tmp_path, happens, count, asks):
    folder, index = tmp_path / "kho", tmp_path / "index"
    drop(folder, **{f"n{n}": notice(n) for n in range(count)})
    build([folder], index, jobs=1)
    happens(folder)
    report = build([folder], index, jobs=1)
    assert len(report.withheld) == (count if asks else 0)
    assert sum(held(index).values()) == (count if asks else 0) + folder.is_file()


def test_the_command_names_them_and_the_way_on(world):
    unmounted_subfolder(world / "kho")
    command = ["index", "--index", str(world / "index"), "--jobs", "1"]
    done = CliRunner().invoke(main, [*command, "--json"])
    assert done.exit_code == 1
    assert "2022: thư mục này không còn tệp nào (ổ đĩa chưa gắn?)" in done.stderr
    assert "--confirm-removals" in done.stderr
    assert "Chưa bỏ 30 tệp: 2022/n100.txt, 2022/n101.txt," in done.stderr
    assert '"2022/n129.txt"' in done.stdout
    done = CliRunner().invoke(main, [*command, "--confirm-removals"])
    assert (done.exit_code, held(world / "index")) == (0, {"2023": 30, "": 5})


def both_subfolders(kho):
    unlink(kho / "2022", 30)
    unlink(kho / "2023", 30)


def confirming(world, *named):
    options = [part for one in named for part in ("--confirm-removals", str(one))]
    done = CliRunner().invoke(
        main, ["index", "--index", str(world / "index"), "--jobs", "1", *options]
    )
    return done, held(world / "index")


@pytest.mark.parametrize(
    ("named", "left"),
    [
        (["2022"], {"2023": 30, "": 5}),
        (["2023"], {"2022": 30, "": 5}),
        (["2022", "2023"], {"": 5}),
        (["."], {"": 5}),
        (["..", "2022"], {"": 5}),
    ],
)
def test_only_in_the_folders_that_are_named(world, named, left):
    both_subfolders(world / "kho")
    done, found = confirming(world, *(world / "kho" / one for one in named))
    assert (found, done.exit_code) == (left, int(len(left) > 1))


def test_a_folder_of_which_nothing_is_held_back_is_told(world):
    both_subfolders(world / "kho")
    done, found = confirming(world, world / "kho" / "2024", world / "kho" / "2022" / "07")
    assert (found, done.exit_code) == (ALL, 1)
    assert done.stderr.count("không có gì bị giữ lại chờ xác nhận ở đây") == 2


def test_an_empty_name_is_no_folder(world, monkeypatch):
    both_subfolders(world / "kho")
    monkeypatch.chdir(world / "kho")
    done, found = confirming(world, "")
    assert (found, done.exit_code) == (ALL, 2)
    assert "không được rỗng" in done.stderr


def test_the_sentence_holds_the_command(world):
    both_subfolders(world / "kho")
    done, _ = confirming(world)
    for folder in ("2022", "2023"):
        assert f'viendan index --confirm-removals "{world / "kho" / folder}"' in done.stderr


def failing_entries(folder, error):
    """Make the listing of a folder fail after some entries."""
    real = os.scandir

    class Broken:
        def __init__(self, entries):
            self.entries = entries

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.entries.close()

        def __iter__(self):
            for _ in range(3):
                yield next(self.entries)
            raise error

    def scandir(path):
        return Broken(real(path)) if os.fspath(path) == str(folder) else real(path)

    return scandir


@pytest.mark.parametrize("where", ["2022", "."])
def test_a_listing_that_fails_in_the_middle_removes_nothing(world, monkeypatch, where):
    unlink(world / "kho" / "2022", 2)
    folder = world / "kho" / where if where != "." else world / "kho"
    error = OSError(5, "Input/output error")
    with monkeypatch.context() as patched:
        patched.setattr(finding.os, "scandir", failing_entries(folder, error))
        report = build(None, world / "index", jobs=1)
    (reason,) = report.failed.values()
    assert "Input/output error" in str(reason)
    assert "cấp quyền" not in str(reason)
    assert (held(world / "index"), report.removed) == (ALL, [])
    assert len(build(None, world / "index", jobs=1).removed) == 2


@pytest.mark.parametrize("number", [5, 107, 112, 116])  # EIO, ENOTCONN, EHOSTDOWN, ESTALE
def test_a_source_that_does_not_answer_removes_nothing(world, monkeypatch, number):
    real = plan.Path.is_dir

    def is_dir(path):
        if path == world / "kho":
            raise OSError(number, os.strerror(number))
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(plan.Path, "is_dir", is_dir)
        report = build([world / "kho"], world / "index", jobs=1)
    assert list(report.failed) == [str(world / "kho")]
    assert held(world / "index") == ALL


def cut_off(data):
    return data[: len(data) // 3]


def blank(_data):
    return b""


def overwritten(data):
    return bytes(100) + data[100:]


def test_a_small_export_of_which_nothing_is_left_is_asked_about(tmp_path):
    drop(tmp_path / "in", **{f"n{n}": notice(n) for n in range(3)})
    build([tmp_path / "in"], tmp_path / "first", jobs=1)
    file, index = tmp_path / "all.jsonl", tmp_path / "index"
    file.write_bytes(b"".join(export(tmp_path / "first")))
    build([file], index, jobs=1)
    file.write_bytes(b"")
    for _ in range(2):
        assert build(None, index, jobs=1).withheld == ["all.jsonl"]
        assert held(index) == {"": 3}


@pytest.mark.parametrize("spoil", [cut_off, blank, overwritten])
def test_an_export_that_has_lost_most_of_its_notices_is_asked_about(built, tmp_path, spoil):
    """As when it is copied, or its disk was full."""
    data = b"".join(export(built / "index"))
    file, index = tmp_path / "in" / "all.jsonl", tmp_path / "index"
    file.parent.mkdir()
    file.write_bytes(data)
    build([file.parent], index, jobs=1)
    file.write_bytes(spoil(data))
    for _ in range(2):
        report = build(None, index, jobs=1)
        assert held(index) == ALL
        assert (list(report.failed), report.withheld) == ([str(file)], ["all.jsonl"])
        assert "--confirm-removals" in str(report.failed[str(file)])
    file.write_bytes(data)
    assert build(None, index, jobs=1).failed == {}
    file.write_bytes(spoil(data))
    build(None, index, jobs=1, confirm_removals=True)
    assert sum(held(index).values()) < sum(ALL.values()) / 2
