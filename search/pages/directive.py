"""What the page of a directive shows, or the choice behind a key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.directives import (
    DirectiveKey,
    Knowledge,
    Registry,
    RegistryColumn,
    doubtful_columns,
    has_number_of,
    is_provisional,
    key_label,
    may_mean,
    meanings,
    other_terms,
    sole_meaning,
)
from indexer.knowledge import term_numeral
from indexer.model import UNKNOWN, Directive
from indexer.numerals import read_number
from search.display import (
    ActiveFilter,
    BarChart,
    FacetLabels,
    FacetList,
    PageLink,
    active_filters,
    addresses,
    facet_lists,
    page_links,
    year_chart,
)
from search.engine import Engine
from search.pages.citing import CitedBy, cited_by
from search.query import CITES, MAY_CITE, SORTS, YEAR, Query

_FIXED = (CITES.name,)


@dataclass(frozen=True, slots=True)
class ListedDirective:
    """A directive, held or not, with the number of notices that cite it."""

    key: str
    label: str
    directive: Directive | None
    count: int


@dataclass(frozen=True, slots=True)
class Supersession:
    """That one directive replaced another: the other one, the source that says so, any doubt."""

    other: ListedDirective
    source: str
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """A directive with the notices that cite it; ``directive`` is None while it is not held.

    ``candidates`` are the directives that a provisional key, or one not held, may mean;
    ``is_excluded`` when the registry has some of the number, and none of them is meant;
    ``other_terms`` have reached the number of a provisional key too (``XI``), though no such
    directive is known; ``open_keys`` are provisional keys that notices cite and that may mean
    this one.
    """

    key: str
    label: str
    directive: Directive | None
    supersedes: tuple[Supersession, ...]
    superseded_by: tuple[Supersession, ...]
    candidates: tuple[ListedDirective, ...]
    is_excluded: bool
    other_terms: tuple[str, ...]
    open_keys: tuple[ListedDirective, ...]
    cited_by: CitedBy
    co_cited: tuple[ListedDirective, ...]
    query: Query
    facets: tuple[FacetList, ...]
    as_of_links: tuple[tuple[bool, str], ...]
    active_filters: tuple[ActiveFilter, ...]
    years: BarChart | None
    page_links: tuple[PageLink, ...]
    sorts: tuple[tuple[str, str], ...]

    @property
    def here(self) -> str:
        """The address of this list."""
        return directive_address(self.key, self.query)

    @property
    def is_choice(self) -> bool:
        """Whether the key leaves the term or the place open."""
        return self.directive is None and is_provisional(self.key)


def directive_page(
    engine: Engine, knowledge: Knowledge, key: str, query: Query
) -> DirectivePage | None:
    """The page of a key, or None where it is nothing: neither held nor cited nor open."""
    if not DirectiveKey.is_key(key):
        return None
    counts = engine.counts(CITES.name)
    directive = knowledge.registry.get(key)
    meant = () if directive else _candidates(engine, key, knowledge.registry, counts)
    candidates = _listed(meant, knowledge, counts)
    if directive is None and not candidates and key not in counts:
        return None
    number = directive.number if directive else key_label(key, knowledge).partition(" (")[0]
    labels, known = FacetLabels(knowledge), known_keys(knowledge.registry, counts)
    cited = cited_by(engine, labels, key, query, number=number)

    def address(changed: Query) -> str:
        return directive_address(key, changed)

    return DirectivePage(
        key=key,
        label=key_label(key, knowledge),
        directive=directive,
        supersedes=_supersessions(directive, knowledge, counts, newer=False),
        superseded_by=_supersessions(directive, knowledge, counts, newer=True),
        candidates=candidates,
        is_excluded=not candidates and bool(meanings(key, known)),
        other_terms=tuple(map(_numeral, other_terms(key, known))),
        open_keys=_listed(_open_keys(engine, key, directive, counts), knowledge, counts),
        cited_by=cited,
        co_cited=tuple(
            ListedDirective(
                other, key_label(other, knowledge), knowledge.registry.get(other), number
            )
            for other, number in cited.co_cited
        ),
        query=query,
        facets=tuple(facet_lists(cited.facets, query, address, knowledge.gazetteer, fixed=_FIXED)),
        as_of_links=tuple(
            (now, address(replace(query, units_of_today=now, page=1))) for now in (False, True)
        ),
        active_filters=active_filters(query, labels.of, address, fixed=_FIXED),
        years=year_chart(
            cited.facets[YEAR.name], lambda year: address(addresses.toggled(query, YEAR.name, year))
        ),
        page_links=page_links(query, cited.page, cited.pages, address),
        sorts=tuple((sort, address(replace(query, sort=sort, page=1))) for sort in SORTS),
    )


def directive_address(key: str, query: Query) -> str:
    """The address of a directive's page with a choice among its citing notices."""
    return addresses.list_address(
        addresses.directive(key), query, default_sort="date", fixed=_FIXED
    )


