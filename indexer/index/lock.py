"""One builder at a time: the lock on an index directory, and who holds it.

The kernel releases a lock when the process that holds it ends, in whatever way.  A worker of a
builder holds a lock of its own, and a builder begins when none is held any more: so nobody builds
while a worker of a dead builder could still write.  A worker takes its lock before it is given
work (:mod:`indexer.index.workers`); one that comes too late for that finds nobody to give it any.

It is the file that Whoosh's own writers and former versions of this program lock, so they stay
out too.  On Windows a locked file cannot be read: who holds it is told in another one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.model import because
from indexer.problems import IndexProblem

LOCK = "MAIN_WRITELOCK"
"""The lock itself; the files about it have its name and something after a dot."""

_HOLDER = f"{LOCK}.holder"
_WORKERS = f"{LOCK}.[0-9]*"
# Some systems take a moment to release the lock of a process that was killed; the workers of a
# builder that was killed may take longer to notice.
_MOMENT, _PATIENCE = 0.2, 10.0
_POLL = 0.02


@contextmanager
def build_lock(directory: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock of an index directory.

    Raises :class:`IndexProblem` that names the holder when another process has it, or when the
    workers of a dead one have not ended in so many seconds.
    """
    with _held(directory / LOCK, _MOMENT, directory):
        until = time.monotonic() + patience
        for worker in directory.glob(_WORKERS):
            with _held(worker, max(0.0, until - time.monotonic()), directory):
                pass
            _remove(worker)
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        holder = directory / _HOLDER
        holder.write_text(f"{os.getpid()} {since}\n", "utf-8")
        try:
            yield
        finally:
            for note in (holder, *directory.glob(_WORKERS)):
                _remove(note)


@contextmanager
def worker_lock(directory: Path) -> Iterator[None]:
    """Hold the lock of this worker, on which the next builder waits."""
    with _held(directory / f"{LOCK}.{os.getpid()}", _PATIENCE, directory):
        yield


@contextmanager
def _held(path: Path, patience: float, directory: Path) -> Iterator[None]:
    lock = FileLock(path, fallback_to_soft=False)
    try:
        lock.acquire(timeout=patience, poll_interval=_POLL)
    except Timeout:
        raise _taken(directory) from None
    try:
        yield
    finally:
        with suppress(OSError):  # what was done is done, and the lock ends with this process
            lock.release()


def _remove(path: Path) -> None:
    with suppress(OSError):  # it is only told to people, or held by nobody
        path.unlink()


def _holder(directory: Path) -> tuple[str, str]:
    """The process that holds the lock and since when, as far as it has written that down."""
    try:
        written = (directory / _HOLDER).read_text("utf-8", "replace")
    except OSError:
        return "", ""
    process, _, since = written.strip().partition(" ")
    return (process, since) if process.isdecimal() else ("", "")


def _taken(directory: Path) -> IndexProblem:
    process, since = _holder(directory)
    if not since:
        return IndexProblem(
            because(
                "Một chương trình khác đang lập chỉ mục ở {directory}. Hãy đợi nó xong",
                directory=directory,
            )
        )
    return IndexProblem(
        because(
            "Tiến trình {process} đang lập chỉ mục ở {directory} từ {since}. Hãy đợi nó xong",
            process=process,
            directory=directory,
            since=since,
        )
    )
