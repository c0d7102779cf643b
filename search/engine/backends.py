"""Which engine an address names: the only module that knows the seam and what stands behind it."""

from __future__ import annotations

import re
from pathlib import Path

from indexer.model import because
from indexer.problems import IndexProblem
from search.engine.seam import Engine

_SCHEME = re.compile("([a-z][a-z0-9+.-]+):/")
"""What an address of another kind begins with; a single letter is a drive of Windows."""


def open_engine(address: str | Path) -> Engine:
    """The engine over the index at an address: a folder of this machine.

    Raises :class:`~indexer.problems.IndexProblem` for an address of an unknown kind, and for a
    missing, foreign or damaged index.
    """
    if kind := _SCHEME.match(str(address)):
        raise IndexProblem(
            because(
                "Không mở được chỉ mục ở {address}: chưa có loại {kind}. Hiện chỉ mở được chỉ mục "
                "trong một thư mục của máy này, ví dụ --index index",
                address=address,
                kind=kind[1],
            )
        )
    from search.engine.embedded.engine import EmbeddedBackend  # with numpy: only where it is used

    return Engine(EmbeddedBackend(Path(address)))
