"""Which day of a paper is its own, where its head has several and where old forms end with it."""

from __future__ import annotations

import pytest

from indexer.model import Status
from tests.notice_texts import read, value_of

ORGAN = "HUYỆN ỦY DI LINH\n*\n"
PLAN = "CHỦ TỊCH UBND XÃ\n\nUBND XÃ SÔNG HINH\nBAN CHỈ HUY QUÂN SỰ\nSố: 06/KH-BCH\n"
TITLE = "\nKẾ HOẠCH\nvề công tác cán bộ\n\nBan Thường vụ Huyện ủy chỉ đạo như sau:\n1. Ưu điểm"

# The lines of a head; the place and the day that are the paper's.
HEADS = [
    # what a page broke off a symbol is no place, and an old name with a hyphen is one
    (f"{ORGAN}QĐ/TW, ngày 02/01/2020\n", None, None),
    (f"{ORGAN}QĐ-TW, ngày 02/01/2020\n", None, None),
    (f"{ORGAN}Phan-Rang, ngày 02/01/2020\n", "Phan-Rang", "2020-01-02"),
    (f"{ORGAN}NHA TRANG, NGÀY 5.3.2024\n", "NHA TRANG", "2024-03-05"),
    (f"{ORGAN}Trang Bom, ngày 5/3/2024\nTrang 1/3\n", "Trang Bom", "2024-03-05"),
    # an approval has a day of its own, open or not
    (f"PHÊ DUYỆT\nNgày      tháng 02 năm 2026\n{PLAN}\nSông Hinh, ngày 10 tháng 02 năm 2026\n",
     "Sông Hinh", "2026-02-10"),
    (f"PHÊ DUYỆT\nNgày 12 tháng 02 năm 2026\n{PLAN}\nSông Hinh, ngày 10 tháng 02 năm 2026\n",
     "Sông Hinh", "2026-02-10"),
    (f"PHÊ DUYỆT\nNgày 12 tháng 02 năm 2026\n{PLAN}", None, None),
    (f"DUYỆT, ngày 12 tháng 02 năm 2026\n{ORGAN}Di Linh, ngày 10 tháng 02 năm 2026\n",
     "Di Linh", "2026-02-10"),
    (f"Duyệt ngày 12/02/2026\n{ORGAN}", None, None),
    # so has a draft
    (f"DỰ THẢO LẦN 2 (ngày 12/3/2026)\n\n{ORGAN}Di Linh, ngày .... tháng .... năm 2026\n",
     "Di Linh", "2026"),
    (f"DỰ THẢO LẦN 2 (ngày 12/3/2026)\n\n{ORGAN}", None, None),
    (f"Dự thảo 3, ngày 12/3/2026\n{ORGAN}", None, None),
    (f"(Dự thảo ngày 12 tháng 3 năm 2026)\n{ORGAN}Di Linh, ngày    tháng 4 năm 2026\n",
     "Di Linh", "2026-04"),
    (f"DỰ THẢO\nNgày 12/3/2026\n\n{ORGAN}Di Linh, ngày    tháng 4 năm 2026\n",
     "Di Linh", "2026-04"),
    (f"DỰ THẢO\nNgày 12/3/2026\n\n{ORGAN}", None, None),
    # and a print or a meeting
    (f"{ORGAN}Bản in ngày 05/12/2025\nDi Linh, ngày 03/12/2025\n", "Di Linh", "2025-12-03"),
    (f"{ORGAN}Cập nhật ngày 05/12/2025\n", None, None),
    (f"{ORGAN}Họp ngày 05/12/2025\n", None, None),
    (f"(Kèm theo Quyết định số 12-QĐ/HU, ngày 05/12/2025)\n{ORGAN}Di Linh, ngày 06/12/2025\n",
     "Di Linh", "2025-12-06"),
    # the day of a directive that is cited, with and without its type, symbol and organ
    ("Căn cứ Quy định 22-QĐ/TW, ngày 28/7/2021;\nCăn cứ Quy định 47-QĐ/TW, ngày 01/11/2011\n",
     None, None),
    ("Thực hiện Quy định 47-QĐ/TW, ngày 01 tháng 11 năm 2011\n", None, None),
    ("Thực hiện Chỉ thị 05, ngày 15/5/2016\n", None, None),
    ("Căn cứ 22-QĐ/TW, ngày 28/7/2021\n", None, None),
    ("KL 213-KL/TW, ngày 02/01/2020\n", None, None),
    ("Theo Quy định 22-QĐ/TW của Ban Bí thư, ngày 28/7/2021\n", None, None),
    ("Căn cứ Quy định 22-QĐ/TW\nngày 28/7/2021\n", None, None),
    ("Luật số 42/2013/QH13 ngày 25/11/2014\n", None, None),
    ("Luật Đất đai, ngày 18/01/2024\n", None, None),
    ("Can cu Quy dinh 22-QD/TW, ngay 28/7/2021\n", None, None),
    (f"{ORGAN}Căn cứ Quy định 22-QĐ/TW, ngày 28/7/2021\nDi Linh, ngày 05/12/2021\n",
     "Di Linh", "2021-12-05"),
    # but not that of the paper's own number, nor one of a place behind a directive
    (f"{ORGAN}Số 12-TB/HU, ngày 05/12/2017\n", None, "2017-12-05"),
    (f"{ORGAN}Số 12-TB/HU\nngày 05/12/2017\n", None, "2017-12-05"),
    (f"{ORGAN}SỐ 12-TB/HU, NGÀY 05/12/2017\n", None, "2017-12-05"),
    (f"{ORGAN}về Chỉ thị 05-CT/TW Di Linh, ngày 05/12/2017\n",
     "về Chỉ thị 05-CT/TW Di Linh", "2017-12-05"),
    # names that open like such a word
    ("HUYỆN ỦY KỲ ANH\n*\nKỳ Anh, ngày 05/12/2017\n", "Kỳ Anh", "2017-12-05"),
    ("HUYỆN ỦY LẬP THẠCH\n*\nLập Thạch ngày 05 tháng 12 năm 2017\n", "Lập Thạch", "2017-12-05"),
    # capitals, with and without a comma
    (f"{ORGAN}DI LINH NGÀY 05 THÁNG 12 NĂM 2017\n", "DI LINH", "2017-12-05"),
    (f"{ORGAN}DI LINH, NGÀY 05 THÁNG 12 NĂM 2017\n", "DI LINH", "2017-12-05"),
    (f"LỊCH CÔNG TÁC NGÀY 06/12/2017\n{ORGAN}Di Linh, ngày 05/12/2017\n",
     "Di Linh", "2017-12-05"),
    (f"{ORGAN}THÀNH PHỐ ĐÀ LẠT NGÀY 05/12/2017\n", "THÀNH PHỐ ĐÀ LẠT", "2017-12-05"),
    (f"{ORGAN}Số 06-KH/HU DI LINH, NGÀY 05 THÁNG 12 NĂM 2017\n", "DI LINH", "2017-12-05"),
    ("HUYỆN ỦY DI LINH DI LINH, NGÀY 05 THÁNG 12 NĂM 2017\nSố 06-KH/HU\n", "DI LINH", "2017-12-05"),
    (f"{ORGAN}Di Linh. Ngày 05/12/2017\n", "Di Linh", "2017-12-05"),
    (f"{ORGAN}Ngày 10 tháng 02 năm 2026\n", None, "2026-02-10"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "place", "day"), HEADS)
