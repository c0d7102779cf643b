"""The marks of a paper (secrecy, urgency, circulation, draft), which only its head shows."""

import pytest

from indexer.model import Document, Page, Span, Status
from indexer.notices.mark_words import mark_table
from indexer.notices.marks import SECRECY
from indexer.notices.parser import parse_notice
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
        (["HOẢ TỐC HẸN GIỜ", "(trước 16 giờ 00 ngày 13/10/2023)"], {"urgency": "Hỏa tốc"}),
        (["HỎA TỐC HẸN GIỜ (trước 16 giờ 00, ngày 13/10/2023)"], {"urgency": "Hỏa tốc"}),
        (["HỎA TỐC, HẸN GIỜ 16 GIỜ 00"], {"urgency": "Hỏa tốc"}),
        (["HỎA TỐC (16h00 ngày 13/10)"], {"urgency": "Hỏa tốc"}),
        (["HỎA TỐC: trước 16 giờ"], {"urgency": "Hỏa tốc"}),
        (["HỎA TỐC - HẸN GIỜ TRƯỚC 16:00 NGÀY 13 THÁNG 10 NĂM 2023"], {"urgency": "Hỏa tốc"}),
        (["HỎA TỐC", "HẸN GIỜ", "16 GIỜ NGÀY 13/10/2023"], {"urgency": "Hỏa tốc"}),
        (["THƯỢNG KHẨN", "đến trước 16 giờ 00 ngày 13/10/2023"], {"urgency": "Thượng khẩn"}),
        (["KHẨN (Gửi trước 16 giờ 30 phút ngày 13/10/2023)"], {"urgency": "Khẩn"}),
        (["KHẨN TRƯƠNG 16 GIỜ 00"], {}),
        (["MẬT 16 giờ"], {"secrecy": "Mật"}),
        (["HẸN GIỜ: 16h00"], {}),
        (["DỰ THẢO LẦN 2 (ngày 12/3/2026)"], {"draft": "Dự thảo lần 2"}),
        (["(Dự thảo ngày 12 tháng 3 năm 2026)"], {"draft": "Dự thảo"}),
        (["Dự thảo 3, ngày 12/3/2026"], {"draft": "Dự thảo lần 3"}),
        (["DỰ THẢO (lần thứ 2, ngày 12/3)"], {"draft": "Dự thảo lần 2"}),
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
    ("lines", "draft", "kind", "title"),
    [
        # The type line says so itself, before the name or behind it.
        ("DỰ THẢO QUY ĐỊNH\nvề nếp sống", "Dự thảo", "Quy định", "về nếp sống"),
        ("DỰ THẢO QUYẾT ĐỊNH\nvề nếp sống", "Dự thảo", "Quyết định", "về nếp sống"),
        ("DỰ THẢO LẦN 2: KẾ HOẠCH\nvề nếp sống", "Dự thảo lần 2", "Kế hoạch", "về nếp sống"),
        ("(DỰ THẢO) QUY ĐỊNH\nvề nếp sống", "Dự thảo", "Quy định", "về nếp sống"),
        ("BẢN DỰ THẢO BÁO CÁO\nvề nếp sống", "Dự thảo", "Báo cáo", "về nếp sống"),
        ("THÔNG BÁO (dự thảo)\nvề nếp sống", "Dự thảo", "Thông báo", "về nếp sống"),
        ("QUY ĐỊNH - DỰ THẢO LẦN 3\nvề nếp sống", "Dự thảo lần 3", "Quy định", "về nếp sống"),
        # So does a line above or below.
        ("BẢN THẢO\nTHÔNG BÁO\nvề nếp sống", "Dự thảo", "Thông báo", "về nếp sống"),
        ("Dự thảo lần 2\nQUY ĐỊNH\nvề nếp sống", "Dự thảo lần 2", "Quy định", "về nếp sống"),
        # A paper about a draft is none.
        ("THÔNG BÁO\ngóp ý dự thảo Nghị quyết", None, "Thông báo", "góp ý dự thảo Nghị quyết"),
        ("THÔNG BÁO\nDự thảo Nghị quyết mới", None, "Thông báo", "Dự thảo Nghị quyết mới"),
        ("THÔNG BÁO\nDỰ THẢO NGHỊ QUYẾT MỚI", None, "Thông báo", "DỰ THẢO NGHỊ QUYẾT MỚI"),
        (
            "KẾ HOẠCH LẤY Ý KIẾN DỰ THẢO QUY ĐỊNH\nnăm 2022",
            None, "Kế hoạch", "LẤY Ý KIẾN DỰ THẢO QUY ĐỊNH năm 2022",
        ),
        ("TỜ TRÌNH DỰ THẢO QUY ĐỊNH\nnăm 2022", None, "Tờ trình", "DỰ THẢO QUY ĐỊNH năm 2022"),
    ],
)  # fmt: skip
def test_a_type_line_may_say_that_a_paper_is_a_draft(lines, draft, kind, title):
    head = "\n".join(HEAD)
    notice = read(f"{head}\n\n{lines}\n\nNội dung của văn bản.")
    assert (notice.draft.value, notice.type.value, notice.title.value) == (draft, kind, title)


