"""Where the program begins: ``viendan``, or ``python -m viendan``, which every system finds."""

import os
import sys


def run() -> None:
    """Run the command that was typed; Ctrl-C ends it without a trace, also while it loads."""
    _open_standard_streams()
    try:
        from viendan.commands import main

        main(prog_name="viendan")
    except KeyboardInterrupt:
        sys.exit(130)


def _open_standard_streams() -> None:
    """Give a stream to nowhere for each that the caller closed, as some schedulers do.

    Else the first file that is opened takes the place of the standard output.
    """
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(descriptor)
        except OSError:
            flags = os.O_RDONLY if name == "stdin" else os.O_WRONLY
            os.open(os.devnull, flags)  # the lowest number that is free, which is this one
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8", closefd=False))


if __name__ == "__main__":
    run()
