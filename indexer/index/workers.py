"""The crew that does the tasks of a build: this process alone, or child processes.

Children are started afresh (no fork: the builder may have threads), get their tasks over a
socket and end when it closes.  They hold the builder's lock, so that nobody builds while one of
them could still write; on Linux the kernel ends them with the builder.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from indexer.child_process import die_with_parent, start_child
from indexer.index.tasks import Answer, Bench, Task

_START = "import sys; from indexer.index.workers import work; work(*map(int, sys.argv[1:]))"


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
def crew(bench: Bench, jobs: int, lock: int) -> Iterator[Crew]:
    """This process alone for one job at a time, else so many child processes."""
    if jobs < 2:
        yield Alone(bench)
        return
    team = Team(bench, jobs, lock)
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
    """A worker process and the socket to it."""

    def __init__(self, bench: Bench, lock: int) -> None:
        self.process, self.line = start_child(_START, [str(os.getpid())], keep=[lock])
        self.line.send_bytes(pickle.dumps(bench))
        self.task: Task | None = None

    def end(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.wait()


class Team:
    """Child processes, each with one task at a time; one that dies is replaced."""

    def __init__(self, bench: Bench, jobs: int, lock: int) -> None:
        self._bench, self._lock = bench, lock
        self._children: list[_Child] = []
        try:
            for _ in range(jobs):
                self._children.append(_Child(bench, lock))
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
        child.task = task
        with suppress(OSError):  # a dead child is noticed when its answer is waited for
            child.line.send_bytes(pickle.dumps(task))

    def next_done(self) -> tuple[Task, Answer | Lost]:
        """The answer of the first child that is done."""
        busy = {child.line: child for child in self._children if child.task is not None}
        ready: Sequence[Any] = wait(list(busy))
        child = busy[ready[0]]
        task, child.task = child.task, None
        assert task is not None  # noqa: S101 - it was busy
        try:
            answer = pickle.loads(child.line.recv_bytes())  # noqa: S301 - our own child
        except (OSError, EOFError):
            self._children.remove(child)
            child.end()
            self._children.append(_Child(self._bench, self._lock))
            return task, Lost()
        if isinstance(answer, OSError):
            raise answer
        return task, answer

    def dismiss(self) -> None:
        """End all children; what they were doing is lost."""
        while self._children:
            self._children.pop().end()


# --- in the child -------------------------------------------------------------------------------


def work(descriptor: int, parent: int) -> None:
    """Do tasks from a socket until the other side closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    if os.getppid() != parent:
        return  # the builder was gone before
    line = Connection(descriptor)
    with suppress(EOFError, ConnectionError):
        bench: Bench = pickle.loads(line.recv_bytes())  # noqa: S301 - our own parent
        while True:
            task: Task = pickle.loads(line.recv_bytes())  # noqa: S301 - our own parent
            try:
                answer: Answer | OSError = bench.do(task)
            except OSError as error:
                answer = error
            line.send_bytes(pickle.dumps(answer))
