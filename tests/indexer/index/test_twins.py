"""Files of the same bytes are one notice: counted once, under one address, whatever happens."""

import itertools
import json
import os
import shutil
from dataclasses import replace

import pytest

from indexer.documents import document_id
from indexer.index.build import build, is_stale
from indexer.index.export import export
from indexer.index.fingerprints import current_fingerprints
from indexer.index.holdings import Holdings
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.store import FolderStore
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import drop, notice


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1), b=notice(2), c=notice(1))
    return tmp_path / "in"


@pytest.fixture
def follow(folder, index, trust_young_files):
    def build_with(**options):
        return build([folder], index, **({"jobs": 1} | options))

    return build_with


def held(index):
    """The address of each notice, by the source that stands."""
    hits = open_engine(index).search(Query(per_page=100)).hits
    return {hit.card.source: hit.card.id for hit in hits}


def copies(index):
    """The notice of each copy, by its source."""
    return {one.source: one.copy_of for one in FolderStore(index).records(None) if one.copy_of}


def test_twins_are_one_notice_and_said_to_be(follow, index):
    report = follow()
    assert held(index).keys() == {"a.txt", "b.txt"}
    assert report.duplicates == {"c.txt": "a.txt"}
    assert copies(index) == {"c.txt": held(index)["a.txt"]}
    again = follow()
    assert again.nothing_new
    assert again.duplicates == report.duplicates


def test_the_same_files_give_the_same_index_by_any_number_of_workers(follow, folder, tmp_path):
    drop(folder, **{f"n{number}": notice(number % 35) for number in range(70)})
    lines = []
    for jobs in (1, 2):
        build([folder], tmp_path / str(jobs), jobs=jobs)
        lines.append([one.split(b'"reading"')[1] for one in export(tmp_path / str(jobs))])
    assert lines[0] == lines[1]
    assert len(lines[0]) == 35


def remove_the_one_that_stands(folder):
    (folder / "a.txt").unlink()
    return {"c.txt": "a.txt", "b.txt": "b.txt"}


def remove_the_copy(folder):
    (folder / "c.txt").unlink()
    return {"a.txt": "a.txt", "b.txt": "b.txt"}


def change_the_one_that_stands(folder):
    drop(folder, a=notice(3))
    return {"a.txt": "a.txt", "b.txt": "b.txt", "c.txt": "c.txt"}


def change_the_copy(folder):
    drop(folder, c=notice(3))
    return {"a.txt": "a.txt", "b.txt": "b.txt", "c.txt": "c.txt"}


def make_another_copy(folder):
    shutil.copy(folder / "a.txt", folder / "0.txt")
    return {"a.txt": "a.txt", "b.txt": "b.txt"}


def rename_the_one_that_stands(folder):
    (folder / "a.txt").rename(folder / "z.txt")
    return {"z.txt": "a.txt", "b.txt": "b.txt"}


def rename_the_copy(folder):
    (folder / "c.txt").rename(folder / "z.txt")
    return {"a.txt": "a.txt", "b.txt": "b.txt"}


def make_all_the_same(folder):
    drop(folder, b=notice(1))
    return {"a.txt": "a.txt"}


def take_the_folder_away(folder):
    folder.rename(folder.with_name("away"))
    return {"a.txt": "a.txt", "b.txt": "b.txt"}


STEPS = [
    remove_the_one_that_stands,
    remove_the_copy,
    change_the_one_that_stands,
    change_the_copy,
    make_another_copy,
    rename_the_one_that_stands,
    rename_the_copy,
    make_all_the_same,
    take_the_folder_away,
]


@pytest.mark.parametrize("step", STEPS)
def test_the_next_one_stands_under_the_same_address(follow, folder, index, tmp_path, step):
    """Each file that stands after a step has the address that this other one had by itself."""
    follow()
    alone = {}
    for name in ("a", "b", "c"):
        drop(tmp_path / name, **{name: (folder / f"{name}.txt").read_text("utf-8")})
        build([tmp_path / name], tmp_path / f"{name}-index", jobs=1)
        alone |= held(tmp_path / f"{name}-index")
    wanted = step(folder)
    build(None, index, jobs=1)
    if step is rename_the_one_that_stands:  # it may as well be the copy that takes its place
        assert set(held(index).values()) == {alone["a.txt"], alone["b.txt"]}
    else:
        assert held(index) == {source: alone[other] for source, other in wanted.items()}
    assert build(None, index, jobs=1).nothing_new
    assert not is_stale(None, index)


@pytest.mark.parametrize(
    "steps", list(itertools.permutations([change_the_copy, make_another_copy, remove_the_copy], 2))
)
def test_after_two_steps_each_paper_is_held_once(follow, folder, index, steps):
    follow()
    for step in steps:
        with_missing = folder / "c.txt"
        if not with_missing.exists():
            drop(folder, c=notice(1))
        step(folder)
        follow()
    texts = {path.read_bytes() for path in folder.iterdir()}
    assert len(held(index)) == len(texts)
    assert follow().nothing_new


