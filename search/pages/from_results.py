"""What a notice's page keeps of the list that led to it: the place in the list, the first match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.gazetteer import Gazetteer
from indexer.index import Card
from indexer.model import Span
from indexer.text import sentences, unaccent
from search.areas import expand_places
from search.display import addresses
from search.engine import Engine, Snippet
from search.query import Query

MAX_SENTENCE = 220
"""Characters that are shown of the sentence of the first match."""


@dataclass(frozen=True, slots=True)
class ResultPosition:
    """Where a notice stands among the results of a query, from 1, with the ways on.

    ``before`` and ``after`` are the addresses of its neighbours, empty at the ends.
    """

    number: int
    total: int
    list_address: str
    before: str
    after: str


def result_position(
    engine: Engine, gazetteer: Gazetteer, query: Query, number: int | None, notice_id: str
) -> ResultPosition | None:
    """The place of a notice in a list; None where the list has another one there, or nothing."""
    if number is None or number < 1:
        return None
    first = max(0, number - 2)
    cards, total = engine.cards(expand_places(query, gazetteer), first, number + 1 - first)
    at = number - 1 - first
    if at >= len(cards) or cards[at].id != notice_id:
        return None

    def neighbour(step: int) -> str:
        beside: Sequence[Card] = cards[at + step : at + step + 1] if at + step >= 0 else ()
        return addresses.result(beside[0].id, query, number + step) if beside else ""

    page = (number - 1) // query.per_page + 1
    return ResultPosition(
        number=number,
        total=total,
        list_address=addresses.results(replace(query, page=page)),
        before=neighbour(-1),
        after=neighbour(1),
    )


@dataclass(frozen=True, slots=True)
class FirstMatch:
    """The first sentence of the text proper with most of what is looked for; ``number`` is that of
    its first match, and ``is_whole`` says that the sentence is not cut."""

    number: int
    sentence: Snippet
    is_whole: bool


def first_match(text: str, body: int, matches: Sequence[Span]) -> FirstMatch | None:
    """What is shown of the text below its head: the letterhead and the title, behind which its
    ``body`` begins, stand there already.  A sentence with one word of several is passed over where
    another has more of them.

    >>> found = first_match("Một câu. Câu hai có chữ.", 0, [Span(20, 23)])
    >>> found.number, found.sentence.text
    (1, 'Câu hai có chữ.')
    """
    if not matches:
        return None
    at, whole = _fullest_sentence(text, body, matches)
    first = matches[at]
    start = max(min(whole.start, first.start), first.start - MAX_SENTENCE // 2)
    end = max(first.end, min(whole.end, start + MAX_SENTENCE))
    if start > whole.start:
        start = text.find(" ", start, first.start) + 1 or start
    if end < whole.end:
        end = max(first.end, text.rfind(" ", start, end))
    marks = tuple(
        Span(one.start - start, one.end - start)
        for one in matches[at:]
        if one.start >= start and one.end <= end
    )
    is_whole = start <= whole.start and end >= whole.end
    return FirstMatch(at + 1, Snippet(text[start:end], start, marks), is_whole)


def _fullest_sentence(text: str, body: int, matches: Sequence[Span]) -> tuple[int, Span]:
    """The first of the sentences with the most different matches, and which match is its first."""
    at = next((at for at, one in enumerate(matches) if one.start >= body), 0)
    fullest, most = (at, matches[at]), 0
    for sentence in sentences(text):
        begins = at
        while at < len(matches) and matches[at].start < sentence.end:
            at += 1
        different = {unaccent(one.of(text)) for one in matches[begins:at]}
        if len(different) > most:
            fullest, most = (begins, sentence), len(different)
    return fullest