def known_keys(registry: Registry, counts: Mapping[str, int]) -> list[str]:
    """Every key that is held or cited."""
    held = [one.key for one in registry]
    return [
        *held,
        *(key for key in counts if DirectiveKey.is_key(key) and registry.get(key) is None),
    ]


def redirect_target(engine: Engine, registry: Registry, key: str) -> str | None:
    """Where an old provisional address leads: to the one key it can mean, once none cites it."""
    if not DirectiveKey.is_key(key) or not is_provisional(key):
        return None
    counts = engine.counts(CITES.name)
    return None if key in counts else sole_meaning(key, known_keys(registry, counts))


def _candidates(
    engine: Engine, key: str, registry: Registry, counts: Mapping[str, int]
) -> Sequence[str]:
    """What a key that is not held may mean.

    What notices say around an open citation left of the directives held goes before any guess
    from its key; of those not held nothing was left out.
    """
    if not is_provisional(key):
        return same_number(key, registry)
    found = list(meanings(key, known_keys(registry, counts)))
    if key in counts:
        left = engine.counts(MAY_CITE.name, Query(filters={CITES.name: (key,)}))
        own = [one for one in left if may_mean(key, one)]
        found = [*own, *(one for one in found if registry.get(one) is None and one not in own)]
    return sorted(found, key=_newest_term_first)


def _open_keys(
    engine: Engine, key: str, directive: Directive | None, counts: Mapping[str, int]
) -> list[str]:
    """The provisional keys that notices cite and that may mean a directive."""
    cited: Mapping[str, int] = counts
    if directive:
        is_possible = key in engine.counts(MAY_CITE.name)
        query = Query(filters={MAY_CITE.name: (key,)})
        cited = engine.counts(CITES.name, query) if is_possible else {}
    return [one for one in cited if one != UNKNOWN and is_provisional(one) and may_mean(one, key)]


def _numeral(term: str) -> str:
    """The numeral of a term of a key, as XIII of k13."""
    return term_numeral(read_number(term[1:]) or 0)


def _newest_term_first(key: str) -> tuple[str, int, str]:
    parts = DirectiveKey.parse(key)
    number = read_number(re.sub(r"\D", "", parts.term)) or 0
    return str(parts.body), -number, key


def _supersessions(
    row: Directive | None, knowledge: Knowledge, counts: Mapping[str, int], *, newer: bool
) -> tuple[Supersession, ...]:
    """What a directive replaced, or what replaced it, as far as a source says so."""
    if row is None:
        return ()
    found = []
    for one in _listed(row.superseded_by if newer else row.supersedes, knowledge, counts):
        both = [other for other in (one.directive, row) if other]
        # What replaces says so itself, so its source goes before that of what is replaced.
        sources = [other.source for other in (both if newer else both[::-1]) if other.source]
        doubtful = any(RegistryColumn.SUPERSESSION in doubtful_columns(other) for other in both)
        if sources:
            found.append(Supersession(one, sources[0], doubtful))
    return tuple(found)


def same_number(key: str, registry: Registry) -> tuple[str, ...]:
    """The held keys of the same body and number, of any term; newest term first."""
    parts = DirectiveKey.parse(key)
    found = [
        one
        for one in registry
        if (held := DirectiveKey.parse(one.key)).body == parts.body and has_number_of(parts, held)
    ]
    found.sort(key=lambda one: one.date.iso if one.date else "", reverse=True)
    return tuple(one.key for one in found if one.key != key)


def similar_number(key: str, knowledge: Knowledge, limit: int = 8) -> tuple[ListedDirective, ...]:
    """Held directives with the number of an unknown key, whatever their body: a way on."""
    document = key.rpartition("/")[2]
    number = re.search(r"\d+", document)
    found = [
        one.key
        for one in knowledge.registry
        if one.key.endswith(f"/{document}")
        or (number and DirectiveKey.parse(one.key).number.lstrip("0") == number[0].lstrip("0"))
    ]
    found.sort(key=lambda one: not one.endswith(f"/{document}"))
    return _listed(found[:limit], knowledge, {})


def _listed(
    keys: Sequence[str], knowledge: Knowledge, counts: Mapping[str, int]
) -> tuple[ListedDirective, ...]:
    return tuple(
        ListedDirective(
            key, key_label(key, knowledge), knowledge.registry.get(key), counts.get(key, 0)
        )
        for key in keys
    )
