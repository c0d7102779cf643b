"""A cache bounded in bytes, shared by all threads: what was used longest ago goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class ByteCache(Generic[V]):
    """Values by key, together no larger than ``budget`` bytes.

    ``size_of`` gives the bytes of a value.  A value larger than the whole budget is made and
    returned, but not kept.
    """

    def __init__(self, budget: int, size_of: Callable[[V], int]) -> None:
        self._budget = budget
        self._size_of = size_of
        self._kept: OrderedDict[Hashable, V] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key, made at first use; two threads may both make it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = make()
        size = self._size_of(value)
        with self._lock:
            if key not in self._kept and size <= self._budget:
                self._kept[key] = value
                self._used += size
                while self._used > self._budget:
                    _, oldest = self._kept.popitem(last=False)
                    self._used -= self._size_of(oldest)
        return value

    def kept(self, key: Hashable) -> V | None:
        """The value of a key, if it is kept now."""
        with self._lock:
            return self._kept.get(key)

    def drop(self, key: Hashable) -> None:
        """Keep the value of a key no longer."""
        with self._lock:
            if key in self._kept:
                self._used -= self._size_of(self._kept.pop(key))

    @property
    def used(self) -> int:
        """Bytes kept now."""
        return self._used