def test_the_day_of_a_head(head: str, place: str | None, day: str | None) -> None:
    notice = read(head + TITLE)
    assert (notice.dateline.value, value_of(notice.date)) == (place, day)
    assert notice.title.value == "về công tác cán bộ"


LETTER = (
    "UBND HUYỆN DI LINH\nUBND XÃ TÂN THƯỢNG\n---o0o---\nSố : 27 / CV-UB\nV/v xin hỗ trợ giống\n\n"
    "Kính gửi : Phòng Nông nghiệp huyện\n\nĐợt mưa đá ngày 22/5/2005 đã làm thiệt hại 46 ha.\n\n"
    "Rất mong được giải quyết.\n\n"
)
DAY = "Tân Thượng, ngày 4 tháng 6 năm 2005\n"
SIGNED = "TM. UBND XÃ\nCHỦ TỊCH\n\nK'Mẫu\n"
SENT = "Nơi nhận :\n- Như trên\n- Lưu VP\n"
APPENDIX = "\nPHỤ LỤC\n\nDi Linh, ngày 5 tháng 7 năm 2006\nNgười lập"
MINUTES = (
    "CHI BỘ THÔN 3\n*\n\nBIÊN BẢN\nHọp chi bộ tháng 9\n\nHôm nay, ngày 12/9/2023, chi bộ họp.\n\n"
)
CHAIR = "CHỦ TRÌ\nTrần Văn Mẫu\n"

