"""What every child that reads files does, however it was started, and when it is replaced."""

from __future__ import annotations

import errno
import importlib
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import msgspec

from indexer.documents.amendment import AmendedFile
from indexer.documents.page_text import ExtractionError, PageText, timeout_reason
from indexer.model import Reason, because

MAX_RESPONSE = 64 * 1024 * 1024
MAX_MEMORY = 1536 * 1024 * 1024
FILES_A_CHILD = 32


class Member(NamedTuple):
    """A file within another: its way there, its SHA-256, and its bytes if they were asked for.

    One that is no ``paper`` is passed over, as such a file in a folder is.  ``start`` is how it
    begins, ``size`` how many bytes it has, ``refusal`` why it cannot be taken out.
    """

    way: str
    digest: str
    data: bytes = b""
    is_paper: bool = True
    start: bytes = b""
    size: int = 0
    refusal: Reason | None = None


Reader = Callable[[bytes, str], Sequence[PageText] | Sequence[Member] | Sequence[AmendedFile]]


class ReadRequest(msgspec.Struct, frozen=True):
    """One file to read: the ``module:function`` that does it, its arguments, and for how long.

    ``alone`` asks for a child that has read nothing else and will not: for a reader that
    starts programs or writes files.
    """

    reader: str
    data: bytes
    argument: str
    seconds: float
    alone: bool = False

    def load(self) -> Reader:
        """The reader; raises ``ImportError`` where a library is missing."""
        module, _, function = self.reader.partition(":")
        reader: Reader = getattr(importlib.import_module(module), function)
        return reader


class ReadResponse(msgspec.Struct, frozen=True):
    """The pages, the members or the file amended, or a refusal as the template and values of its
    reason.

    ``crashed`` says that the reader ended without a word, as a C library may; ``passing`` that
    another time the same file may be read.
    """

    pages: tuple[PageText, ...] = ()
    members: tuple[Member, ...] = ()
    amended: tuple[AmendedFile, ...] = ()
    template: str = ""
    values: tuple[tuple[str, str], ...] = ()
    crashed: bool = False
    passing: bool = False

    @classmethod
    def refusing(
        cls, reason: Reason, *, crashed: bool = False, passing: bool = False
    ) -> ReadResponse:
        """A refusal with its reason."""
        return cls((), (), (), reason.template, reason.values, crashed, passing)


# --- from outside -------------------------------------------------------------------------------


class Child(Protocol):
    """A child that reads one file after another; ``files`` is how many it was given."""

    files: int

    def ask(self, request: ReadRequest, seconds: float) -> ReadResponse:
        """The answer to a request; after a refusal the child is to be ended."""

    def end(self) -> object:
        """End the child with all it started."""


class ChildPool:
    """The child that reads, and the next one.

    A short notice is read in less time than a child takes to start.  So one reads
    :data:`FILES_A_CHILD` files before it is replaced, and is replaced at once after a file that it
    did not read.  Such a file is read again in a fresh child before it is blamed: what went wrong
    may be the doing of an earlier one.
    """

    def __init__(self, start: Callable[[], Child]) -> None:
        self._start = start
        self._kept: Child | None = None

    def answer(self, request: ReadRequest) -> ReadResponse:
        """The answer of a child."""
        start, answer = time.monotonic(), overtime_response(request.seconds)
        if self._kept is not None and not request.alone:
            answer = self._ask(self._kept, request, request.seconds)
            if not answer.template:
                return answer
        left = request.seconds - (time.monotonic() - start)
        return answer if left <= 0 else self._ask(self._start(), request, left)

    def _ask(self, child: Child, request: ReadRequest, seconds: float) -> ReadResponse:
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

    def end(self) -> None:
        """End the child that is kept."""
        if self._kept is not None:
            self._kept.end()


def too_long_response() -> ReadResponse:
    """The refusal of a file of more text than is listened to."""
    limit = MAX_RESPONSE // 1024**2
    return ReadResponse.refusing(because("tệp cho hơn {limit} MB chữ, đã dừng", limit=limit))


