"""Search: speed against stock Whoosh, tantivy and SQLite FTS5, at 5,000 and 50,000 notices.

The same plans over the same tokens, in one run; totals and facet counts have to be equal.
``VIENDAN_BENCH_NOTICES`` names other sizes (``5000,50000``).  Goals at 50,000, warm, median of
each class: ten best, total and four facets in at most half of tantivy's time and a hundredth of
stock Whoosh's; a term's first touch in 50 ms; a page in 5 ms, and in 15 ms without its search;
hints in 10 ms; 400 MB of private memory; a commit of ten notices visible in 0.3 s; hostile
queries answered in 100 ms.
"""

from __future__ import annotations

import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bench import serving
from bench.collection import Entries, folder, index
from bench.peers import Answer, Ours, Peer, Question, peers
from bench.serving import SEED, milliseconds, words
from search.engine.embedded.engine import EmbeddedBackend
from search.engine.embedded.index_reader import IndexReader
from search.engine.plan import Adjacent, AllOf, AnyOf, Term

QUESTIONS = 20
FOR_WHOOSH = 3
"""Stock Whoosh takes seconds for some, so it is asked fewer."""


def run() -> bool:
    """Measure and print; True when every goal is met at the largest size."""
    sizes = os.environ.get("VIENDAN_BENCH_NOTICES", "5000,50000")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"numpy {np.__version__}")  # fmt: skip
    return [_measure(int(size)) for size in sizes.split(",")][-1]


def _measure(size: int) -> bool:
    start = time.perf_counter()
    directory = index(size)
    bytes_held = sum(path.stat().st_size for path in directory.iterdir())
    print(f"\n{size:,} notices (index {bytes_held / 1e6:,.0f} MB, "
          f"there after {time.perf_counter() - start:.0f} s)")  # fmt: skip
    met = [
        _against_peers(directory, size),
        *(
            _alone(one, directory)
            for one in (serving.first_touch, serving.pages, serving.hints, serving.hostile)
        ),
        _alone(serving.commits, directory, size),
    ]
    return all(met)


def _alone(measure: Callable[..., bool], *given: object) -> bool:
    """Measure in a process of its own, which holds what a serving process holds and no more."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, given)


class Questions:
    """Questions of every class over words as notices use them: a word at random from a notice
    at random, so that common words come as often as they stand in texts."""

    def __init__(self, index_reader: IndexReader, seed: int = SEED) -> None:
        self._random = random.Random(seed)
        numbers = self._random.sample(range(index_reader.size), 60)
        self._texts = [words(index_reader, number) for number in numbers]
        self._columns = {name: index_reader.column(name) for name in ("year", "unit")}

    def classes(self) -> dict[str, list[Question]]:
        """The questions by class."""
        makers = {
            "term": self._term,
            "and2": lambda: AllOf(tuple(self._term() for _ in range(2))),
            "and4": lambda: AllOf(tuple(self._term() for _ in range(4))),
            "or5": lambda: AnyOf(tuple(self._term() for _ in range(5))),
            "phrase": self._phrase,
        }
        made = {name: [Question(make()) for _ in range(QUESTIONS)] for name, make in makers.items()}
        return {**made, "filter": [self._filtered() for _ in range(QUESTIONS)]}

    def _term(self) -> Term:
        return Term("body", self._random.choice(self._random.choice(self._texts)))

    def _phrase(self) -> Adjacent:
        text = self._random.choice(self._texts)
        at = self._random.randrange(len(text) - 4)
        return Adjacent("body", tuple(text[at : at + self._random.randint(2, 4)]))

    def _filtered(self) -> Question:
        chosen = {
            name: self._random.choice(column.values) for name, column in self._columns.items()
        }
        return Question(self._term(), chosen)


def _against_peers(directory: Path, size: int) -> bool:
    index_reader = EmbeddedBackend(directory).searcher().index_reader
    ours = Ours(index_reader)
    classes = Questions(index_reader).classes()
    answers = {name: [ours.answer(one) for one in asked] for name, asked in classes.items()}
    times: dict[tuple[str, str], list[float]] = {}
    others = list(peers(directory, folder(size), Entries(0, size)))
    for name, asked in classes.items():
        for peer in (ours, *others):
            few = asked[: FOR_WHOOSH if peer.name.startswith("whoosh") else None]
            _check(peer, few, answers[name])
            times[name, peer.name] = [_time(peer, one, index_reader) for one in few]
    return _report(times, [peer.name for peer in (ours, *others)])


def _time(peer: Peer, question: Question, index_reader: IndexReader) -> float:
    """A later run, all terms having been used before; our own phrases are found anew."""
    for _ in range(0 if peer.name.startswith("whoosh") else 2):
        peer.answer(question)
        if isinstance(question.plan, Adjacent):
            index_reader._postings._kept.pop(question.plan, None)
    return milliseconds(lambda: peer.answer(question))


def _check(peer: Peer, asked: Sequence[Question], wanted: Sequence[Answer]) -> None:
    """The same totals and the same counts, or the comparison says nothing."""
    for question, answer in zip(asked, wanted, strict=False):
        given = peer.answer(question)
        if given != answer:
            raise AssertionError(f"{peer.name}: {question}: {given}, but {answer}")


def _report(times: dict[tuple[str, str], list[float]], names: list[str]) -> bool:
    ours, whoosh, *_ = names
    tantivy = next((name for name in names if name.startswith("tantivy")), None)
    print("ten best + total + 4 facets, warm, ms (median / 95 %):")
    print("  class   " + "".join(f"{name:>24}" for name in names) + "   of tantivy  of whoosh")
    met = True
    for kind in dict.fromkeys(kind for kind, _ in times):
        cells = [times[kind, name] for name in names]
        shown = "".join(f"{statistics.median(c):>14.3f} /{_most(c):>8.2f}" for c in cells)
        mine = statistics.median(times[kind, ours])
        of_whoosh = mine / statistics.median(times[kind, whoosh])
        of_tantivy = mine / statistics.median(times[kind, tantivy]) if tantivy else 0.0
        good = of_whoosh <= 0.01 and of_tantivy <= 0.5
        met = met and good
        mark = "" if good else "  ✗ (goals 0.5, 0.01)"
        print(f"  {kind:8}{shown}   {of_tantivy:10.3f} {of_whoosh:10.5f}{mark}")
    return met


def _most(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _goal(name: str, reached: float, goal: float, unit: str) -> bool:
    good = reached <= goal
    print(f"{name}: {reached:,.1f} {unit} (goal {goal:g}){'' if good else '  ✗'}")
    return good
