"""Whether papers stand under the places that they are about, and under those of their issuers
(``tests/gold/place_roles``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.directives import Knowledge
from indexer.index.entry import make_card, make_entry
from indexer.index.unit_values import units_of_pair
from indexer.model import Document, Status
from indexer.understanding import understand

ROLES = Path(__file__).parent / "place_roles"


@dataclass(frozen=True, slots=True)
class PlaceRoles:
    """The place of a paper's issuer, those that it is about, and how the latter are known."""

    issued: str | None
    about: frozenset[str]
    status: Status


@dataclass(frozen=True, slots=True)
class RolesCase:
    """A paper, what is hard in it, and what has to be read."""

    text: str
    note: str
    want: PlaceRoles


@dataclass(frozen=True, slots=True)
class JudgedRoles:
    """What was wanted of a paper, and what was read."""

    case: RolesCase
    found: PlaceRoles

    @property
    def is_wrong_and_certain(self) -> bool:
        """Whether a place that it is not about is shown as stated."""
        return self.found.status is Status.STATED and not self.found.about <= self.case.want.about


def role_cases(held_out: bool = False) -> list[RolesCase]:
    """The papers to work with, or those that are kept apart."""
    return [
        RolesCase(
            row["text"],
            row["note"],
            PlaceRoles(
                row["issued"],
                frozenset(row["about"]),
                Status(row["about_said"] or Status.UNKNOWN),
            ),
        )
        for path in role_files(held_out)
        for row in map(json.loads, path.read_text("utf-8").splitlines())
    ]


def role_files(held_out: bool = False) -> list[Path]:
    """The files of these papers, by name."""
    return sorted((ROLES / "held_out" if held_out else ROLES).glob("*.jsonl"))


def judge_roles(cases: Iterable[RolesCase], knowledge: Knowledge) -> Iterator[JudgedRoles]:
    """Every paper as it would be entered."""
    for number, case in enumerate(cases):
        document = Document(f"case-{number}", "a.txt", "", "text/plain", case.text)
        reading = understand(document, knowledge)
        card = make_card(reading, "a.txt", knowledge.gazetteer)
        entry = make_entry(reading, card, knowledge.gazetteer)
        about, issued = units_of_pair(*entry.unit_pair)
        status = Status(card.unit_status) if about else Status.UNKNOWN
        yield JudgedRoles(case, PlaceRoles(issued, frozenset(about), status))


def role_figures(judged: Iterable[JudgedRoles]) -> dict[str, int]:
    """How many are right in each respect, and how many are wrong and shown as certain."""
    ones = list(judged)
    return {
        "issued": sum(one.found.issued == one.case.want.issued for one in ones),
        "about": sum(one.found.about == one.case.want.about for one in ones),
        "status": sum(one.found.status is one.case.want.status for one in ones),
        "wrong": sum(one.is_wrong_and_certain for one in ones),
    }
