"""A draft checked: what a clerk would say of each citation, and the wording to copy."""

import pytest

from indexer.directives.doubts import (
    RegistryColumn,
    certain_date,
    doubt_text,
    doubtful_columns,
    shares_its_number,
)
from indexer.directives.knowledge import Knowledge
from indexer.directives.registry import Registry
from indexer.language import reason_text
from indexer.model import Directive, PartialDate
from search.forms.terminal_lookup import draft as draft_lines
from search.held import Relations
from search.lookup.draft import check_draft
from search.lookup.draft_context import ContextForm, typed_date
from search.lookup.house_style import registry_wording
from search.lookup.lookup import MAX_TEXT
from tests.steps import is_linear

KNOWLEDGE = Knowledge.load()
REGISTRY = KNOWLEDGE.registry
HELD_213 = "Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)"


def check(text, issued="", registry=REGISTRY):
    """The findings of a draft in the order of its text."""
    known = Knowledge(registry, KNOWLEDGE.gazetteer)
    found = check_draft(text, known, ContextForm(issued)).findings
    return sorted(found, key=lambda one: one.resolution.citation.span)


def judged(text, issued=""):
    return [str(one.judgement) for one in check(text, issued)]


TABLE = (
    # (draft, its date, judgement, wordings to copy)
    (HELD_213, "", "correct", [HELD_213]),
    ("Quy định 213/QĐ-TW ngày 2.1.2020", "", "form", [HELD_213]),
    ("Quyết định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị", "", "wrong_type", [HELD_213]),
    ("Quyết định số 213-QĐ/TW của Bộ Chính trị (khóa XII)", "", "wrong_type", [HELD_213]),
    ("Quy định số 217-QĐ/TW, ngày 12/12/2013", "", "wrong_type",
     ["Quyết định số 217-QĐ/TW, ngày 12/12/2013 của Bộ Chính trị (khóa XI)"]),
    ("Chỉ thị số 213-QĐ/TW", "", "wrong_type", [HELD_213]),
    ("Công văn số 532-TB/TU", "", "wrong_type", ["Thông báo số 532-TB/TU"]),
    ("Nghị quyết Trung ương 4 khóa XIII", "", "wrong_type",
     ["Kết luận số 21-KL/TW, ngày 25/10/2021 của Ban Chấp hành Trung ương (khóa XIII)"]),
    ("Nghị quyết Trung ương 4 khóa XII", "", "correct",
     ["Nghị quyết số 04-NQ/TW, ngày 30/10/2016 của Ban Chấp hành Trung ương (khóa XII)"]),
    ("Quy định số 213-QĐ/TW, ngày 20/01/2020 (khóa XII)", "", "wrong_date", [HELD_213]),
    ("Quy định số 213-QĐ/TW, ngày 05/6/2018 (khóa XII)", "", "wrong_date", [HELD_213]),
    ("Quy định số 213-QĐ/TW, ngày 02/01/2020 (khóa XIII)", "", "wrong_date", [HELD_213]),
    ("Quy định số 213-QĐ/TW, ngày 31/02/2020", "", "wrong_date", [HELD_213]),
    # 58-QĐ/TW is of 08/02/2022, so number 213 of the same term cannot be older.
    ("Quy định số 213-QĐ/TW, ngày 02/01/2022", "", "wrong_date", [HELD_213]),
    ("Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Ban Bí thư", "", "wrong_body",
     ["Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị (khóa XIII)"]),
    ("Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị", "", "correct",
     ["Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị (khóa XIII)"]),
    ("Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Trung ương", "", "correct",
     ["Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị (khóa XIII)"]),
    ("Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Ban Bí thư, Bộ Chính trị", "", "correct",
     ["Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị (khóa XII)"]),
    # A number of the State has its year in it, also where the day of the registry is in doubt.
    ("Luật số 42/2013/QH13 ngày 25/11/2014", "", "wrong_date",
     ["Luật số 42/2013/QH13"]),
    ("Luật số 42/2013/QH13 ngày 25/11/2013", "", "correct",
     ["Luật số 42/2013/QH13"]),
    ("Luật số 42/2013/QH13, có hiệu lực từ ngày 01/7/2014", "", "correct",
     ["Luật số 42/2013/QH13"]),
    ("Quyết định số 12/2021/QĐ-UBND, ngày 05/3/2022 của UBND tỉnh Lâm Đồng", "", "wrong_date",
     ["Quyết định số 12/2021/QĐ-UBND, ngày 05/3/2022 của Ủy ban nhân dân tỉnh Lâm Đồng"]),
    ("Quyết định số 12/2021/QĐ-UBND, ngày 05/3/2021 của UBND tỉnh Lâm Đồng", "", "not_held",
     ["Quyết định số 12/2021/QĐ-UBND, ngày 05/3/2021 của Ủy ban nhân dân tỉnh Lâm Đồng"]),
    ("Quyết định số 2021/QĐ-UBND, ngày 05/3/2022 của UBND tỉnh Lâm Đồng", "", "not_held",
     ["Quyết định số 2021/QĐ-UBND, ngày 05/3/2022 của Ủy ban nhân dân tỉnh Lâm Đồng"]),
    ("Chỉ thị số 05-CT/TW của Bộ Chính trị", "", "missing_term",
     ["Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị (khóa XII)"]),
    ("Chỉ thị số 35-CT/TW", "", "missing_term",
     ["Chỉ thị số 35-CT/TW, ngày 26/5/2014 của Bộ Chính trị (khóa XI)",
      "Chỉ thị số 35-CT/TW, ngày 30/5/2019 của Bộ Chính trị (khóa XII)",
      "Chỉ thị số 35-CT/TW, ngày 14/6/2024 của Bộ Chính trị (khóa XIII)"]),
    ("Quy định số 47-QĐ/TW, ngày 01/11/2011", "2023-08-09", "replaced",
     ["Quy định số 47-QĐ/TW, ngày 01/11/2011 của Ban Chấp hành Trung ương (khóa XI)",
      "Quy định số 37-QĐ/TW, ngày 25/10/2021 của Ban Chấp hành Trung ương (khóa XIII)"]),
    ("Quy định số 47-QĐ/TW, ngày 01/11/2011", "2015-08-09", "correct",
     ["Quy định số 47-QĐ/TW, ngày 01/11/2011 của Ban Chấp hành Trung ương (khóa XI)"]),
    ("Quy định này thay thế Quy định số 47-QĐ/TW, ngày 01/11/2011", "", "correct",
     ["Quy định số 47-QĐ/TW, ngày 01/11/2011 của Ban Chấp hành Trung ương (khóa XI)"]),
    ("Quy định số 377-QĐ/TW (khóa XIII)", "2024-01-01", "later",
     ["Quy định số 377-QĐ/TW, ngày 08/10/2025 của Bộ Chính trị (khóa XIII)"]),
    ("Nghị định số 30/2020/NĐ-CP, ngày 05/3/2020 của Chính phủ", "2019-12-31", "later",
     ["Nghị định số 30/2020/NĐ-CP, ngày 05/3/2020 của Chính phủ"]),
    ("Nghị quyết Đại hội XIII", "2019-01-01", "later", ["Nghị quyết Đại hội XIII"]),
    ("Nghị quyết Trung ương 5 khóa XIII", "", "ambiguous", [
        "Nghị quyết số 18-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương (khóa XIII)",
        "Nghị quyết số 19-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương (khóa XIII)",
        "Nghị quyết số 21-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương (khóa XIII)"]),
    ("Nghị quyết 18-NQ/TW", "2022-12-15", "missing_term",
     ["Nghị quyết số 18-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương (khóa XIII)",
      "Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương (khóa XII)"]),
    # What was issued after the draft, or is about something else, is not meant by it.
    ("Nghị quyết 18-NQ/TW", "2018-12-15", "missing_term",
     ["Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương (khóa XII)"]),
    # What is not held is not offered as it stands there.
    ("Quyết định số 999-QĐ/TW", "", "not_held", []),
    ("Quyết định 999/QĐ-TW", "", "not_held", ["Quyết định số 999-QĐ/TW"]),
    ("kế hoạch 196/KH-TU ngày 5/10/2022 của Tỉnh ủy Đồng Nai", "", "not_held",
     ["Kế hoạch số 196-KH/TU, ngày 05/10/2022 của Tỉnh ủy Đồng Nai"]),
    ("Quyết định số 00-QĐ/TW", "", "malformed", []),
)  # fmt: skip


