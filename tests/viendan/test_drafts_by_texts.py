"""``viendan draft`` with an index: what a held text says counts, also for the exit status."""

import json

import pytest
from click.testing import CliRunner

from indexer.index.build import build
from tests.held_papers import paper
from tests.notices import drop
from viendan.commands import main

HELD = paper("07-QĐi/HU", "về giữ vệ sinh", "Điều 1. Họp.", kind="QUY ĐỊNH", day="18/7/2022")
RIGHT = "Thực hiện Quy định số 07-QĐi/HU, ngày 18/7/2022 của Huyện ủy Bảo Lâm."
WRONG = RIGHT.replace("18/7", "19/7")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drafts")
    drop(folder / "in", held=HELD)
    build([folder / "in"], folder / "index", jobs=1)
    return str(folder / "index")


def run(text, *options):
    return CliRunner().invoke(main, ["draft", "-", "--issuer-province", "Lâm Đồng", *options], text)


@pytest.mark.parametrize(("text", "status"), [(RIGHT, 0), (WRONG, 1)])
def test_the_exit_status_follows_the_text(index, text, status):
    assert run(text, "--index", index).exit_code == status
    # Without an index nobody knows the regulation.
    assert run(text).exit_code == 1


def test_the_finding_names_its_text(index):
    (found,) = json.loads(run(WRONG, "--index", index, "--json").stdout)
    assert (found["judgement"], [one["source"] for one in found["held"]]) == (
        "wrong_date",
        ["held.txt"],
    )


def test_an_index_that_is_not_there_is_said(tmp_path):
    done = run(RIGHT, "--index", str(tmp_path / "none"))
    assert (done.exit_code, done.stdout) == (1, "")
