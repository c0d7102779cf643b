"""The seam: an :class:`Engine` is all that a page, a command or a test asks of an index.

Where the index lies is nothing to them.  What makes an answer good is decided here, over plans, for
every backend alike: when a part of a question is enough, what a filter leaves to its own facet,
what order a list stands in, and how far the beginning of a word is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar, cast

from indexer.analysis import number_terms
from indexer.index import Card, Copy, Intake, StatedRelation, signs_of
from indexer.model import UNKNOWN, Reading, Reason, Resolution
from indexer.numerals import read_year
from search.engine.explain import Explainer
from search.engine.highlight import Highlighter, snippets
from search.engine.plan import AnyTerm, DateRange, MatchAll, Term
from search.engine.planner import PrefixExpander, is_question, partial_plan, plan
from search.engine.results import Hit, NearWord, SearchResults, Summary, ties_to
from search.engine.same_mention import (
    answering_spans,
    asks_of_mentions,
    asks_of_one_mention,
    groupings,
    is_of_one_mention,
    mention_filters,
    mentions_asked,
    mentions_sought,
    passages_sought,
)
from search.engine.searcher import Backend, CacheUse, Filter, Searcher, SearchRequest, TopDocs
from search.engine.word_plans import has_marks
from search.query import ARRIVAL, CITES, FACETS, LACKS, MAY_CITE, SPEAKER, YEAR, Query, facet_value

ALL_NOTICES = Query()

OWN_KEY = "own_key"
"""The field of the key under which others cite a notice."""

RELATIONS = "relations"
"""The field of what a notice says that it replaces, amends or repeals."""

_WRITTEN_SIGNS = "written_signs"
"""The field of the signs with which directives are written."""

T = TypeVar("T")


class Engine:
    """Answers queries over one index; safe to share between threads."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._cache: tuple[str, dict[Hashable, Any]] = ("", {})

    @property
    def generation(self) -> str:
        """Changes whenever the index does; fit for an ``ETag``."""
        return self._backend.searcher().generation

    @property
    def changed_at(self) -> float:
        """When it last did, in seconds since 1970."""
        return self._backend.changed_at

    @property
    def problem(self) -> Reason | None:
        """Why what now lies there cannot be opened, while what was there before is served on."""
        return self._backend.problem

    @property
    def is_damaged(self) -> bool:
        """Whether something that was read of the index was not as it had been written."""
        return self._backend.is_damaged

    def search(self, query: Query) -> SearchResults:
        """The page of hits that a query asks for, with the counts of every facet."""
        searcher = self._backend.searcher()
        expand = PrefixExpander(searcher.expansions)
        first = (query.page - 1) * query.per_page
        ways = tuple(groupings(query, searcher))
        request = replace(_request(query), facets=tuple(FACETS), groupings=ways)
        if query.sort != ARRIVAL:
            request = replace(request, offset=first, limit=query.per_page)
        answer = _search(searcher, query, expand, request)
        found, asked = answer.found, answer.query
        if query.sort == ARRIVAL:
            listed = _by_arrival(searcher, found)[first : first + query.per_page]
            found = replace(found, documents=tuple(listed))
        return SearchResults(
            query=query,
            total=found.total,
            possible=_possible(searcher, asked, expand, found),
            hits=tuple(_hits(searcher, asked, expand, found)),
            counts=found.counts,
            partial=answer.partial and found.total > 0,
            truncated=expand.truncated,
            marks_ignored=asked.ignore_marks and found.total > 0,
            without_marks=_without_marks(searcher, answer, expand),
        )

    def total(self, query: Query) -> int:
        """How many notices a query finds."""
        searcher = self._backend.searcher()
        counted = replace(_request(query), limit=0)
        return _search(searcher, query, PrefixExpander(searcher.expansions), counted).found.total

    def notice(self, notice_id: str) -> tuple[Card, Reading] | None:
        """One notice with everything understood of it, or None."""
        searcher = self._backend.searcher()
        document = searcher.number_of(notice_id)
        return None if document is None else (searcher.card(document), searcher.reading(document))

    def scan(self, query: Query) -> Iterator[Card]:
        """All the notices that a query finds, in its order, whatever page it asks for."""
        searcher = self._backend.searcher()
        return map(searcher.card, _all(searcher, query))

    def scan_with_citations(self, query: Query) -> Iterator[tuple[Card, Sequence[Resolution]]]:
        """The same, each with what it cites."""
        searcher = self._backend.searcher()
        for document in _all(searcher, query):
            yield searcher.card(document), searcher.citations(document)

    def cards(self, query: Query, first: int, count: int) -> tuple[Sequence[Card], int]:
        """Some of the notices that a query finds, in its order, from ``first``, counted from 0; and
        how many it finds in all."""
        searcher = self._backend.searcher()
        request = _request(query)
        if query.sort != ARRIVAL:
            request = replace(request, offset=first, limit=count)
        found = _search(searcher, query, PrefixExpander(searcher.expansions), request).found
        documents = found.documents
        if query.sort == ARRIVAL:
            documents = tuple(_by_arrival(searcher, found)[first : first + count])
        return [searcher.card(document) for document, _ in documents], found.total

    def intake(self, notice_id: str) -> Intake | None:
        """Since when the index holds a notice; None where that is not known."""
        return self._backend.searcher().holdings.intakes.get(notice_id)

    def copies(self, notice_id: str) -> Sequence[Copy]:
        """The other files of the paper that a notice was made from."""
        return self._backend.searcher().holdings.copies.get(notice_id, ())

    def standing(self, alias: str) -> str | None:
        """The notice to which the address of one of its copies leads."""
        return self._backend.searcher().holdings.aliases.get(alias)

    def counts(self, facet: str, query: Query = ALL_NOTICES) -> Mapping[str, int]:
        """How many of the notices that a query finds have each value of a facet."""
        searcher = self._backend.searcher()
        request = SearchRequest(MatchAll(), _filters(query, own=False), limit=0, facets=(facet,))
        expand = PrefixExpander(searcher.expansions)
        return _search(searcher, query, expand, request).found.counts[facet]

    def values(self, facet: str) -> Mapping[str, str]:
        """Every value of a facet, with what the notices themselves call it."""
        return self._backend.searcher().values(facet)

    def more_like_this(self, notice_id: str, limit: int) -> Sequence[tuple[Card, int]]:
        """The notices that cite the most of the same directives, and how many they share."""
        searcher = self._backend.searcher()
        document = searcher.number_of(notice_id)
        if document is None:
            return ()
        nearest = searcher.sharing(CITES.name, document, limit)
        return tuple((searcher.card(one), shared) for one, shared in nearest)

    def of_same_number(self, card: Card, limit: int) -> Sequence[Card]:
        """The other notices that bear the number of one, of its issuer and year, the newest first:
        drafts and corrections of it, or papers that were given one number by mistake."""
        numbers = number_terms(card.number or "")
        if not (numbers and card.issuer and card.year):
            return ()
        searcher = self._backend.searcher()
        issuer = facet_value(SPEAKER.name, card.issuer)
        of_it = Filter(SPEAKER.name, (issuer,)), Filter(YEAR.name, (str(card.year),))
        request = SearchRequest(Term("number", numbers[-1]), of_it, by_date=True, limit=limit + 1)
        found = (searcher.card(document) for document, _ in searcher.search(request).documents)
        return [one for one in found if one.id != card.id][:limit]

    def own_keys(self) -> Mapping[str, int]:
        """Every own key with the notices that bear it; those without are counted as unknown."""
        return self.counts(OWN_KEY)

    def relations(self) -> Sequence[StatedRelation]:
        """What the notices themselves say that they replace, amend or repeal, in order."""
        return sorted(map(StatedRelation.of_value, self.counts(RELATIONS)))

    def written_signs(self) -> Mapping[str, str]:
        """The signs of their types with which papers write directives, by key."""
        return self.cached(_WRITTEN_SIGNS, lambda: signs_of(self.counts(_WRITTEN_SIGNS)))

    def bearers(self, keys: Collection[str]) -> Mapping[str, Sequence[Card]]:
        """The notices whose own key is one of some, by key: the signed first, then the newest."""
        searcher = self._backend.searcher()
        found: dict[str, list[Card]] = {}
        wanted = tuple(sorted({*keys} - {UNKNOWN}))
        if wanted:
            request = SearchRequest(AnyTerm(OWN_KEY, wanted), by_date=True)
            for document, _ in searcher.search(request).documents:
                card = searcher.card(document)
                found.setdefault(card.own_key or UNKNOWN, []).append(card)
        return {key: sorted(ones, key=lambda one: not one.is_signed) for key, ones in found.items()}

    def document_frequency(self, word: str) -> int:
        """How many notices have a word, given without marks, in whatever spelling."""
        return self._backend.searcher().document_frequency(word)

    def completions(
        self, beginning: str, after: str = "", *, accented: bool = True
    ) -> Mapping[str, int]:
        """The words that begin so, or those right after another word; see :class:`Searcher`."""
        return self._backend.searcher().completions(beginning, after, accented=accented)

    def near_words(self, word: str, edits: int) -> Sequence[NearWord]:
        """The words without marks that are so many edits away from one at most."""
        return self._backend.searcher().near_words(word, edits)

    def summary(self) -> Summary:
        """What the index holds and what its notices lack."""
        everything = SearchRequest(MatchAll(), limit=0, facets=(LACKS.name, YEAR.name))
        found = self._backend.searcher().search(everything)
        lacks = found.counts[LACKS.name]
        known = map(read_year, found.counts[YEAR.name])
        years = [year for year in known if year is not None]
        return Summary(
            notices=found.total,
            samples=lacks.get("mau", 0),
            first_year=min(years, default=None),
            last_year=max(years, default=None),
            without_number=lacks.get("so", 0),
            without_date=lacks.get("ngay", 0),
        )

    def caches(self) -> Sequence[CacheUse]:
        """What is kept of answers, each cache with its bound."""
        return self._backend.caches()

    def cached(self, key: Hashable, make: Callable[[], T]) -> T:
        """A value that is made once for each generation of the index, under a key."""
        generation = self.generation
        if self._cache[0] != generation:
            self._cache = (generation, {})
        values = self._cache[1]
        if key not in values:
            values[key] = make()
        return cast(T, values[key])


