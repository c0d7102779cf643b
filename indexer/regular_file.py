"""A file from outside is opened once, by no link, and only if it is a file.

Between the listing of a folder and the reading of what lies in it, anything may be put in the place
of a file or of a folder above it: a link that leads elsewhere, a pipe into which nobody writes, a
device without end.  So whatever comes from outside is opened here and nowhere else
(``tests/test_opening.py``): no part of the path may be a link, nobody is waited for, what was
opened is looked at instead of its name, and nothing is read without a bound.

What this cannot do:

- where the system has no way to refuse links (Windows, and a Unix that is neither Linux nor macOS),
  the path is looked at again once the file is open, which misses a file that was exchanged and
  put back in between;
- a disk or a share that does not answer (an NFS server that is gone, mounted "hard") holds the
  process until it does; no program can end such a wait, not even by a signal.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

MAX_BYTES = 100 * 1024 * 1024
"""Bytes of a file that is read; what is larger is refused."""

_READ = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for its writer
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)  # Windows would translate the ends of lines
)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_LINK_AT_ALL: int = getattr(os, "O_NOFOLLOW_ANY", 0)  # macOS
_FOLDER: int = getattr(os, "O_DIRECTORY", 0)
_THROUGH: int = getattr(os, "O_PATH", 0)  # Linux: a folder that may be passed, if not read
_NO_FILE = (errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP)  # how sockets and devices refuse


class NotRegularFile(OSError):
    """What is there is a folder, a pipe, a device or a socket."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.EINVAL, "not a regular file", path)


class LinkInPath(OSError):
    """A link, or what is no folder, stands where none stood when the path was told."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.ELOOP, "a link in the path", path)


class FileTooLarge(OSError):
    """There is more in a file than is read of one; ``size`` are the bytes there were, or more."""

    def __init__(self, path: str, size: int) -> None:
        super().__init__(errno.EFBIG, "too large", path)
        self.size = size


def open_regular(path: str) -> BinaryIO:
    """Open a file by its real path (:func:`os.path.realpath`), for reading.

    Raises :class:`NotRegularFile`, :class:`LinkInPath`, or another ``OSError``.
    """
    try:
        descriptor = _descriptor(path)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise LinkInPath(path) from None
        if error.errno in _NO_FILE:
            raise NotRegularFile(path) from None
        error.filename = path
        raise
    return _as_file(descriptor, path)


def open_own(path: Path) -> BinaryIO:
    """Open a file of an index for reading, by a link or not, but only if it is a file.

    Raises :class:`NotRegularFile` or another ``OSError``.
    """
    return _as_file(os.open(path, _READ), str(path))


def _as_file(descriptor: int, path: str) -> BinaryIO:
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotRegularFile(path)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(path: str, most: int) -> bytes:
    """All of a file of at most so many bytes.

    Raises :class:`FileTooLarge` for a larger one, also one that grows while it is read, and what
    :func:`open_regular` raises.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(most + 1) if size <= most else b""
    if max(size, len(data)) > most:
        raise FileTooLarge(path, max(size, len(data)))
    return data


def read_named(path: str | Path, most: int) -> bytes:
    """All of a file that a person has named, by a link or not; else as :func:`read_regular`."""
    return read_regular(os.path.realpath(path), most)


def _descriptor(path: str) -> int:
    if _NO_LINK_AT_ALL:
        return os.open(path, _READ | _NO_LINK_AT_ALL)
    if _THROUGH and os.open in os.supports_dir_fd:
        return _told_by_the_system(path)
    return _looked_at_again(path)


def _told_by_the_system(path: str) -> int:
    """Linux tells where a file lies that is open: at its very path no part of that is a link.

    Where it tells otherwise (a drive that knows no capitals, a name that is gone) or nothing, as
    without ``/proc``, the long way decides, at three times the cost.
    """
    descriptor = os.open(path, _READ | _NO_LINK)
    try:
        if os.readlink(f"/proc/self/fd/{descriptor}") == path:
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return _step_by_step(path)


def _step_by_step(path: str) -> int:
    """Each folder is opened in the one above it, so that none can be exchanged for a link."""
    *folders, name = path.split(os.sep)[1:]
    at = os.open(os.sep, _THROUGH | _FOLDER)
    try:
        for one in folders:
            below = os.open(one, _THROUGH | _FOLDER | _NO_LINK, dir_fd=at)
            os.close(at)
            at = below
        return os.open(name, _READ | _NO_LINK, dir_fd=at)
    finally:
        os.close(at)


def _looked_at_again(path: str) -> int:
    descriptor = os.open(path, _READ | _NO_LINK)
    try:
        opened, named = os.fstat(descriptor), os.lstat(path)
        same = (opened.st_dev, opened.st_ino) == (named.st_dev, named.st_ino)
        if not same or os.path.normcase(os.path.realpath(path)) != os.path.normcase(path):
            raise LinkInPath(path)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
