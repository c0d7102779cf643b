"""The list of files of a committed state: damaged or lost, it is made again from the index itself.

What the index says of a file is as good as the list: beside an index whose list was always whole
nothing comes out otherwise, neither addresses nor what is kept and what is removed.
"""

import errno
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.index import durable, tasks
from indexer.index.build import build, is_stale
from indexer.index.export import export
from indexer.index.sealed_json import seal
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.store import FolderStore
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.query.model import Query
from tests.committed import of_another_version
from tests.exported import numbered
from tests.notices import drop, notice
from viendan import checking
from viendan.indexing import index_command


def cut_off(path):
    path.write_bytes(path.read_bytes()[:-40])


def of_another_form(path):
    path.write_bytes(seal({"generation": "", "files": [{"path": 1}]}))


def one_short(path):
    listed = json.loads(path.read_bytes())
    path.write_bytes(seal({"generation": listed["generation"], "files": listed["files"][1:]}))


def of_another_state(path):
    listed = json.loads(path.read_bytes())
    path.write_bytes(seal({"generation": "another", "files": listed["files"]}))


def flipped(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def a_folder(path):
    path.unlink()
    path.mkdir()


DAMAGES = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut off": cut_off,
    "no UTF-8": lambda path: path.write_bytes(b'[{"path":"\xff\xfe"}]'),
    "no JSON": lambda path: path.write_bytes(b"\0" * 500),
    "nested": lambda path: path.write_bytes(b"[" * 200_000),
    "of another form": of_another_form,
    "of nothing": lambda path: path.write_bytes(b"[]"),
    "one file short": one_short,
    "of another state": of_another_state,
    "with a flipped bit": flipped,
    "a folder": a_folder,
}


def damage(index, how="missing"):
    DAMAGES[how](index / read_manifest(index).records)


def cards(index):
    hits = open_engine(index).search(Query(per_page=100)).hits
    return {hit.card.id: hit.card for hit in hits}


def file_list(index):
    """The list as it was written, but for the times of the files and of the builds."""
    listed = json.loads((index / read_manifest(index).records).read_bytes())["files"]
    return sorted(
        ({**one, "stamp": None, "intakes": {}} for one in listed), key=lambda one: one["path"]
    )


@pytest.fixture
def world(tmp_path):
    """Two folders, in each of which an export lies too; what that was made from is gone."""
    inside, usb, other = tmp_path / "in", tmp_path / "usb", tmp_path / "other"
    drop(inside, a=notice(1), b=notice(2), c=notice(3), d=notice(4), e=notice(5))
    drop(usb, u=notice(6), v=notice(7))
    drop(other, p=notice(8), q=notice(9), r=notice(10), s=notice(11))
    build([other], tmp_path / "made", jobs=1)
    lines = list(export(tmp_path / "made"))
    (inside / "nhà.jsonl").write_bytes(b"".join(numbered(lines[:2])))
    (usb / "kho.jsonl").write_bytes(b"".join(numbered(lines[2:])))
    shutil.rmtree(other)
    build([inside, usb], tmp_path / "index", jobs=1)
    assert len(cards(tmp_path / "index")) == 11
    return tmp_path


def stay(_world):
    pass


def change(world):
    drop(world / "in", a=notice(1, "khác"), n=notice(12))
    (world / "in" / "b.txt").rename(world / "in" / "đổi.txt")
    (world / "in" / "c.txt").unlink()


def take_out(world):
    (world / "usb").rename(world / "away")


def change_and_take_out(world):
    change(world)
    take_out(world)


def remove_the_exports(world):
    (world / "in" / "nhà.jsonl").unlink()
    (world / "usb" / "kho.jsonl").unlink()


def remove_one_and_take_out_the_other(world):
    (world / "in" / "nhà.jsonl").unlink()
    take_out(world)


def shorten_an_export(world):
    path = world / "in" / "nhà.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[1])


def move_an_export(world):
    (world / "in" / "nhà.jsonl").rename(world / "usb" / "nhà.jsonl")


def spoil(world):
    drop(world / "in", a="")


SCENES = [
    stay,
    change,
    take_out,
    change_and_take_out,
    remove_the_exports,
    shorten_an_export,
    move_an_export,
    spoil,
]


