"""What papers of each type are divided into: their addresses, and what only looks like a part."""

import itertools
import re

import pytest

from indexer.outline import outline


def anchors(text):
    return [one.anchor for one in outline(text).divisions]


TYPES = {
    "luật": (
        """LUẬT
BẾN THUYỀN

PHẦN THỨ NHẤT
QUY ĐỊNH CHUNG
Chương I
PHẠM VI

Điều 1. Phạm vi điều chỉnh
Luật này quy định về bến thuyền.
Chương II
TỔ CHỨC
Mục 1
CƠ QUAN
Điều 2. Cơ quan quản lý
1. Bộ.
2. Ủy ban, gồm:
a) Ủy ban tỉnh;
b) Ủy ban huyện;
c) Ủy ban quận;
d) Ủy ban xã;
đ) Ủy ban đặc khu.
Mục 2. NGƯỜI LÁI
Điều 2a. Nghĩa vụ
PHẦN THỨ HAI
THI HÀNH
Chương III
HIỆU LỰC
Điều 3. Hiệu lực
""",
        (
            "phan-1 chuong-i dieu-1 chuong-ii chuong-ii-muc-1 dieu-2 dieu-2-khoan-1 dieu-2-khoan-2"
            " dieu-2-khoan-2-diem-a dieu-2-khoan-2-diem-b dieu-2-khoan-2-diem-c"
            " dieu-2-khoan-2-diem-d dieu-2-khoan-2-diem-dd chuong-ii-muc-2"
            " dieu-2a phan-2 chuong-iii dieu-3"
        ),
    ),
    "quyết định và quy chế": (
        """QUYẾT ĐỊNH
ban hành Quy chế làm việc

QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.
Điều 2. Quyết định này có hiệu lực từ ngày ký.

Nơi nhận:
- Lưu Văn phòng.
T/M BAN THƯỜNG VỤ
BÍ THƯ

QUY CHẾ
làm việc của Đảng ủy xã
(Ban hành kèm theo Quyết định số 5-QĐ/ĐU)

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Cấp ủy.
Điều 2. Nguyên tắc
a) Tập trung;
PHỤ LỤC
MẪU BIÊN BẢN
""",
        (
            "dieu-1 dieu-2 quy-che quy-che-chuong-i quy-che-dieu-1 quy-che-dieu-1-khoan-1"
            " quy-che-dieu-2 quy-che-dieu-2-diem-a quy-che-phu-luc"
        ),
    ),
    "nghị quyết": (
        """NGHỊ QUYẾT
I- TÌNH HÌNH
1. Kết quả
a) Về kinh tế
b) Về xã hội
2. Hạn chế
II- NHIỆM VỤ
1. Mục tiêu
1.1. Mục tiêu chung
1.2. Mục tiêu cụ thể
2. Giải pháp
""",
        (
            "muc-i muc-i-1 muc-i-1-diem-a muc-i-1-diem-b muc-i-2 muc-ii muc-ii-1"
            " muc-ii-1-1 muc-ii-1-2 muc-ii-2"
        ),
    ),
    "hướng dẫn": (
        """HƯỚNG DẪN
1. Đối tượng
2. Cách làm
2.1. Chuẩn bị
a) Hồ sơ;

Phụ lục 1
MẪU ĐƠN
1. Họ tên
Phụ lục II: Mẫu sổ
1. Số thứ tự
""",
        "muc-1 muc-2 muc-2-1 muc-2-1-diem-a phu-luc-1 phu-luc-1-muc-1 phu-luc-2 phu-luc-2-muc-1",
    ),
    "kế hoạch": (
        """KẾ HOẠCH
A. YÊU CẦU
I. MỤC ĐÍCH
1. Nắm tình hình.
B. TỔ CHỨC
I. PHÂN CÔNG
""",
        "muc-a muc-a-i muc-a-i-1 muc-b muc-b-i",
    ),
    "điều lệ": (
        """Điều 1:
1. Đảng viên;
2. Tổ chức đảng:
5. Việc khác.
Điều 2
Quyền của đảng viên
""",
        "dieu-1 dieu-1-khoan-1 dieu-1-khoan-2 dieu-2",
    ),
    "quy định có khoản 5.1": (
        "Điều 5. Hồ sơ\n5.1. Đơn.\n5.2. Bản khai:\na) Gốc;\n5.2.1. Bản chụp.",
        "dieu-5 dieu-5-khoan-5-1 dieu-5-khoan-5-2 dieu-5-khoan-5-2-diem-a dieu-5-khoan-5-2-1",
    ),
}


