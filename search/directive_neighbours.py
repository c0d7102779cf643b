"""What stands around a directive in its picture: the facts of its page, bounded in number.

Few citing notices stand one by one; many stand by their years, the newest first.  Below are the
directives that it replaced or that replaced it, those that an open number may mean, and those
cited in the same notices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.schema import UNKNOWN
from search import addresses
from search.citation_picture import Kind, Neighbour, Picture, picture
from search.citing import Citing
from search.directive_page import Counted, DirectivePage, list_address

MOST_CITING = 6
MOST_RELATED = 8

LIST = "#thong-bao"
"""Where the list of citing notices stands on the page."""

_SECTIONS = {Kind.CANDIDATE: "#co-the-la", Kind.OPEN: "#chua-ro"}
_FACTS = "#quan-he"


def directive_picture(page: DirectivePage) -> Picture | None:
    """The picture of a directive's page; None where there is too little to show."""
    return picture(page.label, list(_citing(page)), list(_related(page)))


def _citing(page: DirectivePage) -> Iterator[Neighbour]:
    cited = page.cited
    if len(cited.notices) == cited.total <= MOST_CITING:
        yield from map(_notice, cited.notices)
        return
    years = list(_years(page))
    shown, rest = _bounded(years, MOST_CITING)
    yield from shown
    if rest:
        left_out = sum(one.count for one in rest)
        yield Neighbour(Kind.MORE_NOTICES, "", LIST, left_out)


def _notice(one: Citing) -> Neighbour:
    """A notice, leading to the place where it cites the directive."""
    card, first = one.card, one.sentences[0] if one.sentences else None
    at = first.start + first.marks[0].start if first else None
    return Neighbour(
        Kind.NOTICE,
        card.number or "",
        addresses.notice(card.id, at=at),
        note=card.title or "",
        date=card.date or (str(card.year) if card.year else ""),
        is_inferred=not card.date and card.year_status == "inferred",
    )


def _years(page: DirectivePage) -> Iterator[Neighbour]:
    """The years of the notices listed, the newest first and those of no known year last."""
    counted = [one for one in page.cited.facets["year"] if one.count]
    # A facet counts as if it filtered nothing itself.
    counted = [one for one in counted if one.selected] or counted
    for one in sorted(counted, key=lambda one: (one.value != UNKNOWN, one.value), reverse=True):
        year = replace(page.query, filters={**page.query.filters, "year": (one.value,)}, page=1)
        name = "" if one.value == UNKNOWN else one.value
        yield Neighbour(Kind.YEAR, name, list_address(page.key, year) + LIST, one.count)


def _related(page: DirectivePage) -> Iterator[Neighbour]:
    ties = [
        *(_tied(Kind.NEWER, one.other, is_doubtful=one.is_doubtful) for one in page.superseded_by),
        *(_tied(Kind.OLDER, one.other, is_doubtful=one.is_doubtful) for one in page.supersedes),
        *(_tied(Kind.CANDIDATE, one, is_doubtful=True) for one in page.candidates),
        *(_tied(Kind.OPEN, one, is_doubtful=True) for one in page.left_open),
    ]
    shown, rest = _bounded(ties, MOST_RELATED)
    yield from shown
    if rest:
        yield Neighbour(Kind.MORE_DIRECTIVES, "", _SECTIONS.get(rest[0].kind, _FACTS), len(rest))
    room = MOST_RELATED - len(shown) - bool(rest)
    tied = {one.address for one in ties}
    together = (_tied(Kind.TOGETHER, one, is_doubtful=False) for one in page.together)
    others = [one for one in together if one.address not in tied]
    yield from others[:room]


def _tied(kind: Kind, one: Counted, *, is_doubtful: bool) -> Neighbour:
    return Neighbour(
        kind,
        one.label,
        addresses.directive(one.key),
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
