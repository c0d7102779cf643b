"""Who speaks in a paper, and what is only prose of it."""

from __future__ import annotations

import pytest

from indexer.model import Status
from tests.notice_texts import paper, read

# --- prose is no letterhead --------------------------------------------------------------------

PROSE = {
    "a card of introduction": (
        (
            "ĐẢNG ỦY PHƯỜNG NAM GIA NGHĨA\nVĂN PHÒNG\n*\nSố 5-GGT/VPĐU\n\n"
            "Văn phòng Đảng ủy phường Nam Gia Nghĩa trân trọng giới thiệu:\nĐồng chí Nguyễn Văn Mẫu"
        ),
        "Văn phòng Đảng ủy phường",
    ),
    "a conclusion without a type line": (
        "HUYỆN ỦY DI LINH\n*\nSố 82-TB/HU\n\nBan Thường vụ Huyện ủy kết luận như sau:\n1. Tốt",
        "Huyện ủy Di Linh",
    ),
    "a conclusion in capitals": (
        (
            "HUYỆN ỦY DI LINH\n*\nSố 82-TB/HU\n\nTHÔNG BÁO\nkết quả\n\n"
            "BAN THƯỜNG VỤ HUYỆN ỦY KẾT LUẬN NHƯ SAU:\n1. Ưu điểm"
        ),
        "Ban Thường vụ Huyện ủy",
    ),
    "an enacting line": (
        (
            "HUYỆN ỦY DI LINH\n*\nSố 82-QĐ/HU\n\nQUYẾT ĐỊNH\nvề việc\n\n- Căn cứ Điều lệ Đảng;\n\n"
            "BAN CHẤP HÀNH ĐẢNG BỘ HUYỆN QUYẾT ĐỊNH\n\nĐiều 1. Ban hành."
        ),
        "Ban Chấp hành Đảng bộ huyện",
    ),
    "a sentence where nothing else stands": (
        "Ủy ban nhân dân xã thông báo:\nNội dung là thế này thôi.",
        None,
    ),
    "who receives it": (
        (
            "TỈNH ỦY LÂM ĐỒNG\nVĂN PHÒNG\n*\nSố 5-CV/VPTU\n\nKính gửi: Ban Tổ chức Trung ương\n\n"
            "Ban Tổ chức Trung ương hướng dẫn như sau: hết."
        ),
        "Văn phòng Tỉnh ủy",
    ),
    "who received it": (
        "TỈNH ỦY LÂM ĐỒNG\nVĂN PHÒNG\n*\nHUYỆN ỦY BẢO LÂM\nSố 5-CV/VPTU\n\nTHÔNG BÁO\nkết quả",
        "Văn phòng Tỉnh ủy",
    ),
    "another organ of the same kind": (
        (
            "HUYỆN ỦY ĐƠN DƯƠNG\nBAN TỔ CHỨC\n*\nSố 215-CV/BTCHU\n\nTHÔNG BÁO\nkết quả\n\n"
            "Thực hiện Hướng dẫn của Ban Tổ chức Trung ương, các chi bộ rà soát hồ sơ."
        ),
        "Ban Tổ chức Huyện ủy",
    ),
}


@pytest.mark.parametrize(("text", "issuer"), PROSE.values(), ids=PROSE)
def test_prose_is_no_letterhead(text, issuer):
    assert read(f"{text}\n\nNội dung.").issuer.value == issuer


SIGNED = {
    ("HUYỆN ỦY DI LINH", "TM. BAN THƯỜNG VỤ"): "Ban Thường vụ Huyện ủy",
    ("TỈNH ỦY CÀ MAU / ĐẢNG ỦY / ỦY BAN NHÂN DÂN TỈNH", "T/M BAN THƯỜNG VỤ"): (
        "Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh"
    ),
    ("THỊ ỦY LA GI", "T/M BAN CHẤP HÀNH"): "Ban Chấp hành Đảng bộ thị xã",
    ("ĐẢNG ỦY XÃ DI LINH", "T/M BAN CHẤP HÀNH"): "Ban Chấp hành Đảng bộ xã",
    ("HỘI NÔNG DÂN XÃ TÂN HƯNG", "TM. BAN THƯỜNG VỤ"): "Hội Nông dân xã Tân Hưng",
    ("LIÊN HIỆP CÁC HỘI / KHOA HỌC VÀ KỸ THUẬT", "TM. BAN THƯỜNG VỤ"): (
        "Liên hiệp các Hội Khoa học và Kỹ thuật"
    ),
}


@pytest.mark.parametrize(("signed", "issuer"), SIGNED.items(), ids=map(" ".join, SIGNED))
def test_for_whom_it_is_signed(signed, issuer):
    head, authority = signed
    notice = read(paper(head, body=f"Hết.\n\n{authority}\nBÍ THƯ\n\nNguyễn Văn Mẫu"))
    assert notice.issuer.value == issuer


LETTER = (
    "{head}\n*\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nPhan Thiết, ngày 18 tháng 11 năm 2024\n\n"
    "THƯ CHÚC MỪNG\nvề Ngày Nhà giáo\n\nNhân dịp này tôi chúc các cô.\n\nBÍ THƯ\n\nTrần Văn Mẫu"
)


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("ĐẢNG BỘ TỈNH BÌNH THUẬN\nBÍ THƯ", "Bí thư Tỉnh ủy"),
        ("TỈNH ỦY BÌNH THUẬN\nBÍ THƯ", "Bí thư Tỉnh ủy"),
        ("HUYỆN ỦY DI LINH\nPHÓ BÍ THƯ", "Phó Bí thư Huyện ủy"),
        ("ĐẢNG ỦY XÃ TÂN VĂN\nBÍ THƯ", "Bí thư Đảng ủy xã"),
        ("UBND TỈNH BÌNH THUẬN\nCHỦ TỊCH", "Chủ tịch Ủy ban nhân dân tỉnh Bình Thuận"),
        ("TỈNH ĐOÀN LÂM ĐỒNG\nBÍ THƯ", "Bí thư Tỉnh đoàn Lâm Đồng"),
        ("SỞ NỘI VỤ\nGIÁM ĐỐC", "Giám đốc Sở Nội vụ"),
        ("ĐẢNG ỦY XÃ TÂN VĂN\nCHI BỘ THÔN 3\nBÍ THƯ", "Bí thư Chi bộ thôn 3"),
    ],
)
def test_who_leads_may_speak_alone(head, issuer):
    found = read(LETTER.format(head=head)).issuer
    assert (found.value, found.evidence.status) == (issuer, Status.INFERRED)


def test_a_position_over_the_organ_is_that_of_an_approval():
    assert read(LETTER.format(head="DUYỆT\nBÍ THƯ\n\nHUYỆN ỦY DI LINH")).issuer.value == (
        "Huyện ủy Di Linh"
    )
