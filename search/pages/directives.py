"""The list of directives, page by page: the most cited first, or by type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from indexer.directives import STATE, Knowledge, key_label
from indexer.model import UNKNOWN, Directive
from indexer.numerals import read_number
from search.directives import MAX_TYPED, known_directives
from search.display import AddressOf, PageLink, addresses, page_links
from search.engine import Engine
from search.held import Availability, held_texts
from search.pages.listed import ListedDirective, listed_directives
from search.query import CITES, Query

PATH = "/van-ban"

MOST_CITED_FIRST, BY_TYPE = "relevance", "date"
"""The orders of the whole list, by their names in addresses: by the notices that cite each, or by
type and the newest of each type first."""

_LESS = 0.1
"""How much less of what is asked for, by weight, the last may have than the best."""


@dataclass(frozen=True, slots=True)
class AvailabilityLink:
    """How many directives of a list have their text, a row, or neither, and the list of them; the
    whole list for an empty ``availability``."""

    availability: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class DirectiveGroup:
    """The directives of one type, or without ``type`` those not held; ``shown`` on this page.

    The State's stand apart (``of_state``): its resolutions are others than the Party's.
    ``address`` leads to where the group begins.  ``is_continued`` when that is an earlier page.
    """

    type: str
    of_state: bool
    anchor: str
    total: int
    address: str
    shown: tuple[ListedDirective, ...]
    is_continued: bool


@dataclass(frozen=True, slots=True)
class DirectiveList:
    """All directives in their order, and those of one page: in their groups, or as ``ranked``.

    ``first`` and ``last`` are the places of the page's directives in the whole list, from 1.
    ``order`` is :data:`MOST_CITED_FIRST` or :data:`BY_TYPE`; ``orders`` lead to both, and there
    are none where a text was asked for: what was found stands in its own.  ``availability`` is how
    much has to be there of each, ``availabilities`` tell how many there are of each kind.
    """

    filter_text: str
    all: tuple[ListedDirective, ...]
    groups: tuple[DirectiveGroup, ...]
    first: int
    last: int
    page_links: tuple[PageLink, ...]
    ranked: tuple[ListedDirective, ...] = ()
    order: str = ""
    orders: tuple[tuple[str, str], ...] = ()
    availability: str = ""
    availabilities: tuple[AvailabilityLink, ...] = ()


def directive_list(
    engine: Engine, knowledge: Knowledge, query: Query, availability: str = ""
) -> DirectiveList:
    """The directives that the query's text may mean, the likeliest first; without it all that the
    registry has, a notice cites or the index holds.  ``availability`` leaves those of which so much
    is there."""
    query = replace(query, text=query.text.strip()[:MAX_TYPED])
    texts = held_texts(engine, knowledge.registry)
    every = list(_found(engine, knowledge, query.text) if query.text else _all(engine, knowledge))
    there = {one.key: texts.availability(one.key) for one in every}
    asked = [one for one in every if availability in ("", there[one.key])]
    address = partial(directives_address, availability=availability)
    if query.text:
        listed = _in_groups(asked, replace(query, sort=MOST_CITED_FIRST), address)
    else:
        listed = _in_groups(asked, replace(query, sort=BY_TYPE), address)
        if query.sort != BY_TYPE:
            listed = _ranked(listed, replace(query, sort=MOST_CITED_FIRST), address)
        order = query.sort if query.sort == BY_TYPE else MOST_CITED_FIRST
        orders = ((one, replace(query, sort=one, page=1)) for one in (MOST_CITED_FIRST, BY_TYPE))
        addressed = tuple((one, address(asked)) for one, asked in orders)
        listed = replace(listed, order=order, orders=addressed)
    links = _availability_links(there.values(), query)
    return replace(listed, availability=availability, availabilities=tuple(links))


def _availability_links(
    there: Collection[Availability], query: Query
) -> Iterator[AvailabilityLink]:
    """All directives, and those of which so much is there as of any of them."""
    counts, first = Counter(there), replace(query, page=1)
    yield AvailabilityLink("", len(there), directives_address(first))
    for one in Availability:
        if counts[one]:
            yield AvailabilityLink(one, counts[one], directives_address(first, availability=one))


def directives_listed(
    engine: Engine, knowledge: Knowledge, query: Query, keys: Iterable[str]
) -> DirectiveList:
    """Some directives as such a list, as if the query's text had found them."""
    counts = engine.counts(CITES.name)
    return _in_groups(listed_directives(keys, knowledge, counts), query, directives_address)


def _in_groups(found: Iterable[ListedDirective], query: Query, address: AddressOf) -> DirectiveList:
    groups = list(_groups(found))
    total = sum(len(ones) for _, ones in groups)
    start, end = _bounds(query, total)
    return DirectiveList(
        filter_text=query.text,
        all=tuple(one for _, ones in groups for one in ones),
        groups=tuple(_paged(groups, query, start, end, address)),
        first=start + 1,
        last=end,
        page_links=_page_links(query, total, address),
    )


