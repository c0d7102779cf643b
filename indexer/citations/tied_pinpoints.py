"""The pinpoints of a text, sorted by what they belong to.

Whose one is, is told in :mod:`indexer.citations.pinpoint_ties`.  What no citation owns, the paper
itself may have (citation-forms §10): ``Chỉ tiêu ở mục II`` in a plan is of that plan, if it is
divided so, which the words around the place do not tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.citations.context import CitationMention
from indexer.citations.pinpoint_documents import about_others, verbs
from indexer.citations.pinpoint_parts import ARTICLE, FIELDS
from indexer.citations.pinpoint_ties import PinpointTies
from indexer.citations.pinpoint_words import (
    ENDS_A_SENTENCE,
    document_word,
    has_told_owner,
    of_another,
)
from indexer.citations.pinpoints import Expression, expressions
from indexer.model import Pinpoint, Span
from indexer.organs import SPACE
from indexer.text import Folded

_SENTENCE = 300
"""Letters of a sentence, to either side of a place, that are looked at."""
_OUTERMOST = frozenset(FIELDS[ARTICLE:])

_CHANGES = re.compile(
    rf"(?<![a-z])(?:sua{SPACE}doi|bo{SPACE}sung|bai{SPACE}bo|thay{SPACE}(?:the|cum)|huy{SPACE}bo)(?![a-z])"
)
"""What is done to another paper: ``Bãi bỏ khoản 2 Điều 8``."""


@dataclass(slots=True)
class TiedPinpoints:
    """The pinpoints of a text: by the mention that they belong to, and those of none."""

    of_mention: dict[int, list[Pinpoint]] = field(default_factory=lambda: defaultdict(list))
    free: list[Pinpoint] = field(default_factory=list)
    perhaps_own: list[Span] = field(default_factory=list)
    """Where those of ``free`` stand that the paper may have among its own parts."""


def tie_pinpoints(
    mentions: Sequence[CitationMention], folded: Folded, text: str, own_type: str | None = None
) -> TiedPinpoints:
    """The pinpoints of a text, tied to the mentions (in order) that they point into.

    ``own_type`` is the type of the paper, where it is known: a plan that says "mục II của Kế
    hoạch" may mean itself.
    """
    tied = TiedPinpoints()
    found = list(expressions(folded, text))
    if not found:
        return tied
    owners = PinpointTies(mentions, folded, text, own_type).owners(found)
    around = _Surroundings(mentions, folded, text, own_type)
    for expression, owner in zip(found, owners, strict=True):
        target, where, is_perhaps_own = None, tied.free, False
        if isinstance(owner, int):
            where = tied.of_mention[owner]
        elif owner or expression.may_stand_alone:
            target = owner
            is_perhaps_own = owner is None and around.may_be_own(expression)
        else:
            continue
        at = expression.start
        for start, end, parts in expression.places:
            span = folded.span(at + start, at + end)
            where.append(Pinpoint(span, text[span.start : span.end], target=target, **parts))
            if is_perhaps_own:
                tied.perhaps_own.append(span)
    return tied


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """Tells which places of a text may be the paper's own, by the words around them."""

    mentions: Sequence[CitationMention]
    folded: Folded
    text: str
    own_type: str | None

    def may_be_own(self, expression: Expression) -> bool:
        """Whether nothing near a place speaks of another document, nor of a change to one.

        ``own_type`` must be known, and not be one of the types that mostly speak of others.
        """
        if self.own_type is None or self.own_type in about_others():
            return False
        if not expression.may_stand_alone or expression.fields.isdisjoint(_OUTERMOST):
            return False
        letters, end = self.folded.text, expression.end
        if has_told_owner(self.folded, self.text, end):
            return False
        other = of_another().match(letters, end)
        if other and letters[end : end + 1] != "," and not self._says(*other.span("kind")):
            return False
        low, high = self._sentence(expression)
        return not (
            self._is_cited(self._paragraph_before(low), high)
            or _CHANGES.search(letters, low, high)
            or self._is_quoted(low, expression.start)
            or self._is_named(low, high)
        )

    def _sentence(self, expression: Expression) -> tuple[int, int]:
        letters = self.folded.text
        low = max(0, expression.start - _SENTENCE)
        for one in ENDS_A_SENTENCE.finditer(letters, low, expression.start):
            low = one.end()
        end = ENDS_A_SENTENCE.search(letters, expression.end, expression.end + _SENTENCE)
        return low, end.start() if end else min(len(letters), expression.end + _SENTENCE)

    def _paragraph_before(self, low: int) -> int:
        """Where the paragraph before a position begins."""
        first = max(0, low - 4 * _SENTENCE)
        return first + self.folded.text[first:low].rstrip().rfind("\n") + 1

    def _is_cited(self, low: int, high: int) -> bool:
        """Whether a citation stands in a stretch."""
        last = bisect_right(self.mentions, high, key=lambda one: one.start) - 1
        return last >= 0 and self.mentions[last].end > low

    def _is_named(self, low: int, high: int) -> bool:
        """Whether a document is named in a stretch, cited or not."""
        named = document_word().finditer(self.folded.text, low, high)
        return not all(self._is_verb(*one.span()) for one in named)

    def _is_quoted(self, low: int, start: int) -> bool:
        before = self.folded.span(low, start).of(self.text)
        return before.count("“") > before.count("”")

    def _says(self, start: int, end: int) -> bool:
        """Whether a word tells what a place does: "khoản 2 Điều 7 quy định rõ"."""
        return self._is_verb(start, end) and "quy" in self.folded.text[start:end]

    def _is_verb(self, start: int, end: int) -> bool:
        """Whether a word for a document is a verb here: "quy định tại khoản 2 Điều 7"."""
        word = " ".join(self.folded.text[start:end].split())
        return word in verbs() and self.folded.span(start, end).of(self.text).islower()
