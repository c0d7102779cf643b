"""What the result page shows around its hits: links to refine, cards, and wider questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from indexer.directives import DirectiveKey, Knowledge, Registry, Tie, key_label
from indexer.gazetteer import CENTRE, Gazetteer
from indexer.model import UNKNOWN, Directive, Outcome, Resolution
from search.areas import (
    ListedPlace,
    PlaceCounts,
    expand_places,
    place_counts,
    places_near,
    search_notices,
)
from search.display import (
    ActiveFilter,
    FacetLabels,
    FacetList,
    LabelledResults,
    PageLink,
    active_filters,
    addresses,
    facet_lists,
    page_links,
)
from search.engine import Engine, Hit, TiedDirective
from search.held import HeldTexts, PossibleDirective, held_texts
from search.lookup import LookupRow, offered_rows
from search.pages.directives import most_cited
from search.pages.listed import ListedDirective
from search.pages.pinpoint_offers import PinpointOffer, pinpoint_offers
from search.query import (
    CITES,
    LEXEME,
    MAX_TERMS,
    MAY_CITE,
    SORTS,
    UNIT,
    BodyClause,
    Phrase,
    PlaceClause,
    PlaceSynonyms,
    Query,
    TypedCitation,
    TypedDate,
    TypedPeriod,
    Word,
    clauses_within,
    field_of,
    lexeme_value,
)
from search.suggest import (
    Relaxation,
    SpellingSuggestion,
    nearest_citations,
    relaxations,
    reparse,
    spelling_suggestions,
)

MAX_PLACES = 4
MAX_CITED = 6
"""Directives offered where nothing was found."""

MAX_OFFERED = 3
"""Directives offered above the notices for a query that is no citation."""

MAX_AS_PHRASES = 3
"""Places and such for which the words themselves are offered."""

_QUOTED_TITLE = 5
"""So many words in quotes are the title of a directive; fewer are looked for in notices."""

address = addresses.results


@dataclass(frozen=True, slots=True)
class CitationCard:
    """A citation or another name of directives in the query: those that it may mean, each with
    its notices.

    ``nearest`` stand near to one that is not held.  ``more`` tells that a search for all of the
    query found others too: of those that only a search found, it shows none without notices beside
    some that have any.  ``possible`` are those held or cited that a number may mean which the
    registry lacks and which leaves open whose it is.
    """

    row: LookupRow
    directives: tuple[tuple[Directive, int], ...]
    nearest: tuple[Directive, ...]
    total: int
    more: bool = False
    possible: tuple[PossibleDirective, ...] = ()

    @property
    def resolution(self) -> Resolution:
        """What the query was read to mean."""
        return self.row.resolution

    @property
    def has_notices(self) -> bool:
        """Whether notices cite what it shows, or are its text."""
        return bool(self.total or self.possible or any(count for _, count in self.directives))


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place named in the query, ``as_asked``: with its own notices, or as of today.

    ``of_today`` is there where it counts more as of today than was asked for.  ``rest`` is what the
    query asks for besides its places.
    """

    key: str
    as_asked: ListedPlace
    of_today: ListedPlace | None
    rest: str

    @property
    def has_notices(self) -> bool:
        """Whether notices stand under it, then or as of today."""
        return bool(self.as_asked.count or self.of_today)


@dataclass(frozen=True, slots=True)
class OpenFilter:
    """An open number that is filtered by: its key, what it is called, and the same list of each
    directive that it may mean."""

    key: str
    label: str
    possible: tuple[Relaxation, ...]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """A page of results with everything that can be chosen on it.

    ``order`` is how the hits really stand: without a word that has to occur, by date.
    ``marks_address`` asks the same without regard to marks, or again with; ``shared_ties`` tell for
    several hits why they are taken to cite a directive; ``pinpoint_offers`` narrow a citation that
    was typed with an article to what cites that; ``open_filters`` are the numbers filtered by that
    leave open whose they are; ``as_phrases`` are the
    words that were taken for a place, a committee or a quarter, each with the same question that
    takes them for words side by side.
    """

    query: Query
    results: LabelledResults
    active_filters: tuple[ActiveFilter, ...]
    facets: tuple[FacetList, ...]
    first_page: str
    page_links: tuple[PageLink, ...]
    order: str
    sorts: tuple[tuple[str, str], ...]
    citations: tuple[CitationCard, ...]
    places: tuple[PlaceCard, ...]
    other_places: str
    unknown_places: tuple[tuple[str, tuple[Relaxation, ...]], ...]
    as_of_links: tuple[tuple[bool, str], ...]
    near_citations: tuple[Relaxation, ...]
    relaxations: tuple[Relaxation, ...]
    most_cited: tuple[ListedDirective, ...]
    spellings: tuple[tuple[SpellingSuggestion, str], ...]
    explain_address: str
    marks_address: str
    shared_ties: tuple[TiedDirective, ...]
    as_phrases: tuple[tuple[str, str], ...]
    pinpoint_offers: tuple[PinpointOffer, ...]
    open_filters: tuple[OpenFilter, ...]


