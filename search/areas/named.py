"""The places (địa bàn) that a question names, and those that may be meant while it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from indexer.gazetteer import KINDS, Gazetteer
from indexer.model import Place
from indexer.normalization import composed
from indexer.places import find_places
from indexer.text import unaccent
from search.areas.counts import place_counts
from search.display import addresses
from search.engine import Engine

MAX_COMPLETIONS = 8
_MAX_CHARACTERS = 200
_MAX_CANDIDATES = 40
_MAX_WORDS = 5
_KINDS = {
    spelled: kind
    for kinds in KINDS.values()
    for kind in kinds
    for spelled in (kind, unaccent(kind))
}
_TYPE = re.compile(rf"(?<!\w)({'|'.join(_KINDS)}) ", re.IGNORECASE)
_WORDS = re.compile(r"[^\s\"“”,.;:()]+")
_NO_QUOTES = '"“” \t'


@dataclass(frozen=True, slots=True)
class QueryPlace:
    """A place named in a question, as written, and all units that ever bore the name."""

    written: str
    places: tuple[Place, ...]


def query_places(text: str, gazetteer: Gazetteer) -> tuple[QueryPlace, ...]:
    """The places that a question names.

    A type word makes a name a place (``huyện Bảo Lâm``); so does a question that is nothing but
    the name of one.  People type in small letters, which notices never do.

    >>> [one.written for one in query_places("kiểm tra xa bao lam 1 nam 2022", Gazetteer.load())]
    ['xa bao lam 1']
    """
    text = text.strip(_NO_QUOTES)
    if len(text) > _MAX_CHARACTERS:
        return ()
    found = {
        mention.text: QueryPlace(mention.text, places)
        for mention in find_places(text, gazetteer)
        if (places := gazetteer.ever_named(mention.name, mention.kind))
    }
    if not found and (places := gazetteer.ever_named(text)):
        return (QueryPlace(text, places),)
    return tuple(found.values()) or tuple(_in_small_letters(text, gazetteer))


def _in_small_letters(text: str, gazetteer: Gazetteer) -> Iterator[QueryPlace]:
    """Type words with the longest name of a unit of that type behind them."""
    text, at = composed(text), 0
    while opened := _TYPE.search(text, at):
        at = opened.end()
        kind = _KINDS[opened[1].lower()]
        for word in reversed(list(islice(_WORDS.finditer(text, at), _MAX_WORDS))):
            places = gazetteer.ever_named(text[at : word.end()].strip(), kind)
            if places:
                yield QueryPlace(text[opened.start() : word.end()], places)
                at = word.end()
                break


@dataclass(frozen=True, slots=True)
class PlaceCompletion:
    """A place that may be meant: its name with what it lies in, and what it is today.

    ``count`` is the number of notices about it, what lies in it, and what it was made of.
    """

    kind: str
    label: str
    address: str
    count: int
    today: str


def complete_place(engine: Engine, gazetteer: Gazetteer, typed: str) -> tuple[PlaceCompletion, ...]:
    """The places whose names begin with what is typed; whole names and those with notices first."""
    counts = place_counts(engine, gazetteer)
    name = unaccent(" ".join(typed.split()))
    found = places_starting_with(gazetteer, typed, _MAX_CANDIDATES)
    ordered = sorted(
        found,
        key=lambda one: (unaccent(one.name) != name, not counts.of(one.key)),
    )
    return tuple(
        PlaceCompletion(
            "place",
            gazetteer.label(one.key),
            addresses.place_with_predecessors(one.key)
            if one.valid_to is None
            else addresses.place(one.key),
            counts.of(one.key),
            unit_of_today(one, gazetteer),
        )
        for one in ordered[:MAX_COMPLETIONS]
    )


def unit_of_today(place: Place, gazetteer: Gazetteer) -> str:
    """The one unit of today that a former unit lies in; nothing where it stands or was divided."""
    heirs = gazetteer.history(place.key).heirs
    return gazetteer.label(heirs[0]) if len(heirs) == 1 else ""


def places_starting_with(gazetteer: Gazetteer, typed: str, limit: int) -> tuple[Place, ...]:
    """Units whose name begins with a text; further words may name what they lie in.

    >>> [one.key for one in places_starting_with(Gazetteer.load(), "bảo lâm 1, lâm đồng", 5)]
    ['lam-dong/bao-lam-1']
    """
    words = typed[:_MAX_CHARACTERS].replace(",", " ").split()
    found = gazetteer.search_names(" ".join(words), limit)
    for end in range(len(words) - 1, 0, -1):
        if found:
            break
        above = unaccent(" ".join(words[end:]))
        found = tuple(
            one
            for one in gazetteer.search_names(" ".join(words[:end]), limit)
            if above in unaccent(gazetteer.label(one.key)).replace(",", "")
        )
    return found
