"""The archives and letters among the files of an office, opened: one file, several papers.

Each file inside stands in the list of files as any other: its source is that of the outer file with
its way there behind it, and so is its path, at which nothing can be opened.  It is new, changed or
gone when the outer file is: that is looked at, and only one that has changed is opened.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.documents.file_names import display_name
from indexer.documents.inner_file import MAX_ARCHIVE, MAX_LETTER, open_outer
from indexer.documents.page_text import ExtractionError
from indexer.documents.reader import SourceFile, unread_reason
from indexer.documents.sandbox import SECONDS, members_confined
from indexer.documents.sandbox_child import Member
from indexer.documents.ways import is_container, is_letter
from indexer.model import Reason, because
from indexer.regular_file import FileTooLarge

Known = Callable[[SourceFile], Sequence[Member]]
"""What is known of a file that has not changed; empty where it has, or nothing is known."""


@dataclass(slots=True)
class OpenedFiles:
    """Files with those that are inside others instead of the others.

    ``problems`` tells by its name why one could not be opened, ``unopened`` are their paths; what
    was known of those stays.  ``bare_letters`` are those to which no paper is attached.
    """

    files: list[SourceFile] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    bare_letters: list[str] = field(default_factory=list)
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
            _leave(opened, file, _why_unopened(file, error))
        except ExtractionError as error:
            _leave(opened, file, error.reason)
        else:
            _put(opened, file, members)
    opened.files.sort()
    return opened


_BYTES_A_TURN = 50 * 1024**2


def _members(file: SourceFile, seconds: float) -> Sequence[Member]:
    """What lies in a file; itself, by an empty way, if it is no archive and no letter.

    The papers of a year take longer than a single one: each so many bytes get the time of a file.
    """
    with open_outer(file.location) as outer:
        turns = 1 + os.fstat(outer.fileno()).st_size // _BYTES_A_TURN
    reader = "indexer.documents.members:members"
    return members_confined(reader, file.location, seconds=seconds * turns)


def _put(opened: OpenedFiles, file: SourceFile, members: Sequence[Member]) -> None:
    for one in members:
        source = f"{file.source}/{one.way}"
        if not one.way:
            opened.files.append(file)
        elif one.is_paper:
            path = file.path / one.way
            told = one.digest, one.start, one.size
            opened.files.append(SourceFile(source, path, file.location, *told))
        else:
            over = opened.bare_letters if is_letter(one.way) else opened.passed_over
            over.append(display_name(source))
    if not any(one.is_paper for one in members):
        if is_letter(file.path.name):
            opened.bare_letters.append(display_name(file.source))
        elif not members:
            opened.passed_over.append(display_name(file.source))


def _why_unopened(file: SourceFile, error: OSError) -> Reason:
    if not isinstance(error, FileTooLarge):
        return unread_reason(error)
    size = error.size // 1024**2
    if is_letter(file.path.name):
        return because(
            "thư lớn {size} MB, quá giới hạn {limit} MB; hãy lưu riêng các tệp đính kèm",
            size=size,
            limit=MAX_LETTER // 1024**2,
        )
    return because(
        "tệp nén lớn {size} MB, quá giới hạn {limit} MB; hãy giải nén, hoặc chia thành nhiều tệp "
        "nén",
        size=size,
        limit=MAX_ARCHIVE // 1024**2,
    )


def _leave(opened: OpenedFiles, file: SourceFile, reason: Reason) -> None:
    opened.problems[display_name(file.source)] = reason
    opened.unopened.append(file.path)
