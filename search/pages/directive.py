"""What the page of a directive shows, or the choice behind a key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.directives import (
    STATE,
    DirectiveKey,
    Knowledge,
    Registry,
    edition_keys,
    has_number_of,
    is_provisional,
    key_label,
    may_mean,
    meanings,
    other_terms,
    sole_meaning,
)
from indexer.knowledge import term_number, term_numeral
from indexer.model import UNKNOWN, Directive
from indexer.numerals import read_number
from search.display import (
    ActiveFilter,
    FacetLabels,
    FacetList,
    PageLink,
    active_filters,
    addresses,
    facet_lists,
    page_links,
)
from search.engine import Engine
from search.held import HeldTexts, TextElsewhere, held_passages, held_texts, known_keys
from search.pages.citing import CitedBy, cited_by
from search.pages.held import (
    CitedSubdivision,
    HeldPart,
    cited_subdivisions,
    held_part,
    texts_elsewhere,
)
from search.pages.listed import ListedDirective, listed_directives
from search.pages.relatives import Relatives, relatives
from search.query import ARTICLE, CITES, MAY_CITE, SORTS, Query

_FIXED = (CITES.name,)


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """A directive with the notices that cite it; ``directive`` is None while it is not held.

    ``candidates`` are the directives that a provisional key, or one not held, may mean;
    ``is_excluded`` when the registry has some of the number, and none of them is meant;
    ``other_terms`` have reached the number of a provisional key too (``XI``), though no such
    directive is known; ``open_keys`` are provisional keys that notices cite and that may mean
    this one.  ``held`` is the text that the index holds of it, ``subdivisions`` are its articles
    that notices cite; where it holds none, ``elsewhere`` are pages that may have it.
    """

    key: str
    label: str
    directive: Directive | None
    held: HeldPart | None
    subdivisions: tuple[CitedSubdivision, ...]
    elsewhere: tuple[TextElsewhere, ...]
    relatives: Relatives
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
    engine: Engine,
    knowledge: Knowledge,
    key: str,
    query: Query,
    searches: Sequence[str] = (),
) -> DirectivePage | None:
    """The page of a key, or None where it is nothing: neither known nor cited, held nor open.

    ``searches`` are the templates of searches elsewhere for a text that is not held.
    """
    if not DirectiveKey.is_key(key):
        return None
    texts = held_texts(engine, knowledge.registry)
    counts, held = texts.cited, held_part(engine, knowledge.registry, key)
    directive = knowledge.registry.get(key)
    meant = () if directive or held else _candidates(engine, key, knowledge.registry, texts)
    candidates = listed_directives(meant, knowledge, counts)
    related = relatives(engine, key, texts.relations, knowledge, counts)
    is_known = any((directive, held, key in counts, key in edition_keys()))
    if not (is_known or candidates or related.are_any):
        return None
    labels = FacetLabels(knowledge, engine.values)
    known = known_keys(key, knowledge.registry, counts, texts.own_keys)
    label = key_label(key, knowledge)
    cited = cited_by(engine, labels, key, query)

    def address(changed: Query) -> str:
        return directive_address(key, changed)

    return DirectivePage(
        key=key,
        label=label,
        directive=directive,
        held=held,
        subdivisions=cited_subdivisions(
            held_passages(engine, knowledge.registry),
            held,
            cited.facets.get(ARTICLE.name, ()),
            query.filters.get(ARTICLE.name, ()),
        ),
        elsewhere=() if held else texts_elsewhere(key, directive, label, searches),
        relatives=related,
        candidates=candidates,
        is_excluded=not candidates and bool(meanings(key, known)),
        other_terms=_numerals(key, known),
        open_keys=listed_directives(
            _left_open(engine, key, directive, counts, knowledge), knowledge, counts
        ),
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
        page_links=page_links(query, cited.page, cited.pages, address),
        sorts=tuple((sort, address(replace(query, sort=sort, page=1))) for sort in SORTS),
    )


def directive_address(key: str, query: Query) -> str:
    """The address of a directive's page with a choice among its citing notices."""
    return addresses.list_address(
        addresses.directive(key), query, default_sort="date", fixed=_FIXED
    )


