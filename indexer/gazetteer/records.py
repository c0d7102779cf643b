"""Reading the gazetteer's files: rows of administrative units, as the registry holds them.

``corpus/registry/places/README.md`` describes the files.  A row that cannot be understood is
named with file, line and reason, and nothing is loaded: a hole in the gazetteer would turn
into a wrong place somewhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from indexer.model import Level, Reason, because
from indexer.numerals import read_number
from indexer.problems import KnowledgeProblem
from indexer.text import fold

FIRST_DAY = date(2004, 8, 31)
"""The records begin on this day; an earlier date is answered as of it."""

REFORM = date(2025, 7, 1)
"""Districts abolished, provinces and communes merged (Nghị quyết 202/2025/QH15)."""

KINDS: dict[Level, tuple[str, ...]] = {
    Level.PROVINCE: ("tỉnh", "thành phố"),
    Level.DISTRICT: ("huyện", "quận", "thị xã", "thành phố"),
    Level.COMMUNE: ("xã", "phường", "thị trấn", "đặc khu"),
}
_TWO_WORDS = ("thị", "thành", "đặc")
_SHOWN = 20


class UnitRecord(NamedTuple):
    """One dated row: ``("26341", "xã", "Cẩm Mỹ", "cam my", "75", 2025-07-01, None)``.

    ``folded`` is the name without marks in lower case; ``parent`` the parent's code.
    """

    code: str
    kind: str
    name: str
    folded: str
    parent: str
    start: date
    end: date | None


class SuccessionRecord(NamedTuple):
    """One row of the succession table: codes of the old and the new unit, and its flags."""

    old: str
    new: str
    split: bool
    check: bool


class Enactment(NamedTuple):
    """The resolution by which the units of a level in a province changed on a date."""

    level: Level
    province: str
    date: date
    resolution: str


class Records(NamedTuple):
    """Everything that the folder holds."""

    provinces: list[UnitRecord]
    districts: list[UnitRecord]
    old_communes: list[UnitRecord]
    new_communes: list[UnitRecord]
    links: list[SuccessionRecord]
    enactments: list[Enactment]
    aliases: dict[str, str]


class GazetteerError(KnowledgeProblem):
    """Broken gazetteer files; ``problems`` name file, line and reason, one each."""

    def __init__(self, problems: list[Reason]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            lines.append(f"… (+{len(problems) - _SHOWN})")
        super().__init__("\n".join(lines))


class _BrokenRowError(ValueError):
    """A row that cannot be understood; carries the reason."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(str(reason))


_LEVELS = {"1": Level.PROVINCE, "2": Level.DISTRICT, "3": Level.COMMUNE}


def read_records(folder: Path) -> Records:
    """Read all files of the folder; raises :class:`GazetteerError` on any broken row."""
    problems: list[Reason] = []
    commune = Level.COMMUNE
    records = Records(
        provinces=_units(folder / "provinces.csv", Level.PROVINCE, problems),
        districts=_units(folder / "districts.csv", Level.DISTRICT, problems),
        old_communes=_units(folder / "communes-2004.csv", commune, problems),
        new_communes=_units(folder / "communes-2025.csv", commune, problems),
        links=[
            SuccessionRecord(old, new, split == "1", check == "1")
            for _, (old, new, split, check) in _rows(folder / "succession-2025.csv", 4, problems)
        ],
        enactments=_enactments(folder / "resolutions.csv", problems),
        aliases={alias: name for _, (alias, name) in _rows(folder / "aliases.csv", 2, problems)},
    )
    if problems:
        raise GazetteerError(problems)
    return records


def read_provinces(folder: Path) -> list[UnitRecord]:
    """The provinces alone, which need not wait for the thousands of communes."""
    problems: list[Reason] = []
    provinces = _units(folder / "provinces.csv", Level.PROVINCE, problems)
    if problems:
        raise GazetteerError(problems)
    return provinces


def read_districts_by_heir(folder: Path) -> list[tuple[UnitRecord, UnitRecord, str]]:
    """Every district that ever was, its province before the reform and the code of its heir."""
    problems: list[Reason] = []
    provinces = {one.code: one for one in read_provinces(folder) if one.start < REFORM}
    districts = _units(folder / "districts.csv", Level.DISTRICT, problems)
    rows = _rows(folder / "succession-2025.csv", 4, problems)
    heirs = {old: new for _, (old, new, _, _) in rows if old in provinces}
    if problems:
        raise GazetteerError(problems)
    return [
        (one, provinces[one.parent], heirs[one.parent]) for one in districts if one.parent in heirs
    ]


