"""What a serving process owes its readers: first touches, pages, hints, memory, hostile queries."""

from __future__ import annotations

import gc
import os
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from urllib.parse import quote

from app import create_app
from bench.collection import append
from indexer.analysis import tokens
from indexer.directives.knowledge import Knowledge
from indexer.text import unaccent
from search.engine.backends import open_engine
from search.engine.embedded.engine import EmbeddedBackend
from search.engine.embedded.index_reader import IndexReader
from search.engine.plan import Term
from search.engine.seam import Engine
from search.query.parser import parse

SEED = 11
T = TypeVar("T")


def milliseconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def _index_reader(engine: Engine) -> IndexReader:
    """The arrays of an embedded engine, from which questions are drawn."""
    index_reader: IndexReader = engine._backend.searcher().index_reader  # type: ignore[attr-defined]
    return index_reader


def words(index_reader: IndexReader, number: int) -> list[str]:
    """The syllables of one notice, in order."""
    return [token.syllable for token in tokens(index_reader.text(number).verbatim)]


def goal(name: str, reached: float, wanted: float, unit: str) -> bool:
    """Print what was reached and what was wanted."""
    good = reached <= wanted
    print(f"{name}: {reached:,.1f} {unit} (goal {wanted:g}){'' if good else '  ✗'}")
    return good


def first_touch(directory: Path) -> bool:
    """Every term of fifty notices, each looked for in an engine that has never met it."""
    index_reader = EmbeddedBackend(directory).searcher().index_reader
    numbers = range(0, index_reader.size, index_reader.size // 20)
    vocabulary = {word for number in numbers for word in words(index_reader, number)}
    chosen = random.Random(SEED).sample(sorted(vocabulary), 300)
    index_reader.find(Term("body", "?"))
    taken = [milliseconds(partial(index_reader.find, Term("body", word))) for word in chosen]
    print(f"first touch of a term: median {statistics.median(taken):.2f} ms")
    return goal("first touch of a term, the slowest of 300", max(taken), 50, "ms")


def pages(directory: Path) -> bool:
    """Result pages as a browser gets them, and the memory of a process that served them."""
    app = create_app(directory)
    gc.freeze()  # as the serving command does
    client, engine = app.test_client(), app.extensions["viendan"].engine
    texts = list(_typed(_index_reader(engine)))
    taken = {}
    for form in ("tim", "tim.json"):
        asked = [f"/{form}?q={quote(text)}" for text in texts]
        if any(client.get(address).status_code != 200 for address in asked):
            raise AssertionError("a page that is no page")
        taken[form] = _median(client.get, asked)
    knowledge = Knowledge.load()
    queries = [parse(text, knowledge) for text in texts]
    _median(engine.search, queries)
    searched = _median(engine.search, queries)
    print(f"engine.search of the same: median {searched:.1f} ms")
    print(f"JSON through Flask: median {taken['tim.json']:.1f} ms")
    return all(
        (
            goal("result page through Flask, median", taken["tim"], 5, "ms"),
            goal("the page without its search", taken["tim"] - searched, 15, "ms"),
            goal("private memory", _private_megabytes(), 400, "MB"),
        )
    )


def hints(directory: Path) -> bool:
    """What a search box asks while words are typed, letter by letter, with and without marks."""
    app = create_app(directory)
    client = app.test_client()
    typed = list(_beginnings(_index_reader(app.extensions["viendan"].engine)))
    asked = [f"/goi-y.json?q={quote(text)}" for text in typed]
    first = [milliseconds(partial(client.get, address)) for address in asked]
    print(f"hints, each the first time: slowest {max(first):.1f} ms of {len(first)}")
    again = [milliseconds(partial(client.get, address)) for address in asked]
    slowest = goal("hints, the slowest", max(again), 10, "ms")
    return goal("hints, median", statistics.median(again), 10, "ms") and slowest


def _beginnings(index_reader: IndexReader) -> Iterator[str]:
    """The beginnings of what people type, from the second letter on."""
    for text in islice(_typed(index_reader), 12):
        for written in (text, unaccent(text)):
            yield from (written[:end] for end in range(2, min(len(written), 14)))


def _median(action: Callable[[T], object], values: Iterable[T]) -> float:
    return statistics.median(milliseconds(partial(action, value)) for value in values)


def _typed(index_reader: IndexReader) -> Iterator[str]:
    """What people type: two to four neighbours of a text, a phrase now and then."""
    chance = random.Random(SEED)
    for number in chance.sample(range(index_reader.size), 60):
        text_words = words(index_reader, number)
        at = chance.randrange(len(text_words) - 4)
        text = " ".join(text_words[at : at + chance.randint(2, 4)])
        yield f'"{text}"' if chance.random() < 0.2 else text


def _private_megabytes() -> float:
    """Memory that is this process's own: the index itself is mapped, and shared."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    kilobytes = {line.split()[0]: int(line.split()[1]) for line in lines[1:]}
    return (kilobytes["Private_Dirty:"]) / 1024


HOSTILE = {
    "10,000 characters": "a" * 10_000,
    "5,000 terms": "xã " * 5_000,
    "1,000 different terms": " ".join(f"từ{n}" for n in range(1_000)),
    "64 common words": "của các và được về thực hiện công tác đảng xã " * 6,
    "control characters": "xã\x00\x01\x1f huyện",
    "bidirectional": "\u202exã\u202c \u2066huyện\u2069",
    "lone surrogate": "xã \ud800 huyện",
    "*": "*",
    "a*": "a*",
    "th*": "th*",
    "ng* th* ch* tr*": "ng* th* ch* tr*",
    "20*": "20*",
    "three quotes": '"""',
    "parentheses": "(" * 1_000 + "xã" + ")" * 1_000,
    "groups": "(xã OR " * 300,
    "minus signs": "-" * 5_000,
    "excluded only": "-xã",
    "phrase of common words": '"và của các được về"',
    "unknown field": "khong_co:xã",
}
ODD_PARAMETERS = ("page=99999999999999999999", "page=-1", "page=x", "per_page=99999999",
                  "sort=zzz", "year=zzz", "unit=%00", "cites=" + "x" * 3_000)  # fmt: skip


