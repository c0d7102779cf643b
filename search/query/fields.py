"""Filters as people type them, in an address or as a field of the query.

``cites=213-QĐ/TW`` means the key of that directive, ``dia_ban:"huyện Cẩm Mỹ"`` that of a place,
``nam:2020..2023`` four years.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from indexer.citations import parse_one
from indexer.directives import Context, DirectiveKey, Registry, resolve
from indexer.gazetteer import gazetteer
from indexer.index import FACETS
from indexer.knowledge import type_named
from indexer.model import UNKNOWN, PartialDate
from indexer.text import slug, unaccent

MAX_FILTER_VALUES = 50
MAX_VALUE = 200

FIRST_YEAR, LAST_YEAR = 1930, 2049
"""The years that a range can reach: from the Party's founding on."""
MAX_YEARS = LAST_YEAR - FIRST_YEAR + 1

FIELDS = {
    "tieu_de": "title",
    "title": "title",
    "trich_yeu": "title",
    "co_quan": "issuer_words",
    "issuer": "issuer_words",
    "nguoi_ky": "signatory",
    "signatory": "signatory",
    "nam": "year",
    "year": "year",
    "dia_ban": "unit",
    "unit": "unit",
    "vien_dan": "cites",
    "cites": "cites",
    "loai": "type",
    "type": "type",
    "tu_ngay": "since",
    "since": "since",
    "den_ngay": "until",
    "until": "until",
}
"""The fields by the names that a person may type."""


TEXT_FIELDS = frozenset({"title", "issuer_words", "signatory"})


def typed_name(field: str) -> str:
    """The Vietnamese name under which a field is typed.

    >>> typed_name("title"), typed_name("issuer_words")
    ('tieu_de', 'co_quan')
    """
    return next(name for name, meant in FIELDS.items() if meant == field)


def read_day(text: str) -> PartialDate | None:
    """A date as people type it: ``2022-01-31``, ``31/01/2022``, ``01/2022``, ``2022``; or None."""
    found = re.fullmatch(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})", text)
    if found:
        text = f"{found[3]}-{int(found[2]):02d}" + (f"-{int(found[1]):02d}" if found[1] else "")
    try:
        day = PartialDate.parse(text)
    except ValueError:
        return None
    return None if day.day and day.exact() is None else day


def bound_of(name: str, text: str) -> str:
    """The ISO date of a first (``since``) or last (``until``) day as typed; empty for none.

    >>> bound_of("since", "01/2022"), bound_of("until", "2022-02"), bound_of("since", "hôm qua")
    ('2022-01', '2022-02-28', '')
    """
    day = read_day(text.strip()[:MAX_VALUE])
    if day is None:
        return ""
    return day.iso if name == "since" else day.latest().isoformat()


def chosen_filters(
    typed: Mapping[str, Sequence[str]], registry: Registry
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The filters of an address: values as they are meant, by facet, each once."""
    for name in FACETS:
        values = [value.strip()[:MAX_VALUE] for value in typed.get(name, ()) if value.strip()]
        found = [one for value in values for one in filter_values(name, value, registry) or [value]]
        if found:
            yield name, tuple(dict.fromkeys(found))


_YEARS = re.compile(r"([0-9]{4})?\s*(?:\.\.|-|–)\s*([0-9]{4})?")


def filter_values(name: str, value: str, registry: Registry) -> list[str]:
    """The facet values that a typed value means; none when it means nothing there."""
    if name == "year":
        return list(_years(value))
    if name == "cites":
        return _directive_keys(value, registry)
    if name == "unit":
        return _place_keys(value)
    if name in ("type", "issuer"):
        kind = type_named(value) if name == "type" else None
        value = slug(kind.name if kind else value)
        return [value] if value else []
    return [value]


def _years(value: str) -> Iterator[str]:
    """One year, or every year of a range, which may be open at one end.

    >>> list(_years("2022..2020")), len(list(_years("1945..2025"))), list(_years("..1931"))
    (['2020', '2021', '2022'], 81, ['1930', '1931'])
    """
    if re.fullmatch("[0-9]{4}", value):
        yield value
    years = _YEARS.fullmatch(value)
    if years is None or not (years[1] or years[2]):
        return
    ends = sorted((int(years[1] or FIRST_YEAR), int(years[2] or LAST_YEAR)))
    yield from map(str, range(max(ends[0], FIRST_YEAR), min(ends[1], LAST_YEAR) + 1))


def runs_of_years(values: Sequence[str]) -> Iterator[list[str]]:
    """Years in order, those that follow each other together; what is no year stands alone.

    >>> list(runs_of_years(["2023", "2020", "2022", "_"]))
    [['2020'], ['2022', '2023'], ['_']]
    """
    numbers = sorted(int(year) for year in set(values) if re.fullmatch("[0-9]{4}", year))
    for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        yield [f"{year:04d}" for _, year in run]
    yield from ([year] for year in values if not re.fullmatch("[0-9]{4}", year))


def _directive_keys(value: str, registry: Registry) -> list[str]:
    """A key as it is; a written form (``213-QĐ/TW``) through the registry."""
    if value == UNKNOWN or DirectiveKey.is_key(value):
        return [value]
    value = value[:200]
    found = resolve(parse_one(value), value, Context(None), registry)
    return [key for one in found for key in (one.key, *one.candidates) if key]


_KINDS = {
    unaccent(kind): kind
    for kind in (
        "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu",
    )
}  # fmt: skip


def _place_keys(value: str) -> list[str]:
    """A place key as it is; a name through the gazetteer, all places of that name and type."""
    places = gazetteer()
    if value in places:
        return [value]
    name = " ".join(unicodedata.normalize("NFC", value).split())
    folded = unaccent(name)
    kind = next((kind for kind in _KINDS if folded.startswith(f"{kind} ")), "")
    found = places.ever_named(name[len(kind) :].strip(), _KINDS.get(kind))
    return [place.key for place in found or places.ever_named(name)]
