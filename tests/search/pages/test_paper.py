"""The text of a notice set like a paper: nothing lost, and what stands where."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Citation, Outcome, Resolution, Section, Span
from indexer.outline import outline_of
from search.pages.paper import set_paper
from tests.pages import ids, show
from tests.set_papers import (
    REASON,
    bare,
    outline,
    paragraphs,
    reading,
    runs,
    understood,
    written_out,
)

PAPER = """ĐẢNG BỘ TỈNH LÂM ĐỒNG ĐẢNG CỘNG SẢN VIỆT NAM
**HUYỆN ỦY BẢO LÂM**
*
Số 198-TB/HU\t*Bảo Lâm, ngày 15 tháng 12 năm 2022*

**THÔNG BÁO**
kết quả kiểm tra việc thực hiện chỉ thị
đối với Đảng ủy xã Lộc Ngãi
-----

Ban Thường vụ Huyện ủy kết luận như sau:

I- KẾT QUẢ
1. Về kinh tế

Thu ngân sách tăng; công

tác thu có tiến bộ.

- Thu 12 tỷ đồng;
- Chi 9 tỷ đồng.

a) Về thu

Bảng so sánh:

Chỉ tiêu\tNăm 2021\tNăm 2022
Thu\t10\t12
Chi\t8\t9

II- NHIỆM VỤ
Thực hiện tốt nhiệm vụ được giao.

Nơi nhận:
- Thường trực Tỉnh ủy,
- Lưu VPHU.

A1-TB198/HU

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

(đã ký)

Nguyễn Văn Mẫu

PHỤ LỤC

Danh sách kèm theo gồm 3 chi bộ.
"""

SET = """head left p text: ĐẢNG BỘ TỈNH LÂM ĐỒNG
head right p text: ĐẢNG CỘNG SẢN VIỆT NAM
head left p text: HUYỆN ỦY BẢO LÂM *
head left p text: Số 198-TB/HU
head right p text: Bảo Lâm, ngày 15 tháng 12 năm 2022
title p type: THÔNG BÁO
title p subject: kết quả kiểm tra việc thực hiện chỉ thị đối với Đảng ủy xã Lộc Ngãi
text p rule:
text p text: Ban Thường vụ Huyện ủy kết luận như sau:
text p h3: I- KẾT QUẢ
text p h4: 1. Về kinh tế
text p text: Thu ngân sách tăng; công tác thu có tiến bộ.
text l item: - Thu 12 tỷ đồng;
text l item: - Chi 9 tỷ đồng.
text p h5: a) Về thu
text p text: Bảng so sánh:
text t head-row: Chỉ tiêu | Năm 2021 | Năm 2022
text t row: Thu | 10 | 12
text t row: Chi | 8 | 9
text p h3: II- NHIỆM VỤ
text p text: Thực hiện tốt nhiệm vụ được giao.
foot left p text: Nơi nhận:
foot left l item: - Thường trực Tỉnh ủy,
foot left l item: - Lưu VPHU.
foot left p text: A1-TB198/HU
foot right p text: T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ
foot right p text: (đã ký)
foot right p text: Nguyễn Văn Mẫu
text p text: PHỤ LỤC
text p text: Danh sách kèm theo gồm 3 chi bộ."""


def test_a_paper_is_set_as_papers_are():
    assert [line.strip() for line in outline(understood(PAPER))] == SET.split("\n")


PLAIN = [
    "Một câu.\nHai câu.",
    "HUYỆN ỦY BẢO LÂM\nKhông có số, không có ngày.",
    "Nơi nhận của hàng là kho số 5.\n\n- Chỉ một gạch đầu dòng.",
    "1.\tThu ngân sách tăng\n2.\tChi ngân sách giảm",
    "Cột a\tcột b\nMột ô",
    "a\tb\nc\td\te",
    "| a | b |\n| c |",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_not_read_is_plain_text(text):
    assert {one.split()[0] for one in outline(reading(text))} == {"text"}
    assert {one.split()[1] for one in outline(reading(text))} == {"p"}


def test_a_table_of_markdown_keeps_its_bars_as_signs():
    text = "| Chỉ tiêu | Năm |\n|---|---:|\n| Thu | 12 |\n| a\\|b | |"
    assert outline(reading(text)) == [
        "text t head-row: Chỉ tiêu | Năm",
        "text t rule-row: ",
        "text t row: Thu | 12",
        "text t row: a|b | ",
    ]


BARRED = """| ĐẢNG BỘ TỈNH LÂM ĐỒNG | **ĐẢNG CỘNG SẢN VIỆT NAM** |
|---|---|
| HUYỆN ỦY DI LINH | |
| Số 5-TB/HU | Di Linh, ngày 3 tháng 4 năm 2024 |

