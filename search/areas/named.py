"""The places (địa bàn) that may be meant while one is typed."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.gazetteer import Gazetteer
from indexer.model import Place
from indexer.places import MAX_TYPED, places_begun, type_and_name
from indexer.text import unaccent
from search.areas.counts import place_counts
from search.engine import Engine

MAX_COMPLETIONS = 8
_MAX_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class PlaceCompletion:
    """A place that may be meant: its name with what it lies in, and what it is today.

    ``count`` is the number of notices that ``address`` shows.
    """

    kind: str
    label: str
    address: str
    count: int
    today: str


def complete_place(engine: Engine, gazetteer: Gazetteer, typed: str) -> tuple[PlaceCompletion, ...]:
    """The places whose names begin with what is typed; whole names and those with notices first."""
    counts = place_counts(engine, gazetteer)
    name = unaccent(type_and_name(" ".join(typed.split()))[1])
    found = places_starting_with(gazetteer, typed, _MAX_CANDIDATES)
    ordered = sorted(
        found,
        key=lambda one: (unaccent(one.name) != name, not counts.of(one.key)),
    )
    listed = (counts.listed(one.key) for one in ordered[:MAX_COMPLETIONS])
    return tuple(
        PlaceCompletion(
            "place", one.label, one.address, one.count, unit_of_today(one.key, gazetteer)
        )
        for one in listed
    )


def unit_of_today(key: str, gazetteer: Gazetteer) -> str:
    """The one unit of today that a former unit lies in; nothing where it stands or was divided."""
    heirs = gazetteer.history(key).heirs
    return gazetteer.label(heirs[0]) if len(heirs) == 1 else ""


def places_near(gazetteer: Gazetteer, text: str, limit: int) -> tuple[Place, ...]:
    """Units whose names are spelled much like a text or an unknown key, whatever its type word."""
    above, between, name = text.rpartition("/")
    name = type_and_name(name.replace("-", " ").strip())[1]
    return gazetteer.nearest_names(f"{above}{between}{name}", limit)


def places_starting_with(gazetteer: Gazetteer, typed: str, limit: int) -> tuple[Place, ...]:
    """Units whose name begins with a text, in any form that a place is typed in.

    What they lie in may be begun behind it.

    >>> [one.key for one in places_starting_with(Gazetteer.load(), "bảo lâm 1, lâm đ", 5)]
    ['lam-dong/bao-lam-1']
    >>> [one.key for one in places_starting_with(Gazetteer.load(), "tx long kh", 5)]
    ['dong-nai/long-khanh']
    """
    typed = typed[:MAX_TYPED].strip()
    if found := gazetteer.search_names(typed, limit):
        return found
    kind, name = type_and_name(typed)
    if kind and (found := gazetteer.search_names(f"{kind} {name}", limit)):
        return found
    return places_begun(typed, gazetteer)[:limit]
