"""Whoosh's term file, written at once: every term of a segment with what is known of it.

The format is Whoosh's own ordered hash file (``whoosh.filedb.filetables``), which stock Whoosh
reads.  Its own writer hashes by MD5 and fills the tables slot by slot in Python; here the terms
are hashed by CRC-32, which the format allows, and placed by array operations.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

_HEADER = struct.Struct("!4sBii")
_LENGTHS = struct.Struct("!ii")
_LENGTH = struct.Struct("!i")
_CRC32 = 1
_BUCKETS = 256
_SLOT = np.dtype([("hash", ">u4"), ("at", ">i8")])
_DIRECTORY_ENTRY = np.dtype([("at", ">i8"), ("slots", ">i4")])


def write_term_index(
    path: Path, fields: Mapping[str, int], keys: Sequence[bytes], values: Sequence[bytes]
) -> None:
    """Write ``keys`` (ascending, each once) with their values; ``fields`` numbers the fields."""
    header = _HEADER.pack(b"HSH3", _CRC32, 0, 0)
    records = [
        _LENGTHS.pack(len(key), len(value)) + key + value
        for key, value in zip(keys, values, strict=True)
    ]
    sizes = np.fromiter(map(len, records), dtype=np.int64, count=len(records))
    at = len(header) + np.cumsum(sizes) - sizes
    end = len(header) + int(sizes.sum())
    hashes = np.fromiter(map(zlib.crc32, keys), dtype=np.int64, count=len(keys))
    slots, directory = _hash_tables(hashes, at, end)
    # The narrowest types that Whoosh's reader knows and that are wide enough.
    index = at.astype(">u4" if end < 1 << 32 else ">i8")
    extras = pickle.dumps(
        {
            "fieldmap": dict(fields),
            "indextype": "I" if index.itemsize == 4 else "q",
            "indexlen": len(keys),
        },
        protocol=2,
    )
    with path.open("wb") as file:
        file.write(header)
        file.writelines(records)
        file.write(slots.tobytes())
        file.write(directory.tobytes())
        file.write(extras)
        file.write(index.tobytes())
        file.write(_LENGTH.pack(len(extras) + index.nbytes))


def _hash_tables(
    hashes: Integers, at: Integers, start: int
) -> tuple[npt.NDArray[np.void], npt.NDArray[np.void]]:
    """The slots of the 256 tables one after the other, and where each table lies."""
    buckets = hashes % _BUCKETS
    sizes = 2 * np.bincount(buckets, minlength=_BUCKETS)
    bases = np.cumsum(sizes) - sizes
    slots = np.zeros(int(sizes.sum()), dtype=_SLOT)
    places = _places(hashes // _BUCKETS, sizes[buckets], bases[buckets], len(slots))
    slots["hash"][places] = hashes
    slots["at"][places] = at
    directory = np.zeros(_BUCKETS, dtype=_DIRECTORY_ENTRY)
    directory["at"] = start + bases * _SLOT.itemsize
    directory["slots"] = sizes
    return slots, directory


def _places(hashes: Integers, sizes: Integers, bases: Integers, slots: int) -> Integers:
    """A slot for each key: its home or the next free one after it, within its own table.

    All keys try at once; of several at one free slot the first gets it, the others go on.  So
    every slot that a key went past is taken, which is all that a look-up relies on.
    """
    taken = np.zeros(slots, dtype=bool)
    places = np.zeros(len(hashes), dtype=np.int64)
    waiting = np.arange(len(hashes))
    tries = hashes % np.maximum(sizes, 1)
    while len(waiting):
        wanted = bases[waiting] + tries[waiting]
        free = np.flatnonzero(~taken[wanted])
        found, first = np.unique(wanted[free], return_index=True)
        winners = waiting[free[first]]
        places[winners] = found
        taken[found] = True
        lost = np.ones(len(waiting), dtype=bool)
        lost[free[first]] = False
        waiting = waiting[lost]
        tries[waiting] = (tries[waiting] + 1) % sizes[waiting]
    return places
