"""What a build will do and has done with each file, as people and programs are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from indexer.index.changes import FileChange, FileStatus, Stage
from indexer.index.records import FileRecord, Refusal, UnreadPages
from indexer.index.retry import Retry
from indexer.model import Reason
from indexer.stages import StageFailure


@dataclass(frozen=True, slots=True)
class PassingFailure:
    """Why a file could not be read this time, and when it is tried again.

    ``again`` is in seconds since 1970; before the next run nothing is tried.
    """

    reason: Reason
    again: int


@dataclass(slots=True)
class Report:
    """Files by what happened to them, told by their source.

    ``indexed`` gives the id of each notice written, ``renamed`` the former source.  ``failed``
    says why a file could not be read, ``passing`` of which files this may be over at another run;
    those of both among ``kept`` have an earlier version that is still searchable.  What is ``away``
    of those failed is a folder that may come back.  Those ``withheld`` are gone, and stay all the
    same until somebody confirms it.  Those ``unread`` are searchable but for some pages, those
    ``not_understood`` but for what the stages would have given on which the program failed.
    ``refreshed`` are the same files, understood anew by a new version of the program, the registry
    or a correction, or otherwise since other papers tell something else.
    Those ``refused`` have a level of secrecy that the index may not hold; of these the index held
    those ``withdrawn`` until now.
    ``duplicates`` are copies, each with the file that has the same bytes and stands for both;
    ``same_papers`` those whose bytes are others, and whose paper is the same all the same.
    Those ``passed_over`` are no papers, and to the ``bare_letters`` none is attached; those
    ``being_written`` were open in a word processor: what is not saved yet is not indexed.
    """

    indexed: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, Reason] = field(default_factory=dict)
    passing: dict[str, PassingFailure] = field(default_factory=dict)
    away: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unread: dict[str, UnreadPages] = field(default_factory=dict)
    not_understood: dict[str, tuple[StageFailure, ...]] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)
    passed_over: list[str] = field(default_factory=list)
    bare_letters: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    duplicates: dict[str, str] = field(default_factory=dict)
    same_papers: dict[str, str] = field(default_factory=dict)
    being_written: list[str] = field(default_factory=list)

    @property
    def nothing_new(self) -> bool:
        """Whether the index was as it should be."""
        left = self.removed or self.withdrawn
        return not (self.added or self.changed or self.renamed or self.refreshed or left)

    def fail(self, label: str, reason: Reason, retry: Retry | None) -> None:
        """Tell of a file that was not read, by when it is tried again."""
        if retry is None or retry.is_given_up:
            self.failed[label] = reason
        else:
            self.passing[label] = PassingFailure(reason, retry.due)

    def refuse(self, label: str, refusal: Refusal, *, was_held: bool) -> None:
        """Tell of a paper that it is refused, and whether it leaves the index by that."""
        self.refused[label] = refusal
        if was_held and label not in self.withdrawn:
            self.withdrawn.append(label)
            if label in self.unchanged:  # its file may be, but not what is held of it
                self.unchanged.remove(label)

    def refresh(self, label: str, name: str, notice_id: str) -> None:
        """Tell of a notice, by the label of its file and its own name, that it was made anew."""
        self.indexed[name] = notice_id
        if label in self.unchanged:
            self.unchanged.remove(label)
            self.refreshed.append(label)

    def keep(self, label: str) -> None:
        """Tell of a file, once, that an earlier version of it is still searchable."""
        if label not in self.kept:
            self.kept.append(label)

    def miss(self, folder: str, reason: Reason) -> None:
        """Tell of a folder that is away."""
        self.failed[folder] = reason
        self.away.append(folder)

    def forget_notices(self, ids: Container[str]) -> None:
        """Take back that some notices were written."""
        for label in [one for one, id_ in self.indexed.items() if id_ in ids]:
            del self.indexed[label]

    def forget(self, label: str) -> None:
        """Take back what was told of a file, of which nothing has become known after all."""
        for names in (self.added, self.changed, self.refreshed, self.kept, self.withdrawn):
            if label in names:
                names.remove(label)
        for told in (self.renamed, self.failed, self.passing, self.unread, self.refused):
            told.pop(label, None)


class ReportNames:
    """What a file is called in a report: its source, or its path where two have one source."""

    def __init__(self, changes: Iterable[FileChange]) -> None:
        self._sources = Counter(one.record.source for one in changes)

    def of(self, record: FileRecord) -> str:
        """The name of a file."""
        return record.source if self._sources[record.source] < 2 else record.path

    def of_notice(self, record: FileRecord, notice_id: str) -> str:
        """The name of one notice of a file."""
        return f"{self.of(record)}: {notice_id}" if record.export else self.of(record)

    def tell_failures(self, report: Report, record: FileRecord) -> None:
        """Have a report say which stages failed of the notices of a file, and of no others."""
        for notice_id in record.notices:
            name = self.of_notice(record, notice_id)
            report.not_understood.pop(name, None)
            if notice_id in record.not_understood:
                report.not_understood[name] = record.not_understood[notice_id]


def tell_copies(
    report: Report,
    names: ReportNames,
    records: Iterable[FileRecord],
    standing: Mapping[str, FileRecord],
) -> None:
    """Have a report say which files are copies, by the records of those that stand."""
    report.duplicates.clear()
    report.same_papers.clear()
    for one in records:
        for alias, notice_id in one.leads.items() if one.export or one.copy_of else ():
            stands = standing.get(notice_id)
            label = names.of_notice(one, alias)
            other = names.of(stands) if stands else notice_id
            is_other = stands is not None and stands.digest not in ("", one.digest)
            (report.same_papers if is_other else report.duplicates)[label] = other


def standing_records(changes: Iterable[FileChange]) -> dict[str, FileRecord]:
    """The files that stay, by the notices that they have or are to give."""
    return {
        notice_id: one.record
        for one in changes
        if one.status is not FileStatus.REMOVED
        for notice_id in (*one.record.notices, *(job.id for job in one.jobs))
    }


def _known_failure(change: FileChange) -> Reason | None:
    """Why a file that stays, and is not read this time, could not be read before."""
    is_read = any(job.stage is Stage.READ for job in change.jobs)
    return None if is_read or change.status is FileStatus.REMOVED else change.record.failure


def planned_report(
    changes: Iterable[FileChange], names: ReportNames, barred: Container[str] = ()
) -> Report:
    """What is to be done, and the failures that are known beforehand.

    ``barred`` are the notices that the index holds and may hold no longer.
    """
    report, changes = Report(), list(changes)
    staying = [one.record for one in changes if one.status is not FileStatus.REMOVED]
    tell_copies(report, names, staying, standing_records(changes))
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
        failure = _known_failure(one)
        if failure:
            report.fail(label, failure, one.record.retry)
            if one.record.notices:
                report.keep(label)
        if one.status is not FileStatus.REMOVED:
            for notice_id, refusal in one.record.refused.items():
                name = names.of_notice(one.record, notice_id)
                report.refuse(name, refusal, was_held=notice_id in barred)
        report.failed.update(one.problems)
        if one.status is FileStatus.UNCHANGED and one.record.unread:
            report.unread[label] = one.record.unread
        if one.status is FileStatus.UNCHANGED:
            names.tell_failures(report, one.record)
    return report