def out_of_memory_response() -> ReadResponse:
    """The refusal of a file that wants more memory than there is for it."""
    reason = because("tệp đòi quá 1,5 GB bộ nhớ để đọc, đã dừng")
    return ReadResponse.refusing(reason, passing=True)


def overtime_response(seconds: float) -> ReadResponse:
    """The refusal of a file for which the time did not suffice, as on a busy machine."""
    return ReadResponse.refusing(timeout_reason(seconds), passing=True)


def crash_response(reason: Reason) -> ReadResponse:
    """The refusal of a file whose reader ended without a word."""
    return ReadResponse.refusing(reason, crashed=True)


def starved_response() -> ReadResponse:
    """The refusal of a file whose reader ended as one does to which memory is refused."""
    reason = because(
        "việc đọc dừng đột ngột: tệp hỏng, hoặc cần quá 1,5 GB bộ nhớ; hãy mở thử và lưu lại tệp"
    )
    return ReadResponse.refusing(reason, crashed=True, passing=True)


def killed_response(number: int) -> ReadResponse:
    """The refusal of a file whose reader the system ended by a signal, or somebody else."""
    reason = because(
        "hệ thống đã ngắt việc đọc tệp này, có lẽ vì máy thiếu bộ nhớ; hãy đóng bớt chương trình "
        "khác (tín hiệu {number})",
        number=number,
    )
    return ReadResponse.refusing(reason, crashed=True, passing=True)


# --- in the child -------------------------------------------------------------------------------

_SHORT = (errno.ENOMEM, errno.EAGAIN, errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.EDQUOT)
"""What the machine may lack for a moment; the file itself is in memory already."""

ENDED_BY_OTHERS = (9, 15)
"""The signals by which a system ends a program for want of memory, or at its own end."""

_KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT")


def enter_sandbox(folder: str) -> None:
    """Make ``folder`` the current one and that for temporary files, and forget the environment."""
    os.chdir(folder)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update({"PATH": os.defpath} | kept)
    os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), folder))
    os.environ.update(LC_ALL="C.UTF-8", OMP_THREAD_LIMIT="1")
    tempfile.tempdir = folder


def run_reader(request: ReadRequest) -> ReadResponse:
    """Have the reader read the file."""
    try:
        reader = request.load()
    except ImportError as error:
        return ReadResponse.refusing(
            because(
                "chưa có thư viện {library} để đọc loại tệp này; hãy cài lại Viện Dẫn",
                library=error.name or request.reader,
            )
        )
    try:
        found = reader(request.data, request.argument)
        return ReadResponse(
            pages=tuple(_without_surrogates(one) for one in found if isinstance(one, PageText)),
            members=tuple(one for one in found if isinstance(one, Member)),
            amended=tuple(one for one in found if isinstance(one, AmendedFile)),
        )
    except ExtractionError as problem:
        return ReadResponse.refusing(problem.reason, passing=problem.passing)
    except MemoryError:
        return out_of_memory_response()
    except OSError as error:
        if error.errno in _SHORT:
            return ReadResponse.refusing(
                because(
                    "máy hết chỗ, hay đang chạy quá nhiều chương trình, để đọc tệp này ({error})",
                    error=error.strerror,
                ),
                passing=True,
            )
        return _broken(error)
    except Exception as error:
        return _broken(error)


def _broken(error: Exception) -> ReadResponse:
    """A library's own error: its class is all that can be told."""
    return ReadResponse.refusing(
        because(
            "trình đọc không hiểu tệp ({error}), tệp có lẽ hỏng; hãy mở và lưu lại tệp",
            error=type(error).__name__,
        )
    )


def _without_surrogates(page: PageText) -> PageText:
    """A page without halves of surrogate pairs, which a broken font may give for letters."""
    return page._replace(text=page.text.encode("utf-8", "replace").decode())
