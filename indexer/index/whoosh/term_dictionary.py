"""Whoosh's term file, written at once: every term of a segment with what is known of it.

The format is Whoosh's own ordered hash file (``whoosh.filedb.filetables``), which stock Whoosh
reads.  Its own writer hashes by MD5 and fills the tables slot by slot in Python; here the terms
are hashed by CRC-32, which the format allows, and placed by array operations.

Here it is also read: without an object for each term, and only the number of documents that have
it, the first of them, and where its posting list begins.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer import inert_pickle
from indexer.index.whoosh.checked_file import SHIFT, CheckedFile

Integers = npt.NDArray[np.int64]

_HEADER = struct.Struct("!4sBii")
_LENGTHS = struct.Struct("!ii")
_LENGTH = struct.Struct("!i")
_CRC32 = 1
_BUCKETS = 256
_SLOT = np.dtype([("hash", ">u4"), ("at", ">i8")])
_DIRECTORY_ENTRY = np.dtype([("at", ">i8"), ("slots", ">i4")])
_FIELD = struct.Struct("!H")
_SLOT_READ = struct.Struct("!Iq")
_LAST_OF_SLOT = _SLOT_READ.size - 1
_INDEX_TYPES = {"I": ">u4", "q": ">i8"}
# What a record says of a term (whoosh.codec.whoosh3.W3TermInfo): whether the list lies in the
# record itself, which ours never does; the number of documents; the first one; where the list is.
_RECORD = struct.Struct("!?4xI6xI4xq")

_EXTRAS = 1 << 14
"""Bytes that the names of the fields, and what else is said of the whole file, take at most."""

_CHUNK = 1 << 11
"""Bytes read at first, and doubled each time: a prefix may have one term or all of them."""


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


class TermInfo(NamedTuple):
    """What is known of a term: how many documents have it, the first one, where its list begins."""

    documents: int
    first: int
    at: int


class TermDictionary:
    """The terms of one segment."""

    def __init__(self, file: CheckedFile) -> None:
        held = file.held
        mark, hashed_by, _, _ = _HEADER.unpack_from(file.read(0, _HEADER.size))
        if mark != b"HSH3" or hashed_by != _CRC32:
            raise ValueError("not a term file of ours")
        end = len(held) - _LENGTH.size
        (size,) = _LENGTH.unpack_from(file.read(end, len(held)))
        self._check, self._read, self._held = file.check, file.read, held
        self._checked = file.checked
        extras = inert_pickle.loads(file.read(end - size, min(end, end - size + _EXTRAS)))
        self._fields: dict[str, int] = extras["fieldmap"]
        kind = np.dtype(_INDEX_TYPES[extras["indextype"]])
        count = int(extras["indexlen"])
        self._index_at = end - count * kind.itemsize
        self._index = np.frombuffer(held, kind, count, offset=self._index_at)
        tables = file.read(end - size - _BUCKETS * _DIRECTORY_ENTRY.itemsize, end - size)
        self._tables = np.frombuffer(tables, _DIRECTORY_ENTRY).tolist()
        self._end = int(self._tables[0][0])

    def find(self, field: str, term: bytes) -> TermInfo | None:
        """What is known of a term; None where the segment does not have it."""
        number = self._fields.get(field)
        if number is None:
            return None
        key, held, checked = _FIELD.pack(number) + term, self._held, self._checked
        hashed = zlib.crc32(key)
        start, slots = self._tables[hashed % _BUCKETS]
        for step in range(slots):
            slot = start + ((hashed // _BUCKETS + step) % slots) * _SLOT_READ.size
            if not (checked[slot >> SHIFT] and checked[(slot + _LAST_OF_SLOT) >> SHIFT]):
                self._check(slot, slot + _SLOT_READ.size)
            found, at = _SLOT_READ.unpack_from(held, slot)
            if not at:
                return None
            if found == hashed:
                self._check(at, at + _LENGTHS.size + len(key) + _RECORD.size)
                key_size, _ = _LENGTHS.unpack_from(held, at)
                at += _LENGTHS.size
                if held[at : at + key_size] == key:
                    return _record(held, at + key_size)
        return None

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, TermInfo]]:
        """The terms of a field that begin with a prefix, in order, with what is known of them."""
        number = self._fields.get(field)
        if number is None:
            return
        first = _FIELD.pack(number) + prefix.encode()
        at, size = self._place(first), _CHUNK
        while at < self._end:
            chunk = bytes(self._read(at, min(at + size, self._end)))
            start, size = at, 2 * size
            for key, record, after in _records(chunk):
                if not key.startswith(first):
                    return
                yield key[_FIELD.size :].decode(), record
                at = start + after

    def _place(self, key: bytes) -> int:
        """Where the first record lies whose key is not below this one."""
        held, checked = self._held, self._checked
        reach = _LENGTHS.size + len(key)
        low, high = 0, len(self._index)
        while low < high:
            middle = (low + high) // 2
            at = self._record_at(middle)
            # No more of a longer key is needed to tell that it is not below.
            if not (checked[at >> SHIFT] and checked[min(at + reach, self._end) >> SHIFT]):
                self._check(at, at + reach)
            (size, _) = _LENGTHS.unpack_from(held, at)
            at += _LENGTHS.size
            if held[at : at + min(size, len(key))].tobytes() < key:
                low = middle + 1
            else:
                high = middle
        return self._record_at(low) if low < len(self._index) else self._end

    def _record_at(self, number: int) -> int:
        size, checked = self._index.itemsize, self._checked
        at = self._index_at + number * size
        if not (checked[at >> SHIFT] and checked[(at + size - 1) >> SHIFT]):
            self._check(at, at + size)
        return int(self._index[number])


def _records(chunk: bytes) -> Iterator[tuple[bytes, TermInfo, int]]:
    """Each whole record: its key, what it says, and where the next one begins."""
    at = 0
    while at + _LENGTHS.size <= len(chunk):
        key_size, value_size = _LENGTHS.unpack_from(chunk, at)
        key = at + _LENGTHS.size
        value = key + key_size
        at = value + value_size
        if at > len(chunk):
            return
        yield chunk[key:value], _record(chunk, value), at


def _record(held: bytes | memoryview, at: int) -> TermInfo:
    in_place, *known = _RECORD.unpack_from(held, at)
    if in_place:
        raise ValueError("a posting list in the term file")
    return TermInfo(*known)