def redirect_target(engine: Engine, registry: Registry, key: str) -> str | None:
    """Where an old address leads, once none cites it: a provisional key to the one that it can
    mean, a law's key by name and year to that by number, a key of the centre with the other of two
    types that are numbered together, and a term without its letter.

    A number of the State without its year leads nowhere: it comes back every year.
    """
    if not DirectiveKey.is_key(key):
        return None
    texts = held_texts(engine, registry)
    if key in texts.cited or texts.is_borne(key):
        return None
    parts = DirectiveKey.parse(key)
    if number := term_number(parts.term):  # "tw/13/kl-21", "tw/xiii/kl-21"
        meant = str(parts.in_term(f"k{number}"))
        is_known = meant in texts.cited or registry.get(meant) or texts.is_borne(meant)
        return meant if is_known else None
    if not is_provisional(key):
        return registry.editions.numbered_key(key) or _in_its_register(key, registry)
    if _is_of_the_state(key):
        return None
    return sole_meaning(key, known_keys(key, registry, texts.cited, texts.own_keys))


def _in_its_register(key: str, registry: Registry) -> str | None:
    """The one directive that bears a number where the key has the other type of its register:
    Quyết định for Quy định 213-QĐ/TW."""
    term = DirectiveKey.parse(key).term
    same = [one for one in same_number(key, registry) if DirectiveKey.parse(one).term == term]
    return same[0] if len(same) == 1 and registry.get(key) is None else None


def _is_of_the_state(key: str) -> bool:
    return key.startswith(STATE)


def _candidates(engine: Engine, key: str, registry: Registry, texts: HeldTexts) -> Sequence[str]:
    """What a key that the registry does not have may mean.

    What notices say around an open citation left of the directives held goes before any guess
    from its key; of those not held nothing was left out.
    """
    editions = [row.key for row in registry.editions.meant_by(key)]
    if editions:
        return editions
    if not is_provisional(key):
        return () if _is_of_the_state(key) else same_number(key, registry)
    found = list(meanings(key, known_keys(key, registry, texts.cited, texts.own_keys)))
    if key in texts.cited:
        left = engine.counts(MAY_CITE.name, Query(filters={CITES.name: (key,)}))
        own = [one for one in left if may_mean(key, one)]
        found = [*own, *(one for one in found if registry.get(one) is None and one not in own)]
    return sorted(found, key=_newest_term_first)


def _left_open(
    engine: Engine,
    key: str,
    directive: Directive | None,
    counts: Mapping[str, int],
    knowledge: Knowledge,
) -> list[str]:
    """The provisional keys that notices cite and that may mean a key, by number or by name."""
    cited: Mapping[str, int] = counts
    if directive:
        is_possible = key in engine.counts(MAY_CITE.name)
        query = Query(filters={MAY_CITE.name: (key,)})
        cited = engine.counts(CITES.name, query) if is_possible else {}
    left = [one for one in cited if one != UNKNOWN and is_provisional(one)]
    called = knowledge.registry.editions.keys_by_name(key) if _is_of_the_state(key) else ()
    return [one for one in left if may_mean(one, key) or one in called]


def _numerals(key: str, known: Sequence[str]) -> tuple[str, ...]:
    """The terms that have reached a number, as XIII of k13; the State has none."""
    if _is_of_the_state(key):
        return ()
    return tuple(term_numeral(read_number(term[1:]) or 0) for term in other_terms(key, known))


def _newest_term_first(key: str) -> tuple[str, int, str]:
    parts = DirectiveKey.parse(key)
    number = read_number(re.sub(r"\D", "", parts.term)) or 0
    return str(parts.body), -number, key


def same_number(key: str, registry: Registry) -> tuple[str, ...]:
    """The held keys of the same body and number, of any term; newest term first."""
    parts = DirectiveKey.parse(key)
    numbered = registry.numbered(str(parts.body), parts.number) if parts.number else ()
    found = [one for one in numbered if has_number_of(parts, DirectiveKey.parse(one.key))]
    found.sort(key=lambda one: one.date.iso if one.date else "", reverse=True)
    return tuple(one.key for one in found if one.key != key)
