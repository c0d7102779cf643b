"""A fork of the reading server that reads files in its jail, and what its end means.

It gets requests and gives answers over a pair of sockets, each with its length before it.
"""

from __future__ import annotations

import importlib
import os
import select
import shutil
import signal
import socket
import struct
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn

import msgspec

from indexer.documents.jail import limit_self, limit_time
from indexer.documents.page_text import PageText, Refused, too_slow
from indexer.model import Reason, because

MAX_ANSWER = 64 * 1024 * 1024

Reader = Callable[[bytes, str], Sequence[PageText]]
_LENGTH = struct.Struct(">Q")
_MOST_OPEN = 4096


class Request(msgspec.Struct, frozen=True):
    """One file to read: the module whose ``read(data, argument)`` does it, and for how long.

    ``alone`` asks for a child that has read nothing else and will not: for a reader that
    starts programs or writes files.
    """

    module: str
    data: bytes
    argument: str
    seconds: float
    alone: bool = False


class Answer(msgspec.Struct, frozen=True):
    """The pages, or a refusal as the template and values of its reason.

    ``crashed`` says that the reader ended without a word, as a C library may.
    """

    pages: tuple[PageText, ...] = ()
    template: str = ""
    values: tuple[tuple[str, str], ...] = ()
    crashed: bool = False

    @classmethod
    def refusing(cls, reason: Reason, crashed: bool = False) -> Answer:
        """A refusal with its reason."""
        return cls((), reason.template, reason.values, crashed)


class Gone(Exception):
    """Nobody waits for the answer any more."""


class Child:
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
                long = because("tệp cho hơn {limit} MB chữ, đã dừng", limit=MAX_ANSWER // 1024**2)
                return Answer.refusing(long)
            return msgspec.msgpack.decode(self._receive(length, deadline), type=Answer)
        except TimeoutError:
            return Answer.refusing(too_slow(request.seconds))
        except (OSError, EOFError, msgspec.MsgspecError):
            return Answer.refusing(_cause(self.end(patience=1.0), request.seconds), crashed=True)

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
        limit_self(folder)
        stream = line.makefile("rb")
        while header := stream.read(_LENGTH.size):
            (length,) = _LENGTH.unpack(header)
            request = msgspec.msgpack.decode(stream.read(length), type=Request)
            limit_time(request.seconds)
            _send(line, msgspec.msgpack.encode(_read(request)))
    except BaseException:  # nothing may unwind into the server's own loop
        os._exit(1)
    os._exit(0)


def _read(request: Request) -> Answer:
    try:
        reader: Reader = importlib.import_module(request.module).read
        return Answer(pages=tuple(map(_sound, reader(request.data, request.argument))))
    except Refused as problem:
        return Answer.refusing(problem.reason)
    except MemoryError:
        return Answer.refusing(because("tệp đòi quá 1,5 GB bộ nhớ để đọc, đã dừng"))
    except Exception as error:  # a library's own: its class is all that can be told
        return Answer.refusing(
            because(
                "trình đọc không hiểu tệp ({error}), tệp có lẽ hỏng; hãy mở và lưu lại tệp",
                error=type(error).__name__,
            )
        )


def _sound(page: PageText) -> PageText:
    """A page without halves of surrogate pairs, which a broken font may give for letters."""
    return PageText(page.text.encode("utf-8", "replace").decode(), page.method)
