"""The letterhead: place and date, and the year where the date is lost."""

from __future__ import annotations

import pytest

from indexer.model import Span, Status
from indexer.notices import right_column
from tests.notice_texts import letterhead, read, value_of

# --- place and date ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Bảo Lâm, ngày 09 tháng 8 năm 2023", "Bảo Lâm", "2023-08-09"),
        ("*Bảo Lâm, ngày 09 tháng 8 năm 2023*", "Bảo Lâm", "2023-08-09"),
        ("HUYỆN ỦY BẢO LÂM Bảo Lâm, ngày 09 tháng 8 năm 2023", "Bảo Lâm", "2023-08-09"),
        ("Số 12-TB/HU Bảo Lâm, ngày 09 tháng 8 năm 2023", "Bảo Lâm", "2023-08-09"),
        ("Số 12-TB/HU      Bảo Lâm, ngày   tháng 8 năm 2023", "Bảo Lâm", "2023-08"),
        ("Bao Lam, ngay 09 thang 8 nam 2023", "Bao Lam", "2023-08-09"),
        ("Bảo Lâm, ngày     tháng 8 năm 2023", "Bảo Lâm", "2023-08"),
        ("Bảo Lâm, ngày ... tháng ... năm 2026", "Bảo Lâm", "2026"),
        ("Bảo Lâm, ngày    tháng    năm 20", "Bảo Lâm", None),
        ("Bảo Lâm, ngày 30 tháng 02 năm 2023", "Bảo Lâm", "2023-02"),
        ("Bảo Lâm, ngày 09/8/2023", "Bảo Lâm", "2023-08-09"),
        ("Bảo Lâm, 10 giờ 00, ngày 09 tháng 8 năm 2023", "Bảo Lâm", "2023-08-09"),
        ("Bảo Lâm, 10h30 ngày 09 tháng 8 năm 2023", "Bảo Lâm", "2023-08-09"),
        ("Bảo Lâm, hồi 10 giờ 30 phút, ngày 09/8/2023", "Bảo Lâm", "2023-08-09"),
        ("Bảo Lâm, trước 10 giờ 00, ngày 09 tháng 8 năm 2023", None, None),
        ("HẸN GIỜ 10 giờ 00, ngày 09 tháng 8 năm 2023", None, None),
        ("ngày 09 tháng 8 năm 2023", None, "2023-08-09"),
    ],
)
def test_dateline(line: str, place: str | None, date: str | None) -> None:
    notice = read(letterhead("ĐẢNG BỘ TỈNH LÂM ĐỒNG", line))
    assert (notice.dateline.value, value_of(notice.date)) == (place, date)


@pytest.mark.parametrize(
    ("line", "date", "status"),
    [
        ("Di Linh , ngày 12 tháng 9 năm 2023", "2023-09-12", Status.STATED),
        ("Di Linh, ngày12tháng9năm2023", "2023-09-12", Status.STATED),
        ("(Di Linh, ngày 12 tháng 9 năm 2023)", "2023-09-12", Status.STATED),
        ("Di Linh, ngày 12 - 9 - 2023", "2023-09-12", Status.STATED),
        ("Di Linh, ngày 12 tháng 9 năm 2023 KHẨN", "2023-09-12", Status.STATED),
        ("TP. Hồ Chí Minh, ngày 12 tháng 9 năm 2023", "2023-09-12", Status.STATED),
        ("Di Linh, ngày     tháng 9 năm 2023", "2023-09", Status.STATED),
        ("Di Linh, ngày 1O tháng 9 năm 2023", "2023-09-10", Status.INFERRED),
        ("Di Linh, ngày 1 2 tháng 9 năm 2023", "2023-09-12", Status.INFERRED),
        ("Di Linh, ngày 12 tháng 9 năm 2O23", "2023-09-12", Status.INFERRED),
        ("Di Linh, ngày § tháng 9 năm 2023", "2023-09", Status.INFERRED),
        ("Di Linh, ngày 42 tháng 9 năm 2023", "2023-09", Status.INFERRED),
        ("Di Linh, ngày 12 tháng 13 năm 2023", "2023", Status.INFERRED),
        ("Di Linh, ngày 12 tháng 9 năm 1923", None, Status.UNKNOWN),
        ("Họp Ban Thường vụ ngày 12 tháng 9 năm 2023 tại Di Linh", None, Status.UNKNOWN),
    ],
)
def test_a_date_is_stated_only_where_every_figure_is(
    line: str, date: str | None, status: Status
) -> None:
    field = read(letterhead("HUYỆN ỦY DI LINH", "*", line)).date
    assert (value_of(field), field.evidence.status) == (date, status)


