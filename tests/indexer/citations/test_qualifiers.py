"""What stands behind a citation, or before it, tells its day, its organ and its khóa."""

import pytest

from indexer.citations.finder import find_citations

# text → day, organ, place, khóa
TOLD = {
    "Quy định 213-QĐ/TW được Bộ Chính trị ban hành ngày 02/01/2020": (
        "2020-01-02", "Bộ Chính trị", "", None),
    "Quy định 213-QĐ/TW do Bộ Chính trị ban hành ngày 02/01/2020": (
        "2020-01-02", "Bộ Chính trị", "", None),
    "Quy định 213-QĐ/TW đã được Bộ Chính trị quán triệt": (None, "Trung ương", "", None),
    "Kết luận 21-KL/TW, ngày 25/10/2021 của Hội nghị lần thứ tư BCH Trung ương Đảng khóa XIII": (
        "2021-10-25", "Ban Chấp hành Trung ương", "", "XIII",
    ),
    "Nghị quyết 18-NQ/TW, Hội nghị Trung ương 6 khóa XII ngày 25/10/2017": (
        "2017-10-25", "Trung ương", "", "XII",
    ),
    "Nghị quyết 20-NQ/TW, ngày 25/10/2017 tại Hội nghị Trung ương 6 khóa XII": (
        "2017-10-25", "Trung ương", "", "XII",
    ),
    "Quyết định 12/QĐ-UBND ngày 11/7/2023 của Chủ tịch UBND tỉnh Nghệ An": (
        "2023-07-11", "Ủy ban nhân dân tỉnh", "Nghệ An", None,
    ),
    # A khóa that opens a line with a colon is the heading of what follows.
    "Quy định 29-QĐ/TW, ngày 02/6/1997\nKhóa IX: các": ("1997-06-02", "Trung ương", "", None),
    "Quy định 29-QĐ/TW, ngày 02/6/1997.\n- Khóa IX: các": ("1997-06-02", "Trung ương", "", None),
    "Nghị quyết 18-NQ/TW của khóa XII về bộ máy": (None, "Trung ương", "", "XII"),
    "Nghị quyết 18-NQ/TW của khóa học hè": (None, "Trung ương", "", None),
    "Nghị quyết 18-NQ/TW của khóa trước": (None, "Trung ương", "", None),
    "Nghị quyết 18-NQ/TW, ngày 16/6/2022 của khóa trước": (
        "2022-06-16", "Trung ương", "", None),
    "Hướng dẫn số 38-HD/BTC của Ban Tổ chức Trung ương": (
        None, "Ban Tổ chức Trung ương", "", None),
    "BTC TW | 38-HD/BTC": (None, "Ban Tổ chức Trung ương", "", None),
    "gửi BTC TW bản 38-HD/BTC": (None, "Bộ Tài chính", "", None),
    "Quy định 213-QĐ/TW\n(khóa XII): yêu cầu": (None, "Trung ương", "", "XII"),
    "Quy định 213-QĐ/TW\nkhóa XII yêu cầu": (None, "Trung ương", "", "XII"),
    # A place's name does not go on into the organ that opens the next line.
    "Kế hoạch 12-KH/HU của Huyện ủy Sông Hinh\nBan Tổ chức Tỉnh ủy": (
        None, "Huyện ủy", "Sông Hinh", None),
    "Kế hoạch 12-KH/HU của Huyện ủy Sông\nHinh giao": (None, "Huyện ủy", "Sông Hinh", None),
    "Kế hoạch 12-KH/HU - ngày 03/4/2022": ("2022-04-03", "Huyện ủy", "", None),
    "Kế hoạch 12-KH/HU - năm 2025, huyện đạt 90%": (None, "Huyện ủy", "", None),
    "Kế hoạch 12-KH/HU - ngày 03/4/2022 Huyện ủy họp": (None, "Huyện ủy", "", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOLD.items(), ids=TOLD)
def test_day_organ_and_term_are_read(text, told):
    (found,) = find_citations(text)
    day = found.date.iso if found.date else None
    assert (day, found.body, found.place, found.term) == told


# text → khóa of each citation: a khóa alone in its line heads the lines below
HEADED = {
    "KHÓA XIII\n1. Nghị quyết 18\n2. Nghị quyết 19\nKHÓA XII\n1. Nghị quyết 20": [None, None, None],
    "1. Nghị quyết 18-NQ/TW\n**Khóa XII**\n1. Nghị quyết 19-NQ/TW": [None, None],
    "- Nghị quyết 18-NQ/TW;\nKhóa XII\n- 19-NQ/TW": [None, None],
    "- Nghị quyết 18\n- Khóa XII:\n+ Nghị quyết 19": [None, None],
    "Nghị quyết 18\nkhóa XII: Nghị quyết 19": [None, None],
    "Nghị quyết 18 ngày 25/10/2017\nKhóa XII\nNghị quyết 19": [None, None],
    "Chỉ thị 35\nKhóa XIII HĐND huyện họp": [None],
    "- Nghị quyết số 21\nKhóa XIII là nhiệm kỳ đổi mới.": [None],
    "2. Nghị quyết 19\n\nKHÓA XII\n\n1. Nghị quyết 18": [None, None],
    # a line that is only full, the end of a list or of a title, an item that another follows
    "1. Nghị quyết 18-NQ/TW\nkhóa XII\n2. Nghị quyết 19-NQ/TW\nkhóa XIII": ["XII", "XIII"],
    "1. Nghị quyết 18\nKhóa XII\n2. Nghị quyết 19\nKhóa XIII": ["XII", "XIII"],
    "Nghị quyết 18\nkhóa XII\nNghị quyết 19\nkhóa XIII": ["XII", "XIII"],
    "Nghị quyết 18\nKhóa XII về bộ máy": ["XII"],
    "Nghị quyết 18\nKhóa XII.\nNghị quyết 19": ["XII", None],
    "SƠ KẾT NGHỊ QUYẾT SỐ 18-NQ/TW\nKHÓA XII\nHuyện ủy báo cáo": ["XII"],
    "Nghị quyết 18-NQ/TW\n(Khóa XII)\nNghị quyết 19-NQ/TW": ["XII", None],
}


@pytest.mark.parametrize(("text", "terms"), HEADED.items(), ids=HEADED)
def test_a_khoa_alone_in_its_line_heads_what_follows(text, terms):
    assert [found.term for found in find_citations(text)] == terms
