"""Whole drafts, as offices write them: what is said of each citation, and what is put right.

The drafts and their right findings stand in ``tests/gold/drafts``; those in ``apart`` were not
looked at while the checks were written.
"""

import tomllib

import pytest

from indexer.directives import Knowledge
from search.lookup import ContextForm, Judgement, check_draft
from tests.checkout import ROOT

KNOWLEDGE = Knowledge.load()
DRAFTS = sorted((ROOT / "tests/gold/drafts").rglob("*.toml"))


def read(path):
    expected = tomllib.loads(path.read_text())
    return check_draft(path.with_suffix(".txt").read_text(), KNOWLEDGE), expected


def in_the_order_of_the_text(draft):
    return sorted(draft.findings, key=lambda one: (one.resolution.citation.span, one.mark))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_a_draft_has_the_findings_that_a_clerk_would_have(path):
    draft, expected = read(path)
    found = [
        [one.resolution.citation.text, str(one.judgement)]
        for one in in_the_order_of_the_text(draft)
    ]
    assert found == expected["findings"], expected["what"]
    assert [[one.before, one.after] for one in draft.corrections] == expected["corrections"]


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_what_was_corrected_is_right_when_it_is_checked_again(path):
    draft, _ = read(path)
    again = check_draft(draft.corrected, KNOWLEDGE)
    assert again.corrections == ()
    assert len(again.findings) == len(draft.findings)
    pairs = zip(in_the_order_of_the_text(draft), in_the_order_of_the_text(again), strict=True)
    for before, after in pairs:
        if before.corrections:
            kept = {one.judgement for one in after.remarks}
            assert kept <= {Judgement.CORRECT, Judgement.NOT_HELD, Judgement.REPLACED, None}


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_the_gravest_come_first_and_numbers_follow_the_text(path):
    draft, _ = read(path)
    places = [one.place for one in draft.findings]
    assert places == sorted(places)
    marks = [one.mark for one in in_the_order_of_the_text(draft) if one.mark]
    assert marks == list(range(1, len(marks) + 1))
    assert sum(len(found) for _, found in draft.groups) == len(draft.findings)


LEFT_ALONE = (
    # What it must not touch, though it has something to say.
    "Quy định số 41-QĐ/TW, ngày 05/11/2021 của Bộ Chính trị",  # the day of another number?
    "Chỉ thị số 35-CT/TW, ngày 30/5/2014",  # of 26/5/2014, or of 30/5/2019
    "Quy định số 218-QĐ/TW, ngày 12/12/2013",  # the Quyết định that issues that Quy định
    "Công văn số 532-TB/TU",  # sigil against type, and nothing is held
    "Chỉ thị số 05-CT/TW của Bộ Chính trị",  # which khóa is only inferred
    "Quy định số 47-QĐ/TW, ngày 01/11/2011",  # replaced
    "Quy định số 37-QĐ/TW, ngày 25/10/2021 về việc miễn nhiệm, từ chức đối với cán bộ",
    "các Quyết định số 213-QĐ/TW, 214-QĐ/TW, ngày 02/01/2020",  # one word for two
    "Nghị quyết Trung ương 4 khóa XIII",
    "Quy định số 37–QĐ/TW, ngày 25/10/2021",  # a dash that a word processor put in
    "QUY ĐỊNH SỐ 08-QĐI/TW, NGÀY 25/10/2018",
    "Quy định số 37-\nQĐ/TW, ngày 25/10/\n2021",  # lines of a page
    "Quy định số 58-QĐ/TW, ngày 08/02/2022 và ngày 05/5/2022",
    "Quy định số 2l3-QĐ/TW, ngày 2/1/2020",  # figures that were misread
    "Nghị định số 30/2020/NĐ-CP, ngày 05/3/2020",  # a nought too many is no fault
    "Quy định số 37/\n\nTrang 2\n\nQĐ-TW, ngày 25/10/2021",  # the end of a page within a symbol
    "Quy định số 37-QĐ/TW, ngày 25/10/2020 phân công đồng chí A",  # told without "về"
)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_leaves_a_choice_is_told_and_not_corrected(text):
    draft = check_draft(text, KNOWLEDGE, ContextForm("2023-08-09"))
    assert draft.findings
    assert draft.corrected == text


def test_a_number_with_the_subject_of_another_directive_is_told():
    text = "Quy định số 37-QĐ/TW, ngày 25/10/2021 về việc miễn nhiệm, từ chức đối với cán bộ"
    (finding,) = check_draft(text, KNOWLEDGE).findings
    assert finding.judgement == "wrong_subject"
    assert "41-QĐ/TW" in str(finding.because)


