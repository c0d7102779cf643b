"""Faults put into the system calls of a process, by ``strace`` and so below every library.

A fork stops before its work, ``strace`` takes hold of it, and one of its calls fails, is cut off
by a signal or is its last.  What a run calls is taken from a run without faults: so no call that
the program makes tomorrow is forgotten.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import time
import warnings
from typing import NamedTuple

import pytest

from indexer.problems import IndexProblem

DONE, SAID, STOPPED, WRONG = range(4)
"""How the work of a fork ended: well, with a sentence, by Ctrl-C, with a trace."""

CHANGING = (
    *("openat", "mkdir", "mkdirat", "write", "pwrite64", "writev", "pwritev", "sendfile"),
    *("copy_file_range", "fallocate", "ftruncate", "truncate", "fsync", "fdatasync"),
    *(
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
        "symlink",
        "unlink",
        "unlinkat",
        "rmdir",
    ),
)
"""The calls that open, write, sync, truncate, rename, link or remove."""

READING = (
    *("openat", "read", "pread64", "readv", "preadv", "mmap", "getdents64", "lseek"),
    *("fstat", "newfstatat", "statx", "stat", "lstat", "readlink", "readlinkat"),
)
"""The calls that open, look at, map or read."""

_CALL = re.compile(r"(?:(?P<process>\d+) +)?(?P<name>\w+)\((?P<arguments>.*)")
_FOR_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")


class Call(NamedTuple):
    """The ``number``-th call of a name (from 1) in a process of a run, and what it was called
    with."""

    name: str
    number: int
    arguments: str


def _works():
    if shutil.which("strace") is None:
        return False
    done = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False,
                          stderr=subprocess.DEVNULL)  # fmt: skip
    return done.returncode == 0


needs_strace = pytest.mark.skipif(not _works(), reason="strace is not installed, or may not trace")


def traced(work, log, fault=(), calls=CHANGING, *, with_children=False):
    """Run ``work`` in a fork under ``strace``, which writes its ``calls`` to ``log``.

    ``fault`` is what ``strace --inject`` takes; with the children of the fork, each of them has it.
    Gives how it ended (the signal that ended it, below zero), and what was said.
    """
    options = ["-qq", "-y", "-s", "0", "-o", str(log), "-e", f"trace={','.join(calls)}"]
    options += ["-f"] if with_children else []
    options += [f"--inject={one}" for one in fault]

    def trace(child):
        os.waitpid(child, os.WUNTRACED)
        tracer = subprocess.Popen(["strace", *options, "-p", str(child)])
        _until_traced(child, tracer)
        os.kill(child, signal.SIGCONT)
        return tracer

    return forked(lambda: (os.kill(os.getpid(), signal.SIGSTOP), work()), trace)


def forked(work, begun=None):
    """Run ``work`` in a fork: how it ended, and what was said.

    ``begun`` is given the fork when it runs, and gives a process to wait for as well.
    """
    heard, said = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # numpy may have threads
        child = os.fork()
    if child == 0:
        _work_in_the_fork(work, said)
    os.close(said)
    beside = begun(child) if begun else None
    _, status = os.waitpid(child, 0)
    if beside is not None:
        beside.wait()
    with os.fdopen(heard, "rb") as message:
        return os.waitstatus_to_exitcode(status), message.read().decode()


def _work_in_the_fork(work, said):
    status = WRONG
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        work()
        status = DONE
    except IndexProblem as problem:
        os.write(said, str(problem).encode())
        status = SAID
    except KeyboardInterrupt:
        status = STOPPED
    except BaseException as error:  # shown by the assertion
        os.write(said, repr(error).encode())
    finally:
        os._exit(status)


def _until_traced(child, tracer):
    for _ in range(5_000):
        with open(f"/proc/{child}/status") as lines:
            if not re.search(r"^TracerPid:\s+0$", lines.read(), re.MULTILINE):
                return
        assert tracer.poll() is None, "strace ended"
        time.sleep(0.002)
    raise AssertionError("strace does not take hold")


def calls_below(folder, log, *, reading=False):
    """The calls of a log that change something below a folder, or open it for writing; or else all
    that only read.  What several processes do at the same number counts once."""
    counts, found = {}, {}
    for line in log.read_text("utf-8", "replace").splitlines():
        call = _CALL.match(line)
        if call is None:
            continue
        name, arguments, own = call["name"], call["arguments"], (call["process"], call["name"])
        counts[own] = counts.get(own, 0) + 1
        writes = name in CHANGING and (name != "openat" or bool(_FOR_WRITING.search(arguments)))
        if str(folder) in arguments and writes != reading:
            found[name, counts[own]] = Call(name, counts[own], arguments)
    return list(found.values())


def sample(faults, number, seed):
    """So many of the faults, drawn by ``VIENDAN_SEED`` or else by ``seed``; or ``all``."""
    if number == "all":
        return faults
    chance = random.Random(os.environ.get("VIENDAN_SEED", seed))
    return chance.sample(faults, min(int(number), len(faults)))


def injected(log):
    """The arguments of the calls into which a fault was put."""
    lines = log.read_text("utf-8", "replace").splitlines()
    return [line for line in lines if "(INJECTED)" in line]
