"""Finding units by the start of a name, or by a name much like it, for people who type.

Works over the last version of each key, so a name of then and a name of now are both known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from indexer.model import Level, Place
from indexer.text import normal_syllable, unaccent

_RANK = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}
_FAR = 3
_LONGEST = 60


class NameIndex:
    """Sorted names of all units, with and without their type word."""

    def __init__(self, versions: Mapping[str, list[Place]]) -> None:
        self._places = [line[-1] for line in versions.values()]
        self._by_key = {place.key: place for place in self._places}
        self._plain = [unaccent(place.name) for place in self._places]
        entries = list(zip(self._plain, range(len(self._places)), strict=True))
        kinds = {place.kind: unaccent(place.kind) for place in self._places}
        entries += [
            (f"{kinds[place.kind]} {plain}", number)
            for number, (place, plain) in enumerate(zip(self._places, self._plain, strict=True))
        ]
        self._entries = sorted(entries)

    def starting(self, prefix: str, limit: int) -> tuple[Place, ...]:
        """Names that begin with the letters typed; typed marks rank their own names first."""
        typed = " ".join(prefix.split())[:_LONGEST]
        plain = unaccent(typed)
        if not plain:
            return ()
        found = [self._places[n] for n in dict.fromkeys(self._numbers(plain))]
        marked = _comparable(typed)
        if plain != typed.lower():
            exact = [p for p in found if _begins(p, marked)]
            found = exact or found
        found.sort(key=lambda place: _order(place, plain))
        return tuple(found[:limit])

    def _numbers(self, plain: str) -> Iterator[int]:
        start = bisect_left(self._entries, (plain, -1))
        for name, number in self._entries[start:]:
            if not name.startswith(plain):
                return
            yield number

    def nearest(self, text: str, limit: int) -> tuple[Place, ...]:
        """Units by edit distance of their unaccented names, at most a third of it wrong.

        An unknown key is read by its last segment, and units below its known part come first.
        """
        above, _, last = text.strip("/ ")[:200].rpartition("/")
        wanted = unaccent(last.replace("-", " ").replace("/", " "))[:_LONGEST]
        bound = min(_FAR, max(1, len(wanted) // 3))
        close: dict[str, int] = {}
        for plain in set(self._plain):
            distance = _distance(wanted, plain, bound)
            if distance <= bound:
                close[plain] = distance
        ranked = [
            (close[plain], not place.key.startswith(above), *_order(place, plain), place.key)
            for place, plain in zip(self._places, self._plain, strict=True)
            if plain in close
        ]
        return tuple(self._by_key[row[-1]] for row in sorted(ranked)[:limit])


def _comparable(text: str) -> str:
    return " ".join([normal_syllable(word) for word in text.split()])


def _begins(place: Place, typed: str) -> bool:
    name = _comparable(place.name)
    return name.startswith(typed) or f"{place.kind} {name}".startswith(typed)


def _order(place: Place, plain: str) -> tuple[bool, int, bool, int, str, str]:
    """Whole names before longer ones, higher levels first, standing units before ended ones."""
    name = unaccent(place.name)
    whole = plain in (name, f"{unaccent(place.kind)} {name}")
    return (
        not whole, _RANK[place.level], place.valid_to is not None, len(name), name, place.key
    )  # fmt: skip


def _distance(one: str, other: str, bound: int) -> int:
    """Levenshtein distance, or ``bound`` + 1 as soon as it must be more than the bound."""
    if abs(len(one) - len(other)) > bound:
        return bound + 1
    row = list(range(len(other) + 1))
    for line, letter in enumerate(one, 1):
        before, row = row, [line]
        for column, facing in enumerate(other, 1):
            row.append(
                min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != facing))
            )
        if min(row) > bound:
            return bound + 1
    return row[-1]
