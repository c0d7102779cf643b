"""From jobs to parts of an index: notices are made in small batches, then gathered into parts.

What goes into which part, and in which order, follows from the jobs alone and not from who was
done first, so that the same corpus gives the same index on any number of processors.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from indexer.documents import Passing, timeout_reason
from indexer.index.changes import Job, Stage
from indexer.index.store import Part
from indexer.index.stored import Stored
from indexer.index.tasks import Batch, Failed, JobOutcome, PartTask, Task
from indexer.index.workers import OverTime, WorkerLost, WorkerPool
from indexer.model import because
from indexer.problems import IndexProblem
from indexer.stages import StageFailure

LARGEST_PART = 1_000
"""Notices of one part: what the memory of a worker bears."""

_SMALLEST_PART = 100
_PARTS = 4
"""Many notices make a multiple of so many parts, so that all cores have one to write."""

BATCH = 20

_AHEAD = 2
"""So many parts may be begun before an earlier one is whole: their readings are in memory."""

Fetch = Callable[[str], Stored | None]
Collect = Callable[[Job, JobOutcome], Stored | Job | None]
Skip = Callable[[Job], bool]


class Outcomes(Protocol):
    """Whoever is told what became of notices after they were collected."""

    def note_failures(self, failures: Mapping[str, tuple[StageFailure, ...]]) -> None:
        """The stages that failed of notices, by id, as they were written."""

    def withdraw(self, job: Job, failed: Failed) -> None:
        """A notice that could not be entered in the time of a file."""


class BatchScheduler:
    """The jobs of a build on their way through a pool.

    ``fetch`` gives the card and reading that the index holds under an id; ``collect`` is called
    with each outcome and gives the card and reading to be written, if any, or another job that is
    to give them; ``outcomes`` hears of what becomes known only when they are written.  What is to
    ``skip`` when its turn comes is not handed over, and fails.  A file is given so many
    ``seconds``.
    """

    def __init__(
        self,
        jobs: Sequence[Job],
        fetch: Fetch,
        collect: Collect,
        outcomes: Outcomes,
        skip: Skip,
        seconds: float,
    ) -> None:
        self._fetch, self._collect, self._outcomes = fetch, collect, outcomes
        self._skip = skip
        self._late = Failed(timeout_reason(seconds), "", Passing.MACHINE)
        size = _size_of_groups(len(jobs))
        self._groups = [list(jobs[at : at + size]) for at in range(0, len(jobs), size)]
        self._entries: list[list[Stored | None]] = [[None] * len(one) for one in self._groups]
        self._missing = [len(one) for one in self._groups]
        self._done = [False] * len(self._groups)
        self._batches = self._all_batches()
        self._waiting: deque[Task] = deque()
        self._parts: dict[int, Part] = {}
        self._members: dict[int, list[int]] = {}  # which jobs of a group are in its part

    def run(self, pool: WorkerPool) -> list[Part]:
        """Do everything; the parts in order."""
        in_hand = 0
        while True:
            while pool.has_capacity and (task := self._next_task()) is not None:
                pool.submit(task)
                in_hand += 1
            if not in_hand:
                return [part for _, part in sorted(self._parts.items())]
            done, answer = pool.next_result()
            in_hand -= 1
            if isinstance(done, Batch):
                self._take(done, answer)
            elif isinstance(answer, OverTime):
                self._leave_out(done, answer.at)
            elif isinstance(answer, WorkerLost):
                raise IndexProblem(
                    because(
                        "Việc ghi chỉ mục dừng đột ngột, có lẽ vì máy thiếu bộ nhớ; chỉ mục cũ còn "
                        "nguyên. Hãy đóng bớt chương trình rồi chạy lại, hoặc chạy với --jobs 1"
                    )
                )
            else:
                self._parts[done.group] = answer.part
                self._outcomes.note_failures(answer.failures)
                self._finish(done.group)

    def _next_task(self) -> Task | None:
        while not self._waiting and (batch := next(self._batches, None)) is not None:
            if all(map(self._skip, batch.jobs)):
                reason = because("thư mục chứa tệp này không còn đọc được")
                self._take(batch, [Failed(reason, "", Passing.DISK)] * len(batch.jobs))
            else:
                self._waiting.append(batch)
        if self._waiting:
            first = self._waiting[0]
            begun = self._done.index(False) if not all(self._done) else len(self._done)
            if isinstance(first, PartTask) or first.group <= begun + _AHEAD:
                return self._waiting.popleft()
        return None

    def _all_batches(self) -> Iterator[Batch]:
        for group, jobs in enumerate(self._groups):
            for start in range(0, len(jobs), BATCH):
                some = jobs[start : start + BATCH]
                yield Batch(group, start, tuple(map(self._with_stored, some)))

    def _with_stored(self, job: Job) -> Job:
        """A job with what the index holds, if it begins there."""
        return job if job.stage is Stage.READ else replace(job, stored=self._fetch(job.id))

    def _take(self, batch: Batch, outcomes: Sequence[JobOutcome] | OverTime | WorkerLost) -> None:
        if isinstance(outcomes, OverTime):
            at, jobs = outcomes.at, batch.jobs
            for start, rest in ((0, jobs[:at]), (at + 1, jobs[at + 1 :])):
                if rest:
                    self._waiting.appendleft(Batch(batch.group, batch.start + start, rest))
            batch = Batch(batch.group, batch.start + at, (jobs[at],))
            outcomes = [self._late]
        if isinstance(outcomes, WorkerLost):
            if len(batch.jobs) > 1:  # one of them ended the worker: each gets one of its own
                self._waiting.extendleft(
                    Batch(batch.group, batch.start + at, (job,))
                    for at, job in enumerate(batch.jobs)
                )
                return
            reason = because("chương trình dừng đột ngột khi đọc tệp này")
            outcomes = [Failed(reason, "", Passing.MACHINE)]
        entries = self._entries[batch.group]
        for at, (job, outcome) in enumerate(zip(batch.jobs, outcomes, strict=True), batch.start):
            answer = self._collect(job, outcome)
            if isinstance(answer, Job):
                self._waiting.appendleft(Batch(batch.group, at, (answer,)))
            else:
                entries[at] = answer
                self._missing[batch.group] -= 1
        if not self._missing[batch.group]:
            self._members[batch.group] = [at for at, one in enumerate(entries) if one is not None]
            self._write(batch.group, tuple(one for one in entries if one is not None))
            entries.clear()

    def _write(self, group: int, notices: tuple[Stored, ...]) -> None:
        if notices:
            self._waiting.appendleft(PartTask(group, notices))
        else:
            self._finish(group)

    def _leave_out(self, part: PartTask, at: int) -> None:
        """Write a part without a notice that takes too long to be entered."""
        job = self._groups[part.group][self._members[part.group].pop(at)]
        self._outcomes.withdraw(job, self._late)
        self._write(part.group, (*part.notices[:at], *part.notices[at + 1 :]))

    def _finish(self, group: int) -> None:
        self._done[group] = True


def _size_of_groups(count: int) -> int:
    """How many jobs make a part.

    >>> _size_of_groups(5000), _size_of_groups(300), _size_of_groups(0)
    (625, 100, 100)
    """
    parts = _PARTS * max(1, -(-count // (_PARTS * LARGEST_PART)))
    return max(_SMALLEST_PART, -(-count // parts))
