"""The arrival stamp: number, day and office; the mark of a copy."""

import pytest

from indexer.model import Arrival, Document, Page, PartialDate, Span, Status
from indexer.notices.parser import parse_notice
from tests.notice_texts import read

PAPER = (
    "TỈNH ỦY LÂM ĐỒNG\n*\nSố 55-TB/TU\n\n{stamp}\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
    "Lâm Đồng, ngày 12 tháng 9 năm 2023\n\nTHÔNG BÁO\nkết quả kiểm tra\n\nNội dung.\n"
)
DAY = PartialDate(2023, 9, 15)


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        (
            "VĂN PHÒNG HUYỆN ỦY BẢO LÂM\nCÔNG VĂN ĐẾN\nSố: 456\nNgày 15/9/2023\nChuyển: Đ/c CVP",
            Arrival("456", DAY, "Văn phòng Huyện ủy Bảo Lâm"),
        ),
        (
            "VĂN PHÒNG HUYỆN ỦY BẢO LÂM\nĐẾN  Số: 456\nNgày: 15.9.2023",
            Arrival("456", DAY, "Văn phòng Huyện ủy Bảo Lâm"),
        ),
        (
            "VĂN PHÒNG HUYỆN ỦY BẢO LÂM\nĐẾN  Số: ....456.....\nNgày: ...15-9-2023...",
            Arrival("456", DAY, "Văn phòng Huyện ủy Bảo Lâm"),
        ),
        (
            "ĐẢNG ỦY XÃ TÂN VĂN\nVĂN BẢN ĐẾN\nSố: 302\nNgày 21 tháng 11 năm 2022",
            Arrival("302", PartialDate(2022, 11, 21), "Đảng ủy xã Tân Văn"),
        ),
        (
            "ĐẢNG ỦY XÃ TÂN VĂN\nCÔNG VĂN ĐẾN\nSố: 302\nNgày 15/9/23",
            Arrival("302", DAY, "Đảng ủy xã Tân Văn"),
        ),
        ("Số đến: 88\nNgày đến: 15/9/2023", Arrival("88", DAY, None)),
        # In one line.
        *(
            (line, Arrival("0481", DAY, "Đảng ủy xã Tân Văn"))
            for line in (
                "ĐẢNG ỦY XÃ TÂN VĂN - CÔNG VĂN ĐẾN - Số: 0481 - Ngày 15 tháng 9 năm 2023",
                "ĐẢNG ỦY XÃ TÂN VĂN – VĂN BẢN ĐẾN – Số 0481 – Ngày 15/9/2023",
                "ĐẢNG ỦY XÃ TÂN VĂN; CÔNG VĂN ĐẾN; Số: 0481; Ngày: 15/9/2023",
                "ĐẢNG ỦY XÃ TÂN VĂN, CÔNG VĂN ĐẾN số 0481, ngày 15/9/2023",
                "ĐẢNG ỦY XÃ TÂN VĂN: CÔNG VĂN ĐẾN Số: 0481 Ngày: 15-9-2023",
                "ĐẢNG ỦY XÃ TÂN VĂN | ĐẾN | Số: 0481 | Ngày: 15.9.2023 | Chuyển: VP",
                "ĐẢNG ỦY XÃ TÂN VĂN / ĐẾN / Số: 0481 / Ngày 15/9/2023",
                "ĐẢNG ỦY XÃ TÂN VĂN  CÔNG VĂN ĐẾN  Số: 0481  Ngày 15/9/2023",
                "ĐẢNG ỦY XÃ TÂN VĂN - ĐẾN - Ngày 15/9/2023 - Số: 0481",
                "**ĐẢNG ỦY XÃ TÂN VĂN - CÔNG VĂN ĐẾN - Số: 0481 - Ngày 15/9/2023**",
            )
        ),
        ("CÔNG VĂN ĐẾN - Số: 0481 - Ngày: 15/9/2023", Arrival("0481", DAY, None)),
        ("SỔ CÔNG VĂN ĐẾN SỐ 3 NGÀY 15/9/2023", None),
        ("CÔNG VĂN ĐẾN VÀ ĐI TRONG THÁNG, SỐ 3, NGÀY 15/9/2023", None),
        ("V/v rà soát công văn đến số 12, ngày 15/9/2023", None),
        # Left blank, or a day that no calendar has.
        (
            "ĐẢNG ỦY XÃ TÂN VĂN\nCÔNG VĂN ĐẾN\nSố: 302\nNgày: .....",
            Arrival("302", None, "Đảng ủy xã Tân Văn"),
        ),
        (
            "ĐẢNG ỦY XÃ TÂN VĂN\nCÔNG VĂN ĐẾN\nSố: 302\nNgày: 31/9/2023",
            Arrival("302", None, "Đảng ủy xã Tân Văn"),
        ),
        ("", None),
    ],
)
def test_an_arrival_stamp(stamp, expected):
    notice = read(PAPER.format(stamp=stamp))
    assert notice.received.value == expected
    # It is a fact of its own, and nothing else.
    assert notice.number.value == "55-TB/TU"
    assert notice.date.value == PartialDate(2023, 9, 12)


def test_what_ocr_read_of_a_stamp_is_not_shown_as_stated():
    text = PAPER.format(stamp="ĐẢNG ỦY XÃ TÂN VĂN\nCÔNG VĂN ĐẾN\nSố: 302")
    for method, status in (("ocr", Status.INFERRED), ("text", Status.STATED)):
        pages = (Page(1, Span(0, len(text)), method),)
        notice = parse_notice(Document("x", "x.pdf", "", "application/pdf", text, pages))
        assert notice.received.evidence.status is status


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("SAO Y", "Sao y"),
        ("SAO Y BẢN CHÍNH", "Sao y"),
        ("SAO LỤC", "Sao lục"),
        ("TRÍCH SAO", "Trích sao"),
        ("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "Bản sao"),
        ("Sao y bản chính các văn bằng kèm theo hồ sơ.", None),
    ],
)
def test_a_copy_says_so_behind_the_paper(mark, expected):
    closing = "\nNơi nhận:\n- Lưu VP.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n(Đã ký)\nLê Văn Mẫu\n\n"
    copied = f"HUYỆN ỦY DI LINH\n*\nSố 27-BS/HU\n\n{mark}\nDi Linh, ngày 22 tháng 11 năm 2023\n"
    notice = read(PAPER.format(stamp="") + closing + copied)
    assert notice.copy.value == expected
