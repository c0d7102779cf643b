"""The long posting lists of a segment as plain arrays, beside Whoosh's own files.

Whoosh keeps a list as a chain of compressed blocks, and decoding a common word takes a
millisecond; here it is a part of a mapped file.  The file says nothing that Whoosh's files do not
say: a segment without it, or with a damaged one, is read from its blocks and gives the same.

Its parts are the mark, the numbers of lists and of postings, the widths of a document number and
of a frequency in bytes; where in Whoosh's postings file each list lies (ascending); where it
begins and ends among the postings here; the document numbers and the frequencies of all lists.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.index.whoosh.checked_file import CheckedFile

Integers = npt.NDArray[np.int64]

EXTENSION = ".lists"

_HEADER = struct.Struct("<8sqqbb6x")
_MARK = b"viendan1"

Numbers = npt.NDArray[np.integer[Any]]
"""Numbers of any width."""


class PostingLists(NamedTuple):
    """Posting lists one after the other: list ``n`` has the next ``sizes[n]`` postings.

    ``at`` is where Whoosh's own list begins in the postings file of the segment.
    """

    at: Integers
    sizes: Integers
    documents: Integers
    frequencies: Integers


def write_long_lists(path: Path, parts: Sequence[PostingLists]) -> None:
    """Write the lists of all fields, in the order in which they lie in the postings file."""
    at, sizes, documents, frequencies = map(np.concatenate, zip(*parts, strict=True))
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    widths = _width(documents), _width(frequencies)
    with path.open("wb") as file:
        file.write(_HEADER.pack(_MARK, len(at), len(documents), *widths))
        for array, width in zip((at, bounds, documents, frequencies), (8, 8, *widths), strict=True):
            file.write(array.astype(f"<u{width}").tobytes())


def _width(values: Integers) -> int:
    """The bytes that the greatest of the values needs."""
    return np.min_scalar_type(int(values.max(initial=0))).itemsize


class LongPostingLists:
    """The long lists of one segment.

    Bytes that are not those of a whole file hold no list.
    """

    def __init__(self, file: CheckedFile | None) -> None:
        self._at: Numbers = np.zeros(0, dtype=np.int64)
        if file is None:
            return
        self._file, held = file, file.held
        if len(held) < _HEADER.size:
            return
        mark, count, total, *widths = _HEADER.unpack_from(file.read(0, _HEADER.size))
        sizes = (8 * count, 8 * (count + 1), widths[0] * total, widths[1] * total)
        if mark != _MARK or len(held) != _HEADER.size + sum(sizes):
            return
        ends = list(accumulate(sizes, initial=_HEADER.size))
        file.check(0, ends[2])
        self._starts, self._widths = ends[2:4], widths
        self._at, self._bounds, self._documents, self._frequencies = (
            np.frombuffer(held[start:end], f"<u{width}")
            for start, end, width in zip(ends, ends[1:], (8, 8, *widths), strict=False)
        )

    def __len__(self) -> int:
        return len(self._at)

    def find(self, at: int) -> tuple[Numbers, Numbers] | None:
        """The documents and frequencies of the list that begins there; None if it is not here."""
        place = int(np.searchsorted(self._at, np.uint64(at)))
        if place == len(self._at) or self._at[place] != at:
            return None
        own = slice(int(self._bounds[place]), int(self._bounds[place + 1]))
        for start, width in zip(self._starts, self._widths, strict=True):
            self._file.check(start + width * own.start, start + width * own.stop)
        return self._documents[own], self._frequencies[own]
