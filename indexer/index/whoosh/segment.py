"""The files of one segment, read without Whoosh and without running what its pickles say."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np
import numpy.typing as npt

from indexer import inert_pickle
from indexer.index.durable import sync_file
from indexer.index.whoosh import checked_file
from indexer.index.whoosh.checked_file import CheckedFile
from indexer.index.whoosh.damage import DamageReporting, damaged_file
from indexer.index.whoosh.long_lists import EXTENSION, LongPostingLists
from indexer.index.whoosh.term_dictionary import TermDictionary

_NUMBERS = {"B": "u1", "H": ">u2", "i": ">i4", "I": ">u4"}
"""The types in which a column has the lengths of its values, by the letter that it ends with."""

CARDS, READINGS = "._stored.col", ".reading.col"

Count = Annotated[int, msgspec.Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class SegmentInfo:
    """What a state says of one of its segments.

    ``lengths`` is the number of terms in each field that is scored, over all documents; ``deleted``
    are the documents that count no more, ascending.  ``sums`` is the checksum of the file with the
    checksums of its files; earlier versions wrote none.
    """

    name: Annotated[str, msgspec.Meta(pattern=r"\AMAIN_[0-9a-z]{16}\Z")]
    size: Count
    lengths: dict[str, Count] = field(default_factory=dict)
    deleted: tuple[Count, ...] = ()
    sums: Count | None = None

    def __post_init__(self) -> None:
        if self.deleted and self.deleted[-1] >= self.size:
            raise ValueError("more documents deleted than there are")

    @property
    def live(self) -> int:
        """How many documents count."""
        return self.size - len(self.deleted)

    def sums_in(self, directory: Path) -> Path:
        """The file with the checksums of its files."""
        return directory / f"{self.name}{checked_file.EXTENSION}"


class SegmentFiles:
    """A segment with all its files open, whatever a later commit deletes.

    Nothing is copied and nothing is changed, so threads may share it.  Of a segment without
    checksums ``names`` are its files.
    """

    def __init__(self, directory: Path, info: SegmentInfo, names: Iterable[str] = ()) -> None:
        self.info = info
        self.damage_reporting = DamageReporting(directory)
        self._files: dict[str, CheckedFile] = {}
        if info.sums is None:
            for name in names:
                self._files[name.removeprefix(info.name)] = CheckedFile(directory / name)
        else:
            for extension, own in checked_file.read_sums(
                info.sums_in(directory), info.sums
            ).items():
                path = directory / f"{info.name}{extension}"
                self._files[extension] = CheckedFile(path, own)
        for extension in {CARDS, READINGS, *map(_lengths_of, info.lengths)} - self._files.keys():
            raise damaged_file(directory / f"{info.name}{extension}")
        self.terms = TermDictionary(self._files[".trm"])
        self.posting_lists = self._files[".pst"]
        self._cards = Column(self._files[CARDS], info.size)

    @cached_property
    def long_lists(self) -> LongPostingLists:
        """The long lists that lie beside the others; none where the file is missing."""
        return LongPostingLists(self._files.get(EXTENSION))

    @cached_property
    def _readings(self) -> Column:
        return Column(self._files[READINGS], self.info.size)

    @property
    def identity(self) -> tuple[object, ...]:
        """Tells its files from others of the same names, such as those of a backup."""
        return tuple(one.identity for _, one in sorted(self._files.items()))

    @property
    def is_whole(self) -> bool:
        """Whether no file has been cut off since it was mapped."""
        return all(one.is_whole for one in self._files.values())

    @property
    def is_sound(self) -> bool:
        """Whether nothing that was read of it so far was damaged."""
        return not self.damage_reporting.has_reported

    def card(self, number: int) -> bytes:
        """The card of a document, encoded."""
        return card_of(self._cards, number)

    def notice(self, number: int) -> bytes:
        """The reading of a document, encoded."""
        return self._readings[number]

    def length_bytes(self, field: str) -> npt.NDArray[np.uint8]:
        """The number of terms in a field of each document, in Whoosh's code of one byte."""
        held = self._files.get(_lengths_of(field))
        codes = np.frombuffer(held.read_all() if held else b"", dtype=np.uint8)[: self.info.size]
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


class Column:
    """Bytes of each document, compressed one by one, as ``CompressedBytesColumn`` writes them."""

    def __init__(self, held: CheckedFile, count: int) -> None:
        self._held = held
        end = len(held) - 1
        tail = held.read(end - 2, end + 1).tobytes().decode("latin-1")
        letter = tail[-1]
        if letter == "X":  # where each value begins is written, too, and follows from the lengths
            letter, offsets = tail[-3], np.dtype(_NUMBERS[tail[-2]])
            end -= 2 + count * offsets.itemsize
        kind = np.dtype(_NUMBERS[letter])
        lengths = np.frombuffer(held.read(end - count * kind.itemsize, end), kind, count)
        self._bounds = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).tolist()

    def __getitem__(self, number: int) -> bytes:
        value = self._held.read(self._bounds[number], self._bounds[number + 1])
        return zlib.decompress(value) if value else b""


def card_of(cards: Column, number: int) -> bytes:
    """The card of a document; raises what is wrong with it."""
    card = inert_pickle.loads(cards[number])["card"]
    if not isinstance(card, bytes):
        raise TypeError("a card that is no bytes")
    return card


def open_segments(directory: Path, segments: Iterable[SegmentInfo]) -> tuple[SegmentFiles, ...]:
    """The files of some segments; raises whatever is wrong with one, as when it is gone."""
    listed = list(segments)
    unchecked = {one.name for one in listed if one.sums is None}
    names = _names_by_segment(directory) if unchecked else {}
    return tuple(SegmentFiles(directory, one, names.get(one.name, ())) for one in listed)


def with_sums(directory: Path, info: SegmentInfo) -> SegmentInfo:
    """A segment with the checksums of its files, which are brought safely to the disk."""
    path = info.sums_in(directory)
    names = _names_by_segment(directory)[info.name]
    sums = checked_file.write_sums(path, [directory / name for name in names])
    sync_file(path)
    return replace(info, sums=sums)


def _names_by_segment(directory: Path) -> dict[str, list[str]]:
    """The names of the files of each segment, but for the one with their checksums."""
    names: dict[str, list[str]] = {}
    for name in os.listdir(directory):
        if not name.endswith(checked_file.EXTENSION):
            names.setdefault(name.partition(".")[0], []).append(name)
    return names


def _lengths_of(field: str) -> str:
    return f"._{field}_len.col"
