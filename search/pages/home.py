"""What the home page shows: what the corpus holds and lacks, its newest notices, its provinces."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.gazetteer import Gazetteer
from search.areas import PlaceTreeNode
from search.engine import Engine, Hit, Summary
from search.pages.place import place_tree
from search.query import Query

MAX_NEWEST = 6


@dataclass(frozen=True, slots=True)
class HomePage:
    """The corpus at a glance; ``central`` counts the notices of central bodies."""

    summary: Summary
    newest: tuple[Hit, ...]
    provinces: tuple[PlaceTreeNode, ...]
    central: int


def home_page(engine: Engine, gazetteer: Gazetteer) -> HomePage:
    """Everything that the home page tells of the corpus."""
    tree = place_tree(engine, gazetteer, before=False)
    return HomePage(
        summary=engine.summary(),
        newest=engine.search(Query(sort="date", per_page=MAX_NEWEST)).hits,
        provinces=tree.provinces,
        central=tree.central,
    )
