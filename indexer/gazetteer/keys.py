"""The key of a place: a readable path that names one unit through all its versions.

``province/district/commune`` until 30/06/2025, ``province/commune`` since, each segment the
slug of the name without its type word (a name that is a number keeps it: ``phuong-4``).
The type is no part of the key, so a xã that becomes a phường keeps it.  A suffix stands only
where one segment would name two units:

* units of one parent that stand at the same time: ``ha-tinh/ky-anh-huyen`` and
  ``ha-tinh/ky-anh-thi-xa``; all units of such a group get their type, or their code when the
  type is the same (``hoang-phu-15883`` and ``hoang-phu-16003``: Phú and Phụ);
* a commune of today whose segment a former district of that province bears:
  ``dong-nai/cam-my`` is the huyện, ``dong-nai/cam-my-xa`` the xã.

The type of a suffix is that of the eve of 1 July 2025 (or of the unit's last day before it)
for the units that ended then, and that of 1 July 2025 for those that began: it never moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from indexer.gazetteer.records import REFORM, GazetteerError, Records, UnitRecord
from indexer.memory import remembered
from indexer.model import Level, Place, Reason, because
from indexer.numerals import read_number
from indexer.text import slug

CENTRE = "trung-uong"
"""What stands for the whole country where the key of a place is wanted: no unit has it."""

CENTRE_NAME = "Trung ương"
"""What it is called."""

_OPEN = date.max
_WORDS = re.compile(r"[a-z0-9]+")
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*){0,2}")


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """The key of a place by its segments, from the province down.

    Indexes, addresses and the gazetteer itself hold the text; this alone takes it apart.

    >>> key = PlaceKey.parse("lam-dong/bao-lam/loc-quang")
    >>> key.province, key.parent
    ('lam-dong', 'lam-dong/bao-lam')
    """

    segments: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> PlaceKey:
        """The key that a text is; any text is one, of a place or of none."""
        return cls(tuple(text.split("/")))

    @staticmethod
    def is_key(text: str) -> bool:
        """Whether a text has the form of a key."""
        return _KEY.fullmatch(text) is not None

    @staticmethod
    def lies_in(key: str, above: str) -> bool:
        """Whether the key of one place lies below that of another.

        >>> PlaceKey.lies_in("lam-dong/bao-lam-1", "lam-dong/bao-lam")
        False
        """
        return key.startswith(f"{above}/")

    def __str__(self) -> str:
        return "/".join(self.segments)

    @property
    def province(self) -> str:
        """The key of the province."""
        return self.segments[0]

    @property
    def is_province(self) -> bool:
        """Whether it is the key of a province itself."""
        return len(self.segments) == 1

    @property
    def parent(self) -> str | None:
        """The key right above; None above a province."""
        return None if self.is_province else "/".join(self.segments[:-1])

    @staticmethod
    @remembered(32_768)  # a list of places asks for thousands
    def keys_above(key: str) -> tuple[str, ...]:
        """The keys above a key, nearest first.

        >>> PlaceKey.keys_above("lam-dong/bao-lam/loc-quang")
        ('lam-dong/bao-lam', 'lam-dong')
        """
        segments = key.split("/")
        return tuple("/".join(segments[:end]) for end in range(len(segments) - 1, 0, -1))


class _Reign(NamedTuple):
    """A stretch of time in which a parent's code stood for one key."""

    start: date
    end: date
    key: str


class _KeyedRow(NamedTuple):
    """A row, or the part of it that lies under one parent's key."""

    record: UnitRecord
    parent: str | None
    segment: str
    start: date
    end: date


_Group = tuple[str | None, str]


def keyed_places(records: Records) -> list[tuple[str, Place]]:
    """All versions of all units, each with its plain segment; raises :class:`GazetteerError`.

    A row whose parent is unknown, or does not stand during all of the row's life, is a problem.
    """
    problems: list[Reason] = []
    provinces = _keyed(_rows_by_parent(records.provinces, None, problems), Level.PROVINCE, set())
    reigns = _reigns(provinces)
    districts = _keyed(_rows_by_parent(records.districts, reigns, problems), Level.DISTRICT, set())
    old = _rows_by_parent(records.old_communes, _reigns(districts), problems)
    taken: set[_Group] = {(place.parent, plain) for plain, place in districts}
    new = _rows_by_parent(records.new_communes, reigns, problems)
    places = [
        *provinces,
        *districts,
        *_keyed(old, Level.COMMUNE, set()),
        *_keyed(new, Level.COMMUNE, taken),
    ]
    if problems:
        raise GazetteerError(problems)
    return places