def results_page(engine: Engine, knowledge: Knowledge, query: Query) -> ResultsPage:
    """Search, and gather what stands around the hits."""
    labels, gazetteer = FacetLabels(knowledge), knowledge.gazetteer
    places, other_places = _place_cards(engine, gazetteer, query)
    found = search_notices(engine, labels, query)
    open_ones = tuple(_open_filters(engine, knowledge, query))
    counted = {
        (name, one.value): one.label for name in query.filters for one in found.facets.get(name, ())
    }
    return ResultsPage(
        query=query,
        results=found,
        active_filters=active_filters(
            query, lambda name, value: counted.get((name, value)) or labels.of(name, value), address
        ),
        facets=tuple(facet_lists(found.facets, query, address, gazetteer)),
        first_page=address(replace(query, page=1)),
        page_links=page_links(query, found.page, found.pages, address),
        order="date" if query.sort == "relevance" and not query.required else query.sort,
        sorts=tuple(
            (sort, address(replace(query, sort=sort, page=1)))
            for sort in (SORTS if query.required else SORTS[1:])
        ),
        citations=tuple(citation_cards(engine, knowledge.registry, query)),
        places=places,
        other_places=other_places,
        unknown_places=tuple(_unknown_places(engine, knowledge, query)),
        as_of_links=tuple(
            (now, address(replace(query, units_of_today=now, page=1))) for now in (False, True)
        ),
        near_citations=(
            () if found.total or open_ones else tuple(_near_citations(engine, labels, query))
        ),
        relaxations=() if found.total else tuple(relaxations(engine, knowledge, query)),
        most_cited=() if found.total else most_cited(engine, knowledge, MAX_CITED),
        spellings=tuple(_spellings(engine, query)),
        explain_address="" if query.explain else address(replace(query, explain=True)),
        marks_address=address(replace(query, ignore_marks=not query.ignore_marks, page=1)),
        shared_ties=tuple(_shared_ties(found.hits)),
        as_phrases=tuple(_as_phrases(query)),
        pinpoint_offers=tuple(pinpoint_offers(engine, knowledge, query)),
        open_filters=open_ones,
    )


def _open_filters(engine: Engine, knowledge: Knowledge, query: Query) -> Iterator[OpenFilter]:
    """The open numbers of a query, of which something is held or cited that they may mean."""
    asked, texts = query.filters.get(CITES.name, ()), held_texts(engine, knowledge.registry)
    for key in filter(DirectiveKey.is_key, asked):
        possible = tuple(
            _instead(engine, knowledge, query, key, one.key)
            for one in texts.possible(key)
            if one.key not in asked
        )
        if possible:
            yield OpenFilter(key, key_label(key, knowledge), possible)


def _instead(
    engine: Engine, knowledge: Knowledge, query: Query, key: str, meant: str
) -> Relaxation:
    keys = tuple(meant if one == key else one for one in query.filters[CITES.name])
    other = replace(query, filters={**query.filters, CITES.name: keys}, page=1)
    label, link = key_label(meant, knowledge), addresses.results(other)
    return Relaxation("near citation", label, engine.total(other), link)


def _shared_ties(hits: Sequence[Hit]) -> Iterator[TiedDirective]:
    """The inferred ties of which the same reason stands under several hits, each once."""
    inferred = [tie for hit in hits for tie in hit.cites if tie.tie is Tie.INFERRED]
    seen = Counter((tie.key, tie.mention.reason) for tie in inferred)
    firsts = {(tie.key, tie.mention.reason): tie for tie in reversed(inferred)}
    yield from (firsts[one] for one, times in seen.items() if times > 1)


def _as_phrases(query: Query) -> Iterator[tuple[str, str]]:
    """What was taken for more than words, with the same question that has it in quotes."""
    read = (one for clause in (*query.required, *query.excluded) for one in clauses_within(clause))
    told = (one for one in read if isinstance(one, PlaceClause | BodyClause | TypedPeriod))
    for clause in islice(told, MAX_AS_PHRASES):
        words = " ".join(clause.written.split())
        text = query.text.replace(words, f'"{words}"', 1)
        if text != query.text:
            yield words, address(replace(query, text=text, page=1))


