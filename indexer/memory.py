"""What a process keeps of its answers: of each function so many, and none to a long question.

What people type and what papers hold is asked for again and again, and some of it is made to be
long.  A cache that counts its entries alone would keep a hundred thousand of these.  All caches of
this kind are made here, so that ``/healthz`` can tell of each.

What is loaded once and stays is made :func:`without_collector`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from inspect import signature
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast
from weakref import WeakMethod

LONGEST_KEPT = 256
"""Letters of a question, all its texts together, whose answer is kept."""

P = ParamSpec("P")
T = TypeVar("T")


class Remembered(NamedTuple):
    """How many answers of a function, or parts of an object, are kept now, and may be."""

    entries: int
    most: int


_kept: dict[str, Any] = {}
_objects: dict[str, list[WeakMethod[Callable[[], Remembered]]]] = {}


@contextmanager
def without_collector() -> Iterator[None]:
    """While many objects are made that stay, look for no circles among them that are garbage.

    Python looks whenever some hundred objects more have come than gone, each time among more of
    them: of the time in which the gazetteer is loaded that was a third.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def remembered(most: int, *, is_short: bool = False) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the answers of a function that were asked for last; made anew for long questions.

    With ``is_short`` whoever asks sees to it that no question is long, which saves the look at it.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(maxsize=most)(function)
        _kept[f"{function.__module__}.{function.__qualname__}"] = cached
        if is_short:
            return cast("Callable[P, T]", cached)
        asked = signature(function).parameters
        bounded: Callable[..., Any] = _of_one_text if len(asked) == 1 else _of_several
        return cast("Callable[P, T]", wraps(function)(bounded(function, cached)))

    return decorate


def _of_one_text(function: Callable[[str], T], cached: Callable[[str], T]) -> Callable[[str], T]:
    """Most functions have one text, and this is four times as quick as :func:`_of_several`."""

    def ask(text: str = "", **named: str) -> T:
        if named:
            (text,) = named.values()
        return cached(text) if len(text) <= LONGEST_KEPT else function(text)

    return ask


def _of_several(function: Callable[..., T], cached: Callable[..., T]) -> Callable[..., T]:
    def ask(*question: object, **named: object) -> T:
        letters = sum(map(_letters, named.values())) if named else 0
        for part in question:
            if part.__class__ is str:
                letters += len(part)
            elif part.__class__ is tuple:
                letters += _letters(part)
        return (function if letters > LONGEST_KEPT else cached)(*question, **named)

    return ask


def _letters(part: object) -> int:
    if isinstance(part, str):
        return len(part)
    return sum(map(_letters, part)) if isinstance(part, tuple) else 0


def tell_of(name: str, use: Callable[[], Remembered]) -> None:
    """Have it told what an object keeps, as one of its methods says, for as long as it is there.

    Of several objects under one name their sum is told.
    """
    there = [held for held in _objects.get(name, ()) if held() is not None]
    _objects[name] = [*there, WeakMethod(use)]


def all_remembered() -> list[tuple[str, Remembered]]:
    """Every function whose answers are kept, by its whole name, and the objects that keep some."""
    told = [(name, cached.cache_info()) for name, cached in sorted(_kept.items())]
    found = [(name, Remembered(one.currsize, one.maxsize)) for name, one in told]
    for name, held in sorted(_objects.items()):
        uses = [use() for one in held if (use := one())]
        if uses:
            entries, most = map(sum, zip(*uses, strict=True))
            found.append((name, Remembered(entries, most)))
    return found
