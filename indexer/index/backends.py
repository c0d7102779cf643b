"""Which store an address names: the only module that knows the seam and what stands behind it."""

from __future__ import annotations

from pathlib import Path

from indexer.index.store import Store


def open_store(address: Path) -> Store:
    """The store that an address names: today always a folder of this machine."""
    from indexer.index.whoosh.store import FolderStore

    return FolderStore(address)
