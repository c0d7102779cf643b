"""Directives that are named together, or of which one names the other."""

from dataclasses import replace
from itertools import combinations

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.keys import DirectiveKey
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.directives.verdicts import code_of
from indexer.model import Outcome, PartialDate

REGISTRY = Registry.load()


def read(text, day, registry=REGISTRY):
    context = CitingContext(PartialDate.parse(day) if day else None)
    return resolve(find_citations(text), text, context, registry)


TOGETHER = [
    # one date, or one khóa, tells the others of its list
    ("Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Trung ương",
     "2023-08-09", ["tw/k12/nq-18 inferred", "tw/k12/nq-19 stated"]),
    ("Nghị quyết 18 và 19 khóa XII", "2023-08-09", ["tw/k12/nq-18 stated", "tw/k12/nq-19 stated"]),
    ("Ngày 25/10/2017, Trung ương ban hành Nghị quyết 18-NQ/TW, cùng ngày Nghị quyết 19-NQ/TW",
     "2023-08-09",
     ["tw/k12/nq-18 stated", "tw/k12/nq-19 inferred"]),
    # a khóa behind another citation is none of its own: at most it tells of a pair, not stated
    ("Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW khóa XII", "2025-03-12",
     ["tw/k12/nq-18 inferred", "tw/k12/nq-19 stated"]),
    ("Nghị quyết số 18-NQ/TW, 19-NQ/TW khóa XII", "2025-03-12",
     ["tw/k12/nq-18 stated", "tw/k12/nq-19 stated"]),
    ("213-QĐ/TW; 35-CT/TW; 999-QĐ/TW; 30-QĐ/TW khóa XII", "",
     ["tw/k12/qdi-213 inferred", "tw/_/ct-35 None", "tw/_/qd-999 None", "tw/k12/qdi-30 stated"]),
    ("Chỉ thị 35-CT/TW và Quy định 30-QĐ/TW khóa XII", "",
     ["tw/_/ct-35 None", "tw/k12/qdi-30 stated"]),
    # the subject at the end is that of the list
    ("Nghị quyết số 18-NQ/TW, 19-NQ/TW về sắp xếp tổ chức bộ máy, đơn vị sự nghiệp công lập",
     "2023-08-09", ["tw/k12/nq-18 inferred", "tw/k12/nq-19 inferred"]),
    ("Nghị quyết 18, 19 của Trung ương về tinh gọn bộ máy",
     "2023-08-09", ["tw/k12/nq-18 inferred", "tw/k12/nq-19 inferred"]),
    ("Nghị quyết số 20-NQ/TW, 21-NQ/TW về công tác y tế và dân số",
     "2022-11-09", ["tw/k12/nq-20 inferred", "tw/k12/nq-21 inferred"]),
    ("Quyết định 217, 218 của Bộ Chính trị về giám sát, phản biện xã hội",
     "2023-05-05", ["tw/k11/qd-217 inferred", "tw/k11/qd-218 inferred"]),
    ("Quyết định 217, 218 của Bộ Chính trị về an toàn hồ đập mùa mưa lũ",
     "2023-05-05", ["tw/_/qd-217 None", "tw/_/qd-218 None"]),
    # with nothing said it is the latest term's, as each number is by itself
    ("Nghị quyết số 18-NQ/TW, 19-NQ/TW", "2023-08-09",
     ["tw/k13/nq-18 inferred", "tw/k13/nq-19 inferred"]),
    # a full stop, or another type, parts them
    ("Nghị quyết số 19-NQ/TW ngày 25/10/2017. Nghị quyết số 18-NQ/TW",
     "2023-08-09", ["tw/k12/nq-19 stated", "tw/k13/nq-18 inferred"]),
    # a member that says of itself what it is follows no other
    ("Nghị quyết số 18-NQ/TW về đất đai và Nghị quyết số 19-NQ/TW ngày 25/10/2017",
     "2023-08-09", ["tw/k13/nq-18 stated", "tw/k12/nq-19 stated"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "meant"), TOGETHER)
def test_members_of_a_list_are_of_one_plenum(text, day, meant):
    assert [f"{one.key} {one.certainty}" for one in read(text, day)] == meant


CARRIED = [
    # of two conclusions 01, the one whose title names the symbol
    ("Kết luận 01-KL/TW về tiếp tục thực hiện Nghị quyết 48-NQ/TW về Chiến lược pháp luật",
     "2023-06-09", ["tw/k12/kl-01 stated", "tw/k9/nq-48 stated"]),
    # also in a short form, but not in another sentence, or of another number
    ("Kết luận 83-KL/TW (tổng kết Nghị quyết 48)", "2021-02-09",
     ["tw/k12/kl-83 inferred", "tw/k9/nq-48 inferred"]),
    ("Đã có Kết luận 83-KL/TW. Tổng kết Nghị quyết 48", "2021-02-09",
     ["tw/k12/kl-83 inferred", "tw/_/nq-48 None"]),
    ("Kết luận 83-KL/TW (tổng kết Nghị quyết 49)", "2021-02-09",
     ["tw/k12/kl-83 inferred", "tw/_/nq-49 None"]),
    ("Kết luận số 01-KL/TW về tiếp tục thực hiện Chỉ thị số 05-CT/TW",
     "2023-06-09", ["tw/k13/kl-01 stated", "tw/k12/ct-05 inferred"]),
    # and the symbol is the one that the title means
    ("Kết luận số 91-KL/TW, ngày 12/8/2024 về tiếp tục thực hiện Nghị quyết số 29-NQ/TW",
     "2024-12-09", ["tw/k13/kl-91 stated", "tw/k11/nq-29 inferred"]),
    ("Kết luận số 34-KL/TW về thực hiện một số mô hình thí điểm theo Nghị quyết số 18-NQ/TW",
     "2023-06-09", ["tw/k12/kl-34 stated", "tw/k12/nq-18 inferred"]),
    # named beside it, it is any
    ("Kết luận số 91-KL/TW, ngày 12/8/2024 và Nghị quyết số 29-NQ/TW",
     "2024-12-09", ["tw/k13/kl-91 stated", "tw/k13/nq-29 inferred"]),
    # no row carries that symbol on
    ("Kết luận số 01-KL/TW về tiếp tục thực hiện Nghị quyết số 77-NQ/TW",
     "2023-06-09", ["tw/_/kl-01 None", "tw/_/nq-77 None"]),
    # what the named directive is about, its conclusion is about too
    ("Kết luận số 121-KL/TW về sắp xếp tổ chức bộ máy tinh gọn", "2025-02-20",
     ["tw/k13/kl-121 inferred"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "meant"), CARRIED)
def test_a_symbol_in_a_title_tells_both(text, day, meant):
    assert [f"{one.key} {one.certainty}" for one in read(text, day)] == meant


def _pairs():
    rows = [row for row in REGISTRY.directives if row.date and row.date.exact()]
    for one, other in combinations(rows, 2):
        key, following = DirectiveKey.parse(one.key), DirectiveKey.parse(other.key)
        same = (key.body, key.term, code_of(one)) == (
            following.body,
            following.term,
            code_of(other),
        )
        if same and one.date == other.date and key.number and following.number:
            yield one, other


def test_a_pair_of_which_the_registry_lacks_one_links_neither_wrongly():
    """Each row of a pair is taken out in turn: no list leads to another term's for its sake."""
    wrong = []
    for pair in _pairs():
        text = f"thực hiện {pair[0].type} số {pair[0].number}, {pair[1].number}"
        day = pair[0].date.iso[:4]
        for gone in (pair[:1], pair[1:], pair):
            rows = tuple(row for row in REGISTRY.directives if row not in gone)
            for one, row in zip(
                read(text, f"{int(day) + 1}-01-20", replace(REGISTRY, directives=rows)),
                pair,
                strict=True,
            ):
                if one.outcome is Outcome.RESOLVED and one.key != row.key:
                    wrong.append((row.key, one.key))
    assert wrong == []
