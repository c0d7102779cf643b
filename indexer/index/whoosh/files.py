"""The files of an index directory: which are ours, and which of these are needed no more.

A file is ours when its name has the exact form of one that this program or Whoosh writes.
Whatever else lies in the directory is somebody's, and is neither read nor removed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from indexer.index.lock import LOCK
from indexer.index.whoosh.damage import unreadable_folder
from indexer.index.whoosh.manifest import MANIFEST, Manifest, damaged_index, read_manifest
from indexer.model import because
from indexer.problems import IndexProblem

INDEX_NAME = "MAIN"
"""The name that Whoosh gives an index by default."""

_TEMPORARY = f"{INDEX_NAME}.tmp"
"""The folder in which Whoosh puts a segment together."""

_OURS = re.compile(
    rf"""
      {INDEX_NAME}_[0-9a-z]{{16}}\.(?:\w+\.col|trm|pst|vps|seg|lists|sums)  # a segment
    | _{INDEX_NAME}_[0-9]+\.toc(?:\.[0-9]+\.[0-9]+)?    # the contents of version 5, or a draft
    | viendan-(?:files|segments)--?[0-9]+\.json(?:\.new)?
    | {re.escape(MANIFEST)}(?:\.new)?
    | {LOCK}(?:\.\w+)?
    | {re.escape(_TEMPORARY)}
    """,
    re.VERBOSE | re.ASCII,
)


_OF_A_STATE = re.compile(rf"(?:_{INDEX_NAME}_|viendan-segments-)([0-9]+)\.(?:toc|json)", re.ASCII)


def _listed(directory: Path) -> list[Path]:
    """What lies in a directory; raises :class:`IndexProblem` where it may not be looked into."""
    try:
        return list(directory.iterdir())
    except OSError as error:
        raise unreadable_folder(directory, error) from error


def is_empty(directory: Path) -> bool:
    """Whether nothing at all lies there; raises as :func:`_listed`."""
    try:
        return not directory.is_dir() or not _listed(directory)
    except OSError as error:
        raise unreadable_folder(directory, error) from error


def newest_number(directory: Path) -> int:
    """The greatest number of a state that has left its segments here; 0 where none has."""
    found = (_OF_A_STATE.fullmatch(path.name) for path in _listed(directory))
    return max((int(one[1]) for one in found if one), default=0)


def committed_manifest(directory: Path) -> Manifest | None:
    """The manifest, or None where nothing was committed yet.

    A list of segments without a manifest had one once: raises :class:`DamagedState`.
    """
    manifest = read_manifest(directory)
    if manifest is None and directory.is_dir() and newest_number(directory):
        raise damaged_index(directory)
    return manifest


def is_index_file(name: str) -> bool:
    """Whether a file of this name belongs to an index.

    >>> is_index_file("MAIN_0a1b2c3d4e5f6g7h.trm"), is_index_file("MAIN_quan-trong.txt")
    (True, False)
    """
    return _OURS.fullmatch(name) is not None


def foreign_files(directory: Path) -> list[Path]:
    """What lies in a directory and is of no index."""
    return [path for path in _listed(directory) if not is_index_file(path.name)]


def claim(directory: Path) -> None:
    """Make sure that a directory is there and is an index, or may become one.

    Raises :class:`IndexProblem` for a directory that holds something else.
    """
    directory.mkdir(parents=True, exist_ok=True)
    if not (directory / MANIFEST).exists() and foreign_files(directory):
        raise IndexProblem(
            because(
                "{directory} đã có dữ liệu khác, không phải chỉ mục của Viện Dẫn. "
                "Hãy chọn một thư mục trống",
                directory=directory,
            )
        )


def unreferenced_files(
    directory: Path, manifest: Manifest | None, segments: Iterable[str]
) -> list[Path]:
    """What a committed state does not need: older ones, and commits that never came about."""
    kept = {MANIFEST}
    if manifest is not None:
        kept |= {manifest.records, manifest.segments, manifest.toc}
    prefixes = (LOCK, *(f"{name}." for name in segments))
    return [
        path
        for path in _listed(directory)
        if is_index_file(path.name)
        and path.name not in kept
        and not path.name.startswith(prefixes)
        and (path.name == _TEMPORARY or not path.is_dir())
    ]


def remove_files(paths: Iterable[Path]) -> None:
    """Remove files of ours, and the folder in which a segment was put together.

    What Windows does not let be removed, since a reader still has it open, stays for the next
    build.
    """
    for path in paths:
        if path.name == _TEMPORARY:
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(PermissionError):
                path.unlink(missing_ok=True)
