"""Opening the state of an index directory that its manifest names, whatever else lies there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.index.entry import VERSION
from indexer.index.whoosh.damage import DamageReporting
from indexer.index.whoosh.files import committed_manifest, foreign_files, is_empty
from indexer.index.whoosh.manifest import Manifest, read_manifest
from indexer.index.whoosh.segment import SegmentFiles, open_segments
from indexer.index.whoosh.segments_file import read_segments
from indexer.model import because
from indexer.problems import IndexProblem

_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """A committed state with the files of all its segments open."""

    manifest: Manifest
    segments: tuple[SegmentFiles, ...]


def open_index(directory: Path, *, any_version: bool = False) -> OpenIndex:
    """The finished index in a directory; raises :class:`IndexProblem` with the way on.

    ``any_version`` is for the builder, which takes over what it can from another version.
    """
    if is_empty(directory):
        raise IndexProblem(
            because(
                "Chưa có chỉ mục ở {directory}. Hãy chạy: viendan index --index {directory}",
                directory=directory,
            )
        )
    manifest = committed_manifest(directory)
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
    if foreign_files(directory):
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


def _opened(directory: Path, manifest: Manifest) -> OpenIndex:
    """Open what a manifest names; once more when a commit came in between."""
    for _ in range(_ATTEMPTS):
        try:
            with DamageReporting(directory):
                segments = read_segments(directory, manifest)
                return OpenIndex(manifest, open_segments(directory, segments))
        except IndexProblem:
            newer = read_manifest(directory)
            if newer is None or newer.number == manifest.number:
                raise
            manifest = newer
    raise IndexProblem(because("Chỉ mục ở {directory} đang đổi liên tục", directory=directory))
