"""Notices by place: counted and named, by the units of then and of now."""

from search.areas.counts import (
    ListedPlace,
    PlaceCounts,
    PlaceTreeNode,
    place_counts,
    tree_before_reform,
    tree_of_today,
)
from search.areas.named import (
    PlaceCompletion,
    complete_place,
    places_near,
    places_starting_with,
)
from search.areas.then_and_now import expand_places, search_notices

__all__ = [
    "ListedPlace",
    "PlaceCompletion",
    "PlaceCounts",
    "PlaceTreeNode",
    "complete_place",
    "expand_places",
    "place_counts",
    "places_near",
    "places_starting_with",
    "search_notices",
    "tree_before_reform",
    "tree_of_today",
]
