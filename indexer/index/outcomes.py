"""What becomes of each file in a build: written, kept as it was, or failed with a version kept.

:class:`Report` tells it to people and programs, :class:`OutcomeCollector` to the new state.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from indexer.index.changes import Baseline, FileChange, FileStatus, Job, Stage
from indexer.index.entry import VERSION, Stored, decode_card
from indexer.index.records import FileRecord, UnreadPages
from indexer.index.store import Contents, Part
from indexer.index.tasks import Failed, JobOutcome, Processed
from indexer.model import Reason


@dataclass(slots=True)
class Report:
    """Files by what happened to them, told by their source.

    ``indexed`` gives the id of each notice written, ``renamed`` the former source.  ``failed``
    says why a file could not be read; those among ``kept`` have an earlier version that is
    still searchable.  Those ``unread`` are searchable but for some pages.  ``refreshed`` are the
    same files, understood anew by a new version of the program, the registry or a correction.
    Those ``being_written`` were open in a word processor: what is not saved yet is not indexed.
    """

    indexed: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, Reason] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    unread: dict[str, UnreadPages] = field(default_factory=dict)
    being_written: list[str] = field(default_factory=list)

    @property
    def nothing_new(self) -> bool:
        """Whether the index was as it should be."""
        return not (self.added or self.changed or self.renamed or self.removed or self.refreshed)


class ReportNames:
    """What a file is called in a report: its source, or its path where two have one source."""

    def __init__(self, changes: Iterable[FileChange]) -> None:
        self._sources = Counter(one.record.source for one in changes)

    def of(self, record: FileRecord) -> str:
        """The name of a file."""
        return record.source if self._sources[record.source] < 2 else record.path


def planned_report(changes: Iterable[FileChange], names: ReportNames) -> Report:
    """What is to be done, and the failures that are known beforehand."""
    report = Report()
    by_change = {
        FileStatus.ADDED: report.added,
        FileStatus.CHANGED: report.changed,
        FileStatus.REMOVED: report.removed,
        FileStatus.REFRESHED: report.refreshed,
        FileStatus.UNCHANGED: report.unchanged,
    }
    for one in changes:
        label = names.of(one.record)
        if one.status is FileStatus.RENAMED and one.before:
            report.renamed[label] = one.before.source
        else:
            by_change[one.status].append(label)
        if one.status is not FileStatus.REMOVED and not one.jobs and one.record.failure:
            report.failed[label] = one.record.failure
            if one.record.notices:
                report.kept.append(label)
        report.failed.update(one.problems)
        if one.status is FileStatus.UNCHANGED and one.record.unread:
            report.unread[label] = one.record.unread
    return report


class OutcomeCollector:
    """The outcomes of a build as they come in; in the end, what the new state knows."""

    def __init__(
        self,
        changes: Sequence[FileChange],
        baseline: Baseline,
        held: Contents,
        names: ReportNames,
        report: Report,
    ) -> None:
        self._changes, self._baseline, self._held = changes, baseline, held
        self._names, self._report = names, report
        self._by_path = {one.record.path: one for one in changes if one.jobs}
        self._written: set[str] = set()
        self._present: set[str] = set()
        leaving = {job.id for one in changes for job in one.jobs} | self._dropped()
        self._moving = set(held.to_merge(leaving))

    def _dropped(self) -> set[str]:
        """The notices of files that are gone, or that now hold other notices."""
        return {
            notice_id
            for one in self._changes
            if one.before and (one.jobs or one.status is FileStatus.REMOVED)
            for notice_id in one.before.notices
        }

    def jobs(self) -> list[Job]:
        """All jobs in the order of the files; then what is only written again."""
        jobs = [job for one in self._changes for job in one.jobs]
        idle = sorted(self._moving - self._dropped() - {job.id for job in jobs})
        return [*jobs, *(Job(Stage.NOTHING, "", "", notice_id) for notice_id in idle)]

    def collect(self, job: Job, outcome: JobOutcome) -> Stored | Job | None:
        """Take an outcome; the card and reading to be written, if any, or a job that gives them:
        the last good version of what has failed."""
        if isinstance(outcome, Failed):
            if job.stale_reason is None:
                return self._collect_failure(job, outcome)
            stored = self._held.stored(job.id)  # what cannot be understood anew stays as it was
            return stored and self._keep_or_write(job, stored)
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
        return self._keep_or_write(job, (outcome.card, outcome.reading))

    def _keep_or_write(self, job: Job, new: Stored) -> Stored | None:
        self._present.add(job.id)
        same_entry = self._baseline.parts.entry == self._baseline.now.entry
        same_entry &= not self._baseline.damaged
        if job.id not in self._moving and same_entry and self._held.stored(job.id) == new:
            return None
        self._written.add(job.id)
        if job.stage is not Stage.NOTHING:
            card = decode_card(new[0])
            self._report.indexed[self._label(job, card.source)] = job.id
        return new

    def _label(self, job: Job, source: str) -> str:
        return source if job.export else self._names.of(self._by_path[job.path].record)

    def withdraw(self, job: Job, reason: Reason) -> None:
        """Take back an outcome: the notice could be made but not entered."""
        self._written.discard(job.id)
        self._present.discard(job.id)
        change = self._by_path.get(job.path)
        if change is not None:
            change.record = replace(
                change.record, failure=reason, abilities=self._baseline.abilities
            )
            self._report.failed[self._failure_label(job)] = reason
        for label in [one for one, id_ in self._report.indexed.items() if id_ == job.id]:
            del self._report.indexed[label]

    def _failure_label(self, job: Job) -> str:
        label = self._names.of(self._by_path[job.path].record)
        return f"{label}: {job.id}" if job.export else label

    def _collect_failure(self, job: Job, failed: Failed) -> Stored | Job | None:
        """Keep the last good version of a notice, if there is one, and mark it."""
        change = self._by_path[job.path]
        if job.stage is Stage.READ and not change.record.export:
            change.record = replace(change.record, digest=failed.digest)
        change.record = replace(
            change.record, failure=failed.reason, abilities=self._baseline.abilities
        )
        self._report.failed[self._failure_label(job)] = failed.reason
        stored = self._held.stored(job.id)
        if stored is None:
            return None
        if change.before:
            change.record = replace(change.record, unread=change.before.unread)
        self._report.kept.append(self._names.of(change.record))
        return replace(
            job, stage=Stage.UNDERSTAND, line=None, stored=stored, stale_reason=failed.reason
        )

    # --- the new state --------------------------------------------------------------------------

    def remaining(self) -> list[Part]:
        """The old parts that stay."""
        return self._held.remaining(self._written | (self._dropped() - self._present))

    def records(self) -> list[FileRecord]:
        """What is now known of each file."""
        return [
            one.record
            if not one.jobs
            else replace(
                one.record,
                notices=tuple(job.id for job in one.jobs if job.id in self._present),
            )
            for one in self._changes
            if one.status is not FileStatus.REMOVED
        ]

    def generation(self) -> str:
        """The name of the new state: the same for the same corpus, by the same program."""
        seen = [
            (one.path, one.source, one.digest, one.notices, one.failure, one.corrections)
            for one in self.records()
        ]
        made = (VERSION, self._baseline.now, self._baseline.new_province, seen)
        return hashlib.sha256(repr(made).encode()).hexdigest()[:16]


def _fewer_were_unread(before: FileRecord | None, outcome: Processed) -> bool:
    """Whether the same bytes were read further before, as when a program was installed then."""
    if before is None or not outcome.unread or before.digest != outcome.digest:
        return False
    known = len(before.unread.numbers) if before.unread else 0
    return bool(before.notices) and known < len(outcome.unread.numbers)
