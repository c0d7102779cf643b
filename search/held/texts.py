"""The texts that the index holds of directives (toàn văn trong kho), found by their own keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from indexer.citations import find_citations
from indexer.directives import (
    DirectiveKey,
    Knowledge,
    Registry,
    edition_keys,
    is_provisional,
    may_mean,
    meanings,
    sole_meaning,
)
from indexer.index import Card
from indexer.knowledge import central_term
from indexer.language import gettext
from indexer.model import UNKNOWN, Directive, Notice, Reading, Status
from search.engine import Engine
from search.held.differences import from_other_text
from search.held.relations import Relations
from search.query import CITES

MOST_KEPT = 4_096
"""Keys of which it is kept what is held of them, for each generation of an index."""


MOST_OFFERED = 10
"""Texts that are offered where a key may mean any of them."""


class Availability(StrEnum):
    """How much is there of a directive: its text, its row in the registry, or its number alone.

    The values stand in addresses.
    """

    TEXT = "co-toan-van"
    CARD = "chi-thong-tin"
    CITED = "chi-nhac-den"


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


@dataclass(frozen=True, slots=True)
class PossibleDirective:
    """A directive that an open number may mean: the notices that cite it, and its text if held."""

    key: str
    count: int
    text: HeldText | None


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
        kept, asked = self._kept, dict.fromkeys(keys)
        found = {key: kept[key] for key in asked if key in kept}
        made = self._look_up([key for key in asked if key not in kept and self._may_be_held(key)])
        if len(kept) + len(made) > MOST_KEPT:
            self._kept = kept = {}
        if len(made) <= MOST_KEPT:
            kept.update(made)
        found |= made
        return {key: one for key in asked if (one := found.get(key)) and _is_before(one, on)}

    def get(self, key: str, on: str = "") -> HeldText | None:
        """The text held of one directive, or None."""
        return self.of((key,), on).get(key)

    def possible(self, key: str) -> tuple[PossibleDirective, ...]:
        """The directives held or cited that a key which leaves something open may mean: the first
        :data:`MOST_OFFERED`, those that are held before the others, and none of them is chosen."""
        if not (DirectiveKey.is_key(key) and is_provisional(key)):
            return ()
        number = DirectiveKey.parse(key).number
        held = meanings(key, self._numbered.get(number, ()))
        cited = meanings(key, self._cited_numbered.get(number, ()))
        others = sorted({*cited} - {*held}, key=lambda one: (-self.cited[one], one))
        found = (*held, *others)[:MOST_OFFERED]
        texts = self.of(found)
        return tuple(
            PossibleDirective(one, self.cited.get(one, 0), texts.get(one)) for one in found
        )

    def row(self, text: HeldText) -> Directive | None:
        """The row that a text makes of its directive; none where different texts bear its key."""
        found = None if _has_rivals(text.notices) else self._engine.notice(text.first.id)
        return _as_row(*found) if found else None

    def leading_to(self, key: str) -> tuple[str, ...]:
        """The open keys that notices cite and that can mean no other directive than this one."""
        numbered = self._cited_numbered.get(DirectiveKey.parse(key).number, ())
        near = [one for one in numbered if may_mean(one, key)]
        return tuple(one for one, text in self.of(near).items() if text.key == key)

    def is_borne(self, key: str) -> bool:
        """Whether a notice bears a key as its own; quick, and to be asked of every key."""
        return key in self.own_keys

    def availability(self, key: str) -> Availability:
        """How much is there of a directive; a text that only an inference leads to is not its."""
        if self.is_borne(key):
            return Availability.TEXT
        return Availability.CARD if self._registry.get(key) else Availability.CITED

    @cached_property
    def own_keys(self) -> Mapping[str, int]:
        """The keys that notices bear, each with how many do."""
        counts = self._engine.own_keys()
        return {key: number for key, number in counts.items() if key != UNKNOWN}

    @cached_property
    def relations(self) -> Relations:
        """What the registry and the texts say that replaced, amended or repealed what."""
        return Relations(self._registry, self._engine.relations(), self._first_card)

    def _first_card(self, key: str) -> Card | None:
        """The notice that is the text of a directive."""
        text = self.get(key)
        return text.first if text and not text.is_inferred else None

    @cached_property
    def only_held(self) -> tuple[str, ...]:
        """The own keys that neither the registry has nor a notice cites."""
        get, cited = self._registry.get, self.cited
        known = (key for key in self.own_keys if key not in cited and DirectiveKey.is_key(key))
        return tuple(sorted(key for key in known if get(key) is None))

    def _may_be_held(self, key: str) -> bool:
        return self.is_borne(key) or (DirectiveKey.is_key(key) and is_provisional(key))

    def _look_up(self, keys: Sequence[str]) -> dict[str, HeldText | None]:
        """What is held of some keys, in one look-up for all."""
        meant = {key: self._meant(key) for key in keys}
        wanted = {one for one in meant.values() if one}
        borne = self._engine.bearers(wanted) if wanted else {}
        found: dict[str, HeldText | None] = dict.fromkeys(keys)
        for key, one in meant.items():
            if one and (cards := borne.get(one)):
                found[key] = HeldText(one, tuple(cards), is_inferred=one != key)
        return found

    def _meant(self, key: str) -> str | None:
        """The own key that a key leads to: its equal, or the only one that it can mean."""
        if self.is_borne(key):
            return key
        return self._sole_meaning(key) if is_provisional(key) else None

    def _sole_meaning(self, key: str) -> str | None:
        """The own key that is the one meaning of a provisional key, among all that are known."""
        parts = DirectiveKey.parse(key)
        if parts.body.is_open or not meanings(key, self._numbered.get(parts.number, ())):
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
        return _by_number(self.own_keys)

    @cached_property
    def _cited_numbered(self) -> Mapping[str, Sequence[str]]:
        """The keys that notices cite, in the same way."""
        return _by_number(filter(DirectiveKey.is_key, self.cited))


def _by_number(keys: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(DirectiveKey.parse(key).number, []).append(key)
    return found


def held_texts(engine: Engine, registry: Registry) -> HeldTexts:
    """The texts held now, with what is kept of answers about this generation of the index."""
    # The registry lives as long as what holds it, so its id is its own.
    return engine.cached((HeldTexts, id(registry)), lambda: HeldTexts(engine, registry))


def as_written(engine: Engine, knowledge: Knowledge) -> Knowledge:
    """What is known, where directives are called as the papers of an index write them."""
    return engine.cached(
        (as_written, knowledge), lambda: knowledge.with_signs(engine.written_signs())
    )


def availability_name(availability: str, language: str) -> str:
    """How much is there of a directive, in words.

    >>> availability_name(Availability.CARD, "vi")
    'chỉ có thông tin'
    """
    return {
        Availability.TEXT: gettext("có toàn văn", language),
        Availability.CARD: gettext("chỉ có thông tin", language),
        Availability.CITED: gettext("chỉ được nhắc đến", language),
    }[Availability(availability)]


def known_keys(key: str, registry: Registry, *others: Iterable[str]) -> list[str]:
    """Every key that is known of the same kind of body as a key; of all where that is open.

    ``others`` are known besides those of the registry and the editions of instruments: what notices
    cite, and what they bear.
    """
    segment = DirectiveKey.parse(key).body.segment
    beginning = "" if segment == UNKNOWN else segment
    besides = dict.fromkeys(
        one
        for some in (*others, sorted(edition_keys()))
        for one in some
        if one.startswith(beginning)
    )
    return [
        *(one for one in registry.keys if one.startswith(beginning)),
        *(one for one in besides if DirectiveKey.is_key(one) and registry.get(one) is None),
    ]


def _is_before(held: HeldText, on: str) -> bool:
    """Whether a text may be meant by a paper of a day; what is certain is, whatever it says."""
    day = held.first.date
    return not held.is_inferred or not on or day[: len(on)] <= on[: len(day)]


def _has_rivals(notices: Sequence[Card]) -> bool:
    """Whether notices that bear one key say different things of themselves."""
    return any(from_other_text(notices[0], one) for one in notices[1:])


def _as_row(card: Card, reading: Reading) -> Directive | None:
    """The row that a text makes; None where its number is not as others write one."""
    notice, key = reading.notice, card.own_key
    if not key:
        return None
    found = find_citations(f"{notice.type.value} số {notice.number.value}")
    if len(found) != 1 or not found[0].number:
        return None
    term = central_term(DirectiveKey.parse(key).term)
    # The title of a secret text stands nowhere without its level.
    title = "" if card.secrecy else notice.title.value or ""
    doubts = list(_doubts(notice, title))
    dated = notice.date.evidence.status is Status.STATED
    return Directive(
        key=key,
        type=notice.type.value or "",
        number=found[0].number,
        body=notice.issuer.value or "",
        term=term.term if term else "",
        date=notice.date.value if dated else None,
        title=title,
        confidence="partial" if doubts else "confirmed",
        doubt="; ".join(doubts),
    )


def _doubts(notice: Notice, title: str) -> list[str]:
    """The cells in doubt, in the words of the registry."""
    cells = (("issuing organ", notice.issuer.value, notice.issuer), ("title", title, notice.title))
    return [
        f"{name} unconfirmed"
        for name, value, field in cells
        if not value or field.evidence.status is not Status.STATED
    ]
