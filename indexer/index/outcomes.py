"""What becomes of each file in a build: written, kept as it was, or failed with a version kept.

:class:`OutcomeCollector` tells it to the new state, and to the report.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import msgspec

from indexer.documents import Passing, display_name, lies_in
from indexer.index.away import AwayFolders
from indexer.index.changes import Baseline, FileChange, FileStatus, Job, Stage
from indexer.index.entry import VERSION, Stored, decode_card, decode_reading
from indexer.index.records import (
    FileRecord,
    Intake,
    Refusal,
    count_below,
    intakes_of,
    listed_notices,
    with_whole_lists,
)
from indexer.index.report import Report, ReportNames
from indexer.index.retry import Retry, tried_again
from indexer.index.store import Contents, Part
from indexer.index.tasks import Failed, JobOutcome, Processed, Refused, secrecy_of, stored_document
from indexer.index.twins import settle_copies
from indexer.model import because
from indexer.stages import StageFailure


class OutcomeCollector:
    """The outcomes of a build as they come in; in the end, what the new state knows."""

    def __init__(
        self,
        changes: Sequence[FileChange],
        baseline: Baseline,
        held: Contents,
        names: ReportNames,
        report: Report,
        away: AwayFolders,
    ) -> None:
        self._changes, self._baseline, self._held = changes, baseline, held
        self._away = away
        self._out_of_reach: list[Job] = []
        self._unknown: set[str] = set()
        self._names, self._report = names, report
        self._by_path = {one.record.path: one for one in changes if one.jobs}
        self._failures: dict[str, tuple[StageFailure, ...]] = {}
        self._secrecy: dict[str, str] = {}
        self._held_before = listed_notices(baseline.records)
        self._intakes = intakes_of(baseline.records)
        self._altered: set[str] = set()
        self._refused: dict[str, Refusal] = {}
        self._written: set[str] = set()
        self._present: set[str] = set()
        leaving = {job.id for one in changes for job in one.jobs} | self._dropped()
        self._moving = set(held.to_merge(leaving))

    def _dropped(self) -> set[str]:
        """The notices of files that are gone, or that now hold other notices; and those that the
        index may not hold any more."""
        gone = {
            notice_id
            for one in self._changes
            if one.before
            for notice_id in one.before.notices
            if one.jobs or one.status is FileStatus.REMOVED or notice_id not in one.record.notices
        }
        return gone | self._baseline.barred

    def jobs(self) -> list[Job]:
        """All jobs in the order of the files; then what is only written again."""
        jobs = [job for one in self._changes for job in one.jobs]
        idle = self._moving - self._dropped() - {job.id for job in jobs}
        return [*jobs, *_only_written(idle)]

    def jobs_to_clear(self) -> list[Job]:
        """When all that is done: what else to write again, so that of secret papers that leave, or
        are written anew, nothing stays in the old parts, not even as deleted.

        That some paper is to leave may have been found out only now.
        """
        secret = {id_ for one in self._changes if one.before for id_ in one.before.secrecy}
        vanishing = self._refused.keys() | self._baseline.barred
        vanishing |= secret & (self._written | (self._dropped() - self._present))
        if not vanishing:
            return []
        beside = set(self._held.beside(vanishing)) - self._written
        beside -= self._dropped() - self._present
        self._moving |= beside
        return _only_written(beside)

    def collect(self, job: Job, outcome: JobOutcome) -> Stored | Job | None:
        """Take an outcome; the card and reading to be written, if any, or a job that gives them:
        the last good version of what has failed."""
        folder = self._away.learn(job, outcome)
        if isinstance(outcome, Refused):
            self._refuse(job, outcome.refusal)
            return None
        if isinstance(outcome, Failed):
            if job.stale_reason is not None:  # what cannot be understood anew stays as it was
                return self._keep_what_is_held(job)
            if outcome.passing is Passing.DISK:
                self._out_of_reach.append(job)
            if self._away.skip(job):
                self._tell_away(folder)
                return self._leave_as_it_was(job)
            return self._collect_failure(job, outcome)
        if job.stage is Stage.READ and not self._by_path[job.path].record.export:
            change, unread = self._by_path[job.path], outcome.unread
            if unread and _fewer_were_unread(change.before, outcome):
                return self._collect_failure(job, Failed(unread.reason, outcome.digest))
            change.record = replace(
                change.record,
                digest=outcome.digest,
                abilities=self._baseline.abilities if unread else None,
                unread=unread,
            )
            if unread:
                self._report.unread[self._names.of(change.record)] = unread
        if job.stage is Stage.READ and self._is_altered(job.id, outcome.digest):
            self._altered.add(job.id)
        new = outcome.card, outcome.reading
        return self._keep_or_write(job, new, outcome.failures, outcome.secrecy)

    def _is_altered(self, notice_id: str, digest: str) -> bool:
        """Whether a notice that was held has other bytes now."""
        if notice_id not in self._held_before:
            return False
        stored = self._held.stored(notice_id)
        return stored is not None and stored_document(stored).digest != digest

    def _refuse(self, job: Job, refusal: Refusal) -> None:
        """Forget a paper but for its level: also what had been learnt of it before."""
        self._refused[job.id] = refusal
        change = self._by_path[job.path]
        record = change.record.forgotten([job.id])
        change.record = replace(record, refused=record.refused | {job.id: refusal})
        label = self._names.of(record)
        if not record.export:
            self._report.unread.pop(label, None)
            if label in self._report.kept:
                self._report.kept.remove(label)
        was_held = job.id in self._held_before | self._baseline.barred
        self._report.refuse(self._names.of_notice(record, job.id), refusal, was_held=was_held)

    def note_failures(self, failures: Mapping[str, tuple[StageFailure, ...]]) -> None:
        """Take how the last stages went, when they went otherwise than before."""
        self._failures.update(failures)

    def _keep_or_write(
        self, job: Job, new: Stored, failures: tuple[StageFailure, ...], secrecy: str | None
    ) -> Stored | None:
        self._present.add(job.id)
        if job.stage is not Stage.NOTHING:
            self._failures[job.id] = failures
            if secrecy is not None:
                self._secrecy[job.id] = secrecy
        is_moving = job.id in self._moving
        if self._is_usable and not is_moving and self._held.stored(job.id) == new:
            return None
        self._written.add(job.id)
        if job.stage is not Stage.NOTHING:
            card = decode_card(new[0])
            self._report.indexed[self._label(job, card.source)] = job.id
        return new

    @property
    def _is_usable(self) -> bool:
        """Whether the old parts may stand in the new state."""
        same_entry = self._baseline.parts.entry == self._baseline.now.entry
        return same_entry and not self._baseline.damaged

    def _label(self, job: Job, source: str) -> str:
        return source if job.export else self._names.of(self._by_path[job.path].record)

    def withdraw(self, job: Job, failed: Failed) -> None:
        """Take back an outcome: the notice could be made but not entered.

        What the index holds of it stays, if only as it was.
        """
        self._written.discard(job.id)
        is_kept = self._is_usable and self._held.stored(job.id) is not None
        if not is_kept:
            self._present.discard(job.id)
        change = self._by_path.get(job.path)
        if change is not None:
            if is_kept:
                self._report.keep(self._names.of(change.record))
            change.record = replace(
                change.record,
                failure=failed.reason,
                abilities=self._baseline.abilities,
                retry=_retry(change, change.record.digest, failed.passing),
            )
            label = self._names.of_notice(change.record, job.id)
            self._report.fail(label, failed.reason, change.record.retry)
        for label in [one for one, id_ in self._report.indexed.items() if id_ == job.id]:
            del self._report.indexed[label]

    def _collect_failure(self, job: Job, failed: Failed) -> Stored | Job | None:
        """Keep the last good version of a notice, if there is one, and mark it."""
        change = self._by_path[job.path]
        if job.stage is Stage.READ and not change.record.export:
            change.record = replace(change.record, digest=failed.digest)
        retry = _retry(change, failed.digest, failed.passing)
        change.record = replace(
            change.record,
            failure=failed.reason,
            abilities=self._baseline.abilities,
            # Of exported notices one may fail for good, another for the moment.
            retry=retry or change.record.retry,
        )
        label = self._names.of_notice(change.record, job.id)
        self._report.fail(label, failed.reason, retry)
        stored = self._held.stored(job.id)
        if stored is None:
            return None
        if change.before:
            change.record = replace(change.record, unread=change.before.unread)
        self._report.keep(self._names.of(change.record))
        return replace(
            job, stage=Stage.UNDERSTAND, line=None, stored=stored, stale_reason=failed.reason
        )

    # --- folders that go away meanwhile ---------------------------------------------------------

    def _tell_away(self, folder: str | None) -> None:
        """Tell of a folder that has just turned out to be away, and not of the files in it."""
        if folder is None:
            return
        for job in self._out_of_reach:  # their last good versions are marked, and tried again
            if lies_in(job.path, folder):
                self._forget(job)
        kept = (one.before for one in self._changes if one.before)
        reason = because(
            "mất kết nối giữa chừng tới thư mục này (ổ mạng, ổ đĩa?), đã dừng đọc; lần chạy sau sẽ "
            "đọc tiếp; số thông báo được giữ nguyên: {n}",
            n=count_below(folder, kept),
        )
        self._report.miss(display_name(folder), reason)

    def _leave_as_it_was(self, job: Job) -> Stored | Job | None:
        """What the index holds of a file stays, and the next run reads the file.

        What another version wrote is understood anew, for no part of this one can be made of it.
        """
        self._forget(job)
        change = self._by_path[job.path]
        if change.before:
            known = replace(change.before, path=job.path, source=job.source)
            change.record = replace(known, digest="", stamp=None)
        stored = self._held.stored(job.id)
        if stored is not None and not self._is_current(stored):
            return replace(job, stage=Stage.UNDERSTAND, line=None, stored=stored)
        return self._keep_what_is_held(job)

    def _is_current(self, stored: Stored) -> bool:
        """Whether a part can be made of what the index holds of a notice as it is."""
        if self._is_usable:
            return True
        try:
            decode_card(stored[0])
            decode_reading(stored[1])
        except msgspec.MsgspecError:
            return False
        return True

    def _keep_what_is_held(self, job: Job) -> Stored | None:
        stored, before = self._held.stored(job.id), self._by_path[job.path].before
        if stored is None or not self._is_current(stored):
            return None
        failures = before.not_understood if before else {}
        level, refusal = secrecy_of(stored, self._baseline.admitted)
        if refusal is not None:
            self._refuse(job, refusal)
            return None
        return self._keep_or_write(job, stored, failures.get(job.id, ()), level)

    def _forget(self, job: Job) -> None:
        """Say no more of a file than that it was there."""
        change = self._by_path[job.path]
        label = self._names.of(change.record)
        self._report.forget(label)
        self._report.forget(f"{label}: {job.id}")
        if change.before is None:
            self._unknown.add(job.path)
            change.record = replace(change.record, digest="", stamp=None)
        elif label not in self._report.unchanged:
            self._report.unchanged.append(label)

    def settle_copies(self) -> None:
        """When all that is done: tell of each copy by itself that turned out to be none."""
        made = {job.id: one for one in self._changes for job in one.jobs}
        settle_copies(self._changes, made, self._present, self._names, self._report)

    # --- the new state --------------------------------------------------------------------------

    def remaining(self) -> list[Part]:
        """The old parts that stay."""
        return self._held.remaining(self._written | (self._dropped() - self._present))

    def records(self) -> list[FileRecord]:
        """What is now known of each file."""
        now = math.floor(time.time())
        return [self._with_intakes(one, now) for one in self._records()]

    def _with_intakes(self, record: FileRecord, now: int) -> FileRecord:
        """With since when its notices are held: what is new is so from now on, and what an
        earlier version held, or an export that does not tell, since nobody knows when."""
        intakes = {}
        for one in record.notices:
            if one not in self._held_before and not record.export:
                intakes[one] = Intake(now, now)
                continue
            known = self._intakes.get(one) or record.intakes.get(one)
            if one in self._altered:
                known = replace(known or Intake(), changed=now)
            if known is not None:
                intakes[one] = known
        return replace(record, intakes=intakes)

    def _records(self) -> list[FileRecord]:
        kept, dropped = [], []
        for one in self._changes:
            if one.status is FileStatus.REMOVED or self._is_unknown(one):
                dropped.append(one.record)
            else:
                kept.append(self._record(one))
        return with_whole_lists(kept, dropped)

    def _record(self, change: FileChange) -> FileRecord:
        record, notices = change.record, change.record.notices
        if change.jobs:
            notices = tuple(job.id for job in change.jobs if job.id in self._present)
        levels = {**({} if change.jobs else record.secrecy), **self._secrecy}
        secrecy = {one: levels[one] for one in notices if one in levels}
        failures = {**record.not_understood, **self._failures}
        found = {one: failures[one] for one in notices if failures.get(one)}
        retry = record.retry
        if change.jobs and record.failure is None:
            pressed = any(one.may_pass for some in found.values() for one in some)
            passing = Passing.MACHINE if pressed else None
            retry = _retry(change, record.digest, passing)
        return replace(record, notices=notices, not_understood=found, retry=retry, secrecy=secrecy)

    def _is_unknown(self, change: FileChange) -> bool:
        """Whether nothing is known of a file; of exported notices some may have been read."""
        if change.record.path not in self._unknown:
            return False
        return self._present.isdisjoint(job.id for job in change.jobs)

    def generation(self) -> str:
        """The name of the new state: the same for the same corpus, by the same program."""
        seen = [
            (
                *(one.path, one.source, one.digest, one.notices, one.failure, one.corrections),
                *(one.not_understood, one.refused, one.leads),
            )
            for one in self._records()
        ]
        made = (VERSION, self._baseline.now, self._baseline.new_province, seen)
        return hashlib.sha256(repr(made).encode()).hexdigest()[:16]


def _only_written(ids: Iterable[str]) -> list[Job]:
    """The jobs of notices that stay as they are and change their place."""
    return [Job(Stage.NOTHING, "", "", notice_id) for notice_id in sorted(ids)]


def _retry(change: FileChange, digest: str, passing: Passing | None) -> Retry | None:
    """When a file that has failed is tried again; the attempts at the same bytes count together."""
    if passing is None:
        return None
    before, now = change.before, change.record
    if now.export:
        digest = now.digest
    same = before is not None and before.digest == digest
    if before and not digest:  # nothing was read, then or now
        same = same and before.stamp == now.stamp
    return tried_again(before.retry if before and same else None, passing, time.time())


def _fewer_were_unread(before: FileRecord | None, outcome: Processed) -> bool:
    """Whether the same bytes were read further before, as when a program was installed then."""
    if before is None or not outcome.unread or before.digest != outcome.digest:
        return False
    known = len(before.unread.numbers) if before.unread else 0
    return bool(before.notices) and known < len(outcome.unread.numbers)
