"""Names of places in a text → Places at a date: which unit is meant, and why."""

from indexer.places.locator import NoticePlaces, locate, resolve_places
from indexer.places.mentions import find_places

__all__ = ["NoticePlaces", "find_places", "locate", "resolve_places"]
