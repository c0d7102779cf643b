"""What a name may mean on the day of its text: provinces that are gone, and units still to come."""

import pytest

from indexer.model import PartialDate
from indexer.places.locator import resolve_places

MEANT = [
    # Behind a district or commune a province's name is the province, whatever else bears it.
    (2022, "huyện Lệ Thủy, Quảng Bình", ["quang-binh/le-thuy", "quang-binh"]),
    (2022, "huyện Bắc Quang, Quang Bình", ["ha-giang/bac-quang", "ha-giang/quang-binh"]),
    (2022, "thị xã Ba Đồn, Quảng Bình", ["quang-binh/ba-don", "quang-binh"]),
    # So is the name of one that is no more, though a commune of today has it.
    (2025, "huyện Lệ Thủy, Quảng Bình", ["quang-binh/le-thuy", "quang-binh"]),
    (2025, "huyện Đồng Phú, Bình Phước", ["binh-phuoc/dong-phu", "binh-phuoc"]),
    (2025, "xã Lệ Thủy (Quảng Bình cũ)", ["quang-tri/le-thuy", "quang-binh"]),
    (2025, "xã Đồng Phú (Bình Phước cũ)", ["dong-nai/dong-phu", "binh-phuoc"]),
    # But not of one in which the unit before it never lay, nor where its type says otherwise.
    (2025, "phường Tam Thanh, Lạng Sơn", ["lang-son/tam-thanh", "lang-son"]),
    (2025, "xã Quảng Bình, tỉnh Thanh Hóa", ["thanh-hoa/quang-binh", "thanh-hoa"]),
    # Of a unit still to come no text speaks where one much like it was there.
    (2022, "huyện Cư M'gar: xã Cuôr Đăng", ["dak-lak/cu-m-gar", "dak-lak/cu-m-gar/cuor-dang"]),
    (2025, "xã Cuôr Đăng, tỉnh Đắk Lắk", ["dak-lak/cuor-dang", "dak-lak"]),
]


@pytest.mark.parametrize(("year", "text", "places"), MEANT, ids=[f"{y} {t}" for y, t, _ in MEANT])
def test_what_a_name_means_on_the_day(gazetteer, year, text, places):
    found = resolve_places(text, gazetteer, PartialDate(year, 12, 2))
    assert [one.place for one in found] == places
