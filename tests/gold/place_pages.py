"""Place pages, and the notices that belong on each (``tests/gold/searches/places.jsonl``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask.testing import FlaskClient

from tests.gold.searches import SEARCHES

_ALL = 100
"""More than there are sample notices."""


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A page, the notices that are about the place or issued by its bodies or those below it, and
    those of units before or after it, which it may show too."""

    path: str
    about: frozenset[str]
    issued: frozenset[str]
    may: frozenset[str] = frozenset()
    why: str = ""


@dataclass(frozen=True, slots=True)
class ListedPage:
    """What a page lists: all, and in each role; nothing where it is not the page of a place."""

    page: PlacePage
    status: int
    all: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """What a person would complain of."""
        if self.status != 200:
            return (f"status {self.status}",)
        page = self.page
        return (
            *_differences("about", self.about, page.about, page.may),
            *_differences("issued", self.issued, page.issued, page.may),
            *_differences("all", self.all, page.about | page.issued, page.may),
        )


def _differences(
    role: str, listed: tuple[str, ...], wanted: frozenset[str], may: frozenset[str]
) -> Iterator[str]:
    yield from (f"{role}: missing {one}" for one in sorted(wanted - set(listed)))
    yield from (f"{role}: wrong {one}" for one in sorted(set(listed) - wanted - may))
    yield from (f"{role}: twice {one}" for one in sorted(set(listed)) if listed.count(one) > 1)


def place_pages(held_out: bool = False) -> list[PlacePage]:
    """The pages to work with, or those that are kept apart."""
    folder = SEARCHES / "held_out" if held_out else SEARCHES
    rows = map(json.loads, (folder / "places.jsonl").read_text("utf-8").splitlines())
    return [
        PlacePage(
            row["path"],
            frozenset(row["about"]),
            frozenset(row["issued"]),
            frozenset(row["may"]),
            row["why"],
        )
        for row in rows
    ]


def list_pages(pages: Iterable[PlacePage], client: FlaskClient) -> Iterator[ListedPage]:
    """What each page lists, asked for as a program asks, wherever its address leads on to."""
    for page in pages:
        path, _, asked = page.path.partition("?")
        answer = client.get(f"{path}.json", query_string=asked, follow_redirects=True)
        if not (answer.is_json and "hits" in answer.json):
            yield ListedPage(page, 300 if answer.status_code == 200 else answer.status_code)
            continue
        end = answer.request
        lists = (
            client.get(end.path, query_string={**end.args, **role, "per_page": _ALL}).json["hits"]
            for role in ({}, {"unit_role": "about"}, {"unit_role": "issued"})
        )
        ids = (tuple(hit["id"] for hit in hits) for hits in lists)
        yield ListedPage(page, answer.status_code, *ids)
