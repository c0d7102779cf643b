"""Registers of local committees (sổ văn bản cấp ủy): how far one had come by a day.

A committee numbers each type of paper anew from its congress on, and its numbers rise with the days
until the next one.  The days of the congress itself are not known, only the months in which all
congresses of a level lie.  What papers say of numbers and days tells more: behind
``1180-TB/HU`` of June and ``12-TB/HU`` of August there is a congress, and where ``12-TB/HU`` is of
August, there is no ``300-TB/HU`` in September (citation-forms §7).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from indexer.citations import figure_of
from indexer.directives.bodies_cited import NamedUnits, body_key, cited_body
from indexer.directives.collection_numbers import CollectionNumbers, ToldNumber, register_near
from indexer.directives.keys import BodyKey, Seat
from indexer.directives.parsed_symbol import number_of, written_code
from indexer.knowledge import (
    LocalTerm,
    communes_began,
    is_first_number,
    level_of_seat,
    local_terms,
    most_local_numbers,
    others_signing,
    type_of_sigil,
)
from indexer.model import Citation, PartialDate
from indexer.numerals import read_number
from indexer.text import unaccent

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
    that of a province, district or commune, which gives some types few numbers.  ``papers`` are
    the papers of the collection that tell some of the numbers, which else nobody tells.
    """

    level: str
    numbers: tuple[DatedNumber, ...]
    since: date = date.min
    is_of_unit: bool = True
    papers: Mapping[DatedNumber, str] = field(default_factory=dict)
    _restarts: dict[int, _Restart] = field(default_factory=dict, compare=False)
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
        return cls(level, tuple(_by_day(set(numbers))[-_MOST:]), since, is_of_unit)

    def with_papers(self, told: Iterable[ToldNumber]) -> LocalRegisters:
        """The same with what the papers of the collection tell besides."""
        numbers = {DatedNumber(one.code, one.figure, one.day): one.number for one in told}
        known = set(self.numbers)
        papers = {one: paper for one, paper in numbers.items() if one not in known}
        both = tuple(_by_day([*self.numbers, *papers]))
        return LocalRegisters(self.level, both, self.since, self.is_of_unit, papers)

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
        if first_new and day >= first_new.day:
            return terms[-1]
        return terms[-2] if last_old and day <= last_old.day and len(terms) > 1 else None

    def paper_telling_term(self, day: date) -> DatedNumber | None:
        """That of the collection's :attr:`papers` by which :meth:`term_on` tells the term of a day
        within the congresses; None where they do not tell it."""
        terms = self.begun(day)
        if not terms or day > terms[-1].congress[self.level][1]:
            return None
        last_old, first_new = self._restart(terms[-1])
        is_new = first_new is not None and day >= first_new.day
        told = first_new if is_new else last_old
        if told is None or told in self.papers:
            return told
        # Its own number is told by the fall from, or to, one of the collection.
        pairs = (((one, told) if is_new else (told, one), one) for one in self.papers)
        return next((one for pair, one in pairs if _is_fall(*pair)), None)

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

    def reached(self, code: str, figure: int, term: LocalTerm, day: date) -> DatedNumber | None:
        """The first number that tells that a term had come to a number by a day; None for none."""
        known = self._of_term(code, term)
        return next((one for one in known if one.figure >= figure and one.day <= day), None)

    def _of_term(self, code: str, term: LocalTerm) -> list[DatedNumber]:
        """The numbers of a type in a term, but for those that contradict one another: one of two
        was misread."""
        if (code, term.start) not in self._terms:
            known = [
                one for one in self.numbers if one.code == code and self.term_on(one.day) == term
            ]
            falls = _Falls(known)
            self._terms[code, term.start] = [
                one for one in known if not (falls.behind(one) or falls.before(one))
            ]
        return self._terms[code, term.start]

    def _restart(self, term: LocalTerm) -> _Restart:
        """The last number that is known to be before a term, and the first that is in it."""
        if term.start not in self._restarts:
            self._restarts[term.start] = self._find_restart(term)
        return self._restarts[term.start]

    def _find_restart(self, term: LocalTerm) -> _Restart:
        opens, closes = term.congress[self.level]
        before = [one for one in self.begun(opens) if one != term]
        since = before[-1].congress[self.level][1] if before else date.min
        near = [one for one in self.numbers if since < one.day]
        falls = _Falls(near)
        told = {one: self._is_new(one, falls, opens, closes) for one in near}
        last_old = next((one for one in reversed(near) if told[one] is False), None)
        first_new = next((one for one in near if told[one]), None)
        # Numbers that tell both ways tell nothing: one of them was misread.
        if last_old and first_new and last_old.day >= first_new.day:
            return None, None
        return last_old, first_new

    def _is_new(self, one: DatedNumber, falls: _Falls, opens: date, closes: date) -> bool | None:
        """Whether a number is of the term that begins between two days; None where it may be."""
        if one.day < opens:
            return False
        if one.day > closes or is_first_number(one.code, one.figure):
            return True
        is_high = one.figure > self.most(one.code, (one.day - opens).days)
        is_old = is_high or falls.behind(one)
        return None if is_old == falls.before(one) else not is_old


