"""The other addresses of notices, in the list of files of this version and of earlier ones."""

import json

import pytest

from indexer.documents import document_id
from indexer.index.build import build
from indexer.index.holdings import Holdings
from indexer.index.records import FileRecord
from indexer.index.sealed_json import seal
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.store import FolderStore
from tests.notices import drop, notice

A, B, C, D = (document_id(f"{name}.txt") for name in "abcd")


def as_version_8(index):
    """Turn the list of an index into that of the version that knew one other address of a file."""
    manifest = read_manifest(index)
    path = index / manifest.records
    listed = json.loads(path.read_bytes())
    del listed["crc32"]
    for one in listed["files"]:
        leads = one.pop("leads")
        one["alias"] = next(iter(leads), "")
        one["copy_of"] = "" if one["notices"] else next(iter(leads.values()), "")
    path.write_bytes(seal(listed))
    said = json.loads((index / "viendan.json").read_bytes())
    del said["crc32"]
    (index / "viendan.json").write_bytes(seal(said | {"schema": 8}, for_people=True))


def test_the_copies_of_an_earlier_version_are_taken_over(tmp_path, index, trust_young_files):
    folder = tmp_path / "in"
    drop(folder, a=notice(1), b=notice(2), c=notice(1), d=notice(2))
    build([folder], index, jobs=1)
    (folder / "b.txt").unlink()  # d takes its place: a file that stands, with another address
    build([folder], index, jobs=1)
    known = FolderStore(index).records(None)
    as_version_8(index)
    assert FolderStore(index).records(None) == known
    build([folder], index, jobs=1)
    aliases = Holdings.of(FolderStore(index).records(None)).aliases
    assert aliases == {C: A, D: B}


@pytest.mark.parametrize(
    ("record", "copy_of", "addresses"),
    [
        (FileRecord("a", "a", "", notices=("x",)), "", ["x"]),
        (FileRecord("a", "a", "", notices=("x",), leads={"y": "x", "z": "x"}), "", ["x", "y", "z"]),
        (FileRecord("a", "a", "", leads={"y": "x", "z": "x"}), "x", ["y", "z"]),
        (FileRecord("a", "a", "", export=True, leads={"y": "x"}), "", ["y"]),
        (FileRecord("a", "a", ""), "", []),
    ],
)
def test_a_file_without_a_notice_of_its_own_is_a_copy(record, copy_of, addresses):
    assert (record.copy_of, record.addresses) == (copy_of, addresses)
