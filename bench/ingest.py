"""From raw text to a committed index, on two cores, against pyvi and stock Whoosh in one process.

The texts are generated notices of about 1,100 words (as in :mod:`bench.segmentation`), one file
each.  The peer reads and understands a sample of the same files in the same way, but segments
with pyvi itself and writes with Whoosh's own writer.  Memory is the sum over the builder and its
children, sampled while they run.  Goals: five times the peer, 1 GB, and 2 s to find that nothing
has changed.
"""

from __future__ import annotations

import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bench.segmentation import notices
from indexer import analysis
from indexer.directives.knowledge import Knowledge
from indexer.documents.finding import find_files
from indexer.documents.reader import read_document
from indexer.index.entry import make_card, make_entry
from indexer.segmentation.pyvi_model import tokenize_with_pyvi
from indexer.understanding import understand
from tests.stock import stock_document, stock_index

FILES, SAMPLE, WORDS, CORES = 5_000, 200, 1_100, 2
TIMES, MEMORY_MB, CHECK_SECONDS = 5.0, 1024.0, 2.0

_ROOT = Path(__file__).parent.parent
_INDEX = "import sys; from viendan.commands import main; main(sys.argv[1:])"


def run(files: int = FILES, sample: int = SAMPLE) -> bool:
    """Print the figures; whether all goals are met."""
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus, index = folder / "corpus", folder / "index"
        _write(corpus, notices(files, WORDS, seed=6))
        before = _processor_seconds()
        seconds, memory = _watched(["index", str(corpus), "--index", str(index), "--jobs", "2"])
        worked = 1000 * (_processor_seconds() - before) / files
        ours = files / seconds
        size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
        print(f"{files} text notices of about {WORDS} words, {CORES} processes, to the commit:")
        print(
            f"  ours: {seconds:.1f} s, {ours:.0f} notices/s, {size / files / 1024:.0f} KB each, "
            f"{worked:.1f} ms of processor time each"
        )
        theirs, their_work = _peer(corpus, sample, folder / "stock")
        print(
            f"  pyvi + stock Whoosh, one process, {sample} of them: {theirs:.1f} notices/s, "
            f"{their_work:.1f} ms of processor time each"
        )
        reached = [
            _goal("times the peer", ours / theirs, TIMES, at_least=True),
            _goal("MB of memory, all processes", memory, MEMORY_MB),
        ]
        time.sleep(2.5)  # files younger than two seconds are hashed, to be sure
        _watched(["index", "--index", str(index)])
        checked, _ = _watched(["index", "--index", str(index)])
        reached.append(_goal("s to find all of them unchanged", checked, CHECK_SECONDS))
        seconds = _one_more(corpus, index)
        print(f"  one file changed: {seconds:.2f} s until it is committed")
    return all(reached)


def _goal(what: str, value: float, goal: float, at_least: bool = False) -> bool:
    reached = value >= goal if at_least else value <= goal
    bound = "at least" if at_least else "at most"
    print(f"  {value:.2f} {what} ({bound} {goal:g}): {'reached' if reached else 'MISSED'}")
    return reached


def _write(corpus: Path, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        path = corpus / f"{number // 500:02}" / f"tb-{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _watched(arguments: list[str]) -> tuple[float, float]:
    """Run ``viendan``; the seconds it took, and the most memory that it and its children had."""
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - made of our own parts
        [sys.executable, "-c", _INDEX, *arguments], cwd=_ROOT, stderr=subprocess.DEVNULL
    )
    most = 0.0
    while process.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1.0)  # to ask more often would slow down what is measured
        most = max(most, _resident(process.pid))
    if process.returncode:
        raise RuntimeError(f"viendan {arguments[0]}: {process.returncode}")
    return time.perf_counter() - start, most


def _resident(process: int) -> float:
    """Megabytes of a process and all below it, what they share counted once where it can be."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
        own = next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (OSError, StopIteration):
        return 0.0
    return own / 1024 + sum(_resident(int(child)) for child in children)


def _processor_seconds() -> float:
    """What all ended children and theirs have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peer(corpus: Path, sample: int, directory: Path) -> tuple[float, float]:
    """Notices a second of the peer on a sample spread over the corpus, and milliseconds each."""
    files = find_files([corpus]).files
    files = files[:: len(files) // sample][:sample]
    tokenize_with_pyvi("đồng chí")
    knowledge = Knowledge.load()
    gazetteer = knowledge.gazetteer
    own_words = analysis.compound_words
    start, worked = time.perf_counter(), time.process_time()
    try:
        analysis.compound_words = _words_of_pyvi
        writer = stock_index(directory).writer(limitmb=512, compound=False)
        for file in files:
            reading = understand(read_document(file), knowledge)
            card = make_card(reading, str(file.path), gazetteer)
            writer.add_document(**stock_document(make_entry(reading, card, gazetteer)))
        writer.commit()
    finally:
        analysis.compound_words = own_words
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    shutil.rmtree(directory)
    return len(files) / seconds, 1000 * worked / len(files)


def _words_of_pyvi(text: str) -> list[str]:
    lines = (tokenize_with_pyvi(line) for line in text.splitlines() if line.strip())
    joined = (word for line in lines for word in line.split() if "_" in word)
    return [normal for normal in map(_normal_word, joined) if normal]


_normal_word: Callable[[str], str] = analysis._normal_word


def _one_more(corpus: Path, index: Path) -> float:
    path = corpus / "00" / "tb-00000.txt"
    path.write_text(path.read_text("utf-8") + "\nBổ sung.\n", "utf-8")
    return _watched(["index", "--index", str(index)])[0]
