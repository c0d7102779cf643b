"""Whoosh's posting lists as arrays: no matcher object, no Python call for each posting.

A list on disk is a chain of blocks of up to 128 postings; a block holds two pickles, its
description and its (perhaps compressed) document numbers, frequencies and positions.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer import inert_pickle
from indexer.index.whoosh.checked_file import CheckedFile
from indexer.index.whoosh.long_lists import Numbers
from indexer.index.whoosh.segment import SegmentFiles

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Frequencies = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
_LENGTH = struct.Struct("!i")
_MARK = b"W3Bl"  # whoosh.codec.whoosh3.WHOOSH3_HEADER_MAGIC
_AT_ONCE = 200  # bytes: most lists are shorter
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


def _blocks(file: CheckedFile, at: int, among: Mask | None = None) -> Iterator[_Block]:
    """The blocks of a list; with ``among`` only blocks that may hold some."""
    held, checked = file.held, at + _AT_ONCE
    file.check(at, checked)
    if held[at : at + 4] != _MARK:
        raise ValueError("posting list without its mark")
    at, last, before = at + 4, False, 0
    while not last:
        if at + 4 > checked:
            file.check(at, at + 4)
        (size,) = _LENGTH.unpack_from(held, at)
        last, size = size < 0, abs(size)
        if at + 4 + size > checked:
            file.check(at, at + 4 + size)
        stream = BytesIO(held[at + 4 : at + 4 + size])
        count, greatest, _, compression, _, _ = inert_pickle.load(stream)
        at += 4 + size
        if among is None or among[before : greatest + 1].any():
            rest = stream.read()
            data = zlib.decompress(rest) if compression else rest
            deltas, weights, values = inert_pickle.loads(data)
            yield _Block(count, deltas, weights, values)
        before = greatest + 1


def read_postings(files: SegmentFiles, field: str, term: bytes) -> PostingList:
    """The posting list of a term in one segment; empty where the term does not occur."""
    found = files.terms.find(field, term)
    if found is None:
        return _NO_POSTINGS
    return read_list(files, found.at)


def read_list(files: SegmentFiles, at: int) -> PostingList:
    """The posting list that begins there in the postings file."""
    mapped = files.long_lists.find(at)
    return read_blocks(files, at) if mapped is None else PostingList(*mapped)


def read_blocks(files: SegmentFiles, at: int) -> PostingList:
    """The same, from Whoosh's own blocks."""
    all_ids: list[Numbers] = []
    all_weights: list[Frequencies] = []
    for block in _blocks(files.posting_lists, at):
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
    files: SegmentFiles, field: str, term: bytes, among: Mask | None = None
) -> Integers:
    """The occurrences of a term in one segment, document and position packed in one number:
    all of them, or those ``among`` some documents."""
    found = files.terms.find(field, term)
    if found is None:
        return _NO_INTEGERS
    parts = [
        _packed(np.cumsum(np.array(block.deltas, dtype=np.int64)), block.values or (), among)
        for block in _blocks(files.posting_lists, found.at, among)
    ]
    return np.concatenate([_NO_INTEGERS, *parts])


# Pickle's codes for one list, in a frame so that it is read at once: the frame takes its size.
_FRAME, _OPEN, _CLOSE = struct.Struct("<3sQ"), b"](", b"e."
_COUNT = 4


def _packed(numbers: Integers, values: Sequence[bytes], among: Mask | None) -> Integers:
    """The positions of some postings: each a count in four bytes, then pickled differences.

    The pickles are lists of small numbers in one way of writing, and become one list.
    """
    if among is not None:
        chosen = np.flatnonzero(among[numbers])
        numbers, values = numbers[chosen], [values[at] for at in chosen.tolist()]
    if not len(numbers):
        return _NO_INTEGERS
    first, last = _COUNT + len(_OPEN), -len(_CLOSE)
    body = b"".join([_OPEN, *[value[first:last] for value in values], _CLOSE])
    steps = inert_pickle.loads(_FRAME.pack(b"\x80\x04\x95", len(body)) + body)
    counts = b"".join([value[:_COUNT] for value in values])
    sizes = np.frombuffer(counts, dtype=">u4").astype(np.int64)
    sums = np.cumsum(np.array(steps, dtype=np.int64))
    ends = np.cumsum(sizes)
    if len(sums) != ends[-1]:
        raise ValueError("positions of another number")
    before = np.repeat(np.concatenate([[0], sums[ends[:-1] - 1]]), sizes)
    packed: Integers = (np.repeat(numbers, sizes) << POSITION_BITS) + sums - before
    return packed
