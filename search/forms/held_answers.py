"""The texts that are held of directives as data: ``held`` in all that names a directive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import UNSET, Struct, UnsetType

from indexer import model
from indexer.index import Card
from indexer.model import Outcome, Resolution
from indexer.outline import Presence
from search.display import addresses
from search.forms.answers import (
    OF_THE_INDEX,
    CitedPinpoint,
    HeldDirective,
    TextAddress,
    directive,
    pinpoint,
)
from search.held import (
    HeldPassage,
    HeldPassages,
    HeldText,
    HeldTexts,
    text_meant,
)

MOST_PLACES = 200
"""Places whose words are told in one answer; of those behind them there is the address."""

MOST_SOUGHT = 800
"""Places that are looked for in one answer."""


class PlaceWords(Struct, frozen=True):
    """What a held text has at a place: its words, cut at a bound, and where all of them stand.

    ``exists`` is false where the text has no such place, and null where it is not divided so, as
    far as that could be read; ``url`` then leads to the nearest that there is.  ``secrecy`` is the
    level that the text has to show.
    """

    id: str
    url: str
    exists: bool | None
    text: str | None
    start: int | None
    end: int | None
    secrecy: str | UnsetType = UNSET


class HeldPinpoint(CitedPinpoint, frozen=True):
    """A place in a directive; ``passages`` are its words in the text that is held, several where
    different texts of the directive say different things."""

    passages: tuple[PlaceWords, ...]


class PlaceAnswers:
    """The places of citations in one text, with the words of those whose directive is held.

    ``on`` is the day of the text, in ISO 8601.
    """

    def __init__(self, passages: HeldPassages, text: str, on: str = "") -> None:
        self._passages, self._text, self._on = passages, text, on
        self._sought = 0

    @property
    def texts(self) -> HeldTexts:
        """The texts that are held."""
        return self._passages.texts

    def held(self, one: model.Resolution) -> HeldText | None:
        """The text held of what a citation means, where it means one directive."""
        return text_meant(self.texts, one, self._on)

    def pinpoints(self, one: model.Resolution) -> tuple[HeldPinpoint, ...]:
        """The places in one citation."""
        places = one.citation.pinpoints
        held = self.held(one) if places else None
        return tuple(self._pinpoint(one, place, held) for place in places)

    def _pinpoint(
        self, one: model.Resolution, place: model.Pinpoint, held: HeldText | None
    ) -> HeldPinpoint:
        told: tuple[HeldPassage, ...] = ()
        if held and self._sought < MOST_SOUGHT:
            told = self._passages.cited(self._text, one, place, held)
            self._sought += 1
        is_told = self._sought <= MOST_PLACES
        words = tuple(_words(at, is_told=is_told) for at in told)
        return pinpoint(HeldPinpoint, place, passages=words)


def unheld_pinpoints(one: model.Resolution) -> tuple[HeldPinpoint, ...]:
    """The places in a citation where no index is asked for the words."""
    return tuple(pinpoint(HeldPinpoint, place, passages=()) for place in one.citation.pinpoints)


def _words(one: HeldPassage, *, is_told: bool) -> PlaceWords:
    id_, secrecy = one.notice.id, one.notice.secrecy or UNSET
    if not one.is_found:
        exists = False if one.presence is Presence.ABSENT else None
        return PlaceWords(id_, one.address, exists, None, None, None, secrecy)
    text = one.words if is_told else None
    return PlaceWords(id_, one.address, True, text, *one.span, secrecy)


class PossibleKey(Struct, frozen=True):
    """A directive that an open number may mean, the ``notices`` that cite it, and its text."""

    key: str
    notices: int
    held: Annotated[tuple[TextAddress, ...], OF_THE_INDEX]


def possible_keys(one: Resolution, texts: HeldTexts | None) -> tuple[PossibleKey, ...]:
    """What of the directives held or cited a number may mean that the registry lacks."""
    if texts is None or one.key is None or one.outcome is not Outcome.NOT_HELD:
        return ()
    found = texts.possible(one.key)
    return tuple(PossibleKey(x.key, x.count, text_addresses(x.text)) for x in found)


def text_addresses(text: HeldText | None) -> tuple[TextAddress, ...]:
    """The notices that are the text of a directive, the one that stands for it first."""
    if text is None:
        return ()
    return tuple(text_address(one, is_inferred=text.is_inferred) for one in text.notices)


def text_address(card: Card, *, is_inferred: bool = False) -> TextAddress:
    """A notice as a text that may be read."""
    url, secrecy = addresses.notice(card.id), card.secrecy or UNSET
    return TextAddress(card.id, url, card.source, is_inferred or UNSET, secrecy)


def rows(found: Iterable[model.Directive], texts: HeldTexts | None) -> tuple[HeldDirective, ...]:
    """Rows of the registry, each with the notices that are its text, as far as an index has any."""
    listed = list(found)
    held = texts.of(one.key for one in listed) if texts else {}
    return tuple(directive(one, text_addresses(held.get(one.key)) or UNSET) for one in listed)
