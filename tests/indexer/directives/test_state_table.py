"""The State's documents: read when they are asked for, and tied to none that may be another."""

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.directives.rows import RegistryError
from indexer.directives.state_table import StateTable
from indexer.model import PartialDate
from indexer.paths import REGISTRY

HELD = Registry.load()

# what is written, the key, how it was settled, and what it may be
NUMBERS = [
    ("Nghị định số 30/2020/NĐ-CP", "nn.cp/y2020/nd-30", "resolved", 1),
    ("Nghị định số 30/2010/NĐ-CP", "nn.cp/y2010/nd-30", "not_held", 0),
    # these numbers come back every year
    ("Quyết định số 167/QĐ-TTg", "nn.ttg/_/qd-167", "ambiguous", 2),
    ("Quyết định số 749/QĐ-TTg", "nn.ttg/_/qd-749", "ambiguous", 1),
    ("Nghị quyết số 11/NQ-CP", "nn.cp/_/nq-11", "ambiguous", 3),
    ("Quyết định số 167/QĐ-TTg ngày 03/02/2021", "nn.ttg/y2021/qd-167", "resolved", 1),
    ("Quyết định số 749/QĐ-TTg ngày 03/6/2019", "nn.ttg/y2019/qd-749", "not_held", 0),
    ("Quyết định số 749/QĐ-TTg năm 2020", "nn.ttg/y2020/qd-749", "resolved", 1),
    # a slip in the day; the year leaves no other
    ("Nghị định số 30/2020/NĐ-CP ngày 15/3/2020", "nn.cp/y2020/nd-30", "resolved", 1),
    # two decrees of 2025 bear each of these numbers
    ("Nghị định số 02/2025/NĐ-CP", "nn.cp/y2025/nd-02", "ambiguous", 1),
    ("Nghị định số 03/2025/NĐ-CP ngày 01/01/2025", "nn.cp/y2025/nd-03", "ambiguous", 1),
    ("Nghị định số 02/2025/NĐ-CP ngày 18/02/2025", "nn.cp/y2025/nd-02", "resolved", 1),
    # a law and a resolution
    ("Luật số 18/2008/QH12", "nn.qh/y2008/luat-18", "resolved", 1),
    ("Nghị quyết số 18/2008/QH12", "nn.qh/y2008/nq-18", "resolved", 1),
    ("18/2008/QH12", "nn.qh/y2008/_-18", "ambiguous", 2),
    # PL before UBTVQH is written or left out
    ("Pháp lệnh số 04/2012/PL-UBTVQH13", "nn.ubtvqh/y2012/pl-04", "resolved", 1),
    ("Pháp lệnh số 04/2012/UBTVQH13", "nn.ubtvqh/y2012/pl-04", "resolved", 1),
    # the sigil of a symbol of the State is no slip for a type that has the number
    ("Quyết định số 749/2020/NĐ-CP", "nn.cp/y2020/nd-749", "not_held", 0),
]


@pytest.mark.parametrize(("text", "key", "outcome", "candidates"), NUMBERS)
def test_what_a_number_of_the_state_means(text, key, outcome, candidates):
    (found,) = resolve(find_citations(text), text, CitingContext(), HELD)
    assert (found.key, found.outcome) == (key, outcome)
    assert len(found.candidates) == candidates


def test_a_number_without_a_year_is_none_that_came_later():
    text, context = "Quyết định số 167/QĐ-TTg", CitingContext(PartialDate(2021, 6, 1))
    (found,) = resolve(find_citations(text), text, context, HELD)
    assert found.candidates == ("nn.ttg/y2021/qd-167",)


