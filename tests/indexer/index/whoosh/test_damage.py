"""Whatever befalls a file of an index: right answers or a sentence, and a build that mends it.

The files are those of the directory, so that one which is written tomorrow is not forgotten.
"""

import json
import os
import random
import shutil
from contextlib import suppress

import pytest

from app import create_app
from indexer.directives.knowledge import Knowledge
from indexer.index import tasks
from indexer.index.backends import open_store
from indexer.index.build import build
from indexer.index.export import export
from indexer.index.lock import LOCK
from indexer.index.store import DamagedContents
from indexer.index.whoosh.checked_file import (
    BLOCK,
    CheckedFile,
    check_file,
    read_sums,
    write_sums,
)
from indexer.index.whoosh.damage import DamageReporting
from indexer.index.whoosh.manifest import MANIFEST
from indexer.index.whoosh.opening import open_index
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.query.parser import parse
from tests.committed import held, leftovers, wanted
from tests.notices import drop, notice

COUNT = 12
CHANCE = random.Random(os.environ.get("VIENDAN_SEED", "9"))


def flip(path, at=None):
    data = bytearray(path.read_bytes() or b"\0")
    at = CHANCE.randrange(len(data)) if at is None else at
    data[at] ^= 1 << CHANCE.randrange(8)
    path.write_bytes(data)


def flip_the_first(path):
    flip(path, 0)


def flip_the_last(path):
    flip(path, -1)


def cut_off(path):
    path.write_bytes(path.read_bytes()[: CHANCE.randrange(path.stat().st_size or 1)])


def lengthen(path):
    path.write_bytes(path.read_bytes() + b"\0")


def blank(path):
    path.write_bytes(b"\0" * path.stat().st_size)


def swap(path):
    """Exchange it with the like file of another segment, or with any other."""
    others = sorted(
        one
        for one in path.parent.iterdir()
        if one != path and one.name not in (LOCK, MANIFEST) and one.suffix == path.suffix
    )
    like = [one for one in others if one.name.partition(".")[2] == path.name.partition(".")[2]]
    other = CHANCE.choice(like or others)
    data = other.read_bytes()
    other.write_bytes(path.read_bytes())
    path.write_bytes(data)


def a_pipe(path):
    path.unlink()
    os.mkfifo(path)


