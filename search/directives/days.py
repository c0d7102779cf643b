"""Days as people type them: whole, by the month, without the year, in the name of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indexer.model import PartialDate
from indexer.numerals import read_number
from indexer.text import unaccent

DAY, MONTH, YEAR, DAY_OF_YEAR = "day:", "month:", "year:", "on:"
"""What stands before the terms of days, ``day:2020-01-02`` and ``on:01-02`` among them."""

_DAY = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d/.-])(?P<short_day>\d{1,2})/(?P<short_month>\d{1,2})/(?P<short_year>\d\d)(?![\d/])"
    r"|(?<!\d)(?P<first_year>20\d\d)(?P<sign>[-_.]?)(?P<then_month>\d\d)(?P=sign)"
    r"(?P<then_day>\d\d)(?!\d)"
    r"|ngay\s+(?P<said_day>\d{1,2})(?:\s+thang\s+|\s?[/.-]\s?)(?P<said_month>\d{1,2})"
    r"(?:\s+nam\s+(?P<said_year>\d{4})(?!\d)|(?![\d/.-]))"
    r"|thang\s+(?P<only_month>\d{1,2})(?:\s+nam\s+|\s?[/.-]\s?)(?P<its_year>(?:19|20)\d\d)(?!\d)"
)
_OPENING = re.compile(r"ngay\s+$")


def typed_days(text: str) -> tuple[list[tuple[Mapping[str, float], str]], str]:
    """The days in a typed line, each in its readings and as written, and the line without them.

    >>> for line in ("qđ ngày 9/5", "nq tháng 5/2025", "20250526_QD294", "25/10/17"):
    ...     ((readings, _), *_), rest = typed_days(line)
    ...     print(max(readings, key=readings.get), rest.split())
    on:05-09 ['qđ']
    month:2025-05 ['nq']
    day:2025-05-26 ['_QD294']
    day:2017-10-25 []
    """
    plain = unaccent(text)
    found: list[tuple[Mapping[str, float], str]] = []
    if len(plain) != len(text):
        return [], text
    for day in _DAY.finditer(plain):
        parts = {name.rpartition("_")[2]: one for name, one in day.groupdict().items() if one}
        readings = _readings(*(read_number(parts.get(one, "0")) or 0 for one in _PARTS))
        if readings:
            opening = _OPENING.search(plain, 0, day.start())
            start = opening.start() if opening else day.start()
            found.append((readings, day.group()))
            text = text[:start] + " " * (day.end() - start) + text[day.end() :]
    return found, text


_PARTS = ("year", "month", "day")


def _readings(year: int, month: int, day: int) -> dict[str, float]:
    if not 1 <= month <= 12 or day > 31:
        return {}
    if not year:
        return {f"{DAY_OF_YEAR}{month:02}-{day:02}": 1.0} if day else {}
    when = PartialDate(year + 2000 if year < 100 else year, month, day or None)
    readings = {f"{MONTH}{when.iso[:7]}": 0.6 if day else 1.0, f"{YEAR}{when.year}": 0.3}
    return readings | ({f"{DAY}{when.iso}": 1.0} if day else {})
