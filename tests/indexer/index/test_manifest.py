"""A manifest that cannot be read is not taken for none: the index behind it stays."""

import pytest

from indexer.index import durable
from indexer.index.build import build
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.opening import open_index
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import drop, notice


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "notices", a=notice(1), b=notice(2))
    return tmp_path / "notices"


@pytest.fixture
def index(folder, tmp_path):
    build([folder], tmp_path / "index")
    return tmp_path / "index"


def contents(index):
    return {path.name: path.read_bytes() for path in index.iterdir()}


@pytest.mark.parametrize("damage", [b"{", b"", b"\xff\xfe", b"[]"])
def test_a_damaged_manifest_keeps_the_index_until_the_sources_are_named(folder, index, damage):
    (index / "viendan.json").write_bytes(damage)
    before = contents(index)
    for act in (lambda: build(None, index), lambda: open_index(index)):
        with pytest.raises(IndexProblem, match="nêu lại nguồn: viendan index NGUỒN"):
            act()
    assert contents(index) == before
    build([folder], index)
    assert open_engine(index).search(Query()).total == 2
    assert read_manifest(index).sources == (str(folder),)


def test_a_lost_manifest_is_no_new_index(index):
    (index / "viendan.json").unlink()
    before = contents(index)
    with pytest.raises(IndexProblem, match="nêu lại nguồn"):
        build(None, index)
    assert contents(index) == before


def test_a_rebuild_that_is_stopped_still_asks_for_the_sources(folder, index):
    (index / "viendan.json").write_bytes(b"{")

    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([folder], index, stop)
    with pytest.raises(IndexProblem, match="nêu lại nguồn"):
        build(None, index)


def test_a_rebuild_that_is_stopped_leaves_the_state_behind_a_damaged_manifest(folder, index):
    """Somebody may have a copy of the manifest."""
    before = contents(index)
    (index / "viendan.json").write_bytes(b"{")

    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([folder], index, stop)
    (index / "viendan.json").write_bytes(before["viendan.json"])
    assert before.items() <= contents(index).items()
    (index / "viendan.json").write_bytes(b"{")
    build([folder], index)
    assert before.keys() & contents(index).keys() == {"viendan.json", "MAIN_WRITELOCK"}


def test_a_manifest_without_permission_stops_every_build(folder, index, monkeypatch):
    before = contents(index)
    real = durable.open_own

    def refuse(path):
        if path.name == "viendan.json":
            raise PermissionError(13, "Permission denied")
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(durable, "open_own", refuse)
        for sources in (None, [folder]):
            with pytest.raises(IndexProblem, match="cấp quyền đọc"):
                build(sources, index)
    assert contents(index) == before


def test_what_was_open_is_served_while_the_manifest_is_damaged(index):
    engine = open_engine(index)
    good = (index / "viendan.json").read_bytes()
    (index / "viendan.json").unlink()
    (index / "viendan.json").write_bytes(b"{")
    assert engine.search(Query()).total == 2
    (index / "viendan.json").write_bytes(good)
    assert engine.search(Query()).total == 2
