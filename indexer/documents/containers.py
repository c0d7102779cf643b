"""The archives and letters among the files of an office, opened: one file, several papers.

Each file inside stands in the list of files as any other: its source is that of the outer file with
its way there behind it, and so is its path, at which nothing can be opened.  It is new, changed or
gone when the outer file is: that is looked at, and only one that has changed is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.documents.archives import is_container
from indexer.documents.detection import CONTAINERS, detect_format
from indexer.documents.file_names import display_name
from indexer.documents.page_text import ExtractionError
from indexer.documents.reader import MAX_BYTES, SourceFile, unread_reason
from indexer.documents.sandbox import SECONDS, members_confined
from indexer.documents.sandbox_child import Member
from indexer.model import Reason
from indexer.regular_file import read_regular

Known = Callable[[SourceFile], Sequence[Member]]
"""What is known of a file that has not changed; empty where it has, or nothing is known."""


@dataclass(slots=True)
class OpenedFiles:
    """Files with those that are inside others instead of the others.

    ``problems`` tells by its name why one could not be opened, ``unopened`` are their paths; what
    was known of those stays.
    """

    files: list[SourceFile] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    problems: dict[str, Reason] = field(default_factory=dict)
    unopened: list[Path] = field(default_factory=list)


def open_containers(
    files: Iterable[SourceFile], known: Known, seconds: float = SECONDS
) -> OpenedFiles:
    """The files, with what lies in archives and letters in the place of these.

    A file that only bears the name of one stays as it is.
    """
    opened = OpenedFiles()
    for file in files:
        if not is_container(file.path.name):
            opened.files.append(file)
            continue
        try:
            members = known(file) or _members(file, seconds)
        except OSError as error:
            _leave(opened, file, unread_reason(error))
        except ExtractionError as error:
            _leave(opened, file, error.reason)
        else:
            _put(opened, file, members)
    opened.files.sort()
    return opened


def _members(file: SourceFile, seconds: float) -> Sequence[Member] | None:
    """What lies in a file; None if it is no archive and no letter."""
    data = read_regular(file.location, MAX_BYTES)
    if detect_format(data) not in CONTAINERS:
        return None
    return members_confined("indexer.documents.archives:members", data, seconds=seconds)


def _put(opened: OpenedFiles, file: SourceFile, members: Sequence[Member] | None) -> None:
    if members is None:
        opened.files.append(file)
        return
    for one in members:
        source = f"{file.source}/{one.way}"
        if one.is_paper:
            path = file.path / one.way
            opened.files.append(SourceFile(source, path, file.location, one.digest))
        else:
            opened.passed_over.append(display_name(source))
    if not members:  # a letter to which nothing is attached
        opened.passed_over.append(display_name(file.source))


def _leave(opened: OpenedFiles, file: SourceFile, reason: Reason) -> None:
    opened.problems[display_name(file.source)] = reason
    opened.unopened.append(file.path)
