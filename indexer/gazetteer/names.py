"""Finding units by the start of a name, or by a name much like it, for people who type.

A unit is found by every name and type that it ever had, and by the other spellings of its name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract_iter

from indexer.gazetteer.spelling import marked_name, without_apostrophes
from indexer.model import Level, Place
from indexer.text import i_for_y, unaccent

_RANK = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}
_WORDS = re.compile(r"[a-z0-9]+")
_FAR = 3
_LONGEST = 60
_MOST_NAMES = 6
"""Entries of one unit that may begin alike, as ``thị xã …``, ``thành phố …`` and its own name."""


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
        if len(ranks) > _MOST_NAMES * most:
            ranks = np.partition(ranks, _MOST_NAMES * most)[: _MOST_NAMES * most]
        lowest: list[int] = np.unique(ranks).tolist()
        return lowest


class NameIndex:
    """Sorted names of all units, with and without their type words.

    Places are kept in the order in which they are offered, so that their number is their rank:
    higher levels first, standing units before ended ones, short names before long ones.
    """

    def __init__(
        self, versions: Mapping[str, list[Place]], aliases: Mapping[str, list[str]]
    ) -> None:
        latest = [line[-1] for line in versions.values()]
        plain = {place.key: unaccent(place.name) for place in latest}
        self._places = sorted(latest, key=lambda place: _order(place, plain[place.key]))
        self._plain = [plain[place.key] for place in self._places]
        self._names = [_borne(versions[place.key], aliases) for place in self._places]
        self._bare = _PrefixIndex(_entries(self._names, _letters))

    @cached_property
    def _marked(self) -> _PrefixIndex:
        return _PrefixIndex(_entries(self._names, marked_name))

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
        plain = _letters(typed)
        if not plain:
            return ()
        ranks = self._marked.best(marked_name(typed), limit) if unaccent(typed) != typed else []
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


def _borne(versions: list[Place], aliases: Mapping[str, list[str]]) -> set[tuple[str, str]]:
    """Each type of a unit with each name that it had, and with the other spellings of these."""
    borne = {(one.kind, one.name) for one in versions}
    return borne | {(kind, alias) for kind, name in borne for alias in aliases.get(name, ())}


def _entries(
    names: Iterable[Iterable[tuple[str, str]]], written: Callable[[str], str]
) -> Iterator[tuple[str, int]]:
    """Each name of each unit, alone and behind its type words, as it is typed."""
    kinds: dict[str, str] = {}
    for rank, borne in enumerate(names):
        bare = set()
        for kind, name in borne:
            if kind not in kinds:
                kinds[kind] = written(kind)
            spelled = written(name)
            for spelling in {spelled, i_for_y(spelled)} if "y" in spelled else (spelled,):
                bare.add(spelling)
                yield f"{kinds[kind]} {spelling}", rank
        for spelling in bare:
            yield spelling, rank


def _letters(text: str) -> str:
    """A name in the letters that are typed of it: ``ba ria vung tau``, ``ea hleo``."""
    return " ".join(_WORDS.findall(unaccent(without_apostrophes(text))))


def _order(place: Place, plain: str) -> tuple[int, bool, int, str, str]:
    return _RANK[place.level], place.valid_to is not None, len(plain), plain, place.key
