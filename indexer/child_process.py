"""A Python process of this program with a connection to it: started afresh, since a fork would
copy the threads of whoever starts it, and not every system has one.

The connection is the pair of pipes that every system gives a child as its standard input and
output.  So a child is told by the end of its input that its parent is gone, however that ended.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).parent.parent
_LENGTH = struct.Struct(">Q")
_PIPE = 1 << 20  # bytes under way at once, where the system lets a program choose


class MessageTooLong(Exception):
    """The other side has more to say than is listened to."""


class Connection:
    """Messages to another process and from it, each with its length before it."""

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        self._incoming, self._outgoing = incoming, outgoing

    def send(self, message: bytes) -> None:
        """Send a message; raises ``OSError`` when nobody is there."""
        self._outgoing.write(_LENGTH.pack(len(message)) + message)  # at once: one waking up
        self._outgoing.flush()

    def receive(self, most: int | None = None) -> bytes:
        """The next message of at most so many bytes.

        Raises :class:`MessageTooLong` for a longer one, ``EOFError`` when the other side is gone.
        """
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
        if most is not None and length > most:
            raise MessageTooLong
        return self._read(length)

    def _read(self, length: int) -> bytes:
        read = self._incoming.read(length)
        if len(read) < length:
            raise EOFError
        return read

    def messages(self) -> Iterator[bytes]:
        """All messages until the other side is gone."""
        with suppress(EOFError, OSError):
            while True:
                yield self.receive()

    def fileno(self) -> int:
        """The descriptor on which messages come in."""
        return self._incoming.fileno()

    def close(self) -> None:
        """Hang up; nobody may be listening on this side meanwhile."""
        for end in (self._outgoing, self._incoming):
            with suppress(OSError):  # what was not sent is for nobody
                end.close()


class ChildProcess:
    """A process that runs ``function(*arguments)`` of a module of this program."""

    def __init__(self, module: str, function: str, *arguments: str) -> None:
        # What is imported stays: the collector neither looks for circles in it meanwhile, nor
        # walks through it afterwards, and a child that is forked need not copy it.
        program = (
            f"import gc, sys; gc.disable(); from {module} import {function}; gc.freeze(); "
            f"gc.enable(); {function}(*sys.argv[1:])"
        )
        self._process = subprocess.Popen(  # noqa: S603 - no part of the command is from outside
            # -P: a working directory full of uploads must not provide modules.
            [sys.executable, "-P", "-c", program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pipesize=_PIPE,
            env=os.environ | {"PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1"},
            # Ctrl-C is for the builder, which then ends its children.
            start_new_session=True,
            creationflags=_OWN_GROUP,
        )
        incoming, outgoing = self._process.stdout, self._process.stdin
        assert incoming is not None  # noqa: S101 - both are pipes
        assert outgoing is not None  # noqa: S101
        self.connection = Connection(incoming, outgoing)
        self.id = self._process.pid

    def shut_down(self, patience: float) -> None:
        """Close the connection, on which the process ends; kill it after so many seconds."""
        self.connection.close()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def wait(self, patience: float) -> None:
        """Give the process so many seconds to end by itself."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)

    def kill(self) -> int:
        """End the process at once; its exit status, that of a signal below zero.

        The connection stays open for a thread that listens on it, and now hears its end.
        """
        self._process.kill()
        return self._process.wait()

    def detach(self) -> None:
        """Have nothing more to do with a process that is another one's child."""
        self.connection.close()
        self._process.returncode = 0


if sys.platform == "win32":
    _OWN_GROUP = subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _OWN_GROUP = 0


def parent_connection() -> Connection:
    """In a child process: the connection to its parent.

    What was its standard input and output leads nowhere from then on, so that nothing a library
    prints gets on the connection, and no program that is started holds it.
    """
    incoming, outgoing = os.dup(0), os.dup(1)
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    os.close(silence)
    return Connection(os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb"))
