"""How the site is, for whoever watches over it: its index, its memory and what it keeps.

Nothing of it is a secret: no path, no query, no name.
"""

from __future__ import annotations

from msgspec import Struct

from indexer.memory import all_remembered
from indexer.platforms import private_memory
from indexer.problems import IndexProblem
from search.engine import Engine


class KeptAnswers(Struct, frozen=True):
    """What is kept under one name, and how much of it may be: a number, or bytes with all keys."""

    name: str
    entries: int
    max_entries: int | None = None
    bytes: int | None = None
    max_bytes: int | None = None


class Health(Struct, frozen=True):
    """Whether the site answers, over which state of the index, and what it takes of memory.

    ``status`` is ``ok``; or ``stale`` where the index cannot be read just now, and the last state
    that could is served on; or ``unavailable``.  ``memory`` is in bytes, without what is mapped.
    """

    status: str
    notices: int
    generation: str
    memory: int
    kept: tuple[KeptAnswers, ...]


def health_of(engine: Engine) -> Health:
    """The state of this moment."""
    notices, generation, status = 0, "", "unavailable"
    kept: list[KeptAnswers] = []
    try:
        notices, generation = engine.summary().notices, engine.generation
        status = "stale" if engine.problem else "ok"
        kept += [
            KeptAnswers(one.name, one.entries, bytes=one.bytes, max_bytes=one.max_bytes)
            for one in engine.caches()
        ]
    except IndexProblem:
        pass
    kept += [KeptAnswers(name, one.entries, one.most) for name, one in all_remembered()]
    return Health(status, notices, generation, private_memory(), tuple(kept))
