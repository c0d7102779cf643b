"""What can still be read of an index that is damaged: its notices, one by one.

The terms and their lists are made of the notices and can be made again; so only the cards and the
readings are looked for, each of which is whole or is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from indexer.index.durable import read_file
from indexer.index.stored import Stored
from indexer.index.whoosh import checked_file
from indexer.index.whoosh.checked_file import CheckedFile, FileSums
from indexer.index.whoosh.segment import CARDS, READINGS, Column, SegmentInfo, card_of


class _Card(msgspec.Struct):
    """What any version's card says of whose it is."""

    id: str


class SalvagedContents:
    """The notices of a damaged index that are whole; see :class:`indexer.index.store.Contents`.

    All of them want to be written again, and no part of the old state stays.
    """

    def __init__(self, directory: Path, segments: Iterable[SegmentInfo]) -> None:
        self._places: dict[str, tuple[Column, Column, int]] = {}
        for info in segments:
            with suppress(Exception):  # a damaged file can raise anything
                self._search(directory, info)

    def _search(self, directory: Path, info: SegmentInfo) -> None:
        sums = _sums_of(directory, info)
        cards, readings = (
            Column(_opened(directory / f"{info.name}{one}", sums.get(one)), info.size)
            for one in (CARDS, READINGS)
        )
        for number in sorted(set(range(info.size)) - set(info.deleted)):
            with suppress(Exception):  # it is the only one that is damaged
                notice_id = msgspec.json.decode(card_of(cards, number), type=_Card).id
                msgspec.json.decode(readings[number])
                self._places[notice_id] = cards, readings, number

    @property
    def count(self) -> int:
        """How many notices are whole."""
        return len(self._places)

    def check(self) -> None:
        """Nothing: what is whole was looked for."""

    def stored(self, notice_id: str) -> Stored | None:
        """The card and the reading of a notice, as stored."""
        if notice_id not in self._places:
            return None
        cards, readings, number = self._places[notice_id]
        return card_of(cards, number), readings[number]

    def ids(self) -> Iterator[str]:
        """The id of every notice that is whole."""
        return iter(self._places)

    def cards(self) -> Iterator[tuple[str, bytes]]:
        """The id and the card of every notice that is whole."""
        for notice_id, (cards, _, number) in self._places.items():
            yield notice_id, card_of(cards, number)

    def to_merge(self, leaving: Iterable[str]) -> list[str]:
        """All notices that stay."""
        return list(self._places.keys() - set(leaving))

    def beside(self, _vanishing: Iterable[str]) -> list[str]:
        """None: no part stays."""
        return []

    def remaining(self, _leaving: Iterable[str]) -> list[SegmentInfo]:
        """None."""
        return []


def _sums_of(directory: Path, info: SegmentInfo) -> Mapping[str, FileSums]:
    """The checksums of a segment, or none: each value is compressed with a sum of its own."""
    if info.sums is not None:
        with suppress(Exception):
            return checked_file.read_sums(info.sums_in(directory), info.sums)
    return {}


def _opened(path: Path, sums: FileSums | None) -> CheckedFile:
    read_file(path)  # so that a disk that fails says so; from a mapped file it ends the process
    return CheckedFile(path, sums)
