"""What a paper is divided into, on its page: the list, the anchors, and links within the paper."""

import pytest

import indexer.outline.divisions
import search.pages.annotated_text
import search.pages.paper
from app import create_app
from indexer.index.build import build
from indexer.outline import outline, outline_of
from search.pages.notice import list_divisions
from tests.pages import show
from tests.set_papers import bare, paragraphs, runs, understood, written_out

DECISION = """TỈNH ỦY ĐỒNG NAI
*
Số 12-QĐ/TU

Biên Hòa, ngày 15 tháng 3 năm 2023

QUYẾT ĐỊNH
ban hành Quy chế làm việc

Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.

Điều 2. Quyết định này có hiệu lực từ ngày ký.

Nơi nhận:
- Như Điều 2,
- Lưu Văn phòng Tỉnh ủy.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Nguyễn Văn Mẫu

QUY CHẾ
làm việc của Ban Chấp hành Đảng bộ tỉnh
(Ban hành kèm theo Quyết định số 12-QĐ/TU)

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi
1. Quy chế này áp dụng với cấp ủy viên:
a) Chính thức;
b) Thôi việc thì theo điểm a khoản này.
2. Việc khác theo khoản 1 Điều này và Điều 2 Quy chế này.
3. Việc lạ theo khoản 9 Điều này.

Điều 2. Nguyên tắc
Tập trung dân chủ.
"""

ANCHORS = [
    "dieu-1",
    "dieu-2",
    "quy-che",
    "quy-che-chuong-i",
    "quy-che-dieu-1",
    "quy-che-dieu-1-khoan-1",
    "quy-che-dieu-1-khoan-1-diem-a",
    "quy-che-dieu-1-khoan-1-diem-b",
    "quy-che-dieu-1-khoan-2",
    "quy-che-dieu-1-khoan-3",
    "quy-che-dieu-2",
]

