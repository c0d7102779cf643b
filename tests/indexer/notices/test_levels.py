"""A level of secrecy in a head, in the forms offices and scanners write it, and what is none."""

import unicodedata

import pytest

from indexer.model import Document, Page, Span
from indexer.notices.levels import level_in_line
from indexer.notices.parser import parse_notice
from tests.notice_texts import read

ORGAN, NUMBER = "TỈNH ỦY LÂM ĐỒNG", "Số 12-BC/TU"
DAY = "Lâm Đồng, ngày 12 tháng 9 năm 2023"
BODY = (
    "Căn cứ Quy định số 213-QĐ/TW; Ban Thường vụ Tỉnh ủy thông báo như sau:\n\n1. Về mật độ dân số."
)
MENU = "".join(f"Chuyên mục {number}\n" for number in range(80))


def level(stamp="", *, organ=ORGAN, kind="BÁO CÁO", title="tình hình an ninh", above="", body=BODY):
    head = [above, organ, "*", NUMBER, "ĐẢNG CỘNG SẢN VIỆT NAM", DAY, stamp, kind, title]
    return read("\n".join(head) + f"\n\n{body}\n").secrecy.value


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        # with the number of the copy, with what may not be done with it
        ("MẬT, bản số: 01/05", "Mật"),
        ("MẬT (Bản số 01)", "Mật"),
        ("TỐI MẬT - Bản số 01", "Tối mật"),
        ("TUYỆT MẬT. Bản số 3/7", "Tuyệt mật"),
        ("Mật, bản số 02", "Mật"),
        ("MẬT, KHÔNG SAO CHỤP", "Mật"),
        ("MẬT - THU HỒI SAU HỌP", "Mật"),
        ("TỐI MẬT: CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ", "Tối mật"),
        ("TUYỆT MẬT CHỈ NGƯỜI NHẬN ĐƯỢC BÓC", "Tuyệt mật"),
        ("MẬT KHÔNG PHỔ BIẾN", "Mật"),
        ("HỎA TỐC - TỐI MẬT", "Tối mật"),
        ("KHẨN / MẬT", "Mật"),
        ("HỎA TỐC MẬT", "Mật"),
        ("ĐẾN Số: 12 MẬT", "Mật"),
        ("MẬT Người ký: Văn phòng Tỉnh ủy", "Mật"),
        ("MẬT - Trang 1", "Mật"),
        # what the paper is
        ("TÀI LIỆU MẬT", "Mật"),
        ("Tài liệu tối mật", "Tối mật"),
        ("VĂN BẢN MẬT", "Mật"),
        ("CÔNG VĂN TUYỆT MẬT", "Tuyệt mật"),
        ("TÀI LIỆU MẬT - KHÔNG PHỔ BIẾN", "Mật"),
        ("(Tài liệu Mật)", "Mật"),
        ("BÍ MẬT", "Mật"),
        ("HỒ SƠ TUYỆT MẬT", "Tuyệt mật"),
        ("ĐIỆN MẬT", "Mật"),
        ("TÀI LIỆU MẬT CỦA ĐẢNG", "Mật"),
        # with a label
        ("Dấu mật: Tối mật", "Tối mật"),
        ("Độ mật Mật", "Mật"),
        ("ĐỘ MẬT TUYỆT MẬT", "Tuyệt mật"),
        ("Mức độ: Tối mật", "Tối mật"),
        ("Cấp độ mật: Mật", "Mật"),
        ("Độ bảo mật: Mật", "Mật"),
        ("Độ mật: Mật; Độ khẩn: Thường", "Mật"),
        ("Độ khẩn: Khẩn; Độ mật: Mật", "Mật"),
        ("Độ mật: MẬT Độ khẩn: KHẨN", "Mật"),
        ("MẬT   Mã số: 12", "Mật"),
        ("Độ mật\tMật", "Mật"),
        ("| Độ mật | Tối mật |", "Tối mật"),
        ("Độ mật\nMật", "Mật"),
        ("Mức độ Mật", "Mật"),
        ("Văn bản có độ mật: Tối mật", "Tối mật"),
        ("Văn bản này thuộc độ Tối mật", "Tối mật"),
        ("Độ mật: ☐ Thường ☒ Mật ☐ Tối mật", "Mật"),
        ("Dấu chỉ mức độ mật: MẬT", "Mật"),
        # small letters, bullets, signs around it
        ("mật", "Mật"),
        ("(tối mật)", "Tối mật"),
        ("- MẬT", "Mật"),
        ("• TỐI MẬT", "Tối mật"),
        ("*** MẬT ***", "Mật"),
        ("MẬT!", "Mật"),
        ("MẬT ‹", "Mật"),
        # letters apart, of another alphabet, in another form
        ("M Ậ T", "Mật"),
        ("T Ố I  M Ậ T", "Tối mật"),
        ("T U Y Ệ T   M Ậ T", "Tuyệt mật"),
        ("M.Ậ.T", "Mật"),
        ("M\nẬ\nT", "Mật"),
        ("TỐIMẬT", "Tối mật"),
        ("\uff2d\u1eac\uff34", "Mật"),
        ("\u041cẬ\u0422", "Mật"),
        (unicodedata.normalize("NFD", "TUYỆT MẬT (Bản số 01)"), "Tuyệt mật"),
        ("M\u200bẬ\u200bT, bản số 1", "Mật"),
        # as a scanner misreads a stamp: alone in its line and in capitals it counts
        ("MẶT", "Mật"),
        ("MÂT", "Mật"),
        ("TÔI MẬT", "Tối mật"),
        ("TUYET MAT (Bản số 01)", "Tuyệt mật"),
        # two columns in one line
        ("TỈNH ỦY LÂM ĐỒNG      TỐI MẬT", "Tối mật"),
        ("TỈNH ỦY LÂM ĐỒNG TỐI MẬT", "Tối mật"),
        ("HUYỆN ỦY DI LINH MẬT", "Mật"),
        ("ĐẢNG ỦY PHƯỜNG 1 MẬT", "Mật"),
        ("ĐẢNG ỦY XÃ GUNG RÉ MẬT", "Mật"),
        ("ĐẢNG ỦY ĐƯỜNG SẮT MẬT", "Mật"),
        ("ĐẢNG ĐOÀN QUỐC HỘI (MẬT)", "Mật"),
        ("Số 12-BC/TU MẬT", "Mật"),
        ("Lâm Đồng, ngày 12 tháng 9 năm 2023 MẬT", "Mật"),
        ("Số 12-BC/TU MẬT Lâm Đồng, ngày 12 tháng 9 năm 2023", "Mật"),
        ("MẬT ĐẢNG CỘNG SẢN VIỆT NAM", "Mật"),
        ("| HUYỆN ỦY DI LINH | MẬT |", "Mật"),
        ("V/v phòng, chống khủng bố (Mật)", "Mật"),
    ],
)  # fmt: skip
def test_a_level_in_the_head_counts_in_whatever_form(stamp, expected):
    assert level(stamp) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"organ": "TỈNH ỦY LÂM ĐỒNG (TUYỆT MẬT)"}, "Tuyệt mật"),
        ({"kind": "THÔNG BÁO MẬT"}, "Mật"),
        ({"kind": "THÔNG BÁO (Mật)"}, "Mật"),
        ({"kind": "BÁO CÁO TỐI MẬT"}, "Tối mật"),
        ({"kind": "BÁO CÁO - TUYỆT MẬT"}, "Tuyệt mật"),
        ({"title": "tình hình an ninh (Tối mật)"}, "Tối mật"),
        ({"title": "tình hình an ninh\nquý III - MẬT"}, "Mật"),
        ({"title": "tình hình an ninh\nMẬT, bản số 03"}, "Mật"),
        ({"title": "về thực hiện chế độ\nMẬT\nbảo hiểm y tế"}, "Mật"),
        ({"title": "công tác bảo vệ bí mật nhà nước (TỐI MẬT)"}, "Tối mật"),
        ({"title": "danh mục tài liệu cần tiêu hủy (MẬT)"}, "Mật"),
        ({"above": ("Trang chủ Tin tức Văn bản " * 15 + "\n") * 8 + "MẬT"}, "Mật"),
        ({"above": MENU + "TỐI MẬT (Bản số 02)"}, "Tối mật"),
        ({"above": MENU, "stamp": "MẬT"}, "Mật"),
        ({"above": "CỔNG THÔNG TIN ĐIỆN TỬ\nĐộ mật: Tối mật"}, "Tối mật"),
    ],
)
def test_it_counts_at_the_organ_the_type_the_title_and_above(parts, expected):
    assert level(**parts) == expected


