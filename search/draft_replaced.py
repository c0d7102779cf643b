"""Whether a directive of a draft had been replaced (được thay thế) by the day of the draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.directives import Registry
from indexer.model import Directive, PartialDate, because
from indexer.registry.terms import first_day
from search.doubts import Cell, certain_date, doubted
from search.draft_case import Case, Judgement, Remark
from search.wording import house_date

_LONGEST_CHAIN = 8

_AWARE = re.compile(r"\b(?:thay the|thay cho|bai bo|huy bo|het hieu luc|truoc day|nguyen la)\b")


def replaced(case: Case) -> Remark | None:
    """A directive that a newer one had replaced by the day of the draft."""
    if case.directive is None:
        return None
    chain = list(successors(case.directive, case.registry, case.issued))
    if not chain:
        return None
    name = " → ".join(map(_named, chain))
    number = case.directive.number or case.directive.title
    if not _certain(case.directive, chain[0], case.issued):
        reason = because("có thể đã được thay thế bởi {name}; điều này chưa kiểm chứng", name=name)
        return Remark(None, reason)
    if _AWARE.search(case.before):
        reason = because("đã được thay thế bởi {name}, và câu văn có nói đến việc đó", name=name)
        return Remark(None, reason)
    reason = because("{number} đã được thay thế bởi {name}", number=number, name=name)
    return Remark(Judgement.REPLACED, reason)


def successors(
    row: Directive, registry: Registry, issued: PartialDate | None = None
) -> Iterator[Directive]:
    """What replaced a row, what replaced that, and so on, up to a day; the newest comes last.

    The chain ends before a step that is in doubt; only its first step may be a doubtful one.

    >>> registry = Registry.load()
    >>> [one.number for one in successors(registry.get("tw/k12/qdi-30"), registry)]
    ['22-QĐ/TW', '296-QĐ/TW']
    """
    for step in range(_LONGEST_CHAIN):
        newer = next(
            (
                one
                for key in row.superseded_by
                if (one := registry.get(key)) and not _after(one, issued)
            ),
            None,
        )
        if newer is None or (step and not _certain(row, newer, issued)):
            return
        yield newer
        row = newer


def _after(newer: Directive, issued: PartialDate | None) -> bool:
    date = certain_date(newer)
    return issued is not None and date is not None and first_day(date) > issued.latest()


def _certain(row: Directive, newer: Directive, issued: PartialDate | None) -> bool:
    """Whether neither row doubts it, and the newer one was there by the day of the draft."""
    if Cell.SUPERSESSION in doubted(row) | doubted(newer):
        return False
    return issued is None or certain_date(newer) is not None


def _named(row: Directive) -> str:
    date = certain_date(row)
    name = f"{row.type} số {row.number}"
    return f"{name}, {house_date(date)}" if date else name
