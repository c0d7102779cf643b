"""What units became, step by step."""

import pytest

from indexer.gazetteer.records import REFORM
from indexer.model import Level


@pytest.mark.parametrize(
    ("key", "today"),
    [
        ("dong-nai/cam-my/song-ray", ["xã Sông Ray, Đồng Nai"]),
        ("dong-nai/cam-my/xuan-my", ["xã Cẩm Mỹ, Đồng Nai"]),
        ("dong-nai/cam-my/long-giao", ["xã Cẩm Mỹ, Đồng Nai"]),
        ("dong-nai/cam-my/song-nhan", ["xã Xuân Quế, Đồng Nai"]),
        ("dong-nai/cam-my/xuan-dong", ["xã Xuân Đông, Đồng Nai"]),
        ("dong-nai/cam-my/xuan-bao", ["xã Xuân Định, Đồng Nai"]),
        ("lam-dong/bao-lam/loc-quang", ["xã Bảo Lâm 1, Lâm Đồng"]),
        ("lam-dong/bao-lam/loc-thang", ["xã Bảo Lâm 1, Lâm Đồng"]),
        ("binh-phuoc", ["thành phố Đồng Nai"]),
        ("ha-tay", ["thành phố Hà Nội"]),
        ("thua-thien-hue", ["thành phố Huế"]),
        ("quang-ngai/ly-son", ["đặc khu Lý Sơn, Quảng Ngãi"]),
        ("dong-nai", ["thành phố Đồng Nai"]),
    ],
)
def test_what_a_unit_is_today(gazetteer, key, today):
    assert [gazetteer.label(heir) for heir in gazetteer.today(key)] == today


def test_a_district_passes_to_the_communes_on_its_ground(gazetteer):
    heirs = gazetteer.today("dong-nai/cam-my")
    assert heirs[0] == "dong-nai/cam-my-xa"
    assert "dong-nai/song-ray" in heirs
    steps = gazetteer.successors("dong-nai/cam-my")
    assert {(s.date, s.resolution, s.split) for s in steps} == {(REFORM, "1662/NQ-UBTVQH15", True)}


def test_what_a_unit_was_made_of(gazetteer):
    made_of = {step.old for step in gazetteer.predecessors("lam-dong/bao-lam-1")}
    assert {"lam-dong/bao-lam/loc-quang", "lam-dong/bao-lam/loc-thang"} <= made_of
    assert {s.old for s in gazetteer.predecessors("dong-nai")} >= {"binh-phuoc"}


def test_doubt_is_kept(gazetteer):
    doubted = {s.old for key in gazetteer for s in gazetteer.successors(key) if s.check}
    assert len(doubted) == 15


def test_succession_ends(gazetteer):
    for key in gazetteer:
        assert gazetteer.today(key) is not None
    assert gazetteer.today("no-such-key") == ()
    assert gazetteer.successors("no-such-key") == ()


def test_every_commune_that_ended_at_the_reform_stands_on_ground_of_today(gazetteer):
    for key in gazetteer:
        last = gazetteer.versions(key)[-1]
        if last.valid_to == REFORM and last.level is Level.COMMUNE:
            assert gazetteer.today(key), key
