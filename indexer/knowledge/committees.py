"""Committees (cấp ủy) and the other organs of the Party that issue papers.

Which word names one, by which code it signs, which level it has, which units it governs and how
it opens a key: one table, ``corpus/registry/committees.toml``, that everyone asks here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from indexer.memory import remembered
from indexer.model import Level, PartialDate
from indexer.paths import REGISTRY
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class Committee:
    """One row of the table: ``Huyện ủy`` signs HU, governs a huyện, opens keys with ``hu``.

    ``level`` is that of the units it governs; where ``alone`` is False the word tells it only
    together with the unit (``Đảng ủy xã``).  ``place`` says which places follow ``segment`` in a
    key, ``term`` how its numbers start again.  ``within`` is the word of the committee of
    which it is an organ.  ``since`` and ``until`` are the first and the last day of its kind, where
    they are known.
    """

    word: str
    codes: tuple[str, ...] = ()
    segment: str = ""
    name: str = ""
    level: Level | None = None
    units: tuple[str, ...] = ()
    alone: bool = True
    place: str = ""
    term: str = ""
    served: bool = False
    serves: bool = False
    within: str = ""
    fuller: tuple[str, ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None
    examples: tuple[str, ...] = ()

    def stands(self, day: date) -> bool:
        """Whether there is such a committee on a day, as far as is known."""
        if self.since and day < date(self.since.year, self.since.month or 1, self.since.day or 1):
            return False
        return self.until is None or day <= self.until.latest()

    @property
    def is_centre(self) -> bool:
        """Whether it is the Central Committee, whatever is said behind the word for it."""
        return self.level is Level.CENTRAL and bool(self.codes)

    def stated_level(self) -> Level | None:
        """The level that word or code tell by themselves."""
        return self.level if self.alone else None

    def of_unit(self, kind: str) -> str:
        """What the committee of a kind of unit is called: ``Huyện ủy``, ``Đảng ủy xã``."""
        return self.word if self.alone else f"{self.word} {kind}"


@dataclass(frozen=True, slots=True)
class ServingOrgan:
    """An organ of a committee: ``Văn phòng`` with its prefix ``VP``, as in VPHU.

    An inner organ (``Ban Thường vụ``) speaks for the committee and has no prefix.  ``short`` is
    the abbreviation that stands for its words in a sentence, ``shorter`` fewer words that do.
    """

    word: str
    prefix: str = ""
    short: str = ""
    shorter: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitteeTable:
    """What the file holds, in its order."""

    committees: tuple[Committee, ...]
    sectors: tuple[Committee, ...]
    bodies: tuple[Committee, ...]
    inner: tuple[ServingOrgan, ...]
    organs: tuple[ServingOrgan, ...]

    @property
    def issuers(self) -> tuple[Committee, ...]:
        """All that sign papers by a code of their own."""
        return (*self.committees, *self.sectors, *self.bodies)


@cache
def committee_table() -> CommitteeTable:
    """The table, read once."""
    data = tomllib.loads((REGISTRY / "committees.toml").read_text("utf-8"))
    return CommitteeTable(
        committees=tuple(map(_committee, data["committee"])),
        sectors=tuple(map(_committee, data["sector"])),
        bodies=tuple(map(_committee, data["body"])),
        inner=tuple(map(_organ, data["inner"])),
        organs=tuple(map(_organ, data["organ"])),
    )


def _committee(row: dict[str, Any]) -> Committee:
    level = Level(row["level"]) if "level" in row else None
    return Committee(**{**_values(row), "level": level})


def _organ(row: dict[str, Any]) -> ServingOrgan:
    return ServingOrgan(**_values(row))


def _values(row: dict[str, Any]) -> dict[str, Any]:
    """The cells of a row; lists become tuples, days dates as far as they are known."""
    values = {key: tuple(cell) if isinstance(cell, list) else cell for key, cell in row.items()}
    days = {key: PartialDate.parse(row[key]) for key in ("since", "until") if key in row}
    return values | days


@cache
def centre() -> Committee:
    """The Central Committee.

    >>> centre().word
    'Trung ương'
    """
    return next(row for row in committee_table().committees if row.is_centre)


def folded_code(written: str) -> str:
    """A code as symbols are matched; TƯ folds like TU, which is another committee's.

    >>> folded_code("ThU"), folded_code("TƯ")
    ('thu', 'tư')
    """
    return "tư" if written == "TƯ" else unaccent(written)


class Signer(NamedTuple):
    """What a code tells: the committee, and the organ of it that signs, if it is one of its."""

    code: str
    committee: Committee
    organ: ServingOrgan | None = None


@cache
def signers() -> dict[str, Signer]:
    """The signer of each folded code.

    >>> signer = signers()["btchu"]
    >>> signer.code, signer.organ.word, signer.committee.word
    ('BTCHU', 'Ban Tổ chức', 'Huyện ủy')
    """
    return signers_of(committee_table())


def signers_of(table: CommitteeTable) -> dict[str, Signer]:
    """The signers of a table; a code that several rows bear tells the first."""
    found = [Signer(code, issuer) for issuer in table.issuers for code in issuer.codes]
    found += [
        Signer(organ.prefix + code, served, organ)
        for organ in table.organs
        for served in table.committees
        for code in served.codes
        if served.served and code != "TƯ"
    ]
    signers: dict[str, Signer] = {}
    for one in found:
        signers.setdefault(folded_code(one.code), one)
    return signers


@remembered(1024)
def others_signing(code: str) -> tuple[Committee, ...]:
    """The committees that a code tells only beside their names: a town's may sign TU.

    >>> [row.word for row in others_signing("TU")], others_signing("ĐU")
    (['Thành ủy', 'Thị ủy'], ())
    >>> [row.word for row in others_signing("ĐUCA")]
    ['Đảng ủy Công an Trung ương']
    """
    rows = [row for row in committee_table().issuers if code in row.codes]
    return tuple(
        row for row in rows if (row.segment, row.place) != (rows[0].segment, rows[0].place)
    )


def share_code(one: str, other: str) -> bool:
    """Whether committees of two segments may sign with one code.

    >>> share_code("thu", "tu"), share_code("hu", "tu")
    (True, False)
    """
    return frozenset((one, other)) in _sharing()


@cache
def _sharing() -> frozenset[frozenset[str]]:
    rows = committee_table().committees
    return frozenset(
        frozenset((row.segment, other.segment))
        for row in rows
        for code in row.codes
        for other in others_signing(code)
    )


@remembered(64)
def level_of_kind(kind: str) -> Level | None:
    """The level of a kind of unit; None for ``thành phố``, which stands at two levels.

    >>> level_of_kind("thị xã"), level_of_kind("thành phố")
    (<Level.DISTRICT: 'district'>, None)
    """
    return _only({row.level for row in committee_table().committees if kind in row.units})


@cache
def unit_kinds() -> tuple[str, ...]:
    """The kinds of unit that committees govern: ``tỉnh``, ``thành phố``, … ``đặc khu``."""
    rows = committee_table().committees
    return tuple(dict.fromkeys(kind for row in rows for kind in row.units))


@cache
def committee_levels() -> dict[str, Level | None]:
    """Each wording of a committee with the level that it tells, if it does.

    >>> levels = committee_levels()
    >>> levels["Huyện ủy"], levels["Đảng ủy xã"], levels["Thành ủy"], levels["Đảng ủy"]
    (<Level.DISTRICT: 'district'>, <Level.COMMUNE: 'commune'>, None, None)
    """
    table = committee_table()
    levels: dict[str, set[Level | None]] = {}
    for row in (*table.committees, *table.sectors):
        levels.setdefault(row.word, set()).add(row.stated_level())
    found = {word: _only(each) for word, each in levels.items()}
    for word, kind in _with_units():
        if level := level_of_kind(kind):
            found[f"{word} {kind}"] = level
    return found


@cache
def committees_of_units(level: Level) -> tuple[str, ...]:
    """What committees and organisations of the units of a level are called.

    >>> committees_of_units(Level.DISTRICT)[:3]
    ('Huyện ủy', 'Quận ủy', 'Thị ủy')
    """
    rows = committee_table().committees
    named = (row.of_unit(k) for row in rows for k in row.units if level_of_kind(k) is level)
    return tuple(dict.fromkeys(named))


def _with_units() -> Iterator[tuple[str, str]]:
    for row in committee_table().committees:
        if not row.alone:
            yield from ((row.word, kind) for kind in row.units)


def _only(levels: set[Level | None]) -> Level | None:
    known = levels - {None}
    return known.pop() if len(known) == 1 else None


@remembered(64)
def governing_committee(kind: str, level: Level | None = None) -> Committee | None:
    """The committee that governs a unit of a kind; a thành phố is a central one unless told.

    Without a kind, or with one that is not of the level, the level's first.

    >>> governing_committee("thị xã").codes[0], governing_committee("thành phố").codes[0]
    ('ThU', 'TU')
    >>> governing_committee("thành phố", Level.DISTRICT).codes[0]
    'ThU'
    >>> governing_committee("", Level.CELL).codes[0]
    'CB'
    """
    rows = [row for row in committee_table().committees if row.codes]
    fitting = [row for row in rows if level in (None, row.level)]
    governors = [row for row in fitting if kind in row.units]
    return next(iter(governors or (fitting if level else ())), None)


@remembered(1024)
def level_of_seat(segment: str) -> Level | None:
    """The level of the unit where a committee sits; of a cell, that of its commune.

    >>> level_of_seat("thu"), level_of_seat("cb"), level_of_seat("duk")
    (<Level.DISTRICT: 'district'>, <Level.COMMUNE: 'commune'>, None)
    """
    places = (row.place for row in committee_table().committees if row.segment == segment)
    place = next(places, "none")
    return None if place == "none" else Level(place)


@remembered(1024, is_short=True)
def has_districts(day: date) -> bool:
    """Whether there is a level of districts on a day."""
    rows = committee_table().committees
    return any(row.stands(day) for row in rows if row.level is Level.DISTRICT)


def communes_began() -> date:
    """The first day of communes without a district above them: 1 July 2025."""
    rows = (row for row in committee_table().committees if row.level is Level.DISTRICT)
    return max(row.until.latest() for row in rows if row.until) + timedelta(days=1)
