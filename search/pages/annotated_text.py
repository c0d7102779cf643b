"""The text of a notice with everything that lies over it, cut into runs that look alike.

Citations, the words searched for and emphasis lie over the same verbatim text.  It is cut where
any of them begins or ends, with nothing added or lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice, pairwise
from typing import Generic, NamedTuple, TypeVar

from indexer.model import Reading, Resolution, Span
from indexer.outline import Outline, own_place
from search.pages.cited_places import CitedPlace

MOST_OWN_LINKS = 1_000
"""Links of one paper to places in itself; what follows stays text."""

T = TypeVar("T")

# Emphasis as scanned notices carry it, within one paragraph: **strong**, *light*, and *light* set
# around a line that opens with a star of its own.
_INSIDE = r"(?![\s*])(?:[^*\n]|\n(?![ \t]*\n)){1,1000}"
_STRONG = re.compile(rf"(?<!\*)(\*\*){_INSIDE}(\*\*)(?!\*)")
_LIGHT = re.compile(
    rf"(?<!\*)(\*){_INSIDE}(\*)(?!\*)|^(\*)\* [^*\n]{{1,1000}}(\*)[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"^[ \t]{0,3}(#{1,6} +)", re.MULTILINE)
_ESCAPE = re.compile(r"(\\)(?=[-*_#+.)|])")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters that look alike; ``match`` counts the words searched for, from 1.

    ``sign`` is a mark of Markdown or a rule, which is hidden, and shown on demand since the text
    stays as it was received.  ``first`` opens its match, so that a match cut by a citation is
    still one.  ``join`` stands where only the end of a page parts what is before from what is
    behind; ``beside`` is no text of the paper: a page number, a stamp.  ``anchors`` are the
    addresses of the parts of the paper that begin with it.
    """

    text: str
    match: int = 0
    first: bool = False
    strong: bool = False
    light: bool = False
    sign: bool = False
    join: bool = False
    beside: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inline:
    """The text runs of one citation (with all its readings), or of plain text.

    ``within`` is the address of the place in this paper to which the words point, ``place`` one in
    a text that is held of what the paper cites.
    """

    runs: tuple[TextRun, ...]
    citations: tuple[Resolution, ...] = ()
    first: bool = False
    within: str = ""
    place: CitedPlace | None = None

    @property
    def start(self) -> int:
        """Where the citation stands in the document."""
        return self.citations[0].citation.span.start


class Seam(StrEnum):
    """How a stretch of a paragraph follows the one before it, over the end of a page."""

    NONE = ""
    BLANK = " "
    """Two words stand on either side."""
    SYMBOL = "symbol"
    """The end of the page stands within a number and its symbol, which are one."""


class Stretch(NamedTuple):
    """A stretch of the text that a paragraph shows.

    ``beside`` when it is no text of the paper, ``sign`` when it only parts or frames what is.
    """

    span: Span
    seam: Seam = Seam.NONE
    beside: bool = False
    sign: bool = False


class _SpanLayer(Generic[T]):
    """Spans that lie apart from each other, each with what it stands for."""

    def __init__(self, spans: Iterable[tuple[Span, T]]) -> None:
        self.spans: list[tuple[Span, T]] = []
        for span, value in sorted(spans, key=lambda one: one[0]):
            if span.start < span.end and (not self.spans or self.spans[-1][0].end <= span.start):
                self.spans.append((span, value))
        self._starts = [span.start for span, _ in self.spans]

    def at(self, position: int) -> tuple[Span, T] | None:
        """What lies over a position."""
        found = bisect_right(self._starts, position) - 1
        if found >= 0 and position < self.spans[found][0].end:
            return self.spans[found]
        return None

    def touches(self, span: Span) -> bool:
        """Whether anything lies over a part of a stretch."""
        following = bisect_right(self._starts, span.start)
        begins_within = following < len(self.spans) and self._starts[following] < span.end
        return begins_within or self.at(span.start) is not None


class _Pointing(NamedTuple):
    """What a stretch points to: directives, all that it may mean, or a place, in its own paper or
    in a text that is held."""

    citations: tuple[Resolution, ...] = ()
    within: str = ""
    place: CitedPlace | None = None


_Pointed = tuple[Span, _Pointing]