def beside(world, scene, how="missing", times=1):
    """Let something happen while the list is damaged; the index, and one whose list is whole."""
    control, index = world / "control", world / "index"
    shutil.copytree(index, control)
    damage(index, how)
    scene(world)
    build(None, control, jobs=1)
    build(None, index, jobs=1)
    for _ in range(times - 1):
        damage(index, how)
        build(None, index, jobs=1)
    return index, control


@pytest.mark.parametrize("how", DAMAGES)
def test_whatever_the_damage(world, how):
    index, control = beside(world, change, how)
    assert cards(index) == cards(control)
    assert file_list(index) == file_list(control)
    assert read_manifest(index).generation == read_manifest(control).generation
    assert build(None, index, jobs=1).nothing_new


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("scene", SCENES)
def test_whatever_happens_meanwhile(world, scene, times):
    index, control = beside(world, scene, times=times)
    assert cards(index) == cards(control)
    assert build(None, index, jobs=1).nothing_new
    if (world / "away").exists():
        (world / "away").rename(world / "usb")
        build(None, control, jobs=1)
        build(None, index, jobs=1)
        assert cards(index) == cards(control)
    if scene is not shorten_an_export:  # what it lost stays, of an export without a name
        assert file_list(index) == file_list(control)
    assert build(None, index, jobs=1).nothing_new


def test_what_cannot_be_told_apart_is_kept_while_a_source_is_away(world):
    """The notices of an export that is gone, beside those of one that is only out of sight."""
    index, control = beside(world, remove_one_and_take_out_the_other)
    assert len(cards(control)) == 9
    assert len(cards(index)) == 11
    (world / "away").rename(world / "usb")
    build(None, control, jobs=1)
    report = build(None, index, jobs=1)
    assert sorted(map(Path, report.removed)) == [
        world / "other" / "p.txt",
        world / "other" / "q.txt",
    ]
    assert (cards(index), file_list(index)) == (cards(control), file_list(control))


@pytest.mark.parametrize("scene", [stay, take_out])
@pytest.mark.parametrize("first", ["together", "the export", "the originals"])
def test_an_export_beside_its_originals(world, first, scene):
    """The index then names their paths twice, or the lines were refused."""
    inside, index = world / "in", world / "index"
    (inside / "nhà.jsonl").unlink()
    lines = b"".join(list(export(index))[:5])
    originals = [path.rename(world / path.name) for path in sorted(inside.iterdir())]
    shutil.rmtree(index)

    def put(*, is_export):
        if is_export:
            (inside / "0.jsonl").write_bytes(lines)
        else:
            for path in originals:
                shutil.copy(path, inside)

    put(is_export=first != "the originals")
    if first == "together":
        put(is_export=False)
    build([inside, world / "usb"], index, jobs=1)
    put(is_export=first == "the originals")
    build(None, index, jobs=1)
    before = {(card.id, card.path) for card in cards(index).values()}
    index, control = beside(world, scene)
    assert {(card.id, card.path) for card in cards(index).values()} == before
    assert cards(index) == cards(control)
    if scene is take_out:
        (world / "away").rename(world / "usb")
        build(None, control, jobs=1)
        build(None, index, jobs=1)
    assert cards(index) == cards(control)
    if first == "the originals":  # else each is one notice with its line, and of the two the file
        assert file_list(index) == file_list(control)  # is taken for the one that stands


def test_only_what_changed_is_read(world, monkeypatch):
    sources, real = [], tasks.read_document

    def read(file, *how):
        sources.append(file.source)
        return real(file, *how)

    monkeypatch.setattr(tasks, "read_document", read)
    beside(world, stay)
    assert sources == []
    damage(world / "index")
    change(world)
    report = build(None, world / "index", jobs=1)
    assert sorted(sources) == ["a.txt", "n.txt"]
    assert (report.renamed, report.removed) == ({"đổi.txt": "b.txt"}, ["c.txt"])
    assert (report.added, report.changed) == (["kho.jsonl", "n.txt", "nhà.jsonl"], ["a.txt"])


