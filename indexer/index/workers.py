"""The pool that does the tasks of a build: this process alone, or worker processes.

Children are started afresh (no fork: the builder may have threads) and get their tasks over a
connection.  Each holds a lock, so that nobody builds while one of them could still write, and ends
at once when the builder does: the system then closes the connection.

Whoever does a task says when it begins a step of it, and each step may take as long as a file is
given.  A worker that takes longer is ended.  This process alone is interrupted by an alarm, where
there is one: between two instructions of Python and in the middle of a regular expression, but not
of another call to C, which has to be bounded by itself.  Where there is none, as on Windows or in a
thread, a worker does also what is not worth one.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from types import FrameType
from typing import Protocol

from indexer.child_process import ChildProcess, Connection, parent_connection
from indexer.directives import Knowledge
from indexer.index.tasks import BuildSettings, OutOfTime, Task, TaskResult, TaskRunner
from indexer.model import Reason, because
from indexer.problems import IndexProblem


class WorkerLost(Exception):
    """A worker process ended in the middle of its task."""


@dataclass(frozen=True, slots=True)
class OverTime:
    """A step of a task took longer than a file is given; ``at`` is the number of its notice."""

    at: int


_GRACE = 5.0
"""Seconds by which a step may be late: a reader in a process of its own has the same time, and
gives what it has read until then."""


class WorkerPool(Protocol):
    """Takes tasks and gives their results: as many at once as there is room."""

    @property
    def has_capacity(self) -> bool:
        """Whether another task may be handed over."""

    def submit(self, task: Task) -> None:
        """Begin a task."""

    def next_result(self) -> tuple[Task, TaskResult | OverTime | WorkerLost]:
        """Wait for a task to be done; raises the ``OSError`` that kept a part unwritten."""


@contextmanager
def worker_pool(runner: TaskRunner, jobs: int) -> Iterator[WorkerPool]:
    """So many worker processes; instead of one this process alone, where it can be interrupted."""
    if jobs == 1 and can_be_interrupted():
        with _Alarm() as alarm:
            yield SerialPool(runner, alarm)
        return
    pool = ProcessPool(runner.settings, jobs)
    try:
        yield pool
    finally:
        pool.shutdown()


def can_be_interrupted() -> bool:
    """Whether an alarm can interrupt what is done here."""
    return sys.platform != "win32" and threading.current_thread() is threading.main_thread()


class _Alarm:
    """Raises :class:`OutOfTime` into this process; only where :func:`can_be_interrupted`."""

    def __enter__(self) -> _Alarm:
        if sys.platform != "win32" and can_be_interrupted():
            self._before = signal.signal(signal.SIGALRM, self._ring)
        return self

    def __exit__(self, *_: object) -> None:
        if sys.platform != "win32" and can_be_interrupted():
            self.stop()
            signal.signal(signal.SIGALRM, self._before)

    def _ring(self, _signal: int, _frame: FrameType | None) -> None:
        self.start(_GRACE)  # again, where the exception gets lost, as in what cleans up
        raise OutOfTime

    def start(self, seconds: float) -> None:
        """Ring after so many seconds, and not before."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, seconds)

    def stop(self) -> None:
        """Do not ring any more."""
        self.start(0)


class SerialPool:
    """All tasks in this process, one at a time."""

    def __init__(self, runner: TaskRunner, alarm: _Alarm) -> None:
        self._runner, self._alarm = runner, alarm
        self._waiting: deque[Task] = deque()
        self._at = 0

    @property
    def has_capacity(self) -> bool:
        """One task waits at most."""
        return not self._waiting

    def submit(self, task: Task) -> None:
        """Take a task, to be done when its answer is asked for."""
        self._waiting.append(task)

    def next_result(self) -> tuple[Task, TaskResult | OverTime | WorkerLost]:
        """Do the task."""
        task = self._waiting.popleft()
        try:
            try:
                return task, self._runner.run(task, self._begin_step)
            finally:
                self._alarm.stop()
        except OutOfTime:
            return task, OverTime(self._at)

    def _begin_step(self, at: int | None) -> None:
        if at is None:
            self._alarm.stop()
            return
        self._at = at
        self._alarm.start(self._runner.settings.seconds + _GRACE)


_BEAT = struct.Struct(">I")
"""What a worker sends as it begins a step: the number of the notice.  An answer is longer."""

_NOBODY = (1 << 32) - 1

_START = 120.0
"""Seconds for the start of a worker: on a busy machine it may take twenty."""

_POLL = 0.5
"""Seconds between two looks for a worker that is late."""