@pytest.mark.parametrize(
    "parts",
    [
        {"stamp": one}
        for one in (
            "ĐÃ GIẢI MẬT",
            "Giải mật ngày 12/3/2024",
            "HẾT MẬT",
            "KHÔNG MẬT",
            "Độ mật: Thường",
            "Độ mật: Không",
            "Độ mật",
            "Độ Mật: Thường",
            "Độ mật: ☒ Thường ☐ Mật ☐ Tối mật",
            "Độ mật: [x] Không [ ] Mật",
            "BAN CHỈ ĐẠO BẢO VỆ BÍ MẬT NHÀ NƯỚC",
            "TIỂU BAN BẢO MẬT",
            "BAN CƠ YẾU - MẬT MÃ",
            "MẬT ONG DI LINH",
            "Mật độ dân số",
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM",
            "V/v quản lý văn bản mật",
            "V/v bảo vệ tài liệu (mật)",
            "V/v quản lý tài liệu\nmật",
            "V/v giải mật hồ sơ độ Tối mật",
            "Về việc sao, chụp tài liệu Tuyệt mật, Tối mật, Mật",
            "ĐẢNG ỦY XÃ YÊN MẬT",
            "Yên Mật, ngày 12 tháng 9 năm 2019",
            "ĐẢNG ỦY PHƯỜNG MẬT",
            "Đồng chí Nguyễn Văn Mật",
            "ĐỒNG CHÍ TRẦN VĂN MẬT",
            "Nơi nhận: Tổ tài liệu mật",
        )
    ]
    + [
        {"title": one}
        for one in (
            "về công tác bảo vệ bí mật nhà nước",
            "VỀ CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC",
            "Ban hành Danh mục bí mật nhà nước độ\nTối mật",
            "VỀ DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ\nTUYỆT MẬT VÀ TỐI MẬT",
            "Ban hành danh mục bí mật nhà nước\nđộ Mật",
            "về danh mục bí mật nhà nước (độ Mật)",
            "về danh mục bí mật nhà nước (Tối mật)",
            "về danh mục bí mật nhà nước độ Tuyệt mật, Tối mật, Mật của Đảng",
            "về giải mật tài liệu\nTối mật",
            "về quản lý văn bản mật",
            "về tiêu hủy tài liệu\nTuyệt mật\nnăm 2023",
            "về gia hạn thời hạn bảo vệ bí mật nhà nước độ Tối mật",
            "VỀ QUẢN LÝ TÀI LIỆU MẬT",
            "về bảo vệ tài liệu có độ\nMẬT",
            "kỷ luật đồng chí Nguyễn Văn Mật",
            "KỶ LUẬT ĐỒNG CHÍ NGUYỄN VĂN MẬT",
            "về mua dụng cụ vắt mật ong",
            "về xây dựng cầu Sơn Mật",
            "về bảo vệ bí\nmật nhà nước",
        )
    ]
    + [
        {"kind": "KẾ HOẠCH BẢO MẬT"},
        {"kind": "KẾ HOẠCH", "body": f"{BODY}\n\nMẬT\n\nTÀI LIỆU MẬT\n\nHết."},
    ],
)
def test_what_speaks_of_secrets_without_marking_the_paper(parts):
    assert level(**parts) is None


