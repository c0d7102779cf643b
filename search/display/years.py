"""The notices of the last years as a band (dải năm) of bars with their numbers, each a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.numerals import read_year
from search.display import addresses

HEIGHT = 56
"""Pixels of the highest bar."""


@dataclass(frozen=True, slots=True)
class YearBar:
    """The notices of one year; ``height`` is in pixels, and ``address`` leads to them."""

    year: int
    count: int
    height: int
    address: str


def year_band(counts: Mapping[str, int], most: int) -> tuple[YearBar, ...]:
    """The last years, at most so many, up to the newest with notices, those without any too.

    Nothing where there are fewer than two years to compare.

    >>> [(one.year, one.count, one.height) for one in year_band({"2021": 1, "2023": 4, "_": 2}, 9)]
    [(2021, 1, 14), (2022, 0, 0), (2023, 4, 56)]
    """
    known = {year: number for one, number in counts.items() if (year := read_year(one)) is not None}
    if len(known) < 2:
        return ()
    newest = max(known)
    years = range(max(min(known), newest - most + 1), newest + 1)
    highest = max(known.get(year, 0) for year in years)
    return tuple(
        YearBar(
            year,
            count := known.get(year, 0),
            round(HEIGHT * count / highest),
            addresses.search(year=str(year)),
        )
        for year in years
    )
