"""Writing one segment of the index in bulk: ordinary Whoosh files, several times faster.

Whoosh's own writer handles every posting in Python, through some ten layers.  Here a field is
inverted by one sort (:mod:`indexer.index.whoosh.inversion`) and its posting lists are written as
blocks in the format of ``whoosh.codec.whoosh3``; what belongs to a document alone (lengths,
stored fields, columns) is left to Whoosh.  Stock Whoosh reads the result: the tests compare
every term, posting, position and score with what its own writer gives.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from array import array
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
from whoosh import formats
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, WHOOSH3_HEADER_MAGIC, W3Codec, W3Segment
from whoosh.columns import CompressedBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, TEXT, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.util.numeric import length_to_byte

from indexer.index.durable import sync_file
from indexer.index.entry import FIELDS, FieldKind, IndexEntry
from indexer.index.whoosh.files import INDEX_NAME
from indexer.index.whoosh.inversion import (
    FieldOccurrences,
    Integers,
    InvertedField,
    frequency_payloads,
    invert,
    position_payloads,
)
from indexer.index.whoosh.long_lists import EXTENSION, PostingLists, write_long_lists
from indexer.index.whoosh.segment import SegmentInfo, with_sums
from indexer.index.whoosh.term_dictionary import write_term_index
from indexer.memory import remembered


def _field(kind: FieldKind) -> FieldType:
    match kind:
        case FieldKind.ID:
            return ID(unique=True)
        case FieldKind.TEXT:
            return TEXT()
        case FieldKind.WORDS:
            return TEXT(phrase=False)
        case FieldKind.VALUES:
            return KEYWORD()
        case FieldKind.CARD:
            return STORED()
        case FieldKind.DATA:
            return COLUMN(CompressedBytesColumn(level=3))


SCHEMA = Schema(**{name: _field(kind) for name, kind in FIELDS.items()})
"""The fields of an entry as Whoosh keeps each kind."""

_BLOCK = 128
_FEW_BLOCKS = 4
"""So many blocks are decoded in a tenth of a millisecond."""
_COMPRESSION = 1
_WORTH_COMPRESSING = 256
_FIELD = struct.Struct("!H")
_SIZE = struct.Struct("!i")
_LAST_BLOCK = struct.Struct("!4si")
# The record of whoosh.codec.whoosh3.W3TermInfo; "inline" is never set here.
_TERM_INFO = np.dtype(
    [
        ("inline", "u1"), ("weight", ">f4"), ("documents", ">u4"), ("shortest", "u1"),
        ("longest", "u1"), ("most", ">f4"), ("first", ">u4"), ("last", ">u4"),
        ("at", ">i8"), ("size", ">i4"),
    ]
)  # fmt: skip


class SegmentWriter:
    """A segment being made: notices are added one by one, then it is finished."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        codec = W3Codec()
        self._segment = W3Segment(codec, INDEX_NAME)
        self._documents = codec.per_document_writer(FileStorage(str(directory)), self._segment)
        self._fields = {name: FieldOccurrences() for name, field in SCHEMA.items() if field.indexed}
        self._lengths = {name: array("B") for name in self._fields if SCHEMA[name].scorable}
        self._size = 0

    def add(self, entry: IndexEntry) -> None:
        """Add a notice."""
        self._documents.start_doc(self._size)
        for name, field in sorted(SCHEMA.items()):
            value, length = getattr(entry, name), 0
            if name in self._fields:
                count = self._fields[name].add([value] if isinstance(value, str) else value)
                if field.scorable:
                    length = count
                    self._lengths[name].append(length_to_byte(count))
            self._documents.add_field(name, field, value if field.stored else None, length)
            if field.scorable and not length:  # so that every segment has the column
                self._documents.add_column_value(f"_{name}_len", LENGTHS_COLUMN, 0)
            if field.column_type:
                column = field.to_column_value(value)
                self._documents.add_column_value(name, field.column_type, column)
        self._documents.finish_doc()
        self._size += 1

    def abandon(self) -> None:
        """Close the files of a segment that will not be finished."""
        with suppress(Exception):  # it may have been interrupted anywhere
            self._documents.close()

    def finish(self) -> SegmentInfo:
        """Write everything and bring it safely to the disk; what a state has to say of it."""
        self._documents.close()
        numbers = {name: number for number, name in enumerate(sorted(self._fields))}
        keys: list[bytes] = []
        infos: list[bytes] = []
        long_lists: list[PostingLists] = []
        with self._path(W3Codec.POSTS_EXT).open("wb") as file:
            for name, number in numbers.items():
                inverted = invert(self._fields.pop(name))
                lists = _PostingLists(inverted, SCHEMA[name].format, self._length_bytes(name))
                extents = lists.write(file)
                infos += lists.infos(extents)
                long_lists.append(lists.long(extents))
                keys += [_FIELD.pack(number) + term for term in inverted.terms]
        write_long_lists(self._path(EXTENSION), long_lists)
        write_term_index(self._path(W3Codec.TERMS_EXT), numbers, keys, infos)
        for path in self._directory.glob(f"{self._segment.segment_id()}.*"):
            sync_file(path)
        lengths = dict(self._segment._fieldlengths)
        return with_sums(
            self._directory, SegmentInfo(self._segment.segment_id(), self._size, lengths)
        )

    def _path(self, extension: str) -> Path:
        name: str = self._segment.make_filename(extension)
        return self._directory / name

    def _length_bytes(self, name: str) -> npt.NDArray[np.uint8]:
        """The length of a field in each document as Whoosh rounds it; 0 where it has none."""
        if name in self._lengths:
            return np.frombuffer(self._lengths[name], dtype=np.uint8)
        return np.zeros(self._size, dtype=np.uint8)


