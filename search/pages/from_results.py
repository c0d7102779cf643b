"""What a notice's page keeps of the list that led to it: the place in the list, the first match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.directives import DirectiveKey, Knowledge, key_label
from indexer.index import Card
from indexer.model import Span
from indexer.text import sentences, unaccent
from search.areas import expand_places
from search.display import AddressOf, addresses
from search.engine import Engine, Snippet
from search.pages.citing import citing_query
from search.pages.directive import directive_address
from search.pages.place_list import place_list
from search.query import Query

MAX_SENTENCE = 220
"""Characters that are shown of the sentence of the first match."""


@dataclass(frozen=True, slots=True)
class ResultPosition:
    """Where a notice stands among the results of a query, from 1, with the ways on.

    ``before`` and ``after`` are the addresses of its neighbours, empty at the ends; ``list_name``
    is that of the place or the directive whose list it is, empty for a search.
    """

    number: int
    total: int
    list_name: str
    list_address: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ListReference:
    """The list that a notice was opened from, as an address has it: the page that shows it (empty
    for a search), the place in it, and what was chosen on the page of a place."""

    page: str = ""
    number: int | None = None
    with_relatives: bool | None = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class ResultList:
    """A list of notices: the ``query`` that they answer, and its address for what was ``chosen``.

    ``name`` is that of the place or the directive whose page shows it.
    """

    query: Query
    chosen: Query
    address: AddressOf
    name: str = ""


def result_list(
    engine: Engine, knowledge: Knowledge, query: Query, came_from: ListReference
) -> ResultList:
    """The list that a reference means; that of a search where its page shows none."""
    kind, _, key = came_from.page.partition("/")
    if kind == "dia-ban":
        chosen = came_from.with_relatives
        found = place_list(engine, knowledge.gazetteer, key, query, chosen, before=came_from.before)
        if found:
            name = knowledge.gazetteer.label(key)
            return ResultList(found.query, query, found.address, name)
    if kind == "van-ban" and DirectiveKey.is_key(key):
        return ResultList(
            citing_query(key, query, knowledge),
            query,
            lambda changed: directive_address(key, changed),
            key_label(key, knowledge),
        )
    return ResultList(query, query, addresses.results)


def result_position(
    engine: Engine, knowledge: Knowledge, listed: ResultList, number: int | None, notice_id: str
) -> ResultPosition | None:
    """The place of a notice in a list; None where the list has another one there, or nothing."""
    if number is None or number < 1:
        return None
    first = max(0, number - 2)
    expanded = expand_places(listed.query, knowledge.gazetteer)
    cards, total = engine.cards(expanded, first, number + 1 - first)
    at = number - 1 - first
    if at >= len(cards) or cards[at].id != notice_id:
        return None
    whole = listed.address(replace(listed.chosen, page=1))

    def neighbour(step: int) -> str:
        beside: Sequence[Card] = cards[at + step : at + step + 1] if at + step >= 0 else ()
        return addresses.result(beside[0].id, whole, number + step) if beside else ""

    page = (number - 1) // listed.chosen.per_page + 1
    return ResultPosition(
        number=number,
        total=total,
        list_name=listed.name,
        list_address=listed.address(replace(listed.chosen, page=page)),
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
