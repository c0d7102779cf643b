"""A long build in rounds: what was read in the first hour is not lost with the second.

A round is as many new files as may take :data:`ROUND` seconds of one processor, and is committed
before the next begins.  How long a file may take follows from its first bytes and its size
alone, so that the same files make the same rounds everywhere.  Only new files wait: whatever the
index already holds is brought up to date in the first round.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from indexer.building.changes import Change, FileChange

ROUND = 1_200.0

# The first bytes of files that OCR or LibreOffice may have to read: seconds for each, and for
# each megabyte.  A scanned page has some hundred kilobytes and takes a second or two.
_SLOW = (
    (b"%PDF", 0.03, 10.0),
    (b"\x89PNG", 2.0, 2.0),
    (b"\xff\xd8\xff", 2.0, 2.0),
    (b"II*\x00", 2.0, 10.0),
    (b"MM\x00*", 2.0, 10.0),
    (b"\xd0\xcf\x11\xe0", 2.0, 1.0),
    (b"{\\rtf", 2.0, 1.0),
)
_QUICK = 0.01
_MEGABYTE = 1_000_000


def first_round(changes: Iterable[FileChange]) -> list[FileChange]:
    """The changes without those new files that wait for a later round."""
    chosen: list[FileChange] = []
    seconds = 0.0
    for one in changes:
        if one.change is Change.ADDED and one.jobs:
            if seconds > ROUND:
                continue
            seconds += expected_seconds(Path(one.record.path))
        chosen.append(one)
    return chosen


def expected_seconds(path: Path) -> float:
    """How long the reading of a file may take, rather too long than too short."""
    try:
        with path.open("rb") as stream:
            start = stream.read(8)
        size = path.stat().st_size
    except OSError:
        return _QUICK
    for mark, each, megabyte in _SLOW:
        if start.startswith(mark):
            return each + megabyte * size / _MEGABYTE
    return _QUICK