def test_of_twins_of_an_earlier_version_the_first_stands(follow, folder, index, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("indexer.index.comparison.copies_among", lambda *_: {})
        patch.setattr("indexer.index.revision.find_mergers", lambda *_: [])
        follow()
    before = held(index)
    assert before.keys() == {"a.txt", "b.txt", "c.txt"}
    follow()
    assert held(index) == {"a.txt": before["a.txt"], "b.txt": before["b.txt"]}
    (twin,) = (one for one in FolderStore(index).records(None) if one.copy_of)
    assert (twin.alias, twin.copy_of) == (before["c.txt"], before["a.txt"])


# --- addresses ------------------------------------------------------------------------------------

A, B, C, D = (document_id(f"{name}.txt") for name in "abcd")


def move(folder, **renamed):
    for old, new in renamed.items():
        (folder / new).parent.mkdir(exist_ok=True)
        (folder / f"{old}.txt").rename(folder / new)


def move_and_move_again(folder, build_again):
    move(folder, c="y.txt")
    build_again()
    move(folder, y="z.txt")


def take_the_place_and_change(folder, build_again):
    (folder / "a.txt").unlink()
    build_again()
    drop(folder, c=notice(4))


def take_the_place_and_become_a_copy(folder, build_again):
    (folder / "a.txt").unlink()
    build_again()
    drop(folder, c=notice(2))


def own_an_address_and_become_a_copy_and_move(folder, build_again):
    drop(folder, d=notice(4))
    build_again()
    drop(folder, d=notice(1))
    build_again()
    move(folder, d="z.txt")


def move_two_copies(folder, build_again):
    drop(folder, d=notice(1))
    build_again()
    move(folder, c="in/c.txt", d="in/d.txt")


@pytest.mark.parametrize(
    ("step", "renamed", "removed", "aliases"),
    [
        (lambda folder, _: move(folder, c="z.txt"), {"z.txt": "c.txt"}, [], {C: A}),
        (lambda folder, _: move(folder, c="0.txt"), {"0.txt": "c.txt"}, [], {C: A}),
        (lambda folder, _: move(folder, c="in/c.txt"), {"in/c.txt": "c.txt"}, [], {C: A}),
        (
            lambda folder, _: move(folder, a="in/a.txt", c="in/c.txt"),
            {"in/a.txt": "a.txt", "in/c.txt": "c.txt"},
            [],
            {C: A},
        ),
        (
            lambda folder, _: (move(folder, c="z.txt"), (folder / "a.txt").unlink()),
            {"z.txt": "a.txt"},
            ["c.txt"],
            {C: A},
        ),
        (
            lambda folder, _: (move(folder, c="z.txt"), drop(folder, a=notice(4))),
            {"z.txt": "c.txt"},
            [],
            {},  # both are notices by themselves
        ),
        (
            lambda folder, _: (move(folder, c="z.txt"), drop(folder, z=notice(4))),
            {},
            ["c.txt"],
            {},
        ),
        (move_and_move_again, {"z.txt": "y.txt"}, [], {C: A}),
        (move_two_copies, {"in/c.txt": "c.txt", "in/d.txt": "d.txt"}, [], {C: A, D: A}),
        (own_an_address_and_become_a_copy_and_move, {"z.txt": "d.txt"}, [], {C: A, D: A}),
        (take_the_place_and_change, {}, [], {C: A}),
        (take_the_place_and_become_a_copy, {}, [], {A: B, C: B}),
    ],
)
def test_the_address_of_a_copy_goes_with_its_file(
    follow, folder, index, step, renamed, removed, aliases
):
    follow()
    step(folder, follow)
    report = follow()
    assert (report.renamed, report.removed) == (renamed, removed)
    records = FolderStore(index).records(None)
    assert Holdings.of(records).aliases == aliases
    assert follow().nothing_new
    assert Holdings.of(FolderStore(index).records(None)).aliases == aliases


def test_a_copy_is_renamed_while_the_file_that_stands_is_away(index, tmp_path, trust_young_files):
    for name in ("x", "y"):
        drop(tmp_path / name, **{name: notice(1), f"other-{name}": notice(f"{ord(name)}")})
    build([tmp_path / "x", tmp_path / "y"], index, jobs=1)
    (tmp_path / "x").rename(tmp_path / "away")
    move(tmp_path / "y", y="z.txt")
    assert build(None, index, jobs=1).renamed == {"z.txt": "y.txt"}
    assert copies(index) == {"z.txt": document_id("x.txt")}
    (tmp_path / "away").rename(tmp_path / "x")
    assert build(None, index, jobs=1).nothing_new
    aliases = Holdings.of(FolderStore(index).records(None)).aliases
    assert aliases == {document_id("y.txt"): document_id("x.txt")}


def test_an_address_stays_when_all_is_read_anew(follow, folder, index, monkeypatch):
    follow()
    (folder / "a.txt").unlink()
    follow()
    now = replace(current_fingerprints(), reading="another")
    monkeypatch.setattr("indexer.index.plan.current_fingerprints", lambda: now)
    assert follow().refreshed
    assert Holdings.of(FolderStore(index).records(None)).aliases == {C: A}


@pytest.mark.parametrize("times", [1, 2])
def test_the_addresses_of_copies_go_with_an_export(follow, folder, index, tmp_path, times):
    drop(folder, d=notice(2))
    follow()
    for number in range(times):
        lines = tmp_path / f"{number}.jsonl"
        lines.write_bytes(b"".join(export(index)))
        index = tmp_path / f"index-{number}"
        build([lines], index, jobs=1)
    told = {
        one["reading"]["document"]["id"]: one["copies"] for one in map(json.loads, export(index))
    }
    assert told == {A: {C: "c.txt"}, B: {D: "d.txt"}}
    assert Holdings.of(FolderStore(index).records(None)).aliases == {C: A, D: B}
    assert build(None, index, jobs=1).nothing_new
    drop(folder, c=notice(5))  # a notice by itself goes before the address that a copy had
    build([folder], index, jobs=1, keep_others=True)
    assert C in held(index).values()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({C: "c.txt"}, {C: A}),
        ({}, {}),
        ({"../c": "c.txt", "C": "c.txt", "": "c.txt", A: "c.txt"}, {}),
        ({C: "", D: "d\0.txt"}, {}),
        (None, {}),
    ],
)
def test_of_copies_only_what_may_be_is_taken_in(follow, index, tmp_path, told, kept):
    follow()
    change = {} if told is None else {"copies": told}
    lines = [json.loads(one) for one in export(index)]
    lines = [{key: one[key] for key in one if key not in ("crc32", "copies")} for one in lines]
    text = "\n".join(json.dumps(one | change) for one in lines[:1])
    (tmp_path / "kho.jsonl").write_text(text, "utf-8")
    build([tmp_path / "kho.jsonl"], tmp_path / "other", jobs=1)
    assert A in held(tmp_path / "other").values()
    assert Holdings.of(FolderStore(tmp_path / "other").records(None)).aliases == kept


