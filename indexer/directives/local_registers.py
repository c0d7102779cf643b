"""Registers of local committees (sổ văn bản cấp ủy): how far one had come by a day.

A committee numbers each type of paper anew from its congress on, and its numbers rise with the days
until the next one.  The days of the congress itself are not known, only the months in which all
congresses of a level lie.  What papers say of numbers and days tells more: behind
``1180-TB/HU`` of June and ``12-TB/HU`` of August there is a congress, and where ``12-TB/HU`` is of
August, there is no ``300-TB/HU`` in September (citation-forms §7).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from indexer.citations import figure_of
from indexer.directives.bodies_cited import NamedUnits, body_key, cited_body
from indexer.directives.keys import BodyKey, Seat
from indexer.directives.parsed_symbol import number_of, written_code
from indexer.knowledge import (
    LocalTerm,
    communes_began,
    is_first_number,
    level_of_seat,
    local_terms,
    most_local_numbers,
    type_of_sigil,
)
from indexer.model import Citation, PartialDate
from indexer.numerals import read_number

_DISORDER = 3
"""So much above twice a later number a number may be in one register: papers are dated by hand."""

_MOST = 200
"""So many numbers of one committee are looked at; more tell nothing new."""


class DatedNumber(NamedTuple):
    """A number that a committee gave on a day: ``DatedNumber("tb", 198, date(2022, 12, 15))``.

    ``code`` names the register: each type of paper has its own.
    """

    code: str
    figure: int
    day: date

    @property
    def when(self) -> PartialDate:
        """Its day as papers' dates are."""
        return PartialDate(self.day.year, self.day.month, self.day.day)