THÔNG BÁO
về công tác cán bộ

Hội nghị thống nhất.
"""


def test_a_letterhead_in_a_table_of_markdown_has_no_bars():
    assert [line.strip() for line in outline(understood(BARRED))] == [
        "head left p text: ĐẢNG BỘ TỈNH LÂM ĐỒNG",
        "head right p text: ĐẢNG CỘNG SẢN VIỆT NAM",
        "head right p text:",
        "head left p text: HUYỆN ỦY DI LINH",
        "head left p text: Số 5-TB/HU",
        "head right p text: Di Linh, ngày 3 tháng 4 năm 2024",
        "title p type: THÔNG BÁO",
        "title p subject: về công tác cán bộ",
        "text p text: Hội nghị thống nhất.",
    ]


HEADINGS = [
    # The text, the sections that the reader found, the headings.
    ("I- MỘT\n\nchữ", [("I-", 1, "I- MỘT")], ["h3"]),
    ("**I- MỘT:**\n\nchữ", [("I-", 1, "I- MỘT")], ["h3"]),
    ("II- MỘT\nDÒNG HAI\n\nchữ", [("II-", 1, "II- MỘT\nDÒNG HAI")], ["h3"]),
    # No gap between levels, none below h5.
    ("a) Một\n\nI- Hai", [("a)", 3, "a) Một"), ("I-", 1, "I- Hai")], ["h3", "h3"]),
    (
        "I- A\n\n1. B\n\na) C\n\n+ D",
        [("I-", 1, "I- A"), ("1.", 2, "1. B"), ("a)", 3, "a) C"), ("+", 4, "+ D")],
        ["h3", "h4", "h5", "h5"],
    ),
    # A sentence, a run-in title, a dash, what goes on behind the end of a page are none.
    ("1. Về thu\n\nngân sách.", [("1.", 1, "1. Về thu")], []),
    ("1. Về thu\n\n2\n\nngân sách.", [("1.", 1, "1. Về thu")], []),
    ("1. Đã họp xong.", [("1.", 1, "1. Đã họp xong")], []),
    ("1. Về thu; tăng 5%.", [("1.", 1, "1. Về thu")], []),
    ("- Về thu", [("-", 1, "- Về thu")], []),
    (f"1. {'dài ' * 60}", [("1.", 1, f"1. {'dài ' * 60}".strip())], []),
]


@pytest.mark.parametrize(("text", "sections", "wanted"), HEADINGS)
def test_sections_that_have_lines_of_their_own_are_headings(text, sections, wanted):
    found = [
        Section(mark, depth, title, Span(text.index(title), text.index(title) + len(title)))
        for mark, depth, title in sections
    ]
    shown = list(paragraphs(reading(text, sections=found)))
    assert [f"h{one.level}" for one in shown if one.level] == wanted


FEET = [
    # Who signs may stand first.
    (
        "T/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nNguyễn Văn Mẫu\n\nNơi nhận:\n- Tỉnh ủy,\n- Lưu VPHU.",
        ["right", "right", "left", "left", "left"],
    ),
    # Both on one line stay as they were received.
    ("Nơi nhận:          T/M BAN THƯỜNG VỤ\n- Tỉnh ủy,          BÍ THƯ\n- Lưu VPHU.", []),
]


@pytest.mark.parametrize(("foot", "sides"), FEET)
def test_the_foot_has_two_columns(foot, sides):
    text = PAPER[: PAPER.index("Nơi nhận")] + foot + "\n"
    parts = [part for part in set_paper(understood(text)) if part.zone == "foot"]
    found = [
        column.side
        for part in parts
        for column in part.columns
        for block in column.blocks
        for _ in block.paragraphs
    ]
    assert found == sides


BEHIND = [
    # Behind who signs, and the zone of it.
    ("\t\tNguyễn Văn Mẫu", "foot"),
    ("PHỤ LỤC", "text"),
    ("Phụ lục 1", "text"),
    ("Danh sách kèm theo", "text"),
    ("TT\tHọ và tên\tChức vụ\n1\tTrần Thị Bình\tBí thư", "text"),
]


@pytest.mark.parametrize(("behind", "zone"), BEHIND)
def test_what_is_annexed_is_no_foot(behind, zone):
    text = f"{PAPER[: PAPER.index('PHỤ LỤC')]}{behind}\n"
    assert set_paper(understood(text))[-1].zone == zone


# --- nothing is lost ---------------------------------------------------------------------------


def test_a_page_has_every_character_of_its_paper_in_order(any_client):
    for notice_id in ids(any_client):
        page = show(any_client, f"/thong-bao/{notice_id}?q=đảng")
        told = any_client.get(f"/thong-bao/{notice_id}.json").json
        article = page.tree.css_first("#van-ban")
        for addition in article.css(".also, .passage"):
            addition.decompose()
        assert bare(article.text()) == bare(told["text"]), notice_id
        anchors = {one.attributes["id"] for one in article.css("[id]")}
        assert {f"vd-{one['start']}" for one in told["citations"]} <= anchors
        numbers = [one for one in anchors if re.fullmatch(r"doan-\d+", one)]
        assert len(numbers) == len(article.css("p, li, h3, h4, h5, tr:not(.sign)"))


spans = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 12)), max_size=8)
pieces = st.sampled_from([
    "ab", " ", "*", "**", "#", "\n", "\n\n", ".", "Đ", "|", "\t", "-", "- ", "---", "\\", "I- A",
    "HUYỆN ỦY", "THÔNG BÁO", "Nơi nhận:", "Số 5-TB/HU", "ngày 3/4/2024", "T/M", "\r", "\x0c",
])  # fmt: skip


@given(st.lists(pieces, max_size=40).map("".join), spans, spans, spans)
def test_no_character_is_added_or_lost(text, marked, citing, beside):
    def inside(pairs):
        return [Span(a, min(a + n, len(text))) for a, n in pairs if a < len(text)]

    citations = [
        Resolution(Citation(span, span.of(text), "full"), "k", Outcome.RESOLVED, (), REASON)
        for span in inside(citing)
    ]
    read = reading(text, citations, furniture=sorted(inside(beside)))
    assert bare("".join(written_out(paragraphs(read, sorted(inside(marked)))))) == bare(text)


@given(st.lists(pieces, max_size=60).map("".join))
def test_no_character_of_what_was_understood_is_lost(text):
    read = understood(text)
    divided = outline_of(read)
    shown = list(paragraphs(read, divided=divided))
    assert bare("".join(written_out(shown))) == bare(text)
    anchors = [anchor for one in shown for run in runs(one) for anchor in run.anchors]
    assert anchors == [one.anchor for one in divided.divisions]


@pytest.mark.parametrize(
    "text",
    ["*a" * 30_000, "**a\n" * 20_000, "\n" * 100_000, "# " * 40_000, "- a\n\nb\n\n" * 6_000,
     "a\tb\n" * 6_000 + "a\tb\tc", "| a " * 20_000, "|a|\n" * 6_000, "- " * 40_000,
     "\t" * 60_000 + "a"],
)  # fmt: skip
def test_hostile_text_is_set_in_linear_time(text):
    assert sum(map(len, written_out(paragraphs(reading(text))))) <= 2 * len(text)
