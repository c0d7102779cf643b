"""All directives that a site knows: those of the registry, and those that its notices only cite.

The latter change with the index, and are entered under the few words that their keys tell.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from functools import cached_property
from threading import Lock
from weakref import ref

from indexer.directives import DirectiveKey, Knowledge, key_label
from indexer.model import UNKNOWN
from search.directives.found import FoundDirective
from search.directives.index import DirectiveIndex
from search.directives.search import MOST_FOUND, directive_search, type_code
from search.directives.terms import SearchedDirective
from search.engine import Engine
from search.query import CITES


class KnownDirectives:
    """The search over one generation of an index, with how many notices cite each directive."""

    def __init__(self, engine: Engine, knowledge: Knowledge) -> None:
        self._engine, self._knowledge = ref(engine), knowledge
        self._generation = engine.generation
        self.counts: Mapping[str, int] = engine.counts(CITES.name)

    def is_of(self, engine: Engine, knowledge: Knowledge) -> bool:
        """Whether nothing has changed since this was made."""
        return (
            self._engine() is engine
            and self._generation == engine.generation
            and self._knowledge is knowledge
        )

    @cached_property
    def _only_cited(self) -> DirectiveIndex:
        held = self._knowledge.registry.get
        keys = (key for key in self.counts if key != UNKNOWN and held(key) is None)
        return DirectiveIndex(_by_key(key, self._knowledge) for key in keys)

    def find(self, text: str, limit: int | None = MOST_FOUND) -> list[FoundDirective]:
        """The directives that a line may mean of which the last word may be a beginning."""
        search = directive_search(self._knowledge.registry)
        parts = search.parts(text, goes_on=True)
        held = search.find(parts, self.counts, limit)
        cited = self._only_cited.find(parts, self.counts, limit)
        return list(heapq.merge(held, cited, key=lambda one: -one.score))


def _by_key(key: str, knowledge: Knowledge) -> SearchedDirective:
    label = key_label(key, knowledge)
    if not DirectiveKey.is_key(key):
        return SearchedDirective(key, (label or key,))
    parts = DirectiveKey.parse(key)
    return SearchedDirective(
        key,
        (label,),
        type_code=type_code(parts),
        number=parts.number.lstrip("0"),
        codes=(parts.body.head,),
        term=parts.term,
    )


_made: KnownDirectives | None = None
_lock = Lock()


def known_directives(engine: Engine, knowledge: Knowledge) -> KnownDirectives:
    """The search over what a site knows now, made when it is first asked for and kept."""
    global _made
    with _lock:
        if _made is None or not _made.is_of(engine, knowledge):
            _made = KnownDirectives(engine, knowledge)
        return _made
