"""What the committed index holds: its notices by id, and which of its segments stay.

Small segments are merged now and then, and so are those of which most is deleted.  To merge is
to enter the stored readings again: Whoosh's own merging takes the rounded lengths of fields for
the true ones, and scores would move with every merge.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from whoosh.codec.whoosh3 import W3Segment

from indexer.documents import Abilities, lies_in
from indexer.index.records import FileRecord, UnreadPages
from indexer.index.whoosh.store import CommittedIndex
from indexer.model import Page, Reason

_FANOUT = 8
_SMALL = 500
"""Segments of fewer live notices are merged, so many of about one size at a time."""

_NOT_KNOWN = "?"
"""The fingerprint of no corrections, so that a notice is understood again."""


@dataclass(frozen=True, slots=True)
class _Card:
    """What any version's card says of the file."""

    path: str
    stale_reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class _Document:
    source: str
    digest: str
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What any version's reading says of the file."""

    document: _Document


class Held:
    """The notices of an index and where each lies; empty without an index."""

    def __init__(self, index: CommittedIndex | None = None) -> None:
        self._segments: list[W3Segment] = index.toc.segments if index else []
        self._readers = index.segment_readers() if index else []
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

    def stored(self, notice_id: str) -> tuple[bytes, bytes] | None:
        """The card and the reading of a notice, as stored."""
        place = self._place(notice_id)
        if place is None:
            return None
        at, number = place
        card: bytes = self._readers[at].stored_fields(number)["card"]
        return card, self._columns[at][number]

    def files(self, sources: Sequence[str]) -> list[FileRecord]:
        """What the notices say of the files they were made from, where the list of these is lost.

        ``sources`` are those of the index.  A notice whose path is in none of them came in an
        export that was made elsewhere, and so did all but one of those that name the same path.
        Of an export only the paths of the originals are known.
        """
        found: dict[str, dict[str, FileRecord]] = {}
        for notice_id in self.notices_of(range(len(self._segments))):
            record = self._record(notice_id)
            found.setdefault(record.path, {})[notice_id] = record
        records = []
        for path, by_id in found.items():
            ids = sorted(by_id, key=lambda one: (len(one), one))
            if any(lies_in(path, source) for source in sources):
                # A file whose notice came in an export, too, found its address taken.
                records.append(by_id[ids.pop()])
            if ids:
                records.append(FileRecord("", path, "", notices=tuple(ids), export=True))
        return records

    def _record(self, notice_id: str) -> FileRecord:
        card_data, data = self.stored(notice_id) or (b"", b"")
        card = msgspec.json.decode(card_data, type=_Card)
        document = msgspec.json.decode(data, type=_Reading).document
        unread = UnreadPages.among(document.pages)
        return FileRecord(
            card.path,
            document.source,
            document.digest,
            notices=(notice_id,),
            # Less than anything: what was not read, or not to its end, is tried again.
            abilities=Abilities((), 0) if unread or card.stale_reason else None,
            unread=unread,
            corrections=_NOT_KNOWN,
        )

    def to_merge(self, leaving: Iterable[str]) -> set[int]:
        """The segments to be merged once the notices ``leaving`` are gone from them."""
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

    def notices_of(self, segments: Iterable[int]) -> list[str]:
        """The ids of the live notices of some segments, in order."""
        found = []
        for at in sorted(segments):
            ids = (text.decode() for text in self._readers[at].lexicon("id"))
            places = ((self._place(notice_id), notice_id) for notice_id in ids)
            found += sorted((place, one) for place, one in places if place and place[0] == at)
        return [notice_id for _, notice_id in found]

    def remaining(self, leaving: Iterable[str], dropped: set[int]) -> list[W3Segment]:
        """The segments that stay, with the notices ``leaving`` deleted from them."""
        for notice_id in leaving:
            place = self._place(notice_id)
            if place is not None and not self._segments[place[0]].is_deleted(place[1]):
                self._segments[place[0]].delete_document(place[1])
        return [
            segment
            for at, segment in enumerate(self._segments)
            if at not in dropped and segment.deleted_count() < segment.doc_count_all()
        ]
