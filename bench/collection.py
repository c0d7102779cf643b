"""An index of generated notices, made by the project's own writer and kept between runs."""

from __future__ import annotations

import hashlib
import inspect
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import gettempdir

from bench import generated
from indexer.directives.knowledge import Knowledge
from indexer.index.backends import open_store
from indexer.index.entry import VERSION, IndexEntry, make_card, make_entry
from indexer.index.store import State

SEGMENTS = 5
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Entries:
    """The index entries of some generated notices; can be walked through more than once."""

    start: int
    stop: int

    def __iter__(self) -> Iterator[IndexEntry]:
        gazetteer = Knowledge.load().gazetteer
        for reading in generated.readings(self.start, self.stop):
            yield make_entry(reading, make_card(reading, "", gazetteer), gazetteer)


def folder(size: int) -> Path:
    """Where the collection of a size is kept: another generator or schema has another place."""
    made_by = (inspect.getsource(generated), VERSION, SEGMENTS)
    return Path(gettempdir()) / "viendan-bench" / f"{size}-{_digest(made_by)}"


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


def index(size: int) -> Path:
    """The index of the first ``size`` generated notices, in several segments."""
    directory = folder(size) / "index"
    store = open_store(directory)
    if store.state() is None:
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        step = size // SEGMENTS
        parts = [Entries(start, start + step) for start in range(0, size, step)]
        with get_context("fork").Pool(PROCESSES) as pool:
            segments = pool.map(store.writer().write, parts, chunksize=1)
        store.commit(State(VERSION, generation="1"), [], segments)
    return directory


def append(directory: Path, start: int, count: int) -> None:
    """Commit some further notices as a part of their own."""
    store = open_store(directory)
    state = store.state()
    if state is None:
        raise FileNotFoundError(directory)
    new = store.writer().write(Entries(start, start + count))
    held = store.contents().remaining(())
    store.commit(State(VERSION, generation=str(state.number + 1)), [], [*held, new])
