"""Dates as papers give them, the day or the month left out."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from indexer.numerals import read_number, read_year


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the day and month, may be missing.

    >>> PartialDate(2021, 10, 25).iso, PartialDate(2026).iso
    ('2021-10-25', '2026')
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date that ``text`` gives in ISO 8601; raises ``ValueError`` for anything else.

        >>> PartialDate.parse("2021-10")
        PartialDate(year=2021, month=10, day=None)
        """
        found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text.strip())
        year = read_year(found[1]) if found else None
        months = [read_number(part) for part in (found[2], found[3]) if part] if found else []
        if year is None or (months and not 1 <= (months[0] or 0) <= 12):
            raise ValueError(f"{text!r}: YYYY-MM-DD, YYYY-MM, YYYY")
        return cls(year, *months)

    @property
    def iso(self) -> str:
        """ISO 8601 at the precision known: ``2026``, ``2026-05`` or ``2026-05-27``."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        return "day" if self.day else "month" if self.month else "year"

    def exact(self) -> date | None:
        """The calendar date, or None when the day is unknown or impossible (30/02)."""
        if not (self.month and self.day):
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def latest(self) -> date:
        """The last calendar day that the date can mean; 31 December when only the year is known.

        >>> PartialDate(2022).latest(), PartialDate(2021, 2).latest()
        (datetime.date(2022, 12, 31), datetime.date(2021, 2, 28))
        """
        month = self.month if self.month and self.month <= 12 else 12
        return self.exact() or date(self.year, month, monthrange(self.year, month)[1])
