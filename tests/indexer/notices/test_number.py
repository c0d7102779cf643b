"""The number of a paper: as hands, machines and scanners leave it."""

from __future__ import annotations

import pytest

from indexer.model import Status
from tests.notice_texts import letterhead, read

STATED, INFERRED, UNKNOWN = Status.STATED, Status.INFERRED, Status.UNKNOWN

NUMBERS = [
    # as it should be, and nearly
    ("Số 215-TB/HU", "THÔNG BÁO", "215-TB/HU", STATED),
    ("Số: 215 - TB / HU", "THÔNG BÁO", "215-TB/HU", STATED),
    ("Số 215–TB/HU", "THÔNG BÁO", "215-TB/HU", STATED),
    ("*Số 05-TB/ĐU*", "THÔNG BÁO", "05-TB/ĐU", STATED),
    ("So 12-TB/DU", "THÔNG BÁO", "12-TB/ĐU", STATED),
    ("Số 08-QĐi/TW", "QUY ĐỊNH", "08-QĐi/TW", STATED),
    ("Số 12a-QĐ/TU", "QUYẾT ĐỊNH", "12a-QĐ/TU", STATED),
    ("Số 147-CTHĐ/TU", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "147-CTHĐ/TU", STATED),
    # without a hyphen, with the signs the other way
    ("Số 15 TB/HU", "THÔNG BÁO", "15-TB/HU", STATED),
    ("Số: 15TB/HU", "THÔNG BÁO", "15-TB/HU", STATED),
    ("Số 215/TB-HU", "THÔNG BÁO", "215-TB/HU", STATED),
    ("Số 15 đồng chí", "THÔNG BÁO", None, UNKNOWN),
    # codes of two parts, and of those who issue together
    ("Số 14-TBKL/HU", "THÔNG BÁO KẾT LUẬN", "14-TBKL/HU", STATED),
    ("Số 05-QCPH/BTGTU-CATU", "QUY CHẾ", "05-QCPH/BTGTU-CATU", STATED),
    ("Số: 924/QC-SNNMT-SXD", "QUY CHẾ", "924/QC-SNNMT-SXD", STATED),
    ("Số: 36/TB-MTTQ-BTT", "THÔNG BÁO", "36/TB-MTTQ-BTT", STATED),
    ("Số: 145/TB-VNPT-IT", "THÔNG BÁO", "145/TB-VNPT-IT", STATED),
    ("Số 5-GGT/VPĐU", "GIẤY GIỚI THIỆU", "5-GGT/VPĐU", STATED),
    # of the State
    ("Số 3447/QĐ-BYT", "QUYẾT ĐỊNH", "3447/QĐ-BYT", STATED),
    ("Số 30/2018/QĐ-UBND", "QUYẾT ĐỊNH", "30/2018/QĐ-UBND", STATED),
    ("Số: 38 /2024/QĐ-UBND", "QUYẾT ĐỊNH", "38/2024/QĐ-UBND", STATED),
    ("Số: 09/CĐ-UBND", "CÔNG ĐIỆN", "09/CĐ-UBND", STATED),
    ("Số: 1302/UBND-VP", "", "1302/UBND-VP", STATED),
    ("Số: 318/CAH-QLHC", "", "318/CAH-QLHC", STATED),
    ("Số: 123/HĐND", "", "123/HĐND", STATED),
    ("Số: 88/UBND-KT&TH", "", "88/UBND-KT&TH", STATED),
    ("Số: 45/BC", "BÁO CÁO", "45/BC", STATED),
    ("Số: 41/QĐ-UB.MTTQ", "QUYẾT ĐỊNH", "41/QĐ-UB.MTTQ", STATED),
    ("Số: 12/NQ-HĐND-K19", "NGHỊ QUYẾT", "12/NQ-HĐND-K19", STATED),
    ("Số: 77/BC-VKSND-P1", "BÁO CÁO", "77/BC-VKSND-P1", STATED),
    ("Số: 138/KH-BCĐ138", "KẾ HOẠCH", "138/KH-BCĐ138", STATED),
    ("Số; 41/QĐ-UBND", "QUYẾT ĐỊNH", "41/QĐ-UBND", STATED),
    ("số: 41/QĐ-UBND", "QUYẾT ĐỊNH", "41/QĐ-UBND", STATED),
    ("Số: 41QĐ-UBND", "QUYẾT ĐỊNH", "41/QĐ-UBND", STATED),
    ("Số: 41/QĐ- UBND (bản điện tử)", "QUYẾT ĐỊNH", "41/QĐ-UBND", STATED),
    ("số 52-TTr/UBKTTU ngày 01/9/2023,", "TỜ TRÌNH", None, UNKNOWN),
    ("Số: 123/HĐND", "BÁO CÁO", "123/HĐND", INFERRED),
    # left blank
    ("Số      -TB/HU", "THÔNG BÁO", None, UNKNOWN),
    ("Số:      /TB-HU", "THÔNG BÁO", None, UNKNOWN),
    ("Số ......-TB/HU", "THÔNG BÁO", None, UNKNOWN),
    ("Số ___-TB/HU", "THÔNG BÁO", None, UNKNOWN),
    ("Số:      /2023/QĐ-UBND", "QUYẾT ĐỊNH", None, UNKNOWN),
    # broken by a scanner: never stated
    ("Số 2l5-TB/HU", "THÔNG BÁO", "215-TB/HU", INFERRED),
    ("Số 1 193-QĐ/HU", "QUYẾT ĐỊNH", "1193-QĐ/HU", INFERRED),
    ("Số: 1 93/2025/QĐ-UBND", "QUYẾT ĐỊNH", "193/2025/QĐ-UBND", INFERRED),
    ("Số: §3/TTr-UBND", "TỜ TRÌNH", None, UNKNOWN),
    ("Số: 4?-TB/HU", "THÔNG BÁO", None, UNKNOWN),
    ("Số 1784.QĐ/HU", "QUYẾT ĐỊNH", "1784-QĐ/HU", INFERRED),
    ("Số 1784.QĐ/B", "QUYẾT ĐỊNH", None, UNKNOWN),
    ("Số 1784-QĐ/B", "QUYẾT ĐỊNH", None, UNKNOWN),
    ("Số: 229Ø/UBND-NC", "", "2290/UBND-NC", INFERRED),
    # a code of another type
    ("Số 215-BC/HU", "THÔNG BÁO", "215-BC/HU", INFERRED),
    ("Số 15 TB/HU", "BÁO CÁO", "15-TB/HU", INFERRED),
    ("Số 29-CT/TU", "CHƯƠNG TRÌNH", "29-CT/TU", STATED),
    # no number line
    ("Theo Quy định số 213-QĐ/TW", "THÔNG BÁO", None, UNKNOWN),
    ("Số 5/tổ", "THÔNG BÁO", None, UNKNOWN),
    ("Số: 456", "THÔNG BÁO", None, UNKNOWN),
]


