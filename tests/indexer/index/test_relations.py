"""What the index holds of what a text says that it replaces, amends or repeals."""

import pytest

from indexer.directives.knowledge import Knowledge
from indexer.index.relations import MAX_RELATIONS, StatedRelation, relation_values
from indexer.model import Document
from indexer.understanding import understand
from tests.held_papers import CENTRE, DONG_NAI, paper

KNOWLEDGE = Knowledge.load()
RULE_22 = {
    "number": "22-QĐ/TW", "title": "về công tác kiểm tra, giám sát và kỷ luật của Đảng",
    "day": "28/7/2021", **CENTRE,
    "signed": "T/M BAN CHẤP HÀNH TRUNG ƯƠNG\nTỔNG BÍ THƯ\nNguyễn Văn B",
}  # fmt: skip
PLAN = {"number": "196-KH/TU", "title": "trồng cây", "day": "05/01/2022", **DONG_NAI}
RULE_30 = "Quy định số 30-QĐ/TW, ngày 26/7/2016 của Ban Chấp hành Trung ương (khóa XII)"
OLD_PLAN = "Kế hoạch số 95-KH/TU, ngày 04/01/2021 của Tỉnh ủy Đồng Nai"


def values(text):
    document = Document("a", "a.txt", "", "text/plain", text)
    return relation_values(understand(document, KNOWLEDGE))


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"Điều 1. Quy định này thay thế {RULE_30}.", ["thay-the|tw/k12/qdi-30|2021-07-28|s"]),
        # The text leaves the term open: what follows from it is inferred.
        (
            "Điều 1. Quy định này thay thế Quy định số 30-QĐ/TW.",
            ["thay-the|tw/k12/qdi-30|2021-07-28|i"],
        ),
        (
            f"Điều 1. Quy định này có hiệu lực từ ngày 01/8/2021, thay thế {RULE_30}.",
            ["thay-the|tw/k12/qdi-30|2021-08-01|s"],
        ),
        (f"Điều 1. Quy định này có hiệu lực từ ngày ký, thay thế {RULE_30}.",
         ["thay-the|tw/k12/qdi-30|2021-07-28|s"]),
        (f"Điều 1. Quy định này sửa đổi, bổ sung {RULE_30}.",
         ["sua-doi-bo-sung|tw/k12/qdi-30|2021-07-28|s"]),
        (f"Điều 1. Bãi bỏ {RULE_30}.", ["bai-bo|tw/k12/qdi-30|2021-07-28|s"]),
        # A part of it: the rest stands.
        (f"Điều 1. Bãi bỏ khoản 2 Điều 4 {RULE_30}.",
         ["sua-doi-bo-sung|tw/k12/qdi-30|2021-07-28|s"]),
        (f"Điều 1. Quy định này thay thế Điều 5 {RULE_30}.",
         ["sua-doi-bo-sung|tw/k12/qdi-30|2021-07-28|s"]),
        # Twice is once.
        (f"Điều 1. Quy định này thay thế {RULE_30}.\nĐiều 2. Quy định này thay thế {RULE_30}.",
         ["thay-the|tw/k12/qdi-30|2021-07-28|s"]),
        # Reported of others, intended, denied, quoted, or not said of it at all.
        (f"Điều 1. Quy định số 41-QĐ/TW, ngày 03/11/2021 thay thế {RULE_30}.", []),
        (f"Điều 1. Đề nghị bãi bỏ {RULE_30}.", []),
        (f"Điều 1. Quy định này không thay thế {RULE_30}.", []),
        (f"Điều 1. Báo cáo viết: “Quy định này thay thế {RULE_30}”.", []),
        (f"Điều 1. Thực hiện {RULE_30}.", []),
        # Which of several terms is meant, nobody knows.
        ("Điều 1. Quy định này thay thế Quy định số 999-QĐ/TW.", []),
    ],
)  # fmt: skip
def test_a_text_replaces_what_it_says(body, wanted):
    assert values(paper(**RULE_22, body=body)) == [f"tw/k13/qdi-22|{one}" for one in wanted]


PLAN_95 = "tu.dong-nai/nk2020/kh-196|thay-the|tu.dong-nai/nk2020/kh-95|2022-01-05|s"
SAYS_SO = f"1. Kế hoạch này thay thế {OLD_PLAN}."


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({}, [PLAN_95]),
        # Without own key there is no relation: a draft, a paper without number or day.
        ({"above": "TỈNH ỦY ĐỒNG NAI\nDỰ THẢO"}, []),
        ({"number": ""}, []),
        # It claims to replace itself, as of another day: kept, so that it can be told.
        (
            {"body": SAYS_SO.replace("95-KH/TU, ngày 04/01/2021", "196-KH/TU, ngày 04/01/2022")},
            [PLAN_95.replace("kh-95", "kh-196")],
        ),
        (
            {"body": SAYS_SO.replace("95-KH/TU, ngày 04/01/2021", "196-KH/TU, ngày 05/01/2022")},
            [PLAN_95.replace("kh-95", "kh-196")],
        ),
        # Without a day it may be the one of the term before: that it is itself is inferred.
        (
            {"body": "1. Kế hoạch này thay thế Kế hoạch số 196-KH/TU."},
            [PLAN_95.replace("kh-95", "kh-196").replace("|s", "|i")],
        ),
        # The one of its number in another term.
        (
            {"body": SAYS_SO.replace("95-KH/TU, ngày 04/01/2021", "196-KH/TU, ngày 04/01/2018")},
            [PLAN_95.replace("nk2020/kh-95", "nk2015/kh-196")],
        ),
    ],
)
def test_only_a_text_that_bears_a_key_makes_relations(changed, wanted):
    assert values(paper(**{**PLAN, "body": SAYS_SO, **changed})) == wanted


def test_what_one_notice_says_is_bounded():
    listed = "; ".join(
        OLD_PLAN.replace("95-", f"{n}-") for n in range(1000, 1000 + MAX_RELATIONS + 20)
    )
    found = values(paper(**PLAN, body=f"1. Kế hoạch này thay thế các văn bản: {listed}."))
    assert len(found) == MAX_RELATIONS


def test_a_value_comes_back_as_the_relation_that_it_was_made_of():
    one = StatedRelation.of_value(PLAN_95)
    assert (one.value, one.is_inferred, one.day) == (PLAN_95, False, "2022-01-05")
