"""The registry of directives: what is known of each, and how to look one up.

``corpus/registry/directives.csv`` has one line for each directive of the Party,
``state_documents.csv`` for each document of the State; adding a line adds it.  The State's are
read when one of them is asked for (:mod:`indexer.directives.state_table`).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Generic, TypeVar

from indexer.directives.editions import LAWMAKERS, Editions
from indexer.directives.following_words import words_of_title
from indexer.directives.keys import STATE, DirectiveKey
from indexer.directives.registers import Registers
from indexer.directives.rows import PARTY_TABLE, STATE_TABLE, normal_alias, read_directives
from indexer.directives.state_table import StateTable
from indexer.knowledge import first_day
from indexer.model import Directive, PartialDate
from indexer.paths import REGISTRY
from indexer.text import unaccent

Q = TypeVar("Q")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plenum:
    """What the name of a plenum stands for: keys of its resolutions and conclusions."""

    resolutions: tuple[str, ...]
    conclusions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedBare:
    """From when to when a directive is commonly cited by its bare number (số trần)."""

    since: date
    until: date | None = None


class FoundOnce(Generic[Q, T]):
    """What is found out of the registry when it is first asked for, and then kept.

    >>> lengths = FoundOnce()
    >>> lengths.get("tw/k12/qdi-213", lambda: 14), lengths.get("tw/k12/qdi-213", lambda: 0)
    (14, 14)
    """

    def __init__(self) -> None:
        self._found: dict[Q, T] = {}

    def get(self, question: Q, find: Callable[[], T]) -> T:
        """The answer to a question, which ``find`` finds the first time."""
        if question not in self._found:
            self._found[question] = find()
        return self._found[question]


@dataclass(frozen=True)
class Registry:
    """Directives by key, by number and by alias.

    >>> Registry.load().get("tw/k12/qdi-213").number
    '213-QĐ/TW'
    """

    directives: tuple[Directive, ...]
    plenums: dict[tuple[str, int], Plenum] = field(default_factory=dict)
    state: StateTable = field(default_factory=StateTable)
    bare: dict[str, CitedBare] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path = REGISTRY) -> Registry:
        """Read the registry; raises :class:`RegistryError` for a line of the Party's table that
        cannot be read.  One of the State's is refused when it is asked for."""
        return cls(
            read_directives(folder / PARTY_TABLE),
            _read_plenums(folder / "plenums.toml"),
            StateTable(folder / STATE_TABLE),
            _read_bare(folder / "bare_numbers.toml"),
        )

    def __iter__(self) -> Iterator[Directive]:
        """The Party's directives, then the State's documents: all, so nothing for each citation."""
        yield from self.directives
        yield from self.state

    def __len__(self) -> int:
        return len(self.directives) + len(self.state)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of all of them."""
        return (*self.party_keys, *self.state.keys)

    @cached_property
    def party_keys(self) -> tuple[str, ...]:
        """The keys of the Party's directives."""
        return tuple(directive.key for directive in self.directives)

    @cached_property
    def _by_key(self) -> dict[str, Directive]:
        return {directive.key: directive for directive in self.directives}

    @cached_property
    def _by_number(self) -> dict[tuple[str, str], tuple[Directive, ...]]:
        found: dict[tuple[str, str], list[Directive]] = defaultdict(list)
        for directive in self.directives:
            key = DirectiveKey.parse(directive.key)
            found[str(key.body), key.number].append(directive)
        return {key: tuple(group) for key, group in found.items()}

    @cached_property
    def _by_body(self) -> dict[str, tuple[Directive, ...]]:
        found: dict[str, list[Directive]] = defaultdict(list)
        for directive in self.directives:
            found[directive.key.partition("/")[0]].append(directive)
        return {body: tuple(group) for body, group in found.items()}

    @cached_property
    def _by_alias(self) -> dict[str, tuple[Directive, ...]]:
        found: dict[str, list[Directive]] = defaultdict(list)
        for directive in self.directives:
            for alias in {normal_alias(alias) for alias in directive.aliases}:
                found[alias].append(directive)
        return {alias: tuple(group) for alias, group in found.items()}

    @cached_property
    def editions(self) -> Editions:
        """The laws by name."""
        return Editions.of(row for body in LAWMAKERS for row in self.of_body(body))

    @cached_property
    def registers(self) -> Registers:
        """How far the terms had come in their registers, as the dated rows tell."""
        return Registers.of(self.directives)

    @cached_property
    def titles_by_opening(self) -> dict[tuple[str, str], list[tuple[str, ...]]]:
        """The titles of the Party's directives as words, by the first two of them."""
        found: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
        for title in self.by_title:
            if len(title) > 1:
                found[title[0], title[1]].append(title)
        return dict(found)

    @cached_property
    def by_title(self) -> dict[tuple[str, ...], list[Directive]]:
        """The Party's directives by the words of their titles."""
        found: dict[tuple[str, ...], list[Directive]] = defaultdict(list)
        for directive in self.directives:
            found[words_of_title(directive.title)].append(directive)
        return dict(found)

    @cached_property
    def named_in_titles(self) -> FoundOnce[str, str | None]:
        """Which directive the title of another names, by the key of the other."""
        return FoundOnce()

    @cached_property
    def recurring(self) -> FoundOnce[tuple[str, bool], date | None]:
        """Since when other terms have the title of a key too, under its number or under any."""
        return FoundOnce()

    def is_cited_bare(self, key: str, on: PartialDate | None) -> bool:
        """Whether a paper of a day that gives the bare number commonly means this directive.

        >>> registry = Registry.load()
        >>> [registry.is_cited_bare("tw/k12/ct-05", PartialDate(year)) for year in (2015, 2023)]
        [False, True]
        """
        cited = self.bare.get(key)
        if cited is None or on is None:
            return cited is not None
        return cited.since <= on.latest() and (cited.until is None or first_day(on) <= cited.until)

    @cached_property
    def bigram_counts(self) -> Counter[str]:
        """In how many titles of the Party's directives each pair of neighbouring words stands."""
        return Counter(
            pair for directive in self.directives for pair in set(title_bigrams(directive.title))
        )

    def get(self, key: str) -> Directive | None:
        """The directive of a key, or None."""
        return self.state.get(key) if key.startswith(STATE) else self._by_key.get(key)

    def of_body(self, body: str) -> tuple[Directive, ...]:
        """Every directive of a body segment, in the order of its table.

        >>> [d.key for d in Registry.load().of_body("ubkttw")][:2]
        ['ubkttw/k10/hd-11', 'ubkttw/k11/hd-04']
        """
        return self.state.of_body(body) if body.startswith(STATE) else self._by_body.get(body, ())

    def numbered(self, body: str, number: str) -> tuple[Directive, ...]:
        """Every directive of a body segment with a number, of whatever type and term.

        >>> [d.key for d in Registry.load().numbered("tw", "399")]
        ['tw/k13/qdi-399']
        """
        if body.startswith(STATE):
            return self.state.numbered(body, number)
        return self._by_number.get((body, number), ())

    def by_alias(self, alias: str) -> tuple[Directive, ...]:
        """The directives with an alias, in any spelling.

        >>> [d.key for d in Registry.load().by_alias("chỉ thị số 05")]
        ['tw/k12/ct-05']
        """
        name = normal_alias(alias)
        return self._by_alias.get(name) or self.state.named(name)

    def naming(self, key: str) -> list[Directive]:
        """The rows that say of a directive what it replaced or what replaced it."""
        party = (row for row in self.directives if key in (*row.supersedes, *row.superseded_by))
        return [*party, *self.state.naming(key)]

    def plenum(self, term: str, number: int) -> Plenum | None:
        """What "Trung ương <number> khóa <term>" stands for, as far as the data say."""
        return self.plenums.get((term, number))


# Words that every subject has, and none tells anything.
_COMMON = frozenset(
    ["ve", "viec", "va", "cua", "cac", "voi", "trong", "tai", "theo", "duoc", "nhung"]
)


def title_bigrams(title: str) -> list[str]:
    """Neighbouring words of a title, folded: what titles are compared by.

    >>> title_bigrams("về công tác dân số")
    ['cong tac', 'tac dan', 'dan so']
    """
    words = re.findall(r"[a-z0-9]+", unaccent(title))
    joined = [f"{one} {two}" for one, two in pairwise(words)]
    return [pair for pair in joined if not set(pair.split()) & _COMMON]


def _read_plenums(path: Path) -> dict[tuple[str, int], Plenum]:
    if not path.exists():
        return {}
    rows = tomllib.loads(path.read_text("utf-8"))["plenum"]
    return {
        (row["term"], row["number"]): Plenum(
            tuple(row["resolutions"]), tuple(row.get("conclusions", ()))
        )
        for row in rows
    }


def _read_bare(path: Path) -> dict[str, CitedBare]:
    if not path.exists():
        return {}
    rows = tomllib.loads(path.read_text("utf-8"))["bare"]
    return {row["key"]: CitedBare(row["since"], row.get("until")) for row in rows}
