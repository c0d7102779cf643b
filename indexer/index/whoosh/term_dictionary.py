"""Whoosh's term file, written at once: every term of a segment with what is known of it.

The format is Whoosh's own ordered hash file (``whoosh.filedb.filetables``), which stock Whoosh
reads.  Its own writer hashes by MD5 and fills the tables slot by slot in Python; here the terms
are hashed by CRC-32, which the format allows, and placed by array operations.

The long posting lists of a segment as plain arrays, beside Whoosh's own files.

Whoosh keeps a list as a chain of compressed blocks, and decoding a common word takes a
millisecond; here it is a part of a mapped file.  The file says nothing that Whoosh's files do not
say: a segment without it, or with a damaged one, is read from its blocks and gives the same.

Its parts are the mark, the numbers of lists and of postings, the widths of a document number and
of a frequency in bytes; where in Whoosh's postings file each list lies (ascending); where it
begins and ends among the postings here; the document numbers and the frequencies of all lists.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

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


EXTENSION = ".lists"

_LISTS_HEADER = struct.Struct("<8sqqbb6x")
_MARK = b"viendan1"

Numbers = npt.NDArray[np.integer[Any]]
"""Numbers of any width."""


class Lists(NamedTuple):
    """Posting lists one after the other: list ``n`` has the next ``sizes[n]`` postings.

    ``at`` is where Whoosh's own list begins in the postings file of the segment.
    """

    at: Integers
    sizes: Integers
    documents: Integers
    frequencies: Integers


def write_long_lists(path: Path, parts: Sequence[Lists]) -> None:
    """Write the lists of all fields, in the order in which they lie in the postings file."""
    at, sizes, documents, frequencies = map(np.concatenate, zip(*parts, strict=True))
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    widths = _width(documents), _width(frequencies)
    with path.open("wb") as file:
        file.write(_LISTS_HEADER.pack(_MARK, len(at), len(documents), *widths))
        for array, width in zip((at, bounds, documents, frequencies), (8, 8, *widths), strict=True):
            file.write(array.astype(f"<u{width}").tobytes())


def _width(values: Integers) -> int:
    """The bytes that the greatest of the values needs."""
    return np.min_scalar_type(int(values.max(initial=0))).itemsize


class LongLists:
    """The long lists of one segment, in whatever holds the bytes of its file.

    Bytes that are not those of a whole file hold no list.
    """

    def __init__(self, held: memoryview) -> None:
        self._at: Numbers = np.zeros(0, dtype=np.int64)
        if len(held) < _LISTS_HEADER.size:
            return
        mark, count, total, *widths = _LISTS_HEADER.unpack_from(held)
        sizes = (8 * count, 8 * (count + 1), widths[0] * total, widths[1] * total)
        if mark != _MARK or len(held) != _LISTS_HEADER.size + sum(sizes):
            return
        ends = list(accumulate(sizes, initial=_LISTS_HEADER.size))
        self._at, self._bounds, self._documents, self._frequencies = (
            np.frombuffer(held[start:end], f"<u{width}")
            for start, end, width in zip(ends, ends[1:], (8, 8, *widths), strict=False)
        )

    def __len__(self) -> int:
        return len(self._at)

    def find(self, at: int) -> tuple[Numbers, Numbers] | None:
        """The documents and frequencies of the list that begins there; None if it is not here."""
        place = int(np.searchsorted(self._at, np.uint64(at)))
        if place == len(self._at) or self._at[place] != at:
            return None
        own = slice(self._bounds[place], self._bounds[place + 1])
        return self._documents[own], self._frequencies[own]
