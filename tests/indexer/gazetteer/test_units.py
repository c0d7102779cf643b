"""The gazetteer: keys, versions, names, descent."""

from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from indexer.gazetteer.names import NameIndex
from indexer.gazetteer.records import REFORM
from indexer.gazetteer.units import Gazetteer, gazetteer, marked_name, plain_name, stands
from indexer.model import Level
from indexer.text import unaccent

THEN = date(2023, 8, 9)
NOW = date(2026, 11, 1)


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer()


# --- keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "full_name", "code"),
    [
        ("dong-nai", "thành phố Đồng Nai", "75"),
        ("dong-nai/cam-my", "huyện Cẩm Mỹ", "739"),
        ("dong-nai/cam-my/song-ray", "xã Sông Ray", "26362"),
        ("dong-nai/song-ray", "xã Sông Ray", "26362"),
        ("dong-nai/cam-my/long-giao", "thị trấn Long Giao", "26341"),
        ("dong-nai/cam-my-xa", "xã Cẩm Mỹ", "26341"),
        ("dong-nai/xuan-que", "xã Xuân Quế", "26332"),
        ("lam-dong/bao-lam-1", "xã Bảo Lâm 1", "25054"),
        ("ho-chi-minh/quan-3/phuong-4", "phường 4", "27148"),
        ("ha-tinh/ky-anh-huyen", "huyện Kỳ Anh", "447"),
        ("ha-tinh/ky-anh-thi-xa", "thị xã Kỳ Anh", "449"),
        ("dong-thap/cao-lanh-thanh-pho", "thành phố Cao Lãnh", "866"),
        ("thanh-hoa/hoang-hoa/hoang-phu-15883", "xã Hoằng Phú", "15883"),
        ("thanh-hoa/hoang-hoa/hoang-phu-16003", "xã Hoằng Phụ", "16003"),
        ("kien-giang/phu-quoc", "thành phố Phú Quốc", "911"),
        ("an-giang/phu-quoc", "đặc khu Phú Quốc", "31078"),
        ("dak-lak/ea-h-leo", "huyện Ea H'leo", "645"),
        ("ba-ria-vung-tau", "tỉnh Bà Rịa - Vũng Tàu", "77"),
    ],
)
def test_keys(known, key, full_name, code):
    place = known.place(key)
    assert (place.full_name, place.code) == (full_name, code)


def test_keys_never_move(known):
    # A key is an address that people keep: this digest changes only when units are added.
    assert sha256("\n".join(sorted(known)).encode()).hexdigest()[:16] == "a42b1c64f8722baf"


def test_a_type_moves_and_the_key_stays(known):
    versions = known.versions("dong-nai/long-thanh-xa")
    assert [(v.kind, v.valid_from, v.valid_to) for v in versions] == [
        ("xã", date(2025, 7, 1), date(2026, 4, 30)),
        ("phường", date(2026, 4, 30), None),
    ]
    assert known.resolution(versions[1]) == "237/NQ-UBTVQH16"
    kinds = [(v.kind, v.valid_from.year) for v in known.versions("dong-nai")]
    assert kinds == [("tỉnh", 2004), ("tỉnh", 2025), ("thành phố", 2026)]
    assert known.resolution(known.place("dong-nai")) == "30/2026/QH16"


def test_ten_communes_of_dong_nai_became_phuong(known):
    risen = [
        key for key in known
        for old, new in zip(known.versions(key), known.versions(key)[1:], strict=False)
        if key.startswith("dong-nai/") and (old.kind, new.kind) == ("xã", "phường")
        and new.valid_from == date(2026, 4, 30)
    ]  # fmt: skip
    assert len(risen) == 10


def test_one_unit_for_a_key_on_a_day(known):
    for key in known:
        for day in (date(2004, 9, 1), date(2010, 1, 1), THEN, date(2025, 6, 30), NOW):
            assert sum(stands(version, day) for version in known.versions(key)) <= 1


def test_every_parent_is_there(known):
    for key in known:
        for place in known.versions(key):
            assert place.parent is None or known.place(place.parent, place.valid_from)


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
def test_a_version_at_a_date(known, key, on, full_name):
    assert known.place(key, on).full_name == full_name


def test_counts_of_the_sources(known):
    def count(day, level):
        return sum(
            p.level is level and stands(p, day) for key in known for p in known.versions(key)
        )

    assert [count(THEN, level) for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)] == [
        63, 705, 10_598,
    ]  # fmt: skip
    assert [count(NOW, level) for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)] == [
        34, 0, 3_321,
    ]  # fmt: skip


def test_homonyms_are_as_many_as_measured(known):
    above = known.children(None, THEN)
    districts = [p for province in above for p in known.children(province.key, THEN)]
    provinces = {}
    for district in districts:
        provinces.setdefault(marked_name(district.name), set()).add(district.parent)
    shared = {name for name, parents in provinces.items() if len(parents) > 1}
    assert len(shared) == 16
    assert sum(marked_name(d.name) in shared for d in districts) == 40


