"""The floors: which they are, and that neither they nor the data move silently."""

import shutil
import tomllib
from types import SimpleNamespace

import pytest

from indexer.paths import GOLD
from viendan.quality.gold import check_floors, gold_files

FLOORS = {
    "citations": {"span_f1": 0.99, "exact_span_f1": 0.97, "key_accuracy": 0.98},
    "places": {"precision": 0.99, "recall": 0.95},
    "search": {
        "precision_at_1": 0.96, "mrr": 0.975, "recall_at_10": 0.97, "success": 0.99,
        "unaccented_precision_at_1": 0.95, "unaccented_recall_at_10": 0.96,
        "unaccented_success": 0.99,
    },
}  # fmt: skip
"""Lower than these they may not be; higher they may."""

NONE_ALLOWED = {
    "citations": ["false_positives", "wrong_links"],
    "places": ["persons_taken_for_places"],
    "search": [],
}

every_kind = pytest.mark.parametrize("kind", FLOORS)


def scored(kind, **others):
    """A score that just holds what is pinned, but for the measures given."""
    least = dict.fromkeys(NONE_ALLOWED[kind], 0) | FLOORS[kind] | others
    return SimpleNamespace(measures=lambda: least)


def problems(kind, score, folder=GOLD):
    return [str(one) for one in check_floors(kind, score, folder)]


@every_kind
def test_no_floor_was_lowered(kind):
    pinned = tomllib.loads((GOLD / "floors.toml").read_text("utf-8"))[kind]
    assert pinned["floors"].keys() == FLOORS[kind].keys()
    assert all(pinned["floors"][name] >= floor for name, floor in FLOORS[kind].items())
    assert pinned.get("ceilings", {}) == dict.fromkeys(NONE_ALLOWED[kind], 0)


@every_kind
def test_a_score_on_its_floors_passes(kind):
    assert problems(kind, scored(kind)) == []


@pytest.mark.parametrize(
    ("kind", "measure"), [(kind, one) for kind in FLOORS for one in FLOORS[kind]]
)
def test_a_measure_below_its_floor_is_a_problem(kind, measure):
    floor = FLOORS[kind][measure]
    assert problems(kind, scored(kind, **{measure: floor - 0.001})) == [
        f"{measure} là {floor - 0.001:.4f}, dưới mức sàn {floor}"
    ]


@pytest.mark.parametrize(
    ("kind", "measure"), [(kind, one) for kind in FLOORS for one in NONE_ALLOWED[kind]]
)
def test_a_measure_above_its_ceiling_is_a_problem(kind, measure):
    assert problems(kind, scored(kind, **{measure: 1})) == [f"{measure} là 1, trên mức trần 0"]


def test_a_floor_of_what_is_not_measured_is_an_error():
    with pytest.raises(KeyError):
        check_floors("places", SimpleNamespace(measures=lambda: {"precision": 1.0}))


def add_a_line(files):
    files[0].write_bytes(files[0].read_bytes() + b"\n")


def rename(files):
    files[0].rename(files[0].with_stem("other"))


def remove(files):
    files[-1].unlink()


def add_a_file(files):
    files[0].with_stem("more").write_text("", "utf-8")


@every_kind
@pytest.mark.parametrize("change", [add_a_line, rename, remove, add_a_file])
def test_data_that_changed_without_their_fingerprint_are_a_problem(kind, change, tmp_path):
    shutil.copytree(GOLD, tmp_path, dirs_exist_ok=True)
    assert problems(kind, scored(kind), tmp_path) == []
    change(gold_files(kind, tmp_path))
    assert problems(kind, scored(kind), tmp_path) == [
        "dữ liệu mẫu đã đổi so với dấu vân tay ghi trong floors.toml"
    ]