def test_a_page_in_one_line_is_no_hiding_place():
    line = f"{ORGAN} * {NUMBER} MẬT ĐẢNG CỘNG SẢN VIỆT NAM {DAY} BÁO CÁO tình hình an ninh quý III"
    assert read(f"{line} và nhiệm vụ trọng tâm của Tỉnh ủy\n\n{BODY}").secrecy.value == "Mật"


SECRET = f"MẬT\n{ORGAN}\n*\n{NUMBER}\nĐẢNG CỘNG SẢN VIỆT NAM\n\nKẾ HOẠCH\nbảo vệ\n\nNội dung.\n"
CLOSING = "\nNơi nhận:\n- Như trên.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nNguyễn Văn A\n"


@pytest.mark.parametrize(
    "behind",
    [
        f"{CLOSING}{SECRET}",
        f"{CLOSING}\f{SECRET}",
        SECRET,
        f"{CLOSING}MẬT\nHUYỆN ỦY DI LINH\nSố 7-KH/HU\n\nKẾ HOẠCH\nbảo vệ\n\nNội dung.\n",
        f"{CLOSING}\nPHỤ LỤC I\nMẬT\n\nSố liệu.",
        f"{CLOSING}\nPHỤ LỤC\n(Kèm theo Báo cáo số 12)\nTÀI LIỆU MẬT\n\nSố liệu.",
        f"{CLOSING}\nMẬT",
    ],
)
def test_what_lies_behind_the_first_paper_counts_too(behind):
    assert level(body=f"{BODY}\n{behind}") == "Mật"


