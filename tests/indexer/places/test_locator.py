"""Places in notices: which unit a name means, and why."""

from dataclasses import replace

import pytest

from indexer.gazetteer.units import Gazetteer
from indexer.language import reason_text
from indexer.model import (
    Document,
    Evidence,
    Field,
    Level,
    Outcome,
    PartialDate,
    Reason,
    Span,
    Status,
)
from indexer.notices import parser as notices
from indexer.places.locator import locate, resolve_places
from indexer.places.mentions import find_places
from indexer.understanding import unknown_notice
from tests.checkout import REAL_NOTICES

GAZETTEER = Gazetteer.load()
THEN = PartialDate(2022, 12, 31)


def resolved(text, issued=THEN, province=None):
    """Each mention with its key, or with the number of its candidates."""
    return [
        (r.mention.text, r.place or f"{r.outcome} {len(r.candidates)}")
        for r in resolve_places(text, GAZETTEER, issued, province)
    ]


# --- which unit -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("huyện Bảo Lâm", [("huyện Bảo Lâm", "ambiguous 2")]),
        (
            "huyện Bảo Lâm, tỉnh Lâm Đồng",
            [("huyện Bảo Lâm", "lam-dong/bao-lam"), ("tỉnh Lâm Đồng", "lam-dong")],
        ),
        (
            "xã Lộc Quảng, Bảo Lâm, Lâm Đồng",
            [
                ("xã Lộc Quảng", "lam-dong/bao-lam/loc-quang"),
                ("Bảo Lâm", "lam-dong/bao-lam"),
                ("Lâm Đồng", "lam-dong"),
            ],
        ),
        (
            "Đảng ủy xã Lộc Quảng, huyện Cẩm Mỹ",
            [("xã Lộc Quảng", "ambiguous 1"), ("huyện Cẩm Mỹ", "dong-nai/cam-my")],
        ),
        (
            "huyện Châu Thành, tỉnh Long An và huyện Châu Thành, tỉnh Tiền Giang",
            [
                ("huyện Châu Thành", "long-an/chau-thanh"),
                ("tỉnh Long An", "long-an"),
                ("huyện Châu Thành", "tien-giang/chau-thanh"),
                ("tỉnh Tiền Giang", "tien-giang"),
            ],
        ),
        (
            "xã Xuân Mỹ và xã Sông Ray",
            [
                ("xã Xuân Mỹ", "dong-nai/cam-my/xuan-my"),
                ("xã Sông Ray", "dong-nai/cam-my/song-ray"),
            ],
        ),
        (
            "Đảng bộ Đồng Nai, Đảng bộ Cẩm Mỹ",
            [("Đồng Nai", "dong-nai"), ("Cẩm Mỹ", "dong-nai/cam-my")],
        ),
        (
            "phường Tân Phong - thành phố Biên Hòa, quận 7 - TP. Hồ Chí Minh",
            [
                ("phường Tân Phong", "dong-nai/bien-hoa/tan-phong"),
                ("thành phố Biên Hòa", "dong-nai/bien-hoa"),
                ("quận 7", "ho-chi-minh/quan-7"),
                ("TP. Hồ Chí Minh", "ho-chi-minh"),
            ],
        ),
        (
            "xã Xuân Mỹ, huyện Cẩm Mỹ. Sau đó, xã Xuân Mỹ báo cáo",
            [
                ("xã Xuân Mỹ", "dong-nai/cam-my/xuan-my"),
                ("huyện Cẩm Mỹ", "dong-nai/cam-my"),
                ("xã Xuân Mỹ", "dong-nai/cam-my/xuan-my"),
            ],
        ),
        ("xã Bàu Trầm Hương", [("xã Bàu Trầm Hương", "not_held 0")]),
        (
            "phường 1, 2, 3 quận 5",
            [
                ("phường 1", "ho-chi-minh/quan-5/phuong-1"),
                ("2", "ho-chi-minh/quan-5/phuong-2"),
                ("3", "ho-chi-minh/quan-5/phuong-3"),
                ("quận 5", "ho-chi-minh/quan-5"),
            ],
        ),
        (
            "Các xã Tân Hà - Đức Linh, Tân Hà - Hàm Tân",
            [
                ("xã Tân Hà", "binh-thuan/duc-linh/tan-ha"),
                ("Đức Linh", "binh-thuan/duc-linh"),
                ("Tân Hà", "binh-thuan/ham-tan/tan-ha"),
                ("Hàm Tân", "binh-thuan/ham-tan"),
            ],
        ),
        (
            "các xã, thị trấn: Mê Pu (12), Võ Xu (15)",
            [("Mê Pu", "binh-thuan/duc-linh/me-pu"), ("Võ Xu", "binh-thuan/duc-linh/vo-xu")],
        ),
        ("P.4 quận 3", [("P.4", "ho-chi-minh/quan-3/phuong-4"), ("quận 3", "ho-chi-minh/quan-3")]),
    ],
)
def test_which_unit(text, places):
    assert resolved(text) == places


