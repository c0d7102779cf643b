"""The words of the marks that an office stamps on a paper, from ``corpus/registry/marks.toml``.

Whoever reads a head asks for them: what is a mark is no title and names no organ.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from indexer.paths import REGISTRY
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a kind: its spelling, other ways to write it, lines that show it."""

    mark: str
    variants: tuple[str, ...]
    examples: tuple[str, ...]


@cache
def mark_table() -> dict[str, tuple[Mark, ...]]:
    """The marks of each kind (``secrecy``, ``urgency`` …) from the lowest up, read once."""
    data = tomllib.loads((REGISTRY / "marks.toml").read_text("utf-8"))
    return {
        kind: tuple(
            Mark(one["mark"], tuple(one.get("variants", ())), tuple(one["examples"]))
            for one in rows
        )
        for kind, rows in data.items()
    }


def ways_to_write(marks: Iterable[Mark]) -> Iterator[tuple[str, str]]:
    """Every way to write some marks, folded, each with the spelling that is shown."""
    for one in marks:
        for written in (one.mark, *one.variants):
            yield unaccent(written), one.mark


def written_marks() -> list[str]:
    """Every way to write a mark of any kind, as the table has it."""
    return [
        written
        for marks in mark_table().values()
        for one in marks
        for written in (one.mark, *one.variants)
    ]
