"""What a person reads for a facet value."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.directives import Registry, key_label
from indexer.gazetteer import Gazetteer
from indexer.schema import UNKNOWN


class Labels:
    """Labels of facet values; ``written`` are those the index itself holds, by facet."""

    def __init__(
        self,
        registry: Registry,
        gazetteer: Gazetteer,
        written: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._registry = registry
        self._gazetteer = gazetteer
        self._written = written or {}

    def of(self, facet: str, value: str) -> str:
        """The label of a value; an unknown value is its own label.

        The label of notices without data is left to the interface, which says it in the
        person's language.
        """
        if value == UNKNOWN:
            return ""
        if facet in ("unit", "province"):
            place = self._gazetteer.place(value)
            # A province is known by its name alone: Đồng Nai was a tỉnh and is a thành phố.
            return place.name if place and not place.parent else self._gazetteer.label(value)
        if facet == "cites":
            return key_label(value, self._registry)
        return self._written.get(facet, {}).get(value, value)
