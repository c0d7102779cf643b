"""Directives as an index: which of them have a term, and how much of what was typed each has.

What few directives have tells more than what many have (inverse
document frequency, IDF); so a number outweighs the type before it, and "về" weighs next to nothing.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from indexer.analysis import bigram, tokens
from search.directives.found import FoundDirective
from search.directives.parts import NEWEST, WHICH, TypedPart
from search.directives.terms import INITIALS, NUMBER, TYPE, SearchedDirective, terms_of
from search.directives.typed_words import SAME, typed_words
from search.directives.types import names_of_types

_MOST_WEIGHT, _UNKNOWN_WEIGHT = 6.0, 4.0
"""Of what a single directive has, and of a word that none has."""

_SIDE_BY_SIDE = 0.4
"""What two words of a subject are worth beyond themselves where they stand side by side."""

_NUMBER_AND_TYPE, _NAMED, _OPENS, _CITED, _MOST_CITED = 2.5, 2.5, 1.5, 0.2, 1.0
"""What is added for a number with its type, for a whole name, for one that begins with the line,
for notices that cite it."""

_NEWEST, _OPENS_THE_NEWEST = 2.0, 3.0
"""What is added for the newest where it was asked for, and there for a name that begins with the
line: the newest Điều lệ Đảng is meant, and not the newest paper on it."""

_CALLED_OTHERWISE = 0.9
"""How much of a name may be typed at most where the newest is asked for: Luật Phục hồi, phá sản is
the new Luật Phá sản."""

_AGREES, _AGAINST, _AGAINST_A_QUESTION = 0.4, 0.5, 5.0
"""How well a number, year, term or body is met at least by what has it, and what it costs else;
beside the words of a question, which are a person's own, it tells more than they do."""

_SLIP, _BEGINNING, _FIRST_DIGITS = 0.7, 0.9, 0.7
"""How well a word is met that is a slip away, or a word or number that begins as the last one."""

_MOST_BEGINNINGS, _SHORT_WORD, _LONG_WORD, _LEAST_SHARE = 200, 4, 6, 0.3

_Name = tuple[str, dict[str, float], float]
_Column = npt.NDArray[np.float32]
_Rows = npt.NDArray[np.intp]


