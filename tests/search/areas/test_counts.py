"""How many notices are about a place, in the tree of today's units."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from indexer.gazetteer import CENTRE, REFORM
from indexer.index.build import build
from indexer.index.unit_values import UNIT_PAIR, unit_pair
from indexer.model import UNKNOWN, Level
from search.areas.counts import place_counts, tree_before_reform, tree_of_today
from search.engine.backends import open_engine
from search.query.model import Query

SAMPLED = (
    "lam-dong", "lam-dong/bao-lam", "lam-dong/bao-lam-1", "cao-bang", "cao-bang/bao-lam",
    "yen-bai/luc-yen", "lao-cai", "binh-dinh/an-nhon", "gia-lai", "vinh-phuc/me-linh", "phu-tho",
    "quang-ngai/ly-son", "quang-ngai/ly-son/an-vinh", "quang-ngai/ly-son-dac-khu",
)  # fmt: skip
"""Places of the samples, then and now, and some that moved."""


def test_the_tree_of_today_holds_every_notice_once(sample_index, gazetteer):
    engine = open_engine(sample_index)
    counts = engine.counts("unit")
    roots = tree_of_today(engine.counts(UNIT_PAIR), gazetteer)
    notices = sum(number for key, number in counts.items() if key in gazetteer and "/" not in key)
    assert sum(root.count for root in roots.values()) == notices
    for root in roots.values():
        assert gazetteer.place(root.key).valid_to is None
        assert gazetteer.place(root.key).level is Level.PROVINCE


def as_value(about, issued):
    return unit_pair((about,) if about else (), issued)


def today(pairs, gazetteer):
    """The provinces of today with their notices, each of which is given by its two places."""
    counted = tree_of_today(
        {as_value(*pair): number for pair, number in pairs.items()},
        gazetteer,
    )
    return {key: root.count for key, root in counted.items()}


def test_a_province_counts_every_notice_that_its_page_gathers(gazetteer):
    """Of huyện Mê Linh while it lay in Vĩnh Phúc: in Hà Nội, and in Phú Thọ with Vĩnh Phúc's."""
    provinces = [
        key for key in gazetteer if "/" not in key and gazetteer.place(key).valid_to is None
    ]
    gathered = {key: {key, *gazetteer.history(key).kin} for key in provinces}
    assert len(provinces) == 34
    for key in gazetteer:
        above = {key, *gazetteer.ancestors(key)}
        for pair in ((key, None), (None, key), (key, key)):
            counted = today({pair: 1}, gazetteer)
            assert set(counted) == {one for one in provinces if gathered[one] & above}, key
    both = today({("vinh-phuc/me-linh", "vinh-phuc"): 5}, gazetteer)
    assert both == {"ha-noi": 5, "phu-tho": 5}


def test_what_the_records_lose_stands_under_the_province_of_today(gazetteer):
    lost = next(
        key for key in gazetteer if key.startswith("quang-binh/") and gazetteer.place(key).valid_to
        and not gazetteer.today(key)
    )  # fmt: skip
    assert gazetteer.history(lost).provinces_today == ("quang-tri",)
    assert today({(lost, None): 2}, gazetteer) == {"quang-tri": 2}


def test_what_is_no_unit_stands_in_no_tree(gazetteer):
    assert today({(CENTRE, CENTRE): 3, (None, None): 2}, gazetteer) == {}
    assert today({("lam-dong", CENTRE): 1}, gazetteer) == {"lam-dong": 1}


@pytest.mark.parametrize("seed", range(20))
def test_the_trees_count_each_notice_once(gazetteer, seed):
    """Random notices about some places and of others, against sets of them."""
    chance = Random(seed)
    units = [
        *SAMPLED, CENTRE, None, *(one.key for key in SAMPLED for one in _below(key, gazetteer)),
    ]  # fmt: skip
    pairs = [(chance.choice(units), chance.choice(units)) for _ in range(400)]
    chains = [
        {one for key in pair if key for one in (key, *gazetteer.ancestors(key))} for pair in pairs
    ]
    then = Counter(one for chain in chains for one in chain)
    tree = tree_before_reform(then, gazetteer)
    assert {node.key: node.count for root in tree.values() for node in root.walk()} == {
        key: number for key, number in then.items() if key != CENTRE
    }
    roots = tree_of_today(Counter(as_value(*pair) for pair in pairs), gazetteer)
    assert roots
    for node in (node for root in roots.values() for node in root.walk()):
        gathered = {node.key}
        if not node.ended:
            gathered |= {*gazetteer.history(node.key).kin}
        assert node.count == sum(not gathered.isdisjoint(chain) for chain in chains), node.key


def _below(key, gazetteer):
    return gazetteer.children(key, REFORM - timedelta(days=1))


CONTRADICTION = """ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY BẢO LÂM
*
Số 12-TB/HU                 Bảo Lâm, ngày 09 tháng 8 năm 2023

THÔNG BÁO
Kết quả làm việc với Đảng bộ huyện Bảo Lâm

Ngày 03 tháng 8 năm 2023, Đoàn làm việc với xã Lý Bôn và xã Lộc Quảng.
"""


def test_places_that_contradict_each_other_are_kept_as_candidates(tmp_path, gazetteer):
    (tmp_path / "a.txt").write_text(CONTRADICTION, "utf-8")
    build([tmp_path / "a.txt"], tmp_path / "index")
    engine = open_engine(tmp_path / "index")
    (hit,) = engine.search(Query()).hits
    assert hit.card.unit_key is None
    unit = engine.notice(hit.card.id)[1].unit_place
    assert set(unit.candidates) >= {"cao-bang/bao-lam", "lam-dong/bao-lam"}
    assert engine.counts("unit") == {UNKNOWN: 1}
    assert place_counts(engine, gazetteer).of("lam-dong/bao-lam") == 0