@pytest.mark.parametrize(
    ("running", "draft"), [("Dự thảo lần 2", "Dự thảo lần 2"), ("Dự thảo Nghị quyết", None)]
)
def test_a_running_head_may_say_so(running, draft):
    first = "\n".join(HEAD) + "\n\nQUY ĐỊNH\nvề họp\n\nChi bộ họp hằng tháng, vào"
    text, pages = "", []
    for number, page in enumerate((first, "ngày 05 theo quy", "chế làm việc của"), start=1):
        shown = f"{running}\n{page}"
        pages.append(Page(number, Span(len(text), len(text) + len(shown))))
        text += f"{shown}\n\n"
    notice = parse_notice(Document("a", "a.txt", "", "text/plain", text, pages=tuple(pages)))
    assert notice.draft.value == draft


ADDRESSED = {
    "below": ("Kính gửi: Các chi bộ\n\nKHẨN", "Khẩn"),
    "below at once": ("Kính gửi: Các chi bộ\nKHẨN", "Khẩn"),
    "below a list": ("Kính gửi:\n- Các chi bộ;\n- Văn phòng.\n\nHỎA TỐC", "Hỏa tốc"),
    "beside": ("Kính gửi: Các chi bộ          KHẨN", "Khẩn"),
    "beside, behind a tab": ("Kính gửi: Các chi bộ\tTHƯỢNG KHẨN", "Thượng khẩn"),
    "with its hour": ("Kính gửi: Các chi bộ\n\n[HỎA TỐC HẸN GIỜ]", "Hỏa tốc"),
    "with its label": ("Kính gửi: Các chi bộ\n\nĐộ khẩn: Thượng khẩn", "Thượng khẩn"),
    "of a proposal": ("TỜ TRÌNH\nxin kinh phí\n\nKính trình: Huyện ủy\n\nKHẨN", "Khẩn"),
    "in a sentence": ("Kính gửi: Các chi bộ\n\nKhẩn trương triển khai:", None),
    "in capitals, but no mark": ("Kính gửi: Các chi bộ\n\nKHẨN TRƯƠNG", None),
    "of an item": ("Kính gửi: Các chi bộ\n\n1. Văn bản loại khác\n\nKHẨN", None),
}


@pytest.mark.parametrize(("lines", "urgency"), ADDRESSED.values(), ids=ADDRESSED)
def test_urgency_may_stand_at_the_addressee(lines, urgency):
    head = "\n".join(HEAD)
    notice = read(f"{head}\n\n{lines}\n\nĐề nghị các chi bộ rà soát hồ sơ, gửi về Văn phòng.")
    assert notice.urgency.value == urgency
    assert not any("KHẨN" in one or "TỐC" in one for one in notice.addressees.value or ())


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


@pytest.mark.parametrize(
    "lines",
    [
        "HOẢ TỐC HẸN GIỜ\n(trước 16 giờ 00 ngày 13/10/2023)",
        "HỎA TỐC\nHẸN GIỜ\n16 GIỜ NGÀY 13/10/2023",
        "HỎA TỐC - HẸN GIỜ TRƯỚC 16 GIỜ 00",
        "KHẨN\nTrước 16h00 ngày 13/10/2023",
    ],
)
def test_an_hour_at_the_top_is_no_organ_and_no_day(lines):
    notice = read(lines + "\n\n" + letterhead(*HEAD))
    assert notice.issuer.value == "Huyện ủy Di Linh"
    assert notice.date.value.iso == "2023-09-12"


BODY = "Căn cứ Quy chế làm việc; Ban Thường vụ thông báo như sau: nội dung."


@pytest.mark.parametrize(
    "mark",
    [
        "MẬT",
        "TOP SECRET",
        "HỎA TỐC HẸN GIỜ",
        "BẢN DỰ THẢO",
        "TÀI LIỆU LƯU HÀNH NỘI BỘ",
        "(Tài liệu nội bộ)",
        "KHÔNG PHỔ BIẾN",
        "XEM XONG TRẢ LẠI",
        "THU HỒI SAU KHI HỌP",
        "HỌP XONG TRẢ LẠI",
        "SAO Y BẢN CHÍNH",
        "VĂN BẢN MẪU",
    ],
)
@pytest.mark.parametrize("at", [0, 1, 3, 4])
def test_a_mark_is_no_title_and_names_no_organ(mark, at):
    head = [*HEAD[:at], mark, *HEAD[at:]]
    under = "\n".join([*HEAD, "THÔNG BÁO", mark, "kết quả kiểm tra", "", BODY])
    for text in ("\n".join([*head, "THÔNG BÁO", "kết quả kiểm tra", "", BODY]), under):
        notice = read(text)
        assert (notice.title.value, notice.issuer.value) == ("kết quả kiểm tra", "Ban Thường vụ")


@pytest.mark.parametrize(
    "title",
    [
        "không phổ biến tài liệu ra ngoài cơ quan",
        "thu hồi sau hội nghị các tài liệu đã phát",
        "Dự thảo Nghị quyết Đại hội Đảng bộ huyện",
        "Bản sao văn bản và chứng thực bản sao",
    ],
)
def test_a_title_that_begins_with_a_mark_is_one(title):
    text = "\n".join([*HEAD, "THÔNG BÁO", title, "", BODY])
    assert read(text).title.value == title
