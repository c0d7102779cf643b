"""Keys of places: which unit bears which, and how one is taken apart."""

from datetime import date
from hashlib import sha256

import pytest

from indexer.gazetteer.keys import PlaceKey
from indexer.gazetteer.units import is_in_force

THEN = date(2023, 8, 9)
NOW = date(2026, 11, 1)


PARTS = [
    ("lam-dong", "lam-dong", None, ()),
    ("lam-dong/bao-lam-1", "lam-dong", "lam-dong", ("lam-dong",)),
    (
        "lam-dong/bao-lam/loc-quang",
        "lam-dong",
        "lam-dong/bao-lam",
        ("lam-dong/bao-lam", "lam-dong"),
    ),
]


@pytest.mark.parametrize(("text", "province", "parent", "above"), PARTS)
def test_the_parts_of_a_key(text, province, parent, above):
    key = PlaceKey.parse(text)
    assert (key.province, key.parent) == (province, parent)
    assert PlaceKey.keys_above(text) == above
    assert key.is_province is (parent is None)
    assert str(key) == text


def test_every_key_of_the_gazetteer_is_one_and_lies_in_those_above_it(gazetteer):
    for key in gazetteer:
        assert PlaceKey.is_key(key)
        parts = PlaceKey.parse(key)
        assert str(parts) == key
        assert parts.parent == gazetteer.place(key).parent
        assert all(PlaceKey.lies_in(key, one) for one in PlaceKey.keys_above(key))
        assert not PlaceKey.lies_in(key, key)


@pytest.mark.parametrize("text", ["", "_", "Lâm Đồng", "lam-dong/", "/bao-lam", "a/b/c/d", "a--b"])
def test_what_is_no_key(text):
    assert not PlaceKey.is_key(text)


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
def test_keys(gazetteer, key, full_name, code):
    place = gazetteer.place(key)
    assert (place.full_name, place.code) == (full_name, code)


def test_keys_never_move(gazetteer):
    # A key is an address that people keep: this digest changes only when units are added.
    assert sha256("\n".join(sorted(gazetteer)).encode()).hexdigest()[:16] == "a42b1c64f8722baf"


def test_a_type_moves_and_the_key_stays(gazetteer):
    versions = gazetteer.versions("dong-nai/long-thanh-xa")
    assert [(v.kind, v.valid_from, v.valid_to) for v in versions] == [
        ("xã", date(2025, 7, 1), date(2026, 4, 30)),
        ("phường", date(2026, 4, 30), None),
    ]
    assert gazetteer.resolution(versions[1]) == "237/NQ-UBTVQH16"
    kinds = [(v.kind, v.valid_from.year) for v in gazetteer.versions("dong-nai")]
    assert kinds == [("tỉnh", 2004), ("tỉnh", 2025), ("thành phố", 2026)]
    assert gazetteer.resolution(gazetteer.place("dong-nai")) == "30/2026/QH16"


def test_ten_communes_of_dong_nai_became_phuong(gazetteer):
    risen = [
        key for key in gazetteer
        for old, new in zip(gazetteer.versions(key), gazetteer.versions(key)[1:], strict=False)
        if key.startswith("dong-nai/") and (old.kind, new.kind) == ("xã", "phường")
        and new.valid_from == date(2026, 4, 30)
    ]  # fmt: skip
    assert len(risen) == 10


def test_one_unit_for_a_key_on_a_day(gazetteer):
    for key in gazetteer:
        for day in (date(2004, 9, 1), date(2010, 1, 1), THEN, date(2025, 6, 30), NOW):
            assert sum(is_in_force(version, day) for version in gazetteer.versions(key)) <= 1


def test_every_parent_is_there(gazetteer):
    for key in gazetteer:
        for place in gazetteer.versions(key):
            assert place.parent is None or gazetteer.place(place.parent, place.valid_from)