NOTICE = """HUYỆN ỦY BẢO LÂM
*
Số 5-TB/HU

THÔNG BÁO
kết quả họp

Thường trực Huyện ủy họp.
1. Đã họp xong, nay thông báo.
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    (folder / "in").mkdir()
    for name, text in {"quyet-dinh": DECISION, "thong-bao": NOTICE}.items():
        (folder / "in" / f"{name}.txt").write_text(text, "utf-8")
    assert build([folder / "in"], folder / "index").failed == {}
    return create_app(folder / "index").test_client()


def ids_of(page):
    return [one.attributes["id"] for one in page.tree.css("[id]")]


def address(office, number):
    (hit,) = [one for one in office.get("/tim.json").json["hits"] if one["number"] == number]
    return hit["url"]


def test_every_part_has_its_anchor_once_and_the_text_is_verbatim():
    read = understood(DECISION)
    shown = list(paragraphs(read, divided=outline_of(read)))
    assert [anchor for one in shown for run in runs(one) for anchor in run.anchors] == ANCHORS
    assert bare("".join(written_out(shown))) == bare(DECISION)


def test_the_page_lists_the_parts_and_each_leads_to_its_place(office):
    page = show(office, address(office, "12-QĐ/TU"))
    links = [one.attributes["href"] for one in page.tree.css("#muc-luc a")]
    assert links == [f"#{one}" for one in ANCHORS if "-khoan-" not in one]
    assert page.texts("#muc-luc a")[:4] == [
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.",
        "Điều 2. Quyết định này có hiệu lực từ ngày ký.",
        "QUY CHẾ làm việc của Ban Chấp hành Đảng bộ tỉnh",
        "Chương I QUY ĐỊNH CHUNG",
    ]
    every = ids_of(page)
    assert set(ANCHORS) <= set(every)
    assert len(every) == len(set(every))


def test_chapters_and_articles_with_titles_are_headings(office):
    page = show(office, address(office, "12-QĐ/TU"))
    headings = page.texts("#van-ban :is(h3,h4,h5)")
    assert headings[-3:] == ["Chương I QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Điều 2. Nguyên tắc"]


def test_what_points_into_the_paper_leads_to_its_place(office):
    page = show(office, address(office, "12-QĐ/TU"))
    links = [(one.text(), one.attributes["href"]) for one in page.tree.css("#van-ban a.within")]
    assert links == [
        ("Điều 2", "#dieu-2"),
        ("điểm a khoản này", "#quy-che-dieu-1-khoan-1-diem-a"),
        ("khoản 1 Điều này", "#quy-che-dieu-1-khoan-1"),
        ("Điều 2", "#quy-che-dieu-2"),
    ]


def test_a_paper_with_hardly_any_parts_has_no_list(office):
    page = show(office, address(office, "5-TB/HU"))
    assert not page.has("#muc-luc")


def test_the_answer_tells_the_outline(office):
    told = office.get(f"{address(office, '12-QĐ/TU')}.json").json
    assert [one["anchor"] for one in told["outline"]] == ANCHORS
    for one in told["outline"]:
        assert one.keys() == {"kind", "number", "title", "anchor", "start", "end"}
    chapter = told["outline"][3]
    assert (chapter["kind"], chapter["number"]) == ("chapter", "1")
    assert told["text"][chapter["start"] : chapter["end"]].startswith("Chương I\nQUY ĐỊNH CHUNG")


def test_the_parts_of_every_sample_have_their_anchors(client):
    for hit in client.get("/tim.json?per_page=100").json["hits"]:
        told = client.get(f"{hit['url']}.json").json["outline"]
        every = ids_of(show(client, hit["url"]))
        assert {one["anchor"] for one in told} <= set(every)
        assert len(every) == len(set(every))


def test_a_long_list_folds_what_lies_in_its_chapters():
    chapters = "".join(
        f"Chương {roman}\nQUY ĐỊNH\n" + "".join(f"Điều {n}. Việc\n1. Làm.\n" for n in numbers)
        for roman, numbers in {"I": range(1, 31), "II": range(31, 61)}.items()
    )
    listed, unlisted = list_divisions(outline(chapters))
    assert unlisted == 0
    assert [one.division.anchor for one in listed] == ["chuong-i", "chuong-ii"]
    assert [one.anchor for one in listed[1].folded] == [f"dieu-{n}" for n in range(31, 61)]


def test_each_part_begins_a_paragraph():
    read = understood(NOTICE.replace("nay thông báo.", "nay thông báo.\n2. Còn việc; làm\ntiếp."))
    written = written_out(paragraphs(read, divided=outline_of(read)))
    assert written[-2:] == ["1. Đã họp xong, nay thông báo.", "2. Còn việc; làm\ntiếp."]


LONG = "\n".join(f"Điều {n}. Việc\n1. Làm theo khoản 2 Điều này.\n2. Xong." for n in range(1, 9))


def test_every_article_has_its_address_and_of_what_lies_in_them_the_first(monkeypatch):
    monkeypatch.setattr(indexer.outline.divisions, "MOST_ADDRESSED", 6)
    monkeypatch.setattr(search.pages.annotated_text, "MOST_OWN_LINKS", 4)
    monkeypatch.setattr(search.pages.paper, "MOST_PARAGRAPHS_ADDRESSED", 5)
    read = understood(LONG)
    divided = outline_of(read)
    shown = list(paragraphs(read, divided=divided))
    every = [anchor for one in shown for run in runs(one) for anchor in run.anchors]
    assert [one for one in every if "-khoan-" not in one] == [f"dieu-{n}" for n in range(1, 9)]
    assert [one for one in every if "-khoan-" in one] == [
        f"dieu-{n}-khoan-{m}" for n in (1, 2, 3) for m in (1, 2)
    ]
    within = [inline.within for one in shown for inline in one.inlines if inline.within]
    assert within == ["dieu-1-khoan-2", "dieu-2-khoan-2", "dieu-3-khoan-2", "dieu-4"]
    assert [one.has_address for one in shown[:7]] == [True] * 5 + [False] * 2
    assert bare("".join(written_out(shown))) == bare(LONG)
    assert [divided.landing(one) for one in ("dieu-8-khoan-1", "dieu-2-khoan-1", "dieu-99")] == [
        "dieu-8", "dieu-2-khoan-1", "",
    ]  # fmt: skip


def test_the_outermost_parts_have_their_addresses_before_what_lies_in_them(monkeypatch):
    monkeypatch.setattr(indexer.outline.divisions, "MOST_ADDRESSED", 3)
    divided = outline("Điều 1. A\n1. B:\na) C;\nb) D.\n2. E\nĐiều 2. F\n1. G:\na) H;\nb) I.")
    assert [divided.divisions[at].anchor for at in sorted(divided.addressed)] == [
        "dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-2", "dieu-2", "dieu-2-khoan-1",
    ]  # fmt: skip


def test_a_long_text_says_what_has_no_address(tmp_path):
    head = DECISION.partition("Điều 1.")[0]
    long = "\n".join(f"Điều {n}. Việc\n1. Làm.\n2. Xong." for n in range(1, 1_011))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "dai.txt").write_text(head + long, "utf-8")
    (tmp_path / "in" / "ngan.txt").write_text(head.replace("12-QĐ", "13-QĐ") + LONG, "utf-8")
    build([tmp_path / "in"], tmp_path / "index", jobs=1)
    client = create_app(tmp_path / "index").test_client()
    said = "Văn bản dài: các đoạn, khoản, điểm về sau không có địa chỉ riêng"
    page = show(client, address(client, "12-QĐ/TU"))
    assert any(said in one for one in page.texts(".page-head .note"))
    assert page.texts("#muc-luc > .note") == ["và 510 phần nữa"]
    every = set(ids_of(page))
    assert {"dieu-1010", "dieu-1000-khoan-2"} <= every
    assert "dieu-1001-khoan-1" not in every
    assert len([one for one in every if one.startswith("doan-")]) == 2_000
    page = show(client, address(client, "13-QĐ/TU"))
    assert not any(said in one for one in page.texts(".page-head .note"))
    assert page.texts("#muc-luc > .note") == []
