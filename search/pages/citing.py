"""The notices that cite a directive, with the sentence around each mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.analysis import tokens
from indexer.index import Card
from indexer.model import UNKNOWN, Reading, Span
from indexer.text import blanked, sentences
from search.areas import expand_places, search_notices
from search.display import FacetLabels, FacetValue
from search.engine import Engine, Snippet
from search.query import CITES, Query, TypedCitation

MAX_SENTENCE = 600
"""Characters of a citing sentence; a longer one is cut around the mention."""


MAX_FORMS = 100
"""Citing notices whose written forms are gathered: the newest."""


@dataclass(frozen=True, slots=True)
class CitingPassages:
    """A notice that cites a directive: its card and the citing sentences, in order."""

    card: Card
    sentences: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Everything that a directive's page shows about its use.

    ``co_cited`` are the keys cited in the same notices, most frequent first; ``written`` the
    forms in which the newest :data:`MAX_FORMS` citing notices write the citation, whatever is
    filtered.
    """

    total: int
    page: int
    pages: int
    notices: tuple[CitingPassages, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    co_cited: tuple[tuple[str, int], ...]
    written: tuple[tuple[str, int], ...]


def cited_by(
    engine: Engine, labels: FacetLabels, key: str, query: Query, *, number: str = ""
) -> CitedBy:
    """The notices that cite the directive ``key``: newest first, undated last, or by relevance.

    ``query`` gives the other filters, the order and the page.  Relevance is how much a notice is
    about the directive: how often and how prominently it writes ``number``.
    """
    citation = TypedCitation((key,), tuple(tokens(number)), number)
    citing = Query(
        required=(citation,) if query.sort == "relevance" and citation.tokens else (),
        filters={**query.filters, CITES.name: (key,)},
        sort=query.sort,
        page=query.page,
        per_page=query.per_page,
        units_of_today=query.units_of_today,
    )
    found = search_notices(engine, labels, citing)
    readings = [one for hit in found.hits if (one := engine.notice(hit.card.id))]
    together = engine.counts(CITES.name, expand_places(citing, labels.knowledge.gazetteer))
    everything = Query(filters={CITES.name: (key,)}, sort="date", per_page=MAX_FORMS)
    all_shown = len(citing.filters) == 1 and len(readings) == found.total
    newest = readings if all_shown else _readings(engine, everything)
    return CitedBy(
        total=found.total,
        page=found.page,
        pages=found.pages,
        notices=tuple(
            CitingPassages(card, citing_sentences(reading, key)) for card, reading in readings
        ),
        facets=found.facets,
        co_cited=tuple(
            (other, number)
            for other, number in Counter(together).most_common(12)
            if other not in (key, UNKNOWN)
        ),
        written=_written_forms(key, (reading for _, reading in newest)),
    )


def _readings(engine: Engine, query: Query) -> list[tuple[Card, Reading]]:
    hits = engine.search(query).hits
    return [found for hit in hits if (found := engine.notice(hit.card.id))]


def _written_forms(key: str, readings: Iterable[Reading]) -> tuple[tuple[str, int], ...]:
    """The forms in which notices write a citation, the most frequent first."""
    forms = Counter(
        " ".join(one.citation.text.split())
        for reading in readings
        for one in reading.citations
        if one.key == key
    )
    return tuple(forms.most_common(10))


def citing_sentences(reading: Reading, key: str) -> tuple[Snippet, ...]:
    """The sentences of a notice that cite ``key``, each with its mentions marked."""
    text = reading.document.text
    mentions = [one.citation.span for one in reading.citations if one.key == key]
    found: list[Snippet] = []
    if not mentions:
        return ()
    for sentence in sentences(blanked(text, reading.notice.furniture)):
        inside = [span for span in mentions if sentence.start <= span.start < sentence.end]
        if inside:
            found.append(_passage(text, sentence, inside))
    return tuple(found)


def _passage(text: str, sentence: Span, mentions: Sequence[Span]) -> Snippet:
    start = max(sentence.start, mentions[0].start - MAX_SENTENCE // 2)
    # A page break inside a symbol ends the "sentence" there; the mention is shown whole.
    whole = max(sentence.end, mentions[-1].end)
    end = min(whole, max(mentions[0].end, start + MAX_SENTENCE))
    marks = tuple(
        Span(span.start - start, min(span.end, end) - start)
        for span in dict.fromkeys(mentions)
        if span.start < end
    )
    return Snippet(text[start:end], start, marks)
