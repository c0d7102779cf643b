"""The vote: names that stand in one text tend to lie in one unit.

Each name speaks once, for every unit that one of its candidates lies in.  The commune names of
notice 003 alone give Cẩm Mỹ six voices, Nghi Xuân and Chợ Gạo one each.
"""

from __future__ import annotations

from collections import defaultdict

from indexer.model import Reason, because
from indexer.places.claims import Claim, Word
from indexer.places.ground import Ground

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
        "{place}: cùng địa bàn với {count} đơn vị khác được nêu tên ({names})",
        place=place, count=len(names), names=", ".join(names[:_SHOWN]),
    )  # fmt: skip
