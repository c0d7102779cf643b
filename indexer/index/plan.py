"""What is to be built: the sources asked for, against the index as it was committed."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.corrections import Correction, read_corrections
from indexer.documents import (
    SECONDS,
    FoundFiles,
    Member,
    OpenedFiles,
    SourceFile,
    display_name,
    find_files,
    is_container,
    lies_in,
    open_containers,
    ways_inside,
)
from indexer.index.backends import open_store
from indexer.index.changes import Baseline, FileChange, FileStatus
from indexer.index.collection import Renewal
from indexer.index.comparison import compare
from indexer.index.entry import VERSION
from indexer.index.fingerprints import StageFingerprints, current_fingerprints
from indexer.index.records import (
    DamagedRecords,
    FileRecord,
    count_below,
    file_stamp,
    listed_notices,
)
from indexer.index.recovery import recovered_records
from indexer.index.removals import Withheld, withheld_removals
from indexer.index.report import Report, ReportNames, planned_report
from indexer.index.sources import sources_of
from indexer.index.store import (
    Contents,
    DamagedContents,
    DamagedState,
    EmptyContents,
    State,
    Store,
)
from indexer.model import Reason, because
from indexer.paths import corrections_of
from indexer.problems import IndexProblem


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What the caller asked for.

    ``retry`` tries whatever may be read another time, also what is not due; None not even that.
    ``confirm_removals`` are folders whose files are really gone, or whether all are.
    ``thorough`` is to compare the old index with its checksums.  What lies in the folders that are
    ``away`` is not looked at.  ``admitted`` are the levels of secrecy that the index may hold, None
    for those that it was made with.
    """

    sources: Sequence[Path] | None
    keep_others: bool = False
    province: str | None = None
    corrections: Path | None = None
    seconds: float | None = None
    retry: bool | None = False
    confirm_removals: bool | tuple[Path, ...] = False
    thorough: bool = False
    admitted: tuple[str, ...] | None = ()
    away: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What is there, what is wanted, and how they differ."""

    state: State | None
    sources: tuple[Path, ...]
    baseline: Baseline
    held: Contents
    changes: list[FileChange]
    names: ReportNames
    report: Report

    @property
    def is_needed(self) -> bool:
        """Whether anything must be written."""
        old = self.state
        return (
            old is None
            or self.baseline.damaged
            or not self.baseline.listed
            or not self.report.nothing_new
            or old.parts != self.baseline.now
            or old.seconds != self.baseline.seconds
            or old.admitted != self.baseline.admitted
            or set(old.sources) != {str(one) for one in self.sources}
            or Renewal.is_due(self.baseline.records)
        )


def make_plan(options: BuildOptions, directory: Path, *, is_damaged: bool = False) -> BuildPlan:
    """Compare what is asked for with what is there; raises ``FileNotFoundError``.

    Where the index ``is_damaged``, or turns out to be, what is whole of it is written again, and
    the rest is read from its files.
    """
    try:
        return _planned(options, directory, is_damaged)
    except DamagedContents:
        return _planned(options, directory, is_damaged=True)


def _planned(options: BuildOptions, directory: Path, is_damaged: bool) -> BuildPlan:
    store = open_store(directory)
    state = state_for(options, store)
    sources, lost = sources_of(options.sources, state, keep_others=options.keep_others)
    unseen = {*lost, *options.away}
    found = find_files((one for one in sources if one not in unseen), directory)
    corrected_in = options.corrections or corrections_of(directory)
    corrections = read_corrections(corrected_in)
    held = _held(store, state, is_damaged, options.thorough)
    records, listed = _records(store, state, held, options, is_damaged)
    admitted = _admitted(options, state)
    barred = _barred(records, admitted)
    records = [one.without_levels(admitted) for one in records]
    before, province, seconds = _asked_for(options, state)
    near = _near(found.files, options.away)
    opened = open_containers(near, _known_members(near, records, state), seconds)
    files = opened.files
    baseline = Baseline(
        records=records,
        parts=_parts_of(state),
        now=current_fingerprints(),
        province=before,
        new_province=province,
        damaged=is_damaged,
        missing=_missing(records, held) if is_damaged else frozenset(),
        listed=listed,
        seconds=seconds,
        lost=_out_of_sight(unseen, found, opened),
        clock=time.time(),
        retry=options.retry,
        admitted=admitted,
        barred=barred,
        corrections=corrections,
    )
    changes = compare(files, baseline)
    withheld, unconfirmed = _withheld(
        withheld_removals(changes, files, [str(one) for one in sources]), options.confirm_removals
    )
    if withheld:
        baseline = replace(baseline, withheld=_paths_of(withheld))
        changes = compare(files, baseline)
    _refuse_loss(changes, baseline, directory)
    names = ReportNames(changes)
    report = planned_report(changes, names, barred)
    _name_withheld(withheld, names, report)
    report.failed.update(unconfirmed)
    report.passed_over = sorted([*found.passed_over, *opened.passed_over])
    report.bare_letters = sorted(opened.bare_letters)
    report.being_written = found.being_written
    report.failed.update(opened.problems)
    _name_unseen(lost, found, baseline.records, report)
    if not (found.files or lost or report.failed):
        _name_empty(sources, report)
    _name_unused(corrections, corrected_in.name, changes, report)
    return BuildPlan(state, sources, baseline, held, changes, names, report)


def _barred(records: Iterable[FileRecord], admitted: Sequence[str]) -> frozenset[str]:
    """The notices that the index holds and, by their level of secrecy, may hold no longer."""
    levels = (held for one in records for held in one.secrecy.items())
    return frozenset(id_ for id_, level in levels if level not in admitted)


def _near(files: Iterable[SourceFile], away: Iterable[Path]) -> list[SourceFile]:
    """The files that lie in none of the folders that are away."""
    folders = [str(one) for one in away]
    return [one for one in files if not any(lies_in(str(one.path), gone) for gone in folders)]


def _withheld(
    found: Sequence[Withheld], confirmed: bool | tuple[Path, ...]
) -> tuple[list[Withheld], dict[str, Reason]]:
    """What is still held back, and the folders that were confirmed to no purpose."""
    if isinstance(confirmed, bool):
        return [] if confirmed else list(found), {}
    folders = [str(one.resolve()) for one in confirmed]
    left = [one for one in found if not any(lies_in(one.folder, folder) for folder in folders)]
    told = because(
        "không có gì bị giữ lại chờ xác nhận ở đây; hãy chép đúng thư mục hay tệp mà viendan index "
        "đã nêu"
    )
    vain = (one for one in folders if not any(lies_in(held.folder, one) for held in found))
    return left, {display_name(one): told for one in vain}


def _known_members(
    files: Iterable[SourceFile], records: Iterable[FileRecord], state: State | None
) -> Callable[[SourceFile], list[Member]]:
    """What the index knows of archives and letters that are as they were when they were opened."""
    outer = {str(one.path) for one in files if is_container(one.path.name)}
    by_outer: dict[str, list[tuple[str, FileRecord]]] = defaultdict(list)
    if outer and state is not None and state.parts.reading == current_fingerprints().reading:
        for record in records:
            way = next((one for one in ways_inside(record.path) if one[0] in outer), None)
            if way is not None:
                by_outer[way[0]].append((way[1], record))

    def known(file: SourceFile) -> list[Member]:
        held = by_outer[str(file.path)]
        stamps = {record.stamp for _, record in held}
        if len(stamps) != 1 or stamps != {file_stamp(file)} or None in stamps:
            return []
        return [Member(way, record.digest) for way, record in held]

    return known


def _out_of_sight(lost: Iterable[Path], found: FoundFiles, opened: OpenedFiles) -> tuple[str, ...]:
    closed = (one.path for one in found.closed.values())
    return tuple(map(str, (*lost, *closed, *opened.unopened)))


def _paths_of(withheld: Iterable[Withheld]) -> frozenset[str]:
    return frozenset(record.path for one in withheld for record in one.records)


def _name_withheld(withheld: Iterable[Withheld], names: ReportNames, report: Report) -> None:
    for one in withheld:
        report.withheld += map(names.of, one.records)
        report.miss(display_name(one.folder), one.reason)


def _asked_for(options: BuildOptions, state: State | None) -> tuple[str | None, str | None, float]:
    """The province of the old state and of the new one, and the time for the reading of a file."""
    if state is None:
        return options.province, options.province, options.seconds or SECONDS
    seconds = options.seconds or state.seconds or SECONDS
    return state.province, options.province or state.province, seconds


def _admitted(options: BuildOptions, state: State | None) -> tuple[str, ...]:
    """The levels of secrecy that the index may hold.  Unlike other settings they are not kept:
    what is not said again is not admitted any more."""
    if options.admitted is None:
        return state.admitted if state else ()
    return options.admitted


def state_for(options: BuildOptions, store: Store) -> State | None:
    """The state that a build starts from; None for a new index.

    Where it is damaged the index is made anew if the sources are named.  Else nobody knows them any
    more, and what the index holds is not given up for the sample notices.
    """
    try:
        return store.state()
    except DamagedState:
        if options.sources:
            return None
        raise


def _parts_of(state: State | None) -> StageFingerprints:
    """What an index was made with; of another version no more than the texts is worth keeping."""
    if state is None:
        return current_fingerprints()
    if state.schema != VERSION:
        return StageFingerprints(reading=state.parts.reading)
    return state.parts


def _held(store: Store, state: State | None, is_damaged: bool, thorough: bool) -> Contents:
    """What the committed index holds; of a damaged one what is whole."""
    if state is None:
        return EmptyContents()
    if is_damaged:
        return store.salvaged()
    held = store.contents(any_version=True)
    if thorough:
        held.check()
    return held


def _records(
    store: Store, state: State | None, held: Contents, options: BuildOptions, is_damaged: bool
) -> tuple[list[FileRecord], bool]:
    """What is known of the files, and whether it is the list; a damaged one is made anew."""
    if state is None:
        return [], True
    try:
        records = store.records(None if is_damaged else held.count)
    except DamagedRecords:
        return recovered_records(held, state.sources), False
    if options.thorough and not is_damaged and set(held.ids()) != listed_notices(records):
        return recovered_records(held, state.sources), False
    return records, True


def _missing(records: Iterable[FileRecord], held: Contents) -> frozenset[str]:
    """The notices of some files that the index does not hold any more."""
    return frozenset(listed_notices(records).difference(held.ids()))


def _refuse_loss(changes: Iterable[FileChange], baseline: Baseline, directory: Path) -> None:
    """What the index has lost and no file can give back today is not given up unasked."""
    lost = [
        (one.record.path or one.record.source, len(baseline.missing & set(one.record.notices)))
        for one in changes
        if one.status is FileStatus.UNCHANGED and not one.jobs
    ]
    lost = [(path, count) for path, count in lost if count]
    if lost:
        raise IndexProblem(
            because(
                "Chỉ mục ở {directory} bị hỏng: {n} thông báo phải đọc lại từ tệp, mà lúc này "
                "không thấy tệp (ví dụ {path}); chưa ghi gì. Hãy gắn lại nguồn rồi chạy lại; để "
                "bỏ hẳn chúng: viendan index NGUỒN --only --index {directory}",
                directory=directory,
                n=sum(count for _, count in lost),
                path=lost[0][0],
            )
        )


def _name_unseen(
    lost: Sequence[Path], found: FoundFiles, records: Sequence[FileRecord], report: Report
) -> None:
    """What could not be looked at, each once, with the number of notices kept of it."""
    report.failed.update(found.problems)
    for path in lost:
        reason = because(
            "không thấy nguồn này (ổ đĩa chưa gắn, hay thiếu quyền?); "
            "số thông báo được giữ nguyên: {n}",
            n=count_below(str(path), records),
        )
        report.miss(display_name(str(path)), reason)
    for name, folder in found.closed.items():
        if folder.error is None:
            reason = because(
                "không vào được thư mục này; hãy cấp quyền rồi lập chỉ mục lại; "
                "số thông báo được giữ nguyên: {n}",
                n=count_below(str(folder.path), records),
            )
        else:
            reason = because(
                "hệ thống không liệt kê được thư mục này ({error}); lần chạy sau sẽ xem lại; "
                "số thông báo được giữ nguyên: {n}",
                error=folder.error,
                n=count_below(str(folder.path), records),
            )
        report.miss(name, reason)


def _name_empty(sources: Iterable[Path], report: Report) -> None:
    """That nothing was found is rarely what was meant, and is no success."""
    for path in sources:
        report.failed[display_name(str(path))] = because("không tìm thấy tệp nào trong thư mục này")


def _name_unused(
    corrections: Mapping[str, tuple[Correction, ...]],
    file: str,
    changes: Iterable[FileChange],
    report: Report,
) -> None:
    """A correction that no notice has is a mistake that nobody would notice."""
    ids = {job.id for one in changes for job in one.jobs}
    ids |= {id_ for one in changes for id_ in one.record.notices}
    for notice_id in sorted(corrections.keys() - ids):
        report.failed[f"{file}: {notice_id}"] = because("không có thông báo nào có id này")
