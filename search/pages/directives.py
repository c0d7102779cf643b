"""The list of directives: those held, by type, and those that notices only cite, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from indexer.directives import STATE, Knowledge, key_label
from indexer.model import UNKNOWN, Directive
from indexer.numerals import read_number
from indexer.text import unaccent
from search.display import PageLink, addresses, page_links
from search.engine import Engine
from search.pages.directive import ListedDirective
from search.query import CITES, Query

PATH = "/van-ban"
MAX_FILTER_TEXT = 200
"""Characters of what is asked for that are looked at."""


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
    """The directives whose number, title or other name holds the query's text; all without it."""
    query = replace(query, text=query.text.strip()[:MAX_FILTER_TEXT])
    groups = list(_groups(engine, knowledge, unaccent(query.text)))
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


def _groups(
    engine: Engine, knowledge: Knowledge, text: str
) -> Iterator[tuple[tuple[str, bool], list[ListedDirective]]]:
    """The types with the most directives first, each newest first; the State's behind the
    Party's, and those not held at the end."""
    counts = engine.counts(CITES.name)
    by_type: dict[tuple[str, bool], list[ListedDirective]] = {}
    for one in _held(knowledge):
        if text in one.folded:
            counted = ListedDirective(one.row.key, one.label, one.row, counts.get(one.row.key, 0))
            by_type.setdefault((one.row.type, one.row.key.startswith(STATE)), []).append(counted)
    yield from sorted(by_type.items(), key=lambda group: (group[0][1], -len(group[1])))
    loose = [
        ListedDirective(key, key_label(key, knowledge), None, number)
        for key, number in counts.items()
        if key != UNKNOWN and knowledge.registry.get(key) is None
    ]
    loose = [one for one in loose if text in unaccent(one.label) or text in one.key]
    if loose:
        yield ("", False), sorted(loose, key=lambda one: (-one.count, one.key))


@dataclass(frozen=True, slots=True)
class _Held:
    """A row of the registry as the list shows it, and the folded text that a filter looks into."""

    row: Directive
    label: str
    folded: str


@cache
def _held(knowledge: Knowledge) -> tuple[_Held, ...]:
    """Every row, the newest first; made once, for all that is asked of one registry."""
    return tuple(
        _Held(
            one,
            key_label(one.key, knowledge),
            unaccent(" ".join((one.type, one.number, one.title, *one.aliases))),
        )
        for one in sorted(knowledge.registry, key=_newest_first)
    )


def _newest_first(one: Directive) -> tuple[int, str]:
    day = read_number(one.date.iso.replace("-", "").ljust(8, "0")) if one.date else None
    return -(day or 0), one.key


def _paged(
    groups: list[tuple[tuple[str, bool], list[ListedDirective]]], query: Query, start: int, end: int
) -> Iterator[DirectiveGroup]:
    """Every group, with those of its directives that stand between two places of the list."""
    before = 0
    for number, ((kind, of_state), ones) in enumerate(groups, 1):
        anchor = f"loai-{number}" if kind else "chua-co"
        page = directives_address(replace(query, page=before // query.per_page + 1))
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
