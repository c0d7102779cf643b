"""What scanners make of a citation: letters for figures, glued words, a page's edge within it.

``⏎`` is the end of a line, ``→`` the tab between two cells of a table.
"""

import pytest

from indexer.citations.finder import find_citations


def read(text):
    return find_citations(text.replace("⏎", "\n").replace("→", "\t"))


LETTERS_FOR_FIGURES = {
    "Nghị định số 45/2O2O/NĐ-CP ngày 08/4/2020": [("45/2020/NĐ-CP", "45/2O2O")],
    "theo NĐ 3O/2O2O/NĐ-CP; phiên họp": [("30/2020/NĐ-CP", "3O/2O2O")],
    "Thông tư số 06/20l9/TT-BNV": [("06/2019/TT-BNV", "06/20l9")],
    "Quyết định số 26/2O2l/QĐ-UBND": [("26/2021/QĐ-UBND", "26/2O2l")],
    "Nghị định 154/2025/NĐ-CP và 178/2O24/NĐ-CP": [
        ("154/2025/NĐ-CP", ""), ("178/2024/NĐ-CP", "178/2O24"),
    ],
    "Nghị quyết số 202/2025/QHl5 của Quốc hội": [("202/2025/QH15", "202/2025/QHl5")],
    "Nghị quyết số 203/2025/QHI5": [("203/2025/QH15", "203/2025/QHI5")],
    "Luật số 8O/2O25/QH15": [("80/2025/QH15", "8O/2O25")],
    "Luật Tổ chức chính quyền địa phương số 72/2025/QHl5": [("72/2025/QH15", "72/2025/QHl5")],
    "Nghị quyết số 76/2025/UBTVQHl5": [("76/2025/UBTVQH15", "76/2025/UBTVQHl5")],
    "Nghị quyết số 1678/NQ-UBTVQHl5": [("1678/NQ-UBTVQH15", "1678/NQ-UBTVQHl5")],
    "theo l23/2024/NĐ-CP": [("123/2024/NĐ-CP", "l23")],
    # as it should be
    "Nghị định số 45/2020/NĐ-CP và Luật số 80/2025/QH15": [
        ("45/2020/NĐ-CP", ""), ("80/2025/QH15", ""),
    ],
    # no year, no legislature
    "lô đất 45/2O2O tại thôn": [],
    "mã hồ sơ 12/OOOO/NĐ, tại số 12/l9/NĐ": [],
    # letters alone, where "số" and a whole symbol tell a number
    "Quy định sô lOl-QĐ/TW, ngày O7/6/2012": [("101-QĐ/TW", "lOl")],
    "tại số lO/người, kho oil-QĐ/TW, số oi-QĐ/TW, số l-QĐ/TW": [],
    "loại 12/2oil/xyz, tiêu chuẩn QHl5, đường 45/QHl5": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LETTERS_FOR_FIGURES.items(), ids=LETTERS_FOR_FIGURES)
def test_a_year_in_letters_is_read_and_told(text, expected):
    assert [(found.number, found.damaged) for found in read(text)] == expected


SIGNS = {
    "Quyêt định sô 57-0Đ/TU ngày 3/3/2022": ["57-QĐ/TU"],
    "Nghị quyết số 18-N0/TW": ["18-NQ/TW"],
    "Nghị quyết số l8-NQ/T W, Nghị quyếtsố 19-NQ/TW": ["18-NQ/TW", "19-NQ/TW"],
    "còn 12-no/người, nợ 18 no/TW": [],
}

TYPES = {
    "theo Chl thị số 05-CT/TW": [("Chl thị số 05-CT/TW", "Chỉ thị")],
    "và Nghj quyết 18-NQ/TW": [("Nghj quyết 18-NQ/TW", "Nghị quyết")],
    "theo Kct luận số 14-KL/TW": [("Kct luận số 14-KL/TW", "Kết luận")],
    "theo Quy đlnh số 37-QĐ/TW": [("Quy đlnh số 37-QĐ/TW", "Quy định")],
    "theo Quyêt đ|nh số 37-QĐ/TU": [("Quyêt đ|nh số 37-QĐ/TU", "Quyết định")],
    # of another type, no type at all
    "theo Chl thị số 18-NQ/TW": [("18-NQ/TW", "Nghị quyết")],
    "gửi các xã 12-KH/HU": [("12-KH/HU", "Kế hoạch")],
}


@pytest.mark.parametrize(("text", "expected"), TYPES.items(), ids=TYPES)
def test_a_type_word_is_known_although_a_letter_was_misread(text, expected):
    assert [(found.text, found.type) for found in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), SIGNS.items(), ids=SIGNS)
def test_signs_are_read_although_a_letter_was_misread(text, expected):
    assert [found.number for found in read(text)] == expected


GLUED = {
    "Nghi quyêt57-NQ/TW cần tài liệu": ["Nghi quyêt57-NQ/TW"],
    "Quy định213-QĐ/TW ngày 02/01/2020": ["Quy định213-QĐ/TW"],
    "theo Chỉ thị05-CT/TW và Hướng dẫn38-HD/BTCTW": ["Chỉ thị05-CT/TW", "Hướng dẫn38-HD/BTCTW"],
    "Nghị quyết57 của Bộ Chính trị": ["Nghị quyết57"],
    # no type word
    "mã XQĐ213-QĐ/TW, kho ABthi05-CT/TW, thông báo12 người": [],
}


