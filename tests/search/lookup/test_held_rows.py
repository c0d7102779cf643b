"""Drafts that cite what only a held text tells: right by that text, or against it."""

import pytest

from indexer.directives import Registry
from indexer.documents import document_id
from indexer.index.build import build
from search.engine import open_engine
from search.held import held_passages
from search.lookup import ContextForm, check_draft
from tests.held_papers import CENTRE, DONG_NAI, paper
from tests.notices import drop

BTV = "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nNguyễn Văn A"
PLAN = {"number": "197-KH/TU", "body": "1. Mỗi xã trồng cây.", **DONG_NAI}
PAPERS = {
    "qdi-07": paper(
        "07-QĐi/HU", "về giữ vệ sinh nơi công sở của huyện", "Điều 1. Giữ vệ sinh.",
        kind="QUY ĐỊNH", day="18/7/2022", signed=BTV,
    ),
    # Two papers that bear one number, and say different days.
    "kh-197": paper(**PLAN, day="05/01/2022", title="trồng cây xanh năm 2022"),
    "kh-197-b": paper(**PLAN, day="09/02/2022", title="trồng hoa ở công sở"),
    # A draft is no text of what it would be.
    "qdi-08": paper(
        "08-QĐi/HU", "về trồng cây", "Điều 1. Trồng cây.\nDỰ THẢO", kind="QUY ĐỊNH",
        day="19/7/2022", above="TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY BẢO LÂM\nDỰ THẢO",
    ),
    "qd-213": paper(
        "213-QĐ/TW", "về việc giữ vệ sinh nơi công sở", "Điều 1. Mọi người giữ vệ sinh.",
        day="03/01/2020", **CENTRE, signed="T/M BỘ CHÍNH TRỊ\nỦY VIÊN\nNguyễn Văn B",
    ),
}  # fmt: skip

RIGHT, WITH_DAY = "đúng theo bản trong kho", "đúng theo bản trong kho: số và ngày"
JUDGED = [
    ("Quy định số 07-QĐi/HU, ngày 18/7/2022 của Huyện ủy Bảo Lâm", ["correct"], [WITH_DAY]),
    ("Quy định số 07-QĐi/HU của Huyện ủy Bảo Lâm", ["correct"], [RIGHT]),
    (
        "Quy định số 07-QĐi/HU, ngày 19/7/2022 của Huyện ủy Bảo Lâm",
        ["wrong_date"], ["bản trong kho ghi ngày 18/7/2022, văn bản này ghi ngày 19/7/2022"],
    ),
    (
        "Quy định số 07-QĐ/HU, ngày 18/7/2022 của Huyện ủy Bảo Lâm",
        ["correct", None], [WITH_DAY, "bản trong kho ghi số 07-QĐi/HU"],
    ),
    (
        "Quyết định số 07-QĐi/HU, ngày 18/7/2022 của Huyện ủy Bảo Lâm",
        ["wrong_type"], ["bản trong kho ghi 07-QĐi/HU là Quy định, không phải Quyết định"],
    ),
    (
        "Quy định số 07-QĐi/HU, ngày 18/7/2022 của Huyện ủy Bảo Lâm về bảo vệ rừng đầu nguồn",
        ["correct", None],
        [WITH_DAY, "bản trong kho là văn bản về giữ vệ sinh nơi công sở của huyện"],
    ),
    (
        "Quy định số 07-QĐi/HU, ngày 18/7/2022 của Huyện ủy Bảo Lâm về giữ vệ sinh nơi công sở",
        ["correct"], [WITH_DAY],
    ),
    # Two texts of one number: neither is taken.
    (
        "Kế hoạch số 197-KH/TU, ngày 05/01/2022 của Tỉnh ủy Đồng Nai",
        ["not_held"], ["danh mục chưa có văn bản này; trong kho có 2 bản khác nhau"],
    ),
    # Of a draft, of another committee, of none that is told, of nothing: as before.
    ("Quy định số 08-QĐi/HU, ngày 19/7/2022 của Huyện ủy Bảo Lâm", ["not_held"], None),
    ("Quy định số 07-QĐi/HU, ngày 18/7/2022 của Huyện ủy Di Linh", ["not_held"], None),
    ("Quy định số 07-QĐi/HU của Huyện ủy", ["not_held"], None),
    ("Quyết định số 07-QĐ/HU, ngày 18/7/2022 của Huyện ủy Bảo Lâm", ["not_held"], None),
    # What the registry has is judged by the registry, whatever a text says.
    (
        "Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị",
        ["correct"], ["số và ngày khớp với danh mục"],
    ),
]  # fmt: skip
OTHER_SUBJECT = JUDGED[5][0]
SECRET = f"""
[[correction]]
notice = "{document_id("mat.txt")}"
field = "secrecy"
value = "Mật"
who = "Văn thư"
when = 2026-01-05
why = "theo bản giấy"
"""
CORRECTED = [
    # The subject agrees: only the day can be wrong.
    (
        "Quy định số 07-QĐi/HU, ngày 19/7/2022 của Huyện ủy Bảo Lâm về giữ vệ sinh nơi công sở",
        [("19/7/2022", "18/7/2022")],
    ),
    # Only the year, within the term, and nothing more is said.
    ("Quy định số 07-QĐi/HU, ngày 18/7/2023 của Huyện ủy Bảo Lâm", [("18/7/2023", "18/7/2022")]),
    # A day that may be that of another number; and one that is another subject's.
    ("Quy định số 07-QĐi/HU, ngày 19/7/2022 của Huyện ủy Bảo Lâm", []),
    ("Quy định số 07-QĐi/HU, ngày 18/7/2023 của Huyện ủy Bảo Lâm về bảo vệ rừng đầu nguồn", []),
    ("Quy định số 07-QĐi/HU, ngày 18/7/2022 của Huyện ủy Bảo Lâm", []),
]


