"""Reading a file in a child process, so that no file can take the builder down with it.

:func:`read_confined` names a reader, as ``module:function``, which runs with bounded memory and
time; what comes back is text, or a refusal in words.  A file from outside may be made to crash or
starve whatever opens it, so no format but plain text is opened in the process that builds an index.

On Linux a server (:mod:`indexer.documents.fork_server`) forks the children, which bound
themselves and leave the network.  Elsewhere each is started afresh and watched from outside
(:mod:`indexer.documents.watched`), which bounds less: :func:`missing_confinement` says so.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from typing import Protocol

import msgspec

from indexer.child_process import ChildProcess, MessageTooLong
from indexer.documents.amendment import AmendedFile, Amendment
from indexer.documents.page_text import ExtractionError, PageText
from indexer.documents.sandbox_child import MAX_RESPONSE, Member, ReadRequest, ReadResponse
from indexer.model import Reason, because

SECONDS = 60.0
"""The time that a file gets before its reader is ended."""


class ReaderCrashed(ExtractionError):
    """The reader ended without a word; another library may still read the file."""


def read_confined(
    reader: str,
    data: bytes,
    argument: str = "",
    seconds: float = SECONDS,
    *,
    alone: bool = False,
) -> tuple[PageText, ...]:
    """The pages that ``reader(data, argument)`` gives in a child process.

    A reader that starts programs or writes files is to run ``alone``: in a child, and so in a
    folder, that serves no other file.

    Raises :class:`ExtractionError` with the reader's reason, with the bound that was passed, or
    (as :class:`ReaderCrashed`) when the reader broke.
    """
    return _answered(ReadRequest(reader, data, argument, seconds, alone)).pages


def members_confined(
    reader: str, location: str, argument: str = "", seconds: float = SECONDS
) -> tuple[Member, ...]:
    """The files within the file at a real path that ``reader(path, argument)`` gives in a child
    process, which opens it: it may be too large to be handed over.

    Raises :class:`ExtractionError` as :func:`read_confined` does.
    """
    return _answered(ReadRequest(reader, os.fsencode(location), argument, seconds)).members


def amended_confined(
    amender: str, data: bytes, amendment: Amendment, seconds: float = SECONDS
) -> AmendedFile:
    """The file that ``amender(data, amendment as JSON)`` makes of another in a child process, which
    then ends.

    Raises :class:`ExtractionError` as :func:`read_confined` does.
    """
    argument = msgspec.json.encode(amendment).decode()
    return _answered(ReadRequest(amender, data, argument, seconds, alone=True)).amended[0]


def _answered(request: ReadRequest) -> ReadResponse:
    try:
        answer = _current_readers().answer(request)
    except (OSError, EOFError):
        close_server()  # it died between two files: a new one reads this file
        try:
            answer = _current_readers().answer(request)
        except (OSError, EOFError):
            close_server()
            raise ReaderCrashed(
                because(
                    "không chạy được chương trình con để đọc tệp trên máy này "
                    "(phần mềm diệt vi-rút?)"
                ),
                passing=True,
            ) from None
    except BaseException:  # whoever waited does so no more, and the answer is for nobody
        close_server()
        raise
    if answer.template:
        reason = Reason(answer.template, answer.values)
        problem = ReaderCrashed if answer.crashed else ExtractionError
        raise problem(reason, passing=answer.passing)
    return answer


def can_fork() -> bool:
    """Whether children are forked, and bound themselves."""
    return sys.platform == "linux" and hasattr(os, "fork")


def missing_confinement() -> Reason | None:
    """In what readers are less confined here than they may be; None where they are not."""
    if can_fork():
        return None
    return because(
        "Trên hệ điều hành này, tiến trình đọc tệp chỉ được canh bộ nhớ và thời gian, "
        "không bị ngắt mạng như trên Linux; chỉ nên lập chỉ mục tệp từ nguồn tin cậy"
    )


class _Readers(Protocol):
    """Whoever has files read, for this process and its threads."""

    def answer(self, request: ReadRequest) -> ReadResponse:
        """The answer of a child; raises ``OSError`` or ``EOFError`` when there is none."""

    def end(self) -> None:
        """End all children."""

    def detach(self) -> None:
        """Leave the children to the process that started them."""


class _Server:
    """The reading server that forks, and the connection to it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self.process = ChildProcess("indexer.documents.fork_server", "serve")

    def answer(self, request: ReadRequest) -> ReadResponse:
        with self._turn:
            self.process.connection.send(msgspec.msgpack.encode(request))
            try:
                # The answer may hold the reason beside the text: a little above the text's bound.
                blob = self.process.connection.receive(MAX_RESPONSE + 4096)
            except MessageTooLong:
                raise EOFError from None
        return msgspec.msgpack.decode(blob, type=ReadResponse)

    def end(self) -> None:
        self.process.shut_down(patience=5)

    def detach(self) -> None:
        self.process.detach()


_readers: _Readers | None = None
_owner = 0
_starting = threading.Lock()


def _current_readers() -> _Readers:
    global _readers, _owner
    with _starting:
        if _readers is not None and _owner != os.getpid():
            _readers.detach()  # inherited by a fork, which needs its own
            _readers = None
        if _readers is None:
            _readers, _owner = _started(), os.getpid()
        return _readers


def _started() -> _Readers:
    if can_fork():
        return _Server()
    from indexer.documents.watched import WatchedReaders

    return WatchedReaders()


@atexit.register
def close_server() -> None:
    """End whatever reads files, if something does; the next file starts another."""
    global _readers
    with _starting:
        readers, _readers = _readers, None
    if readers is None:
        return
    if _owner == os.getpid():
        readers.end()
    else:
        readers.detach()
