"""The fields of an index that hold the places of a notice, by what ties it to them."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.gazetteer import Gazetteer
from indexer.index.stored import Card
from indexer.model import UNKNOWN

UNIT_PAIR = "unit_pair"
"""The field of the lowest places of a notice in its two roles, as one value."""

_AND = "+"
"""Between the places in one value: no key has it."""


def unit_values(card: Card, gazetteer: Gazetteer) -> dict[str, list[str]]:
    """The places that a notice stands under, by what ties it to them."""
    about, issued = card.unit_keys, card.issuer_key
    told = list(dict.fromkeys(one for key in about for one in _with_ancestors(key, gazetteer)))
    own = _with_ancestors(issued, gazetteer)
    return {
        "unit": list(dict.fromkeys([*told, *own])) or [UNKNOWN],
        "unit_about": told or [UNKNOWN],
        "unit_issued": own or [UNKNOWN],
        UNIT_PAIR: [unit_pair(about, issued)],
    }


def _with_ancestors(key: str | None, gazetteer: Gazetteer) -> list[str]:
    """A unit and the places above it, so that a province finds what lies below it."""
    return [key, *gazetteer.ancestors(key)] if key else []


def unit_pair(about: Sequence[str], issued: str | None) -> str:
    """The places that a notice is about and that of its issuer as one value of ``unit_pair``.

    >>> unit_pair(("lam-dong/bao-lam/loc-quang", "lam-dong/bao-lam/loc-ngai"), "lam-dong/bao-lam")
    'lam-dong/bao-lam/loc-quang+lam-dong/bao-lam/loc-ngai|lam-dong/bao-lam'
    """
    return f"{_AND.join(about) or UNKNOWN}|{issued or UNKNOWN}"


def units_of_pair(value: str) -> tuple[tuple[str, ...], str | None]:
    """The places that :func:`unit_pair` put together; none where they are not known.

    >>> units_of_pair("lam-dong/bao-lam/loc-quang|_"), units_of_pair("_")
    ((('lam-dong/bao-lam/loc-quang',), None), ((), None))
    """
    about, _, issued = (part if part != UNKNOWN else "" for part in value.partition("|"))
    return tuple(about.split(_AND)) if about else (), issued or None
