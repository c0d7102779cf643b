"""Places as people type them in the search box (``tests/gold/typed_places``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.gazetteer import Gazetteer
from indexer.places import typed_places, without_places

FOLDER = Path(__file__).parent / "typed_places"


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What was typed, the keys that it means and may mean too, and the words that are left."""

    typed: str
    places: frozenset[str]
    rests: tuple[str, ...]
    may: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What was read of a line."""

    line: TypedLine
    found: frozenset[str]
    rest: str

    @property
    def is_right(self) -> bool:
        """Whether the places are those meant, and the other words are left."""
        return self.has_places and _plain(self.rest) in map(_plain, self.line.rests)

    @property
    def has_places(self) -> bool:
        """Whether the places are those meant."""
        return self.line.places <= self.found <= self.line.places | self.line.may


def typed_lines(held_out: bool = False) -> list[TypedLine]:
    """The lines to work with, or those that are kept apart."""
    folder = FOLDER / "held_out" if held_out else FOLDER
    rows = (
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return [
        TypedLine(
            row["typed"],
            frozenset(row["places"]),
            (row["rest"], *row.get("rest_also", ())),
            frozenset(row.get("may", ())),
        )
        for row in rows
    ]


def read_lines(lines: Iterable[TypedLine], gazetteer: Gazetteer) -> Iterator[ReadLine]:
    """Each line as the search box reads it."""
    for line in lines:
        found = typed_places(line.typed, gazetteer)
        keys = frozenset(place.key for one in found for place in one.places)
        yield ReadLine(line, keys, without_places(line.typed, found))


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(' .,;:"“”')
