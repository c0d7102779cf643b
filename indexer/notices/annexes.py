"""Number and day of a paper as its annexes name it: ``(Kèm theo Báo cáo số 271-BC/HU, ngày …)``.

A hand, a stamp or a scanner makes the number at the head illegible that the line under the heading
of each annex prints.  It is the paper's own where its code is of the paper's type and organ; it is
concluded, never stated, and asked only where the head does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.model import Field, PartialDate, Status, because
from indexer.notices.blocks import LayoutLine, TextLayout, inferred
from indexer.notices.dateline import read_day
from indexer.notices.forms import issuer_of_code, type_names, without_blanks
from indexer.notices.number import numbers_in, read_number_line
from indexer.text import unaccent

_ATTACHED = re.compile(r"(?:^[\W_]{0,6}|\(\W{0,3})(?:ban hanh\s)?kem\W{0,3}t?heo(?!\w)")


@dataclass(frozen=True, slots=True)
class OwnReference:
    """The number by which annexes name their paper, and the day where they tell it."""

    number: Field[str]
    date: Field[PartialDate] | None


def own_reference(
    layout: TextLayout, closing: Sequence[LayoutLine], kind: str | None, issuer: str | None
) -> OwnReference | None:
    """How the annexes behind a closing block name the paper; None where they differ or say nothing.

    >>> from indexer.notices.blocks import lay_out
    >>> layout = lay_out("PHỤ LỤC I\\n(Kèm theo Báo cáo số 271-BC/HU, ngày 28/11/2019)")
    >>> found = own_reference(layout, layout.lines, "Báo cáo", "Huyện ủy Kông Chro")
    >>> found.number.value, found.date.value.iso
    ('271-BC/HU', '2019-11-28')
    """
    found = list(_references(layout, closing, kind or "", issuer or ""))
    if len({one.number.value for one in found}) != 1:
        return None
    days = {one.date.value: one for one in found if one.date}
    return next(iter(days.values())) if len(days) == 1 else replace(found[0], date=None)


def _references(
    layout: TextLayout, closing: Sequence[LayoutLine], kind: str, issuer: str
) -> Iterator[OwnReference]:
    for line in closing:
        found = _ATTACHED.search(line.folded) if line.short else None
        if found is None or line.cased[: found.start()].upper() != line.cased[: found.start()]:
            continue  # a heading in capitals alone may stand before it
        for start, end in numbers_in(line, in_sentence=True):
            if number := _own_number(layout, line.part(start, end), kind, issuer):
                day = read_day(layout, line.part(end, len(line.folded)))
                yield OwnReference(number, day)


def _own_number(layout: TextLayout, piece: LayoutLine, kind: str, issuer: str) -> Field[str] | None:
    """A number that is of a type and of an organ."""
    number = read_number_line(layout, piece, in_sentence=True)
    named = type_names().get(without_blanks(kind))
    if number is None or named is None or number.field.evidence.status is not Status.STATED:
        return None
    signer = issuer_of_code(number.body_code)
    of_type = unaccent(number.type_code) in map(unaccent, named.sigils)
    if not of_type or signer is None or unaccent(signer.organ) not in unaccent(issuer):
        return None
    reason = because("phụ lục ghi kèm theo văn bản số {number}", number=number.field.value)
    return inferred(number.field.value or "", reason, number.field.evidence.span)
