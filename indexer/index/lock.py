"""One builder at a time: the lock on an index directory, and who holds it.

It is the file that Whoosh's own writers lock, so they stay out too.  The kernel releases it
when the last process that holds it ends, in whatever way; what stands in it is only told to
people.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from indexer.model import because
from indexer.problems import IndexProblem

LOCK = "MAIN_WRITELOCK"

_PATIENCE = 10.0


@contextmanager
def locked(directory: Path) -> Iterator[int]:
    """Hold the lock of an index directory; gives its descriptor, for child processes to hold.

    Raises :class:`IndexProblem` that names the holder when another process has it.
    """
    descriptor = os.open(directory / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        until = time.monotonic() + _PATIENCE
        while not _acquired(descriptor):
            holder, since = _holder(descriptor)
            # The children of a builder that was killed hold its lock for a moment more.
            if _is_alive(holder) or time.monotonic() > until:
                raise _held(directory, holder, since)
            time.sleep(0.02)
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {since}\n".encode(), 0)
        try:
            yield descriptor
        finally:
            with suppress(OSError):  # it is only told to people, and what was done is done
                os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _acquired(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(descriptor: int) -> tuple[int | None, str]:
    """The process that holds the lock and since when, as far as it has written that down."""
    written = os.pread(descriptor, 200, 0).decode("utf-8", "replace")
    process, _, since = written.strip().partition(" ")
    return (int(process), since) if process.isdigit() and since else (None, "")


def _is_alive(process: int | None) -> bool:
    if process is None:
        return True  # it has only begun, or it is a program of Whoosh
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _held(directory: Path, process: int | None, since: str) -> IndexProblem:
    if process is None:
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
