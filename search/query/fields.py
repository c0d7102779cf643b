"""The fields that people type, in a query or as a filter in an address: their names and values.

``cites=213-QĐ/TW`` means the key of that directive, ``dia_ban:"huyện Cẩm Mỹ"`` that of a place,
``nam:2020..2023`` four years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from indexer.directives import Knowledge
from indexer.model import PartialDate
from indexer.numerals import read_number
from indexer.text import unaccent
from search.query.facets import FACETS

MAX_VALUE = 200

TEXT_FIELDS = {
    "title": ("tieu_de", "title", "trich_yeu"),
    "issuer_words": ("co_quan", "issuer"),
    "signatory": ("nguoi_ky", "signatory"),
    "addressee": ("kinh_gui", "addressee"),
}
"""The fields in which words are looked for, by the names that a person may type."""

DAYS = {"since": ("tu_ngay", "since"), "until": ("den_ngay", "until")}
"""The first and the last day, in the same way."""


def typed_names() -> Iterator[tuple[str, Sequence[str]]]:
    """Every field with the names that a person may type, the Vietnamese one first."""
    yield from TEXT_FIELDS.items()
    yield from ((name, facet.typed) for name, facet in FACETS.items())
    yield from DAYS.items()


def field_of(typed: str | None) -> str:
    """The field of a typed name, in any case and with or without marks; empty for none.

    >>> field_of("nam"), field_of("Năm"), field_of("TIÊU_ĐỀ"), field_of("http")
    ('year', 'year', 'title', '')
    """
    name = unaccent(typed or "")
    return next((field for field, names in typed_names() if name in names), "")


def typed_name(field: str) -> str:
    """The Vietnamese name under which a field is typed.

    >>> typed_name("title"), typed_name("issuer_words")
    ('tieu_de', 'co_quan')
    """
    return dict(typed_names())[field][0]


def parse_day(text: str) -> PartialDate | None:
    """A date as people type it: ``2022-01-31``, ``31/01/2022``, ``01/2022``, ``2022``; or None."""
    found = re.fullmatch(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})", text)
    if found:
        text = "-".join(part.zfill(2) for part in reversed(found.groups()) if part)
    try:
        day = PartialDate.parse(text)
    except ValueError:
        return None
    return None if day.day and day.exact() is None else day


def date_bound(name: str, text: str) -> str:
    """The ISO date of a first (``since``) or last (``until``) day as typed; empty for none.

    >>> date_bound("since", "01/2022"), date_bound("until", "2022-02"), date_bound("since", "qua")
    ('2022-01', '2022-02-28', '')
    """
    day = parse_day(text.strip()[:MAX_VALUE])
    if day is None:
        return ""
    return day.iso if name == "since" else day.latest().isoformat()


def address_filters(
    typed: Mapping[str, Sequence[str]], knowledge: Knowledge
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The filters of an address: values as they are meant, by facet, each once."""
    for name in FACETS:
        values = [value.strip()[:MAX_VALUE] for value in typed.get(name, ()) if value.strip()]
        parse = FACETS[name].parse
        found = [one for value in values for one in parse(value, knowledge) or [value]]
        if found:
            yield name, tuple(dict.fromkeys(found))


def year_ranges(values: Sequence[str]) -> Iterator[list[str]]:
    """Years in order, those that follow each other together; what is no year stands alone.

    >>> list(year_ranges(["2023", "2020", "2022", "_"]))
    [['2020'], ['2022', '2023'], ['_']]
    """
    written = (read_number(year) for year in set(values) if re.fullmatch("[0-9]{4}", year))
    numbers = sorted(year for year in written if year is not None)
    for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        yield [f"{year:04d}" for _, year in run]
    yield from ([year] for year in values if not re.fullmatch("[0-9]{4}", year))
