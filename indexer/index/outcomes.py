"""What becomes of each file in a build: written, kept as it was, or failed with a version kept.

:class:`OutcomeCollector` tells it to the new state, and to the report.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import count

import msgspec

from indexer.documents import Passing, display_name, lies_in
from indexer.index.away import AwayFolders
from indexer.index.changes import Baseline, FileChange, FileStatus, Job, Stage
from indexer.index.collection import Renewal
from indexer.index.merging import Merger
from indexer.index.new_state import Findings, NewState
from indexer.index.records import Refusal, count_below, listed_notices
from indexer.index.report import Report, ReportNames, tell_copies
from indexer.index.same_paper import paper_key
from indexer.index.store import Contents, Part
from indexer.index.stored import Stored, decode_card, decode_reading
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
        self._names, self._report = names, report
        self._by_path = {one.record.path: one for one in changes if one.jobs}
        self._found = Findings()
        self.state = NewState(changes, baseline, self._found)
        self._held_before = listed_notices(baseline.records)
        self._refused: dict[str, Refusal] = {}
        self._written: set[str] = set()
        self._merged: set[str] = set()
        self._renewed: set[str] = set()
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
        before = [one.before for one in self._changes if one.before]
        secret = {id_ for one in before for id_ in one.secrecy}
        vanishing = self._refused.keys() | self._baseline.barred
        vanishing |= secret & (self._written | (self._dropped() - self._found.present))
        if any(not self._refused.keys().isdisjoint(one.tells) for one in before):
            vanishing |= self._renewed  # they may have named it
        if not vanishing:
            return []
        beside = set(self._held.beside(self._with_other_addresses(vanishing))) - self._written
        beside -= self._merged | (self._dropped() - self._found.present)
        self._moving |= beside
        return _only_written(beside)

    def _with_other_addresses(self, ids: Set[str]) -> Set[str]:
        """Some notices under all addresses under which their papers may stand as deleted."""
        before = [one.before.leads for one in self._changes if one.before and one.before.leads]
        led = [pair for leads in before for pair in leads.items()]
        standing = ids | {id_ for alias, id_ in led if alias in ids}
        return standing | {alias for alias, id_ in led if id_ in standing}

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
            if unread and change.was_read_further(outcome.digest, unread):
                return self._collect_failure(job, Failed(unread.reason, outcome.digest))
            change.record = replace(
                change.record,
                digest=outcome.digest,
                abilities=self._baseline.abilities if unread else None,
                unread=unread,
                is_scan=outcome.is_scan,
            )
            if unread:
                self._report.unread[self._names.of(change.record)] = unread
        if job.stage is Stage.READ and self._is_altered(job.id, outcome.digest):
            self._found.altered.add(job.id)
        new = outcome.card, outcome.reading
        self._found.understood(job.id, outcome.tells, outcome.asks)
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
        self._found.failures.update(failures)

    def _keep_or_write(
        self, job: Job, new: Stored, failures: tuple[StageFailure, ...], secrecy: str | None
    ) -> Stored | None:
        self._found.present.add(job.id)
        if job.stage is not Stage.NOTHING:
            self._found.failures[job.id] = failures
            card = decode_card(new[0])
            self._found.papers[job.id] = paper_key(card.number, card.date, card.secrecy)
            if secrecy is not None:
                self._found.secrecy[job.id] = secrecy
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
            self._found.present.discard(job.id)
        change = self._by_path.get(job.path)
        if change is not None:
            self._note_failure(change, job.id, failed)
            if is_kept:
                self._report.keep(self._names.of(change.record))
        self._report.forget_notices({job.id})

    def _note_failure(self, change: FileChange, notice_id: str, failed: Failed) -> None:
        """Tell of a notice that could not be made, or not brought up to date."""
        record = change.record
        retry = change.retry(record.digest, failed.passing, time.time())
        change.record = replace(
            record,
            failure=record.failure or failed.reason,
            abilities=self._baseline.abilities,
            # Of exported notices one may fail for good, another for the moment.
            retry=record.retry or retry,
        )
        self._report.fail(self._names.of_notice(record, notice_id), failed.reason, retry)

    def _collect_failure(self, job: Job, failed: Failed) -> Stored | Job | None:
        """Keep the last good version of a notice, if there is one, and mark it."""
        change = self._by_path[job.path]
        if job.stage is Stage.READ and not change.record.export:
            change.record = replace(change.record, digest=failed.digest)
        self._note_failure(change, job.id, failed)
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
            self._found.unknown.add(job.path)
            change.record = replace(change.record, digest="", stamp=None)
        elif label not in self._report.unchanged:
            self._report.unchanged.append(label)

    def settle_copies(self) -> None:
        """When all that is done: tell of each copy by itself that turned out to be none."""
        made = {job.id: (one, job) for one in self._changes for job in one.jobs}
        settle_copies(self._changes, made, self._found.present, self._names, self._report)

    # --- one paper in several files -------------------------------------------------------------

    def judged(self) -> dict[str, str]:
        """The notices that were made and may be one paper with others, by their ids: their keys."""
        return {
            one: key
            for one, key in self._found.papers.items()
            if key and one in self._found.present
        }

    def merge(self, done: Iterable[tuple[Merger, Processed | None]]) -> None:
        """Let one notice stand for each paper, and the addresses of the others lead to it."""
        leads: dict[str, str] = {}
        written: dict[str, str] = {}
        free = self._free_addresses()
        for merger, made in done:
            id_ = merger.stands.id
            merger.share(self.state.notices, free, self._baseline)
            leads |= dict.fromkeys(merger.leaving, id_)
            if made is not None:
                if self._is_altered(id_, made.digest):
                    self._found.altered.add(id_)
                self._found.failures[id_] = made.failures
                self._found.understood(id_, made.tells, made.asks)
                written[self._names.of(merger.best.change.record)] = id_
        if not leads:
            return
        self._written.update(written.values())
        self._found.present -= leads.keys()
        self._merged |= leads.keys()
        self._report.forget_notices({*leads, *written.values()})
        self._report.indexed |= written
        for change in self._changes:
            led = change.record.leads
            if not leads.keys().isdisjoint(led.values()):
                moved = {alias: leads.get(id_, id_) for alias, id_ in led.items()}
                change.record = replace(change.record, leads=moved)
        records = self.state.records()
        standing = {id_: one for one in records for id_ in one.notices}
        tell_copies(self._report, self._names, records, standing)

    def _free_addresses(self) -> Callable[[str], str]:
        """Gives addresses that nothing has, for files that give up their own."""
        known = [one.record for one in self._changes]
        taken = {id_ for one in known for id_ in (*one.notices, *one.leads)}
        taken.update(job.id for one in self._changes for job in one.jobs)

        def free(wanted: str) -> str:
            found = next(one for at in count(2) if (one := f"{wanted}-{at}") not in taken)
            taken.add(found)
            return found

        return free

    # --- what the papers tell one another -------------------------------------------------------

    def renew(self, renewal: Renewal) -> None:
        """Take what was made anew by what the others tell now.

        What could not be is told nothing, and asks no more until its file is read again.
        """
        for id_, made in renewal.made.items():
            self._found.tells[id_] = made.tells
            self._found.leans[id_] = made.leaning
            self._found.failures[id_] = made.failures
        self._found.leans |= dict.fromkeys(renewal.failed)
        self._written |= renewal.written.keys()
        self._renewed |= renewal.written.keys()
        for change in self._changes:
            is_gone = change.status is FileStatus.REMOVED
            for id_ in () if is_gone else self.state.notices(change):
                if id_ in renewal.failed:
                    self._note_failure(change, id_, renewal.failed[id_])
                    self._report.keep(self._names.of(change.record))
                if id_ in renewal.written:
                    label, source = self._names.of(change.record), renewal.written[id_]
                    self._report.refresh(label, source if change.record.export else label, id_)

    # --- the new state --------------------------------------------------------------------------

    def remaining(self) -> list[Part]:
        """The old parts that stay."""
        leaving = self._written | self._merged | (self._dropped() - self._found.present)
        return self._held.remaining(leaving)


def _only_written(ids: Iterable[str]) -> list[Job]:
    """The jobs of notices that stay as they are and change their place."""
    return [Job(Stage.NOTHING, "", "", notice_id) for notice_id in sorted(ids)]
