"""Pinpoints (dẫn chiếu): the very places that a text points to, each with all that it lies in.

``các khoản 1, 3 Điều 5 và Điều 9`` names three: khoản 1 Điều 5, khoản 3 Điều 5, Điều 9.  Parts are
named from the inside out (``điểm b khoản 2 Điều 7``) or from the outside in (``Điều 7, khoản 2``);
what several share is said once, behind them or before.  Each member of a list has its own span, and
the outer part that they share belongs to the span of its neighbour; a range has one span and as
many pinpoints as members.  ``Điều này`` is the article under whose heading it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from indexer.citations.pinpoint_parts import ARTICLE, Part, is_end_of_another, verbatim
from indexer.citations.pinpoint_rows import (
    BEHIND_BARE,
    LONGEST_KEPT_ROW,
    LONGEST_NUMBER,
    Pinpointed,
    Row,
    is_heading,
    kept_row,
    row_at,
    row_pattern,
)
from indexer.citations.pinpoint_words import has_capital
from indexer.organs import WALL
from indexer.text import Folded

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


@dataclass(slots=True)
class Expression:
    """Parts that stand together, and the places that they point to, counted from its start.

    ``is_own`` tells that they lie in the document that speaks: ``khoản 2 Điều này``;
    ``is_under_article`` that this document has articles of its own above them.
    """

    start: int
    end: int
    places: tuple[Pinpointed, ...]
    is_own: bool
    may_stand_alone: bool
    is_under_article: bool

    @property
    def fields(self) -> set[str]:
        """The parts that its places name: ``{"clause", "article"}``."""
        return {name for place in self.places for name in place.parts}


def expressions(folded: Folded, text: str) -> Iterator[Expression]:
    """The expressions of a text in order, headings left out.

    >>> from indexer.text import fold
    >>> text = "các khoản 1, 3 Điều 5 và Điều 9"
    >>> (found,) = expressions(fold(text), text)
    >>> for one in found.places:
    ...     print(text[4:][one.start : one.end], one.parts)
    khoản 1 {'clause': '1', 'article': '5'}
    3 Điều 5 {'clause': '3', 'article': '5'}
    Điều 9 {'article': '9'}
    """
    above: dict[str, str] = {}
    letters, at = folded.text, 0
    pattern = row_pattern()
    while found := pattern.search(letters, at):
        start, at = found.span("row")
        if start and letters[start - 1] in _LETTERS:
            at = start + 1
            continue
        row = _kept(found, folded, text, above)
        if row is None:
            row, at = row_at(folded, text, start, above)
        if row is None:
            continue
        first, is_lone = row.first, row.size == 1
        if is_lone:
            if is_heading(letters, first, start, at):
                if len(first.values[0]) <= LONGEST_NUMBER:
                    above[first.unit.field] = first.values[0]
                continue
            if first.is_this and not _is_named(folded, text, first, start):
                continue
        alone = not is_lone or _stands_alone(folded, text, first, start, at)
        yield Expression(start, at, row.places, row.is_own, alone, "article" in above)


def _kept(found: re.Match[str], folded: Folded, text: str, above: Mapping[str, str]) -> Row | None:
    """A row whose words were read before; None where what stands around it may matter."""
    letters = folded.text
    start, end = found.span("row")
    if found.lastgroup != "row" or end - start > LONGEST_KEPT_ROW:
        return None
    if found.end("bare") == end and not BEHIND_BARE.match(letters, end):
        return None
    written = verbatim(folded, text, start, end)
    if len(written) != end - start:
        return None
    words = letters[start:end]
    row = kept_row(words, written, tuple(above.items()) if "nay" in words else ())
    if row is None or is_end_of_another(folded, text, start, row.first.unit):
        return None
    return row


_OPENS_A_SENTENCE = re.compile(rf"(?:\A|[.!?:;\n{WALL}])[\s\"“*_]{{0,9}}\Z")


def _is_named(folded: Folded, text: str, part: Part, start: int) -> bool:
    """Whether a lone "Điều này" is the article: under its heading, and with a capital that no
    sentence gives it ("điều này cho thấy" is none)."""
    if part.unit.rank != ARTICLE or not part.values or not has_capital(folded, text, start):
        return False
    return not _OPENS_A_SENTENCE.search(folded.text, max(0, start - 12), start)


def _stands_alone(folded: Folded, text: str, part: Part, start: int, end: int) -> bool:
    """Whether one part is a place by itself: "Điều 7", but not "điều 2 bên đã bàn"."""
    if part.way not in part.unit.alone:
        return part.is_this
    if part.unit.rank == ARTICLE and has_capital(folded, text, start):
        return True
    return part.way != "number" or BEHIND_BARE.match(folded.text, end) is not None
