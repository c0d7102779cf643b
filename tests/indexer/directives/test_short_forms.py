"""What short forms mean, and plenums without khóa, that nothing fuller explains."""

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.keys import BodyKey
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.model import PartialDate

REGISTRY = Registry.load()

PLENUMS = [
    # a plenum without khóa, beside another: keys and how sure the last is
    ("Nghị quyết Trung ương 6 khóa XII; cam kết theo Nghị quyết Trung ương 4", (2018, 1, 24),
     ("tw/k12/nq-04", "inferred")),
    # several papers, several khóa, none, or one that was still to come
    ("Nghị quyết Trung ương 4 khóa XII; Nghị quyết Trung ương 6", (2018, 1, 24),
     ("tw/k12/hntw-06", None)),
    ("Nghị quyết Trung ương 6 (khóa XI, XII); Nghị quyết Trung ương 4", (2018, 1, 24),
     ("tw/_/hntw-04", None)),
    ("Nghị quyết Trung ương 4", (2018, 1, 24), ("tw/_/hntw-04", None)),
    ("Nghị quyết Trung ương 6 khóa XIII; Nghị quyết Trung ương 11", (2023, 1, 24),
     ("tw/_/hntw-11", None)),
    # what the text says of the same plenum comes first
    ("Nghị quyết Trung ương 6 khóa XII; Nghị quyết Trung ương 4 khóa XI; Nghị quyết Trung ương 4",
     (2018, 1, 24), ("tw/k11/nq-12", "stated")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issued", "meant"), PLENUMS)
def test_a_plenum_without_a_term_is_of_its_neighbours(text, issued, meant):
    context = CitingContext(PartialDate(*issued))
    *_, found = resolve(find_citations(text), text, context, REGISTRY)
    assert (found.key, found.certainty) == meant


IN_SHORT = [
    # a short form that names no organ, in a paper of a day; its key and how sure
    ("Quy định 94", (2008, 11, 18), ("tw/k10/qdi-94", "inferred")),
    ("xem lại CT 52", (2025, 12, 4), ("tw/k13/ct-52", "inferred")),
    ("đã đọc KL 126", (2025, 3, 10), ("tw/k13/kl-126", "inferred")),
    # another term may have had the number, or the subject is another's
    ("Quy định 86", (2026, 4, 21), ("open", "tw/k12/qdi-86")),
    ("Chỉ thị 52 về an toàn hồ đập trong mùa mưa lũ", (2025, 12, 4), ("open",)),
    # of a department of the centre that is known by it, once it was there
    ("Hướng dẫn 38", (2026, 3, 9), ("btctw/k13/hd-38", "inferred")),
    ("làm tạm theo Hướng dẫn 36", (2026, 3, 9), ("vptw/k12/hd-36", "inferred")),
    ("Hướng dẫn 38", (2024, 3, 9), ("open",)),
    ("Hướng dẫn 38 về trồng rừng phòng hộ ven biển, chắn cát", (2026, 3, 9), ("open",)),
    # what stands behind a closing mark is no subject
    (
        'Giáo dục chính trị: "Chỉ thị 05" gắn cuộc vận động của ngành',
        (2018, 1, 24),
        ("tw/k12/ct-05", "inferred"),
    ),
    ('Chỉ thị 05 "an toàn hồ đập trong mùa mưa lũ"', (2018, 1, 24), ("open",)),
    # what an earlier one was told to be, unless it is about something else
    (
        "Chỉ thị 40 về tín dụng chính sách; đã sơ kết Chỉ thị 40",
        (2023, 5, 5),
        ("tw/k11/ct-40", "inferred"),
    ),
    ("Nghị quyết 13 khóa XI; đã sơ kết Nghị quyết 13", (2023, 5, 5), ("tw/k11/nq-13", "inferred")),
    (
        "Chỉ thị 40 về tín dụng chính sách; Chỉ thị 40 về an toàn hồ đập mùa mưa lũ",
        (2023, 5, 5),
        ("open",),
    ),
    # committees have numbers as low as these of their own, and plans always
    ("Nghị quyết 13", (2025, 3, 10), ("open", "tw/k11/nq-13")),
    ("Kế hoạch 24", (2025, 3, 10), ("open",)),
    # the paper's own number comes first
    (
        "Kết luận số 126-KL/TU; Kết luận 126",
        (2025, 3, 10),
        ("tu.lam-dong/nk2020/kl-126", "inferred"),
    ),
]


@pytest.mark.parametrize(("text", "issued", "meant"), IN_SHORT)
def test_a_short_form_without_an_organ_is_most_likely_the_centres(text, issued, meant):
    issuer = BodyKey("tu", ("lam-dong",))
    context = CitingContext(PartialDate(*issued), issuer, "Lâm Đồng")
    *_, found = resolve(find_citations(text), text, context, REGISTRY)
    is_open = found.certainty is None
    assert (("open", *found.candidates) if is_open else (found.key, found.certainty)) == meant
