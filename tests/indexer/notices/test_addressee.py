"""To whom a paper is addressed, in every way in which offices write it."""

import pytest

from indexer.model import Status
from tests.notice_texts import read

HEAD = (
    "HUYỆN ỦY DI LINH\n*\nSố 12-CV/HU\nV/v rà soát hồ sơ\n\nDi Linh, ngày 12 tháng 9 năm 2023\n\n"
)
BODY = (
    "Thực hiện chương trình công tác năm, Ban Thường vụ Huyện ủy đề nghị các đồng chí rà soát "
    "toàn bộ hồ sơ, gửi danh sách hồ sơ còn thiếu về Văn phòng Huyện ủy trước ngày 30/6/2023.\n"
)


def addressees(text):
    return read(text).addressees.value


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Kính gửi: Ban Thường vụ Tỉnh ủy", ["Ban Thường vụ Tỉnh ủy"]),
        ("Kính gửi:   Ban Thường vụ Tỉnh ủy.", ["Ban Thường vụ Tỉnh ủy"]),
        ("**Kính gửi:** *Ban Thường vụ Tỉnh ủy*", ["Ban Thường vụ Tỉnh ủy"]),
        ("KÍNH GỬI: CÁC CHI BỘ", ["CÁC CHI BỘ"]),
        ("Kính trình: Ban Thường vụ Tỉnh ủy", ["Ban Thường vụ Tỉnh ủy"]),
        ("Kính gửi\nBan Thường vụ Tỉnh ủy", ["Ban Thường vụ Tỉnh ủy"]),
        (
            "Kính gửi:\n- Các sở, ban, ngành;\n- Ủy ban nhân dân các huyện.",
            ["Các sở, ban, ngành", "Ủy ban nhân dân các huyện"],
        ),
        ("Kính gửi:\n\n- Các sở;\n\n- Các huyện.", ["Các sở", "Các huyện"]),
        ("Kính gửi: - Các sở;\n          - Các huyện.", ["Các sở", "Các huyện"]),
        ("Kính gửi: - Các sở; - Các huyện.", ["Các sở", "Các huyện"]),
        ("Kính gửi: Các sở; Các huyện", ["Các sở", "Các huyện"]),
        (
            "Kính gửi:  Các sở, ban, ngành;\n           Các huyện ủy.",
            ["Các sở, ban, ngành", "Các huyện ủy"],
        ),
        # An organ under one whose name is whole, without a sign between.
        (
            "Kính gửi: Chi bộ Thôn 3\n          Ban Thường vụ Đảng ủy xã Hòa Ninh",
            ["Chi bộ Thôn 3", "Ban Thường vụ Đảng ủy xã Hòa Ninh"],
        ),
        (
            "Kính gửi: Sở Nội vụ\nỦy ban nhân dân xã Di Linh",
            ["Sở Nội vụ", "Ủy ban nhân dân xã Di Linh"],
        ),
        (
            "Kính gửi: Đảng ủy xã Di Linh\nHội đồng nhân dân xã\nỦy ban nhân dân xã",
            ["Đảng ủy xã Di Linh", "Hội đồng nhân dân xã", "Ủy ban nhân dân xã"],
        ),
        ("Kính gửi: Ban Thường vụ\nĐảng ủy xã Hòa Ninh", ["Ban Thường vụ Đảng ủy xã Hòa Ninh"]),
        (
            "Kính gửi: Ban Cán sự đảng\nỦy ban nhân dân tỉnh",
            ["Ban Cán sự đảng Ủy ban nhân dân tỉnh"],
        ),
        (
            "Kính gửi: Văn phòng Đoàn đại biểu Quốc hội và\nHội đồng nhân dân tỉnh",
            ["Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh"],
        ),
        (
            "Kính gửi: Đồng chí Nguyễn Văn Mẫu\nBí thư Huyện ủy",
            ["Đồng chí Nguyễn Văn Mẫu Bí thư Huyện ủy"],
        ),
        ("Kính gửi: Ban Thường vụ Tỉnh ủy\nLâm Đồng", ["Ban Thường vụ Tỉnh ủy Lâm Đồng"]),
        # Each on a line that opens anew.
        ("Kính gửi: Đảng ủy phường\nKính gửi: Các khóm", ["Đảng ủy phường", "Các khóm"]),
        ("Kính gửi: Đảng ủy phường;\nKính trình: Các khóm.", ["Đảng ủy phường", "Các khóm"]),
        ("Kính gửi: Đảng ủy phường\n\nKính gửi: Các khóm", ["Đảng ủy phường", "Các khóm"]),
        ("Kính gửi: Đảng ủy phường\nKính gửi Các khóm", ["Đảng ủy phường", "Các khóm"]),
        ("KÍNH GỬI: ĐẢNG ỦY\nKÍNH GỬI: CÁC KHÓM", ["ĐẢNG ỦY", "CÁC KHÓM"]),
        ("Kính gửi: Đảng ủy xã\nKính gửi các đồng chí để theo dõi.", ["Đảng ủy xã"]),
        # Behind stars, which Markdown has too.
        ("Kính gửi:\n* Các sở;\n* Các huyện.", ["Các sở", "Các huyện"]),
        ("Kính gửi:\n\n* Các sở\n\n* Các huyện", ["Các sở", "Các huyện"]),
        ("Kính gửi: * Các sở\n* Các huyện", ["Các sở", "Các huyện"]),
        ("Kính gửi:\n\n**Các sở**\n\n* Các huyện", ["Các sở", "Các huyện"]),
        (
            "Kính gửi:\n   * Bộ đội Biên phòng\n     tỉnh An Giang\n   * Các xã",
            ["Bộ đội Biên phòng tỉnh An Giang", "Các xã"],
        ),
        ("Kính gửi: Đảng ủy xã\n\n* Về nhân sự: giới thiệu 2 đồng chí.", ["Đảng ủy xã"]),
        # An item that runs over its line.
        (
            "Kính gửi: Đảng ủy, Ủy ban nhân dân\ncác xã, thị trấn",
            ["Đảng ủy, Ủy ban nhân dân các xã, thị trấn"],
        ),
        (
            "Kính gửi: Đồng chí Bí thư Đảng ủy xã,\nChủ tịch Ủy ban nhân dân xã",
            ["Đồng chí Bí thư Đảng ủy xã, Chủ tịch Ủy ban nhân dân xã"],
        ),
        (
            "Kính gửi:\n- Các chi bộ, đảng bộ\n  cơ quan huyện;\n- Các tổ chức.",
            ["Các chi bộ, đảng bộ cơ quan huyện", "Các tổ chức"],
        ),
        ("Kính gửi:\n1. Các sở;\n2. Các huyện.\n", ["Các sở", "Các huyện"]),
        ("Kính gửi: Các sở.\nĐồng kính gửi: Các huyện.", ["Các sở", "Các huyện"]),
        # A telegram.
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n- Các sở;\n- Các huyện.", ["Các sở", "Các huyện"]),
        # No addressee.
        ("Kính gửi: ……………………", None),
        ("Kính gửi các đồng chí báo cáo để theo dõi.", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("type_line", ["", "TỜ TRÌNH\nVề chỉ định đại biểu\n\n"])
def test_the_addressees(lines, expected, type_line):
    found = addressees(f"{HEAD}{type_line}{lines}\n\n{BODY}")
    assert found == (expected and tuple(expected))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_body_is_no_addressee(gap):
    assert addressees(f"{HEAD}Kính gửi: Các chi bộ{gap}{BODY}") == ("Các chi bộ",)
    short = "Huyện ủy thông báo lịch họp như sau:\n1. Sáng thứ Hai.\n"
    assert addressees(f"{HEAD}Kính gửi: Các chi bộ{gap}{short}") == ("Các chi bộ",)


@pytest.mark.parametrize(
    "basis",
    ["- Căn cứ Quyết định số 55-QĐ/HU;\n- Xét đề nghị của Ban Tổ chức,", "- Thời gian: 8 giờ."],
)
def test_dashes_of_the_body_are_no_addressees(basis):
    assert addressees(f"{HEAD}Kính gửi: Các chi bộ\n\n{basis}\n\n{BODY}") == ("Các chi bộ",)


def test_a_form_in_an_appendix_addresses_nobody():
    form = "PHỤ LỤC\n\nKính gửi: Chi bộ ..........\n\nTên tôi là: ..........\n"
    assert addressees(f"{HEAD}THÔNG BÁO\nkết quả\n\n1. Nội dung.\n\n{BODY}\n{form}") is None


def test_the_evidence_tells_where():
    text = f"{HEAD}Kính gửi:\n- Các sở;\n- Các huyện.\n\n{BODY}"
    found = read(text).addressees.evidence
    assert found.status is Status.STATED
    assert found.span.of(text).startswith("Kính gửi:\n- Các sở")
    blank = f"{HEAD}Kính gửi: ...........\n\n{BODY}"
    assert read(blank).addressees.evidence.span.of(blank).startswith("Kính gửi")