def _ranked(by_type: DirectiveList, query: Query, address: AddressOf) -> DirectiveList:
    """The same, the most cited first; its groups lead to where each begins in the list by type."""
    ranked = tuple(sorted(by_type.all, key=lambda one: -one.count))
    start, end = _bounds(query, len(ranked))
    return replace(
        by_type,
        all=ranked,
        groups=tuple(replace(one, shown=()) for one in by_type.groups),
        first=start + 1,
        last=end,
        page_links=_page_links(query, len(ranked), address),
        ranked=ranked[start:end],
    )


def _bounds(query: Query, total: int) -> tuple[int, int]:
    """Where the query's page begins and ends in a list."""
    start = min((query.page - 1) * query.per_page, total)
    return start, min(start + query.per_page, total)


def _page_links(query: Query, total: int, address: AddressOf) -> tuple[PageLink, ...]:
    pages = max(1, -(-total // query.per_page))
    return page_links(query, query.page, pages, address)


def most_cited(engine: Engine, knowledge: Knowledge, limit: int) -> tuple[ListedDirective, ...]:
    """The directives that most notices cite, held or not."""
    counts = engine.counts(CITES.name)
    keys = sorted((key for key in counts if key != UNKNOWN), key=lambda key: (-counts[key], key))
    return tuple(
        ListedDirective(key, key_label(key, knowledge), knowledge.registry.get(key), counts[key])
        for key in keys[:limit]
    )


def directives_address(query: Query, availability: str = "") -> str:
    """The address of a page of the list, or of those of which so much is there."""
    asked = replace(query, filters={}, units_of_today=False)
    return addresses.list_address(PATH, asked, more=[(addresses.AVAILABILITY, availability)])


def _found(engine: Engine, knowledge: Knowledge, text: str) -> Iterator[ListedDirective]:
    """The directives that a text may mean, the likeliest first."""
    known = known_directives(engine, knowledge)
    found = known.find(text, None)
    least = max((one.share for one in found), default=0.0) - _LESS
    likely = (one.key for one in found if one.is_likely and one.share >= least)
    yield from listed_directives(likely, knowledge, known.counts)


def _all(engine: Engine, knowledge: Knowledge) -> Iterator[ListedDirective]:
    """All that are held, those of the types with the most directives first, each newest first,
    the State's behind the Party's; then those that are only cited, the most cited first; and those
    of which nothing but the text is there."""
    counts, get = engine.counts(CITES.name), knowledge.registry.get
    held = engine.cached((_held, knowledge), lambda: _held(knowledge))
    kinds = Counter(_kind(row) for row, _ in held)
    for row, label in sorted(held, key=lambda one: (_kind(one[0])[1], -kinds[_kind(one[0])])):
        yield ListedDirective(row.key, label, row, counts.get(row.key, 0))
    cited = sorted(counts, key=lambda key: (-counts[key], key))
    only_cited = (key for key in cited if key != UNKNOWN and get(key) is None)
    yield from listed_directives(only_cited, knowledge, counts)
    # Their labels take longer than all else where a collection has thousands.
    only_held = held_texts(engine, knowledge.registry).only_held
    yield from engine.cached(
        (_all, knowledge), lambda: listed_directives(only_held, knowledge, counts)
    )


def _held(knowledge: Knowledge) -> tuple[tuple[Directive, str], ...]:
    """Every row with its label, the newest first."""
    newest = sorted(knowledge.registry, key=_newest_first)
    return tuple((row, key_label(row.key, knowledge)) for row in newest)


def _kind(row: Directive | None) -> tuple[str, bool]:
    """The type of a row, and whether it is the State's; an empty one for none."""
    return (row.type, row.key.startswith(STATE)) if row else ("", False)


def _groups(
    found: Iterable[ListedDirective],
) -> Iterator[tuple[tuple[str, bool], list[ListedDirective]]]:
    """The directives by type, each type where the first of it stands; those not held at the end."""
    by_type: dict[tuple[str, bool], list[ListedDirective]] = {}
    for one in found:
        by_type.setdefault(_kind(one.directive), []).append(one)
    not_held = by_type.pop(_kind(None), [])
    yield from by_type.items()
    if not_held:
        yield _kind(None), not_held


def _newest_first(one: Directive) -> tuple[int, str]:
    day = read_number(one.date.iso.replace("-", "").ljust(8, "0")) if one.date else None
    return -(day or 0), one.key


def _paged(
    groups: list[tuple[tuple[str, bool], list[ListedDirective]]],
    query: Query,
    start: int,
    end: int,
    address: AddressOf,
) -> Iterator[DirectiveGroup]:
    """Every group, with those of its directives that stand between two places of the list."""
    before = 0
    for number, ((kind, of_state), ones) in enumerate(groups, 1):
        anchor = f"loai-{number}" if kind else "chua-co"
        page = address(replace(query, page=before // query.per_page + 1))
        yield DirectiveGroup(
            type=kind,
            of_state=of_state,
            anchor=anchor,
            total=len(ones),
            address=f"{page}#{anchor}",
            shown=tuple(ones[max(0, start - before) : max(0, end - before)]),
            is_continued=before < start,
        )
        before += len(ones)