NOT_TO_DO = "về những điều đảng viên không được làm"
ISSUED_57 = "Quyết định số 57-QĐ/TW, ngày 08/02/2022 của Ban Bí thư"
TYPE_WORDS = (
    # (draft, whether its Quyết định surely has to be a Quy định)
    ("Quyết định số 37-QĐ/TW, ngày 25/10/2021", True),
    ("Quyết định số 57-QĐ/TW, ngày 08/02/2022 của Ban Bí thư", True),
    (f"Quyết định số 37-QĐ/TW, ngày 25/10/2021 {NOT_TO_DO}", True),
    (f"Quyết định số 37-QĐ/TW, tháng 10/2021 {NOT_TO_DO}", True),
    # The subject is another, or nobody knows whether it is.
    ("Quyết định số 57-QĐ/TW, ngày 08/02/2022 của Ban Bí thư về cử cán bộ", False),
    ("Quyết định số 37-QĐ/TW, ngày 25/10/2021 về phân công công tác", False),
    # So is the organ.
    ("Quyết định số 22-QĐ/TW, ngày 28/7/2021 của Ban Bí thư", False),
    ("Quyết định số 22-QĐ/TW, ngày 28/7/2021 của Ban Bí thư về thành lập Đoàn kiểm tra", False),
    (f"Quyết định số 37-QĐ/TW, ngày 25/10/2021 của Ban Bí thư {NOT_TO_DO}", False),
    # A khóa or a month has other numbers too.
    ("Quyết định số 213-QĐ/TW của Bộ Chính trị (khóa XII)", False),
    ("Quyết định số 37-QĐ/TW, tháng 10/2021", False),
    # What it does is told without "về", behind it or before.
    (f"{ISSUED_57} cử đồng chí Nguyễn Văn A", False),
    (f"{ISSUED_57}, cử đồng chí Nguyễn Văn A", False),
    (f"{ISSUED_57} khóa XIII điều động đồng chí Nguyễn Văn A", False),
    (f"{ISSUED_57}\nphân công công tác", False),
    (f"{ISSUED_57}\n\nTrang 2/5\n\nchuẩn y Ban Thường vụ", False),
    ("Quyết định số 57-QĐ/TW, ngày 08/02/2022 thành lập Đảng bộ", False),
    (f"Đồng chí A được cử theo {ISSUED_57}.", False),
    (f"Đồng chí A bị kỷ luật cảnh cáo tại {ISSUED_57}.", False),
    # So is what a decision on a person is: behind its type word, in brackets, in the clause before.
    ("Quyết định chuẩn y số 57-QĐ/TW, ngày 08/02/2022 của Ban Bí thư", False),
    (f"{ISSUED_57} (chuẩn y đồng chí B)", False),
    (f"Đồng chí D giữ chức Bí thư từ ngày 08/02/2022 ({ISSUED_57})", False),
    (f"Nhận công tác theo {ISSUED_57}.", False),
    # What follows is said of something else.
    (f"{ISSUED_57}; cử đồng chí Nguyễn Văn A", True),
    (f"{ISSUED_57}, Huyện ủy yêu cầu các chi bộ", True),
    (f"Căn cứ {ISSUED_57}\nTheo đề nghị của Ban Tổ chức", True),
    (f"{ISSUED_57} đã được quán triệt", True),
    (f"{ISSUED_57} đã cử đồng chí A", False),
    (f"{ISSUED_57} và đề nghị của Ban Tổ chức", True),
    (f"Đảng viên được giao việc. Căn cứ {ISSUED_57}.", True),
)


@pytest.mark.parametrize(("text", "is_sure"), TYPE_WORDS)
def test_a_type_word_is_corrected_only_where_nothing_speaks_against_it(text, is_sure):
    draft = check_draft(text, KNOWLEDGE)
    assert draft.findings[0].judgement == "wrong_type"
    assert draft.corrected == (text.replace("Quyết định", "Quy định") if is_sure else text)


AS_WRITTEN = (
    # The organ is another's: nobody knows which of the two is wrong.
    "Quyết định số 217-QĐ/TW, ngày 12/12/2014 của Ban Bí thư.",
    # No calendar has it, so there is no way to write it.
    "Quy chế số 01-QC/HU, ngày 30/2/2020.",
)


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_a_date_that_is_in_doubt_stays_as_it_is_written(text):
    assert check_draft(text, KNOWLEDGE).corrected == text


LAND = "về tiếp tục đổi mới, hoàn thiện thể chế, chính sách, nâng cao hiệu lực quản lý đất"
BODIES = "một số vấn đề về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị"
HOMONYMS = (
    # The day is of the 18-NQ/TW of khóa XII, the subject of that of khóa XIII; and the other way.
    (f"Nghị quyết số 18-NQ/TW, ngày 25/10/2017 {LAND}", "wrong_subject", "16/6/2022"),
    (f"Nghị quyết số 18-NQ/TW, ngày 16/6/2022 {BODIES}", "wrong_subject", "25/10/2017"),
    (f"Nghị quyết số 18-NQ/TW, ngày 25/10/2017 {BODIES}", "correct", ""),
    (f"Nghị quyết số 18-NQ/TW, ngày 16/6/2022 {LAND}", "correct", ""),
    ("Nghị quyết số 18-NQ/TW, ngày 16/6/2022 về quản lý và sử dụng đất", "correct", ""),
)


@pytest.mark.parametrize(("text", "judgement", "said"), HOMONYMS)
def test_a_day_of_one_number_with_the_subject_of_its_homonym_is_told(text, judgement, said):
    (finding,) = check_draft(text, KNOWLEDGE, ContextForm("2023-08-09")).findings
    assert finding.judgement == judgement
    assert said in str(finding.because)
    assert finding.corrections == ()


NO_OTHER_SUBJECT = (
    ("Chỉ thị số 05-CT/TW, ngày 15/5/2016 về học tập và làm theo Bác", "correct"),
    ("Quy định số 37-QĐ/TW, ngày 25/10/2021 về những điều đảng viên không được làm", "correct"),
    ("Quy định số 37-QĐ/TW, ngày 25/10/2021 về nêu gương", "correct"),
    ("Chỉ thị số 05-CT/TW, ngày 15/5/2016 về khám bệnh, chữa bệnh ở trạm y tế xã", "correct"),
)


@pytest.mark.parametrize(("text", "judgement"), NO_OTHER_SUBJECT)
def test_words_that_are_no_title_of_another_are_no_fault(text, judgement):
    (finding,) = check_draft(text, KNOWLEDGE).findings
    assert finding.judgement == judgement
