"""Narrowing down what the names of one text mean, with what stands around them.

The evidence is asked in this order: the unit named right behind a name, the letterhead and the
dateline, a province or district named in the text, the vote of the units named together, the
default province of the collection.  A name is settled only when one unit is left or the margin
is clear.

The vote: names that stand in one text tend to lie in one unit.

Each name speaks once, for every unit that one of its candidates lies in.  The commune names of
notice 003 alone give Cẩm Mỹ six voices, Nghi Xuân and Chợ Gạo one each.

What the names right beside a name say of it: the list it stands in, the unit it lies in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from indexer.model import Reason, because
from indexer.places.candidates import Claim, Ground, Match, Word, anytime
from indexer.text import unaccent

_Voters = dict[str, dict[Word, Claim]]
_SHOWN = 4


def vote(claims: list[Claim], ground: Ground) -> None:
    """Settle open names where the margin is clear."""
    voters = _voters(claims)
    names = {claim.word for claim in claims if claim.keys and "/" in claim.keys[0]}
    areas = {ground.area(c.keys[0]) for c in claims if c.settled and "/" in c.keys[0]}
    for claim in claims:
        if claim.settled or not claim.keys:
            continue
        tally = {key: _votes(claim, key, voters, ground) for key in claim.keys}
        ranked = sorted(tally.items(), key=lambda item: -len(item[1]))
        best_key, best = ranked[0]
        second = len(ranked[1][1]) if len(ranked) > 1 else 0
        others = len(names) - (claim.word in names)
        if _all_agree(best, second, others) or _clear(claim, best, second, len(areas)):
            claim.keys = (best_key,)
            claim.reason = _voted(ground.label(best_key), best)
            areas.add(ground.area(best_key))


def _voters(claims: list[Claim]) -> _Voters:
    """For each unit, the names that may mean it or something in it; settled ones before open."""
    voters: _Voters = defaultdict(dict)
    for claim in claims:
        for key in claim.keys:
            for scope in {key, key.rpartition("/")[0] or key}:
                held = voters[scope].get(claim.word)
                if held is None or not held.settled:
                    voters[scope][claim.word] = claim
    return voters


def _votes(claim: Claim, key: str, voters: _Voters, ground: Ground) -> list[Claim]:
    """Who speaks for a candidate: other names in its district, or in it if it is one.

    A district of which nothing is named may lean on what is settled in its province.
    """
    votes = [v for word, v in voters[ground.area(key)].items() if word != claim.word]
    if votes or not ground.is_district(key):
        return votes
    province = voters[key.rpartition("/")[0]]
    return [v for word, v in province.items() if word != claim.word and v.settled]


def _all_agree(best: list[Claim], second: int, names: int) -> bool:
    """Whether all names of the text speak for one unit, and for no other."""
    return len(best) == names >= 2 and second < names


def _clear(claim: Claim, best: list[Claim], second: int, areas: int) -> bool:
    """Whether far more names speak for one unit than for any other."""
    if not best:
        return False
    if second:
        return len(best) >= 2 * second + 1 and len(best) - second >= 2
    if len(best) > 1 or best[0] in claim.fellows:
        return True
    # One voice counts only where no settled name speaks for another unit.
    return best[0].settled and areas == 1


def _voted(place: str, voters: list[Claim]) -> Reason:
    names = list(dict.fromkeys(voter.mention.name for voter in voters))
    return because(
        "{place}: cùng địa bàn với {n} đơn vị khác được nêu tên ({names})",
        place=place, n=len(names), names=", ".join(names[:_SHOWN]),
    )  # fmt: skip


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


_ROUNDS = 4
_Why = Callable[[str, str], Reason]


def settle(text: str, claims: list[Claim], ground: Ground, default: str | None) -> None:
    """Ask the evidence in order until nothing moves; ``default`` is a province's key."""
    evidence = _Evidence(claims, ground)
    type_the_untyped(claims, ground)
    link(text, claims, ground)
    evidence.alone()
    settle_from_above(claims, ground)
    evidence.rounds()
    if default and any(evidence.open()):
        for claim in evidence.open():
            evidence.narrow(claim, [default], _by_default)
        settle_from_above(claims, ground)
        evidence.rounds()


