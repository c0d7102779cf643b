"""Names of places in a text → Places at a date: which unit is meant, and why."""

from indexer.places.locator import find_and_resolve, locate
from indexer.places.mentions import find_places

__all__ = ["find_and_resolve", "find_places", "locate"]
