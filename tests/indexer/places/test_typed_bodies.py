"""Committees as people type them: which words are one, of which place, with which organ."""

import pytest

from indexer.places import committees_of, typed_bodies, typed_places


@pytest.mark.parametrize(
    ("typed", "written", "organ", "committees"),
    [
        ("Huyện ủy Bảo Lâm", "Huyện ủy Bảo Lâm", "",
         ["Huyện ủy Bảo Lâm, Cao Bằng", "Huyện ủy Bảo Lâm, Lâm Đồng"]),
        ("huyen uy bao lam", "huyen uy bao lam", "",
         ["Huyện ủy Bảo Lâm, Cao Bằng", "Huyện ủy Bảo Lâm, Lâm Đồng"]),
        ("Ban Thường vụ Tỉnh ủy Lâm Đồng", "Ban Thường vụ Tỉnh ủy Lâm Đồng", "Ban Thường vụ",
         ["Tỉnh ủy Lâm Đồng"]),
        ("kết luận BTV Thị uỷ An Nhơn về rừng", "BTV Thị uỷ An Nhơn", "Ban Thường vụ",
         ["Thị ủy An Nhơn, Bình Định"]),
        ("UBKT của Tỉnh ủy Nghệ An", "UBKT của Tỉnh ủy Nghệ An", "Ủy ban Kiểm tra",
         ["Tỉnh ủy Nghệ An"]),
        ("BTC Quận ủy Quận 5", "BTC Quận ủy Quận 5", "Ban Tổ chức",
         ["Quận ủy Quận 5, Hồ Chí Minh"]),
        ("VP Thành ủy TP HCM", "VP Thành ủy TP HCM", "Văn phòng",
         ["Thành ủy Thành phố Hồ Chí Minh"]),
        ("Thành ủy Huế", "Thành ủy Huế", "", ["Thành ủy Huế", "Thành ủy Huế, Thừa Thiên Huế"]),
        ("Đảng ủy xã Lộc Quảng", "Đảng ủy xã Lộc Quảng", "",
         ["Đảng ủy xã Lộc Quảng, Bảo Lâm, Lâm Đồng"]),
        ("Đảng ủy Lộc Quảng", "Đảng ủy Lộc Quảng", "",
         ["Đảng ủy xã Lộc Quảng, Bảo Lâm, Lâm Đồng"]),
        ("BCH Đảng bộ huyện Như Xuân", "BCH Đảng bộ huyện Như Xuân", "Ban Chấp hành",
         ["Huyện ủy Như Xuân, Thanh Hóa"]),
        ("Huyện ủy Bảo Lâm, Lâm Đồng", "Huyện ủy Bảo Lâm", "", ["Huyện ủy Bảo Lâm, Lâm Đồng"]),
    ],
)  # fmt: skip
def test_a_committee_is_read_with_its_organ_and_place(gazetteer, typed, written, organ, committees):
    (body,) = typed_bodies(typed, typed_places(typed, gazetteer))
    assert (body.written, body.organ) == (written, organ)
    found = committees_of([unit.key for unit in body.place.places], body.word, gazetteer)
    assert sorted({", ".join((name, *above)) for name, above in found}) == committees


@pytest.mark.parametrize(
    "typed",
    [
        "huyện Bảo Lâm", "Bảo Lâm", "Huyện ủy", "Ban Thường vụ", "UBND xã Lộc Quảng",
        "Huyện đoàn Bảo Lâm", "Đảng bộ huyện Bảo Lâm", "Chi bộ xã Lộc Quảng",
        "Đảng ủy Công an tỉnh Lâm Đồng", "thị úy An Nhơn", "Bộ Chính trị", "Hồ Chí Minh",
    ],
)  # fmt: skip
def test_what_is_no_committee_of_a_unit_is_none(gazetteer, typed):
    assert list(typed_bodies(typed, typed_places(typed, gazetteer))) == []