WITHOUT_A_YEAR = [
    # what a paper of a day cites, the key, and how sure
    # its title tells the year, with "về" or without, whatever the paper's own year
    (("Quyết định số 263/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Chương trình mục tiêu quốc gia "
      "xây dựng nông thôn mới giai đoạn 2021 - 2025"),
     "2024-10-11", "nn.ttg/y2022/qd-263", "stated"),
    ("Chỉ thị số 16/CT-TTg về các biện pháp cấp bách phòng, chống dịch COVID-19, cách ly 15 ngày",
     "2020-04-06", "nn.ttg/y2020/ct-16", "stated"),
    ("Quyết định 167/QĐ-TTg về mô hình hợp tác xã kiểu mới", "2023-08-29", "nn.ttg/y2021/qd-167",
     "inferred"),
    # not surely where the title has a year that is left out
    ("Quyết định số 263/QĐ-TTg về Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
     "2024-10-11", "nn.ttg/y2022/qd-263", "inferred"),
    # the opening of a title that is not written to its end, if it is long
    (("Quyết định số 861/QĐ-TTg phê duyệt danh sách các xã khu vực III, khu vực II, khu vực I: "
      "huyện có 02 xã"), "2023-09-08", "nn.ttg/y2021/qd-861", "inferred"),
    ("Quyết định số 861/QĐ-TTg phê duyệt danh sách các xã của tỉnh", "2023-09-08",
     "nn.ttg/_/qd-861", None),
    # another title, another period, or too few words tell nothing
    ("Quyết định 263/QĐ-TTg về kiện toàn ban chỉ đạo phòng thủ dân sự quốc gia", "2022-10-11",
     "nn.ttg/_/qd-263", None),
    (("Quyết định số 263/QĐ-TTg phê duyệt Chương trình mục tiêu quốc gia xây dựng nông thôn mới "
      "giai đoạn 2026 - 2030"), "2026-05-11", "nn.ttg/_/qd-263", None),
    # the one that is held by then, of the paper's own year
    ("Quyết định số 924/QĐ-TTg", "2022-10-11", "nn.ttg/y2022/qd-924", "inferred"),
    ("Quyết định số 924/QĐ-TTg", "2022-07-11", "nn.ttg/_/qd-924", None),
    # of the year before, while the new one cannot have come so far
    ("Quyết định số 1719/QĐ-TTg", "2022-07-11", "nn.ttg/y2021/qd-1719", "inferred"),
    ("Quyết định số 118/QĐ-TTg", "2022-07-11", "nn.ttg/_/qd-118", None),
    ("Quyết định số 1719/QĐ-TTg", "2023-07-11", "nn.ttg/_/qd-1719", None),
    # two that it may be
    ("Quyết định số 167/QĐ-TTg", "2022-10-11", "nn.ttg/_/qd-167", None),
    # a decree is the Government's, whether that is written or not
    ("Nghị định 29 về tinh giản biên chế", "2025-03-20", "nn.cp/y2023/nd-29", "stated"),
    ("Nghị định 29", "2025-03-20", "nn.cp/_/nd-29", None),
    # symbols with the year are numbered apart
    ("Quyết định số 24/QĐ-TTg", "2021-10-11", "nn.ttg/_/qd-24", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "key", "certainty"), WITHOUT_A_YEAR)
def test_title_or_day_of_the_paper_tell_the_year(text, day, key, certainty):
    context = CitingContext(PartialDate.parse(day))
    found, *_ = resolve(find_citations(text), text, context, HELD)
    assert (found.key, found.certainty) == (key, certainty)


def test_no_number_of_the_state_is_tied_without_its_year():
    for row in HELD.state:
        if "/" in row.number and f"/{row.date.year}/" not in row.number:
            text = f"{row.type} số {row.number}"
            for found in resolve(find_citations(text), text, CitingContext(), HELD):
                assert found.outcome != "resolved", text


def test_a_paper_that_cites_none_reads_none(monkeypatch):
    def refuse(*_):
        raise AssertionError("the State's documents are read")

    registry = Registry.load()
    monkeypatch.setattr(StateTable, "_table", property(refuse))
    text = (
        "Quy định số 213-QĐ/TW; Chỉ thị 05; Kế hoạch số 57-KH/HU; Nghị quyết Trung ương 4 khóa XII"
    )
    assert len(resolve(find_citations(text), text, CitingContext(), registry)) == 4


def test_a_line_that_cannot_be_read_costs_no_other(tmp_path):
    lines = (REGISTRY / "state_documents.csv").read_text("utf-8").splitlines()
    (tmp_path / "state.csv").write_text("\n".join([*lines, "nn.cp/y1999/nd-1,Nghị định"]), "utf-8")
    table = StateTable(tmp_path / "state.csv")
    assert table.get("nn.cp/y2020/nd-30").title == "về công tác văn thư"
    with pytest.raises(RegistryError, match=r"state\.csv"):
        table.get("nn.cp/y1999/nd-1")


def test_there_may_be_no_table():
    assert len(StateTable()) == 0
    assert StateTable().get("nn.cp/y2020/nd-30") is None
    assert StateTable().named("luat dat dai") == ()


def test_a_law_is_found_by_its_names():
    assert [row.key for row in HELD.by_alias("Luật Đất đai năm 2024")] == ["nn.qh/y2024/luat-31"]
    assert [row.key for row in HELD.by_alias("luat dat dai")] == ["nn.qh/y2024/luat-31"]
