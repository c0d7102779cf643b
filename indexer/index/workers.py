"""The pool that does the tasks of a build: this process alone, or worker processes.

Children are started afresh (no fork: the builder may have threads) and get their tasks over a
connection.  Each holds a lock, so that nobody builds while one of them could still write, and ends
at once when the builder does: the system then closes the connection.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread
from typing import Protocol

from indexer.child_process import ChildProcess, Connection, parent_connection
from indexer.directives import Knowledge
from indexer.index.tasks import BuildSettings, Task, TaskResult, TaskRunner


class WorkerLost(Exception):
    """A worker process ended in the middle of its task."""


class WorkerPool(Protocol):
    """Takes tasks and gives their results: as many at once as there is room."""

    @property
    def has_capacity(self) -> bool:
        """Whether another task may be handed over."""

    def submit(self, task: Task) -> None:
        """Begin a task."""

    def next_result(self) -> tuple[Task, TaskResult | WorkerLost]:
        """Wait for a task to be done; raises the ``OSError`` that kept a part unwritten."""


@contextmanager
def worker_pool(runner: TaskRunner, jobs: int) -> Iterator[WorkerPool]:
    """This process alone for one job at a time, else so many worker processes."""
    if jobs < 2:
        yield SerialPool(runner)
        return
    pool = ProcessPool(runner.settings, jobs)
    try:
        yield pool
    finally:
        pool.shutdown()


class SerialPool:
    """All tasks in this process, one at a time."""

    def __init__(self, runner: TaskRunner) -> None:
        self._runner = runner
        self._waiting: deque[Task] = deque()

    @property
    def has_capacity(self) -> bool:
        """One task waits at most."""
        return not self._waiting

    def submit(self, task: Task) -> None:
        """Take a task, to be done when its answer is asked for."""
        self._waiting.append(task)

    def next_result(self) -> tuple[Task, TaskResult | WorkerLost]:
        """Do the task."""
        task = self._waiting.popleft()
        return task, self._runner.run(task)


class _Worker:
    """A worker process, and what it is doing."""

    def __init__(self, settings: BuildSettings) -> None:
        self._settings: BuildSettings | None = settings
        self._process = ChildProcess(__name__, "run_worker")
        self.task: Task | None = None
        self.doing: Future[bytes] | None = None

    def run(self, task: Task) -> bytes:
        """Have a task done, and wait for the answer."""
        connection = self._process.connection
        if self._settings is not None:
            connection.send(pickle.dumps(self._settings))
            connection.receive()  # it has its lock: only now may it get work
            self._settings = None
        connection.send(pickle.dumps(task))
        return connection.receive()

    def end(self) -> None:
        self._process.kill()
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

    def next_result(self) -> tuple[Task, TaskResult | WorkerLost]:
        """The answer of the first worker that is done."""
        busy = {worker.doing: worker for worker in self._workers if worker.doing is not None}
        done, _ = wait(busy, return_when=FIRST_COMPLETED)
        doing = done.pop()
        worker = busy[doing]
        task, worker.task, worker.doing = worker.task, None, None
        assert task is not None  # noqa: S101 - it was busy
        try:
            answer = pickle.loads(doing.result())  # noqa: S301 - our own worker
        except (OSError, EOFError):
            self._workers.remove(worker)
            worker.end()
            self._workers.append(_Worker(self._settings))
            return task, WorkerLost()
        if isinstance(answer, OSError):
            raise answer
        return task, answer

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
    with settings.writer.worker_lock():
        connection.send(b"")
        runner = TaskRunner(settings, Knowledge.load())
        while True:
            task: Task = pickle.loads(messages.get())  # noqa: S301 - our own parent
            try:
                answer: TaskResult | OSError = runner.run(task)
            except OSError as error:
                answer = error
            connection.send(pickle.dumps(answer))


def _listen(connection: Connection, messages: SimpleQueue[bytes]) -> None:
    """Take in what comes, so that the end of the builder is noticed in the middle of a task."""
    for message in connection.messages():
        messages.put(message)
    os._exit(0)