def test_a_stamp_below_the_addressee_counts():
    head = "HUYỆN ỦY ĐỨC TRỌNG\nSố 908-CV/HU\nV/v rà soát\n\nKính gửi: Các đồng chí\n\n"
    assert read(f"{head}MẬT\n1. Nội dung.\nHết.").secrecy.value == "Mật"
    assert read(f"{head}{'Thực hiện chương trình công tác ' * 9}\nMẬT\nHết.").secrecy.value is None


@pytest.mark.parametrize(
    "top", ["- Văn bản đến", "1. Tên tệp: a.doc", "x" * 400, "ĐẾN Số: 12", "Người ký: Văn phòng"]
)
def test_what_stands_on_top_hides_no_stamp(top):
    assert level("MẬT", above=top) == "Mật"


@pytest.mark.parametrize(
    "blot", ["E MẬT", "TUYẾỆT MẬT", "TUYỆT MẬT .ø", "MÂẬT", "TUYỆI MẬT", "| MẬT _"]
)
def test_a_scanner_hides_no_stamp(blot):
    assert level(blot) == ("Tuyệt mật" if "TUY" in blot else "Mật")


def test_a_running_line_has_the_level_too():
    page = f"{BODY}\n" * 3
    header = "Tối mật - Bản số 01 của Tỉnh ủy"
    text, pages = "", []
    for number in range(3):
        start = len(text)
        text += (
            f"{header}\n" + ("" if number else f"{ORGAN}\n{NUMBER}\n\nBÁO CÁO\nan ninh\n\n") + page
        )
        pages.append(Page(number + 1, Span(start, len(text)), "text"))
    notice = parse_notice(Document("x", "x.pdf", "", "application/pdf", text, pages=tuple(pages)))
    assert notice.furniture
    assert notice.secrecy.value == "Tối mật"


def test_the_highest_level_of_a_line_counts():
    assert level_in_line("MẬT - TUYỆT MẬT - TỐI MẬT") == "Tuyệt mật"
    assert level_in_line("x" * 400 + " (MẬT)") is None
