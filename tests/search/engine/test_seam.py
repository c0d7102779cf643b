"""The seam: what the room of the engine may know, and the addresses that it opens."""

import ast
import subprocess
import sys

import pytest

from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.query.model import Query
from tests.checkout import ROOT

ROOM = sorted((ROOT / "search" / "engine").glob("*.py"))


@pytest.mark.parametrize("path", ROOM, ids=lambda path: path.stem)
def test_no_module_of_the_room_names_a_library_of_one_engine(path):
    tree = ast.parse(path.read_text("utf-8"))
    named = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom)
            else [one.name for one in node.names]
        )
    }  # fmt: skip
    assert not named & {"whoosh", "numpy"}


def test_the_seam_comes_without_whoosh():
    asked = "import sys, search.display, search.query; print('whoosh' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("address", ["opensearch+http://127.0.0.1:9200/viendan", "s3://kho"])
def test_an_address_of_an_unknown_kind_names_what_there_is(address):
    with pytest.raises(IndexProblem) as problem:
        open_engine(address)
    said = str(problem.value)
    assert address in said
    assert "thư mục" in said


def test_a_folder_is_opened_by_its_path_or_its_name(sample_index):
    by_path, by_name = open_engine(sample_index), open_engine(str(sample_index))
    assert by_path.generation == by_name.generation
    assert by_path.summary() == by_name.summary()


def test_a_folder_without_an_index_is_a_problem(tmp_path):
    with pytest.raises(IndexProblem):
        open_engine(tmp_path / "none")


def test_undated_notices_come_last_by_date(engine):
    dates = [hit.card.date for hit in engine.search(Query(sort="date", per_page=100)).hits]
    known = [date for date in dates if date]
    assert dates[: len(known)] == sorted(known, reverse=True)
    assert not any(dates[len(known) :])