@pytest.mark.parametrize(
    ("text", "issued", "key"),
    [
        ("thị xã Long Khánh", PartialDate(2018), "dong-nai/long-khanh"),
        ("thị xã Long Khánh", PartialDate(2021), "dong-nai/long-khanh"),  # a city by then
        ("huyện Cẩm Mỹ", PartialDate(2026), "dong-nai/cam-my"),  # speaks of the past
        ("huyện Cẩm Mỹ", None, "dong-nai/cam-my"),
        ("xã Sông Ray", PartialDate(2025, 6, 30), "dong-nai/cam-my/song-ray"),
        ("xã Sông Ray", PartialDate(2025, 7, 1), "dong-nai/song-ray"),
        ("xã Sông Ray", None, "dong-nai/song-ray"),
        ("xã Sông Nhạn", None, "dong-nai/cam-my/song-nhan"),  # no such commune today
        ("xã Xuân Quế", None, "dong-nai/xuan-que"),
        ("xã Cẩm Mỹ", PartialDate(2026), "dong-nai/cam-my-xa"),
        ("phường Long Thành", PartialDate(2026), "dong-nai/long-thanh-xa"),
        ("huyện Ứng Hòa", PartialDate(2007), "ha-tay/ung-hoa"),
        ("huyện Ứng Hòa", PartialDate(2010), "ha-noi/ung-hoa"),
        ("thành phố Huế", PartialDate(2020), "thua-thien-hue/hue"),
        ("thành phố Huế", PartialDate(2026), "hue"),
    ],
)
def test_the_snapshot_of_the_date(text, issued, key):
    assert resolved(text, issued) == [(text, key)]


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["TỈNH ỦY ĐỒNG NAI", "*"], "dong-nai"),
        (["ĐẢNG BỘ TỈNH ĐỒNG NAI", "HUYỆN ỦY TÂN PHÚ", "*"], "dong-nai/tan-phu"),
        (["ĐẢNG BỘ HUYỆN TÂN CHÂU", "ĐẢNG ỦY XÃ TÂN PHÚ", "*"], "tay-ninh/tan-chau/tan-phu"),
        (["ĐẢNG BỘ THÀNH PHỐ HỒ CHÍ MINH", "QUẬN ỦY TÂN PHÚ", "*"], "ho-chi-minh/tan-phu"),
        (["ĐẢNG BỘ TỈNH HÒA BÌNH", "THÀNH ỦY HÒA BÌNH", "*"], "hoa-binh/hoa-binh"),
    ],
)
def test_a_dateline_has_the_level_of_its_issuer(lines, key):
    name = GAZETTEER.place(key).name
    text = "\n".join([*lines, f"{name}, ngày 02 tháng 4 năm 2021", "", "THÔNG BÁO"])
    assert resolved(text, PartialDate(2021, 4, 2))[-1] == (name, key)


def test_a_day_behind_a_place_makes_no_dateline():
    text = "làm việc tại huyện Bảo Lâm, ngày 03 tháng 8; xã Lý Bôn báo cáo"
    assert resolved(text)[0] == ("huyện Bảo Lâm", "cao-bang/bao-lam")
    assert resolved("tại xã Tân Lập, ngày 03 tháng 8 năm 2022")[0][1].startswith("ambiguous")


