"""What a draft says otherwise than the text held of a directive that the registry lacks."""

from __future__ import annotations

from indexer.directives import agree
from indexer.model import Directive, PartialDate, because
from search.lookup.draft_citation import DraftCitation, Judgement, Remark
from search.typography import numeric_date


def date_of_text(row: Directive, day: PartialDate) -> Remark | None:
    """A day that is not the one of the text held."""
    if row.date is None or agree(row.date, day):
        return None
    reason = because(
        "bản trong kho ghi ngày {held}, văn bản này ghi ngày {written}",
        held=numeric_date(row.date), written=numeric_date(day),
    )  # fmt: skip
    return Remark(Judgement.WRONG_DATE, reason)


def other_symbol(cited: DraftCitation) -> Remark | None:
    """A number that is written otherwise than in the text held: 07-QĐ/HU for 07-QĐi/HU."""
    row, written = cited.directive, cited.citation.number
    if row is None or not (cited.is_by_text and cited.parts.symbol) or written == row.number:
        return None
    return Remark(None, because("bản trong kho ghi số {number}", number=row.number))