def read_counts(folder: Path) -> list[tuple[date, Level, int]]:
    """The documented number of units of a level on a date, for the check."""
    problems: list[Reason] = []
    counts = []
    for at, (day, level, number) in _rows(folder / "counts.csv", 3, problems):
        try:
            counts.append((_day(day, at), _level(level, at), read_number(_number(number, at)) or 0))
        except _BrokenRowError as broken:
            problems.append(broken.reason)
    if problems:
        raise GazetteerError(problems)
    return counts


_At = tuple[str, int]
"""Where a row stands: file and line."""


def _rows(path: Path, width: int, problems: list[Reason]) -> Iterator[tuple[_At, list[str]]]:
    """The rows below the heading; no field holds a comma."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(because("{file}: không đọc được ({error})", file=path.name, error=error))
        return
    name = path.name
    for number, line in enumerate(lines[1:], 2):
        fields = line.split(",")
        if len(fields) == width:
            yield (name, number), fields
        elif line:
            problems.append(
                because(
                    "{where}: cần {n} cột, có {found}",
                    where=_where((name, number)), n=width, found=len(fields),
                )
            )  # fmt: skip


def _enactments(path: Path, problems: list[Reason]) -> list[Enactment]:
    found = []
    for at, (level, province, day, resolution) in _rows(path, 4, problems):
        try:
            found.append(Enactment(_level(level, at), province, _day(day, at), resolution))
        except _BrokenRowError as broken:
            problems.append(broken.reason)
    return found


def _units(path: Path, level: Level, problems: list[Reason]) -> list[UnitRecord]:
    """The units of one file.  Names are folded all at once, which keeps positions."""
    rows = list(_rows(path, 4 if level is Level.PROVINCE else 5, problems))
    if not rows:
        return []
    folded = fold("\n".join([fields[1] for _, fields in rows])).text.split("\n")
    days: dict[str, date | None] = {"": None}
    units = []
    for (at, fields), plain in zip(rows, folded, strict=True):
        try:
            units.append(_unit(fields, plain, level, days, at))
        except _BrokenRowError as broken:
            problems.append(broken.reason)
    return units


def _unit(
    fields: list[str], plain: str, level: Level, days: dict[str, date | None], at: _At
) -> UnitRecord:
    code, full_name, *parent, start, end = fields
    kind, _, name = full_name.partition(" ")
    if kind in _TWO_WORDS:
        second, _, name = name.partition(" ")
        kind = f"{kind} {second}"
    if kind not in KINDS[level] or not name:
        raise _BrokenRowError(
            because(
                "{where}: “{name}” không mở đầu bằng loại đơn vị của cấp này",
                where=_where(at), name=full_name,
            )
        )  # fmt: skip
    # There are few dates and many rows: each is read once.
    for day in (start, end):
        if day not in days:
            days[day] = _day(day, at)
    begins, ends = days[start], days[end]
    if begins is None or (ends and ends <= begins):
        raise _BrokenRowError(
            because(
                "{where}: hiệu lực từ {start} đến {end} không có ngày nào",
                where=_where(at), start=start, end=end,
            )
        )  # fmt: skip
    above = parent[0] if parent else ""
    folded = plain[len(kind) + 1 :]
    return UnitRecord(_number(code, at), kind, name, folded, above, begins, ends)


def _where(at: _At) -> str:
    return f"{at[0]}:{at[1]}"


def _day(text: str, at: _At) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        reason = because("{where}: “{text}” không phải là ngày", where=_where(at), text=text)
        raise _BrokenRowError(reason) from None


def _number(text: str, at: _At) -> str:
    if text.isascii() and read_number(text) is not None:
        return text
    raise _BrokenRowError(
        because("{where}: “{text}” không phải là số", where=_where(at), text=text)
    )


def _level(text: str, at: _At) -> Level:
    if text in _LEVELS:
        return _LEVELS[text]
    raise _BrokenRowError(because("{where}: không có cấp “{level}”", where=_where(at), level=text))
