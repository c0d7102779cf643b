"""The files of an index that say what is committed: the manifest, and the list of files.

The manifest (``viendan.json``) is the one switch: it says which state counts, and names by its
number the lists of the files and the segments of that state.  A manifest that is there but cannot
be read is never taken for none: behind it lies an index, and whoever took the directory for a new
one would delete it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from indexer.index.durable import read_file, replace_file
from indexer.index.records import DamagedRecords, FileRecord
from indexer.index.sealed_json import FIRST_SEALED, check_seal, seal
from indexer.index.store import DamagedState, State
from indexer.model import because
from indexer.problems import IndexProblem
from indexer.regular_file import NotRegularFile

MANIFEST = "viendan.json"


@dataclass(frozen=True, slots=True)
class Manifest(State):
    """A committed state, and the names of the files that belong to it."""

    @property
    def records(self) -> str:
        """The name of the list of its files (:mod:`indexer.index.records`)."""
        return f"viendan-files-{self.number}.json"

    @property
    def segments(self) -> str:
        """The name of the list of its segments (:mod:`indexer.index.whoosh.segments_file`)."""
        return f"viendan-segments-{self.number}.json"

    @property
    def toc(self) -> str:
        """The name of Whoosh's own table of contents, which version 5 had instead."""
        return f"_MAIN_{self.number}.toc"


def read_manifest(directory: Path) -> Manifest | None:
    """The manifest of an index, or None where none lies.

    Raises :class:`DamagedState` for one that cannot be understood, and :class:`IndexProblem` where
    the system does not let it be read.
    """
    path = directory / MANIFEST
    try:
        data = read_file(path)
        written: dict[str, Any] = msgspec.json.decode(data, type=dict)
        if "toc" in written:  # its name in version 5 and before
            written["number"] = written.pop("toc")
        manifest = msgspec.convert(written, Manifest)
        check_seal(data, manifest.schema)
        return manifest
    except (FileNotFoundError, NotADirectoryError):
        return None
    except NotRegularFile:
        raise damaged_index(directory) from None
    except OSError as error:
        raise IndexProblem(
            because(
                "Không đọc được {path}, tệp ghi chỉ mục gồm những gì ({error}); chỉ mục còn "
                "nguyên. Hãy cấp quyền đọc rồi chạy lại",
                path=path,
                error=error.strerror or error,
            )
        ) from error
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise damaged_index(directory) from None


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Make the switch; raises :class:`~indexer.index.durable.FsyncFailed` where only the disk may
    not keep it, ``OSError`` where it is not made."""
    replace_file(directory / MANIFEST, seal(manifest, for_people=True))


def damaged_index(directory: Path) -> DamagedState:
    """The manifest of a directory is damaged or gone; only its owner knows the sources."""
    return DamagedState(
        because(
            "Bản kê của chỉ mục, {path}, bị hỏng hoặc mất; chưa xóa gì. "
            "Hãy nêu lại nguồn: viendan index NGUỒN --index {directory}",
            path=directory / MANIFEST,
            directory=directory,
        )
    )


class _FileList(msgspec.Struct, frozen=True):
    """The files of the state that has this generation, and so of no other one."""

    generation: str
    files: Sequence[FileRecord]


def read_file_list(directory: Path, manifest: Manifest, held: int | None) -> list[FileRecord]:
    """The list of a committed state that holds so many notices, if that is known.

    Raises :class:`DamagedRecords` for one that cannot be understood or does not account for all
    notices, and :class:`IndexProblem` where the system does not let it be read.
    """
    path = directory / manifest.records
    try:
        records = _files_of(read_file(path), manifest)
    except (FileNotFoundError, NotRegularFile):
        raise DamagedRecords(path) from None
    except OSError as error:
        raise IndexProblem(
            because(
                "Không đọc được danh sách tệp của chỉ mục, {path} ({error}); chỉ mục còn nguyên. "
                "Hãy cấp quyền đọc rồi chạy lại; nếu tệp đã hỏng, hãy xóa tệp ấy rồi chạy lại",
                path=path,
                error=error.strerror or error,
            )
        ) from error
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise DamagedRecords(path) from None
    if held is not None and sum(len(one.notices) for one in records) != held:
        raise DamagedRecords(path)
    return records


_FIRST_WITH_LEADS = 9
"""The first version of a list that tells all other addresses of a file, and not only one."""


class _OneLead(msgspec.Struct, frozen=True):
    """What the versions before said of a file instead: its other address, and the notice of which
    it is a copy, empty where it has one of its own."""

    alias: str = ""
    copy_of: str = ""


class _OneLeadList(msgspec.Struct, frozen=True):
    files: Sequence[_OneLead]


def _files_of(data: bytes, manifest: Manifest) -> list[FileRecord]:
    check_seal(data, manifest.schema)
    if manifest.schema < FIRST_SEALED:
        return msgspec.json.decode(data, type=list[FileRecord])
    listed = msgspec.json.decode(data, type=_FileList)
    if listed.generation != manifest.generation:
        raise ValueError("the list of another state")
    if manifest.schema >= _FIRST_WITH_LEADS:
        return list(listed.files)
    known = msgspec.json.decode(data, type=_OneLeadList).files
    return [_with_lead(record, one) for record, one in zip(listed.files, known, strict=True)]


def _with_lead(record: FileRecord, known: _OneLead) -> FileRecord:
    notice_id = known.copy_of or next(iter(record.notices), "")
    if not (known.alias and notice_id):
        return record
    return replace(record, leads={known.alias: notice_id})


def write_file_list(directory: Path, manifest: Manifest, records: Sequence[FileRecord]) -> None:
    """Put the list of a state on the disk."""
    replace_file(directory / manifest.records, seal(_FileList(manifest.generation, records)))