def test_of_a_refused_notice_an_export_leaves_no_copies(index, tmp_path, trust_young_files):
    secret = f"MẬT\n{notice(8)}"
    drop(tmp_path / "in", x=secret, y=secret, z=notice(1))
    build([tmp_path / "in"], index, jobs=1, admitted=("Mật",))
    (tmp_path / "kho.jsonl").write_bytes(b"".join(export(index)))
    for admitted, wanted in ((("Mật",), 1), ((), 0), (("Mật",), 1)):
        build([tmp_path / "kho.jsonl"], tmp_path / "other", jobs=1, admitted=admitted)
        records = FolderStore(tmp_path / "other").records(None)
        assert sum(len(one.copies) for one in records) == wanted
    build([tmp_path / "kho.jsonl"], tmp_path / "third", jobs=1)
    assert [one.copies for one in FolderStore(tmp_path / "third").records(None)] == [{}]


def test_twins_that_cannot_be_read_are_each_named(follow, folder):
    for name in ("x", "y"):
        (folder / f"{name}.txt").write_bytes(bytes(range(256)) * 20)
    assert follow().failed.keys() == {"x.txt", "y.txt"}
    again = follow()
    assert again.failed.keys() == {"x.txt", "y.txt"}
    assert again.nothing_new


def test_secret_twins_are_each_refused_and_forgotten(follow, folder, index):
    drop(folder, x=f"MẬT\n{notice(8)}", y=f"MẬT\n{notice(8)}")
    for _ in range(2):
        assert follow().refused.keys() == {"x.txt", "y.txt"}
    assert all(not one.digest for one in FolderStore(index).records(None) if one.refused)
    assert follow(admitted=("Mật",)).refused == {}
    assert len(held(index)) in (3, 4)
    follow(admitted=("Mật",))
    assert len(held(index)) == 3
    assert follow().refused.keys() == {"x.txt", "y.txt"}
    assert len(held(index)) == 2


def test_a_lost_list_is_made_again_with_the_copies(follow, index):
    follow()
    before = held(index), copies(index)
    (index / read_manifest(index).records).unlink()
    follow()
    assert (held(index), copies(index)) == before


def test_nothing_is_opened_to_see_that_all_is_as_it_was(follow, folder, index, monkeypatch):
    follow()
    monkeypatch.setattr("indexer.index.twins.digest_of", None)
    assert not is_stale([folder], index)
    os.utime(folder / "b.txt")
