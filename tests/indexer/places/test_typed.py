"""Places as people type them: what a line means, what is left of it, and what is no place."""

import pytest

from indexer.places import place_typed, places_begun, type_and_name, typed_places, without_places

BAO_LAM = ["cao-bang/bao-lam", "lam-dong/bao-lam"]
P5_Q3 = "ho-chi-minh/quan-3/phuong-5"


def keys_of(typed, gazetteer):
    return [place.key for one in typed_places(typed, gazetteer) for place in one.places]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        # Every type that a unit ever had.
        ("huyện thuận an", ["binh-duong/thuan-an"]),
        ("tp thuận an", ["binh-duong/thuan-an"]),
        ("tỉnh Hải Phòng", ["hai-phong"]),
        # Short forms, with and without dots and blanks, in small letters and capitals.
        ("TX. Long Khánh", ["dong-nai/long-khanh"]),
        ("h bảo lâm", BAO_LAM),
        ("P. 5 Q. 3", [P5_Q3]),
        ("p5 q3 tphcm", [P5_Q3]),
        ("P.5/Q.3", [P5_Q3]),
        ("phường 05 quận 3", [P5_Q3]),
        ("TP. Đà Lạt, T. Lâm Đồng", ["lam-dong/da-lat"]),
        ("TTr. Lộc Thắng", ["lam-dong/bao-lam/loc-thang"]),
        ("Thành ủy TP.HCM", ["ho-chi-minh"]),
        # Other spellings.
        ("huyện Đắc Mil", ["dak-nong/dak-mil"]),
        ("dak r'lap", ["dak-nong/dak-r-lap"]),
        ("thừa thiên - huế", ["thua-thien-hue"]),
        # Units that are no more.
        ("huyện tĩnh gia cũ", ["thanh-hoa/tinh-gia"]),
        ("tinh ha tay truoc day", ["ha-tay"]),
        # What a unit lies in, then or today, before or behind it.
        ("bao lam lam dong", ["lam-dong/bao-lam"]),
        ("Lâm Đồng, Bảo Lâm", ["lam-dong/bao-lam"]),
        ("huyện Bảo Lâm (Lâm Đồng)", ["lam-dong/bao-lam"]),
        ("xã lộc quảng thuộc huyện bảo lâm", ["lam-dong/bao-lam/loc-quang"]),
        ("huyện lộc ninh, đồng nai", ["binh-phuoc/loc-ninh"]),
        ("xã bảo lâm 1, huyện bảo lâm", ["lam-dong/bao-lam-1"]),
        # A body before its unit.
        ("Đảng ủy xã Lộc Quảng", ["lam-dong/bao-lam/loc-quang"]),
        ("huyen uy cam my", ["dong-nai/cam-my"]),
    ],
)
def test_a_line_that_is_a_place(gazetteer, typed, keys):
    assert [place.key for place in place_typed(typed, gazetteer)] == keys
    assert keys_of(typed, gazetteer) == keys


@pytest.mark.parametrize(
    ("typed", "keys", "rest"),
    [
        ("nông thôn mới huyện cẩm mỹ 2022", ["dong-nai/cam-my"], "nông thôn mới 2022"),
        ("kỷ luật đảng P. 5 Q. 3, TP.HCM", [P5_Q3], "kỷ luật đảng"),
        ("xã lộc quảng (bảo lâm, lâm đồng) thu hồi đất", ["lam-dong/bao-lam/loc-quang"],
         "thu hồi đất"),
        ("các xã lộc an, lộc đức và tân lạc, huyện bảo lâm",
         [f"lam-dong/bao-lam/{name}" for name in ("loc-an", "loc-duc", "tan-lac")], "các"),
        ("huyện bảo lâm, kiểm tra", BAO_LAM, "kiểm tra"),
        ("xã lâm san 12 hộ nghèo", ["dong-nai/cam-my/lam-san"], "12 hộ nghèo"),
    ],
)  # fmt: skip
def test_places_within_a_line(gazetteer, typed, keys, rest):
    assert keys_of(typed, gazetteer) == keys
    assert without_places(typed, typed_places(typed, gazetteer)) == rest


@pytest.mark.parametrize(
    "typed",
    [
        # Words of every day that are names as well.
        "an ninh", "hòa bình", "hoa binh", "đoàn kết, thống nhất", "Hòa Bình, thống nhất",
        "AN NINH", "an ninh thái bình",
        # Words that begin or end like a type or a name.
        "thanh hóa chất", "xã hội an toàn", "bảo hiểm xã hội an giang", "hợp tác xã bình minh",
        "thông tấn xã", "chi bộ đoàn kết", "phường hội an giang", "quan trọng", "tỉnh ủy viên",
        # Counts, numbers, and what no unit is called.
        "10 phường 12 xã", "xã bảo lâm 7", "phường 4/2022", "1", "huyện", "xã X",
        # Nothing, and too much.
        "", "   ", "x" * 5_000, "xã " * 66, "\x00", "((((", "xã hòa bình " * 40,
    ],
)  # fmt: skip
def test_what_is_no_place(gazetteer, typed):
    assert typed_places(typed, gazetteer) == ()


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("xã an ninh", "ha-nam/binh-luc/an-ninh"),
        ("an ninh, thái bình", "thai-binh/tien-hai/an-ninh"),
        ("An Ninh", "ha-nam/binh-luc/an-ninh"),
        ("tỉnh hòa bình", "hoa-binh"),
        ("xã Hội An, An Giang", "an-giang/cho-moi/hoi-an"),
    ],
)
def test_a_word_of_every_day_is_a_name_where_something_says_so(gazetteer, typed, one):
    assert one in keys_of(typed, gazetteer)


def test_what_is_said_to_be_a_place_is_one_though_it_is_a_word(gazetteer):
    assert "hoa-binh" in [place.key for place in place_typed("hòa bình", gazetteer)]
    assert place_typed("kiểm tra huyện bảo lâm", gazetteer) == ()
    assert place_typed("xã lộc quảng, đồng nai", gazetteer) == ()


def test_what_a_place_lies_in_is_told_with_it(gazetteer):
    (one,) = typed_places("xã lộc quảng, bảo lâm, lâm đồng", gazetteer)
    assert (one.written, [above.written for above in one.above]) == (
        "xã lộc quảng", ["bảo lâm", "lâm đồng"],
    )  # fmt: skip
    assert [place.key for above in one.above for place in above.places] == [
        "lam-dong/bao-lam", "lam-dong",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("p5 q3 tp h", [P5_Q3]),
        ("xã lộc quảng huyện bảo l", ["lam-dong/bao-lam/loc-quang"]),
        ("bao lam, lâm đ", ["lam-dong/bao-lam"]),
        ("bảo lâm kiểm", []),
        ("lộc quảng", ["lam-dong/bao-lam/loc-quang"]),
    ],
)
def test_what_a_place_lies_in_may_be_begun(gazetteer, typed, keys):
    assert [place.key for place in places_begun(typed, gazetteer)] == keys


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("tp. biên h", "thành phố", "biên h"),
        ("P5", "phường", "5"),
        ("Huyện uỷ cẩm", "huyện", "cẩm"),
        ("Đảng ủy Lộc Quảng", "", "Đảng ủy Lộc Quảng"),
        ("huyện", "", "huyện"),
        ("xanh", "", "xanh"),
    ],
)
def test_the_type_that_a_line_begins_with(typed, kind, name):
    assert type_and_name(typed) == (kind, name)