@pytest.mark.parametrize(("text", "issued", "judgement", "wordings"), TABLE)
def test_each_slip_is_told_with_the_wording_to_copy(text, issued, judgement, wordings):
    (finding,) = check(text, issued)
    assert str(finding.judgement) == judgement
    assert [one.text for one in finding.wordings] == wordings
    assert str(finding.because)
    assert reason_text(finding.because, "en") != str(finding.because)


def test_several_slips_of_one_citation_are_all_told():
    (finding,) = check("Quy định số 47-QĐ/TW của Ban Chấp hành Trung ương")
    assert [one.judgement for one in finding.remarks] == ["replaced", "missing_term"]


def test_only_the_first_mention_has_to_give_the_term():
    text = "Chỉ thị số 05-CT/TW, ngày 15/5/2016. Theo Chỉ thị 05-CT/TW, Chỉ thị 05 nêu rõ."
    assert judged(text) == ["correct"] * 3
    assert judged("Chỉ thị số 05-CT/TW nêu rõ; Chỉ thị số 05-CT/TW cũng nêu") == [
        "missing_term", "correct",
    ]  # fmt: skip


# draft → its day, what is said of each citation
BEHIND_ANOTHER = {
    # khóa XIII issued a Chỉ thị 35 in 2024, which no draft of 2023 can mean
    "Chỉ thị 35-CT/TW; Quy định 22-QĐ/TW (khóa XIII)": ("12/3/2023", ["missing_term", "correct"]),
    "Chỉ thị 35-CT/TW và Quy định 22-QĐ/TW (khóa XIII)": ("12/3/2025", ["missing_term", "correct"]),
    # a pair of one type and one khóa needs it once
    "Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW khóa XII": ("", ["correct", "correct"]),
    "Nghị quyết số 18-NQ/TW; Nghị quyết số 19-NQ/TW khóa XII": ("", ["missing_term", "correct"]),
    # in 2025 a Chỉ thị 35 without khóa is that of the term then sitting
    "Chỉ thị 35-CT/TW và Chỉ thị 05-CT/TW khóa XII": ("12/3/2025", ["missing_term", "correct"]),
}


