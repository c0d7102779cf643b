"""What replaced, amended or repealed what (quan hệ văn bản): the registry and the texts held.

Each says it with its own evidence, and where they contradict each other both are told.  Nothing of
it is kept: what a text says is there from the commit that brings it in to the one that takes it
away.  A chain of replacements is followed a few steps and never twice through one directive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar

from indexer.directives import Registry, certain_date, is_succession_doubtful
from indexer.index import Card, StatedRelation
from indexer.knowledge import first_day
from indexer.model import CitationRole, PartialDate
from search.held.circles import circles_among, in_circles

T = TypeVar("T")

LONGEST_CHAIN = 8
"""Steps from a directive to what replaced it, and what replaced that."""

MOST_RELATIONS = 500
"""Directives that one is told to have replaced, amended or repealed, or to be so by."""

UNDOING = (CitationRole.REPLACED, CitationRole.REPEALED)
"""What ends a directive: to be replaced, or to be repealed."""


@dataclass(frozen=True, slots=True)
class DirectiveRelation:
    """That one directive replaced, amended or repealed another, with all who say so.

    ``in_registry`` where the registry says it, ``sources`` are then what it rests on, and
    ``is_unsure`` tells that it doubts it.  ``stated`` is what texts that are held say.
    ``is_circular``: by the same word the older one replaced the newer in its turn.
    """

    newer: str
    role: CitationRole
    older: str
    in_registry: bool = False
    sources: tuple[str, ...] = ()
    is_unsure: bool = False
    stated: tuple[StatedRelation, ...] = ()
    is_circular: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether nobody says it for sure."""
        is_known = self.in_registry and not self.is_unsure
        return self.is_circular or not (is_known or self.is_stated)

    @property
    def is_stated(self) -> bool:
        """Whether a text says it that leaves nothing to be inferred."""
        return any(not one.is_inferred for one in self.stated)

    def is_in_effect(self, day: str) -> bool:
        """Whether it has come to pass by a day, in ISO 8601, as far as a text gives its day."""
        if self.in_registry and not self.is_stated:
            return True
        told = [one for one in self.stated if not one.is_inferred] or self.stated
        return any(one.is_in_effect(day) for one in told)


