"""Which segments a state has: a file of ours, since Whoosh's own table of contents is a pickle.

The fields are those of the program's version, so that no schema is written down.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import SEEK_CUR, BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from indexer import inert_pickle
from indexer.index.durable import read_file, replace_file
from indexer.index.sealed_json import FIRST_SEALED, check_seal, seal
from indexer.index.whoosh.damage import damaged_file
from indexer.index.whoosh.manifest import Manifest
from indexer.index.whoosh.segment import SegmentInfo

_INTS = 8
_LAST_WITH_TOC = 5
"""The last version that left the list of segments to Whoosh."""


class _SegmentList(msgspec.Struct, frozen=True):
    """The segments of the state that has this generation, and so of no other one."""

    generation: str
    segments: Sequence[SegmentInfo]


def write_segments(directory: Path, manifest: Manifest, segments: Sequence[SegmentInfo]) -> None:
    """Put the list on the disk."""
    listed = _SegmentList(manifest.generation, segments)
    replace_file(directory / manifest.segments, seal(listed))


def read_segments(directory: Path, manifest: Manifest) -> list[SegmentInfo]:
    """The segments of a state of any version; raises whatever is wrong with their list."""
    if manifest.schema <= _LAST_WITH_TOC:
        return _segments_of_toc(read_file(directory / manifest.toc))
    path = directory / manifest.segments
    data = read_file(path)
    try:
        check_seal(data, manifest.schema)
        if manifest.schema < FIRST_SEALED:
            return msgspec.json.decode(data, type=list[SegmentInfo])
        listed = msgspec.json.decode(data, type=_SegmentList)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise damaged_file(path) from None
    if listed.generation != manifest.generation:
        raise damaged_file(path)
    return list(listed.segments)


def _segments_of_toc(data: bytes) -> list[SegmentInfo]:
    """What a table of contents of Whoosh says, without making the objects that it names."""
    stream = BytesIO(data)
    for _ in range(3):  # the sizes of its numbers
        _varint(stream)
    stream.seek(_INTS, SEEK_CUR)  # the order of its bytes, the version of the format
    for _ in range(3):  # the version of Whoosh
        _varint(stream)
    stream.seek(_varint(stream), SEEK_CUR)  # the schema, another pickle
    stream.seek(_INTS, SEEK_CUR)  # the number of the state, and nothing
    listed: list[inert_pickle.Stub] = inert_pickle.load(stream)
    return [msgspec.convert(_facts(one.state), SegmentInfo) for one in listed]


def _varint(stream: BinaryIO) -> int:
    """A number in as many bytes as it needs, seven bits each, the lowest first."""
    value = shift = 0
    while True:
        (byte,) = stream.read(1)
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value


def _facts(state: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": f"{state['indexname']}_{state['segid']}",
        "size": state["_doccount"],
        "lengths": dict(state["_fieldlengths"]),
        "deleted": sorted(state["_deleted"] or ()),
    }
