"""How many files a piece of data goes through: "being the data" on its way from end to end.

A walk is one thing that people do (a paper indexed, a query answered, a text's citations looked
up, a page opened), done once to warm up and then once more under a profile hook.  Only what this
process enters is counted: a file is read in a child process, whose steps are its own.  Each walk
begins at a public door that stays where it is (the command ``viendan``, the site's addresses), so
that two states of the program can be compared however their modules are named or placed.

A lambda or a comprehension is a function of its file; a generator is called anew for each value.
The calls of one walk differ by one or two where a child process was waited for.
"""

from __future__ import annotations

import inspect
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from types import FrameType
from urllib.parse import quote

from click.testing import CliRunner
from flask import Flask

from app import create_app
from viendan.commands import main

_ROOT = Path(__file__).resolve().parent.parent
_PRODUCT = ("indexer", "search", "viendan", "app.py")
_SAMPLES = _ROOT / "corpus" / "notices"

_ONE = _SAMPLES / "dong-nai" / "2016-tb-trang-bom-xay-dung-dang.txt"
_INDEX = ("index", "--jobs", "1")
_CITATION = "Quy định số 213-QĐ/TW ngày 02/01/2020 của Ban Bí thư"
_QUERY, _NEW_QUERY = "nông thôn mới", "xây dựng đảng"
_PAGES = {
    "result page": f"/tim?q={_QUERY}",
    "result page as JSON": f"/tim.json?q={_QUERY}",
    "page of a place": "/dia-ban/lam-dong/bao-lam",
    "page of a directive": "/van-ban/tw/k12/qdi-213",
    "page of a notice": "/thong-bao/2022-07-tb-bao-lam-xa-ly-bon-6e46cb",
}
"""Asked twice: what the site keeps from the first time is not made again."""

_NEW_PAGES = {
    "result page, new query": f"/tim?q={_NEW_QUERY}",
    "the same as JSON": f"/tim.json?q={_NEW_QUERY}",
}
"""Asked once, of a site that has answered all others."""


@dataclass(slots=True)
class Steps:
    """What a walk entered."""

    files: set[str] = field(default_factory=set)
    """Python files of the product, from its root."""
    templates: set[str] = field(default_factory=set)
    functions: set[tuple[str, int, str]] = field(default_factory=set)
    """File, line and name."""
    calls: int = 0
    depth: int = 0
    """The most of these calls that were under way at one time, one within the other."""
    between: set[tuple[str, str]] = field(default_factory=set)
    """Caller and called of two files; what a library calls is called by whoever called it."""

    @property
    def two_way(self) -> list[str]:
        """The pairs of files that called each other, each once."""
        both = sorted(pair for pair in self.between if pair < pair[::-1])
        return [" ↔ ".join(pair) for pair in both if pair[::-1] in self.between]


def run() -> None:
    """Print one line a walk, and below it the files that call each other both ways."""
    print(f"{'walk':24}{'files':>7}{'templates':>11}{'functions':>11}{'calls':>9}{'depth':>7}")
    with tempfile.TemporaryDirectory() as name:
        for walk, steps in _walks(Path(name)):
            counts = f"{len(steps.files):7}{len(steps.templates):11}{len(steps.functions):11}"
            print(f"{walk:24}{counts}{steps.calls:9,}{steps.depth:7}")
            for pair in steps.two_way:
                print(f"    {pair}")


def _walks(folder: Path) -> Iterator[tuple[str, Steps]]:
    """The walks in order; each but the new queries is taken a second time."""
    source, index = folder / "one.txt", folder / "index"
    shutil.copyfile(_ONE, source)
    for directory in (folder / "first", folder / "second"):
        steps = _followed(partial(_command, *_INDEX, str(source), "--index", str(directory)))
    yield "index one.txt", steps
    for _ in range(2):
        steps = _followed(partial(_command, "cite", "-", typed=_CITATION))
    yield "cite, one citation", steps
    _command(*_INDEX, str(_SAMPLES), "--index", str(index))
    site = create_app(index)
    for walk, address in _PAGES.items():
        _page(site, address)
        yield walk, _followed(partial(_page, site, address))
    for walk, address in _NEW_PAGES.items():
        site = create_app(index)
        for asked in _PAGES.values():
            _page(site, asked)
        yield walk, _followed(partial(_page, site, address))


def _command(*given: str, typed: str = "") -> None:
    """A command of ``viendan``, which must succeed."""
    result = CliRunner().invoke(main, given, input=typed, catch_exceptions=False)
    if result.exit_code:
        raise AssertionError(result.output)


def _page(site: Flask, address: str) -> None:
    """A page as a browser gets it."""
    answer = site.test_client().get(quote(address, safe="/?=."))
    if answer.status_code != 200:
        raise AssertionError(f"{address}: {answer.status}")


def _followed(walk: Callable[[], None]) -> Steps:
    """The steps of a walk in this process, in whatever thread it takes them."""
    steps = Steps()
    with _hook(partial(_step, steps)):
        walk()
    return steps


@contextmanager
def _hook(told: Callable[[FrameType, str, object], None]) -> Iterator[None]:
    threading.setprofile(told)
    sys.setprofile(told)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def _step(steps: Steps, frame: FrameType, event: str, _: object) -> None:
    """Count a call of the product."""
    own = _own_file(frame.f_code.co_filename) if event == "call" else None
    if own is None or not frame.f_code.co_flags & inspect.CO_OPTIMIZED:
        return  # also where it is no function but the body of a module or a class
    if _is_template(own):
        steps.templates.add(own)
        return
    callers = list(_callers(frame))
    steps.files.add(own)
    steps.functions.add((own, frame.f_code.co_firstlineno, frame.f_code.co_qualname))
    steps.calls += 1
    steps.depth = max(steps.depth, 1 + sum(not _is_template(caller) for caller in callers))
    if callers and callers[0] != own:
        steps.between.add((callers[0], own))


def _callers(frame: FrameType) -> Iterator[str]:
    """The product's files and templates on the stack above a call, the nearest first."""
    above = frame.f_back
    while above:
        own = _own_file(above.f_code.co_filename)
        if own is not None:
            yield own
        above = above.f_back


def _is_template(own: str) -> bool:
    return own.startswith("templates/")


@cache
def _own_file(name: str) -> str | None:
    """A file of the product or a template from the root; None for anything else."""
    path = Path(name)
    if not path.is_relative_to(_ROOT):
        return None
    own = path.relative_to(_ROOT)
    return own.as_posix() if own.parts[0] in (*_PRODUCT, "templates") else None
