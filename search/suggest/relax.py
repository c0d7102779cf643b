"""Query relaxation (nới câu hỏi) where nothing was found: wider questions, each with its hits.

What finds a part of its words is no relaxation: nearly every notice has one of them.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from indexer.analysis import tokens
from indexer.directives import Knowledge
from indexer.model import Reason, because
from search.areas import expand_places
from search.display import addresses
from search.engine import Engine
from search.query import LEXEME, MAX_TERMS, Query, parse

MAX_TRIED = 6
"""Words that are left out, one at a time, to see what is found: those that fewest notices have."""

MAX_WORDS = 12
"""Of more words than these, one more or less is seldom what keeps all notices arelaxation."""

MAX_OFFERED = 4
"""Of these the ones with the fewest hits, which are the nearest to what was asked."""

_NO_QUOTES = str.maketrans(dict.fromkeys('"“”', " "))
_WORD = re.compile(r"[^\s\"“”()]+")
_NOTHING = re.compile(r"[\"“]\s*[\"”]|\(\s*\)")


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The same question asked more widely: ``change`` names the change, ``total`` its hits."""

    change: str
    text: str
    total: int
    address: str


def reparse(text: str, knowledge: Knowledge, query: Query, *, filtered: bool = True) -> Query:
    """Another text in the same order, and with the same filters where they are to stay."""
    filters: dict[str, Sequence[str]] = dict(query.filters) if filtered else {}
    if filtered:
        filters |= {"tu_ngay": [query.since], "den_ngay": [query.until]}
    return parse(
        text,
        knowledge,
        filters,
        sort=query.sort,
        units_of_today=query.units_of_today,
        unit_role=query.unit_role,
        ignore_marks=query.ignore_marks,
    )


def relaxations(engine: Engine, knowledge: Knowledge, query: Query) -> Iterator[Relaxation]:
    """Wider questions that find something: without filters, quotes, or one of the words."""
    tried = {addresses.results(query)}

    def found(change: str, text: str, *, filtered: bool) -> Iterator[Relaxation]:
        wider = reparse(text, knowledge, query, filtered=filtered)
        if addresses.results(wider) in tried:
            return
        tried.add(addresses.results(wider))
        answered = engine.search(replace(expand_places(wider, knowledge.gazetteer), per_page=1))
        if answered.total and not answered.partial:
            yield Relaxation(change, wider.text, answered.total, addresses.results(wider))

    yield from found("without filters", query.text, filtered=False)
    loose = query.text.translate(_NO_QUOTES)
    wider: list[Relaxation] = []
    if loose != query.text:
        wider = list(found("without quotes", loose, filtered=True))
        yield from wider or found("without quotes", loose, filtered=False)
    texts = (query.text,) if loose == query.text or wider else (query.text, loose)
    for text in texts:
        fewer = [
            relaxation
            for one in _one_word_less(engine, text)
            for relaxation in found("one word less", one, filtered=True)
        ]
        yield from heapq.nsmallest(MAX_OFFERED, fewer, key=lambda one: one.total)
        if fewer:
            return


def _one_word_less(engine: Engine, text: str) -> Iterator[str]:
    """The text without each of its rarest words, the rarest first."""
    words = [
        word
        for lexeme in islice(LEXEME.finditer(text), MAX_TERMS)
        for word in islice(_removable_words(text, lexeme), MAX_TERMS)
    ]
    if not 2 <= len(words) <= MAX_WORDS:
        return
    rarest = heapq.nsmallest(
        MAX_TRIED, words, key=lambda word: _rarest_frequency(engine, text[slice(*word)])
    )
    for start, end in rarest:
        rest = _NOTHING.sub(" ", f"{text[:start]} {text[end:]}")
        yield re.sub(r"(?<=[\"“(])\s+|\s+(?=[\"”)])", "", " ".join(rest.split()))


def _removable_words(text: str, lexeme: re.Match[str]) -> Iterator[tuple[int, int]]:
    """What may be left out of a lexeme: each word of a phrase, a word as a whole."""
    if lexeme["phrase"]:
        yield from (word.span() for word in _WORD.finditer(text, *lexeme.span("phrase")))
    elif lexeme["word"]:
        yield lexeme.span()


def _rarest_frequency(engine: Engine, written: str) -> int:
    """How many notices have the rarest syllable of what was written; very many for a sign."""
    counts = (engine.document_frequency(token.bare) for token in tokens(written))
    return min(counts, default=1 << 31)


def describe_relaxation(relaxation: Relaxation) -> Reason:
    """What a relaxation changes, for any language; a name or a citation stands for itself."""
    if relaxation.change == "without filters":
        return because("Bỏ mọi bộ lọc")
    if relaxation.change == "without quotes":
        return because("Không xét thứ tự từ: {text}", text=relaxation.text)
    if relaxation.change == "one word less":
        return because("Chỉ tìm: {text}", text=relaxation.text)
    return Reason("{text}", (("text", relaxation.text),))