class _PostingLists:
    """The posting lists of one field on their way into blocks of up to 128 postings."""

    def __init__(
        self, inverted: InvertedField, format_: formats.Format, lengths: npt.NDArray[np.uint8]
    ) -> None:
        self._inverted = inverted
        sizes = np.diff(inverted.bounds)
        blocks = -(-sizes // _BLOCK)
        # Where each term's blocks begin among all blocks, and each block among all postings.
        self._blocks = np.concatenate([[0], np.cumsum(blocks)]).astype(np.int64)
        within = np.arange(self._blocks[-1]) - np.repeat(self._blocks[:-1], blocks)
        self._starts = np.repeat(inverted.bounds[:-1], blocks) + within * _BLOCK
        self._ends = np.minimum(self._starts + _BLOCK, np.repeat(inverted.bounds[1:], blocks))
        self._lengths = lengths[inverted.documents]
        self._payloads(format_)

    def _payloads(self, format_: formats.Format) -> None:
        """What the postings carry: positions each of its own size, frequencies, or nothing."""
        self._ends_of_payloads: list[int] | None = None
        self._payload = b""
        if isinstance(format_, formats.Positions):
            self._payload, ends = position_payloads(self._inverted)
            self._ends_of_payloads = [0, *ends.tolist()]
        elif isinstance(format_, formats.Frequency):
            self._payload = frequency_payloads(self._inverted)

    def write(self, file: BinaryIO) -> Integers:
        """Write all lists; where the list of each term lies, and its size in bytes.

        Terms with the same list share it: most pairs of syllables stand once in one notice.
        """
        blocks = self._encoded_blocks()
        at, lists, extents = file.tell(), [], []
        shared: dict[bytes, tuple[int, int]] = {}
        for first, last in pairwise(self._blocks.tolist()):
            block = blocks[first]
            extent = shared.get(block) if last == first + 1 else None
            if extent is None:
                if last == first + 1:
                    data = _LAST_BLOCK.pack(WHOOSH3_HEADER_MAGIC, -len(block)) + block
                else:
                    data = _chain(blocks[first:last])
                extent = at, len(data)
                if last == first + 1:
                    shared[block] = extent
                lists.append(data)
                at += len(data)
            extents.append(extent)
        file.writelines(lists)
        return np.array(extents, dtype=np.int64).reshape(-1, 2)

    def _encoded_blocks(self) -> list[bytes]:
        documents, frequencies = self._inverted.documents, self._inverted.frequencies
        steps = np.diff(documents, prepend=0)
        steps[self._starts] = documents[self._starts]
        columns = (
            self._starts,
            self._ends,
            documents[self._ends - 1],
            *_range(frequencies, self._starts),
            *_range(self._lengths, self._starts),
        )
        all_steps, weights = steps.tolist(), frequencies.astype(float).tolist()
        encoded = []
        alone: dict[tuple[int, int], bytes] = {}  # lists of one posting without positions
        for start, end, last, least, most, shortest, longest in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            is_alone = end - start == 1 and self._ends_of_payloads is None
            block = alone.get((last, most)) if is_alone else None
            if block is None:
                several = tuple(weights[start:end]) if least != most else float(most)
                block = _block(
                    tuple(all_steps[start:end]),
                    None if most == 1 else several,
                    self._values(start, end),
                    (end - start, last, most, shortest, longest),
                )
            if is_alone:
                alone[last, most] = block
            encoded.append(block)
        return encoded

    def _values(self, start: int, end: int) -> tuple[bytes, ...] | bytes | None:
        if self._ends_of_payloads is not None:
            ends, payload = self._ends_of_payloads, self._payload
            return tuple([payload[ends[at] : ends[at + 1]] for at in range(start, end)])
        return self._payload[4 * start : 4 * end] if self._payload else None

    def long(self, extents: Integers) -> PostingLists:
        """The lists of more than :data:`_FEW_BLOCKS` as arrays."""
        inverted = self._inverted
        sizes = np.diff(inverted.bounds)
        chosen = sizes > _FEW_BLOCKS * _BLOCK
        kept = np.repeat(chosen, sizes)
        documents, frequencies = inverted.documents[kept], inverted.frequencies[kept]
        return PostingLists(extents[chosen, 0], sizes[chosen], documents, frequencies)

    def infos(self, extents: Integers) -> list[bytes]:
        """What the term file says of each term."""
        inverted, starts = self._inverted, self._inverted.bounds[:-1]
        if not len(starts):
            return []
        infos = np.zeros(len(starts), dtype=_TERM_INFO)
        infos["weight"] = np.add.reduceat(inverted.frequencies, starts)
        infos["documents"] = np.diff(inverted.bounds)
        infos["shortest"], infos["longest"] = _range(self._lengths, starts)
        infos["most"] = np.maximum.reduceat(inverted.frequencies, starts)
        infos["first"] = inverted.documents[starts]
        infos["last"] = inverted.documents[inverted.bounds[1:] - 1]
        infos["at"], infos["size"] = extents.T
        data, size = infos.tobytes(), infos.itemsize
        return [data[at : at + size] for at in range(0, len(data), size)]


def _block(
    steps: tuple[int, ...],
    weights: tuple[float, ...] | float | None,
    values: tuple[bytes, ...] | bytes | None,
    about: tuple[int, int, int, int, int],
) -> bytes:
    data = pickle.dumps((steps, weights, values), protocol=4)
    compression = _COMPRESSION if len(data) > _WORTH_COMPRESSING else 0
    if compression:
        data = zlib.compress(data, compression)
    return _description(*about, compression) + data


def _chain(blocks: list[bytes]) -> bytes:
    """The blocks of one list, each with its size; a negative size marks the last one."""
    *others, last = blocks
    chained = [_SIZE.pack(len(block)) + block for block in others]
    return b"".join([WHOOSH3_HEADER_MAGIC, *chained, _SIZE.pack(-len(last)), last])


@remembered(1 << 14, is_short=True)
def _description(
    size: int, last: int, most: int, shortest: int, longest: int, compression: int
) -> bytes:
    """What a reader may know of a block before it opens it; most blocks hold one posting."""
    return pickle.dumps((size, last, float(most), compression, shortest, longest), protocol=2)


def _range(values: Integers | npt.NDArray[np.uint8], starts: Integers) -> tuple[Integers, Integers]:
    """The least and the greatest of the values from each start to the next."""
    if not len(starts):
        return starts, starts
    least = np.minimum.reduceat(values, starts).astype(np.int64)
    return least, np.maximum.reduceat(values, starts).astype(np.int64)