class AnnotatedText:
    """A text, everything that lies over it, and the positions where any of that changes."""

    def __init__(
        self,
        reading: Reading,
        matches: Sequence[Span] = (),
        divided: Outline | None = None,
        places: Sequence[CitedPlace] = (),
    ) -> None:
        divided = divided or Outline()
        self.text = text = reading.document.text
        self._pointing = _SpanLayer(_pointing(reading, divided, places))
        self._anchors: dict[int, tuple[str, ...]] = {}
        for division in map(divided.divisions.__getitem__, sorted(divided.addressed)):
            begun = self._anchors.get(division.span.start, ())
            self._anchors[division.span.start] = (*begun, division.anchor)
        self._matches = _SpanLayer((span, number) for number, span in enumerate(matches, start=1))
        strong, light = list(_STRONG.finditer(text)), list(_LIGHT.finditer(text))
        self._strong = _SpanLayer((Span(*found.span()), None) for found in strong)
        self._light = _SpanLayer((Span(*found.span()), None) for found in light)
        others = (pattern.finditer(text) for pattern in (_HEADING, _ESCAPE))
        self._signs = _SpanLayer(
            (Span(*found.span(group)), None)
            for found in chain(strong, light, *others)
            for group in range(1, found.re.groups + 1)
            if found[group]
        )
        layers = (self._pointing, self._matches, self._strong, self._light, self._signs)
        edges = {edge for layer in layers for span, _ in layer.spans for edge in span}
        self._cuts = sorted(edges | self._anchors.keys())

    def first_letter(self, span: Span) -> int:
        """Where the first letter of a stretch stands."""
        stretch = span.of(self.text)
        return span.start + len(stretch) - len(stretch.lstrip())

    def is_cited_across(self, position: int) -> bool:
        """Whether one citation stands on both sides of a position."""
        found = self._pointing.at(position)
        return found is not None and found[0].start < position

    def inlines(self, stretches: Iterable[Stretch]) -> Iterator[Inline]:
        """A paragraph, stretch by stretch; a citation that goes on over a seam stays one."""
        runs: list[TextRun] = []
        current: _Pointed | None = None
        started = 0
        for stretch in stretches:
            if stretch.seam:
                runs.append(TextRun("" if stretch.seam is Seam.SYMBOL else " ", join=True))
            for start, end in self._segments(stretch.span):
                pointed = self._pointing.at(start)
                if pointed != current:
                    if runs:
                        yield _inline(runs, current, started)
                    runs, current, started = [], pointed, start
                runs.append(self._run(Span(start, end), stretch))
        if runs:
            yield _inline(runs, current, started)

    def _run(self, span: Span, stretch: Stretch) -> TextRun:
        start = span.start
        match = self._matches.at(start)
        return TextRun(
            span.of(self.text),
            match=match[1] if match else 0,
            first=bool(match and match[0].start == start),
            strong=self._strong.at(start) is not None,
            light=self._light.at(start) is not None,
            sign=stretch.sign or self._signs.at(start) is not None,
            beside=stretch.beside,
            anchors=self._anchors.get(start, ()),
        )

    def _segments(self, span: Span) -> Iterator[tuple[int, int]]:
        cuts = self._cuts
        inside = cuts[bisect_right(cuts, span.start) : bisect_right(cuts, span.end - 1)]
        yield from pairwise([span.start, *inside, span.end])


def _pointing(reading: Reading, divided: Outline, places: Sequence[CitedPlace]) -> list[_Pointed]:
    """The stretches that point to a directive, else to a place here or in a held text."""
    by_span: dict[Span, list[Resolution]] = {}
    for one in reading.citations:
        by_span.setdefault(one.citation.span, []).append(one)
    cited = [(span, _Pointing(tuple(ones))) for span, ones in by_span.items()]
    layer = _SpanLayer(cited)
    held = ((one.span, _Pointing(place=one)) for one in places if not layer.touches(one.span))
    own = islice(_own_places(reading, divided, layer), MOST_OWN_LINKS)
    return [*cited, *own, *held]


def _own_places(
    reading: Reading, divided: Outline, cited: _SpanLayer[_Pointing]
) -> Iterator[_Pointed]:
    """The stretches that point to a place in the paper itself, where it has such a place; what
    touches a citation is left to that."""
    if not divided.divisions:
        return
    for one in reading.pinpoints:
        place = own_place(divided, one) if one.target == "self" else None
        if place and not cited.touches(one.span):
            landing = divided.landing(place.anchor)
            yield one.span, _Pointing(within=landing)


def _inline(runs: list[TextRun], pointed: _Pointed | None, started: int) -> Inline:
    if pointed is None:
        return Inline(tuple(runs))
    span, (citations, within, place) = pointed
    return Inline(tuple(runs), citations, first=span.start == started, within=within, place=place)
