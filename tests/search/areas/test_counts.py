"""How many notices are about a place, in the tree of today's units."""

from indexer.index.build import build
from indexer.model import UNKNOWN, Level
from search.areas.counts import place_counts, tree_of_today
from search.engine.backends import open_engine
from search.query.model import Query


def test_the_tree_of_today_holds_every_notice_once(sample_index, gazetteer):
    engine = open_engine(sample_index)
    counts = engine.counts("unit")
    roots = tree_of_today(counts, gazetteer)
    notices = sum(number for key, number in counts.items() if "/" not in key and key != UNKNOWN)
    assert sum(root.count for root in roots.values()) == notices
    for root in roots.values():
        assert gazetteer.place(root.key).valid_to is None
        assert gazetteer.place(root.key).level is Level.PROVINCE


def test_a_province_counts_every_notice_that_its_page_gathers(gazetteer):
    """Of huyện Mê Linh while it lay in Vĩnh Phúc: in Hà Nội, and in Phú Thọ with Vĩnh Phúc's."""
    provinces = [
        key for key in gazetteer if "/" not in key and gazetteer.place(key).valid_to is None
    ]
    gathered = {key: {key, *gazetteer.history(key).kin} for key in provinces}
    assert len(provinces) == 34
    for key in gazetteer:
        above = {key, *gazetteer.ancestors(key)}
        counted = tree_of_today(dict.fromkeys(above, 1), gazetteer)
        assert set(counted) == {one for one in provinces if gathered[one] & above}, key
    both = tree_of_today({"vinh-phuc": 5, "vinh-phuc/me-linh": 5}, gazetteer)
    assert {key: root.count for key, root in both.items()} == {"ha-noi": 5, "phu-tho": 5}


def test_what_the_records_lose_stands_under_the_province_of_today(gazetteer):
    lost = next(
        key for key in gazetteer if key.startswith("quang-binh/") and gazetteer.place(key).valid_to
        and not gazetteer.today(key)
    )  # fmt: skip
    assert gazetteer.history(lost).provinces_today == ("quang-tri",)
    assert set(tree_of_today({lost: 2, "quang-binh": 2}, gazetteer)) == {"quang-tri"}


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
    assert place_counts(engine, gazetteer).about("lam-dong/bao-lam") == 0
