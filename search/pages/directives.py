"""The list of directives: those held, by type, and those that notices only cite, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from indexer.directives import Knowledge, key_label
from indexer.model import UNKNOWN, Directive
from indexer.numerals import read_number
from search.directives import MAX_TYPED, known_directives
from search.display import PageLink, addresses, page_links
from search.engine import Engine
from search.pages.directive import ListedDirective
from search.query import CITES, Query

PATH = "/van-ban"
_LESS = 0.1
"""How much less of what is asked for, by weight, the last may have than the best."""


@dataclass(frozen=True, slots=True)
class DirectiveGroup:
    """The directives of one type, or without ``type`` those not held; ``shown`` on this page.

    ``address`` leads to where the group begins.  ``is_continued`` when that is an earlier page.
    """

    type: str
    anchor: str
    total: int
    address: str
    shown: tuple[ListedDirective, ...]
    is_continued: bool


@dataclass(frozen=True, slots=True)
class DirectiveList:
    """All directives in their order, and those of one page in their groups.

    ``first`` and ``last`` are the places of the page's directives in the whole list, from 1.
    """

    filter_text: str
    all: tuple[ListedDirective, ...]
    groups: tuple[DirectiveGroup, ...]
    first: int
    last: int
    page_links: tuple[PageLink, ...]


def directive_list(engine: Engine, knowledge: Knowledge, query: Query) -> DirectiveList:
    """The directives that the query's text may mean, the likeliest first; all without it."""
    query = replace(query, text=query.text.strip()[:MAX_TYPED])
    found = _found(engine, knowledge, query.text) if query.text else _all(engine, knowledge)
    groups = list(_groups(found, knowledge))
    total = sum(len(ones) for _, ones in groups)
    start = min((query.page - 1) * query.per_page, total)
    end = min(start + query.per_page, total)
    return DirectiveList(
        filter_text=query.text,
        all=tuple(one for _, ones in groups for one in ones),
        groups=tuple(_paged(groups, query, start, end)),
        first=start + 1,
        last=end,
        page_links=page_links(
            query, query.page, max(1, -(-total // query.per_page)), directives_address
        ),
    )


def directives_address(query: Query) -> str:
    """The address of a page of the list."""
    return addresses.list_address(PATH, replace(query, filters={}, units_of_today=False))


def _found(engine: Engine, knowledge: Knowledge, text: str) -> Iterator[tuple[str, int]]:
    """The keys that a text may mean with how many notices cite each, the likeliest first."""
    known = known_directives(engine, knowledge)
    found = known.find(text, None)
    least = max((one.share for one in found), default=0.0) - _LESS
    likely = (one for one in found if one.is_likely and one.share >= least)
    return ((one.key, known.counts.get(one.key, 0)) for one in likely)


def _all(engine: Engine, knowledge: Knowledge) -> Iterator[tuple[str, int]]:
    """All keys held, the newest first, and all that are only cited, the most cited first."""
    counts = engine.counts(CITES.name)
    kinds = Counter(one.type for one in knowledge.registry)
    held = sorted(knowledge.registry, key=lambda one: (-kinds[one.type], *_newest_first(one)))
    yield from ((one.key, counts.get(one.key, 0)) for one in held)
    for key in sorted(counts, key=lambda key: (-counts[key], key)):
        if key != UNKNOWN and knowledge.registry.get(key) is None:
            yield key, counts[key]


def _groups(
    found: Iterable[tuple[str, int]], knowledge: Knowledge
) -> Iterator[tuple[str, list[ListedDirective]]]:
    """The directives by type, each type where the first of it stands; those not held at the end."""
    by_type: dict[str, list[ListedDirective]] = {}
    for key, count in found:
        held = knowledge.registry.get(key)
        listed = ListedDirective(key, key_label(key, knowledge), held, count)
        by_type.setdefault(held.type if held else "", []).append(listed)
    not_held = by_type.pop("", [])
    yield from by_type.items()
    if not_held:
        yield "", not_held


def _newest_first(one: Directive) -> tuple[int, str]:
    day = read_number(one.date.iso.replace("-", "").ljust(8, "0")) if one.date else None
    return -(day or 0), one.key


def _paged(
    groups: list[tuple[str, list[ListedDirective]]], query: Query, start: int, end: int
) -> Iterator[DirectiveGroup]:
    """Every group, with those of its directives that stand between two places of the list."""
    before = 0
    for number, (kind, ones) in enumerate(groups, 1):
        anchor = f"loai-{number}" if kind else "chua-co"
        page = directives_address(replace(query, page=before // query.per_page + 1))
        yield DirectiveGroup(
            type=kind,
            anchor=anchor,
            total=len(ones),
            address=f"{page}#{anchor}",
            shown=tuple(ones[max(0, start - before) : max(0, end - before)]),
            is_continued=before < start,
        )
        before += len(ones)
