"""The notices that cite a directive, with the sentence around each mention."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from indexer.analysis import tokens
from indexer.directives import Knowledge, Tie, key_label, tie_to
from indexer.index import Card
from indexer.model import UNKNOWN, Citation, CitationRole, Reading, Resolution, Span
from indexer.text import blanked, sentences
from search.areas import expand_places, search_notices
from search.display import FacetLabels, FacetValue
from search.engine import Engine, Snippet, TiedDirective, mentions_asked, ties_to
from search.held import HeldTexts
from search.query import CITES, INFERS, MAY_CITE, Query, TypedCitation

MAX_SENTENCE = 600
"""Characters of a citing sentence; a longer one is cut around the mention."""


MAX_FORMS = 100
"""Citing notices whose written forms are gathered: the newest."""


MAX_POSSIBLE = 10
"""Notices that may cite a directive which its page lists: the newest."""


@dataclass(frozen=True, slots=True)
class CitingSentence(Snippet):
    """A sentence that cites a directive, with its mentions marked, and what it cites it for.

    ``with_role`` are those of its mentions whose role the text says, the first of each role.
    """

    with_role: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class CitingPassages:
    """A notice that cites a directive, or may: its card and the citing sentences, in order.

    ``cited`` tells how surely, and by which mention.
    """

    card: Card
    sentences: tuple[CitingSentence, ...]
    cited: TiedDirective


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Everything that a directive's page shows about its use.

    Of the ``total`` notices that cite it, ``inferred`` do so by inference; another ``possible``
    may cite it, of which ``possible_notices`` are listed apart.
    ``co_cited`` are the keys cited in the same notices, most frequent first; ``written`` the
    forms in which the newest :data:`MAX_FORMS` citing notices write the citation, whatever is
    filtered.
    """

    total: int
    inferred: int
    possible: int
    possible_notices: tuple[CitingPassages, ...]
    page: int
    pages: int
    notices: tuple[CitingPassages, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    co_cited: tuple[tuple[str, int], ...]
    written: tuple[tuple[str, int], ...]


def cited_by(engine: Engine, labels: FacetLabels, key: str, query: Query) -> CitedBy:
    """The notices that cite the directive ``key``, as :func:`citing_query` asks for them."""
    citing = citing_query(key, query, labels.knowledge)
    found = search_notices(engine, labels, citing)
    readings = [one for hit in found.hits if (one := engine.notice(hit.card.id))]
    expanded = expand_places(citing, labels.knowledge.gazetteer)
    together = engine.counts(CITES.name, expanded)
    everything = Query(
        filters={CITES.name: (key,)},
        excluded_filters=citing.excluded_filters,
        sort="date",
        per_page=MAX_FORMS,
    )
    possible, possible_total = _possible(engine, key, expanded)
    all_shown = len(citing.filters) == 1 and len(readings) == found.total
    newest = readings if all_shown else _readings(engine, everything)
    return CitedBy(
        total=found.total,
        page=found.page,
        pages=found.pages,
        inferred=_inferred(engine, key, expanded),
        possible=possible_total,
        possible_notices=possible,
        notices=tuple(
            one for card, reading in readings for one in _passages(card, reading, key, query)
        ),
        facets=found.facets,
        co_cited=tuple(
            (other, number)
            for other, number in Counter(together).most_common(12)
            if other not in (key, UNKNOWN)
        ),
        written=_written_forms(key, (reading for _, reading in newest)),
    )


@dataclass(frozen=True, slots=True)
class CitedIn:
    """The notices that cite a paper by its own key: how many in all, and the newest of them.

    Those behind them cite it by a number whose term they leave open, and that only it bears.
    """

    key: str
    total: int
    notices: tuple[CitingPassages, ...]


def cited_in(engine: Engine, texts: HeldTexts, card: Card, limit: int) -> CitedIn | None:
    """The notices that cite the paper of a card; None where none does, or it has no own key."""
    if not card.own_key:
        return None
    found: list[CitingPassages] = []
    total = 0
    for key in (card.own_key, *texts.leading_to(card.own_key)):
        if key not in texts.cited:
            continue
        since = "" if key == card.own_key else card.date
        query = Query(
            filters={CITES.name: (key,)},
            excluded_filters={MAY_CITE.name: (key,)},
            since=since,
            sort="date",
        )
        cards, number = engine.cards(query, 0, limit)
        total += number
        if len(found) < limit:
            readings = (engine.notice(one.id) for one in cards)
            found += [one for read in readings if read for one in _passages(*read, key, query)]
    return CitedIn(card.own_key, total, tuple(found[:limit])) if found else None


def citing_query(key: str, query: Query, knowledge: Knowledge) -> Query:
    """What the notices that cite a directive answer: newest first, undated last, or by relevance.

    ``query`` gives the other filters, the order and the page.  Relevance is how much a notice is
    about the directive: how often and how prominently it writes its number.
    """
    held = knowledge.registry.get(key)
    number = held.number if held else key_label(key, knowledge).partition(" (")[0]
    citation = TypedCitation((key,), tuple(tokens(number)), number)
    return Query(
        required=(citation,) if query.sort == "relevance" and citation.tokens else (),
        filters={**query.filters, CITES.name: (key,)},
        excluded_filters={MAY_CITE.name: (key,)},
        sort=query.sort,
        page=query.page,
        per_page=query.per_page,
        units_of_today=query.units_of_today,
        unit_role=query.unit_role,
    )


def _possible(engine: Engine, key: str, citing: Query) -> tuple[tuple[CitingPassages, ...], int]:
    """The newest of the notices that may cite a directive, under the same filters, and how many."""
    if key not in engine.counts(MAY_CITE.name):
        return (), 0
    filters = {name: ones for name, ones in citing.filters.items() if name != CITES.name}
    filters[MAY_CITE.name] = (key,)
    query = replace(
        citing,
        required=(),
        filters=filters,
        excluded_filters={},
        sort="date",
        page=1,
        per_page=MAX_POSSIBLE,
    )
    listed = (one for read in _readings(engine, query) for one in _passages(*read, key, citing))
    return tuple(listed), engine.total(query)


def _inferred(engine: Engine, key: str, citing: Query) -> int:
    """How many of the notices that cite a directive do so by inference."""
    if key not in engine.counts(INFERS.name):
        return 0
    return engine.total(replace(citing, filters={**citing.filters, INFERS.name: (key,)}))


def _passages(card: Card, reading: Reading, key: str, query: Query) -> Iterator[CitingPassages]:
    asked = mentions_asked(query, reading.citations)
    for one in ties_to((key,), asked):
        yield CitingPassages(card, citing_sentences(reading, key, asked), one)


def ties_of(engine: Engine, query: Query) -> Callable[[Card], Tie | None]:
    """How surely each notice of a list cites the directives that it is filtered by.

    None where it is filtered by none.
    """
    keys = query.filters.get(CITES.name, ())
    doubtful: dict[str, Tie] = {}
    for name in (INFERS.name, MAY_CITE.name) if keys else ():
        for card in engine.scan(replace(query, filters={**query.filters, name: keys})):
            found = engine.notice(card.id) if card.id not in doubtful else None
            if found:
                asked = mentions_asked(query, found[1].citations)
                ties = [one.tie for one in ties_to(keys, asked)]
                doubtful[card.id] = min(ties, default=Tie.STATED)
    return lambda card: doubtful.get(card.id, Tie.STATED) if keys else None


def _readings(engine: Engine, query: Query) -> list[tuple[Card, Reading]]:
    cards = islice(engine.scan(query), query.per_page)
    return [found for card in cards if (found := engine.notice(card.id))]


def _written_forms(key: str, readings: Iterable[Reading]) -> tuple[tuple[str, int], ...]:
    """The forms in which notices write a citation, the most frequent first."""
    forms = Counter(
        " ".join(one.citation.text.split())
        for reading in readings
        for one in reading.citations
        if one.key == key
    )
    return tuple(forms.most_common(10))


def citing_sentences(
    reading: Reading, key: str, citations: Sequence[Resolution] | None = None
) -> tuple[CitingSentence, ...]:
    """The sentences of a notice that cite ``key``, or may, each with its mentions marked; of the
    ``citations`` that are given, or of all.

    Where some mention surely cites it, those that only may are left out.
    """
    text = reading.document.text
    ties = [(tie_to(one, key), one.citation) for one in citations or reading.citations]
    surely = any(tie is not None and tie < Tie.POSSIBLE for tie, _ in ties)
    mentions = [
        one for tie, one in ties if tie is not None and not (surely and tie is Tie.POSSIBLE)
    ]
    found: list[CitingSentence] = []
    if not mentions:
        return ()
    mentions.sort(key=lambda one: one.span)
    starts = [one.span.start for one in mentions]
    for sentence in sentences(blanked(text, reading.notice.furniture)):
        first, behind = (bisect_left(starts, edge) for edge in sentence)
        if first < behind:
            found.append(_passage(text, sentence, mentions[first:behind]))
    return tuple(found)


def _passage(text: str, sentence: Span, cited: Sequence[Citation]) -> CitingSentence:
    mentions = [one.span for one in cited]
    start = max(sentence.start, mentions[0].start - MAX_SENTENCE // 2)
    # A page break inside a symbol ends the "sentence" there; the mention is shown whole.
    whole = max(sentence.end, mentions[-1].end)
    end = min(whole, max(mentions[0].end, start + MAX_SENTENCE))
    marks = tuple(
        Span(span.start - start, min(span.end, end) - start)
        for span in dict.fromkeys(mentions)
        if span.start < end
    )
    return CitingSentence(text[start:end], start, marks, first_of_each_role(cited))


def first_of_each_role(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The mentions whose role the text says, the first of each role."""
    roles: dict[CitationRole, Citation] = {}
    for one in citations:
        if one.role is not CitationRole.MENTION:
            roles.setdefault(one.role, one)
    return tuple(roles.values())