@pytest.mark.parametrize("name", TYPES)
def test_types(name):
    text, expected = TYPES[name]
    assert anchors(text) == expected.split()


ONE_ARTICLE = {
    "dieu-7": [
        "Điều 7. Hồ sơ", "ĐIỀU 7", "Điều 7: Hồ sơ", "**Điều 7.** Hồ sơ", "## Điều 7. Hồ sơ",
        "Điều 7 - Hồ sơ", "Điều 7\nHồ sơ", "Điêu 7. Hồ sơ", "Ðiều 7. Hồ sơ", "Đi ều 7 . Hồ sơ",
        "Điều7. Hồ sơ", "Điều 7.[12] Hồ sơ",
        "Điều\n7. Hồ sơ", "   Điều 7. Hồ sơ", "Điều 7. quy định khác",
    ],
    "dieu-7a": ["Điều 7a. Hồ sơ", "ĐIỀU 7A. HỒ SƠ"],
    "dieu-7dd": ["Điều 7đ. Hồ sơ"],
    "dieu-1": ["Điều l. Phạm vi", "Điều 1 Phạm vi áp dụng"],
    "chuong-iii": ["Chương III\nTỔ CHỨC", "CHƯƠNG III: TỔ CHỨC", "Chương 3. Tổ chức",
        "Chương llI\nHAI"],
    "phan-2": ["Phần thứ hai\nCÁC QUY ĐỊNH", "PHẦN II", "Phần 2: Tổ chức"],
    "phu-luc-2": ["Phụ lục 2", "PHỤ LỤC SỐ 02", "Phụ lục II\n(Kèm theo Hướng dẫn)"],
    "phu-luc": ["PHỤ LỤC", "PHỤ LỤC\nMẪU ĐƠN"],
    "muc-1": ["1. Kết quả", "1- Kết quả", "1/ Kết quả", "1.Kết quả", "1. **Kết quả**",
        "1) Kết quả"],
    "muc-ii": ["I. MỘT\nII- KẾT QUẢ", "I. MỘT\nII.KẾT QUẢ", "I. MỘT\nIl. KẾT QUẢ",
        "I. MỘT\nII\\. KẾT QUẢ"],
    "": [
        "Điều 7 quy định rõ việc này.", "Điều 7, khoản 2 nói rõ.", "Điều 7 Luật Đất đai nói rõ",
        "Điều 7 Quy định số 22-QĐ/TW", "theo quy định tại\nĐiều 7.",
        "theo khoản 2\nĐiều 7. Các đơn vị",
        "- Điều 7. Hồ sơ", "điều 7. hồ sơ", "“Điều 7. Hồ sơ", "Chương II Luật Đất đai", "Phần mềm",
        "Phần lớn đảng viên", "Mục tiêu", "Phụ lục kèm", "8.0 tỷ đồng", "12/5 hoàn thành",
        "5. Sau đó",
        "1,5 triệu", "| 1. Kết quả | tốt |", "1.\tKết quả\tTốt\tXong", "ngày\n1. Sau đó",
        "I.5 tỷ", "a đồng", "trong năm\n2. Khác", "", "\n\n", "***", "Điều", "Điều 0. Không",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, anchor) for anchor, texts in ONE_ARTICLE.items() for text in texts],
)
def test_one_mark(text, expected):
    assert (anchors(text) or [""])[-1] == expected


