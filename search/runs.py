"""Runs of typed words that belong together: those that an abbreviation stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from indexer.abbreviations import abbreviations
from indexer.analysis import Token
from search.query import Both, Clause, Either, Within, Word


class Run(NamedTuple):
    """One clause, or several words that have an abbreviation: ``hội đồng nhân dân``, HĐND."""

    clauses: tuple[Clause, ...]
    short: Token | None = None

    @property
    def clause(self) -> Clause:
        """The run as one clause."""
        return self.clauses[0] if len(self.clauses) == 1 else Both(self.clauses)


def runs(clauses: Sequence[Clause]) -> Iterator[Run]:
    """Clauses that all have to be met, one by one, but words that have an abbreviation together.

    >>> from search.pieces import words
    >>> [len(run.clauses) for run in runs(words("xã nông thôn mới"))]
    [1, 3]
    """
    clauses = list(_fields_joined(clauses))
    at = 0
    while at < len(clauses):
        words = _words_from(clauses, at)
        short = abbreviations().longest_at([word.syllable for word in words])
        length = short.length if short else 1
        yield Run(tuple(clauses[at : at + length]), short.token if short else None)
        at += length


def _words_from(clauses: Sequence[Clause], at: int) -> list[Token]:
    words: list[Token] = []
    for clause in clauses[at:]:
        if not isinstance(clause, Word):
            break
        words.append(clause.token)
    return words


def _fields_joined(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses, neighbours within one field as one: ``tieu_de:(ban thường vụ)``."""
    for field, group in groupby(clauses, lambda one: one.field if isinstance(one, Within) else ""):
        if not field:
            yield from group
            continue
        inner = [one.clause for one in group if isinstance(one, Within)]
        parts = [part for one in inner for part in _parts(one)]
        yield Within(field, Both(tuple(parts)))


def _parts(clause: Clause) -> tuple[Clause, ...]:
    return clause.parts if isinstance(clause, Both) and not clause.excluded else (clause,)


def shorts(clauses: Sequence[Clause]) -> Iterator[Token]:
    """The abbreviations that meet words of some clauses, or of groups among them."""
    for run in runs(clauses):
        if run.short:
            yield run.short
        for clause in run.clauses:
            match clause:
                case Either(parts):
                    for part in parts:
                        yield from shorts((part,))
                case Both(parts):
                    yield from shorts(parts)
                case Within(_, inner):
                    yield from shorts((inner,))
