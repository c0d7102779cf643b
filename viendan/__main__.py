"""Where the program begins: ``viendan``, or ``python -m viendan``, which every system finds."""

import sys


def run() -> None:
    """Run the command that was typed; Ctrl-C ends it without a trace, also while it loads."""
    try:
        from viendan.commands import main

        main(prog_name="viendan")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
