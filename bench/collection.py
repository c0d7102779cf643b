"""An index of generated notices, made by the project's own writer and kept between runs."""

from __future__ import annotations

import hashlib
import inspect
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from whoosh.codec.whoosh3 import W3Segment

from bench import generated
from indexer.gazetteer.units import gazetteer
from indexer.index.entry import VERSION, make_card, make_entry
from indexer.index.manifest import Manifest, read_manifest
from indexer.index.whoosh.store import CommittedIndex, commit
from indexer.index.whoosh.writer import SegmentWriter

SEGMENTS = 5
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Entries:
    """The index entries of some generated notices; can be walked through more than once."""

    start: int
    stop: int

    def __iter__(self) -> Iterator[dict[str, Any]]:
        places = gazetteer()
        for reading in generated.readings(self.start, self.stop):
            yield make_entry(reading, make_card(reading, "", places), places)


def folder(size: int) -> Path:
    """Where the collection of a size is kept: another generator or schema has another place."""
    made_by = (inspect.getsource(generated), VERSION, SEGMENTS)
    return Path(gettempdir()) / "viendan-bench" / f"{size}-{_digest(made_by)}"


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


def index(size: int) -> Path:
    """The index of the first ``size`` generated notices, in several segments."""
    directory = folder(size) / "index"
    if read_manifest(directory) is None:
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        step = size // SEGMENTS
        parts = [Entries(start, start + step) for start in range(0, size, step)]
        with get_context("fork").Pool(PROCESSES) as pool:
            segments = pool.map(partial(_segment, directory), parts, chunksize=1)
        commit(directory, Manifest(VERSION, generation="1", toc=1), segments)
    return directory


def _segment(directory: Path, entries: Entries) -> W3Segment:
    writer = SegmentWriter(directory)
    for entry in entries:
        writer.add(entry)
    return writer.finish()


def append(directory: Path, start: int, count: int) -> None:
    """Commit some further notices as a segment of their own."""
    manifest = read_manifest(directory)
    if manifest is None:
        raise FileNotFoundError(directory)
    new = _segment(directory, Entries(start, start + count))
    toc = manifest.toc + 1
    held = _segments(directory, manifest)
    commit(directory, Manifest(VERSION, generation=str(toc), toc=toc), [*held, new])


def _segments(directory: Path, manifest: Manifest) -> list[W3Segment]:
    return list(CommittedIndex(directory, manifest).toc.segments)
