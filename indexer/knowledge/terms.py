"""Terms of office (nhiệm kỳ, khóa): which term a date belongs to.

Numbering restarts with each term, so a number means nothing without it.  The windows are data
in ``corpus/registry/terms.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from indexer.memory import remembered
from indexer.model import UNKNOWN, PartialDate
from indexer.numerals import read_number, read_roman, to_roman
from indexer.paths import REGISTRY

_MOST_TERMS = 39  # up to which I, V and X are enough
_LOCAL = "nk"  # opens the key of a local term
_OUTERMOST = ("commune", "province")  # the levels whose congresses are the first and the last


@dataclass(frozen=True, slots=True)
class CentralTerm:
    """A central term: ``XIII``, from the day after ``opened`` to ``closes`` (None: still on).

    ``opened`` is the closing day of the congress that elected the committee.
    """

    term: str
    number: int
    opened: date
    closes: date | None

    @property
    def key(self) -> str:
        """What stands for it in keys: ``k13``."""
        return f"k{self.number}"

    def holds(self, day: date) -> bool:
        """Whether a paper of that day belongs to this term."""
        return self.opened < day and (self.closes is None or day <= self.closes)


@dataclass(frozen=True, slots=True)
class LocalTerm:
    """A local term by its first year; ``congress`` gives the days of its congresses by level.

    A level that had none in that year is not in it.
    """

    start: int
    congress: dict[str, tuple[date, date]]


@cache
def central_terms() -> tuple[CentralTerm, ...]:
    """The central terms, oldest first."""
    rows = tomllib.loads((REGISTRY / "terms.toml").read_text("utf-8"))["central"]
    closing = [*(row["closed"] for row in rows[1:]), None]
    return tuple(
        CentralTerm(row["term"], row["number"], row["closed"], closes)
        for row, closes in zip(rows, closing, strict=True)
    )


@cache
def _terms_by_key() -> dict[str, CentralTerm]:
    return {term.key: term for term in central_terms()}


def central_term(key: str) -> CentralTerm | None:
    """The central term of a key's part, or None for any other term.

    >>> central_term("k13").term, central_term("nk2020")
    ('XIII', None)
    """
    return _terms_by_key().get(key)


@cache
def local_terms() -> tuple[LocalTerm, ...]:
    """The local terms, oldest first."""
    rows = tomllib.loads((REGISTRY / "terms.toml").read_text("utf-8"))["local"]
    return tuple(
        LocalTerm(
            row["start"], {name: tuple(days) for name, days in row.items() if name != "start"}
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Pace:
    """How far a register was seen to have come: a number, and the months that it took."""

    number: int
    months: int

    def most(self, days: int) -> int:
        """The most numbers in so many days: twice as many as were seen, by begun months."""
        return 2 * self.number * (1 + max(0, days) // 30) // self.months


@cache
def _paces() -> dict[str, _Pace]:
    """The fastest that was seen, by type; of any other type under the empty code."""
    rows = tomllib.loads((REGISTRY / "terms.toml").read_text("utf-8"))["local_pace"]
    return {
        code: _Pace(read_number(row["document"].partition("-")[0]) or 0, row["months"])
        for row in rows
        for code in row.get("types", ("",))
    }


@cache
def _first_numbers() -> tuple[frozenset[str], int]:
    row = tomllib.loads((REGISTRY / "terms.toml").read_text("utf-8"))["local_first_numbers"]
    return frozenset(row["types"]), row["up_to"]


def is_first_number(code: str, figure: int) -> bool:
    """Whether a local committee gives a number of a type not in the last months of a term.

    >>> is_first_number("tb", 2), is_first_number("tb", 12), is_first_number("tt", 2)
    (True, False, False)
    """
    types, up_to = _first_numbers()
    return code in types and figure <= up_to


@cache
def register_days() -> dict[tuple[str, str], tuple[date, date]]:
    """From when to when registers were kept that were not kept always, by body and code.

    >>> register_days()["tw", "qdi"][0].isoformat()
    '2018-04-03'
    """
    rows = tomllib.loads((REGISTRY / "terms.toml").read_text("utf-8"))["register"]
    return {(row["body"], row["code"]): (row["since"], row["until"]) for row in rows}


def most_local_numbers(days: int, code: str = "") -> int:
    """The most numbers that a register of a local committee can have reached in so many days.

    ``code`` is the type's, for a committee of a territory: resolutions are fewer than letters.

    >>> most_local_numbers(60), most_local_numbers(0), most_local_numbers(60, "nq")
    (194, 64, 16)
    """
    paces = _paces()
    return paces.get(code, paces[""]).most(days)


def first_day(when: PartialDate) -> date:
    """The earliest day a partial date may mean; an impossible day counts as day 1."""
    return when.exact() or date(when.year, _month(when) or 1, 1)


def format_date(when: PartialDate) -> str:
    """A date as Vietnamese readers write it.

    >>> format_date(PartialDate(2021, 10, 5)), format_date(PartialDate(2024))
    ('05/10/2021', '2024')
    """
    return "/".join(reversed(when.iso.split("-")))


def _month(when: PartialDate) -> int | None:
    return when.month if when.month and 1 <= when.month <= 12 else None


def central_term_at(when: PartialDate) -> CentralTerm | None:
    """The central term of a date, or None where the date does not tell.

    >>> central_term_at(PartialDate(2026, 1, 9)).term, central_term_at(PartialDate(2021))
    ('XIII', None)
    """
    first, last = first_day(when), when.latest()
    for term in central_terms():
        if term.holds(first) and term.holds(last):
            return term
    return None


def local_term_at(when: PartialDate, level: str) -> str | None:
    """The key of the local term of a date, or None within the days of the congresses.

    >>> local_term_at(PartialDate(2017, 3, 17), "province")
    'nk2015'
    >>> local_term_at(PartialDate(2020), "district") is None
    True
    """
    found: str | None = None
    first, last = first_day(when), when.latest()
    for term in local_terms():
        if level not in term.congress:
            continue
        opens, closes = term.congress[level]
        if first > closes:
            found = f"{_LOCAL}{term.start}"
        elif last >= opens:
            return None
    return found


def congress_days_at(when: PartialDate, level: str) -> tuple[date, date] | None:
    """The days of the congresses of a level within which a date may lie, None outside of them.

    >>> [one.isoformat() for one in congress_days_at(PartialDate(2025, 9, 25), "province")]
    ['2025-09-01', '2025-11-30']
    >>> congress_days_at(PartialDate(2022), "province") is None
    True
    """
    held = (term.congress[level] for term in local_terms() if level in term.congress)
    within = (days for days in held if first_day(when) <= days[1] and days[0] <= when.latest())
    return next(within, None)


def congress_cycle_at(when: PartialDate, level: str | None) -> int | None:
    """The first year of the term of a local committee on a date, None in the days of congresses.

    Without a ``level``, of a committee that governs no unit: these hold theirs between the first
    of the communes and the last of the provinces.

    >>> congress_cycle_at(PartialDate(2022), "district"), congress_cycle_at(PartialDate(2022), None)
    (2020, 2020)
    >>> july = PartialDate(2020, 7)
    >>> congress_cycle_at(july, "commune"), congress_cycle_at(july, None)
    (2020, None)
    """
    levels = (level,) if level else _OUTERMOST
    keys = {local_term_at(when, one) for one in levels}
    key = keys.pop() if len(keys) == 1 else None
    return read_number(key.removeprefix(_LOCAL)) if key else None


def local_term(year: int) -> LocalTerm | None:
    """The local term that begins with a year, if one does.

    >>> local_term(2025).start, local_term(2024)
    (2025, None)
    """
    return next((term for term in local_terms() if term.start == year), None)


def central_key(term: str) -> str:
    """The key of a khóa, unknown for a numeral that is none.

    >>> central_key("XIII"), central_key("IIX"), central_key("")
    ('k13', '_', '_')
    """
    number = term_number(term)
    return f"k{number}" if number else UNKNOWN


@remembered(1024)
def term_number(written: str) -> int:
    """The value of a roman or plain numeral of a term; 0 for any other word or number.

    Scanners read the letter I as l, which among capitals is nothing else; a capital L is 50, and
    so high no term is.

    >>> term_number("XIV"), term_number("XlI"), term_number("12"), term_number("IIX")
    (14, 12, 12, 0)
    >>> term_number("XL"), term_number("xl"), term_number("99"), term_number("ⅩⅢ")
    (0, 0, 0, 13)
    """
    number = read_number(written, _MOST_TERMS)
    if number is not None:
        return number
    letters = written.translate(_SAME_LOOK)
    if any(letter.isupper() for letter in letters):
        letters = letters.replace("l", "I")
    number = read_roman(letters)
    return number if number and number <= _MOST_TERMS else 0


_SAME_LOOK = str.maketrans(
    {
        one: to_roman(value)
        for row in ("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ")
        for value, one in enumerate(row, 1)
    }
    | dict(zip("\u0425\u0406\u03a7\u0399\uff38\uff36\uff29", "XIXIXVI", strict=True))
)
"""Roman numerals that are one character each, and letters of other scripts with the same look."""


@remembered(1024, is_short=True)
def term_numeral(number: int) -> str:
    """The roman numeral of a term, empty for a number that no term has.

    >>> term_numeral(13), term_numeral(9)
    ('XIII', 'IX')
    """
    return to_roman(number) if number <= _MOST_TERMS else ""
