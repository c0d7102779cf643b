"""A builder killed at any moment leaves a committed state, and the next run completes its work.

So it is in a build, in the import of an export and in ``viendan watch``.  ``VIENDAN_KILLS`` says
how often the builder is killed (2,000 by hand), the other two a few times less.
"""

import os
import random
import signal
import subprocess
import sys
import time
import warnings
from collections import Counter

from indexer.index.build import build
from indexer.index.export import export
from indexer.index.watch import watch
from tests.as_windows import needs_fork
from tests.checkout import ROOT
from tests.committed import FILE_EVENTS, held, leftovers, wanted
from tests.notices import drop, notice

KILLS = int(os.environ.get("VIENDAN_KILLS", "40"))


def change(folder, chance, times=None):
    """Add, change, rename and delete files at random."""
    for _ in range(times or chance.randint(1, 3)):
        paths = sorted(folder.glob("*.txt"))
        number = chance.randrange(10_000)
        act = chance.random()
        if act < 0.5 or len(paths) < 3:
            drop(folder, **{f"n{number}": notice(number)})
        elif act < 0.7:
            chance.choice(paths).write_text(notice(number, "lại"), "utf-8")
        elif act < 0.85:
            chance.choice(paths).rename(folder / f"m{number}.txt")
        else:
            chance.choice(paths).unlink()


def killed(work, event=None, seconds=None, meanwhile=None):
    """Run ``work`` in a fork that is killed at an event or after a time, ``meanwhile`` something
    else happens; the events it got to."""
    counted, said = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # numpy may have threads
        child = os.fork()
    if child == 0:
        status = 1
        try:
            _count_events(said, event)
            work()
            status = 0
        finally:
            os._exit(status)
    os.close(said)
    if meanwhile is not None:
        meanwhile()
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(counted, "rb") as events:
        return len(events.read()), status


def _count_events(said, event):
    """Tell of each event that touches files, and die at the given one."""
    seen = 0

    def hook(name, _arguments):
        nonlocal seen
        if name in FILE_EVENTS:
            os.write(said, b".")
            seen += 1
            if seen == event:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


@needs_fork
def test_killed_at_any_moment(tmp_path):
    chance = random.Random(os.environ.get("VIENDAN_SEED", "6"))
    folder, index = tmp_path / "notices", tmp_path / "index"
    drop(folder, **{f"n{number}": notice(number) for number in range(5)})

    def work():
        build([folder], index, jobs=1)

    start = time.perf_counter()
    events, status = killed(lambda: build([folder], tmp_path / "other", jobs=1))
    seconds = time.perf_counter() - start
    assert status == 0
    switched = kept = 0
    for number in range(KILLS):
        before = held(index)
        change(folder, chance)
        after = wanted(folder)
        if number % 2:
            _, status = killed(work, event=chance.randint(1, events))
        else:
            _, status = killed(work, seconds=chance.uniform(0, seconds))
        now = held(index)
        assert now in (before, after), (number, status)
        switched, kept = switched + (now == after), kept + (now == before)
        if chance.random() < 0.7:  # else the next one finds what several have left
            work()
            assert held(index) == after
            assert leftovers(index) == []
    work()
    assert held(index) == wanted(folder)
    assert kept > KILLS // 10
    assert switched or KILLS < 20
    print("build", KILLS, "kills:", kept, "old", switched, "new")


@needs_fork
def test_killed_in_an_import(tmp_path):
    chance = random.Random(os.environ.get("VIENDAN_SEED", "6"))
    made, index, path = tmp_path / "made", tmp_path / "index", tmp_path / "kho.jsonl"
    drop(made, **{f"n{number}": notice(number) for number in range(5)})

    def export_all():
        build([made], tmp_path / "made-index", jobs=1)
        path.write_bytes(b"".join(export(tmp_path / "made-index")))

    def work():
        build([path], index, jobs=1)

    export_all()
    events, status = killed(lambda: build([path], tmp_path / "other", jobs=1))
    assert status == 0
    outcomes, kills = Counter(), max(8, KILLS // 3)
    for number in range(kills):
        before = held(index)
        change(made, chance)
        export_all()
        after = wanted(made)
        if number % 2:
            killed(work, event=chance.randint(1, events))
        else:
            killed(work, seconds=chance.uniform(0, 0.3))
        now = held(index)
        assert now in (before, after), number
        outcomes["new" if now == after else "old"] += 1
        if chance.random() < 0.7:
            work()
            assert (held(index), leftovers(index)) == (after, [])
    work()
    assert held(index) == wanted(made)
    print("import", kills, "kills:", dict(outcomes))


@needs_fork
def test_killed_while_watching(tmp_path):
    """Files change while the folder is looked through: each is held in a version that it had."""
    chance = random.Random(os.environ.get("VIENDAN_SEED", "6"))
    folder, index = tmp_path / "notices", tmp_path / "index"
    drop(folder, **{f"n{number}": notice(number) for number in range(5)})
    build([folder], index, jobs=1)

    def work():
        watch([folder], lambda: build([folder], index, jobs=1, thorough=False))

    outcomes, kills = Counter(), max(5, KILLS // 5)
    for number in range(kills):
        seen = [held(index), wanted(folder)]

        def meanwhile(seen=seen):
            for _ in range(2):
                time.sleep(chance.uniform(0, 0.3))
                change(folder, chance, 1)
                seen.append(wanted(folder))

        killed(work, seconds=chance.uniform(0, 1.5), meanwhile=meanwhile)
        now = held(index)
        for name in {one for some in seen for one in some} | now.keys():
            assert now.get(name) in {some.get(name) for some in seen}, (number, name)
        outcomes["newest" if now == seen[-1] else "oldest" if now == seen[0] else "between"] += 1
        if chance.random() < 0.7:
            build([folder], index, jobs=1)
            assert (held(index), leftovers(index)) == (wanted(folder), [])
    build([folder], index, jobs=1)
    assert held(index) == wanted(folder)
    print("watch", kills, "kills:", dict(outcomes))


BUILD = """
import sys
from pathlib import Path
from indexer.index.build import build
print("begins", flush=True)
build([Path(sys.argv[1])], Path(sys.argv[2]), jobs=2)
"""


def test_killed_with_workers(tmp_path):
    chance = random.Random(7)
    folder, index = tmp_path / "notices", tmp_path / "index"
    drop(folder, **{f"n{number}": notice(number) for number in range(80)})
    build([folder], index, jobs=1)
    for number in range(3):
        before = held(index)
        drop(folder, **{f"n{one}": notice(one, f"lần {number}") for one in range(80)})
        builder = subprocess.Popen(
            [sys.executable, "-c", BUILD, str(folder), str(index)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert builder.stdout.readline() == b"begins\n"
        time.sleep(chance.uniform(0.3, 2.5))
        builder.kill()
        builder.communicate()
        assert held(index) in (before, wanted(folder))
        build([folder], index, jobs=1)  # no worker of the dead builder holds the lock
        assert held(index) == wanted(folder)
        assert leftovers(index) == []
