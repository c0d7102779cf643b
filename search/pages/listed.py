"""A directive as lists show it: by its key, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.directives import DirectiveKey, Knowledge, key_label
from indexer.model import Directive
from search.display import addresses


@dataclass(frozen=True, slots=True)
class ListedDirective:
    """A directive, held or not, with the number of notices that cite it."""

    key: str
    label: str
    directive: Directive | None
    count: int

    @property
    def address(self) -> str:
        """Its page; of a number that no key is made of, the look-up."""
        is_key = DirectiveKey.is_key(self.key)
        return addresses.directive(self.key) if is_key else addresses.lookup(self.key)


def listed_directives(
    keys: Iterable[str], knowledge: Knowledge, counts: Mapping[str, int]
) -> tuple[ListedDirective, ...]:
    """Directives by their keys, with what is held of each and its notices of ``counts``."""
    return tuple(
        ListedDirective(
            key, key_label(key, knowledge) or key, knowledge.registry.get(key), counts.get(key, 0)
        )
        for key in keys
    )
