"""Ways on from a search without hits: the same question asked more widely, each with its hits.

A way that finds something but not all of its words is none: nearly every notice has one of them.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from indexer.analysis import tokens
from indexer.directives import Registry
from indexer.gazetteer import Gazetteer
from indexer.model import Reason, because
from indexer.text import unaccent
from search.areas import widened
from search.display import addresses
from search.engine import Engine
from search.query import LEXEME, MAX_TERMS, Query, parse

MOST_TRIED = 6
"""Words that are left out, one at a time, to see what is found: those that fewest notices have."""

MOST_WORDS = 12
"""Of more words than these, one more or less is seldom what keeps all notices away."""

MOST_OFFERED = 4
"""Of these the ways with the fewest hits, which are the nearest to what was asked."""

_NO_QUOTES = str.maketrans(dict.fromkeys('"“”', " "))
_WORD = re.compile(r"[^\s\"“”()]+")
_NOTHING = re.compile(r"[\"“]\s*[\"”]|\(\s*\)")


@dataclass(frozen=True, slots=True)
class WayOn:
    """The same question asked more widely: ``how`` names the change, ``total`` its hits."""

    how: str
    text: str
    total: int
    address: str


def asked_again(text: str, registry: Registry, query: Query, *, filtered: bool = True) -> Query:
    """Another text in the same order, and with the same filters where they are to stay."""
    given: dict[str, Sequence[str]] = dict(query.filters) if filtered else {}
    if filtered:
        given |= {"tu_ngay": [query.since], "den_ngay": [query.until]}
    return replace(
        parse(text, registry, given, sort=query.sort), units_of_today=query.units_of_today
    )


def ways_on(
    engine: Engine, registry: Registry, gazetteer: Gazetteer, query: Query
) -> Iterator[WayOn]:
    """Wider questions that find something: without filters, marks, quotes, or one of the words."""
    tried = {addresses.results(query)}

    def found(how: str, text: str, *, filtered: bool) -> Iterator[WayOn]:
        wider = asked_again(text, registry, query, filtered=filtered)
        if addresses.results(wider) in tried:
            return
        tried.add(addresses.results(wider))
        answered = engine.search(replace(widened(wider, gazetteer), per_page=1))
        if answered.total and not answered.partial:
            yield WayOn(how, wider.text, answered.total, addresses.results(wider))

    yield from found("without filters", query.text, filtered=False)
    bare, loose = unaccent(query.text), query.text.translate(_NO_QUOTES)
    wider: list[WayOn] = []
    for how, text, before in (
        ("without marks", bare, query.text.lower()),
        ("without quotes", loose, query.text),
    ):
        if text != before:
            wider = list(found(how, text, filtered=True))
            yield from wider or found(how, text, filtered=False)
    texts = (query.text,) if loose == query.text or wider else (query.text, loose)
    for text in texts:
        fewer = [
            way
            for one in _one_word_less(engine, text)
            for way in found("one word less", one, filtered=True)
        ]
        yield from heapq.nsmallest(MOST_OFFERED, fewer, key=lambda way: way.total)
        if fewer:
            return


def _one_word_less(engine: Engine, text: str) -> Iterator[str]:
    """The text without each of its rarest words, the rarest first."""
    words = [
        word
        for lexeme in islice(LEXEME.finditer(text), MAX_TERMS)
        for word in islice(_words(text, lexeme), MAX_TERMS)
    ]
    if not 2 <= len(words) <= MOST_WORDS:
        return
    rarest = heapq.nsmallest(
        MOST_TRIED, words, key=lambda word: _notices(engine, text[slice(*word)])
    )
    for start, end in rarest:
        rest = _NOTHING.sub(" ", f"{text[:start]} {text[end:]}")
        yield re.sub(r"(?<=[\"“(])\s+|\s+(?=[\"”)])", "", " ".join(rest.split()))


def _words(text: str, lexeme: re.Match[str]) -> Iterator[tuple[int, int]]:
    """What may be left out of a lexeme: each word of a phrase, a word as a whole."""
    if lexeme["phrase"]:
        yield from (word.span() for word in _WORD.finditer(text, *lexeme.span("phrase")))
    elif lexeme["word"]:
        yield lexeme.span()


def _notices(engine: Engine, written: str) -> int:
    """How many notices have the rarest syllable of what was written; very many for a sign."""
    counts = (engine.document_frequency(token.bare) for token in tokens(written))
    return min(counts, default=1 << 31)


def way_said(way: WayOn) -> Reason:
    """What a way on changes, to be said in any language; a name or citation stands for itself."""
    if way.how == "without filters":
        return because("Bỏ mọi bộ lọc")
    if way.how == "without marks":
        return because("Không xét dấu: {text}", text=way.text)
    if way.how == "without quotes":
        return because("Không xét thứ tự từ: {text}", text=way.text)
    if way.how == "one word less":
        return because("Bớt một từ: {text}", text=way.text)
    return Reason("{text}", (("text", way.text),))