def test_place_on_the_line_above_its_date() -> None:
    notice = read(letterhead("HUYỆN ỦY BẢO LÂM", "Bảo Lâm,", "ngày 09 tháng 8 năm 2023"))
    assert notice.dateline.value == "Bảo Lâm"


def test_a_date_in_the_body_is_no_date_of_issue() -> None:
    notice = read(letterhead("HUYỆN ỦY X", body="Ngày 03 tháng 8 năm 2023, họp."))
    assert notice.date.value is None


# --- columns in one line ------------------------------------------------------------------------

# The lines of a head that conversion made flat → issuer, number, date.
DI_LINH = ("Huyện ủy Di Linh", "12-TB/HU", "2024-04-05")
XA_DI_LINH = ("Ủy ban nhân dân xã Di Linh", "45/TB-UBND", "2025-09-15")
FLAT = {
    "HUYỆN ỦY DI LINH SỐ 12-TB/HU | Di Linh, ngày 5 tháng 4 năm 2024": DI_LINH,
    "HUYỆN ỦY DI LINH SỐ: 12-TB/HU DI LINH, NGÀY 5 THÁNG 4 NĂM 2024": DI_LINH,
    "HUYỆN ỦY DI LINH SỐ 12-TB/HU ĐẢNG CỘNG SẢN VIỆT NAM Di Linh, ngày 5 tháng 4 năm 2024": DI_LINH,
    "HUYỆN ỦY DI LINH * Số 12-TB/HU Di Linh, ngày 5 tháng 4 năm 2024": DI_LINH,
    "HUYỆN ỦY DI LINH Di Linh, ngày 5 tháng 4 năm 2024 * Số 12-TB/HU": DI_LINH,
    "HUYỆN ỦY DI LINH | Di Linh, ngày 5 tháng 4 năm 2024 Số: 12-TB/HU": DI_LINH,
    "HUYỆN ỦY DI LINH | DI LINH, NGÀY 5 THÁNG 4 NĂM 2024 SỐ 12-TB/HU": DI_LINH,
    "ĐẢNG CỘNG SẢN VIỆT NAM HUYỆN ỦY DI LINH | Di Linh, ngày 5 tháng 4 năm 2024 Số 12-TB/HU":
        DI_LINH,
    "SỐ 12-TB/HU HUYỆN ỦY DI LINH | Di Linh, ngày 5 tháng 4 năm 2024": DI_LINH,
    "Số 12-TB/HU Di Linh, ngày 5 tháng 4 năm 2024 | HUYỆN ỦY DI LINH": DI_LINH,
    "HUYỆN ỦY DI LINH SỐ     -TB/HU | Di Linh, ngày    tháng 4 năm 2024":
        ("Huyện ủy Di Linh", None, "2024-04"),
    "UBND XÃ DI LINH Số: 45/TB-UBND CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    " Độc lập - Tự do - Hạnh phúc Di Linh, ngày 15 tháng 9 năm 2025": XA_DI_LINH,
    "ỦY BAN NHÂN DÂN XÃ DI LINH SỐ: 45/TB-UBND | DI LINH, NGÀY 15 THÁNG 9 NĂM 2025": XA_DI_LINH,
    "HUYỆN ỦY DI LINH BAN TỔ CHỨC SỐ 77-TB/BTCHU | Di Linh, ngày 5 tháng 4 năm 2024":
        ("Ban Tổ chức Huyện ủy", "77-TB/BTCHU", "2024-04-05"),
    # A number in a name is none of the paper's.
    "HUYỆN ỦY DI LINH | ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 15-QĐ/HU | Số 3-TB/ĐKT":
        ("Đoàn kiểm tra theo quyết định số 15-QĐ/HU", "3-TB/ĐKT", None),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "told"), FLAT.items(), ids=FLAT)
