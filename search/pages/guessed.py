"""Where an address leads that a person guessed: ``/van-ban/05-ct-tw``, ``/dia-ban/tp-hcm``.

What stands behind the folder is read as if it had been typed: a directive by the look-up, a place
by the grammar of places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.directives import DirectiveKey, Knowledge, has_number_of
from indexer.gazetteer import Gazetteer
from indexer.knowledge import known_body
from indexer.model import UNKNOWN, Outcome, Place
from indexer.places import place_typed
from search.directives import MAX_TYPED
from search.engine import Engine
from search.lookup import LookupRow, offered_rows
from search.pages.directive import redirect_target
from search.pages.listed import ListedDirective, listed_directives
from search.query import CITES, typed_citations

_LETTERS = r"[^\W\d_]{1,12}"
_PARTS = re.compile(
    rf"(?:(?P<first>{_LETTERS})/)?(?P<type>{_LETTERS})-(?P<number>\d{{1,4}}[a-h]?)"
    rf"(?:[/-](?P<last>{_LETTERS}))?"
)


class DirectivesMeant(NamedTuple):
    """The keys of the directives that an address may mean, and of those near to it.

    ``is_told``: the address tells the body too, so that one of them alone is the one that is meant.
    ``number`` is the symbol of a directive that is not held (``999-QĐ/TW``).
    """

    keys: tuple[str, ...]
    nearest: tuple[str, ...] = ()
    is_told: bool = True
    number: str = ""


def directives_meant(engine: Engine, knowledge: Knowledge, address: str) -> DirectivesMeant:
    """What an address may mean: of a number given alone the directives of every term, and of a
    local one, whose seat it does not tell, those that notices cite."""
    if len(address) > MAX_TYPED:
        return DirectivesMeant(())
    registry, counts = knowledge.registry, engine.counts(CITES.name)
    key = address.lower()
    if DirectiveKey.is_key(key):
        if registry.get(key) or redirect_target(engine, registry, key):
            return DirectivesMeant((key,))
        if not DirectiveKey.parse(key).number:
            return DirectivesMeant(())
    typed = _as_symbol(address)
    rows = offered_rows(typed, typed_citations(typed, registry), registry, counts)
    meant = dict.fromkeys(one.key for row in rows for one in (*row.directives, *row.homonyms))
    nearest = dict.fromkeys(one.key for row in rows for one in row.nearest)
    if meant:
        return DirectivesMeant(tuple(meant), tuple(nearest))
    local = (DirectiveKey.parse(row.resolution.key) for row in rows if row.resolution.key)
    cited = dict.fromkeys(key for one in local for key in _cited(one, counts))
    number = _absent_number(rows)
    return DirectivesMeant(tuple(cited), tuple(nearest), is_told=False, number=number)


def _absent_number(rows: Iterable[LookupRow]) -> str:
    """The symbol of a directive that was asked for and is not held; empty where none was."""
    absent = (row.resolution for row in rows if row.resolution.outcome is Outcome.NOT_HELD)
    return next((one.number or one.citation.number or "" for one in absent), "")


def _as_symbol(address: str) -> str:
    """An address made of the parts of a symbol as that symbol: ``tu/nq-08``, ``nq-08-tu``."""
    parts = _PARTS.fullmatch(address)
    body = parts and (parts["first"] or parts["last"])
    if not parts or not body or known_body(body.lower()) is None:
        return address
    return f"{parts['number']}-{parts['type']}/{body}"


def _cited(key: DirectiveKey, counts: Iterable[str]) -> list[str]:
    """The keys that notices cite of the number of one whose seat is not told: ``hu._/_/kh-61``."""
    cited = [(one, DirectiveKey.parse(one)) for one in counts if DirectiveKey.is_key(one)]
    return [
        one
        for one, said in cited
        if said.body.segment == key.body.segment
        and key.term in (UNKNOWN, said.term)
        and has_number_of(key, said)
    ]


def directives_near(
    key: str, keys: Sequence[str], knowledge: Knowledge, limit: int = 8
) -> tuple[ListedDirective, ...]:
    """Where an address leads on that means no directive: those near to it (``keys``), and those
    held with its number, whatever their body."""
    document = key.rpartition("/")[2]
    number = re.search(r"\d+", document)
    found = [
        one
        for one in knowledge.registry.keys
        if one.endswith(f"/{document}")
        or (number and DirectiveKey.parse(one).number.lstrip("0") == number[0].lstrip("0"))
    ]
    found.sort(key=lambda one: not one.endswith(f"/{document}"))
    return listed_directives(list(dict.fromkeys((*keys, *found)))[:limit], knowledge, {})


def places_meant(gazetteer: Gazetteer, address: str) -> tuple[Place, ...]:
    """The places that an address may mean, by their names from either end.

    >>> [one.key for one in places_meant(Gazetteer.load(), "Lâm Đồng/huyen-bao-lam")]
    ['lam-dong/bao-lam']
    """
    known = gazetteer.place(address.strip("/").lower())
    if known:
        return (known,)
    steps = (re.sub("[-_]", " ", step).strip() for step in address.split("/"))
    return place_typed(", ".join(filter(None, steps)), gazetteer)
