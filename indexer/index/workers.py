"""The crew that does the tasks of a build: this process alone, or child processes.

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
from indexer.index.tasks import Answer, Bench, Setup, Task


class Lost(Exception):
    """A child process ended in the middle of its task."""


class Crew(Protocol):
    """Who does tasks: as many at once as there is room."""

    @property
    def has_room(self) -> bool:
        """Whether another task may be handed over."""

    def hand_over(self, task: Task) -> None:
        """Begin a task."""

    def next_done(self) -> tuple[Task, Answer | Lost]:
        """Wait for a task to be done; raises the ``OSError`` that stopped a segment."""


@contextmanager
def crew(bench: Bench, jobs: int) -> Iterator[Crew]:
    """This process alone for one job at a time, else so many child processes."""
    if jobs < 2:
        yield Alone(bench)
        return
    team = Team(bench.setup, jobs)
    try:
        yield team
    finally:
        team.dismiss()


class Alone:
    """All tasks in this process, one at a time."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._waiting: deque[Task] = deque()

    @property
    def has_room(self) -> bool:
        """One task waits at most."""
        return not self._waiting

    def hand_over(self, task: Task) -> None:
        """Take a task, to be done when its answer is asked for."""
        self._waiting.append(task)

    def next_done(self) -> tuple[Task, Answer | Lost]:
        """Do the task."""
        task = self._waiting.popleft()
        return task, self._bench.do(task)


class _Child:
    """A worker process, and what it is doing."""

    def __init__(self, setup: Setup) -> None:
        self._setup: Setup | None = setup
        self._process = ChildProcess(__name__, "work")
        self.task: Task | None = None
        self.doing: Future[bytes] | None = None

    def do(self, task: Task) -> bytes:
        """Have a task done, and wait for the answer."""
        connection = self._process.connection
        if self._setup is not None:
            connection.send(pickle.dumps(self._setup))
            connection.receive()  # it has its lock: only now may it get work
            self._setup = None
        connection.send(pickle.dumps(task))
        return connection.receive()

    def end(self) -> None:
        self._process.kill()
        if self.doing is not None:
            wait([self.doing])  # a connection is closed when nobody listens on it
        self._process.connection.close()


class Team:
    """Child processes, each with one task at a time; one that dies is replaced."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        self._setup = setup
        self._children: list[_Child] = []
        self._listeners = ThreadPoolExecutor(jobs)
        try:
            for _ in range(jobs):
                self._children.append(_Child(setup))
        except BaseException:
            self.dismiss()
            raise

    @property
    def has_room(self) -> bool:
        """Whether a child is idle."""
        return any(child.task is None for child in self._children)

    def hand_over(self, task: Task) -> None:
        """Give a task to an idle child."""
        child = next(child for child in self._children if child.task is None)
        child.task, child.doing = task, self._listeners.submit(child.do, task)

    def next_done(self) -> tuple[Task, Answer | Lost]:
        """The answer of the first child that is done."""
        busy = {child.doing: child for child in self._children if child.doing is not None}
        done, _ = wait(busy, return_when=FIRST_COMPLETED)
        doing = done.pop()
        child = busy[doing]
        task, child.task, child.doing = child.task, None, None
        assert task is not None  # noqa: S101 - it was busy
        try:
            answer = pickle.loads(doing.result())  # noqa: S301 - our own child
        except (OSError, EOFError):
            self._children.remove(child)
            child.end()
            self._children.append(_Child(self._setup))
            return task, Lost()
        if isinstance(answer, OSError):
            raise answer
        return task, answer

    def dismiss(self) -> None:
        """End all children; what they were doing is lost."""
        while self._children:
            self._children.pop().end()
        self._listeners.shutdown()


# --- in the child -------------------------------------------------------------------------------


def work() -> None:
    """Do tasks from the connection until the builder is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = parent_connection()
    messages: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(connection, messages), daemon=True).start()
    setup: Setup = pickle.loads(messages.get())  # noqa: S301 - our own parent
    with setup.writer.working():
        connection.send(b"")
        bench = Bench(setup, Knowledge.load())
        while True:
            task: Task = pickle.loads(messages.get())  # noqa: S301 - our own parent
            try:
                answer: Answer | OSError = bench.do(task)
            except OSError as error:
                answer = error
            connection.send(pickle.dumps(answer))


def _listen(connection: Connection, messages: SimpleQueue[bytes]) -> None:
    """Take in what comes, so that the end of the builder is noticed in the middle of a task."""
    for message in connection.messages():
        messages.put(message)
    os._exit(0)
