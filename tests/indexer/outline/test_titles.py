"""What the parts of a paper are called, in lists of them."""

import pytest

from indexer.outline import outline


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("## I- MỤC ĐÍCH, YÊU CẦU", "I- MỤC ĐÍCH, YÊU CẦU"),
        ("  ### **I- ĐÁNH GIÁ**", "I- ĐÁNH GIÁ"),
        ("**I-** _TỔ CHỨC_ `THỰC HIỆN`", "I- TỔ CHỨC THỰC HIỆN"),
        # What is no mark of Markdown stays.
        ("I- NHÓM #1, MẪU A_B, 50% <b>", "I- NHÓM #1, MẪU A_B, 50% <b>"),
    ],
)
def test_a_label_has_no_marks_of_markdown(line, label):
    text = f"KẾ HOẠCH\nthi đua\n\n{line}\n1. Việc đầu.\n\n## II- THỰC HIỆN\n1. Việc sau.\n"
    assert [one.label(text) for one in outline(text).divisions if one.depth == 1] == [
        label,
        "II- THỰC HIỆN",
    ]


HEAD = """BAN CHẤP HÀNH TRUNG ƯƠNG
*
Số 41-QĐ/TW
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 03 tháng 11 năm 2021
"""


@pytest.mark.parametrize(
    ("below", "title"),
    [
        (f"{HEAD}QUY ĐỊNH\nvề việc từ chức\n", ""),
        (HEAD.replace("ĐẢNG CỘNG SẢN VIỆT NAM\n", "") + "QUY ĐỊNH\n", ""),
        ("ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY ĐỒNG NAI\nQUY ĐỊNH\n", ""),
        ("DANH MỤC VĂN BẢN\nSố 41-QĐ/TW\nSố 22-QĐ/TW\n", "DANH MỤC VĂN BẢN"),
        ("MẪU BIÊN BẢN\n\n" + HEAD, "MẪU BIÊN BẢN"),
    ],
)
def test_the_letterhead_of_an_annexed_paper_is_no_title(below, title):
    (found, *_) = outline(f"PHỤ LỤC\n\n{below}Điều 1. Phạm vi\n1. Một.").divisions
    assert (found.anchor, found.title) == ("phu-luc", title)
