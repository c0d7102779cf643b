"""``viendan check`` tells where a text of the index says otherwise than the registry."""

import json

import pytest
from click.testing import CliRunner

from indexer.index.build import build
from tests.held_papers import DONG_NAI, HELD, KH_196, QDI_213, paper
from tests.notices import drop
from viendan.commands import main

OTHER = paper(
    "196-KH/TU", "trồng hoa ở công sở", "1. Mỗi xã trồng hoa.", day="06/01/2022", **DONG_NAI
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("checked")
    drop(folder / "in", **HELD, other=OTHER)
    build([folder / "in"], folder / "index", jobs=1)
    return folder / "index"


def test_what_differs_is_told_and_is_no_fault_of_the_index(index):
    done = CliRunner().invoke(main, ["check", "--index", str(index), "--json"])
    told = json.loads(done.stdout)["texts"]
    assert (done.exit_code, told["problems"]) == (0, [])
    assert (told["directives"], told["differ"]) == (5, 2)
    of_row, of_text = sorted(told["notes"], key=lambda one: QDI_213 not in one)
    assert of_row.startswith(
        f"{QDI_213}, qd-213.txt: ngày: danh mục ghi 02/01/2020, bản trong kho ghi 03/01/2020; "
    )
    assert of_text.startswith(f"{KH_196}, kh-196.txt: ngày: bản đứng đầu ghi 06/01/2022, ")
