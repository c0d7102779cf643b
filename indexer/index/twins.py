"""Files of the same bytes: one notice, of which the others are copies.

The file that stands is one that stood before; where several did, as in an index of an earlier
version, the one that came first; else the first in the order of the files.  So it is the same
whoever reads what when, and its address stays.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from indexer.documents import SourceFile
from indexer.index.changes import FileChange, FileStatus, Job, Stage
from indexer.index.export import is_export
from indexer.index.records import FileRecord, digest_of, file_head, file_stamp
from indexer.index.report import Report, ReportNames


def copies_among(
    files: Sequence[SourceFile],
    records: Mapping[str, FileRecord],
    renamed: Mapping[str, FileRecord],
) -> dict[str, str]:
    """By path, the path of the file of which another is a copy.

    ``records`` are what is known of files by their paths, ``renamed`` the records of vanished ones
    that some of the files now are.  What could not be read or was refused is no copy of anything:
    each is told by itself.
    """
    found: dict[str, str] = {}
    for same_size in _by_size(files, records):
        by_digest: dict[str, list[SourceFile]] = defaultdict(list)
        for file in same_size:
            if digest := known_digest(file, records.get(str(file.path))):
                by_digest[digest].append(file)
        for digest, twins in by_digest.items():
            if len(twins) > 1 and not _is_export(twins[0]):
                paths = [str(one.path) for one in twins]
                stands = _standing(paths, digest, records, renamed)
                found |= {path: stands for path in paths if path != stands}
    return found


def settle_copies(
    changes: Iterable[FileChange],
    made: Mapping[str, tuple[FileChange, Job]],
    present: Container[str],
    names: ReportNames,
    report: Report,
) -> None:
    """When all files are read: a copy of a file that gave no notice fares alike, and is told of by
    itself; so is one that turns out to have other bytes after all.

    ``made`` are the files that were to give notices, by their ids, each with its job, ``present``
    those that did.
    """
    for change in changes:
        notice_id = change.record.copy_of
        if change.status is FileStatus.REMOVED or notice_id not in made:
            continue
        other, job = made[notice_id][0].record, made[notice_id][1]
        is_same = other.digest == change.record.digest and other.failure is None
        if notice_id not in present or (job.stage is Stage.READ and not is_same):
            _settle_alone(change, other, names.of(change.record), report)


def _settle_alone(change: FileChange, other: FileRecord, label: str, report: Report) -> None:
    report.duplicates.pop(label, None)
    refusal = other.refused.get(change.record.copy_of)
    alone = replace(change.record, leads={})
    if refusal is not None:
        change.record = replace(alone, digest="", refused={change.record.alias: refusal})
        report.refused[label] = refusal
    elif other.failure is None:
        change.record = replace(alone, digest="", stamp=None)
    else:
        change.record = replace(
            alone, failure=other.failure, abilities=other.abilities, retry=other.retry
        )
        report.fail(label, other.failure, other.retry)


def known_digest(file: SourceFile, record: FileRecord | None) -> str:
    """The digest of a file, which is not read where it is known to be as it was."""
    if record and record.digest and record.stamp and record.stamp == file_stamp(file):
        return record.digest
    return digest_of(file)


def _by_size(
    files: Sequence[SourceFile], records: Mapping[str, FileRecord]
) -> list[list[SourceFile]]:
    """The files that have another one of their size, together.

    That of a file within an archive or a letter is not known, but its digest is: where there are
    such files all are compared by that.
    """
    all_at_once = any(one.digest for one in files)
    by_size: dict[int, list[SourceFile]] = defaultdict(list)
    for file in files:
        record = records.get(str(file.path))
        if record and (record.export or record.refused or record.failure):
            continue
        try:
            size = os.lstat(file.location).st_size
        except OSError:
            continue  # its reading tells why
        if size:
            by_size[0 if all_at_once else size].append(file)
    return [one for one in by_size.values() if len(one) > 1]


def _is_export(file: SourceFile) -> bool:
    try:
        return is_export(file.source, file_head(file).start)
    except OSError:
        return True


def _standing(
    paths: Sequence[str],
    digest: str,
    records: Mapping[str, FileRecord],
    renamed: Mapping[str, FileRecord],
) -> str:
    stood = {
        path: records[path]
        for path in paths
        if path in records and records[path].notices and records[path].digest in ("", digest)
    }
    if stood:
        return min(stood, key=lambda path: (_since(stood[path]), paths.index(path)))
    return next((path for path in paths if path in renamed), paths[0])


def _since(record: FileRecord) -> int:
    """When it came; before all others where nobody knows."""
    intake = record.intakes.get(record.notices[0])
    return (intake.first if intake else None) or 0
