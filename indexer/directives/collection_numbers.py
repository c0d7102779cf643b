"""What the papers of a collection tell one another of how far a committee's numbers had come.

Around a congress a bare number may be of the old term or of the new one.  The committee's other
papers know more: where the collection holds ``12-TB/HU`` of 20 August 2020, a ``400-TB/HU`` cited
ten days later is the old term's.  Each paper tells its own number; which register a paper asked is
written down, so that it is understood again when that register has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from indexer.directives.keys import BodyKey
from indexer.knowledge import first_day, local_terms
from indexer.model import PartialDate

MOST_ASKED = 64
"""So many registers one paper asks; a list of the plans of all communes asks no more."""

SOON = 183
"""So many days after the congresses papers still speak of the old term's numbers."""


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """The number that a paper bears, and the day on which its committee gave it.

    ``register`` is that of :func:`register_near`; ``number`` as it stands there (``12-TB/HU``),
    ``code`` and ``figure`` what it is made of (``tb``, 12).
    """

    register: str
    code: str
    figure: int
    day: date
    number: str


def register_near(body: BodyKey, level: str, when: PartialDate) -> str:
    """The registers of a committee around the congresses of its level, if a day lies there.

    From the first day of the congresses to half a year behind them; empty at any other time, and
    for a committee that is not known.

    >>> body = BodyKey("hu", ("bao-lam", "lam-dong"))
    >>> [register_near(body, "district", PartialDate(year, 8, 30)) for year in (2020, 2022)]
    ['hu.bao-lam.lam-dong/district/nk2020', '']
    """
    if body.is_open:
        return ""
    for term in local_terms():
        opens, closes = term.congress.get(level, (date.max, date.min))
        if opens <= when.latest() and first_day(when) - timedelta(SOON) <= closes:
            return f"{body}/{level}/nk{term.start}"
    return ""


@dataclass(slots=True)
class CollectionNumbers:
    """What is ``told`` of some registers, and which were ``asked`` for, told or not."""

    told: Mapping[str, tuple[ToldNumber, ...]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def of(self, register: str) -> tuple[ToldNumber, ...]:
        """What is told of a register, which is noted as asked for."""
        if register not in self.asked:
            if not register or len(self.asked) >= MOST_ASKED:
                return ()
            self.asked.add(register)
        return self.told.get(register, ())
