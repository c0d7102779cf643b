"""What tells a good copy of a page from an old one: the state of the index and of the program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time

from indexer.paths import LOCALE, REGISTRY, STATIC, TEMPLATES, changed_at
from search.engine import Engine

_PROGRAM = Path(__file__).parent.parent
_CLOCK_GRAIN = 2
"""Seconds in which the same time, told in whole seconds, may yet come to mean another state."""


@dataclass(frozen=True, slots=True)
class SiteVersion:
    """What tells a good copy of a page from an old one: a name, and since when the site is so.

    ``changed_at`` is None while its time could still mislead.
    """

    name: str
    changed_at: datetime | None


class ProgramVersion:
    """The program as it was when this was made, by a digest of its files and tables."""

    def __init__(self) -> None:
        files = list(_program_files())
        content = b"".join(file.read_bytes() for file in files)
        self._digest = hashlib.sha256(content).hexdigest()[:12]
        self._changed_at = max(changed_at(file) for file in files)

    def with_index(self, engine: Engine, language: str) -> SiteVersion:
        """The version of this moment, over an index and in a language.

        Asked for before a page is made, it is never newer than what the page shows.
        """
        # The time is read first: the state that is then named may be newer, but never older.
        changed = max(engine.changed_at, self._changed_at)
        name = f"{engine.generation}-{self._digest}-{language}"
        if engine.problem:  # of which the page tells
            return SiteVersion(f"{name}-old", None)
        is_settled = changed + _CLOCK_GRAIN < time()
        return SiteVersion(name, datetime.fromtimestamp(int(changed), UTC) if is_settled else None)


def _program_files() -> Iterator[Path]:
    """The files that decide how a page looks and what it says, besides the index."""
    yield from sorted(_PROGRAM.glob("app.py"))
    for room in ("indexer", "search"):
        yield from sorted((_PROGRAM / room).rglob("*.py"))
    for folder in (TEMPLATES, STATIC, LOCALE, REGISTRY):
        yield from sorted(file for file in folder.rglob("*") if file.is_file())
