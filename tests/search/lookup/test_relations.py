"""What a draft is told of directives that a held text replaced, repealed or amended."""

import pytest

from indexer.directives.knowledge import Knowledge
from indexer.index.relations import StatedRelation
from indexer.index.stored import Card
from indexer.language import reason_text
from indexer.model import CitationRole
from search.held.relations import Relations
from search.lookup.draft import check_draft
from search.lookup.draft_context import ContextForm

KNOWLEDGE = Knowledge.load()
REPLACED, AMENDED, REPEALED = (
    CitationRole.REPLACED, CitationRole.AMENDED, CitationRole.REPEALED,
)  # fmt: skip
RULE_30, RULE_31 = "tw/k12/qdi-30", "tw/k13/qdi-31"
OLD, NEW, LAST = (f"tu.dong-nai/nk2020/qdi-{n}" for n in ("05", "12", "19"))
OF_30 = "Quy định số 30-QĐ/TW, ngày 26/7/2016 của Ban Chấp hành Trung ương (khóa XII)"
OF_05 = "Quy định số 05-QĐ/TU, ngày 02/3/2021 của Tỉnh ủy Đồng Nai"
BY_12 = "Quy định số 12-QĐ/TU, ngày 05/5/2022"
BY_19 = "Quy định số 19-QĐ/TU, ngày 06/6/2023"


def card(number, date, source):
    return Card(
        id="a", source=source, path=source, title=None, number=number, date=date, year=None,
        year_status="", type="Quy định", issuer=None, unit=None, unit_key=None, sample=False,
        secrecy=None, unit_status="",
    )  # fmt: skip


CARDS = {
    NEW: card("12-QĐ/TU", "2022-05-05", "qd-12.txt"),
    LAST: card("19-QĐ/TU", "2023-06-06", "qd-19.txt"),
    RULE_31: card("31-QĐ/TW", "2021-09-01", "qd-31.txt"),
}


def says(newer, older, role=REPLACED, day="2022-06-01", *, inferred=False):
    return StatedRelation(newer, role, older, day, inferred)


def remarks(text, stated, day="2024-01-01", language="vi"):
    relations = Relations(KNOWLEDGE.registry, stated, CARDS.get)
    (found,) = check_draft(text, KNOWLEDGE, ContextForm(day), relations=relations).findings
    return [
        (one.judgement and str(one.judgement), reason_text(one.reason, language))
        for one in found.remarks
        if str(one.judgement) not in ("not_held", "missing_term", "form")
    ]


BY_TEXT = "(theo văn bản qd-12.txt trong kho)"


@pytest.mark.parametrize(
    ("stated", "text", "wanted"),
    [
        ([], OF_05, []),
        ([says(NEW, OLD)], OF_05,
         [("replaced", f"Quy định số 05-QĐ/TU đã được thay thế bởi {BY_12} {BY_TEXT}")]),
        ([says(NEW, OLD, REPEALED)], OF_05,
         [("replaced", f"Quy định số 05-QĐ/TU đã bị bãi bỏ bởi {BY_12} {BY_TEXT}")]),
        # The day has not come.
        ([says(NEW, OLD, day="2024-01-02")], OF_05, []),
        # It is no surer than the text is, and to be amended is no fault of the draft.
        ([says(NEW, OLD, inferred=True)], OF_05,
         [(None, f"có thể đã được thay thế bởi {BY_12}; điều này chưa kiểm chứng {BY_TEXT}")]),
        ([says(NEW, OLD, AMENDED)], OF_05,
         [(None, f"đã được sửa đổi, bổ sung bởi {BY_12} {BY_TEXT}")]),
        ([says(NEW, OLD, AMENDED, inferred=True)], OF_05, []),
        ([says(NEW, OLD), says(LAST, NEW, day="2023-06-06")], OF_05,
         [("replaced", (f"Quy định số 05-QĐ/TU đã được thay thế bởi {BY_12} → {BY_19} "
           "(theo văn bản qd-12.txt, qd-19.txt trong kho)"))]),
        # Its own words say so.
        ([says(NEW, OLD)], f"thay thế {OF_05}",
         [("correct",
           f"đã được thay thế bởi {BY_12}, và câu văn có nói đến việc đó {BY_TEXT}")]),
        # Which term it is of, the draft leaves open.
        ([says(NEW, OLD)], "Quy định số 05-QĐ/TU của Tỉnh ủy Đồng Nai, nhiệm kỳ 2015 - 2020", []),
        ([says(NEW, OLD)], "Quy định số 05-QĐ/TU", []),
        # A circle, and a text that claims to replace itself.
        ([says(NEW, OLD), says(OLD, NEW)], OF_05,
         [(None, f"có thể đã được thay thế bởi {BY_12}; điều này chưa kiểm chứng {BY_TEXT}")]),
        ([says(OLD, OLD)], OF_05, []),
        # The registry's words stay as they were, with what a text says otherwise as a note.
        ([says(RULE_31, RULE_30)], OF_30, [
            ("replaced",
             "30-QĐ/TW đã được thay thế bởi Quy định số 22-QĐ/TW, ngày 28/7/2021"),
            (None, ("danh mục và văn bản trong kho không thống nhất; cũng ghi: Quy định số "
             "31-QĐ/TW, ngày 01/9/2021 (theo văn bản qd-31.txt trong kho)")),
        ]),
    ],
)  # fmt: skip
def test_a_draft_is_told_what_texts_say(stated, text, wanted):
    assert remarks(text, stated) == wanted


def test_it_is_told_in_english():
    ((_, said),) = remarks(OF_05, [says(NEW, OLD, REPEALED)], language="en")
    assert (
        said
        == f"Quy định số 05-QĐ/TU was repealed by {BY_12} (by the text qd-12.txt, which is held)"
    )
