"""The store in a folder on a local disk; see :class:`indexer.index.store.Store`.

The manifest is the one switch.  It names the lists of files and of segments that belong to it;
whatever else lies in the folder is a commit that never came about, and the next builder removes it.
So a reader sees the old generation or the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from indexer.index.durable import FsyncFailed, sync_directory
from indexer.index.entry import IndexEntry
from indexer.index.lock import build_lock, worker_lock
from indexer.index.records import FileRecord
from indexer.index.store import State
from indexer.index.whoosh.contents import FolderContents
from indexer.index.whoosh.files import (
    claim,
    committed_manifest,
    newest_number,
    remove_files,
    unreferenced_files,
)
from indexer.index.whoosh.manifest import (
    Manifest,
    read_file_list,
    read_manifest,
    write_file_list,
    write_manifest,
)
from indexer.index.whoosh.opening import open_index
from indexer.index.whoosh.salvage import SalvagedContents
from indexer.index.whoosh.segment import SegmentInfo, open_segments, with_sums
from indexer.index.whoosh.segments_file import read_segments, write_segments
from indexer.index.whoosh.verification import find_damage
from indexer.index.whoosh.writer import SegmentWriter
from indexer.model import because
from indexer.problems import IndexProblem


@dataclass(frozen=True, slots=True)
class FolderWriter:
    """Writes each part as a segment of its own, with a name that nothing else has."""

    directory: Path

    def worker_lock(self) -> AbstractContextManager[None]:
        """Hold a lock file of this process."""
        return worker_lock(self.directory)

    def write(self, entries: Iterable[IndexEntry]) -> SegmentInfo:
        """A segment that no state names yet, safely on the disk."""
        writer = SegmentWriter(self.directory)
        try:
            for entry in entries:
                writer.add(entry)
        except BaseException:
            writer.abandon()
            raise
        return writer.finish()


@dataclass(frozen=True, slots=True)
class FolderStore:
    """An index directory behind the write seam."""

    directory: Path

    def state(self) -> Manifest | None:
        """What the manifest says."""
        return committed_manifest(self.directory)

    def contents(self, *, any_version: bool = False) -> FolderContents:
        """The notices in the segments."""
        index = open_index(self.directory, any_version=any_version)
        return FolderContents(self.directory, index.segments)

    def salvaged(self) -> SalvagedContents:
        """The notices in the segments that are whole."""
        try:
            manifest = read_manifest(self.directory)
            segments = read_segments(self.directory, manifest) if manifest else []
        except Exception:  # a damaged file can raise anything
            segments = []
        return SalvagedContents(self.directory, segments)

    def find_damage(self, *, deep: bool) -> Iterator[IndexProblem]:
        """What is wrong with each file."""
        return find_damage(self.directory, deep=deep)

    def records(self, count: int | None) -> list[FileRecord]:
        """The list of files that belongs to the manifest."""
        manifest = read_manifest(self.directory)
        return read_file_list(self.directory, manifest, count) if manifest else []

    def claim(self) -> None:
        """Make the folder, if it holds nothing else."""
        claim(self.directory)

    def locked(self) -> AbstractContextManager[None]:
        """Hold the lock file."""
        return build_lock(self.directory)

    def writer(self) -> FolderWriter:
        """A writer of segments."""
        return FolderWriter(self.directory)

    def prepared(self, parts: Sequence[SegmentInfo]) -> FolderContents:
        """The notices in segments that no manifest names yet."""
        return FolderContents(self.directory, open_segments(self.directory, parts))

    def commit(
        self, new: State, records: Sequence[FileRecord], parts: Sequence[SegmentInfo]
    ) -> None:
        """Write the lists of files and segments, then switch.

        Until the manifest is replaced nothing has happened; after that everything has.
        """
        directory = self.directory
        manifest = _numbered(new, self._next_number())
        write_file_list(directory, manifest, records)
        # An earlier version wrote none for what stays of it.
        checked = [one if one.sums is not None else with_sums(directory, one) for one in parts]
        write_segments(directory, manifest, checked)
        try:
            write_manifest(directory, manifest)
        except FsyncFailed as error:
            raise IndexProblem(
                because(
                    "Đã chuyển sang chỉ mục mới ở {directory}, nhưng đĩa báo lỗi khi lưu "
                    "({error}); nếu mất điện lúc này, chỉ mục cũ có thể trở lại. "
                    "Hãy kiểm tra đĩa rồi chạy lại",
                    directory=directory,
                    error=error.strerror or error,
                )
            ) from error

    def _next_number(self) -> int:
        """A number that no state in the directory has, committed or not."""
        try:
            manifest = read_manifest(self.directory)
        except IndexProblem:
            manifest = None
        return max(newest_number(self.directory), manifest.number if manifest else 0, 0) + 1

    def update_records(self, records: Sequence[FileRecord]) -> None:
        """Replace the list that belongs to the manifest."""
        manifest = read_manifest(self.directory)
        if manifest is not None:
            write_file_list(self.directory, manifest, records)

    def rollback(self, old: State | None) -> None:
        """Remove the files of a commit that did not come about."""
        if read_manifest(self.directory) == old:
            remove_files(self._leftovers())

    def leftovers(self) -> list[str]:
        """The names of what a builder has left that was killed here."""
        return sorted(path.name for path in self._leftovers())

    def remove_leftovers(self) -> None:
        """Remove all files of ours that the state named by the manifest does not need."""
        superfluous = self._leftovers()
        if superfluous:
            sync_directory(self.directory)  # else a loss of power might bring back what needs them
            remove_files(superfluous)

    def _leftovers(self) -> list[Path]:
        """What may be removed; nothing where that cannot be told.

        Only the manifest on the disk decides: what a builder takes for committed may have been
        followed by another state, or never have come about.
        """
        try:
            manifest = read_manifest(self.directory)
            segments = read_segments(self.directory, manifest) if manifest else []
            return unreferenced_files(self.directory, manifest, [one.name for one in segments])
        except Exception:  # a damaged file can raise anything
            return []


def _numbered(state: State, number: int) -> Manifest:
    return Manifest(
        state.schema,
        state.generation,
        number,
        state.sources,
        state.province,
        state.seconds,
        state.parts,
        state.admitted,
    )
