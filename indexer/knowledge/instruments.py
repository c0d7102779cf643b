"""Instruments of the Party with editions (Điều lệ, Cương lĩnh): which congress adopted each.

They have no number; which edition (lần ban hành) is meant, the khóa or the year tells, or the day
of the paper that cites.  The data are in ``corpus/registry/instruments.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from indexer.knowledge.terms import CentralTerm, central_terms, first_day
from indexer.model import PartialDate
from indexer.paths import REGISTRY


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument: its type, what its keys end with, its names, and its editions' terms.

    ``known`` are the terms of which it is known which edition was in force in them.
    """

    type: str
    document: str
    names: tuple[str, ...]
    editions: tuple[CentralTerm, ...]
    known: tuple[CentralTerm, ...]

    def of_year(self, year: int) -> CentralTerm | None:
        """The edition that was adopted in a year.

        >>> instruments()["Điều lệ"].of_year(2011).term
        'XI'
        """
        return next((one for one in self.editions if one.opened.year == year), None)

    def in_term(self, number: int) -> CentralTerm | None:
        """The edition in force in a term, None where that is not known.

        >>> instruments()["Điều lệ"].in_term(13).term, instruments()["Điều lệ"].in_term(14)
        ('XI', None)
        """
        if number not in {one.number for one in self.known}:
            return None
        return [one for one in self.editions if one.number <= number][-1]

    def is_replaced(self, term: str) -> bool:
        """Whether a later congress adopted another edition than the one of a term.

        >>> instruments()["Điều lệ"].is_replaced("X"), instruments()["Điều lệ"].is_replaced("XI")
        (True, False)
        """
        return any(one.term == term for one in self.editions[:-1])

    def in_force(self, when: PartialDate) -> CentralTerm | None:
        """The edition in force through all that a date may mean, None where that is not known.

        >>> instruments()["Điều lệ"].in_force(PartialDate(2009, 5, 1)).term
        'X'
        """
        first, last = first_day(when), when.latest()
        terms = [one for one in self.known if one.opened <= last and not _is_over(one, first)]
        editions = {self.in_term(one.number) for one in terms}
        is_known = bool(terms) and terms[0].opened <= first and not _is_over(terms[-1], last)
        return editions.pop() if is_known and len(editions) == 1 else None


def _is_over(term: CentralTerm, day: date) -> bool:
    return term.closes is not None and term.closes <= day


@cache
def instruments() -> dict[str, Instrument]:
    """The instruments by their type."""
    rows = tomllib.loads((REGISTRY / "instruments.toml").read_text("utf-8"))["instrument"]
    by_name = {one.term: one for one in central_terms()}
    found: dict[str, Instrument] = {}
    for row in rows:
        editions = tuple(by_name[name] for name in row["congresses"])
        last = by_name[row["known_until"]].number
        known = tuple(one for one in central_terms() if editions[0].number <= one.number <= last)
        names = tuple(row["names"])
        found[row["type"]] = Instrument(row["type"], row["document"], names, editions, known)
    return found
