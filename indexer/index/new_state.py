"""What the new state knows of each file, once a build has found out what becomes of it."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from indexer.directives import ToldNumber
from indexer.documents import Passing
from indexer.index.changes import Baseline, FileChange, FileStatus
from indexer.index.entry import VERSION
from indexer.index.records import (
    FileRecord,
    Intake,
    Leaning,
    intakes_of,
    listed_notices,
    with_whole_lists,
)
from indexer.stages import StageFailure

T = TypeVar("T")


@dataclass(slots=True)
class Findings:
    """What a build finds out, by the ids of notices.

    ``present`` are those of the files in the new state; ``failures``, ``secrecy``, ``papers``,
    ``tells`` and ``leans`` are as the records have them, with None where one has nothing any more;
    ``altered`` are those held before that have other bytes now.
    ``unknown`` are the paths of files of which nothing has become known.
    """

    present: set[str] = field(default_factory=set)
    failures: dict[str, tuple[StageFailure, ...]] = field(default_factory=dict)
    secrecy: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    tells: dict[str, ToldNumber | None] = field(default_factory=dict)
    leans: dict[str, Leaning | None] = field(default_factory=dict)
    altered: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def understood(
        self, notice_id: str, tells: ToldNumber | None, asks: tuple[str, ...] | None
    ) -> None:
        """Take what a notice tells others and asks them, where it was understood anew; it was told
        nothing yet."""
        if asks is not None:
            self.tells[notice_id] = tells
            self.leans[notice_id] = Leaning(asks) if asks else None


class NewState:
    """The records of the state to come, and its name."""

    def __init__(self, changes: Sequence[FileChange], baseline: Baseline, found: Findings) -> None:
        self._changes, self._baseline, self._found = changes, baseline, found
        self._held_before = listed_notices(baseline.records)
        self._intakes = intakes_of(baseline.records)

    def records(self) -> list[FileRecord]:
        """What is now known of each file."""
        now = math.floor(time.time())
        kept, dropped = [], []
        for one in self._changes:
            if one.status is FileStatus.REMOVED or self._is_unknown(one):
                dropped.append(one.record)
            else:
                kept.append(self._record(one, now))
        return with_whole_lists(kept, dropped)

    def _record(self, change: FileChange, now: int) -> FileRecord:
        record, notices, found = change.record, self.notices(change), self._found
        failures = {
            one: some
            for one in notices
            if (some := found.failures.get(one, record.not_understood.get(one)))
        }
        retry = record.retry
        is_tried = change.jobs or not found.failures.keys().isdisjoint(notices)
        if is_tried and record.failure is None:
            pressed = any(one.may_pass for some in failures.values() for one in some)
            passing = Passing.MACHINE if pressed else None
            retry = change.retry(record.digest, passing, time.time())
        before = change.before or record
        return replace(
            record,
            notices=notices,
            not_understood=failures,
            retry=retry,
            secrecy=_known(notices, found.secrecy, {} if change.jobs else record.secrecy),
            papers=_known(notices, found.papers, {} if change.jobs else record.papers),
            intakes=self._known_intakes(record, notices, now),
            tells=_known(notices, found.tells, before.tells),
            leans=_known(notices, found.leans, before.leans),
        )

    def _known_intakes(
        self, record: FileRecord, notices: Sequence[str], now: int
    ) -> dict[str, Intake]:
        """Since when the notices of a file are held: what is new is so from now on, and what an
        earlier version held, or an export that does not tell, since nobody knows when."""
        intakes = {}
        for one in notices:
            if one not in self._held_before and not record.export:
                intakes[one] = Intake(now, now)
                continue
            known = self._intakes.get(one) or record.intakes.get(one)
            if one in self._found.altered:
                known = replace(known or Intake(), changed=now)
            if known is not None:
                intakes[one] = known
        return intakes

    def notices(self, change: FileChange) -> tuple[str, ...]:
        """The notices that a file has in the new state."""
        if change.shared is not None:
            return change.shared
        if change.jobs:
            return tuple(job.id for job in change.jobs if job.id in self._found.present)
        return change.record.notices

    def _is_unknown(self, change: FileChange) -> bool:
        """Whether nothing is known of a file; of exported notices some may have been read."""
        if change.record.path not in self._found.unknown:
            return False
        return self._found.present.isdisjoint(job.id for job in change.jobs)

    def generation(self, records: Sequence[FileRecord]) -> str:
        """The name of the new state of these records: the same for the same corpus, by the same
        program."""
        seen = [
            (
                *(one.path, one.source, one.digest, one.notices, one.failure, one.corrections),
                *(one.not_understood, one.refused, one.leads),
            )
            for one in records
        ]
        made = (VERSION, self._baseline.now, self._baseline.new_province, seen)
        return hashlib.sha256(repr(made).encode()).hexdigest()[:16]


def _known(
    notices: Sequence[str], found: Mapping[str, T | None], before: Mapping[str, T]
) -> dict[str, T]:
    """What is known of each of some notices: what was found, else what was known before."""
    known = ((one, found.get(one, before.get(one))) for one in notices)
    return {one: value for one, value in known if value}
