"""Pickles of unknown origin, read as data: nothing that they name is imported or called.

A pickle is a program: to load one is to run what it says.  What other people's programs left in one
can be had without that, since everything but plain values (numbers, text, bytes, tuples, lists,
dictionaries, sets) is read as an :class:`Stub` object.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from io import BytesIO
from types import MappingProxyType
from typing import Any, BinaryIO


class Stub(dict[Any, Any]):
    """Stands in for whatever a pickle names: takes anything, keeps the state, runs nothing."""

    state: Any = MappingProxyType({})

    def __init__(self, *arguments: object) -> None:
        pass

    def __setstate__(self, state: object) -> None:
        self.state = state


class _RestrictedUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        # Protocol 2 has no bytes: it writes them as text to be encoded in Latin-1.  A pickle can
        # set attributes of what it was given, so that is made for it alone.
        if (module, name) == ("_codecs", "encode"):
            return lambda text, encoding: _latin_1(text, encoding)
        return type("Stub", (Stub,), {})


def _latin_1(text: str, encoding: str) -> bytes:
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"bytes written in {encoding}")
    return text.encode("latin-1")


def load(stream: BinaryIO) -> Any:
    """The next pickle of a stream, which then stands behind it; raises what is wrong with it."""
    return _RestrictedUnpickler(stream).load()


def loads(data: bytes | memoryview) -> Any:
    """The pickle in some bytes; raises what is wrong with it.

    >>> loads(pickle.dumps((1, b"two", {"3": [4.0]})))
    (1, b'two', {'3': [4.0]})
    >>> loads(b"cos\\nsystem\\n(Vls\\ntR.")
    {}
    """
    return _RestrictedUnpickler(BytesIO(data)).load()
