"""The vote of the units named together.

Each name speaks once, for every unit that one of its candidates lies in, since names that stand in
one text tend to lie in one unit.  The commune names of notice 003 alone give Cẩm Mỹ six voices,
Nghi Xuân and Chợ Gạo one each.
"""

from __future__ import annotations

from collections import defaultdict

from indexer.model import Reason, because
from indexer.places.candidates import DatedGazetteer, NameAndKind, Toponym
from indexer.places.own import own_names

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
    votes = [
        v
        for word, v in voters[dated.area(key)].items()
        if word != toponym.word and not (is_own and v.namesake)
    ]
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
