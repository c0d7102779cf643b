"""What an index is asked: a tree of terms in fields, with their weight in the ranking.

A :class:`~search.query.Query` says what a person meant; a plan says which terms of which
fields answer it.  The embedded engine evaluates a plan on arrays, and the tests evaluate the
same plan with stock Whoosh, which must agree.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """The documents that hold a term in a field."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Adjacent:
    """The documents that hold terms side by side in a field."""

    field: str
    texts: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """The documents that hold any of many terms in a field, all with the same score.

    They are found quickest when the terms that most documents have come first.
    """

    field: str
    texts: tuple[str, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class DateRange:
    """The documents with a date from ``first`` to ``last`` in a field, all with the same score.

    Dates are ISO texts, both ends are included, and an empty one is open.  A month or a year is
    found where one of its days may lie in the range.
    """

    field: str
    first: str
    last: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class AllOf:
    """The documents that every part finds."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The documents that some part finds."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AndMaybe:
    """The documents of ``required``, ranked higher where ``optional`` finds them too."""

    required: Plan
    optional: Plan


@dataclass(frozen=True, slots=True)
class AndNot:
    """The documents of ``required`` that ``excluded`` does not find."""

    required: Plan
    excluded: Plan


@dataclass(frozen=True, slots=True)
class MatchAll:
    """Every document, all with the same score."""


LeafPlan = Term | Adjacent | AnyTerm | DateRange
Plan = LeafPlan | AllOf | AnyOf | AndMaybe | AndNot | MatchAll
