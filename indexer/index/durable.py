"""Bringing data safely to the disk, so that a commit survives the loss of power.

A rename is atomic but may reach the disk before the data it names; so the data are synced
first, then the folder in which the new name stands.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from indexer.platforms import is_transient
from indexer.regular_file import open_own

_ATTEMPTS, _BETWEEN = 250, 0.02  # five seconds in all

Result = TypeVar("Result")


class FsyncFailed(OSError):
    """A file has its new contents, but after a loss of power it may have the old ones again."""


def sync_file(path: Path) -> None:
    """Wait until the contents of a file are on the disk."""
    with path.open("r+b") as file:  # Windows syncs only what may be written
        os.fsync(file.fileno())


def sync_directory(path: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system has a way to."""
    if sys.platform != "win32":
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` in place of a file in one step: whoever reads sees the old or the new.

    On return the new contents are on the disk under their name.  Raises :class:`FsyncFailed` where
    they stand there and that failed, any other ``OSError`` where the old ones still do.
    """
    draft = path.with_name(f"{path.name}.new")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _patiently(lambda: draft.replace(path))
    try:
        sync_directory(path.parent)
    except OSError as error:
        raise FsyncFailed(*error.args) from error


def read_file(path: Path) -> bytes:
    """The contents of a file that may be replaced meanwhile."""

    def read() -> bytes:
        with open_own(path) as file:
            return file.read()

    return _patiently(read)


def _patiently(step: Callable[[], Result]) -> Result:
    """Take a step again as long as Windows refuses it for the sake of another process."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return step()
        except OSError as error:
            if not is_transient(error):
                raise
            time.sleep(_BETWEEN)
    return step()