def citation_cards(engine: Engine, registry: Registry, query: Query) -> Iterator[CitationCard]:
    """The directives that a query names, by number, name or subject."""
    counts, texts = engine.counts(CITES.name), held_texts(engine, registry)
    text = query.text if _is_plain(query) else ""
    seen: set[str | None] = set()
    for row in offered_rows(text, query.citations, registry, counts):
        key = row.resolution.key
        if key is not None and key in seen:
            continue
        seen.add(key)
        most = MAX_OFFERED if row.is_searched else len(row.listed)
        shown = [(held, counts.get(held.key, 0)) for held in row.directives[:most]]
        if row.is_searched:
            shown = [(held, count) for held, count in shown if count] or shown
        if row.listed or not row.is_searched:
            yield CitationCard(
                row,
                tuple(shown),
                row.nearest[:most],
                counts.get(key or "", 0),
                len(row.directives) > len(shown),
                _possible(row.resolution, texts),
            )


def _possible(one: Resolution, texts: HeldTexts) -> tuple[PossibleDirective, ...]:
    """What is held or cited that a number may mean which the registry lacks."""
    return texts.possible(one.key) if one.key and one.outcome is Outcome.NOT_HELD else ()


def _is_plain(query: Query) -> bool:
    """Whether a query is what a person types of a directive: words, numbers, days, a quoted title,
    no operator.
    """
    told = Word | TypedCitation | TypedDate | TypedPeriod | PlaceClause | BodyClause
    plain = all(
        isinstance(one, told)
        or (isinstance(one, PlaceSynonyms) and one.written == query.text)
        or (isinstance(one, Phrase) and len(one.tokens) >= _QUOTED_TITLE)
        for one in query.required
    )
    return plain and not query.excluded and query.page == 1


def _place_cards(
    engine: Engine, gazetteer: Gazetteer, query: Query
) -> tuple[tuple[PlaceCard, ...], str]:
    """The places that a query names, and the name that more of them share, if any."""
    places = list({place.key: place for one in query.places for place in one.places}.values())
    if not places:
        return (), ""
    counts = place_counts(engine, gazetteer)
    cards = [_place_card(counts, place.key, query) for place in places]
    shared = places[0].name if len(places) > MAX_PLACES else ""
    cards.sort(key=lambda one: (not counts.as_indexed.get(one.key), not one.has_notices))
    return tuple(cards[:MAX_PLACES]), shared


def _place_card(counts: PlaceCounts, key: str, query: Query) -> PlaceCard:
    of_today, own, rest = counts.listed(key), counts.as_indexed.get(key, 0), query.besides_places
    if query.units_of_today:
        return PlaceCard(key, of_today, None, rest)
    # A place without any shows by itself those of its relatives.
    then = replace(of_today, count=own, address=addresses.place(key) if own else of_today.address)
    return PlaceCard(key, then, of_today if of_today.count > own else None, rest)


def _unknown_places(
    engine: Engine, knowledge: Knowledge, query: Query
) -> Iterator[tuple[str, tuple[Relaxation, ...]]]:
    """The places filtered by that do not exist, each with those of the nearest names."""
    gazetteer = knowledge.gazetteer
    for value, without in _misnamed(knowledge, query):
        others = [
            (one, addresses.toggled(without, UNIT.name, one.key))
            for one in places_near(gazetteer, value, MAX_PLACES)
        ]
        yield (
            value,
            tuple(
                Relaxation(
                    "another place",
                    gazetteer.label(one.key),
                    engine.total(expand_places(other, gazetteer)),
                    address(other),
                )
                for one, other in others
            ),
        )


def _misnamed(knowledge: Knowledge, query: Query) -> Iterator[tuple[str, Query]]:
    """Names of places that do not exist, in the address or typed, and the query without each."""
    for value in query.filters.get(UNIT.name, ()):
        if value not in (CENTRE, UNKNOWN) and value not in knowledge.gazetteer:
            yield value, addresses.toggled(query, UNIT.name, value)
    for lexeme in islice(LEXEME.finditer(query.text), MAX_TERMS):
        value = lexeme_value(lexeme)
        if value and field_of(lexeme["field"]) == UNIT.name and not lexeme["minus"]:
            rest = query.text[: lexeme.start()] + query.text[lexeme.end() :]
            yield value, reparse(rest, knowledge, query)
            return


def _near_citations(engine: Engine, labels: FacetLabels, query: Query) -> Iterator[Relaxation]:
    """The nearest citations that notices have, each with its notices."""
    counts, possible = engine.counts(CITES.name), engine.counts(MAY_CITE.name)
    for key in nearest_citations(query, counts):
        link, total = addresses.search(cites=key), counts[key] + possible.get(key, 0)
        yield Relaxation("near citation", labels.of(CITES.name, key), total, link)


def _spellings(engine: Engine, query: Query) -> Iterator[tuple[SpellingSuggestion, str]]:
    """The nearest words, each with the same question asked with it."""
    for one in spelling_suggestions(engine, query):
        yield one, address(replace(query, text=one.text, page=1))
