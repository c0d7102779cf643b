"""A reader that does what a crafted file might make a real one do; for the child process only."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from indexer.documents.page_text import ExtractionError, PageText
from indexer.model import because

_spoilt = False


def read(data: bytes, argument: str) -> tuple[PageText, ...]:
    """Do what ``data`` names, with ``argument`` as its object."""
    return (PageText(str(globals()["_" + data.decode()](argument))),)


def _echo(text: str) -> str:
    return text


def _which(_argument: str) -> int:
    return os.getpid()


def _spoil(_argument: str) -> None:
    global _spoilt
    _spoilt = True


def _need_unspoilt(text: str) -> str:
    if _spoilt:
        raise KeyError("of an earlier file")
    return text


def _open_files(_argument: str) -> int:
    return len(os.listdir("/proc/self/fd")) - 1  # but for that of the listing


def _sleep(_argument: str) -> None:
    time.sleep(60)


def _spin(_argument: str) -> None:
    while True:
        pass


def _eat_memory(_argument: str) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(64 * 1024 * 1024))


def _abort(_argument: str) -> None:
    os.abort()


def _crash(_argument: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _be_killed(_argument: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _find_no_process(_argument: str) -> None:
    raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")


def _find_a_broken_picture(_argument: str) -> None:
    raise OSError("image file is truncated")


def _raise(_argument: str) -> None:
    raise KeyError("of a library")


def _refuse(_argument: str) -> None:
    raise ExtractionError(because("đọc quá {seconds} giây, đã dừng", seconds=1))


def _babble(_argument: str) -> str:
    return "x" * (70 * 1024 * 1024)


def _leave_a_file(_argument: str) -> str:
    Path("here").write_text("dự thảo")
    (Path(tempfile.gettempdir()) / "there").write_text("dự thảo")
    return "Tỉnh ủy"


def _start_and_sleep(marker: str) -> None:
    subprocess.Popen(["sh", "-c", f"sleep 2; touch {marker}"])
    time.sleep(60)


def _connect(port: str) -> str:
    try:
        socket.create_connection(("127.0.0.1", int(port)), timeout=2).close()
    except OSError:
        return "no network"
    return "connected"


def _where(_argument: str) -> str:
    Path("left-behind").write_text("x")
    return f"{Path.cwd()}\n{tempfile.gettempdir()}\n{os.environ['HOME']}\n{len(os.environ)}"
