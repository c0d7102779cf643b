"""What the home page shows: what the corpus holds and lacks, what came in last, where and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.directives import Knowledge
from indexer.model import UNKNOWN
from indexer.numerals import read_year
from search.areas import PlaceTreeNode
from search.display import NOTICE_TYPE, addresses
from search.engine import Engine, Hit, Summary
from search.held import Availability, held_texts
from search.pages.directives import directives_address, most_cited
from search.pages.listed import ListedDirective
from search.pages.place import place_tree
from search.query import ARRIVAL, CITES, TYPE, YEAR, Query

MAX_NEWEST = 6
MAX_CITED = 6
MAX_YEARS = 10
"""Years of the band: so many have room to be pressed on the narrowest phone."""

HEIGHT = 56
"""Pixels of the highest bar."""


@dataclass(frozen=True, slots=True)
class YearBar:
    """The notices of one year; ``height`` is in pixels, and ``address`` leads to them."""

    year: int
    count: int
    height: int
    address: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The corpus at a glance; ``cited`` is how many directives its notices cite, ``held`` of how
    many the text is held, whose list is at ``held_address``."""

    summary: Summary
    newest: tuple[Hit, ...]
    provinces: tuple[PlaceTreeNode, ...]
    years: tuple[YearBar, ...]
    cited: int
    most_cited: tuple[ListedDirective, ...]
    held: int
    held_address: str
    are_notices: bool
    """Whether all that is held are thông báo, and may be called so."""


def home_page(engine: Engine, knowledge: Knowledge) -> HomePage:
    """Everything that the home page tells of the corpus."""
    cited = engine.counts(CITES.name)
    return HomePage(
        summary=engine.summary(),
        newest=engine.search(Query(sort=ARRIVAL, per_page=MAX_NEWEST)).hits,
        provinces=place_tree(engine, knowledge.gazetteer, before=False).provinces,
        years=year_band(engine.counts(YEAR.name), MAX_YEARS),
        cited=len(cited) - (UNKNOWN in cited),
        most_cited=most_cited(engine, knowledge, MAX_CITED),
        held=len(held_texts(engine, knowledge.registry).own_keys),
        held_address=directives_address(Query(), Availability.TEXT),
        are_notices=engine.counts(TYPE.name).keys() <= {NOTICE_TYPE},
    )


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
