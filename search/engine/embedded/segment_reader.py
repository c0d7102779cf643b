"""One segment of the index as arrays: what never changes once Whoosh has written it.

A new generation of the index keeps most of its segments, and with them what was read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np
from whoosh.util.numeric import byte_to_length

from indexer.index.whoosh.segment import SegmentFiles
from search.engine.embedded.cache import ByteCache
from search.engine.embedded.postings import (
    Floats,
    Integers,
    Mask,
    PostingList,
    read_list,
    read_positions,
    read_postings,
)

# Whoosh keeps the length of a field in one byte; a field without a length counts as one long.
_LENGTH_OF_BYTE: Floats = np.array([byte_to_length(code) or 1 for code in range(256)], dtype=float)


class DocValues(NamedTuple):
    """The values of one facet: ``codes[i]`` indexes ``labels`` for document ``documents[i]``."""

    labels: tuple[str, ...]
    documents: Integers
    codes: Integers


DECODED_BUDGET = 48 * 1024 * 1024


def postings_cache() -> ByteCache[PostingList]:
    """A cache of decoded posting lists; segments that stand together share one."""
    return ByteCache[PostingList](DECODED_BUDGET, lambda one: one.nbytes)


class SegmentReader:
    """A segment's posting lists, lengths, facet values and stored fields.

    Its files are only read, so threads may share it; what two of them make at once is the same.
    """

    def __init__(self, files: SegmentFiles, decoded: ByteCache[PostingList] | None = None) -> None:
        self._files = files
        self._decoded = decoded or postings_cache()
        self._lengths: dict[str, Floats] = {}
        self._values: dict[str, DocValues] = {}
        self._vocabularies: dict[str, list[tuple[str, int]]] = {}
        self.name = files.info.name
        self.size = files.info.size

    @property
    def identity(self) -> tuple[object, ...]:
        """Tells a segment, as it now stands in these very files, from all others."""
        return self.name, len(self.deleted), self._files.identity

    @property
    def is_whole(self) -> bool:
        """Whether its files may still be read."""
        return self._files.is_whole

    @property
    def is_sound(self) -> bool:
        """Whether nothing that was read of it so far was damaged."""
        return self._files.is_sound

    @cached_property
    def deleted(self) -> Integers:
        """The documents deleted when the segment was opened."""
        return np.array(self._files.info.deleted, dtype=np.int64)

    def postings(self, field: str, term: str) -> PostingList:
        """The documents of a term, ascending, with frequencies; deleted ones included."""
        return self._decoded.get((self.name, field, term), lambda: self._postings(field, term))

    def _postings(self, field: str, term: str) -> PostingList:
        with self._files.damage_reporting:
            return read_postings(self._files, field, term.encode())

    def positions(self, field: str, term: str, among: Mask | None = None) -> Integers:
        """The occurrences of a term, document and position in one number: all of them, or those
        ``among`` some documents."""
        with self._files.damage_reporting:
            return read_positions(self._files, field, term.encode(), among)

    def field_length(self, field: str) -> float:
        """The number of terms in a field, over all documents."""
        return float(self._files.info.lengths.get(field, 0))

    def lengths(self, field: str) -> Floats:
        """The number of terms in a field of each document, as Whoosh rounds it."""
        if field not in self._lengths:
            with self._files.damage_reporting:
                self._lengths[field] = _LENGTH_OF_BYTE[self._files.length_bytes(field)]
        return self._lengths[field]

    def terms(self, field: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The first ``limit`` terms of a field that begin with a prefix, in order, and how many
        documents have each; a whole field is kept."""
        with self._files.damage_reporting:
            if prefix:
                return list(islice(self._terms(field, prefix), limit))
            if field not in self._vocabularies:
                self._vocabularies[field] = list(self._terms(field))
            return self._vocabularies[field][:limit]

    def _terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        return ((term, one.documents) for term, one in self._files.terms.terms(field, prefix))

    def values(self, field: str) -> DocValues:
        """The values of a facet field, document by document."""
        if field not in self._values:
            with self._files.damage_reporting:
                terms = list(self._files.terms.terms(field))
                lists = [read_list(self._files, one.at).ids for _, one in terms]
            labels = [label for label, _ in terms]
            documents = np.concatenate([np.zeros(0, dtype=np.int64), *lists])
            codes = np.repeat(np.arange(len(lists)), [len(ids) for ids in lists])
            self._values[field] = DocValues(tuple(labels), documents, codes)
        return self._values[field]

    def card(self, number: int) -> bytes:
        """The card of a document, encoded."""
        with self._files.damage_reporting:
            return self._files.card(number)

    def reading(self, number: int) -> bytes:
        """The reading of a document, encoded."""
        with self._files.damage_reporting:
            return self._files.notice(number)
