"""The parts of a paper (Phần, Chương, mục, Điều, khoản, điểm) as data, in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from indexer.model import Span
from indexer.notices.blocks import display_text


class DivisionKind(StrEnum):
    """What a part of a paper is, from the outside in.

    ``ATTACHMENT`` is what a paper puts into force and has behind its own foot (Quy chế ban hành kèm
    theo); ``SECTION`` a Mục, and a heading by A, I, 1, 1.1 where there are no articles; ``DASH``
    an item that opens with a heading of its own.
    """

    ATTACHMENT = "attachment"
    APPENDIX = "appendix"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    ITEM = "item"
    DASH = "dash"


MOST_ADDRESSED = 2_000
"""Parts of one paper, besides articles and what holds them, that have their address on its page:
the outermost, of those of one depth the first."""

_ALWAYS_ADDRESSED = frozenset(
    {
        DivisionKind.ATTACHMENT,
        DivisionKind.APPENDIX,
        DivisionKind.PART,
        DivisionKind.CHAPTER,
        DivisionKind.ARTICLE,
    }
)


@dataclass(frozen=True, slots=True)
class Division:
    """One part of a paper: ``Điều 7. Trách nhiệm của cấp ủy`` with all that stands in it.

    ``number`` is in the form that a :class:`~indexer.model.Pinpoint` has (``7a``, ``đ``, ``II``, a
    chapter in Arabic figures), ``title`` its heading's words without the number, empty where it has
    none.  ``span`` is all of it in the verbatim text, ``heading`` its mark with the title.
    ``anchor`` is its address within the paper, ``depth`` counts from 1, ``parent`` is the place of
    what holds it among the divisions, -1 for the paper itself.
    """

    kind: DivisionKind
    number: str
    title: str
    span: Span
    heading: Span
    anchor: str
    depth: int
    parent: int

    def label(self, text: str, most: int = 90) -> str:
        """Its heading as one line, cut to so many letters; its first words where it has none."""
        end = self.heading.end if self.title else min(self.span.end, self.span.start + 4 * most)
        words = display_text(text[self.span.start : end])
        return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True)
class Outline:
    """The parts of a paper in the order of the text, each before those that lie in it."""

    divisions: tuple[Division, ...] = ()

    def __len__(self) -> int:
        return len(self.divisions)

    def place(self, anchor: str) -> int | None:
        """The place of the division with an anchor; None where there is none."""
        return self._by_anchor.get(anchor)

    def innermost(self, position: int) -> int:
        """The place of the innermost division over a position of the text; -1 where none is."""
        at = bisect_right(self._starts, position) - 1
        while at >= 0 and self.divisions[at].span.end <= position:
            at = self.divisions[at].parent
        return at

    def around(self, at: int, kinds: Sequence[DivisionKind]) -> int:
        """The innermost of some kinds that a division is or lies in; -1 where none is."""
        while at >= 0 and self.divisions[at].kind not in kinds:
            at = self.divisions[at].parent
        return at

    def landing(self, anchor: str) -> str:
        """Where a link to a part leads on the page of its paper: to the part, or to what holds it
        where it is beyond :data:`MOST_ADDRESSED`; empty, the top of the page, where nothing is."""
        at = self._by_anchor.get(anchor, -1)
        while at >= 0 and at not in self.addressed:
            at = self.divisions[at].parent
        return self.divisions[at].anchor if at >= 0 else ""

    @cached_property
    def addressed(self) -> frozenset[int]:
        """The places of the divisions that have their address on the page of the paper."""
        always = {at for at, one in enumerate(self.divisions) if one.kind in _ALWAYS_ADDRESSED}
        others = (at for at in range(len(self.divisions)) if at not in always)
        outermost = sorted(others, key=lambda at: self.divisions[at].depth)
        return frozenset((*always, *outermost[:MOST_ADDRESSED]))

    @cached_property
    def attachments(self) -> tuple[Division, ...]:
        """What the paper puts into force and has behind its own foot."""
        return tuple(one for one in self.divisions if one.kind is DivisionKind.ATTACHMENT)

    def outermost(self, most: int, without: Collection[DivisionKind] = ()) -> tuple[Division, ...]:
        """So many divisions at most: whole levels from the outside in, some kinds left out."""
        kept = [one for one in self.divisions if one.kind not in without]
        count, deepest = 0, 0
        for depth, of_depth in sorted(Counter(one.depth for one in kept).items()):
            count += of_depth
            if deepest and count > most:
                break
            deepest = depth
        return tuple(one for one in kept if one.depth <= deepest)[:most]

    @cached_property
    def _by_anchor(self) -> dict[str, int]:
        return {one.anchor: at for at, one in enumerate(self.divisions)}

    @cached_property
    def _starts(self) -> list[int]:
        return [one.span.start for one in self.divisions]