_Restart = tuple[DatedNumber | None, DatedNumber | None]


def _by_day(numbers: Iterable[DatedNumber]) -> list[DatedNumber]:
    return sorted(numbers, key=lambda one: (one.day, one.code, one.figure))


class _Falls:
    """Where the registers of some numbers, given by day, fall so far that they began anew."""

    def __init__(self, numbers: Sequence[DatedNumber]) -> None:
        self._highest = _extremes(numbers, max)  # up to each day
        self._lowest = _extremes(numbers[::-1], min)  # from each day on

    def before(self, one: DatedNumber) -> bool:
        """Whether there is such a fall between an earlier number and this one."""
        return _is_fall(one._replace(figure=self._highest[one.code, one.day]), one)

    def behind(self, one: DatedNumber) -> bool:
        """Whether there is such a fall between this number and a later one."""
        return _is_fall(one, one._replace(figure=self._lowest[one.code, one.day]))


def _extremes(
    numbers: Iterable[DatedNumber], extreme: Callable[[int, int], int]
) -> dict[tuple[str, date], int]:
    """By type and day, the highest or lowest figure of those that come so far."""
    so_far: dict[str, int] = {}
    by_day: dict[tuple[str, date], int] = {}
    for one in numbers:
        so_far[one.code] = extreme(so_far.get(one.code, one.figure), one.figure)
        by_day[one.code, one.day] = so_far[one.code]
    return by_day


def _is_fall(before: DatedNumber, after: DatedNumber) -> bool:
    """Whether a register began anew between two numbers; a little disorder is no fall."""
    in_order = before.code == after.code and before.day <= after.day
    return in_order and before.figure > _highest_before(after)


def _highest_before(one: DatedNumber) -> int:
    """The highest number of an earlier day in the same register."""
    return 2 * one.figure + _DISORDER


def own_register(body: BodyKey, number: str) -> tuple[BodyKey, str, int] | None:
    """The register of a committee's own number, and how far it had come: ``12-TB/HU``.

    None for a number that an organ beside the committee gave (``12-TB/VPHU``).
    """
    figure, _, rest = number.partition("-")
    sigil, _, code = rest.partition("/")
    kind, read = type_of_sigil(sigil, "party"), read_number(figure)
    signs = {unaccent(code), *(one.segment for one in others_signing(code))}
    return (body, kind.code, read) if kind and read and body.head in signs else None


def told_number(body: BodyKey, number: str, day: date) -> ToldNumber | None:
    """What a committee's paper tells the others of its number and day; None where none asks.

    >>> body = BodyKey("hu", ("bao-lam", "lam-dong"))
    >>> told_number(body, "12-TB/HU", date(2020, 8, 20)).register
    'hu.bao-lam.lam-dong/district/nk2020'
    >>> told_number(body, "12-TB/VPHU", date(2020, 8, 20))
    """
    own, level = own_register(body, number), level_of_seat(body.head)
    if own is None or level is None:
        return None
    register = register_near(body, level.value, PartialDate(day.year, day.month, day.day))
    return ToldNumber(register, own[1], own[2], day, number) if register else None


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
        collection: CollectionNumbers | None = None,
    ) -> None:
        self.own_number = own_number
        self._collection = collection or CollectionNumbers()
        self._pooled: dict[str, LocalRegisters] = {}
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

    def with_collection(self, body: BodyKey, level: str, when: PartialDate) -> LocalRegisters:
        """The same with what the other papers of the collection tell of the time of a day."""
        alone = self.registers(body, level)
        register = register_near(body, level, when)
        told = self._collection.of(register)
        if not told:
            return alone
        if register not in self._pooled:
            self._pooled[register] = alone.with_papers(told)
        return self._pooled[register]

    def own_figure(self, body: BodyKey, code: str) -> int | None:
        """The figure of the paper's own number, if it is of this register."""
        own = self._own_register()
        return own[2] if own and own[:2] == (body, code) else None

    def _own_register(self) -> tuple[BodyKey, str, int] | None:
        return own_register(BodyKey(self._own.head, tuple(self._own.path)), self.own_number)

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
