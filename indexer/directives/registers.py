"""Registers (sổ văn bản): how far a term had come in one on a day, as the known rows tell.

Numbers of one register rise with the days, so a number 41 of May means that there was a 40 by
then, and a number 38 of the day after means that there was no 38 yet (citation-forms §7).
Between such rows, and behind the last one, only the pace of the register tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from math import inf
from typing import NamedTuple

from indexer.directives.doubts import RegistryColumn, certain_date, doubtful_columns
from indexer.directives.keys import DirectiveKey
from indexer.directives.sequence import NumberSequence, sequence_of, sigil_of
from indexer.knowledge import CentralTerm, central_term, first_day, register_days
from indexer.model import Directive, PartialDate

_SHORTEST = timedelta(days=60)
"""Numbers of fewer days tell no pace: a congress or a reform has dozens in a week."""

_FEWEST = 4
"""Known rows of a register from which its pace is told."""

_FASTER = 3
"""How many times as fast as it was ever seen a register may have grown where no row tells."""

_AT_ONCE = 10
"""How many numbers may have been given on one day."""


class Standing(Enum):
    """Whether a term had a number on a day (đã có, có thể đã có, chưa thể có)."""

    HAD = auto()
    MAY_HAVE_HAD = auto()
    CANNOT_HAVE_HAD = auto()


class _Row(NamedTuple):
    figure: int
    day: date
    directive: Directive


class _Reached(NamedTuple):
    """A figure that a register had reached on a day."""

    figure: int
    day: date


_Register = tuple[str, str]
"""The body of a register and the code that names it: ``("tw", "qd")``."""


@dataclass(frozen=True, slots=True)
class Registers:
    """The dated rows of the registry by register and term, in the order of their numbers.

    A register is read when it is first asked for.
    """

    rows_of_bodies: dict[str, list[Directive]]
    rows: dict[_Register, dict[str, list[_Row]]]
    paces: dict[_Register, float | None]

    @classmethod
    def of(cls, directives: Iterable[Directive]) -> Registers:
        """The registers of the rows whose number and day are known."""
        found: dict[str, list[Directive]] = defaultdict(list)
        for directive in directives:
            found[directive.key.partition("/")[0]].append(directive)
        return cls(dict(found), {}, {})

    def _terms(self, register: _Register) -> dict[str, list[_Row]]:
        """The rows of a register by term."""
        if register not in self.rows and register[0] in self.rows_of_bodies:
            self.rows[register] = self._read(*register)
        return self.rows.get(register, {})

    def _read(self, body: str, code: str) -> dict[str, list[_Row]]:
        rows: dict[str, list[_Row]] = defaultdict(list)
        codes = ("qd", "qdi") if code == "qd" else (code,)
        for directive in self.rows_of_bodies[body]:
            day = directive.date.exact() if directive.date else None
            of_code = directive.key.rpartition("/")[2].partition("-")[0] in codes
            if not (of_code and day) or _is_misleading(directive):
                continue
            sequence = sequence_of(directive.key, sigil_of(directive))
            if sequence and sequence.register == code:
                figure = DirectiveKey.parse(directive.key).figure
                rows[sequence.term].append(_Row(figure, day, directive))
        for known in rows.values():
            known.sort(key=lambda row: row[:2])
        return dict(rows)

    def _of(self, sequence: NumberSequence) -> list[_Row]:
        return self._terms(_register(sequence)).get(sequence.term, [])

    def standing(self, sequence: NumberSequence, figure: int, on: PartialDate) -> Standing:
        """Whether a term of a central body had reached a number on a day.

        >>> from indexer.directives import Registry
        >>> registers = Registry.load().registers
        >>> (thirteenth := sequence_of("tw/k13/ct-30")) and [
        ...     registers.standing(thirteenth, figure, PartialDate(2025, 1, 1)).name
        ...     for figure in (5, 42, 300)
        ... ]
        ['HAD', 'MAY_HAVE_HAD', 'CANNOT_HAVE_HAD']
        """
        first, last = first_day(on), on.latest()
        term = central_term(sequence.term)
        if term is None or last < term.opened or not _was_kept(sequence, term, last):
            return Standing.CANNOT_HAVE_HAD
        rows = self._of(sequence)
        if any(row.figure >= figure and row.day <= first for row in rows):
            return Standing.HAD
        if any(row.figure <= figure and row.day > last for row in rows):
            return Standing.CANNOT_HAVE_HAD
        end = min(last, term.closes) if term.closes else last
        if figure > self._most(sequence, term, end):
            return Standing.CANNOT_HAVE_HAD
        return Standing.MAY_HAVE_HAD

    def _most(self, sequence: NumberSequence, term: CentralTerm, end: date) -> float:
        """The highest number that a term can have had on a day; infinite where none can tell."""
        pace = self._pace(sequence)
        if pace is None:
            return inf
        points = self._points(sequence, term)
        reached = max(point for point in points if point.day <= end)
        days = (end - reached.day).days
        return reached.figure + _AT_ONCE + _FASTER * pace * days

    def _pace(self, sequence: NumberSequence) -> float | None:
        """The most numbers a day that a register was seen to grow by; None for too few rows."""
        register = _register(sequence)
        if register[0] not in self.rows_of_bodies:
            return None
        if register not in self.paces:
            self.paces[register] = self._fastest(sequence)
        return self.paces[register]

    def _fastest(self, sequence: NumberSequence) -> float | None:
        terms = self._terms(_register(sequence))
        if sum(map(len, terms.values())) < _FEWEST:
            return None
        found = 0.0
        for name in terms:
            if term := central_term(name):
                found = max(found, _fastest(self._points(sequence._replace(term=name), term)))
        return found or None

    def _points(self, sequence: NumberSequence, term: CentralTerm) -> list[_Reached]:
        """What is known of a sequence's growth, from nothing on the day its term began."""
        rows = self._of(sequence)
        return [_Reached(0, term.opened), *(_Reached(row.figure, row.day) for row in rows)]

    def out_of_order(
        self, key: str, sigil: str, when: PartialDate
    ) -> tuple[Directive, bool] | None:
        """The directive that a dated number cannot stand beside, and whether it comes before.

        Only rows of the same sequence whose date is certain to the day count: number 90 of a term
        cannot be older than its number 85.
        """
        sequence, figure = sequence_of(key, sigil), DirectiveKey.parse(key).figure
        for row in self._of(sequence) if sequence else ():
            before = row.figure < figure and when.latest() < row.day
            after = row.figure > figure and first_day(when) > row.day
            if (before or after) and _is_certain(row.directive):
                return row.directive, before
        return None


