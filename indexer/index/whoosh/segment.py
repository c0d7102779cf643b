"""The files of one segment, read without Whoosh and without running what its pickles say."""

from __future__ import annotations

import mmap
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np
import numpy.typing as npt

from indexer import inert_pickle
from indexer.index.store import DamagedContents
from indexer.index.whoosh.long_lists import EXTENSION, LongPostingLists
from indexer.index.whoosh.term_dictionary import TermDictionary
from indexer.model import because
from indexer.problems import IndexProblem

_NUMBERS = {"B": "u1", "H": ">u2", "i": ">i4", "I": ">u4"}
"""The types in which a column has the lengths of its values, by the letter that it ends with."""

_READINGS = ".reading.col"

Count = Annotated[int, msgspec.Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class SegmentInfo:
    """What a state says of one of its segments.

    ``lengths`` is the number of terms in each field that is scored, over all documents; ``deleted``
    are the documents that count no more, ascending.
    """

    name: Annotated[str, msgspec.Meta(pattern=r"\AMAIN_[0-9a-z]{16}\Z")]
    size: Count
    lengths: dict[str, Count] = field(default_factory=dict)
    deleted: tuple[Count, ...] = ()

    def __post_init__(self) -> None:
        if self.deleted and self.deleted[-1] >= self.size:
            raise ValueError("more documents deleted than there are")

    @property
    def live(self) -> int:
        """How many documents count."""
        return self.size - len(self.deleted)


class DamageReporting:
    """Whatever goes wrong while an index is read means that it is damaged; said for people."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, IndexProblem):
            raise DamagedContents(
                because(
                    "Chỉ mục ở {directory} bị hỏng ({error}). "
                    "Hãy lập lại: viendan index --index {directory}",
                    directory=self._directory,
                    error=type(error).__name__,
                )
            ) from error


class SegmentFiles:
    """A segment with all its files open, whatever a later commit deletes.

    Nothing is copied and nothing is changed, so threads may share it.
    """

    def __init__(self, directory: Path, info: SegmentInfo, names: Iterable[str]) -> None:
        self.info = info
        self.damage_reporting = DamageReporting(directory)
        paths = {name.removeprefix(info.name): directory / name for name in names}
        self._files = {name: _mapped(path) for name, path in paths.items()}
        self._mapped = [(path, path.stat()) for path in paths.values()]
        missing = {_READINGS, *map(_lengths_of, info.lengths)} - self._files.keys()
        if missing:
            raise FileNotFoundError(f"{info.name}: {missing}")
        self.terms = TermDictionary(self._files[".trm"])
        self.posting_lists = self._files[".pst"]
        self._cards = _Column(self._files["._stored.col"], info.size)

    @cached_property
    def long_lists(self) -> LongPostingLists:
        """The long lists that lie beside the others; none where the file is missing."""
        return LongPostingLists(self._files.get(EXTENSION, memoryview(b"")))

    @cached_property
    def _readings(self) -> _Column:
        return _Column(self._files[_READINGS], self.info.size)

    @property
    def is_whole(self) -> bool:
        """Whether no file has been cut off since it was mapped: to read on would end the process.

        A file that was removed, or replaced by another, is still held as it was.
        """
        for path, then in self._mapped:
            with suppress(OSError):
                now = path.stat()
                if os.path.samestat(now, then) and now.st_size < then.st_size:
                    return False
        return True

    def card(self, number: int) -> bytes:
        """The card of a document, encoded."""
        card = inert_pickle.loads(self._cards[number])["card"]
        if not isinstance(card, bytes):
            raise TypeError("a card that is no bytes")
        return card

    def notice(self, number: int) -> bytes:
        """The reading of a document, encoded."""
        return self._readings[number]

    def length_bytes(self, field: str) -> npt.NDArray[np.uint8]:
        """The number of terms in a field of each document, in Whoosh's code of one byte."""
        codes = np.frombuffer(self._files.get(_lengths_of(field), b""), dtype=np.uint8)[
            : self.info.size
        ]
        return np.pad(codes, (0, self.info.size - len(codes)))

    @cached_property
    def _deleted(self) -> frozenset[int]:
        return frozenset(self.info.deleted)

    def number_of(self, notice_id: str) -> int | None:
        """The number of the document with an id, if it counts."""
        record = self.terms.find("id", notice_id.encode())
        return None if record is None or record.first in self._deleted else record.first

    def notices(self) -> Iterator[tuple[str, int]]:
        """The ids of the documents that count, with their numbers."""
        for notice_id, record in self.terms.terms("id"):
            if record.first not in self._deleted:
                yield notice_id, record.first


class _Column:
    """Bytes of each document, compressed one by one, as ``CompressedBytesColumn`` writes them."""

    def __init__(self, held: memoryview, count: int) -> None:
        self._held = held
        letter, end = chr(held[-1]), len(held) - 1
        if letter == "X":  # where each value begins is written, too, and follows from the lengths
            letter, offsets = chr(held[-3]), np.dtype(_NUMBERS[chr(held[-2])])
            end -= 2 + count * offsets.itemsize
        kind = np.dtype(_NUMBERS[letter])
        lengths = np.frombuffer(held, kind, count, offset=end - count * kind.itemsize)
        self._bounds = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).tolist()

    def __getitem__(self, number: int) -> bytes:
        value = self._held[self._bounds[number] : self._bounds[number + 1]]
        return zlib.decompress(value) if value else b""


def open_segments(directory: Path, segments: Iterable[SegmentInfo]) -> tuple[SegmentFiles, ...]:
    """The files of some segments; raises whatever is wrong with one, as when it is gone."""
    names: dict[str, list[str]] = {}
    for name in os.listdir(directory):
        names.setdefault(name.partition(".")[0], []).append(name)
    return tuple(SegmentFiles(directory, one, names.get(one.name, ())) for one in segments)


def _lengths_of(field: str) -> str:
    return f"._{field}_len.col"


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return memoryview(b"")
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
