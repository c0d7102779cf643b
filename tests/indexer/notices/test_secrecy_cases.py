"""Papers that are secret in ways that slip by, and open ones that only speak of secrets.

Written before the rules were looked at: how an office's own hand, a conversion or a scanner leaves
a mark, and what is spelled like one.
"""

import unicodedata

import pytest

from indexer.documents.page_text import normalize_text
from tests.notice_texts import read

ORGAN, NUMBER = "HUYỆN ỦY BẢO LÂM", "Số 12-BC/HU"
MOTTO, DAY = "ĐẢNG CỘNG SẢN VIỆT NAM", "Bảo Lâm, ngày 12 tháng 9 năm 2023"
BODY = (
    "Căn cứ Quy định số 213-QĐ/TW; Ban Thường vụ Huyện ủy báo cáo như sau:\n\n"
    "1. Tình hình chung ổn định.\n2. Công tác bảo vệ bí mật nhà nước được quan tâm.\n"
)
SIGNED = "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nNguyễn Văn Mẫu"


def paper(
    *head, kind="BÁO CÁO", title="tình hình an ninh quý III", body=BODY, tail=SIGNED, stamp=None
):
    """A paper with this head; with a ``stamp`` alone it stands between number and motto."""
    head = head or (ORGAN, "*", NUMBER, *([stamp] if stamp else ()), MOTTO, DAY)
    return "\n".join([*head, kind, title, "", body, tail, ""])


def level(text):
    return read(normalize_text(text)).secrecy.value


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("Độ mật: Tối mật", "Tối mật"),
        ("ĐỘ MẬT: MẬT", "Mật"),
        ("Độ mật: mật", "Mật"),
        ("Dấu chỉ độ mật: MẬT", "Mật"),
        ("Độ mật: ☐ Thường ☒ Mật ☐ Tối mật", "Mật"),
        ("KHẨN – TỐI MẬT", "Tối mật"),
        ("HỎA TỐC - MẬT", "Mật"),
        ("M Ậ T", "Mật"),
        ("T Ố I   M Ậ T", "Tối mật"),
        ("T U Y Ệ T  M Ậ T", "Tuyệt mật"),
        ("TUYỆT\nMẬT", "Tuyệt mật"),
        ("TỐI-MẬT", "Tối mật"),
        (unicodedata.normalize("NFD", "TUYỆT MẬT"), "Tuyệt mật"),
        ("MÂ\u0323T", "Mật"),
        ("M\u1ea0\u0302T", "Mật"),
        ("\u041c\u1eac\u0422", "Mật"),
        ("\uff2d\u1eac\uff34", "Mật"),
        ("M\u200bẬ\u200bT", "Mật"),
        ("TỐI\u00adMẬT", "Tối mật"),
        ("TUYỆT\u00a0MẬT", "Tuyệt mật"),
        ("TUYET MAT", "Tuyệt mật"),
        ("mật", "Mật"),
        ("Tối mật", "Tối mật"),
        ("“MẬT”", "Mật"),
        ("+-----+\n| MẬT |\n+-----+", "Mật"),
        ("┌──────┐\n│ MẬT  │\n└──────┘", "Mật"),
        ("MẬT (theo Quyết định số 1722/QĐ-TTg)", "Mật"),
        ("TỐI MẬT\nThời hạn bảo vệ: 20 năm", "Tối mật"),
        ("TỐI MẬT (bản số 02)", "Tối mật"),
        ("MẬT\nBản số: 02/05", "Mật"),
        ("TÀI LIỆU MẬT", "Mật"),
        ("Văn bản mật", "Mật"),
        ("SECRET", "Mật"),
        ("TOP SECRET", "Tuyệt mật"),
        ("MẬT (SECRET)", "Mật"),
        ("V/v báo cáo tình hình (Mật)", "Mật"),
    ],
)
def test_a_mark_below_the_number_counts(stamp, expected):
    assert level(paper(stamp=stamp)) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ((ORGAN, "*", NUMBER, MOTTO, f"{DAY}        MẬT"), "Mật"),
        ((f"{ORGAN}\t{MOTTO}", "*\tMẬT", f"{NUMBER}\t{DAY}"), "Mật"),
        ((f"{ORGAN}\t{MOTTO}", "MẬT", f"*\t{DAY}", NUMBER), "Mật"),
        ((f"| {ORGAN} | MẬT | {MOTTO} |", f"| {NUMBER} | | {DAY} |"), "Mật"),
        ((ORGAN, "*", NUMBER, MOTTO, DAY, "MẬT"), "Mật"),
        ((ORGAN, "*", NUMBER, MOTTO, DAY, "", "TUYỆT MẬT", ""), "Tuyệt mật"),
        ((ORGAN, "*", "Số: 12-BC/HU (Mật)", MOTTO, DAY), "Mật"),
        ((ORGAN, "*", "Số: 12-BC/HU   MẬT", MOTTO, DAY), "Mật"),
        ((ORGAN, "*", "Số: 12-BC/HU - Mật", MOTTO, DAY), "Mật"),
        ((ORGAN, "*", "Số: 12-BC/HU/MẬT", MOTTO, DAY), "Mật"),
        (("MẬT", "", ORGAN, "*", NUMBER, MOTTO, DAY), "Mật"),
        (("MẬT - KHẨN", ORGAN, "*", NUMBER, MOTTO, DAY), "Mật"),
        (("*** MẬT ***", ORGAN, "*", NUMBER, MOTTO, DAY), "Mật"),
        (("Số ký hiệu\t12-BC/HU", "Độ mật\tTối mật", "Độ khẩn\tThường", ORGAN, NUMBER), "Tối mật"),
        (("Chủ đề: [MẬT] Báo cáo tháng 9", "Từ: Văn phòng Huyện ủy", "", ORGAN, NUMBER), "Mật"),
    ],
)
def test_a_mark_elsewhere_in_the_head_counts(head, expected):
    assert level(paper(*head)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (paper(title="tình hình an ninh quý III\n(Mật)"), "Mật"),
        (paper(title="tình hình an ninh quý III (Tối mật)"), "Tối mật"),
        (paper(kind="BÁO CÁO MẬT"), "Mật"),
        (paper(kind="CÔNG VĂN", title="Kính gửi: Tỉnh ủy Lâm Đồng\nMẬT"), "Mật"),
        (paper(tail=f"{SIGNED}\n\nĐộ mật: Mật"), "Mật"),
        (f"{paper()}\n\f\n{paper(stamp='MẬT')}", "Mật"),
        (f"{paper()}\n\f\n{paper('MẬT', ORGAN, '*', NUMBER, MOTTO, DAY)}", "Mật"),
        (f"{paper()}\n\f\nPHỤ LỤC 1\nMẬT\nDanh sách cán bộ\n1. Nguyễn Văn Mẫu", "Mật"),
        (f"MẬT\n{paper()}\n\f\nMẬT\n2\n3. Phần tiếp.\n\f\nMẬT\n3\n4. Phần cuối.", "Mật"),
        (f"{paper(tail='TỐI MẬT')}\n\f\n3. Phần tiếp.\nTỐI MẬT\n\f\n4. Hết.\nTỐI MẬT", "Tối mật"),
        ("Subject: Bao cao thang 9 (Mật)\n\nKính gửi các đồng chí,\n\nGửi kèm báo cáo.", "Mật"),
    ],
)
def test_a_mark_outside_the_letterhead_counts(text, expected):
    assert level(text) == expected


