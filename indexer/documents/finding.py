"""Sources → files: the files of an office below the folders it names, and what is in the way.

Nothing is left out in silence but hidden folders and the index itself, where it lies inside a
source; files that are no papers are passed over and counted.  A file that a word processor has
open is told by the file that it puts beside it meanwhile (``~$…``, ``.~lock.…#``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.documents.file_names import display_name, written_path
from indexer.documents.no_papers import is_hidden, is_no_paper, size_of_empty_archive
from indexer.documents.reader import SourceFile
from indexer.model import Reason, because
from indexer.platforms import LONGEST_PATH, WINDOWS, is_reserved_name


@dataclass(frozen=True, slots=True)
class ClosedFolder:
    """A folder that cannot be listed to its end; ``error`` is why, if it is no want of a right."""

    path: Path
    error: str | None


@dataclass(slots=True)
class FoundFiles:
    """What lies below some sources.

    ``problems`` tells by its name why something is not among the ``files``; ``closed`` are the
    folders that cannot be looked into, by the same name.  Those ``passed_over`` are no papers.
    Those ``being_written`` are among the files, and a word processor has them open.
    """

    files: list[SourceFile] = field(default_factory=list)
    problems: dict[str, Reason] = field(default_factory=dict)
    closed: dict[str, ClosedFolder] = field(default_factory=dict)
    passed_over: list[str] = field(default_factory=list)
    being_written: list[str] = field(default_factory=list)


def find_files(sources: Iterable[Path], index: Path | None = None) -> FoundFiles:
    """The files of some sources, without those of the ``index``; each once, by its real path.

    Raises ``FileNotFoundError`` for a source that does not exist.

    >>> [f.source for f in find_files([Path("corpus/registry/terms.toml")]).files]
    ['terms.toml']
    """
    walker = _Walker(list(sources), index)
    for source in walker.sources:
        walker.enter(source)
    walker.follow()
    return walker.found()


@dataclass(frozen=True, slots=True)
class _Location:
    """Something below a source: its path, its real path, and its name in a report."""

    path: Path
    real: str
    name: str

    def child(self, name: str) -> _Location:
        below = f"{self.name}/{name}" if self.name else name
        return _Location(self.path / name, os.path.join(self.real, name), below)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    is_link: bool
    is_folder: bool
    is_regular: bool


def _listed(folder: Path) -> list[_Entry]:
    """What lies in a folder; raises ``OSError`` also where the list or a kind cannot be had."""
    with os.scandir(folder) as entries:
        return [
            _Entry(
                one.name,
                one.is_symlink(),
                one.is_dir(follow_symlinks=False),
                one.is_file(follow_symlinks=False),
            )
            for one in entries
        ]


class _Walker:
    """A walk through folders that remembers where it was."""

    def __init__(self, sources: list[Path], index: Path | None) -> None:
        self.sources = sources
        self._roots = [os.path.realpath(one) for one in sources]
        self._index = os.path.realpath(index) if index else None
        self._files: dict[str, SourceFile] = {}
        self._folders: set[str] = set()
        self._links: list[_Location] = []
        self._found = FoundFiles()

    def found(self) -> FoundFiles:
        self._found.files = sorted(self._files.values())
        self._found.passed_over.sort()
        self._found.being_written.sort()
        return self._found

    def enter(self, source: Path) -> None:
        """Look through a source: a folder, or a single file."""
        real = os.path.realpath(source)
        try:
            is_folder = source.is_dir()
            there = is_folder or source.exists()
        except OSError as error:  # a folder above it is closed, or a share does not answer
            self._close(_Location(source, real, str(source)), error)
            return
        if not there:
            raise FileNotFoundError(str(source))
        if is_folder:
            self._walk(_Location(source, real, ""))
        else:
            self._take(_Location(source, real, source.name), source.is_file())

    def follow(self) -> None:
        """Follow the links that stay inside the sources, after all that lies there itself."""
        while self._links:
            links, self._links = sorted(self._links, key=lambda one: one.name), []
            for link in links:
                self._follow(link)

    def _follow(self, link: _Location) -> None:
        if self._index and lies_in(link.real, self._index):
            return
        if not any(lies_in(link.real, root) for root in self._roots):
            reason = because(
                "liên kết trỏ ra ngoài thư mục nguồn, không theo; hãy nêu đường dẫn thật"
            )
            self._report(link, reason)
        elif not os.path.lexists(link.real) or os.path.islink(link.real):  # a ring of links
            self._report(link, because("liên kết trỏ tới chỗ không có tệp nào"))
        elif os.path.isdir(link.real):
            self._walk(link)
        else:
            self._consider(link, os.path.isfile(link.real))

    def _walk(self, top: _Location) -> None:
        folders = [top]
        while folders:
            folder = folders.pop()
            # A folder seen before is a link back to it, or a source inside another.
            if folder.real in self._folders or folder.real == self._index:
                continue
            self._folders.add(folder.real)
            try:
                listed = _listed(folder.path)
            except OSError as error:
                self._close(folder, error)
                continue
            names = [one.name for one in listed]
            self._found.being_written += [
                display_name(folder.child(one).name) for one in _owned(names)
            ]
            for entry in listed:
                if is_hidden(entry.name) and (entry.is_folder or entry.is_link):
                    continue
                location = folder.child(entry.name)
                if entry.is_link:
                    self._links.append(
                        _Location(location.path, os.path.realpath(location.path), location.name)
                    )
                elif entry.is_folder:
                    folders.append(location)
                else:
                    self._consider(location, entry.is_regular)

    def _consider(self, location: _Location, is_regular: bool) -> None:
        """Take a file, unless it is no paper; one that a person has named is taken anyway."""
        if is_no_paper(location.path.name) or (is_regular and _is_empty(location)):
            self._found.passed_over.append(display_name(location.name))
        else:
            self._take(location, is_regular)

    def _take(self, location: _Location, is_regular: bool) -> None:
        if WINDOWS and (reason := _not_on_windows(location)):
            self._report(location, reason)
        elif not is_regular:
            self._report(
                location, because("không phải là tệp thường mà là ống, thiết bị hay ổ cắm")
            )
        elif location.real not in self._files:
            self._files[location.real] = _source_file(location)

    def _close(self, folder: _Location, error: OSError) -> None:
        why = None if isinstance(error, PermissionError) else error.strerror or str(error)
        self._found.closed[self._label(folder)] = ClosedFolder(folder.path, why)

    def _report(self, location: _Location, reason: Reason) -> None:
        self._found.problems[self._label(location)] = reason

    def _label(self, location: _Location) -> str:
        """The name of a location; its path where another has the name."""
        taken = self._found.problems.keys() | self._found.closed.keys()
        name = location.name if location.name and location.name not in taken else str(location.path)
        return display_name(name)


def _source_file(location: _Location) -> SourceFile:
    """A file under names that can be written down, though it is opened by its own."""
    path = Path(written_path(str(location.path)))
    return SourceFile(display_name(location.name), path, location.real)


def _is_empty(location: _Location) -> bool:
    """Whether a file is an archive with nothing in it."""
    most = size_of_empty_archive(location.path.name)
    try:
        return most is not None and os.lstat(location.real).st_size <= most
    except OSError:
        return False


_WORD = "~$"
_OPEN = re.compile(r"\.~lock\.(.+)#", re.DOTALL)


def _owned(names: Sequence[str]) -> Iterator[str]:
    """The documents that a word processor has open, by the files in their folder.

    Word writes its mark over the first two letters of a name, before one that is short.

    >>> list(_owned(["~$ong bao.docx", "thong bao.docx", "~$a.docx", "a.docx", ".~lock.b.odt#"]))
    ['thong bao.docx', 'a.docx']
    """
    marks = {name.removeprefix(_WORD) for name in names if name.startswith(_WORD)}
    locks = {found[1] for name in names if (found := _OPEN.fullmatch(name))}
    for name in names if marks or locks else ():
        if not name.startswith((".", _WORD)) and (name in marks | locks or name[2:] in marks):
            yield name


def _not_on_windows(location: _Location) -> Reason | None:
    """Why Windows would open something else by this name, or nothing."""
    if is_reserved_name(location.path.name):
        return because("Windows dành riêng tên này, không mở được tệp; hãy đổi tên tệp")
    if len(str(location.path.absolute())) > LONGEST_PATH:
        return because(
            "đường dẫn dài hơn {limit} ký tự, Windows không mở được; hãy rút ngắn tên thư mục",
            limit=LONGEST_PATH,
        )
    return None


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def source_of(path: str, sources: Sequence[str]) -> str | None:
    """The source in which a path lies, if it does in one."""
    return next((source for source in sources if lies_in(path, source)), None)


def folders_from(source: str, path: str) -> list[str]:
    """The folders in which a file lies, from its source on.

    >>> folders_from("/kho", "/kho/2022/07/a.txt")
    ['/kho', '/kho/2022', '/kho/2022/07']
    """
    above = [str(one) for one in Path(path).parents]
    return [folder for folder in reversed(above) if lies_in(folder, source)]
