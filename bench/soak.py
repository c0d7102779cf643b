"""A soak: a hundred thousand different requests to one process, whose memory has to stay flat.

None is like another: words that no notice has, typing errors, long texts, citations, places, and
filters, over the result page, its JSON, the hints and the look-up, from four threads as the server
has.  ``VIENDAN_SOAK`` names another number of requests, ``VIENDAN_SOAK_SEED`` another run.  What
the caches hold within their bounds is told beside the memory.  Some 70,000 requests fill all that
is bounded by a number of entries; the goal is that the last quarter adds no more than 20 MB.
"""

from __future__ import annotations

import gc
import os
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from flask import Flask

from app import create_app
from bench.collection import index
from bench.serving import goal
from indexer.directives.knowledge import Knowledge
from indexer.platforms import private_memory

NOTICES = 600
THREADS = 4
MARKED = "aàáảãạăâeêioôơuưyđ"
LETTERS = "abcdeghiklmnopqrstuvxy"
SPARE = 20
"""Megabytes: the interpreter's own memory moves by as much."""


def run() -> bool:
    """Measure and print; True when the goal is met."""
    number = int(os.environ.get("VIENDAN_SOAK", "100000"))
    seed = int(os.environ.get("VIENDAN_SOAK_SEED", "13"))
    app = create_app(index(NOTICES))
    gc.freeze()  # as the serving command does
    asked, start = requests(random.Random(seed)), time.perf_counter()
    told = [_ask(app, islice(asked, number // 100))]  # what every page needs is there then
    print(f"{number:,} requests to {NOTICES} notices, seed {seed}, {THREADS} threads")
    for quarter in range(1, 5):
        told.append(_ask(app, islice(asked, number // 4)))
        memory, kept = told[-1]
        print(f"{quarter * number // 4:9,}: {memory - told[0][0]:+7.1f} MB, of which caches "
              f"{kept - told[0][1]:+7.1f} MB", flush=True)  # fmt: skip
    print(f"{number / (time.perf_counter() - start):.0f} requests a second")
    grown = (told[4][0] - told[3][0]) - (told[4][1] - told[3][1])
    return goal("memory beside the caches, in the last quarter", grown, SPARE, "MB")


def _ask(app: Flask, some: Iterator[tuple[str, dict[str, str]]]) -> tuple[float, float]:
    """Ask; the memory of the process and of its caches after it, in MB."""

    def one(request: tuple[str, dict[str, str]]) -> None:
        path, values = request
        client = app.test_client()
        if path == "/tra-cuu":
            status = client.post(path, data=values).status_code
        else:
            status = client.get(path, query_string=values).status_code
        if status != 200:
            raise AssertionError(f"{status}: {request}")

    with ThreadPoolExecutor(THREADS) as threads:
        while batch := list(islice(some, 200)):
            list(threads.map(one, batch))
    gc.collect()
    kept = app.test_client().get("/healthz").json["kept"]
    return private_memory() / 1e6, sum(one["bytes"] or 0 for one in kept) / 1e6


def requests(chance: random.Random) -> Iterator[tuple[str, dict[str, str]]]:
    """Addresses with their parameters, each made by chance."""
    knowledge = Knowledge.load()
    numbers = [directive.number for directive in knowledge.registry]
    keys = [directive.key for directive in knowledge.registry]
    places = map(knowledge.gazetteer.place, sorted(knowledge.gazetteer))
    names = [place.name for place in places if place]
    make: tuple[Callable[[], str], ...] = (
        lambda: " ".join(_word(chance) for _ in range(chance.randint(1, 6))),
        lambda: _misspelt(chance.choice(names), chance),
        lambda: f'"{chance.choice(names)} {_word(chance)}"',
        lambda: " ".join(_word(chance, 60) for _ in range(chance.randint(10, 120))),
        lambda: f"{chance.randint(1, 999)}-QĐ/{_word(chance, 3).upper()}",
        lambda: (
            f"{chance.choice(numbers)} ngày {chance.randint(1, 28)}/{chance.randint(1, 12)}"
            f"/{chance.randint(1990, 2026)} {_word(chance)}"
        ),
        lambda: f"xã {chance.choice(names)}, huyện {_misspelt(chance.choice(names), chance)}",
        lambda: f"({_word(chance)} OR {_word(chance)[:3]}*) -{_word(chance)} nam:2020",
    )
    filters: tuple[Callable[[], dict[str, str]], ...] = (
        dict,
        lambda: {"unit": chance.choice(names)},
        lambda: {"cites": chance.choice(keys), "year": str(chance.randint(1990, 2026))},
        lambda: {"unit": _word(chance), "lang": chance.choice(("vi", "en"))},
    )
    paths = ("/tim", "/tim", "/tim.json", "/goi-y.json", "/tra-cuu", "/dia-ban/goi-y.json")
    while True:
        path, text = chance.choice(paths), chance.choice(make)()
        if path == "/tra-cuu":
            yield path, {"text": f"Căn cứ Quy định số {text}; {_word(chance)}"}
        else:
            yield path, {"q": text, **chance.choice(filters)()}


def _word(chance: random.Random, longest: int = 12) -> str:
    length = chance.randint(2, longest)
    return "".join(chance.choice(MARKED if chance.random() < 0.4 else LETTERS)
                   for _ in range(length))  # fmt: skip


def _misspelt(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    return name[:at] + chance.choice(LETTERS + MARKED) + name[at + chance.randint(0, 1) :]