@pytest.mark.parametrize(
    "title",
    [
        "công tác bảo vệ bí mật nhà nước năm 2023",
        "CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "VỀ CÔNG TÁC BẢO VỆ BÍ\nMẬT NHÀ NƯỚC",
        "VỀ DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT, TỐI\nMẬT",
        "VỀ DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT VÀ TUYỆT\nMẬT",
        "danh mục bí mật nhà nước độ Tối mật, độ Mật của Đảng",
        "phát triển nghề nuôi ong lấy mật\nMật ong rừng U Minh",
        "CÔNG TÁC BẢO MẬT",
        "thi hành kỷ luật đồng chí Lê Thị Mật",
        "ĐỀ NGHỊ KỶ LUẬT ĐỒNG CHÍ LÊ THỊ MẬT",
        "kết quả bỏ phiếu kín giới thiệu nhân sự",
        "MẬT ĐỘ DÂN SỐ",
        "giữ mối liên hệ mật thiết với Nhân dân",
        "Mật khẩu thư điện tử công vụ",
        "hỗ trợ sản xuất mật mía",
        "PHÒNG CHỐNG SỎI ỐNG MẬT",
    ],
)
def test_a_title_about_secrets_marks_nothing(title):
    assert level(paper(title=title)) is None


@pytest.mark.parametrize(
    "stamp",
    [
        "BẢO MẬT",
        "GIẢI MẬT",
        "ĐÃ GIẢI MẬT ngày 01/01/2020",
        "Độ mật: Không mật",
        "Độ mật: Không",
        "Độ mật: Thường",
        "Độ mật: ...........",
        "ĐỘ MẬT:\nĐỘ KHẨN:",
        "Độ mật: (Mật, Tối mật, Tuyệt mật) ........",
        "Độ mật (Tuyệt mật/Tối mật/Mật): ........",
        "☐ Mật ☐ Tối mật ☐ Tuyệt mật",
        "(Tài liệu không mật)",
        "Không đóng dấu mật",
        "LƯU HÀNH NỘI BỘ",
        "SECRETARIAT",
        "HỢP TÁC XÃ MẬT ONG",
        "CỤC QUẢN LÝ KỸ THUẬT NGHIỆP VỤ MẬT MÃ",
        "ỦY BAN MẶT TRẬN TỔ QUỐC",
        "UY BAN MAT TRAN TO QUOC",
        "ĐẢNG ỦY XÃ MẬT SƠN",
    ],
)
def test_a_line_of_the_head_that_is_no_mark(stamp):
    assert level(paper(stamp=stamp)) is None


@pytest.mark.parametrize(
    "text",
    [
        paper(tail="T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Thị Mật"),
        paper(tail="T/M BAN THƯỜNG VỤ\nBÍ THƯ\nNGUYỄN THỊ MẬT"),
        paper(tail="T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLÂM THỊ MẬT"),
        paper(kind="CÔNG VĂN", title="Kính gửi: Đồng chí Trần Văn Mật"),
        f"Họ và tên:\tTrần Văn Mật\n{paper()}",
        paper(body=f"{BODY}MẬT\nTheo Luật có ba độ: Mật, Tối mật, Tuyệt mật.\nTỐI MẬT là mức hai."),
        f"{paper()}\n\f\nPHỤ LỤC\nMẫu dấu chỉ độ mật\nMẬT\nTỐI MẬT\nTUYỆT MẬT\n",
        paper(kind="GIẤY MỜI", title="HỌP MẶT ĐẦU XUÂN"),
    ],
)
def test_a_name_a_body_and_an_annex_of_stamps_mark_nothing(text):
    assert level(text) is None
