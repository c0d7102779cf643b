"""The province in which a district lay, of which a paper since 1 July 2025 cites a paper.

Huyện ủy Lệ Thủy is cited by a commune of Quảng Trị, but its papers are those of Quảng Bình.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from indexer.directives.keys import place_slug
from indexer.gazetteer import read_districts_by_heir, read_provinces
from indexer.paths import REGISTRY


def former_province(district: str, today: str) -> str | None:
    """The slug of the province of then, or None where the name of the district does not tell it.

    ``district`` is the slug of the district, ``today`` that of the province where it now lies.

    >>> former_province("le-thuy", "quang-tri"), former_province("bao-lam", "lam-dong")
    ('quang-binh', 'lam-dong')
    >>> former_province("chau-thanh", "dong-thap") is None
    True
    """
    merged, lay_in = _provinces_then()
    if len(merged[today]) < 2:
        return today
    then = lay_in[today, district]
    return next(iter(then)) if len(then) == 1 else None


_Provinces = Mapping[str, set[str]]
_ByDistrict = Mapping[tuple[str, str], set[str]]


@cache
def _provinces_then() -> tuple[_Provinces, _ByDistrict]:
    """The provinces that became each of today, and those of them with a district of a name."""
    folder = REGISTRY / "places"
    today = {one.code: place_slug(one.name) for one in read_provinces(folder) if one.end is None}
    merged: dict[str, set[str]] = defaultdict(set)
    lay_in: dict[tuple[str, str], set[str]] = defaultdict(set)
    for district, province, heir in read_districts_by_heir(folder):
        then, now = place_slug(province.name), today[heir]
        merged[now].add(then)
        lay_in[now, place_slug(f"{district.kind} {district.name}")].add(then)
    return merged, lay_in
