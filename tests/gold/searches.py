"""Searches as people type them, and what a person who read the papers wants of each
(``tests/gold/searches``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient

SEARCHES = Path(__file__).parent / "searches"
_LOOKED_AT = 10
"""Notices of a list that a person looks at."""
_ALL = 100
"""More than there are sample notices."""


@dataclass(frozen=True, slots=True)
class SearchCase:
    """What was typed; the notices that have to be among the first, those that must not be in the
    list at all, the one that has to stand first, and the longest list that is no nuisance."""

    typed: str
    must: tuple[str, ...] = ()
    must_not: frozenset[str] = frozenset()
    first: str | None = None
    most: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class JudgedSearch:
    """A search, and the notices that the site listed, the best first."""

    case: SearchCase
    found: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """What a person would complain of."""
        case, found = self.case, self.found
        looked_at = found[:_LOOKED_AT]
        return (
            *(f"missing {one}" for one in case.must if one not in looked_at),
            *(f"wrong {one}" for one in found if one in case.must_not),
            *([f"not first {case.first}"] if case.first and found[:1] != (case.first,) else ()),
            *([f"{len(found)} hits"] if case.most is not None and len(found) > case.most else ()),
        )


def search_cases(held_out: bool = False) -> list[SearchCase]:
    """The searches to work with, or those that are kept apart."""
    folder = SEARCHES / "held_out" if held_out else SEARCHES
    rows = map(json.loads, (folder / "cases.jsonl").read_text("utf-8").splitlines())
    return [
        SearchCase(
            row["q"],
            tuple(row["must"]),
            frozenset(row["must_not"]),
            row["first"],
            row["most"],
            row["why"],
        )
        for row in rows
    ]


def run_searches(cases: Iterable[SearchCase], client: FlaskClient) -> Iterator[JudgedSearch]:
    """Each search as the site answers it, whole."""
    for case in cases:
        answer = client.get("/tim.json", query_string={"q": case.typed, "per_page": _ALL})
        yield JudgedSearch(case, tuple(hit["id"] for hit in answer.json["hits"]))
