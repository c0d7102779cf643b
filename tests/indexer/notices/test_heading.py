"""Which organ a letterhead names as the issuer, from how offices write theirs."""

from __future__ import annotations

import pytest

from indexer.model import Level, Status
from tests.notice_texts import paper, read

CENTRAL, PROVINCE, DISTRICT = Level.CENTRAL, Level.PROVINCE, Level.DISTRICT
COMMUNE, CELL = Level.COMMUNE, Level.CELL


# The lines of a letterhead → the issuer, its level.
LETTERHEADS: dict[str, tuple[str, Level | None]] = {
    # committees, one or two lines
    "TỈNH ỦY LÂM ĐỒNG / *": ("Tỉnh ủy Lâm Đồng", PROVINCE),
    "TỈNH ỦY LÂM ĐỒNG: / HUYỆN ỦY DI LINH, / *": ("Huyện ủy Di Linh", DISTRICT),
    "ĐẢNG BỘ TỈNH LÂM ĐỒNG / * / ĐẢNG ỦY XÃ BẢO LÂM 1": ("Đảng ủy xã Bảo Lâm 1", COMMUNE),
    "ĐẢNG BỘ TỈNH LÂM ĐỒNG / ĐẢNG ỦY / XÃ BẢO LÂM 1": ("Đảng ủy xã Bảo Lâm 1", COMMUNE),
    "THÀNH ỦY / THÀNH PHỐ HỒ CHÍ MINH": ("Thành ủy thành phố Hồ Chí Minh", PROVINCE),
    "ĐẢNG ỦY PHƯỜNG XUÂN HƯƠNG / - ĐÀ LẠT": ("Đảng ủy phường Xuân Hương - Đà Lạt", COMMUNE),
    # organs of a committee, over and under it
    "HUYỆN ỦY DI LINH / BAN TỔ CHỨC / *": ("Ban Tổ chức Huyện ủy", DISTRICT),
    "BAN TỔ CHỨC / HUYỆN ỦY DI LINH / *": ("Ban Tổ chức Huyện ủy", DISTRICT),
    "HUYỆN ỦY DI LINH - BAN TỔ CHỨC": ("Ban Tổ chức Huyện ủy", DISTRICT),
    "HUYỆN ỦY DI LINH / BAN TỔ CHỨC HUYỆN ỦY": ("Ban Tổ chức Huyện ủy", DISTRICT),
    "ĐẢNG BỘ TỈNH NGHỆ AN / ỦY BAN KIỂM TRA": ("Ủy ban Kiểm tra Tỉnh ủy", PROVINCE),
    "ỦY BAN KIỂM TRA: / THÀNH ỦY CẦN THƠ": ("Ủy ban Kiểm tra Thành ủy", PROVINCE),
    "ĐẢNG BỘ TỈNH LÂM ĐỒNG / BAN CHẤP HÀNH / KHÓA XI": ("Ban Chấp hành Đảng bộ tỉnh", PROVINCE),
    "ĐẢNG BỘ XÃ CÁI BÈ / UBKT ĐẢNG ỦY": ("Ủy ban Kiểm tra Đảng ủy", COMMUNE),
    "ĐẢNG ỦY XÃ CÁI BÈ / VĂN PHÒNG": ("Văn phòng Đảng ủy xã", COMMUNE),
    "ĐẢNG ỦY XÃ CÁI BÈ / BAN XÂY DỰNG ĐẢNG": ("Ban Xây dựng Đảng Đảng ủy xã", COMMUNE),
    "ĐẢNG ỦY ĐẶC KHU CÔN ĐẢO / BAN TUYÊN GIÁO VÀ DÂN VẬN": (
        "Ban Tuyên giáo và Dân vận Đảng ủy đặc khu",
        COMMUNE,
    ),
    "TỈNH ỦY LÂM ĐỒNG / BAN BẢO VỆ, CHĂM SÓC SỨC KHỎE / CÁN BỘ TỈNH": (
        "Ban Bảo vệ, chăm sóc sức khỏe cán bộ tỉnh",
        PROVINCE,
    ),
    "TỈNH ỦY LÂM ĐỒNG / TIỂU BAN TUYÊN TRUYỀN / ĐẠI HỘI": (
        "Tiểu ban tuyên truyền Đại hội",
        PROVINCE,
    ),
    "HUYỆN ỦY DI LINH / BAN CHỈ ĐẠO 35": ("Ban Chỉ đạo 35", DISTRICT),
    "ĐẢNG BỘ TỈNH GIA LAI / ĐẢNG BỘ HUYỆN ĐỨC CƠ / ĐẠI HỘI ĐẠI BIỂU / LẦN THỨ XVI": (
        "Đại hội đại biểu lần thứ XVI",
        DISTRICT,
    ),
    "UBND HUYỆN DI LINH / BAN CHỈ ĐẠO PHÒNG, CHỐNG / THIÊN TAI": (
        "Ban Chỉ đạo phòng, chống thiên tai",
        DISTRICT,
    ),
    "HUYỆN ỦY DI LINH / ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 15-QĐ/HU": (
        "Đoàn kiểm tra theo quyết định số 15-QĐ/HU",
        DISTRICT,
    ),
    "BAN THƯỜNG VỤ TỈNH ỦY / LÂM ĐỒNG": ("Ban Thường vụ Tỉnh ủy Lâm Đồng", PROVINCE),
    "BAN CHẤP HÀNH ĐẢNG BỘ / TỈNH LÂM ĐỒNG": ("Ban Chấp hành Đảng bộ tỉnh Lâm Đồng", PROVINCE),
    # the centre
    "BAN CHẤP HÀNH TRUNG ƯƠNG / BAN TỔ CHỨC / *": ("Ban Tổ chức Trung ương", CENTRAL),
    "VĂN PHÒNG TRUNG ƯƠNG ĐẢNG": ("Văn phòng Trung ương Đảng", CENTRAL),
    "BAN BÍ THƯ / *": ("Ban Bí thư", CENTRAL),
    "BỘ NỘI VỤ": ("Bộ Nội vụ", CENTRAL),
    "BAN CHỈ ĐẠO 35 TỈNH LÂM ĐỒNG / CƠ QUAN THƯỜNG TRỰC": (
        "Cơ quan Thường trực Ban Chỉ đạo 35 tỉnh",
        PROVINCE,
    ),
    "BAN CHỈ ĐẠO QUY CHẾ / DÂN CHỦ Ở CƠ SỞ HUYỆN DI LINH": (
        "Ban Chỉ đạo quy chế dân chủ ở cơ sở huyện Di Linh",
        DISTRICT,
    ),
    "UBND XÃ DI LINH / BCĐ PHÁP ĐIỂN": ("Ban Chỉ đạo pháp điển", COMMUNE),
    # sectors, groups, parts
    "TỈNH ỦY LÂM ĐỒNG / ĐẢNG ỦY / CÔNG AN TỈNH": ("Đảng ủy Công an tỉnh", PROVINCE),
    "TỈNH ỦY LÂM ĐỒNG / ĐẢNG ỦY QUÂN SỰ TỈNH": ("Đảng ủy Quân sự tỉnh", PROVINCE),
    "TỈNH ỦY CÀ MAU / ĐẢNG ỦY / ỦY BAN NHÂN DÂN TỈNH": ("Đảng ủy Ủy ban nhân dân tỉnh", PROVINCE),
    "TỈNH ỦY CÀ MAU / ĐẢNG ỦY UBND TỈNH": ("Đảng ủy Ủy ban nhân dân tỉnh", PROVINCE),
    "TỈNH ỦY KON TUM / BAN CÁN SỰ ĐẢNG / ỦY BAN NHÂN DÂN TỈNH": (
        "Ban Cán sự đảng Ủy ban nhân dân tỉnh",
        PROVINCE,
    ),
    "ĐẢNG ỦY KHỐI CÁC CƠ QUAN / VÀ DOANH NGHIỆP TỈNH": (
        "Đảng ủy Khối các cơ quan và Doanh nghiệp tỉnh",
        DISTRICT,
    ),
    "ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH / ĐẢNG ỦY SỞ Y TẾ": ("Đảng ủy Sở Y tế", None),
    # cells, schools, hospitals
    "ĐẢNG BỘ BỘ PHẬN / TRƯỜNG ĐẠI HỌC KINH TẾ / CHI BỘ SINH VIÊN": ("Chi bộ Sinh viên", CELL),
    "ĐẢNG ỦY XÃ DI LINH / CHI BỘ / TRƯỜNG MẦM NON HOA SEN": (
        "Chi bộ Trường Mầm non Hoa Sen",
        CELL,
    ),
    "CHI BỘ THÔN 5 / ĐẢNG BỘ XÃ DI LINH": ("Chi bộ thôn 5", CELL),
    "TRƯỜNG TIỂU HỌC LỘC THẮNG / CHI BỘ": ("Chi bộ Trường Tiểu học Lộc Thắng", CELL),
    # the State
    "UBND TỈNH LÂM ĐỒNG/SỞ NỘI VỤ": ("Sở Nội vụ", PROVINCE),
    "UBND TỈNH LÂM ĐỒNG / HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG": (
        "Hội đồng Thi đua - Khen thưởng",
        PROVINCE,
    ),
    "HỘI ĐỒNG BẦU CỬ QUỐC GIA / ỦY BAN BẦU CỬ / TỈNH LÂM ĐỒNG": (
        "Ủy ban bầu cử tỉnh Lâm Đồng",
        PROVINCE,
    ),
    "ỦY BAN NHÂN DÂN / XÃ CƯ JÚT": ("Ủy ban nhân dân xã Cư Jút", COMMUNE),
    "UBND HUYỆN DI LINH / PHÒNG NỘI VỤ": ("Phòng Nội vụ", DISTRICT),
    "UBND TỈNH QUẢNG NAM / SỞ NỘI VỤ": ("Sở Nội vụ", PROVINCE),
    "SỞ NỘI VỤ / UBND TỈNH QUẢNG NAM": ("Sở Nội vụ", PROVINCE),
    "UBND TỈNH LÂM ĐỒNG / VĂN PHÒNG": ("Văn phòng Ủy ban nhân dân tỉnh", PROVINCE),
    "ỦY BAN NHÂN DÂN / HUYỆN ĐỨC CƠ / VĂN PHÒNG HĐND&UBND": (
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        DISTRICT,
    ),
    "HỘI ĐỒNG NHÂN DÂN / TỈNH BẮC GIANG": ("Hội đồng nhân dân tỉnh Bắc Giang", PROVINCE),
    "SỞ Y TẾ LÂM ĐỒNG / TRUNG TÂM Y TẾ / HUYỆN DI LINH": (
        "Trung tâm Y tế huyện Di Linh",
        DISTRICT,
    ),
    "UBND TỈNH LÂM ĐỒNG / BAN CHỈ HUY / PHÒNG THỦ DÂN SỰ": (
        "Ban Chỉ huy Phòng thủ dân sự",
        PROVINCE,
    ),
    "TÒA ÁN NHÂN DÂN TỈNH LÂM ĐỒNG / TÒA ÁN NHÂN DÂN / KHU VỰC 2": (
        "Tòa án nhân dân Khu Vực 2",
        None,
    ),
    "HỘI ĐỒNG NHÂN DÂN / HUYỆN DI LINH / BAN PHÁP CHẾ": (
        "Ban Pháp chế Hội đồng nhân dân huyện",
        DISTRICT,
    ),
    "NGÂN HÀNG CHÍNH SÁCH XÃ HỘI / CHI NHÁNH TỈNH LÂM ĐỒNG": (
        "Ngân hàng Chính sách xã hội Chi nhánh tỉnh Lâm Đồng",
        PROVINCE,
    ),
    # armed forces
    "CÔNG AN TỈNH LẠNG SƠN / CÔNG AN HUYỆN VĂN QUAN": ("Công an huyện Văn Quan", DISTRICT),
    "BỘ CHQS TỈNH GIA LAI / BAN CHQS HUYỆN ĐỨC CƠ": (
        "Ban Chỉ huy Quân sự huyện Đức Cơ",
        DISTRICT,
    ),
    "BỘ TƯ LỆNH / BỘ ĐỘI BIÊN PHÒNG / BỘ CHỈ HUY BĐBP TỈNH": (
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
        PROVINCE,
    ),
    # mass organisations
    "MẶT TRẬN TỔ QUỐC VIỆT NAM / HUYỆN CƯ M'GAR / BAN THƯỜNG TRỰC": (
        "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam huyện",
        DISTRICT,
    ),
    "UBMTTQ VIỆT NAM / XÃ TÂN HƯNG": ("Ủy ban Mặt trận Tổ quốc Việt Nam xã Tân Hưng", COMMUNE),
    "BCH ĐOÀN TỈNH LÀO CAI / BCH ĐOÀN XÃ BẮC HÀ / ***": ("Ban Chấp hành Đoàn xã Bắc Hà", COMMUNE),
    "TỈNH ĐOÀN LÂM ĐỒNG / BAN THƯỜNG VỤ / ***": ("Ban Thường vụ Tỉnh đoàn Lâm Đồng", PROVINCE),
    "ĐOÀN TNCS HỒ CHÍ MINH / BCH TỈNH LÂM ĐỒNG / ***": (
        "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Lâm Đồng",
        PROVINCE,
    ),
    "BAN CHẤP HÀNH / ĐOÀN XÃ BẮC HÀ": ("Ban Chấp hành Đoàn xã Bắc Hà", COMMUNE),
    "HỘI NÔNG DÂN TỈNH TÂY NINH / HỘI NÔNG DÂN / XÃ TÂN HƯNG": (
        "Hội Nông dân xã Tân Hưng",
        COMMUNE,
    ),
    "UBND TỈNH THỪA THIÊN HUẾ / LIÊN HIỆP CÁC HỘI / KHOA HỌC VÀ KỸ THUẬT": (
        "Liên hiệp các Hội Khoa học và Kỹ thuật",
        None,
    ),
    "LIÊN ĐOÀN LAO ĐỘNG HUYỆN / CÔNG ĐOÀN / TRƯỜNG MẦM NON HOA SEN": (
        "Công đoàn Trường Mầm non Hoa Sen",
        None,
    ),
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH LÂM ĐỒNG / CÔNG ĐOÀN CƠ SỞ / VĂN PHÒNG TỈNH ỦY": (
        "Công đoàn cơ sở Văn phòng Tỉnh ủy",
        PROVINCE,
    ),
    "LIÊN ĐOÀN LAO ĐỘNG HUYỆN / CĐCS TRƯỜNG MẦM NON HOA SEN": (
        "Công đoàn cơ sở Trường Mầm non Hoa Sen",
        None,
    ),
    # companies
    "TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM / VNPT LÂM ĐỒNG": ("VNPT Lâm Đồng", None),
    "TỔNG CÔNG TY ĐIỆN LỰC MIỀN NAM / CÔNG TY ĐIỆN LỰC LÂM ĐỒNG": (
        "Công ty Điện lực Lâm Đồng",
        None,
    ),
    # two issuers
    "BAN TUYÊN GIÁO TỈNH ỦY - CÔNG AN TỈNH": ("Ban Tuyên giáo Tỉnh ủy; Công an tỉnh", PROVINCE),
    "TỈNH ỦY LÂM ĐỒNG / BAN TỔ CHỨC - BAN TUYÊN GIÁO": (
        "Ban Tổ chức Tỉnh ủy; Ban Tuyên giáo Tỉnh ủy",
        PROVINCE,
    ),
    "SỞ NỘI VỤ - SỞ TÀI CHÍNH": ("Sở Nội vụ; Sở Tài chính", PROVINCE),
    "HĐND - UBND HUYỆN DI LINH": ("Hội đồng nhân dân; Ủy ban nhân dân huyện Di Linh", DISTRICT),
    "CÔNG AN - VIỆN KIỂM SÁT NHÂN DÂN - TÒA ÁN NHÂN DÂN / HUYỆN DI LINH": (
        "Công an; Viện kiểm sát nhân dân; Tòa án nhân dân huyện Di Linh",
        DISTRICT,
    ),
    "ĐẢNG ỦY - HĐND - UBND - UBMTTQVN / XÃ DI LINH": (
        "Đảng ủy; Hội đồng nhân dân; Ủy ban nhân dân; Ủy ban Mặt trận Tổ quốc Việt Nam xã Di Linh",
        COMMUNE,
    ),
    "VĂN PHÒNG ĐOÀN ĐBQH VÀ HĐND / TỈNH LÂM ĐỒNG": (
        "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Lâm Đồng",
        PROVINCE,
    ),
    "UBND TỈNH LÂM ĐỒNG / BAN QUẢN LÝ DỰ ÁN / ĐẦU TƯ XÂY DỰNG": (
        "Ban Quản lý Dự án Đầu tư Xây dựng",
        PROVINCE,
    ),
    "HỘI LHTN VIỆT NAM / ỦY BAN TỈNH LÂM ĐỒNG / ***": (
        "Ủy ban Hội Liên hiệp Thanh niên Việt Nam tỉnh Lâm Đồng",
        PROVINCE,
    ),
    # a committee that does not name its unit
    "HUYỆN ỦY / BAN TỔ CHỨC": ("Ban Tổ chức Huyện ủy", DISTRICT),
    "ĐẢNG ỦY / VĂN PHÒNG": ("Văn phòng Đảng ủy", None),
    "ĐẢNG ỦY XÃ / ỦY BAN KIỂM TRA": ("Ủy ban Kiểm tra Đảng ủy xã", COMMUNE),
    "CHI BỘ / VĂN PHÒNG HUYỆN ỦY": ("Chi bộ Văn phòng Huyện ủy", CELL),
    "ĐẢNG BỘ / BỆNH VIỆN ĐA KHOA": ("Đảng bộ Bệnh viện Đa khoa", None),
    # names of units that look like organs
    "ĐẢNG ỦY XÃ / TRƯỜNG SƠN": ("Đảng ủy xã Trường Sơn", COMMUNE),
    "HUYỆN ỦY / TRƯỜNG SA": ("Huyện ủy Trường Sa", DISTRICT),
    "THÀNH ỦY / HỘI AN": ("Thành ủy Hội An", DISTRICT),
    # damage
    "ĐảNG BỘ TỈNH LÂM ĐỒNG / HUYệN ỦY DI LINH": ("Huyện ủy Di Linh", DISTRICT),
    "HUYỆN ỦY DI LINH / ĐẢNG CỘNG SẢN VIỆT NAN / BAN TỔ CHỨC": ("Ban Tổ chức Huyện ủy", DISTRICT),
    "TỈNH ÙY HÀ GIANG / HUYẸN ỦY VỊ XUYÊN / ,": ("Huyện ủy Vị Xuyên", DISTRICT),
    "HUYEN UY DI LINH / BAN TO CHUC": ("Ban Tổ chức Huyện ủy", DISTRICT),
    "- HUYỆN ỦY DI LINH . / >K": ("Huyện ủy Di Linh", DISTRICT),
    # two organs that conversion put into one line, and names that only look like it
    "HUYỆN ỦY DI LINH BAN TỔ CHỨC": ("Ban Tổ chức Huyện ủy", DISTRICT),
    "ĐẢNG BỘ TỈNH LÂM ĐỒNG ĐẢNG ỦY XÃ BẢO LÂM 1": ("Đảng ủy xã Bảo Lâm 1", COMMUNE),
    "ĐẢNG BỘ HUYỆN DI LINH ĐẢNG BỘ XÃ GUNG RÉ CHI BỘ THÔN 5": ("Chi bộ thôn 5", CELL),
    "UBND HUYỆN DI LINH PHÒNG NỘI VỤ": ("Phòng Nội vụ", DISTRICT),
    "CÔNG AN TỈNH LÂM ĐỒNG CÔNG AN XÃ DI LINH": ("Công an xã Di Linh", COMMUNE),
    "TỈNH ỦY CÀ MAU ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH": ("Đảng ủy Ủy ban nhân dân tỉnh", PROVINCE),
    "THÀNH ỦY HẢI PHÒNG VĂN PHÒNG": ("Văn phòng Thành ủy", PROVINCE),
    "THÀNH ỦY HẢI PHÒNG": ("Thành ủy Hải Phòng", PROVINCE),
    "ĐẢNG ỦY XÃ TRƯỜNG SƠN": ("Đảng ủy xã Trường Sơn", COMMUNE),
    "CHI BỘ BAN TỔ CHỨC HUYỆN ỦY": ("Chi bộ Ban Tổ chức Huyện ủy", CELL),
    "ĐẢNG ỦY CÔNG AN TỈNH LÂM ĐỒNG": ("Đảng ủy Công an tỉnh Lâm Đồng", PROVINCE),
    # beside stamps and marks
    "HUYỆN ỦY DI LINH / DỰ THẢO LẦN 2": ("Huyện ủy Di Linh", DISTRICT),
    "HỎA TỐC / UBND TỈNH QUẢNG NINH": ("Ủy ban nhân dân tỉnh Quảng Ninh", PROVINCE),
    "PHẦN I. VĂN BẢN QUY PHẠM PHÁP LUẬT / ỦY BAN NHÂN DÂN / TỈNH TRÀ VINH": (
        "Ủy ban nhân dân tỉnh Trà Vinh",
        PROVINCE,
    ),
}


