"""The commands that look citations up or check a draft, with an index whose texts are read."""

import json

import pytest
from click.testing import CliRunner

from indexer.index.build import build
from tests.notices import drop
from tests.placed_papers import CITED, CLAUSE, regulation
from viendan.commands import main


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("told")
    drop(folder / "in", qd=regulation())
    build([folder / "in"], folder / "index", jobs=1)
    return str(folder / "index")


def run(*arguments, given=None):
    return CliRunner().invoke(main, [*arguments, "--issuer-province", "Lâm Đồng"], input=given)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("khoản 2 Điều 4", f"khoản 2 Điều 4: {CLAUSE}"),
        ("Điều 2", "Điều 2: Điều 2. Nguyên tắc 1. Trồng cây nào, chăm cây ấy. 2. Không trồng "),
        ("khoản 9 Điều 4", "khoản 9 Điều 4: không thấy khoản 9 Điều 4 ở bản trong kho"),
        ("mục II", "mục II: không thấy bản trong kho chia thành điều, khoản như vậy"),
    ],
)
def test_a_look_up_tells_the_words(index, place, told):
    done = run("lookup", f"{place} {CITED}", "--index", index)
    first, *lines = done.stdout.splitlines()
    assert first.startswith("200 ")
    assert any(line.strip().startswith(told) for line in lines)


def test_its_json_has_the_words_and_without_an_index_the_place_alone(index):
    typed = f"khoản 2 Điều 4 {CITED}"
    (row,) = json.loads(run("lookup", typed, "--index", index, "--json").stdout)
    assert (row["status"], row["pinpoints"][0]["passages"][0]["text"]) == (200, CLAUSE)
    (row,) = json.loads(run("lookup", typed, "--json").stdout)
    assert (row["status"], row["pinpoints"][0]["passages"]) == (404, [])


def test_of_a_list_each_line_has_its_own_words(index):
    typed = "".join(f"{place} {CITED}\n" for place in ("khoản 2 Điều 4", "khoản 2 Điều 2"))
    rows = json.loads(run("lookup", "-", "--index", index, "--json", given=typed).stdout)
    told = [at["passages"][0]["text"] for row in rows for at in row["pinpoints"]]
    assert told == [CLAUSE, "2. Không trồng thay nhau."]
    assert [typed[at["start"] : at["end"]] for row in rows for at in row["pinpoints"]] == [
        "khoản 2 Điều 4",
        "khoản 2 Điều 2",
    ]


@pytest.mark.parametrize(("place", "is_told"), [("Điều 11", True), ("Điều 4", False)])
def test_a_draft_is_told_what_the_text_lacks(index, place, is_told):
    text = f"Thực hiện {place} {CITED}.\n"
    done = run("draft", "-", "--index", index, given=text)
    assert ("không có điều, khoản ấy" in done.stdout) is is_told
    assert "không có điều" not in run("draft", "-", given=text).stdout


@pytest.mark.parametrize("command", [("lookup", CITED), ("draft", "-")])
def test_an_index_that_is_not_there_ends_in_a_sentence(tmp_path, command):
    done = run(*command, "--index", str(tmp_path / "none"), given=CITED)
    assert done.exit_code == 1
    assert "Chưa có chỉ mục" in done.stderr
