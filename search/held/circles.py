"""Circles among directives that replace one another: found once, and never followed for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

MOST_CIRCLES = 100
"""Circles that are told."""


def in_circles(steps: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The keys from which steps lead back to them, and those between two circles.

    >>> sorted(in_circles({"a": ["b"], "b": ["a", "c"], "c": ["d"]}))
    ['a', 'b']
    """
    back: dict[str, list[str]] = {}
    for key, others in steps.items():
        for other in others:
            back.setdefault(other, []).append(key)
    left = {*steps} & {*back}
    return frozenset(_peeled(_peeled(left, steps, back), back, steps))


def circles_among(steps: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Circles of steps, no two of which share a key: each from its first key on, in order.

    >>> circles_among({"a": ["b"], "b": ["c"], "c": ["b", "d"]})
    [('b', 'c')]
    """
    found: list[tuple[str, ...]] = []
    left = set(in_circles(steps))
    while left and len(found) < MOST_CIRCLES:
        path: dict[str, int] = {}
        key = min(left)
        while key not in path:
            path[key] = len(path)
            key = min(one for one in steps[key] if one in left)
        circle = list(path)[path[key] :]
        first = circle.index(min(circle))
        found.append((*circle[first:], *circle[:first]))
        left -= {*circle}
        left = set(in_circles({one: [x for x in steps[one] if x in left] for one in left}))
    return found


def _peeled(
    keys: Iterable[str], steps: Mapping[str, Sequence[str]], back: Mapping[str, Sequence[str]]
) -> set[str]:
    """The keys that are left when one without a step to another of them is taken away, again and
    again."""
    left = {*keys}
    counts = {key: sum(one in left for one in steps.get(key, ())) for key in left}
    ends = [key for key, n in counts.items() if not n]
    while ends:
        key = ends.pop()
        left.discard(key)
        for one in back.get(key, ()):
            if one in left:
                counts[one] -= 1
                if not counts[one]:
                    ends.append(one)
    return left
