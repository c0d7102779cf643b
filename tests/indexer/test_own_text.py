"""A paper never cites itself, and what stands between two pages parts no sentence."""

from __future__ import annotations

import pytest

from indexer.index.entry import make_card, make_entry
from indexer.model import Document, Page, Reading, Span
from indexer.understanding import understand
from search.engine.highlight import DocumentText, Highlighter
from search.pages.citing import citing_sentences
from search.query import parse

HEAD = (
    "HUYỆN ỦY DI LINH\n*\nSố 55-TB/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
    "Di Linh, ngày 12 tháng 9 năm 2023\n\nTHÔNG BÁO\nvề danh sách phân công\n\n"
)
FOOT = "\n\nNơi nhận:\n- Lưu VPHU.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nNguyễn Văn Mẫu\n\n"


def reading(text: str, knowledge, pages: tuple[Page, ...] = ()) -> Reading:
    return understand(Document("id", "a.txt", "", "text/plain", text, pages), knowledge)


def cited(text: str, knowledge) -> list[str]:
    return [one.citation.text for one in reading(text, knowledge).citations]


OWN = {
    "its appendix": (
        f"{HEAD}Nội dung.{FOOT}PHỤ LỤC\n(Kèm theo Thông báo số 55-TB/HU, ngày 12/9/2023 của Ban "
        "Thường vụ Huyện ủy)"
    ),
    "its appendix, without a day": f"{HEAD}Nội dung.{FOOT}\n(Kèm theo Thông báo số 55-TB/HU)",
    "its appendix, with its place": (
        f"{HEAD}Nội dung.{FOOT}PHỤ LỤC\n(Kèm theo Thông báo số 55-TB/HU của Huyện ủy Di Linh)"
    ),
    "the heading of its web page": (
        f"Thông báo số 55-TB/HU của Ban Thường vụ Huyện ủy\n\n{HEAD}Nội dung.{FOOT}"
    ),
    "its number line under the type": (
        "HUYỆN ỦY DI LINH\n\nTHÔNG BÁO\nSố 55-TB/HU ngày 12/9/2023\nvề phân công\n\nNội dung."
    ),
    "its number below a comma": f"{HEAD.replace('*', ',')}Nội dung.{FOOT}",
    "its number, broken": f"{HEAD.replace('Số 55', 'Số 1 55')}Nội dung.{FOOT}",
    "the name of its portal": f"{HEAD}Nội dung.{FOOT}Tin liên quan\nQuyết định số 76-QĐ/TW",
    "a running title": (
        f"{HEAD}Nội dung.\n\n55-TB/HU - Thông báo phân công          Trang 2/2\n\nHết.{FOOT}"
    ),
}


@pytest.mark.parametrize("text", OWN.values(), ids=OWN)
def test_a_paper_never_cites_itself(text: str, knowledge) -> None:
    assert cited(text, knowledge) == []


OTHERS = {
    "of another day": "Thông báo số 55-TB/HU, ngày 12/9/2018 của Ban Thường vụ Huyện ủy",
    "of another committee": "Thông báo số 55-TB/HU của Huyện ủy Đơn Dương",
    "of another type": "Báo cáo số 55-BC/HU",
    "of another number": "Thông báo số 155-TB/HU",
}


@pytest.mark.parametrize("mention", OTHERS.values(), ids=OTHERS)
def test_another_paper_is_cited(mention: str, knowledge) -> None:
    assert len(cited(f"{HEAD}Thực hiện {mention}, các chi bộ báo cáo.{FOOT}", knowledge)) == 1


BETWEEN = {
    "a page number": "2\n\n",
    "a running title": "55-TB/HU - Thông báo phân công cấp ủy viên          Trang 2/2\n\n",
    "a gazette's heading": "4    CÔNG BÁO/Số 47 + 48/Ngày 05-11-2023\n\n",
}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_what_stands_between_two_pages_parts_nothing(between: str, knowledge) -> None:
    first = f"{HEAD}Việc thực hiện Kết luận số 21-KL/TW của Ban Chấp hành Trung\n\n"
    text = f"{first}{between}ương còn chậm.{FOOT}"
    pages = (Page(1, Span(0, len(first))), Page(2, Span(len(first), len(text))))
    found = reading(text, knowledge, pages)
    entry = make_entry(found, make_card(found, "a.txt", knowledge.gazetteer), knowledge.gazetteer)
    at = entry.body.index("trung")
    assert entry.body[at + 1 : at + 4] == ["ương", "còn", "chậm"]
    [one] = found.citations
    assert one.key == "tw/k13/kl-21"
    [sentence] = citing_sentences(found, one.key)
    assert sentence.text.startswith("Việc thực hiện")
    assert sentence.text.endswith("ương còn chậm.")
    marked = DocumentText.of(text, (), found.notice.furniture)
    query = parse('"Trung ương còn chậm"', knowledge)
    assert [span.of(text)[-8:] for span in Highlighter(query).spans(marked)] == ["còn chậm"]


def test_a_note_mark_is_no_part_of_a_symbol(knowledge) -> None:
    text = f"{HEAD}Thực hiện Quy định số 213-QĐ/TW1 của Bộ Chính trị.{FOOT}"
    assert [one.key for one in reading(text, knowledge).citations] == ["tw/k12/qdi-213"]
