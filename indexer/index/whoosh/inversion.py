"""From documents with terms to terms with documents: inverting a field by one sort.

``FieldOccurrences`` takes the terms of a field as they come; :func:`invert` turns them round.  What
a posting carries besides (``payloads``) is in Whoosh's own encoding.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

# Pickle's codes for a list of small numbers: opening, one/two/four-byte number, closing.
_OPEN, _BYTE, _SHORT, _LONG, _CLOSE = b"](", ord("K"), ord("M"), ord("J"), b"e."
_COUNT = 4
_AROUND = _COUNT + len(_OPEN) + len(_CLOSE)


class _Numbering(dict[str, int]):
    """Numbers terms in the order in which they are first met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class FieldOccurrences:
    """The terms of one field, document after document; a document may have none."""

    def __init__(self) -> None:
        self._numbers = _Numbering()
        self._terms = array("I")
        self._counts = array("I")

    def add(self, terms: Iterable[str]) -> int:
        """The terms of the next document; how many they are."""
        before = len(self._terms)
        self._terms.extend(map(self._numbers.__getitem__, terms))
        self._counts.append(len(self._terms) - before)
        return self._counts[-1]

    def sorted_terms(self) -> tuple[list[bytes], Integers, Integers]:
        """The terms in the order of their bytes, the rank of each occurrence, the counts."""
        texts = [text.encode() for text in self._numbers]
        order = sorted(range(len(texts)), key=texts.__getitem__)
        ranks = np.empty(len(texts), dtype=np.int64)
        ranks[order] = np.arange(len(texts))
        occurrences = ranks[np.frombuffer(self._terms, dtype=np.uint32)]
        counts = np.frombuffer(self._counts, dtype=np.uint32).astype(np.int64)
        return [texts[number] for number in order], occurrences, counts


@dataclass(frozen=True, slots=True)
class InvertedField:
    """The posting lists of a field, one after the other in the order of the terms.

    Term ``t`` has the postings ``bounds[t]`` to ``bounds[t + 1]``; posting ``p`` says that its
    term stands ``frequencies[p]`` times in ``documents[p]``; its occurrences begin at
    ``firsts[p]`` in ``positions``.
    """

    terms: list[bytes]
    bounds: Integers
    documents: Integers
    frequencies: Integers
    firsts: Integers
    positions: Integers


def invert(occurrences: FieldOccurrences) -> InvertedField:
    """Turn a field round.

    >>> field = FieldOccurrences()
    >>> field.add(["đảng", "ủy", "đảng"]), field.add(["đảng"])
    (3, 1)
    >>> inverted = invert(field)
    >>> [term.decode() for term in inverted.terms], inverted.bounds.tolist()
    (['đảng', 'ủy'], [0, 2, 3])
    >>> inverted.documents.tolist(), inverted.frequencies.tolist(), inverted.positions.tolist()
    ([0, 1, 0], [2, 1, 1], [0, 2, 0, 1])
    """
    terms, ranks, counts = occurrences.sorted_terms()
    # One number holds term and place, so that one sort brings the terms together, in order.
    keys = (ranks.astype(np.uint64) << np.uint64(32)) | np.arange(len(ranks), dtype=np.uint64)
    keys.sort()
    ranks = (keys >> np.uint64(32)).astype(np.int64)
    places = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    del keys
    documents = np.repeat(np.arange(len(counts)), counts)[places]
    positions = places - (np.cumsum(counts) - counts)[documents]
    begins = np.ones(len(places), dtype=bool)
    begins[1:] = (ranks[1:] != ranks[:-1]) | (documents[1:] != documents[:-1])
    firsts = np.flatnonzero(begins)
    return InvertedField(
        terms=terms,
        bounds=np.searchsorted(ranks[firsts], np.arange(len(terms) + 1)),
        documents=documents[firsts],
        frequencies=np.diff(firsts, append=len(places)),
        firsts=firsts,
        positions=positions,
    )


def frequency_payloads(inverted: InvertedField) -> bytes:
    """The frequency of each posting in four bytes, as ``whoosh.formats.Frequency`` has it."""
    return inverted.frequencies.astype(">u4").tobytes()


def position_payloads(inverted: InvertedField) -> tuple[bytes, Integers]:
    """The positions of each posting as ``whoosh.formats.Positions`` has them, and their ends.

    That is a count in four bytes and a pickled list of differences; all lists are assembled
    in one buffer, without a Python call for each.
    """
    firsts, frequencies = inverted.firsts, inverted.frequencies
    steps = np.diff(inverted.positions, prepend=0)
    steps[firsts] = inverted.positions[firsts]
    sizes = np.where(steps < 1 << 8, 2, np.where(steps < 1 << 16, 3, 5))
    ends = np.cumsum(np.add.reduceat(sizes, firsts) + _AROUND) if len(firsts) else firsts
    starts = np.concatenate([ends[:0], [0], ends[:-1]]).astype(np.int64)[: len(ends)]
    buffer = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for byte in range(_COUNT):
        buffer[starts + byte] = (frequencies >> (8 * (_COUNT - 1 - byte))) & 0xFF
    for byte, code in enumerate(_OPEN):
        buffer[starts + _COUNT + byte] = code
    for byte, code in enumerate(reversed(_CLOSE), start=1):
        buffer[ends - byte] = code
    owner = np.repeat(np.arange(len(firsts)), frequencies)
    at = np.cumsum(sizes) - sizes + _AROUND * owner + _COUNT + len(_OPEN)
    buffer[at] = np.where(sizes == 2, _BYTE, np.where(sizes == 3, _SHORT, _LONG))
    for byte, fits in ((1, sizes > 0), (2, sizes > 2), (3, sizes > 3), (4, sizes > 3)):
        chosen = np.flatnonzero(fits)
        buffer[at[chosen] + byte] = (steps[chosen] >> (8 * (byte - 1))) & 0xFF
    return buffer.tobytes(), ends
