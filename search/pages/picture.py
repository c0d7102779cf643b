"""The picture of a directive (văn bản) among its neighbours: the facts of its page, bounded.

The directive stands in the middle, on one side what it replaced, on the other what replaced it and
what cites it.  It never stands alone: the page has the same links in its lists, and the template
and the style sheet alone know how it is drawn.

Few citing notices stand one by one; many stand by their years, the newest first.  With what it
replaced stand those that an open number may mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from indexer.directives import Tie
from indexer.model import UNKNOWN
from search.display import addresses, with_mark
from search.pages.citing import CitingPassages
from search.pages.directive import (
    DirectivePage,
    directive_address,
)
from search.pages.listed import ListedDirective
from search.pages.relatives import Supersession
from search.query import YEAR

MAX_CITING = 6
MAX_RELATED = 8

LIST = "#thong-bao"
"""Where the list of citing notices stands on the page."""


class NeighbourKind(StrEnum):
    """What a neighbour is to the directive in the middle."""

    NOTICE = "notice"
    YEAR = "year"
    MORE_NOTICES = "more notices"
    NEWER = "newer"
    OLDER = "older"
    CANDIDATE = "candidate"
    OPEN = "open"
    MORE_DIRECTIVES = "more directives"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What stands one step from the directive, and where it leads.

    ``name`` is as the documents have it, empty where only the interface can say it; ``note`` is
    what the tip says besides.  ``count`` is of notices, or of what a card of more stands for;
    ``is_inferred`` when ``date`` is a year that the notice does not state.
    """

    kind: NeighbourKind
    name: str
    address: str
    count: int = 0
    note: str = ""
    date: str = ""
    is_inferred: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class CitationPicture:
    """What a directive came from, and what came of it: what replaced it, and the notices that cite
    it; never fewer than two neighbours."""

    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]


_SECTIONS = {NeighbourKind.CANDIDATE: "#co-the-la", NeighbourKind.OPEN: "#chua-ro"}
_FACTS = "#quan-he"


def citation_picture(page: DirectivePage) -> CitationPicture | None:
    """The picture of a directive's page; None where there is too little to show."""
    newer = _supersessions(NeighbourKind.NEWER, page.relatives.superseded_by)
    drawn = CitationPicture(tuple(_before(page)), (*newer, *_citing(page)))
    relatives = page.relatives
    if not (page.cited_by.total or relatives.supersedes or relatives.superseded_by):
        return None
    return drawn if len(drawn.before) + len(drawn.after) > 1 else None


def _citing(page: DirectivePage) -> Iterator[Neighbour]:
    cited = page.cited_by
    if len(cited.notices) == cited.total <= MAX_CITING:
        yield from map(_notice, cited.notices)
        return
    years = list(_years(page))
    shown, rest = _bounded(years, MAX_CITING)
    yield from shown
    if rest:
        left_out = sum(one.count for one in rest)
        yield Neighbour(NeighbourKind.MORE_NOTICES, "", LIST, left_out)


def _notice(one: CitingPassages) -> Neighbour:
    """A notice, leading to the place where it cites the directive."""
    card, first = one.card, one.sentences[0] if one.sentences else None
    at = first.start + first.marks[0].start if first else None
    return Neighbour(
        NeighbourKind.NOTICE,
        with_mark(card, card.number or ""),
        addresses.notice(card.id, at=at),
        note=with_mark(card, card.title or ""),
        date=card.date or (str(card.year) if card.year else ""),
        is_inferred=not card.date and card.year_status == "inferred",
        is_doubtful=one.cited.tie is not Tie.STATED,
    )


def _years(page: DirectivePage) -> Iterator[Neighbour]:
    """The years of the notices listed, the newest first and those of no known year last."""
    counted = [one for one in page.cited_by.facets[YEAR.name] if one.count]
    # A facet counts as if it filtered nothing itself.
    counted = [one for one in counted if one.selected] or counted
    for one in sorted(counted, key=lambda one: (one.value != UNKNOWN, one.value), reverse=True):
        year = replace(page.query, filters={**page.query.filters, YEAR.name: (one.value,)}, page=1)
        name = "" if one.value == UNKNOWN else one.value
        yield Neighbour(
            NeighbourKind.YEAR, name, directive_address(page.key, year) + LIST, one.count
        )


def _before(page: DirectivePage) -> Iterator[Neighbour]:
    """What it replaced, what it may be, and the open numbers that may mean it."""
    ties = [
        *_supersessions(NeighbourKind.OLDER, page.relatives.supersedes),
        *(
            _related_neighbour(NeighbourKind.CANDIDATE, one, is_doubtful=True)
            for one in page.candidates
        ),
        *(_related_neighbour(NeighbourKind.OPEN, one, is_doubtful=True) for one in page.open_keys),
    ]
    shown, rest = _bounded(ties, MAX_RELATED)
    yield from shown
    if rest:
        yield Neighbour(
            NeighbourKind.MORE_DIRECTIVES, "", _SECTIONS.get(rest[0].kind, _FACTS), len(rest)
        )


def _supersessions(kind: NeighbourKind, all_: Sequence[Supersession]) -> Iterator[Neighbour]:
    for one in all_:
        yield _related_neighbour(kind, one.other, is_doubtful=one.is_doubtful)


def _related_neighbour(
    kind: NeighbourKind, one: ListedDirective, *, is_doubtful: bool
) -> Neighbour:
    return Neighbour(
        kind,
        one.label,
        one.address,
        one.count,
        note=one.directive.title if one.directive else "",
        is_doubtful=is_doubtful,
    )


def _bounded(
    neighbours: Sequence[Neighbour], most: int
) -> tuple[Sequence[Neighbour], Sequence[Neighbour]]:
    """What there is room for, and what one card has to stand for."""
    shown = len(neighbours) if len(neighbours) <= most else most - 1
    return neighbours[:shown], neighbours[shown:]
