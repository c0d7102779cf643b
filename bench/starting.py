"""Starting: processor time of a command that does one small thing, loading included.

A command line is mostly waited for while it loads.  Goals: the list of commands within a fifth of a
second, the citations of one paper within half a second of the processor; beside it eyecite, which
is loaded and asked for the citations of an English text of that length, and Python alone.
"""

import importlib.util
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.citations import notice

ROUNDS = 15
HELP, CITE = "viendan --help", "viendan cite of one paper"
GOALS = {HELP: 0.2, CITE: 0.5}
ALONE, EYECITE = "python alone", "eyecite of one text"


def commands(paper: Path) -> dict[str, list[str]]:
    """What is started, by its name."""
    viendan = [sys.executable, "-m", "viendan"]
    started = {
        ALONE: [sys.executable, "-c", "pass"],
        HELP: [*viendan, "--help"],
        CITE: [*viendan, "cite", "--issued", "2023-08-09", str(paper)],
    }
    if importlib.util.find_spec("eyecite") is not None:
        text = "See Bush v. Gore, 531 U.S. 98, 105 (2000). " * (len(paper.read_text("utf-8")) // 43)
        program = "import sys; from eyecite import get_citations; get_citations(sys.argv[1])"
        started[EYECITE] = [sys.executable, "-c", program, text]
    return started


def seconds(command: list[str]) -> float:
    """Processor time of one run, of itself and of what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - our own
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run() -> bool:
    """Measure and print; True when the goals are met."""
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "tb.txt"
        paper.write_text(notice(), "utf-8")
        started = commands(paper)
        for command in started.values():
            seconds(command)  # compiles what is not compiled yet
        taken: dict[str, list[float]] = {name: [] for name in started}
        for _ in range(ROUNDS):  # by turns, since other processes slow all of them
            for name, command in started.items():
                taken[name].append(seconds(command))
    for name, each in taken.items():
        goal = f" (goal {GOALS[name]:.1f})" if name in GOALS else ""
        print(f"  {name}: {statistics.median(each):.3f} s{goal}")
    if EYECITE in taken:
        ratio = statistics.median(
            ours / other for ours, other in zip(taken[CITE], taken[EYECITE], strict=True)
        )
        print(f"  ours is x{ratio:.2f} of eyecite's")
    else:
        print("  eyecite is not installed, so it was not measured")
    return all(statistics.median(taken[name]) <= goal for name, goal in GOALS.items())