DAMAGES = {
    "a bit": flip,
    "its first byte": flip_the_first,
    "its last byte": flip_the_last,
    "cut off": cut_off,
    "longer": lengthen,
    "empty": lambda path: path.write_bytes(b""),
    "blank": blank,
    "gone": lambda path: path.unlink(),
    "exchanged": swap,
    **({"a pipe": a_pipe} if hasattr(os, "mkfifo") else {}),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An index of two segments, with something deleted, and what it answers."""
    top = tmp_path_factory.mktemp("damage")
    drop(top / "in", **{f"n{number}": notice(number) for number in range(COUNT - 2)})
    build([top / "in"], top / "index", jobs=1)
    drop(top / "in", n0=notice(0, "lại"), m=notice(100), k=notice(101))
    build([top / "in"], top / "index", jobs=1)
    assert len(open_index(top / "index").segments) == 2
    return top / "in", top / "index"


@pytest.fixture
def folder(made):
    return made[0]


@pytest.fixture
def index(made, tmp_path):
    shutil.copytree(made[1], tmp_path / "index")
    return tmp_path / "index"


def files(directory):
    return sorted(one.name for one in directory.iterdir() if one.name != LOCK)


def without_times(line):
    """A line of an export but for since when its notice is held: that, the list of files knows."""
    return {**json.loads(line), "crc32": None, "intake": None}


def answers(index):
    """What a site, and an export, say of all notices."""
    engine, knowledge, told = open_engine(index), Knowledge.load(), []
    for text in ("triển khai", '"xã đã triển khai"', "kết* nam:2022", "so:3", "lại", ""):
        found = engine.search(parse(text, knowledge))
        told.append((found.total, [(one.card, one.score, one.snippets) for one in found.hits]))
    ids = sorted(hit.card.id for hit in engine.search(parse("", knowledge)).hits)
    told.append([engine.notice(one) for one in ids])
    told.append([without_times(line) for line in export(index)])
    return told


def answers_or_sentence(index):
    try:
        return answers(index)
    except IndexProblem as problem:
        return str(problem)


def named(index, **how):
    return [str(one) for one in open_store(index).find_damage(**how)]


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_file_is_named_and_made_good(made, folder, tmp_path, how):
    known = answers(made[1])
    assert named(made[1], deep=True) == []
    said = 0
    for name in files(made[1]):
        index = tmp_path / "index"
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(made[1], index)
        before = (index / name).read_bytes()
        DAMAGES[how](index / name)
        if (index / name).is_file() and (index / name).read_bytes() == before:
            continue  # there was nothing to blank, or to exchange it with
        now = answers_or_sentence(index)
        assert now == known or ("hỏng" in now and "viendan index" in now), name
        said += now != known
        assert any(name in one for one in named(index, deep=True)), name
        if name == MANIFEST:
            with pytest.raises(IndexProblem, match="nêu lại nguồn"):
                build(None, index, jobs=1)
        build([folder], index, jobs=1)
        assert (held(index), leftovers(index)) == (wanted(folder), []), name
        assert named(index, deep=True) == [], name
        assert build([folder], index, jobs=1).nothing_new
    assert said > 10


@pytest.mark.parametrize("how", ["a bit", "cut off", "gone"])
def test_a_page_of_a_damaged_index_is_a_page(made, tmp_path, how):
    index = tmp_path / "index"
    for name in files(made[1]):
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(made[1], index)
        (notice_id, *_) = (id_ for id_, _ in open_store(index).contents().cards())
        DAMAGES[how](index / name)
        with suppress(IndexProblem):
            client = create_app(index).test_client()
            for address in (f"/thong-bao/{notice_id}", "/tim?q=triển+khai", "/"):
                assert client.get(address).status_code in (200, 503), (name, address)


def test_sizes_are_looked_at_without_reading(index):
    (name, *_) = (one for one in files(index) if one.endswith(".pst"))
    flip(index / name)
    assert named(index, deep=False) == []
    cut_off(index / name)
    assert [name in one for one in named(index, deep=False)] == [True]


def test_every_damaged_file_is_named(index):
    names = [one for one in files(index) if one.endswith((".trm", ".reading.col"))]
    for name in names:
        flip(index / name)
    assert [name for name in names for one in named(index, deep=True) if name in one] == names
    assert len(named(index, deep=True)) == len(names) == 4


# --- what the files can no longer give ----------------------------------------------------------


def test_what_is_whole_is_not_read_again(index, folder, monkeypatch):
    monkeypatch.setattr(tasks, "read_document", None)
    known = answers(index)
    for name in files(index):
        if not name.endswith((".reading.col", "_stored.col", ".json")):
            flip(index / name)
    assert len(build(None, index, jobs=1).refreshed) == COUNT
    assert sorted(map(json.dumps, answers(index)[-1])) == sorted(map(json.dumps, known[-1]))


def test_nothing_is_given_up_that_only_the_index_has(tmp_path):
    """Its source is away, or can be read no more."""
    usb, folder, index = (tmp_path / name for name in ("usb", "in", "index"))
    drop(usb, u=notice(1), v=notice(2))
    drop(folder, a=notice(3), b=notice(4))
    build([usb, folder], index, jobs=1)
    before = held(index)
    usb.rename(tmp_path / "away")
    (folder / "a.txt").write_bytes(b"")
    for name in [one for one in files(index) if one.endswith((".trm", ".pst"))]:
        flip(index / name)
    report = build(None, index, jobs=1)
    assert held(index) == before
    assert report.kept == ["a.txt"]

    (name,) = (one for one in files(index) if one.endswith(".reading.col"))
    flip(index / name, 10)
    damaged = {one: (index / one).read_bytes() for one in files(index)}
    with pytest.raises(IndexProblem, match=r"1 thông báo.*không thấy tệp.*chưa ghi gì"):
        build(None, index, jobs=1)
    assert {one: (index / one).read_bytes() for one in files(index)} == damaged
    (tmp_path / "away").rename(usb)
    build(None, index, jobs=1)
    assert before.keys() - held(index).keys() <= {"a.txt"}


def test_what_is_away_and_damaged_can_be_given_up(tmp_path):
    usb, folder, index = (tmp_path / name for name in ("usb", "in", "index"))
    drop(usb, u=notice(1))
    drop(folder, a=notice(3))
    build([usb, folder], index, jobs=1)
    shutil.rmtree(usb)
    for name in [one for one in files(index) if one.endswith(".reading.col")]:
        (index / name).write_bytes(b"")
    with pytest.raises(IndexProblem, match="--only"):
        build(None, index, jobs=1)
    build([folder], index, jobs=1)
    assert held(index) == wanted(folder)


# --- blocks -------------------------------------------------------------------------------------


def test_only_what_is_read_is_checked(tmp_path):
    path, sums = tmp_path / "S.bin", tmp_path / "S.sums"
    path.write_bytes(CHANCE.randbytes(5 * BLOCK + 7))
    known = read_sums(sums, write_sums(sums, [path]))[".bin"]
    flip(path, 2 * BLOCK)
    file = CheckedFile(path, known)
    file.check(0, 2 * BLOCK)
    file.check(3 * BLOCK, len(file))
    for start, end in ((2 * BLOCK, 2 * BLOCK + 1), (2 * BLOCK - 1, 3 * BLOCK + 1)):
        with pytest.raises(IndexProblem, match=r"S\.bin"):
            file.read(start, end)
    with pytest.raises(IndexProblem, match=r"S\.bin"):
        check_file(path, known, deep=True)
    check_file(path, known, deep=False)


@pytest.mark.parametrize("size", [0, 1, BLOCK, 256 * BLOCK, 256 * BLOCK + 1, 600 * BLOCK])
def test_files_of_every_size_have_sums(tmp_path, size):
    path, sums = tmp_path / "S.bin", tmp_path / "S.sums"
    path.write_bytes(CHANCE.randbytes(size))
    known = read_sums(sums, write_sums(sums, [path]))[".bin"]
    check_file(path, known, deep=True)
    assert CheckedFile(path, known).read_all() == path.read_bytes()


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), MemoryError()])
def test_what_the_system_refuses_without_a_name_is_no_damage(tmp_path, error):
    """A read that fails names no file; nobody is told to delete the whole index."""
    with pytest.raises(IndexProblem) as found, DamageReporting(tmp_path):
        raise error
    assert not isinstance(found.value, DamagedContents)
    assert f"chỉ mục ở {tmp_path}" in str(found.value)
    assert "hãy xóa" not in str(found.value)
