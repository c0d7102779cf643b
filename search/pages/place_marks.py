"""Where a notice says what places it under those that a query asks for, so that it is marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from indexer.gazetteer import Gazetteer
from indexer.model import Reading, Span
from search.areas import expand_places
from search.query import PROVINCE, UNIT, BodyClause, PlaceClause, Query, clauses_within

_FILTERS = (UNIT.name, *UNIT.roles.values(), PROVINCE.name)


def with_place_marks(
    matches: Sequence[Span], reading: Reading, query: Query, gazetteer: Gazetteer
) -> list[Span]:
    """What is marked in a notice: the matches of the words, and beside them the places that were
    typed; where that is nothing, the places that are filtered by.  In order, apart from each other.

    ``Huyện ủy Bảo Lâm`` has "Bảo Lâm" marked for a person who asks for *huyện Bảo Lâm*.
    """
    expanded = expand_places(query, gazetteer)
    marks = _beside(matches, _places(reading, frozenset(_typed(expanded)), gazetteer))
    if marks:
        return marks
    filtered = {key for name in _FILTERS for key in expanded.filters.get(name, ())}
    return _beside((), _places(reading, filtered, gazetteer))


def _typed(query: Query) -> Iterator[str]:
    for clause in query.required:
        for one in clauses_within(clause):
            if isinstance(one, PlaceClause | BodyClause):
                yield from one.keys


def _places(reading: Reading, units: Collection[str], gazetteer: Gazetteer) -> list[Span]:
    """The names of some units in a notice; without any, what tells that it lies in one: the name
    of a unit there, else the words for the body, of the letterhead or of whom it is about."""
    if not units:
        return []
    named = [one.mention.span for one in reading.places if one.mention and one.place in units]
    if named:
        return named
    notice = reading.notice
    found = [
        (reading.issuer_place, notice.issuer.evidence.span),
        (reading.unit_place, notice.unit.evidence.span),
        *((one, None) for one in reading.further_units),
    ]
    spans = (
        one.mention.span if one.mention else words
        for one, words in found
        if one.place and gazetteer.lies_in(one.place, units)
    )
    return [one for one in spans if one]


def _beside(matches: Sequence[Span], places: Sequence[Span]) -> list[Span]:
    """Both in order; of those that overlap, the match, and of two places the first."""
    apart = [
        one
        for one in places
        if not any(one.start < match.end and match.start < one.end for match in matches)
    ]
    kept: list[Span] = []
    for one in sorted({*matches, *apart}):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
