"""Addresses as people guess them (``tests/gold/addresses``): where each leads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

FOLDER = Path(__file__).parent / "addresses"
_CHOICES = ("places", "directives", "candidates")
"""Where the pages of several name them."""
_STEPS = 3
"""Redirects that a reader's program follows here."""


@dataclass(frozen=True, slots=True)
class GuessedAddress:
    """A path as it was typed, and what it leads to: a page, a choice of several, or nothing."""

    path: str
    page: str
    choice: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReachedPage:
    """What stood at the end of an address: the key of a page, or those of a choice."""

    address: GuessedAddress
    status: int
    page: str
    choice: frozenset[str]

    @property
    def is_right(self) -> bool:
        """Whether it led to what was meant, or said honestly that there is nothing."""
        if self.address.page:
            return self.status == 200 and self.page == self.address.page
        if self.address.choice:
            return self.status == 200 and self.choice == self.address.choice
        return self.status == 404


def guessed_addresses(held_out: bool = False) -> list[GuessedAddress]:
    """The addresses to work with, or those that are kept apart."""
    folder = FOLDER / "held_out" if held_out else FOLDER
    rows = (
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return [_guessed(row["path"], row["expected"]) for row in rows]


def _guessed(path: str, expected: dict[str, Any]) -> GuessedAddress:
    return GuessedAddress(path, expected.get("redirect", ""), frozenset(expected.get("choice", ())))


def reach(addresses: Iterable[GuessedAddress], client: FlaskClient) -> Iterator[ReachedPage]:
    """Where each address leads, asked for as a program asks, with ``.json`` behind it."""
    for address in addresses:
        answer = client.get(f"{address.path}.json")
        for _ in range(_STEPS):
            if answer.status_code in (301, 302):
                answer = client.get(answer.location)
        told = answer.json if answer.is_json else {}
        listed = next((told[name] for name in _CHOICES if told.get(name)), ())
        choice = frozenset(one["key"] for one in listed)
        yield ReachedPage(address, answer.status_code, told.get("key", ""), choice)
