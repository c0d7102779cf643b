"""What a list is filtered by that leaves open whose it is: ``cites=07-QĐi/HU``, of any huyện ủy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.directives import DirectiveKey, Knowledge, key_label
from search.display import addresses
from search.engine import Engine
from search.held import held_texts
from search.query import CITES, Query
from search.suggest import Relaxation


@dataclass(frozen=True, slots=True)
class OpenFilter:
    """An open number that is filtered by: its key, what it is called, and the same list of each
    directive that it may mean."""

    key: str
    label: str
    possible: tuple[Relaxation, ...]


def open_filters(engine: Engine, knowledge: Knowledge, query: Query) -> Iterator[OpenFilter]:
    """The open numbers of a query, of which something is held or cited that they may mean."""
    asked, texts = query.filters.get(CITES.name, ()), held_texts(engine, knowledge.registry)
    for key in filter(DirectiveKey.is_key, asked):
        possible = tuple(
            _instead(engine, knowledge, query, key, one.key)
            for one in texts.possible(key)
            if one.key not in asked
        )
        if possible:
            yield OpenFilter(key, key_label(key, knowledge), possible)


def _instead(
    engine: Engine, knowledge: Knowledge, query: Query, key: str, meant: str
) -> Relaxation:
    keys = tuple(meant if one == key else one for one in query.filters[CITES.name])
    other = replace(query, filters={**query.filters, CITES.name: keys}, page=1)
    label, link = key_label(meant, knowledge), addresses.results(other)
    return Relaxation("near citation", label, engine.total(other), link)
