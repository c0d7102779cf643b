"""Whether directives are found by the ways in which people type them (``tests/gold/typed``)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.directives import Knowledge
from search.display import addresses
from search.engine import Engine
from search.lookup import by_turns, look_up
from search.pages.results import citation_cards
from search.query import CITES, parse
from search.suggest import Completer

TYPED = Path(__file__).parent / "typed"
FIRST = 3
"""Directives that a person looks at."""

Door = Callable[[str], list[str]]
"""A typed line → the keys that one part of the program answers, the likeliest first."""


@dataclass(frozen=True, slots=True)
class TypedWay:
    """What was typed, and what has to be found by it."""

    id: str
    typed: str
    want: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundWay:
    """What a door answered to a way."""

    way: TypedWay
    door: str
    found: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether all that is wanted stands among the first."""
        return set(self.way.want) <= set(self.found[:FIRST])


def typed_ways(held_out: bool = False) -> list[TypedWay]:
    """The ways to work with, or those that are kept apart."""
    folder = TYPED / "held_out" if held_out else TYPED
    rows = (
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    )
    return [TypedWay(row["id"], row["typed"], tuple(row["want"])) for row in rows]


def doors(engine: Engine, knowledge: Knowledge) -> dict[str, Door]:
    """The three parts of the program in which a directive is typed."""
    registry, counts = knowledge.registry, engine.counts(CITES.name)
    completer = Completer(engine, knowledge)
    page_of = {addresses.directive(one.key): one.key for one in registry}

    def look_up_page(typed: str) -> list[str]:
        return [one.key for one in by_turns(look_up(typed, registry, counts=counts).rows)]

    def hints(typed: str) -> list[str]:
        offered = (page_of.get(one.address) for one in completer.complete(typed))
        return [key for key in offered if key]

    def search_box(typed: str) -> list[str]:
        cards = citation_cards(engine, registry, parse(typed, knowledge))
        return [one.key for one in by_turns([card.row for card in cards])]

    return {"look-up": look_up_page, "hints": hints, "search box": search_box}


def find_ways(ways: Iterable[TypedWay], by: Mapping[str, Door]) -> Iterator[FoundWay]:
    """Every way at every door."""
    for way in ways:
        for name, door in by.items():
            yield FoundWay(way, name, tuple(door(way.typed)))


def shares(found: Iterable[FoundWay]) -> dict[str, float]:
    """Which share of the ways leads to what is wanted, by door."""
    right: dict[str, list[bool]] = {}
    for one in found:
        right.setdefault(one.door, []).append(one.is_right)
    return {door: sum(ones) / len(ones) for door, ones in right.items()}
