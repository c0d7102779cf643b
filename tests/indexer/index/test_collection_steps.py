"""Whatever happens to the papers of a collection, each is told what a new index would tell it."""

import random
import shutil
from datetime import date, timedelta

import pytest

from indexer.index.build import build
from indexer.index.whoosh.manifest import read_manifest
from tests.neighbours import FILES, cited, lines, paper
from tests.notices import drop
from tests.papers import is_settled

CONGRESS = date(2020, 8, 5)


def any_paper(chance):
    """A paper of the half year around the congress; its number is its day's, but for a few."""
    days = chance.randint(-60, 150)
    day = CONGRESS + timedelta(days)
    number = 1200 + days if days < 0 else 4 + days // 2
    if chance.random() < 0.02:
        number = chance.randint(1, 1200)
    bare, dated, on = chance.randint(4, 400), chance.randint(4, 99), chance.randint(1, 28)
    body = chance.choice(
        [
            "Xã đã triển khai.",
            f"Thực hiện Thông báo số {bare}-TB/HU.",
            f"Thực hiện Kế hoạch số {dated}-KH/HU ngày {on}/8/2020.",
        ]
    )
    told = paper(f"{number}-{chance.choice(['TB', 'KH'])}/HU", day.isoformat(), body)
    return f"MẬT\n{told}" if chance.random() < 0.05 else told


def change(folder, chance, step):
    files = sorted(folder.glob("*.txt"))
    for at in range(chance.randint(1, 3)):
        act = chance.random()
        if act < 0.5:
            drop(folder, **{f"m{step}{at}": any_paper(chance)})
        elif act < 0.75:
            chance.choice(files).unlink(missing_ok=True)
        else:
            chance.choice(files).write_text(any_paper(chance), "utf-8")


@pytest.mark.parametrize("seed", [3, 4])
def test_each_step_gives_what_a_new_index_gives(seed, tmp_path, trust_young_files):
    chance, folder, index = random.Random(seed), tmp_path / "in", tmp_path / "index"
    drop(folder, **{f"n{at}": any_paper(chance) for at in range(20)})
    told = 0
    for step in range(6):
        build([folder], index, jobs=1)
        build([folder], tmp_path / "new", jobs=1)
        assert is_settled(index)
        assert lines(index) == lines(tmp_path / "new")
        names = [read_manifest(one).generation for one in (index, tmp_path / "new")]
        assert names[0] == names[1]
        told += sum("trong kho" in one for one in lines(index))
        shutil.rmtree(tmp_path / "new")
        change(folder, chance, step)
    assert told > 10


@pytest.mark.parametrize("part", ["*.reading.col", "*._stored.col", "*.trm", "viendan-files-*"])
def test_a_damaged_index_is_told_again(part, tmp_path, index):
    drop(tmp_path / "in", **FILES)
    build([tmp_path / "in"], index, jobs=1)
    before = lines(index)
    for path in index.glob(part):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 255
        path.write_bytes(data)
    build([tmp_path / "in"], index, jobs=1)
    assert cited(index)[0] == "nk2015"
    assert lines(index) == before
    assert is_settled(index)
