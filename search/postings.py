"""Whoosh's posting lists as arrays: no matcher object, no Python call for each posting.

A list on disk is a chain of blocks of up to 128 postings; a block holds two pickles, its
description and its (perhaps compressed) document numbers, frequencies and positions.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo
from whoosh.reading import SegmentReader, TermNotFound

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_LENGTH = struct.Struct("!i")
_NO_INTEGERS: Integers = np.zeros(0, dtype=np.int64)
_NO_FLOATS: Floats = np.zeros(0)

POSITION_BITS = 24
"""A position packed with its document number: ``document << POSITION_BITS | position``."""


class PostingList(NamedTuple):
    """The documents of one term in one segment, ascending, and how often each has it."""

    ids: Integers
    frequencies: Floats


class _Block(NamedTuple):
    size: int
    deltas: tuple[int, ...]
    weights: tuple[float, ...] | float | None
    values: tuple[bytes, ...] | None


def _blocks(reader: SegmentReader, info: W3TermInfo) -> Iterator[_Block]:
    file = reader._terms._postfile
    at, _ = info.extent()
    if file.get(at, 4) != WHOOSH3_HEADER_MAGIC:
        raise ValueError("posting list without its mark")
    at, last = at + 4, False
    while not last:
        (size,) = _LENGTH.unpack(file.get(at, 4))
        last, size = size < 0, abs(size)
        stream = BytesIO(file.get(at + 4, size))
        count, _, _, compression, _, _ = pickle.load(stream)  # noqa: S301 - our own index
        rest = stream.read()
        deltas, weights, values = pickle.loads(  # noqa: S301 - our own index
            zlib.decompress(rest) if compression else rest
        )
        yield _Block(count, deltas, weights, values)
        at += 4 + size


def _info(reader: SegmentReader, field: str, term: bytes) -> W3TermInfo | None:
    try:
        return reader._terms.term_info(field, term)
    except TermNotFound:
        return None


def read_postings(reader: SegmentReader, field: str, term: bytes) -> PostingList:
    """The posting list of a term in one segment; empty where the term does not occur.

    The reader's files share a cursor, so callers hold the lock of their snapshot.
    """
    info = _info(reader, field, term)
    if info is None:
        return PostingList(_NO_INTEGERS, _NO_FLOATS)
    if info.is_inlined():
        ids, weights, _ = info.inlined_postings()
        return PostingList(np.array(ids, dtype=np.int64), np.array(weights, dtype=np.float64))
    all_ids: list[Integers] = []
    all_weights: list[Floats] = []
    for block in _blocks(reader, info):
        all_ids.append(np.cumsum(np.array(block.deltas, dtype=np.int64)))
        all_weights.append(_weights(block))
    return PostingList(np.concatenate(all_ids), np.concatenate(all_weights))


def _weights(block: _Block) -> Floats:
    if isinstance(block.weights, tuple):
        return np.array(block.weights, dtype=np.float64)
    return np.full(block.size, 1.0 if block.weights is None else block.weights)


def read_positions(reader: SegmentReader, field: str, term: bytes) -> Integers:
    """Every occurrence of a term in one segment, document and position packed in one number."""
    info = _info(reader, field, term)
    if info is None:
        return _NO_INTEGERS
    if info.is_inlined():
        ids, _, values = info.inlined_postings()
        return np.array(
            [
                packed
                for number, value in zip(ids, values, strict=True)
                for packed in _unpack(number, value)
            ],
            dtype=np.int64,
        )
    packed: list[int] = []
    for block in _blocks(reader, info):
        number = 0
        for delta, value in zip(block.deltas, block.values or (), strict=True):
            number += delta
            packed += _unpack(number, value)
    return np.array(packed, dtype=np.int64)


def _unpack(number: int, value: bytes) -> list[int]:
    """The positions of one posting: a count in four bytes, then pickled differences."""
    positions = []
    at = number << POSITION_BITS
    for step in pickle.loads(value[4:]):  # noqa: S301 - our own index
        at += step
        positions.append(at)
    return positions