class Relations:
    """What the registry and the texts held say that replaced, amended or repealed what.

    ``text_of`` gives the notice that is the text of a directive, or None where none is held.
    """

    def __init__(
        self,
        registry: Registry,
        stated: Sequence[StatedRelation] = (),
        text_of: Callable[[str], Card | None] = lambda _key: None,
    ) -> None:
        self._registry, self.stated, self.text_of = registry, stated, text_of

    def newer_than(
        self, key: str, role: CitationRole = CitationRole.REPLACED
    ) -> list[DirectiveRelation]:
        """What replaced a directive, or amended or repealed it: the registry's first."""
        told = self._in_registry(key, newer=True) if role is CitationRole.REPLACED else ()
        stated = _by(self._by_older.get(key, ()), role, lambda one: one.newer)
        every = list(dict.fromkeys([*told, *stated]))[:MOST_RELATIONS]
        return [self._relation(one, role, key, one in told, stated.get(one, ())) for one in every]

    def older_than(
        self, key: str, role: CitationRole = CitationRole.REPLACED
    ) -> list[DirectiveRelation]:
        """What a directive replaced, or amended or repealed: the registry's first."""
        told = self._in_registry(key, newer=False) if role is CitationRole.REPLACED else ()
        stated = _by(self._by_newer.get(key, ()), role, lambda one: one.older)
        every = list(dict.fromkeys([*told, *stated]))[:MOST_RELATIONS]
        return [self._relation(key, role, one, one in told, stated.get(one, ())) for one in every]

    def undone_by(self, key: str) -> DirectiveRelation | None:
        """What replaced or repealed a directive by today, where nothing leaves that in doubt.

        >>> Relations(Registry.load()).undone_by("tw/k12/qdi-30").newer
        'tw/k13/qdi-22'
        """
        if not self._may_be_undone(key):
            return None
        today = date.today().isoformat()
        every = chain.from_iterable(self.newer_than(key, role) for role in UNDOING)
        return next((x for x in every if not x.is_doubtful and x.is_in_effect(today)), None)

    def successors(self, key: str, issued: PartialDate | None = None) -> list[DirectiveRelation]:
        """What replaced or repealed a directive, what did so to that, and so on, up to a day; the
        newest comes last.

        The chain ends before a step that is in doubt; only its first step may be a doubtful one.

        >>> [one.newer for one in Relations(Registry.load()).successors("tw/k12/qdi-30")]
        ['tw/k13/qdi-22', 'tw/k13/qdi-296']
        """
        found: list[DirectiveRelation] = []
        seen = {key}
        while len(found) < LONGEST_CHAIN:
            steps = [one for one in self._steps(key, issued) if one.newer not in seen]
            sure = [one for one in steps if not self.is_unsure_on(one, issued)]
            if not steps or (found and not sure):
                break
            step = (sure or steps)[0]
            found.append(step)
            key = step.newer
            seen.add(key)
        return found

    def is_unsure_on(self, one: DirectiveRelation, issued: PartialDate | None) -> bool:
        """Whether it is in doubt that a relation was there by a day."""
        if one.is_doubtful or one.is_stated or issued is None:
            return one.is_doubtful
        row = self._registry.get(one.newer)
        return row is None or certain_date(row) is None

    def contradicts(self, key: str) -> bool:
        """Whether the registry and a text name different directives as what replaced one, and
        neither of them came of the other."""
        every = self.newer_than(key) if key in self._by_older else []
        told = {one.newer for one in every if one.in_registry}
        stated = {one.newer for one in every if one.is_stated}
        if not told or not stated or told & stated:
            return False
        return not (self._came_of(told) & stated or self._came_of(stated) & told)

    def claims_of_self(self) -> list[StatedRelation]:
        """The texts that say of themselves what they can do only to others."""
        return [one for one in self.stated if one.newer == one.older]

    def circles(self) -> list[tuple[str, ...]]:
        """The chains of replacements that come back to where they began, each with a text among
        those that say so; from one directive on to what replaced it."""
        texts = {(one.older, one.newer) for one in self.stated}
        return [
            one
            for one in circles_among(self._replaced_by)
            if any(step in texts for step in zip(one, (*one[1:], one[0]), strict=True))
        ]

    def _in_registry(self, key: str, *, newer: bool) -> Sequence[str]:
        """What the registry says that replaced a directive, or that it replaced; of one without a
        row, what the rows of others say."""
        if row := self._registry.get(key):
            return row.superseded_by if newer else row.supersedes
        naming = self._registry.naming(key)
        return [x.key for x in naming if key in (x.supersedes if newer else x.superseded_by)]

    def _came_of(self, keys: Iterable[str]) -> set[str]:
        """What in the end replaced some directives."""
        return {step.newer for key in keys for step in self.successors(key)}

    def _steps(self, key: str, issued: PartialDate | None) -> Iterator[DirectiveRelation]:
        """What may follow a directive in a chain by a day."""
        if not self._may_be_undone(key):
            return
        day = (issued.latest() if issued else date.today()).isoformat()
        for one in chain.from_iterable(self.newer_than(key, role) for role in UNDOING):
            row = self._registry.get(one.newer)
            known = certain_date(row) if row else None
            if row is None and not one.stated:
                continue
            is_later = issued and known and first_day(known) > issued.latest()
            if not is_later and one.is_in_effect(day):
                yield one

    def _may_be_undone(self, key: str) -> bool:
        """Whether a row or a text tells of a directive; quick, and to be asked of every key."""
        return key in self._by_older or self._registry.get(key) is not None

    def _relation(
        self,
        newer: str,
        role: CitationRole,
        older: str,
        in_registry: bool,
        stated: Sequence[StatedRelation],
    ) -> DirectiveRelation:
        # What replaces says so itself, so its source goes before that of what is replaced.
        rows = [row for key in (newer, older) if in_registry and (row := self._registry.get(key))]
        return DirectiveRelation(
            newer,
            role,
            older,
            in_registry,
            tuple(source for row in rows for source in row.sources),
            in_registry and is_succession_doubtful(*rows),
            tuple(stated),
            bool(stated) and {newer, older} <= self._circular,
        )

    @cached_property
    def _by_older(self) -> Mapping[str, Sequence[StatedRelation]]:
        return _grouped((one.older, one) for one in self.stated if one.newer != one.older)

    @cached_property
    def _by_newer(self) -> Mapping[str, Sequence[StatedRelation]]:
        return _grouped((one.newer, one) for one in self.stated if one.newer != one.older)

    @cached_property
    def _replaced_by(self) -> Mapping[str, Sequence[str]]:
        """What ended each directive, by the registry and the texts together."""
        pairs = [(row.key, newer) for row in self._registry for newer in row.superseded_by]
        stated = [one for one in self.stated if one.role in UNDOING and one.newer != one.older]
        pairs += [(one.older, one.newer) for one in stated]
        return _grouped(dict.fromkeys(pairs))

    @cached_property
    def _circular(self) -> frozenset[str]:
        return in_circles(self._replaced_by) if self.stated else frozenset()


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, Sequence[T]]:
    found: dict[str, list[T]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _by(
    stated: Iterable[StatedRelation], role: CitationRole, other: Callable[[StatedRelation], str]
) -> Mapping[str, Sequence[StatedRelation]]:
    return _grouped((other(one), one) for one in stated if one.role is role)
