"""Whether a text itself replaces, amends or repeals a directive, or only tells of it."""

import unicodedata

import pytest

from indexer.citations import read_citations

DONE = [
    "Điều 14. Điều khoản thi hành\nQuy định này thay thế Quy định số 30-QĐ/TU.",
    "Điều 14. Hiệu lực thi hành\n1. Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Điều 14: Quy định này thay thế Quy định số 30-QĐ/TU.",
    "III- ĐIỀU KHOẢN THI HÀNH\n\nQuy định này thay thế Quy định số 30-QĐ/TU.",
    "- Quy định này thay thế Quy định số 30-QĐ/TU.",
    "a) Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Đồng thời, Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Quyết định này có hiệu lực từ ngày ký; Quyết định này thay thế Quyết định số 30-QĐ/TU.",
    "Kể từ ngày 01/7/2021, Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Từ ngày Quy định này có hiệu lực, các khoản 1, 2 Điều 5 Quy định số 30-QĐ/TU hết hiệu lực.",
    "QUYẾT ĐỊNH:\n\nĐiều 1. Bãi bỏ Quyết định số 12-QĐ/TU.",
    "BAN THƯỜNG VỤ QUYẾT ĐỊNH\nĐiều 1. Bãi bỏ Quyết định số 12-QĐ/TU.",
    "Ban Thường vụ Tỉnh ủy quyết định như sau:\n1. Quyết định này thay thế Quyết định số 12-QĐ/TU.",
    (
        "Các văn bản sau đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực: Quyết "
        "định số 12-QĐ/TU."
    ),
    "Điều 8. Chế độ họp\nQuy chế này thay thế Quy chế số 02-QC/HU.",
    "Điều 3. Lập theo mẫu sau:\nHọ và tên\n\nĐiều 4. Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Điều 3. Mẫu phiếu\nPhiếu có màu xanh.\nĐiều 4. Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Báo cáo nộp theo Mẫu số 1.\nQuy định này thay thế Quy định số 30-QĐ/TU.",
    "Phiếu “tín nhiệm” dùng từ nay.\n\nQuy định này thay thế Quy định số 30-QĐ/TU.",
    'Bìa khổ 14" x 20".\n\nQuy định này thay thế Quy định số 30-QĐ/TU.',
    (
        "Phụ lục 1 kèm theo Quy định này dùng cho cấp xã.\n\nQuy định này thay thế Quy "
        "định số 30-QĐ/TU."
    ),
    "**Điều 9.** Quy định này thay thế Quy định số 30-QĐ/TU.",
    "QUY DINH NAY THAY THE QUY DINH SO 30-QD/TU.",
    "Quy định này thay thế Quy định số 30-QĐ/TU theo đề nghị của Ban Tổ chức.",
    "Quy định số 30-QĐ/TU hết hiệu lực kể từ ngày Quy định này có hiệu lực.",
]
ONLY_TOLD = [
    "Công dân cho rằng Quyết định này thay thế Quyết định số 24-QĐ/HU là sai.",
    "Đồng chí A phát biểu: Quy định này thay thế Quy định số 30-QĐ/TW.",
    "Phương án 1: Quy định này thay thế Quy định số 30-QĐ/TW.",
    "Trường hợp Quyết định này thay thế Quyết định số 29-QĐ/HU thì áp dụng Điều 2.",
    (
        "Sửa đổi như sau: “Điều 9. Hiệu lực.\n\nQuy định này thay thế Quy định số "
        "30-QĐ/TU.\n\n2. Bãi bỏ Quy định số 31-QĐ/TU.”"
    ),
    "Điều khoản cuối ghi: Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Tờ trình ghi như sau:\n\nQuy định này thay thế Quy định số 30-QĐ/TU.",
    (
        "Tỉnh ủy gửi thông báo Quyết định số 12-QĐ/TU hết hiệu lực kể từ ngày Quyết định "
        "này có hiệu lực."
    ),
    "Quy định này thay thế Quy định số 30-QĐ/TU nếu được thông qua.",
    "Hội nghị thông báo Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Hội nghị được nghe phổ biến: Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Đồng chí Bí thư cho biết Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Có ý kiến cho rằng Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Theo đó, Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Văn bản ghi: ‘Quy định này thay thế Quy định số 30-QĐ/TU’.",
    "Văn bản ghi: «Quy định này thay thế Quy định số 30-QĐ/TU».",
    '"Điều 9. Hiệu lực thi hành\nQuy định này thay thế Quy định số 30-QĐ/TU."',
    "Quy định này thay thế Quy định số 30-QĐ/TU như dự kiến.",
    "Quy định này thay thế Quy định số 30-QĐ/TU hay không?",
    "Quy định này được đề xuất thay thế Quy định số 30-QĐ/TU.",
    "Kiến nghị Quy định này thay thế Quy định số 30-QĐ/TU.",
    "Điều 1. Nghiên cứu sửa đổi Quy định số 30-QĐ/TU.",
    "Điều 2. Dự kiến thay thế Quy định số 30-QĐ/TU.",
    "so với Quy định số 30-QĐ/TU (nay đã được thay thế).",
]
IN_A_MODEL = [
    (
        "Điều 1. Phê duyệt mẫu quyết định như sau:\n\nQUYẾT ĐỊNH\n\nĐiều 1. Bãi bỏ Quyết "
        "định số 44-QĐ/HU."
    ),
    "Điều 8. Mẫu quyết định\n\nQuyết định này thay thế Quyết định số 99-QĐ/HU.",
    "1. Điều khoản thi hành viết theo mẫu sau:\n\nQuy định này thay thế Quy định số 15-QĐ/HU.",
    "Họp xong.\n\nPhụ lục II\n\nQuy định này thay thế Quy định số 15-QĐ/HU.",
    "Họp xong.\n\nMẪU SỐ 3\n\nĐiều 1. Bãi bỏ Quyết định số 15-QĐ/HU.",
    "Mẫu số 1\nQUYẾT ĐỊNH\nĐiều 1. Quyết định này thay thế Quyết định số 12-QĐ/TU.",
    "Phụ lục\nMẪU QUYẾT ĐỊNH\nQUYẾT ĐỊNH:\nĐiều 1. Bãi bỏ Quyết định số 12-QĐ/TU.",
]


