"""Where the issuer of a paper is: its letterhead and its dateline, whatever the body names."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.model import Document, Status
from indexer.understanding import understand
from tests.checkout import SHARED

HOME = "Đồng chí có quê quán xã Vĩnh Thủy, tỉnh Quảng Trị."


def read(knowledge, head, place, year, body=HOME):
    lines = [line.strip() for line in head.split(" / ")]
    dateline = f"{place}, ngày 05 tháng 9 năm {year}".lstrip(", ")
    text = "\n".join([*lines, "Số 12", "", dateline, "", "THÔNG BÁO", "kết quả", "", body])
    return understand(Document("id", "a.txt", "", "text/plain", text), knowledge)


def label(reading, knowledge):
    place = reading.issuer_place.place
    return place and knowledge.gazetteer.label(place, reading.notice.date.value.latest())


# Letterhead, place of the dateline, year → the unit that the issuer governs or belongs to.
PLACES = {
    # a unit's own committee
    ("HUYỆN ỦY", "Di Linh", 2023): "huyện Di Linh, Lâm Đồng",
    ("ĐẢNG BỘ TỈNH CAO BẰNG / HUYỆN ỦY BẢO LÂM", "Bảo Lâm", 2023): "huyện Bảo Lâm, Cao Bằng",
    ("HUYỆN ỦY BẢO LÂM CAO BẰNG", "Bảo Lâm", 2023): "huyện Bảo Lâm, Cao Bằng",
    ("HUYỆN ỦY BẢO LÂM HÀ GIANG", "Bảo Lâm", 2023): None,  # in which no huyện Bảo Lâm lies
    ("THÀNH ỦY VINH NGHỆ AN", "Vinh", 2022): "thành phố Vinh, Nghệ An",
    ("ĐẢNG BỘ TỈNH LÂM ĐỒNG / ĐẢNG ỦY XÃ TÂN LẬP", "Tân Lập", 2026): "xã Tân Lập, Lâm Đồng",
    ("THÀNH ỦY HÀ NỘI / QUẬN ỦY BA ĐÌNH", "Hà Nội", 2022): "quận Ba Đình, Hà Nội",
    ("ĐẢNG BỘ XÃ DI LINH / CHI BỘ THÔN 5", "Di Linh", 2026): "xã Di Linh, Lâm Đồng",
    ("CHI BỘ TRƯỜNG TIỂU HỌC LỘC THẮNG", "Bảo Lâm 1", 2025): "xã Bảo Lâm 1, Lâm Đồng",
    # a city of a province, also where both have one name, and one that came under the centre
    ("THÀNH ỦY HUẾ", "Thành phố Huế", 2022): "thành phố Huế, Thừa Thiên Huế",
    ("THÀNH ỦY HUẾ", "Huế", 2025): "thành phố Huế",
    ("THÀNH ỦY HÒA BÌNH", "Hòa Bình", 2020): "thành phố Hòa Bình, Hòa Bình",
    ("THÀNH ỦY CÀ MAU", "Cà Mau", 2020): "thành phố Cà Mau, Cà Mau",
    ("TỈNH ỦY CÀ MAU", "Cà Mau", 2020): "tỉnh Cà Mau",
    # marks that a recogniser lost in one of the two
    ("THÀNH ỦY CÂN THƠ", "Cần Thơ", 2022): "thành phố Cần Thơ",
    ("HUYỆN ỦY DĨ LINH", "Di Linh", 2022): "huyện Di Linh, Lâm Đồng",
    ("HUYỆN ỦY DI LINH", "Dì Linh", 2022): "huyện Di Linh, Lâm Đồng",
    # its organs
    ("HUYỆN ỦY DI LINH / BAN TỔ CHỨC", "Di Linh", 2022): "huyện Di Linh, Lâm Đồng",
    ("ĐẢNG BỘ TỈNH GIA LAI / ĐẢNG BỘ HUYỆN ĐỨC CƠ / ĐẠI HỘI ĐẠI BIỂU", "Đức Cơ", 2020): (
        "huyện Đức Cơ, Gia Lai"
    ),
    # the seat lies in the unit
    ("TỈNH ỦY", "Đà Lạt", 2023): "tỉnh Lâm Đồng",
    ("SỞ NỘI VỤ", "Đà Lạt", 2023): "tỉnh Lâm Đồng",
    # committees of a bloc, a sector, an office govern no unit
    ("TỈNH ỦY HÀ TĨNH / ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH", "Hà Tĩnh", 2022): "tỉnh Hà Tĩnh",
    ("ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH LÂM ĐỒNG", "Đà Lạt", 2022): "tỉnh Lâm Đồng",
    ("TỈNH ỦY LÂM ĐỒNG / ĐẢNG ỦY KHỐI CÁC CƠ QUAN", "Đà Lạt", 2022): "tỉnh Lâm Đồng",
    ("HUYỆN ỦY DI LINH / ĐẢNG ỦY CÔNG AN", "Di Linh", 2023): "huyện Di Linh, Lâm Đồng",
    ("TỈNH ỦY CÀ MAU / ĐẢNG ỦY / ỦY BAN NHÂN DÂN TỈNH", "Cà Mau", 2025): "tỉnh Cà Mau",
    ("TỈNH ỦY NGHỆ AN / ĐẢNG ỦY TRƯỜNG ĐẠI HỌC VINH", "Vinh", 2022): "tỉnh Nghệ An",
    ("ĐẢNG BỘ BỘ PHẬN / TRƯỜNG ĐẠI HỌC KINH TẾ / CHI BỘ SINH VIÊN", "Đà Nẵng", 2026): (
        "thành phố Đà Nẵng"
    ),
    # the dateline has a name that a unit of another province has too
    (
        "ĐẢNG ỦY KHỐI CƠ QUAN / VÀ DOANH NGHIỆP TỈNH BÌNH THUẬN / ĐẢNG ỦY CÔNG TY CỔ PHẦN",
        "Phan Thiết",
        2024,
    ): "tỉnh Bình Thuận",
    ("TỈNH ỦY BÌNH THUẬN / THÀNH ỦY PHAN THIẾT", "Phan Thiết", 2024): (
        "thành phố Phan Thiết, Bình Thuận"
    ),
    ("TỈNH ỦY TUYÊN QUANG / ĐẢNG ỦY PHƯỜNG PHAN THIẾT", "Phan Thiết", 2023): (
        "phường Phan Thiết, thành phố Tuyên Quang, Tuyên Quang"
    ),
    # an organ of a town's committee, and of the city's above it
    (
        "THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH / THÀNH ỦY THÀNH PHỐ THỦ ĐỨC / VĂN PHÒNG",
        "Thủ Đức",
        2024,
    ): "thành phố Thủ Đức, Hồ Chí Minh",
    ("THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH / VĂN PHÒNG", "Hồ Chí Minh", 2024): "thành phố Hồ Chí Minh",
    ("TỈNH ỦY LÂM ĐỒNG / THÀNH ỦY BẢO LỘC / BAN TỔ CHỨC", "Bảo Lộc", 2023): (
        "thành phố Bảo Lộc, Lâm Đồng"
    ),
    # organisations
    ("UBND TỈNH QUẢNG NAM / SỞ NỘI VỤ", "Quảng Nam", 2023): "tỉnh Quảng Nam",
    ("UBND XÃ DI LINH / PHÒNG KINH TẾ", "Di Linh", 2025): "xã Di Linh, Lâm Đồng",
    ("SỞ Y TẾ LÂM ĐỒNG / TRUNG TÂM Y TẾ / HUYỆN DI LINH", "Di Linh", 2023): (
        "huyện Di Linh, Lâm Đồng"
    ),
    ("HỘI NÔNG DÂN TỈNH TÂY NINH / BCH HỘI NÔNG DÂN XÃ TÂN HƯNG", "Tân Hưng", 2026): (
        "xã Tân Hưng, Tây Ninh"
    ),
    ("TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM / VNPT LÂM ĐỒNG", "Lâm Đồng", 2023): "tỉnh Lâm Đồng",
    ("CÂU LẠC BỘ HƯU TRÍ", "Lâm Đồng", 2023): "tỉnh Lâm Đồng",
    # a city that is gone lies in one province, and is none of the wards on its ground
    ("ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH / CHI BỘ BAN TUYÊN GIÁO", "Đà Lạt", 2026): (
        "thành phố Đà Lạt, Lâm Đồng"
    ),
    ("TỈNH ỦY / BAN TUYÊN GIÁO VÀ DÂN VẬN", "Đà Lạt", 2026): "tỉnh Lâm Đồng",
    # nothing tells: a home that the body names is not the issuer's
    ("HUYỆN ỦY BẢO LÂM", "Bảo Lâm", 2023): None,
    ("ĐẢNG ỦY XÃ TÂN HƯNG", "Tân Hưng", 2026): None,
    ("ĐẢNG ỦY XÃ", "", 2026): None,
    ("TRƯỜNG ĐẠI HỌC KINH TẾ / CHI BỘ SINH VIÊN", "", 2026): None,
    ("BAN CHẤP HÀNH TRUNG ƯƠNG / BAN TỔ CHỨC", "Hà Nội", 2022): None,
    ("BỘ NỘI VỤ", "Hà Nội", 2022): None,
}


@pytest.mark.parametrize(("paper", "place"), PLACES.items(), ids=lambda one: str(one)[:70])
def test_the_place_of_the_issuer(knowledge, paper, place):
    head, dateline, year = paper
    assert label(read(knowledge, head, dateline, year), knowledge) == place


def test_two_units_of_its_ground_tell_which_of_two_it_is(knowledge):
    body = "Kiểm tra tại xã Lộc Quảng và thị trấn Lộc Thắng."
    reading = read(knowledge, "HUYỆN ỦY BẢO LÂM", "Bảo Lâm", 2023, body)
    assert label(reading, knowledge) == "huyện Bảo Lâm, Lâm Đồng"


# Cases from practice: the file, the issuer, its place.
CASES = {
    "03-thong-bao-ket-luan-mot-dong.txt": ("Ban Thường vụ Huyện ủy", "huyện Di Linh, Lâm Đồng"),
    "04-bao-cao-ngay-tren-dong-ten-loai.txt": ("Huyện ủy Di Linh", "huyện Di Linh, Lâm Đồng"),
    "05-dau-den.txt": ("Ban Thường vụ Tỉnh ủy", "tỉnh Lâm Đồng"),
    "10-chi-bo-dia-danh-da-nang.txt": ("Chi bộ Sinh viên", "thành phố Đà Nẵng"),
}


@pytest.mark.parametrize("name", CASES)
def test_cases_from_practice(knowledge, name):
    path = SHARED / "cases" / name
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    text = path.read_text("utf-8")
    reading = understand(Document("id", name, "", "text/plain", text), knowledge)
    assert (reading.notice.issuer.value, label(reading, knowledge)) == CASES[name]


@pytest.mark.parametrize(
    ("title", "unit", "place"),
    [
        ("kết luận đối với Quận 2", "Quận 2", "quận 2, Hồ Chí Minh"),
        ("kết luận đối với QUẬN 2", "QUẬN 2", "quận 2, Hồ Chí Minh"),
        ("kết quả kiểm tra tại phường 14, quận 5", "phường 14", "phường 14, quận 5, Hồ Chí Minh"),
        ("kết luận đối với Quận ủy Quận 12", "Quận ủy Quận 12", "quận 12, Hồ Chí Minh"),
    ],
)
def test_a_unit_that_has_a_number_for_a_name(knowledge, title, unit, place):
    lines = ["THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH", "*", "Số 12-TB/TU", "", "THÔNG BÁO", title, ""]
    text = "\n".join([*lines, "Ban Thường vụ Thành ủy kết luận:", "1. Ưu điểm", "Năm 2020."])
    reading = understand(Document("id", "a.txt", "", "text/plain", text), knowledge)
    assert reading.notice.unit.value == unit
    on = reading.notice.date.value
    key = reading.unit_place.place
    assert key
    assert knowledge.gazetteer.label(key, on.latest() if on else date(2020, 1, 1)) == place


TAM_NONG, DONG_THAP = "HUYỆN ỦY TAM NÔNG", "huyện Tam Nông, Đồng Tháp"


@pytest.mark.parametrize(
    ("head", "body", "place"),
    [
        # what the body speaks of in passing is not whose the letterhead is
        (TAM_NONG, "Hỗ trợ đồng bào bị lũ lụt ở tỉnh Phú Thọ.", None),
        (TAM_NONG, "Huyện Tam Nông hỗ trợ đồng bào ở tỉnh Phú Thọ.", None),
        ("HUYỆN ỦY BẢO LÂM", "Học tập kinh nghiệm của huyện Bảo Lạc, tỉnh Cao Bằng.", None),
        # its own name with the province, its province's committee, its communes, its letterhead
        (TAM_NONG, "Huyện Tam Nông, tỉnh Đồng Tháp hỗ trợ tỉnh Phú Thọ.", DONG_THAP),
        (TAM_NONG, "Hỗ trợ tỉnh Phú Thọ theo Công văn của Tỉnh ủy Đồng Tháp.", DONG_THAP),
        (TAM_NONG, "Hỗ trợ tỉnh Phú Thọ.\n\nNơi nhận:\n- Tỉnh ủy Đồng Tháp,", DONG_THAP),
        (TAM_NONG, "Hỗ trợ xã Phú Cường, xã Phú Đức, xã An Long.", DONG_THAP),
        (f"ĐẢNG BỘ TỈNH ĐỒNG THÁP / {TAM_NONG}", "Hỗ trợ tỉnh Phú Thọ.", DONG_THAP),
        # nor are the committee and offices of a province that it meets, visits or helps
        (TAM_NONG, "Học tập kinh nghiệm tại Tỉnh ủy Phú Thọ.", None),
        (TAM_NONG, "Tiếp và làm việc với đoàn công tác của UBND tỉnh Phú Thọ.", None),
        (TAM_NONG, "Tiếp nhận kinh phí do UBND tỉnh Phú Thọ ủng hộ.", None),
        (TAM_NONG, "Theo đề nghị của UBND tỉnh Phú Thọ.", None),
        (TAM_NONG, "Các đơn vị đã gửi quà:\n- UBND tỉnh Phú Thọ;\n- Tỉnh ủy Phú Thọ.", None),
        # but those that decide for it, to which it reports, and which receive its papers
        (TAM_NONG, "Thực hiện Kế hoạch số 15-KH/TU của Tỉnh ủy Đồng Tháp.", DONG_THAP),
        (TAM_NONG, "Theo chủ trương do UBND tỉnh Đồng Tháp phê duyệt.", DONG_THAP),
        (TAM_NONG, "Báo cáo Tỉnh ủy Đồng Tháp trong tháng 10.", DONG_THAP),
        (TAM_NONG, "Thăm Tỉnh ủy Phú Thọ.\n\nNơi nhận:\n- Tỉnh ủy Đồng Tháp (b/c),", DONG_THAP),
        # a name that only one has
        ("HUYỆN ỦY DI LINH", "Học tập tỉnh Quảng Ninh.", "huyện Di Linh, Lâm Đồng"),
    ],
)
def test_a_province_in_passing_does_not_tell_whose_a_letterhead_is(knowledge, head, body, place):
    own = head.rpartition("ỦY ")[2].title()
    reading = read(knowledge, head, own, 2022, body)
    assert label(reading, knowledge) == place
    if place is None:
        assert len(reading.issuer_place.candidates) == 2


@pytest.mark.parametrize(
    ("body", "number", "dateline", "issuer", "place"),
    [
        ("BAN TỔ CHỨC", "12-TB/BTCTU", "Đà Lạt", "Ban Tổ chức Tỉnh ủy", "tỉnh Lâm Đồng"),
        ("BAN TUYÊN GIÁO", "12-TB/BTGTU", "Hà Nội", "Ban Tuyên giáo Thành ủy", "thành phố Hà Nội"),
        ("VĂN PHÒNG", "12-TB/VPTU", "Vinh", "Văn phòng Tỉnh ủy", "tỉnh Nghệ An"),
        ("VĂN PHÒNG", "12-TB/VPHU", "Di Linh", "Văn phòng Huyện ủy", "huyện Di Linh, Lâm Đồng"),
    ],
)
def test_a_number_tells_whose_a_body_is(knowledge, body, number, dateline, issuer, place):
    day = f"{dateline}, ngày 05 tháng 9 năm 2022"
    text = f"{body}\nSố {number}\n\n{day}\n\nTHÔNG BÁO\nkết quả\n\nKiểm tra."
    reading = understand(Document("id", "a.txt", "", "text/plain", text), knowledge)
    said = reading.notice.issuer
    assert (said.value, label(reading, knowledge)) == (issuer, place)
    assert said.evidence.status is Status.INFERRED


# Letterhead, place and year of the dateline → how the unit is known, and the words that say why.
OF_ITS_DAY = [
    ("ĐẢNG ỦY XÃ BẢO LÂM 1", "Bảo Lâm 1", 2025, Status.STATED, "chỉ có một xã"),
    ("ĐẢNG ỦY XÃ BẢO LÂM 1", "Bảo Lâm 1", 2022, Status.INFERRED, "đến 01/07/2025 mới có"),
    ("CHI BỘ TRƯỜNG TIỂU HỌC", "Bảo Lâm 1", 2022, Status.INFERRED, "đến 01/07/2025 mới có"),
    ("HUYỆN ỦY DI LINH", "Di Linh", 2024, Status.STATED, "chỉ có một huyện"),
    ("HUYỆN ỦY DI LINH", "Di Linh", 2026, Status.INFERRED, "không còn từ 01/07/2025"),
    ("TỈNH ỦY HÀ TÂY", "Hà Đông", 2010, Status.INFERRED, "không còn từ 01/08/2008"),
    ("TỈNH ỦY HÀ TÂY", "Hà Đông", 2005, Status.STATED, "chỉ có một tỉnh"),
    # before the first day that the gazetteer knows
    ("HUYỆN ỦY DI LINH", "Di Linh", 1999, Status.STATED, "chỉ có một huyện"),
    # another type than the unit had on the day: xã Di Linh came in 2025, quận Thủ Đức went in 2020
    ("ĐẢNG ỦY XÃ DI LINH", "Di Linh", 2022, Status.INFERRED, "ghi là xã"),
    ("THÀNH ỦY THỦ ĐỨC", "Thủ Đức", 2015, Status.INFERRED, "ghi là thành phố"),
    ("THÀNH ỦY THỦ ĐỨC", "Thủ Đức", 2022, Status.STATED, "thành phố"),
]


@pytest.mark.parametrize(("head", "dateline", "year", "status", "why"), OF_ITS_DAY)
def test_a_unit_that_was_not_there_on_the_day_is_not_stated(
    knowledge, head, dateline, year, status, why
):
    found = read(knowledge, head, dateline, year, "Kiểm tra.").issuer_place
    assert (found.status, why in str(found.reason)) == (status, True)


def test_a_year_alone_is_no_contradiction_where_the_unit_was_there_for_a_part_of_it(knowledge):
    text = "TỈNH ỦY HÀ TÂY\nSố 12-TB/TU\n\nHà Đông, năm 2008\n\nTHÔNG BÁO\nkết quả\n\nKiểm tra."
    reading = understand(Document("id", "a.txt", "", "text/plain", text), knowledge)
    assert reading.issuer_place.status is not Status.INFERRED
