"""Notices by place: counted and named, by the units of then and of now."""

from search.areas.counts import Node, PlaceCounts, place_counts, roots_before, today_roots
from search.areas.named import PlaceHint, place_hints, places_asked, starting
from search.areas.then_and_now import answer, widened

__all__ = [
    "Node",
    "PlaceCounts",
    "PlaceHint",
    "answer",
    "place_counts",
    "place_hints",
    "places_asked",
    "roots_before",
    "starting",
    "today_roots",
    "widened",
]
