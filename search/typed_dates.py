"""Dates that a person typed among words: what is dated so, and what writes the date in any form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from indexer.analysis import Token, typed
from indexer.text import fold
from search.filters import read_day
from search.pieces import Spot
from search.query import Dated

_FIGURES = r"(?:ngay\s+)?(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})"
_WORDS = r"(?:ngay\s+)?(?P<d>\d{1,2})\s+thang\s+(?P<m>\d{1,2})\s+nam\s+(?P<y>\d{4})"
_ISO = r"(?P<iso>\d{4}-\d\d-\d\d)"
_DATE = re.compile(rf"(?<![\w/.])(?<!\w-)(?:{_ISO}|{_FIGURES}|{_WORDS})(?![\w/-])")


def dates_typed(text: str) -> Iterator[Spot]:
    """The days of the calendar in a typed text, each as a clause.

    >>> [one.clause.day for one in dates_typed("họp ngày 12/7/2022, 31/02/2022")]
    ['2022-07-12']
    """
    folded = fold(text)
    for found in _DATE.finditer(folded.text):
        figures = [found[name] or found[name[0]] for name in ("day", "month", "year")]
        when = read_day(found["iso"] or "/".join(figures))
        if when and when.day:
            span = folded.span(*found.span())
            written = span.of(text)
            clause = Dated(when.iso, typed(written), _forms(when.iso), written)
            yield Spot(span.start, span.end, span.end, clause)


def _forms(iso: str) -> tuple[tuple[Token, ...], ...]:
    """A day in figures and in words, numbers below 10 with and without their zero."""
    year, month, day = iso.split("-")
    days, months = (sorted({one, one.lstrip("0")}) for one in (day, month))
    return tuple(
        typed(written)
        for one, other in product(days, months)
        for written in (f"{one}/{other}/{year}", f"{one} tháng {other} năm {year}")
    )
