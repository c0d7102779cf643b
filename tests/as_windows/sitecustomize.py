"""A Python without what Windows has not, as far as the product is concerned; libraries keep theirs.

``VIENDAN_AS_WINDOWS=1 python -m pytest`` runs the tests so.  Python imports a module of this name
as it starts, so every process that is started from a test is of the same kind.
"""

import builtins
import multiprocessing
import os
import runpy
import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent
_PRODUCT = {"app", "indexer", "search", "viendan"}
_UNIX = {
    "crypt", "fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline", "resource",
    "spwd", "syslog", "termios", "tty",
}  # fmt: skip


def _install() -> None:
    real_import, real_start = builtins.__import__, subprocess.Popen.__init__

    def import_for(name, globals=None, locals=None, fromlist=(), level=0):  # noqa: A002
        if name in _UNIX and str((globals or {}).get("__name__")).split(".")[0] in _PRODUCT:
            raise ImportError(f"No module named {name!r} on Windows", name=name)
        return real_import(name, globals, locals, fromlist, level)

    def start(self, *arguments, env=None, **options):
        real_start(self, *arguments, env=None if env is None else _with_this(env), **options)

    builtins.__import__ = import_for
    subprocess.Popen.__init__ = start
    os.environ.update(_with_this(os.environ))
    for name in ("fork", "forkpty", "register_at_fork"):
        delattr(os, name)
    multiprocessing.set_start_method("spawn", force=True)


def _with_this(env):
    others = [one for one in env.get("PYTHONPATH", "").split(os.pathsep) if one]
    rest = [one for one in others if one != str(_HERE)]
    return {**env, "PYTHONPATH": os.pathsep.join([str(_HERE), *rest])}


def _next_of_this_name() -> None:
    """A test may have one of its own further down the path."""
    for folder in sys.path:
        other = Path(folder, "sitecustomize.py")
        if other.is_file() and other.parent != _HERE:
            runpy.run_path(str(other))
            return


_install()
if __name__ == "sitecustomize":
    _next_of_this_name()