class _Worker:
    """A worker process, and what it is doing."""

    def __init__(self, settings: BuildSettings) -> None:
        self._settings: BuildSettings | None = settings
        self._process = ChildProcess(__name__, "run_worker")
        self._seconds = settings.seconds
        self._until: float | None = None
        self.task: Task | None = None
        self.doing: Future[bytes] | None = None
        self.at = 0

    def run(self, task: Task) -> bytes:
        """Have a task done, and wait for the answer."""
        connection = self._process.connection
        if self._settings is not None:
            self._begin(self._settings)
            self._settings = None
        try:
            connection.send(pickle.dumps(task))
            while len(message := connection.receive()) == _BEAT.size:
                (at,) = _BEAT.unpack(message)
                if at == _NOBODY:
                    self._until = None
                else:
                    self.at, self._until = at, time.monotonic() + self._seconds + _GRACE
        except (OSError, EOFError):
            raise WorkerLost from None
        finally:
            self._until = None
        return message

    def _begin(self, settings: BuildSettings) -> None:
        """Wait until the worker has its lock: only then may it get work.

        One that does not come so far says nothing of any file.
        """
        self._until = time.monotonic() + _START
        try:
            self._process.connection.send(pickle.dumps(settings))
            answer = self._process.connection.receive()
        except (OSError, EOFError):
            raise IndexProblem(
                because(
                    "Không chạy được tiến trình phụ để lập chỉ mục; chỉ mục cũ còn nguyên. "
                    "Hãy chạy lại, hoặc chạy với --jobs 1"
                )
            ) from None
        self._until = None
        if answer:
            problem: OSError | Reason = pickle.loads(answer)  # noqa: S301 - our own worker
            raise problem if isinstance(problem, OSError) else IndexProblem(problem)

    @property
    def is_late(self) -> bool:
        """Whether its step has taken too long."""
        until = self._until
        return until is not None and until < time.monotonic()

    @property
    def is_ready(self) -> bool:
        """Whether it has come so far as to be given tasks."""
        return self._settings is None

    def kill(self) -> None:
        """End it at once; whoever waits for its answer is told."""
        self._process.kill()

    def end(self) -> None:
        self.kill()
        if self.doing is not None:
            wait([self.doing])  # a connection is closed when nobody listens on it
        self._process.connection.close()


class ProcessPool:
    """Child processes, each with one task at a time; one that dies is replaced."""

    def __init__(self, settings: BuildSettings, jobs: int) -> None:
        self._settings = settings
        self._workers: list[_Worker] = []
        self._listeners = ThreadPoolExecutor(jobs)
        try:
            for _ in range(jobs):
                self._workers.append(_Worker(settings))
        except BaseException:
            self.shutdown()
            raise

    @property
    def has_capacity(self) -> bool:
        """Whether a worker is idle."""
        return any(worker.task is None for worker in self._workers)

    def submit(self, task: Task) -> None:
        """Give a task to an idle worker."""
        worker = next(worker for worker in self._workers if worker.task is None)
        worker.task, worker.doing = task, self._listeners.submit(worker.run, task)

    def next_result(self) -> tuple[Task, TaskResult | OverTime | WorkerLost]:
        """The answer of the first worker that is done or takes too long."""
        busy = {worker.doing: worker for worker in self._workers if worker.doing is not None}
        while True:
            done, _ = wait(busy, _POLL, return_when=FIRST_COMPLETED)
            late = [worker for worker in busy.values() if worker.is_late]
            if done:
                return self._answer(busy[done.pop()])
            if late and not late[0].is_ready:
                late[0].kill()
            elif late:
                task, at = late[0].task, late[0].at
                self._replace(late[0])
                assert task is not None  # noqa: S101 - it was busy
                return task, OverTime(at)

    def _answer(self, worker: _Worker) -> tuple[Task, TaskResult | WorkerLost]:
        task, doing, worker.task, worker.doing = worker.task, worker.doing, None, None
        assert task is not None  # noqa: S101 - it was busy
        assert doing is not None  # noqa: S101
        try:
            message = doing.result()
        except WorkerLost as lost:
            self._replace(worker)
            return task, lost
        answer = pickle.loads(message)  # noqa: S301 - our own worker
        if isinstance(answer, OSError):
            raise answer
        return task, answer

    def _replace(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.end()
        self._workers.append(_Worker(self._settings))

    def shutdown(self) -> None:
        """End all workers; what they were doing is lost."""
        while self._workers:
            self._workers.pop().end()
        self._listeners.shutdown()


# --- in the worker ------------------------------------------------------------------------------


def run_worker() -> None:
    """Do tasks from the connection until the builder is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = parent_connection()
    messages: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(connection, messages), daemon=True).start()
    settings: BuildSettings = pickle.loads(messages.get())  # noqa: S301 - our own parent
    with ExitStack() as stack:
        try:
            stack.enter_context(settings.writer.worker_lock())
        except OSError as error:
            connection.send(pickle.dumps(error))
            return
        except IndexProblem as problem:
            connection.send(pickle.dumps(problem.reason))
            return
        runner = TaskRunner(settings, Knowledge.load())
        connection.send(b"")

        def beat(number: int | None) -> None:
            connection.send(_BEAT.pack(_NOBODY if number is None else number))

        while True:
            task: Task = pickle.loads(messages.get())  # noqa: S301 - our own parent
            try:
                answer: TaskResult | OSError = runner.run(task, beat)
            except OSError as error:
                answer = error
            try:
                connection.send(pickle.dumps(answer))
            except OSError:  # the builder is gone
                return


def _listen(connection: Connection, messages: SimpleQueue[bytes]) -> None:
    """Take in what comes, so that the end of the builder is noticed in the middle of a task."""
    for message in connection.messages():
        messages.put(message)
    os._exit(0)
