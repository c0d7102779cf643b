"""The text of a directive on its page: what is held of it, what that says otherwise, or where else
it may be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.citations import subdivision_name
from indexer.directives import Registry, is_provisional
from indexer.index import Card
from indexer.model import Directive, Reading, Reason, because
from search.display import FacetValue
from search.engine import Engine
from search.held import (
    Difference,
    HeldPassage,
    HeldPassages,
    HeldText,
    TextElsewhere,
    from_other_content,
    from_other_text,
    from_registry,
    held_texts,
    searches_for,
    sources_of,
)

MOST_SUBDIVISIONS = 12
"""Articles whose words a page has."""

MOST_TEXTS = 10
"""Notices that bear one key of which a page tells what they say otherwise than the first."""


@dataclass(frozen=True, slots=True)
class HeldPart:
    """The text held of a directive: the notices that bear its key, and what they say otherwise.

    ``against_registry`` is where the first differs from the row of the registry; ``others`` are
    further notices of the key, each with where it differs from the first.
    """

    text: HeldText
    against_registry: tuple[Difference, ...]
    others: tuple[tuple[Card, tuple[Difference, ...]], ...]

    @property
    def first(self) -> Card:
        """The notice that stands for the directive."""
        return self.text.first

    @property
    def is_disputed(self) -> bool:
        """Whether different texts claim the one key."""
        return any(differences for _, differences in self.others)

    @property
    def order(self) -> Reason:
        """Why the first stands before the others, which does not make it the right one."""
        signed = [one for one in self.text.notices if one.is_signed]
        if len(signed) == 1:
            return because("bản đứng đầu là bản duy nhất có người ký")
        first, second = (signed or self.text.notices)[:2]
        if first.date > second.date:
            return because("các bản có người ký đứng trước, rồi đến ngày ban hành muộn nhất")
        return because("các bản ngang nhau về chữ ký và ngày, nên thứ tự không nói lên điều gì")


def held_part(engine: Engine, registry: Registry, key: str) -> HeldPart | None:
    """The text held of a directive; None where there is none, or where the key leaves it open."""
    text = held_texts(engine, registry).get(key)
    if text is None or text.is_inferred:
        return None
    row, first = registry.get(key), engine.notice(text.first.id)
    return HeldPart(
        text,
        from_registry(row, *first) if row and first else (),
        tuple(_others(engine, text, first[1] if first else None)),
    )


@dataclass(frozen=True, slots=True)
class CitedSubdivision:
    """An article or a mục of a directive that notices cite, with its words in the text held: its
    name, how many notices cite it, and whether the list was narrowed to it."""

    name: str
    count: int
    is_chosen: bool
    passages: tuple[HeldPassage, ...]


def cited_subdivisions(
    passages: HeldPassages,
    held: HeldPart | None,
    counts: Sequence[FacetValue],
    chosen: Sequence[str],
) -> tuple[CitedSubdivision, ...]:
    """The articles of a text that is held, those ``chosen`` and then the most cited, of which it
    has the words; ``counts`` are the codes that notices cite."""
    if held is None:
        return ()
    every = [*(one for one in counts if one.value in chosen), *counts]
    first = {one.value: one for one in every[: MOST_SUBDIVISIONS + len(chosen)]}
    found = [
        CitedSubdivision(subdivision_name(code), one.count, code in chosen, told)
        for code, one in first.items()
        if (told := passages.subdivision(held.text, code))
    ]
    return tuple(found[:MOST_SUBDIVISIONS])


def _others(
    engine: Engine, text: HeldText, first: Reading | None
) -> Iterator[tuple[Card, tuple[Difference, ...]]]:
    """Further notices of a key, each with where it says otherwise than the first."""
    for card in text.notices[1 : MOST_TEXTS + 1]:
        found, other = from_other_text(text.first, card), engine.notice(card.id)
        content = from_other_content(first, other[1]) if first and other else None
        yield card, (*found, content) if content else found


def texts_elsewhere(
    key: str, row: Directive | None, label: str, templates: Sequence[str]
) -> tuple[TextElsewhere, ...]:
    """Where the text of a directive may be read that is not held: the sources of its row, and
    searches for what its label begins with; nowhere where the key leaves open which it is."""
    if is_provisional(key):
        return ()
    written = label.partition(" (")[0]
    return (*(sources_of(row) if row else ()), *searches_for(written, templates))
