"""What the names right beside a name say of it: the list it stands in, the unit it lies in."""

from __future__ import annotations

import re

from indexer.model import because
from indexer.places.candidates import anytime
from indexer.places.claims import Claim
from indexer.places.ground import Ground
from indexer.text import unaccent

# What may stand between a name and the unit above it, and between two names of one list;
# matched without marks.
_NEAR = 60
_JOINED = re.compile(r" - |[\s*_]{0,4}[,(]?[\s*_]{0,3}(?:(?:thuoc|cua|o|tai)[\s*_]{1,3}){0,2}")
_IN_LIST = re.compile(
    r"[\s*_]{0,4}(?:\([^()\n]{1,40}\))?[\s*_]{0,4}[,;/]?[\s*_]{0,3}(?:va|hoac|cung)?[\s*_]{0,4}"
)


def type_the_untyped(claims: list[Claim], ground: Ground) -> None:
    """Narrow a name without a type by the one before it, or by what bodies are called.

    ``Đảng bộ Đồng Nai`` is the province's, though a commune has the name too; in ``xã Lộc
    Quảng, Bảo Lâm`` the second holds the first; in ``huyện Cẩm Mỹ, Long Khánh`` it is a district.
    """
    before: Claim | None = None
    for claim in claims:
        if claim.mention.kind is None and not claim.dateline:
            if claim.mention.organisation:
                claim.keys = tuple(key for key in claim.keys if "/" not in key) or claim.keys
            elif before is not None:
                claim.keys = _above_or_beside(claim, before, ground) or claim.keys
        before = claim


def _above_or_beside(claim: Claim, before: Claim, ground: Ground) -> tuple[str, ...]:
    holding = ground.holding(claim.keys, before.keys)
    if holding or not before.mention.kind:
        return holding
    levels = ground.levels(before.keys)
    return tuple(key for key in claim.keys if ground.levels([key]) <= levels)


def link(text: str, claims: list[Claim], ground: Ground) -> None:
    """Tie each name to the unit above it that follows, through the list it stands in."""
    following: Claim | None = None
    for claim in reversed(claims):
        if following is not None and not (claim.zone or following.dateline):
            between = text[claim.mention.span.end : following.mention.span.start]
            if len(between) < _NEAR:
                _tie(claim, following, unaccent(between), ground)
        following = claim


def _tie(claim: Claim, following: Claim, between: str, ground: Ground) -> None:
    mine, other = ground.levels(claim.keys), ground.levels(following.keys)
    if _JOINED.fullmatch(between) and _is_above(claim, following, mine, other, ground):
        claim.above, claim.beside_above = following, True
    elif mine & other and _IN_LIST.fullmatch(between):
        claim.above = following.above
        claim.fellows.append(following)
        following.fellows.append(claim)


def _is_above(
    claim: Claim, following: Claim, mine: set[int], other: set[int], ground: Ground
) -> bool:
    """Whether the following name is of a higher level, by its type or by what it holds."""
    typed = claim.mention.kind is not None and following.mention.kind is not None
    if typed and max(other, default=9) < min(mine, default=0):
        return True
    if typed and mine == other:
        return False
    return bool(ground.holding(following.keys, claim.keys))


def settle_from_above(claims: list[Claim], ground: Ground) -> None:
    """Names whose unit above stands right behind them: ``xã Tân Phú, huyện Tân Châu``."""
    for claim in claims:
        if claim.above is not None and claim.above.keys:
            _from_above(claim, claim.above, ground)


def _from_above(claim: Claim, above: Claim, ground: Ground) -> None:
    inside = ground.inside(claim.keys, above.keys)
    if not inside:
        # A text may speak of a former unit whose name another one bears on its day.
        ever = anytime(claim.mention.name, claim.mention.kind, ground.known)
        inside = ground.inside(ever, above.keys)
    if not inside:
        # Only the last name of a list must lie in the unit behind it.
        claim.contradiction = claim.beside_above
        return
    claim.keys = inside
    if len(inside) == 1:
        claim.reason = because(
            "{place}: nằm trong {above} nêu liền sau",
            place=ground.label(inside[0]), above=above.mention.text,
        )  # fmt: skip
    holding = ground.holding(above.keys, inside)
    if len(holding) == 1 and not above.settled:
        above.keys = holding
        above.reason = because(
            "{place}: nơi có {below} nêu liền trước",
            place=ground.label(holding[0]), below=claim.mention.text,
        )  # fmt: skip
