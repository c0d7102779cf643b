"""The year of a notice: from its date, else from the title, else from dates in the body.

A year that is not the date's is a fallback and says so; it never becomes the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.model import Field, PartialDate, Span, because
from indexer.notices.blocks import Extent, Sheet
from indexer.notices.evidence import inferred, stated, unknown

_YEAR = re.compile(
    r"(?<![\w/.-])(?:nam\s{1,9})(?P<year>(?:19|20)\d\d)(?![\w-]|\s{0,3}[-/]\s{0,3}\d)"
)
_FULL_DATE = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})(?:\s?[/.-]\s?|\s{1,9}thang\s{1,9})(?P<m>\d{1,2})"
    r"(?:\s?[/.-]\s?|\s{1,9}nam\s{1,9})(?P<y>(?:19|20)\d\d)(?!\d)"
)
# A deadline lies after the notice, so it says nothing of "not before".
_DEADLINE = re.compile(
    r"(?:truoc|cham nhat|het|han|den|tu|ke tu|hoan thanh|muon nhat)(?: cuoi)?(?: ngay)? $"
)


def read_year(
    sheet: Sheet, date: Field[PartialDate], title: Span | None, body: Extent
) -> Field[int]:
    """The year: stated by the date, else inferred from the title or the latest date in the body."""
    if date.value:
        return stated(date.value.year, because("theo ngày ban hành"), date.evidence.span)
    if title:
        first, last = sheet.within(title)
        found = _YEAR.search(sheet.folded.text, first, last)
        if found:
            return inferred(
                int(found["year"]),
                because("theo tiêu đề"),
                sheet.span(found.start("year"), found.end("year")),
            )
    latest = max(_dates(sheet, body), default=None)
    if latest:
        (year, month, day), span = latest
        written = f"{day}/{month}/{year}"
        return inferred(
            year, because("không sớm hơn ngày {date} nêu trong nội dung", date=written), span
        )
    return unknown(because("không có ngày ban hành, tiêu đề và nội dung không nêu năm"))


def _dates(sheet: Sheet, body: Extent) -> Iterator[tuple[tuple[int, int, int], Span]]:
    text = sheet.folded.text
    for found in _FULL_DATE.finditer(text, body.start, body.end):
        date = PartialDate(int(found["y"]), int(found["m"]), int(found["d"]))
        before = re.sub(r"\s+", " ", text[max(0, found.start() - 30) : found.start()])
        if date.exact() and not _DEADLINE.search(before):
            yield (
                (date.year, int(found["m"]), int(found["d"])),
                sheet.span(found.start(), found.end()),
            )
