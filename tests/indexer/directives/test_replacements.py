"""Directives that a text names as replaced by another one."""

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.model import PartialDate

REGISTRY = Registry.load()

# text, and what its last citation means
REPLACED = [
    ("Quy định 207-QĐ/TW ngày 26/7/2026 (thay Quy định 37-QĐ/TW)", "tw/k13/qdi-37"),
    ("Hướng dẫn số 05-HD/VPTW ngày 27/5/2026 (thay Hướng dẫn 36)", "vptw/k12/hd-36"),
    ("Quy định số 22-QĐ/TW ngày 28/7/2021 thay thế Quy định số 30-QĐ/TW", "tw/k12/qdi-30"),
    ("Quy định số 22-QĐ/TW ngày 28/7/2021 đã thay thế cho Quy định 30", "tw/k12/qdi-30"),
    # where a text compares, or says that one holds no more
    ("Quy định 207-QĐ/TW ngày 26/7/2026, so sánh với Quy định 37-QĐ/TW", "tw/k13/qdi-37"),
    ("Quy định số 22-QĐ/TW ngày 28/7/2021, không còn theo Quy định 30", "tw/k12/qdi-30"),
    (
        "theo Quy định 69-QĐ/TW ngày 06/7/2022; không áp dụng Quy định 07-QĐi/TW và 102-QĐ/TW",
        "tw/k12/qdi-102",
    ),
    # a title that is alike, and what amended that one
    ("Quy định số 212-QĐ/TW ngày 17/8/2026, thay Quy định 69", "tw/k13/qdi-69"),
    ("Quy định số 212-QĐ/TW ngày 17/8/2026, thay Quy định 69 và Quy định 264", "tw/k13/qdi-264"),
    # the registry knows nothing of the kind
    ("Quy định 212-QĐ/TW ngày 17/8/2026 thay thế Quy định 102", "tw/_/qdi-102"),
    ("Quy định số 22-QĐ/TW ngày 28/7/2021 thay thế Chỉ thị 30", "tw/_/ct-30"),
    # another sentence, and no replacing at all
    ("Đã có Quy định số 22-QĐ/TW ngày 28/7/2021. Bãi bỏ Quy định 30", "tw/_/qdi-30"),
    ("Quy định số 22-QĐ/TW ngày 28/7/2021 và Quy định 30", "tw/_/qdi-30"),
]


def resolved(text):
    context = CitingContext(PartialDate(2026, 9, 18))
    return resolve(find_citations(text), text, context, REGISTRY)


@pytest.mark.parametrize(("text", "key"), REPLACED)
def test_what_is_called_replaced_is_what_the_other_replaced(text, key):
    last = resolved(text)[-1]
    assert (last.key, last.certainty) == (key, None if "/_/" in key else "inferred")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (REPLACED[0][0], "văn bản mà Quy định 207-QĐ/TW đã thay thế"),
        (
            "Quy định số 212-QĐ/TW ngày 17/8/2026, thay Quy định 69",
            "văn bản khóa trước về cùng nội dung với Quy định số 212-QĐ/TW",
        ),
    ],
)
def test_the_reason_says_what_is_known(text, reason):
    assert str(resolved(text)[-1].reason) == reason


def test_what_stands_first_may_be_the_one_replaced():
    first, newer = resolved(
        "Quy định 30 nay được thay thế bằng Quy định số 22-QĐ/TW ngày 28/7/2021"
    )
    assert (first.key, first.certainty) == ("tw/k12/qdi-30", "inferred")
    assert newer.key == "tw/k13/qdi-22"


def test_a_term_that_is_stated_stays():
    assert (
        resolved("Quy định số 22-QĐ/TW ngày 28/7/2021 thay thế Quy định 30-QĐ/TW (khóa XI)")[-1].key
        == "tw/k11/qdi-30"
    )
