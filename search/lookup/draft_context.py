"""Who a text is of, and of what day: what its writer says, and what its own letterhead does.

Nothing is guessed: what neither gives is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from indexer.directives import CitingContext, parse_issuer
from indexer.gazetteer import Gazetteer
from indexer.model import Field, PartialDate, Reading, Status
from indexer.understanding import citing_context

_T = TypeVar("_T")
_MAX_FIELD = 200
_WRITTEN = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")


@dataclass(frozen=True, slots=True)
class ContextForm:
    """What the writer says of a draft, as typed: date of issue, committee, province."""

    date: str = ""
    unit: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class DraftContext:
    """The context of a draft; ``is_read`` says that the date was read from its own text.

    ``misread`` is a given date that is none.  ``issuer_read`` and ``place_read`` are the issuer
    as the text names it, and its place, where they were read there.
    """

    citing_context: CitingContext
    is_read: bool = False
    misread: str = ""
    issuer_read: str = ""
    place_read: str = ""

    @property
    def day(self) -> str:
        """The day of the text in ISO 8601, as far as it is known; else empty."""
        issued = self.citing_context.issued
        return issued.iso if issued else ""


def typed_date(text: str) -> PartialDate | None:
    """A date as typed into a form, in Vietnamese or ISO order, to the day; None for another.

    >>> typed_date("9/8/2023").iso, typed_date("2023-08-09").iso, typed_date("31/02/2023")
    ('2023-08-09', '2023-08-09', None)
    """
    typed = " ".join(text.split())
    found = _WRITTEN.fullmatch(typed)
    try:
        if not found:
            when = PartialDate.parse(typed)
            return when if when.day is None or when.exact() else None
        when = PartialDate.parse("-".join(part.zfill(2) for part in reversed(found.groups())))
        return when if when.exact() else None
    except ValueError:
        return None


def form_context(form: ContextForm) -> DraftContext:
    """The context that the writer gives."""
    issued = typed_date(form.date[:_MAX_FIELD]) if form.date.strip() else None
    province = " ".join(form.province[:_MAX_FIELD].split())
    issuer = parse_issuer(form.unit[:_MAX_FIELD], province)
    misread = form.date.strip()[:_MAX_FIELD] if issued is None else ""
    return DraftContext(CitingContext(issued, issuer, province), misread=misread)


def draft_context(reading: Reading, form: ContextForm, gazetteer: Gazetteer) -> DraftContext:
    """The context that the writer gives, completed from the draft's own letterhead.

    Of a draft the day is often left open (``ngày     tháng     năm 2026``): its year counts then.
    """
    given, notice = form_context(form), reading.notice
    stated = given.citing_context
    own = citing_context(notice, reading.issuer_place, gazetteer)
    issued = None
    if not (stated.issued or given.misread):
        year = _stated(notice.year)
        issued = _stated(notice.date) or (PartialDate(year) if year else None)
    place = reading.issuer_place.place if own.issuer and not stated.issuer else None
    return replace(
        given,
        citing_context=CitingContext(
            stated.issued or issued,
            stated.issuer or own.issuer,
            stated.issuer_province or own.issuer_province,
            own.number,
        ),
        is_read=issued is not None,
        issuer_read=(notice.issuer.value or "") if place else "",
        place_read=gazetteer.label(place, issued.latest() if issued else None) if place else "",
    )


def _stated(field: Field[_T]) -> _T | None:
    """The value of a field of a notice that its text gives in full."""
    return field.value if field.evidence.status is Status.STATED else None
