"""Files within files, at whatever depth: what lies in an archive or a letter, and its bytes.

What lies inside is named by its way there (:mod:`indexer.documents.ways`), and is read as any other
file once it is taken out.  Whoever takes it out is told how often and how deep it may look, and how
much may come of it: a small archive can hold a thousand others.

This runs in the child that reads (:mod:`indexer.documents.sandbox`), and only there.  It is told
where the outer file lies and opens it there, since an archive may be larger than memory.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import BinaryIO

from indexer.documents import archives, letters, outlook
from indexer.documents.detection import FileFormat, detect_format, is_plain_letter
from indexer.documents.inner_file import InnerFile, begins_as_archive, open_outer, refused
from indexer.documents.no_papers import is_hidden, is_no_paper
from indexer.documents.page_text import ExtractionError
from indexer.documents.sandbox_child import Member
from indexer.documents.ways import is_container
from indexer.model import because

MAX_DEPTH = 3
MAX_FILES = 20_000
MAX_UNPACKED = 4 * 1024**3
MAX_AHEAD = 12 * 1024**2
"""Bytes that are taken out beside the file that is asked for, in one answer."""

_START = 64


def members(path: bytes, _argument: str = "") -> tuple[Member, ...]:
    """The files in the archive or the letter at a path, by their ways there, without their bytes.

    A file that is neither holds itself, by an empty way.  Raises :class:`ExtractionError` for one
    beyond a bound.
    """
    return _of_file(path, _told)


def taken(path: bytes, argument: str) -> tuple[Member, ...]:
    """The files whose ways stand on the lines of the argument, with their bytes: the first in any
    case, if it is there, others as long as they are not too much for one answer."""
    first, *others = argument.split("\n")
    return _of_file(path, partial(_taken, first=first, others=frozenset(others)))


def _of_file(
    path: bytes, answer: Callable[[Iterator[InnerFile] | None], tuple[Member, ...]]
) -> tuple[Member, ...]:
    try:
        with open_outer(os.fsdecode(path)) as file:
            return answer(_first_level(file))
    except OSError as error:
        raise ExtractionError(
            because("hệ thống không đọc được tệp ({error})", error=error.strerror or error),
            passing=True,
        ) from None


def _told(level: Iterator[InnerFile] | None) -> tuple[Member, ...]:
    if level is None:
        return (Member("", ""),)
    return tuple(map(_as_told, _Walk().through(level)))


def _as_told(one: InnerFile) -> Member:
    if not one.is_paper:
        return Member(one.way, "", is_paper=False)
    try:
        data = one.load()
    except ExtractionError:
        return Member(one.way, "")  # its reading says why
    digest = hashlib.sha256(data).hexdigest()
    return Member(one.way, digest, start=data[:_START], size=len(data))


def _taken(
    level: Iterator[InnerFile] | None, first: str, others: frozenset[str]
) -> tuple[Member, ...]:
    found: list[Member] = []
    waiting, left = {first, *others}, MAX_AHEAD
    for one in _Walk(waiting).through(level or ()):
        if one.way not in waiting or (one.way != first and one.size > left):
            continue
        waiting.remove(one.way)
        try:
            data = one.load()
        except ExtractionError as error:
            found.append(Member(one.way, "", refusal=error.reason))
        else:
            if one.way != first and len(data) > left:
                continue
            left -= len(data) if one.way != first else 0
            found.append(Member(one.way, "", data))
        if not waiting or (first not in waiting and left <= 0):
            break
    return tuple(found)


class _Walk:
    """A walk through an archive or a letter, and how much was taken out of it so far.

    Where some files are ``wanted``, by their ways there, no others are taken out.
    """

    def __init__(self, wanted: Collection[str] = ()) -> None:
        # A way leads to a file, and before that to all that this lies in.
        self._wanted = {
            way[:at] for way in wanted for at in [*_ends_of_steps(way), len(way)]
        } or None
        self._count = 0
        self._unpacked = 0
        self._ways: dict[str, int] = {}

    def through(
        self, level: Iterable[InnerFile], way: str = "", depth: int = 1
    ) -> Iterator[InnerFile]:
        """The files, at whatever depth; each way there is told once."""
        for one in level:
            self._count += 1
            if self._count > MAX_FILES:
                raise ExtractionError(
                    because(
                        "trong tệp có hơn {n} tệp, quá giới hạn; hãy giải nén, hoặc chia thành "
                        "nhiều tệp nén",
                        n=MAX_FILES,
                    )
                )
            here = self._free(way + one.way)
            is_paper = one.is_paper and not _is_passed_over(one.way)
            self._unpacked += one.size if is_paper else 0
            if self._wanted is not None and here not in self._wanted:
                continue
            if not is_paper:
                yield InnerFile(here, one.load, is_paper=False)
            elif self._unpacked > MAX_UNPACKED:
                yield InnerFile(here, _too_much)
            else:
                yield from self._paper(one, here, depth)

    def _paper(self, one: InnerFile, here: str, depth: int) -> Iterator[InnerFile]:
        """A file, or what lies in it."""
        within = one.within
        if within is None:
            if not is_container(here):
                yield InnerFile(here, one.load, size=one.size)
                return
            try:
                held = one.load()
                level = _first_level(io.BytesIO(held))
            except ExtractionError as error:
                yield refused(here, error)
                return
            if level is None:
                yield InnerFile(here, partial(bytes, held))
                return
            within = partial(iter, level)
        if depth < MAX_DEPTH:
            yield from self._nested(within, here, depth)
        else:
            yield InnerFile(here, _too_deep)

    def _nested(
        self, within: Callable[[], Iterator[InnerFile]], here: str, depth: int
    ) -> Iterator[InnerFile]:
        """What lies in a file; one in which no paper lies is passed over by its own name, too."""
        is_empty = True
        try:
            for one in self.through(within(), here + "/", depth + 1):
                is_empty = is_empty and not one.is_paper
                yield one
        except ExtractionError as error:
            yield refused(here, error)
            return
        if is_empty:
            yield InnerFile(here, partial(bytes, b""), is_paper=False)

    def _free(self, way: str) -> str:
        """A way that no other file has, as two pictures in a letter may have one name."""
        free = way
        stem, dot, ending = way.rpartition(".")
        while free in self._ways:
            self._ways[way] = number = self._ways[way] + 1
            free = f"{stem or ending} ({number}){dot}{ending if stem else ''}"
        self._ways[free] = 1
        return free


def _ends_of_steps(way: str) -> list[int]:
    """Where the steps of a way end, but for the last.

    >>> _ends_of_steps("a.zip/b/c.txt")
    [5, 7]
    """
    return [at for at, letter in enumerate(way) if letter == "/"]


def _is_passed_over(way: str) -> bool:
    """Whether a way leads to no paper, or through a folder that is hidden."""
    *folders, name = way.split("/")
    return is_no_paper(name) or any(map(is_hidden, folders))


def _too_much() -> bytes:
    raise ExtractionError(
        because(
            "các tệp đứng trước trong tệp nén đã đủ giới hạn {limit} MB; hãy giải nén, hoặc chia "
            "thành nhiều tệp nén",
            limit=MAX_UNPACKED // 1024**2,
        )
    )


def _too_deep() -> bytes:
    raise ExtractionError(
        because("nằm trong quá {n} lớp tệp nén hay thư; hãy lấy ra ngoài", n=MAX_DEPTH)
    )


def _first_level(file: BinaryIO) -> Iterator[InnerFile] | None:
    """The files of the first level; None where the file is neither archive nor letter."""
    if begins_as_archive(file):
        return archives.packed(file)
    data = file.read()
    match detect_format(data):
        case FileFormat.LETTER:
            return letters.attached(data)
        case FileFormat.MAIL:
            return outlook.attached(io.BytesIO(data))
    return iter(()) if is_plain_letter(data) else None
