"""Names of places in a text → Places at a date: which unit is meant, and why."""

from indexer.places.lexicon import short_kinds
from indexer.places.locator import NoticePlaces, locate, resolve_places
from indexer.places.mentions import find_places
from indexer.places.typed import (
    MAX_TYPED,
    TypedPlace,
    place_typed,
    places_begun,
    type_and_name,
    typed_places,
    without_places,
)
from indexer.places.typed_bodies import TypedBody, committees_of, typed_bodies

__all__ = [
    "MAX_TYPED",
    "NoticePlaces",
    "TypedBody",
    "TypedPlace",
    "committees_of",
    "find_places",
    "locate",
    "place_typed",
    "places_begun",
    "resolve_places",
    "short_kinds",
    "type_and_name",
    "typed_bodies",
    "typed_places",
    "without_places",
]