def test_the_default_province_comes_last():
    assert resolved("huyện Bảo Lâm", province="Lâm Đồng") == [("huyện Bảo Lâm", "lam-dong/bao-lam")]
    assert resolved("TỈNH ỦY CAO BẰNG\n*\nhuyện Bảo Lâm", province="lam-dong")[-1] == (
        "huyện Bảo Lâm", "cao-bang/bao-lam",
    )  # fmt: skip
    assert resolved("huyện Bảo Lâm", province="Tỉnh Không Có") == [("huyện Bảo Lâm", "ambiguous 2")]


def test_reasons_are_told_in_both_languages():
    (resolution,) = resolve_places("huyện Cẩm Mỹ", GAZETTEER, THEN)
    assert str(resolution.reason) == "huyện Cẩm Mỹ, Đồng Nai: chỉ có một huyện mang tên này"
    told = reason_text(resolution.reason, "en")
    assert told == "huyện Cẩm Mỹ, Đồng Nai: the only huyện of this name"
    assert reason_text(resolution.reason, "en") != str(resolution.reason)


# --- a notice ---------------------------------------------------------------------------------


def notice(level, unit=None, span=None, issued=THEN):
    stated, unknown = (Evidence(s, Reason(""), span) for s in (Status.STATED, Status.UNKNOWN))
    return replace(
        unknown_notice(),
        level=Field(level, Evidence(Status.STATED, Reason(""))),
        date=Field(issued, Evidence(Status.STATED, Reason(""))),
        unit=Field(unit, stated if unit else unknown),
    )  # fmt: skip


def located(text, level, unit=None, province=None):
    at = text.find(unit) if unit else -1
    span = Span(at, at + len(unit)) if unit and at >= 0 else None
    head = Span(0, max(0, text.find("THÔNG BÁO")))
    read = replace(notice(level, unit, span), letterhead=head)
    return locate(text, read, find_places(text, GAZETTEER), GAZETTEER, province)


def test_the_issuer_is_inferred_from_what_it_speaks_of():
    text = "làm việc với Đảng bộ huyện Cẩm Mỹ: 03 xã (Xuân Mỹ, Sông Nhạn, Xuân Đông)"
    found = located(text, Level.PROVINCE, "Đảng bộ huyện Cẩm Mỹ")
    assert (found.issuer_place.place, found.issuer_place.mention) == ("dong-nai", None)
    assert str(found.issuer_place.reason) == (
        "tỉnh Đồng Nai: suy ra từ huyện Cẩm Mỹ (chỉ có một huyện mang tên này)"
        " và 3 đơn vị cấp xã được nêu tên"
    )
    assert found.unit_place.place == "dong-nai/cam-my"
    assert [r.place for r in found.places][1:] == [
        f"dong-nai/cam-my/{name}" for name in ("xuan-my", "song-nhan", "xuan-dong")
    ]


def test_a_unit_outside_the_issuers_province_is_left_open():
    text = "TỈNH ỦY ĐỒNG NAI\n*\nTHÔNG BÁO\nđối với Đảng bộ huyện Di Linh"
    found = located(text, Level.PROVINCE, "Đảng bộ huyện Di Linh")
    assert found.issuer_place.place == "dong-nai"
    assert found.unit_place.outcome is Outcome.AMBIGUOUS
    assert found.unit_place.candidates == ("lam-dong/di-linh",)


def test_a_unit_without_a_place_lies_where_its_issuer_does():
    text = "ĐẢNG BỘ HUYỆN LỤC YÊN\nĐẢNG ỦY XÃ MINH XUÂN\n*\nTHÔNG BÁO\nđối với Chi bộ thôn 4"
    found = located(text, Level.COMMUNE, "Chi bộ thôn 4")
    assert found.unit_place.place == found.issuer_place.place == "yen-bai/luc-yen/minh-xuan"
    lower = located("HUYỆN ỦY LỤC YÊN\n*\nđối với Đảng ủy xã", Level.DISTRICT, "Đảng ủy xã")
    assert lower.unit_place.outcome is Outcome.NOT_HELD


