"""The places (địa bàn) that a question names, and those that may be meant while it is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from indexer.gazetteer import KINDS, Gazetteer
from indexer.model import Place
from indexer.places import find_places
from indexer.text import unaccent
from search.areas.counts import place_counts
from search.display import addresses
from search.engine import Engine

MOST_HINTS = 8
_LONGEST = 200
_CONSIDERED = 40
_MOST_WORDS = 5
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
class Asked:
    """A place named in a question, as written, and all units that ever bore the name."""

    written: str
    places: tuple[Place, ...]


def places_asked(text: str, gazetteer: Gazetteer) -> tuple[Asked, ...]:
    """The places that a question names.

    A type word makes a name a place (``huyện Bảo Lâm``); so does a question that is nothing but
    the name of one.  People type in small letters, which notices never do.

    >>> from indexer.gazetteer import gazetteer
    >>> [one.written for one in places_asked("kiểm tra xa bao lam 1 nam 2022", gazetteer())]
    ['xa bao lam 1']
    """
    text = text.strip(_NO_QUOTES)
    if len(text) > _LONGEST:
        return ()
    found = {
        mention.text: Asked(mention.text, places)
        for mention in find_places(text)
        if (places := gazetteer.ever_named(mention.name, mention.kind))
    }
    if not found and (places := gazetteer.ever_named(text)):
        return (Asked(text, places),)
    return tuple(found.values()) or tuple(_in_small_letters(text, gazetteer))


def _in_small_letters(text: str, gazetteer: Gazetteer) -> Iterator[Asked]:
    """Type words with the longest name of a unit of that type behind them."""
    text, at = unicodedata.normalize("NFC", text), 0
    while opened := _TYPE.search(text, at):
        at = opened.end()
        kind = _KINDS[opened[1].lower()]
        for word in reversed(list(islice(_WORDS.finditer(text, at), _MOST_WORDS))):
            places = gazetteer.ever_named(text[at : word.end()].strip(), kind)
            if places:
                yield Asked(text[opened.start() : word.end()], places)
                at = word.end()
                break


@dataclass(frozen=True, slots=True)
class PlaceHint:
    """A place that may be meant: its name with what it lies in, and what it is today.

    ``count`` is the number of notices about it, what lies in it, and what it was made of.
    """

    kind: str
    label: str
    address: str
    count: int
    today: str


def place_hints(engine: Engine, gazetteer: Gazetteer, typed: str) -> tuple[PlaceHint, ...]:
    """The places whose names begin with what is typed; whole names and those with notices first."""
    counts = place_counts(engine, gazetteer)
    wanted = unaccent(" ".join(typed.split()))
    found = starting(gazetteer, typed, _CONSIDERED)
    ordered = sorted(
        found,
        key=lambda one: (unaccent(one.name) != wanted, not counts.about(one.key)),
    )
    return tuple(
        PlaceHint(
            "place",
            gazetteer.label(one.key),
            addresses.place_with_predecessors(one.key)
            if one.valid_to is None
            else addresses.place(one.key),
            counts.about(one.key),
            today_said(one, gazetteer),
        )
        for one in ordered[:MOST_HINTS]
    )


def today_said(place: Place, gazetteer: Gazetteer) -> str:
    """The one unit of today that a former unit lies in; nothing where it stands or was divided."""
    heirs = gazetteer.descent(place.key).heirs
    return gazetteer.label(heirs[0]) if len(heirs) == 1 else ""


def starting(gazetteer: Gazetteer, typed: str, most: int) -> tuple[Place, ...]:
    """Units whose name begins with a text; further words may name what they lie in.

    >>> from indexer.gazetteer import gazetteer
    >>> [one.key for one in starting(gazetteer(), "bảo lâm 1, lâm đồng", 5)]
    ['lam-dong/bao-lam-1']
    """
    words = typed[:_LONGEST].replace(",", " ").split()
    found = gazetteer.search_names(" ".join(words), most)
    for end in range(len(words) - 1, 0, -1):
        if found:
            break
        above = unaccent(" ".join(words[end:]))
        found = tuple(
            one
            for one in gazetteer.search_names(" ".join(words[:end]), most)
            if above in unaccent(gazetteer.label(one.key)).replace(",", "")
        )
    return found
