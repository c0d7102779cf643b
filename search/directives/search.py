"""The one way to search directives: the registry's, and those that notices only cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from weakref import ref

from indexer.analysis import tokens
from indexer.directives import STATE, DirectiveKey, Registry
from indexer.knowledge import issuing_bodies_data
from indexer.knowledge.abbreviations import abbreviations
from indexer.model import Directive, Validity
from indexer.numerals import read_number
from indexer.text import unaccent
from search.directives.found import FoundDirective
from search.directives.index import DirectiveIndex
from search.directives.parts import TypedPart
from search.directives.spelling import Spelling
from search.directives.terms import SearchedDirective
from search.directives.typed import typed_parts
from search.directives.typed_words import typed_words
from search.directives.types import searched_code

MOST_FOUND = 50
"""Directives that are told apart for one line; of them few are shown."""

_IN_FORCE, _A_YEAR, _OF_THE_PARTY = 0.5, 0.02, 0.6
"""What is in force, newer by a year, or of the Party stands before another by: "nghị quyết đô thị"
is asked of notices of the Party."""


class DirectiveSearch:
    """The search over one registry.

    >>> search = DirectiveSearch(Registry.load())
    >>> [one.key for one in search.find(search.parts("quy che cong tac dan van"), {})][:1]
    ['tw/k13/qd-23']
    """

    def __init__(self, registry: Registry) -> None:
        passed = _passed_by_plenums(registry)
        rows = [_searched(one, passed) for one in registry]
        self._index = DirectiveIndex(rows)
        self._spelling = Spelling(self._index.terms)
        self._bodies = _names_of_bodies(rows)

    def parts(self, text: str, *, goes_on: bool = False) -> list[TypedPart]:
        """What was typed, taken apart; where it ``goes_on``, the last word may be a beginning."""
        return typed_parts(text, self._bodies, goes_on=goes_on, words_in=self._spelling.words_in)

    def find(
        self, parts: Sequence[TypedPart], counts: Mapping[str, int], limit: int | None = MOST_FOUND
    ) -> list[FoundDirective]:
        """The directives that a line may mean, the likeliest first.

        ``counts`` are the notices that cite each.
        """
        return self._index.find(parts, counts, limit)


def _searched(one: Directive, passed: Mapping[str, int]) -> SearchedDirective:
    key = DirectiveKey.parse(one.key)
    year = one.date.year if one.date else 1990
    return SearchedDirective(
        key=one.key,
        names=(one.title, *one.aliases, *typed_words().nicknames.get(one.key, ())),
        type_code=type_code(key),
        number=key.number.lstrip("0"),
        body=one.body,
        codes=_codes(key),
        term=key.term,
        date=one.date.iso if one.date else "",
        plenum=_plenum_of(one, passed),
        standing=_A_YEAR * (year - 1990)
        + (0.0 if key.body.segment.startswith(STATE) else _OF_THE_PARTY)
        - (_IN_FORCE if one.status is Validity.EXPIRED else 0.0),
    )


def type_code(key: DirectiveKey) -> str:
    """The code by which a directive of this key is searched for."""
    code = key.code or key.document.partition(".")[0]
    return searched_code(code, of_the_state=key.body.segment.startswith(STATE))


def _codes(key: DirectiveKey) -> tuple[str, ...]:
    head = key.body.head
    return (head, "tw") if head.endswith("tw") and head != "tw" else (head,)


_PLENUM = re.compile(r"Trung ương (\d{1,2})\b")


def _plenum_of(one: Directive, passed: Mapping[str, int]) -> int:
    """The number of the plenum that passed a directive, by the data or by one of its aliases."""
    named = (found for alias in one.aliases if (found := _PLENUM.search(alias)))
    return passed.get(one.key) or next((read_number(found[1]) or 0 for found in named), 0)


def _passed_by_plenums(registry: Registry) -> dict[str, int]:
    return {
        key: number
        for (_, number), plenum in registry.plenums.items()
        for key in (*plenum.resolutions, *plenum.conclusions)
    }


def _names_of_bodies(rows: Iterable[SearchedDirective]) -> dict[tuple[str, ...], list[str]]:
    """What people call the bodies that issue directives, in words without marks, to those bodies.

    Their own names, what abbreviates these, the codes of symbols, and the wordings of papers.
    """
    names: dict[tuple[str, ...], dict[str, None]] = {}

    def add(name: str, body: str) -> None:
        words = list(tokens(name))
        for variant in abbreviations().variants(words):
            bare = tuple(word.bare for word in variant)
            names.setdefault(bare, {})[body] = None
            names.setdefault(_with_tw(bare), {})[body] = None

    bodies, codes = {one.body for one in rows}, {code for one in rows for code in one.codes}
    for body in sorted(bodies):
        add(body, body)
    for code in sorted(codes):
        add(code, code)
        if code.endswith("tw") and code != "tw":
            add(f"{code.removesuffix('tw')} tw", code)
    for row in issuing_bodies_data()["stated"]:
        code = unaccent(row["code"])
        for wording in row["wordings"]:
            if row["name"] in bodies:
                add(wording, row["name"])
            elif code in codes:
                add(wording, code)
    return {words: list(meant) for words, meant in names.items() if words}


def _with_tw(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name in which "trung ương" is shortened."""
    text = " ".join(words).replace("trung uong", "tw")
    return tuple(text.split())


_made: tuple[ref[Registry], DirectiveSearch] | None = None
_lock = Lock()


def directive_search(registry: Registry) -> DirectiveSearch:
    """The search over a registry, made when it is first asked for and kept for the next time."""
    global _made
    with _lock:
        if _made is None or _made[0]() is not registry:
            _made = ref(registry), DirectiveSearch(registry)
        return _made[1]