def test_children_and_ancestors(known):
    cam_my = known.children("dong-nai/cam-my", date(2022, 12, 31))
    assert Counter(place.kind for place in cam_my) == {"xã": 12, "thị trấn": 1}
    assert known.ancestors("dong-nai/cam-my/song-ray") == ("dong-nai/cam-my", "dong-nai")
    names = [place.name for place in known.children("ho-chi-minh/quan-3", date(2019, 1, 1))]
    assert names[:3] == ["1", "2", "3"]
    assert known.children("dong-nai/cam-my", NOW) == ()
    assert known.children("no-such-key", NOW) == ()


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
def test_labels(known, key, label):
    assert known.label(key) == label


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
def test_named(known, name, kind, within, keys):
    assert sorted(p.key for p in known.named(name, THEN, kind, within)) == sorted(keys)


def test_marks_come_first_and_letters_second(known):
    exact = known.named("Lộc Quáng", THEN, exact=True)
    loose = known.named("Lộc Quáng", THEN)
    assert exact == ()
    assert len(loose) == 2


def test_before_the_records_the_first_day_is_meant(known):
    assert [p.key for p in known.named("Hà Tây", date(1999, 1, 1), "tỉnh")] == ["ha-tay"]


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
def test_names_as_they_are_typed(known, typed, first):
    found = known.search_names(typed, 10)
    assert found
    assert first is None or found[0].key == first


def test_search_stops_at_its_limit_and_knows_nothing_of_nothing(known):
    assert len(known.search_names("t", 7)) == 7
    assert known.search_names("   ") == ()
    assert known.search_names("x" * 10_000) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dong-nai/cam-mi", "dong-nai/cam-my"),
        ("Lộc Quãn", "dong-nai/loc-quang"),
        ("Dong Nay", "dong-nai"),
    ],
)
def test_nearest_names_for_a_wrong_address(known, text, expected):
    assert expected in [place.key for place in known.nearest_names(text, 5)]


@pytest.mark.parametrize(
    "typed",
    ["loc quanh", "bao lamm", "cam mi", "ha noi 2", "dak lakk", "xa an", "a", "ho chi mnih"],
)
def test_the_nearest_names_are_those_that_comparing_every_name_finds(known, typed):
    def edits(one, other):
        row = range(len(other) + 1)
        for line, letter in enumerate(one, 1):
            before, row = row, [line]
            for at, facing in enumerate(other):
                row.append(min(before[at + 1] + 1, row[at] + 1, before[at] + (letter != facing)))
        return row[-1]

    bound = min(3, max(1, len(typed) // 3))
    names = {unaccent(known.versions(key)[-1].name) for key in known}
    near = {name for name in names if edits(typed, name) <= bound}
    found = known.nearest_names(typed, 100_000)
    assert {unaccent(place.name) for place in found} == near
    distances = [edits(typed, unaccent(place.name)) for place in found]
    assert distances == sorted(distances)


def test_a_gazetteer_of_nothing_is_near_to_nothing():
    assert NameIndex({}).nearest("Bảo Lâm", 5) == ()


def test_nearest_names_of_hostile_text(known):
    assert known.nearest_names("/" * 5_000, 5) == known.nearest_names("", 5)
    assert len(known.nearest_names("a" * 5_000, 5)) <= 5


def test_plain_and_marked_names():
    assert plain_name("Hoà Mỹ") == plain_name("hòa mĩ") == "hoa-mi"
    assert marked_name("Hoà Mỹ") == marked_name("HÒA MĨ")
    assert marked_name("Lộc Quảng") != marked_name("Lộc Quang")


# --- descent ----------------------------------------------------------------------------------


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
def test_what_a_unit_is_today(known, key, today):
    assert [known.label(heir) for heir in known.today(key)] == today


def test_a_district_passes_to_the_communes_on_its_ground(known):
    heirs = known.today("dong-nai/cam-my")
    assert heirs[0] == "dong-nai/cam-my-xa"
    assert "dong-nai/song-ray" in heirs
    steps = known.successors("dong-nai/cam-my")
    assert {(s.date, s.resolution, s.split) for s in steps} == {(REFORM, "1662/NQ-UBTVQH15", True)}


def test_what_a_unit_was_made_of(known):
    made_of = {step.old for step in known.predecessors("lam-dong/bao-lam-1")}
    assert {"lam-dong/bao-lam/loc-quang", "lam-dong/bao-lam/loc-thang"} <= made_of
    assert {s.old for s in known.predecessors("dong-nai")} >= {"binh-phuoc"}


def test_doubt_is_kept(known):
    doubted = {s.old for key in known for s in known.successors(key) if s.check}
    assert len(doubted) == 15


def test_descent_ends(known):
    for key in known:
        assert known.today(key) is not None
    assert known.today("no-such-key") == ()
    assert known.successors("no-such-key") == ()


def test_every_commune_that_ended_at_the_reform_stands_on_ground_of_today(known):
    for key in known:
        last = known.versions(key)[-1]
        if last.valid_to == REFORM and last.level is Level.COMMUNE:
            assert known.today(key), key
