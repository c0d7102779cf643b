"""The index directory: what lies in it, how a commit switches it, and how it is opened.

``viendan.json`` (the manifest) is the one switch.  It names the table of contents (TOC) of
Whoosh that belongs to it, and with that the segments; whatever else lies in the directory is a
commit that never came about, and the next builder removes it.  So a reader sees the old
generation or the new one, and the manifest cannot disagree with Whoosh's own files.
"""

from __future__ import annotations

import mmap
import os
import weakref
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex
from whoosh.reading import MultiReader, SegmentReader

from indexer.index.durable import NotSynced, replace, sync_directory, sync_file
from indexer.index.entry import SCHEMA, VERSION
from indexer.index.manifest import MANIFEST, Manifest, read_manifest
from indexer.index.whoosh.files import INDEX_NAME, claim, foreign, not_needed, remove
from indexer.model import because
from indexer.problems import IndexProblem

__all__ = [
    "IndexProblem",
    "Manifest",
    "MappedStorage",
    "open_index",
    "read_manifest",
]

_ATTEMPTS = 20


class MappedStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """Files as memory maps: nothing is copied, and what a reader has open outlives its deletion
    by a later commit."""

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        """An existing file, mapped."""
        with open(self._fpath(name), "rb") as file:
            return _mapped(file.fileno(), name, **kwargs)


class PinnedStorage(MappedStorage):
    """The files of one segment, held open from the start.

    Whoosh opens a column only when it is first wanted, and by then a later commit may have
    deleted its file.
    """

    def __init__(self, folder: str, names: Iterable[str]) -> None:
        super().__init__(folder)
        self._pins: dict[str, int] = {}
        weakref.finalize(self, _close_all, self._pins)
        for name in names:
            self._pins[name] = os.open(self._fpath(name), os.O_RDONLY)

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        """A file of the segment, mapped; deleted or not."""
        if name not in self._pins:
            raise FileNotFoundError(name)
        return _mapped(self._pins[name], name, **kwargs)

    def file_exists(self, name: str) -> bool:
        """Whether the segment has such a file."""
        return name in self._pins

    def file_length(self, name: str) -> int:
        """The size of a file of the segment."""
        return os.fstat(self._pins[name]).st_size


def _mapped(descriptor: int, name: str, **kwargs: Any) -> StructFile:
    empty = os.fstat(descriptor).st_size == 0
    content = BytesIO() if empty else mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    return StructFile(content, name=name, **kwargs)


def _close_all(pins: dict[str, int]) -> None:
    for descriptor in pins.values():
        os.close(descriptor)


class CommittedIndex(FileIndex):  # type: ignore[misc]  # Whoosh has no types
    """The state of an index that its manifest names, whatever else lies in the directory."""

    def __init__(self, directory: Path, manifest: Manifest) -> None:
        # Whoosh's own constructor would read the newest table of contents.
        self.storage = MappedStorage(str(directory))
        self.indexname = INDEX_NAME
        self.manifest = manifest
        self._schema = None
        self.toc = self._read_toc()
        names = sorted(os.listdir(directory))
        self._pinned = [
            PinnedStorage(
                str(directory), [name for name in names if name.startswith(f"{one.segment_id()}.")]
            )
            for one in self.toc.segments
        ]
        self.segment_readers()  # what cannot be opened is found here

    def latest_generation(self) -> int:
        """The table of contents that the manifest names."""
        return self.manifest.toc

    def _read_toc(self) -> TOC:
        return _toc_of(self.storage, self.manifest)

    def segment_readers(self) -> list[SegmentReader]:
        """A reader of each segment, with all its files open."""
        return [
            SegmentReader(storage, self.toc.schema, segment)
            for storage, segment in zip(self._pinned, self.toc.segments, strict=True)
        ]

    def reader(self, reuse: object = None) -> MultiReader:
        """All segments as one reader."""
        return MultiReader(self.segment_readers(), generation=self.manifest.toc)


def _toc_of(storage: MappedStorage, manifest: Manifest) -> TOC:
    return TOC.read(storage, INDEX_NAME, gen=manifest.toc)


def committed_at(directory: Path) -> float:
    """When the finished state of an index came to stand there, in seconds since 1970."""
    return changed_at(directory / MANIFEST)


def changed_at(path: Path) -> float:
    """When a file came to be what it is at this place, in seconds since 1970; 0 for none.

    A copy may keep the time at which its original was written, but has a place of its own since
    later; so the later of the two times counts.
    """
    try:
        known = path.stat()
    except OSError:
        return 0.0
    return max(known.st_mtime, known.st_ctime)