class _Evidence:
    """The claims of one text and the ground they stand on."""

    def __init__(self, claims: list[Claim], ground: Ground) -> None:
        self.claims, self.ground = claims, ground

    def open(self) -> Iterator[Claim]:
        """The claims that are not settled and may still be."""
        return (claim for claim in self.claims if not claim.settled and claim.keys)

    def rounds(self) -> None:
        """Each name that is settled may settle others."""
        for _ in range(_ROUNDS):
            before = sum(1 for _ in self.open())
            self.letterhead()
            self.as_before()
            self.scopes()
            vote(self.claims, self.ground)
            settle_from_above(self.claims, self.ground)
            if sum(1 for _ in self.open()) == before:
                return

    def letterhead(self) -> None:
        """Names of the letterhead lie in what the letterhead itself names, whatever follows."""
        heads = [claim.keys[0] for claim in self.claims if claim.zone and claim.settled]
        for claim in self.open():
            if claim.zone:
                for scope in heads:
                    self.narrow(claim, [scope], _by_letterhead)

    # --- alone --------------------------------------------------------------------------------

    def alone(self) -> None:
        """Names that only one unit bears."""
        for claim in self.claims:
            if len(claim.keys) == 1 and not _doubtful(claim):
                claim.reason = self._unique(claim)

    def _unique(self, claim: Claim) -> Reason:
        place = self.ground.known.place(claim.keys[0], self.ground.on)
        label, kind = self.ground.label(claim.keys[0]), place.kind if place else ""
        if claim.found.match is Match.OTHER_TIME:
            return because(
                "{place}: chỉ có một {kind} mang tên này, không có vào ngày của văn bản",
                place=label, kind=kind,
            )  # fmt: skip
        if claim.unmarked:
            return because(
                "{place}: viết không dấu, chỉ có một {kind} khớp với tên này",
                place=label, kind=kind,
            )  # fmt: skip
        return because("{place}: chỉ có một {kind} mang tên này", place=label, kind=kind)

    def as_before(self) -> None:
        """A name that is settled elsewhere in the text, always alike, means the same unit."""
        told: dict[Word, set[str]] = defaultdict(set)
        for claim in self.claims:
            if claim.settled:
                told[claim.word].add(claim.keys[0])
        for claim in self.open():
            keys = told.get(claim.word, set())
            if len(keys) == 1 and keys <= set(claim.keys):
                claim.keys = tuple(keys)
                label = self.ground.label(claim.keys[0])
                claim.reason = because("{place}: như ở chỗ khác trong văn bản", place=label)

    # --- scopes -------------------------------------------------------------------------------

    def scopes(self) -> None:
        """Names that only one unit bears within what the letterhead or the text names."""
        settled = [claim for claim in self.claims if claim.settled]
        # The narrowest first: the issuer's own unit, then the body above it.
        heads = dict.fromkeys(claim.keys[0] for claim in settled if claim.zone)
        zone = sorted(heads, key=lambda key: -key.count("/"))
        named = dict.fromkeys(claim.keys[0] for claim in settled if not claim.zone)
        provinces = [key for key in named if "/" not in key]
        districts = [key for key in named if self.ground.is_district(key)]
        for claim in self.open():
            for scope in zone:
                self.narrow(claim, [scope], _by_letterhead)
            self.narrow(claim, provinces, _by_name)
            self.narrow(claim, districts, _by_name)

    def narrow(self, claim: Claim, scopes: list[str], why: _Why) -> None:
        """Leave only what lies in one of the scopes, if anything does."""
        if claim.settled:
            return
        within = self.ground.within
        inside = tuple(key for key in claim.keys if any(within(key, s) for s in scopes))
        if not inside:
            return
        claim.keys = inside
        if len(inside) == 1:
            scope = next(scope for scope in scopes if within(inside[0], scope))
            claim.reason = why(self.ground.label(inside[0]), self.ground.label(scope))


def _doubtful(claim: Claim) -> bool:
    """Whether even a unique match must be borne out by its surroundings."""
    alone = claim.mention.kind is None and claim.mention.organisation is not None
    return claim.found.match is Match.LETTERS_ONLY or (alone and "/" in claim.keys[0])


def _by_letterhead(place: str, scope: str) -> Reason:
    return because(
        "{place}: nằm trong {scope} ghi ở tiêu đề hoặc địa danh", place=place, scope=scope
    )


def _by_name(place: str, scope: str) -> Reason:
    return because("{place}: nằm trong {scope} được nêu tên", place=place, scope=scope)


def _by_default(place: str, scope: str) -> Reason:
    return because("{place}: theo tỉnh mặc định {scope} của nguồn", place=place, scope=scope)
