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

    ``status`` is what :func:`state_of` tells.  ``memory`` is in bytes, without what is mapped.
    """

    status: str
    notices: int
    generation: str
    memory: int
    kept: tuple[KeptAnswers, ...]


def state_of(engine: Engine) -> str:
    """How the index is that answers come from, in the word of ``/healthz`` and of every answer.

    ``ok``; or ``stale`` where it cannot be read just now, and the last state that could is served
    on; or ``damaged`` once something of it was read that is not as it was written, so that some
    pages cannot be made until it is built again; or ``unavailable``.
    """
    try:
        _ = engine.generation
    except IndexProblem:
        return "unavailable"
    return "stale" if engine.problem else "damaged" if engine.is_damaged else "ok"


def health_of(engine: Engine) -> Health:
    """The state of this moment."""
    notices, generation = 0, ""
    kept: list[KeptAnswers] = []
    try:
        notices, generation = engine.summary().notices, engine.generation
        kept += [
            KeptAnswers(one.name, one.entries, bytes=one.bytes, max_bytes=one.max_bytes)
            for one in engine.caches()
        ]
    except IndexProblem:
        pass
    kept += [
        KeptAnswers(name, one.entries, one.most, one.bytes, one.most_bytes)
        for name, one in all_remembered()
    ]
    return Health(state_of(engine), notices, generation, private_memory(), tuple(kept))
