"""The write seam holds: a build makes the same of any store, and knows none of them."""

import subprocess
import sys

import pytest

from indexer.index.build import build
from indexer.index.entry import FIELDS, FieldKind
from indexer.index.export import export
from indexer.index.whoosh import store as folder_store
from indexer.index.whoosh.writer import SCHEMA
from tests.checkout import ROOT
from tests.indexer.index.server_store import Server, ServerStore
from tests.notices import drop, notice
from tests.papers import put


def on_server(server, work):
    """What ``work`` gives where the store is that server."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder_store, "FolderStore", lambda _address: ServerStore(server))
        return work()


def add(folder):
    drop(folder, d=notice(4), e=notice(5))


def change(folder):
    drop(folder, a=notice(1, "lại"))


def rename(folder):
    (folder / "b.txt").rename(folder / "z.txt")


def remove(folder):
    (folder / "c.txt").unlink()


def spoil(folder):
    (folder / "a.txt").write_bytes(b"")


def empty(folder):
    for path in folder.iterdir():
        path.unlink()


def add_the_text_of_a_scan(folder):
    put(folder, "b.docx", notice(2))


def add_another_version(folder):
    put(folder, "a.docx", notice(1))


def remove_the_versions(folder):
    for name in ("a.docx", "b.docx"):
        (folder / name).unlink()


VERSIONS = (add_the_text_of_a_scan, add_another_version, remove_the_versions)
STEPS = (*VERSIONS, add, change, rename, remove, spoil, change, empty, add)


def told(report):
    return {name: getattr(report, name) for name in report.__slots__}


@pytest.mark.usefixtures("clock")
def test_whatever_happens_to_the_files_both_stores_hold_the_same(tmp_path, scanned):
    scanned("b.txt")
    folder, index, server = tmp_path / "in", tmp_path / "index", Server()
    drop(folder, a=notice(1), b=notice(2), c=notice(3))

    def follow():
        report = build([folder], index, jobs=1, confirm_removals=True)
        return told(report), list(export(index))

    assert follow() == on_server(server, follow)
    for step in STEPS:
        step(folder)
        assert follow() == on_server(server, follow), step
        assert on_server(server, lambda: build(None, index, jobs=1)).nothing_new
    assert server.number == len(STEPS) + 1
    assert len(server.documents) == 2


def test_a_build_that_is_stopped_leaves_a_server_as_it_was(tmp_path):
    folder, index, server = tmp_path / "in", tmp_path / "index", Server()
    drop(folder, a=notice(1), b=notice(2))
    on_server(server, lambda: build([folder], index, jobs=1))
    before = list(server.documents)
    change(folder)

    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        on_server(server, lambda: build([folder], index, stop, jobs=1))
    assert (server.documents, server.number) == (before, 1)


def test_the_schema_has_the_fields_of_an_entry():
    assert sorted(SCHEMA.names()) == sorted(FIELDS)
    scored = {name for name, kind in FIELDS.items() if kind.is_scored}
    assert {name for name, field in SCHEMA.items() if field.scorable} == scored
    with_positions = {name for name, kind in FIELDS.items() if kind is FieldKind.TEXT}
    assert {
        name for name, field in SCHEMA.items() if field.format and field.supports("positions")
    } == with_positions


def test_who_imports_the_room_imports_no_engine():
    modules = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "indexer" / "index").glob("*.py")
    )
    assert "indexer.index.build" in modules
    code = (
        f"import sys, importlib\nfor name in {modules}: importlib.import_module(name)\n"
        f"print([one for one in sys.modules if one.split('.')[0] == 'whoosh' or '.whoosh' in one])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
