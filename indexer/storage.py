"""The index directory: what lies in it, and whether it is ours, whole and current.

``viendan.json`` (the manifest) says from which files, by which version of the program and the
registry an index was built.  It is written last, so an index without it was never finished.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import FileIndex
from whoosh.index import IndexError as WhooshIndexError

from indexer.model import Reason, because
from indexer.project import PROJECT, REGISTRY
from indexer.schema import SCHEMA, VERSION

DEFAULT_INDEX = Path(os.environ.get("VIENDAN_INDEX", PROJECT / "index"))

_MANIFEST = "viendan.json"


class MappedStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """Files as memory maps: nothing is copied, no handle stays open, and what a reader has open
    outlives its deletion by a later commit."""

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        """An existing file, mapped."""
        with open(self._fpath(name), "rb") as file:
            empty = os.fstat(file.fileno()).st_size == 0
            mapped = BytesIO() if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return StructFile(mapped, name=name, **kwargs)


class IndexProblem(Exception):
    """An index that cannot be opened or built; ``reason`` names the way on."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made of: files with their SHA-256, failures with their reasons.

    ``generation`` names this state of the index; it follows from everything else, so that the
    same corpus gives the same name.
    """

    schema: int
    knowledge: str
    generation: str
    files: Mapping[str, str]
    failed: Mapping[str, Reason] = field(default_factory=dict)


@cache
def knowledge() -> str:
    """Fingerprint of everything that decides how a document is understood.

    That is the code of this package and the registry: when either changes, every notice may
    be read differently.
    """
    digest = hashlib.sha256()
    code = Path(__file__).parent
    for path in [*sorted(code.rglob("*.py")), *sorted(REGISTRY.rglob("*.*"))]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_manifest(directory: Path) -> Manifest | None:
    """The manifest of an index, or None where no finished index of this program lies."""
    try:
        return msgspec.json.decode((directory / _MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError):
        return None


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Put a manifest in place of the old one, in one step."""
    draft = directory / f"{_MANIFEST}.new"
    draft.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    draft.replace(directory / _MANIFEST)


def open_index(directory: Path) -> FileIndex:
    """The finished index in a directory; raises :class:`IndexProblem` with the way on."""
    if not directory.is_dir() or not any(directory.iterdir()):
        raise IndexProblem(
            because(
                "Chưa có chỉ mục ở {directory}. Hãy chạy: viendan index --index {directory}",
                directory=directory,
            )
        )
    manifest = read_manifest(directory)
    if manifest is None:
        raise IndexProblem(
            because(
                "{directory} không phải là chỉ mục của Viện Dẫn. "
                "Hãy chọn thư mục khác, hoặc lập chỉ mục: viendan index --index THƯ_MỤC_MỚI",
                directory=directory,
            )
        )
    try:
        if manifest.schema == VERSION:
            return MappedStorage(str(directory)).open_index()
    except (WhooshIndexError, OSError, ValueError, EOFError, KeyError) as error:
        raise IndexProblem(
            because(
                "Chỉ mục ở {directory} bị hỏng ({error}). "
                "Hãy lập lại: viendan index --index {directory}",
                directory=directory,
                error=type(error).__name__,
            )
        ) from error
    raise IndexProblem(
        because(
            "Chỉ mục ở {directory} do phiên bản khác lập. "
            "Hãy lập lại: viendan index --index {directory}",
            directory=directory,
        )
    )


def create_index(directory: Path) -> FileIndex:
    """An index to write to: the one that is there, or a new one in an empty directory.

    Raises :class:`IndexProblem` for a directory that holds something else, which is never
    overwritten.
    """
    directory.mkdir(parents=True, exist_ok=True)
    manifest = read_manifest(directory)
    if manifest is None and not _is_unfinished(directory):
        raise IndexProblem(
            because(
                "{directory} đã có dữ liệu khác, không phải chỉ mục của Viện Dẫn. "
                "Hãy chọn một thư mục trống",
                directory=directory,
            )
        )
    storage = FileStorage(str(directory))
    if manifest is not None and manifest.schema == VERSION and storage.index_exists():
        return storage.open_index()
    return storage.create_index(SCHEMA)


def _is_unfinished(directory: Path) -> bool:
    """Nothing there, or only what an interrupted first build left behind."""
    return all(path.name.startswith(("MAIN", "_MAIN", _MANIFEST)) for path in directory.iterdir())
