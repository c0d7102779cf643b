"""What a notice's page shows beside its text: directives by type, and other notices."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from indexer.directives import Registry, key_label
from indexer.documents import MAX_BYTES
from indexer.model import Directive, Outcome, PlaceResolution, Reading, Resolution, Span
from indexer.schema import Card
from search.annotate import Paragraph, paragraphs
from search.engine import Engine
from search.highlight import Highlighter, Text
from search.query import Query
from search.results import Hit

NEIGHBOURS = 3
"""Notices about the same unit that a page lists before it in time, and after it."""

ALIKE = 5
"""Notices that cite the same directives that a page lists."""

Groups = tuple[tuple[str, tuple[Card, ...]], ...]
"""Notices by when they were issued: ``later``, ``earlier``, or empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Cited:
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
        """The mention whose reason is told."""
        return next(one for one in self.mentions if one.outcome is self.outcome)


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One notice with its text ready to be written out; ``notes`` number its directives."""

    card: Card
    reading: Reading
    query: Query
    matches: tuple[Span, ...]
    paragraphs: tuple[Paragraph, ...]
    cited: tuple[tuple[str, tuple[Cited, ...]], ...]
    notes: Mapping[str, int]
    places: tuple[PlaceResolution, ...]
    same_unit: Groups
    same_unit_total: int
    alike: Sequence[tuple[Card, int]]


def notice_page(
    engine: Engine, registry: Registry, card: Card, reading: Reading, query: Query
) -> NoticePage:
    """The page of a notice; ``query`` holds the words to be marked in its text."""
    cited = [(one.key, one.citation.span) for one in reading.citations]
    matches = Highlighter(query).spans(Text.of(reading.document.text, cited))
    neighbours, total = _same_unit(engine, card)
    return NoticePage(
        card=card,
        reading=reading,
        query=query,
        matches=tuple(matches),
        paragraphs=tuple(paragraphs(reading, matches)),
        cited=_by_type(reading.citations, registry),
        notes=_footnotes(reading.citations),
        places=_each_once(reading.places),
        same_unit=neighbours,
        same_unit_total=total,
        alike=engine.alike(card.id, ALIKE),
    )


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


def _same_unit(engine: Engine, card: Card) -> tuple[Groups, int]:
    """Other notices about the same unit, those next to this one in time, and how many in all."""
    if not card.unit_key:
        return (), 0
    query = Query(filters={"unit": (card.unit_key,)}, sort="date", per_page=NEIGHBOURS + 1)
    newest = engine.search(query)
    if not card.date:
        groups = {"": _others(newest.hits, card)}
    else:
        later = _others(_oldest(engine, replace(query, since=card.date)), card)
        before = engine.every(replace(query, until=card.date))
        earlier = list(islice((one for one in before if one.id != card.id), NEIGHBOURS))
        after = [one for one in later if (one.date or "") > card.date]
        groups = {"later": after[-NEIGHBOURS:], "earlier": earlier}
    shown = tuple((when, tuple(ones[:NEIGHBOURS])) for when, ones in groups.items() if ones)
    return shown, newest.total - 1


def _oldest(engine: Engine, query: Query) -> list[Hit]:
    """The last hits of a list, newest first: one page of them at least, where there are so many."""
    first = engine.search(query)
    if first.pages == 1:
        return list(first.hits)
    wanted = (first.pages - 1, first.pages)
    return [hit for page in wanted for hit in engine.search(replace(query, page=page)).hits]


def _others(hits: Sequence[Hit], card: Card) -> list[Card]:
    return [hit.card for hit in hits if hit.card.id != card.id]


def _by_type(
    citations: Sequence[Resolution], registry: Registry
) -> tuple[tuple[str, tuple[Cited, ...]], ...]:
    """Each cited directive once, under its type; types and directives as first mentioned."""
    mentions: dict[tuple[str, str], list[Resolution]] = {}
    for one in citations:
        mentions.setdefault((_type(one, registry), one.key or one.citation.text), []).append(one)
    grouped: dict[str, list[Cited]] = {}
    for (kind, _), ones in mentions.items():
        key = ones[0].key
        grouped.setdefault(kind, []).append(
            Cited(
                key=key,
                label=key_label(key, registry) if key else ones[0].citation.text,
                mentions=tuple(ones),
                directive=registry.get(key) if key else None,
            )
        )
    return tuple((kind, tuple(ones)) for kind, ones in grouped.items())


def _type(one: Resolution, registry: Registry) -> str:
    """The directive's own type: "Nghị quyết Trung ương 4 (khóa XIII)" is a Kết luận."""
    held = registry.get(one.key) if one.key else None
    return held.type if held else one.type or one.citation.type or ""


def original(card: Card, reading: Reading) -> bytes | None:
    """The file a notice was made from; None once it is another or gone.

    The path may have come in with an export: what is no regular file (a device, a pipe) or is
    larger than any original is not read.
    """
    try:
        # A pipe would wait for its writer, were it opened in the usual way.
        with open(os.open(card.path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
                return None
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):  # a NUL in the name is a ValueError
        return None
    return data if hashlib.sha256(data).hexdigest() == reading.document.digest else None
