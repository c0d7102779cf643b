"""Did you mean: words that the index has none of, and the nearest words that it has.

Nothing is applied silently; a suggestion is offered as a link.  Words are compared by their bare
forms, so that a wrong mark is no mistake, and by the fewest letters added, left out, changed or
swapped (optimal string alignment distance, OSA).

The citations nearest to one that no notice has (viện dẫn gần giống): a slip of the pen away.

``213-CT/TW`` is answered by Quy định 213-QĐ/TW, ``231-QĐ/TW`` by it as well: the same number
under another type or body, or another number one slip away under the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import OSA

from indexer.directives import DirectiveKey, sequence_of
from indexer.text import unaccent
from search.engine import Engine
from search.query import CITES, Query, Word

MAX_EDITS = 2
MAX_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class SpellingSuggestion:
    """A query with one word replaced: what was typed, what is offered, in how many notices."""

    written: str
    offered: str
    text: str
    count: int


def spelling_suggestions(engine: Engine, query: Query) -> tuple[SpellingSuggestion, ...]:
    """The nearest words of the index for typed words that no notice has, the most common first."""
    unknown = (
        clause
        for clause in query.required
        if isinstance(clause, Word) and not engine.document_frequency(clause.token.bare)
    )
    return tuple(one for clause in islice(unknown, 4) for one in _for_word(engine, query, clause))


def _for_word(engine: Engine, query: Query, clause: Word) -> Iterator[SpellingSuggestion]:
    typed = clause.token.bare
    if len(typed) < 2 or typed.isdecimal():
        return
    allowed = 1 if len(typed) <= 4 else MAX_EDITS
    near = [
        (one.edits, -one.count, one.word)
        for one in engine.near_words(typed, allowed)
        if one.edits and not one.word.isdecimal()
    ]
    for _, count, bare in sorted(near)[:MAX_SUGGESTIONS]:
        term = _accented(engine, bare) if clause.token.syllable != typed else bare
        whole = rf"(?<!\w){re.escape(clause.written)}(?!\w)"
        text = re.sub(whole, term, query.text, count=1)
        yield SpellingSuggestion(clause.written, term, text, -count)


def _accented(engine: Engine, bare: str) -> str:
    """The spelling with marks that most notices have, for a person who types marks."""
    found = {
        word: count
        for word, count in engine.completions(bare).items()
        if len(word) == len(bare) and unaccent(word) == bare
    }
    return max(found, key=lambda word: (found[word], word), default=bare)


MAX_CITATIONS = 4


def nearest_citations(query: Query, counts: Mapping[str, int]) -> tuple[str, ...]:
    """The cited keys nearest to those asked for, the nearest and then the most cited first.

    ``counts`` are the notices that cite each key.

    >>> nearest_citations(Query(filters={"cites": ("tw/_/ct-213",)}), {"tw/k12/qdi-213": 7})
    ('tw/k12/qdi-213',)
    """
    missing = {key for key in _keys_asked_for(query) if not counts.get(key)}
    cited = [key for key in counts if DirectiveKey.is_key(key)]
    ranked = sorted(
        (far, -counts[key], key)
        for key in cited
        if missing and (far := min(_distance(one, key) for one in missing)) < _FAR
    )
    return tuple(key for _, _, key in ranked[:MAX_CITATIONS])


def _keys_asked_for(query: Query) -> Iterator[str]:
    for one in query.citations:
        yield from (key for key in (one.key, *one.candidates) if key)
    yield from (key for key in query.filters.get(CITES.name, ()) if DirectiveKey.is_key(key))


_FAR = 4


def _distance(key: str, other: str) -> int:
    """How far one key is from another: body and type differ, or the number by one slip."""
    ours, theirs = sequence_of(key), sequence_of(other)
    if ours is None or theirs is None:
        return _FAR
    body, register = ours.body != theirs.body, ours.register != theirs.register
    number, other_number = DirectiveKey.parse(key).figure, DirectiveKey.parse(other).figure
    if number == other_number:
        return int(body) + int(register)
    slips = OSA.distance(str(number), str(other_number), score_cutoff=1)
    return 3 if slips == 1 and not body and not register else _FAR