UNTOUCHED = {
    "quoted amendments": (
        ("Điều 1. Sửa đổi, bổ sung một số điều\n1. Điều 5 được sửa đổi như sau:\n“Điều 5. Hồ sơ\n"
        "1. Đơn.\n2. Bản khai.”\n2. Bổ sung khoản 3 vào Điều 6 như sau:\n\"3. Thời hạn.\"\n"
        "Điều 2. Thi hành"),
        "dieu-1 dieu-1-khoan-1 dieu-1-khoan-2 dieu-2",
    ),
    "amendments without quotes": (
        "Điều 1. Sửa đổi Quy định 5 như sau:\nĐiều 5. Hồ sơ\n1. Đơn.\nĐiều 2. Thi hành\n1. Ngay.",
        "dieu-1 dieu-2 dieu-2-khoan-1",
    ),
    "numbers lost by a scanner": (
        "Điều 1. A\n1. Một.\n3. Ba.\nĐiều 4. B",
        "dieu-1 dieu-1-khoan-1 dieu-1-khoan-3 dieu-4",
    ),
    "an excerpt": ("Điều 5. A\nĐiều 12. B\nĐiều 30. C", "dieu-5 dieu-12 dieu-30"),
    "an article out of its row": ("Điều 5. A\nĐiều 3. B\nĐiều 6. C", "dieu-5 dieu-6"),
    "numbers that begin again": (
        "I. MỘT\n1. A\n2. B\n1. C\nII. HAI\n",
        "muc-i muc-i-1 muc-i-2 muc-i-1-lan-2 muc-ii",
    ),
    "numbers that go on": (
        "I. MỘT\n1. A\n2. B\nII. HAI\n3. C",
        "muc-i muc-i-1 muc-i-2 muc-ii muc-ii-3",
    ),
    "the title of a chapter": (
        "Điều 1. A\nChương II\nQUY ĐỊNH VỀ HỌP\nĐiều 1. B",
        "dieu-1 chuong-ii dieu-1-lan-2",
    ),
    "articles of each part": (
        "Phần I\nMỘT\nChương I\nHAI\nPhần II\nBA\nChương I\nBỐN",
        "phan-1 chuong-i phan-2 chuong-i-lan-2",
    ),
    "on one line": ("Điều 7. 1. Đảng viên.\n2. Tổ chức.", "dieu-7 dieu-7-khoan-1 dieu-7-khoan-2"),
    "a signature and what is below": (
        "Điều 1. A\n1. B\nNơi nhận:\n- Như Điều 1,\n1. Lưu Văn phòng.\n2. Khác.",
        "dieu-1 dieu-1-khoan-1",
    ),
    "a basis above the articles": ("1. Căn cứ Luật;\n2. Căn cứ tờ trình;\nĐiều 1. A", "dieu-1"),
    "headings of dashes": (
        "I. MỘT\n- Khai mạc\n- *Về kinh tế:* tốt\n- **Về xã hội**: tốt",
        "muc-i muc-i-gach-2 muc-i-gach-3",
    ),
    "đ that a scanner took for d": (
        "Điều 1. A\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nd) Năm;\ne) Sáu.",
        ("dieu-1 dieu-1-diem-a dieu-1-diem-b dieu-1-diem-c dieu-1-diem-d"
        " dieu-1-diem-dd dieu-1-diem-e"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_is_told_apart(name):
    text, expected = UNTOUCHED[name]
    assert anchors(text) == expected.split()


TITLES = [
    ("Điều 7. Hồ sơ đề nghị\n1. Đơn.", "Hồ sơ đề nghị"),
    ("Điều 7. Hồ sơ\nđề nghị khen thưởng\n1. Đơn.", "Hồ sơ đề nghị khen thưởng"),
    ("Điều 7\nHồ sơ\n1. Đơn.", "Hồ sơ"),
    ("**Điều 7.** *Hồ sơ*\n1. Đơn.", "Hồ sơ"),
    ("Điều 7. Hồ sơ.\nĐơn và bản khai.", "Hồ sơ."),
    ("Điều 7. Quyết định này có hiệu lực từ ngày ký.\nĐiều 8. A", ""),
    ("Điều 7. 1. Đảng viên.", ""),
    ("Chương II\nTỔ CHỨC\nVÀ HOẠT ĐỘNG\n\nVăn bản.", "TỔ CHỨC VÀ HOẠT ĐỘNG"),
    ("Chương II: Tổ chức", "Tổ chức"),
    ("I- KẾT QUẢ\nNĂM 2022\n\nVăn bản.", "KẾT QUẢ NĂM 2022"),
    ("1. Về tư tưởng: Ban Thường vụ đã họp.", "Về tư tưởng"),
    ("Phụ lục 1\nMẪU ĐƠN", "MẪU ĐƠN"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_titles(text, title):
    assert outline(text).divisions[0].title == title


def test_the_heading_of_a_part_is_its_mark_with_the_title():
    text = "Chương II\nTỔ CHỨC\n\nĐiều 3. Hồ sơ\nMột đơn.\n"
    headings = [one.heading.of(text) for one in outline(text).divisions]
    assert headings == ["Chương II\nTỔ CHỨC", "Điều 3. Hồ sơ"]


def test_a_page_number_is_no_part_of_what_stands_above_it():
    text = "Điều 3. Hồ sơ\nMột đơn.\n\n- 3 -\n\nĐiều 4. Nộp\nỞ xã.\n"
    assert [one.span.of(text) for one in outline(text).divisions] == [
        "Điều 3. Hồ sơ\nMột đơn.", "Điều 4. Nộp\nỞ xã.",
    ]  # fmt: skip


ENDS = [
    "Điều 3. Hồ sơ\nMột đơn[1].\n____\n[1] Cụm từ này được sửa đổi.\n“Điều 2. A\n1. B.”\n",
    "Điều 3. Hồ sơ\nMột đơn[1].\n-----\n1 Cụm từ này được sửa đổi.\nĐiều 4. Nộp\nỞ xã.",
    "Điều 3. Hồ sơ\nMột đơn[1].\n\nNơi nhận:\n- Lưu Văn phòng.",
    "Điều 3. Hồ sơ\nMột đơn[1].\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nNguyễn Văn Mẫu\n",
    "Điều 3. Hồ sơ\nMột đơn[1].\n\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\n\nPHỤ LỤC I\n" + "Dòng.\n" * 60,
    "**Điều 3. Hồ sơ**\nMột đơn[1].\n\n*\n\n- 2 -\n\nPHỤ LỤC",
]


@pytest.mark.parametrize("text", ENDS)
def test_where_the_last_article_ends(text):
    words = outline(text).divisions[0].span.of(text)
    assert words.replace("*", "") == "Điều 3. Hồ sơ\nMột đơn[1]."


# --- what holds of any text -----------------------------------------------------------------------

EVERY = [text for text, _ in [*TYPES.values(), *UNTOUCHED.values()]]


def check(text):
    found = outline(text).divisions
    assert len({one.anchor for one in found}) == len(found)
    for before, one in itertools.pairwise(found):
        assert before.span.start < one.span.start
    for one in found:
        start, end = one.span
        assert one.heading.start == start < one.heading.end <= end <= len(text)
        if one.parent >= 0:
            outer = found[one.parent]
            assert outer.span.start <= start
            assert end <= outer.span.end
            assert outer.depth == one.depth - 1
        before = re.split("[\n\u2028]", text[max(0, start - 200) : start])[-1]
        before = before.strip("\u200b\ufeff *_`#\\\t")
        assert not before or found[one.parent].span.start >= start - len(before) - 1


@pytest.mark.parametrize("text", EVERY)
def test_spans_nest_and_addresses_are_told_apart(text):
    check(text)


@pytest.mark.parametrize("text", EVERY)
def test_a_line_more_at_the_end_changes_no_address(text):
    assert anchors(text + "\n\nVăn bản này được sao gửi các đơn vị.\n") == anchors(text)


def law(articles):
    return "\n".join(
        f"Điều {n}. Tiêu đề\n1. Tổ chức.\n2. Đảng viên:\na) Một;\nb) Hai."
        for n in range(1, articles + 1)
    )


HOSTILE = {
    "many articles": law(500),
    "one article again and again": "Điều 1. A\nB\n" * 5_000,
    "one clause again and again": "Điều 1. A\n" + "1. Tổ chức\n" * 5_000,
    "quotes that nobody closes": "Điều 1. A:\n" + "“Điều 5. Mở\n" * 5_000,
    "sixty levels": "\n".join(".".join(["1"] * n) + ". Sâu" for n in range(1, 70)),
    "one long line": "Điều 7 " * 20_000,
    "dashes": "I. MỞ\n" + "- **Về kinh tế:** tốt\n" * 5_000,
    "attachments": "Điều 1. A\n" + "QUY CHẾ\n(Ban hành kèm theo Quyết định)\n" * 3_000,
    "appendices": "PHỤ LỤC\nMẪU ĐƠN\nVăn bản.\n" * 3_000,
    "signs": "*_`#\\ \t" * 5_000 + "Điều 1. A" + "*" * 5_000,
    "unseen letters": "\u200bĐiều\u200b 1.\u00ad A\n\ufeff1. B\u2028Điều 2. C",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_bounded(name):
    found = outline(HOSTILE[name])
    assert len(found) <= 50_000
    assert max((one.depth for one in found.divisions), default=0) <= 70
    check(HOSTILE[name])


def test_ten_thousand_articles_are_all_found():
    found = outline(law(9_999))
    assert found.place("dieu-9999-khoan-2-diem-b") == len(found) - 1
    assert len(found) == 9_999 * 5


def test_sixty_levels_are_read():
    assert max(one.depth for one in outline(HOSTILE["sixty levels"]).divisions) == 60
