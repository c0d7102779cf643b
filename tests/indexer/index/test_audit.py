"""What ``viendan check`` finds where the index, its list of files and the folders differ."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from indexer.index.audit import audit
from indexer.index.build import build
from indexer.index.whoosh.manifest import read_file_list, read_manifest, write_file_list
from indexer.index.whoosh.segments_file import read_segments, write_segments
from tests.committed import held, leftovers, wanted
from tests.notices import drop, notice
from viendan.checking import check


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1), b=notice(2), c=notice(3))
    return tmp_path / "in"


@pytest.fixture
def index(folder, tmp_path):
    build([folder], tmp_path / "index", jobs=1)
    return tmp_path / "index"


def forget(index, number):
    """Take a file out of the list, as a list did that was taken for empty once."""
    manifest = read_manifest(index)
    records = read_file_list(index, manifest, None)
    write_file_list(index, manifest, records[:number])


def lose(index):
    """Take a notice out of the segments."""
    manifest = read_manifest(index)
    (info,) = read_segments(index, manifest)
    write_segments(index, manifest, [replace(info, deleted=(1,))])


def mix_up(index):
    """Have the list tell of another notice, so that the numbers agree."""
    manifest = read_manifest(index)
    first, *others = read_file_list(index, manifest, None)
    write_file_list(index, manifest, [replace(first, notices=("x",)), *others])


def ids(index):
    records = read_file_list(index, read_manifest(index), None)
    return [one.notices[0] for one in records]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda index: forget(index, 1), "Danh sách tệp"),
        (lose, "Danh sách tệp"),
        (mix_up, "không tệp nào trong danh sách nhận"),
    ],
)
def test_an_index_that_is_not_its_list_is_told_and_mended(folder, index, act, said):
    assert list(audit(index).problems()) == []
    act(index)
    assert any(said in str(one) for one in audit(index).problems())
    (folder / "b.txt").unlink()
    build(None, index, jobs=1)
    assert held(index) == wanted(folder)
    assert list(audit(index).problems()) == []


def test_both_sides_are_named(index):
    (first, *_) = ids(index)
    mix_up(index)
    found = audit(index)
    assert (found.unlisted, found.unheld) == ([first], ["x"])
    unlisted, unheld = map(str, found.problems())
    assert (
        f"1 thông báo có trong chỉ mục mà không tệp nào trong danh sách nhận (ví dụ {first})"
        in (unlisted)
    )
    assert "(ví dụ x)" in unheld


def test_what_the_folder_has_and_the_index_not_is_to_be_known(folder, index):
    drop(folder, a=notice(1, "khác"), d=notice(4))
    (folder / "b.txt").unlink()
    found = audit(index)
    assert (found.changed, found.new, found.gone) == (["a.txt"], ["d.txt"], ["b.txt"])
    assert list(found.problems()) == []
    assert ["viendan index" in str(one) for one in found.notes()] == [True] * 3
    build(None, index, jobs=1)
    assert list(audit(index).notes()) == []


def test_a_source_that_is_away_is_no_fault_of_the_index(folder, index):
    folder.rename(folder.with_name("away"))
    found = audit(index)
    assert (found.gone, list(found.problems())) == ([], [])


def test_leftovers_are_named_and_swept_up(index):
    (index / "viendan-files-99.json").write_text("[]")
    (index / "MAIN_0123456789abcdef.trm").write_text("")
    assert audit(index).leftovers == ["MAIN_0123456789abcdef.trm", "viendan-files-99.json"]
    (note,) = audit(index).notes()
    assert str(note).startswith("2 tệp thừa")
    build(None, index, jobs=1)
    assert (audit(index).leftovers, leftovers(index)) == ([], [])


def test_the_command_says_it_in_words_and_for_programs(folder, index):
    (folder / "b.txt").unlink()
    (reading,) = index.glob("*.reading.col")
    data = bytearray(reading.read_bytes())
    data[9] ^= 1
    reading.write_bytes(data)
    run = CliRunner()
    answer = json.loads(run.invoke(check, ["--index", str(index), "--json"]).stdout)["index"]
    assert (answer["problems"], answer["gone"]) == ([], ["b.txt"])
    done = run.invoke(check, ["--index", str(index), "--deep", "--lang", "en"])
    assert done.exit_code == 1
    assert f"the file {reading.name} is not what was written" in done.stdout
