"""Did you mean: words that the index has none of, and the nearest words that it has.

Nothing is applied silently; a suggestion is offered as a link.  Words are compared by their bare
forms, so that a wrong mark is no mistake, and by the fewest letters added, left out, changed or
swapped (optimal string alignment distance, OSA).

How a word known without marks may begin with them, to be looked up among spelled words.

The citations nearest to one that no notice has (viện dẫn gần giống): a slip of the pen away.

``213-CT/TW`` is answered by Quy định 213-QĐ/TW, ``231-QĐ/TW`` by it as well: the same number
under another type or body, or another number one slip away under the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from indexer.directives import DirectiveKey, sequence_of
from indexer.text import unaccent
from search.engine import Engine
from search.query import Query, Word

_ONSET = re.compile("[bcdghklmnpqrstvx]*")
_MARKED_VOWELS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


def beginnings(bare: str) -> Sequence[str]:
    """The first consonants of a bare word, or its first vowel with all its marks.

    >>> beginnings("thon"), beginnings("dang"), len(beginnings("an"))
    (('th',), ('d', 'đ'), 18)
    """
    onset = _ONSET.match(bare)
    if onset and onset.group():
        head = onset.group()
        return (head, f"đ{head[1:]}") if head[0] == "d" else (head,)
    return (bare[:1], *(one for one in _MARKED_VOWELS if unaccent(one) == bare[:1]))


MAX_EDITS = 2
MAX_SUGGESTIONS = 3
_VOCABULARY = 100_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query with one word replaced: what was typed, what is offered, in how many notices."""

    written: str
    offered: str
    text: str
    count: int


def suggestions(engine: Engine, query: Query) -> tuple[Suggestion, ...]:
    """The nearest words of the index for typed words that no notice has, the most common first."""
    unknown = (
        clause
        for clause in query.required
        if isinstance(clause, Word) and clause.token.bare not in _first(engine, clause.token.bare)
    )
    spelled = _Spelled(engine)
    return tuple(one for clause in islice(unknown, 4) for one in _for_word(spelled, query, clause))


def _first(engine: Engine, beginning: str) -> Mapping[str, int]:
    """The first word that begins so: the beginning itself, if it is a word."""
    return engine.terms("body_bare", beginning, 1)


class _Spelled:
    """The words of the index as spelled, looked up for several suggestions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._by_head: dict[str, Mapping[str, int]] = {}

    @cached_property
    def bare(self) -> Mapping[str, int]:
        """All words without marks."""
        return self._engine.terms("body_bare", "", _VOCABULARY)

    @cached_property
    def words(self) -> list[str]:
        """The same without their counts."""
        return list(self.bare)

    def _starting(self, head: str) -> Mapping[str, int]:
        if head not in self._by_head:
            self._by_head[head] = self._engine.terms("body", head, _VOCABULARY)
        return self._by_head[head]

    def marked(self, bare: str) -> str:
        """The spelling with marks that most notices have, for a person who types marks."""
        found = {
            word: count
            for one in beginnings(bare)
            for word, count in self._starting(one).items()
            if len(word) == len(bare) and unaccent(word) == bare
        }
        return max(found, key=lambda word: (found[word], word), default=bare)


def _for_word(spelled: _Spelled, query: Query, clause: Word) -> Iterator[Suggestion]:
    typed = clause.token.bare
    if len(typed) < 2 or typed.isdigit():
        return
    allowed = 1 if len(typed) <= 4 else MAX_EDITS
    near = [
        (edits, -spelled.bare[term], term)
        for term, edits, _ in extract_iter(
            typed, spelled.words, scorer=OSA.distance, score_cutoff=allowed
        )
        if edits and not term.isdigit()
    ]
    for _, count, bare in sorted(near)[:MAX_SUGGESTIONS]:
        term = spelled.marked(bare) if clause.token.syllable != typed else bare
        whole = rf"(?<!\w){re.escape(clause.written)}(?!\w)"
        text = re.sub(whole, term, query.text, count=1)
        yield Suggestion(clause.written, term, text, -count)


MOST = 4


def nearest_citations(query: Query, counts: Mapping[str, int]) -> tuple[str, ...]:
    """The cited keys nearest to those asked for, the nearest and then the most cited first.

    ``counts`` are the notices that cite each key.

    >>> nearest_citations(Query(filters={"cites": ("tw/_/ct-213",)}), {"tw/k12/qdi-213": 7})
    ('tw/k12/qdi-213',)
    """
    asked = {key for key in _asked(query) if not counts.get(key)}
    cited = [key for key in counts if DirectiveKey.is_key(key)]
    ranked = sorted(
        (far, -counts[key], key)
        for key in cited
        if asked and (far := min(_far(one, key) for one in asked)) < _TOO_FAR
    )
    return tuple(key for _, _, key in ranked[:MOST])


def _asked(query: Query) -> Iterator[str]:
    for one in query.citations:
        yield from (key for key in (one.key, *one.candidates) if key)
    yield from (key for key in query.filters.get("cites", ()) if DirectiveKey.is_key(key))


_TOO_FAR = 4


def _far(asked: str, other: str) -> int:
    """How far one key is from another: body and type differ, or the number by one slip."""
    wanted, found = sequence_of(asked), sequence_of(other)
    if wanted is None or found is None:
        return _TOO_FAR
    body, register = wanted.body != found.body, wanted.register != found.register
    one, another = DirectiveKey.parse(asked).figure, DirectiveKey.parse(other).figure
    if one == another:
        return int(body) + int(register)
    slips = OSA.distance(str(one), str(another), score_cutoff=1)
    return 3 if slips == 1 and not body and not register else _TOO_FAR