@pytest.mark.parametrize(("line", "kind", "number", "status"), NUMBERS)
def test_number(line: str, kind: str, number: str | None, status: Status) -> None:
    field = read(f"HUYỆN ỦY BẢO LÂM\n*\n{line}\n\n{kind}\nvề việc học tập\n\nNội dung.").number
    assert (field.value, field.evidence.status) == (number, status)


PLACES = {
    "below the type line": "TỈNH ỦY\n\nTHÔNG BÁO\nSố 55-TB/TU\nvề công tác cán bộ\n\nNội dung.",
    "below it, with the day": (
        "TỈNH ỦY\n\nTHÔNG BÁO\nSố 55-TB/TU ngày 12/9/2023\nvề công tác cán bộ\n\nNội dung."
    ),
    "behind it": "TỈNH ỦY\n\nTHÔNG BÁO SỐ 55-TB/TU\nvề công tác cán bộ\n\nNội dung.",
    "beside the dateline": (
        "TỈNH ỦY\nSố 55-TB/TU      Đà Lạt, ngày 12 tháng 9 năm 2023\n\nTHÔNG BÁO\n"
        "về công tác cán bộ"
    ),
    "under a comma for the star": "TỈNH ỦY\n,\nSố 55-TB/TU\n\nTHÔNG BÁO\nvề công tác cán bộ",
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_where_the_number_stands(text: str) -> None:
    notice = read(text)
    assert (notice.number.value, notice.title.value) == ("55-TB/TU", "về công tác cán bộ")
    assert notice.number.evidence.span.of(text).upper().startswith("SỐ 55-TB/TU")


def test_a_number_of_the_basis_is_never_the_papers_own() -> None:
    """Not even where OCR broke the type line, and the basis breaks before its number."""
    notice = read(
        "TỈNH ỦY LÂM ĐỒNG\n*\n\nQUYÉT Đ|NH\nvề việc thành lập Đoàn kiểm tra\n\n"
        "- Căn cứ Điều lệ Đảng;\n- Xét đề nghị tại Tờ trình\nsố 52-TTr/UBKTTU ngày 01/9/2023,\n\n"
        "QUYẾT ĐỊNH\n\nĐiều 1. Thành lập Đoàn kiểm tra."
    )
    assert notice.number.value is None
    assert notice.type.value == "Quyết định"
    assert notice.title.value == "về việc thành lập Đoàn kiểm tra"


def test_blank_number_names_the_code_that_is_there() -> None:
    notice = read(letterhead("HUYỆN ỦY BẢO LÂM", "Số      -TB/HU"))
    assert "TB/HU" in str(notice.number.evidence.reason)


def test_a_code_in_the_body_or_foot_is_never_the_number() -> None:
    text = letterhead(body="Số 99-TB/HU\n\nNơi nhận:\n- Lưu VPHU.\n\nSố 98-TB/HU")
    assert read(text).number.value is None
