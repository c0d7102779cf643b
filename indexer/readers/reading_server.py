"""The process that reads files: each in a fork with bounded memory and time, without network.

A file from outside may be made to crash or starve whatever opens it.  So no format but plain
text is opened in the process that builds the index.  This server is started once
(:mod:`indexer.readers.confine`), loads each library when it is first wanted, and forks: a fork
takes milliseconds where a fresh interpreter takes a hundred.

A short notice is read in less time than a fork takes.  So a child reads :data:`FILES_A_CHILD`
files before it is replaced, and is replaced at once after a file that it did not read.  Such a
file is read again in a fresh child before it is blamed: what went wrong may be the doing of an
earlier one.
"""

from __future__ import annotations

import gc
import importlib
import shutil
import tempfile
import time
from multiprocessing.connection import Connection

import msgspec

from indexer.model import because
from indexer.readers.jail import leave_network
from indexer.readers.reading_child import Answer, Child, Gone, Request

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
