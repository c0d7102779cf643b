"""How a notice is tied to a directive (mức chắc chắn của mối liên hệ): stated, inferred, or maybe.

One notice may mention a directive several times.  It cites it as surely as its surest mention
does, and that mention's reason is the one that is told; whoever counts, lists or marks the
notices of a directive asks here.

An open citation (chưa phân định) may mean each of its own candidates.  What term, date, body or
subject excluded is not among them, so a key that is only like the one written ties nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import Protocol

from indexer.model import Certainty, Outcome, Resolution


class Tie(IntEnum):
    """How surely a notice cites a directive; the surest is the lowest."""

    STATED = 0
    INFERRED = 1
    POSSIBLE = 2
    """An open citation of it may mean this directive."""

    @property
    def code(self) -> str:
        """Its name in data: ``stated``, ``inferred``, ``possible``."""
        return self.name.lower()


class _Outcome(Protocol):
    @property
    def outcome(self) -> Outcome: ...

    @property
    def candidates(self) -> tuple[str, ...]: ...


def possible_keys(one: _Outcome) -> tuple[str, ...]:
    """The directives that an open citation may mean; none of one that is not open."""
    return one.candidates if one.outcome is Outcome.AMBIGUOUS else ()


def tie_to(one: Resolution, key: str) -> Tie | None:
    """How one citation is tied to a directive; None where it is about another."""
    if key in possible_keys(one):
        return Tie.POSSIBLE
    if one.key != key or one.outcome is Outcome.MALFORMED:
        return None
    return Tie.INFERRED if one.certainty is Certainty.INFERRED else Tie.STATED


def surest_mentions(citations: Iterable[Resolution]) -> Mapping[str, tuple[Tie, Resolution]]:
    """Each directive that is cited or may be, with its tie and the first mention that makes it.

    The keys stand in the order of their first mention.
    """
    found: dict[str, tuple[Tie, Resolution]] = {}
    for one in citations:
        for key, tie in ties_of(one):
            if key not in found or tie < found[key][0]:
                found[key] = tie, one
    return found


def ties_of(one: Resolution) -> Iterator[tuple[str, Tie]]:
    """The directives that a mention cites or may, each with its tie."""
    for key in dict.fromkeys((one.key, *possible_keys(one))):
        tie = tie_to(one, key) if key else None
        if key and tie is not None:
            yield key, tie
