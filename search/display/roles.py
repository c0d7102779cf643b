"""Why notices stand under a place (vai trò): they are about it, or its bodies issued them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from indexer.gazetteer import Gazetteer, PlaceKey
from indexer.index import Card
from indexer.model import OneOf, Reading, Reason, Status, because
from search.query import UNIT, Query

EITHER = ""
"""The role of a query that asks for both."""

ABOUT, ISSUED = UNIT.roles

ROLE_NAMES = {
    EITHER: because("tất cả"),
    ABOUT: because("nói về"),
    ISSUED: because("ở đây ban hành"),
}

_STANDS = {
    ABOUT: because("nói về nơi này – {values}", values=""),
    ISSUED: because("do cơ quan ở đây ban hành – {values}", values=""),
}


@dataclass(frozen=True, slots=True)
class RoleLink:
    """The same list for one role; ``count`` is None where it was not counted."""

    role: str
    address: str
    is_current: bool
    count: int | None = None


def role_links(
    query: Query,
    address: Callable[[Query], str],
    count: Callable[[str], int | None] = lambda _role: None,
) -> tuple[RoleLink, ...]:
    """The list for both roles, and for each.

    >>> links = role_links(Query(unit_role="issued"), lambda query: f"/tim?{query.unit_role}")
    >>> [(one.address, one.is_current) for one in links]
    [('/tim?', False), ('/tim?about', False), ('/tim?issued', True)]
    """
    return tuple(
        RoleLink(
            role,
            address(replace(query, unit_role=role, page=1)),
            role == query.unit_role,
            count(role),
        )
        for role in ROLE_NAMES
    )


def roles_of(card: Card, units: Collection[str], gazetteer: Gazetteer) -> Iterator[str]:
    """The roles in which a notice stands under one of some places."""
    for role, keys in ((ABOUT, card.unit_keys), (ISSUED, (card.issuer_key,))):
        if any(key and gazetteer.lies_in(key, units) for key in keys):
            yield role


def role_reason(
    role: str, reading: Reading, units: Collection[str], gazetteer: Gazetteer
) -> Reason:
    """Why a place of a role that lies in one of some units is believed to be the notice's."""
    if role == ISSUED:
        return reading.issuer_place.reason
    told = (reading.unit_place, *reading.further_units)
    found = (one for one in told if one.place and gazetteer.lies_in(one.place, units))
    return next(found, reading.unit_place).reason


def standing_sentence(role: str, reason: Reason) -> Reason:
    """Why a notice stands under the place of a page.

    >>> str(standing_sentence("about", because("xã Lộc Quảng: ghi trong trích yếu")))
    'nói về nơi này – xã Lộc Quảng: ghi trong trích yếu'
    """
    return OneOf(_STANDS[role].template, (), (reason,))


def is_issuers_own(card: Card) -> bool:
    """Whether a notice names no unit, and so is taken to be about its issuer's own."""
    is_own = card.unit_key is not None and card.unit_keys == (card.issuer_key,)
    return is_own and card.unit_status == Status.INFERRED


def describe_roles(card: Card) -> Iterator[Reason]:
    """Who issued a notice, and what it is about, said so where it is inferred."""
    if card.issuer:
        yield because("do {issuer} ban hành", issuer=card.issuer)
    if not card.unit:
        return
    if is_issuers_own(card):
        name = card.unit.partition(", ")[0]  # the issuer has what it lies in
        yield because("địa bàn {unit} (suy luận)", unit=name)
    elif card.unit_status == Status.INFERRED:
        yield because("nói về {unit} (suy luận)", unit=unit_beside_issuer(card))
    else:
        yield because("nói về {unit}", unit=unit_beside_issuer(card))


def unit_beside_issuer(card: Card) -> str:
    """The unit of a notice as it is said behind its issuer: without the places that both lie in.

    >>> from dataclasses import replace
    >>> card = Card("a", "a", "", None, None, "", None, "", *4 * [None], False)
    >>> card = replace(card, unit="xã Lộc Ngãi, huyện Bảo Lâm, Lâm Đồng", issuer_key="lam-dong")
    >>> unit_beside_issuer(replace(card, unit_key="lam-dong/bao-lam/loc-ngai"))
    'xã Lộc Ngãi, huyện Bảo Lâm'
    """
    unit, issuer = card.unit or "", card.issuer_key or ""
    shared = {issuer, *PlaceKey.keys_above(issuer)}
    above = {PlaceKey.keys_above(key) for key in card.unit_keys}
    if len(above) != 1:
        return unit
    both = sum(key in shared for key in above.pop())
    return unit.rsplit(", ", both)[0] if both else unit
