"""The edition (bản) of the site that a reader has a copy of: its name, and since when it is so.

A page is made of the index and of the program with its words and its registry.  While both stay
what they were, a copy is as good as the page: the name is fit for an ``ETag``, the time for
``Last-Modified``.
"""

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
_UNSURE = 2
"""Seconds in which the same time, told in whole seconds, may yet come to mean another state."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a copy is compared by; ``since`` is None while its time could still mislead."""

    name: str
    since: datetime | None


class Editions:
    """The editions that an engine and the program make together."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        files = list(_made_of())
        content = b"".join(file.read_bytes() for file in files)
        self.appearance = hashlib.sha256(content).hexdigest()[:12]
        self._dressed = max(changed_at(file) for file in files)

    def present(self, language: str) -> Edition:
        """The edition of this moment in a language.

        Asked for before a page is made, it is never newer than what the page shows.
        """
        # The time is read first: the state that is then named may be newer, but never older.
        changed = max(self._engine.changed, self._dressed)
        name = f"{self._engine.generation}-{self.appearance}-{language}"
        is_settled = changed + _UNSURE < time()
        return Edition(name, datetime.fromtimestamp(int(changed), UTC) if is_settled else None)


def _made_of() -> Iterator[Path]:
    """The files that decide how a page looks and what it says, besides the index."""
    yield from sorted(_PROGRAM.rglob("*.py"))
    for folder in (TEMPLATES, STATIC, LOCALE, REGISTRY):
        yield from sorted(file for file in folder.rglob("*") if file.is_file())
