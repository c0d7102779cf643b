"""Narrowing down what the names of one text mean, with what stands around them.

The evidence is asked in this order: the unit named right behind a name or behind its list,
the letterhead and the dateline, a province or district named in the text, the vote of the units
named together, the default province of the collection.  A name is resolved only when one unit is
left or the margin is clear.

In the vote each name speaks once, for every unit that one of its candidates lies in, since names
that stand in one text tend to lie in one unit.  The commune names of notice 003 alone give Cẩm Mỹ
six voices, Nghi Xuân and Chợ Gạo one each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from indexer.model import Reason, because
from indexer.places.candidates import (
    DatedGazetteer,
    MatchQuality,
    NameAndKind,
    Toponym,
    candidates_of_any_time,
)
from indexer.places.home import ask_home, ask_lists
from indexer.places.lists import goes_on, opens_mixed_list
from indexer.places.superior import own_names, superior_provinces
from indexer.text import unaccent

_Voters = dict[str, dict[NameAndKind, Toponym]]
_SHOWN = 4


def resolve_by_vote(toponyms: list[Toponym], dated: DatedGazetteer) -> None:
    """Resolve open names where the margin is clear."""
    voters = _voters(toponyms)
    names = {toponym.word for toponym in toponyms if toponym.keys and "/" in toponym.keys[0]}
    areas = {dated.area(c.keys[0]) for c in toponyms if c.resolved and "/" in c.keys[0]}
    own = own_names(toponyms)
    for toponym in toponyms:
        if toponym.resolved or not toponym.keys:
            continue
        is_own = toponym.word[0] in own
        tally = {key: _votes(toponym, key, voters, dated, is_own) for key in toponym.keys}
        ranked = sorted(tally.items(), key=lambda item: -len(item[1]))
        best_key, best = ranked[0]
        second = len(ranked[1][1]) if len(ranked) > 1 else 0
        others = len(names) - (toponym.word in names)
        if _all_agree(best, second, others) or _clear(toponym, best, second, len(areas)):
            toponym.keys = (best_key,)
            toponym.reason = _voted(dated.label(best_key), best)
            areas.add(dated.area(best_key))


def _voters(toponyms: list[Toponym]) -> _Voters:
    """For each unit, the names that may mean it or something in it; resolved ones before open."""
    voters: _Voters = defaultdict(dict)
    for toponym in toponyms:
        for key in toponym.keys:
            for scope in {key, key.rpartition("/")[0] or key}:
                held = voters[scope].get(toponym.word)
                if held is None or not held.resolved:
                    voters[scope][toponym.word] = toponym
    return voters


def _votes(
    toponym: Toponym, key: str, voters: _Voters, dated: DatedGazetteer, is_own: bool
) -> list[Toponym]:
    """Who speaks for a candidate: other names in its district, or in it if it is one.

    A district of which nothing is named may lean on what is resolved in its province, unless it
    ``is_own``, one of the issuer's names.
    """
    votes = [v for word, v in voters[dated.area(key)].items() if word != toponym.word]
    if votes or is_own or not dated.is_district(key):
        return votes
    province = voters[key.rpartition("/")[0]]
    return [v for word, v in province.items() if word != toponym.word and v.resolved]


def _all_agree(best: list[Toponym], second: int, names: int) -> bool:
    """Whether all names of the text speak for one unit, and for no other."""
    return len(best) == names >= 2 and second < names


def _clear(toponym: Toponym, best: list[Toponym], second: int, areas: int) -> bool:
    """Whether far more names speak for one unit than for any other."""
    if not best:
        return False
    if second:
        return len(best) >= 2 * second + 1 and len(best) - second >= 2
    if len(best) > 1 or best[0] in toponym.list_members:
        return True
    # One voice counts only where no resolved name speaks for another unit.
    return best[0].resolved and areas == 1


def _voted(place: str, voters: list[Toponym]) -> Reason:
    names = list(dict.fromkeys(voter.mention.name for voter in voters))
    return because(
        "{place}: cùng địa bàn với {n} đơn vị khác được nêu tên ({names})",
        place=place, n=len(names), names=", ".join(names[:_SHOWN]),
    )  # fmt: skip


# What may stand between a name and the unit above it, and between two names of one list;
# matched without marks.
_NEAR, _FAR = 60, 120
_FORMER = r"(?:[\s*_]{1,4}[(]?(?:cu|truoc day)[)]?)?"
_JOINED = re.compile(
    rf" - |{_FORMER}[\s*_]{{0,4}}[,()]?[\s*_]{{0,3}}(?:(?:thuoc|cua|o|tai)[\s*_]{{1,3}}){{0,2}}"
)
_IN_LIST = re.compile(
    r"[\s*_]{0,4}(?:\([^()\n]{1,40}\))?[\s*_]{0,4}[,;/]?[\s*_]{0,3}(?:va|hoac|cung)?[\s*_]{0,4}"
)


def infer_kinds(text: str, toponyms: list[Toponym], dated: DatedGazetteer) -> None:
    """Narrow a name without a type by the one before it, or by what bodies are called.

    ``Đảng bộ Đồng Nai`` is the province's, though a commune has the name too; in ``xã Lộc
    Quảng, Bảo Lâm`` the second holds the first; in ``huyện Cẩm Mỹ, Long Khánh`` it is a district;
    in ``các xã, thị trấn: Cái Bè, Tân Hưng`` it is a commune as those behind it.
    """
    _communes_of_mixed_lists(text, toponyms, dated)
    before: Toponym | None = None
    for toponym in toponyms:
        if toponym.mention.kind is None and not toponym.dateline:
            if toponym.mention.organisation:
                toponym.keys = tuple(key for key in toponym.keys if "/" not in key) or toponym.keys
            elif before is not None:
                toponym.keys = _above_or_beside(toponym, before, dated) or toponym.keys
        before = toponym


def _communes_of_mixed_lists(text: str, toponyms: list[Toponym], dated: DatedGazetteer) -> None:
    """A name without a type in a list of xã and thị trấn is a commune, if one has the name."""
    mixed, before = False, None
    for toponym in toponyms:
        start = toponym.mention.span.start
        listed = toponym.mention.text == toponym.mention.name
        after = text[before.mention.span.end : start] if before else None
        if not (listed and after is not None and len(after) < _NEAR and goes_on(unaccent(after))):
            mixed = listed and opens_mixed_list(unaccent(text[max(0, start - _FAR) : start]))
        communes = tuple(key for key in toponym.keys if mixed and dated.levels([key]) == {2})
        toponym.keys = communes or toponym.keys
        before = toponym


def _above_or_beside(toponym: Toponym, before: Toponym, dated: DatedGazetteer) -> tuple[str, ...]:
    holding = dated.holding(toponym.keys, before.keys)
    holding = holding or dated.once_holding(toponym.mention.name, before.keys)
    if holding or not before.mention.kind:
        return holding
    levels = dated.levels(before.keys)
    return tuple(key for key in toponym.keys if dated.levels([key]) <= levels)


def link_to_units_above(text: str, toponyms: list[Toponym], dated: DatedGazetteer) -> None:
    """Tie each name to the unit above it that follows, through the list it stands in."""
    following: Toponym | None = None
    for toponym in reversed(toponyms):
        if following is not None and not (toponym.zone or following.dateline):
            between = text[toponym.mention.span.end : following.mention.span.start]
            if len(between) < _NEAR:
                _tie(toponym, following, unaccent(between), dated)
        following = toponym


def _tie(toponym: Toponym, following: Toponym, between: str, dated: DatedGazetteer) -> None:
    mine, other = dated.levels(toponym.keys), dated.levels(following.keys)
    if _JOINED.fullmatch(between) and _is_above(toponym, following, mine, other, dated):
        toponym.above, toponym.beside_above = following, True
    elif mine & other and _IN_LIST.fullmatch(between):
        toponym.above = following.above
        toponym.list_members.append(following)
        following.list_members.append(toponym)


def _is_above(
    toponym: Toponym, following: Toponym, mine: set[int], other: set[int], dated: DatedGazetteer
) -> bool:
    """Whether the following name is of a higher level, by its type or by what it holds."""
    typed = toponym.mention.kind is not None and following.mention.kind is not None
    if typed and max(other, default=9) < min(mine, default=0):
        return True
    if typed and mine == other:
        return False
    return bool(dated.holding(following.keys, toponym.keys))


def resolve_from_above(toponyms: list[Toponym], dated: DatedGazetteer) -> None:
    """Names whose unit above stands right behind them: ``xã Tân Phú, huyện Tân Châu``."""
    for toponym in toponyms:
        if toponym.above is not None and toponym.above.keys:
            _from_above(toponym, toponym.above, dated)


def _from_above(toponym: Toponym, above: Toponym, dated: DatedGazetteer) -> None:
    inside = dated.inside(toponym.keys, above.keys)
    if not inside:
        # A text may speak of a former unit whose name another one bears on its day.
        ever = candidates_of_any_time(toponym.mention.name, toponym.mention.kind, dated.gazetteer)
        inside = dated.inside(ever, above.keys)
    if not inside:
        inside = dated.on_ground_of(toponym.keys, above.keys)
    if not inside:
        # Only the last name of a list must lie in the unit behind it.
        toponym.contradiction = toponym.beside_above
        return
    toponym.keys = inside
    if len(inside) == 1:
        toponym.reason = because(
            "{place}: nằm trong {above} nêu liền sau",
            place=dated.label(inside[0]), above=above.mention.text,
        )  # fmt: skip
    holding = dated.holding(above.keys, inside)
    if len(holding) == 1 and not above.resolved:
        above.keys = holding
        above.reason = because(
            "{place}: nơi có {below} nêu liền trước",
            place=dated.label(holding[0]), below=toponym.mention.text,
        )  # fmt: skip


_ROUNDS = 4
_Why = Callable[[str, str], Reason]


def resolve_all(
    text: str, toponyms: list[Toponym], dated: DatedGazetteer, default: str | None
) -> None:
    """Ask the evidence in order until nothing moves; ``default`` is a province's key."""
    evidence = _Evidence(text, toponyms, dated)
    infer_kinds(text, toponyms, dated)
    link_to_units_above(text, toponyms, dated)
    evidence.alone()
    resolve_from_above(toponyms, dated)
    evidence.letterhead()
    ask_lists(toponyms, dated)
    ask_home(toponyms, dated, default)
    evidence.rounds()
    if default and any(evidence.open()):
        for toponym in evidence.open():
            evidence.narrow(toponym, [default], _by_default)
        resolve_from_above(toponyms, dated)
        evidence.rounds()


