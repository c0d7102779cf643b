"""Whoosh's posting lists as arrays: no matcher object, no Python call for each posting.

A list on disk is a chain of blocks of up to 128 postings; a block holds two pickles, its
description and its (perhaps compressed) document numbers, frequencies and positions.

The terms of a segment, read from Whoosh's term file without an object for each.

Whoosh looks a term up through several layers and makes an object of everything known of it;
here it is only the number of documents that have it, or where its posting list begins.  A
reader's files share a cursor, so callers hold the lock of their segment.
"""

from __future__ import annotations

import mmap
import pickle
import struct
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo
from whoosh.reading import SegmentReader

from indexer.index.whoosh.term_dictionary import EXTENSION, LongLists, Numbers

_FIELD = struct.Struct(">H")
_LENGTHS = struct.Struct(">ii")
_SLOT = struct.Struct(">Iq")
_COUNT, _AT = struct.Struct(">I"), struct.Struct(">q")
# Where a record of whoosh.codec.whoosh3.W3TermInfo has the number of documents, and the place of
# the posting list; its first byte says whether the list lies in the record itself.
_COUNT_AT, _AT_AT = 5, 23

_CHUNK = 1 << 11
"""Bytes read at first, and doubled each time: a prefix may have one term or all of them."""


def find_term(reader: SegmentReader, field: str, term: bytes) -> int | W3TermInfo | None:
    """Where the posting list of a term begins, or Whoosh's record that holds the list itself.

    None where the segment has no such term.
    """
    terms = reader._terms
    index, number = terms._tindex, terms._fieldmap.get(field)
    if number is None:
        return None
    key = _FIELD.pack(number) + term
    file, hashed = index.dbfile, index.hashfn(key)
    start, slots = index.tables[hashed & 0xFF]
    for step in range(slots):
        slot = start + (((hashed >> 8) + step) % slots) * _SLOT.size
        found, at = _SLOT.unpack(file.get(slot, _SLOT.size))
        if not at:
            return None
        if found == hashed:
            key_size, size = _LENGTHS.unpack(file.get(at, _LENGTHS.size))
            both = file.get(at + _LENGTHS.size, key_size + size)
            if both.startswith(key) and key_size == len(key):
                record = both[key_size:]
                if record[0]:
                    return W3TermInfo.from_bytes(record)
                (place,) = _AT.unpack_from(record, _AT_AT)
                return int(place)
    return None