class _Answer(NamedTuple):
    """What was found, by which query, and whether it meets only a part of that."""

    found: TopDocs
    query: Query
    partial: bool


def _search(
    searcher: Searcher, query: Query, expand: PrefixExpander, request: SearchRequest
) -> _Answer:
    """What meets the whole query; when nothing does, what meets it in another spelling; for a
    question, or when nothing does so either, what meets a part."""
    spellings = [query]
    if has_marks(query) and not query.ignore_marks:
        spellings.append(replace(query, ignore_marks=True))
    if not is_question(query):
        for spelled in spellings:
            whole = searcher.search(replace(request, plan=plan(spelled, expand)))
            if whole.matched or (len(query.required) < 2 and spelled is spellings[-1]):
                return _Answer(whole, spelled if whole.matched else query, False)
    for spelled in spellings:
        found = searcher.search(replace(request, plan=partial_plan(spelled, expand)))
        if found.matched:
            return _Answer(found, spelled, True)
    return _Answer(found, query, True)


def _all(searcher: Searcher, query: Query) -> Iterator[int]:
    """Every document that a query finds, in its order; looked for when the first is taken."""
    found = _search(searcher, query, PrefixExpander(searcher.expansions), _request(query)).found
    listed = _by_arrival(searcher, found) if query.sort == ARRIVAL else found.documents
    for document, _ in listed:
        yield document


