"""The list of files made again from the notices, where it is lost or damaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from indexer.documents import Abilities, lies_in
from indexer.index.records import FileRecord, UnreadPages
from indexer.index.store import Contents
from indexer.index.stored import CardFile
from indexer.model import Page
from indexer.stages import StageFailure

_NOT_KNOWN = "?"
"""The fingerprint of no corrections, so that a notice is understood again."""


@dataclass(frozen=True, slots=True)
class _Document:
    source: str
    digest: str
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class _Secrecy:
    value: str | None


@dataclass(frozen=True, slots=True)
class _Notice:
    secrecy: _Secrecy | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What any version's reading says of the file."""

    document: _Document
    notice: _Notice
    failures: tuple[StageFailure, ...] = ()


def recovered_records(contents: Contents, sources: Sequence[str]) -> list[FileRecord]:
    """What the notices say of the files they were made from.

    ``sources`` are those of the index.  A notice whose path is in none of them came in an export
    that was made elsewhere, and so did all but one of those that name the same path.  Of an export
    only the paths of the originals are known.
    """
    found: dict[str, dict[str, FileRecord]] = {}
    for notice_id, _ in contents.cards():
        record = _record(contents, notice_id)
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


def _record(contents: Contents, notice_id: str) -> FileRecord:
    card_data, data = contents.stored(notice_id) or (b"", b"")
    card = msgspec.json.decode(card_data, type=CardFile)
    reading = msgspec.json.decode(data, type=_Reading)
    document, secrecy = reading.document, reading.notice.secrecy
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
        not_understood={notice_id: reading.failures} if reading.failures else {},
        secrecy={notice_id: secrecy.value} if secrecy and secrecy.value else {},
    )
