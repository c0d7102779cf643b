"""Short forms as minutes, chats and notes for a successor have them, and counts that look alike.

``⏎`` is the end of a line, ``→`` a tab.
"""

import pytest

from indexer.citations.finder import find_citations

SHORT = {
    "đưa NQ21 (khóa XIII), đừng nhầm NQ 21 khóa XII": ["NQ21 (khóa XIII)", "NQ 21 khóa XII"],
    "Bầu cử thì QĐ190 + HD 04-HD/TW, nhớ đọc": ["QĐ190", "HD 04-HD/TW"],
    "xem QĐ37, QĐ69 và bản sửa là QĐ 264 (mới ra)": ["QĐ37", "QĐ69", "QĐ 264"],
    "Cứ bám CT35 với Kết luận 118⏎tháng 1 là đủ": ["CT35", "Kết luận 118"],
    "ko theo QĐ 124 nữa, theo QĐ 366 và HD 43 của BTC TW.": ["QĐ 124", "QĐ 366", "HD 43"],
    "trừ trường hợp được miễn, xem HD 38.": ["HD 38"],
    "theo QD 342⏎[07:45] c Hoa: the HD 38 con dung k a": ["QD 342", "HD 38"],
    "the thuc van ban lam theo QD 399 hay HD 36 a": ["QD 399", "HD 36"],
    "KL 213 ngày 21/11, KL213 của BBT": ["KL 213", "KL213"],
    "quán triệt KL 226, KL 210 trong tháng": ["KL 226", "KL 210"],
    "học NQ 57 (tháng 3), NQ 68 (tháng 6)": ["NQ 57", "NQ 68"],
    "- HD 05 cũ bỏ; xem lại KL 14 bảo vệ cán bộ": ["HD 05", "KL 14"],
    "học gồm NQ 57 (22/12/2024)": ["NQ 57"],
    "| 1 | NQ 18 | 25/10/2017 |": ["NQ 18"],
    "| 1 | NQ 18 | 25 |": [],
    "phổ biến ngay; Quy định 205 hết hiệu lực.": ["Quy định 205"],
    "theo Chỉ thi 35 ngày⏎14/6/2024 của Bộ Chính trị": ["Chỉ thi 35"],
    "Nghi quyêt 18 ngày⏎25/10/2017, Kêt luân 14 ngày 22/9/2021": ["Nghi quyêt 18", "Kêt luân 14"],
    # a term of prison, a number of cases
    "Tòa án quyết định 12 tháng 6 ngày tù; đã kết luận 10 tháng 5 vụ việc": [],
    "⏎- QĐ 379 giao dịch điện tử: ai phụ trách?⏎- HD 40-HD/BTCTW": ["QĐ 379", "HD 40-HD/BTCTW"],
    "⏎- QĐ 379 giao dịch điện tử: ai phụ trách?⏎- họp giao ban": [],
    "⏎- QĐ 379 hộ dân⏎- KL 20 giao dịch⏎- HD 40-HD/BTCTW": ["HD 40-HD/BTCTW"],
    "+ KL 21 (TW4 kXIII): nộp cam kết; KL 21 (7 nữ)": ["KL 21"],
    "Quy định 213 (không phải Quy định 214) về nơi cư trú": ["Quy định 213", "Quy định 214"],
    "theo Kế hoạch 18 của huyện": ["Kế hoạch 18"],
    "quy định 20 (trong đó 5 mới), kết luận 03 (ba) nội dung": [],
    "theo Quy định 37 độ C": [],
    "Quy định 37 do Bộ Chính trị ban hành": ["Quy định 37"],
    "Kế hoạch 18 đã đạt 17 xã": [],
    "Nghị quyết số 0; Quy định số 00, Chỉ thị số 05": ["Chỉ thị số 05"],
    # a contract, a room, a plate, a volume
    "đã ký HD 38, HD 39 với bên thuê; HĐ 38 ngày 12/3": [],
    "phòng HD 12 tầng 3; xe 29A-213.05 đón HD 38B": [],
    "KL 213 kg gạo, KL 20 tấn, xem KL 12 kg": [],
    # counts
    "QĐ 12 người, TB 5 người, theo QĐ 30 hộ": [],
    "ban hành QĐ 20 trường hợp, lớp HD 38 học viên": [],
    "họp NQ 2 lần, CT 35 hộ dân, tổ NQ 12 (7 nữ)": [],
    "chỉ thị 35 ngày là xong": [],
    # months
    "Kế hoạch 12 tháng năm 2024, nghị quyết 12 tháng 2025": [],
    "kết luận 12 tháng đầu năm": [],
    # a target in brackets
    "17 xã nâng cao (kế hoạch 18), 05 xã": [],
    "Kết nạp 12 đảng viên (kế hoạch 10), xóa tên 01": [],
    "đạt 95% kế hoạch 100, so với kế hoạch 18, Nghị quyết 15 điểm": [],
    "đã học ở chi bộ (Nghị quyết 57)": ["Nghị quyết 57"],
    "số lớp học 18 (kế hoạch 20), 18 (Nghị quyết 20)": ["Nghị quyết 20"],
    # a sum beside types of which no bare number is a name
    "Cộng: 62 văn bản; CV 41, KH 06, QĐ 09, BC 06.": [],
    "văn bản: NQ 57, NQ 68; văn bản: CV 41-CV/TU, QĐ 69, KL 14": [
        "NQ 57", "NQ 68", "CV 41-CV/TU", "QĐ 69", "KL 14",
    ],
    "nghị quyết 18 cái là nhiều; Nghị quyết 18 là nền": ["Nghị quyết 18"],
    # a heading, and what fills the cell of a table
    "BAN TỔ CHỨC HỘI THAO - THÔNG BÁO SỐ 2⏎1. Nội dung": [],
    "CĂN CỨ KẾT LUẬN - THÔNG BÁO SỐ 2 CỦA TỈNH ỦY": ["THÔNG BÁO SỐ 2"],
    "Thôi việc→05→NĐ 67→3.157⏎Nghị định 67/2025/NĐ-CP": ["NĐ 67", "Nghị định 67/2025/NĐ-CP"],
    # the name of a commune above the star of a letterhead
    "ĐẢNG ỦY XÃ VĂN BÀN⏎*⏎Số 97-BC/ĐU": [],
    "**Báo cáo**⏎**số 97-BC/ĐU**": ["Báo cáo**⏎**số 97-BC/ĐU"],
    # quotation marks and a khóa that are none of the name
    'sửa "Nghị quyết Trung ương 4 khóa XIII", "Chỉ thị 05 khóa XII"': [
        "Nghị quyết Trung ương 4 khóa XIII", "Chỉ thị 05 khóa XII",
    ],
    'Nghị quyết Trung ương 4 (khóa "XII"), Chỉ thị 05 khóa "XII"': [
        'Nghị quyết Trung ương 4 (khóa "XII")', 'Chỉ thị 05 khóa "XII"',
    ],
    "thay các quy định 45, 46 khóa XI; Nghị quyết 29 (khóa XI)": [
        "quy định 45", "46", "Nghị quyết 29 (khóa XI)",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHORT.items(), ids=SHORT)
def test_a_short_form_is_told_by_what_stands_around_it(text, expected):
    found = find_citations(text.replace("⏎", "\n").replace("→", "\t"))
    assert [one.text.replace("\n", "⏎") for one in found] == expected


WITHOUT_SIGIL = {
    "Nghị định 29/CP ngày 11-5-1998": [("Nghị định 29/CP", "29/NĐ-CP")],
    "Chỉ thị số 406-TTg": [("Chỉ thị số 406-TTg", "406/CT-TTg")],
    "Nghị quyết số 120/HĐBT": [("Nghị quyết số 120/HĐBT", "120/NQ-HĐBT")],
    "Nghị quyết 22/TU ngày 3/3/1999": [("Nghị quyết 22/TU", "22-NQ/TU")],
    "xem HD 36/VPTW": [("HD 36/VPTW", "36-HD/VPTW")],
    "CV số 112/TU": [("CV số 112/TU", "112-CV/TU")],
    "Công văn 1989/BNV": [("Công văn 1989/BNV", "1989/BNV")],
    # a body of the centre without any sign before it; no room
    "theo đó và HD 41 BTCTW; hỏi lại": [("HD 41 BTCTW", "41-HD/BTCTW")],
    "phòng 41 BTCTW, KL 41 btctw, HD 41 TW": [],
    # the year alone, of a type that one body issues; not a month, a day, a share
    "lương mới: ND 73/2024, Nghị định số 05/2024.": [
        ("ND 73/2024", "73/2024/NĐ-CP"), ("Nghị định số 05/2024", "05/2024/NĐ-CP"),
    ],
    "dự kiến nghị định 05/2024, NĐ 12/15 hộ, nghị định 30/11/2020, Thông tư 26/2019": [],
    "Nghị định 73/2024/NĐ-CP, Nghị định 30/2020 - CP": [
        ("Nghị định 73/2024/NĐ-CP", "73/2024/NĐ-CP"),
    ],
    # a word behind a dash, a count, a programme's nickname, no type word
    "Chỉ thị 05-Tư tưởng, Nghị quyết 18-Từ nay": [
        ("Chỉ thị 05", "05"), ("Nghị quyết 18", "18"),
    ],
    "kế hoạch 12/đủ, kết luận 12/12 nội dung": [],
    "Đề án 06/CP, Chương trình 135/CP": [],
    "phòng 22/TU, lô 29/CP": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WITHOUT_SIGIL.items(), ids=WITHOUT_SIGIL)
def test_a_type_word_stands_for_the_sigil_that_a_symbol_has_not(text, expected):
    assert [(found.text, found.number) for found in find_citations(text)] == expected
