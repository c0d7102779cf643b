"""The long posting lists of a segment as plain arrays, beside Whoosh's own files.

Whoosh keeps a list as a chain of compressed blocks, and decoding a common word takes a
millisecond; here it is a part of a mapped file.  The file says nothing that Whoosh's files do not
say: a segment without it, or with a damaged one, is read from its blocks and gives the same.

Its parts are the mark, the number of lists and of postings; where in Whoosh's postings file each
list lies (ascending); where it begins and ends among the postings here; the document numbers and
the frequencies of all lists.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

EXTENSION = ".lists"
MOST_FREQUENT = np.iinfo(np.uint16).max
"""A list with a higher frequency than this is left to Whoosh."""

_HEADER = struct.Struct("<8sqq")
_MARK = b"viendan1"

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]
Counts = npt.NDArray[np.uint16]


class Lists(NamedTuple):
    """Posting lists one after the other: list ``n`` has the next ``sizes[n]`` postings.

    ``at`` is where Whoosh's own list begins in the postings file of the segment.
    """

    at: Integers
    sizes: Integers
    documents: Numbers
    frequencies: Counts


def write_long_lists(path: Path, parts: Sequence[Lists]) -> None:
    """Write the lists of all fields, in the order in which they lie in the postings file."""
    at, sizes, documents, frequencies = map(np.concatenate, zip(*parts, strict=True))
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    with path.open("wb") as file:
        file.write(_HEADER.pack(_MARK, len(at), len(documents)))
        for array, kind in ((at, "<i8"), (bounds, "<i8"), (documents, "<i4"), (frequencies, "<u2")):
            file.write(array.astype(kind, copy=False).tobytes())


class LongLists:
    """The long lists of one segment, in whatever holds the bytes of its file.

    Bytes that are not those of a whole file hold no list.
    """

    def __init__(self, held: bytes | memoryview) -> None:
        self._at, self._bounds = np.zeros(0, dtype="<i8"), np.zeros(1, dtype="<i8")
        if len(held) < _HEADER.size:
            return
        mark, count, total = _HEADER.unpack_from(held)
        if mark != _MARK or len(held) != _HEADER.size + 8 * (2 * count + 1) + 6 * total:
            return
        start = _HEADER.size
        self._at = np.frombuffer(held, "<i8", count, start)
        self._bounds = np.frombuffer(held, "<i8", count + 1, start + 8 * count)
        start += 8 * (2 * count + 1)
        self._documents: Numbers = np.frombuffer(held, "<i4", total, start)
        self._frequencies: Counts = np.frombuffer(held, "<u2", total, start + 4 * total)

    def __len__(self) -> int:
        return len(self._at)

    def find(self, at: int) -> tuple[Numbers, Counts] | None:
        """The documents and frequencies of the list that begins there; None if it is not here."""
        place = int(np.searchsorted(self._at, at))
        if place == len(self._at) or self._at[place] != at:
            return None
        own = slice(self._bounds[place], self._bounds[place + 1])
        return self._documents[own], self._frequencies[own]
