"""The words of a place that is pointed to, and what is said where there is no such place."""

import pytest

from indexer.citations.finder import read_citations
from indexer.model import Pinpoint, Span
from indexer.outline import outline, own_place, passage

REGULATION = """Chương II
HỒ SƠ
Điều 7. Hồ sơ đề nghị
1. Đơn.
2. Bản khai:
a) Bản gốc;
b) Bản sao.
Điều 7a. Thời hạn
a) Mười ngày;
Điều 8. Nơi nộp
Ở xã.
Phụ lục 2
MẪU ĐƠN
"""
RESOLUTION = """I- TÌNH HÌNH
1. Kết quả
II- NHIỆM VỤ
1. Mục tiêu
3. Giải pháp
a) Về tổ chức
b) Về cán bộ
"""
DECISION = """Điều 1. Ban hành kèm theo Quyết định này Quy chế.
Điều 2. Hiệu lực từ ngày ký.
QUY CHẾ
(Ban hành kèm theo Quyết định số 5-QĐ/HU)
Điều 1. Phạm vi
Điều 5. Họp
Mỗi tháng một lần.
"""
CHAPTERS = "Chương I\nMỘT\nĐiều 1. A\nB.\nChương II\nHAI\nĐiều 1. C\nD."


def at(**parts):
    return Pinpoint(Span(0, 0), "", **parts)


FOUND = [
    (REGULATION, at(article="7", clause="1"), "1. Đơn."),
    (REGULATION, at(article="7", clause="2", point="b"), "b) Bản sao."),
    (REGULATION, at(article="7", chapter="2", clause="1"), "1. Đơn."),
    (REGULATION, at(article="7a", point="a"), "a) Mười ngày;"),
    (REGULATION, at(article="8"), "Điều 8. Nơi nộp\nỞ xã."),
    (REGULATION, at(appendix="2"), "Phụ lục 2\nMẪU ĐƠN"),
    (RESOLUTION, at(section="I"), "I- TÌNH HÌNH\n1. Kết quả"),
    (RESOLUTION, at(section="II.1"), "1. Mục tiêu"),
    (RESOLUTION, at(section="II", clause="1"), "1. Mục tiêu"),
    (RESOLUTION, at(section="II", point="1"), "1. Mục tiêu"),
    (RESOLUTION, at(section="II.3", point="b"), "b) Về cán bộ"),
    (RESOLUTION, at(section="II", clause="3", point="a"), "a) Về tổ chức"),
    (CHAPTERS, at(article="1", chapter="2"), "Điều 1. C\nD."),
    (CHAPTERS, at(article="1", chapter="1"), "Điều 1. A\nB."),
    (CHAPTERS, at(article="1"), "Điều 1. A\nB."),
    (DECISION, at(article="1"), "Điều 1. Ban hành kèm theo Quyết định này Quy chế."),
    (DECISION, at(article="5"), "Điều 5. Họp\nMỗi tháng một lần."),
]


@pytest.mark.parametrize(("text", "pinpoint", "words"), FOUND)
def test_the_very_words(text, pinpoint, words):
    found = passage(outline(text), pinpoint)
    assert found.presence == "found"
    assert found.words().of(text) == words


MISSING = [
    (REGULATION, at(article="7", clause="5"), "absent", "dieu-7"),
    (REGULATION, at(article="7", clause="2", point="đ"), "absent", "dieu-7-khoan-2"),
    (REGULATION, at(article="7", point="a"), "absent", "dieu-7"),
    (REGULATION, at(article="9"), "absent", "dieu-8"),
    (REGULATION, at(article="9", clause="1"), "absent", "dieu-8"),
    (REGULATION, at(chapter="4"), "absent", "chuong-ii"),
    (REGULATION, at(section="III"), "undivided", None),
    (REGULATION, at(part="1"), "undivided", None),
    (REGULATION, at(), "undivided", None),
    (RESOLUTION, at(section="II.9"), "absent", "muc-ii"),
    (RESOLUTION, at(section="IV"), "absent", "muc-ii"),
    (RESOLUTION, at(article="7"), "undivided", None),
    ("", at(article="7"), "undivided", None),
]


@pytest.mark.parametrize(("text", "pinpoint", "presence", "nearest"), MISSING)
def test_what_is_not_there(text, pinpoint, presence, nearest):
    found = passage(outline(text), pinpoint)
    assert (found.presence, found.division) == (presence, None)
    assert (found.nearest.anchor if found.nearest else None) == nearest
    assert found.words() == Span(0, 0)


ATTACHED = [
    (None, "1", "dieu-1", ["quy-che-dieu-1"]),
    (False, "1", "dieu-1", ["quy-che-dieu-1"]),
    (True, "1", "quy-che-dieu-1", ["dieu-1"]),
    (True, "5", "quy-che-dieu-5", []),
    (None, "5", "quy-che-dieu-5", []),
    (False, "5", None, ["quy-che-dieu-5"]),
    (True, "2", None, ["dieu-2"]),
]


@pytest.mark.parametrize(("attached", "article", "anchor", "also"), ATTACHED)
def test_a_decision_and_its_regulation_are_told_apart(attached, article, anchor, also):
    found = passage(outline(DECISION), at(article=article), attached=attached)
    assert (found.division.anchor if found.division else None) == anchor
    assert [one.anchor for one in found.also] == also


def test_words_are_bounded():
    found = passage(outline(REGULATION), at(article="7"))
    assert found.words(10).of(REGULATION) == "Điều 7. Hồ"


OWN = [
    ("Điều 7. A\n1. B.\n2. Theo khoản 1 Điều này.", "dieu-7-khoan-1"),
    ("Điều 7. A\n1. B:\na) C;\nb) D.\n2. Theo điểm a khoản 1 Điều này.", "dieu-7-khoan-1-diem-a"),
    ("Điều 7. A\n1. B:\na) C;\nb) Theo điểm a khoản này.", "dieu-7-khoan-1-diem-a"),
    ("Điều 7. A\nB.\nĐiều 8. C\n1. Theo Điều 7 Quy định này.", "dieu-7"),
    ("Điều 7. A\nB.\nĐiều 8. C\n1. Theo Điều 9 Quy định này.", None),
    ("Điều 7. A\n1. B.\n2. Theo khoản 5 Điều này.", None),
    (
        (
            "Điều 1. Ban hành.\nĐiều 2. Thi hành.\nQUY CHẾ\n(Ban hành kèm theo Quyết định này)\n"
            "Điều 1. A\n1. B.\nĐiều 2. Theo khoản 1 Điều 1 Quy chế này."
        ),
        "quy-che-dieu-1-khoan-1",
    ),
]


@pytest.mark.parametrize(("text", "anchor"), OWN)
def test_what_a_paper_points_to_in_itself(text, anchor):
    (pinpoint,) = [one for one in read_citations(text).pinpoints if one.target == "self"]
    place = own_place(outline(text), pinpoint)
    assert (place.anchor if place else None) == anchor