@pytest.mark.parametrize(("head", "told"), LETTERHEADS.items(), ids=LETTERHEADS)
def test_the_issuer_of_a_letterhead(head, told):
    notice = read(paper(head))
    assert (notice.issuer.value, notice.level.value) == told


# --- what is sure ------------------------------------------------------------------------------

# An organ that we do not know is said as the letterhead says it, never another in its place.
UNKNOWN = {
    "CÂU LẠC BỘ HƯU TRÍ DI LINH": "Câu Lạc Bộ Hưu Trí Di Linh",
    "UBND HUYỆN DI LINH / CÂU LẠC BỘ HƯU TRÍ": "Câu Lạc Bộ Hưu Trí",
    "TỈNH ỦY LÂM ĐỒNG / NHÀ KHÁCH": "Nhà Khách",
}


@pytest.mark.parametrize(("head", "issuer"), UNKNOWN.items(), ids=UNKNOWN)
def test_an_organ_that_we_do_not_know(head, issuer):
    notice = read(paper(head))
    assert (notice.issuer.value, notice.issuer.evidence.status) == (issuer, Status.INFERRED)
    assert notice.level.value is None


def test_its_words_are_spelled_as_the_paper_spells_them():
    text = paper("CÂU LẠC BỘ HƯU TRÍ DI LINH", body="Câu lạc bộ Hưu trí Di Linh họp.")
    assert read(text).issuer.value == "Câu lạc bộ Hưu trí Di Linh"


