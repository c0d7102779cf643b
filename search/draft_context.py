"""What is known of a draft beside its text: its date, its committee and its province.

The writer may give them; what is not given is read from the draft's own letterhead, where it
stands there in full.  Nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indexer.directives import Context, Registry, issuer_unit_from
from indexer.gazetteer import Gazetteer
from indexer.model import Document, PartialDate, Status
from indexer.understanding import issuing_context, understand

_LONGEST = 200
_WRITTEN = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")


@dataclass(frozen=True, slots=True)
class Given:
    """What the writer says of a draft, as typed: date of issue, committee, province."""

    date: str = ""
    unit: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The context of a draft; ``is_read`` says that the date was read from its own text.

    ``misread`` is a given date that is none.
    """

    context: Context
    is_read: bool = False
    misread: str = ""


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
        return PartialDate.parse(date(int(found[3]), int(found[2]), int(found[1])).isoformat())
    except ValueError:
        return None


def given_context(given: Given) -> Known:
    """The context that the writer gives."""
    issued = typed_date(given.date[:_LONGEST]) if given.date.strip() else None
    province = " ".join(given.province[:_LONGEST].split())
    unit = issuer_unit_from(given.unit[:_LONGEST], province)
    misread = given.date.strip()[:_LONGEST] if issued is None else ""
    return Known(Context(issued, unit, province), misread=misread)


def draft_context(text: str, given: Given, registry: Registry, gazetteer: Gazetteer) -> Known:
    """The context that the writer gives, completed from the draft's own letterhead."""
    known = given_context(given)
    if (known.context.issued or known.misread) and known.context.issuer_unit:
        return known
    document = Document("", "", "", "text/plain", text)
    reading = understand(document, registry, gazetteer)
    own = issuing_context(reading.notice, reading.issuer_place, gazetteer)
    stated = reading.notice.date.evidence.status is Status.STATED
    issued = reading.notice.date.value if stated else None
    is_read = bool(issued) and not (known.context.issued or known.misread)
    context = Context(
        known.context.issued or (issued if is_read else None),
        known.context.issuer_unit or own.issuer_unit,
        known.context.issuer_province or own.issuer_province,
    )
    return Known(context, is_read, known.misread)