ENDS = {
    "above the recipients": (LETTER + DAY + SENT + SIGNED, "2005-06-04"),
    "above the signature": (LETTER + DAY + SIGNED + SENT, "2005-06-04"),
    "between the two": (LETTER + SENT + DAY + SIGNED, "2005-06-04"),
    "beside the recipients": (
        LETTER + f"Nơi nhận:\t{DAY}- Như trên\tTM. UBND XÃ\n- Lưu VP\tCHỦ TỊCH\n\n\tK'Mẫu",
        "2005-06-04",
    ),
    "with slashes": (LETTER + "Tân Thượng, ngày 4/6/2005\n" + SIGNED, "2005-06-04"),
    "in capitals": (LETTER + DAY.upper() + SIGNED, "2005-06-04"),
    "left open": (LETTER + "Tân Thượng, ngày    tháng 6 năm 2005\n" + SIGNED, "2005-06"),
    "of minutes": (MINUTES + "Di Linh, ngày 12 tháng 9 năm 2023\n" + CHAIR, "2023-09-12"),
    "with that of an appendix": (LETTER + DAY + SENT + SIGNED + APPENDIX, "2005-06-04"),
    "of who writes for himself": (
        (
            f"ĐƠN XIN CHUYỂN SINH HOẠT\n\nKính gửi: Chi bộ Thôn 3\n\nTôi tên là K'Mẫu.\n\n{DAY}"
            "Người làm đơn\n(ký, ghi rõ họ tên)\n\nK'Mẫu\n"
        ),
        "2005-06-04",
    ),
    "none": (LETTER + SENT + SIGNED, None),
    "none but the appendix's": (LETTER + SENT + SIGNED + APPENDIX, None),
    "a sentence that ends in it": (LETTER + "Họp tại " + DAY + "\n" + SIGNED, None),
    "a certificate's": (
        MINUTES + CHAIR + "\nXác nhận của Đảng ủy\nDi Linh, ngày 15 tháng 9 năm 2023\n"
        "T/M ĐẢNG ỦY\nBÍ THƯ\n\nK'Brếp",
        None,
    ),
    "two": (LETTER + DAY + "Di Linh, ngày 5 tháng 7 năm 2006\n" + SIGNED, None),
}


@pytest.mark.parametrize(("text", "day"), ENDS.values(), ids=ENDS)
def test_the_day_at_the_end(text: str, day: str | None) -> None:
    assert value_of(read(text).date) == day


def test_a_day_at_the_head_beats_that_at_the_end() -> None:
    head = LETTER.replace("V/v", "Tân Thượng, ngày    tháng 5 năm 2005\nV/v")
    date = read(head + DAY + SIGNED).date
    assert (value_of(date), date.evidence.status) == ("2005-05", Status.STATED)


def test_capitals_without_a_comma_may_be_a_heading() -> None:
    date = read(f"{ORGAN}SINH HOẠT CHI BỘ NGÀY 06/12/2017\n{TITLE}").date
    assert date.evidence.status is Status.INFERRED
