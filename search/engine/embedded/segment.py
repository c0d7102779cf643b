"""One segment of the index as arrays: what never changes once Whoosh has written it.

A new generation of the index keeps most of its segments, and with them what was read here.
"""

from __future__ import annotations

import threading
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np
from whoosh.reading import SegmentReader
from whoosh.util.numeric import byte_to_length

from search.engine.embedded.cache import ByteCache
from search.engine.embedded.postings import (
    Floats,
    Integers,
    Mask,
    PostingList,
    read_long_lists,
    read_positions,
    read_postings,
    read_terms,
)

# Whoosh keeps the length of a field in one byte; a field without a length counts as one long.
_LENGTH_OF_BYTE: Floats = np.array([byte_to_length(code) or 1 for code in range(256)], dtype=float)


class Values(NamedTuple):
    """The values of one facet: ``codes[i]`` indexes ``labels`` for document ``documents[i]``."""

    labels: tuple[str, ...]
    documents: Integers
    codes: Integers


_ALL = 1 << 62
DECODED_BUDGET = 48 * 1024 * 1024


def postings_cache() -> ByteCache[PostingList]:
    """A cache of decoded posting lists; segments that stand together share one."""
    return ByteCache[PostingList](DECODED_BUDGET, lambda one: one.nbytes)


class Segment:
    """A segment's posting lists, lengths, facet values and stored fields."""

    def __init__(
        self, reader: SegmentReader, decoded: ByteCache[PostingList] | None = None
    ) -> None:
        self._reader = reader
        self._decoded = decoded or postings_cache()
        # The files of a reader share one cursor each, so only one thread reads at a time.
        self._lock = threading.Lock()
        self._lengths: dict[str, Floats] = {}
        self._values: dict[str, Values] = {}
        self._vocabularies: dict[str, list[tuple[str, int]]] = {}
        self.name: str = reader.segment().segment_id()
        self.size: int = reader.doc_count_all()
        self._long_lists = read_long_lists(reader)

    @property
    def identity(self) -> tuple[str, int]:
        """Tells a segment, as it now stands, from all others."""
        return self.name, len(self.deleted)

    @cached_property
    def deleted(self) -> Integers:
        """The documents deleted when the segment was opened."""
        return np.array(sorted(self._reader._perdoc.deleted_docs()), dtype=np.int64)

    def postings(self, field: str, term: str) -> PostingList:
        """The documents of a term, ascending, with frequencies; deleted ones included."""
        return self._decoded.get((self.name, field, term), lambda: self._postings(field, term))

    def _postings(self, field: str, term: str) -> PostingList:
        with self._lock:
            return read_postings(self._reader, field, term.encode(), self._long_lists)

    def positions(self, field: str, term: str, wanted: Mask | None = None) -> Integers:
        """The occurrences of a term, document and position in one number: all of them, or those
        in the documents wanted."""
        with self._lock:
            return read_positions(self._reader, field, term.encode(), wanted)

    def field_length(self, field: str) -> float:
        """The number of terms in a field, over all documents."""
        return float(self._reader.field_length(field))

    def lengths(self, field: str) -> Floats:
        """The number of terms in a field of each document, as Whoosh rounds it."""
        with self._lock:
            if field not in self._lengths:
                file, offset, length = self._reader._perdoc._get_column_file(f"_{field}_len")
                try:
                    codes = np.frombuffer(file.get(offset, length), dtype=np.uint8)[: self.size]
                finally:
                    file.close()
                codes = np.pad(codes, (0, self.size - len(codes)))
                self._lengths[field] = _LENGTH_OF_BYTE[codes]
            return self._lengths[field]

    def terms(self, field: str, prefix: str, most: int) -> list[tuple[str, int]]:
        """The first ``most`` terms of a field that begin with a prefix, in order, and how many
        documents have each; a whole field is kept."""
        with self._lock:
            if prefix:
                return list(islice(read_terms(self._reader, field, prefix), most))
            if field not in self._vocabularies:
                self._vocabularies[field] = list(read_terms(self._reader, field))
            return self._vocabularies[field][:most]

    def values(self, field: str) -> Values:
        """The values of a facet field, document by document."""
        if field not in self._values:
            labels = [label for label, _ in self.terms(field, "", _ALL)]
            lists = [self._postings(field, label).ids for label in labels]
            documents = np.concatenate([np.zeros(0, dtype=np.int64), *lists])
            codes = np.repeat(np.arange(len(lists)), [len(ids) for ids in lists])
            self._values[field] = Values(tuple(labels), documents, codes)
        return self._values[field]

    def stored(self, number: int) -> bytes:
        """The card of a document, encoded."""
        with self._lock:
            card: bytes = self._reader.stored_fields(number)["card"]
            return card

    @cached_property
    def _readings(self) -> object:
        return self._reader.column_reader("reading")

    def reading(self, number: int) -> bytes:
        """The reading of a document, encoded."""
        with self._lock:
            data: bytes = self._readings[number]  # type: ignore[index]
            return data
