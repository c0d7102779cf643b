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


def test_of_many_texts_of_one_key_it_is_told_how_many_are_not_compared(tmp_path):
    plan = HELD["kh-196"]
    papers = {f"p{n:02}": plan.replace("một nghìn", f"{n + 2} nghìn") for n in range(13)}
    drop(tmp_path / "in", **papers)
    build([tmp_path / "in"], tmp_path / "index", jobs=1)
    done = CliRunner().invoke(main, ["check", "--index", str(tmp_path / "index"), "--json"])
    told = json.loads(done.stdout)["texts"]
    assert (told["directives"], told["differ"]) == (1, 10)
    assert all("nội dung khác nhau 1 đoạn" in one for one in told["notes"][:10])
    assert told["notes"][10:] == [f"{KH_196}: còn 2 bản nữa chưa so"]
