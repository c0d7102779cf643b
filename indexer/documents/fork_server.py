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

from indexer.child_process import parent_line
from indexer.documents import jail
from indexer.documents.page_text import too_slow
from indexer.documents.sandbox_child import (
    MAX_ANSWER,
    Answer,
    Children,
    Request,
    ended,
    read,
    settle_in,
    too_long,
)
from indexer.model import Reason, because

assert sys.platform != "win32"  # noqa: S101 - nobody imports it there, and mypy reads no further

_LENGTH = struct.Struct(">Q")
_MOST_OPEN = 4096


class Gone(Exception):
    """Nobody waits for the answer any more."""


def serve() -> None:
    """Answer requests until nobody is there to make any."""
    jail.leave_network()
    line = parent_line()
    home = tempfile.mkdtemp(prefix="viendan-")

    def fork() -> Fork:
        gc.freeze()  # the fork shares what is loaded instead of copying it
        return Fork(home, line.fileno())

    children = Children(fork)
    try:
        for message in line.messages():
            request = msgspec.msgpack.decode(message, type=Request)
            with suppress(ImportError):  # the child says so
                request.load()  # here, so that every later fork has it
            line.send(msgspec.msgpack.encode(children.answer(request)))
    except (OSError, Gone):
        pass
    finally:
        children.end()
        shutil.rmtree(home, ignore_errors=True)


class Fork:
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

    def ask(self, request: Request, seconds: float) -> Answer:
        """The answer to a request; after a refusal the child is to be ended.

        Raises :class:`Gone` when the client hangs up meanwhile: it asks one thing at a time.
        """
        self.files += 1
        deadline = time.monotonic() + seconds
        try:
            _send(self._line, msgspec.msgpack.encode(request))
            (length,) = _LENGTH.unpack(self._receive(_LENGTH.size, deadline))
            if length > MAX_ANSWER:
                return too_long()
            return msgspec.msgpack.decode(self._receive(length, deadline), type=Answer)
        except TimeoutError:
            return Answer.refusing(too_slow(request.seconds))
        except (OSError, EOFError, msgspec.MsgspecError):
            return ended(_cause(self.end(patience=1.0), request.seconds))

    def _receive(self, length: int, deadline: float) -> bytes:
        blob = bytearray()
        while len(blob) < length:
            wait = max(0.0, deadline - time.monotonic())
            ready, _, _ = select.select([self._line.fileno(), self._client], [], [], wait)
            if self._client in ready:  # nothing is asked meanwhile: the builder is gone
                raise Gone
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


def _cause(status: int, seconds: float) -> Reason:
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number in (signal.SIGXCPU, signal.SIGKILL):
        return too_slow(seconds)
    if number in (signal.SIGABRT, signal.SIGTRAP):  # how C libraries end when memory is refused
        return because("trình đọc dừng đột ngột: tệp hỏng, hoặc đòi quá 1,5 GB bộ nhớ")
    return because("trình đọc dừng đột ngột (tín hiệu {number}), tệp có lẽ hỏng", number=number)


def _send(line: socket.socket, blob: bytes) -> None:
    line.sendall(_LENGTH.pack(len(blob)))
    line.sendall(blob)


# --- in the fork --------------------------------------------------------------------------------


def _work(line: socket.socket, folder: str) -> NoReturn:
    try:
        # Nothing else that is open is any business of a file's: not another child's line.
        os.closerange(3, line.fileno())
        os.closerange(line.fileno() + 1, _MOST_OPEN)
        jail.limit_self()
        settle_in(folder)
        stream = line.makefile("rb")
        while header := stream.read(_LENGTH.size):
            (length,) = _LENGTH.unpack(header)
            request = msgspec.msgpack.decode(stream.read(length), type=Request)
            jail.limit_time(request.seconds)
            _send(line, msgspec.msgpack.encode(read(request)))
    except BaseException:  # nothing may unwind into the server's own loop
        os._exit(1)
    os._exit(0)