@pytest.mark.parametrize(
    ("head", "status"),
    [("HUYỆN ỦY DI LINH", Status.STATED), ("HUYẸN ỦV DI LINH", Status.INFERRED)],
)
def test_a_name_with_a_wrong_letter_is_concluded(head, status):
    assert read(paper(head)).issuer.evidence.status is status


def test_a_line_of_the_page_around_a_paper_is_no_letterhead_for_sure():
    field = read("Sở Nội vụ\n\nTHÔNG BÁO\nkết quả\n\nNội dung.").issuer
    assert (field.value, field.evidence.status) == ("Sở Nội vụ", Status.INFERRED)


# --- columns and lines -------------------------------------------------------------------------

LAYOUTS = {
    "side by side": (
        (
            "   UBND TỈNH QUẢNG NAM        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "      SỞ NỘI VỤ               Độc lập - Tự do - Hạnh phúc\n\n"
            "Số: 1845/SNV-CCVC        Quảng Nam, ngày 23 tháng 9 năm 2024\n"
            "V/v hướng dẫn\n\nKính gửi: Ủy ban nhân dân huyện Núi Thành"
        ),
        "Sở Nội vụ",
    ),
    "run together": (
        (
            "HUYỆN ỦY CHỢ MỚI ĐẢNG CỘNG SẢN VIỆT NAM\nBAN TỔ CHỨC\n"
            "* Chợ Mới, ngày 05 tháng 8 năm 2024\nSố 12-TB/BTCHU\n\nTHÔNG BÁO\nkết quả"
        ),
        "Ban Tổ chức Huyện ủy",
    ),
    "the Youth Union's own heading on the right": (
        (
            "BCH ĐOÀN TỈNH LÀO CAI            ĐOÀN TNCS HỒ CHÍ MINH\n  BCH ĐOÀN XÃ BẮC HÀ\n"
            "      ***             Bắc Hà, ngày 05 tháng 3 năm 2026\nSố: 29-CV/ĐTN\n\nKính gửi: X"
        ),
        "Ban Chấp hành Đoàn xã Bắc Hà",
    ),
    "the number first": (
        "Số: 12/TB-UBND\nUBND HUYỆN DI LINH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nTHÔNG BÁO\nx",
        "Ủy ban nhân dân huyện Di Linh",
    ),
    "organ, star and number on one line": (
        "HUYỆN ỦY DI LINH * Số 12-TB/HU\n\nTHÔNG BÁO\nkết quả",
        "Huyện ủy Di Linh",
    ),
    "the right column first": (
        (
            "ĐẢNG CỘNG SẢN VIỆT NAM\nDi Linh, ngày 05 tháng 8 năm 2024\n\nHUYỆN ỦY DI LINH\n"
            "VĂN PHÒNG\n*\nSố 12-TB/VPHU\n\nTHÔNG BÁO\nkết quả"
        ),
        "Văn phòng Huyện ủy",
    ),
    "in small letters": (
        "Đảng bộ tỉnh Lâm Đồng\nHuyện ủy Di Linh\nSố 82-TB/HU\n\nTHÔNG BÁO\nkết quả",
        "Huyện ủy Di Linh",
    ),
    "a number below tells of two": (
        "BAN TUYÊN GIÁO TỈNH ỦY\nCÔNG AN TỈNH\n*\nSố 05-KH/BTGTU-CAT\n\nKẾ HOẠCH\nphối hợp",
        "Ban Tuyên giáo Tỉnh ủy; Công an tỉnh",
    ),
}