@pytest.fixture(scope="module")
def passages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("held_rows")
    drop(folder / "in", **PAPERS)
    assert build([folder / "in"], folder / "index", jobs=1).failed == {}
    return held_passages(open_engine(folder / "index"), Registry.load())


def finding(knowledge, passages, written, issued="2023-12-01"):
    form = ContextForm(issued, "", "Lâm Đồng")
    (one,) = check_draft(f"Thực hiện {written}.", knowledge, form, passages).findings
    return one


@pytest.mark.parametrize(("written", "judgements", "reasons"), JUDGED)
def test_judged_by_the_text(knowledge, passages, written, judgements, reasons):
    found = finding(knowledge, passages, written)
    assert [remark.judgement for remark in found.remarks] == judgements
    assert reasons is None or [str(remark.reason) for remark in found.remarks] == reasons


@pytest.mark.parametrize(("written", "corrections"), CORRECTED)
def test_corrected_as_surely_as_by_the_registry(knowledge, passages, written, corrections):
    found = finding(knowledge, passages, written)
    assert [(one.before, one.after) for one in found.corrections] == corrections


def test_without_an_index_the_registry_alone_judges(knowledge):
    assert finding(knowledge, None, JUDGED[0][0]).judgement == "not_held"


def test_a_text_later_than_the_draft_is_told(knowledge, passages):
    found = finding(knowledge, passages, JUDGED[0][0], issued="2022-07-01")
    assert found.judgement == "later"


def test_it_is_written_out_by_the_text(knowledge, passages):
    (wording,) = finding(knowledge, passages, JUDGED[2][0]).wordings
    # Which of its organs issued it, its letterhead leaves to be inferred.
    assert wording.text == "Quy định số 07-QĐi/HU, ngày 18/7/2022"


def test_a_second_mention_repeats_the_first(knowledge, passages):
    text = f"Thực hiện {JUDGED[0][0]}. Theo Quy định số 07-QĐi/HU của Huyện ủy Bảo Lâm, các xã họp."
    found = check_draft(text, knowledge, ContextForm("2023-12-01", "", "Lâm Đồng"), passages)
    assert [str(one.because) for one in found.findings] == [
        WITH_DAY,
        "nhắc lại văn bản đã nêu ở trên",
    ]


def test_the_title_of_a_secret_text_is_not_told(knowledge, tmp_path):
    drop(tmp_path / "in", mat=PAPERS["qdi-07"])
    (tmp_path / "corrections.toml").write_text(SECRET, "utf-8")
    build([tmp_path / "in"], tmp_path / "index", jobs=1, admitted=("Mật",))
    held = held_passages(open_engine(tmp_path / "index"), Registry.load())
    found = finding(knowledge, held, OTHER_SUBJECT)
    assert [str(remark.reason) for remark in found.remarks] == [WITH_DAY]
