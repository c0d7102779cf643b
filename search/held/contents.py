"""What the words of two texts differ in that bear the key of one directive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from indexer.index.same_paper import around_body, words_compared
from indexer.model import Reading, Span
from indexer.notices.blocks import display_text
from indexer.text import BLANK, blanked, fold
from search.held.differences import Difference, DifferingField

_BEFORE, _AFTER = 3, 9
"""Words of both texts that are told before the first in which they differ, and from it on."""

_LONGEST = 120
"""Letters of these words that are told at most."""

_MOST_SOUGHT = 100
"""Paragraphs that are sought in the other text however its lines break; further ones count."""

_WORD = re.compile(r"[a-z0-9]+")


def from_other_content(first: Reading, other: Reading) -> Difference | None:
    """Where the body of another text of one key has other words than the first; None where both
    fold to the same, whatever their marks, letterheads and line breaks."""
    mine, its = _Body.of(first), _Body.of(other)
    if mine.words == its.words:
        return None
    pairs = enumerate(zip_longest(mine.words, its.words))
    at = next(place for place, (one, another) in pairs if one != another)
    return Difference(
        DifferingField.CONTENT,
        mine.excerpt(at),
        its.excerpt(at),
        is_of_texts=True,
        paragraphs=max(1, mine.lacked_by(its), its.lacked_by(mine)),
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """The body of a paper, its words without marks, where each of them stands, and those of each
    line together."""

    text: str
    words: Sequence[str]
    spans: Sequence[Span]
    paragraphs: Sequence[str]

    @classmethod
    def of(cls, reading: Reading) -> _Body:
        """That of a reading, without its title, which is compared by itself."""
        text = reading.document.text
        title = reading.notice.title.evidence.span
        body = words_compared(blanked(text, [title] if title else []), around_body(reading))
        folded = fold(body)
        found = list(_WORD.finditer(folded.text))
        spans = [folded.span(*one.span()) for one in found]
        lines = [" ".join(_WORD.findall(line)) for line in folded.text.split("\n")]
        return cls(body, [one.group() for one in found], spans, lines)

    def excerpt(self, at: int) -> str:
        """The words around a place among them; empty behind the last."""
        if at >= len(self.spans):
            return ""
        start = max(0, at - _BEFORE)
        last = min(at + _AFTER, len(self.spans)) - 1
        verbatim = self.text[self.spans[start].start : self.spans[last].end].replace(BLANK, "")
        return display_text(verbatim)[:_LONGEST]

    def lacked_by(self, other: _Body) -> int:
        """How many of its paragraphs the other text lacks."""
        there = set(other.paragraphs)
        lacking = [one for one in self.paragraphs if one and one not in there]
        whole = f" {' '.join(other.words)} "
        found = sum(f" {one} " in whole for one in lacking[:_MOST_SOUGHT])
        return len(lacking) - found
