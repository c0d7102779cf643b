"""The gazetteer: keys, versions, names, history."""

from collections import Counter
from datetime import date

import pytest

from indexer.gazetteer.names import NameIndex
from indexer.gazetteer.spelling import marked_name, plain_name
from indexer.gazetteer.units import is_in_force
from indexer.model import Level
from indexer.text import unaccent

THEN = date(2023, 8, 9)
NOW = date(2026, 11, 1)


# --- at a date --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "on", "full_name"),
    [
        ("dong-nai/cam-my/long-giao", date(2019, 1, 1), "xã Long Giao"),
        ("dong-nai/cam-my/long-giao", date(2022, 1, 1), "thị trấn Long Giao"),
        ("dong-nai/cam-my/long-giao", NOW, "thị trấn Long Giao"),  # the latest
        ("dong-nai/long-khanh", date(2018, 1, 1), "thị xã Long Khánh"),
        ("dong-nai/long-khanh", date(2020, 1, 1), "thành phố Long Khánh"),
        ("dong-nai", date(2026, 4, 29), "tỉnh Đồng Nai"),
    ],
)
def test_a_version_at_a_date(gazetteer, key, on, full_name):
    assert gazetteer.place(key, on).full_name == full_name


def test_counts_of_the_sources(gazetteer):
    def count(day, level):
        return sum(
            one.level is level and is_in_force(one, day)
            for key in gazetteer
            for one in gazetteer.versions(key)
        )

    assert [count(THEN, level) for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)] == [
        63, 705, 10_598,
    ]  # fmt: skip
    assert [count(NOW, level) for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)] == [
        34, 0, 3_321,
    ]  # fmt: skip


def test_homonyms_are_as_many_as_measured(gazetteer):
    above = gazetteer.children(None, THEN)
    districts = [p for province in above for p in gazetteer.children(province.key, THEN)]
    provinces = {}
    for district in districts:
        provinces.setdefault(marked_name(district.name), set()).add(district.parent)
    shared = {name for name, parents in provinces.items() if len(parents) > 1}
    assert len(shared) == 16
    assert sum(marked_name(d.name) in shared for d in districts) == 40


def test_children_and_ancestors(gazetteer):
    cam_my = gazetteer.children("dong-nai/cam-my", date(2022, 12, 31))
    assert Counter(place.kind for place in cam_my) == {"xã": 12, "thị trấn": 1}
    assert gazetteer.ancestors("dong-nai/cam-my/song-ray") == ("dong-nai/cam-my", "dong-nai")
    names = [place.name for place in gazetteer.children("ho-chi-minh/quan-3", date(2019, 1, 1))]
    assert names[:3] == ["1", "2", "3"]
    assert gazetteer.children("dong-nai/cam-my", NOW) == ()
    assert gazetteer.children("no-such-key", NOW) == ()


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("dong-nai/cam-my/song-ray", "xã Sông Ray, huyện Cẩm Mỹ, Đồng Nai"),
        ("dong-nai/song-ray", "xã Sông Ray, Đồng Nai"),
        ("dong-nai", "thành phố Đồng Nai"),
        ("ha-tay/ung-hoa", "huyện Ứng Hòa, Hà Tây"),
        ("nowhere/at-all", "nowhere/at-all"),
    ],
)
def test_labels(gazetteer, key, label):
    assert gazetteer.label(key) == label


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "within", "keys"),
    [
        ("Bảo Lâm", "huyện", None, ["cao-bang/bao-lam", "lam-dong/bao-lam"]),
        ("Bảo Lâm", "huyện", "lam-dong", ["lam-dong/bao-lam"]),
        ("Cẩm Mỹ", "huyện", None, ["dong-nai/cam-my"]),
        ("Cẩm Mĩ", "huyện", None, ["dong-nai/cam-my"]),
        ("CẨM MỸ", "huyện", None, ["dong-nai/cam-my"]),
        ("Lộc Quảng", None, None, ["lam-dong/bao-lam/loc-quang"]),
        ("loc quang", None, None, ["lam-dong/bao-lam/loc-quang", "binh-phuoc/loc-ninh/loc-quang"]),
        ("Hoà Bình", "tỉnh", None, ["hoa-binh"]),
        ("Đắc Lắc", "tỉnh", None, ["dak-lak"]),
        ("Phan Rang - Tháp Chàm", None, None, ["ninh-thuan/phan-rang-thap-cham"]),
        ("4", "phường", "ho-chi-minh/quan-3", ["ho-chi-minh/quan-3/phuong-4"]),
        ("04", "phường", "ho-chi-minh/quan-3", ["ho-chi-minh/quan-3/phuong-4"]),
        ("Không Đâu Cả", None, None, []),
        ("", None, None, []),
    ],
)
def test_named(gazetteer, name, kind, within, keys):
    assert sorted(p.key for p in gazetteer.named(name, THEN, kind, within)) == sorted(keys)


