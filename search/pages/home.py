"""What the home page shows: what the corpus holds and lacks, what came in last, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.directives import Knowledge
from indexer.model import UNKNOWN
from search.areas import PlaceTreeNode
from search.display import YearBar, year_band
from search.engine import Engine, Hit, Summary
from search.pages.directive import ListedDirective
from search.pages.directives import most_cited
from search.pages.place import place_tree
from search.query import ARRIVAL, CITES, YEAR, Query

MAX_NEWEST = 6
MAX_CITED = 6
MAX_YEARS = 10
"""Years of the band: so many have room to be pressed on the narrowest phone."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """The corpus at a glance; ``cited`` is how many directives its notices cite."""

    summary: Summary
    newest: tuple[Hit, ...]
    provinces: tuple[PlaceTreeNode, ...]
    years: tuple[YearBar, ...]
    cited: int
    most_cited: tuple[ListedDirective, ...]


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
    )
