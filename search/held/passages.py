"""The words of a place in a text that is held: what ``khoản 2 Điều 4`` of a directive says.

Texts are divided into their parts when somebody asks, and what was divided is kept as long as the
index stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from indexer.directives import Registry
from indexer.index import Card
from indexer.memory import Remembered, tell_of
from indexer.model import Citation, Outcome, Pinpoint, Reading, Resolution, Span
from indexer.outline import Division, Outline, Presence, outline_of, passage
from indexer.text import unaccent
from search.display import addresses
from search.engine import Engine
from search.held.texts import HeldText, HeldTexts, held_texts

MOST_LETTERS = 1_200
"""Of a passage that is shown on the spot; who wants more opens the text."""

MOST_DIVIDED = 64
"""Texts whose parts are kept, for each generation of an index."""

_MOST_LETTERS_DIVIDED = 16_000_000
"""Letters of these texts, a part of one counting as 500; a larger text is kept alone."""

_MOST_TEXTS = 3
"""Texts of one key of which it is asked whether their words are the same."""

_NOWHERE = Span(0, 0)
_MOST_BETWEEN = 300
"""Letters between a place and its citation: "Điều 5 Quy chế … ban hành kèm theo Quyết định …"."""


_SENTENCE_END = re.compile(r"[.;?!]\s|\n\s*\n")


class DividedText(NamedTuple):
    """A held text with what it is divided into."""

    card: Card
    reading: Reading
    outline: Outline

    @property
    def text(self) -> str:
        """Its verbatim text."""
        return self.reading.document.text


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """A place in a held text: its very words, or that the text has no such place.

    ``notice`` is the text, ``anchor`` the address that its page has for the place or for what holds
    it, ``words`` those of the place up to a bound, ``span`` where all of them stand; ``nearest`` is
    what the text has instead of a place that it lacks.
    """

    notice: Card
    presence: Presence
    anchor: str = ""
    words: str = ""
    span: Span = _NOWHERE
    nearest: Division | None = None

    @property
    def is_found(self) -> bool:
        """Whether the text has the place."""
        return self.presence is Presence.FOUND

    @property
    def is_cut(self) -> bool:
        """Whether the words go on in the text."""
        return self.span.start + len(self.words) < self.span.end

    @property
    def address(self) -> str:
        """The place on the page of the text; of what it lacks the nearest, else its beginning."""
        return addresses.notice(self.notice.id) + (f"#{self.anchor}" if self.anchor else "")


class HeldPassages:
    """The places of the texts that one generation of an index holds."""

    def __init__(self, engine: Engine, texts: HeldTexts) -> None:
        self.texts, self.engine = texts, engine
        self._divided: dict[str, DividedText] = {}
        self._letters = 0
        tell_of("search.held.passages.HeldPassages", self.remembered)

    def remembered(self) -> Remembered:
        """How many texts are kept with their parts, and may be."""
        return Remembered(len(self._divided), MOST_DIVIDED)

    def of(
        self,
        held: HeldText,
        pinpoint: Pinpoint,
        *,
        attached: bool | None = None,
    ) -> tuple[HeldPassage, ...]:
        """The words of a place, up to :data:`MOST_LETTERS`.

        One for each text of the key that says something different there, so that none is chosen in
        silence; those that lack the place are told only where all do.  ``attached`` as in
        :func:`indexer.outline.passage`.
        """
        every = [(one.text, _passage(one, pinpoint, attached)) for one in self._texts(held)]
        found = [pair for pair in every if pair[1].is_found]
        return _each_once(found) or tuple(one for _, one in every[:1])

    def cited(
        self, text: str, one: Resolution, pinpoint: Pinpoint, held: HeldText
    ) -> tuple[HeldPassage, ...]:
        """The words of a place to which a citation in a text points.

        Where another sentence named the directive, and its text lacks the place, the words may be
        of another paper: none are told.
        """
        attached = is_of_attachment(text, one.citation, pinpoint)
        told = self.of(held, pinpoint, attached=attached)
        is_sure = told and (told[0].is_found or is_beside(text, one.citation, pinpoint))
        return told if is_sure else ()

    def subdivision(self, held: HeldText, code: str) -> tuple[HeldPassage, ...]:
        """The words of an article or a mục by its code (``dieu-7``), as :meth:`of` tells them."""
        found = ((one, _by_code(one.outline, code)) for one in self._texts(held))
        return _each_once([(one.text, _found(one, at)) for one, at in found if at])

    def _texts(self, held: HeldText) -> Iterator[DividedText]:
        found = (self.divided(card) for card in held.notices[:_MOST_TEXTS])
        return (one for one in found if one)

    def divided(self, card: Card) -> DividedText | None:
        """A text with its parts; None where the notice went meanwhile."""
        kept = self._divided.get(card.id)
        if kept:
            return kept
        notice = self.engine.notice(card.id)
        if notice is None:
            return None
        found = DividedText(card, notice[1], outline_of(notice[1]))
        size = len(found.text) + 500 * len(found.outline)
        if len(self._divided) >= MOST_DIVIDED or self._letters + size > _MOST_LETTERS_DIVIDED:
            self._divided, self._letters = {}, 0
        self._divided[card.id] = found
        self._letters += size
        return found


def held_passages(engine: Engine, registry: Registry) -> HeldPassages:
    """The places of the texts held now, with what is kept of this generation of the index."""
    texts = held_texts(engine, registry)
    return engine.cached((HeldPassages, id(registry)), lambda: HeldPassages(engine, texts))


def is_of_attachment(text: str, citation: Citation, pinpoint: Pinpoint) -> bool | None:
    """Whether a place is said to be of what a paper puts into force: "Điều 5 Quy chế … ban hành kèm
    theo Quyết định …"; None where nothing is said of it.

    >>> from indexer.citations import find_citations
    >>> text = "theo Điều 5 Quy chế ban hành kèm theo Quyết định số 25-QĐ/TW của Ban Bí thư"
    >>> one = find_citations(text)[0]
    >>> is_of_attachment(text, one, one.pinpoints[0])
    True
    """
    start, end = pinpoint.span.end, citation.span.start
    if not 0 <= end - start <= _MOST_BETWEEN:
        return None
    return True if "kem theo" in " ".join(unaccent(text[start:end]).split()) else None


def means_one(one: Resolution) -> bool:
    """Whether a citation means one directive, be it by inference."""
    return one.key is not None and one.outcome in (Outcome.RESOLVED, Outcome.NOT_HELD)


def text_meant(texts: HeldTexts, one: Resolution, on: str = "") -> HeldText | None:
    """The text held of what a citation means, where it means one directive, for a paper of a day
    in ISO 8601."""
    return texts.get(one.key, on) if one.key and means_one(one) else None


def is_beside(text: str, citation: Citation, pinpoint: Pinpoint) -> bool:
    """Whether a place stands beside its citation in one sentence; else words such as "Quy định nêu
    trên" tie the two.

    >>> from indexer.citations import find_citations
    >>> texts = "Điều 5 Quy định số 22-QĐ/TW", "Quy định số 22-QĐ/TW. Theo Điều 5 Quy định nêu trên"
    >>> cited = [(text, find_citations(text)[0]) for text in texts]
    >>> [is_beside(text, one, one.pinpoints[0]) for text, one in cited]
    [True, False]
    """
    first, second = sorted((citation.span, pinpoint.span))
    between = text[first.end : max(first.end, second.start)]
    return len(between) <= _MOST_BETWEEN and not _SENTENCE_END.search(between)


def _passage(one: DividedText, pinpoint: Pinpoint, attached: bool | None) -> HeldPassage:
    """What a pinpoint leads to in one text."""
    found = passage(one.outline, pinpoint, attached=attached)
    if found.division:
        return _found(one, found.division)
    anchor = one.outline.landing(found.nearest.anchor) if found.nearest else ""
    return HeldPassage(one.card, found.presence, anchor, nearest=found.nearest)


def _found(one: DividedText, division: Division) -> HeldPassage:
    """The words of a part, without the blanks behind it."""
    start, end = division.span
    whole = one.text[start:end].rstrip()
    span = Span(start, start + len(whole))
    anchor = one.outline.landing(division.anchor)
    return HeldPassage(one.card, Presence.FOUND, anchor, whole[:MOST_LETTERS].rstrip(), span)


def _by_code(outline: Outline, code: str) -> Division | None:
    """The part of a code, in the paper itself or else in what it puts into force."""
    codes = chain([code], (f"{one.anchor}-{code}" for one in outline.attachments))
    at = next((at for one in codes if (at := outline.place(one)) is not None), None)
    return None if at is None else outline.divisions[at]


def _each_once(found: Sequence[tuple[str, HeldPassage]]) -> tuple[HeldPassage, ...]:
    """What several texts say, the first of those that say the same; one alone is compared with
    nothing, however long its place is."""
    if len(found) < 2:
        return tuple(one for _, one in found)
    first: dict[str, HeldPassage] = {}
    for text, one in found:
        first.setdefault(" ".join(one.span.of(text).casefold().split()), one)
    return tuple(first.values())
