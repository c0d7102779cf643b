"""Since when a notice is held: kept with the list of files, and no part of what an index is."""

import json
from dataclasses import replace

import pytest

from indexer.index import plan
from indexer.index.build import build
from indexer.index.export import export
from indexer.index.fingerprints import StageFingerprints
from indexer.index.records import Intake, intakes_of
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.store import FolderStore
from search.engine.backends import open_engine
from search.query.model import Query
from tests.committed import of_another_version
from tests.exported import edited
from tests.notices import drop, notice


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1), b=notice(2))
    return tmp_path / "in"


@pytest.fixture
def later(folder, index, clock):
    """Build so many seconds after the beginning; since when each file's notice is held."""
    begin = clock.now

    def build_at(seconds, sources=(folder,), directory=index, **options):
        clock.now = begin + seconds
        build([*sources] or None, directory, jobs=1, **options)
        return intakes(directory, begin)

    return build_at


def intakes(index, begin):
    """By source, the seconds after the beginning at which a notice came and changed."""
    known = intakes_of(FolderStore(index).records(None))
    found = {}
    for hit in open_engine(index).search(Query(per_page=100)).hits:
        one = known.get(hit.card.id, Intake())
        found[hit.card.source] = tuple(
            at if at is None else at - begin for at in (one.first, one.changed)
        )
    return found


def test_what_is_new_came_with_its_commit_and_the_others_stay(later, folder):
    assert later(0) == {"a.txt": (0, 0), "b.txt": (0, 0)}
    drop(folder, c=notice(3), b=notice(2, "khác"))
    assert later(50) == {"a.txt": (0, 0), "b.txt": (0, 50), "c.txt": (50, 50)}


def rename(folder):
    (folder / "a.txt").rename(folder / "z.txt")


def spoil(folder):
    (folder / "a.txt").write_bytes(b"")


@pytest.mark.parametrize(
    ("change", "held"),
    [
        (rename, {"z.txt": (0, 0), "b.txt": (0, 0)}),
        (spoil, {"a.txt": (0, 0), "b.txt": (0, 0)}),
        (lambda folder: (folder / "a.txt").unlink(), {"b.txt": (0, 0)}),
        (
            lambda folder: folder.rename(folder.with_name("away")),
            {"a.txt": (0, 0), "b.txt": (0, 0)},
        ),
    ],
)
def test_it_follows_the_notice_whatever_happens_to_its_file(later, folder, change, held):
    later(0)
    change(folder)
    assert later(50, sources=()) == held
    assert later(90, sources=()) == held


@pytest.mark.parametrize("stage", ["reading", "understanding", "entry"])
def test_to_be_made_anew_is_no_change_of_the_paper(later, monkeypatch, stage):
    before = later(0)
    now = plan.current_fingerprints()
    monkeypatch.setattr(plan, "current_fingerprints", lambda: replace(now, **{stage: "another"}))
    assert later(50) == before


def test_what_was_taken_away_and_brought_back_came_anew(later, folder):
    later(0)
    (folder / "a.txt").unlink()
    later(10)
    drop(folder, a=notice(1))
    assert later(50)["a.txt"] == (50, 50)


# --- what earlier versions did not write down -----------------------------------------------------


def forget(index):
    """Make the list of files one that an earlier version wrote."""
    store = FolderStore(index)
    store.update_records([replace(one, intakes={}) for one in store.records(None)])


def test_of_an_index_of_an_earlier_version_it_is_not_known(later, folder, index):
    later(0)
    forget(index)
    of_another_version(index)
    drop(folder, b=notice(2, "khác"), c=notice(3))
    assert later(50) == {"a.txt": (None, None), "b.txt": (None, 50), "c.txt": (50, 50)}
    assert later(90)["a.txt"] == (None, None)


def test_a_lost_list_is_made_again_without_it(later, index):
    later(0)
    (index / read_manifest(index).records).unlink()
    assert later(50) == {"a.txt": (None, None), "b.txt": (None, None)}


# --- exports --------------------------------------------------------------------------------------


def exported(index, folder, change=lambda line: line):
    folder.mkdir()
    lines = [edited(change(json.loads(line))) for line in export(index)]
    (folder / "all.jsonl").write_bytes(b"".join(lines))


def test_an_export_brings_it_along(later, folder, index, tmp_path):
    later(0)
    drop(folder, b=notice(2, "khác"))
    before = later(20)
    exported(index, tmp_path / "out")
    other = tmp_path / "other"
    assert later(50, [tmp_path / "out"], other) == before == {"a.txt": (0, 0), "b.txt": (0, 20)}
    assert later(90, [tmp_path / "out"], other) == before


@pytest.mark.parametrize(
    "told",
    [None, {"first": -1, "changed": 0}, {"first": 10**12, "changed": 10**12}, {"first": 10**30}],
)
def test_what_an_export_does_not_tell_or_cannot_mean_is_not_known(later, index, tmp_path, told):
    later(0)
    exported(index, tmp_path / "out", lambda line: line | {"intake": told})
    found = later(50, [tmp_path / "out"], tmp_path / "other")
    assert set(found.values()) <= {(None, None)}


# --- two builds of one corpus ---------------------------------------------------------------------


def test_two_builds_of_one_corpus_are_the_same_at_any_time(later, index, tmp_path):
    later(0)
    later(1_000, directory=tmp_path / "second")
    one, two = (read_manifest(at) for at in (index, tmp_path / "second"))
    assert one.generation == two.generation

    def stored(at):
        contents = FolderStore(at).contents()
        return [(id_, contents.stored(id_)) for id_ in contents.ids()]

    assert stored(index) == stored(tmp_path / "second")
    assert isinstance(one.parts, StageFingerprints)


def test_the_order_of_arrival_is_that_of_the_commits_and_then_of_the_dates(later, folder, index):
    later(0)
    drop(folder, c=notice(3), d=notice(4).replace("năm 2022", "năm 2023"))
    later(50)
    forget_one = FolderStore(index)
    forget_one.update_records(
        [
            replace(one, intakes={}) if one.source == "a.txt" else one
            for one in forget_one.records(None)
        ]
    )
    engine = open_engine(index)
    query = Query(sort="arrival")
    order = [hit.card.source for hit in engine.search(query).hits]
    assert order == ["d.txt", "c.txt", "b.txt", "a.txt"]
    assert [one.source for one in engine.scan(query)] == order
    pages = [engine.search(replace(query, per_page=3, page=page)).hits for page in (1, 2)]
    assert [[hit.card.source for hit in one] for one in pages] == [order[:3], order[3:]]
