"""What an index holds, what it should hold, and what in its directory no committed state names."""

import hashlib
from dataclasses import replace

import msgspec

from indexer.index.whoosh.manifest import read_manifest, write_manifest
from indexer.index.whoosh.opening import open_index

FILE_EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "fcntl.flock"}
"""What the interpreter calls the steps that touch files."""


def wanted(folder):
    """What an index of a folder holds: each source with the digest of its bytes."""
    paths = [path for path in folder.rglob("*.txt") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def held(index):
    """What an index holds, read through and through; nothing where there is none."""
    if read_manifest(index) is None:
        return None
    found = {}
    for files in open_index(index).segments:
        for _, number in files.notices():
            reading = msgspec.json.decode(files.notice(number))
            found[reading["document"]["source"]] = reading["document"]["digest"]
        assert list(files.terms.terms("body")) or not files.info.size
    return found


def leftovers(index):
    """The files that belong to no committed state."""
    names = [files.info.name for files in open_index(index).segments]
    manifest = read_manifest(index)
    known = {"viendan.json", manifest.records, manifest.segments}
    return [
        path.name
        for path in index.iterdir()
        if path.name not in known and path.name.split(".")[0] not in (*names, "MAIN_WRITELOCK")
    ]


def of_another_version(index):
    """Make the manifest of an index say that a later version of the program wrote it."""
    manifest = read_manifest(index)
    write_manifest(index, replace(manifest, schema=manifest.schema + 90))