def deeds(text):
    return [one.relation.makes_relation for one in read_citations(text).citations if one.relation]


@pytest.mark.parametrize("text", DONE)
def test_a_text_does_it(text):
    assert set(deeds(text)) == {True}
    assert set(deeds(unicodedata.normalize("NFD", text))) == {True}


@pytest.mark.parametrize("text", [*ONLY_TOLD, *IN_A_MODEL])
def test_a_text_only_tells_of_it(text):
    assert set(deeds(text)) == {False}
    assert set(deeds(unicodedata.normalize("NFD", text))) == {False}


@pytest.mark.parametrize("text", ONLY_TOLD)
def test_what_follows_it_is_done_all_the_same(text):
    below = f"{text}\n\nĐiều 20. Quy định này thay thế Quy định số 99-QĐ/TU."
    assert deeds(below)[-1] is True


@pytest.mark.parametrize(
    "unit",
    [
        "Mẫu số 1\nĐiều 1. Bãi bỏ Quyết định số 12-QĐ/TU.\n",
        "theo mẫu sau:\nQuy định này thay thế Quy định số 30-QĐ/TW.\n",
        "“Quy định này thay thế Quy định số 30-QĐ/TW. ",
        "Kể từ ngày Quy định này, ",
        "các khoản 1, 2, a, b, c ",
    ],
)
def test_five_thousand_of_a_kind_are_read(unit):
    text = unit * 5_000 + "Quy định này thay thế Quy định số 30-QĐ/TW."
    assert read_citations(text).citations[-1].relation is not None