def open_index(directory: Path, *, any_version: bool = False) -> CommittedIndex:
    """The finished index in a directory; raises :class:`IndexProblem` with the way on.

    ``any_version`` is for the builder, which takes over what it can from another version.
    """
    if not directory.is_dir() or not any(directory.iterdir()):
        raise IndexProblem(
            because(
                "Chưa có chỉ mục ở {directory}. Hãy chạy: viendan index --index {directory}",
                directory=directory,
            )
        )
    manifest = read_manifest(directory)
    if manifest is None:
        raise _no_index(directory)
    if manifest.schema != VERSION and not any_version:
        raise IndexProblem(
            because(
                "Chỉ mục ở {directory} do phiên bản khác lập. "
                "Hãy lập lại: viendan index --index {directory}",
                directory=directory,
            )
        )
    return _opened(directory, manifest)


def _no_index(directory: Path) -> IndexProblem:
    """Why a directory without a manifest is no index."""
    if foreign(directory):
        return IndexProblem(
            because(
                "{directory} không phải là chỉ mục của Viện Dẫn. "
                "Hãy chọn thư mục khác, hoặc lập chỉ mục: viendan index --index THƯ_MỤC_MỚI",
                directory=directory,
            )
        )
    return IndexProblem(
        because(
            "Chỉ mục ở {directory} chưa lập xong. "
            "Hãy chạy lại viendan index với --index {directory}",
            directory=directory,
        )
    )


def _opened(directory: Path, manifest: Manifest) -> CommittedIndex:
    """Open what a manifest names; once more when a commit came in between."""
    for _ in range(_ATTEMPTS):
        try:
            return CommittedIndex(directory, manifest)
        except Exception as error:  # a damaged file can raise anything
            newer = read_manifest(directory)
            if newer is None or newer.toc == manifest.toc:
                raise IndexProblem(
                    because(
                        "Chỉ mục ở {directory} bị hỏng ({error}). "
                        "Hãy lập lại: viendan index --index {directory}",
                        directory=directory,
                        error=type(error).__name__,
                    )
                ) from error
            manifest = newer
    raise IndexProblem(because("Chỉ mục ở {directory} đang đổi liên tục", directory=directory))


def create_index(directory: Path) -> FileIndex:
    """An empty index for Whoosh's own writers, in an empty directory or an unfinished one."""
    claim(directory)
    return FileStorage(str(directory)).create_index(SCHEMA)


def commit(directory: Path, manifest: Manifest, segments: Sequence[W3Segment]) -> None:
    """Switch to a new state, of which all segments and the list of files are on the disk.

    Until the manifest is replaced nothing has happened; after that everything has.  Raises
    :class:`IndexProblem` where it has and the disk may not keep it, ``OSError`` where it has not.
    """
    TOC(SCHEMA, list(segments), manifest.toc).write(FileStorage(str(directory)), INDEX_NAME)
    sync_file(directory / TOC._filename(INDEX_NAME, manifest.toc))
    sync_directory(directory)
    try:
        replace(directory / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    except NotSynced as error:
        raise IndexProblem(
            because(
                "Đã chuyển sang chỉ mục mới ở {directory}, nhưng đĩa báo lỗi khi lưu ({error}); "
                "nếu mất điện lúc này, chỉ mục cũ có thể trở lại. Hãy kiểm tra đĩa rồi chạy lại",
                directory=directory,
                error=error.strerror or error,
            )
        ) from error


def next_toc(directory: Path, manifest: Manifest | None) -> int:
    """A number for a table of contents that no state in the directory has, committed or not."""
    newest: int = TOC._latest_generation(FileStorage(str(directory)), INDEX_NAME)
    return max(newest, manifest.toc if manifest else 0, 0) + 1


def leftovers(directory: Path) -> list[Path]:
    """What may be removed: all of ours that the state named by the manifest does not need.

    Nothing where that cannot be told.  Only the manifest on the disk decides: what a builder
    takes for committed may have been followed by another state, or never have come about.
    """
    try:
        manifest = read_manifest(directory)
        toc = _toc_of(MappedStorage(str(directory)), manifest) if manifest else None
        names = [one.segment_id() for one in toc.segments] if toc else []
        return not_needed(directory, manifest, names)
    except Exception:  # a damaged file can raise anything
        return []


def clean(directory: Path) -> None:
    """Remove the leftovers; only the holder of the lock may do this."""
    superfluous = leftovers(directory)
    if superfluous:
        sync_directory(directory)  # else a loss of power might bring back what needs them
        remove(superfluous)