def test_a_head_whose_columns_ran_together(lines, told):
    notice = read(letterhead(*lines.split(" | ")))
    assert (notice.issuer.value, notice.number.value, value_of(notice.date)) == told


# --- year -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "body", "year", "reason"),
    [
        ("kết quả năm 2022", "Họp ngày 01/02/2023.", 2022, "theo tiêu đề"),
        ("kết quả", "Họp ngày 17/3/2017 và ngày 02 tháng 01 năm 2020.", 2020, "không sớm hơn"),
        ("kết quả", "Họp ngày 17/3/2017, báo cáo trước ngày 31/12/2018.", 2017, "không sớm hơn"),
        ("nhiệm kỳ 2020 - 2025", "Không có ngày.", None, "không có ngày ban hành"),
        ("kết quả", "Họp ngày 31/02/2017.", None, "không có ngày ban hành"),
    ],
)
def test_year_without_a_date(title: str, body: str, year: int | None, reason: str) -> None:
    field = read(f"THÔNG BÁO\n{title}\n\n{body}").year
    assert field.value == year
    assert str(field.evidence.reason).startswith(reason)
    assert field.evidence.status is (Status.INFERRED if year else Status.UNKNOWN)


# Where the letterhead ends: text, and what of it stands in the letterhead.
ENDS = {
    "at the type line": ("HUYỆN ỦY BẢO LÂM\n*\nSố 1-TB/HU\n\nTHÔNG BÁO\nvề việc", "Số 1-TB/HU\n\n"),
    "at a type line of any kind": ("TỈNH ỦY LÂM ĐỒNG\n\n**ĐỀ ÁN**\nphát triển", "ĐỒNG\n\n**"),
    "without a type line, before the first sentence": (
        "HUYỆN ỦY BẢO LÂM\nBảo Lâm, ngày 09 tháng 8 năm 2023\nkiểm tra\n\nNgày 2/8, có họp.",
        "năm 2023\n",
    ),
    "nowhere in prose": ("Đảng ủy xã Lộc Quảng báo cáo Huyện ủy.", ""),
}


@pytest.mark.parametrize(("text", "last"), ENDS.values(), ids=ENDS)
def test_where_the_letterhead_ends(text, last):
    head = read(text).letterhead.of(text)
    assert head.endswith(last)
    assert bool(head) is bool(last)


# --- columns -----------------------------------------------------------------------------------

COLUMNS = [
    # The letterhead, and what of it stands on the right.
    ("HUYỆN ỦY DI LINH\n*\nSố 5-TB/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nDi Linh, ngày 3/4/2024",
     ["ĐẢNG CỘNG SẢN VIỆT NAM", "Di Linh, ngày 3/4/2024"]),
    ("HUYỆN ỦY DI LINH ĐẢNG CỘNG SẢN VIỆT NAM\nSố 5-TB/HU Di Linh, ngày 03 tháng 4 năm 2024",
     ["ĐẢNG CỘNG SẢN VIỆT NAM", "Di Linh, ngày 03 tháng 4 năm 2024"]),
    ("HUYỆN ỦY DI LINH\t**ĐẢNG CỘNG SẢN VIỆT NAM**\n-------\t-------",
     ["ĐẢNG CỘNG SẢN VIỆT NAM", "-------\t-------"]),
    ("UBND HUYỆN DI LINH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-----",
     ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "-----"]),
    # The star below the organ is no rule, and a number no dateline.
    ("HUYỆN ỦY DI LINH\n*\nSố 5-TB/HU", []),
    ("HUYỆN ỦY DI LINH\n-----\nSố 5-TB/HU", []),
]  # fmt: skip


@pytest.mark.parametrize(("head", "right"), COLUMNS)
def test_motto_and_dateline_stand_on_the_right(head, right):
    text = f"{head}\n\nTHÔNG BÁO\nvề việc họp ngày 5/4/2024"
    found = right_column(text, Span(0, text.index("THÔNG BÁO")))
    assert [one.of(text) for one in found] == right
