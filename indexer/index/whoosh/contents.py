"""What the committed index holds: its notices by id, and which of its segments stay.

Small segments are merged now and then, and so are those of which most is deleted.  To merge is
to enter the stored readings again: Whoosh's own merging takes the rounded lengths of fields for
the true ones, and scores would move with every merge.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.index.stored import Stored
from indexer.index.whoosh.segment import SegmentFiles, SegmentInfo
from indexer.index.whoosh.verification import check_segments

_FANOUT = 8
_SMALL = 500
"""Segments of fewer live notices are merged, so many of about one size at a time."""

_Place = tuple[int, int]
"""A segment and a document of it, by their numbers."""


class FolderContents:
    """The notices of some segments, and where each lies; see
    :class:`indexer.index.store.Contents`."""

    def __init__(self, directory: Path, segments: Sequence[SegmentFiles]) -> None:
        self._directory = directory
        self._segments = segments
        self._places: dict[str, _Place | None] = {}

    @property
    def count(self) -> int:
        """How many notices there are."""
        return sum(one.info.live for one in self._segments)

    def check(self) -> None:
        """Compare every byte of the segments with its checksum."""
        check_segments(self._directory, [one.info for one in self._segments], deep=True)

    def _place(self, notice_id: str) -> _Place | None:
        if notice_id not in self._places:
            self._places[notice_id] = self._found(notice_id)
        return self._places[notice_id]

    def _found(self, notice_id: str) -> _Place | None:
        for at, segment in enumerate(self._segments):
            with segment.damage_reporting:
                number = segment.number_of(notice_id)
            if number is not None:
                return at, number
        return None

    def stored(self, notice_id: str) -> Stored | None:
        """The card and the reading of a notice, as stored."""
        place = self._place(notice_id)
        if place is None:
            return None
        segment, number = self._segments[place[0]], place[1]
        with segment.damage_reporting:
            return segment.card(number), segment.notice(number)

    def ids(self) -> Iterator[str]:
        """The id of every notice, in the order of the segments."""
        return (one for _, one in self._notices_of(range(len(self._segments))))

    def cards(self) -> Iterator[tuple[str, bytes]]:
        """The id and the card of every notice, in the order of the segments."""
        for (at, number), notice_id in self._notices_of(range(len(self._segments))):
            with self._segments[at].damage_reporting:
                card = self._segments[at].card(number)
            yield notice_id, card

    def to_merge(self, leaving: Iterable[str]) -> list[str]:
        """The notices of the segments to be merged once those ``leaving`` are gone."""
        return [one for _, one in self._notices_of(self._to_merge(leaving))]

    def _to_merge(self, leaving: Iterable[str]) -> set[int]:
        left = Counter(place[0] for one in leaving if (place := self._place(one)))
        live = [one.info.live - left[at] for at, one in enumerate(self._segments)]
        tiers: dict[int, list[int]] = {}
        chosen: set[int] = set()
        for at, count in enumerate(live):
            if 0 < count < self._segments[at].info.size / 2:
                chosen.add(at)
            if 0 < count < _SMALL:
                tiers.setdefault(int(math.log(count, _FANOUT)), []).append(at)
        full = max((tier for tier, some in tiers.items() if len(some) >= _FANOUT), default=-1)
        return chosen.union(*(some for tier, some in tiers.items() if tier <= full))

    def _notices_of(self, segments: Iterable[int]) -> Iterator[tuple[_Place, str]]:
        """The live notices of some segments, in order."""
        for at in sorted(segments):
            with self._segments[at].damage_reporting:
                found = sorted(((at, number), one) for one, number in self._segments[at].notices())
            for place, notice_id in found:
                if self._places.setdefault(notice_id, place) == place:
                    yield place, notice_id

    def beside(self, vanishing: Iterable[str]) -> list[str]:
        """The notices of the segments in which some others stand, be it as deleted."""
        wanted = list(vanishing)
        found = set()
        for at, segment in enumerate(self._segments):
            with segment.damage_reporting:
                if any(map(segment.has_ever_held, wanted)):
                    found.add(at)
        return [one for _, one in self._notices_of(found)]

    def remaining(self, leaving: Iterable[str]) -> list[SegmentInfo]:
        """The segments that stay, with the notices ``leaving`` deleted from them.

        One of which nothing is left does not; so go those that are merged.
        """
        deleted = [set(one.info.deleted) for one in self._segments]
        for notice_id in leaving:
            place = self._place(notice_id)
            if place is not None:
                deleted[place[0]].add(place[1])
        info = [
            replace(one.info, deleted=tuple(sorted(gone)))
            for one, gone in zip(self._segments, deleted, strict=True)
        ]
        return [one for one in info if one.live]
