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
    "loại 12/2oil/xyz, tiêu chuẩn QHl5, đường 45/QHl5": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LETTERS_FOR_FIGURES.items(), ids=LETTERS_FOR_FIGURES)
def test_a_year_in_letters_is_read_and_told(text, expected):
    assert [(found.number, found.damaged) for found in read(text)] == expected
