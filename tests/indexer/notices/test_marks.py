"""The marks of a paper (secrecy, urgency, circulation, draft), which only its head shows."""

import pytest

from indexer.model import Status
from indexer.notices.marks import SECRECY, mark_table
from tests.notice_texts import letterhead, read

HEAD = ("HUYỆN ỦY DI LINH", "*", "Số 12-TB/HU", "Di Linh, ngày 12 tháng 9 năm 2023")
KINDS = ("secrecy", "urgency", "circulation", "draft")


def marks(text):
    notice = read(text)
    return {kind: field.value for kind in KINDS if (field := getattr(notice, kind)).value}


@pytest.mark.parametrize(
    ("kind", "mark", "example"),
    [
        (kind, one.mark, example)
        for kind, rows in mark_table().items()
        for one in rows
        for example in one.examples
    ],
)
def test_every_mark_of_the_registry_is_read_from_its_examples(kind, mark, example):
    found = getattr(read(letterhead(*HEAD, "", example)), kind)
    assert found.value.startswith(mark)
    assert found.evidence.status is Status.STATED
    assert found.evidence.span


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["MẬT - KHẨN"], {"secrecy": "Mật", "urgency": "Khẩn"}),
        (["TỐI MẬT, HỎA TỐC"], {"secrecy": "Tối mật", "urgency": "Hỏa tốc"}),
        (["TUYỆT", "MẬT"], {"secrecy": "Tuyệt mật"}),
        (["TUYỆT", "ĐẢNG CỘNG SẢN VIỆT NAM", "MẬT"], {"secrecy": "Tuyệt mật"}),
        (["MẬT", "TỐI MẬT"], {"secrecy": "Tối mật"}),
        (["Số 67-KH/ĐUQS          MẬT"], {"secrecy": "Mật"}),
        (["Số 67-KH/ĐUQS (MẬT)"], {"secrecy": "Mật"}),
        (["Di Linh, ngày 12 tháng 9 năm 2023 (TỐI MẬT)"], {"secrecy": "Tối mật"}),
        (["V/v bảo vệ tài liệu (mật)"], {}),
        (["MẬT    ĐẢNG CỘNG SẢN VIỆT NAM"], {"secrecy": "Mật"}),
        (["**TỐI MẬT**"], {"secrecy": "Tối mật"}),
        (["Độ mật: Tối mật", "Độ khẩn: Khẩn"], {"secrecy": "Tối mật", "urgency": "Khẩn"}),
        (["HOẢ TỐC HẸN GIỜ"], {"urgency": "Hỏa tốc"}),
        (["LƯU HÀNH NỘI BỘ"], {"circulation": "Lưu hành nội bộ"}),
        (["DỰ THẢO LẦN THỨ 3"], {"draft": "Dự thảo lần 3"}),
        (["DỰ THẢO (LẦN II)"], {"draft": "Dự thảo lần II"}),
        (["Dự thảo lần cuối"], {"draft": "Dự thảo lần cuối"}),
        (["DỰ THẢO LẦN 2 NGÀY 12/3/2024"], {"draft": "Dự thảo lần 2"}),
        # What only sounds like a mark.
        (["BAN CHỈ ĐẠO BÍ MẬT NHÀ NƯỚC"], {}),
        (["Mật ong Di Linh"], {}),
        (["V/v khẩn trương rà soát"], {}),
        (["Độ mật: Thường"], {}),
        (["Chuyển: Tổ tài liệu mật"], {}),
    ],
)  # fmt: skip
def test_the_head_tells_its_marks(lines, expected):
    assert marks(letterhead(*HEAD, "", *lines)) == expected


def test_a_mark_may_stand_at_the_title_or_above_the_addressee():
    head = "\n".join(HEAD)
    assert marks(f"{head}\n\nKẾ HOẠCH\nMẬT\nkiểm tra quý II\n\nNội dung.") == {"secrecy": "Mật"}
    assert marks(f"{head}\n\nBÁO CÁO\n(Dự thảo)\nkết quả\n\nNội dung.") == {"draft": "Dự thảo"}
    body = "Nội dung của công văn. " * 9
    dispatch = f"{head}\nV/v rà soát\n\nKHẨN\n\nKính gửi: Các chi bộ\n\n{body}"
    assert marks(dispatch) == {"urgency": "Khẩn"}


@pytest.mark.parametrize(
    "body",
    [
        "Trong năm ban hành 04 văn bản MẬT, 02 văn bản HỎA TỐC.",
        "1. Văn bản mật\n\nMẬT\n\nTỐI MẬT\n\n2. Văn bản khác\n\nKhông có.\n",
        "Phụ lục\n\nMẬT\n\nDỰ THẢO",
        "- Mật\n- Tối mật\n- Tuyệt mật",
    ],
)
@pytest.mark.parametrize("kind", ["THÔNG BÁO\nkết quả kiểm tra", "Kính gửi: Các chi bộ"])
def test_the_body_marks_nothing(kind, body):
    head = "\n".join(HEAD)
    prose = "Thực hiện chương trình công tác năm, Ban Thường vụ Huyện ủy " + "đã kiểm tra " * 12
    assert marks(f"{head}\n\n{kind}\n\n{prose}.\n\n{body}") == {}


def test_the_degrees_rise():
    assert SECRECY == ("Mật", "Tối mật", "Tuyệt mật")