@pytest.mark.parametrize(("text", "told"), BEHIND_ANOTHER.items(), ids=BEHIND_ANOTHER)
def test_the_khoa_of_the_citation_behind_is_not_held_against_one(text, told):
    issued, judgements = told
    assert judged(text, issued) == judgements


def test_the_organ_behind_the_last_of_a_list_is_not_held_against_the_first():
    text = "Nghị quyết số 21-NQ/TW, ngày 25/10/2017; Chỉ thị số 05-CT/TW, ngày 15/5/2016 của "
    assert judged(f"{text}Bộ Chính trị") == ["correct", "correct"]
    assert judged(f"{text}Ban Bí thư") == ["correct", "wrong_body"]


@pytest.mark.parametrize(
    ("before", "judgement"),
    [
        ("Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị; ", "wrong_body"),
        ("Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị, ", "wrong_body"),
        ("theo ý kiến của Bộ Chính trị. Thực hiện ", "wrong_body"),
        # Here the right organ is said to have issued it, and the other may be that of another act.
        ("Bộ Chính trị ban hành ", "correct"),
    ],
)
def test_the_organ_of_the_citation_before_is_not_that_of_the_next(before, judgement):
    text = f"{before}Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Ban Bí thư"
    assert judged(text)[-1] == judgement


ORGANS = (
    # (as it stands in a draft, as it is to stand)
    ("của Ban Bí thư", "của Bộ Chính trị"),
    ("của Ban Bí thư Trung ương Đảng về học tập", "của Bộ Chính trị về học tập"),
    ("của\nBan Bí thư", "của\nBộ Chính trị"),
    ("của Bộ Chính trị", "của Bộ Chính trị"),
    ("của Trung ương", "của Trung ương"),
    # An abbreviation is told, and left to its writer.
    ("của BBT", "của BBT"),
)


@pytest.mark.parametrize(("written", "right"), ORGANS)
def test_the_wrong_organ_of_a_directive_of_that_very_day_is_corrected(written, right):
    text = "Chỉ thị số 05-CT/TW, ngày 15/5/2016 "
    assert check_draft(text + written, KNOWLEDGE).corrected == text + right


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ thị số 05-CT/TW (khóa XII) của Ban Bí thư",  # no day: the number may be wrong
        "Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Ban Bí thư về bảo hiểm y tế học sinh",
        "Nghị quyết số 05-NQ/TW, ngày 15/5/2016 của Ban Bí thư",
    ],
)
def test_an_organ_that_may_be_right_is_not_corrected(text):
    assert check_draft(text, KNOWLEDGE).corrected == text


