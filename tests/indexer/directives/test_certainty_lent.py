"""What is lent from one mention to another is no surer than where it came from."""

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.model import PartialDate

REGISTRY = Registry.load()

# text, the paper's day, keys and how sure they are
LENT = [
    # a date that OCR broke
    (
        "Nghị quyết số 20-NQ/TW ngày 25/1O/2O17, Nghị quyết số 20-NQ/TW; theo Nghị quyết 20",
        (2023, 5, 10),
        [("tw/k12/nq-20", "inferred")] * 3,
    ),
    # a short form that is a number alone may be another's, unless it was declared, or says more
    ("Nghị quyết số 20-NQ/TW ngày 25/10/2017; theo Nghị quyết 20", (2023, 5, 10),
     [("tw/k12/nq-20", "stated"), ("tw/k12/nq-20", "inferred")]),
    ("Nghị quyết số 20-NQ/TW ngày 25/10/2017 (sau đây gọi tắt là Nghị quyết 20); Nghị quyết 20",
     (2023, 5, 10), [("tw/k12/nq-20", "stated")] * 3),
    ("Nghị quyết số 20-NQ/TW ngày 25/10/2017; theo Nghị quyết 20 khóa XII", (2023, 5, 10),
     [("tw/k12/nq-20", "stated")] * 2),
    ("Nghị quyết số 20-NQ/TW ngày 25/10/2017; theo Nghị quyết số 20-NQ/TW", (2023, 5, 10),
     [("tw/k12/nq-20", "stated")] * 2),
    # who acts behind a comma is no title
    (
        "Thực hiện Kết luận số 01-KL/TW, Tỉnh ủy tiếp tục triển khai Chỉ thị số 05-CT/TW",
        (2026, 5, 10),
        [("tw/_/kl-01", None), ("tw/_/ct-05", None)],
    ),
    # a change is no replacement
    (
        "Chỉ thị 05-CT/TW ngày 15/5/2016 của Bộ Chính trị; có thay đổi so với Chỉ thị 05-CT/TW",
        (2023, 5, 10),
        [("tw/k12/ct-05", "stated")] * 2,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issued", "meant"), LENT)
def test_what_is_lent_is_as_sure_as_where_it_came_from(text, issued, meant):
    found = resolve(find_citations(text), text, CitingContext(PartialDate(*issued)), REGISTRY)
    assert [(one.key, one.certainty) for one in found] == meant