def _register(sequence: NumberSequence) -> _Register:
    return str(sequence.body), sequence.register


def _fastest(points: list[_Reached]) -> float:
    """The most numbers a day over any stretch of points that is just long enough to tell."""
    found, end = 0.0, 0
    for start in points:
        while end < len(points) and points[end].day - start.day < _SHORTEST:
            end += 1
        if end == len(points):
            break
        days = (points[end].day - start.day).days
        found = max(found, (points[end].figure - start.figure) / days)
    return found


def _is_misleading(directive: Directive) -> bool:
    """Whether its number or its day was not seen at all."""
    if directive.confidence == "unconfirmed":
        return True
    cells = doubtful_columns(directive)
    unseen = cells & {RegistryColumn.NUMBER, RegistryColumn.DATE, RegistryColumn.DAY}
    return bool(unseen) and cells != frozenset(RegistryColumn)


def _is_certain(directive: Directive) -> bool:
    day = certain_date(directive)
    return bool(day and day.day) and RegistryColumn.NUMBER not in doubtful_columns(directive)


def _was_kept(sequence: NumberSequence, term: CentralTerm, day: date) -> bool:
    """Whether the register was kept in a term, up to a day; most always were."""
    kept = register_days().get((str(sequence.body), sequence.register))
    if kept is None:
        return True
    since, until = kept
    return since <= day and (term.closes is None or since <= term.closes) and term.opened <= until
