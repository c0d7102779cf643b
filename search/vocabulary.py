"""The terms of a field, read from Whoosh's term file in one pass.

Whoosh's own iteration makes an object of everything known of a term; here it is only the term
and the number of documents that have it.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from whoosh.reading import SegmentReader

_FIELD = struct.Struct(">H")
_LENGTHS = struct.Struct(">ii")
_COUNT = struct.Struct(">I")
_COUNT_AT = 5
"""Where a record of ``whoosh.codec.whoosh3.W3TermInfo`` has the number of documents."""


class Vocabulary(NamedTuple):
    """The terms of a field, in order, with the number of documents that have each."""

    terms: list[str]
    frequencies: list[int]


def read_vocabulary(reader: SegmentReader, field: str) -> Vocabulary:
    """All terms of a field in one segment.

    The reader's files share a cursor, so callers hold the lock of their segment.
    """
    found = Vocabulary([], [])
    index = reader._terms._tindex
    number = reader._terms._fieldmap.get(field)
    if number is None:
        return found
    start = index.closest_key_pos(_FIELD.pack(number))
    if start is None:
        return found
    end = index.closest_key_pos(_FIELD.pack(number + 1)) or index.endofdata
    records: bytes = index.dbfile.get(start, end - start)
    at = 0
    while at < len(records):
        key_size, value_size = _LENGTHS.unpack_from(records, at)
        key = at + _LENGTHS.size
        value = key + key_size
        found.terms.append(records[key + _FIELD.size : value].decode())
        found.frequencies.append(_COUNT.unpack_from(records, value + _COUNT_AT)[0])
        at = value + value_size
    return found