def hostile(directory: Path) -> bool:
    """Each the first time it is asked, which is when it is slowest."""
    app = create_app(directory)
    gc.freeze()  # as the serving command does
    client, engine = app.test_client(), app.extensions["viendan"].engine
    for ordinary in ("x", "đảng viên", '"đảng viên" -xã'):
        client.get(f"/tim?q={quote(ordinary)}")
    worst = 0.0
    asked = {name: f"/tim?q={quote(t, errors='surrogatepass')}" for name, t in HOSTILE.items()}
    pasted = " ".join(words(_index_reader(engine), 0))[:10_000]
    asked["a whole notice, pasted"] = f"/tim?q={quote(pasted)}"
    asked |= {one[:30]: f"/tim?q=xã&{one}" for one in ODD_PARAMETERS}
    for name, address in asked.items():
        start = time.perf_counter()
        status = client.get(address).status_code
        taken = 1000 * (time.perf_counter() - start)
        worst = max(worst, taken)
        if status != 200 or taken > 100:
            print(f"  {name}: status {status}, {taken:.0f} ms")
    return goal("hostile queries, the slowest page", worst, 100, "ms")


def commits(directory: Path, size: int) -> bool:
    """A commit of ten notices into a copy, until a search sees them."""
    with TemporaryDirectory(dir=directory.parent) as scratch:
        copy = Path(scratch) / "index"
        copy.mkdir()
        for path in filter(Path.is_file, directory.iterdir()):
            os.link(path, copy / path.name)
        knowledge = Knowledge.load()
        engine = open_engine(copy)
        query = parse("đảng viên", knowledge)
        engine.search(query)
        before = engine.search(parse("", knowledge)).total
        append(copy, size, 10)
        start = time.perf_counter()
        found = engine.search(query)
        taken = time.perf_counter() - start
        if not found.total or engine.search(parse("", knowledge)).total != before + 10:
            raise AssertionError("the commit is not seen")
    return goal("ten notices committed, until a search has answered with them", taken, 0.3, "s")