@pytest.mark.parametrize(("text", "issuer"), LAYOUTS.values(), ids=LAYOUTS)
def test_lines_as_files_have_them(text, issuer):
    field = read(f"{text}\n\nNội dung.").issuer
    assert (field.value, field.evidence.status) == (issuer, Status.STATED)


# A head and a number of which several sign; who they are, in their order.
JOINT = [
    ("HUYỆN A LƯỚI / BAN DÂN VẬN HUYỆN ỦY - / ỦY BAN MTTQ VIỆT NAM HUYỆN - / PHÒNG NỘI VỤ",
     "Số 03-HDLT/BDV-MTTQ-PNV",
     "Ban Dân vận Huyện ủy; Ủy ban Mặt trận Tổ quốc Việt Nam huyện; Phòng Nội vụ"),
    ("BAN DÂN VẬN HUYỆN ỦY - ỦY BAN MTTQ VIỆT NAM HUYỆN - PHÒNG NỘI VỤ",
     "Số 03-HDLT/BDV-MTTQ-PNV",
     "Ban Dân vận Huyện ủy; Ủy ban Mặt trận Tổ quốc Việt Nam huyện; Phòng Nội vụ"),
    ("BAN DÂN VẬN HUYỆN ỦY / ỦY BAN MTTQ VIỆT NAM HUYỆN / PHÒNG NỘI VỤ",
     "Số 03-HDLT/BDV-MTTQ-PNV",
     "Ban Dân vận Huyện ủy; Ủy ban Mặt trận Tổ quốc Việt Nam huyện; Phòng Nội vụ"),
    ("BAN DÂN VẬN HUYỆN ỦY / - ỦY BAN MTTQ VIỆT NAM HUYỆN / - PHÒNG NỘI VỤ",
     "Số 03-HDLT/BDV-MTTQ-PNV",
     "Ban Dân vận Huyện ủy; Ủy ban Mặt trận Tổ quốc Việt Nam huyện; Phòng Nội vụ"),
    ("ỦY BAN MTTQ VIỆT NAM HUYỆN - / PHÒNG NỘI VỤ", "Số 03-HDLT/MTTQ-PNV",
     "Ủy ban Mặt trận Tổ quốc Việt Nam huyện; Phòng Nội vụ"),
    ("BAN TỔ CHỨC TỈNH ỦY - SỞ NỘI VỤ - SỞ TÀI CHÍNH", "Số 03-HDLT/BTCTU-SNV-STC",
     "Ban Tổ chức Tỉnh ủy; Sở Nội vụ; Sở Tài chính"),
    ("BAN TUYÊN GIÁO HUYỆN ỦY - / HUYỆN ĐOÀN - / PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
     "Số 03-HDLT/BTG-HĐ-PGDĐT",
     "Ban Tuyên giáo Huyện ủy; Huyện đoàn; Phòng Giáo dục và Đào tạo"),
    ("SỞ NỘI VỤ - SỞ TÀI CHÍNH - KHO BẠC NHÀ NƯỚC TỈNH", "Số 03/HDLN-SNV-STC-KBNN",
     "Sở Nội vụ; Sở Tài chính; Kho bạc Nhà nước tỉnh"),
    ("UBND HUYỆN DI LINH / PHÒNG NỘI VỤ - PHÒNG TÀI CHÍNH - KẾ HOẠCH", "Số 03/HDLN-PNV-TCKH",
     "Phòng Nội vụ; Phòng Tài chính - Kế hoạch"),
    # one of them stands over the other, and does not sign
    ("HUYỆN ỦY DI LINH - / BAN TỔ CHỨC", "Số 03-HD/BTCHU", "Ban Tổ chức Huyện ủy"),
    ("UBND HUYỆN DI LINH - / PHÒNG NỘI VỤ", "Số 03/HD-PNV", "Phòng Nội vụ"),
    ("UBND HUYỆN DI LINH - PHÒNG NỘI VỤ", "Số 03/UBND-NV", "Phòng Nội vụ"),
    ("UBND HUYỆN DI LINH - PHÒNG TÀI CHÍNH - KẾ HOẠCH", "Số 03/HD-TCKH",
     "Phòng Tài chính - Kế hoạch"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "number", "issuers"), JOINT)
def test_who_signs_together(head: str, number: str, issuers: str) -> None:
    text = paper(head).replace("Số 12", number)
    text = text.replace("ĐẢNG CỘNG SẢN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA")
    issuer = read(text).issuer.value
    assert issuer is not None
    assert issuer.lower() == issuers.lower()
