"""What the comments of data files name of the project is there, under the name that it has now."""

import re

import pytest

from tests.checkout import ROOT

ROOMS = ("corpus", "indexer", "search", "tests", "viendan")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.toml"))
NAMED = re.compile(rf"(?:{'|'.join(ROOMS)})(?:/[\w-]+)+(?:\.\w+)?")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_comments_of_a_data_file_name_what_there_is(path):
    lines = path.read_text("utf-8").splitlines()
    comments = "\n".join(line for line in lines if line.startswith("#"))
    assert [one for one in NAMED.findall(comments) if not (ROOT / one).exists()] == []


def test_some_comments_name_a_file():
    assert NAMED.findall("(viendan/quality/citations.py, tests/gold).") == [
        "viendan/quality/citations.py",
        "tests/gold",
    ]
