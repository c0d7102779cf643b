"""What has to be done: the files as they are, against what the index knows of them.

A file is the same when its size and times are, or else its SHA-256.  A new file with the bytes
of one that is gone is that file renamed, and keeps the address of its notice.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from indexer.documents import (
    SourceFile,
    document_id,
    lies_in,
    outer_file,
    passing_cause,
    unread_reason,
)
from indexer.index.changes import Baseline, FileChange, FileStatus, Job, Stage
from indexer.index.export import LineExtent, ScannedExport, is_export, scan_export
from indexer.index.records import (
    FileRecord,
    FileStamp,
    Intake,
    digest_of,
    file_head,
    file_stamp,
    listed_notices,
)
from indexer.index.retry import tried_again
from indexer.index.successors import found_again, heirs_of, places_of
from indexer.index.twins import copies_among, known_digest
from indexer.model import Reason, because


def compare(files: Sequence[SourceFile], baseline: Baseline) -> list[FileChange]:
    """What happened to each file, sorted by source; then the files that are gone."""
    return list(_Comparison(files, baseline).changes())


class _Comparison:
    """The files on one side, the records on the other."""

    def __init__(self, files: Sequence[SourceFile], baseline: Baseline) -> None:
        self._files = files
        self._baseline = baseline
        self._records = {record.path: record for record in baseline.records}
        self._by_path = {str(file.path): file for file in files}
        self._missing = [one for one in baseline.records if one.path not in self._by_path]
        self._gone = [one for one in self._missing if _is_gone(one.path, baseline)]
        self._renamed = self._renames()
        self._copies = copies_among(files, self._records, self._renamed)
        self._moved = self._moved_copies()
        self._made: dict[str, FileChange | None] = {}
        # Of these it is not known which export they came in; one that has them now takes them.
        self._astray = listed_notices(one for one in baseline.records if not one.path)
        # An address that an untouched file holds is not given to another one.
        self._left = set(map(id, self._gone))  # by identity: to compare records takes its time
        kept = [one for one in baseline.records if id(one) not in self._left]
        self._taken = listed_notices(chain(kept, self._renamed.values()))
        known = chain(kept, self._renamed.values(), self._moved.values())
        self._taken.update(alias for one in known for alias in one.leads)
        unseen = (one for one in self._missing if id(one) not in self._left)
        self._unseen_notices = listed_notices(unseen)
        here = self._known_here()
        self._places = places_of(baseline.records, [*here, *self._renamed.items()])
        self._heirs = heirs_of(self._gone, self._renamed.values(), here, self._copies)
        self._taken.update(self._heirs.values())

    def _known_here(self) -> list[tuple[str, FileRecord]]:
        """The files that are here, each with what was known of it."""
        known = ((path, self._records.get(path) or self._moved.get(path)) for path in self._by_path)
        return [(path, record) for path, record in known if record]

    def changes(self) -> Iterator[FileChange]:
        for file in self._files:
            yield self._change(file)
        followed = {one.path for one in (self._moved | self._renamed).values()}
        for record in self._missing:
            left = record if record.path else self._without_found(record)
            if record.path in followed or not (record.path or left.notices):
                continue
            if id(record) in self._left:
                yield FileChange(FileStatus.REMOVED, left, left)
            else:
                yield self._unseen(left)

    def _unseen(self, record: FileRecord) -> FileChange:
        """A file that cannot be seen today: what the index holds of it stays.

        It is brought up to date without the file, as far as that goes; what a new program would
        read otherwise is read when the file is back.  Of a source that is lost the plan tells once,
        and not for each file.
        """
        reason = because("không vào được thư mục chứa tệp; bản đã lập chỉ mục được giữ nguyên")
        is_lost = _is_lost(record.path, self._baseline)
        return self._kept(record, record, {} if is_lost else {record.source: reason})

    def _kept(
        self, before: FileRecord, now: FileRecord, problems: dict[str, Reason] | None = None
    ) -> FileChange:
        """What the index holds of a file stays, brought up to date without the file."""
        stage, told = self._baseline.stage(before), problems or {}
        if stage is Stage.NOTHING or not self._baseline.missing.isdisjoint(before.notices):
            return FileChange(FileStatus.UNCHANGED, now, before, problems=told)
        file = SourceFile(before.source, Path(before.path))
        jobs = tuple(
            replace(self._job(max(stage, Stage.UNDERSTAND), file, id_), export=before.export)
            for id_ in before.notices
        )
        now = replace(now, corrections=self._baseline.fingerprint(before.ids))
        if stage is Stage.READ:
            now = replace(now, digest="", stamp=now.stamp if now.retry else None, abilities=None)
        status = FileStatus.REFRESHED if jobs else FileStatus.UNCHANGED
        return FileChange(status, now, before, jobs, told)

    def _without_found(self, record: FileRecord) -> FileRecord:
        """A record without a path, with what is still astray of it."""
        still = tuple(id_ for id_ in record.notices if id_ in self._astray)
        return replace(record, notices=still)

    def _renames(self) -> dict[str, FileRecord]:
        """By path, the record of the vanished file that a new one is, or one that was a copy."""
        gone = [one for one in self._gone if one.notices and one.failure is None]
        known = {path for path, record in self._records.items() if not record.copy_of}
        unknown = [one for one in self._files if str(one.path) not in known]
        return found_again(gone, unknown, self._records)

    def _moved_copies(self) -> dict[str, FileRecord]:
        """By path, the record of the vanished copy that a new file is; one that is renamed as it
        stood before takes what no other is."""
        gone = [one for one in self._gone if one.copy_of]
        new = [one for one in self._files if str(one.path) not in self._records]
        new = sorted(new, key=lambda one: str(one.path) in self._renamed)
        return found_again(gone, new, self._records)

    def _change(self, file: SourceFile) -> FileChange:
        """What happened to a file, which is found out once."""
        path = str(file.path)
        made = self._made.get(path)
        if made is None:
            self._made[path] = None  # until then it stands for nothing
            made = self._made[path] = self._found_out(file)
        return made

    def _found_out(self, file: SourceFile) -> FileChange:
        path = str(file.path)
        before = self._records.get(path) or self._moved.get(path)
        now = file_stamp(file)
        if path in self._copies:
            return self._copy(file, before, now)
        if path in self._renamed:
            return self._again(FileStatus.RENAMED, file, self._renamed[path], now, Stage.ENTER)
        if before is None:
            return self._anew(FileStatus.ADDED, file, None, now)
        if path in self._baseline.withheld:  # looked through again by the next run
            return self._kept(before, replace(before, stamp=None))
        if before.copy_of:
            return self._former_copy(file, before, now)
        same = before.stamp is not None and before.stamp == now
        if self._lacks_what_it_leads_to(before):
            return self._anew(FileStatus.CHANGED, file, before, now)
        if self._baseline.tries_again(before) or (before.retry and not same):
            return self._anew(FileStatus.CHANGED, file, before, now)
        if not same and (not before.digest or digest_of(file) != before.digest):
            return self._anew(FileStatus.CHANGED, file, before, now)
        return self._again(FileStatus.REFRESHED, file, before, now, Stage.NOTHING)

    def _former_copy(
        self, file: SourceFile, before: FileRecord, now: FileStamp | None
    ) -> FileChange:
        """A file known as a copy: still one, of what is as it was or cannot be seen today, or to be
        read itself."""
        path = str(file.path)
        status = FileStatus.RENAMED if path in self._moved else FileStatus.CHANGED
        is_same = bool(before.digest) and known_digest(file, before) == before.digest
        if is_same and (before.copy_of in self._unseen_notices or self._is_still_copy(before)):
            if status is FileStatus.CHANGED:
                status = FileStatus.UNCHANGED
            record = replace(before, path=path, source=file.source, stamp=now)
            return FileChange(status, record, before)
        # It is another file now, or what it was a copy of is.
        return self._anew(status, file, before, now)

    def _is_still_copy(self, before: FileRecord) -> bool:
        """Whether a file of other bytes than the one that stands is still the same paper: neither
        is to be read again, and nobody has corrected what was read of it."""
        if self._baseline.tries_again(before) or self._baseline.stage(before) is Stage.READ:
            return False
        if before.corrections != self._baseline.fingerprint(list(before.leads)):
            return False
        return self._stands(before.copy_of)

    def _stands(self, notice_id: str) -> bool:
        """Whether a notice is there as it was read before."""
        place = self._places.get(notice_id)
        if place is None or self._made.get(place, True) is None:
            return notice_id in self._unseen_notices
        change = self._change(self._by_path[place])
        if notice_id not in (*change.record.notices, *(job.id for job in change.jobs)):
            return False
        return all(job.stage is not Stage.READ for job in change.jobs)

    def _lacks_what_it_leads_to(self, before: FileRecord) -> bool:
        """Whether the lines of an export have to stand again, since other files do no more."""
        led = set(before.leads.values()).difference(before.notices) if before.export else ()
        return not all(map(self._stands, led))

    def _copy(
        self, file: SourceFile, before: FileRecord | None, now: FileStamp | None
    ) -> FileChange:
        """A file of the same bytes as another one."""
        copy_of = self._notice_of(self._copies[str(file.path)])
        own = [one for one in before.addresses if one != copy_of] if before else []
        record = FileRecord(
            str(file.path),
            file.source,
            known_digest(file, before),
            now,
            leads=dict.fromkeys(own or [self._free(document_id(file.source))], copy_of),
        )
        if before is None:
            return FileChange(FileStatus.ADDED, record)
        if before.path != record.path:
            return FileChange(FileStatus.RENAMED, record, before)
        is_same = (before.copy_of, before.source) == (record.copy_of, record.source)
        status = FileStatus.UNCHANGED if is_same else FileStatus.CHANGED
        return FileChange(status, record, before)

    def _notice_of(self, path: str) -> str:
        """The notice that a file has, or will have, or is a copy of."""
        change = self._change(self._by_path[path])
        ids = [job.id for job in change.jobs] or [*change.record.notices, change.record.copy_of]
        return ids[0]

    def _again(
        self,
        status: FileStatus,
        file: SourceFile,
        before: FileRecord,
        now: FileStamp | None,
        least: Stage,
    ) -> FileChange:
        """A file whose bytes are the same."""
        moved = (before.source, before.path) != (file.source, str(file.path))
        stage = min(least, self._baseline.stage(before, moved))
        if stage is Stage.READ:
            return self._anew(status, file, before, now)
        record = replace(
            before,
            path=str(file.path),
            source=file.source,
            stamp=now,
            corrections=self._baseline.fingerprint(before.ids),
        )
        copy = self._records.get(str(file.path)) or self._moved.get(str(file.path))
        if status is FileStatus.RENAMED and copy:  # its own address still leads to it
            led = dict.fromkeys(copy.leads, record.notices[0])
            record = replace(record, leads=record.leads | led)
        if stage is Stage.NOTHING:
            return FileChange(FileStatus.UNCHANGED, record, before)
        jobs = tuple(
            replace(self._job(stage, file, id_), export=before.export) for id_ in before.notices
        )
        return FileChange(status, record, before, jobs)

    def _anew(
        self, status: FileStatus, file: SourceFile, before: FileRecord | None, now: FileStamp | None
    ) -> FileChange:
        """A file to be read."""
        path = str(file.path)
        record = FileRecord(path, file.source, "", now)
        try:
            head = file_head(file)
        except OSError as error:
            if before is not None and before.export:
                return self._unread(record, before, error)
            head = None  # its reading tells why
        if head and is_export(file.source, head.start):
            return self._restored(status, file, record, before)
        own = before.addresses if before is not None and not before.export else []
        if path in self._heirs:
            own = [self._heirs[path], *own]
        id_ = own[0] if own else self._free(document_id(file.source))
        record = replace(record, leads=dict.fromkeys(own[1:], id_))
        record = replace(record, corrections=self._baseline.fingerprint([id_]))
        return FileChange(status, record, before, (self._job(Stage.READ, file, id_),), head=head)

    def _restored(
        self, status: FileStatus, file: SourceFile, record: FileRecord, before: FileRecord | None
    ) -> FileChange:
        """A file of exported notices, each on its line."""
        if outer_file(str(file.path))[1]:
            inside = because(
                "tệp xuất (.jsonl) chỉ đọc được khi để ngoài tệp nén hay thư; "
                "hãy lấy ra rồi chạy lại"
            )
            record = replace(record, digest=file.digest, failure=inside, export=True)
            return FileChange(status, record, before, problems={file.source: inside})
        try:
            scanned = scan_export(file.location)
        except OSError as error:
            return self._unread(record, before, error)
        known = before or record
        own = self._astray | set(known.addresses)
        led = self._taken.intersection(known.leads.values()) - own  # a better file stands for it
        jobs: dict[str, Job] = {}
        intakes: dict[str, Intake] = {}
        copies: dict[str, dict[str, str]] = {}
        problems: dict[str, Reason] = {}
        for line in scanned.without(led):
            number, reason = line if isinstance(line, tuple) else (line.number, None)
            if isinstance(line, LineExtent):
                if line.id in jobs or line.id in self._taken - own:
                    reason = because("kho đã có thông báo {id}", id=line.id)
                else:
                    job = self._job(Stage.READ, file, line.id)
                    jobs[line.id] = replace(job, export=True, line=(line.start, line.size))
                    if line.intake and line.intake.is_plausible(self._baseline.clock):
                        intakes[line.id] = line.intake
                    if line.copies:
                        copies[line.id] = line.copies
            if reason is not None:
                problems[f"{file.source}:{number}"] = reason
        if whole := _wrong_with(scanned):
            problems[file.source] = whole
        self._taken |= jobs.keys()
        self._astray -= jobs.keys()
        record = replace(
            record,
            digest=scanned.digest,
            failure=next(iter(problems.values()), None),
            export=True,
            corrections=self._baseline.fingerprint(list(jobs)),
            intakes=intakes,
            copies=copies,
            leads=known.leads_to(led, jobs),
        )
        return FileChange(status, record, before, tuple(jobs.values()), problems)

    def _unread(self, record: FileRecord, before: FileRecord | None, error: OSError) -> FileChange:
        """A file of exported notices that cannot be looked through: what came of it stays."""
        cause, known = passing_cause(error), before.retry if before else None
        retry = tried_again(known, cause, self._baseline.clock) if cause else None
        if before is None:
            added = replace(record, failure=unread_reason(error), export=True, retry=retry)
            return FileChange(FileStatus.ADDED, added)
        # By its times it is known for the same until it is due.
        stamp = record.stamp if retry else None
        kept = replace(before, digest="", stamp=stamp, failure=unread_reason(error), retry=retry)
        return self._kept(before, kept)

    def _job(self, stage: Stage, file: SourceFile, id_: str) -> Job:
        corrections = self._baseline.corrections.get(id_, ())
        return Job(stage, str(file.path), file.source, id_, corrections, real=file.real)

    def _free(self, wanted: str) -> str:
        """An address that no other notice has."""
        id_, number = wanted, 2
        while id_ in self._taken:
            id_, number = f"{wanted}-{number}", number + 1
        self._taken.add(id_)
        return id_


def _is_lost(path: str, baseline: Baseline) -> bool:
    """Whether a file may be in what is not there today; any may be of which no path is known."""
    below = any(lies_in(path, source) or not path for source in baseline.lost)
    return below or path in baseline.withheld


def _is_gone(path: str, baseline: Baseline) -> bool:
    """Whether a file is known to be there no more, and not only out of sight."""
    if _is_lost(path, baseline):
        return False
    try:
        os.stat(path)
    except OSError as error:
        return isinstance(error, FileNotFoundError | NotADirectoryError)
    return True  # it is there, but no source names it any more


def _wrong_with(scanned: ScannedExport) -> Reason | None:
    """What is wrong with a file of exported notices as a whole."""
    if scanned.foreign or not scanned.missing:
        return scanned.foreign
    return because(
        "tệp xuất thiếu {n} thông báo so với lúc ghi ra, có lẽ bị cắt; "
        "hãy chép lại hoặc xuất lại tệp",
        n=scanned.missing,
    )
