"""Reading a file in a child process, so that no file can take the builder down with it.

:func:`read_confined` names the module of a reader; the reader runs in a fork of
:mod:`indexer.documents.sandbox` with bounded memory and time, and without network.  What
comes back is text, or a refusal in words.

The process that reads files: each in a fork with bounded memory and time, without network.

A file from outside may be made to crash or starve whatever opens it.  So no format but plain
text is opened in the process that builds the index.  This server is started once
(:mod:`indexer.documents.sandbox`), loads each library when it is first wanted, and forks: a fork
takes milliseconds where a fresh interpreter takes a hundred.

A short notice is read in less time than a fork takes.  So a child reads :data:`FILES_A_CHILD`
files before it is replaced, and is replaced at once after a file that it did not read.  Such a
file is read again in a fresh child before it is blamed: what went wrong may be the doing of an
earlier one.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import shutil
import subprocess
import tempfile
import threading
import time
from multiprocessing.connection import Connection

import msgspec

from indexer.child_process import start_child
from indexer.documents.jail import leave_network
from indexer.documents.page_text import PageText, Refused
from indexer.documents.sandbox_child import MAX_ANSWER, Answer, Child, Gone, Request
from indexer.model import Reason, because

SECONDS = 60.0
"""The time that a file gets before its reader is ended."""

_START = "import sys; from indexer.documents.sandbox import serve; serve(int(sys.argv[1]))"


class Crashed(Refused):
    """The reader ended without a word; another library may still read the file."""


class _Server:
    """A reading server and the socket to it, for the process and its threads."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._turn = threading.Lock()
        self._process, self._line = start_child(_START)

    def ask(self, request: Request) -> Answer:
        """Send a request and wait for its answer; raises ``OSError`` when the server is gone."""
        with self._turn:
            self._line.send_bytes(msgspec.msgpack.encode(request))
            # The answer may hold the reason beside the text: a little above the text's bound.
            blob = self._line.recv_bytes(MAX_ANSWER + 4096)
        return msgspec.msgpack.decode(blob, type=Answer)

    def close(self) -> None:
        """Close the socket, on which the server ends with whatever it is reading."""
        self._line.close()
        if self.owner != os.getpid():
            self._process.returncode = 0  # not this process's child: nothing to wait for
            return
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


_server: _Server | None = None
_starting = threading.Lock()


def read_confined(
    module: str,
    data: bytes,
    argument: str = "",
    seconds: float = SECONDS,
    *,
    alone: bool = False,
) -> tuple[PageText, ...]:
    """The pages that ``module.read(data, argument)`` gives in a child process.

    A reader that starts programs or writes files is to run ``alone``: in a child, and so in a
    folder, that serves no other file.

    Raises :class:`Refused` with the reader's reason, with the bound that was passed, or
    (as :class:`Crashed`) when the reader broke.
    """
    request = Request(module, data, argument, seconds, alone)
    try:
        answer = _running().ask(request)
    except (OSError, EOFError):
        close_server()  # it died between two files: a new one reads this file
        try:
            answer = _running().ask(request)
        except (OSError, EOFError):
            close_server()
            raise Crashed(because("tiến trình đọc tệp không chạy được trên máy này")) from None
    if answer.template:
        reason = Reason(answer.template, answer.values)
        raise Crashed(reason) if answer.crashed else Refused(reason)
    return answer.pages


def _running() -> _Server:
    global _server
    with _starting:
        if _server is not None and _server.owner != os.getpid():
            _server.close()  # inherited by a fork, which needs one of its own
            _server = None
        if _server is None:
            _server = _Server()
        return _server


@atexit.register
def close_server() -> None:
    """End the reading server, if one runs; the next file starts another."""
    global _server
    with _starting:
        server, _server = _server, None
    if server is not None:
        server.close()


FILES_A_CHILD = 32


def serve(descriptor: int) -> None:
    """Answer requests on a socket until the other side closes it."""
    leave_network()
    client = Connection(descriptor)
    home = tempfile.mkdtemp(prefix="viendan-")
    children = _Children(home, client.fileno())
    try:
        while True:
            request = msgspec.msgpack.decode(client.recv_bytes(), type=Request)
            client.send_bytes(msgspec.msgpack.encode(children.answer(request)))
    except (EOFError, ConnectionError, Gone):
        pass
    finally:
        children.end()
        shutil.rmtree(home, ignore_errors=True)


class _Children:
    """The child that reads, and the next one."""

    def __init__(self, home: str, client: int) -> None:
        self._home, self._client = home, client
        self._kept: Child | None = None

    def answer(self, request: Request) -> Answer:
        """The answer of a child; raises :class:`Gone` when nobody waits for it."""
        try:
            importlib.import_module(request.module)  # here, so that every later fork has it
        except ImportError as error:
            missing = because(
                "chưa có thư viện {library} để đọc loại tệp này; hãy cài lại Viện Dẫn",
                library=error.name or request.module,
            )
            return Answer.refusing(missing)
        start = time.monotonic()
        if self._kept is not None and not request.alone:
            answer = self._ask(self._kept, request, request.seconds)
            if not answer.template:
                return answer
        left = request.seconds - (time.monotonic() - start)
        return answer if left <= 0 else self._ask(self._fork(), request, left)

    def _ask(self, child: Child, request: Request, seconds: float) -> Answer:
        """The child's answer; then the child is kept, or ended."""
        keeps = False
        try:
            answer = child.ask(request, seconds)
            keeps = not (answer.template or request.alone) and child.files < FILES_A_CHILD
        finally:
            if not keeps:
                child.end()
                self._kept = None if child is self._kept else self._kept
        if keeps:
            self._kept = child
        return answer

    def _fork(self) -> Child:
        gc.freeze()  # the fork shares what is loaded instead of copying it
        return Child(self._home, self._client)

    def end(self) -> None:
        """End the child that is kept."""
        if self._kept is not None:
            self._kept.end()
