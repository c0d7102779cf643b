"""A paper whose level stands in a picture only: refused by name, and its level kept if admitted."""

import msgspec
import pytest

from indexer.index.build import build
from indexer.model import Beside, Document, PageMark, Status
from indexer.notices.parser import parse_notice
from indexer.secrecy import marked_level
from search.engine.backends import open_engine
from search.query.model import Query
from tests.indexer.documents.test_page_marks import BODY, EMBLEM, drawing, with_picture
from tests.notices import drop, notice
from tests.specimens import docx, para


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", a=notice(1))
    told = para(drawing(18, 18, 'descr="TỐI MẬT"'))
    (tmp_path / "in" / "s.docx").write_bytes(with_picture(docx(told + BODY), EMBLEM))
    return tmp_path / "in"


def sources(index):
    return {hit.card.source for hit in open_engine(index).search(Query()).hits}


def test_it_is_refused_for_what_the_picture_shows(folder, index, trust_young_files):
    report = build([folder], index, jobs=1)
    (refused,) = report.refused.values()
    assert (refused.level, str(refused.reason)) == (
        "Tối mật",
        "dấu độ mật Tối mật trong ảnh ở đầu trang",
    )
    assert sources(index) == {"a.txt"}


def test_once_admitted_it_shows_its_level_until_it_is_admitted_no_more(
    folder, index, trust_young_files
):
    build([folder], index, jobs=1, admitted=("Tối mật",))
    cards = {hit.card.source: hit.card for hit in open_engine(index).search(Query()).hits}
    assert cards["s.docx"].secrecy == "Tối mật"
    assert build([folder], index, jobs=1).refused.keys() == {"s.docx"}
    assert sources(index) == {"a.txt"}


def document(text, *marks):
    return Document("id", "a.docx", "", "", text, marks=marks)


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("Số 12", [("MẬT", Beside.PICTURE)], ("Mật", Status.INFERRED)),
        ("Số 12", [("MẶT", Beside.PICTURE)], ("Mật", Status.INFERRED)),  # as a scanner reads it
        ("Số 12", [("TUYỆT", Beside.PICTURE)], ("Tuyệt mật", Status.INFERRED)),  # half of a stamp
        ("Số 12", [("Dấu mật", Beside.NOTE)], ("Mật", Status.INFERRED)),
        ("MẬT\nSố 12", [("TỐI MẬT", Beside.MARGIN)], ("Tối mật", Status.INFERRED)),
        ("TỐI MẬT\nSố 12", [("MẬT", Beside.PICTURE)], ("Tối mật", Status.STATED)),
        ("Số 12", [("Biểu tượng bảo mật", Beside.PICTURE)], (None, Status.UNKNOWN)),
        ("Số 12", [("Luật Bảo vệ bí mật nhà nước", Beside.MARGIN)], (None, Status.UNKNOWN)),
        ("Số 12", [("MẶT TRẬN", Beside.PICTURE)], (None, Status.UNKNOWN)),
        ("Số 12", [("Mắt", Beside.PICTURE)], (None, Status.UNKNOWN)),
        ("Số 12", [("Mật ong", Beside.PICTURE)], (None, Status.UNKNOWN)),
    ],
)
def test_the_highest_of_text_and_marks_is_the_level(text, marks, expected):
    marked = document(text, *(PageMark(*one) for one in marks))
    secrecy = parse_notice(marked).secrecy
    assert (secrecy.value, secrecy.evidence.status) == expected
    assert marked_level(marked.text, marked.marks) == expected[0]
    if secrecy.evidence.status is Status.INFERRED:
        assert secrecy.evidence.span is None


def test_a_stored_document_keeps_its_marks_and_an_older_one_has_none():
    marked = document("Số 12", PageMark("MẬT", Beside.PICTURE))
    stored = msgspec.json.encode(marked)
    assert msgspec.json.decode(stored, type=Document) == marked
    older = {name: value for name, value in msgspec.json.decode(stored).items() if name != "marks"}
    assert msgspec.convert(older, Document) == document("Số 12")


@pytest.mark.parametrize(
    "line",
    ["Số 12-BC/HU\tMật", "Số 12-BC/HU   mật", "HỎA TỐC - Mật", "| Mật | KHẨN |", "mật / HỎA TỐC"],
)
def test_a_level_in_small_letters_counts_in_a_cell_without_a_reading_of_the_head(line):
    assert marked_level(f"HUYỆN ỦY\n{line}\nBÁO CÁO") == "Mật"
