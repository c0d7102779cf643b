"""Corpus → index: what has changed is made again, in rounds that each end with a commit.

Nothing that was committed is lost: readers keep the old state until the new one is whole and on
the disk, a file that can no longer be read keeps its last good version, and what an interrupted
build has left is removed by the next one.

A round is as many new files as may take :data:`ROUND` seconds of one processor, so that what a
long build has read in its first hour is not lost with the second.  How long a file may take
follows from its first bytes and its size alone, so that the same files make the same rounds
everywhere.  Only new files wait: whatever the index already holds is brought up to date in the
first round.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path

from indexer.directives import Knowledge
from indexer.index.away import AwayFolders
from indexer.index.backends import open_store
from indexer.index.changes import FileChange, FileStatus, Job
from indexer.index.entry import VERSION
from indexer.index.outcomes import OutcomeCollector
from indexer.index.plan import BuildOptions, BuildPlan, make_plan, state_for
from indexer.index.records import FileHead
from indexer.index.report import Report
from indexer.index.revision import Revision
from indexer.index.scheduler import BATCH, BatchScheduler
from indexer.index.store import DamagedContents, Part, State, Store
from indexer.index.stored import Stored
from indexer.index.tasks import BuildSettings, JobOutcome, TaskRunner
from indexer.index.workers import worker_pool
from indexer.model import because
from indexer.problems import IndexProblem

ROUND = 1_200.0

# The first bytes of files that OCR or LibreOffice may have to read: seconds for each, and for
# each megabyte.  A scanned page has some hundred kilobytes and takes a second or two.
_SLOW = (
    (b"%PDF", 0.03, 10.0),
    (b"\x89PNG", 2.0, 2.0),
    (b"\xff\xd8\xff", 2.0, 2.0),
    (b"II*\x00", 2.0, 10.0),
    (b"MM\x00*", 2.0, 10.0),
    (b"\xd0\xcf\x11\xe0", 2.0, 1.0),
    (b"{\\rtf", 2.0, 1.0),
)
_QUICK = 0.01
_MEGABYTE = 1_000_000


def first_round(changes: Iterable[FileChange]) -> list[FileChange]:
    """The changes without those new files that wait for a later round."""
    chosen: list[FileChange] = []
    seconds = 0.0
    for one in changes:
        if one.status is FileStatus.ADDED and one.jobs:
            if seconds > ROUND:
                continue
            seconds += expected_seconds(one.head) if one.head else _QUICK
        chosen.append(one)
    return chosen


def expected_seconds(head: FileHead) -> float:
    """How long the reading of a file may take, rather too long than too short."""
    for mark, each, megabyte in _SLOW:
        if head.start.startswith(mark):
            return each + megabyte * head.size / _MEGABYTE
    return _QUICK


Progress = Callable[[int, int], None]
"""Called with (notices done, notices in all)."""

Announce = Callable[[Report], None]
"""Called with what is to be done, before it is done."""

_WORTH_PROCESSES = 3 * BATCH
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_stale(
    sources: Sequence[Path] | None, directory: Path, admitted: tuple[str, ...] = ()
) -> bool:
    """Whether an index is missing, or not what :func:`build` would make of the same sources."""
    return make_plan(BuildOptions(sources, admitted=admitted), directory).is_needed


def build(
    sources: Sequence[Path] | None,
    directory: Path,
    progress: Progress | None = None,
    *,
    default_province: str | None = None,
    seconds: float | None = None,
    keep_others: bool = False,
    jobs: int | None = None,
    corrections: Path | None = None,
    retry: bool = False,
    confirm_removals: bool | Sequence[Path] = False,
    announce: Announce | None = None,
    thorough: bool = True,
    admitted: tuple[str, ...] = (),
) -> Report:
    """Make the index in ``directory`` hold exactly the notices of ``sources``.

    Without sources it is those it was made from before (at first the sample notices); with
    ``keep_others`` they stay beside the new ones.  ``default_province`` and ``seconds``, the
    time for the reading of a file, are remembered.  ``corrections`` are by default those beside the
    index (:func:`~indexer.paths.corrections_of`).  What may be read another time is tried now with
    ``retry``, whenever it was tried before; many notices at once are removed only with
    ``confirm_removals`` (:mod:`indexer.index.removals`), or of the folders that it names.  ``jobs``
    is the number of processes, by default one a processor.  Readers of the old index see it until
    the new one is whole.  What it keeps of the old one is compared with its checksums before, if it
    is to be ``thorough``.  ``admitted`` are the levels of secrecy (:mod:`indexer.secrecy`) that the
    index may hold; papers of others are refused, and those of them that it held leave it without a
    trace.

    Raises :class:`IndexProblem` when the directory cannot be written or another build holds
    it, ``FileNotFoundError`` for a source that does not exist, and ``GazetteerError`` or
    ``RegistryError`` for a registry that cannot be read.
    """
    # A registry that cannot be read stops a build before anything is touched.
    knowledge = Knowledge.load()
    options = BuildOptions(
        sources,
        keep_others,
        default_province,
        corrections,
        seconds,
        retry,
        confirm_removals if isinstance(confirm_removals, bool) else tuple(confirm_removals),
        thorough,
        admitted,
    )
    store = open_store(directory)
    try:
        plan = make_plan(options, directory)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unreadable(error, directory) from error
    if not plan.is_needed:
        _tidy(plan, store)
        return plan.report
    try:
        store.claim()
        with store.locked():
            if state_for(options, store) != plan.state:
                plan = make_plan(options, directory)  # another build was faster
            if announce:
                announce(plan.report)
            building = _Building(
                options, directory, store, knowledge, jobs or _processors(), progress
            )
            try:
                building.carry_out(plan)
            except DamagedContents:
                plan = make_plan(options, directory, is_damaged=True)
                building.carry_out(plan)
    except OSError as error:
        raise _unwritable(error, directory) from error
    return plan.report


@dataclass(frozen=True, slots=True)
class _Building:
    """A build by the holder of the lock."""

    options: BuildOptions
    directory: Path
    store: Store
    knowledge: Knowledge
    jobs: int
    progress: Progress | None

    def carry_out(self, plan: BuildPlan) -> None:
        """Carry out a plan, its new files a round at a time; one report tells of all rounds."""
        whole, done = plan, 0
        total = sum(len(one.jobs) for one in whole.changes)

        def show(now: int) -> None:
            if self.progress:
                self.progress(min(done + now, total), total)

        paths = [one.record.path for one in whole.changes if one.status is not FileStatus.REMOVED]
        away = AwayFolders(paths, [str(one) for one in whole.sources])
        carried: set[str] = set()
        while True:
            now = first_round(plan.changes)
            self._commit(replace(plan, changes=now), show, away)
            carried.update(one.record.path for one in now)
            if len(now) == len(plan.changes):
                break
            done += sum(len(one.jobs) for one in now)
            # What has just failed is not tried again at once, and what is away is left alone.
            known = tuple(map(Path, away.folders))
            options = replace(self.options, retry=None, thorough=False, away=known)
            again = make_plan(options, self.directory)
            plan = replace(again, report=whole.report, names=whole.names)
        for one in whole.changes:
            if one.record.path not in carried:  # it went away before its round came
                whole.report.forget(whole.names.of(one.record))

    def _commit(self, plan: BuildPlan, show: Callable[[int], None], away: AwayFolders) -> None:
        """Do all that a plan says and switch to the state that comes of it."""
        settings = BuildSettings(
            self.store.writer(),
            plan.baseline.new_province,
            plan.baseline.seconds,
            plan.baseline.admitted,
        )
        runner = TaskRunner(settings, self.knowledge)
        self.store.remove_leftovers()
        outcomes = OutcomeCollector(
            plan.changes,
            plan.baseline,
            plan.held,
            plan.names,
            plan.report,
            away,
        )
        todo = outcomes.jobs()
        done = 0

        def collect(job: Job, outcome: JobOutcome) -> Stored | Job | None:
            nonlocal done
            answer = outcomes.collect(job, outcome)
            if not isinstance(answer, Job):
                done += 1
                show(done)
            return answer

        try:
            jobs = self.jobs if len(todo) >= _WORTH_PROCESSES else 1
            with worker_pool(runner, jobs) as pool:

                def parts_of(some: Sequence[Job]) -> list[Part]:
                    scheduler = BatchScheduler(
                        *(some, plan.held.stored, collect, outcomes),
                        *(away.skip, settings.seconds),
                    )
                    return scheduler.run(pool)

                new = parts_of(todo)
                outcomes.settle_copies()
                revision = Revision(self.store, plan, outcomes, pool, settings.seconds)
                new = revision.renewed(revision.merged(new))
                new += parts_of(outcomes.jobs_to_clear())
            records = outcomes.state.records()
            state = State(
                schema=VERSION,
                generation=outcomes.state.generation(records),
                sources=tuple(map(str, plan.sources)),
                province=plan.baseline.new_province,
                seconds=plan.baseline.seconds,
                parts=plan.baseline.now,
                admitted=plan.baseline.admitted,
            )
            if not new and _is_committed(state, plan):  # files were tried again in vain
                self.store.update_records(records)
            else:
                self.store.commit(state, records, [*outcomes.remaining(), *new])
        except BaseException:
            # Once the switch is made, or where nobody can tell, both states stay for the next run.
            with suppress(IndexProblem, OSError):
                self.store.rollback(plan.state)
            raise
        for record in records:
            plan.names.tell_failures(plan.report, record)
        with suppress(
            IndexProblem, OSError
        ):  # the commit is good, and the next run removes what is left
            self.store.remove_leftovers()


def _is_committed(state: State, plan: BuildPlan) -> bool:
    """Whether a state without new parts is the one that was committed before."""
    if plan.state is None or plan.baseline.damaged or not plan.baseline.listed:
        return False
    names = [one.name for one in fields(State) if one.name != "number"]
    return all(getattr(state, name) == getattr(plan.state, name) for name in names)


def _tidy(plan: BuildPlan, store: Store) -> None:
    """Where nothing is to be written: remove what a builder has left that was killed after its
    commit, and spare the next run from reading what this one has read to find it unchanged."""
    records = [one.record for one in plan.changes]
    if plan.state is None or (records == list(plan.baseline.records) and not store.leftovers()):
        return
    with suppress(IndexProblem, OSError), store.locked():  # never worth a failure
        if store.state() == plan.state:
            store.remove_leftovers()
            store.update_records(records)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _unreadable(error: OSError, directory: Path) -> IndexProblem:
    return IndexProblem(
        because(
            "Không đọc được {path} ({error}); chỉ mục còn nguyên. Hãy chạy lại; nếu vẫn vậy, hãy "
            "kiểm tra quyền đọc, ổ đĩa hay đường mạng",
            path=error.filename or directory,
            error=error.strerror or error,
        )
    )


def _unwritable(error: OSError, directory: Path) -> IndexProblem:
    if error.errno in _NO_ROOM:
        return IndexProblem(
            because(
                "Hết chỗ trên đĩa khi ghi chỉ mục ở {directory}; chỉ mục cũ còn nguyên. "
                "Hãy dọn đĩa rồi chạy lại",
                directory=directory,
            )
        )
    return IndexProblem(
        because(
            "Không ghi được chỉ mục ở {directory} ({error}); chỉ mục cũ còn nguyên",
            directory=directory,
            error=error.strerror or error,
        )
    )
