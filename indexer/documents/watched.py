"""Readers where a process cannot bound itself: each is started afresh, and watched from outside.

So it is on Windows, which has neither forks nor limits of this kind, and on macOS, whose limits do
not hold.  Memory is looked at a few times a second, and a file may take more for that long.  The
network is as open to a reader as to the builder.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from queue import SimpleQueue

import msgspec
import psutil

from indexer.child_process import ChildProcess, Connection, MessageTooLong, parent_connection
from indexer.documents.sandbox_child import (
    ENDED_BY_OTHERS,
    MAX_MEMORY,
    MAX_RESPONSE,
    ChildPool,
    ReadRequest,
    ReadResponse,
    crash_response,
    enter_sandbox,
    killed_response,
    out_of_memory_response,
    overtime_response,
    run_reader,
    starved_response,
    too_long_response,
)
from indexer.model import because

_POLL = 0.1
"""Seconds between two looks at the memory of a reader."""

# How Windows says that a process ended for want of memory, or that it ended itself.
_OUT_OF_MEMORY = (3, 0xC0000017, 0xC000012D, 0xC0000409)


class WatchedReaders:
    """The readers of this process and its threads."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._children = ChildPool(WatchedChild)

    def answer(self, request: ReadRequest) -> ReadResponse:
        """The answer of a child."""
        with self._turn:
            return self._children.answer(request)

    def end(self) -> None:
        """End the child that waits for the next file."""
        self._children.end()

    def detach(self) -> None:
        """Leave the child to the process that started it, with whose end it ends."""


class WatchedChild:
    """A fresh process that reads one file after another."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="viendan-")
        self._process = ChildProcess(__name__, "run_child", self._folder)
        self._listener = ThreadPoolExecutor(1)
        self._has_ended = False
        self.files = 0

    def ask(self, request: ReadRequest, seconds: float) -> ReadResponse:
        """The answer to a request; after a refusal the child is to be ended."""
        self.files += 1
        until = time.monotonic() + seconds
        asked = self._listener.submit(self._asked, msgspec.msgpack.encode(request))
        while not wait([asked], min(_POLL, max(0.0, until - time.monotonic()))).done:
            if time.monotonic() >= until:
                return overtime_response(request.seconds)
            if any(_memory(one) > MAX_MEMORY for one in _process_tree(self._process.id)):
                return out_of_memory_response()
        try:
            return msgspec.msgpack.decode(asked.result(), type=ReadResponse)
        except MessageTooLong:
            return too_long_response()
        except (OSError, EOFError, msgspec.MsgspecError):
            self._process.wait(patience=1.0)
            return _crash(self.end())

    def _asked(self, message: bytes) -> bytes:
        self._process.connection.send(message)
        return self._process.connection.receive(MAX_RESPONSE)

    def end(self) -> int:
        """End the child with all it started; its exit status, 0 from the second time on."""
        if self._has_ended:
            return 0
        self._has_ended = True
        started = list(_process_tree(self._process.id))
        status = self._process.kill()
        _end(started)
        self._listener.shutdown()
        self._process.connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        return status


def _process_tree(process: int) -> Iterator[psutil.Process]:
    """A process, and all that it started and that these did."""
    with suppress(psutil.Error):
        first = psutil.Process(process)
        yield first
        yield from first.children(recursive=True)


def _memory(process: psutil.Process) -> int:
    """What a process holds: on macOS what is in use, since every one has hundreds of gigabytes."""
    with suppress(psutil.Error):
        info = process.memory_info()
        return int(info.rss if sys.platform == "darwin" else info.vms)
    return 0


def _end(processes: list[psutil.Process]) -> None:
    for one in processes:
        with suppress(psutil.Error):
            one.kill()


def _crash(status: int) -> ReadResponse:
    if -status in ENDED_BY_OTHERS:
        return killed_response(-status)
    if status == -signal.SIGABRT or status & 0xFFFFFFFF in _OUT_OF_MEMORY:
        return starved_response()
    if status < 0:
        number = -status
        return crash_response(
            because(
                "việc đọc dừng đột ngột, có lẽ vì tệp hỏng; hãy mở thử và lưu lại tệp "
                "(tín hiệu {number})",
                number=number,
            )
        )
    code = f"{status & 0xFFFFFFFF:#x}"
    return crash_response(
        because(
            "việc đọc dừng đột ngột, có lẽ vì tệp hỏng; hãy mở thử và lưu lại tệp (mã dừng {code})",
            code=code,
        )
    )


# --- in the child -------------------------------------------------------------------------------


def run_child(folder: str) -> None:
    """Read files from the connection until the builder is gone."""
    connection = parent_connection()
    enter_sandbox(folder)
    messages: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(connection, messages, folder), daemon=True).start()
    while True:
        request = msgspec.msgpack.decode(messages.get(), type=ReadRequest)
        connection.send(msgspec.msgpack.encode(run_reader(request)))


def _listen(connection: Connection, messages: SimpleQueue[bytes], folder: str) -> None:
    """Take in what comes; at the end of the builder end too, in the middle of whatever is done."""
    for message in connection.messages():
        messages.put(message)
    _end(list(_process_tree(os.getpid()))[1:])
    os.chdir(os.path.dirname(folder))  # Windows removes no folder in which somebody is
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)
