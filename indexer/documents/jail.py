"""Limits that a process puts on itself, on Linux, before it opens a file from outside.

They hold for every program it starts, too.  On a kernel that does not allow a process to leave
the network, only the libraries' own manners keep them off it; everything else always holds.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

from indexer.documents.sandbox_child import MAX_MEMORY

assert sys.platform != "win32"  # noqa: S101 - nobody imports it there, and mypy reads no further

MAX_FILE_WRITTEN = 1024 * 1024 * 1024

# Linux: <linux/sched.h>, <linux/prctl.h>.
_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38


def isolate_network() -> bool:
    """Move this process to an empty network of its own; False where that is not allowed.

    Root may do it directly, anyone else inside a name space of users where the kernel lets him.
    """
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is None:
        return False
    if unshare(_NEW_NETWORK) == 0:
        return True
    user, group = os.getuid(), os.getgid()
    if unshare(_NEW_USERS | _NEW_NETWORK) != 0:
        return False
    with suppress(OSError):  # without these lines the process is nobody, which also reads
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def limit_memory() -> None:
    """Bound this process to 1.5 GB of memory.

    It gets a process group of its own, so that one signal ends it with all that it started, and
    it ends when its parent does.  Its standard streams lead nowhere.
    """
    os.setsid()
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_DIE_WITH_PARENT, int(signal.SIGKILL), 0, 0, 0)
        prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    os.close(silence)
    for limit, value in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_FSIZE, MAX_FILE_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))


def limit_time(seconds: float) -> None:
    """Give this process, and each it starts, so many more seconds of work.

    Its parent looks at the clock; this ends what works on when the parent is gone.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
