"""The embedded engine: a Whoosh index on local disk, searched as arrays.

Whoosh writes and keeps the index; this engine reads its segments.  Stock Whoosh's own searching
is not used: its limited searches return wrong hits, its counts lie under a filter, and one
searcher cannot be shared by threads.  The tests hold the two against each other.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from indexer.index import Holdings
from indexer.index.store import DamagedContents
from indexer.index.whoosh.damage import unreadable_folder
from indexer.index.whoosh.manifest import MANIFEST, Manifest, read_file_list, read_manifest
from indexer.index.whoosh.opening import open_index
from indexer.model import Reason, because
from indexer.paths import changed_at
from indexer.problems import IndexProblem
from search.engine.embedded.index_reader import IndexReader
from search.engine.embedded.searcher import EmbeddedSearcher
from search.engine.embedded.segment_reader import SegmentReader, postings_cache
from search.engine.searcher import CacheUse

_CLOCK_TICK = 50_000_000
"""Nanoseconds after which a change of the directory surely has a time of its own."""

_LOOK = 1.0
"""Seconds after which is seen what does not change the directory: rights that were given back, a
file that was cut off."""

_log = logging.getLogger(__name__)


class EmbeddedBackend:
    """An index directory behind the engine seam; a :class:`search.engine.searcher.Backend`.

    Where the directory is gone, or holds what cannot be opened, the last good state is served on
    from its files, which stay open, and ``problem`` says why; so a directory may be replaced.  Only
    a state whose own files were cut off is given up, for to read a mapped file beyond its end is
    the end of the process.  Whatever it is, it is over when a good index is there.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._opening = threading.Lock()
        self._decoded = postings_cache()
        self._seen = -1
        self._next_look = 0.0
        self._changed_at = 0.0
        self._taken_up: tuple[int, int] | None = None
        self.problem: Reason | None = None
        self._searcher: EmbeddedSearcher | None = None
        self._take_up()

    def searcher(self) -> EmbeddedSearcher:
        """The newest finished generation that can be opened."""
        if not self._is_current():
            with self._opening:
                if not self._is_current():
                    self._look()
        if self._searcher is None:
            raise IndexProblem(self.problem or _no_files(self._directory))
        return self._searcher

    def caches(self) -> Sequence[CacheUse]:
        """What is kept of answers, each cache with its bound."""
        return [self._decoded.use("postings"), *self.searcher().index_reader.caches()]

    def _is_current(self) -> bool:
        return time.monotonic() < self._next_look and self._stamp() == self._seen

    def _stamp(self) -> int:
        """Changes with every file that comes into the directory or goes; 0 for no directory."""
        try:
            return self._directory.stat().st_mtime_ns
        except OSError:
            return 0

    def _look(self) -> None:
        """Take up what the directory now holds, or say why that cannot be."""
        stamp = self._stamp()
        problem = None
        try:
            self._drop_what_was_cut_off()
            self._take_up()
        except IndexProblem as error:
            problem = error.reason
        if problem != self.problem:
            _log.warning("%s", problem or because("Chỉ mục lại đọc được"))
            self.problem = problem
        # A second change may fall on the same tick of the clock.
        self._seen = stamp if abs(time.time_ns() - stamp) > _CLOCK_TICK else -1
        self._next_look = time.monotonic() + _LOOK

    def _drop_what_was_cut_off(self) -> None:
        searcher = self._searcher
        if searcher and not all(one.is_whole for one in searcher.index_reader.segments):
            self._searcher, self._decoded = None, postings_cache()
            raise DamagedContents(_no_files(self._directory))

    def _take_up(self) -> None:
        """Open what the manifest names, unless it is open."""
        changed = changed_at(self._directory / MANIFEST)  # never later than what is then read
        try:
            written = _identity(self._directory / MANIFEST)
            manifest = read_manifest(self._directory)
            searcher = self._searcher
            is_other = not searcher or not manifest or manifest.generation != searcher.generation
            # A damaged index that was made again has the same generation, and other files.
            if is_other or written != self._taken_up:
                held = searcher.index_reader.segments if searcher else ()
                self._searcher = self._open({one.identity: one for one in held})
                self._taken_up = written
        except OSError as error:
            raise unreadable_folder(self._directory, error) from error
        self._changed_at = changed

    @property
    def changed_at(self) -> float:
        """When what is served last changed, in seconds since 1970."""
        with suppress(IndexProblem):
            self.searcher()
        return self._changed_at

    def _open(self, known: Mapping[tuple[object, ...], SegmentReader]) -> EmbeddedSearcher:
        """A searcher of the finished index; segments read before are taken over."""
        index = open_index(self._directory)
        segments = []
        for files in index.segments:
            segment = SegmentReader(files, self._decoded)
            segments.append(known.get(segment.identity, segment))
        manifest = index.manifest
        return EmbeddedSearcher(
            IndexReader(segments, manifest.generation),
            partial(_holdings, self._directory, manifest),
        )


def _holdings(directory: Path, manifest: Manifest) -> Holdings:
    """What the list of files of a state says; nothing where that list is damaged or gone."""
    with suppress(IndexProblem):
        return Holdings.of(read_file_list(directory, manifest, None))
    return Holdings()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands under a name; another one after each commit."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _no_files(directory: Path) -> Reason:
    return because(
        "Tệp của chỉ mục ở {directory} đã bị cắt ngắn. "
        "Hãy lập lại: viendan index --index {directory}",
        directory=directory,
    )
