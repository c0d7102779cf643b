"""Checking the gazetteer: what ``viendan check`` says of ``corpus/registry/places``.

Broken rows and parents that do not stand refuse to load; here the whole is looked at: one unit
for a key on a day, a successor for each commune that ended with the reform, the documented
counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from indexer.gazetteer.keys import PlaceKey, keyed_places
from indexer.gazetteer.records import (
    FIRST_DAY,
    REFORM,
    GazetteerError,
    Records,
    UnitRecord,
    read_counts,
    read_records,
)
from indexer.gazetteer.spelling import plain_name
from indexer.gazetteer.units import Gazetteer, is_in_force
from indexer.model import Place, Reason, because


def check_gazetteer(folder: Path) -> list[Reason]:
    """All that is wrong with the gazetteer in a folder; empty when it is sound."""
    try:
        records = read_records(folder)
        gazetteer = Gazetteer(
            keyed_places(records), records.links, records.enactments, records.aliases
        )
        return [
            *_keys(gazetteer),
            *_successions(records),
            *_names(records, gazetteer),
            *_counts(folder, gazetteer),
        ]
    except GazetteerError as broken:
        return list(broken.problems)


def _places(gazetteer: Gazetteer) -> Iterator[Place]:
    return (place for key in gazetteer for place in gazetteer.versions(key))


def _keys(gazetteer: Gazetteer) -> Iterator[Reason]:
    """Keys are well formed, begin with the records, and mean one unit on a day."""
    for key in gazetteer:
        versions = gazetteer.versions(key)
        if not PlaceKey.is_key(key):
            yield because("khóa {key} không đúng dạng", key=key)
        if versions[0].valid_from < FIRST_DAY:
            yield because("{key}: bắt đầu trước {day}", key=key, day=FIRST_DAY)
        for earlier, later in pairwise(versions):
            if earlier.valid_to is None or earlier.valid_to > later.valid_from:
                yield because(
                    "{key}: hai đơn vị cùng lúc từ {day} ({first}, {second})",
                    key=key, day=later.valid_from, first=earlier.code, second=later.code,
                )  # fmt: skip


def _successions(records: Records) -> Iterator[Reason]:
    """Each unit that ended at the reform has heirs, each commune that began at it has forebears."""
    times = Counter(link.old for link in records.links)
    ended, began = _ended(records.old_communes), _began(records.new_communes)
    provinces = {record.code for record in records.provinces}
    olds, news = ended | provinces | _ended(records.districts), began | provinces
    for code in sorted(ended - times.keys()):
        yield because("xã cũ {code} không có đơn vị kế thừa", code=code)
    for code in sorted(began - {link.new for link in records.links}):
        yield because("xã mới {code} không có đơn vị tiền thân", code=code)
    for link in records.links:
        if link.old not in olds or link.new not in news:
            yield because("dòng kế thừa {old}→{new}: mã không có", old=link.old, new=link.new)
        if link.split != (times[link.old] > 1):
            yield because("dòng kế thừa {old}→{new}: sai cờ tách", old=link.old, new=link.new)


def _ended(units: Iterable[UnitRecord]) -> set[str]:
    """The codes of the units that ended at the reform."""
    return {unit.code for unit in units if unit.end == REFORM}


def _began(units: Iterable[UnitRecord]) -> set[str]:
    """The codes of the units that began at it."""
    return {unit.code for unit in units if unit.start == REFORM}


def _names(records: Records, gazetteer: Gazetteer) -> Iterator[Reason]:
    """What aliases and resolutions refer to is there."""
    for alias, name in records.aliases.items():
        if not gazetteer.kinds_named(plain_name(name)):
            yield because("tên khác {alias}: không có đơn vị {name}", alias=alias, name=name)
    provinces = {record.code for record in records.provinces}
    for act in records.enactments:
        if act.province and act.province not in provinces:
            yield because(
                "{resolution}: không có tỉnh mã {code}",
                resolution=act.resolution, code=act.province,
            )  # fmt: skip


def _counts(folder: Path, gazetteer: Gazetteer) -> Iterator[Reason]:
    """As many units of each level stand on the documented days as the sources count."""
    for day, level, expected in read_counts(folder):
        found = sum(
            place.level is level and is_in_force(place, day) for place in _places(gazetteer)
        )
        if found != expected:
            yield because(
                "ngày {day}, cấp {level}: có {n} đơn vị, tài liệu ghi {expected}",
                day=day, level=level, n=found, expected=expected,
            )  # fmt: skip