@dataclass(frozen=True, slots=True)
class LocalRegisters:
    """What papers tell of one committee's numbers, of all its registers, by day.

    ``since`` is the first day of the committee, where that is known; ``is_of_unit`` whether it is
    that of a province, district or commune, which gives some types few numbers.
    """

    level: str
    numbers: tuple[DatedNumber, ...]
    since: date = date.min
    is_of_unit: bool = True
    _restarts: dict[int, tuple[date, date]] = field(default_factory=dict, compare=False)
    _terms: dict[tuple[str, int], list[DatedNumber]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(
        cls,
        level: str,
        numbers: Iterable[DatedNumber],
        since: date = date.min,
        is_of_unit: bool = True,
    ) -> LocalRegisters:
        """The registers of a committee of a level (``province``, ``district``, ``commune``)."""
        by_day = sorted(set(numbers), key=lambda one: (one.day, one.code, one.figure))
        return cls(level, tuple(by_day[-_MOST:]), since, is_of_unit)

    def begun(self, day: date) -> list[LocalTerm]:
        """The terms whose congresses may have been held by a day, oldest first."""
        held = [one for one in local_terms() if self.level in one.congress]
        begun = [one for one in held if one.congress[self.level][0] <= day]
        if day < self.since:  # it was there already, and is no new one
            return begun
        return [one for one in begun if self.since <= one.congress[self.level][1]]

    def term_on(self, day: date) -> LocalTerm | None:
        """The term in which the committee was on a day; None on a day on which it may be in two.

        >>> twelfth = DatedNumber("tb", 12, date(2020, 8, 20))
        >>> registers = LocalRegisters.of(
        ...     "district", [DatedNumber("tb", 1180, date(2020, 6, 9)), twelfth]
        ... )
        >>> [
        ...     term.start if (term := registers.term_on(date(2020, month, 25))) else None
        ...     for month in (6, 7, 8)
        ... ]
        [None, None, 2020]
        """
        terms = self.begun(day)
        if not terms:
            return None
        opens, closes = terms[-1].congress[self.level]
        if day > closes or day >= self.since > opens:
            return terms[-1]
        last_old, first_new = self._restart(terms[-1])
        if day >= first_new:
            return terms[-1]
        return terms[-2] if day <= last_old and len(terms) > 1 else None

    def most(self, code: str, days: int) -> int:
        """The most numbers that it can have given a type in so many days."""
        return most_local_numbers(days, code if self.is_of_unit else "")

    def limit(self, code: str, term: LocalTerm, day: date) -> tuple[int, DatedNumber | None]:
        """The highest number that a term can have given by a day, and the number that tells it."""
        opens = max(self.since, term.congress[self.level][0])
        most, why = self.most(code, (day - opens).days), None
        for one in self._of_term(code, term):
            if one.day > day:
                reached = _highest_before(one)
            else:
                reached = one.figure + self.most(code, (day - one.day).days)
            if reached < most:
                most, why = reached, one
        return most, why

    def has_reached(self, code: str, figure: int, term: LocalTerm, day: date) -> bool:
        """Whether a term is known to have come to a number by a day."""
        known = self._of_term(code, term)
        return any(one.figure >= figure and one.day <= day for one in known)

    def _of_term(self, code: str, term: LocalTerm) -> list[DatedNumber]:
        """The numbers of a type in a term, but for those that contradict one another: one of two
        was misread."""
        if (code, term.start) not in self._terms:
            known = [
                one for one in self.numbers if one.code == code and self.term_on(one.day) == term
            ]
            self._terms[code, term.start] = [
                one
                for one in known
                if not any(_is_fall(one, other) or _is_fall(other, one) for other in known)
            ]
        return self._terms[code, term.start]

    def _restart(self, term: LocalTerm) -> tuple[date, date]:
        """The last day that is known to be before a term, and the first that is in it."""
        if term.start not in self._restarts:
            self._restarts[term.start] = self._find_restart(term)
        return self._restarts[term.start]

    def _find_restart(self, term: LocalTerm) -> tuple[date, date]:
        opens, closes = term.congress[self.level]
        before = [one for one in self.begun(opens) if one != term]
        since = before[-1].congress[self.level][1] if before else date.min
        near = [one for one in self.numbers if since < one.day]
        told = {one: self._is_new(one, near, opens, closes) for one in near}
        last_old = max((one.day for one in near if told[one] is False), default=date.min)
        first_new = min((one.day for one in near if told[one]), default=date.max)
        # Numbers that tell both ways tell nothing: one of them was misread.
        return (last_old, first_new) if last_old < first_new else (date.min, date.max)

    def _is_new(
        self, one: DatedNumber, near: Sequence[DatedNumber], opens: date, closes: date
    ) -> bool | None:
        """Whether a number is of the term that begins between two days; None where it may be."""
        if one.day < opens:
            return False
        if one.day > closes or is_first_number(one.code, one.figure):
            return True
        is_high = one.figure > self.most(one.code, (one.day - opens).days)
        falls = is_high or any(_is_fall(one, later) for later in near)
        return None if falls == any(_is_fall(was, one) for was in near) else not falls


def _is_fall(before: DatedNumber, after: DatedNumber) -> bool:
    """Whether a register began anew between two numbers; a little disorder is no fall."""
    in_order = before.code == after.code and before.day <= after.day
    return in_order and before.figure > _highest_before(after)


def _highest_before(one: DatedNumber) -> int:
    """The highest number of an earlier day in the same register."""
    return 2 * one.figure + _DISORDER


class NumbersNearby:
    """The dated numbers of committees in one paper: its own, and those that it cites with their
    days.  They are read when they are first asked for."""

    def __init__(
        self,
        citations: Sequence[Citation],
        own: Seat,
        named: NamedUnits,
        issued: PartialDate | None,
        own_number: str,
    ) -> None:
        self.own_number = own_number
        self._citations, self._own, self._named, self._issued = citations, own, named, issued
        self._found: dict[BodyKey, list[DatedNumber]] | None = None
        self._registers: dict[tuple[BodyKey, str], LocalRegisters] = {}

    def registers(self, body: BodyKey, level: str) -> LocalRegisters:
        """The registers of a committee of a level, as far as the paper tells of them."""
        if self._found is None:
            self._found = self._read()
        if (body, level) not in self._registers:
            is_new = level == "commune" and len(body.places) == 2 and not body.is_open
            since = communes_began() if is_new else date.min
            numbers = self._found.get(body, ())
            is_of_unit = level_of_seat(body.head) is not None
            self._registers[body, level] = LocalRegisters.of(level, numbers, since, is_of_unit)
        return self._registers[body, level]

    def own_figure(self, body: BodyKey, code: str) -> int | None:
        """The figure of the paper's own number, if it is of this register."""
        own = self._own_register()
        return own[2] if own and own[:2] == (body, code) else None

    def _own_register(self) -> tuple[BodyKey, str, int] | None:
        number, _, rest = self.own_number.partition("-")
        kind, figure = type_of_sigil(rest.partition("/")[0], "party"), read_number(number)
        body = BodyKey(self._own.head, tuple(self._own.path))
        return (body, kind.code, figure) if kind and figure and body.segment else None

    def _read(self) -> dict[BodyKey, list[DatedNumber]]:
        found: dict[BodyKey, list[DatedNumber]] = defaultdict(list)
        own, issued = self._own_register(), self._issued.exact() if self._issued else None
        if own and issued:
            found[own[0]].append(DatedNumber(own[1], own[2], issued))
        for citation in self._citations:
            signer, day = cited_body(citation), citation.date.exact() if citation.date else None
            if signer is None or day is None or signer.term != "local":
                continue
            is_to_come = self._issued is not None and day > self._issued.latest()  # a slip
            if is_to_come or citation.has_misread_figures:
                continue
            figure = figure_of(number_of(citation))
            body = body_key(citation, signer, self._own, self._named, self._issued)
            if figure and not body.is_open:
                found[body].append(DatedNumber(written_code(citation, signer), figure, day))
        return found
