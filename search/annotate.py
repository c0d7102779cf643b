"""The verbatim text of a notice, cut where something begins or ends: nothing added or lost.

Citations, the words searched for, headings and emphasis all lie over the same text.  Here they
become paragraphs of runs of pieces, which a template writes out one by one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from indexer.model import Reading, Resolution, Section, Span
from indexer.text import joins

T = TypeVar("T")

_BLANK_LINES = re.compile(r"(?:[ \t]*\n)+[ \t]*\n|\n[ \t]*\n")
# Emphasis as scanned notices carry it, within one paragraph: **strong**, *light*.
_INSIDE = r"(?![\s*])(?:[^*\n]|\n(?![ \t]*\n)){1,1000}"
_STRONG = re.compile(rf"(?<!\*)(\*\*){_INSIDE}(\*\*)(?!\*)")
_LIGHT = re.compile(rf"(?<!\*)(\*){_INSIDE}(\*)(?!\*)")
_HEADING = re.compile(r"^(#{1,6})(?= )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that look alike; ``match`` counts the words searched for, from 1.

    ``sign`` is a Markdown mark, shown faintly since the text stays as it was received.
    ``first`` opens its match, so that a match cut by a citation is still one.
    """

    text: str
    match: int = 0
    first: bool = False
    strong: bool = False
    light: bool = False
    sign: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces of one citation (with all its readings), or of plain text."""

    pieces: tuple[Piece, ...]
    citations: tuple[Resolution, ...] = ()
    first: bool = False

    @property
    def start(self) -> int:
        """Where the citation stands in the document."""
        return self.citations[0].citation.span.start


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``joined`` when only a page break parts it from the one before."""

    runs: tuple[Run, ...]
    sections: tuple[Section, ...] = ()
    heading: bool = False
    joined: bool = False


class _Layer(Generic[T]):
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


class _Layers:
    """Everything that lies over one text, and the positions where any of it changes."""

    def __init__(self, reading: Reading, matches: Sequence[Span]) -> None:
        text = reading.document.text
        by_span: dict[Span, list[Resolution]] = {}
        for one in reading.citations:
            by_span.setdefault(one.citation.span, []).append(one)
        self.citations = _Layer((span, tuple(ones)) for span, ones in by_span.items())
        self.matches = _Layer((span, number) for number, span in enumerate(matches, start=1))
        strong, light = list(_STRONG.finditer(text)), list(_LIGHT.finditer(text))
        self.strong = _Layer((Span(*found.span()), None) for found in strong)
        self.light = _Layer((Span(*found.span()), None) for found in light)
        signs = [*strong, *light, *_HEADING.finditer(text)]
        self.signs = _Layer(
            (Span(*found.span(group + 1)), None)
            for found in signs
            for group in range(len(found.groups()))
        )
        layers = (self.citations, self.matches, self.strong, self.light, self.signs)
        self.cuts = sorted({edge for layer in layers for span, _ in layer.spans for edge in span})


def paragraphs(reading: Reading, matches: Sequence[Span] = ()) -> Iterator[Paragraph]:
    """The paragraphs of a notice, in order, with everything that lies over them."""
    text = reading.document.text
    layers = _Layers(reading, matches)
    joined = {gap.end for gap in joins(text)}
    sections = sorted(reading.notice.sections, key=lambda section: section.span)
    starts = [section.span.start for section in sections]
    for block in _blocks(text):
        first, last = bisect_right(starts, block.start - 1), bisect_right(starts, block.end - 1)
        inside = tuple(sections[first:last])
        yield Paragraph(
            runs=tuple(_runs(text, block, layers)),
            sections=inside,
            heading=bool(inside) and inside[0].span.end >= block.end - 4,
            joined=_first_letter(text, block) in joined,
        )


def _blocks(text: str) -> Iterator[Span]:
    """The stretches between blank lines, without the blank at their edges."""
    start = 0
    for gap in [*_BLANK_LINES.finditer(text), None]:
        end = gap.start() if gap else len(text)
        block = text[start:end]
        if block.strip():
            yield Span(start + _leading_lines(block), start + len(block.rstrip()))
        start = gap.end() if gap else end


def _first_letter(text: str, block: Span) -> int:
    return block.end - len(block.of(text).lstrip())


def _leading_lines(block: str) -> int:
    """Characters of the empty lines a block opens with; blanks before its first word stay."""
    blank = len(block) - len(block.lstrip())
    return block.rfind("\n", 0, blank) + 1


def _runs(text: str, block: Span, layers: _Layers) -> Iterator[Run]:
    pieces: list[Piece] = []
    current: tuple[Span, tuple[Resolution, ...]] | None = None
    started = block.start
    for start, end in _cut(block, layers.cuts):
        cited = layers.citations.at(start)
        if cited != current:
            if pieces:
                yield _run(pieces, current, started)
            pieces, current, started = [], cited, start
        pieces.append(_piece(text[start:end], start, layers))
    if pieces:
        yield _run(pieces, current, started)


def _run(
    pieces: list[Piece], cited: tuple[Span, tuple[Resolution, ...]] | None, started: int
) -> Run:
    if cited is None:
        return Run(tuple(pieces))
    return Run(tuple(pieces), cited[1], first=cited[0].start == started)


def _piece(characters: str, start: int, layers: _Layers) -> Piece:
    match = layers.matches.at(start)
    return Piece(
        characters,
        match=match[1] if match else 0,
        first=bool(match and match[0].start == start),
        strong=layers.strong.at(start) is not None,
        light=layers.light.at(start) is not None,
        sign=layers.signs.at(start) is not None,
    )


def _cut(block: Span, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    inside = cuts[bisect_right(cuts, block.start) : bisect_right(cuts, block.end - 1)]
    edges = [block.start, *inside, block.end]
    yield from pairwise(edges)