class _Evidence:
    """One text with its toponyms, and the gazetteer of its day."""

    def __init__(self, text: str, toponyms: list[Toponym], dated: DatedGazetteer) -> None:
        self.text, self.toponyms, self.dated = text, toponyms, dated

    def open(self) -> Iterator[Toponym]:
        """The toponyms that are not resolved and may still be."""
        return (toponym for toponym in self.toponyms if not toponym.resolved and toponym.keys)

    def rounds(self) -> None:
        """Each name that is resolved may resolve others."""
        for _ in range(_ROUNDS):
            before = sum(1 for _ in self.open())
            self.letterhead()
            self.as_before()
            self.scopes()
            resolve_by_vote(self.toponyms, self.dated)
            resolve_from_above(self.toponyms, self.dated)
            if sum(1 for _ in self.open()) == before:
                return

    def letterhead(self) -> None:
        """Names of the letterhead lie in what the letterhead itself names, whatever follows."""
        heads = [toponym.keys[0] for toponym in self.toponyms if toponym.zone and toponym.resolved]
        for toponym in self.open():
            if toponym.zone:
                for scope in heads:
                    self.narrow(toponym, [scope], _by_letterhead)

    # --- alone --------------------------------------------------------------------------------

    def alone(self) -> None:
        """Names that only one unit bears."""
        for toponym in self.toponyms:
            if len(toponym.keys) == 1 and not _doubtful(toponym):
                toponym.reason = self._unique(toponym)

    def _unique(self, toponym: Toponym) -> Reason:
        place = self.dated.gazetteer.place(toponym.keys[0], self.dated.on)
        label, kind = self.dated.label(toponym.keys[0]), place.kind if place else ""
        if toponym.found.match is MatchQuality.OTHER_TIME:
            return because(
                "{place}: chỉ có một {kind} mang tên này, không có vào ngày của văn bản",
                place=label, kind=kind,
            )  # fmt: skip
        if toponym.unmarked:
            return because(
                "{place}: viết không dấu, chỉ có một {kind} khớp với tên này",
                place=label, kind=kind,
            )  # fmt: skip
        return because("{place}: chỉ có một {kind} mang tên này", place=label, kind=kind)

    def as_before(self) -> None:
        """A name that is resolved elsewhere in the text, always alike, means the same unit."""
        meant: dict[NameAndKind, set[str]] = defaultdict(set)
        for toponym in self.toponyms:
            if toponym.resolved:
                meant[toponym.word].add(toponym.keys[0])
        for toponym in self.open():
            keys = meant.get(toponym.word, set())
            if len(keys) == 1 and keys <= set(toponym.keys):
                toponym.keys = tuple(keys)
                label = self.dated.label(toponym.keys[0])
                toponym.reason = because("{place}: như ở chỗ khác trong văn bản", place=label)

    # --- scopes -------------------------------------------------------------------------------

    def scopes(self) -> None:
        """Names that only one unit bears within what the letterhead or the text names."""
        resolved = [toponym for toponym in self.toponyms if toponym.resolved]
        # The narrowest first: the issuer's own unit, then the body above it.
        heads = dict.fromkeys(toponym.keys[0] for toponym in resolved if toponym.zone)
        zone = sorted(heads, key=lambda key: -key.count("/"))
        named = dict.fromkeys(toponym.keys[0] for toponym in resolved if not toponym.zone)
        provinces = [key for key in named if "/" not in key]
        districts = [key for key in named if self.dated.is_district(key)]
        own, above = own_names(self.toponyms), superior_provinces(self.text, resolved, provinces)
        for toponym in self.open():
            for scope in zone:
                self.narrow(toponym, [scope], _by_letterhead)
            self.narrow(toponym, above if toponym.word[0] in own else provinces, _by_name)
            self.narrow(toponym, districts, _by_name)

    def narrow(self, toponym: Toponym, scopes: list[str], why: _Why) -> None:
        """Leave only what lies in one of the scopes, if anything does."""
        if toponym.resolved:
            return
        within = self.dated.within
        inside = tuple(key for key in toponym.keys if any(within(key, s) for s in scopes))
        if not inside:
            return
        toponym.keys = inside
        if len(inside) == 1:
            scope = next(scope for scope in scopes if within(inside[0], scope))
            toponym.reason = why(self.dated.label(inside[0]), self.dated.label(scope))


def _doubtful(toponym: Toponym) -> bool:
    """Whether even a unique match must be borne out by its surroundings."""
    alone = toponym.mention.kind is None and toponym.mention.organisation is not None
    return toponym.found.match is MatchQuality.LETTERS_ONLY or (alone and "/" in toponym.keys[0])


def _by_letterhead(place: str, scope: str) -> Reason:
    return because(
        "{place}: nằm trong {scope} ghi ở tiêu đề hoặc địa danh", place=place, scope=scope
    )


def _by_name(place: str, scope: str) -> Reason:
    return because("{place}: nằm trong {scope} được nêu tên", place=place, scope=scope)


def _by_default(place: str, scope: str) -> Reason:
    return because("{place}: theo tỉnh mặc định {scope} của nguồn", place=place, scope=scope)
