"""A file within another, as whoever opens archives and letters finds it, and its bounds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from indexer.documents.page_text import ExtractionError
from indexer.model import because
from indexer.regular_file import FileTooLarge, open_regular

MAX_ARCHIVE = 4 * 1024**3
"""Bytes of an archive: of it no more is in memory than its directory and one member."""

MAX_LETTER = 100 * 1024**2
"""Bytes of a letter, which is taken apart in memory."""

MAX_MEMBER = 48 * 1024**2
"""What is taken out goes back to the builder in one answer."""

_ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class InnerFile:
    """A file within another; ``load`` gives its bytes, or raises :class:`ExtractionError`.

    ``size`` is how many bytes come of it where that may be more than was packed.  A letter that is
    attached as such has no bytes of its own, and gives the files ``within`` it instead.
    """

    way: str
    load: Callable[[], bytes]
    is_paper: bool = True
    size: int = 0
    within: Callable[[], Iterator[InnerFile]] | None = None


def refused(way: str, error: ExtractionError) -> InnerFile:
    """A file that cannot be taken out; whoever tries is told why."""
    return InnerFile(way, partial(_refuse, error))


def _refuse(error: ExtractionError) -> bytes:
    raise error


def check_size(size: int) -> None:
    """Raises :class:`ExtractionError` for a file of more bytes than are taken out of another."""
    if size > MAX_MEMBER:
        raise ExtractionError(
            because(
                "tệp lớn {size} MB, quá giới hạn {limit} MB của tệp nằm trong tệp nén hay thư; "
                "hãy lấy ra ngoài rồi lập chỉ mục lại",
                size=size // 1024**2,
                limit=MAX_MEMBER // 1024**2,
            )
        )


def begins_as_archive(file: BinaryIO) -> bool:
    """Whether the first bytes of a file are those of an archive; it is read from there again."""
    is_archive = file.read(len(_ZIP)) == _ZIP
    file.seek(0)
    return is_archive


def open_outer(path: str) -> BinaryIO:
    """Open an archive or a letter by its real path, for reading.

    Raises :class:`FileTooLarge` for one beyond its bound, and what
    :func:`~indexer.regular_file.open_regular` raises.
    """
    file = open_regular(path)
    try:
        size = os.fstat(file.fileno()).st_size
        if size > (MAX_ARCHIVE if begins_as_archive(file) else MAX_LETTER):
            raise FileTooLarge(path, size)
    except BaseException:
        file.close()
        raise
    return file
