"""The seam behind which a search engine stands: what a page, a command or a test may ask.

The embedded engine (Whoosh on a local disk) is the only one today; a distributed one implements the
same protocol and reads the same :class:`~search.query.model.Query`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from indexer.index import Card
from indexer.model import Reading
from search.engine.results import Results, Summary
from search.query import Query

EVERYTHING = Query()


class Engine(Protocol):
    """Answers queries over one index; safe to share between threads."""

    @property
    def generation(self) -> str:
        """Changes whenever the index does; fit for an ``ETag``."""

    @property
    def changed(self) -> float:
        """When it last did, in seconds since 1970."""

    def search(self, query: Query) -> Results:
        """The page of hits that a query asks for, with the counts of every facet."""

    def notice(self, notice_id: str) -> tuple[Card, Reading] | None:
        """One notice with everything understood of it, or None."""

    def every(self, query: Query) -> Iterator[Card]:
        """All the notices that a query finds, in its order, whatever page it asks for."""

    def counts(self, facet: str, query: Query = EVERYTHING) -> Mapping[str, int]:
        """How many of the notices that a query finds have each value of a facet."""

    def terms(self, field: str, prefix: str, most: int) -> Mapping[str, int]:
        """The terms of a field that begin with a prefix, and how many notices have each."""

    def alike(self, notice_id: str, most: int) -> Sequence[tuple[Card, int]]:
        """The notices that cite the most of the same directives, and how many they share."""

    def summary(self) -> Summary:
        """What the index holds and what its notices lack."""


def open_engine(directory: Path) -> Engine:
    """The engine over an index directory.

    Raises :class:`~indexer.problems.IndexProblem` for a missing, foreign or damaged index.
    """
    from search.engine.embedded.engine import EmbeddedEngine

    return EmbeddedEngine(directory)
