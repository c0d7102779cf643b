"""The texts that the index holds of directives (toàn văn trong kho), found by their own keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.directives import (
    DirectiveKey,
    Registry,
    is_provisional,
    meanings,
    sole_meaning,
)
from indexer.index import Card
from indexer.model import UNKNOWN
from search.engine import Engine
from search.query import CITES

MOST_KEPT = 4_096
"""Keys of which it is kept what is held of them, for each generation of an index."""


@dataclass(frozen=True, slots=True)
class HeldText:
    """A directive whose text is held: its own key, and the notices that bear it.

    The signed ones stand first, then the newest.  ``is_inferred``: what was asked for leaves the
    term open, and no other directive of that number is known, held or cited.
    """

    key: str
    notices: tuple[Card, ...]
    is_inferred: bool = False

    @property
    def first(self) -> Card:
        """The notice that stands for the directive."""
        return self.notices[0]


class HeldTexts:
    """The texts held in one generation of an index, and what is kept of the answers."""

    def __init__(self, engine: Engine, registry: Registry) -> None:
        self._engine, self._registry = engine, registry
        self._kept: dict[str, HeldText | None] = {}

    def of(self, keys: Iterable[str], on: str = "") -> Mapping[str, HeldText]:
        """The texts held of some directives, by the keys that were asked for.

        ``on`` is the day of the paper that cites them, in ISO 8601: what it means by a key that
        leaves the term open was there before it.
        """
        asked = list(dict.fromkeys(key for key in keys if DirectiveKey.is_key(key)))
        self._look_up([key for key in asked if key not in self._kept])
        found = ((key, self._kept.get(key)) for key in asked)
        return {key: one for key, one in found if one and _is_before(one, on)}

    def get(self, key: str, on: str = "") -> HeldText | None:
        """The text held of one directive, or None."""
        return self.of((key,), on).get(key)

    def is_borne(self, key: str) -> bool:
        """Whether a notice bears a key as its own; quick, and to be asked of every key."""
        return key in self.own_keys

    @cached_property
    def own_keys(self) -> Mapping[str, int]:
        """The keys that notices bear, each with how many do."""
        counts = self._engine.own_keys()
        return {key: number for key, number in counts.items() if key != UNKNOWN}

    def _look_up(self, keys: Sequence[str]) -> None:
        """Find out of some keys what is held of them, in one look-up for all."""
        if not keys:
            return
        meant = {key: self._meant(key) for key in keys}
        borne = self._engine.bearers({one for one in meant.values() if one})
        if len(self._kept) + len(keys) > MOST_KEPT:
            self._kept = {}
        for key, one in meant.items():
            cards = borne.get(one or "", ())
            inferred = is_provisional(key)
            self._kept[key] = HeldText(one, tuple(cards), inferred) if one and cards else None

    def _meant(self, key: str) -> str | None:
        """The own key that a key leads to: its equal, or the only one that it can mean."""
        if self.is_borne(key):
            return key
        return self._sole_meaning(key) if is_provisional(key) else None

    def _sole_meaning(self, key: str) -> str | None:
        """The own key that is the one meaning of a provisional key, among all that are known."""
        number = DirectiveKey.parse(key).number
        if not meanings(key, self._numbered.get(number, ())):
            return None
        found = sole_meaning(key, known_keys(key, self._registry, self.cited, self.own_keys))
        return found if found and self.is_borne(found) else None

    @cached_property
    def cited(self) -> Mapping[str, int]:
        """The keys that notices cite, each with how many do."""
        return self._engine.counts(CITES.name)

    @cached_property
    def _numbered(self) -> Mapping[str, Sequence[str]]:
        """The own keys by the number in which they end; those without one under an empty text."""
        found: dict[str, list[str]] = {}
        for key in self.own_keys:
            found.setdefault(DirectiveKey.parse(key).number, []).append(key)
        return found


def held_texts(engine: Engine, registry: Registry) -> HeldTexts:
    """The texts held now, with what is kept of answers about this generation of the index."""
    # The registry lives as long as what holds it, so its id is its own.
    return engine.cached((HeldTexts, id(registry)), lambda: HeldTexts(engine, registry))


def known_keys(key: str, registry: Registry, *others: Iterable[str]) -> list[str]:
    """Every key that is known of the same kind of body as a key; of all where that is open.

    ``others`` are known besides those of the registry: what notices cite, and what they bear.
    """
    segment = DirectiveKey.parse(key).body.segment
    beginning = "" if segment == UNKNOWN else segment
    besides = dict.fromkeys(one for some in others for one in some if one.startswith(beginning))
    return [
        *(one for one in registry.keys if one.startswith(beginning)),
        *(one for one in besides if DirectiveKey.is_key(one) and registry.get(one) is None),
    ]


def _is_before(held: HeldText, on: str) -> bool:
    """Whether a text may be meant by a paper of a day; what is certain is, whatever it says."""
    day = held.first.date
    return not held.is_inferred or not on or day[: len(on)] <= on[: len(day)]
