"""The embedded engine: a Whoosh index on local disk, searched as arrays.

Whoosh writes and keeps the index; this engine reads its segments.  Stock Whoosh's own searching
is not used: its limited searches return wrong hits, its counts lie under a filter, and one
searcher cannot be shared by threads.  The tests hold the two against each other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path

from indexer.index.whoosh.manifest import MANIFEST, read_manifest
from indexer.index.whoosh.opening import open_index
from indexer.paths import changed_at
from indexer.problems import IndexProblem
from search.engine.embedded.index_reader import IndexReader
from search.engine.embedded.searcher import EmbeddedSearcher
from search.engine.embedded.segment_reader import SegmentReader, postings_cache

_CLOCK_TICK = 50_000_000
"""Nanoseconds after which a change of the directory surely has a time of its own."""


class EmbeddedBackend:
    """An index directory behind the engine seam; a :class:`search.engine.searcher.Backend`."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._opening = threading.Lock()
        self._decoded = postings_cache()
        self._seen: tuple[int, str] = (0, "")
        self._searcher = self._open({})

    def _open(self, known: Mapping[tuple[str, int], SegmentReader]) -> EmbeddedSearcher:
        """A searcher of the finished index; segments read before are taken over."""
        generation = self._generation()
        segments = []
        for files in open_index(self._directory).segments:
            segment = SegmentReader(files, self._decoded)
            segments.append(known.get(segment.identity, segment))
        return EmbeddedSearcher(IndexReader(segments, generation))

    def searcher(self) -> EmbeddedSearcher:
        """The newest finished generation."""
        searcher = self._searcher
        if self._generation() in (searcher.generation, ""):
            return searcher
        with self._opening:
            if self._generation() != self._searcher.generation:
                segments = self._searcher.index_reader.segments
                self._searcher = self._open({one.identity: one for one in segments})
            return self._searcher

    def _generation(self) -> str:
        """A name for what the manifest says is finished; read again when the directory changed."""
        changed = self._directory.stat().st_mtime_ns if self._directory.is_dir() else 0
        if changed != self._seen[0]:
            try:
                manifest = read_manifest(self._directory)
            except IndexProblem:  # what was good before is served on
                manifest = None
            generation = manifest.generation if manifest else ""
            # A second change may fall on the same tick of the clock, also of one set back since.
            settled = abs(time.time_ns() - changed) > _CLOCK_TICK
            self._seen = (changed if settled else 0, generation)
        return self._seen[1]

    @property
    def changed_at(self) -> float:
        """When it last changed, in seconds since 1970."""
        return changed_at(self._directory / MANIFEST)