def test_marks_come_first_and_letters_second(gazetteer):
    exact = gazetteer.named("Lộc Quáng", THEN, exact=True)
    loose = gazetteer.named("Lộc Quáng", THEN)
    assert exact == ()
    assert len(loose) == 2


def test_before_the_records_the_first_day_is_meant(gazetteer):
    assert [p.key for p in gazetteer.named("Hà Tây", date(1999, 1, 1), "tỉnh")] == ["ha-tay"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("loc qua", "dong-nai/loc-quang"),
        ("Lộc Quảng", "lam-dong/bao-lam/loc-quang"),
        ("huyện cẩm m", "dong-nai/cam-my"),
        ("dong nai", "dong-nai"),
        ("đồng nai", "dong-nai"),
        ("phuong 4", None),
    ],
)
def test_names_as_they_are_typed(gazetteer, typed, first):
    found = gazetteer.search_names(typed, 10)
    assert found
    assert first is None or found[0].key == first


def test_search_stops_at_its_limit_and_knows_nothing_of_nothing(gazetteer):
    assert len(gazetteer.search_names("t", 7)) == 7
    assert gazetteer.search_names("   ") == ()
    assert gazetteer.search_names("x" * 10_000) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dong-nai/cam-mi", "dong-nai/cam-my"),
        ("Lộc Quãn", "dong-nai/loc-quang"),
        ("Dong Nay", "dong-nai"),
    ],
)
def test_nearest_names_for_a_wrong_address(gazetteer, text, expected):
    assert expected in [place.key for place in gazetteer.nearest_names(text, 5)]


@pytest.mark.parametrize(
    "typed",
    ["loc quanh", "bao lamm", "cam mi", "ha noi 2", "dak lakk", "xa an", "a", "ho chi mnih"],
)
def test_the_nearest_names_are_those_that_comparing_every_name_finds(gazetteer, typed):
    def edits(one, other):
        row = range(len(other) + 1)
        for line, letter in enumerate(one, 1):
            before, row = row, [line]
            for at, facing in enumerate(other):
                row.append(min(before[at + 1] + 1, row[at] + 1, before[at] + (letter != facing)))
        return row[-1]

    bound = min(3, max(1, len(typed) // 3))
    names = {unaccent(gazetteer.versions(key)[-1].name) for key in gazetteer}
    near = {name for name in names if edits(typed, name) <= bound}
    found = gazetteer.nearest_names(typed, 100_000)
    assert {unaccent(place.name) for place in found} == near
    distances = [edits(typed, unaccent(place.name)) for place in found]
    assert distances == sorted(distances)


def test_a_gazetteer_of_nothing_is_near_to_nothing():
    assert NameIndex({}, {}).nearest("Bảo Lâm", 5) == ()


def test_nearest_names_of_hostile_text(gazetteer):
    assert gazetteer.nearest_names("/" * 5_000, 5) == gazetteer.nearest_names("", 5)
    assert len(gazetteer.nearest_names("a" * 5_000, 5)) <= 5


def test_plain_and_marked_names():
    assert plain_name("Hoà Mỹ") == plain_name("hòa mĩ") == "hoa-mi"
    assert marked_name("Hoà Mỹ") == marked_name("HÒA MĨ")
    assert marked_name("Lộc Quảng") != marked_name("Lộc Quang")
