"""The terms of a segment, read from Whoosh's term file without an object for each.

Whoosh looks a term up through several layers and makes an object of everything known of it;
here it is only the number of documents that have it, or where its posting list begins.  A
reader's files share a cursor, so callers hold the lock of their segment.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from whoosh.codec.whoosh3 import W3TermInfo
from whoosh.reading import SegmentReader

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
