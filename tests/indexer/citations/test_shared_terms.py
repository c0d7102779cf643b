"""Whose khóa, day and organ at the end of a list are, and what stands close to a plenum's name."""

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


TU = "Tỉnh ủy Nghệ An"
# text → khóa of each citation
LAST = {
    # one citation of several numbers: what ends it is said of all
    "các Quy định số 22-QĐ/TW, 37-QĐ/TW khóa XIII": ["XIII", "XIII"],
    "Quy định 22-QĐ/TW, số 37-QĐ/TW và số 41-QĐ/TW khóa XIII": ["XIII", "XIII", "XIII"],
    "Quy định số 30-QĐ/TW\nvà số 213-QĐ/TW khóa XII": ["XII", "XII"],
    "Quy định 101-QĐ/TW, 102-QĐi/TW khóa XII": ["XII", "XII"],
    "213-QĐ/TW và 30-QĐ/TW khóa XII": ["XII", "XII"],
    "Nghị quyết 18, 19-NQ/TW khóa XII": ["XII", "XII"],
    "Nghị quyết 18; 19-NQ/TW khóa XII": ["XII", "XII"],
    "Nghị quyết số 18, số 19 và số 20-NQ/TW khóa XII": ["XII", "XII", "XII"],
    "Nghị quyết 18 và 19 khóa XII": ["XII", "XII"],
    "Nghị quyết 18; số 19 khóa XII": ["XII", "XII"],
    "Nghị quyết từ số 26 đến số 28-NQ/TW khóa XII": ["XII", "XII", "XII"],
    "Nghị quyết số 12-NQ/HU, 13-NQ/HU nhiệm kỳ 2020-2025": ["2020-2025", "2020-2025"],
    # a type word of its own opens another citation, also of the same type
    "Chỉ thị 35-CT/TW và Quy định 30-QĐ/TW khóa XII": ["", "XII"],
    "Chỉ thị số 35-CT/TW và Chỉ thị số 05-CT/TW khóa XII": ["", "XII"],
    "Chỉ thị 35-CT/TW; Quy định 22-QĐ/TW (khóa XIII)": ["", "XIII"],
    "Nghị quyết 18-NQ/TW, 19-NQ/TW, Chỉ thị số 05-CT/TW khóa XII": ["", "", "XII"],
    "Chỉ thị 35-CT/TW và các Quy định 22-QĐ/TW, 37-QĐ/TW khóa XIII": ["", "XIII", "XIII"],
    "Nghị quyết số 18 và Chỉ thị 05 khóa XII": ["", "XII"],
    "Nghị quyết 12-NQ/HU và Kế hoạch 58-KH/HU nhiệm kỳ 2020-2025": ["", "2020-2025"],
    # so does another type, and a semicolon between whole symbols
    "35-CT/TW, 30-QĐ/TW khóa XII": ["", "XII"],
    "các Chỉ thị, Quy định số 35-CT/TW, 30-QĐ/TW khóa XII": ["", "XII"],
    "213-QĐ/TW; 35-CT/TW; 999-QĐ/TW; 30-QĐ/TW khóa XII": ["", "", "", "XII"],
    "Quy định 213-QĐ/TW; 22-QĐ/TW, 37-QĐ/TW khóa XIII": ["", "XIII", "XIII"],
    "Quy định số 22-QĐ/TW; số 37-QĐ/TW khóa XIII": ["", "XIII"],
    # and another body
    f"Quyết định số 213-QĐ/TW, 905-QĐ/TU của {TU} khóa XIX": ["", "XIX"],
    # a member keeps its own
    "Quy định 30-QĐ/TW khóa XII, 37-QĐ/TW khóa XIII": ["XII", "XIII"],
    "Quy định 30-QĐ/TW ngày 26/7/2016, 37-QĐ/TW khóa XIII": ["", "XIII"],
}


@pytest.mark.parametrize(("text", "terms"), LAST.items(), ids=LAST)
def test_a_khoa_at_the_end_is_that_of_one_citation(text, terms):
    assert [term for _, term in read(text)] == terms


# text → day, organ and place of each citation
ENDINGS = {
    "Quyết định số 217-QĐ/TW, 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị": [
        ("2013-12-12", "Bộ Chính trị"),
        ("2013-12-12", "Bộ Chính trị"),
    ],
    "35-CT/TW, 30-QĐ/TW ngày 26/7/2016": [("", "Trung ương"), ("2016-07-26", "Trung ương")],
    "213-QĐ/TW; 30-QĐ/TW ngày 26/7/2016": [("", "Trung ương"), ("2016-07-26", "Trung ương")],
    # 18-NQ/TW is a resolution of the Central Committee
    "Nghị quyết 18-NQ/TW và Chỉ thị 35-CT/TW của Bộ Chính trị": [
        ("", "Trung ương"),
        ("", "Bộ Chính trị"),
    ],
    # a local committee signs what stands before its name, if no semicolon parts it
    f"Quyết định 905-QĐ/TU và Kế hoạch 241-KH/TU ngày 05/6/2023 của {TU}": [
        ("", TU),
        ("2023-06-05", TU),
    ],
    f"905-QĐ/TU, 241-KH/TU của {TU}": [("", TU), ("", TU)],
    f"905-QĐ/TU; 241-KH/TU của {TU}": [("", "Tỉnh ủy"), ("", TU)],
    f"Quyết định 213-QĐ/TW, 905-QĐ/TU ngày 05/6/2023 của {TU}": [
        ("", "Trung ương"),
        ("2023-06-05", TU),
    ],
    f"Chỉ thị 35-CT/TW và Kế hoạch 241-KH/TU của {TU}": [("", "Trung ương"), ("", TU)],
}


@pytest.mark.parametrize(("text", "told"), ENDINGS.items(), ids=ENDINGS)
def test_a_day_and_an_organ_at_the_end_are_of_one_citation(text, told):
    found = find_citations(text)
    days = [one.date.iso if one.date else "" for one in found]
    organs = [" ".join(filter(None, (one.body, one.place))) for one in found]
    assert list(zip(days, organs, strict=True)) == told


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
