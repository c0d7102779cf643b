"""Former units in papers of today, lists as one, and what the province of a paper cannot hold."""

import pytest

from indexer.gazetteer.units import Gazetteer
from indexer.model import PartialDate
from indexer.places.lists import opens_mixed_list
from indexer.places.locator import resolve_places

GAZETTEER = Gazetteer.load()
THEN, TODAY = PartialDate(2022, 12, 31), PartialDate(2025, 9, 4)


def resolved(text, issued=THEN, province=None):
    """Each mention with its key, or with the number of its candidates."""
    return [
        (r.mention.text, r.place or f"{r.outcome} {len(r.candidates)}")
        for r in resolve_places(text, GAZETTEER, issued, province)
    ]


@pytest.mark.parametrize(
    ("text", "province", "keys"),
    [
        (
            "các xã Lộc An, Tân Lạc, Lộc Đức (cũ) thuộc huyện Bảo Lâm, tỉnh Lâm Đồng",
            None,
            ["bao-lam/loc-an", "bao-lam/tan-lac", "bao-lam/loc-duc", "bao-lam", ""],
        ),
        (
            "3 xã (Lộc An, Tân Lạc, Lộc Đức) của huyện Bảo Lâm trước đây (Lâm Đồng)",
            None,
            ["bao-lam/loc-an", "bao-lam/tan-lac", "bao-lam/loc-duc", "bao-lam", ""],
        ),
        (
            "Huyện ủy Bảo Lâm (cũ), tỉnh Lâm Đồng chuyển hồ sơ. Đảng bộ xã Lộc An đã nhận.",
            None,
            ["bao-lam", "", "bao-lam/loc-an"],
        ),
        (
            "các xã Bảo Lâm 1, 2 và 3 họp",
            None,
            ["bao-lam-1", "bao-lam-2", "bao-lam-3"],
        ),
        (
            "huyện Bảo Lâm (Lâm Đồng) cũ. Các xã Lộc Quảng, Lộc Tân, Lộc Đức đã bàn giao.",
            None,
            ["bao-lam", "", "bao-lam/loc-quang", "bao-lam/loc-tan", "bao-lam/loc-duc"],
        ),
        (
            "xã Bảo Lâm 1 và xã Bảo Lâm 2 thuộc huyện Bảo Lâm cũ",
            None,
            ["bao-lam-1", "bao-lam-2", "bao-lam"],
        ),
        ("xã Lộc An (cũ), xã Lộc An trước đây", "Lâm Đồng", ["bao-lam/loc-an", "bao-lam/loc-an"]),
        ("xã Lộc An nay là xã Bảo Lâm 1", "Lâm Đồng", ["bao-lam/loc-an", "bao-lam-1"]),
        ("xã Lộc An, xã Tân Lạc họp", "Lâm Đồng", ["bao-lam/loc-an", "bao-lam/tan-lac"]),
    ],
)
def test_a_paper_of_today_speaks_of_former_units(text, province, keys):
    expected = [f"lam-dong/{key}".rstrip("/") for key in keys]
    assert [key for _, key in resolved(text, TODAY, province)] == expected


@pytest.mark.parametrize(
    ("text", "issued", "province", "found"),
    [
        ("xã Bảo Lâm", TODAY, "Lâm Đồng", "ambiguous 1"),  # Lâm Đồng has Bảo Lâm 1 to 5
        ("xã Bảo Lâm", TODAY, "Cao Bằng", "cao-bang/bao-lam-xa"),
        ("xã Bảo Lâm 7", TODAY, "Lâm Đồng", "not_held 0"),
        ("xã Kiến An", TODAY, None, "an-giang/cho-moi/kien-an"),  # today's is a phường
        ("xã Sông Ray", THEN, "Lâm Đồng", "dong-nai/cam-my/song-ray"),  # there was never another
        ("huyện Châu Thành", THEN, "Lâm Đồng", "ambiguous 10"),
    ],
)
def test_what_the_province_of_the_paper_cannot_hold(text, issued, province, found):
    assert resolved(text, issued, province) == [(text, found)]


def test_a_name_that_home_does_not_have_says_so():
    (resolution,) = resolve_places("xã Bảo Lâm", GAZETTEER, TODAY, "Lâm Đồng")
    assert str(resolution.reason) == (
        "tỉnh Lâm Đồng không có đơn vị nào tên Bảo Lâm, văn bản không nói đến địa bàn khác"
    )


def test_a_commune_of_today_in_a_list_of_former_ones_is_the_former_one():
    text = "Các xã Xuân Mỹ, Sông Nhạn, Xuân Đông"
    assert [key for _, key in resolved(text, TODAY)] == [
        f"dong-nai/cam-my/{name}" for name in ("xuan-my", "song-nhan", "xuan-dong")
    ]
    assert resolved("xã Xuân Đông", TODAY) == [("xã Xuân Đông", "dong-nai/xuan-dong")]


def test_two_homonyms_of_a_list_are_told_by_their_brackets():
    text = "các huyện: Châu Thành (Tây Ninh), Châu Thành (Long An)"
    assert [key for _, key in resolved(text)] == [
        "tay-ninh/chau-thanh", "tay-ninh", "long-an/chau-thanh", "long-an",
    ]  # fmt: skip


def test_a_name_without_a_type_in_a_list_of_communes_is_a_commune():
    text = "Toàn huyện có 08 xã, thị trấn, gồm: Cái Bè, Hậu Mỹ Trinh, Thiện Trí"
    assert resolved(text)[0] == ("Cái Bè", "tien-giang/cai-be/cai-be")


@pytest.mark.parametrize(
    "text",
    [
        "03 xã, thị trấn, gồm: Nam Ninh, Đồng Nai Thượng, Cát Tiên",
        "Các xã, thị trấn:\n- Cát Tiên: 81 điểm;\n- Nam Ninh: 80 điểm.",
        "02 xã, thị trấn chưa đạt là Nam Ninh và Cát Tiên",
    ],
)
def test_a_town_in_a_mixed_list_is_not_its_district(text):
    found = dict(resolved(text))
    assert found["Cát Tiên"] == "lam-dong/cat-tien/cat-tien"
    assert found["Nam Ninh"] == "lam-dong/cat-tien/nam-ninh"


@pytest.mark.parametrize(
    ("before", "mixed"),
    [
        ("08 xa, thi tran, gom: ", True),
        ("cac xa va thi tran (", True),
        ("cac phuong, xa:\n- ", True),
        ("08 xa, gom: ", False),
        ("cac xa, thi tran da hop. ", False),
        ("xa xa xa xa xa xa ", False),
    ],
)
def test_what_opens_a_mixed_list(before, mixed):
    assert opens_mixed_list(before) is mixed
