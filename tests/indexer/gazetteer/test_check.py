"""The gazetteer's files: sound as they stand, and refused when a row is broken."""

import shutil
from pathlib import Path

import pytest

from indexer.gazetteer.check import check_gazetteer
from indexer.gazetteer.records import GazetteerError
from indexer.gazetteer.units import Gazetteer
from indexer.paths import REGISTRY

FOLDER = REGISTRY / "places"


def test_the_registry_is_sound():
    assert [str(problem) for problem in check_gazetteer(FOLDER)] == []


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "places"))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("districts.csv", "739,huyện Cẩm Mỹ,75", "739,Cẩm Mỹ,75", "không mở đầu bằng loại đơn vị"),
        ("districts.csv", "739,huyện Cẩm Mỹ,75,", "739,huyện Cẩm Mỹ,", "cần 5 cột, có 4"),
        ("provinces.csv", "Đồng Nai,2004-08-31", "Đồng Nai,2004-13-31", "không phải là ngày"),
        ("provinces.csv", "Đồng Nai,2004-08-31", "Đồng Nai,2025-07-01", "không có ngày nào"),
        ("communes-2025.csv", "26341,xã Cẩm Mỹ", "2634x,xã Cẩm Mỹ", "không phải là số"),
        ("resolutions.csv", "1,,2025-07-01", "7,,2025-07-01", "không có cấp"),
    ],
)
def test_a_broken_row_is_named_and_refused(folder, file, old, new, told):
    path = folder / file
    lines = path.read_text("utf-8").split("\n")
    line = next(number for number, line in enumerate(lines, 1) if old in line)
    path.write_text("\n".join(lines).replace(old, new, 1), "utf-8")
    with pytest.raises(GazetteerError) as refused:
        Gazetteer.load(folder)
    assert f"{file}:{line}" in str(refused.value)
    assert told in str(refused.value)
    assert check_gazetteer(folder) == list(refused.value.problems)


def test_a_missing_file_is_named(folder):
    (folder / "districts.csv").unlink()
    with pytest.raises(GazetteerError, match=r"districts\.csv"):
        Gazetteer.load(folder)


def test_a_parent_that_does_not_stand_is_refused(folder):
    path = folder / "districts.csv"
    path.write_text(path.read_text("utf-8").replace("739,huyện Cẩm Mỹ,75,", "739,huyện Cẩm Mỹ,99,"))
    with pytest.raises(GazetteerError, match="739 huyện Cẩm Mỹ"):
        Gazetteer.load(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("succession-2025.csv", "26362,26362,0,0\n", "", "xã cũ 26362 không có đơn vị kế thừa"),
        ("succession-2025.csv", "26362,26362,0,0", "26362,99999,0,0", "mã không có"),
        ("succession-2025.csv", "26362,26362,0,0", "26362,26362,1,0", "sai cờ tách"),
        ("counts.csv", "2023-08-09,2,705", "2023-08-09,2,706", "có 705 đơn vị, tài liệu ghi 706"),
        ("aliases.csv", "Kontum,Kon Tum", "Kontum,Kon Tùm Tum", "không có đơn vị Kon Tùm Tum"),
        (
            "districts.csv",
            "739,huyện Cẩm Mỹ,75,2004-08-31,2025-07-01",
            "739,huyện Cẩm Mỹ,75,2004-08-31,2025-07-01\n739,huyện Cẩm Mỹ,75,2010-01-01,2025-07-01",
            "hai đơn vị cùng lúc",
        ),
    ],
)
def test_the_check_sees_what_loads_but_is_wrong(folder, file, old, new, told):
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert any(told in str(problem) for problem in check_gazetteer(folder))
