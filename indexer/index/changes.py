"""What happened to each file since the index was made, and the jobs that follow from it.

What is the same still has to be done again from the stage whose code or data has changed
(:mod:`indexer.index.fingerprints`), but never from an earlier one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property
from pathlib import Path

from indexer.corrections import Correction, corrections_fingerprint
from indexer.directives import ToldNumber
from indexer.documents import SECONDS, Abilities, Passing, SourceFile, abilities
from indexer.index.fingerprints import StageFingerprints
from indexer.index.records import FileHead, FileRecord, UnreadPages
from indexer.index.retry import Retry, tried_again
from indexer.model import Reason


class Stage(IntEnum):
    """From where a notice has to be made again; an earlier stage includes the later ones."""

    READ = 0
    UNDERSTAND = 1
    ENTER = 2
    NOTHING = 3


class FileStatus(StrEnum):
    """What happened to a file since the index was made."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    REFRESHED = "refreshed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Job:
    """One notice to be made, from a file, a line of a file, or what the index holds of it.

    ``real`` is where the file lies once all links are followed, ``line`` where a line of an export
    does.  When the stage is later than reading, ``stored`` is what the index holds; ``export`` says
    that its path and source are not those of the file it came in, ``stale_reason`` why it is kept.
    ``told`` is what other papers tell of the registers that it asks for, by register.
    """

    stage: Stage
    path: str
    source: str
    id: str
    corrections: tuple[Correction, ...] = ()
    export: bool = False
    line: tuple[int, int] | None = None
    stored: tuple[bytes, bytes] | None = None
    stale_reason: Reason | None = None
    real: str = ""
    told: tuple[tuple[str, tuple[ToldNumber, ...]], ...] = ()

    @property
    def file(self) -> SourceFile:
        """The file that the notice is in."""
        return SourceFile(self.source, Path(self.path), self.real)


@dataclass(slots=True)
class FileChange:
    """A file, what happened to it, and what is to be done about it.

    ``record`` is what will be known of it, but for the outcome of its jobs; ``before`` what
    was known; ``problems`` are failures that are known already, by the name to tell them by;
    ``head`` is how a file that is to be read begins; ``shared`` the notices that it has in the end
    where others of them are those of other files (:mod:`indexer.index.merging`).
    """

    status: FileStatus
    record: FileRecord
    before: FileRecord | None = None
    jobs: tuple[Job, ...] = ()
    problems: dict[str, Reason] = field(default_factory=dict)
    head: FileHead | None = None
    shared: tuple[str, ...] | None = None

    def retry(self, digest: str, passing: Passing | None, now: float) -> Retry | None:
        """When the file is tried again after it has failed; the attempts at the same bytes count
        together."""
        if passing is None:
            return None
        before, record = self.before, self.record
        if record.export:
            digest = record.digest
        same = before is not None and before.digest == digest
        if before and not digest:  # nothing was read, then or now
            same = same and before.stamp == record.stamp
        return tried_again(before.retry if before and same else None, passing, now)

    def was_read_further(self, digest: str, unread: UnreadPages) -> bool:
        """Whether the same bytes were read further before, as when a program was installed then."""
        before = self.before
        if before is None or before.digest != digest:
            return False
        known = len(before.unread.numbers) if before.unread else 0
        return bool(before.notices) and known < len(unread.numbers)


@dataclass(frozen=True)
class Baseline:
    """What is known when the comparison begins.

    ``damaged`` is whether the old index has to be written again, ``missing`` are those of its
    notices that are whole no more; ``listed`` is whether the ``records`` are its list of files,
    and not what its notices say of them; ``parts`` and ``province`` are what it was made with,
    ``now`` and ``new_province`` what it is to be made with; ``seconds`` are the time for the
    reading of a file.  ``lost`` are sources that are not there today, as on a drive that is not
    mounted, and folders that cannot be looked into; ``withheld`` are files that are gone, or have
    lost what they held, and whose notices stay all the same.  ``admitted`` are the levels of
    secrecy that the index may hold, ``barred`` the notices in it that it may hold no longer; the
    ``records`` have them as refused.  ``clock`` is the time in seconds since 1970; with ``retry``
    whatever may be read another time is tried now, with None nothing.
    """

    records: Sequence[FileRecord]
    parts: StageFingerprints
    now: StageFingerprints
    province: str | None = None
    new_province: str | None = None
    damaged: bool = False
    missing: frozenset[str] = frozenset()
    listed: bool = True
    seconds: float = SECONDS
    lost: tuple[str, ...] = ()
    withheld: frozenset[str] = frozenset()
    clock: float = 0.0
    retry: bool | None = False
    admitted: tuple[str, ...] = ()
    barred: frozenset[str] = frozenset()
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)

    @cached_property
    def abilities(self) -> Abilities:
        """What a reading can draw on."""
        return abilities(self.seconds)

    def fingerprint(self, ids: Sequence[str]) -> str:
        """The fingerprint of the corrections of some notices, in whatever order."""
        return corrections_fingerprint(
            [one for id_ in sorted(ids) for one in self.corrections.get(id_, ())]
        )

    def tries_again(self, record: FileRecord) -> bool:
        """Whether a file that is the same, but could not be read, is tried again now."""
        if record.retry is None or self.retry is None:
            return False
        return self.retry or record.retry.is_due(self.clock)

    def stage(self, record: FileRecord, moved: bool = False) -> Stage:
        """From where a file that is the same, or has moved, has to be done again."""
        if self._has_to_be_read(record):
            return Stage.READ
        if (
            self.parts.understanding != self.now.understanding
            or self.province != self.new_province
            or record.corrections != self.fingerprint(record.ids)
        ):
            if record.refused:  # nothing is there of which its level could be told otherwise
                return Stage.READ
            return Stage.UNDERSTAND if record.notices else Stage.NOTHING
        if not record.notices:
            return Stage.NOTHING
        outdated = moved or self.damaged or self.parts.entry != self.now.entry
        return Stage.ENTER if outdated else Stage.NOTHING

    def _has_to_be_read(self, record: FileRecord) -> bool:
        """Whether notices of a file are lost, or its reading could give what it did not."""
        more = record.abilities is not None and self.abilities.exceed(record.abilities)
        lost = not self.missing.isdisjoint(record.notices)
        if lost or self.parts.reading != self.now.reading or more:
            return True
        return any(one.level in self.admitted for one in record.refused.values())
