"""A held text as the row that the registry lacks: what others are checked by.

What the text does not say itself, but leaves to be inferred, is left out or in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.citations import find_citations
from indexer.directives import DirectiveKey
from indexer.index import Card
from indexer.knowledge import central_term
from indexer.model import Directive, Notice, Reading, Status
from search.held.differences import from_other_text


def has_rivals(notices: Sequence[Card]) -> bool:
    """Whether notices that bear one key say different things of themselves."""
    return any(from_other_text(notices[0], one) for one in notices[1:])


def as_row(card: Card, reading: Reading) -> Directive | None:
    """The row that a text makes; None where its number is not as others write one."""
    notice, key = reading.notice, card.own_key
    if not key:
        return None
    found = find_citations(f"{notice.type.value} số {notice.number.value}")
    if len(found) != 1 or not found[0].number:
        return None
    term = central_term(DirectiveKey.parse(key).term)
    doubts = list(_doubts(notice))
    dated = notice.date.evidence.status is Status.STATED
    return Directive(
        key=key,
        type=notice.type.value or "",
        number=found[0].number,
        body=notice.issuer.value or "",
        term=term.term if term else "",
        date=notice.date.value if dated else None,
        title=notice.title.value or "",
        confidence="partial" if doubts else "confirmed",
        doubt="; ".join(doubts),
    )


def _doubts(notice: Notice) -> list[str]:
    """The cells in doubt, in the words of the registry."""
    cells = (("issuing organ", notice.issuer), ("title", notice.title))
    return [
        f"{name} unconfirmed"
        for name, field in cells
        if not field.value or field.evidence.status is not Status.STATED
    ]
