"""The terms of a field, read from Whoosh's term file in one pass.

Whoosh's own iteration makes an object of everything known of a term; here it is only the term
and the number of documents that have it.  A reader's files share a cursor, so callers hold the
lock of their segment.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from whoosh.reading import SegmentReader

_FIELD = struct.Struct(">H")
_LENGTHS = struct.Struct(">ii")
_COUNT = struct.Struct(">I")
_COUNT_AT = 5
"""Where a record of ``whoosh.codec.whoosh3.W3TermInfo`` has the number of documents."""

_CHUNK = 1 << 11
"""Bytes read at first, and doubled each time: a prefix may have one term or all of them."""


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
