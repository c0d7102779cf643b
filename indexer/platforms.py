"""What systems do differently, beyond what Python hides.

The program is run and tested on Linux.  The same tests are run there in the way of Windows, that
is without what only Unix has (``VIENDAN_AS_WINDOWS=1``, CONTRIBUTING.md), and its types are
checked for Windows and macOS.  On the real systems these are **not tested**:

- that a process which is killed releases its locks (LockFileEx on Windows), and how soon;
- files that a reader holds open while a build removes or replaces them, which Windows refuses:
  the build leaves them to the next one, or tries again;
- the watch over the memory of a reader (psutil), and the end of all that it started;
- that a path tells the same file as its open descriptor (``os.lstat``, ``os.fstat``): where it does
  not, every document is refused as exchanged;
- names and paths that Windows does not open, and files that Word holds open;
- what a loss of power leaves: Windows has no way to sync a folder, and macOS syncs no further
  than to the disk's own memory.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path

WINDOWS = sys.platform == "win32"

LONGEST_PATH = 259
"""Characters of a path that Windows opens unless it is told to open longer ones."""

_SELECTABLE = 512
"""Connections that Python can wait for at once where there is no ``poll``."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
# ERROR_ACCESS_DENIED, which a replaced file gives, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
_BUSY = (5, 32, 33)
_OPEN_ELSEWHERE = (32, 33)


def find_program(name: str, *usual: str) -> str | None:
    """Where a program is: on the search path, or at a ``usual`` place that is not on it."""
    return shutil.which(name) or next((one for one in usual if os.path.isfile(one)), None)


def is_reserved_name(name: str) -> bool:
    """Whether Windows takes a file's name for a device, or opens another file by it.

    >>> list(filter(is_reserved_name, ("con.txt", "NUL", "com1.doc", "a. ", "con-so.txt")))
    ['con.txt', 'NUL', 'com1.doc', 'a. ']
    """
    return name[-1:] in (".", " ") or bool(_DEVICE.fullmatch(name.partition(".")[0].rstrip()))


def is_sharing_violation(error: OSError) -> bool:
    """Whether Windows refuses a file because another program, as Word, holds it open."""
    return getattr(error, "winerror", None) in _OPEN_ELSEWHERE


def is_transient(error: OSError) -> bool:
    """Whether Windows refuses what it may allow in a moment, when another has read the file."""
    return getattr(error, "winerror", None) in _BUSY


def private_memory() -> int:
    """Bytes of memory that this process alone takes; on Linux without the files that are mapped."""
    if sys.platform == "linux":
        with suppress(OSError):
            _, resident, shared, *_ = Path("/proc/self/statm").read_text("ascii").split()
            return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
        return 0
    import psutil

    return int(psutil.Process().memory_info().rss)


def allow_open_files(wanted: int) -> int:
    """How many files and connections this process may have open, raised to ``wanted`` if it may."""
    if sys.platform == "win32":
        return min(wanted, _SELECTABLE)
    try:
        import resource
    except ImportError:
        return min(wanted, _SELECTABLE)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    infinite = resource.RLIM_INFINITY
    if soft != infinite and soft < wanted:
        most = wanted if hard == infinite else min(wanted, hard)
        with suppress(OSError, ValueError):  # macOS has another bound besides
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            soft = most
    return wanted if soft == infinite else min(wanted, soft)
