"""Reading a file in a child process, so that no file can take the builder down with it.

:func:`read_confined` names the module of a reader; the reader runs in a fork of
:mod:`indexer.readers.reading_server` with bounded memory and time, and without network.  What
comes back is text, or a refusal in words.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import threading

import msgspec

from indexer.child_process import start_child
from indexer.model import Reason, because
from indexer.readers.pagetext import PageText, Refused
from indexer.readers.reading_child import MAX_ANSWER, Answer, Request

SECONDS = 60.0
"""The time that a file gets before its reader is ended."""

_START = "import sys; from indexer.readers.reading_server import serve; serve(int(sys.argv[1]))"


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
