"""Finding units by the start of a name, or by a name much like it, for people who type.

Works over the last version of each key, so a name of then and a name of now are both known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract_iter

from indexer.model import Level, Place
from indexer.text import normal_syllable, unaccent

_RANK = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}
_FAR = 3
_LONGEST = 60


class _PrefixIndex:
    """Names in order, so that all that begin alike lie side by side, each with a rank."""

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(entries)
        self._names = [name for name, _ in ordered]
        self._ranks = np.array([rank for _, rank in ordered], dtype=np.int64)

    def best(self, start: str, most: int) -> list[int]:
        """The lowest ranks of the names that begin so; whole names before longer ones."""
        first = bisect_left(self._names, start)
        whole = bisect_left(self._names, f"{start}\0", first)
        last = bisect_left(self._names, f"{start}\U0010ffff", whole)
        found = [*self._lowest(first, whole, most), *self._lowest(whole, last, most)]
        return list(dict.fromkeys(found))[:most]

    def _lowest(self, first: int, last: int, most: int) -> list[int]:
        ranks = self._ranks[first:last]
        # A name can begin like its own type word (xã Xà ...), so a rank may come twice.
        if len(ranks) > 2 * most:
            ranks = np.partition(ranks, 2 * most)[: 2 * most]
        lowest: list[int] = np.unique(ranks).tolist()
        return lowest


class NameIndex:
    """Sorted names of all units, with and without their type word.

    Places are kept in the order in which they are offered, so that their number is their rank:
    higher levels first, standing units before ended ones, short names before long ones.
    """

    def __init__(self, versions: Mapping[str, list[Place]]) -> None:
        latest = [line[-1] for line in versions.values()]
        plain = {place.key: unaccent(place.name) for place in latest}
        self._places = sorted(latest, key=lambda place: _order(place, plain[place.key]))
        self._plain = [plain[place.key] for place in self._places]
        self._bare = _PrefixIndex(_with_kinds(self._places, self._plain, unaccent))

    @cached_property
    def _marked(self) -> _PrefixIndex:
        marked = [_comparable(place.name) for place in self._places]
        return _PrefixIndex(_with_kinds(self._places, marked, _comparable))

    @cached_property
    def _ranks(self) -> Mapping[str, list[int]]:
        """The units of each unaccented name."""
        ranks: dict[str, list[int]] = {}
        for rank, plain in enumerate(self._plain):
            ranks.setdefault(plain, []).append(rank)
        return ranks

    @cached_property
    def _spellings(self) -> list[str]:
        return list(self._ranks)

    def starting(self, prefix: str, limit: int) -> tuple[Place, ...]:
        """Names that begin with the letters typed; typed marks rank their own names first."""
        typed = " ".join(prefix.split())[:_LONGEST].lower()
        plain = unaccent(typed)
        if not plain:
            return ()
        ranks = self._marked.best(_comparable(typed), limit) if plain != typed else []
        return tuple(self._places[rank] for rank in ranks or self._bare.best(plain, limit))

    def nearest(self, text: str, limit: int) -> tuple[Place, ...]:
        """Units by edit distance of their unaccented names, at most a third of it wrong.

        An unknown key is read by its last segment, and units below its known part come first.
        """
        above, _, last = text.strip("/ ")[:200].rpartition("/")
        wanted = unaccent(last.replace("-", " ").replace("/", " "))[:_LONGEST]
        bound = min(_FAR, max(1, len(wanted) // 3))
        ranked = [
            (distance, not self._places[rank].key.startswith(above), rank)
            for plain, distance, _ in extract_iter(
                wanted, self._spellings, scorer=Levenshtein.distance, score_cutoff=bound
            )
            for rank in self._ranks[plain]
        ]
        return tuple(self._places[rank] for _, _, rank in sorted(ranked)[:limit])


def _with_kinds(
    places: list[Place], names: list[str], written: Callable[[str], str]
) -> Iterator[tuple[str, int]]:
    kinds = {place.kind: written(place.kind) for place in places}
    for rank, (place, name) in enumerate(zip(places, names, strict=True)):
        yield name, rank
        yield f"{kinds[place.kind]} {name}", rank


def _comparable(text: str) -> str:
    return " ".join([normal_syllable(word) for word in text.split()])


def _order(place: Place, plain: str) -> tuple[int, bool, int, str, str]:
    return _RANK[place.level], place.valid_to is not None, len(plain), plain, place.key
