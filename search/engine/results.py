"""Results → what pages, JSON and the terminal show of a search."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from indexer.index import Card
from indexer.model import Reason, Span


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of the verbatim text (trích đoạn) and the spans in it that matched.

    ``marks`` count from the start of ``text``; ``start`` is where the passage stands in the
    document.
    """

    text: str
    marks: tuple[Span, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One notice found (kết quả): its card, score and best passages.

    ``why`` it stands where it stands, when the query asked for that.
    """

    card: Card
    score: float
    snippets: tuple[Snippet, ...]
    why: tuple[Reason, ...] = ()


class FacetValue(msgspec.Struct, frozen=True, gc=False):
    """One value of a facet with the number of notices that have it; made by the thousand."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, and the counts of each facet over all of them.

    ``partial`` when the hits meet only a part of the query, the best first.
    """

    understood: tuple[Reason, ...]
    total: int
    page: int
    pages: int
    per_page: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What the index holds and lacks: counts, and the years from first to last."""

    notices: int
    samples: int
    first_year: int | None
    last_year: int | None
    without_number: int
    without_date: int
