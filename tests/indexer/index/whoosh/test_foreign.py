"""An index directory from elsewhere is data: what its pickles say is not done.

Each kind of pickle in the files is replaced by one that would call :func:`spring` and then give the
same value, so that whoever loads it in the ordinary way notices nothing.
"""

import pickle
import subprocess
import sys
from ast import literal_eval
from contextlib import suppress
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from whoosh import columns
from whoosh.fields import Schema
from whoosh.index import TOC
from whoosh.query import Phrase, Term

from indexer.directives.knowledge import Knowledge
from indexer.index import tasks
from indexer.index.build import build
from indexer.index.export import export
from indexer.index.whoosh import term_dictionary, writer
from indexer.index.whoosh.manifest import read_manifest
from indexer.index.whoosh.opening import open_index
from indexer.index.whoosh.segments_file import read_segments
from indexer.index.whoosh.writer import SCHEMA
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.query.parser import parse
from tests.checkout import ROOT
from tests.committed import held, leftovers, wanted
from tests.notices import drop, notice
from tests.stock import StockStorage, as_version_5, stock_searcher

RAN = []
COUNT = 4


def spring(value):
    RAN.append(value)
    return value


class Trap:
    """A value whose pickle calls :func:`spring`."""

    def __init__(self, value):
        self._value = value

    def __reduce__(self):
        return spring, (self._value,)


class TrappedSchema(Schema):
    def __reduce_ex__(self, _protocol):
        return spring, ("schema",)


def dumps(value, protocol):
    return pickle.dumps(Trap(value), protocol)


def only(protocol):
    """A module like ``pickle`` that sets the trap in what is written by one protocol."""

    def chosen(value, **given):
        return (dumps if given["protocol"] == protocol else pickle.dumps)(value, **given)

    return SimpleNamespace(dumps=chosen)


def trapped_positions(inverted, real=writer.position_payloads):
    payload, ends = real(inverted)
    bounds = [0, *ends.tolist()]
    values = [payload[start:end] for start, end in pairwise(bounds)]
    values = [value[:4] + dumps(pickle.loads(value[4:]), 2) for value in values]
    return b"".join(values), np.cumsum([len(value) for value in values])


PLACES = {
    "term file": (term_dictionary, "pickle", only(2)),
    "what a block says of itself": (writer, "pickle", only(2)),
    "what a block holds": (writer, "pickle", only(4)),
    "positions": (writer, "position_payloads", trapped_positions),
    "stored fields": (columns, "dumps", dumps),
}


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", **{f"n{number}": notice(number) for number in range(COUNT)})
    return tmp_path / "in"


@pytest.fixture(params=PLACES)
def trapped(request, folder, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        writer._description.cache_clear()
        patch.setattr(*PLACES[request.param])
        build([folder], tmp_path / "index", jobs=1)
    writer._description.cache_clear()
    RAN.clear()
    return tmp_path / "index"


def ask(index):
    engine, knowledge = open_engine(index), Knowledge.load()
    for text in ("triển khai", '"xã đã triển khai"', "kết* nam:2022", "so:3"):
        results = engine.search(parse(text, knowledge))
        assert results.total
        assert engine.notice(results.hits[0].card.id)


def take_out(index):
    assert len(list(export(index))) == COUNT


def ask_blindly(index):
    segments = read_segments(index, read_manifest(index))
    with stock_searcher(index, segments) as searcher:
        searcher.stored_fields(0)
        for query in (Term("body", "xã"), Phrase("body", ["xã", "đã"])):
            searcher.search(query, limit=None)


def refusal(act, index):
    """What is said where an act is refused; nothing where it is not."""
    try:
        act(index)
    except IndexProblem as problem:
        return str(problem)
    return ""


def test_whatever_a_pickle_says_nothing_runs(trapped, folder):
    said = {refusal(act, trapped) for act in (ask, take_out)}
    assert {one.split(" (")[0] for one in said if one} == {f"Chỉ mục ở {trapped} bị hỏng"}
    (folder / "n0.txt").rename(folder / "z0.txt")
    build([folder], trapped, jobs=1)
    assert held(trapped) == wanted(folder)
    assert RAN == []


def test_whoever_loads_it_blindly_runs_it(trapped):
    with suppress(Exception):
        ask_blindly(trapped)
    assert RAN


def test_an_index_that_cannot_be_trusted_is_made_anew_from_its_files(folder, tmp_path):
    index = tmp_path / "index"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(*PLACES["stored fields"])
        build([folder], index, jobs=1)
    RAN.clear()
    (folder / "n0.txt").rename(folder / "z0.txt")
    report = build([folder], index, jobs=1)
    assert (report.renamed, len(report.refreshed)) == ({"z0.txt": "n0.txt"}, COUNT - 1)
    ask(index)
    take_out(index)
    assert RAN == []


def test_answers_come_without_the_readers_of_whoosh(folder, tmp_path):
    build([folder], tmp_path / "index", jobs=1)
    code = (
        "import sys, pathlib\n"
        "from search.engine import open_engine\n"
        "from indexer.directives import Knowledge\n"
        "from search.query import parse\n"
        "engine = open_engine(pathlib.Path(sys.argv[1]))\n"
        "asked = parse('\"xã đã triển khai\" nam:2022', Knowledge.load())\n"
        "print(engine.search(asked).total)\n"
        "print(sorted(name for name in sys.modules if name.startswith('whoosh.')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "index")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    total, modules = done.stdout.splitlines()
    assert int(total) == COUNT
    harmless = {"compat", "system", "util", "util.numeric"}
    assert set(literal_eval(modules)) <= {f"whoosh.{name}" for name in harmless}


# --- version 5, which left its segments to Whoosh's table of contents ---------------------------


def test_version_5_is_taken_over_without_reading_a_file(folder, tmp_path, monkeypatch):
    index = tmp_path / "index"
    drop(folder, **{f"m{number}": notice(number + 10) for number in range(3)})
    build([folder], index, jobs=1)
    (folder / "m0.txt").unlink()
    build([folder], index, jobs=1)
    lines = list(export(index))
    assert any(files.info.deleted for files in open_index(index).segments)
    as_version_5(index)
    for act in (ask, take_out):
        with pytest.raises(IndexProblem, match="phiên bản khác"):
            act(index)
    monkeypatch.setattr(tasks, "read_document", None)
    assert len(build(None, index, jobs=1).unchanged) == 0
    assert list(export(index)) == lines
    assert leftovers(index) == []


@pytest.mark.parametrize("where", ["schema", "segments"])
def test_a_table_of_contents_runs_nothing(folder, tmp_path, where):
    index = tmp_path / "index"
    build([folder], index, jobs=1)
    if where == "schema":
        as_version_5(index, schema=TrappedSchema(**dict(SCHEMA.items())))
    else:
        as_version_5(index, within=Trap)
    for act in (ask, take_out):
        with pytest.raises(IndexProblem, match="phiên bản khác"):
            act(index)
    assert RAN == []
    number = read_manifest(index).number
    with suppress(Exception):
        TOC.read(StockStorage(str(index)), "MAIN", gen=number)
    assert RAN
    RAN.clear()
    build(None, index, jobs=1)
    assert RAN == []
    assert held(index) == wanted(folder)
    ask(index)
