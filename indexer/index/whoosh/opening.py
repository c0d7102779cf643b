"""Opening the state of an index directory that its manifest names, whatever else lies there.

What is opened is pinned: it can be read to its end though later commits delete its files.
"""

from __future__ import annotations

import mmap
import os
import weakref
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex
from whoosh.reading import MultiReader, SegmentReader

from indexer.index.entry import VERSION
from indexer.index.whoosh.files import INDEX_NAME, foreign
from indexer.index.whoosh.manifest import Manifest, read_manifest
from indexer.model import because
from indexer.problems import IndexProblem

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
        return self.manifest.number

    def _read_toc(self) -> TOC:
        return toc_of(self.storage, self.manifest)

    def segment_readers(self) -> list[SegmentReader]:
        """A reader of each segment, with all its files open."""
        return [
            SegmentReader(storage, self.toc.schema, segment)
            for storage, segment in zip(self._pinned, self.toc.segments, strict=True)
        ]

    def reader(self, reuse: object = None) -> MultiReader:
        """All segments as one reader."""
        return MultiReader(self.segment_readers(), generation=self.manifest.number)


def toc_of(storage: MappedStorage, manifest: Manifest) -> TOC:
    """The table of contents that a manifest names."""
    return TOC.read(storage, INDEX_NAME, gen=manifest.number)


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
            if newer is None or newer.number == manifest.number:
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
