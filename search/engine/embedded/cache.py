"""A cache bounded in bytes, shared by all threads: what was used longest ago goes first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from operator import itemgetter
from sys import getsizeof
from typing import Generic, TypeVar

from cachetools import LRUCache

from search.engine.searcher import CacheUse

V = TypeVar("V")

ENTRY_BYTES = 700
"""What an entry takes besides its key and the bytes of its value: three places in dictionaries,
and the objects that hold the value.  Measured for lists of documents without any document."""


class ByteCache(Generic[V]):
    """Values by key, together no larger than ``budget`` bytes, keys and bookkeeping included.

    ``size_of`` gives the bytes of a value.  A value larger than the whole budget is made and
    returned, but not kept.
    """

    def __init__(self, budget: int, size_of: Callable[[V], int]) -> None:
        self._budget = budget
        self._size_of = size_of
        self._kept: LRUCache[Hashable, tuple[V, int]] = LRUCache(budget, itemgetter(1))
        self._lock = threading.Lock()  # cachetools leaves the locking to its callers

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key, made at first use; two threads may both make it."""
        with self._lock:
            if key in self._kept:
                return self._kept[key][0]
        value = make()
        size = ENTRY_BYTES + _bytes_of(key) + self._size_of(value)
        if size <= self._budget:
            with self._lock:
                self._kept[key] = value, size
        return value

    def peek(self, key: Hashable) -> V | None:
        """The value of a key, if it is kept now."""
        with self._lock:
            return self._kept[key][0] if key in self._kept else None

    def use(self, name: str) -> CacheUse:
        """How full it is, under a name."""
        return CacheUse(name, len(self._kept), self.used, self._budget)

    @property
    def used(self) -> int:
        """Bytes kept now."""
        return int(self._kept.currsize)


def _bytes_of(key: object) -> int:
    """About how many bytes a key holds: a number, a text, or a plan or tuple of such."""
    size = getsizeof(key)
    if isinstance(key, tuple):
        return size + sum(map(_bytes_of, key))
    if is_dataclass(key):
        return size + sum(_bytes_of(getattr(key, field.name)) for field in fields(key))
    return size
