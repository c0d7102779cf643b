"""The child process that reads files: one fork a file, each in its own jail.

A file from outside may be made to crash or starve whatever opens it.  So no format but plain
text is opened in the process that builds the index.  This server is started once
(:mod:`indexer.readers.confine`), loads each library when it is first wanted, and forks for
every file: a fork takes milliseconds where a fresh interpreter takes a hundred.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import NoReturn

import msgspec

from indexer.model import Reason, because
from indexer.readers.jail import leave_network, limit_self
from indexer.readers.pagetext import PageText, Refused

MAX_ANSWER = 64 * 1024 * 1024

Reader = Callable[[bytes, str], Sequence[PageText]]


class Request(msgspec.Struct, frozen=True):
    """One file to read: the module whose ``read(data, argument)`` does it, and for how long."""

    module: str
    data: bytes
    argument: str
    seconds: float


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


def serve(descriptor: int) -> None:
    """Answer requests on a socket until the other side closes it."""
    leave_network()
    client = Connection(descriptor)
    home = tempfile.mkdtemp(prefix="viendan-")
    try:
        while True:
            request = msgspec.msgpack.decode(client.recv_bytes(), type=Request)
            client.send_bytes(_answer(request, client, home))
    except (EOFError, ConnectionError):
        pass
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _answer(request: Request, client: Connection, home: str) -> bytes:
    try:
        reader: Reader = importlib.import_module(request.module).read
    except ImportError as error:
        missing = because(
            "chưa có thư viện {library} để đọc loại tệp này; hãy cài lại Viện Dẫn",
            library=error.name or request.module,
        )
        return msgspec.msgpack.encode(Answer.refusing(missing))
    folder = tempfile.mkdtemp(dir=home)
    answers, written = os.pipe()
    gc.freeze()  # the fork shares what is loaded instead of copying it
    child = os.fork()
    if child == 0:
        os.close(answers)
        client.close()
        _work(reader, request, written, folder)
    os.close(written)
    try:
        return _collect(child, answers, client.fileno(), request.seconds)
    finally:
        os.close(answers)
        shutil.rmtree(folder, ignore_errors=True)


# --- in the fork --------------------------------------------------------------------------------


def _work(reader: Reader, request: Request, written: int, folder: str) -> NoReturn:
    try:
        limit_self(folder, request.seconds)
        unsent = memoryview(msgspec.msgpack.encode(_read(reader, request)))
        while unsent:
            unsent = unsent[os.write(written, unsent[: 1 << 20]) :]
    except BaseException:  # nothing may unwind into the server's own loop
        os._exit(1)
    os._exit(0)


def _read(reader: Reader, request: Request) -> Answer:
    try:
        return Answer(pages=tuple(map(_sound, reader(request.data, request.argument))))
    except Refused as problem:
        return Answer.refusing(problem.reason)
    except MemoryError:
        return Answer.refusing(_too_much_memory())
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


# --- in the server ------------------------------------------------------------------------------


def _collect(child: int, answers: int, client: int, seconds: float) -> bytes:
    """The child's answer, or a refusal when it broke or took too long; the child is gone after."""
    deadline = time.monotonic() + seconds
    blob = bytearray()
    while True:
        wait = max(0.0, deadline - time.monotonic())
        ready, _, _ = select.select([answers, client], [], [], wait)
        if client in ready:  # nothing is asked meanwhile: the builder is gone
            _end(child)
            raise EOFError
        if not ready:
            _end(child)
            return msgspec.msgpack.encode(Answer.refusing(_too_slow(seconds)))
        chunk = os.read(answers, 1 << 20)
        blob += chunk
        if len(blob) > MAX_ANSWER:
            _end(child)
            long = because("tệp cho hơn {limit} MB chữ, đã dừng", limit=MAX_ANSWER // 1024**2)
            return msgspec.msgpack.encode(Answer.refusing(long))
        if not chunk:
            break
    status = _end(child, patience=1.0)
    if status or not blob:
        return msgspec.msgpack.encode(Answer.refusing(_cause(status, seconds), crashed=True))
    return bytes(blob)


def _end(child: int, patience: float = 0.0) -> int:
    """End a child with all it started, giving it ``patience`` seconds to do so itself.

    Returns its wait status.
    """
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
    return status


def _cause(status: int, seconds: float) -> Reason:
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number in (signal.SIGXCPU, signal.SIGKILL):
        return _too_slow(seconds)
    if number in (signal.SIGABRT, signal.SIGTRAP):  # how C libraries end when memory is refused
        return because("trình đọc dừng đột ngột: tệp hỏng, hoặc đòi quá 1,5 GB bộ nhớ")
    return because("trình đọc dừng đột ngột (tín hiệu {number}), tệp có lẽ hỏng", number=number)


def _too_slow(seconds: float) -> Reason:
    return because("đọc quá {seconds} giây, đã dừng", seconds=round(seconds))


def _too_much_memory() -> Reason:
    return because("tệp đòi quá 1,5 GB bộ nhớ để đọc, đã dừng")
