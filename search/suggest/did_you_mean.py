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
from indexer.missing_marks import is_syllable
from indexer.text import unaccent
from search.engine import Engine
from search.query import CITES, Query, Word

MAX_EDITS = 2
MAX_SUGGESTIONS = 3
_SHORT = 4
"""Letters of a word that has one slip at most."""

MAX_SPELLINGS = 2
"""Spellings by which a word without marks is told."""


@dataclass(frozen=True, slots=True)
class SpellingSuggestion:
    """A query with one word replaced: what was typed, what is offered, in how many notices.

    ``offered`` is told with marks, as people write it; of a word that is looked for without marks
    these are its commonest spellings: ``trường / trưởng``.
    """

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
    marked = unaccent(query.text) != query.text
    return tuple(
        one for clause in islice(unknown, 4) for one in _for_word(engine, query, clause, marked)
    )


def _for_word(
    engine: Engine, query: Query, clause: Word, marked: bool
) -> Iterator[SpellingSuggestion]:
    """The words near to one; with their marks where the person types marks."""
    typed = clause.token.bare
    # A whole syllable with another first letter is another word, and no slip: "ninh", "đình".
    first = typed[0] if len(typed) <= _SHORT and is_syllable(typed) else ""
    if len(typed) < 2 or typed.isdecimal():
        return
    allowed = 1 if len(typed) <= _SHORT else MAX_EDITS
    near = [
        (one.edits, -one.count, one.word)
        for one in engine.near_words(typed, allowed)
        if one.edits and not one.word.isdecimal() and one.word.startswith(first)
    ]
    for _, count, bare in sorted(near)[:MAX_SUGGESTIONS]:
        spelled = _spellings(engine, bare) or {bare: -count}
        spelling = next(iter(spelled))
        whole = rf"(?<!\w){re.escape(clause.written)}(?!\w)"
        text = re.sub(whole, spelling if marked else bare, query.text, count=1)
        if marked:
            yield SpellingSuggestion(clause.written, spelling, text, spelled[spelling])
        else:
            offered = " / ".join(islice(spelled, MAX_SPELLINGS))
            yield SpellingSuggestion(clause.written, offered, text, -count)


def _spellings(engine: Engine, bare: str) -> dict[str, int]:
    """How notices write a word, the commonest first, each with how many do."""
    found = engine.completions(bare).items()
    same = [(word, count) for word, count in found if unaccent(word) == bare]
    return dict(sorted(same, key=lambda one: (-one[1], one[0])))


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
