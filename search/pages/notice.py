"""What a notice's page shows: its text, its directives by type, and other notices.

Citations, the words searched for, headings and emphasis all lie over the same verbatim text.  It is
cut where any of them begins or ends, with nothing added or lost: paragraphs of inlines of text
runs, which a template writes out one by one.
"""

from __future__ import annotations

import hashlib
import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise
from typing import Generic, TypeVar

from indexer.directives import Knowledge, Registry, key_label
from indexer.documents import ExtractionError, Takeout, outer_file, path_as_written
from indexer.index import Card, Copy, Intake, spans_by_key
from indexer.model import (
    Certainty,
    Directive,
    Outcome,
    PlaceResolution,
    Reading,
    Resolution,
    Section,
    Span,
)
from indexer.regular_file import MAX_BYTES, read_named
from indexer.text import page_break_joins
from search.engine import DocumentText, Engine, Highlighter, Hit
from search.query import UNIT_ABOUT, Query

T = TypeVar("T")

_BLANK_LINES = re.compile(r"(?<![ \t])(?:[ \t]*+\n){2,}+")
# Emphasis as scanned notices carry it, within one paragraph: **strong**, *light*.
_INSIDE = r"(?![\s*])(?:[^*\n]|\n(?![ \t]*\n)){1,1000}"
_STRONG = re.compile(rf"(?<!\*)(\*\*){_INSIDE}(\*\*)(?!\*)")
_LIGHT = re.compile(rf"(?<!\*)(\*){_INSIDE}(\*)(?!\*)")
_HEADING = re.compile(r"^(#{1,6})(?= )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TextRun:
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
class Inline:
    """The text runs of one citation (with all its readings), or of plain text."""

    runs: tuple[TextRun, ...]
    citations: tuple[Resolution, ...] = ()
    first: bool = False

    @property
    def start(self) -> int:
        """Where the citation stands in the document."""
        return self.citations[0].citation.span.start


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``joined`` when only a page break parts it from the one before.

    ``start`` is where its first letter stands in the document: by that it is linked to for good.
    """

    start: int
    inlines: tuple[Inline, ...]
    sections: tuple[Section, ...] = ()
    heading: bool = False
    joined: bool = False


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


class _Annotations:
    """Everything that lies over one text, and the positions where any of it changes."""

    def __init__(self, reading: Reading, matches: Sequence[Span]) -> None:
        text = reading.document.text
        by_span: dict[Span, list[Resolution]] = {}
        for one in reading.citations:
            by_span.setdefault(one.citation.span, []).append(one)
        self.citations = _SpanLayer((span, tuple(ones)) for span, ones in by_span.items())
        self.matches = _SpanLayer((span, number) for number, span in enumerate(matches, start=1))
        strong, light = list(_STRONG.finditer(text)), list(_LIGHT.finditer(text))
        self.strong = _SpanLayer((Span(*found.span()), None) for found in strong)
        self.light = _SpanLayer((Span(*found.span()), None) for found in light)
        signs = [*strong, *light, *_HEADING.finditer(text)]
        self.signs = _SpanLayer(
            (Span(*found.span(group + 1)), None)
            for found in signs
            for group in range(len(found.groups()))
        )
        layers = (self.citations, self.matches, self.strong, self.light, self.signs)
        self.cuts = sorted({edge for layer in layers for span, _ in layer.spans for edge in span})


def paragraphs(reading: Reading, matches: Sequence[Span] = ()) -> Iterator[Paragraph]:
    """The paragraphs of a notice, in order, with everything that lies over them."""
    text = reading.document.text
    annotations = _Annotations(reading, matches)
    joined = {gap.end for gap in (*page_break_joins(text), *reading.notice.furniture)}
    sections = sorted(reading.notice.sections, key=lambda section: section.span)
    starts = [section.span.start for section in sections]
    for block in _blocks(text):
        first, last = bisect_right(starts, block.start - 1), bisect_right(starts, block.end - 1)
        inside = tuple(sections[first:last])
        first_letter = _first_letter(text, block)
        yield Paragraph(
            start=first_letter,
            inlines=tuple(_inlines(text, block, annotations)),
            sections=inside,
            heading=bool(inside) and inside[0].span.end >= block.end - 4,
            joined=first_letter in joined,
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


def _inlines(text: str, block: Span, annotations: _Annotations) -> Iterator[Inline]:
    runs: list[TextRun] = []
    current: tuple[Span, tuple[Resolution, ...]] | None = None
    started = block.start
    for start, end in _segments(block, annotations.cuts):
        cited = annotations.citations.at(start)
        if cited != current:
            if runs:
                yield _inline(runs, current, started)
            runs, current, started = [], cited, start
        runs.append(_text_run(text[start:end], start, annotations))
    if runs:
        yield _inline(runs, current, started)


def _inline(
    runs: list[TextRun], cited: tuple[Span, tuple[Resolution, ...]] | None, started: int
) -> Inline:
    if cited is None:
        return Inline(tuple(runs))
    return Inline(tuple(runs), cited[1], first=cited[0].start == started)


def _text_run(characters: str, start: int, annotations: _Annotations) -> TextRun:
    match = annotations.matches.at(start)
    return TextRun(
        characters,
        match=match[1] if match else 0,
        first=bool(match and match[0].start == start),
        strong=annotations.strong.at(start) is not None,
        light=annotations.light.at(start) is not None,
        sign=annotations.signs.at(start) is not None,
    )


def _segments(block: Span, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    inside = cuts[bisect_right(cuts, block.start) : bisect_right(cuts, block.end - 1)]
    edges = [block.start, *inside, block.end]
    yield from pairwise(edges)


MAX_NEIGHBOURS = 3
"""Notices about the same unit that a page lists before it in time, and after it."""

MAX_SAME_NUMBER = 10
"""Notices of the same number that a page lists."""

MAX_SIMILAR = 5
"""Notices that cite the same directives that a page lists."""

CardsByTime = tuple[tuple[str, tuple[Card, ...]], ...]
"""Notices by when they were issued: ``later``, ``earlier``, or empty where that is not known."""


@dataclass(frozen=True, slots=True)
class DirectiveMentions:
    """A directive that a notice cites, with every mention of it in order."""

    key: str | None
    label: str
    mentions: tuple[Resolution, ...]
    directive: Directive | None

    @property
    def outcome(self) -> Outcome:
        """The surest outcome among the mentions."""
        return min((one.outcome for one in self.mentions), key=list(Outcome).index)

    @property
    def reason(self) -> Resolution:
        """The mention whose reason is told: the surest."""
        found = (one for one in self.mentions if one.outcome is self.outcome)
        return min(found, key=lambda one: one.certainty is Certainty.INFERRED)

    @property
    def is_inferred(self) -> bool:
        """Whether no mention states that it is this directive."""
        return self.reason.certainty is Certainty.INFERRED


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One notice with its text ready to be written out; ``footnotes`` number its directives."""

    card: Card
    reading: Reading
    query: Query
    matches: tuple[Span, ...]
    paragraphs: tuple[Paragraph, ...]
    directives: tuple[tuple[str, tuple[DirectiveMentions, ...]], ...]
    footnotes: Mapping[str, int]
    places: tuple[PlaceResolution, ...]
    same_unit: CardsByTime
    same_unit_total: int
    similar: Sequence[tuple[Card, int]]
    copies: Sequence[Copy]
    same_number: Sequence[Card]
    received: tuple[date | None, date | None]
    """The days on which the index came to hold it, and on which its paper last changed."""


def notice_page(
    engine: Engine, knowledge: Knowledge, card: Card, reading: Reading, query: Query
) -> NoticePage:
    """The page of a notice; ``query`` holds the words to be marked in its text."""
    text, cited = reading.document.text, spans_by_key(reading.citations)
    matches = Highlighter(query).spans(DocumentText.of(text, cited, reading.notice.furniture))
    neighbours, total = _same_unit(engine, card)
    return NoticePage(
        card=card,
        reading=reading,
        query=query,
        matches=tuple(matches),
        paragraphs=tuple(paragraphs(reading, matches)),
        directives=_directives_by_type(reading.citations, knowledge),
        footnotes=_footnotes(reading.citations),
        places=_each_once(reading.places),
        same_unit=neighbours,
        same_unit_total=total,
        similar=engine.more_like_this(card.id, MAX_SIMILAR),
        copies=engine.copies(card.id),
        same_number=engine.of_same_number(card, MAX_SAME_NUMBER),
        received=_received(engine.intake(card.id)),
    )


def _received(intake: Intake | None) -> tuple[date | None, date | None]:
    """The days of an intake; a change on the first day is none to be told."""
    first, changed = (
        date.fromtimestamp(at) if at is not None else None
        for at in (intake.first if intake else None, intake.changed if intake else None)
    )
    return first, changed if changed != first else None


def _footnotes(citations: Sequence[Resolution]) -> Mapping[str, int]:
    """The number under which paper tells a directive's address: as first mentioned, from 1."""
    ordered = sorted(citations, key=lambda one: one.citation.span)
    keys = dict.fromkeys(one.key for one in ordered if one.key)
    return {key: number for number, key in enumerate(keys, start=1)}


def _each_once(places: Sequence[PlaceResolution]) -> tuple[PlaceResolution, ...]:
    """The places that a notice names, each by its first mention."""
    first: dict[object, PlaceResolution] = {}
    for one in places:
        if one.mention:
            first.setdefault(one.place or (one.candidates, one.mention.name), one)
    return tuple(first.values())


def _same_unit(engine: Engine, card: Card) -> tuple[CardsByTime, int]:
    """Other notices about the same unit, those next to this one in time, and how many in all."""
    if not card.unit_key:
        return (), 0
    about = {UNIT_ABOUT.name: (card.unit_key,)}
    query = Query(filters=about, sort="date", per_page=MAX_NEIGHBOURS + 1)
    newest = engine.search(query)
    if not card.date:
        groups = {"": _others(newest.hits, card)}
    else:
        later = _others(_oldest(engine, replace(query, since=card.date)), card)
        before = engine.scan(replace(query, until=card.date))
        earlier = list(islice((one for one in before if one.id != card.id), MAX_NEIGHBOURS))
        after = [one for one in later if (one.date or "") > card.date]
        groups = {"later": after[-MAX_NEIGHBOURS:], "earlier": earlier}
    shown = tuple((when, tuple(ones[:MAX_NEIGHBOURS])) for when, ones in groups.items() if ones)
    return shown, newest.total - 1


def _oldest(engine: Engine, query: Query) -> list[Hit]:
    """The last hits of a list, newest first: one page of them at least, where there are so many."""
    first = engine.search(query)
    if first.pages == 1:
        return list(first.hits)
    last_pages = (first.pages - 1, first.pages)
    return [hit for page in last_pages for hit in engine.search(replace(query, page=page)).hits]


def _others(hits: Sequence[Hit], card: Card) -> list[Card]:
    return [hit.card for hit in hits if hit.card.id != card.id]


def _directives_by_type(
    citations: Sequence[Resolution], knowledge: Knowledge
) -> tuple[tuple[str, tuple[DirectiveMentions, ...]], ...]:
    """Each cited directive once, under its type; types and directives as first mentioned."""
    mentions: dict[tuple[str, str], list[Resolution]] = {}
    for one in citations:
        kind = _type(one, knowledge.registry)
        mentions.setdefault((kind, one.key or one.citation.text), []).append(one)
    grouped: dict[str, list[DirectiveMentions]] = {}
    for (kind, _), ones in mentions.items():
        key = ones[0].key
        grouped.setdefault(kind, []).append(
            DirectiveMentions(
                key=key,
                label=key_label(key, knowledge) if key else ones[0].citation.text,
                mentions=tuple(ones),
                directive=knowledge.registry.get(key) if key else None,
            )
        )
    return tuple((kind, tuple(ones)) for kind, ones in grouped.items())


def _type(one: Resolution, registry: Registry) -> str:
    """The directive's own type: "Nghị quyết Trung ương 4 (khóa XIII)" is a Kết luận."""
    held = registry.get(one.key) if one.key else None
    return held.type if held else one.type or one.citation.type or ""


def original_file(card: Card, digest: str) -> bytes | None:
    """The file a notice was made from, whose bytes have a SHA-256; None once it is another or gone.

    The path may have come in with an export: what is no regular file (a device, a pipe) or is
    larger than any original is not read.
    """
    try:
        path, inside = outer_file(card.path)
        path = path if os.path.lexists(path) else path_as_written(path)
        if inside:
            data = Takeout().take(os.path.realpath(path), inside)
        else:
            data = read_named(path, MAX_BYTES)
    except (OSError, ValueError, ExtractionError):  # a NUL in the name is a ValueError
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None
