"""The places in held texts to which a notice points: where each link leads, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from indexer.citations import place_name
from indexer.directives import Knowledge, key_label
from indexer.model import Certainty, Pinpoint, Resolution, Span
from search.display import addresses
from search.held import HeldPassage, HeldPassages, HeldText, means_one

MOST_LINKED = 400
"""Places to which the text of one notice links; what follows stays text."""

MOST_SHOWN = 30
"""Places whose words stand on the page of one notice; the others have their links."""


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place in a held text, where a notice points to it: ``khoản 2 Điều 4`` with its words.

    ``citation`` is where its directive is cited, ``label`` what that is called.  ``passages`` are
    what stands there: several where different texts of the directive say different things, one
    without words where the text has no such place.  ``is_shown`` is set where the page tells the
    words, once for each place.
    """

    span: Span
    citation: Span
    name: str
    key: str
    label: str
    passages: tuple[HeldPassage, ...]
    is_inferred: bool
    is_shown: bool

    @property
    def short_label(self) -> str:
        """Its directive without what tells it from others of its number."""
        return self.label.partition(" (")[0]

    @property
    def address(self) -> str:
        """The very place; the page of the directive where its texts say different things."""
        if len(self.passages) > 1:
            return addresses.directive(self.key)
        return self.passages[0].address


def cited_places(
    passages: HeldPassages,
    knowledge: Knowledge,
    text: str,
    citations: Sequence[Resolution],
    on: str = "",
) -> tuple[CitedPlace, ...]:
    """The places to which the citations in the text of a paper of the day ``on`` point, in texts
    that are held."""
    found: list[CitedPlace] = []
    shown: set[tuple[str, str]] = set()
    for one, held, pinpoint in islice(_pinpoints(passages, citations, on), MOST_LINKED):
        told = passages.cited(text, one, pinpoint, held)
        if not told:
            continue
        name = place_name(pinpoint)
        is_first = (held.key, name) not in shown and len(shown) < MOST_SHOWN
        if is_first:
            shown.add((held.key, name))
        found.append(
            CitedPlace(
                pinpoint.span,
                one.citation.span,
                name,
                held.key,
                key_label(held.key, knowledge),
                told,
                is_inferred=held.is_inferred or one.certainty is Certainty.INFERRED,
                is_shown=is_first,
            )
        )
    return tuple(found)


def by_citation(places: Sequence[CitedPlace]) -> dict[Span, list[CitedPlace]]:
    """The places whose words are told, by where their directive is cited."""
    found: dict[Span, list[CitedPlace]] = {}
    for one in places:
        if one.is_shown:
            found.setdefault(one.citation, []).append(one)
    return found


def _pinpoints(
    passages: HeldPassages, citations: Sequence[Resolution], on: str
) -> Iterator[tuple[Resolution, HeldText, Pinpoint]]:
    """The places that citations of one directive point to, each with the text that is held of it;
    places are asked for only where their directive has one."""
    pointing = [one for one in citations if one.citation.pinpoints and means_one(one)]
    held = passages.texts.of((one.key for one in pointing if one.key), on)
    for one in pointing:
        text = held.get(one.key or "")
        if text:
            for pinpoint in one.citation.pinpoints:
                yield one, text, pinpoint
