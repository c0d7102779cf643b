"""Citations of a draft that the registry lacks, checked by the texts that are held of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.directives import agree
from indexer.model import Directive, Outcome, PartialDate, because
from search.held import HeldTexts
from search.lookup.draft_citation import DraftCitation, Judgement, Remark
from search.typography import numeric_date


@dataclass(frozen=True, slots=True)
class _Held:
    """What is held of a directive: the row that its text makes, or how many texts differ."""

    row: Directive | None = None
    rivals: int = 0


def with_held_rows(
    cited: Sequence[DraftCitation], texts: HeldTexts | None
) -> Iterator[DraftCitation]:
    """Citations, those that the registry lacks with the row that the text held of them makes.

    One text stands for its directive, several that differ for none.
    """
    told = {
        one.resolution.key for one in cited if one.citation.term is not None or one.citation.date
    }
    found: dict[str, _Held] = {}
    for one in cited:
        key = one.resolution.key
        if texts is None or key is None or one.resolution.outcome is not Outcome.NOT_HELD:
            yield one
            continue
        is_first = key not in found
        if is_first:
            found[key] = _held(texts, key)
        held = found[key]
        if held.row:
            one = replace(
                one,
                directive=held.row,
                is_by_text=True,
                repeated=not is_first,
                introduced=key in told,
            )
        yield replace(one, rivals=held.rivals) if held.rivals else one


def _held(texts: HeldTexts, key: str) -> _Held:
    text = texts.get(key)
    if text is None or text.is_inferred:
        return _Held()
    row = texts.row(text)
    return _Held(row) if row else _Held(rivals=len(text.notices) if len(text.notices) > 1 else 0)


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
