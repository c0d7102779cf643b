"""Narrowing down what the names of one text mean, with what stands around them.

The evidence is asked in this order: the unit named right behind a name or behind its list,
the letterhead and the dateline, a province or district named in the text, the vote of the units
named together, the default province of the collection.  A name is resolved only when one unit is
left or the margin is clear.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

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
from indexer.places.own import mark_namesakes, own_names
from indexer.places.superior import superior_provinces
from indexer.places.vote import resolve_by_vote
from indexer.text import unaccent

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
                between = _without_committee(between, toponym, following, dated)
                _tie(toponym, following, unaccent(between), dated)
        following = toponym


def _without_committee(
    between: str, toponym: Toponym, following: Toponym, dated: DatedGazetteer
) -> str:
    """The joint alone, where the committee above stands for what it governs: ``Huyện ủy Tam Nông,
    Tỉnh ủy Đồng Tháp``."""
    committee = following.mention.organisation
    if committee and toponym.mention.organisation and dated.inside(toponym.keys, following.keys):
        return between.rstrip().removesuffix(committee)
    return between


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
_Meant = dict[NameAndKind, set[str]]


def resolve_all(
    text: str, toponyms: list[Toponym], dated: DatedGazetteer, default: str | None
) -> None:
    """Ask the evidence in order until nothing moves; ``default`` is a province's key."""
    evidence = _Evidence(text, toponyms, dated, default)
    infer_kinds(text, toponyms, dated)
    link_to_units_above(text, toponyms, dated)
    evidence.alone()
    resolve_from_above(toponyms, dated)
    mark_namesakes(text, toponyms)
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

    def __init__(
        self, text: str, toponyms: list[Toponym], dated: DatedGazetteer, default: str | None
    ) -> None:
        self.text, self.toponyms, self.dated, self.default = text, toponyms, dated, default
        self.own = own_names(toponyms)

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
            self.own_as_before()
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
        meant = self._meant(self.toponyms)
        for toponym in self.open():
            if toponym.word[0] not in self.own:
                self._mean(toponym, meant)

    def own_as_before(self) -> None:
        """The issuer's own name, where nothing above it tells the unit: as the text says of its
        own, and not as it tells a namesake apart; never against the province of the collection."""
        heads = self._meant(one for one in self.toponyms if one.zone)
        meant = self._meant(one for one in self.toponyms if not one.namesake)
        for toponym in self.open():
            if toponym.word[0] not in self.own:
                continue
            self._mean(toponym, heads)
            if not toponym.resolved and not self._against_default(toponym, meant):
                self._mean(toponym, meant)
                toponym.borrowed = toponym.zone and toponym.resolved

    def _meant(self, toponyms: Iterable[Toponym]) -> _Meant:
        meant: _Meant = defaultdict(set)
        for toponym in toponyms:
            if toponym.resolved:
                meant[toponym.word].add(toponym.keys[0])
        return meant

    def _mean(self, toponym: Toponym, meant: _Meant) -> None:
        keys = meant.get(toponym.word, set())
        if len(keys) == 1 and keys <= set(toponym.keys):
            toponym.keys = tuple(keys)
            label = self.dated.label(toponym.keys[0])
            toponym.reason = because("{place}: như ở chỗ khác trong văn bản", place=label)

    def _against_default(self, toponym: Toponym, meant: _Meant) -> bool:
        at_home = self.dated.inside(toponym.keys, [self.default] if self.default else [])
        return bool(at_home) and meant.get(toponym.word, set()).isdisjoint(at_home)

    # --- scopes -------------------------------------------------------------------------------

    def scopes(self) -> None:
        """Names that only one unit bears within what the letterhead or the text names."""
        resolved = [toponym for toponym in self.toponyms if toponym.resolved]
        # The narrowest first: the issuer's own unit, then the body above it.
        heads = dict.fromkeys(toponym.keys[0] for toponym in resolved if toponym.zone)
        zone = sorted(heads, key=lambda key: -key.count("/"))
        named = dict.fromkeys(toponym.keys[0] for toponym in resolved if not toponym.zone)
        provinces = [key for key in named if "/" not in key]
        districts = list(filter(self.dated.is_district, named))
        for_own = _bare(districts, resolved)
        above = superior_provinces(self.text, resolved, provinces)
        for toponym in self.open():
            for scope in zone:
                self.narrow(toponym, [scope], _by_letterhead)
            is_own = toponym.word[0] in self.own
            self.narrow(toponym, above if is_own else provinces, _by_name)
            near = sorted({*for_own}.difference(toponym.keys)) if is_own else districts
            self.narrow(toponym, near, _by_name)

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


def _bare(keys: list[str], resolved: list[Toponym]) -> list[str]:
    """The units that a text names at least once without telling them apart from its own."""
    bare = {toponym.keys[0] for toponym in resolved if not toponym.namesake}
    return [key for key in keys if key in bare]


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