def segment(kind: str, folded: str) -> str:
    """The plain segment of a folded name: ``song-ray``, and ``phuong-4`` for phường 4."""
    plain = folded.replace(" ", "-")
    if plain.replace("-", "").isalpha() and "--" not in plain:
        return plain
    if (number := read_number(folded)) is not None:
        return f"{slug(kind)}-{number}"
    return "-".join(_WORDS.findall(folded))


def _reigns(keyed: Iterable[tuple[str, Place]]) -> dict[str, list[_Reign]]:
    """The keys that each code stood for, in order; neighbours with one key are joined."""
    reigns: dict[str, list[_Reign]] = {}
    places = [place for _, place in keyed]
    for place in sorted(places, key=lambda place: (place.code, place.valid_from)):
        line = reigns.setdefault(place.code, [])
        end = place.valid_to or _OPEN
        if line and line[-1].key == place.key and line[-1].end == place.valid_from:
            line[-1] = line[-1]._replace(end=end)
        else:
            line.append(_Reign(place.valid_from, end, place.key))
    return reigns


def _rows_by_parent(
    records: Iterable[UnitRecord], reigns: dict[str, list[_Reign]] | None, problems: list[Reason]
) -> list[_KeyedRow]:
    """Cut each row where its parent's key changes, as in Hà Tây's districts in 2008."""
    rows = []
    for record in records:
        name = segment(record.kind, record.folded)
        end = record.end or _OPEN
        if reigns is None:
            rows.append(_KeyedRow(record, None, name, record.start, end))
            continue
        covered = record.start
        for start, until, key in reigns.get(record.parent, ()):
            if start <= covered < until and covered < end:
                rows.append(_KeyedRow(record, key, name, covered, min(end, until)))
                covered = until
        if covered < end:
            problems.append(
                because(
                    "{code} {name}: đơn vị cấp trên {parent} không tồn tại từ {day}",
                    code=record.code, name=f"{record.kind} {record.name}",
                    parent=record.parent, day=covered,
                )
            )  # fmt: skip
    return rows


def _keyed(rows: list[_KeyedRow], level: Level, taken: set[_Group]) -> list[tuple[str, Place]]:
    groups: dict[_Group, list[_KeyedRow]] = {}
    for row in rows:
        groups.setdefault((row.parent, row.segment), []).append(row)
    suffixes: dict[tuple[_Group, str], str] = {}
    for group, members in groups.items():
        if group in taken or (len(members) > 1 and _overlap(members)):
            for code, suffix in _suffixes(members):
                suffixes[group, code] = suffix
    return [(row.segment, _place(row, suffixes, level)) for row in rows]


def _place(row: _KeyedRow, suffixes: dict[tuple[_Group, str], str], level: Level) -> Place:
    record, parent = row.record, row.parent
    suffix = suffixes.get(((parent, row.segment), record.code), "")
    own = row.segment + suffix
    return Place(
        key=f"{parent}/{own}" if parent else own,
        name=record.name,
        kind=record.kind,
        level=level,
        code=record.code,
        parent=parent,
        valid_from=row.start,
        valid_to=None if row.end == _OPEN else row.end,
    )


def _overlap(rows: list[_KeyedRow]) -> bool:
    """Whether two different units among the rows stand on one day."""
    ordered = sorted(rows, key=lambda row: row.start)
    return any(
        first.end > second.start and first.record.code != second.record.code
        for place, first in enumerate(ordered)
        for second in ordered[place + 1 :]
    )


def _suffixes(members: list[_KeyedRow]) -> Iterator[tuple[str, str]]:
    """Code and suffix of each unit of a group whose plain segment is not its own."""
    by_kind: dict[str, list[_KeyedRow]] = {}
    for row in members:
        own = [other for other in members if other.record.code == row.record.code]
        by_kind.setdefault(_reference_kind(own), []).append(row)
    for kind, alike in by_kind.items():
        by_type = not _overlap(alike)
        for row in alike:
            code = row.record.code
            yield code, f"-{slug(kind)}" if by_type else f"-{code}"


def _reference_kind(versions: list[_KeyedRow]) -> str:
    """The type on the eve of the reform, or at it: the one that a suffix keeps for good."""
    last = max((v for v in versions if v.start < REFORM), key=lambda v: v.start, default=None)
    first = min(versions, key=lambda v: v.start)
    return (last or first).record.kind
