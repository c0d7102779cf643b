"""Bringing data safely to the disk, so that a commit survives the loss of power.

A rename is atomic but may reach the disk before the data it names; so the data are synced
first, then the folder in which the new name stands.
"""

from __future__ import annotations

import os
from pathlib import Path


class NotSynced(OSError):
    """A file has its new contents, but after a loss of power it may have the old ones again."""


def sync_file(path: Path) -> None:
    """Wait until the contents of a file are on the disk."""
    _sync(path, os.O_RDONLY)


def sync_directory(path: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    _sync(path, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(path: Path, data: bytes) -> None:
    """Put ``data`` in place of a file in one step: whoever reads sees the old or the new.

    On return the new contents are on the disk under their name.  Raises :class:`NotSynced` where
    they stand there and that failed, any other ``OSError`` where the old ones still do.
    """
    draft = path.with_name(f"{path.name}.new")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    try:
        sync_directory(path.parent)
    except OSError as error:
        raise NotSynced(*error.args) from error