def test_an_organ_of_which_the_registry_is_not_sure_is_no_fault():
    assert judged("Chỉ thị số 51-CT/TW, ngày 08/8/2025 của Bộ Chính trị") == ["correct"]
    assert judged("Chỉ thị số 51-CT/TW, ngày 08/8/2025 của Ban Bí thư") == ["correct"]


@pytest.mark.parametrize(
    ("text", "judgements"),
    [
        # Khóa X and XIII have a 213-QĐ/TW too, which may well be a Quyết định.
        ("Quyết định số 213-QĐ/TW", ["missing_term", None]),
        ("Quyết định số 37-QĐ/TW của Bộ Chính trị", ["not_held", "missing_term"]),
        ("Quyết định số 213-QĐ/TW của Bộ Chính trị về phân công công tác", ["missing_term", None]),
        # The organ tells which.
        ("Quyết định số 213-QĐ/TW của Bộ Chính trị", ["wrong_type", "missing_term"]),
        ("Quyết định số 57-QĐ/TW của Ban Bí thư", ["wrong_type", "missing_term"]),
        ("Quyết định số 213-QĐ/TW của Bộ Chính trị (khóa XII)", ["wrong_type"]),
        ("Quy định số 213-QĐ/TW của Bộ Chính trị", ["missing_term"]),
    ],
)
def test_a_wrong_type_comes_first_and_is_none_where_the_directive_is_open(text, judgements):
    (finding,) = check(text)
    assert [one.judgement for one in finding.remarks] == judgements
    assert finding.corrections == ()


def test_the_type_that_may_be_wrong_is_noted():
    (finding,) = check("Quyết định số 213-QĐ/TW")
    assert str(finding.remarks[-1].reason) == (
        "số 213-QĐ/TW (khóa XII) là Quy định, không phải Quyết định"
    )


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Chỉ thị số 40-CT/TW, ngày 20/11/2014", "chưa kiểm chứng"),
        ("Nghị quyết số 33-NQ/TW, ngày 10/6/2014", "chưa kiểm chứng"),
        ("Quy định số 124-QĐ/TW, ngày 04/10/2023", "có thể đã được thay thế"),
        ("Quy định số 41-QĐ/TW, ngày 03/11/2021", "có thể đã được thay thế"),
    ],
)
def test_a_doubtful_cell_is_never_held_against_the_writer(text, note):
    (finding,) = check(text)
    assert finding.judgement == "correct"
    assert note in " ".join(str(one.reason) for one in finding.remarks)


def test_a_month_that_is_certain_is_held_against_the_writer():
    assert judged("Nghị quyết số 33-NQ/TW, ngày 09/8/2014") == ["wrong_date"]


def test_no_row_of_the_registry_is_called_wrong_in_its_own_wording():
    for row in REGISTRY:
        if registry_wording(row):
            (finding,) = check(registry_wording(row))
            assert finding.resolution.key == row.key
            # Of two decrees with one number only the day tells, and a doubtful day is not written.
            open_one = ("ambiguous",) if shares_its_number(row) else ()
            assert finding.judgement in ("correct", "replaced", *open_one), finding


def test_wordings_never_hold_what_is_in_doubt():
    for row in REGISTRY:
        cells, wording = doubtful_columns(row), registry_wording(row)
        if RegistryColumn.BODY in cells:
            assert row.body not in wording
        if {RegistryColumn.DATE, RegistryColumn.DAY} & cells:
            assert "ngày" not in wording
        if row.confidence == "unconfirmed":
            assert wording == ""


def test_what_replaced_is_followed_up_to_the_day_of_the_draft():
    days = {"2020-01-01": [], "2022-01-01": ["22-QĐ/TW"], "2025-12-01": ["22-QĐ/TW", "296-QĐ/TW"]}
    for day, numbers in days.items():
        found = Relations(REGISTRY).successors("tw/k12/qdi-30", PartialDate.parse(day))
        assert [REGISTRY.get(one.newer).number for one in found] == numbers


def test_replacements_that_go_in_a_circle_come_to_an_end():
    rows = [
        Directive(f"tw/k13/ct-{one}", "Chỉ thị", f"{one}-CT/TW", "Ban Bí thư", "XIII", "", "",
                  superseded_by=(f"tw/k13/ct-{other}",), confidence="confirmed")
        for one, other in (("90", "91"), ("91", "90"))
    ]  # fmt: skip
    (finding,) = check("Chỉ thị số 90-CT/TW (khóa XIII)", registry=Registry(tuple(rows)))
    assert finding.judgement == "replaced"


