"""The process that reads files on Linux: each in a fork, in a jail of its own making.

The server is started once (:mod:`indexer.documents.sandbox`), loads each library when it is first
wanted, and forks: a fork takes milliseconds where a fresh interpreter takes a hundred.  It speaks
with its forks over pairs of sockets, each message with its length before it.
"""

from __future__ import annotations

import gc
import os
import select
import shutil
import signal
import socket
import struct
import sys
import tempfile
import time
from contextlib import suppress
from typing import NoReturn

import msgspec

from indexer.child_process import parent_connection
from indexer.documents import jail
from indexer.documents.sandbox_child import (
    ENDED_BY_OTHERS,
    MAX_RESPONSE,
    ChildPool,
    ReadRequest,
    ReadResponse,
    crash_response,
    enter_sandbox,
    killed_response,
    overtime_response,
    run_reader,
    starved_response,
    too_long_response,
)
from indexer.model import because

assert sys.platform != "win32"  # noqa: S101 - nobody imports it there, and mypy reads no further

_LENGTH = struct.Struct(">Q")
_MOST_OPEN = 4096


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


def serve() -> None:
    """Answer requests until nobody is there to make any."""
    jail.isolate_network()
    connection = parent_connection()
    home = tempfile.mkdtemp(prefix="viendan-")

    def fork() -> ForkedChild:
        gc.freeze()  # the fork shares what is loaded instead of copying it
        return ForkedChild(home, connection.fileno())

    children = ChildPool(fork)
    try:
        for message in connection.messages():
            request = msgspec.msgpack.decode(message, type=ReadRequest)
            with suppress(ImportError):  # the child says so
                request.load()  # here, so that every later fork has it
            connection.send(msgspec.msgpack.encode(children.answer(request)))
    except (OSError, ClientGone):
        pass
    finally:
        children.end()
        shutil.rmtree(home, ignore_errors=True)


class ForkedChild:
    """A fork that reads one file after another, as its server sees it."""

    def __init__(self, home: str, client: int) -> None:
        self._folder = tempfile.mkdtemp(dir=home)
        self._client = client
        self._line, theirs = socket.socketpair()
        self._process = os.fork()
        if self._process == 0:
            _work(theirs, self._folder)
        theirs.close()
        self.files = 0

    def ask(self, request: ReadRequest, seconds: float) -> ReadResponse:
        """The answer to a request; after a refusal the child is to be ended.

        Raises :class:`ClientGone` when the client hangs up meanwhile: it asks one thing at a time.
        """
        self.files += 1
        deadline = time.monotonic() + seconds
        try:
            _send(self._line, msgspec.msgpack.encode(request))
            (length,) = _LENGTH.unpack(self._receive(_LENGTH.size, deadline))
            if length > MAX_RESPONSE:
                return too_long_response()
            return msgspec.msgpack.decode(self._receive(length, deadline), type=ReadResponse)
        except TimeoutError:
            return overtime_response(request.seconds)
        except (OSError, EOFError, msgspec.MsgspecError):
            return _crash(self.end(patience=1.0), request.seconds)

    def _receive(self, length: int, deadline: float) -> bytes:
        blob = bytearray()
        while len(blob) < length:
            wait = max(0.0, deadline - time.monotonic())
            ready, _, _ = select.select([self._line.fileno(), self._client], [], [], wait)
            if self._client in ready:  # nothing is asked meanwhile: the builder is gone
                raise ClientGone
            if not ready:
                raise TimeoutError
            chunk = self._line.recv(min(length - len(blob), 1 << 20))
            if not chunk:
                raise EOFError
            blob += chunk
        return bytes(blob)

    def end(self, patience: float = 0.0) -> int:
        """End the child with all it started, giving it ``patience`` seconds to do so itself.

        Returns its wait status, which is 0 from the second time on.
        """
        if not self._process:
            return 0
        child, self._process = self._process, 0
        until = time.monotonic() + patience
        ended, status = os.waitpid(child, os.WNOHANG)
        while not ended and time.monotonic() < until:
            time.sleep(0.0002)
            ended, status = os.waitpid(child, os.WNOHANG)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        if not ended:
            with suppress(ProcessLookupError):  # it may not have its group yet
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
        self._line.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        return status


def _crash(status: int, seconds: float) -> ReadResponse:
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number == signal.SIGXCPU:
        return overtime_response(seconds)
    if number in ENDED_BY_OTHERS:  # no bound of the reader's own ends it so
        return killed_response(number)
    if number in (signal.SIGABRT, signal.SIGTRAP):  # how C libraries end when memory is refused
        return starved_response()
    return crash_response(
        because(
            "việc đọc dừng đột ngột, có lẽ vì tệp hỏng; hãy mở thử và lưu lại tệp "
            "(tín hiệu {number})",
            number=number,
        )
    )


def _send(connection: socket.socket, blob: bytes) -> None:
    connection.sendall(_LENGTH.pack(len(blob)))
    connection.sendall(blob)


# --- in the fork --------------------------------------------------------------------------------


def _work(connection: socket.socket, folder: str) -> NoReturn:
    try:
        # Nothing else that is open is any business of a file's: not another child's connection.
        os.closerange(3, connection.fileno())
        os.closerange(connection.fileno() + 1, _MOST_OPEN)
        jail.limit_memory()
        enter_sandbox(folder)
        stream = connection.makefile("rb")
        while header := stream.read(_LENGTH.size):
            (length,) = _LENGTH.unpack(header)
            request = msgspec.msgpack.decode(stream.read(length), type=ReadRequest)
            jail.limit_time(request.seconds)
            _send(connection, msgspec.msgpack.encode(run_reader(request)))
    except BaseException:  # nothing may unwind into the server's own loop
        os._exit(1)
    os._exit(0)
