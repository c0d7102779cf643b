"""What papers are understood and shown with, beside the papers themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from indexer.directives.registry import Registry
from indexer.gazetteer import Gazetteer
from indexer.memory import without_collector


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """The registry of directives and the gazetteer, loaded once and handed down.

    Only where the program begins are they loaded: a command, the application, a build and each of
    its workers.  Whoever needs both, or the names that they give to keys, takes this; whoever needs
    one of the two takes that one.  ``signs`` are the signs of types (QĐi) by the keys that papers
    write with them, as far as an index tells.
    """

    registry: Registry
    gazetteer: Gazetteer
    signs: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Knowledge:
        """The project's own, the same for all of a process; raises ``RegistryError`` or
        ``GazetteerError`` for a row that cannot be read."""
        return _own()

    def with_signs(self, signs: Mapping[str, str]) -> Knowledge:
        """The same, which calls directives as papers write them."""
        return replace(self, signs=signs)


@cache
def _own() -> Knowledge:
    with without_collector():
        return Knowledge(Registry.load(), Gazetteer.load())