def read_terms(reader: SegmentReader, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
    """The terms of a field that begin with a prefix, in order, with their numbers of documents."""
    index = reader._terms._tindex
    number = reader._terms._fieldmap.get(field)
    if number is None:
        return
    first = _FIELD.pack(number) + prefix.encode()
    at, size = index.closest_key_pos(first), _CHUNK
    while at is not None and at < index.endofdata:
        chunk: bytes = index.dbfile.get(at, min(size, index.endofdata - at))
        start, size = at, 2 * size
        for key, count, after in _records(chunk):
            if not key.startswith(first):
                return
            yield key[_FIELD.size :].decode(), count
            at = start + after


def _records(chunk: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each whole record: its key, its number of documents, and where the next one begins."""
    at = 0
    while at + _LENGTHS.size <= len(chunk):
        key_size, value_size = _LENGTHS.unpack_from(chunk, at)
        key = at + _LENGTHS.size
        value = key + key_size
        at = value + value_size
        if at > len(chunk):
            return
        yield chunk[key:value], _COUNT.unpack_from(chunk, value + _COUNT_AT)[0], at


NO_LONG_LISTS = LongLists(memoryview(b""))

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Frequencies = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
_LENGTH = struct.Struct("!i")
_NO_INTEGERS: Integers = np.zeros(0, dtype=np.int64)

POSITION_BITS = 24
"""A position packed with its document number: ``document << POSITION_BITS | position``."""


class PostingList(NamedTuple):
    """The documents of one term in one segment, ascending, and how often each has it."""

    ids: Numbers
    frequencies: Frequencies | Numbers

    @property
    def nbytes(self) -> int:
        """Bytes held; what is part of a mapped file is not."""
        owned = self.ids.flags.owndata
        return int(self.ids.nbytes + self.frequencies.nbytes) if owned else 0


_NO_POSTINGS = PostingList(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


class _Block(NamedTuple):
    size: int
    deltas: tuple[int, ...]
    weights: tuple[float, ...] | float | None
    values: tuple[bytes, ...] | None


def _blocks(reader: SegmentReader, at: int, wanted: Mask | None = None) -> Iterator[_Block]:
    """The blocks of a list; where documents are wanted, only blocks that may hold some."""
    file = reader._terms._postfile
    if file.get(at, 4) != WHOOSH3_HEADER_MAGIC:
        raise ValueError("posting list without its mark")
    at, last, before = at + 4, False, 0
    while not last:
        (size,) = _LENGTH.unpack(file.get(at, 4))
        last, size = size < 0, abs(size)
        stream = BytesIO(file.get(at + 4, size))
        count, greatest, _, compression, _, _ = pickle.load(stream)  # noqa: S301 - our own index
        at += 4 + size
        if wanted is None or wanted[before : greatest + 1].any():
            rest = stream.read()
            deltas, weights, values = pickle.loads(  # noqa: S301 - our own index
                zlib.decompress(rest) if compression else rest
            )
            yield _Block(count, deltas, weights, values)
        before = greatest + 1


def read_long_lists(reader: SegmentReader) -> LongLists:
    """The long lists that lie beside a segment; none where the file is missing."""
    name = reader.segment().make_filename(EXTENSION)
    storage = reader.storage()
    if not storage.file_exists(name):
        return LongLists(memoryview(b""))
    held = storage.open_file(name).raw_file()
    return LongLists(memoryview(held if isinstance(held, mmap.mmap) else held.read()))


def read_postings(
    reader: SegmentReader, field: str, term: bytes, long_lists: LongLists = NO_LONG_LISTS
) -> PostingList:
    """The posting list of a term in one segment; empty where the term does not occur.

    The reader's files share a cursor, so callers hold the lock of their snapshot.
    """
    found = find_term(reader, field, term)
    if found is None:
        return _NO_POSTINGS
    if isinstance(found, W3TermInfo):
        ids, weights, _ = found.inlined_postings()
        return PostingList(np.array(ids, dtype=np.int32), np.array(weights, dtype=np.float32))
    mapped = long_lists.find(found)
    if mapped is not None:
        return PostingList(*mapped)
    all_ids: list[Numbers] = []
    all_weights: list[Frequencies] = []
    for block in _blocks(reader, found):
        all_ids.append(np.cumsum(np.array(block.deltas, dtype=np.int32), dtype=np.int32))
        all_weights.append(_weights(block))
    if len(all_ids) == 1:
        return PostingList(all_ids[0], all_weights[0])
    return PostingList(np.concatenate(all_ids), np.concatenate(all_weights))


def _weights(block: _Block) -> Frequencies:
    if isinstance(block.weights, tuple):
        return np.array(block.weights, dtype=np.float32)
    weight = 1.0 if block.weights is None else block.weights
    return np.full(block.size, weight, dtype=np.float32)


def read_positions(
    reader: SegmentReader, field: str, term: bytes, wanted: Mask | None = None
) -> Integers:
    """The occurrences of a term in one segment, document and position packed in one number:
    all of them, or those in the documents wanted."""
    found = find_term(reader, field, term)
    if found is None:
        return _NO_INTEGERS
    if isinstance(found, W3TermInfo):
        ids, _, values = found.inlined_postings()
        return _packed(np.array(ids, dtype=np.int64), values, wanted)
    parts = [
        _packed(np.cumsum(np.array(block.deltas, dtype=np.int64)), block.values or (), wanted)
        for block in _blocks(reader, found, wanted)
    ]
    return np.concatenate([_NO_INTEGERS, *parts])


def _packed(numbers: Integers, values: Sequence[bytes], wanted: Mask | None) -> Integers:
    """The positions of some postings: each a count in four bytes, then pickled differences."""
    if wanted is not None:
        chosen = np.flatnonzero(wanted[numbers])
        numbers, values = numbers[chosen], [values[at] for at in chosen.tolist()]
    if not len(numbers):
        return _NO_INTEGERS
    loads = pickle.loads
    steps = [loads(value[4:]) for value in values]
    sizes = np.array([len(one) for one in steps])
    sums = np.cumsum(np.array(list(chain.from_iterable(steps)), dtype=np.int64))
    ends = np.cumsum(sizes)
    before = np.repeat(np.concatenate([[0], sums[ends[:-1] - 1]]), sizes)
    packed: Integers = (np.repeat(numbers, sizes) << POSITION_BITS) + sums - before
    return packed