class DirectiveIndex:
    """Terms, and the directives that have them.

    >>> law = SearchedDirective("nn.qh/y2024/luat-31", ("Luật Đất đai",), "luat", "31")
    >>> found = DirectiveIndex([law]).find([TypedPart({"dat": 1.0}, "đất", is_word=True)], {})
    >>> [(one.key, round(one.share, 2)) for one in found]
    [('nn.qh/y2024/luat-31', 1.0)]
    """

    def __init__(self, directives: Iterable[SearchedDirective]) -> None:
        self._directives = tuple(directives)
        postings: dict[str, list[int]] = defaultdict(list)
        for row, directive in enumerate(self._directives):
            for term in terms_of(directive):
                postings[term].append(row)
        self._postings = dict(postings)
        self._words = sorted(term for term in postings if term.isalnum())
        # Words, with their marks and without, and numbers; what else has a name is typed whole.
        self._openings = sorted(
            term for term in postings if term.startswith(NUMBER) or not set(" :") & set(term)
        )
        self._none = self._nothing()
        self._newness = _places([one.date for one in self._directives])
        self._names: dict[int, tuple[_Name, ...]] = {}

    def find(
        self, parts: Sequence[TypedPart], counts: Mapping[str, int], limit: int | None = None
    ) -> list[FoundDirective]:
        """The directives that have some of the parts, the likeliest first.

        ``counts`` are the notices that cite each of them.
        """
        costs = _AGAINST_A_QUESTION if any(WHICH in one.readings for one in parts) else _AGAINST
        asks_for_newest, parts, readings = self._without_wishes(parts)
        matches = [self._match(one) for one in readings]
        weights = [self._weight(_at_best(match)) for match in matches]
        total = sum(weights)
        got = self._nothing()
        for match, weight in zip(matches, weights, strict=True):
            got += match * np.float32(weight)
        bearing = self._bearing(parts)
        numbered = self._numbered(parts, bearing)
        added = self._side_by_side(parts) + numbered
        opening = _OPENS_THE_NEWEST if asks_for_newest else _OPENS
        if asks_for_newest:
            added += np.float32(_NEWEST) * self._newness
        rows = np.nonzero(got > _LEAST_SHARE * total)[0]
        rows = rows[np.argsort(-(got + added)[rows], kind="stable")[:limit]]
        named, opens = self._names_typed(rows.tolist(), parts, readings)
        subjects = _subjects(rows, parts, matches, weights)
        against = _against(rows, parts, matches)
        found = []
        for place, row in enumerate(rows.tolist()):
            one, cited = self._directives[row], counts.get(self._directives[row].key, 0)
            of_name = min(named[place], _CALLED_OTHERWISE) if asks_for_newest else named[place]
            score = float(got[row] + added[row]) + _NAMED * of_name + opening * opens[place]
            score += one.standing + min(_MOST_CITED, _CITED * math.log1p(cited))
            hit = FoundDirective(
                one.key,
                score - costs * len(against[place]),
                float(got[row]) / total,
                of_name,
                bool(numbered[row]),
                against[place],
                float(subjects[place]),
                number=one.number if bearing[row] else "",
            )
            found.append(hit)
        return sorted(found, key=lambda one: (-one.score, one.key))

    def _without_wishes(
        self, parts: Sequence[TypedPart]
    ) -> tuple[bool, list[TypedPart], list[dict[str, float]]]:
        """Whether the newest is asked for, and the other parts with their readings."""
        read = [(part, self._readings(part)) for part in parts]
        kept = [(part, one) for part, one in read if one.keys().isdisjoint((NEWEST, WHICH))]
        asks_for_newest = any(NEWEST in one for _, one in read)
        return asks_for_newest, [part for part, _ in kept], [one for _, one in kept]

    def _names_typed(
        self, rows: Sequence[int], parts: Sequence[TypedPart], readings: Sequence[dict[str, float]]
    ) -> tuple[list[float], list[bool]]:
        """How much of one of its names was typed of each, and whether one begins with the line."""
        typed = frozenset(word for one in readings for term in one for word in _words_of(term))
        line = " ".join(part.bare or part.written for part in parts) if len(parts) > 1 else "\n"
        named = [self._named(row, typed) for row in rows]
        return named, [any(name.startswith(line) for name, *_ in self._names[row]) for row in rows]

    @property
    def terms(self) -> Collection[str]:
        """All that some directive has."""
        return self._postings.keys()

    def _nothing(self) -> _Column:
        return np.zeros(len(self._directives), np.float32)

    def _match(self, readings: Mapping[str, float]) -> _Column:
        """How well each directive has one of the readings of a part."""
        match = self._nothing()
        for term, strength in readings.items():
            if rows := self._postings.get(term):
                match[rows] = np.maximum(match[rows], np.float32(strength))
        return match

    def _weight(self, having: int) -> float:
        if not having:
            return _UNKNOWN_WEIGHT
        return min(_MOST_WEIGHT, math.log((1 + len(self._directives)) / having) + 0.05)

    def _readings(self, part: TypedPart) -> dict[str, float]:
        """The readings of a part, with what it may yet become, else with what is a slip away."""
        readings = dict(part.readings)
        if NEWEST in readings and any(term in self._postings for term in readings):
            del readings[NEWEST]  # "nông thôn mới" is a subject
        if part.is_last:
            for term, strength in self._beginning(part):
                readings[term] = max(strength, readings.get(term, 0.0))
        if part.is_word and not any(term in self._postings for term in readings):
            initials = f"{INITIALS}{part.bare}"
            near = self._nearest_words(part.bare) if initials not in self._postings else ()
            readings |= {initials: 1.0} | dict.fromkeys(near, _SLIP)
        return readings

    def _beginning(self, part: TypedPart) -> Iterator[tuple[str, float]]:
        """The terms that begin as the last part typed, each with how well it is met."""
        for start, strength in part.readings.items():
            well = strength * (_FIRST_DIGITS if start.startswith(NUMBER) else _BEGINNING)
            first = bisect_left(self._openings, start)
            for term in islice(self._openings, first, first + _MOST_BEGINNINGS):
                if not term.startswith(start):
                    break
                yield term, well

    def _nearest_words(self, bare: str) -> tuple[str, ...]:
        """The words a slip away: one letter, two in a long word."""
        if len(bare) < _SHORT_WORD:
            return ()
        most = 2 if len(bare) >= _LONG_WORD else 1
        near = extract(bare, self._words, scorer=OSA.distance, score_cutoff=most, limit=12)
        least = min((edits for _, edits, _ in near), default=0)
        return tuple(word for word, edits, _ in near if edits == least)

    def _side_by_side(self, parts: Sequence[TypedPart]) -> _Column:
        """What neighbours among the words of a subject add."""
        added = self._nothing()
        for one, other in pairwise(parts):
            rows = (
                one.is_word and other.is_word and self._postings.get(bigram(one.bare, other.bare))
            )
            if rows:
                added[rows] += np.float32(_SIDE_BY_SIDE * self._weight(len(rows)))
        return added

    def _bearing(self, parts: Sequence[TypedPart]) -> _Column:
        """Which directives bear a number that was typed, of whatever type."""
        numbers = [term for part in parts for term in part.readings if term.startswith(NUMBER)]
        return self._match(dict.fromkeys(numbers, 1.0)) if numbers else self._none

    def _numbered(self, parts: Sequence[TypedPart], bearing: _Column) -> _Column:
        """What a number adds to the directives that bear it, and are of the type typed with it."""
        if bearing is self._none:
            return bearing
        before = [one for one, other in pairwise(parts) if other.is_number]
        behind = [other for one, other in pairwise(parts) if one.is_number]
        types = _types_of(before) or _types_of(behind) or _types_of(parts)
        agreeing = self._match(types) if types else np.float32(0.5)
        return bearing * np.float32(_NUMBER_AND_TYPE) * agreeing

    def _named(self, row: int, typed: frozenset[str]) -> float:
        """How much of one of the names of a directive was typed, by weight."""
        if row not in self._names:
            self._names[row] = tuple(self._weighed(name) for name in self._directives[row].names)
        shares = (
            sum(words[word] for word in typed & words.keys()) / whole
            for _, words, whole in self._names[row]
        )
        return max(shares, default=0.0)

    def _weighed(self, name: str) -> _Name:
        """A name without marks from its subject on, and what its words weigh, with their sum."""
        bare = [token.bare for token in tokens(name)]
        if bare:
            bare = bare[typed_words().issuing.longest_at(bare, 0)[1] :]
        words = {word: self._weight(len(self._postings.get(word, ()))) for word in bare}
        return " ".join(_from_subject(bare)), words, sum(words.values()) or 1.0


