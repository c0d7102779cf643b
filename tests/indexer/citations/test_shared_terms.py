"""Whose the khóa at the end of a list are, and what else stands close to a plenum's name."""

import pytest

from indexer.citations.finder import find_citations


def read(text):
    return [(one.text, one.term or "") for one in find_citations(text)]


PLENUM = "Nghị quyết Trung ương 4 (khóa XII, XIII)"
TERMS = {
    # several khóa behind a plenum are the plenum's, however many stand before it
    f"Chỉ thị 05 và {PLENUM}": [("Chỉ thị 05", ""), (PLENUM, "XII"), (PLENUM, "XIII")],
    f"Chỉ thị số 05-CT/TW và {PLENUM}": [
        ("Chỉ thị số 05-CT/TW", ""),
        (PLENUM, "XII"),
        (PLENUM, "XIII"),
    ],
    f"Chỉ thị 05, Kết luận 01 và {PLENUM} gắn với Quy định 37": [
        ("Chỉ thị 05", ""),
        ("Kết luận 01", ""),
        (PLENUM, "XII"),
        (PLENUM, "XIII"),
        ("Quy định 37", ""),
    ],
    f"Kết luận số 01-KL/TW (khóa XIII), {PLENUM}": [
        ("Kết luận số 01-KL/TW", "XIII"),
        (PLENUM, "XII"),
        (PLENUM, "XIII"),
    ],
    # of as many numbers as khóa each has its own
    "Nghị quyết số 18-NQ/TW và Chỉ thị số 35-CT/TW (khóa XII, XIII)": [
        ("Nghị quyết số 18-NQ/TW", "XII"),
        ("Chỉ thị số 35-CT/TW", "XIII"),
    ],
    # the next citation is no khóa
    "NQTW 4 khóa XII, NQTW4 (khóa XI)": [("NQTW 4 khóa XII", "XII"), ("NQTW4 (khóa XI)", "XI")],
    "Quy định 22 khóa XIII, KL13": [("Quy định 22 khóa XIII", "XIII"), ("KL13", "")],
    # the khóa between the meeting and who met
    "Nghị quyết Hội nghị lần thứ tám (khóa XI) Ban Chấp hành Trung ương": [
        ("Nghị quyết Hội nghị lần thứ tám (khóa XI)", "XI")
    ],
    "Nghị quyết Hội nghị lần thứ 9 khóa XI của BCH Trung ương": [
        ("Nghị quyết Hội nghị lần thứ 9 khóa XI", "XI")
    ],
    "Nghị quyết Hội nghị lần thứ tám (khóa XI) của Tỉnh ủy": [],
}


@pytest.mark.parametrize(("text", "found"), TERMS.items(), ids=TERMS)
def test_each_khoa_is_that_of_the_paper_beside_it(text, found):
    assert read(text) == found


SYMBOLS = {
    "Nghị quyết số 98 /2023/ QH 15": ["Nghị quyết số 98 /2023/ QH 15"],
    "Nghị quyết 43/2022/QH15 154": ["Nghị quyết 43/2022/QH15"],
    "Quyết định 3989/QĐ.UBND; Nghị quyết 26-NQ.TW": [
        "Quyết định 3989/QĐ.UBND",
        "Nghị quyết 26-NQ.TW",
    ],
    "theo Quy định 22-QĐ. Tỉnh ủy yêu cầu": ["Quy định 22-QĐ"],
    # a committee that is named by a number, and a note mark
    "Kế hoạch số 03-KH/BCĐ35": ["Kế hoạch số 03-KH/BCĐ35"],
    "Nghị quyết 26-NQ/TW2 về nông nghiệp": ["Nghị quyết 26-NQ/TW"],
}


@pytest.mark.parametrize(("text", "spans"), SYMBOLS.items(), ids=SYMBOLS)
def test_a_symbol_ends_where_its_body_ends(text, spans):
    assert [span for span, _ in read(text)] == spans