def test_an_earlier_version_stays_and_is_given_up_for_a_good_one(world):
    spoil(world)
    build(None, world / "index", jobs=1)
    index, control = beside(world, stay)
    assert [str(card.stale_reason) for card in cards(index).values() if card.stale_reason] == [
        "tệp rỗng"
    ]
    assert (cards(index), file_list(index)) == (cards(control), file_list(control))
    damage(index)
    drop(world / "in", a=notice(1))  # the very bytes of the earlier version
    build(None, control, jobs=1)
    assert not build(None, index, jobs=1).failed
    assert (cards(index), file_list(index)) == (cards(control), file_list(control))


def test_a_correction_is_undone_that_is_there_no_more(world):
    (address,) = (card.id for card in cards(world / "index").values() if card.source == "a.txt")
    corrections = world / "corrections.toml"
    corrections.write_text(
        f'[[correction]]\nnotice = "{address}"\nfield = "date"\nvalue = "2022-07-06"\n'
        'why = "x"\nwho = "y"\nwhen = 2024-01-02\n',
        "utf-8",
    )
    index = world / "index"
    build(None, index, jobs=1, corrections=corrections)
    corrected = cards(index)[address]
    assert str(corrected.date) == "2022-07-06"
    damage(index)
    build(None, index, jobs=1, corrections=corrections)
    assert cards(index)[address] == corrected
    damage(index)
    corrections.write_text("", "utf-8")
    build(None, index, jobs=1, corrections=corrections)
    assert cards(index)[address] != corrected


def test_an_index_of_another_version_is_taken_over_all_the_same(world, monkeypatch):
    monkeypatch.setattr(tasks, "read_document", None)  # nothing is read again
    index = world / "index"
    before = cards(index)
    of_another_version(index)
    damage(index)
    build(None, index, jobs=1)
    assert cards(index) == before


def test_an_index_that_cannot_be_opened_either_is_made_anew(world):
    def open_no_more(world):
        change(world)
        for path in (world / "index").glob("*.trm"):
            path.write_bytes(b"")

    index, control = beside(world, open_no_more)
    assert cards(index) == cards(control)


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
def test_a_list_that_cannot_be_read_today_stops_every_build(world, number, monkeypatch):
    index, real = world / "index", durable.open_own
    before = {path.name: path.read_bytes() for path in index.iterdir()}
    change(world)

    def refuse(path):
        if path.name.startswith("viendan-files"):
            raise OSError(number, "not today")
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(durable, "open_own", refuse)
        for sources in (None, [world / "in"]):
            with pytest.raises(IndexProblem, match=r"danh sách tệp.*not today.*còn nguyên"):
                build(sources, index, jobs=1)
    assert {path.name: path.read_bytes() for path in index.iterdir()} == before
    assert build(None, index, jobs=1).removed == ["c.txt"]


@pytest.mark.parametrize("how", ["missing", "cut off", "of nothing"])
def test_check_names_a_damaged_list_and_a_build_mends_it(world, how):
    index = world / "index"
    assert checking._check_index(index).problems == ()
    damage(index, how)
    assert is_stale(None, index)
    (problem,) = checking._check_index(index).problems
    assert "bị hỏng hoặc mất" in str(problem)
    assert FolderStore(index).contents().count == 11  # and serves
    done = CliRunner().invoke(index_command, ["--index", str(index), "--jobs", "1"])
    assert done.exit_code == 0
    assert checking._check_index(index).problems == ()


@pytest.mark.parametrize("how", ["missing", "cut off"])
def test_the_notices_of_an_export_stay_beside_an_empty_mount_point(world, how):
    """Nothing says any more that they came from there."""
    index = world / "index"
    damage(index, how)
    (world / "usb").rename(world / "away")
    (world / "usb").mkdir()
    report = build(None, index, jobs=1)
    assert (len(cards(index)), report.removed) == (11, [])
    assert str(world / "usb") in report.away
    assert build(None, index, jobs=1).away  # and says so again
    (world / "usb").rmdir()
    (world / "away").rename(world / "usb")
    report = build(None, index, jobs=1)
    assert (len(cards(index)), report.failed) == (11, {})
    assert build(None, index, jobs=1).nothing_new


def test_what_is_confirmed_to_be_gone_goes_though_its_export_is_not_known(world):
    index = world / "index"
    damage(index)
    shutil.rmtree(world / "usb")
    (world / "usb").mkdir()
    assert len(cards(index)) == 11
    build(None, index, jobs=1, confirm_removals=True)
    assert len(cards(index)) == 7  # five files and an export of two
