"""What stands behind the seam: a backend, and the searcher over each generation of its index.

They know terms, filters, counts and stored notices.  They know nothing of what people type, of
what a question is, of labels and languages: :class:`search.engine.Engine` decides the one and
:mod:`search.display` says the other, the same for every backend.  ``tests/engine_contract`` holds
one table of cases that every backend has to pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.index import Card, Holdings
from indexer.model import Reading, Reason, Resolution
from search.engine.highlight import DocumentText
from search.engine.plan import DateRange, Plan
from search.engine.results import NearWord


@dataclass(frozen=True, slots=True)
class Filter:
    """Documents have to have one of ``values`` in a facet's field, or none when ``excluded``.

    A value may stand in the field ``also`` instead.  ``facets`` name those whose counts the filter
    does not narrow, so that a second value can be added; the counts of all others, it does.
    """

    field: str
    values: tuple[str, ...]
    excluded: bool = False
    also: str = ""
    facets: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in which a value may stand."""
        return (self.field, self.also) if self.also else (self.field,)


@dataclass(frozen=True, slots=True)
class Grouping:
    """A facet counted by the values of other fields, which are more than its own.

    A document counts once for what ``groups`` makes of any value that it has in one of ``fields``;
    what is not in ``groups`` counts for nothing.
    """

    facet: str
    fields: tuple[str, ...]
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search: what is wanted, what it has to pass, which page of it, which facets counted.

    Documents stand by score, or newest first with the undated last when ``by_date``; where these
    are equal, in the order of the index.  ``limit`` None means all of them.  ``groupings`` tell
    which of the facets are counted otherwise than by their own values.
    """

    plan: Plan
    filters: tuple[Filter | DateRange, ...] = ()
    by_date: bool = False
    offset: int = 0
    limit: int | None = None
    facets: tuple[str, ...] = ()
    groupings: tuple[Grouping, ...] = ()


@dataclass(frozen=True, slots=True)
class TopDocs:
    """The best documents of a search, each with its score, and the counts of the facets.

    ``matched`` counts what the plan finds whatever the filters, ``total`` what passes them.  A
    value that no document has is not among the counts.
    """

    matched: int
    total: int
    documents: tuple[tuple[int, float], ...]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class CacheUse:
    """How full a cache is: its entries, and the bytes that it holds, with keys and all, and may."""

    name: str
    entries: int
    bytes: int
    max_bytes: int


class Searcher(Protocol):
    """One generation of an index, which never changes; safe to share between threads.

    A document has a number here, which means nothing to another searcher.
    """

    @property
    def generation(self) -> str:
        """The name of this state of the index."""

    def search(self, request: SearchRequest) -> TopDocs:
        """The documents that a plan finds and that pass the filters."""

    def scores(self, plan: Plan, documents: Sequence[int]) -> Sequence[float]:
        """What a plan gives to each of some documents; 0 where it does not find one."""

    def number_of(self, notice_id: str) -> int | None:
        """The document of a notice, or None."""

    def card(self, document: int) -> Card:
        """The card of a document."""

    @property
    def holdings(self) -> Holdings:
        """What the list of files says of the notices; what it does not say is not known."""

    def arrivals(self) -> Mapping[int, int]:
        """When each document was first held, in seconds since 1970; without the unknown ones."""

    def reading(self, document: int) -> Reading:
        """Everything understood of it."""

    def citations(self, document: int) -> Sequence[Resolution]:
        """Its citations, for which not everything has to be read."""

    def text(self, document: int) -> DocumentText:
        """Its text with its citations, in which matches are marked."""

    def sharing(self, field: str, document: int, limit: int) -> Sequence[tuple[int, int]]:
        """The documents that share two or more known values of a field with one, and how many.

        The most shared come first, and then the order of the index.
        """

    def values(self, facet: str) -> Mapping[str, str]:
        """Every value of a facet, with what the notices call it."""

    def expansions(self, field: str, prefix: str, limit: int) -> Mapping[str, int]:
        """The first ``limit`` terms of a field that begin with a prefix, in the order of their
        letters, and how many documents have each."""

    def document_frequency(self, word: str) -> int:
        """How many documents have a word, given without marks, in whatever spelling."""

    def completions(
        self, beginning: str, after: str = "", *, accented: bool = True
    ) -> Mapping[str, int]:
        """The words that begin so when marks are left aside, and how many documents have each.

        With ``after`` only those right behind that word, which is compared as spelled, or without
        its marks when ``accented`` is False; the words found are spelled in the same way.  They
        stand in the order of their letters, first without and then with their marks.
        """

    def near_words(self, word: str, edits: int) -> Sequence[NearWord]:
        """The words without marks that differ from one by so many edits at most.

        An edit is a letter added, left out, changed, or swapped with its neighbour.
        """


class Backend(Protocol):
    """An index somewhere, whose generations follow each other."""

    @property
    def problem(self) -> Reason | None:
        """Why what now lies there cannot be opened, while what was there before is served on."""

    @property
    def is_damaged(self) -> bool:
        """Whether something that was read of it was not as it had been written."""

    @property
    def changed_at(self) -> float:
        """When it last changed, in seconds since 1970."""

    def searcher(self) -> Searcher:
        """The newest finished generation."""

    def caches(self) -> Sequence[CacheUse]:
        """What is kept of answers, each cache with its bound."""