@pytest.mark.parametrize(("text", "expected"), GLUED.items(), ids=GLUED)
def test_a_number_may_be_glued_to_its_type_word(text, expected):
    assert [found.text for found in read(text)] == expected


HEADS = {
    "Quy định số⏎3⏎213-QĐ/TW của Bộ Chính trị": ["213-QĐ/TW", None],
    "Quy định số⏎HUYỆN ỦY VĨNH LINH                         2⏎69-QĐ/TW, ngày 06/7/2022": [
        "69-QĐ/TW", "2022-07-06",
    ],
    "Nghị quyết số 18-NQ/TW ngày⏎ĐẢNG BỘ TỈNH HƯNG YÊN  5⏎25/10/2017 của": [
        "18-NQ/TW", "2017-10-25",
    ],
    "Nghị⏎4      ĐẢNG ỦY XÃ HẢI ANH⏎quyết số 18-NQ/TW của": ["18-NQ/TW", None],
    "theo Kế hoạch số⏎⏎ĐẢNG ỦY PHƯỜNG TÂN AN→7⏎⏎12-KH/ĐU": ["12-KH/ĐU", None],
    "Nghị quyết số⏎5⏎ĐẢNG BỘ TỈNH HƯNG YÊN⏎18-NQ/TW": ["18-NQ/TW", None],
    "Nghị quyết số⏎ĐẢNG BỘ TỈNH HƯNG YÊN⏎- 5 -⏎18-NQ/TW": ["18-NQ/TW", None],
    "Chỉ thị số 35-⏎Trang 3/12⏎CT/TW ngày 14/6/2024": ["35-CT/TW", "2024-06-14"],
    "Nghị⏎⏎- 3 -⏎⏎quyết số 18-NQ/TW": ["18-NQ/TW", None],
    "Chỉ thị số 05-⏎HUYỆN ỦY BẢO LÂM 4⏎CT/TW": ["05-CT/TW", None],
    "theo Quy định số⏎HUYỆN ỦY VĨNH LINH 2⏎69-QĐ/TW": ["69-QĐ/TW", None],
    "theo Nghị⏎quyết⏎HUYỆN ỦY DI LINH    2⏎18-NQ/TW": ["18-NQ/TW", None],
    "theo Kế hoạch⏎⏎- 3 -⏎⏎12-KH/HU": ["12-KH/HU", None],
    "Nghị quyết số⏎3⏎57-⏎NQ/TW": ["57-NQ/TW", None],
    "Kế hoạch số 140-⏎                    14⏎KH/HU, ngày 30/7/2024": ["140-KH/HU", "2024-07-30"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADS.items(), ids=HEADS)
def test_a_running_head_parts_no_citation(text, expected):
    (found,) = read(text)
    assert [found.number, found.date.iso if found.date else None] == expected
    shown = text.replace("⏎", "\n").replace("→", "\t")
    assert found.text == found.span.of(shown)
    assert found.type in ("Quy định", "Nghị quyết", "Chỉ thị", "Kế hoạch")


LAW_HEADS = {
    "vi phạm Luật⏎⏎- 3 -⏎⏎Đất đai 2024, kiến nghị": "Đất đai",
    "vi phạm Luật⏎HUYỆN ỦY DI LINH    2⏎Tiếp công dân, kiến nghị": "Tiếp công dân",
}


@pytest.mark.parametrize(("text", "subject"), LAW_HEADS.items(), ids=LAW_HEADS)
def test_a_running_head_parts_no_law(text, subject):
    assert [found.subject for found in read(text)] == [subject]


NO_HEADS = {
    # a title below its number, a line of the sentence, the end of one
    "ngày⏎HỘI NGHỊ LẦN 2⏎25/10/2017": [],
    "Thực hiện Chỉ thị số 05-CT/TW.⏎ĐẢNG ỦY XÃ HẢI ANH   2⏎18-NQ/TW": ["05-CT/TW", "18-NQ/TW"],
    "Tờ trình số 27-TTr/⏎3⏎UBKTHU,⏎ngày 25/3/2024": ["27-TTr/UBKTHU"],
    "ban hành kết luận⏎ĐẢNG BỘ TỈNH  5⏎12. Công tác": [],
    "BÁO CÁO⏎ĐẢNG BỘ TỈNH  5⏎về Chỉ thị số 05-CT/TW": ["05-CT/TW"],
    "Kế hoạch số⏎           140⏎-KH/HU": ["140-KH/HU"],
    "từ 18-NQ/TW -⏎           19⏎hộ": ["18-NQ/TW"],
    "học theo⏎NGHỊ QUYẾT SỐ  18⏎của Trung ương": ["18"],
    "học theo⏎NGHỊ QUYẾT SỐ 18⏎của Trung ương": ["18"],
    "theo Chỉ thị số 05-CT/TW⏎NGHỊ QUYẾT SỐ 18⏎của Trung ương": ["05-CT/TW", "18"],
}


@pytest.mark.parametrize(("text", "expected"), NO_HEADS.items(), ids=NO_HEADS)
def test_no_other_line_of_capitals_is_passed_over(text, expected):
    assert [found.number for found in read(text)] == expected
