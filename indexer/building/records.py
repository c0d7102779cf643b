"""What a committed index knows of each file it was made from, and how a file is looked at."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from indexer.durable import replace
from indexer.model import Reason

_YOUNG = 2_000_000_000
"""A file changed so few nanoseconds ago may change again without a trace in its times."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says of a file without opening it; times in nanoseconds."""

    size: int
    modified: int
    changed: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as it was when it was last looked at.

    ``digest`` is the SHA-256 of its bytes, empty when they could not be read; ``stamp`` is None
    when it was too young to be trusted.  ``notices`` are the ids of what the index holds of it.
    With a ``failure`` these are from its last good version; an ``export`` holds several, and its
    failure is that of a line.  ``abilities`` are the optional programs that were installed when
    something could not be read without them, else None.  ``corrections`` is the fingerprint of
    the corrections applied.
    """

    path: str
    source: str
    digest: str
    stamp: Stamp | None = None
    notices: tuple[str, ...] = ()
    failure: Reason | None = None
    export: bool = False
    abilities: tuple[str, ...] | None = None
    corrections: str = ""


def read_records(path: Path) -> list[FileRecord]:
    """The list of a committed state; empty where it is missing or not readable."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[FileRecord])
    except (OSError, msgspec.MsgspecError):
        return []


def write_records(path: Path, records: list[FileRecord]) -> None:
    """Put a list on the disk."""
    replace(path, msgspec.json.encode(records))


def stamp(path: Path) -> Stamp | None:
    """What the file system says of a file; None when that may not be trusted yet."""
    try:
        found = path.stat()
    except OSError:
        return None
    if max(found.st_mtime_ns, found.st_ctime_ns) > time.time_ns() - _YOUNG:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, or an empty text where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
