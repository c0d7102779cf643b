"""The texts that are held of directives as data: ``held`` in all that names a directive."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import UNSET

from indexer import model
from indexer.index import Card
from search.display import addresses
from search.forms.answers import HeldDirective, TextAddress, directive
from search.held import HeldText, HeldTexts


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
