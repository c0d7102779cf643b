"""What a build will do or has done, file by file, for people and programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from indexer.building.changes import Change, FileChange
from indexer.building.records import FileRecord, UnreadPages
from indexer.model import Reason


@dataclass(slots=True)
class Report:
    """Files by what happened to them, told by their source.

    ``indexed`` gives the id of each notice written, ``renamed`` the former source.  ``failed``
    says why a file could not be read; those among ``kept`` have an earlier version that is
    still searchable.  Those ``unread`` are searchable but for some pages.  ``refreshed`` are the
    same files, understood anew by a new version of the program, the registry or a correction.
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

    @property
    def nothing_new(self) -> bool:
        """Whether the index was as it should be."""
        return not (self.added or self.changed or self.renamed or self.removed or self.refreshed)


class Labels:
    """What a file is called in a report: its source, or its path where two have one source."""

    def __init__(self, changes: Iterable[FileChange]) -> None:
        self._sources = Counter(one.record.source for one in changes)

    def of(self, record: FileRecord) -> str:
        """The name of a file."""
        return record.source if self._sources[record.source] < 2 else record.path


def planned(changes: Iterable[FileChange], labels: Labels) -> Report:
    """What is to be done, and the failures that are known beforehand."""
    report = Report()
    by_change = {
        Change.ADDED: report.added,
        Change.CHANGED: report.changed,
        Change.REMOVED: report.removed,
        Change.REFRESHED: report.refreshed,
        Change.UNCHANGED: report.unchanged,
    }
    for one in changes:
        label = labels.of(one.record)
        if one.change is Change.RENAMED and one.before:
            report.renamed[label] = one.before.source
        else:
            by_change[one.change].append(label)
        if one.change is not Change.REMOVED and not one.jobs and one.record.failure:
            report.failed[label] = one.record.failure
            if one.record.notices:
                report.kept.append(label)
        report.failed.update(one.problems)
        if one.change is Change.UNCHANGED and one.record.unread:
            report.unread[label] = one.record.unread
    return report
