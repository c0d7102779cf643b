"""The texts that are held of directives as data: ``held`` in all that names a directive."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import UNSET, Struct

from indexer import model
from indexer.model import Outcome, Resolution
from search.display import addresses
from search.forms.answers import HeldDirective, TextAddress, directive
from search.held import HeldText, HeldTexts


class PossibleKey(Struct, frozen=True):
    """A directive that an open number may mean, the ``notices`` that cite it, and its text."""

    key: str
    notices: int
    held: tuple[TextAddress, ...]


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
    inferred = text.is_inferred or UNSET
    return tuple(
        TextAddress(
            one.id, addresses.notice(one.id), one.source, inferred, secrecy=one.secrecy or UNSET
        )
        for one in text.notices
    )


def rows(found: Iterable[model.Directive], texts: HeldTexts | None) -> tuple[HeldDirective, ...]:
    """Rows of the registry, each with the notices that are its text, as far as an index has any."""
    listed = list(found)
    held = texts.of(one.key for one in listed) if texts else {}
    return tuple(directive(one, text_addresses(held.get(one.key)) or UNSET) for one in listed)