@pytest.mark.parametrize(
    ("key", "cells", "date"),
    [
        ("tw/k12/qdi-213", [], "2020-01-02"),
        ("tw/k11/ct-03", ["day"], "2011"),
        ("tw/k11/nq-33", ["day"], "2014-06"),
        ("tw/k13/ct-51", ["issuing organ", "title"], "2025-08-08"),
        ("tw/k13/nq-20", ["date", "number"], None),
        ("tw/k11/nq-39", sorted(RegistryColumn), None),
    ],
)
def test_doubts_name_their_cells(key, cells, date):
    row = REGISTRY.get(key)
    found = certain_date(row)
    assert sorted(doubtful_columns(row)) == cells
    assert (found.iso if found else None) == date
    assert bool(doubt_text(row)) == bool(cells)


def test_a_doubt_in_other_words_counts_for_the_whole_row():
    row = Directive("tw/k13/ct-90", "Chỉ thị", "90-CT/TW", "", "XIII", "", "",
                    confidence="partial", doubt="chỉ thấy trên báo")  # fmt: skip
    assert doubtful_columns(row) == frozenset(RegistryColumn)
    assert doubt_text(row) == "chỉ thấy trên báo"


def test_the_letterhead_gives_the_date_of_a_draft_unless_the_writer_does():
    text = (
        "HUYỆN ỦY BẢO LÂM            ĐẢNG CỘNG SẢN VIỆT NAM\n*\n"
        "                            Bảo Lâm, ngày 09 tháng 8 năm 2023\nTHÔNG BÁO\n"
        "về kết quả thực hiện Quy định số 213-QĐ/TW\n"
    )
    read = check_draft(text, KNOWLEDGE).context
    assert (read.citing_context.issued, read.is_read) == (PartialDate(2023, 8, 9), True)
    given = check_draft(text, KNOWLEDGE, ContextForm("1/2/2024")).context
    assert (given.citing_context.issued, given.is_read) == (PartialDate(2024, 2, 1), False)
    misread = check_draft(text, KNOWLEDGE, ContextForm("hôm qua")).context
    assert (misread.citing_context.issued, misread.misread) == (None, "hôm qua")


@pytest.mark.parametrize(
    "lead", ["", "Căn cứ ", "Thực hiện ", "Căn cứ Luật Đất đai và ", "- Theo "]
)
@pytest.mark.parametrize("cited", ["Quy định 22-QĐ/TW, ngày 28/7/2021", HELD_213])
def test_a_date_cited_is_not_the_date_of_the_draft(lead, cited):
    known = check_draft(f"{lead}{cited};\n{lead}Quy định 47-QĐ/TW, ngày 01/11/2011", KNOWLEDGE)
    assert known.context.citing_context.issued is None
    told = {one.resolution.citation.text: one.judgement for one in known.findings}
    assert told["Quy định 47-QĐ/TW"] == "replaced"


@pytest.mark.parametrize("typed", ["", "32/1/2023", "1/2", "2023-02-30", "x" * 500, "٣/٤/٢٠٢٣"])
def test_no_date_is_made_of_what_is_none(typed):
    found = typed_date(typed)
    assert found is None or found.exact()


HOSTILE = "Quyết định số 1-QĐ/TW, ngày 31/02/2020 "


def test_a_long_draft_is_checked_up_to_the_limit():
    draft = check_draft(HOSTILE * 2_000, KNOWLEDGE)
    assert draft.cut
    assert max(one.resolution.citation.span.end for one in draft.findings) <= MAX_TEXT


@pytest.mark.parametrize("piece", [HOSTILE, f"{HELD_213}; ", "Quy định 213; ", "khóa XII, "])
def test_the_work_grows_as_the_draft_does(piece):
    assert is_linear(lambda text: check_draft(text, KNOWLEDGE), piece, 60)


def test_a_terminal_shows_every_finding_and_a_tally():
    draft = check_draft(f"{HELD_213}; Chỉ thị số 40-CT/TW (khóa XI)", KNOWLEDGE)
    lines = list(draft_lines(draft, "vi"))
    assert lines[-1] == "2 viện dẫn: đúng 2"
    assert any("chưa kiểm chứng: ngày ban hành" in line for line in lines)
    assert list(draft_lines(draft, "en"))[-1] == "2 citations: correct 2"