def _without_marks(searcher: Searcher, answer: _Answer, expand: PrefixExpander) -> int:
    """How many more notices the query would find if its marks were ignored."""
    query = answer.query
    if answer.partial or query.ignore_marks or not has_marks(query):
        return 0
    counted = SearchRequest(MatchAll(), _filters(query), limit=0)
    loose = plan(replace(query, ignore_marks=True), expand)
    return searcher.search(replace(counted, plan=loose)).total - answer.found.total


def _by_arrival(searcher: Searcher, found: TopDocs) -> list[tuple[int, float]]:
    """What was held last first; what came in one commit, and what came nobody knows when and so
    stands last, in the order of its own dates."""
    arrivals = searcher.arrivals()
    return sorted(found.documents, key=lambda one: -arrivals.get(one[0], -1))


def _request(query: Query) -> SearchRequest:
    """The order of a query and its filters; without a word that has to occur, by date."""
    by_date = query.sort != "relevance" or not query.required
    return SearchRequest(MatchAll(), _filters(query), by_date=by_date)


def _filters(query: Query, *, own: bool = True) -> tuple[Filter | DateRange, ...]:
    """What a notice has to pass: one value of each facet filtered by, and none that is excluded.

    ``own`` leaves each facet its other values to choose.  A range is of days that a notice states.
    """
    required = [
        Filter(
            _field(name, query),
            tuple(values),
            also=_also(name),
            facets=_counted_alike(name) if own else (),
        )
        for name, values in query.filters.items()
        if not is_of_one_mention(query, name)
    ]
    excluded = [
        Filter(_field(name, query), tuple(ones), excluded=True, also=_also(name))
        for name, ones in query.excluded_filters.items()
        if not is_of_one_mention(query, name, excluded=True)
    ]
    of_mention = mention_filters(query, own=own)
    dated = [DateRange("date", query.since, query.until)] if query.since or query.until else []
    return (*required, *of_mention, *excluded, *dated)


