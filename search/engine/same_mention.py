"""What a filter asks of one mention: the directive, what it is cited for, and the place in it.

Whoever asks for what is cited *căn cứ* wants the mentions that are so, and of a directive those of
that directive.  So the filters by directive, by role and by place are one filter over the fields in
which the three stand together, and each of these facets counts what a click on it would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from indexer.citations import subdivision_code
from indexer.directives import possible_keys
from indexer.index import beginning_of, cited_as, parts_of_cited_as, places_in
from indexer.model import Citation, Resolution, Span
from search.engine.highlight import SNIPPET_WIDTH, DocumentText, Highlighter
from search.engine.searcher import Filter, Grouping, Searcher
from search.query import ARTICLE, CITE_ROLE, CITES, FACETS, INFERS, MAY_CITE, Query

OF_DIRECTIVES = (CITES.name, INFERS.name, MAY_CITE.name)
OF_MENTIONS = (CITE_ROLE.name, ARTICLE.name)
_FACETS = (*OF_DIRECTIVES, *OF_MENTIONS)


def asks_of_mentions(query: Query) -> bool:
    """Whether a query asks what directives are cited for, or where."""
    return any(query.filters.get(name) for name in OF_MENTIONS)


def asks_of_one_mention(query: Query) -> bool:
    """Whether it asks that of certain directives."""
    return asks_of_mentions(query) and any(query.filters.get(name) for name in OF_DIRECTIVES)


def mention_filters(query: Query, *, own: bool) -> Iterator[Filter]:
    """The filters of a query that have to hold of one mention, instead of those by each facet.

    What is excluded as merely possible, or as inferred, is so in this role and at this place; a
    directive that is excluded is so in whole.
    """
    if not asks_of_one_mention(query):
        return
    for name in OF_DIRECTIVES:
        facets = () if not own else OF_MENTIONS if FACETS[name].part_of else _FACETS
        also = FACETS[FACETS[name].possible].cited_as if FACETS[name].possible else ""
        if keys := query.filters.get(name, ()):
            values = tuple(_values(query, keys))
            yield Filter(FACETS[name].cited_as, values, also=also, facets=facets)
        keys = query.excluded_filters.get(name, ())
        if keys and FACETS[name].part_of:
            values = tuple(_values(query, keys))
            yield Filter(FACETS[name].cited_as, values, excluded=True, facets=facets)


def is_of_one_mention(query: Query, name: str, *, excluded: bool = False) -> bool:
    """Whether :func:`mention_filters` has the filter by a facet."""
    if not asks_of_one_mention(query):
        return False
    if excluded:
        return name in OF_DIRECTIVES and bool(FACETS[name].part_of)
    return name in _FACETS


def _values(query: Query, keys: Iterable[str]) -> Iterator[str]:
    roles, places = (query.filters.get(name) or ("",) for name in OF_MENTIONS)
    return (cited_as(*parts) for parts in product(keys, roles, places))


def groupings(query: Query, searcher: Searcher) -> Iterator[Grouping]:
    """How the facets of mentions are counted: what of the filters is asked of the same mention.

    Places are counted of certain directives alone: Điều 7 of any is no choice.
    """
    if asks_of_mentions(query):
        for name in OF_DIRECTIVES:
            values = _values(query, searcher.values(name))
            groups = {value: parts_of_cited_as(value)[0] for value in values}
            yield Grouping(name, (FACETS[name].cited_as,), groups)
    fields, keys = _fields_asked(query)
    if fields:
        held = list(_held(searcher, fields, keys))
        yield Grouping(CITE_ROLE.name, fields, _by(held, 1, query.filters.get(ARTICLE.name)))
        yield Grouping(ARTICLE.name, fields, _by(held, 2, query.filters.get(CITE_ROLE.name)))
    else:
        yield Grouping(ARTICLE.name, (), {})


def _fields_asked(query: Query) -> tuple[tuple[str, ...], Sequence[str]]:
    """The fields in which the mentions of the directives that are asked for stand, and these."""
    for name in (MAY_CITE.name, INFERS.name):
        if keys := query.filters.get(name):
            return (FACETS[name].cited_as,), keys
    keys = query.filters.get(CITES.name, ())
    if not keys:
        return (), ()
    surely = set(keys) <= set(query.excluded_filters.get(MAY_CITE.name, ()))
    return (CITES.cited_as,) if surely else (CITES.cited_as, MAY_CITE.cited_as), keys


def _held(searcher: Searcher, fields: Iterable[str], keys: Iterable[str]) -> Iterator[str]:
    """What the directives are cited as in the index."""
    beginnings = tuple(map(beginning_of, keys))
    for field in fields:
        yield from (value for value in searcher.values(field) if value.startswith(beginnings))


def _by(held: Iterable[str], part: int, others: Sequence[str] | None) -> Mapping[str, str]:
    """The roles (1) or the places (2) of what stands in the index, where the other is wanted."""
    wanted = others or ("",)
    told = ((value, parts_of_cited_as(value)) for value in held)
    return {value: one[part] for value, one in told if one[part] and one[3 - part] in wanted}


def mentions_asked(query: Query, citations: Sequence[Resolution]) -> Sequence[Resolution]:
    """The mentions that have a role and a place that a query asks for; all where it asks none."""
    if not asks_of_mentions(query):
        return citations
    roles, places = (query.filters.get(name) for name in OF_MENTIONS)
    return [
        one
        for one in citations
        if (not roles or one.citation.role in roles)
        and (not places or not set(places).isdisjoint(places_in(one.citation)))
    ]


def mentions_sought(query: Query, citations: Sequence[Resolution]) -> Sequence[Resolution]:
    """The mentions on which such a query is met, also by the directives that it filters by; none
    where it asks for no role and no place."""
    if not asks_of_mentions(query):
        return ()
    asked = mentions_asked(query, citations)
    keys = {key for name in OF_DIRECTIVES for key in query.filters.get(name, ())}
    return [one for one in asked if not keys or not keys.isdisjoint((one.key, *possible_keys(one)))]


def spans_sought(query: Query, citation: Citation) -> tuple[Span, ...]:
    """What answers such a query in a mention: its own words, what of it points to a place that is
    asked for, and the words that tell the role, where one is."""
    roles, places = (query.filters.get(name, ()) for name in OF_MENTIONS)
    pointed = (one.span for one in citation.pinpoints if subdivision_code(one) in places)
    cue = [citation.cue.span] if roles and citation.cue else []
    return (citation.span, *pointed, *cue)


def answering_spans(
    query: Query, highlighter: Highlighter, text: DocumentText, sought: Iterable[Resolution]
) -> list[Span]:
    """The spans of a text that answer a query, with the mentions on which it is met.

    What is asked of one mention is answered by no other one of its directive.
    """
    if asks_of_one_mention(query):
        text = text._replace(citations=())
    return highlighter.spans(
        text, [span for one in sought for span in spans_sought(query, one.citation)]
    )


def passages_sought(query: Query, sought: Iterable[Resolution]) -> list[Span]:
    """From where to where a passage goes that shows each of these mentions with its role; of one
    whose role is told far from it the mention alone."""
    found: set[Span] = set()
    for one in sought:
        spans = spans_sought(query, one.citation)
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        found.add(whole if whole.end - whole.start <= SNIPPET_WIDTH else one.citation.span)
    return sorted(found)
