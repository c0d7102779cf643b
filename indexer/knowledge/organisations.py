"""Organisations beside the Party's committees: State, mass organisations, forces, companies.

How their letterheads name them is one table, ``corpus/registry/organisations.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from indexer.model import Level
from indexer.paths import REGISTRY


@dataclass(frozen=True, slots=True)
class Organisation:
    """One row of the table: ``Sở`` works under a council, a field follows, it is a province's.

    ``short`` are abbreviations of ``word``; where ``named`` the word alone names nothing, and it
    means something else before one of ``never``; ``serves`` tells that it works under a council or
    committee, ``within`` that it is named after the body in which it is, ``part`` that it
    carries on the name of the one above; ``whole``
    is what its inner organs are organs of.
    """

    word: str
    short: tuple[str, ...] = ()
    level: Level | None = None
    named: bool = False
    never: tuple[str, ...] = ()
    serves: bool = False
    within: bool = False
    part: bool = False
    whole: str = ""
    examples: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """Its word and its abbreviations."""
        return self.word, *self.short


@cache
def organisations() -> tuple[Organisation, ...]:
    """The rows, in the order of the file.

    >>> next(row.short for row in organisations() if row.word == "Ủy ban nhân dân")
    ('UBND', 'UBNN')
    """
    rows = tomllib.loads((REGISTRY / "organisations.toml").read_text("utf-8"))["organisation"]
    return tuple(map(_organisation, rows))


def _organisation(row: dict[str, Any]) -> Organisation:
    values: dict[str, Any] = {
        key: tuple(cell) if isinstance(cell, list) else cell for key, cell in row.items()
    }
    return Organisation(**(values | {"level": Level(row["level"]) if "level" in row else None}))
