"""All directives that a site knows: those of the registry, those that its notices only cite, and
those whose text it holds.

The latter two change with the index, and are entered under the few words that their keys tell, and
under the title of the text; a notice (thông báo) is found by the words of its title as all
notices are, and here by its number alone.
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
from search.query import CITES, Query

MOST_HELD = 5_000
"""Notices whose own keys are found by what is typed: the newest."""

_NOTICE = "tb"
"""The code of the type whose papers are found by the words of their titles anyway."""


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
    def _not_in_registry(self) -> DirectiveIndex:
        titles = self._titles()
        row = self._knowledge.registry.get
        every = dict.fromkeys((*self.counts, *titles))
        return DirectiveIndex(
            _by_key(key, self._knowledge, titles.get(key, ""))
            for key in every
            if key != UNKNOWN and row(key) is None
        )

    def _titles(self) -> Mapping[str, str]:
        """The titles of the newest texts that are held, by their keys."""
        engine = self._engine()
        if engine is None:
            return {}
        cards, _ = engine.cards(Query(sort="date"), 0, MOST_HELD)
        return {card.own_key: card.title or "" for card in reversed(cards) if card.own_key}

    def find(self, text: str, limit: int | None = MOST_FOUND) -> list[FoundDirective]:
        """The directives that a line may mean of which the last word may be a beginning.

        What bears the very number stands first where the registry has none that does: scores of few
        directives say little beside those of its many.
        """
        search = directive_search(self._knowledge.registry)
        parts = search.parts(text, goes_on=True)
        held = search.find(parts, self.counts, limit)
        others = self._not_in_registry.find(parts, self.counts, limit)
        found = list(heapq.merge(held, others, key=lambda one: -one.score))
        if any(one.bears_number for one in held):
            return found
        return sorted(found, key=lambda one: not one.bears_number)


def _by_key(key: str, knowledge: Knowledge, title: str) -> SearchedDirective:
    label = key_label(key, knowledge)
    if not DirectiveKey.is_key(key):
        return SearchedDirective(key, (label or key,))
    parts = DirectiveKey.parse(key)
    named = title and parts.code != _NOTICE
    return SearchedDirective(
        key,
        (label, title) if named else (label,),
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
