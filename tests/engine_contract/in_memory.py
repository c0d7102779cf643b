"""The seam answered in the plainest way: every document looked at for every question.

It shows what another engine has to bring, and is the measure of those that are quick.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log

from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.directives.knowledge import Knowledge
from indexer.index.entry import FIELDS, make_entry
from indexer.index.holdings import Holdings
from indexer.index.stored import Card, text_of_notice
from indexer.model import UNKNOWN, Reading, Resolution
from indexer.text import unaccent
from search.engine.highlight import DocumentText
from search.engine.plan import (
    Adjacent,
    AllOf,
    AndMaybe,
    AndNot,
    AnyOf,
    AnyTerm,
    DateRange,
    MatchAll,
    Plan,
    Term,
)
from search.engine.ranking import K1, B
from search.engine.results import NearWord
from search.engine.searcher import CacheUse, Filter, Grouping, SearchRequest, TopDocs
from search.query.facets import facet_value

Scores = dict[int, float]


class InMemory:
    """A backend and its only searcher, over notices in the order of an index."""

    changed_at = 0.0
    problem = None
    is_damaged = False

    def __init__(
        self,
        notices: Iterable[tuple[Card, Reading]],
        holdings: Holdings | None = None,
    ) -> None:
        self._notices = list(notices)
        self.holdings = holdings or Holdings()
        gazetteer = Knowledge.load().gazetteer
        self._entries = [make_entry(one, card, gazetteer) for card, one in self._notices]
        named = repr([card.id for card, _ in self._notices])
        self.generation = hashlib.sha256(named.encode()).hexdigest()[:12]

    def arrivals(self) -> Mapping[int, int]:
        return {
            document: intake.first
            for document, (card, _) in enumerate(self._notices)
            if (intake := self.holdings.intakes.get(card.id)) and intake.first is not None
        }

    def caches(self) -> list[CacheUse]:
        return []

    def searcher(self) -> InMemory:
        return self

    def _terms(self, document: int, field: str) -> list[str]:
        return list(getattr(self._entries[document], field))

    def _documents_where(self, held: Callable[[int], bool]) -> list[int]:
        return [document for document in range(len(self._entries)) if held(document)]

    def _values(self, document: int, facet: str) -> set[str]:
        return {facet_value(facet, one) for one in self._terms(document, facet)}

    # Plans.

    def _find(self, plan: Plan) -> Scores:
        match plan:
            case Term():
                return self._term(plan)
            case Adjacent(field, texts, boost):
                terms = [Term(field, text, boost) for text in texts]
                return _all([*map(self._term, terms), self._side_by_side(field, texts)])
            case AnyTerm(field, texts, score):
                found = self._documents_where(
                    lambda one: not set(texts).isdisjoint(self._terms(one, field))
                )
                return dict.fromkeys(found, score)
            case DateRange(_, _, _, score):
                return dict.fromkeys(
                    self._documents_where(lambda one: self._lies(one, plan)), score
                )
            case AllOf(parts):
                return _all([self._find(part) for part in parts])
            case AnyOf(parts):
                return _any([self._find(part) for part in parts])
            case AndMaybe(required, optional):
                found, more = self._find(required), self._find(optional)
                return {one: score + more.get(one, 0.0) for one, score in found.items()}
            case AndNot(required, excluded):
                left_out = self._find(excluded)
                found = self._find(required)
                return {one: score for one, score in found.items() if one not in left_out}
            case MatchAll():
                return dict.fromkeys(range(len(self._entries)), 1.0)

    def _term(self, term: Term) -> Scores:
        lists = [self._terms(one, term.field) for one in range(len(self._entries))]
        found = {one: held.count(term.text) for one, held in enumerate(lists) if term.text in held}
        if not FIELDS[term.field].is_scored:
            return {one: term.boost * times for one, times in found.items()}
        weight = term.boost * (log(len(lists) / (len(found) + 1)) + 1) if found else 0.0
        average = sum(map(len, lists)) / len(lists) or 1.0

        def norm(document: int) -> float:
            # The length of a document is kept in one byte, by Whoosh's rounding.
            length = byte_to_length(length_to_byte(len(lists[document]))) or 1
            return K1 * (1 - B + B * length / average)

        return {one: weight * n * (K1 + 1) / (n + norm(one)) for one, n in found.items()}

    def _side_by_side(self, field: str, texts: tuple[str, ...]) -> Scores:
        def held(document: int) -> bool:
            terms = self._terms(document, field)
            runs = zip(*(terms[at:] for at in range(len(texts))), strict=False)
            return texts in runs

        return dict.fromkeys(self._documents_where(held), 0.0)

    def _lies(self, document: int, between: DateRange) -> bool:
        """A month or a year may lie in a range that begins within it."""
        return any(
            day != UNKNOWN
            and (day >= between.first or between.first.startswith(day))
            and (not between.last or day <= between.last)
            for day in self._terms(document, between.field)
        )

    # Requests.

    def search(self, request: SearchRequest) -> TopDocs:
        found = self._find(request.plan)
        passed = self._passing(found, request.filters)
        order = sorted(passed, key=lambda one: (-found[one], one))
        if request.by_date:
            order = sorted(passed, key=self._date, reverse=True)
        end = None if request.limit is None else request.offset + request.limit
        return TopDocs(
            matched=len(found),
            total=len(passed),
            documents=tuple((one, found[one]) for one in order[request.offset : end]),
            counts={name: self._count(found, request, name) for name in request.facets},
        )

    def _passing(self, found: Scores, filters: Iterable[Filter | DateRange]) -> list[int]:
        return [one for one in sorted(found) if all(self._passes(one, each) for each in filters)]

    def _passes(self, document: int, one: Filter | DateRange) -> bool:
        if isinstance(one, DateRange):
            return self._lies(document, one)
        held = {value for field in one.fields for value in self._values(document, field)}
        return held.isdisjoint(one.values) is one.excluded

    def _date(self, document: int) -> str:
        """ISO dates stand in the order of time; the unknown one is before them all."""
        (date,) = self._terms(document, "date")
        return "" if date == UNKNOWN else date

    def _count(self, found: Scores, request: SearchRequest, facet: str) -> Mapping[str, int]:
        others = [one for one in request.filters if facet not in getattr(one, "facets", ())]
        passed = self._passing(found, others)
        for way in request.groupings:
            if way.facet == facet:
                return Counter(name for one in passed for name in self._groups(one, way))
        return Counter(value for one in passed for value in self._values(one, facet))

    def _groups(self, document: int, way: Grouping) -> set[str]:
        held = {value for field in way.fields for value in self._values(document, field)}
        return {way.groups[value] for value in held if value in way.groups}

    def scores(self, plan: Plan, documents: Sequence[int]) -> Sequence[float]:
        found = self._find(plan)
        return [found.get(one, 0.0) for one in documents]

    # Documents.

    def number_of(self, notice_id: str) -> int | None:
        return next((n for n, (card, _) in enumerate(self._notices) if card.id == notice_id), None)

    def card(self, document: int) -> Card:
        return self._notices[document][0]

    def reading(self, document: int) -> Reading:
        return self._notices[document][1]

    def citations(self, document: int) -> Sequence[Resolution]:
        return self.reading(document).citations

    def text(self, document: int) -> DocumentText:
        return DocumentText.of(*text_of_notice(self.reading(document)))

    def sharing(self, field: str, document: int, limit: int) -> Sequence[tuple[int, int]]:
        own = self._values(document, field) - {UNKNOWN}
        shared = [
            (other, len(own & self._values(other, field)))
            for other in range(len(self._entries))
            if other != document
        ]
        return sorted((one for one in shared if one[1] > 1), key=lambda one: -one[1])[:limit]

    # Words.

    def values(self, facet: str) -> Mapping[str, str]:
        labels = {label for one in range(len(self._entries)) for label in self._terms(one, facet)}
        return {facet_value(facet, label): label for label in sorted(labels, reverse=True)}

    def _frequencies(self, field: str) -> Iterator[tuple[str, int]]:
        held = [set(self._terms(one, field)) for one in range(len(self._entries))]
        yield from sorted(Counter(term for terms in held for term in terms).items())

    def expansions(self, field: str, prefix: str, limit: int) -> Mapping[str, int]:
        found = [one for one in self._frequencies(field) if one[0].startswith(prefix)]
        return dict(found[:limit])

    def document_frequency(self, word: str) -> int:
        return dict(self._frequencies("body_bare")).get(word, 0)

    def completions(
        self, beginning: str, after: str = "", *, accented: bool = True
    ) -> Mapping[str, int]:
        words = self._frequencies("body")
        if after:
            pairs = (
                (*one.split(" "), count)
                for one, count in self._frequencies("pairs" if accented else "pairs_bare")
            )
            words = ((second, count) for first, second, count in pairs if first == after)
        found = [one for one in words if unaccent(one[0]).startswith(unaccent(beginning))]
        return dict(sorted(found, key=lambda one: (unaccent(one[0]), one[0])))

    def near_words(self, word: str, edits: int) -> Sequence[NearWord]:
        counted = self._frequencies("body_bare")
        near = (NearWord(one, distance(word, one), count) for one, count in counted)
        return [one for one in near if one.edits <= edits]


def _all(parts: Sequence[Scores]) -> Scores:
    """Documents of every part; scores add up."""
    common = set.intersection(*map(set, parts))
    return {one: sum(part[one] for part in parts) for one in common}


def _any(parts: Sequence[Scores]) -> Scores:
    """Documents of any part; scores add up."""
    every = {one for part in parts for one in part}
    return {one: sum(part.get(one, 0.0) for part in parts) for one in every}


def distance(one: str, other: str) -> int:
    """The fewest letters added, left out, changed or swapped with their neighbour.

    >>> distance("thôn", "thoon"), distance("nogn", "nong")
    (2, 1)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted)))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], wanted):
                row[-1] = min(row[-1], older[j - 2] + 1)
    return row[-1]