@pytest.mark.parametrize(
    ("level", "province", "place", "outcome"),
    [
        (Level.CENTRAL, "dong-nai", None, Outcome.NOT_HELD),
        (Level.PROVINCE, None, None, Outcome.NOT_HELD),
        (Level.PROVINCE, "dong-nai", "dong-nai", Outcome.RESOLVED),
        (None, "dong-nai", None, Outcome.NOT_HELD),
    ],
)
def test_an_issuer_of_whom_the_text_says_nothing(level, province, place, outcome):
    issuer = located("Ban Thường vụ kết luận", level, province=province).issuer_place
    assert (issuer.place, issuer.outcome) == (place, outcome)


def test_an_issuer_of_today_governs_the_ground_of_former_units():
    text = "kết quả kiểm tra tại huyện Lộc Ninh trước đây"
    of_2026 = notice(Level.PROVINCE, "huyện Lộc Ninh", Span(21, 35), PartialDate(2026))
    found = locate(text, of_2026, find_places(text, GAZETTEER), GAZETTEER)
    assert found.unit_place.place == "binh-phuoc/loc-ninh"
    assert found.issuer_place.place == "dong-nai"


def test_places_that_contradict_each_other_leave_the_issuer_open():
    text = "Đảng bộ huyện Cẩm Mỹ, huyện Di Linh, huyện Đức Trọng, huyện Xuân Lộc"
    issuer = located(text, Level.PROVINCE, "huyện Di Linh").issuer_place
    assert issuer.outcome is Outcome.AMBIGUOUS
    assert issuer.candidates == ("dong-nai", "lam-dong")


# --- the two real notices ---------------------------------------------------------------------


@pytest.fixture
def real():
    if not REAL_NOTICES.is_dir():
        pytest.skip(f"the two real notices are not at {REAL_NOTICES}")

    def read(name):
        text = (REAL_NOTICES / name).read_text("utf-8")
        document = Document(name, name, "", "text/plain", text)
        return locate(text, notices.parse_notice(document), find_places(text, GAZETTEER), GAZETTEER)

    return read


def test_notice_003_unit_for_unit(real):
    found = real("003_1c839cea0975d955.txt")
    assert found.issuer_place.place == "dong-nai"
    assert found.issuer_place.mention is None
    assert found.unit_place.place == "dong-nai/cam-my"
    by_name = {r.mention.name: r.place for r in found.places}
    communes = {
        "Sông Ray": "dong-nai/cam-my/song-ray",
        "Xuân Mỹ": "dong-nai/cam-my/xuan-my",
        "Sông Nhạn": "dong-nai/cam-my/song-nhan",
        "Xuân Đông": "dong-nai/cam-my/xuan-dong",
        "Xuân Bảo": "dong-nai/cam-my/xuan-bao",
        "Long Giao": "dong-nai/cam-my/long-giao",
    }
    assert by_name == {"Cẩm Mỹ": "dong-nai/cam-my", **communes}
    labels = {
        name: [GAZETTEER.label(heir) for heir in GAZETTEER.today(key)]
        for name, key in communes.items()
    }
    assert labels == {
        "Sông Ray": ["xã Sông Ray, Đồng Nai"],
        "Xuân Mỹ": ["xã Cẩm Mỹ, Đồng Nai"],
        "Sông Nhạn": ["xã Xuân Quế, Đồng Nai"],
        "Xuân Đông": ["xã Xuân Đông, Đồng Nai"],
        "Xuân Bảo": ["xã Xuân Định, Đồng Nai"],
        "Long Giao": ["xã Cẩm Mỹ, Đồng Nai"],
    }


def test_notice_004_unit_for_unit(real):
    found = real("004_04d850a0636ad3f3.txt")
    assert found.issuer_place.place == "lam-dong/bao-lam"
    assert found.unit_place.place == "lam-dong/bao-lam/loc-quang"
    assert {(r.mention.name, r.place) for r in found.places} == {
        ("Bảo Lâm", "lam-dong/bao-lam"),
        ("Lộc Quảng", "lam-dong/bao-lam/loc-quang"),
        ("Lộc Thắng", "lam-dong/bao-lam/loc-thang"),
    }
    for key in ("lam-dong/bao-lam/loc-quang", "lam-dong/bao-lam/loc-thang"):
        assert GAZETTEER.today(key) == ("lam-dong/bao-lam-1",)
