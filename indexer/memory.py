"""What a process keeps of its answers: of each function so many bytes, none to a long question.

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
from sys import getsizeof
from threading import Lock
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast
from weakref import WeakMethod

LONGEST_KEPT = 256
"""Letters of a question, all its texts together, whose answer is kept."""

P = ParamSpec("P")
T = TypeVar("T")


_BYTES = 512
"""What an answer may take on average, with its question and ``_PLACE``; most take 400 to 550."""

_LEAST = 1 << 16
"""Bytes that the answers of each function may take, however few they are."""

_PLACE = 200
"""Bytes of the place of an answer among the others: a link and its part of a table."""


class Remembered(NamedTuple):
    """How many answers of a function, or parts of an object, are kept now, and may be; and the
    bytes, at most as many as are told, where they are counted."""

    entries: int
    most: int
    bytes: int | None = None
    most_bytes: int | None = None


class _Ledger:
    """The bytes that came into a cache since it was empty, and how many may.

    They are counted when an answer is made, which costs nothing when it is asked for again.  What
    left meanwhile, because others were asked for since, counts as still there: so no more is ever
    kept than is told.
    """

    def __init__(self, most: int) -> None:
        self.bytes, self.most = 0, most
        self._lock = Lock()

    def enter(self, size: int) -> bool:
        """Whether what is to be entered still has room; else the ledger begins with it anew."""
        with self._lock:
            fits = self.bytes + size <= self.most
            self.bytes = self.bytes + size if fits else size
        return fits

    def empty(self) -> None:
        """Begin anew with nothing."""
        with self._lock:
            self.bytes = 0


_kept: dict[str, Any] = {}
_ledgers: dict[str, _Ledger] = {}
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

    All are forgotten when together they would be larger than ``most`` ordinary ones.  With
    ``is_short`` whoever asks sees to it that no question is long, which saves the look at it.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        name = f"{function.__module__}.{function.__qualname__}"
        ledger = _ledgers[name] = _Ledger(max(_LEAST, most * _BYTES))

        def made(*question: P.args, **named: P.kwargs) -> T:
            answer = function(*question, **named)
            size = _PLACE + _bytes_of(question) + _bytes_of(tuple(named.values()))
            if not ledger.enter(size + _bytes_of(answer)):
                cached.cache_clear()
            return answer

        cached = _kept[name] = lru_cache(maxsize=most)(made)
        if is_short:
            return cast("Callable[P, T]", cached)
        asked = signature(function).parameters
        bounded: Callable[..., Any] = _of_one_text if len(asked) == 1 else _of_several
        return cast("Callable[P, T]", wraps(function)(bounded(function, cached)))

    return decorate


def forget() -> None:
    """Keep nothing of what was asked so far: as after a text that is nobody else's business."""
    for name, cached in _kept.items():
        cached.cache_clear()
        _ledgers[name].empty()


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


def _bytes_of(kept: object) -> int:
    """About how many bytes a question or an answer holds; what all share counts for itself."""
    size = getsizeof(kept)
    if isinstance(kept, tuple | frozenset | list):
        return size + sum(map(_bytes_of, kept))
    return size


def tell_of(name: str, use: Callable[[], Remembered]) -> None:
    """Have it told what an object keeps, as one of its methods says, for as long as it is there.

    Of several objects under one name their sum is told.
    """
    there = [held for held in _objects.get(name, ()) if held() is not None]
    _objects[name] = [*there, WeakMethod(use)]


def all_remembered() -> list[tuple[str, Remembered]]:
    """Every function whose answers are kept, by its whole name, and the objects that keep some."""
    told = [(name, cached.cache_info()) for name, cached in sorted(_kept.items())]
    found = []
    for name, one in told:
        ledger = _ledgers[name]
        found.append((name, Remembered(one.currsize, one.maxsize, ledger.bytes, ledger.most)))
    for name, held in sorted(_objects.items()):
        uses = [use() for one in held if (use := one())]
        if uses:
            entries, most = sum(one.entries for one in uses), sum(one.most for one in uses)
            found.append((name, Remembered(entries, most)))
    return found
