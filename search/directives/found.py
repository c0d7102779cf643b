"""Directives that were found for a typed line, and which of them may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_MEANINGS = 10
"""Directives that are told as meanings of one line: a longer list is a search of its own."""

_LEAST_LIKELY = 0.6
"""How much of what was typed one must have to be meant: a word may be wrong, or another's."""

_LEAST_WITH_NUMBER = 0.5
"""The same where the number agrees, which people take more care with than with the words."""

_AS_LIKELY = 0.75
"""The share of the best score that another has to have to be as likely: further down begins what
has only the common words."""

_OWN_NAME = 0.95
"""How much of a name is typed of a directive that is called by that very name."""

_LIKE_ITS_NAME = 0.75
"""How much of its name has to be typed of another that is told beside one called so."""

_ALSO_ITS_NAME = 0.5
"""The same of one that has all of the line: a longer name with the shorter one in it."""

_ALL = 1 - 1e-6


@dataclass(frozen=True, slots=True)
class FoundDirective:
    """A directive that was found.

    ``share`` is how much of what was typed it has, by weight, 1 for all; ``named`` how much of
    one of its names was typed.  ``number`` is the number typed that it bears; it ``has_number``
    where it is of the type typed, too.  ``against`` is what was typed that speaks against it:
    another number, year, term or body than it has.  ``subject`` is how much of the words of a
    subject it has, 1 where none was typed.  They are ordered by ``score``.
    """

    key: str
    score: float
    share: float
    named: float
    has_number: bool
    against: tuple[str, ...] = ()
    subject: float = 1.0
    number: str = ""

    @property
    def is_likely(self) -> bool:
        """Whether it has enough of what was typed to be meant by it."""
        return self.share >= (_LEAST_WITH_NUMBER if self.has_number else _LEAST_LIKELY)

    @property
    def bears_number(self) -> bool:
        """Whether the number typed is its own, and nothing typed speaks against it."""
        return self.has_number and not self.against


def likely(found: Sequence[FoundDirective]) -> list[FoundDirective]:
    """Those of what was found that may be meant: one alone where it has the very name typed.

    >>> law = FoundDirective("nn.qh/y2024/luat-31", 9.0, share=1.0, named=1.0, has_number=False)
    >>> far = FoundDirective("nn.cp/y2024/nd-102", 8.0, share=1.0, named=0.3, has_number=False)
    >>> [one.key for one in likely([law, far])]
    ['nn.qh/y2024/luat-31']
    """
    best = next(iter(found), None)
    if best is None or not best.is_likely:
        return []
    as_likely = [hit for hit in found if hit.is_likely and hit.score > _AS_LIKELY * best.score]
    firsts = []
    if not best.against or any(hit.bears_number for hit in as_likely):
        as_likely = [hit for hit in as_likely if not hit.against]
        firsts = _first_of_each_number(found)
    if best.named >= _OWN_NAME and not best.against:
        as_likely = [hit for hit in as_likely if hit.named >= _least_named(hit)]
    return list(dict.fromkeys([*firsts, *as_likely]))[:MOST_MEANINGS]


def _first_of_each_number(found: Sequence[FoundDirective]) -> list[FoundDirective]:
    """Of several numbers side by side, "217 218 giám sát", the likeliest bearer of each."""
    firsts: dict[str, FoundDirective] = {}
    for hit in found:
        if hit.is_likely and hit.bears_number:
            firsts.setdefault(hit.number, hit)
    return list(firsts.values())


def _least_named(hit: FoundDirective) -> float:
    return _ALSO_ITS_NAME if hit.share >= _ALL else _LIKE_ITS_NAME
