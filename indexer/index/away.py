"""Folders that go away while their files are read, as on a share that is cut off.

Each file that is not read then is a failure by itself, and five thousand of them would be told and
tried again one by one.  So a few in a row raise a suspicion, some other files of the same folder
are tried, and where none answers it is the folder that is away: nothing more is read of it in this
build, what the index holds of it stays, and it is told once.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence

from indexer.documents import Passing, folders_from, lies_in, source_of
from indexer.index.changes import Job, Stage
from indexer.index.tasks import Failed, JobOutcome
from indexer.regular_file import open_regular

SUSPICIOUS = 5
"""So many files of a source in a row that the disk or the share does not give."""

_SAMPLE = 5


class AwayFolders:
    """The folders that have gone away in the course of a build, in all its rounds.

    ``paths`` are those of all files that there were when it began, in the order of their reading.
    """

    def __init__(self, paths: Sequence[str], sources: Sequence[str]) -> None:
        self._paths, self._sources = paths, sources
        self._in_a_row: dict[str, int] = defaultdict(int)
        self.folders: list[str] = []

    def hold(self, path: str) -> bool:
        """Whether a file lies in one of them."""
        return any(lies_in(path, one) for one in self.folders)

    def skip(self, job: Job) -> bool:
        """Whether a job needs a file in one of them."""
        return bool(self.folders) and job.stage is Stage.READ and self.hold(job.path)

    def learn(self, job: Job, outcome: JobOutcome) -> str | None:
        """Take note of an outcome; the folder that turns out to be away by it, if one does."""
        source = source_of(job.path, self._sources)
        if source is None or job.stage is not Stage.READ or self.hold(job.path):
            return None
        if not (isinstance(outcome, Failed) and outcome.passing is Passing.DISK):
            self._in_a_row[source] = 0
            return None
        self._in_a_row[source] += 1
        if self._in_a_row[source] < SUSPICIOUS:
            return None
        self._in_a_row[source] = 0
        for folder in folders_from(source, job.path):
            inside = [one for one in self._paths if lies_in(one, folder)]
            if not any(map(_is_readable, inside[:: max(1, len(inside) // _SAMPLE)])):
                self.folders.append(folder)
                return folder
        return None


def _is_readable(path: str) -> bool:
    try:
        with open_regular(os.path.realpath(path)) as file:
            file.read(1)
    except OSError:
        return False
    return True