def _field(name: str, query: Query) -> str:
    """The field of the values that a notice has, in the role that is asked for."""
    return FACETS[name].in_role(query.unit_role) if name in FACETS else name


def _also(name: str) -> str:
    """The field in which a value may stand instead: of those that a notice may have, or finer."""
    facet = FACETS.get(name)
    return (facet.possible or facet.finer) if facet else ""


def _counted_alike(name: str) -> tuple[str, ...]:
    """The facets that a filter leaves their other values to choose: its own, with its parts.

    A filter by a part leaves none, so that the whole counts what a further click gives.
    """
    facet = FACETS.get(name)
    if facet is None:
        return (name,)
    return () if facet.part_of else (name, *facet.parts)


def _possible(searcher: Searcher, query: Query, expand: PrefixExpander, found: TopDocs) -> int:
    """How many of the notices found only may cite what is filtered by."""
    wanted = query.filters.get(CITES.name, ())
    may_cite = found.counts[MAY_CITE.name]
    if not any(may_cite.get(one) for one in wanted):
        return 0
    surely = tuple(
        replace(one, also="")
        if isinstance(one, Filter)
        and one.also in (MAY_CITE.name, MAY_CITE.cited_as)
        and not one.excluded
        else one
        for one in _filters(query)
    )
    certain = _search(searcher, query, expand, SearchRequest(MatchAll(), surely, limit=0)).found
    return found.total - certain.total


def _hits(
    searcher: Searcher, query: Query, expand: PrefixExpander, found: TopDocs
) -> Iterator[Hit]:
    documents = [document for document, _ in found.documents]
    explain = Explainer(searcher, query, expand, documents).explain if query.explain else None
    highlighter = Highlighter(query)
    for document, score in found.documents:
        text = searcher.text(document)
        is_told = highlighter.keys or asks_of_mentions(query)
        cited = searcher.citations(document) if is_told else ()
        asked = mentions_asked(query, cited)
        sought = mentions_sought(query, asked)
        marks = answering_spans(query, highlighter, text, sought)
        ties = tuple(ties_to(highlighter.keys, asked if asks_of_one_mention(query) else cited))
        yield Hit(
            searcher.card(document),
            score,
            snippets(text.verbatim, marks, text.body, passages_sought(query, sought)),
            explain(document) if explain else (),
            ties,
            tuple(sought) or tuple(one.mention for one in ties),
        )
