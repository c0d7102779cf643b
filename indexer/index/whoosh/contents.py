"""What the committed index holds: its notices by id, and which of its segments stay.

Small segments are merged now and then, and so are those of which most is deleted.  To merge is
to enter the stored readings again: Whoosh's own merging takes the rounded lengths of fields for
the true ones, and scores would move with every merge.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from whoosh.codec.whoosh3 import W3Segment

from indexer.index.entry import Stored
from indexer.index.whoosh.opening import CommittedIndex

_FANOUT = 8
_SMALL = 500
"""Segments of fewer live notices are merged, so many of about one size at a time."""


class FolderContents:
    """The notices of an index and where each lies; see :class:`indexer.index.store.Contents`."""

    def __init__(self, index: CommittedIndex) -> None:
        self._segments: list[W3Segment] = index.toc.segments
        self._readers = index.segment_readers()
        self._columns = [reader.column_reader("reading") for reader in self._readers]
        self._places: dict[str, tuple[int, int] | None] = {}

    @property
    def count(self) -> int:
        """How many notices there are."""
        return sum(one.doc_count_all() - one.deleted_count() for one in self._segments)

    def _place(self, notice_id: str) -> tuple[int, int] | None:
        if notice_id not in self._places:
            self._places[notice_id] = self._found(notice_id)
        return self._places[notice_id]

    def _found(self, notice_id: str) -> tuple[int, int] | None:
        for at, reader in enumerate(self._readers):
            if ("id", notice_id) in reader:
                for number in reader.postings("id", notice_id).all_ids():
                    if not reader.is_deleted(number):
                        return at, number
        return None

    def stored(self, notice_id: str) -> Stored | None:
        """The card and the reading of a notice, as stored."""
        place = self._place(notice_id)
        if place is None:
            return None
        at, number = place
        return self._card(at, number), self._columns[at][number]

    def _card(self, at: int, number: int) -> bytes:
        card: bytes = self._readers[at].stored_fields(number)["card"]
        return card

    def cards(self) -> Iterator[tuple[str, bytes]]:
        """The id and the card of every notice, in the order of the segments."""
        for (at, number), notice_id in self._notices_of(range(len(self._segments))):
            yield notice_id, self._card(at, number)

    def to_rewrite(self, leaving: Iterable[str]) -> list[str]:
        """The notices of the segments to be merged once those ``leaving`` are gone."""
        return [one for _, one in self._notices_of(self._to_merge(leaving))]

    def _to_merge(self, leaving: Iterable[str]) -> set[int]:
        left = Counter(place[0] for one in leaving if (place := self._place(one)))
        live = [
            segment.doc_count_all() - segment.deleted_count() - left[at]
            for at, segment in enumerate(self._segments)
        ]
        tiers: dict[int, list[int]] = {}
        chosen: set[int] = set()
        for at, count in enumerate(live):
            if 0 < count < self._segments[at].doc_count_all() / 2:
                chosen.add(at)
            if 0 < count < _SMALL:
                tiers.setdefault(int(math.log(count, _FANOUT)), []).append(at)
        full = max((tier for tier, some in tiers.items() if len(some) >= _FANOUT), default=-1)
        return chosen.union(*(some for tier, some in tiers.items() if tier <= full))

    def _notices_of(self, segments: Iterable[int]) -> Iterator[tuple[tuple[int, int], str]]:
        """The live notices of some segments, in order."""
        for at in sorted(segments):
            ids = (text.decode() for text in self._readers[at].lexicon("id"))
            places = ((self._place(notice_id), notice_id) for notice_id in ids)
            yield from sorted((place, one) for place, one in places if place and place[0] == at)

    def remaining(self, leaving: Iterable[str]) -> list[W3Segment]:
        """The segments that stay, with the notices ``leaving`` deleted from them.

        One of which nothing is left does not; so go those that are merged.
        """
        for notice_id in leaving:
            place = self._place(notice_id)
            if place is not None and not self._segments[place[0]].is_deleted(place[1]):
                self._segments[place[0]].delete_document(place[1])
        return [one for one in self._segments if one.deleted_count() < one.doc_count_all()]
