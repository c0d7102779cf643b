"""What the province of a paper (tỉnh nhà) cannot hold, though one unit of the country has its name.

Who writes in Lâm Đồng of "xã Lộc An" without more means one of Lâm Đồng, also when it is gone and
the only xã Lộc An of the day lies in Huế.  Who writes of "xã Bảo Lâm" there means none in Cao Bằng
as long as the text does not speak of Cao Bằng.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.gazetteer import REFORM, is_in_force, marked_name
from indexer.model import Place, because
from indexer.places.candidates import DatedGazetteer, Toponym
from indexer.places.lexicon import ALL_LEVELS, LEVELS_OF_KIND

_NUMBERS = range(1, 10)


@dataclass(frozen=True, slots=True)
class HomeGround:
    """The units in which what a text names without more is likely to lie.

    ``told``: letterhead, dateline or collection tell the province; else it is only named somewhere.
    """

    scopes: tuple[str, ...]
    told: bool


def home_of(toponyms: list[Toponym], dated: DatedGazetteer, default: str | None) -> HomeGround:
    """The provinces of a text, and the former districts that it speaks of."""
    resolved = [toponym for toponym in toponyms if toponym.resolved]
    heads = [toponym.keys[0].partition("/")[0] for toponym in resolved if toponym.zone]
    former = [t.keys[0] for t in resolved if _is_former_district(t.keys[0], dated)]
    if heads or default:
        return HomeGround((*dict.fromkeys(heads or [default or ""]), *former), told=True)
    named = [t.keys[0] for t in resolved if "/" not in t.keys[0]]
    return HomeGround((*dict.fromkeys(named), *former), told=bool(former))


def ask_home(toponyms: list[Toponym], dated: DatedGazetteer, default: str | None) -> None:
    """Communes for which only a unit outside was found mean a former one of home, or stay open."""
    home = home_of(toponyms, dated, default)
    if not home.scopes:
        return
    provinces = _provinces(home, dated)
    for toponym in toponyms:
        if toponym.zone or toponym.above or dated.levels(toponym.keys) != {2}:
            continue
        if not any(dated.within(key, one) for key in toponym.keys for one in provinces):
            _bring_home(toponym, home, dated)


def _provinces(home: HomeGround, dated: DatedGazetteer) -> set[str]:
    """The provinces of home, those of today too."""
    of_the_day = {scope.partition("/")[0] for scope in home.scopes}
    heirs = (dated.gazetteer.today(one) for one in of_the_day) if dated.on >= REFORM else ()
    return of_the_day.union(*heirs)


def _bring_home(toponym: Toponym, home: HomeGround, dated: DatedGazetteer) -> None:
    namesakes = tuple(dict.fromkeys(place.key for place in _namesakes(toponym, dated)))
    inside = tuple(k for k in namesakes if any(dated.within(k, s) for s in home.scopes))
    if inside:
        toponym.keys = inside if home.told else (*inside, *toponym.keys)
        toponym.reason = None
        if len(toponym.keys) == 1:
            scope = next(scope for scope in home.scopes if dated.within(inside[0], scope))
            toponym.reason = because(
                "{place}: đơn vị cũ trong {scope}, nơi văn bản nói đến",
                place=dated.label(inside[0]), scope=dated.label(scope),
            )  # fmt: skip
    elif toponym.resolved and (_count(namesakes, dated) > 1 or _is_numbered(toponym, home, dated)):
        toponym.reason = None
        toponym.outside = dated.label(home.scopes[0])


def ask_lists(toponyms: list[Toponym], dated: DatedGazetteer) -> None:
    """Communes that one list names lie together: where those of the day cannot, former ones may.

    Xã Lộc An of today is in Huế and xã Tân Lạc in Phú Thọ; "Lộc An, Tân Lạc, Lộc Đức" were all
    three in huyện Bảo Lâm.  So is what stands today, in a list of others that are gone.
    """
    for listed in _lists(toponyms):
        alone = len(listed) < 2 or any(toponym.above for toponym in listed)
        if alone or any(dated.levels(toponym.keys) != {2} for toponym in listed):
            continue
        ever = [{p.key for p in _namesakes(one, dated)} | {*one.keys} for one in listed]
        areas = _common_areas(listed, ever, dated)
        for toponym, keys in zip(listed, ever, strict=True):
            _lie_in(toponym, {key for key in keys if dated.area(key) in areas}, dated)


def _common_areas(listed: list[Toponym], ever: list[set[str]], dated: DatedGazetteer) -> set[str]:
    """Where former units of all names of a list lie, if those of the day are not together or are
    former ones themselves."""
    gone = {dated.area(k) for one in listed if one.resolved for k in one.keys if _gone(k, dated)}
    provinces = [{key.partition("/")[0] for key in one.keys} for one in listed]
    if not gone and set.intersection(*provinces):
        return set()
    areas = set.intersection(*({dated.area(key) for key in keys} for keys in ever))
    return areas & gone if gone else areas


def _lie_in(toponym: Toponym, keys: set[str], dated: DatedGazetteer) -> None:
    if not keys or keys == {*toponym.keys}:
        return
    toponym.keys, toponym.reason = tuple(sorted(keys)), None
    if len(keys) == 1:
        toponym.reason = because(
            "{place}: nơi có mọi đơn vị nêu trong cùng danh sách",
            place=dated.label(toponym.keys[0]),
        )  # fmt: skip


def _lists(toponyms: list[Toponym]) -> Iterator[list[Toponym]]:
    """Names that stand in one list, in order."""
    listed: list[Toponym] = []
    for toponym in toponyms:
        if listed and not any(member is toponym for member in listed[-1].list_members):
            yield listed
            listed = []
        listed.append(toponym)
    yield listed


def _namesakes(toponym: Toponym, dated: DatedGazetteer) -> Iterator[Place]:
    """The units of that name and level which there were until the day, those of its type first."""
    name, kind = toponym.mention.name, toponym.mention.kind
    levels = LEVELS_OF_KIND[kind] if kind else ALL_LEVELS
    wanted = {marked_name(name), marked_name(dated.gazetteer.official_name(name))}
    for place in dated.gazetteer.by_plain_name(name):
        if place.level not in levels or place.valid_from > dated.on:
            continue
        if (kind in (None, place.kind)) and (toponym.unmarked or marked_name(place.name) in wanted):
            yield place


def _count(keys: tuple[str, ...], dated: DatedGazetteer) -> int:
    """How many units these are, one that lives on as another of them aside."""
    heirs = {key: {step.new for step in dated.gazetteer.successors(key)} for key in keys}
    return sum(heirs[key].isdisjoint(keys) for key in keys)


def _is_numbered(toponym: Toponym, home: HomeGround, dated: DatedGazetteer) -> bool:
    """Whether home has units of the name with a number: Bảo Lâm 1 to 5."""
    return any(
        is_in_force(place, dated.on) and any(dated.within(place.key, s) for s in home.scopes)
        for number in _NUMBERS
        for place in dated.gazetteer.by_plain_name(f"{toponym.mention.name} {number}")
    )


def _is_former_district(key: str, dated: DatedGazetteer) -> bool:
    return dated.is_district(key) and _gone(key, dated)


def _gone(key: str, dated: DatedGazetteer) -> bool:
    """Whether a unit was no more on the day."""
    place = dated.gazetteer.place(key, dated.on)
    return place is not None and not is_in_force(place, dated.on)
