"""A mention: a citation while it is being read, before it becomes a :class:`Citation`.

Members of a coordinated group share what stands at the group's end (citation-forms §5):
``Quyết định số 905-QĐ/TU và Kế hoạch số 241-KH/TU ngày 05/6/2023 của Ban Thường vụ Tỉnh ủy``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.citations.context import Tail
from indexer.citations.organs import Organ, signs
from indexer.citations.patterns import pattern
from indexer.citations.symbols import normal_form
from indexer.model import Citation
from indexer.registry.issuing_bodies import Body, known_body
from indexer.text import Folded


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation at ``[start, end)`` of the folded text, in parts.

    ``headed`` tells that the mention has its own type word; ``year`` is the one inside a State
    symbol.  ``code`` is the body code of an unnumbered citation, which has no :class:`Body`.
    """

    start: int
    end: int
    kind: str
    type: str | None
    digits: str = ""
    sigil: str | None = None
    body: Body | None = None
    tail: Tail | None = None
    headed: bool = True
    year: int | None = None
    department: str = ""
    name: str | None = None
    code: str | None = None
    place: str = ""
    malformed: str = ""

    @property
    def after(self) -> int:
        """Where the mention ends, its tail included."""
        return self.tail.end if self.tail else self.end


def distribute(mentions: list[Mention], folded: str) -> list[Mention]:
    """Spread trailing organ, khóa and date back over coordinated groups (§5, rule 5).

    Organ and khóa go to members of the same body that have none of their own; a date only to
    members that share the type word.
    """
    shared = list(mentions)
    for index in range(len(shared) - 2, -1, -1):
        one, following = shared[index], shared[index + 1]
        if one.tail is None or following.tail is None or not _linked(one, following, folded):
            continue
        shared[index] = replace(one, tail=_shared(one, following))
    return shared


def _linked(one: Mention, following: Mention, folded: str) -> bool:
    if one.start == following.start:
        return True
    match = pattern("link").match(folded, one.after)
    if match and match.end() == following.start:
        return True
    # A member without type word may keep its "số" outside the span: "…, số 19-NQ/TW".
    between = pattern("number word").match(folded, match.end()) if match else None
    return bool(between and between.end() == following.start)


def _shared(one: Mention, following: Mention) -> Tail:
    mine, theirs = one.tail, following.tail
    if mine is None or theirs is None:
        raise TypeError("only mentions with tails share them")
    date = mine.date
    if date is None and not following.headed:
        date = theirs.date
    if one.kind == following.kind == "short" and not following.headed:
        organ = mine.organ or theirs.organ
        return replace(mine, date=date, organ=organ, terms=mine.terms or theirs.terms)
    if one.body is None or following.body is None or one.body.segment != following.body.segment:
        return replace(mine, date=date)
    if mine.organ is not None or mine.terms:
        return replace(mine, date=date)
    # A member's own date already tells its term.
    terms = () if mine.date else theirs.terms
    return replace(mine, date=date, organ=theirs.organ, terms=terms)


def citations_of(mention: Mention, folded: Folded, text: str) -> Iterator[Citation]:
    """The citations that a mention stands for: one, or one for each khóa of a list."""
    span = folded.span(mention.start, mention.end)
    tail = mention.tail or Tail(mention.end)
    organ = tail.organ
    number = mention.malformed or _number(mention)
    body = mention.name or (organ.name if organ else None)
    if body is None and mention.body is not None:
        body = mention.body.name
    code = mention.code or (mention.body.written if mention.body else None)
    for term in tail.terms or (None,):
        yield Citation(
            span=span,
            text=span.of(text),
            kind=mention.kind,
            type=mention.type,
            number=number,
            sigil=mention.sigil,
            body_code=code or (_code(organ) if organ else None),
            body=body,
            date=tail.date,
            term=term,
            subject=unicodedata.normalize("NFC", tail.subject),
            place=mention.place or _place(organ, mention.body),
        )


def _code(organ: Organ) -> str | None:
    """The code that an organ signs with, as symbols write it."""
    body = known_body(organ.code) if organ.code else None
    return body.written if body else None


def _place(organ: Organ | None, body: Body | None) -> str:
    if organ is None or (body is not None and not signs(organ, body)):
        return ""
    return organ.place


def _number(mention: Mention) -> str | None:
    if not mention.digits:
        return None
    return normal_form(
        mention.digits, mention.sigil, mention.body, mention.year, mention.department
    )