def _from_subject(name: list[str]) -> list[str]:
    """The words of a name without "về", but where it is about another paper.

    >>> [" ".join(_from_subject(one.split())) for one in ("ve dan van", "ve qui che dan van")]
    ['dan van', 've qui che dan van']
    """
    length = typed_words().about.longest_at(name, 0)[1] if name else 0
    subject = name[length : length + 2]
    return name if {" ".join(subject), *subject[:1]} & names_of_types() else name[length:]


def _at_best(match: _Column) -> int:
    """How many directives have a part as well as any has it: "trồng" is rare, "trong" is not."""
    best = match.max(initial=0.0)
    return len(np.nonzero(match == best)[0]) if best else 0


def _words_of(term: str) -> Iterable[str]:
    """The words of a term; of a subject by another name those that papers call it by."""
    return typed_words().meant_words[term] if term.startswith(SAME) else term.split()


def _subjects(
    rows: _Rows, parts: Sequence[TypedPart], matches: Sequence[_Column], weights: Sequence[float]
) -> _Column:
    """How much of the words of a subject each of the rows has, by weight."""
    had, told = np.zeros(len(rows), np.float32), 0.0
    for part, match, weight in zip(parts, matches, weights, strict=True):
        if part.is_subject:
            had += match[rows] * np.float32(weight)
            told += weight
    return had / np.float32(told) if told else had + np.float32(1)


def _against(
    rows: _Rows, parts: Sequence[TypedPart], matches: Sequence[_Column]
) -> list[tuple[str, ...]]:
    """What of the line speaks against each of the rows."""
    found: list[tuple[str, ...]] = [()] * len(rows)
    for part, match in zip(parts, matches, strict=True):
        if part.decides:
            for place in np.nonzero(match[rows] < _AGREES)[0].tolist():
                found[place] = (*found[place], part.written)
    return found


def _types_of(parts: Sequence[TypedPart]) -> dict[str, float]:
    """The types that parts may mean, each with how well."""
    return {
        term: strength
        for part in parts
        for term, strength in part.readings.items()
        if term.startswith(TYPE)
    }


def _places(dates: Sequence[str]) -> _Column:
    """Where each date stands among all, from 0 for the older half to 1 for the newest."""
    order = {date: place for place, date in enumerate(sorted(set(dates)))}
    last = max(1, len(order) - 1)
    return np.array([max(0.0, 2 * order[date] / last - 1) for date in dates], np.float32)
