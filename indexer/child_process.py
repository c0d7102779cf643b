"""A Python process of this program with a line to it: started afresh, since a fork would copy the
threads of whoever starts it."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_DIE_WITH_PARENT = 1  # Linux: <linux/prctl.h>


def start_child(
    program: str, arguments: Sequence[str] = (), keep: Sequence[int] = ()
) -> tuple[subprocess.Popen[bytes], Connection]:
    """Start ``program``, a line of Python; the process, and this side's end of the line to it.

    Its ``sys.argv`` has the descriptor of its own end, then the ``arguments``; the descriptors to
    ``keep`` stay open in it.
    """
    ours, theirs = socket.socketpair()
    process = subprocess.Popen(  # noqa: S603 - no part of the command is from outside
        # -P: a working directory full of uploads must not provide modules.
        [sys.executable, "-P", "-c", program, str(theirs.fileno()), *arguments],
        pass_fds=(theirs.fileno(), *keep),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the builder, which then ends its children
        env=os.environ | {"PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1"},
    )
    theirs.close()
    return process, Connection(ours.detach())


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends, where it can."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_DIE_WITH_PARENT, int(signal.SIGKILL), 0, 0, 0)
