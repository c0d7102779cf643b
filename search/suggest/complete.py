"""What a person may go on to type: directives, places, issuers and words, from a few letters.

Directives are searched as everywhere (:mod:`search.directives`), the last word by its beginning.
Places and issuers are compared without marks, by the beginnings of their words.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from indexer.analysis import Token, compound_words, tokens
from indexer.directives import Knowledge, Registry, key_label
from indexer.model import UNKNOWN
from indexer.normalization import composed
from indexer.places import type_and_name, typed_places
from indexer.text import old_style, toneless, unaccent
from search.areas import place_counts, places_starting_with
from search.directives import known_directives, likely
from search.display import addresses, with_mark
from search.engine import Engine
from search.held import held_texts
from search.lookup import by_turns, means_several, offered_rows, typed_list
from search.query import ISSUER, SPEAKER, Query, typed_citations

MAX_COMPLETIONS = 8
_MAX_OF_A_KIND = 4
_MIN_LETTERS = 2
_SURE = 0.85
"""How much of what was typed a directive has to have, by weight, to come first."""
_A_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Completion:
    """Something to go on with: its kind (``directive``, ``place``, ``issuer``, ``word``), what
    it is called, the query or page it leads to, and in how many notices it stands.

    ``title`` tells apart the directives of one number, and says what one is about; ``held`` where
    the index holds its text."""

    kind: str
    label: str
    address: str
    count: int
    title: str = ""
    held: bool = False


class Completer:
    """Completions over one generation of an index."""

    def __init__(self, engine: Engine, knowledge: Knowledge) -> None:
        self._engine, self._knowledge = engine, knowledge
        self._gazetteer = knowledge.gazetteer
        self._texts = held_texts(engine, knowledge.registry)
        self._issuers = _NameIndex(_issuers(engine))
        engine.completions("a")  # The words are put in order before the first letter is typed.

    def complete(self, typed: str) -> tuple[Completion, ...]:
        """The completions of what has been typed so far; none below two letters."""
        folded = " ".join(unaccent(typed[:100]).split())
        if len(folded.replace(" ", "")) < _MIN_LETTERS:
            return ()
        named, places = self._named(typed[:100], folded), self._places(typed)
        first = (places, named) if self._begins_a_place(typed[:100], folded) else (named, places)
        return _by_turns(*first, self._words(typed))

    def _begins_a_place(self, typed: str, folded: str) -> bool:
        """Whether a place is being typed: by its type word or whole, and no word of every day.

        ``xã hội`` is a word that begins as a place does, ``huyện ủy bảo`` the name of a committee.
        """
        if typed_places(typed, self._gazetteer):
            return True
        kind, name = type_and_name(" ".join(typed.split()))
        if not kind:
            return False
        word = f"{kind} {name.split()[0]}".lower().replace(" ", "_")
        return word not in compound_words(typed.lower()) and not self._issuers.starting(folded)

    def _named(self, typed: str, folded: str) -> Iterator[Completion]:
        """Directives and issuers: the directives first that have nearly all of what was typed."""
        known, registry = known_directives(self._engine, self._knowledge), self._knowledge.registry
        cited, found = typed_citations(typed, registry), likely(known.find(typed))[:_MAX_OF_A_KIND]
        is_number = not found and typed[-1:].isdecimal()  # One that is near may be offered.
        is_told = cited or is_number or _is_list(typed, registry, known.counts)
        meant = by_turns(offered_rows(typed, cited, registry, known.counts)) if is_told else []
        if len(typed.split()) < _A_PHRASE:  # Of few words every one has to be met.
            found = [one for one in found if one.share >= _SURE or one.has_number]
        first = [one.key for one in meant] + [one.key for one in found if one.share >= _SURE]
        named = chain(
            (self._directive(key, known.counts) for key in dict.fromkeys(first)),
            self._issuers.starting(folded),
            (self._directive(one.key, known.counts) for one in found if one.key not in first),
        )
        return islice(named, _MAX_OF_A_KIND)

    def _directive(self, key: str, counts: Mapping[str, int]) -> Completion:
        row, text = self._knowledge.registry.get(key), self._texts.get(key)
        label, address = key_label(key, self._knowledge), addresses.directive(key)
        title = row.title if row else ""
        if text and not row:
            title = with_mark(text.first, text.first.title or "")
        return Completion("directive", label, address, counts.get(key, 0), title, text is not None)

    def _places(self, typed: str) -> Iterator[Completion]:
        counts = place_counts(self._engine, self._gazetteer)
        for place in places_starting_with(self._gazetteer, typed, _MAX_OF_A_KIND):
            one = counts.listed(place.key)
            yield Completion("place", one.label, one.address, one.count)

    def _words(self, typed: str) -> Iterator[Completion]:
        """The last word typed, completed by the words of the index, the most frequent first."""
        written = " ".join(composed(typed).split())
        kept, _, last = written.rpartition(" ")
        if len(last) < _MIN_LETTERS or last.isdecimal():
            return
        before = list(tokens(kept))
        words = self._after(before[-1], last) if before else self._starting(last)
        for word, count in heapq.nlargest(_MAX_OF_A_KIND, words.items(), key=lambda item: item[1]):
            text = f"{kept} {word}".strip()
            yield Completion(
                "word", text, addresses.percent_encoded(addresses.results(Query(text=text))), count
            )

    def _after(self, before: Token, last: str) -> Mapping[str, int]:
        """Words that begin so and stand right after the one before, in how many notices."""
        accented = self._starting(last, before.syllable)
        bare = self._starting(last, before.bare, accented=False)
        # After "nong" nearly all notices have marks that were not typed; after "an" none has.
        return (
            bare
            if max(bare.values(), default=0) > 2 * max(accented.values(), default=0)
            else accented
        )

    def _starting(self, typed: str, after: str = "", *, accented: bool = True) -> Mapping[str, int]:
        """The words that begin as typed; where no word has these marks, those with others."""
        found = self._engine.completions(typed, after, accented=accented)
        return _accented_as_typed(found, old_style(typed.lower())) or found


def _is_list(typed: str, registry: Registry, counts: Mapping[str, int]) -> bool:
    return bool(typed_list(typed)) or means_several(typed, registry, counts)


def _by_turns(*kinds: Iterable[Completion]) -> tuple[Completion, ...]:
    """The best of each kind by turns until there are enough, each kind together."""
    groups = [list(dict.fromkeys(kind)) for kind in kinds]
    turns = sorted((turn, at) for at, group in enumerate(groups) for turn in range(len(group)))
    taken = sorted((at, turn) for turn, at in turns[:MAX_COMPLETIONS])
    return tuple(groups[at][turn] for at, turn in taken)


def _accented_as_typed(words: Mapping[str, int], typed: str) -> dict[str, int]:
    """The words that have the marks typed: a tone is often typed last, so any may yet come.

    >>> _accented_as_typed({"thôn": 2, "thống": 1, "thơm": 3}, "thô")
    {'thôn': 2, 'thống': 1}
    """
    spellings: Iterable[str] = words
    if not words or typed == unaccent(typed):
        return dict(words)
    if typed == toneless(typed):
        spellings = toneless("\n".join(words)).split("\n")
    beginning = zip(words.items(), spellings, strict=True)
    return dict(word for word, spelling in beginning if spelling.startswith(typed))


class _NameIndex:
    """Names by what they may be typed from, sorted so that a prefix is one slice."""

    def __init__(self, names: Iterable[tuple[str, Completion]]) -> None:
        entries = sorted(set(names), key=lambda entry: entry[0])
        self._starts = [start for start, _ in entries]
        self._completions = [completion for _, completion in entries]

    def starting(self, folded: str) -> list[Completion]:
        """The completions of names with a word that begins so, most used first."""
        first = bisect_left(self._starts, folded)
        last = bisect_left(self._starts, folded + "\uffff")
        return heapq.nlargest(
            _MAX_OF_A_KIND, dict.fromkeys(self._completions[first:last]), key=lambda h: h.count
        )


def _word_starts(name: str) -> Iterator[str]:
    """The rest of a name from each of its words on."""
    words = name.split()
    for at in range(min(len(words), 6)):
        yield " ".join(words[at:])


def _issuers(engine: Engine) -> Iterator[tuple[str, Completion]]:
    """Committees by each word of their names, and their organs by the whole name."""
    committees = engine.values(ISSUER.name)
    for _, completion in _values_of(ISSUER.name, engine):
        for start in _word_starts(unaccent(completion.label)):
            yield start, completion
    for value, completion in _values_of(SPEAKER.name, engine):
        if value not in committees:
            yield unaccent(completion.label), completion


def _values_of(name: str, engine: Engine) -> Iterator[tuple[str, Completion]]:
    labels = engine.values(name)
    for value, count in engine.counts(name).items():
        if value != UNKNOWN:
            found = addresses.results(Query(filters={ISSUER.name: (value,)}))
            address = addresses.percent_encoded(found)
            yield value, Completion("issuer", labels[value], address, count)
