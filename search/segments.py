"""One segment of the index as arrays: what never changes once Whoosh has written it.

A new generation of the index keeps most of its segments, and with them what was read here.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import NamedTuple

import numpy as np
from whoosh.reading import SegmentReader
from whoosh.util.numeric import byte_to_length

from search.postings import Floats, Integers, PostingList, read_positions, read_postings

# Whoosh keeps the length of a field in one byte; a field without a length counts as one long.
_LENGTH_OF_BYTE: Floats = np.array([byte_to_length(code) or 1 for code in range(256)], dtype=float)


class Values(NamedTuple):
    """The values of one facet: ``codes[i]`` indexes ``labels`` for document ``documents[i]``."""

    labels: tuple[str, ...]
    documents: Integers
    codes: Integers


class Segment:
    """A segment's posting lists, lengths, facet values and stored fields."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        # The files of a reader share one cursor each, so only one thread reads at a time.
        self._lock = threading.Lock()
        self._lengths: dict[str, Floats] = {}
        self._values: dict[str, Values] = {}
        self.name: str = reader.segment().segment_id()
        self.size: int = reader.doc_count_all()

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
        with self._lock:
            return read_postings(self._reader, field, term.encode())

    def positions(self, field: str, term: str) -> Integers:
        """Every occurrence of a term, document and position in one number."""
        with self._lock:
            return read_positions(self._reader, field, term.encode())

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

    def terms(self, field: str, prefix: str = "", most: int | None = None) -> list[str]:
        """The terms of a field that begin with ``prefix``, in order."""
        found: list[str] = []
        with self._lock:
            for term in self._reader.expand_prefix(field, prefix):
                found.append(term.decode())
                if len(found) == most:
                    break
        return found

    def values(self, field: str) -> Values:
        """The values of a facet field, document by document."""
        if field not in self._values:
            labels = self.terms(field)
            lists = [self.postings(field, label).ids for label in labels]
            documents = np.concatenate(lists) if lists else np.zeros(0, dtype=np.int64)
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
